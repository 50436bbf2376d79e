/* change.c - all changes of the org while it serves */
#include <limits.h>

#include "store/change.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "json/members.h"
#include "json/json_write.h"
#include "clock/simclock.h"
#include "store/state.h"

static const char *const names[] = {[CHANGE_CREATE] = "create",
    [CHANGE_EDIT] = "edit",
    [CHANGE_SAVE] = "save",
    [CHANGE_CHECKIN] = "checkin",
    [CHANGE_PUBLISH] = "publish",
    [CHANGE_LOCK] = "lock",
    [CHANGE_UNLOCK] = "unlock",
    [CHANGE_REVERT] = "revert",
    [CHANGE_DEACTIVATE] = "deactivate",
    [CHANGE_DEBUG] = "debug",
    [CHANGE_DELETE] = "delete",
    [CHANGE_OBJECT] = "object",
    [CHANGE_DEFINE] = "define",
    [CHANGE_REMOVE] = "remove",
    [CHANGE_DIVISION] = "division",
    [CHANGE_ROW] = "row",
    [CHANGE_ROWS] = "rows",
    [CHANGE_WRAPUPS] = "wrapups",
    [CHANGE_RESOURCE] = "resource",
    [CHANGE_AUDIO] = "audio"};

/* The members that are texts, and where they are kept. */
static const struct {
	const char *key;
	size_t at;
} texts[] = {
    {"flow", offsetof(struct change, flow)},
    {"name", offsetof(struct change, name)},
    {"type", offsetof(struct change, type)},
    {"description", offsetof(struct change, description)},
    {"division", offsetof(struct change, division)},
    {"user", offsetof(struct change, user)},
    {"client", offsetof(struct change, client)},
    {"object", offsetof(struct change, object)},
};

static const char **
change_text_at(const struct change *c, size_t i)
{
	return (const char **)(uintptr_t)((const char *)c + texts[i].at);
}

static void
change_set_text(char **to, const char *text)
{
	char *copy = text != NULL ? xstrdup(text) : NULL;

	free(*to);
	*to = copy;
}

static size_t
division_index(const struct org *org, const char *id)
{
	for (size_t i = 0; id != NULL && i < org->ndivisions; i++)
		if (strcmp(org->divisions[i].id, id) == 0)
			return i;
	return 0;
}

static void
change_create(struct sim *sim, const struct change *c)
{
	struct org_flow *flow = org_add_flow(&sim->org, c->flow);

	change_set_text(&flow->name, c->name);
	change_set_text(&flow->type, c->type);
	change_set_text(&flow->description, c->description);
	flow->division = division_index(&sim->org, c->division);
}

static void
change_edit(struct sim *sim, struct org_flow *flow, const struct change *c)
{
	if (c->name != NULL)
		change_set_text(&flow->name, c->name);
	if (c->description != NULL)
		change_set_text(&flow->description, c->description);
	if (c->division != NULL)
		flow->division = division_index(&sim->org, c->division);
}

static void
set_lock(struct org_flow *flow, const char *user, const char *client)
{
	change_set_text(&flow->locked_by, user);
	change_set_text(&flow->locked_for, client);
}

static void
change_lock(struct org_flow *flow, const struct change *c)
{
	set_lock(flow, c->user, c->client);
	if (flow->n > 0 && flow->draft.id == NULL)
		org_set_draft(flow, c->object, slice_str(""), c->at);
}

static void
change_unlock(struct org_flow *flow)
{
	org_drop_draft(flow);
	set_lock(flow, NULL, NULL);
}

static void
change_checkin(struct sim *sim, struct org_flow *flow)
{
	org_check_in(&sim->org, flow);
	set_lock(flow, NULL, NULL);
}

static void
change_publish(struct sim *sim, struct org_flow *flow, const struct change *c)
{
	if (c->version == 0)
		change_checkin(sim, flow);
	flow->published = c->version > 0 && c->version <= flow->n ? c->version : flow->n;
}

static void
change_add_object(struct sim *sim, const struct change *c)
{
	struct org_object *o = org_add_object(&sim->org);

	change_set_text(&o->type, c->type);
	change_set_text(&o->id, c->object);
	change_set_text(&o->name, c->name);
	org_index(&sim->org);
}

static void
change_in_flow(struct sim *sim, const struct change *c)
{
	struct org_flow *flow = org_flow_by_id(&sim->org, c->flow);

	if (flow == NULL)
		die(EXIT_BUG, 0, "a change of flow %s, which does not exist", c->flow);
	switch (c->kind) {
	case CHANGE_EDIT:
		change_edit(sim, flow, c);
		break;
	case CHANGE_SAVE:
		org_set_draft(flow, c->object, c->configuration, c->at);
		break;
	case CHANGE_CHECKIN:
		change_checkin(sim, flow);
		break;
	case CHANGE_PUBLISH:
		change_publish(sim, flow, c);
		break;
	case CHANGE_LOCK:
		change_lock(flow, c);
		break;
	case CHANGE_UNLOCK:
	case CHANGE_REVERT:
		change_unlock(flow);
		break;
	case CHANGE_DEACTIVATE:
		flow->published = 0;
		break;
	case CHANGE_DEBUG:
		flow->debug = c->version <= flow->n ? c->version : 0;
		break;
	case CHANGE_DELETE:
		flow->deleted = true;
		change_unlock(flow);
		break;
	default:
		break;
	}
}

