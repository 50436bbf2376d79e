/*
 * object_walk.c - walk over an object record, and stop at the places that name objects
 *
 * All paths are matched at the same time: a set of bits has those that agree with the way from the
 * record to a container.
 */
#include "objects/object_walk.h"

#include "base/mem.h"
#include "json/json_pass.h"
#include "json/peek.h"

static const struct object_reference division = {.path = "/division", .type = "division"};
static const struct object_reference wrapup_code = {
    .path = "/wrapupCodes/*", .type = "acdWrapupCode", .late = true};
/* What listings tell of an object besides; see record/listed_types.h. */
static const struct object_reference integration = {
    .path = "/integrationId", .type = "integration", .bare = true};
static const struct object_reference library = {.path = "/parent", .type = "responseLibrary"};

/* Of every record; from the record on. */
static const struct {
	const char *path;
	enum object_place_kind kind;
	const struct object_reference *ref;
} of_record[] = {
    {"", OBJECT_PLACE_ITSELF, NULL},
    {"/configuration", OBJECT_PLACE_ITSELF, NULL},
    {"/org", OBJECT_PLACE_ORG, NULL},
    {"/division", OBJECT_PLACE_DIVISION, &division},
    {"/configuration/division", OBJECT_PLACE_DIVISION, &division},
    {"/wrapupCodes/*", OBJECT_PLACE_REFERENCE, &wrapup_code},
    {"/rows/*/*", OBJECT_PLACE_CELL, NULL},
};

static const struct {
	const char *type, *path;
	enum object_place_kind kind;
	const struct object_reference *ref;
} of_type[] = {
    {"dataAction", "/integrationId", OBJECT_PLACE_REFERENCE, &integration},
    {"response", "/parent", OBJECT_PLACE_REFERENCE, &library},
    {"dataAction", "/category", OBJECT_PLACE_CATEGORY, NULL},
    {"dataAction", "/configuration/category", OBJECT_PLACE_CATEGORY, NULL},
    {"dataAction", "/templates/*", OBJECT_PLACE_TEXT, NULL},
    {"composerScript", "/script", OBJECT_PLACE_TEXT, NULL},
    {"dataAction", "/configuration/config/request/requestUrlTemplate", OBJECT_PLACE_TEXT, NULL},
    {"dataAction", "/configuration/config/request/requestTemplate", OBJECT_PLACE_TEXT, NULL},
    {"dataAction", "/configuration/config/request/headers/*", OBJECT_PLACE_TEXT, NULL},
    {"dataAction", "/configuration/config/response/successTemplate", OBJECT_PLACE_TEXT, NULL},
    {"response", "/configuration/texts/*/content", OBJECT_PLACE_CELL, NULL},
};

static void
object_path_split(struct object_path *path, const char *text)
{
	while (*text == '/') {
		size_t n = strcspn(++text, "/");
		if (path->n < OBJECT_STEPS_MAX)
			path->steps[path->n++] = slice_of(text, n);
		text += n;
	}
}

/* A path, with or without the step into the configuration before it. */
static void
object_path_add(struct object_walk *w, bool inside, const char *text, enum object_place_kind kind,
    const struct object_reference *ref)
{
	struct object_path *path = &w->paths[w->npaths];

	if (w->npaths == OBJECT_PATHS_MAX)
		return;
	*path = (struct object_path){.kind = kind, .ref = ref};
	if (inside)
		path->steps[path->n++] = slice_str("configuration");
	object_path_split(path, text);
	w->npaths++;
}

