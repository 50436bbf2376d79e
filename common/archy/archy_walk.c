/* archy_walk.c - what an Archy YAML text describes and refers to */
#include "archy/archy_build.h"
#include "archy/archy_placeholder.h"
#include "base/mem.h"
#include "json/json.h"
#include "yaml/yaml_scalar.h"

struct archy_str
archy_keep(struct archy *a, struct slice s)
{
	struct archy_str kept = {(uint32_t)a->text.n, (uint32_t)s.n};

	buf_add_slice(&a->text, s);
	return kept;
}

static struct slice
walk_name(const struct archy_walk *w, struct archy_str s)
{
	return slice_of(w->names.p + s.at, s.len);
}

struct slice
archy_walk_key(const void *walk, size_t up)
{
	const struct archy_walk *w = walk;

	if (up == 0 && w->n > 0) {
		const struct archy_frame *top = &w->v[w->n - 1];
		return top->mapping ? walk_name(w, top->key) : slice_str("[]");
	}
	if (up < w->n)
		return walk_name(w, w->v[w->n - up].name);
	return slice_of("", 0);
}

struct archy_scalar
archy_here(const struct archy_walk *w, const struct archy_node *node)
{
	struct archy_scalar s = archy_scalar_of(node);

	if (w->alias > 0) /* what takes its place need not be as its scalar is */
		s.style = ARCHY_PLAIN;
	return s;
}

struct archy_ref *
archy_add(struct archy_walk *w, const struct archy_node *node, enum ref_class class,
    const char *type, struct slice name)
{
	struct archy *a = w->a;
	struct archy_ref ref = {.class = class,
	    .type = type,
	    .from = node->from,
	    .to = node->to,
	    .line = node->line,
	    .column = node->column,
	    .scalar = archy_here(w, node),
	    .alias = w->alias,
	    .step = w->n > 0 ? w->v[w->n - 1].step : 0};

	ref.name = archy_keep(a, name);
	ref.placeholder = archy_placeholder_in(name);
	ref.path = archy_keep(a, buf_slice(&w->path));
	a->v = xgrow(a->v, &a->cap, a->n + 1, sizeof *a->v);
	a->v[a->n] = ref;
	return &a->v[a->n++];
}

/* An element of a list that is a mapping: what its keys lead to are steps. */
static bool
walk_is_step(const struct archy_walk *w)
{
	return w->n >= 2 && w->v[w->n - 1].mapping && !w->v[w->n - 2].mapping;
}

static uint32_t
walk_add_step(struct archy_walk *w)
{
	struct archy *a = w->a;
	struct archy_step step = {.in = w->v[w->n - 1].step};

	step.type = archy_keep(a, archy_walk_key(w, 0));
	a->steps = xgrow(a->steps, &a->steps_cap, a->nsteps + 1, sizeof *a->steps);
	a->steps[a->nsteps++] = step;
	return (uint32_t)a->nsteps;
}

static void
walk_push(struct archy_walk *w, const struct archy_node *node)
{
	struct archy_frame f = {.mapping = node->kind == ARCHY_MAPPING};
	struct slice word;

	if (w->n > 0) {
		const struct archy_frame *top = &w->v[w->n - 1];
		f.step = f.mapping && walk_is_step(w) ? walk_add_step(w) : top->step;
		f.category = top->category;
		f.name.at = (uint32_t)w->names.n;
		f.name.len = 2;
		if (top->mapping)
			f.name = top->key;
		else
			buf_puts(&w->names, "[]");
		if (f.mapping)
			f.rule = archy_rule_find(ARCHY_KEY, archy_walk_key, w, &word);
	}
	f.names = w->names.n;
	f.path = w->path.n;
	w->v = xgrow(w->v, &w->cap, w->n + 1, sizeof *w->v);
	w->v[w->n++] = f;
}

/* The path of the node at hand: a key is the path of its value. */
static void
walk_go(struct archy_walk *w, const struct archy_node *node)
{
	struct archy_frame *f = w->n > 0 ? &w->v[w->n - 1] : NULL;

	if (f == NULL || (f->mapping && !node->is_key))
		return;
	w->path.n = f->path;
	w->names.n = f->names;
	buf_putc(&w->path, '/');
	if (!f->mapping) {
		buf_printf(&w->path, "%zu", f->index++);
		return;
	}
	json_pointer_token(node->value, &w->path);
	f->key = (struct archy_str){(uint32_t)w->names.n, (uint32_t)node->value.n};
	buf_add_slice(&w->names, node->value);
}

/* The document's keys: one, a type of flow. */
static bool
walk_take_top(struct archy_walk *w, const struct archy_node *node)
{
	struct archy *a = w->a;

	if (w->n == 0 && node->kind != ARCHY_MAPPING) {
		archy_refuse(&a->error, node->line, node->column, "not a mapping");
		return false;
	}
	if (w->n == 1 && node->is_key && w->tops++ > 0) {
		archy_refuse(&a->error, node->line, node->column,
		    "a second key next to \"%s\"; a flow has one key, its type", a->key);
		return false;
	}
	if (w->n == 1 && node->is_key && archy_type(node->value) == NULL) {
		archy_refuse(&a->error, node->line, node->column, "\"%.*s\" is not a type of flow",
		    (int)(node->value.n < 60 ? node->value.n : 60), node->value.p);
		return false;
	}
	if (w->n == 1 && node->is_key) {
		a->type = archy_type(node->value);
		a->key = archy_top_key(node->value);
		w->line = node->line;
		w->column = node->column;
	} else if (w->n == 1 && node->kind != ARCHY_MAPPING) {
		archy_refuse(
		    &a->error, node->line, node->column, "\"%s\" is not a mapping", a->key);
		return false;
	}
	return true;
}

