/* sim_draft.c - what a request wants an object to be */
#include "objects/sim_draft.h"

#include "base/mem.h"
#include "json/compact.h"
#include "json/json_write.h"
#include "objects/sim_division.h"
#include "objects/sim_worktype.h"
#include "clock/simclock.h"

static bool
is_patch(const struct request *rq)
{
	return strcmp(rq->method, "PATCH") == 0;
}

/* The division that the body names. False: it is not there, and the 400 is made. */
static bool
draft_read_division(struct request *rq, struct draft *d)
{
	const struct org *org = &rq->sim->org;
	char *id = body_text(rq, d->spec->flags & SPEC_DIVISION_ID ? "divisionId" : "division.id");
	size_t i = id != NULL ? org_find_division(org, id) : ORG_NO_DIVISION;
	bool all =
	    id != NULL && strcmp(id, "*") == 0 && strcmp(d->spec->type, "acdWrapupCode") == 0;
	bool good = id == NULL || all || i != ORG_NO_DIVISION;

	if (!good)
		reply_error(rq, 400, "invalid.property", "Division '%s' is not there.", id);
	free(id);
	if (i != ORG_NO_DIVISION)
		d->division = org->divisions[i].id;
	else if (d->now != NULL && !all)
		d->division =
		    d->now->division < org->ndivisions ? org->divisions[d->now->division].id : NULL;
	else if (!all && d->spec->flags & (SPEC_DIVISION | SPEC_DIVISION_ID) &&
		 !(d->spec->flags & SPEC_ANYWHERE))
		d->division = org->divisions[org->home].id;
	return good;
}

/* Whether no update changes this member. */
static bool
draft_keeps(const struct spec *spec, const char *key)
{
	const char *fixed = spec->fixed != NULL ? spec->fixed : "";
	struct slice word;
	bool required;

	while (spec_next(&fixed, &word, &required))
		if (slice_is(word, key))
			return true;
	return false;
}

/*
 * The content: of what the body has, in the order of the list; in a PATCH, and for what an update
 * cannot change, of what there is.
 */
static void
draft_write(struct request *rq, struct draft *d)
{
	const char *list = d->spec->writes;
	struct members now = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf room = BUF_INIT;
	struct slice word;
	bool required;

	if (d->now != NULL)
		members_read(&now, &j, object_content(&rq->sim->org, d->now, &room));
	json_write_open(&d->content, NULL);
	while (spec_next(&list, &word, &required)) {
		char *key = xmemdup0(word.p, word.n);
		const struct member *m = draft_find(d, key);

		if ((d->now != NULL && draft_keeps(d->spec, key)) || (m == NULL && is_patch(rq)))
			m = members_find(&now, key);
		if (m != NULL && strcmp(key, "name") != 0)
			json_write_raw(&d->content, key, m->value);
		free(key);
	}
	json_write_close(&d->content);
	members_release(&now);
	json_release(&j);
	buf_release(&room);
}

/* White space between tokens would be line feeds in the journal. */
static void
draft_compact(struct draft *d)
{
	struct json j = JSON_INIT;

	(void)compact(&j, &d->content);
	json_release(&j);
}

/* A worktype is read in another shape than it is written in. False: the 400 is made. */
static bool
draft_turn(struct request *rq, struct draft *d)
{
	struct buf room = BUF_INIT;
	struct slice now = slice_of("", 0);
	bool good = true;

	if (strcmp(d->spec->type, "worktype") != 0)
		return true;
	if (d->now != NULL)
		now = object_content(&rq->sim->org, d->now, &room);
	good = worktype_check(rq, now, buf_slice(&d->content));
	if (good)
		worktype_content(rq->sim, now, &d->content);
	buf_release(&room);
	return good;
}

bool
draft_read(struct request *rq, const struct spec *spec, struct org_object *now, struct draft *d)
{
	*d = (struct draft){.spec = spec, .now = now, .json = JSON_INIT};
	if (!members_read(&d->body, &d->json, buf_slice(&rq->body))) {
		reply_error(rq, 400, "bad.request", "The body is not a JSON object: %s",
		    json_error(&d->json));
		return false;
	}
	d->name = members_dup(&d->body, "name");
	if (now != NULL && (d->name == NULL || draft_keeps(spec, "name"))) {
		free(d->name);
		d->name = xstrdup(now->name);
	}
	if (!check_members(rq, d) || !draft_read_division(rq, d) || !check_version(rq, d) ||
	    !check_name(rq, d) || !check_room(rq, d) || !check_references(rq, d))
		return false;
	draft_write(rq, d);
	if (!check_of_type(rq, d) || !draft_turn(rq, d))
		return false;
	draft_compact(d);
	return true;
}

void
draft_release(struct draft *d)
{
	members_release(&d->body);
	json_release(&d->json);
	free(d->name);
	buf_release(&d->content);
}

/* Data actions have ids of their own form. */
static void
draft_id(struct sim *sim, const struct draft *d, struct buf *id)
{
	char uuid[ID_SIZE];

	if (d->now != NULL) {
		buf_puts(id, d->now->id);
		return;
	}
	sim_id(sim, uuid);
	buf_printf(id, "%s%s", strcmp(d->spec->type, "dataAction") == 0 ? "custom_-_" : "", uuid);
}

/* How many numbers a list has, "+1555…", that are not among those that were there. */
static unsigned long
count_numbers(struct slice list, struct slice before)
{
	char *was = xmemdup0(before.p, before.n);
	struct json j = JSON_INIT;
	enum json_type t;
	unsigned long n = 0;

	json_start(&j, list);
	while ((t = json_next(&j)) > JSON_END) {
		char *number = t == JSON_STRING ? xmemdup0(j.tok.p, j.tok.n) : NULL;
		n += number != NULL && strstr(was, number) == NULL;
		free(number);
	}
	json_release(&j);
	free(was);
	return n;
}

/* What must not happen by a migration: a test looks at these counts. */
static void
draft_count(struct sim *sim, const struct draft *d)
{
	const struct member *enabled = draft_find(d, "enabled"), *dnis = draft_find(d, "dnis");
	const struct member *was;
	struct buf room = BUF_INIT;
	struct members now = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (d->now != NULL)
		members_read(&now, &j, object_content(&sim->org, d->now, &room));
	was = members_find(&now, "enabled");
	if (strcmp(d->spec->type, "emergencyGroup") == 0 && enabled != NULL &&
	    enabled->type == JSON_TRUE && (was == NULL || was->type != JSON_TRUE))
		sim->stats.enabled++;
	was = members_find(&now, "dnis");
	if (dnis != NULL)
		sim->stats.numbers +=
		    count_numbers(dnis->value, was != NULL ? was->value : slice_str(""));
	members_release(&now);
	json_release(&j);
	buf_release(&room);
}

struct org_object *
draft_apply(struct request *rq, const struct draft *d)
{
	struct sim *sim = rq->sim;
	struct buf id = BUF_INIT;
	const char *type = d->now != NULL ? d->now->type : d->spec->type;
	struct org_object *o;

	draft_id(sim, d, &id);
	draft_count(sim, d);
	change_make(
	    sim, &(struct change){.kind = CHANGE_DEFINE,
		     .type = type,
		     .object = id.p,
		     .name = d->name,
		     .division = d->division,
		     .configuration = buf_slice(&d->content),
		     .version = d->now != NULL ? (size_t)object_version(sim, d->now) + 1 : 1,
		     .at = simclock_date()});
	o = org_object(&sim->org, type, id.p);
	buf_release(&id);
	return o;
}
