/* sim_object_json.c - an object as the API's JSON */
#include "objects/sim_object.h"

#include "base/url.h"
#include "clock/date.h"
#include "define/define.h"
#include "json/json_write.h"
#include "json/members.h"
#include "objects/sim_action.h"
#include "objects/sim_dress.h"
#include "objects/sim_required.h"
#include "clock/simclock.h"

#define FIRST_DAY 1609459200000 /* 2021-01-01T00:00:00Z */
#define DAY       86400000

/* What differs between orgs of the same seed. */
static struct rng
object_marks(const struct sim *sim, const struct org_object *o)
{
	struct rng r = define_rng(&sim->org, o, sim->org.id);

	return r;
}

long long
object_version(const struct sim *sim, const struct org_object *o)
{
	struct rng r = object_marks(sim, o);
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf room = BUF_INIT;
	const struct member *found;
	long long version = o->version;

	if (version == 0 && members_read(&m, &j, object_content(&sim->org, o, &room)) &&
	    (found = members_find(&m, "version")) != NULL)
		version = strtoll(found->value.p + (found->type == JSON_STRING), NULL, 10);
	if (version == 0)
		version = (long long)rng_between(&r, 1, 9);
	members_release(&m);
	json_release(&j);
	buf_release(&room);
	return version;
}

/* A member that the server adds, unless the content has it: records bring what they were told. */
static void
put_text(struct buf *b, const struct members *content, const char *key, const char *text)
{
	if (members_find(content, key) == NULL)
		json_write_cstr(b, key, text);
}

static void
put_date(struct buf *b, const struct members *content, const char *key, long long ms)
{
	char date[DATE_SIZE];

	date_format(ms, date);
	put_text(b, content, key, date);
}

static void
put_dates(struct buf *b, const struct members *content, const struct sim *sim,
    const struct spec *spec, const struct org_object *o)
{
	struct rng r = object_marks(sim, o);
	long long created = FIRST_DAY + (long long)rng_below(&r, 700) * DAY;
	long long modified = created + (long long)rng_below(&r, 400) * DAY + 123;

	put_date(b, content, "dateCreated", o->created_ms != 0 ? o->created_ms : created);
	if (!(spec->flags & SPEC_CREATED))
		put_date(
		    b, content, "dateModified", o->modified_ms != 0 ? o->modified_ms : modified);
}

/* A user of the org; people come and go, so the ids say nothing elsewhere. */
static void
put_authors(
    struct buf *b, const struct members *content, const struct sim *sim, const struct org_object *o)
{
	struct define d = {&sim->org, o, object_marks(sim, o), NULL};
	const struct org_object *one = define_pick(&d, "user"), *other = define_pick(&d, "user");

	if (one != NULL)
		put_text(b, content, "createdBy", one->id);
	if (other != NULL)
		put_text(b, content, "modifiedBy", other->id);
}

static void
put_marks(struct buf *b, const struct members *content, const struct sim *sim,
    const struct spec *spec, const struct org_object *o)
{
	struct rng r = object_marks(sim, o);
	char text[24];

	if (spec->flags & (SPEC_DATES | SPEC_CREATED))
		put_dates(b, content, sim, spec, o);
	if (spec->flags & SPEC_AUTHORS)
		put_authors(b, content, sim, o);
	if (spec->flags & SPEC_VERSION && members_find(content, "version") == NULL)
		json_write_integer(b, "version", object_version(sim, o));
	if (spec->flags & SPEC_VERSION_TEXT) {
		snprintf(text, sizeof text, "%lld", object_version(sim, o));
		put_text(b, content, "version", text);
	}
	if (spec->flags & SPEC_STATE)
		put_text(b, content, "state", o->deleted ? "deleted" : "active");
	if (spec->flags & SPEC_COUNTS && members_find(content, "memberCount") == NULL)
		json_write_count(b, "memberCount", rng_below(&r, 60));
	if (strcmp(spec->type, "queue") == 0 && members_find(content, "joinedMemberCount") == NULL)
		json_write_count(b, "joinedMemberCount", rng_below(&r, 20));
}

static bool
object_json_expands(const struct request *rq, const char *what)
{
	for (size_t i = 0; i < rq->query.n; i++)
		if (strcmp(rq->query.v[i].name, "expand") == 0 &&
		    strstr(rq->query.v[i].value, what) != NULL)
			return true;
	return false;
}

