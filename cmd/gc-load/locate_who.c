/* locate_who.c - which flow or object a ref record and a record in a file are of */
#include "locate_who.h"
#include "base/mem.h"
#include "json/json.h"

enum locate_kind { BY_ID = 'i', BY_NAME = 'n', BY_FILE = 'f' };

/*
 * Put the key of a flow or, `object`, of an object into l->key. False: it has none of this kind. A
 * flow's id needs no type.
 */
static bool
locate_key(struct locate *l, enum locate_kind kind, const struct locate_who *who)
{
	struct slice type = who->type, name = kind == BY_ID ? who->id : who->name;

	buf_clear(&l->key);
	if (name.n == 0 || (kind == BY_FILE && who->file.n == 0))
		return false;
	if (kind == BY_ID && !who->object)
		type.n = 0;
	buf_putc(&l->key, (char)kind);
	buf_putc(&l->key, who->object ? 'o' : 'f');
	buf_add_slice(&l->key, json_text(type, &l->plain));
	buf_putc(&l->key, '\0');
	buf_add_slice(&l->key, json_text(name, &l->plain));
	if (kind == BY_FILE) {
		buf_putc(&l->key, '\0');
		buf_add_slice(&l->key, json_text(who->file, &l->plain));
	}
	return true;
}

static size_t
locate_find(struct locate *l, enum locate_kind kind, const struct locate_who *who)
{
	size_t i = IDSET_NONE;

	if (locate_key(l, kind, who))
		i = idset_find(&l->keys, buf_slice(&l->key));
	return i != IDSET_NONE ? l->by_key[i] : LOCATE_NONE;
}

/* The first flow with a key keeps it. */
static void
locate_enter(struct locate *l, enum locate_kind kind, const struct locate_who *who, size_t flow)
{
	size_t i;

	if (!locate_key(l, kind, who))
		return;
	i = idset_add(&l->keys, buf_slice(&l->key));
	if (i < l->nkeys)
		return;
	l->by_key = xgrow(l->by_key, &l->keys_cap, i + 1, sizeof *l->by_key);
	l->by_key[l->nkeys++] = flow;
}

size_t
locate_note(struct locate *l, const struct locate_who *who)
{
	enum locate_kind kind = who->id.n > 0 ? BY_ID : who->file.n > 0 ? BY_FILE : BY_NAME;
	size_t flow = locate_find(l, kind, who);

	if (flow != LOCATE_NONE || (who->id.n == 0 && who->name.n == 0))
		return flow;
	flow = l->nflows;
	l->flows = xgrow(l->flows, &l->flows_cap, flow + 1, sizeof *l->flows);
	l->flows[l->nflows++] = (struct locate_flow){.has_id = who->id.n > 0};
	locate_enter(l, BY_ID, who, flow);
	locate_enter(l, BY_FILE, who, flow);
	locate_enter(l, BY_NAME, who, flow);
	return flow;
}

size_t
locate_recognize(struct locate *l)
{
	const struct locate_who who = {
	    .object = json_is(members_string(&l->members, "kind"), "object"),
	    .id = members_string(&l->members, "id"),
	    .type = members_string(&l->members, "type"),
	    .name = members_string(&l->members, "name"),
	    .file = members_string(&l->members, "file"),
	};
	size_t flow = locate_find(l, BY_ID, &who);

	if (flow == LOCATE_NONE && who.id.n == 0)
		flow = locate_find(l, BY_FILE, &who);
	if (flow != LOCATE_NONE)
		return flow;
	flow = locate_find(l, BY_NAME, &who);
	return flow != LOCATE_NONE && who.id.n > 0 && l->flows[flow].has_id ? LOCATE_NONE : flow;
}
