/*
 * refs_manifest.c - check a record, and read its own members and manifests before its body is
 * searched
 */
#include "json/peek.h"
#include "record/flowtype.h"
#include "refs/refs_build.h"

bool
refs_string(struct slice bytes, struct slice *token)
{
	if (bytes.n < 2 || bytes.p[0] != '"')
		return false;
	*token = slice_of(bytes.p + 1, bytes.n - 2);
	return true;
}

static struct refs_text
keep_string(struct refs *r, struct slice bytes)
{
	struct slice token;

	return refs_string(bytes, &token) ? refs_keep_token(r, token)
					  : refs_keep(r, slice_of("", 0));
}

static void
refs_manifest_name(struct refs *r, struct refs_text type, struct refs_text name)
{
	struct refs_text none = refs_keep(r, slice_of("", 0));
	size_t ref = refs_add_other(r, REF_NAME, type, none, name); /* which may move r->v */

	r->v[ref].manifest = true;
}

/* One entry of a manifest: {"id","name","context",…}. */
static void
add_entry(struct refs *r, struct refs_text type, struct slice entry)
{
	struct refs_text none = refs_keep(r, slice_of("", 0)), id = none, name = none;
	struct slice rest = entry, key, value, version = {"", 0};
	enum ref_class class;

	while (peek_member(&rest, &key, &value)) {
		if (json_is(key, "id"))
			id = keep_string(r, value);
		else if (json_is(key, "name"))
			name = keep_string(r, value);
		else if (json_is(key, "version"))
			version = value;
	}
	class = reftype_class(refs_text(r, type), refs_text(r, id));
	if (id.len > 0)
		refs_add_known(r, class, true, type, id, name);
	else if (name.len > 0)
		refs_manifest_name(r, type, name);
	if (slice_is(refs_text(r, type), "nluDomain") && version.n > 2)
		refs_add_known(r, REF_OWN, true, refs_keep(r, slice_str("nluDomainVersion")),
		    keep_string(r, version), none);
}

/* A manifest: type to list of entries. Its types are an open set. */
static void
read_manifest(struct refs *r, struct slice manifest)
{
	struct slice key, list, entry;

	if (manifest.n == 0 || manifest.p[0] != '{')
		return;
	r->has_manifest = true;
	while (peek_member(&manifest, &key, &list)) {
		struct refs_text type = refs_keep_token(r, key);
		if (list.p[0] != '[')
			continue;
		while (peek_element(&list, &entry))
			if (entry.p[0] == '{')
				add_entry(r, type, entry);
	}
}

/* The flow's own id or its division; its use is where the record contains it. */
static void
add_own(struct refs *r, const char *pointer, uint32_t at, struct refs_text type,
    struct refs_text id, struct refs_text name)
{
	struct json nowhere = JSON_INIT;

	if (id.len == 0)
		return;
	refs_add_known(r, REF_OWN, false, type, id, name);
	refs_add_use(r, r->n - 1, &nowhere, at, pointer);
}

static uint32_t
refs_manifest_offset(struct slice text, struct slice part)
{
	return part.n > 0 ? (uint32_t)(part.p - text.p) : 0;
}

static void
keep_own(struct refs *r)
{
	struct slice type;

	r->own_id = keep_string(r, r->id);
	r->own_name = keep_string(r, r->name);
	if (r->object)
		r->type = keep_string(r, r->flow_type);
	if (!r->flow || !refs_string(r->flow_type, &type))
		return;
	buf_clear(&r->plain);
	json_unescape(type, &r->plain);
	buf_clear(&r->scratch);
	flowtype_reference(buf_slice(&r->plain), &r->scratch);
	r->type = refs_keep(r, buf_slice(&r->scratch));
}

static void
add_flow_itself(struct refs *r, struct slice text, struct slice division)
{
	struct slice division_id = peek_find(division, "id");

	add_own(r, "id", refs_manifest_offset(text, r->id), r->type, r->own_id, r->own_name);
	add_own(r, "division/id", refs_manifest_offset(text, division_id),
	    refs_keep(r, slice_str("division")), keep_string(r, division_id),
	    keep_string(r, peek_find(division, "name")));
}

/* The results of looking ahead. */
struct ahead {
	struct slice division, manifest, modules;
	bool defined;
};

/* Read a definition, from behind its brace to its end. */
static void
look_into_definition(struct ahead *a, struct json *j)
{
	struct slice key, value;

	while (json_next(j) == JSON_KEY) {
		key = json_key_at(j, 2);
		if (json_value(j, &value) == JSON_ERROR)
			break;
		if (slice_is(key, "manifest"))
			a->manifest = value;
		else if (slice_is(key, "commonModules"))
			a->modules = value;
	}
}

static void
look_at_member(struct refs *r, struct ahead *a, struct slice key, struct slice value)
{
	struct slice token;

	if (slice_is(key, "kind")) {
		bool string = refs_string(value, &token);
		r->flow = string && json_is(token, "flow");
		r->object = string && json_is(token, "object");
	}
	if (slice_is(key, "org"))
		r->org = value;
	else if (slice_is(key, "id"))
		r->id = value;
	else if (slice_is(key, "name"))
		r->name = value;
	else if (slice_is(key, "type"))
		r->flow_type = value;
	else if (slice_is(key, "division"))
		a->division = value;
	else if (slice_is(key, "file"))
		r->file = value;
	else if (slice_is(key, "archy") && refs_string(value, &token))
		r->archy = token;
	else if (slice_is(key, "nodes"))
		r->body = true;
}

/* Read the record to its end. False: an error, after which the reader gives no more members. */
static bool
look_at_record(struct refs *r, struct json *j, struct slice text, struct ahead *a)
{
	struct slice key, value;
	enum json_type type;

	if (!json_start_object(j, text))
		return false;
	while (json_next(j) == JSON_KEY) {
		key = json_key_at(j, 1);
		if (!slice_is(key, "configuration")) {
			if (json_value(j, &value) != JSON_ERROR)
				look_at_member(r, a, key, value);
			continue;
		}
		type = json_next(j);
		if (type == JSON_OBJECT) {
			a->defined = true;
			look_into_definition(a, j);
		} else if (type == JSON_ARRAY) {
			json_skip(j);
		}
	}
	return json_next(j) == JSON_END;
}

bool
refs_look_ahead(struct refs *r, struct json *j, struct slice text)
{
	struct slice module;
	struct ahead a = {{"", 0}, {"", 0}, {"", 0}, false};

	if (!look_at_record(r, j, text, &a))
		return false;
	r->body = a.defined || (r->body && !r->object); /* `nodes` are a flow's, in some forms */
	if (r->flow || r->object)
		keep_own(r);
	if (!r->flow || a.defined)
		r->archy = slice_of("", 0);
	if (!r->flow)
		return true;
	add_flow_itself(r, text, a.division);
	read_manifest(r, a.manifest);
	while (a.modules.n > 0 && peek_element(&a.modules, &module))
		read_manifest(r, peek_find(peek_find(module, "model"), "manifest"));
	return true;
}
