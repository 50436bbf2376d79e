/* refs_judge.c - strings and objects of the body that contain unknown ids */
#include "record/uuid.h"
#include "refs/refs_build.h"

/* The key whose value, or an element of whose list, was read last. */
static struct slice
key_here(const struct json *j)
{
	struct slice key = refs_key_above(j, 0);

	return key.n > 0 ? key : refs_key_above(j, 1);
}

static struct refs_text
keep_word(struct refs *r, const char *word)
{
	return refs_keep(r, slice_str(word != NULL ? word : ""));
}

static void
use_other(struct refs *r, const struct json *j, enum ref_class class, struct refs_text type,
    struct refs_text id, struct refs_text name)
{
	refs_add_use(r, refs_add_other(r, class, type, id, name), j, refs_offset(j, j->at), NULL);
}

/*
 * The type of an unknown id: from its own form, from its key, or from its key and the action of
 * this frame; or NULL.
 */
static const char *
refs_judge_type_of(const struct refs *r, const struct json *j, const struct refs_frame *f,
    struct slice key, struct slice id)
{
	struct slice object =
	    f == NULL ? slice_of("", 0) : slice_of(j->text.p + f->start, j->text.n - f->start);

	return refs_type_of_id(key, id, refs_text(r, r->type), object);
}

/*
 * In a flow without a manifest, as in older forms, a reference is an object if its place shows
 * the type. Things that every org has belong to the platform.
 */
static enum ref_class
refs_class_of(const struct refs *r, const char *type, struct slice id)
{
	if (reftype_class(slice_str(type != NULL ? type : ""), id) == REF_PLATFORM)
		return REF_PLATFORM;
	return r->has_manifest || type == NULL ? REF_UNKNOWN : REF_OBJECT;
}

/* A string of the record: its token, or its text if it had to be decoded. */
struct string {
	struct slice s;
	bool escaped; /* it is a token in which escapes stand */
};

/*
 * Only escapes that may spell characters of an id are decoded here. All others are before or
 * after ids, and uuid.h handles them.
 */
