/* sim_status.c - the statuses of a worktype */
#include "base/mem.h"
#include "json/json_write.h"
#include "json/members.h"
#include "json/peek.h"
#include "objects/sim_object.h"
#include "clock/simclock.h"
#include "store/change.h"
#include "objects/object_endpoints.h"

enum { STATUS_DESTINATIONS = 24, STATUS_NAME_MIN = 3, STATUS_NAME_MAX = 256 };

/* The worktype of the path with its content, and its statuses as a JSON array. */
struct status_edit {
	struct org_object *worktype;
	struct buf room;
	struct slice content, list;
	struct members body;
	struct json json;
};

static bool
status_open(struct request *rq, struct status_edit *e)
{
	*e = (struct status_edit){.json = JSON_INIT};
	e->worktype = request_object(rq, spec_of("worktype"));
	if (e->worktype == NULL)
		return false;
	e->content = object_content(&rq->sim->org, e->worktype, &e->room);
	e->list = peek_find(e->content, "statuses");
	if (strcmp(rq->method, "GET") == 0 || strcmp(rq->method, "DELETE") == 0 ||
	    members_read(&e->body, &e->json, buf_slice(&rq->body)))
		return true;
	reply_error(rq, 400, "bad.request", "The body is not a JSON object.");
	return false;
}

static void
status_close(struct status_edit *e)
{
	buf_release(&e->room);
	members_release(&e->body);
	json_release(&e->json);
}

/* The status of this id, a token without quotes; an empty slice: there is none. */
static struct slice
status_find(const struct status_edit *e, struct slice id)
{
	struct slice rest = e->list, one, found;

	while (peek_element(&rest, &one)) {
		found = peek_find(one, "id");
		if (found.n == id.n + 2 && memcmp(found.p + 1, id.p, id.n) == 0)
			return one;
	}
	return slice_of(NULL, 0);
}

static bool
status_is_taken(const struct status_edit *e, const char *name, const char *but)
{
	struct slice rest = e->list, one;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool taken = false;

	while (!taken && peek_element(&rest, &one))
		taken = members_read(&m, &j, one) && json_is(members_string(&m, "name"), name) &&
			(but == NULL || !json_is(members_string(&m, "id"), but));
	members_release(&m);
	json_release(&j);
	return taken;
}

/* False, and a 400: a destination is not a status of the worktype, or there are too many. */
static bool
status_check_destinations(struct request *rq, const struct status_edit *e)
{
	const struct member *list = members_find(&e->body, "destinationStatusIds");
	struct slice rest = list != NULL ? list->value : slice_of("", 0), one;
	struct slice id = members_string(&e->body, "defaultDestinationStatusId");
	size_t n = 0;

	while (peek_element(&rest, &one) && one.n >= 2) {
		n++;
		if (status_find(e, slice_of(one.p + 1, one.n - 2)).n == 0)
			id = slice_of(one.p + 1, one.n - 2);
	}
	if (n <= STATUS_DESTINATIONS && (id.n == 0 || status_find(e, id).n > 0))
		return true;
	reply_error(rq, 400, "bad.request",
	    n > STATUS_DESTINATIONS ? "Too many destinations."
				    : "A destination is not a status of the worktype.");
	return false;
}

static bool
status_check(struct request *rq, const struct status_edit *e, const char *id)
{
	static const char *const categories[] = {"Open", "InProgress", "Waiting", "Closed"};
	char *name = members_dup(&e->body, "name");
	struct slice category = members_string(&e->body, "category");
	const char *why = NULL;
	bool known = false;

	for (size_t i = 0; i < COUNT_OF(categories); i++)
		known |= json_is(category, categories[i]);
	if (name == NULL && id == NULL)
		why = "The member \"name\" is required.";
	else if (name != NULL && (strlen(name) < STATUS_NAME_MIN || strlen(name) > STATUS_NAME_MAX))
		why = "A status's name has 3 to 256 characters.";
	else if (id == NULL && !known)
		why = "The category is not one of Open, InProgress, Waiting, Closed.";
	else if (id != NULL && members_find(&e->body, "category") != NULL)
		why = "A status's category cannot be changed.";
	else if (name != NULL && status_is_taken(e, name, id))
		why = "A status with that name already exists.";
	free(name);
	if (why != NULL)
		reply_error(rq, 400, "bad.request", "%s", why);
	return why == NULL && status_check_destinations(rq, e);
}

/* A member as the body gives it, else as it was. */
static void
status_put(const struct members *body, const struct members *was, const char *key, struct buf *b)
{
	const struct member *m = members_find(body, key);

	if (m == NULL)
		m = members_find(was, key);
	if (m != NULL && m->type != JSON_NULL)
		json_write_raw(b, key, m->value);
}

