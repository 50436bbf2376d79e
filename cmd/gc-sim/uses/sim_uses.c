/* sim_uses.c - what flows refer to, and who refers to something */
#include "uses/sim_uses.h"

#include "base/ascii.h"
#include "content/content.h"
#include "record/flowtype.h"
#include "refs/refs.h"

void
uses_type(struct slice reference, struct buf *type)
{
	buf_clear(type);
	for (size_t i = 0; i < reference.n; i++)
		buf_putc(type, ascii_upper(reference.p[i]));
	buf_puts(type, "");
}

void
uses_type_of_flow(const struct org_flow *flow, struct buf *type)
{
	struct buf reference = BUF_INIT;

	flowtype_reference(slice_str(flow->type), &reference);
	uses_type(buf_slice(&reference), type);
	buf_release(&reference);
}

void
uses_each(
    const struct sim *sim, const struct org_flow *flow, size_t version, uses_take *take, void *to)
{
	struct refs refs = REFS_INIT;
	struct json j = JSON_INIT;
	struct buf record = BUF_INIT, body = BUF_INIT;

	if (refs_read_configuration(
		&refs, &j, org_configuration(&sim->org, flow, version, &body), &record))
		for (size_t i = 0; i < refs.n; i++)
			if (refs.v[i].manifest)
				take(to, refs_text(&refs, refs.v[i].type),
				    refs_text(&refs, refs.v[i].id),
				    refs_text(&refs, refs.v[i].name));
	refs_release(&refs);
	json_release(&j);
	buf_release(&record);
	buf_release(&body);
}

struct sought {
	const char *id;
	bool found;
};

static void
uses_seek(void *to, struct slice type, struct slice id, struct slice name)
{
	struct sought *s = to;

	(void)type;
	(void)name;
	s->found = s->found || slice_is(id, s->id);
}

bool
uses_has(const struct sim *sim, const struct org_flow *flow, size_t version, const char *id)
{
	struct sought s = {id, false};

	uses_each(sim, flow, version, uses_seek, &s);
	return s.found;
}

/* Whether the query asks to delete this flow as well. */
static bool
is_going(const struct request *rq, const struct org_flow *flow)
{
	for (size_t i = 0; i < rq->query.n; i++)
		if (strcmp(rq->query.v[i].name, "id") == 0 &&
		    strcmp(rq->query.v[i].value, flow->id) == 0)
			return true;
	return false;
}

const struct org_flow *
uses_flow(const struct request *rq, const char *id)
{
	const struct org *org = &rq->sim->org;

	for (size_t i = 0; i < org->nflows; i++) {
		const struct org_flow *flow = &org->flows[i];
		if (flow->deleted || strcmp(flow->id, id) == 0 || is_going(rq, flow))
			continue;
		if ((flow->n > 0 && uses_has(rq->sim, flow, flow->n - 1, id)) ||
		    (flow->published > 0 && flow->published < flow->n &&
			uses_has(rq->sim, flow, flow->published - 1, id)))
			return flow;
	}
	return NULL;
}

const struct org_object *
uses_object(const struct sim *sim, const char *type, const char *id)
{
	const struct org_object *found = NULL;
	struct buf room = BUF_INIT, quoted = BUF_INIT;

	buf_printf(&quoted, "\"%s\"", id);
	for (size_t i = 0; i < sim->org.nobjects && found == NULL; i++) {
		const struct org_object *o = &sim->org.objects[i];
		if (o->deleted || strcmp(o->type, type) != 0)
			continue;
		if (strstr(object_content(&sim->org, o, &room).p, quoted.p) != NULL)
			found = o;
	}
	buf_release(&room);
	buf_release(&quoted);
	return found;
}

bool
uses_keep_flow(struct request *rq, const struct org_flow *flow)
{
	static const struct {
		const char *type, *code;
	} users[] = {{"queue", "queues"}, {"ivrConfiguration", "ivr.configs"},
	    {"emergencyGroup", "emergency.groups"}, {"emailRoute", "email.routes"},
	    {"composerScript", "composer.scripts"}, {"recordingPolicy", "recording.policies"}};
	const struct org_flow *user = uses_flow(rq, flow->id);

	if (user != NULL)
		reply_error(rq, 409, "architect.flow.cannot.delete.used.in.flows",
		    "Flow '%s' is used by flow '%s'.", flow->name, user->name);
	for (size_t i = 0; user == NULL && i < COUNT_OF(users); i++) {
		const struct org_object *o = uses_object(rq->sim, users[i].type, flow->id);
		char code[80];
		if (o == NULL)
			continue;
		snprintf(
		    code, sizeof code, "architect.flow.cannot.delete.used.in.%s", users[i].code);
		reply_error(rq, 409, code, "Flow '%s' is used by '%s'.", flow->name, o->name);
		return true;
	}
	return user != NULL;
}

bool
uses_keep_object(struct request *rq, const struct org_object *o)
{
	static const char *const types[] = {
	    "userPrompt", "schedule", "scheduleGroup", "emergencyGroup", "ivrConfiguration"};
	const struct org_flow *user = NULL;

	for (size_t i = 0; user == NULL && i < COUNT_OF(types); i++)
		if (strcmp(o->type, types[i]) == 0)
			user = uses_flow(rq, o->id);
	if (user != NULL)
		reply_error(rq, 409, "architect.dependency.object.in.use.by.flow",
		    "'%s' is used by flow '%s'.", o->name, user->name);
	return user != NULL;
}
