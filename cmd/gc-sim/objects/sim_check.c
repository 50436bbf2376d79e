/* sim_check.c - what every type refuses */
#include "base/fold.h"
#include "base/mem.h"
#include "objects/sim_dress.h"
#include "objects/sim_draft.h"
#include "org/object.h"

/* Members whose values are of a list: "" is in none. */
static const char *const enums[] = {"mode", "wrapupPrompt", "scoringMethod",
    "skillEvaluationMethod", "lastAgentRoutingMode", "interactionType", "responseType"};

static bool
is_division_member(const struct spec *spec, struct slice key)
{
	return slice_is(key, spec->flags & SPEC_DIVISION_ID ? "divisionId" : "division") &&
	       spec->flags & (SPEC_DIVISION | SPEC_DIVISION_ID);
}

/* Real servers ignore what they do not know, or refuse it: --strict refuses. */
static bool
check_known(struct request *rq, const struct draft *d)
{
	for (size_t i = 0; rq->sim->strict && i < d->body.n; i++) {
		struct slice key = d->body.v[i].key;
		bool required;
		if (spec_writes(d->spec, key, &required) || is_division_member(d->spec, key) ||
		    (d->now != NULL && slice_is(key, "version") && d->spec->flags & SPEC_VERSION))
			continue;
		reply_error(rq, 400, "bad.request", "The member \"%.*s\" is unknown or read-only.",
		    SLICE_ARGS(key));
		return false;
	}
	return true;
}

static bool
check_required(struct request *rq, const struct draft *d)
{
	const char *list = d->spec->writes;
	struct slice word;
	bool required;

	if (strcmp(rq->method, "PATCH") == 0)
		return true;
	while (spec_next(&list, &word, &required)) {
		char *key = xmemdup0(word.p, word.n);
		bool missing = required && draft_find(d, key) == NULL;
		if (missing)
			reply_error(rq, 400, "required.field.missing",
			    "The member \"%s\" is required.", key);
		free(key);
		if (missing)
			return false;
	}
	return true;
}

static bool
check_enums(struct request *rq, const struct draft *d)
{
	struct json j = JSON_INIT;
	enum json_type t;
	bool listed = false, good = true;

	for (size_t i = 0; good && i < d->body.n; i++) {
		json_start(&j, d->body.v[i].value);
		listed = false;
		for (size_t k = 0; k < COUNT_OF(enums); k++)
			listed = listed || slice_is(d->body.v[i].key, enums[k]);
		while (good && (t = json_next(&j)) > JSON_END) {
			if (t == JSON_STRING && listed && j.tok.n == 0)
				good = false;
			listed = false;
			for (size_t k = 0; t == JSON_KEY && k < COUNT_OF(enums); k++)
				listed = listed || slice_is(j.tok, enums[k]);
		}
	}
	json_release(&j);
	if (!good)
		reply_error(rq, 400, "bad.request",
		    "Value [] is not valid for its field type. Allowable values are: …");
	return good;
}

bool
check_members(struct request *rq, const struct draft *d)
{
	return check_known(rq, d) && check_required(rq, d) && check_enums(rq, d);
}

bool
check_version(struct request *rq, const struct draft *d)
{
	const struct member *m = draft_find(d, "version");
	long long now;

	if (d->now == NULL || !(d->spec->flags & SPEC_VERSION))
		return true;
	now = object_version(rq->sim, d->now);
	if (m == NULL && d->spec->flags & SPEC_VERSION_FREE)
		return true;
	if (m != NULL && strtoll(m->value.p, NULL, 10) == now)
		return true;
	if (d->spec->flags & SPEC_MISMATCH_400)
		reply_error(rq, 400, "bad.request",
		    "The version %.*s does not match the current version %lld.",
		    m != NULL ? (int)m->value.n : 4, m != NULL ? m->value.p : "null", now);
	else
		reply_error(rq, 409, "general.conflict",
		    "The object has changed meanwhile: its version is %lld.", now);
	return false;
}

/* A data action's name is unique in its integration only. */
static bool
is_elsewhere(const struct sim *sim, const struct draft *d, const struct org_object *o)
{
	char *mine = members_dup(&d->body, "integrationId");
	struct buf room = BUF_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool other = false;

	if (mine != NULL && members_read(&m, &j, object_content(&sim->org, o, &room)))
		other = !json_is(members_string(&m, "integrationId"), mine);
	free(mine);
	members_release(&m);
	json_release(&j);
	buf_release(&room);
	return other;
}

const struct org_object *
object_named(const struct sim *sim, const struct draft *d, const char *name)
{
	const struct org_type *type = org_type(&sim->org, d->spec->type);

	for (size_t i = 0; type != NULL && i < type->ids.n; i++) {
		const struct org_object *o = &sim->org.objects[type->at[i]];
		if (!o->deleted && o != d->now && fold_same(slice_str(o->name), slice_str(name)) &&
		    (strcmp(d->spec->type, "dataAction") != 0 || !is_elsewhere(sim, d, o)))
			return o;
	}
	return NULL;
}

bool
check_name(struct request *rq, const struct draft *d)
{
	const char *code = d->spec->code != NULL ? d->spec->code : "general.bad.request";

	if (d->name == NULL || d->name[0] == '\0') {
		reply_error(rq, 400, "required.field.missing", "The member \"name\" is required.");
		return false;
	}
	if (d->now != NULL && strcmp(d->now->name, d->name) == 0)
		return true; /* the name is its own already */
	if (d->spec->flags & SPEC_TWINS || object_named(rq->sim, d, d->name) == NULL)
		return true;
	reply_error(
	    rq, d->spec->exists, code, "A %s with that name already exists.", d->spec->type);
	return false;
}

bool
check_room(struct request *rq, const struct draft *d)
{
	const struct org_type *type = org_type(&rq->sim->org, d->spec->type);
	size_t n = 0;

	if (d->now != NULL || d->spec->limit == 0 || type == NULL || type->ids.n < d->spec->limit)
		return true;
	for (size_t i = 0; i < type->ids.n; i++)
		n += !rq->sim->org.objects[type->at[i]].deleted;
	if (n < d->spec->limit)
		return true;
	reply_error(rq, 400,
	    d->spec->limit_code != NULL ? d->spec->limit_code : "general.bad.request",
	    "The org has %zu objects of this type already, which is the limit.", n);
	return false;
}

bool
check_references(struct request *rq, const struct draft *d)
{
	struct buf id = BUF_INIT;
	bool missing = false;

	for (size_t i = 0; !missing && i < d->body.n; i++) {
		const struct member *m = &d->body.v[i];
		missing = dress_missing(rq->sim, m->key, m->value, &id);
		if (missing)
			reply_error(rq, 400, "bad.request",
			    "\"%.*s\" refers to '%s', which does not exist.", SLICE_ARGS(m->key),
			    id.p);
	}
	buf_release(&id);
	return !missing;
}
