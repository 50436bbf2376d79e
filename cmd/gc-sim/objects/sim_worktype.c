/* sim_worktype.c - worktypes: from what is written to what is read */
#include "objects/sim_worktype.h"

#include "json/json_write.h"
#include "json/members.h"

static const struct {
	const char *written, *read;
} ids[] = {{"defaultWorkbinId", "defaultWorkbin"}, {"defaultQueueId", "defaultQueue"},
    {"defaultLanguageId", "defaultLanguage"}, {"defaultScriptId", "defaultScript"},
    {"schemaId", "schema"}};

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

static void
put_member(const struct members *m, const struct member *one, struct buf *b)
{
	const struct member *version = members_find(m, "schemaVersion");
	size_t i = 0;

	while (i < COUNT_OF(ids) && !slice_is(one->key, ids[i].written))
		i++;
	if (slice_is(one->key, "defaultSkillIds")) {
		put_skills(one->value, b);
	} else if (slice_is(one->key, "schemaVersion") ||
		   slice_is(one->key, "disableDefaultStatusCreation")) {
		return;
	} else if (i == COUNT_OF(ids)) {
		member_write(one, b);
	} else {
		json_write_open(b, ids[i].read);
		json_write_raw(b, "id", one->value);
		if (strcmp(ids[i].read, "schema") == 0)
			json_write_raw(
			    b, "version", version != NULL ? version->value : slice_str("1"));
		json_write_close(b);
	}
}

void
worktype_content(struct buf *content)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;

	if (members_read(&m, &j, buf_slice(content))) {
		json_write_open(&b, NULL);
		for (size_t i = 0; i < m.n; i++)
			put_member(&m, &m.v[i], &b);
		json_write_close(&b);
		buf_clear(content);
		buf_add_slice(content, buf_slice(&b));
	}
	members_release(&m);
	json_release(&j);
	buf_release(&b);
}
