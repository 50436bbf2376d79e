/* sim_worktype.c - worktypes: from what is written to what is read */
#include "objects/sim_worktype.h"

#include "json/json_write.h"
#include "json/members.h"
#include "json/peek.h"

static const struct {
	const char *written, *read;
} ids[] = {{"defaultWorkbinId", "defaultWorkbin"}, {"defaultQueueId", "defaultQueue"},
    {"defaultLanguageId", "defaultLanguage"}, {"defaultScriptId", "defaultScript"},
    {"schemaId", "schema"}, {"defaultStatusId", "defaultStatus"},
    {"defaultSkillIds", "defaultSkills"}};

static void
put_skills(struct slice list, struct buf *b)
{
	struct json j = JSON_INIT;
	enum json_type t;

	json_write_open_array(b, "defaultSkills");
	json_start(&j, list);
	while ((t = json_next(&j)) > JSON_END) {
		if (t != JSON_STRING)
			continue;
		json_write_open(b, NULL);
		json_write_token(b, "id", j.tok);
		json_write_close(b);
	}
	json_write_close_array(b);
	json_release(&j);
}

/* The version of the schema alone may be written, too. */
static void
put_schema(const struct members *m, struct slice id, struct buf *b)
{
	const struct member *version = members_find(m, "schemaVersion");

	json_write_open(b, "schema");
	json_write_raw(b, "id", id);
	json_write_raw(b, "version", version != NULL ? version->value : slice_str("1"));
	json_write_close(b);
}

static void
worktype_put_member(const struct members *m, const struct member *one, struct buf *b)
{
	size_t i = 0;

	while (i < COUNT_OF(ids) && !slice_is(one->key, ids[i].written))
		i++;
	if (slice_is(one->key, "defaultSkillIds")) {
		put_skills(one->value, b);
	} else if (slice_is(one->key, "schemaId")) {
		put_schema(m, one->value, b);
	} else if (slice_is(one->key, "schemaVersion") ||
		   slice_is(one->key, "disableDefaultStatusCreation")) {
		return;
	} else if (i == COUNT_OF(ids)) {
		member_write(one, b);
	} else {
		json_write_open(b, ids[i].read);
		json_write_raw(b, "id", one->value);
		json_write_close(b);
	}
}

/* Whether the request writes the member that is read under this name. */
static bool
is_written(const struct members *m, struct slice key)
{
	for (size_t i = 0; i < m->n; i++) {
		if (slice_eq(m->v[i].key, key))
			return true;
		for (size_t k = 0; k < COUNT_OF(ids); k++)
			if (slice_is(key, ids[k].read) && slice_is(m->v[i].key, ids[k].written))
				return true;
	}
	return false;
}

static void
put_first_statuses(struct sim *sim, struct buf *b)
{
	static const char *const first[] = {"Open", "Closed"};
	char id[COUNT_OF(first)][ID_SIZE];

	json_write_open_array(b, "statuses");
	for (size_t i = 0; i < COUNT_OF(first); i++) {
		sim_id(sim, id[i]);
		json_write_open(b, NULL);
		json_write_cstr(b, "id", id[i]);
		json_write_cstr(b, "name", first[i]);
		json_write_cstr(b, "category", first[i]);
		json_write_open_array(b, "destinationStatuses");
		json_write_close_array(b);
		json_write_close(b);
	}
	json_write_close_array(b);
	json_write_open(b, "defaultStatus");
	json_write_cstr(b, "id", id[0]);
	json_write_close(b);
}

void
worktype_content(struct sim *sim, struct slice now, struct buf *content)
{
	struct members m = MEMBERS_INIT, before = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	const struct member *disable;

	if (now.n > 0)
		members_read(&before, &j, now);
	if (members_read(&m, &j, buf_slice(content))) {
		disable = members_find(&m, "disableDefaultStatusCreation");
		json_write_open(&b, NULL);
		for (size_t i = 0; i < m.n; i++)
			worktype_put_member(&m, &m.v[i], &b);
		for (size_t i = 0; i < before.n; i++)
			if (!is_written(&m, before.v[i].key))
				member_write(&before.v[i], &b);
		if (now.n == 0 && (disable == NULL || disable->type != JSON_TRUE))
			put_first_statuses(sim, &b);
		json_write_close(&b);
		buf_clear(content);
		buf_add_slice(content, buf_slice(&b));
	}
	members_release(&m);
	members_release(&before);
	json_release(&j);
	buf_release(&b);
}

bool
worktype_check(struct request *rq, struct slice now, struct slice content)
{
	struct slice id = peek_find(content, "defaultStatusId"), rest = peek_find(now, "statuses");
	struct slice one;

	if (id.n == 0)
		return true;
	while (peek_element(&rest, &one))
		if (slice_eq(peek_find(one, "id"), id))
			return true;
	reply_error(rq, 400, "bad.request",
	    "The default status %.*s is not a status of the worktype.", SLICE_ARGS(id));
	return false;
}
