/* strip_set.c - the rules of flows and of all types of objects */
#include "strip/strip_set.h"

#include "base/mem.h"
#include "json/peek.h"

static size_t
strip_set_types(void)
{
	size_t n;

	object_type_table(&n);
	return n + 1;
}

void
strip_set_for(struct strip_set *s, enum strip_purpose purpose)
{
	s->purpose = purpose;
	s->objects = xcalloc(strip_set_types(), sizeof *s->objects);
	strip_for(&s->flow, purpose);
}

static const char *
strip_set_add_to(struct strip *one, const struct strip_added *rule)
{
	switch (rule->tag) {
	case STRIP_DROP:
		return strip_drop(one, rule->pattern);
	case STRIP_KEEP:
		return strip_keep(one, rule->pattern);
	default:
		return strip_drop_empty(one, rule->pattern);
	}
}

const char *
strip_set_add(struct strip_set *s, unsigned tag, const char *pattern)
{
	s->added = xgrow(s->added, &s->cap, s->n + 1, sizeof *s->added);
	s->added[s->n] = (struct strip_added){tag, pattern};
	return strip_set_add_to(&s->flow, &s->added[s->n++]);
}

void
strip_set_ready(struct strip_set *s)
{
	strip_ready(&s->flow);
}

/* Whether rules were compiled. */
static bool
strip_is_ready(const struct strip *one)
{
	return one->effects != NULL;
}

static struct strip *
strip_set_of_type(struct strip_set *s, struct slice name)
{
	size_t n;
	const struct object_type *table = object_type_table(&n), *type = object_type_find(name);
	struct strip *one = &s->objects[type != NULL ? (size_t)(type - table) : n];

	if (strip_is_ready(one))
		return one;
	*one = (struct strip)STRIP_INIT;
	strip_for_object(one, s->purpose, type);
	for (size_t i = 0; i < s->n; i++)
		strip_set_add_to(one, &s->added[i]);
	strip_ready(one);
	return one;
}

static struct slice
strip_token(struct slice value)
{
	return value.n >= 2 && value.p[0] == '"' ? slice_of(value.p + 1, value.n - 2)
						 : slice_of("", 0);
}

/* The rules for a record that was not read yet: those of flows, unless it is surely an object. */
static struct strip *
strip_set_choose(struct strip_set *s, struct slice text)
{
	struct slice rest = text, key, value, type = slice_of("", 0);
	struct buf plain = BUF_INIT;
	struct strip *one = &s->flow;
	bool object = false, defined = false;

	while (!(object && defined && type.n > 0) && peek_member(&rest, &key, &value)) {
		if (json_is(key, "kind")) {
			object = json_is(strip_token(value), "object");
			if (!object)
				break;
		} else if (json_is(key, "type")) {
			type = strip_token(value);
		} else if (json_is(key, "configuration")) {
			defined = true;
		}
	}
	if (object && defined)
		one = strip_set_of_type(s, json_text(type, &plain));
	buf_release(&plain);
	return one;
}

struct strip *
strip_set_read(struct strip_set *s, struct json *j, struct slice text)
{
	struct strip *one = strip_set_choose(s, text);

	return strip_read(one, j, text) ? one : NULL;
}

bool
strip_set_had_effect(const struct strip_set *s, size_t i)
{
	size_t types = strip_set_types();

	if (strip_had_effect(&s->flow, i))
		return true;
	for (size_t t = 0; t < types; t++)
		if (strip_is_ready(&s->objects[t]) && strip_had_effect(&s->objects[t], i))
			return true;
	return false;
}

void
strip_set_release(struct strip_set *s)
{
	size_t types = strip_set_types();

	for (size_t t = 0; s->objects != NULL && t < types; t++)
		if (strip_is_ready(&s->objects[t]))
			strip_release(&s->objects[t]);
	strip_release(&s->flow);
	free(s->objects);
	free(s->added);
	*s = (struct strip_set)STRIP_SET_INIT;
}
