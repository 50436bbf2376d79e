/* sim_search.c - the criteria of POST /users/search and /groups/search */
#include "objects/sim_search.h"

#include <strings.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "json/members.h"
#include "org/object.h"

static const char *const types[] = {"EXACT", "STARTS_WITH", "CONTAINS"};
static const char *const fields[] = {"name", "email"};

enum { CRITERIA_MAX = 100 };

/* One criterion; what is not known is left at the end of its table. */
struct criterion {
	size_t type, fields[COUNT_OF(fields)], nfields;
	char *value;
	bool known;
};

static size_t
search_find(const char *const *table, size_t n, struct slice token)
{
	size_t i = 0;

	while (i < n && !json_is(token, table[i]))
		i++;
	return i;
}

static void
search_read_fields(struct criterion *c, const struct members *m)
{
	const struct member *list = members_find(m, "fields");
	struct json j = JSON_INIT;
	struct slice value;

	json_start(&j, list != NULL ? list->value : slice_str("[]"));
	if (json_next(&j) == JSON_ARRAY)
		while (json_value(&j, &value) == JSON_STRING && c->nfields < COUNT_OF(fields)) {
			size_t at = search_find(
			    fields, COUNT_OF(fields), slice_of(value.p + 1, value.n - 2));
			c->known = c->known && at < COUNT_OF(fields);
			c->fields[c->nfields++] = at;
		}
	c->known = c->known && c->nfields > 0;
	json_release(&j);
}

static void
search_read_one(struct criterion *c, const struct members *m)
{
	struct slice operator= members_string(m, "operator");

	*c = (struct criterion){.known = true, .value = members_dup(m, "value")};
	c->type = search_find(types, COUNT_OF(types), members_string(m, "type"));
	c->known = c->type < COUNT_OF(types) && c->value != NULL &&
		   (operator.n == 0 || json_is(operator, "AND"));
	search_read_fields(c, m);
}

static bool
search_meets(const char *text, const struct criterion *c)
{
	size_t n = strlen(c->value);

	if (c->type == 0)
		return strcasecmp(text, c->value) == 0;
	for (; c->type == 2 && strncasecmp(text, c->value, n) != 0; text++)
		if (*text == '\0')
			return false;
	return strncasecmp(text, c->value, n) == 0;
}

static bool
search_judge(const struct criterion *c, const struct org_object *o)
{
	bool met = false;

	for (size_t i = 0; i < c->nfields && !met; i++) {
		char *text = c->fields[i] == 0 ? xstrdup(o->name) : object_text(o, "email");
		met = text != NULL && search_meets(text, c);
		free(text);
	}
	return met;
}

/* Read each criterion; with an object, judge it. False: one is not known, or not met. */
static bool
search_walk(const struct request *rq, const struct org_object *o)
{
	struct members m = MEMBERS_INIT, one = MEMBERS_INIT;
	struct json j = JSON_INIT, list = JSON_INIT, of = JSON_INIT;
	const struct member *query =
	    members_read(&m, &j, buf_slice(&rq->body)) ? members_find(&m, "query") : NULL;
	struct slice value;
	bool good = true;

	json_start(&list, query != NULL ? query->value : slice_str("[]"));
	if (json_next(&list) == JSON_ARRAY)
		for (size_t i = 0; good && json_value(&list, &value) == JSON_OBJECT; i++) {
			struct criterion c = {.value = NULL};
			good = i < CRITERIA_MAX && members_read(&one, &of, value);
			if (good)
				search_read_one(&c, &one);
			good = good && c.known && (o == NULL || search_judge(&c, o));
			free(c.value);
		}
	members_release(&m);
	members_release(&one);
	json_release(&j);
	json_release(&list);
	json_release(&of);
	return good;
}

bool
search_read(struct request *rq)
{
	bool good = search_walk(rq, NULL);

	if (!good)
		reply_error(rq, 400, "invalid.property",
		    "A criterion is not known: types EXACT, STARTS_WITH, CONTAINS, fields name, "
		    "email.");
	return good;
}

bool
search_admits(const struct request *rq, const struct org_object *o)
{
	return search_walk(rq, o);
}
