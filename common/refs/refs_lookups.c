/*
 * refs_lookups.c - what a flow looks up by name when it runs, as functions and as actions
 *
 *	{"FindQueue":{"operands":[{"lit":{"text":"Sales"}}]}}
 *	{"__type":"FindQueueAction","findName":{"config":{"lit":{"text":"Sales"}}}}
 *	{"text":"FindQueue(\"Sales\")"}			an expression that was never compiled
 */
#include "json/peek.h"
#include "record/lookup.h"
#include "refs/refs_build.h"

/* Add a look-up of a name; no name: it is computed. Returns the reference's number. */
static size_t
add_lookup(struct refs *r, const struct lookup *l, struct refs_text name)
{
	struct refs_text none = refs_keep(r, slice_of("", 0)), type;
	enum ref_class class = REF_NAME;

	if (name.len == 0)
		class = REF_DYNAMIC;
	else if (!lookup_has_type(slice_str(l->type)))
		class = REF_PLATFORM;
	type = refs_keep(r, slice_str(l->type));
	return refs_add_other(r, class, type, none, name);
}

/* Whether the current text is the source of a compiled expression, or a part of one. */
static bool
is_compiled(const struct refs *r, const struct json *j)
{
	struct slice key, value, rest;

	if ((refs_top(r)->flags & REFS_COMPILED) != 0)
		return true;
	rest = slice_of(j->text.p + refs_top(r)->start, j->text.n - refs_top(r)->start);
	for (int i = 0; i < REFS_MEMBERS_MAX && peek_member(&rest, &key, &value); i++)
		if (json_is(key, "config"))
			return true;
	return false;
}

/* Several calls with one name in a text count as one use. */
static void
use_call(struct refs *r, const struct json *j, const struct lookup_call *call, struct buf *name)
{
	uint32_t at = refs_offset(j, j->at);
	size_t ref;

	if (!call->computed && call->lookup->by_id)
		return;
	buf_clear(name);
	if (!call->computed)
		lookup_unquote(call->literal, name);
	ref = add_lookup(r, call->lookup, refs_keep(r, buf_slice(name)));
	if (r->v[ref].last != at)
		refs_add_use(r, ref, j, at, NULL);
}

static void
judge_source(struct refs *r, const struct json *j)
{
	struct buf source = BUF_INIT, name = BUF_INIT;
	struct lookup_call call;
	size_t from = 0;

	if (is_compiled(r, j))
		return;
	json_unescape(j->tok, &source);
	while (lookup_next_call(buf_slice(&source), &from, &call))
		use_call(r, j, &call, &name);
	buf_release(&source);
	buf_release(&name);
}

/* The function whose operand the last value is, or the container `up` levels above it. */
static const struct lookup *
function_at(const struct json *j, size_t up)
{
	if (!slice_is(refs_key_above(j, up), "operands") || j->stack[j->depth - up].index != 0)
		return NULL;
	return lookup_find(refs_key_above(j, up + 1));
}

void
refs_judge_lookup(struct refs *r, const struct json *j)
{
	const struct lookup *l = refs_depth(r) >= 5 ? function_at(j, 3) : NULL;

	if (l != NULL && !l->by_id && j->tok.n > 0)
		refs_add_use(r, add_lookup(r, l, refs_keep_token(r, j->tok)), j,
		    refs_offset(j, j->at), NULL);
}

/*
 * Whether the only member of an expression's node has a value that is known before the flow runs.
 */
static bool
refs_lookup_is_fixed(struct slice key)
{
	return json_is(key, "lit") || json_is(key, "emp") || json_is(key, "nul");
}

void
refs_judge_text(struct refs *r, const struct json *j, const struct refs_frame *f, bool coded)
{
	if (f->under == KEY_LIT)
		refs_judge_lookup(r, j);
	else if ((f->flags & REFS_WIRING) == 0 && lookup_may_call(j->tok, coded))
		judge_source(r, j);
}

void
refs_judge_operand(struct refs *r, const struct json *j, const struct refs_frame *f)
{
	const struct lookup *l = function_at(j, 1);
	struct slice rest = slice_of(j->text.p + f->start, j->text.n - f->start), key;

	if (l != NULL && peek_key(&rest, &key) && !refs_lookup_is_fixed(key))
		refs_add_use(r, add_lookup(r, l, refs_keep(r, slice_of("", 0))), j, f->start, NULL);
}

/* The value of a member of an object that was read; empty: it has none. */
static struct slice
refs_lookup_value(struct slice object, const char *name)
{
	struct slice key, value;

	if (object.n > 0 && object.p[0] == '{')
		for (int i = 0; i < REFS_MEMBERS_MAX && peek_member(&object, &key, &value); i++)
			if (json_is(key, name))
				return value;
	return slice_of("", 0);
}

/* What an action looks up, from the value of one of its members. */
static void
judge_setting(struct refs *r, const struct json *j, const struct lookup *l, struct slice setting,
    struct slice value)
{
	struct slice config = refs_lookup_value(value, "config"), rest = config, key, node, token;
	struct buf *member = &r->plain;

	if (config.n == 0 || config.p[0] != '{' || !peek_member(&rest, &key, &node))
		return;
	buf_clear(member);
	buf_add_slice(member, setting);
	if (!refs_lookup_is_fixed(key)) {
		refs_add_use(r, add_lookup(r, l, refs_keep(r, slice_of("", 0))), j,
		    refs_offset(j, value.p), member->p);
	} else if (json_is(key, "lit") && !l->by_id &&
		   refs_string(refs_lookup_value(node, "text"), &token) && token.n > 0) {
		buf_puts(member, "/config/lit/text");
		refs_add_use(r, add_lookup(r, l, refs_keep_token(r, token)), j,
		    refs_offset(j, token.p) - 1, member->p);
	}
}

/*
 * A bridge action that the manifest does not list. Its name is its id, in the manifest too, and it
 * is not an object that an inventory could have.
 */
static void
judge_bridge_action(struct refs *r, const struct json *j, const struct refs_frame *f)
{
	struct slice node = slice_of(j->text.p + f->start, j->text.n - f->start), token, name;
	struct refs_text text;

	if (!refs_string(refs_lookup_value(node, "actionName"), &token) || token.n == 0)
		return;
	name = json_text(token, &r->plain);
	if (idset_find(&r->known, name) != IDSET_NONE)
		return;
	text = refs_keep(r, name);
	refs_add_use(r,
	    refs_add_other(r, REF_NAME, refs_keep(r, slice_str("bridgeAction")), text, text), j,
	    refs_offset(j, token.p) - 1, "actionName");
}

void
refs_judge_action(struct refs *r, const struct json *j, const struct refs_frame *f)
{
	struct slice type = refs_frame_string(j, f, KEY_NODE_TYPE), key, value, rest;
	const struct lookup *l = lookup_find(refs_frame_text(j, f, KEY_NODE_TYPE, &r->scratch));

	if (slice_is(type, "BridgeServerAction"))
		judge_bridge_action(r, j, f);
	if (l == NULL)
		return;
	rest = slice_of(j->text.p + f->start, j->text.n - f->start);
	for (int i = 0; i < REFS_MEMBERS_MAX && peek_member(&rest, &key, &value); i++) {
		buf_clear(&r->scratch);
		json_unescape(key, &r->scratch);
		key = buf_slice(&r->scratch);
		if (key.n > 4 && memcmp(key.p, "find", 4) == 0 &&
		    (key.n < 10 || memcmp(key.p, "findResult", 10) != 0))
			judge_setting(r, j, l, key, value);
	}
}