static void
status_put_destinations(const struct members *body, const struct members *was, struct buf *b)
{
	const struct member *list = members_find(body, "destinationStatusIds");
	const struct member *one = members_find(body, "defaultDestinationStatusId");
	struct slice rest = list != NULL ? list->value : slice_of("", 0), id;

	if (list == NULL) {
		status_put(body, was, "destinationStatuses", b);
	} else {
		json_write_open_array(b, "destinationStatuses");
		while (peek_element(&rest, &id)) {
			json_write_open(b, NULL);
			json_write_raw(b, "id", id);
			json_write_close(b);
		}
		json_write_close_array(b);
	}
	if (one == NULL) {
		status_put(body, was, "defaultDestinationStatus", b);
	} else if (one->type == JSON_STRING) {
		json_write_open(b, "defaultDestinationStatus");
		json_write_raw(b, "id", one->value);
		json_write_close(b);
	}
}

/* One status, of what the request says and of what it was. */
static void
status_write(const struct status_edit *e, struct slice was, const char *id, struct buf *b)
{
	static const char *const keys[] = {"name", "category", "description",
	    "statusTransitionDelaySeconds", "statusTransitionTime", "autoTerminateWorkitem"};
	struct members before = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (was.n > 0)
		members_read(&before, &j, was);
	json_write_open(b, NULL);
	json_write_cstr(b, "id", id);
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		status_put(&e->body, &before, keys[i], b);
	status_put_destinations(&e->body, &before, b);
	json_write_open(b, "worktype");
	json_write_cstr(b, "id", e->worktype->id);
	json_write_close(b);
	json_write_name(b, "selfUri");
	buf_printf(b, "\"/api/v2/taskmanagement/worktypes/%s/statuses/%s\"", e->worktype->id, id);
	json_write_close(b);
	members_release(&before);
	json_release(&j);
}

/* The worktype with `text` in the place of a status, or as one more. */
static void
status_keep(struct request *rq, const struct status_edit *e, struct slice was, struct slice text)
{
	static const char *const names[] = {"statuses", NULL};
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	struct slice rest = e->list, one;
	const struct org *org = &rq->sim->org;

	members_read(&m, &j, e->content);
	members_without(&m, names, &b);
	json_write_open_array(&b, "statuses");
	while (peek_element(&rest, &one))
		if (one.p != was.p || text.n > 0)
			json_write_raw(&b, NULL, one.p == was.p ? text : one);
	if (was.n == 0)
		json_write_raw(&b, NULL, text);
	json_write_close_array(&b);
	json_write_close(&b);
	change_make(rq->sim, &(struct change){.kind = CHANGE_DEFINE,
				 .type = "worktype",
				 .object = e->worktype->id,
				 .name = e->worktype->name,
				 .division = e->worktype->division < org->ndivisions
						 ? org->divisions[e->worktype->division].id
						 : NULL,
				 .configuration = buf_slice(&b),
				 .version = (size_t)object_version(rq->sim, e->worktype) + 1,
				 .at = simclock_date()});
	members_release(&m);
	json_release(&j);
	buf_release(&b);
}

void
worktype_statuses(struct request *rq)
{
	struct status_edit e;
	struct buf *b;

	if (status_open(rq, &e)) {
		b = reply_json(rq, 200);
		json_write_open(b, NULL);
		json_write_raw(b, "entities", e.list.n > 0 ? e.list : slice_str("[]"));
		json_write_close(b);
	}
	status_close(&e);
}

/* POST, without an id in the path; PATCH. */
static void
status_change(struct request *rq, const char *id)
{
	struct status_edit e;
	struct buf text = BUF_INIT;
	struct slice was = slice_of(NULL, 0);
	char made[ID_SIZE];

	if (status_open(rq, &e)) {
		if (id != NULL)
			was = status_find(&e, slice_str(id));
		if (id != NULL && was.n == 0) {
			reply_not_found(rq, "status", id);
		} else if (status_check(rq, &e, id)) {
			sim_id(rq->sim, made);
			status_write(&e, was, id != NULL ? id : made, &text);
			status_keep(rq, &e, was, buf_slice(&text));
			buf_add_slice(reply_json(rq, 200), buf_slice(&text));
		}
	}
	status_close(&e);
	buf_release(&text);
}

void
worktype_status_create(struct request *rq)
{
	status_change(rq, NULL);
}

void
worktype_status_update(struct request *rq)
{
	status_change(rq, rq->arg[1]);
}

void
worktype_status_delete(struct request *rq)
{
	struct status_edit e;
	struct slice was;

	if (status_open(rq, &e)) {
		was = status_find(&e, slice_str(rq->arg[1]));
		if (was.n == 0) {
			reply_not_found(rq, "status", rq->arg[1]);
		} else {
			status_keep(rq, &e, was, slice_of("", 0));
			reply_json(rq, 204);
		}
	}
	status_close(&e);
}
