/* sim_action.c - data actions: their templates */
#include "objects/sim_action.h"

#include "json/json_write.h"
#include "json/members.h"
#include "objects/sim_object.h"
#include "org/parts.h"
#include "objects/object_endpoints.h"

static const struct {
	const char *part, *name, *uri, *file;
} templates[] = {{"request", "requestTemplate", "requestTemplateUri", "requesttemplate.vm"},
    {"response", "successTemplate", "successTemplateUri", "successtemplate.vm"}};

/* The service decides; what decides here is the last digit of the id. */
static bool
is_by_uri(const struct org_object *o)
{
	size_t n = strlen(o->id);

	return n > 0 && (unsigned char)o->id[n - 1] % 2 == 0;
}

/* A record brought templates next to its configuration. */
static bool
has_beside(const struct org_object *o)
{
	return o->parts != NULL && o->parts->templates != NULL;
}

/* Of these. */
static bool
take_template(const char *all, const char *name, struct buf *text)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct slice token = slice_of("", 0);
	bool has = members_read(&m, &j, slice_str(all)) && members_find(&m, name) != NULL;

	if (has)
		token = members_string(&m, name);
	json_unescape(token, text);
	members_release(&m);
	json_release(&j);
	return has;
}

static void
action_put_uri(const struct org_object *o, size_t which, struct buf *b)
{
	json_write_name(b, templates[which].uri);
	buf_printf(
	    b, "\"/api/v2/integrations/actions/%s/templates/%s\"", o->id, templates[which].file);
}

static void
put_part(const struct org_object *o, size_t which, struct slice part, struct buf *b)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf beside = BUF_INIT;

	json_write_open(b, templates[which].part);
	members_read(&m, &j, part);
	for (size_t i = 0; i < m.n; i++) {
		if (is_by_uri(o) && slice_is(m.v[i].key, templates[which].name))
			action_put_uri(o, which, b);
		else
			member_write(&m.v[i], b);
	}
	if (members_find(&m, templates[which].name) == NULL &&
	    members_find(&m, templates[which].uri) == NULL && has_beside(o) &&
	    take_template(o->parts->templates, templates[which].name, &beside))
		action_put_uri(o, which, b);
	buf_release(&beside);
	json_write_close(b);
	members_release(&m);
	json_release(&j);
}

void
action_put_config(
    const struct sim *sim, const struct org_object *o, struct slice config, struct buf *b)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	(void)sim;
	if ((!is_by_uri(o) && !has_beside(o)) || !members_read(&m, &j, config)) {
		buf_add_slice(b, config);
	} else {
		buf_putc(b, '{');
		for (size_t i = 0; i < m.n; i++) {
			size_t k = 0;
			while (k < COUNT_OF(templates) && !slice_is(m.v[i].key, templates[k].part))
				k++;
			if (k < COUNT_OF(templates) && m.v[i].type == JSON_OBJECT)
				put_part(o, k, m.v[i].value, b);
			else
				member_write(&m.v[i], b);
		}
		buf_putc(b, '}');
	}
	members_release(&m);
	json_release(&j);
}

/* The text of a template of the content; false: it has none. */
static bool
action_read_template(
    const struct sim *sim, const struct org_object *o, size_t which, struct buf *text)
{
	struct buf room = BUF_INIT;
	struct members m = MEMBERS_INIT, config = MEMBERS_INIT, part = MEMBERS_INIT;
	struct json j = JSON_INIT, inner = JSON_INIT, third = JSON_INIT;
	const struct member *found;
	bool has = members_read(&m, &j, object_content(&sim->org, o, &room)) &&
		   (found = members_find(&m, "config")) != NULL &&
		   members_read(&config, &inner, found->value) &&
		   (found = members_find(&config, templates[which].part)) != NULL &&
		   members_read(&part, &third, found->value) &&
		   (found = members_find(&part, templates[which].name)) != NULL &&
		   found->type == JSON_STRING;

	if (has)
		json_unescape(member_string(found), text);
	else if (has_beside(o))
		has = take_template(o->parts->templates, templates[which].name, text);
	members_release(&m);
	members_release(&config);
	members_release(&part);
	json_release(&j);
	json_release(&inner);
	json_release(&third);
	buf_release(&room);
	return has;
}

void
action_template_get(struct request *rq)
{
	struct org_object *o = request_object(rq, spec_of("dataAction"));
	struct buf text = BUF_INIT;
	size_t which = 0;

	if (o == NULL)
		return;
	while (which < COUNT_OF(templates) && strcmp(rq->arg[1], templates[which].file) != 0)
		which++;
	if (which == COUNT_OF(templates) || !action_read_template(rq->sim, o, which, &text)) {
		reply_not_found(rq, "template", rq->arg[1]);
	} else {
		buf_add_slice(reply_json(rq, 200), buf_slice(&text));
		rq->reply.type = "text/plain";
	}
	buf_release(&text);
}
