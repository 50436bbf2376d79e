/* The table of types: its entries hold together. */
#include "record/flowtype.h"
#include "record/listed_types.h"
#include "tap.h"

static bool
camel_case(const char *s)
{
	bool good = *s >= 'a' && *s <= 'z';

	for (; good && *s != '\0'; s++)
		good = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		       (*s >= '0' && *s <= '9');
	return good;
}

static bool
permission_like(const char *s)
{
	const char *first = strchr(s, ':'), *last = strrchr(s, ':');

	return first != NULL && last > first + 1 && strchr(first + 1, ':') == last &&
	       last[1] != '\0';
}

static void
types_check(const struct type *t)
{
	const struct type *parent = t->parent != NULL ? type_find(slice_str(t->parent)) : NULL;
	bool templated = strstr(t->path, "{}") != NULL;

	ok(camel_case(t->name), "%s is lower camelCase", t->name);
	ok(type_find(slice_str(t->name)) == t, "%s is found, and there is one of it", t->name);
	ok(strncmp(t->path, "/api/v2/", 8) == 0, "%s: %s", t->name, t->path);
	ok(templated == (t->parent != NULL), "%s: a place for the parent's id iff it has one",
	    t->name);
	ok(t->parent == NULL || (parent != NULL && parent->parent == NULL),
	    "%s: the parent is in the table and has none itself", t->name);
	ok((t->max_page > 0 && t->max_page <= 500) == (t->paging != TYPE_ONE),
	    "%s: pages have a size", t->name);
	ok(t->permission == NULL || permission_like(t->permission), "%s: permission", t->name);
	ok(strcmp(t->name, "flow") == 0 || !flowtype_is_reference(slice_str(t->name)),
	    "%s hides no type of flows", t->name);
}

static bool
path_is(const char *type, const char *parent, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	type_path(type_find(slice_str(type)), slice_str(parent), &b);
	same = slice_is(buf_slice(&b), want);
	buf_release(&b);
	return same;
}

/* Whether an object of this type is called so; NULL: it has no name. */
static bool
name_is(const char *type, const char *object, const char *want)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct member name = {.value = {NULL, 0}};
	bool named = members_read(&m, &j, slice_str(object)) &&
		     type_find_name(type_find(slice_str(type)), &m, &name);
	bool good = want == NULL ? !named : named && slice_is(name.value, want);

	members_release(&m);
	json_release(&j);
	return good;
}

static void
check_names(void)
{
	const struct type *table;
	const char *within = NULL, *label = NULL;
	char object[128];
	size_t n;

	table = type_table(&n);
	ok(name_is("queue", "{\"name\":\"a\"}", "\"a\""), "an object's name");
	ok(name_is("queue", "{\"id\":\"a\"}", NULL) && name_is("queue", "{\"name\":null}", NULL),
	    "or none");
	for (size_t i = 0; i < n && within == NULL; i++) {
		within = table[i].label_in;
		label = table[i].label != NULL ? table[i].label : "name";
		if (within == NULL)
			continue;
		snprintf(object, sizeof object, "{\"%s\":{\"%s\":\"a\"}}", within, label);
		ok(name_is(table[i].name, object, "\"a\""), "%s: a name inside", table[i].name);
		snprintf(object, sizeof object, "{\"%s\":{\"%s\":1}}", within, label);
		ok(name_is(table[i].name, object, NULL), "that is none");
		ok(name_is(table[i].name, "{\"name\":\"a\"}", NULL), "or elsewhere");
	}
	ok(within != NULL, "some names are inside");
}

int
main(void)
{
	size_t n;
	const struct type *table = type_table(&n);

	ok(strcmp(table[0].name, "flow") == 0, "flows come first");
	for (size_t i = 0; i < n; i++)
		types_check(&table[i]);
	check_names();
	ok(type_find(slice_str("inboundCallFlow")) == &table[0], "flows of a type are flows");
	ok(type_find(slice_str("workflow")) == &table[0], "workflow too");
	ok(type_find(slice_str("image")) == NULL, "what cannot be listed is not there");
	ok(type_find(slice_str("")) == NULL, "nor is nothing");
	ok(path_is("queue", "", "/api/v2/routing/queues"), "a path");
	ok(path_is("emailRoute", "a/b", "/api/v2/routing/email/domains/a%2Fb/routes"),
	    "with a parent");
	ok(path_is("response", "x", "/api/v2/responsemanagement/responses?libraryId=x"),
	    "in a query");
	return tap_done();
}
