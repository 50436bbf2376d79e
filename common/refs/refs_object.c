/* refs_object.c - the references of an object record, by the table of definitions */
#include "objects/mask_headers.h"
#include "record/uuid.h"
#include "refs/refs_build.h"

static struct refs_text
object_keep(struct refs *r, const char *word)
{
	return refs_keep(r, slice_str(word != NULL ? word : ""));
}

/* The reference to the record itself or its division; it is added if there is none. */
static size_t
object_own(struct refs *r, enum ref_class class, struct refs_text type, struct refs_text id,
    struct refs_text name)
{
	size_t index;

	refs_add_known(r, class, false, type, id, name);
	index = idset_find(&r->known, refs_text(r, id));
	for (uint32_t i = r->of_known[index]; i != 0; i = r->v[i - 1].next)
		if (slice_eq(refs_text(r, r->v[i - 1].type), refs_text(r, type)))
			return i - 1;
	return r->of_known[index] - 1;
}

static enum ref_class
object_class(const struct refs *r, enum ref_class class, struct refs_text type, struct refs_text id,
    struct refs_text name)
{
	struct slice of = refs_text(r, type);
	bool everywhere = slice_is(refs_text(r, id), "*") || /* a division: all of them */
			  reftype_class(of, refs_text(r, id)) == REF_PLATFORM ||
			  reftype_is_built_in(of, refs_text(r, name));

	return everywhere ? REF_PLATFORM : class;
}

static bool
object_is_itself(const struct refs *r, struct refs_text type, struct refs_text id)
{
	return slice_eq(refs_text(r, id), refs_text(r, r->own_id)) &&
	       slice_eq(refs_text(r, type), refs_text(r, r->type));
}

/* A use at a place of the table: of an object's member, or of the string itself. */
static void
object_use(struct refs *r, const struct json *j, const struct object_place *p, size_t ref)
{
	struct slice token = p->id;

	refs_add_use(r, ref, j, refs_offset(j, token.p) - 1, p->member ? "id" : NULL);
}

static void
object_reference(struct refs *r, const struct json *j, const struct object_place *p)
{
	struct refs_text type = object_keep(r, p->type), id = refs_keep_token(r, p->id);
	struct refs_text name = refs_keep_token(r, p->name);
	size_t before = r->n, ref;
	bool optional = object_reference_is_optional(p->ref);

	if (object_is_itself(r, type, id)) {
		object_use(r, j, p, object_own(r, REF_OWN, r->type, r->own_id, r->own_name));
		return;
	}
	ref = refs_add_other(r, object_class(r, REF_OBJECT, type, id, name), type, id, name);
	r->v[ref].late = p->ref->late && (ref == before || r->v[ref].late);
	r->v[ref].optional = optional && (ref == before || r->v[ref].optional);
	object_use(r, j, p, ref);
}

/* The ids inside a string. One that is spelled with escapes is decoded first. */
static void
object_literals(struct refs *r, const struct json *j)
{
	struct slice text = j->escaped ? json_text(j->tok, &r->plain) : j->tok;
	struct uuid_token found;
	size_t from = 0;

	while (text.n >= UUID_LEN && uuid_find(text, false, &from, &found))
		refs_literal(r, j, found.whole);
}

enum { NOT_MOVED_MAX = 1000 }; /* bytes of a value; of a longer one only the place is reported */

/* "/dnis":["+49…"] after the others: what a person has to do again in another org. */
static void
object_add_not_moved(struct refs *r, const struct json *j, struct slice value)
{
	static const char configuration[] = "/configuration";
	struct buf pointer = BUF_INIT;

	json_pointer(j, &pointer);
	if (r->not_moved.n > 0)
		buf_putc(&r->not_moved, ',');
	json_quote(&r->not_moved,
	    slice_of(pointer.p + sizeof configuration - 1, pointer.n - sizeof configuration + 1));
	buf_putc(&r->not_moved, ':');
	buf_add_slice(&r->not_moved, value);
	buf_release(&pointer);
}

static void
object_not_moved(struct refs *r, const struct json *j, const struct object_place *p)
{
	object_add_not_moved(r, j, p->value.n <= NOT_MOVED_MAX ? p->value : slice_str("true"));
}

/* A key that gc-tools has masked: a person has to put the real one in. */
static void
object_masked(struct refs *r, const struct json *j)
{
	if (slice_is(j->tok, MASK_HEADERS_TEXT))
		object_add_not_moved(r, j, slice_str("\"" MASK_HEADERS_TEXT "\""));
}

static void
object_visited(void *user, const struct json *j, const struct object_place *p)
{
	struct refs *r = user;
	struct refs_text id, name;
	enum ref_class class;

	switch (p->kind) {
	case OBJECT_PLACE_ITSELF:
		if (p->id.n == 0 || !json_eq(p->id, refs_text(r, r->own_id)))
			break;
		class = object_class(r, REF_OWN, r->type, r->own_id, r->own_name);
		object_use(r, j, p, object_own(r, class, r->type, r->own_id, r->own_name));
		break;
	case OBJECT_PLACE_DIVISION:
		if (p->id.n == 0)
			break;
		id = refs_keep_token(r, p->id);
		name = refs_keep_token(r, p->name);
		class = object_class(r, REF_OWN, object_keep(r, "division"), id, name);
		object_use(r, j, p, object_own(r, class, object_keep(r, "division"), id, name));
		break;
	case OBJECT_PLACE_REFERENCE:
		if (p->id.n > 0)
			object_reference(r, j, p);
		break;
	case OBJECT_PLACE_TEXT:
		object_masked(r, j);
		object_literals(r, j);
		break;
	case OBJECT_PLACE_CELL:
		object_literals(r, j);
		break;
	case OBJECT_PLACE_NOT_MOVED:
		object_not_moved(r, j, p);
		break;
	case OBJECT_PLACE_ORG:
	case OBJECT_PLACE_CATEGORY:
		break;
	}
}

bool
refs_walk_object(struct refs *r, struct json *j, struct slice text)
{
	/* The object itself comes first, whatever the order of its members. */
	if (r->own_id.len > 0)
		refs_add_known(r, object_class(r, REF_OWN, r->type, r->own_id, r->own_name), false,
		    r->type, r->own_id, r->own_name);
	return object_walk(&r->walk, j, text, object_visited, r);
}
