/* archy_values.c - values for the placeholders of Archy YAML */
#include "archy/archy_values.h"
#include "archy/archy_placeholder.h"
#include "base/err.h"
#include "base/lines.h"
#include "base/mem.h"
#include "yaml/yaml_events.h"

void
archy_values_add(struct archy_values *v, struct slice key, struct slice value)
{
	size_t index = idset_add(&v->keys, key);

	v->v = xgrow(v->v, &v->cap, v->keys.n, sizeof *v->v);
	v->v[index] = (struct archy_value){(uint32_t)v->text.n, (uint32_t)value.n};
	buf_add_slice(&v->text, value);
}

/* Whether {{key}} is a placeholder of this very key. */
static bool
values_is_key(struct slice key)
{
	struct archy_placeholder p;
	struct buf b = BUF_INIT;
	size_t from = 0;
	bool good;

	buf_printf(&b, "{{%.*s}}", SLICE_ARGS(key));
	good = archy_placeholder_next(buf_slice(&b), &from, &p) && slice_eq(p.key, key);
	buf_release(&b);
	return good;
}

static void
values_set(struct archy_values *v, const char *text)
{
	const char *equals = strchr(text, '=');
	struct slice key = slice_of(text, equals != NULL ? (size_t)(equals - text) : 0);

	if (equals == NULL || !values_is_key(key))
		cli_usage("--set needs KEY=VALUE; a key has no braces, quotes or backslashes, and "
			  "no blanks at its ends");
	archy_values_add(v, key, slice_str(equals + 1));
}

/* Where the walk over an options file is. */
struct values_file {
	struct archy_values *values;
	const char *path;
	size_t depth;       /* collections around the node */
	bool mapping;       /* the document is one */
	bool is_value;      /* the next node of the mapping at hand is a value */
	bool substitutions; /* it is in them, or is their value */
	bool met;           /* there are some */
	struct idset keys;  /* that it has so far */
	struct buf key;
};

static GC_NORETURN void
values_wrong(const struct values_file *f, const yaml_event_t *e, const char *what)
{
	die(EXIT_USAGE, 0, "%s:%zu: %s", f->path, e->start_mark.line + 1, what);
}

/* A key or value of the document, or of the substitutions. */
static void
values_scalar(struct values_file *f, const yaml_event_t *e)
{
	struct slice text = slice_of((const char *)e->data.scalar.value, e->data.scalar.length);

	if (f->depth == 1 && !f->is_value) {
		f->substitutions = slice_is(text, "substitutions");
		if (f->substitutions && f->met)
			values_wrong(
			    f, e, "a second \"substitutions\"; put its keys into the first one");
	} else if (f->depth == 1 && f->substitutions && text.n > 0) {
		values_wrong(f, e, "\"substitutions\" is not a mapping of keys and values");
	}
	if (f->depth != 2 || !f->substitutions)
		return;
	if (!f->is_value) {
		if (!values_is_key(text))
			values_wrong(f, e,
			    "not a key: it has no braces, quotes or backslashes, and no blanks at "
			    "its ends");
		if (idset_find(&f->keys, text) != IDSET_NONE)
			values_wrong(f, e, "this key occurs twice");
		idset_add(&f->keys, text);
		buf_clear(&f->key);
		buf_add_slice(&f->key, text);
		return;
	}
	if (text.n == 0 && e->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
		values_wrong(f, e, "this key has no value; write \"\" for an empty text");
	archy_values_add(f->values, buf_slice(&f->key), text);
}

static void
values_node(struct values_file *f, const yaml_event_t *e)
{
	if (f->depth == 0 && e->type != YAML_MAPPING_START_EVENT)
		values_wrong(f, e, "not an options file: it is not a mapping");
	if (f->depth == 1 && f->is_value && f->substitutions)
		f->met = true;
	if (f->depth == 2 && f->substitutions && e->type != YAML_SCALAR_EVENT)
		values_wrong(f, e, "a value is a text, a number, true or false");
	if (e->type == YAML_SCALAR_EVENT)
		values_scalar(f, e);
	if (f->depth == 1 || (f->depth == 2 && f->substitutions))
		f->is_value = !f->is_value;
}

static bool
values_event(void *user, const yaml_event_t *e)
{
	struct values_file *f = user;

	switch (e->type) {
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		if (f->depth == 1 && f->substitutions && f->is_value &&
		    e->type == YAML_SEQUENCE_START_EVENT)
			values_wrong(f, e, "\"substitutions\" is not a mapping of keys and values");
		values_node(f, e);
		if (++f->depth == 2 && f->substitutions)
			f->is_value = false;
		return f->depth < 1000;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		if (--f->depth == 1)
			f->is_value = false;
		return true;
	case YAML_SCALAR_EVENT:
	case YAML_ALIAS_EVENT:
		values_node(f, e);
		return true;
	default:
		return true;
	}
}

static void
values_load(struct archy_values *v, const char *path)
{
	struct values_file f = {.values = v, .path = path};
	struct yaml_problem problem;
	struct lines lines;
	size_t line = 1;

	lines_load(&lines, path);
	if (!yaml_events(buf_slice(&lines.text), YAML_UTF8_ENCODING, values_event, &f, &problem)) {
		for (size_t i = 0; i < lines.text.n && i < problem.at; i++)
			line += lines.text.p[i] == '\n';
		die(EXIT_USAGE, 0, "%s:%zu: not YAML: %s", path, line,
		    problem.why != NULL ? problem.why : "too many levels");
	}
	if (!f.met)
		warn("%s: has no \"substitutions\"", path);
	idset_release(&f.keys);
	buf_release(&f.key);
	lines_release(&lines);
}

void
archy_values_read(struct archy_values *v, const struct archy_value_options *options)
{
	for (size_t i = 0; i < options->files.n; i++)
		values_load(v, options->files.v[i]);
	for (size_t i = 0; i < options->set.n; i++)
		values_set(v, options->set.v[i]);
	for (size_t i = 0; i < options->literal.n; i++) {
		const char *key = options->literal.v[i];
		if (strcmp(key, "*") == 0)
			v->all_literal = true;
		else if (!values_is_key(slice_str(key)))
			cli_usage("--literal needs the key of a placeholder, or \"*\"");
		else
			idset_add(&v->literal, slice_str(key));
	}
	v->given = options->files.n + options->set.n > 0;
}

enum archy_filling
archy_values_find(const struct archy_values *v, struct slice key, struct slice *value)
{
	size_t index = idset_find(&v->keys, key);

	if (index != IDSET_NONE) {
		*value = slice_of(v->text.p + v->v[index].at, v->v[index].len);
		return ARCHY_FILLED;
	}
	return v->all_literal || idset_find(&v->literal, key) != IDSET_NONE ? ARCHY_LITERAL_KEY
									    : ARCHY_UNFILLED;
}

void
archy_values_release(struct archy_values *v)
{
	idset_release(&v->keys);
	idset_release(&v->literal);
	buf_release(&v->text);
	free(v->v);
	*v = (struct archy_values)ARCHY_VALUES_INIT;
}
