/* diff_hash.c - a number for what each value says */
#include "diff/diff_hash.h"
#include "base/hash.h"

/* Mix all bits, so that sums of such numbers tell sets apart (the finalizer of MurmurHash3). */
static uint64_t
diff_mix(uint64_t h)
{
	h = (h ^ h >> 33) * UINT64_C(0xff51afd7ed558ccd);
	h = (h ^ h >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
	return h ^ h >> 33;
}

static uint64_t
hash_string(struct diff_side *s, uint32_t node, bool in_a)
{
	uint32_t part = diff_part_of_id(s, node);

	if (part != DIFF_NONE && s->v[part].pair != DIFF_NONE)
		return diff_mix(1 + (uint64_t)(in_a ? part : s->v[part].pair));
	return hash_add(HASH_INIT, diff_text(&s->tree, node));
}

static uint64_t
hash_key(struct diff_side *s, uint32_t node)
{
	return hash_add(HASH_INIT, json_text(diff_key(&s->tree, node), &s->tree.scratch));
}

/*
 * Backwards, so that a value comes after all that is in it: its number is then what its members
 * (in any order) or elements (from the last to the first) have added up to.
 */
void
diff_hash(struct diff_side *s, bool in_a)
{
	struct diff_tree *t = &s->tree;

	for (size_t i = 0; i < t->n; i++)
		t->v[i].hash = 0;
	for (uint32_t i = (uint32_t)t->n; i-- > 0;) {
		struct diff_node *v = &t->v[i];
		uint64_t *outer = v->parent != DIFF_NONE ? &t->v[v->parent].hash : NULL;
		if (v->type == JSON_STRING)
			v->hash = hash_string(s, i, in_a);
		else if (v->type != JSON_OBJECT && v->type != JSON_ARRAY)
			v->hash = hash_add(HASH_INIT, diff_token(t, i));
		v->hash = diff_mix(v->hash + v->type);
		if (outer == NULL || diff_stands(s, i) || diff_is_part_list(s, i))
			continue;
		if (v->key != 0)
			*outer += diff_mix(v->hash ^ hash_key(s, i));
		else
			*outer = diff_mix(*outer * 3 + v->hash);
	}
}
