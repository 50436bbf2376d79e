/* refs_store.c - references and their uses, while they are found */
#include "base/mem.h"
#include "refs/refs_build.h"

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

/* The element of an array that is parallel to a set of ids; for a new id it is 0. */
static uint32_t *
refs_number_place(uint32_t **v, size_t *cap, const struct idset *ids, size_t before, size_t index)
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
	uint32_t *first = refs_number_place(&r->of_known, &r->known_cap, &r->known, before, index);
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

/* What distinguishes a reference from others, together with its class. */
static struct slice
refs_identity(struct refs *r, enum ref_class class, struct refs_text type, struct refs_text id,
    struct refs_text name, struct refs_text category)
{
	buf_clear(&r->scratch);
	buf_putc(&r->scratch, (char)('0' + class));
	if (class == REF_OBJECT || id.len == 0)
		buf_add_slice(&r->scratch, refs_text(r, type));
	buf_putc(&r->scratch, '/');
	buf_add_slice(&r->scratch, refs_text(r, id.len > 0 ? id : name));
	if (category.len > 0) {
		buf_putc(&r->scratch, '\0');
		buf_add_slice(&r->scratch, refs_text(r, category));
	}
	return buf_slice(&r->scratch);
}

size_t
refs_add_other(struct refs *r, enum ref_class class, struct refs_text type, struct refs_text id,
    struct refs_text name)
{
	return refs_add_in(r, class, type, id, name, (struct refs_text){0, 0});
}

size_t
refs_add_in(struct refs *r, enum ref_class class, struct refs_text type, struct refs_text id,
    struct refs_text name, struct refs_text category)
{
	size_t before = r->others.n;
	size_t index = idset_add(&r->others, refs_identity(r, class, type, id, name, category));
	uint32_t *number =
	    refs_number_place(&r->of_others, &r->others_cap, &r->others, before, index);
	struct ref *old;

	if (*number == 0) {
		*number = 1 + (uint32_t)add_ref(r, (struct ref){.class = class,
						       .type = type,
						       .id = id,
						       .name = name,
						       .category = category});
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
refs_put_use(struct refs *r, const struct ref_use *use)
{
	r->uses = xgrow(r->uses, &r->uses_cap, r->nuses + 1, sizeof *r->uses);
	r->uses[r->nuses++] = *use;
}

void
refs_add_use(struct refs *r, size_t ref, const struct json *j, uint32_t at, const char *member)
{
	struct ref_use use = {.ref = (uint32_t)ref, .at = at};

	if (refs_depth(r) > 0) /* a member is of the object that has just been left */
		use.in = r->top[member != NULL].start;

	use.pointer.at = (uint32_t)r->text.n;
	if (r->pointers)
		json_pointer(j, &r->text);
	if (r->pointers && member != NULL) {
		buf_putc(&r->text, '/');
		buf_puts(&r->text, member);
	}
	use.pointer.len = (uint32_t)(r->text.n - use.pointer.at);
	refs_put_use(r, &use);
	r->v[ref].last = at;
}
