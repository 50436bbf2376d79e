/* refs.c - the references of a flow record and their uses */
#include "mem.h"
#include "refs_build.h"

struct refs_text
refs_keep(struct refs *r, struct slice plain)
{
	struct refs_text t = {(uint32_t)r->text.n, (uint32_t)plain.n};

	buf_add_slice(&r->text, plain);
	return t;
}

struct refs_text
refs_keep_token(struct refs *r, struct slice token)
{
	struct refs_text t = {(uint32_t)r->text.n, 0};

	json_unescape(token, &r->text);
	t.len = (uint32_t)(r->text.n - t.at);
	return t;
}

static size_t
add_ref(struct refs *r, struct ref ref)
{
	r->v = xgrow(r->v, &r->cap, r->n + 1, sizeof *r->v);
	r->v[r->n++] = ref;
	return r->n - 1;
}

/* The place in an array of numbers beside a set of ids; that of a new id is 0. */
static uint32_t *
place(uint32_t **v, size_t *cap, const struct idset *ids, size_t before, size_t index)
{
	*v = xgrow(*v, cap, ids->n, sizeof **v);
	if (ids->n > before)
		(*v)[index] = 0;
	return &(*v)[index];
}

void
refs_add_known(struct refs *r, enum ref_class class, bool manifest, struct refs_text type,
    struct refs_text id, struct refs_text name)
{
	size_t before = r->known.n, index = idset_add(&r->known, refs_text(r, id));
	uint32_t *first = place(&r->of_known, &r->known_cap, &r->known, before, index);
	struct ref ref = {
	    .class = class, .manifest = manifest, .type = type, .id = id, .name = name};

	for (uint32_t i = *first; i != 0; i = r->v[i - 1].next) {
		if (slice_eq(refs_text(r, r->v[i - 1].type), refs_text(r, type))) {
			r->v[i - 1].manifest |= manifest;
			return;
		}
	}
	ref.next = *first;
	*first = (uint32_t)add_ref(r, ref) + 1;
}

/* What tells a reference from others, with its class. */
static struct slice
identity(struct refs *r, enum ref_class class, struct refs_text type, struct refs_text id,
    struct refs_text name)
{
	buf_clear(&r->scratch);
	buf_putc(&r->scratch, (char)('0' + class));
	if (class == REF_OBJECT || id.len == 0)
		buf_add_slice(&r->scratch, refs_text(r, type));
	buf_putc(&r->scratch, '/');
	buf_add_slice(&r->scratch, refs_text(r, id.len > 0 ? id : name));
	return buf_slice(&r->scratch);
}

size_t
refs_add_other(struct refs *r, enum ref_class class, struct refs_text type, struct refs_text id,
    struct refs_text name)
{
	size_t before = r->others.n;
	size_t index = idset_add(&r->others, identity(r, class, type, id, name));
	uint32_t *number = place(&r->of_others, &r->others_cap, &r->others, before, index);
	struct ref *old;

	if (*number == 0) {
		*number =
		    1 + (uint32_t)add_ref(
			    r, (struct ref){.class = class, .type = type, .id = id, .name = name});
		return *number - 1;
	}
	old = &r->v[*number - 1];
	if (old->type.len == 0)
		old->type = type;
	if (old->name.len == 0)
		old->name = name;
	return *number - 1;
}

void
refs_add_use(struct refs *r, size_t ref, const struct json *j, uint32_t at, const char *member)
{
	struct ref_use use = {.ref = (uint32_t)ref, .at = at};

	use.pointer.at = (uint32_t)r->text.n;
	if (r->pointers)
		json_pointer(j, &r->text);
	if (r->pointers && member != NULL) {
		buf_putc(&r->text, '/');
		buf_puts(&r->text, member);
	}
	use.pointer.len = (uint32_t)(r->text.n - use.pointer.at);
	r->uses = xgrow(r->uses, &r->uses_cap, r->nuses + 1, sizeof *r->uses);
	r->uses[r->nuses++] = use;
	r->v[ref].last = at;
}

static int
by_ref_and_place(const void *a, const void *b)
{
	const struct ref_use *x = a, *y = b;

	if (x->ref != y->ref)
		return x->ref < y->ref ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/*
 * What the flow defines is known only now: references to that go, and the others close up. Until
 * that is done, `first` holds a reference's new number, and that of one that goes is none.
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

static void
give_uses(struct refs *r)
{
	if (r->nuses > 1)
		qsort(r->uses, r->nuses, sizeof *r->uses, by_ref_and_place);
	for (size_t i = r->nuses; i > 0; i--) {
		struct ref *ref = &r->v[r->uses[i - 1].ref];
		ref->first = (uint32_t)i - 1;
		ref->count++;
	}
}

static void
clear(struct refs *r)
{
	r->flow = r->body = r->has_manifest = false;
	r->org = r->id = r->name = r->flow_type = slice_of("", 0);
	r->n = r->nuses = r->depth = 0;
	buf_clear(&r->text);
	idset_clear(&r->known);
	idset_clear(&r->others);
	idset_clear(&r->defined);
	r->type = r->own_id = r->own_name = refs_keep(r, slice_of("", 0));
}

bool
refs_read(struct refs *r, struct json *j, struct slice text)
{
	clear(r);
	refs_look_ahead(r, j, text);
	if (!refs_walk(r, j, text))
		return false;
	drop_own_wiring(r);
	give_uses(r);
	return true;
}

bool
refs_read_configuration(
    struct refs *r, struct json *j, struct slice configuration, struct buf *record)
{
	buf_clear(record);
	buf_puts(record, "{\"kind\":\"flow\",\"configuration\":");
	buf_add_slice(record, configuration);
	buf_putc(record, '}');
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
	buf_release(&r->text);
	buf_release(&r->scratch);
	*r = (struct refs)REFS_INIT;
}
