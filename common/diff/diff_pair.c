/* diff_pair.c - which parts of two versions of a flow belong together */
#include "diff/diff_parts.h"

/* What a key consists of. */
enum { KEY_ID = 1, KEY_TRACKING = 2, KEY_NAME = 4, KEY_TYPE = 8, KEY_OUTER = 16 };

#define KIND(k) (1u << (k))
#define NAMED   (KIND(DIFF_CHOICE) | KIND(DIFF_VARIABLE) | KIND(DIFF_CASE) | KIND(DIFF_PATH))
#define TRACKED (KIND(DIFF_ITEM) | KIND(DIFF_ACTION))

/* The passes, the safest first. Each takes what the ones before it left. */
static const struct diff_pass {
	unsigned kinds, key;
} passes[] = {
    {KIND(DIFF_FLOW), 0},
    {~0u, KEY_ID},
    {TRACKED, KEY_TRACKING | KEY_NAME},
    {KIND(DIFF_ITEM), KEY_NAME},
    {NAMED, KEY_OUTER | KEY_NAME},
    {TRACKED, KEY_OUTER | KEY_TRACKING | KEY_TYPE},
};

/* Append a member and a separator that no JSON text contains. False: there is no such member. */
static bool
key_member(struct diff_side *s, uint32_t node, const char *name, struct buf *b)
{
	uint32_t m = diff_member(&s->tree, node, name);

	if (m == DIFF_NONE)
		return false;
	buf_add_slice(b, diff_text(&s->tree, m));
	buf_putc(b, '\0');
	return true;
}

static bool
key_name(struct diff_side *s, const struct diff_part *p, struct buf *b)
{
	return key_member(s, p->node, p->kind == DIFF_PATH ? "label" : "name", b);
}

/* The part around is known by the number that it has in version A. */
static bool
key_outer(const struct diff_side *s, const struct diff_part *p, bool in_a, struct buf *b)
{
	uint32_t outer = p->outer;

	if (!in_a)
		outer = s->v[outer].pair;
	if (outer == DIFF_NONE || (in_a && s->v[outer].pair == DIFF_NONE))
		return false;
	buf_printf(b, "%u", (unsigned)outer);
	buf_putc(b, '\0');
	return true;
}

/* False: the part has no such key. */
static bool
diff_part_key(
    struct diff_side *s, const struct diff_part *p, unsigned key, bool in_a, struct buf *b)
{
	buf_clear(b);
	buf_printf(b, "%d ", (int)p->kind);
	return (!(key & KEY_ID) ||
		   (p->id != DIFF_NONE && (buf_add_slice(b, diff_text(&s->tree, p->id)), true))) &&
	       (!(key & KEY_OUTER) || key_outer(s, p, in_a, b)) &&
	       (!(key & KEY_TRACKING) || key_member(s, p->node, "trackingId", b)) &&
	       (!(key & KEY_TYPE) || key_member(s, p->node, "__type", b)) &&
	       (!(key & KEY_NAME) || key_name(s, p, b));
}

static void
diff_pass(struct diff_side *a, struct diff_side *b, const struct diff_pass *pass,
    struct diff_match *match, struct buf *key)
{
	diff_match_clear(match);
	for (uint32_t i = 0; i < a->n; i++)
		if (a->v[i].pair == DIFF_NONE && (pass->kinds & KIND(a->v[i].kind)) &&
		    diff_part_key(a, &a->v[i], pass->key, true, key))
			diff_match_add(match, buf_slice(key), i);
	for (uint32_t i = 0; i < b->n; i++) {
		uint32_t pair;
		if (b->v[i].pair != DIFF_NONE || !(pass->kinds & KIND(b->v[i].kind)) ||
		    !diff_part_key(b, &b->v[i], pass->key, false, key))
			continue;
		pair = diff_match_take(match, buf_slice(key));
		b->v[i].pair = pair;
		if (pair != DIFF_NONE)
			a->v[pair].pair = i;
	}
}

void
diff_parts_pair(struct diff_side *a, struct diff_side *b)
{
	struct diff_match match = DIFF_MATCH_INIT;
	struct buf key = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(passes); i++)
		diff_pass(a, b, &passes[i], &match, &key);
	diff_match_release(&match);
	buf_release(&key);
}