static void
change_apply(struct sim *sim, const struct change *c)
{
	if (c->kind >= CHANGE_DEFINE)
		change_object(sim, c);
	else if (c->kind == CHANGE_CREATE)
		change_create(sim, c);
	else if (c->kind == CHANGE_OBJECT)
		change_add_object(sim, c);
	else
		change_in_flow(sim, c);
}

static void
write_line(struct buf *b, const struct change *c)
{
	json_write_open(b, NULL);
	json_write_cstr(b, "change", names[c->kind]);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (*change_text_at(c, i) != NULL)
			json_write_cstr(b, texts[i].key, *change_text_at(c, i));
	if (c->version > 0)
		json_write_integer(b, "version", (long long)c->version);
	if (c->at > 0)
		json_write_integer(b, "at", c->at);
	if (c->configuration.n > 0) {
		json_write_name(b, "configuration");
		for (size_t i = 0; i < c->configuration.n; i++)
			buf_putc(b, c->configuration.p[i] == '\n' ? ' ' : c->configuration.p[i]);
	}
	buf_puts(b, "}\n");
}

/* The id of the draft that a checkout or a save needs: that of the flow, or a new one. */
static void
change_draft_id(struct sim *sim, const struct change *c, char id[ORG_DRAFT_ID_SIZE])
{
	const struct org_flow *flow = org_flow_by_id(&sim->org, c->flow);
	char uuid[ID_SIZE];

	sim_id(sim, uuid);
	if (flow != NULL && flow->draft.id != NULL)
		snprintf(id, ORG_DRAFT_ID_SIZE, "%s", flow->draft.id);
	else
		snprintf(id, ORG_DRAFT_ID_SIZE, ORG_DRAFT_ID "%s", uuid);
}

void
change_make(struct sim *sim, const struct change *c)
{
	struct change whole = *c;
	char id[ORG_DRAFT_ID_SIZE];

	if ((c->kind == CHANGE_LOCK || c->kind == CHANGE_SAVE) && c->object == NULL) {
		change_draft_id(sim, c, id);
		whole.object = id;
		if (whole.at == 0)
			whole.at = simclock_date();
	}
	if (sim->state != NULL)
		write_line(state_journal(sim->state), &whole);
	change_apply(sim, &whole);
}

static bool
read_kind(const struct members *m, enum change_kind *kind)
{
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		*kind = (enum change_kind)i;
		if (json_is(members_string(m, "change"), names[i]))
			return true;
	}
	return false;
}

static long
read_long(const struct members *m, const char *key)
{
	const struct member *found = members_find(m, key);
	char text[24];
	long n;

	if (found == NULL || found->value.n >= sizeof text)
		return 0;
	memcpy(text, found->value.p, found->value.n);
	text[found->value.n] = '\0';
	return num_long(text, 0, LONG_MAX, &n) ? n : 0;
}

static void
change_read_texts(const struct members *m, struct change *c)
{
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		const struct member *found = members_find(m, texts[i].key);
		struct buf b = BUF_INIT;
		if (found == NULL || found->type != JSON_STRING)
			continue;
		json_unescape(member_string(found), &b);
		buf_puts(&b, "");
		*change_text_at(c, i) = buf_detach(&b);
	}
}

static bool
change_fits(const struct sim *sim, const struct change *c)
{
	if (c->kind >= CHANGE_DEFINE)
		return change_object_fits(sim, c);
	if (c->kind == CHANGE_OBJECT)
		return c->object != NULL && c->type != NULL && c->name != NULL;
	if (c->flow == NULL)
		return false;
	if ((c->kind == CHANGE_LOCK || c->kind == CHANGE_SAVE) && c->object == NULL)
		return false;
	if (c->kind == CHANGE_CREATE)
		return c->name != NULL && c->type != NULL &&
		       org_flow_by_id(&sim->org, c->flow) == NULL;
	return org_flow_by_id(&sim->org, c->flow) != NULL;
}

bool
change_replay(struct sim *sim, struct slice line)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct change c = {.kind = CHANGE_OBJECT};
	const struct member *configuration;
	bool good = members_read(&m, &j, line) && read_kind(&m, &c.kind);

	if (good) {
		change_read_texts(&m, &c);
		c.version = (size_t)read_long(&m, "version");
		c.at = read_long(&m, "at");
		configuration = members_find(&m, "configuration");
		if (configuration != NULL)
			c.configuration = configuration->value;
		good = change_fits(sim, &c);
	}
	if (good)
		change_apply(sim, &c);
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		free((void *)(uintptr_t)*change_text_at(&c, i));
	members_release(&m);
	json_release(&j);
	return good;
}