static void
object_paths_of(struct object_walk *w, const struct object_type *type, struct slice name)
{
	const struct object_reference *ref = type != NULL ? type->refs : NULL;
	const char *const *not_moved = type != NULL ? type->not_moved : NULL;

	w->npaths = 0;
	w->type = type;
	for (size_t i = 0; i < COUNT_OF(of_record); i++)
		object_path_add(w, false, of_record[i].path, of_record[i].kind, of_record[i].ref);
	for (size_t i = 0; i < COUNT_OF(of_type); i++)
		if (slice_is(name, of_type[i].type))
			object_path_add(w, false, of_type[i].path, of_type[i].kind, of_type[i].ref);
	for (; ref != NULL && ref->path != NULL; ref++)
		if (strcmp(ref->path, division.path) != 0)
			object_path_add(w, true, ref->path, OBJECT_PLACE_REFERENCE, ref);
	for (; not_moved != NULL && *not_moved != NULL; not_moved++)
		object_path_add(w, true, *not_moved, OBJECT_PLACE_NOT_MOVED, NULL);
}

/* The string members that decide how the record is read; it is not checked yet. */
static void
object_look_ahead(
    struct slice text, struct slice *kind, struct slice *type, struct slice *name, bool *defined)
{
	struct slice key, value;

	*kind = *type = *name = slice_of("", 0);
	*defined = false;
	while (peek_member(&text, &key, &value)) {
		struct slice *to = json_is(key, "kind")   ? kind
				   : json_is(key, "type") ? type
				   : json_is(key, "name") ? name
							  : NULL;
		*defined |= json_is(key, "configuration") && value.n > 0 && value.p[0] == '{';
		if (to != NULL && value.n > 1 && value.p[0] == '"')
			*to = slice_of(value.p + 1, value.n - 2);
	}
}

bool
object_walk_is(struct slice text)
{
	struct slice kind, type, name, rest = text, key, value;
	bool defined;

	/* A flow, which may be large, says first that it is none. */
	if (peek_member(&rest, &key, &value) && json_is(key, "kind") &&
	    !slice_is(value, "\"object\""))
		return false;
	object_look_ahead(text, &kind, &type, &name, &defined);
	return json_is(kind, "object") && defined;
}

static bool
object_step_is(const struct object_path *path, size_t step, const struct json_frame *in)
{
	struct slice wanted = path->steps[step];

	if (wanted.n == 1 && wanted.p[0] == '*')
		return true;
	return in->key != NULL && slice_eq(wanted, slice_of(in->key, in->keylen));
}

/* Of the paths that go on inside the container of this depth, those that end at its newest value. */
static uint64_t
object_match(const struct object_walk *w, const struct json *j, size_t depth, uint64_t *go_on)
{
	uint64_t paths = w->levels[depth].paths, ends = 0;

	*go_on = 0;
	for (size_t i = 0; i < w->npaths && paths >> i != 0; i++) {
		if ((paths >> i & 1) == 0 ||
		    !object_step_is(&w->paths[i], depth - 1, &j->stack[depth - 1]))
			continue;
		*(w->paths[i].n == depth ? &ends : go_on) |= (uint64_t)1 << i;
	}
	return ends;
}

static const char *
object_group_type(struct slice type)
{
	if (slice_is(type, "SKILLGROUP"))
		return "skillGroup";
	return slice_is(type, "TEAM") ? "team" : "group";
}

/* Whether a value has content: not null, false, "", [] or {}. */
static bool
object_is_set(struct slice value)
{
	static const char *const unset[] = {"null", "false", "\"\"", "[]", "{}"};

	for (size_t i = 0; i < COUNT_OF(unset); i++)
		if (slice_is(value, unset[i]))
			return false;
	return true;
}

/* Whether the values that a kind stops at have the right shape, and content. */
static bool
object_is_place(enum object_place_kind kind, bool member, struct slice value)
{
	switch (kind) {
	case OBJECT_PLACE_NOT_MOVED:
		return object_is_set(value);
	case OBJECT_PLACE_ITSELF:
		return member;
	case OBJECT_PLACE_DIVISION:
	case OBJECT_PLACE_REFERENCE:
		return true;
	default:
		return !member;
	}
}

