/* refs.c - the references of a record and their uses */
#include "base/mem.h"
#include "json/json_write.h"
#include "refs/refs_build.h"

static int
by_ref_and_place(const void *a, const void *b)
{
	const struct ref_use *x = a, *y = b;

	if (x->ref != y->ref)
		return x->ref < y->ref ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/*
 * Only now it is known what the flow defines: references to these ids are removed, and the others
 * move up. Meanwhile `first` contains a reference's new number; a removed one has none.
 */
static void
drop_own_wiring(struct refs *r)
{
	size_t n = 0, nuses = 0;

	for (size_t i = 0; i < r->n; i++) {
		struct ref *ref = &r->v[i];
		bool goes = !ref->manifest && ref->class != REF_OWN &&
			    idset_find(&r->defined, refs_text(r, ref->id)) != IDSET_NONE;
		ref->first = goes ? UINT32_MAX : (uint32_t)n++;
	}
	for (size_t i = 0; i < r->nuses; i++) {
		r->uses[i].ref = r->v[r->uses[i].ref].first;
		if (r->uses[i].ref != UINT32_MAX)
			r->uses[nuses++] = r->uses[i];
	}
	n = 0;
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i].first != UINT32_MAX)
			r->v[n++] = r->v[i];
	r->n = n;
	r->nuses = nuses;
}

void
refs_give_uses(struct refs *r)
{
	for (size_t i = 0; i < r->n; i++)
		r->v[i].count = 0;
	if (r->nuses > 1)
		qsort(r->uses, r->nuses, sizeof *r->uses, by_ref_and_place);
	for (size_t i = r->nuses; i > 0; i--) {
		struct ref *ref = &r->v[r->uses[i - 1].ref];
		ref->first = (uint32_t)i - 1;
		ref->count++;
	}
}

static void
refs_clear(struct refs *r)
{
	r->flow = r->object = r->body = r->has_manifest = false;
	r->org = r->id = r->name = r->flow_type = r->archy = r->file = slice_of("", 0);
	r->n = r->nuses = 0;
	r->top = r->frames;
	buf_clear(&r->text);
	buf_clear(&r->not_moved);
	idset_clear(&r->known);
	idset_clear(&r->others);
	idset_clear(&r->defined);
	r->type = r->own_id = r->own_name = refs_keep(r, slice_of("", 0));
}

/* What only values refer to that a setting switches off. */
static void
find_idle(struct refs *r)
{
	for (size_t i = 0; i < r->n; i++) {
		struct ref *ref = &r->v[i];
		ref->idle = ref->class == REF_UNKNOWN && ref->count > 0;
		for (size_t k = 0; k < ref->count && ref->idle; k++)
			ref->idle = refs_use(r, ref, k)->out_of_service != 0;
	}
}

bool
refs_read(struct refs *r, struct json *j, struct slice text)
{
	refs_clear(r);
	if (!refs_look_ahead(r, j, text))
		return false;
	if (r->object && r->body && !refs_walk_object(r, j, text))
		return false;
	if (r->flow) {
		refs_walk(r, j, text);
		drop_own_wiring(r);
	}
	refs_give_uses(r);
	if (r->flow)
		find_idle(r);
	return true;
}

bool
refs_read_configuration(
    struct refs *r, struct json *j, struct slice configuration, struct buf *record)
{
	buf_clear(record);
	json_write_open(record, NULL);
	json_write_cstr(record, "kind", "flow");
	json_write_name(record, "configuration");
	buf_add_slice(record, configuration);
	json_write_close(record);
	return refs_read(r, j, buf_slice(record));
}

void
refs_release(struct refs *r)
{
	free(r->v);
	free(r->uses);
	free(r->of_known);
	free(r->of_others);
	free(r->frames);
	idset_release(&r->known);
	idset_release(&r->others);
	idset_release(&r->defined);
	object_walk_release(&r->walk);
	buf_release(&r->text);
	buf_release(&r->not_moved);
	buf_release(&r->scratch);
	buf_release(&r->plain);
	buf_release(&r->words);
	*r = (struct refs)REFS_INIT;
}