/* Whether a member is left out, unless the query asks for it. */
static bool
is_hidden(const struct request *rq, const struct spec *spec, struct slice key, bool listed)
{
	if (strcmp(spec->type, "dataTable") == 0)
		return slice_is(key, "schema") && !object_json_expands(rq, "schema");
	if (strcmp(spec->type, "dataAction") == 0 && slice_is(key, "contract"))
		return !object_json_expands(rq, "contract");
	if (strcmp(spec->type, "dataAction") == 0 && slice_is(key, "config"))
		return listed || !query_true(rq, "includeConfig");
	if (strcmp(spec->type, "response") == 0)
		return slice_is(key, "substitutionsSchema") &&
		       !object_json_expands(rq, "substitutionsSchema");
	if (strcmp(spec->type, "skillGroup") == 0)
		return listed && slice_is(key, "skillConditions");
	if (strcmp(spec->type, "composerScript") == 0)
		return slice_is(key, SCRIPT_DRAFT) ||
		       (listed && (slice_is(key, "pages") || slice_is(key, "variables")));
	return strcmp(spec->type, "surveyForm") == 0 && listed && slice_is(key, "questionGroups");
}

/* A call that changes answers with the whole object, whatever its query says. */
static bool
object_json_is_whole(const struct request *rq)
{
	return strcmp(rq->method, "GET") != 0 && rq->catalog == NULL;
}

/* What the org writes itself. Content that gc-strip(1) has been through has it, but no id. */
static bool
object_json_is_ours(const struct org_object *o, struct slice key)
{
	return slice_is(key, "name") ||
	       (slice_is(key, "division") && o->division != ORG_NO_DIVISION);
}

static void
object_json_put_member(struct request *rq, const struct spec *spec, const struct org_object *o,
    const struct member *m, bool verbatim, bool listed)
{
	struct buf *b = &rq->reply.body;

	if (!object_json_is_whole(rq) && is_hidden(rq, spec, m->key, listed))
		return;
	if (!verbatim && object_json_is_ours(o, m->key))
		return;
	if (strcmp(spec->type, "userPrompt") == 0 && slice_is(m->key, "resources"))
		return;
	member_write(m, b);
	if (verbatim)
		return;
	b->n -= m->value.n;
	if (strcmp(spec->type, "dataAction") == 0 && slice_is(m->key, "config"))
		action_put_config(rq->sim, o, m->value, b);
	else
		dress_value(rq->sim, m->key, m->value, b);
}

static void
put_self(struct buf *b, const struct spec *spec, const struct org_object *o)
{
	json_write_name(b, "selfUri");
	buf_printf(b, "\"%s/", spec->path);
	url_escape(b, slice_str(o->id));
	buf_putc(b, '"');
}

/* Content that a file brought has all that the server of its org said; nothing is added to it. */
void
object_put(struct request *rq, const struct spec *spec, const struct org_object *o, bool listed)
{
	struct buf *b = &rq->reply.body, room = BUF_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool verbatim;
	size_t from;

	members_read(&m, &j, object_content(&rq->sim->org, o, &room));
	verbatim = members_find(&m, "id") != NULL;
	json_write_open(b, NULL);
	from = b->n - 1;
	if (!verbatim) {
		json_write_cstr(b, "id", o->id);
		json_write_cstr(b, "name", o->name);
		if (o->division != ORG_NO_DIVISION)
			dress_division(rq->sim, "division", o->division, b);
	}
	for (size_t i = 0; i < m.n; i++)
		object_json_put_member(rq, spec, o, &m.v[i], verbatim, listed);
	if (strcmp(spec->type, "userPrompt") == 0)
		prompt_put_resources(rq, o);
	if (!verbatim) {
		put_marks(b, &m, rq->sim, spec, o);
		required_put(o, from, b);
		put_self(b, spec, o);
	}
	json_write_close(b);
	members_release(&m);
	json_release(&j);
	buf_release(&room);
}

bool
object_is_listed(const struct spec *spec, const struct org_object *o)
{
	if (o->deleted && (spec == NULL || !(spec->flags & SPEC_STATE)))
		return false;
	return o->listed_ms == 0 || simclock_ms() >= o->listed_ms;
}