/* The flow's name, division and description, which are values directly below its type. */
static bool
walk_take_own(struct archy_walk *w, const struct archy_node *node)
{
	struct slice key = archy_walk_key(w, 0);
	struct archy *a = w->a;
	bool null =
	    node->style == ARCHY_PLAIN && yaml_scalar_meaning(node->value) == YAML_MEANS_NULL;

	if (slice_is(key, "name") && !null) {
		a->name = archy_keep(a, node->value);
		a->name_at = archy_here(w, node);
	} else if (slice_is(key, "division") && !null && node->value.n > 0) {
		a->division = archy_keep(a, node->value);
		a->division_at = archy_here(w, node);
	} else if (slice_is(key, "description") && !null) {
		a->description = archy_keep(a, node->value);
	} else {
		return false;
	}
	if (!slice_is(key, "description") && node->value.n > 0)
		archy_add(
		    w, node, REF_OWN, slice_is(key, "name") ? a->type : "division", node->value);
	return true;
}

static void
walk_take_scalar(struct archy_walk *w, const struct archy_node *node)
{
	struct archy_frame *top = &w->v[w->n - 1];
	bool expression = !node->is_key && slice_is(archy_walk_key(w, 0), "exp");

	if (w->alias == 0 && memchr(node->value.p, '{', node->value.n) != NULL)
		archy_find_fills(w, node, expression);
	if (node->is_key) {
		archy_find_key(w, node);
		return;
	}
	if (slice_is(archy_walk_key(w, 0), "name") && top->step > 0 &&
	    w->a->steps[top->step - 1].name.len == 0 &&
	    (w->n < 2 || w->v[w->n - 2].step != top->step))
		w->a->steps[top->step - 1].name = archy_keep(w->a, node->value);
	if (w->n == 2 && walk_take_own(w, node))
		return;
	archy_find_value(w, node);
	if (expression)
		archy_find_in_expression(w, node);
	archy_find_ids(w, node, expression);
}

static void
walk_take_alias(struct archy_walk *w, const struct archy_node *node)
{
	struct archy *a = w->a;
	struct archy_alias alias = {.line = node->line,
	    .column = node->column,
	    .of_scalar = node->of_scalar,
	    .origin = node->origin,
	    .resolved = node->resolved};

	w->alias = (uint32_t)a->naliases + 1;
	alias.scalar = archy_here(w, node);
	if (node->resolved)
		alias.value = archy_keep(a, node->value);
	a->aliases = xgrow(a->aliases, &a->aliases_cap, a->naliases + 1, sizeof *a->aliases);
	a->aliases[a->naliases++] = alias;
	if (node->resolved)
		walk_take_scalar(w, node);
	w->alias = 0;
}

static bool
walk_take(void *user, const struct archy_node *node)
{
	struct archy_walk *w = user;

	if (node->kind == ARCHY_END) {
		archy_find_listed(w, &w->v[w->n - 1]);
		w->n--;
		if (w->n > 0)
			w->path.n = w->v[w->n - 1].path;
		return true;
	}
	if (w->n < 2 && !walk_take_top(w, node))
		return false;
	walk_go(w, node);
	if (node->kind == ARCHY_SCALAR)
		walk_take_scalar(w, node);
	else if (node->kind == ARCHY_ALIAS)
		walk_take_alias(w, node);
	else
		walk_push(w, node);
	return true;
}

static int
by_place(const void *x, const void *y)
{
	const struct archy_ref *a = x, *b = y;

	if (a->scalar.from != b->scalar.from)
		return a->scalar.from < b->scalar.from ? -1 : 1;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	return (a->path.at > b->path.at) - (a->path.at < b->path.at);
}

static bool
walk_conclude(const struct archy_walk *w, bool good)
{
	struct archy *a = w->a;

	if (good && a->key == NULL)
		archy_refuse(&a->error, 1, 1, "no flow");
	else if (good && a->name.len == 0)
		archy_refuse(&a->error, w->line, w->column, "\"%s\" has no name", a->key);
	if (a->error.why[0] != '\0') {
		a->n = a->nfills = a->nsteps = a->naliases = 0;
		return false;
	}
	if (a->n > 1)
		qsort(a->v, a->n, sizeof *a->v, by_place);
	return true;
}

bool
archy_walk(struct archy *a, struct slice text)
{
	struct archy_walk w = {.a = a, .text = text};
	bool good;

	a->n = a->nfills = a->nsteps = a->naliases = 0;
	a->key = a->type = NULL;
	buf_clear(&a->text);
	a->name = a->division = a->description = (struct archy_str){0, 0};
	a->name_at = a->division_at = (struct archy_scalar){.style = ARCHY_PLAIN};
	good = archy_yaml(text, walk_take, &w, &a->error);
	free(w.v);
	buf_release(&w.names);
	buf_release(&w.path);
	buf_release(&w.plain);
	return walk_conclude(&w, good);
}

const struct archy_alias *
archy_unresolved(const struct archy *a, size_t *n)
{
	const struct archy_alias *first = NULL;

	*n = 0;
	for (size_t i = 0; i < a->naliases; i++) {
		if (a->aliases[i].resolved)
			continue;
		first = first != NULL ? first : &a->aliases[i];
		++*n;
	}
	return first;
}

void
archy_release(struct archy *a)
{
	free(a->v);
	free(a->fills);
	free(a->steps);
	free(a->aliases);
	buf_release(&a->text);
	*a = (struct archy)ARCHY_INIT;
}
