/* strip_object.c - the rules for objects */
#include "strip/strip_object.h"

#include "base/mem.h"

/* The marks that gc-list and gc-get keep of an object. */
static const char *const record_rules[] = {"/version", "/dateModified", "/media/*/etag"};

static void
strip_object_add(
    struct strip_object_rules *to, const char *before, const char *path, const char *behind)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s%s%s", before, path, behind);
	to->v = xgrow(to->v, &to->cap, to->n + 1, sizeof *to->v);
	to->v[to->n++] = buf_detach(&b);
}

static void
strip_object_add_all(struct strip_object_rules *to, const char *const *paths)
{
	for (; paths != NULL && *paths != NULL; paths++)
		strip_object_add(to, "/configuration", *paths, "");
}

void
strip_object_rules(
    struct strip_object_rules *to, enum strip_purpose purpose, const struct object_type *type)
{
	const struct object_reference *ref;

	if (purpose == STRIP_NONE)
		return;
	if (type == NULL) {
		for (size_t i = 0; i < COUNT_OF(record_rules); i++)
			strip_object_add(to, record_rules[i], "", "");
		strip_object_add_all(to, object_not_content());
		return;
	}
	strip_object_add_all(to, type->not_content);
	strip_object_add_all(to, type->secret);
	for (ref = type->refs; ref != NULL && ref->path != NULL; ref++)
		if (!ref->bare && strcmp(ref->path, "/division") != 0)
			strip_object_add(to, "/configuration", ref->path, "/selfUri");
}

void
strip_object_rules_release(struct strip_object_rules *rules)
{
	for (size_t i = 0; i < rules->n; i++)
		free(rules->v[i]);
	free(rules->v);
	*rules = (struct strip_object_rules){NULL, 0, 0};
}

const char *
strip_object_empty_rule(enum strip_purpose purpose, size_t i)
{
	return purpose == STRIP_DIFF && i == 0 ? "/configuration/description" : NULL;
}
