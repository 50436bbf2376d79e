/* refs_archy.c - the references of a flow whose definition is Archy YAML */
#include "refs/refs_archy.h"
#include "base/mem.h"
#include "refs/refs_build.h"

static struct refs_text
refs_archy_keep(struct refs *r, const struct archy *a, struct archy_str s)
{
	return refs_keep(r, archy_str(a, s));
}

/* The own reference of this type that the record has with an id, or SIZE_MAX. */
static size_t
refs_archy_own(const struct refs *r, const char *type)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].class == REF_OWN && slice_is(refs_text(r, r->v[i].type), type))
			return i;
	return SIZE_MAX;
}

static size_t
refs_archy_number(struct refs *r, const struct archy *a, const struct archy_ref *ref)
{
	size_t own = ref->class == REF_OWN ? refs_archy_own(r, ref->type) : SIZE_MAX;

	if (own != SIZE_MAX)
		return own;
	return refs_add_in(r, ref->class, refs_keep(r, slice_str(ref->type)),
	    refs_archy_keep(r, a, ref->id), refs_archy_keep(r, a, ref->name),
	    refs_archy_keep(r, a, ref->category));
}

/* The steps' words as JSON strings without quotes: refs.words, two for each step. */
static void
refs_archy_words(struct refs *r, const struct archy *a)
{
	buf_clear(&r->words);
	for (size_t i = 0; i < a->nsteps; i++) {
		json_quote(&r->words, archy_str(a, a->steps[i].type));
		json_quote(&r->words, archy_str(a, a->steps[i].name));
	}
}

static struct slice
refs_archy_word(struct slice *rest)
{
	const char *p = rest->p + 1;
	size_t n = 0;

	while (p[n] != '"')
		n += p[n] == '\\' ? 2 : 1;
	*rest = slice_of(p + n + 1, rest->n - n - 2);
	return slice_of(p, n);
}

/* The n-th use has been added for the n-th reference that is not a label, after `before` others. */
static void
refs_archy_nodes(struct refs *r, const struct archy *a, size_t before)
{
	struct slice *words = xcalloc(a->nsteps * 2 + 1, sizeof *words), rest;

	refs_archy_words(r, a);
	rest = buf_slice(&r->words);
	for (size_t i = 0; i < a->nsteps * 2; i++)
		words[i] = refs_archy_word(&rest);
	for (size_t i = 0; i < a->n; i++) {
		const struct archy_ref *ref = &a->v[i];
		if (ref->label)
			continue;
		if (ref->step > 0) {
			r->uses[before].node_type = words[2 * (ref->step - 1)];
			r->uses[before].node_name = words[2 * (ref->step - 1) + 1];
		}
		before++;
	}
	free(words);
}

bool
refs_read_archy(struct refs *r, struct archy *a)
{
	struct buf text = BUF_INIT;
	size_t before = r->nuses;
	bool good;

	json_unescape(r->archy, &text);
	good = archy_walk(a, buf_slice(&text));
	for (size_t i = 0; good && i < a->n; i++) {
		const struct archy_ref *ref = &a->v[i];
		struct ref_use use = {.at = (uint32_t)ref->from, .line = (uint32_t)ref->line};
		if (ref->label)
			continue;
		use.ref = (uint32_t)refs_archy_number(r, a, ref);
		use.pointer = refs_archy_keep(r, a, ref->path);
		refs_put_use(r, &use);
	}
	if (good)
		refs_archy_nodes(r, a, before);
	refs_give_uses(r);
	r->body = good;
	buf_release(&text);
	return good;
}