/* Stop at the value that was just read, a container's if `level` is given, for each path to it. */
static void
object_stop(struct object_walk *w, const struct json *j, uint64_t ends,
    const struct object_level *level, struct slice value)
{
	struct object_place p = {.member = level != NULL, .id = j->tok, .value = value};
	struct slice type = {"", 0};

	if (level != NULL) {
		p.id = level->id;
		p.name = level->name;
		p.uri = level->uri;
		type = level->type;
	}
	for (size_t i = 0; i < w->npaths && ends >> i != 0; i++) {
		const struct object_path *path = &w->paths[i];
		if ((ends >> i & 1) == 0 || !object_is_place(path->kind, p.member, value))
			continue;
		p.kind = path->kind;
		p.ref = path->ref;
		p.type = path->ref == NULL    ? NULL
			 : path->ref->by_type ? object_group_type(type)
					      : path->ref->type;
		w->visit(w->user, j, &p);
	}
}

/* A string; of an object that a path ends at, it may be its id or name. */
static void
object_string(void *self, struct json *j)
{
	struct object_walk *w = self;
	struct object_level *in = &w->levels[j->depth];
	uint64_t go_on, ends = object_match(w, j, j->depth, &go_on);
	struct slice key = json_key_at(j, j->depth);

	if (in->ends != 0) {
		struct slice *to = slice_is(key, "id")        ? &in->id
				   : slice_is(key, "name")    ? &in->name
				   : slice_is(key, "selfUri") ? &in->uri
				   : slice_is(key, "type")    ? &in->type
							      : NULL;
		if (to != NULL)
			*to = j->tok;
	}
	if (ends != 0)
		object_stop(w, j, ends, NULL, slice_of(j->at, (size_t)(j->p - j->at)));
}

/* A number, true, false or null: it is not an id. */
static void
object_other(void *self, struct json *j, enum json_type type)
{
	struct object_walk *w = self;
	uint64_t go_on, ends = object_match(w, j, j->depth, &go_on);

	(void)type;
	for (size_t i = 0; i < w->npaths && ends != 0; i++)
		if (w->paths[i].kind != OBJECT_PLACE_NOT_MOVED)
			ends &= ~((uint64_t)1 << i);
	if (ends != 0)
		object_stop(w, j, ends, NULL, slice_of(j->at, (size_t)(j->p - j->at)));
}

/* A container begins. False: an error in one that has no places and was skipped. */
static bool
object_enter(void *self, struct json *j, bool object)
{
	struct object_walk *w = self;
	struct object_level level = {.start = j->at};

	(void)object;
	if (j->depth == 1)
		for (size_t i = 0; i < w->npaths; i++)
			*(w->paths[i].n == 0 ? &level.ends : &level.paths) |= (uint64_t)1 << i;
	else
		level.ends = object_match(w, j, j->depth - 1, &level.paths);
	if ((level.paths | level.ends) == 0)
		return json_skip(j);
	if (j->depth >= w->levels_cap)
		w->levels = xgrow(w->levels, &w->levels_cap, j->depth + 1, sizeof *w->levels);
	w->levels[j->depth] = level;
	return true;
}

static void
object_leave(void *self, struct json *j)
{
	struct object_walk *w = self;
	const struct object_level *level = &w->levels[j->depth + 1];

	if (level->ends != 0)
		object_stop(w, j, level->ends, level,
		    slice_of(level->start, (size_t)(j->p - level->start)));
}

static bool
object_member(void *self, struct json *j)
{
	(void)self;
	(void)j;
	return true;
}

bool
object_walk(
    struct object_walk *w, struct json *j, struct slice text, object_visit *visit, void *user)
{
	static const struct json_pass pass = {
	    object_enter, object_leave, object_member, object_string, object_other};
	struct slice name;
	bool defined;

	object_look_ahead(text, &w->kind, &name, &w->name, &defined);
	name = json_text(name, &w->plain);
	object_paths_of(w, object_type_find(name), name);
	w->visit = visit;
	w->user = user;
	return json_pass(j, text, &pass, w);
}

void
object_walk_release(struct object_walk *w)
{
	free(w->levels);
	buf_release(&w->plain);
	*w = (struct object_walk)OBJECT_WALK_INIT;
}
