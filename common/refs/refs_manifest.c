/*
 * refs_manifest.c - read a record's own members and manifests before its body is searched
 *
 * It looks ahead in bytes that are not checked yet; parts that are decoded are checked first. If
 * the record is not JSON, the walk that follows reports it.
 */
#include "json/peek.h"
#include "record/flowtype.h"
#include "refs/refs_build.h"

bool
refs_string(struct slice bytes, struct slice *token)
{
	struct json j = JSON_INIT;

	if (bytes.n < 2 || bytes.p[0] != '"')
		return false;
	json_start(&j, bytes);
	if (json_next(&j) != JSON_STRING)
		return false;
	*token = j.tok;
	return json_next(&j) == JSON_END;
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
read_manifest(struct refs *r, struct json *j, struct slice manifest)
{
	struct slice list, entry;

	if (!json_start_object(j, manifest))
		return;
	r->has_manifest = true;
	while (json_next(j) == JSON_KEY) {
		struct refs_text type = refs_keep_token(r, j->tok);
		if (json_value(j, &list) != JSON_ARRAY)
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

/* The results of looking ahead; slices of unchecked bytes. */
struct ahead {
	struct slice division, manifest, modules;
};

/* Go into a definition, whose brace `rest` begins with, and skip to its end. */
static void
look_into_definition(struct ahead *a, struct slice *rest)
{
	struct slice key, value;

	while (peek_member(rest, &key, &value)) {
		if (json_is(key, "manifest"))
			a->manifest = value;
		else if (json_is(key, "commonModules"))
			a->modules = value;
	}
	peek_leave(rest);
}

static void
look_at_member(struct refs *r, struct ahead *a, struct slice key, struct slice value)
{
	struct slice token;

	if (json_is(key, "kind")) {
		bool string = refs_string(value, &token);
		r->flow = string && json_is(token, "flow");
		r->object = string && json_is(token, "object");
	}
	if (json_is(key, "org"))
		r->org = value;
	else if (json_is(key, "id"))
		r->id = value;
	else if (json_is(key, "name"))
		r->name = value;
	else if (json_is(key, "type"))
		r->flow_type = value;
	else if (json_is(key, "division"))
		a->division = value;
	else if (json_is(key, "file"))
		r->file = value;
	else if (json_is(key, "archy") && refs_string(value, &token))
		r->archy = token;
	else if (json_is(key, "nodes"))
		r->body = true;
}

void
refs_look_ahead(struct refs *r, struct json *j, struct slice text)
{
	struct slice rest = text, key, module;
	struct ahead a = {{"", 0}, {"", 0}, {"", 0}};
	bool defined = false;

	while (peek_key(&rest, &key)) {
		if (json_is(key, "configuration") && rest.n > 0 && rest.p[0] == '{') {
			defined = true;
			look_into_definition(&a, &rest);
		} else {
			look_at_member(r, &a, key, peek_value(&rest));
		}
	}
	r->body = defined || (r->body && !r->object); /* `nodes` are a flow's, in some forms */
	if (r->flow || r->object)
		keep_own(r);
	if (!r->flow || defined)
		r->archy = slice_of("", 0);
	if (!r->flow)
		return;
	add_flow_itself(r, text, a.division);
	read_manifest(r, j, a.manifest);
	while (a.modules.n > 0 && peek_element(&a.modules, &module))
		read_manifest(r, j, peek_find(peek_find(module, "model"), "manifest"));
}
