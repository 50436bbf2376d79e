/* wanted.c - which types to list */
#include "wanted.h"

#include "cli/cli.h"
#include "base/err.h"
#include "base/idset.h"
#include "base/mem.h"
#include "objects/object_type.h"
#include "record/flowtype.h"
#include "record/record.h"
#include "record/typename.h"
#include "record/lookup.h"

static void
wanted_add_type(struct wanted *w, const struct type *type)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->v[i] == type)
			return;
	if (w->n == WANTED_MAX)
		die(EXIT_BUG, 0, "more than %d types", WANTED_MAX);
	w->v[w->n++] = type;
}

static bool
wanted_is_any(const struct object_type *type)
{
	(void)type;
	return true;
}

static bool
wanted_is_object(const struct object_type *type)
{
	return type != NULL;
}

static bool
wanted_is_creatable(const struct object_type *type)
{
	return type != NULL && type->stage > 0;
}

/* The words that stand for several types, by what the types' definitions are. */
static const struct {
	const char *word;
	bool (*has)(const struct object_type *type);
} sets[] = {
    {"all", wanted_is_any}, {"objects", wanted_is_object}, {"creatable", wanted_is_creatable}};

/* False: the word stands for no set. */
static bool
wanted_add_set(struct wanted *w, const char *word)
{
	size_t n;
	const struct type *table = type_table(&n);

	for (size_t s = 0; s < COUNT_OF(sets); s++) {
		if (strcmp(word, sets[s].word) != 0)
			continue;
		for (size_t i = 0; i < n; i++)
			if (sets[s].has(object_type_find(slice_str(table[i].name))))
				wanted_add_type(w, &table[i]);
		return true;
	}
	return false;
}

static GC_NORETURN void
wanted_refuse(struct slice name)
{
	const char *near = typename_near(name);

	if (typename_is_known(name))
		cli_usage("the API has no listing of the type \"%.*s\" (see --list-types)",
		    SLICE_ARGS(name));
	if (near != NULL)
		cli_usage("no such type \"%.*s\"; did you mean \"%s\"? (see --list-types)",
		    SLICE_ARGS(name), near);
	cli_usage("no such type \"%.*s\" (see --list-types)", SLICE_ARGS(name));
}

void
wanted_add(struct wanted *w, const char *operand)
{
	struct slice name = slice_str(operand);
	const struct type *type = type_find(name);
	struct buf api_type = BUF_INIT;

	if (wanted_add_set(w, operand))
		return;
	if (type == NULL)
		wanted_refuse(name);
	if (flowtype_is_reference(name)) {
		flowtype_api(name, &api_type);
		cli_usage(
		    "\"%s\" is a type of flow; use: flow --flow-type %s", operand, api_type.p);
	}
	wanted_add_type(w, type);
}

/* Whether a reference is to something of an org that an inventory can hold. */
static bool
wanted_is_of_org(const struct record *r, struct slice type)
{
	struct slice class = members_string(&r->m, "class");

	if (json_is(class, "own"))
		return object_type_find(type) != NULL || flowtype_is_reference(type);
	if (json_is(class, "name"))
		return lookup_has_type(type);
	return json_is(class, "object") || json_is(class, "literal") || json_is(class, "unknown");
}

static void
wanted_report_unlistable(const struct idset *types, const size_t *uses)
{
	for (size_t i = 0; i < types->n; i++)
		warn("%.*s: the API has no listing of this type; references: %zu",
		    SLICE_ARGS(idset_id(types, i)), uses[i]);
}

void
wanted_add_references(struct wanted *w, const char *path)
{
	char *file = xstrdup(path), *files[] = {file, NULL};
	struct idset unlistable = IDSET_INIT;
	struct buf plain = BUF_INIT;
	size_t *uses = NULL, cap = 0, known, i, references = 0, others = 0;
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		struct slice name = members_text(&r.m, "type", &plain);
		const struct type *type = type_find(name);

		*(record_is(&r, "ref") ? &references : &others) += 1;
		if (!record_is(&r, "ref") || name.n == 0 || !wanted_is_of_org(&r, name))
			continue;
		if (type != NULL) {
			wanted_add_type(w, type);
			continue;
		}
		known = unlistable.n;
		i = idset_add(&unlistable, name);
		uses = xgrow(uses, &cap, i + 1, sizeof *uses);
		uses[i] = i < known ? uses[i] + 1 : 1;
	}
	records_close(&in);
	if (references == 0 && others > 0)
		warn("%s: no ref records among %zu; gc-refs writes them", path, others);
	wanted_report_unlistable(&unlistable, uses);
	idset_release(&unlistable);
	buf_release(&plain);
	free(uses);
	free(file);
}

bool
wanted_has(const struct wanted *w, const char *name)
{
	for (size_t i = 0; i < w->n; i++)
		if (strcmp(w->v[i]->name, name) == 0)
			return true;
	return false;
}