static struct string
string_of(struct refs *r, const struct json *j)
{
	const char *p = j->tok.p, *end = p + j->tok.n;

	while (j->escaped && (p = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		if (p[1] == 'u') {
			buf_clear(&r->plain);
			json_unescape(j->tok, &r->plain);
			return (struct string){buf_slice(&r->plain), false};
		}
		p += 2;
	}
	return (struct string){j->tok, j->escaped};
}

static struct refs_text
keep_text(struct refs *r, struct string text)
{
	return text.escaped ? refs_keep_token(r, text.s) : refs_keep(r, text.s);
}

void
refs_literal(struct refs *r, const struct json *j, struct slice id)
{
	size_t index = idset_find(&r->known, id);
	struct refs_text type = keep_word(r, uuid_is_action(id) ? "dataAction" : NULL);
	struct refs_text name = keep_word(r, NULL);
	const char *presence = reftype_system_presence(id);
	size_t ref;

	if (index != IDSET_NONE) {
		type = r->v[r->of_known[index] - 1].type;
		name = r->v[r->of_known[index] - 1].name;
	} else if (presence != NULL) {
		type = keep_word(r, REFTYPE_PRESENCE);
		name = keep_word(r, presence);
	}
	ref = refs_add_other(
	    r, presence != NULL ? REF_PLATFORM : REF_LITERAL, type, refs_keep(r, id), name);
	if (r->v[ref].last != refs_offset(j, j->at)) /* twice in one string is one place */
		refs_add_use(r, ref, j, refs_offset(j, j->at), NULL);
}

/* Remove a prefix from a text; false: the text does not begin with it. */
static bool
take_off(const struct refs *r, struct refs_text *t, struct slice prefix)
{
	if (t->len < prefix.n || memcmp(r->text.p + t->at, prefix.p, prefix.n) != 0)
		return false;
	t->at += (uint32_t)prefix.n;
	t->len -= (uint32_t)prefix.n;
	return true;
}

/* `val` of a literal, or of a prompt: always an object of the org. */
static void
value_id(struct refs *r, const struct json *j, struct slice id)
{
	uint8_t under = refs_top(r)->under;
	struct refs_text name;
	const char *type;

	if (refs_is_variable(j, refs_top(r)))
		return;
	type = refs_type_of_code(refs_text(r, refs_neighbour_text(r, j, "type")));
	name = refs_neighbour_text(r, j, "text");
	if (under == KEY_REF)
		take_off(r, &name, slice_str("Prompt."));
	use_other(r, j, refs_class_of(r, type, id), keep_word(r, type), refs_keep(r, id), name);
}

/* The name that belongs to an id. */
static struct refs_text
name_beside(struct refs *r, const struct json *j, struct slice key)
{
	struct slice name = refs_key_of_name(key, &r->scratch), token;

	if (name.n == 0 || !refs_neighbour(j, refs_top(r)->start, name, &token))
		return keep_word(r, NULL);
	return refs_keep_token(r, token);
}

/* A string that is, as a whole, an unknown id. */
static void
whole_id(struct refs *r, const struct json *j, struct slice id)
{
	struct slice key = key_here(j);
	const char *type;

	if (refs_is_link(key))
		return;
	switch (refs_top(r)->key) {
	case KEY_OUTPUT_ID:
		idset_add(&r->defined, id);
		break;
	case KEY_TEXT:
		refs_literal(r, j, id);
		break;
	case KEY_VAL:
		value_id(r, j, id);
		break;
	default:
		if (refs_top(r)->key == KEY_ID && refs_key_above(j, 0).n > 0)
			return; /* of most nodes; their type is asked for when they end */
		type = refs_judge_type_of(r, j, refs_top(r), key, id);
		use_other(r, j, refs_class_of(r, type, id), keep_word(r, type), refs_keep(r, id),
		    name_beside(r, j, key));
	}
}

/* A string that is at least as long as a UUID and is not a known id. */
static void
long_string(struct refs *r, const struct json *j, struct string text)
{
	struct slice token = text.s, id;
	struct uuid_token found;
	size_t from = 0;

	if ((refs_top(r)->flags & REFS_WIRING) != 0 || refs_top(r)->key == KEY_RAW_NLU)
		return;
	if (token.n == UUID_LEN && refs_is_variable(j, refs_top(r)))
		return;
	if (token.n == UUID_LEN || uuid_is_action(token)) {
		if (token.n > UUID_LEN || uuid_is(token))
			whole_id(r, j, token);
		return;
	}
	while (uuid_find(token, text.escaped, &from, &found)) {
		id = uuid_joined(token, text.escaped, found.whole);
		if (id.n == token.n) {
			whole_id(r, j, id);
			return;
		}
		refs_literal(r, j, idset_find(&r->known, id) != IDSET_NONE ? id : found.whole);
	}
}

/* A system prompt that the manifest does not list: `val` is "__name__". */
static void
system_prompt(struct refs *r, const struct json *j, struct slice id)
{
	struct refs_text name;

	if (!refs_is_prompt(j, refs_top(r)))
		return;
	name = refs_neighbour_text(r, j, "text");
	if (!take_off(r, &name, slice_str("PromptSystem.")) && refs_top(r)->under != KEY_LIT)
		return;
	use_other(r, j, REF_PLATFORM, keep_word(r, "systemPrompt"), refs_keep(r, id), name);
}

/* Flows without a manifest: the key shows the type, and any text may be an id. */
static bool
old_key(struct refs *r, const struct json *j, struct string text)
{
	struct slice key = key_here(j);
	const char *type = refs_type_of_old_key(key);

	if (type == NULL || text.s.n == 0)
		return false;
	use_other(r, j, REF_OBJECT, keep_word(r, type), keep_text(r, text), name_beside(r, j, key));
	return true;
}

/* The object that has just ended has an unknown id that is not the flow's own. */
static void
unknown_object(struct refs *r, const struct json *j, const struct refs_frame *f, struct slice id)
{
	const char *type = refs_judge_type_of(r, j, NULL, key_here(j), id);
	size_t ref = refs_add_other(r, refs_class_of(r, type, id), keep_word(r, type),
	    refs_keep(r, id), refs_keep_token(r, refs_frame_string(j, f, KEY_NAME)));

	refs_add_use(r, ref, j, f->strings[KEY_ID].at - 1, "id");
}

/* The data action of this category: its id is next to it. */
static void
tell_action(struct refs *r, const struct json *j, struct refs_text category)
{
	struct slice id;
	size_t index;

	if (refs_depth(r) == 0 ||
	    !refs_neighbour(j, refs_top(r)->start, slice_str("actionId"), &id))
		return;
	index = idset_find(&r->known, json_text(id, &r->plain));
	if (index != IDSET_NONE && r->v[r->of_known[index] - 1].category.len == 0)
		r->v[r->of_known[index] - 1].category = category;
}

/* A data action's category: its integration's name, twice. */
static void
refs_category(struct refs *r, const struct json *j, const struct refs_frame *f)
{
	struct refs_text name = refs_keep_token(r, refs_frame_string(j, f, KEY_NAME));
	size_t ref =
	    refs_add_other(r, REF_NAME, keep_word(r, "integration"), keep_word(r, NULL), name);

	refs_add_use(r, ref, j, f->strings[KEY_NAME].at - 1, "name");
	tell_action(r, j, name);
}

/* An element of a `references` list in shapes without a manifest: {"type","id","name"}. */
static void
old_reference(struct refs *r, const struct json *j, const struct refs_frame *f, struct slice id)
{
	struct slice type;
	size_t ref;

	if (!refs_neighbour(j, f->start, slice_str("type"), &type))
		return;
	ref = refs_add_other(r, REF_OBJECT, refs_keep_token(r, type), refs_keep_token(r, id),
	    refs_keep_token(r, refs_frame_string(j, f, KEY_NAME)));
	refs_add_use(r, ref, j, f->strings[KEY_ID].at - 1, "id");
}

void
refs_judge_object(struct refs *r, const struct json *j, const struct refs_frame *f)
{
	struct slice id;

	if ((f->flags & (REFS_DEFINES | REFS_WIRING)) == REFS_WIRING)
		return;
	id = refs_frame_text(j, f, KEY_ID, &r->plain);
	if ((f->flags & REFS_DEFINES) != 0 && id.n == UUID_LEN)
		idset_add(&r->defined, id);
	if ((f->flags & REFS_DEFINES) != 0 || idset_find(&r->known, id) != IDSET_NONE)
		return;
	if (uuid_is_token(id))
		unknown_object(r, j, f, id);
	else if (f->under == KEY_CATEGORY && refs_frame_has(f, KEY_NAME))
		refs_category(r, j, f);
	else if (f->under == KEY_REFERENCES && !r->has_manifest && id.n > 0)
		old_reference(r, j, f, id);
}

void
refs_judge_string(struct refs *r, const struct json *j)
{
	const struct refs_frame *f = refs_top(r);
	struct string text = string_of(r, j);

	if (!r->has_manifest && f->key == KEY_OTHER && old_key(r, j, text))
		return;
	if (f->key == KEY_TEXT)
		refs_judge_text(r, j, f, j->escaped && !text.escaped);
	if (text.s.n >= UUID_LEN)
		long_string(r, j, text);
	else if (f->key == KEY_VAL && text.s.n > 4 && memcmp(text.s.p, "__", 2) == 0)
		system_prompt(r, j, text.s);
}
