/* yaml_archy.c - which flow an Archy YAML text describes */
#include "yaml/yaml_archy.h"
#include "yaml/yaml_events.h"
#include "yaml/yaml_in.h"
#include "yaml/yaml_scalar.h"

/* The root mapping is level 1, that of the flow level 2. */
struct reader {
	size_t level, nodes[3]; /* nodes: keys and values, by level */
	bool names;             /* the value to come is the name */
	struct buf *type, *name;
};

static struct slice
archy_event_text(const yaml_event_t *event)
{
	return slice_of((const char *)event->data.scalar.value, event->data.scalar.length);
}

static bool
is_null(const yaml_event_t *event)
{
	return event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	       yaml_scalar_meaning(archy_event_text(event)) == YAML_MEANS_NULL;
}

/* A key or a value of any kind. False: this is not Archy YAML. */
static bool
take_node(struct reader *r, const yaml_event_t *event)
{
	bool scalar = event->type == YAML_SCALAR_EVENT, names = r->names;
	size_t level = r->level, at;

	if (level > 2)
		return true;
	at = r->nodes[level]++;
	r->names = false;
	if (level == 0)
		return at == 0 && event->type == YAML_MAPPING_START_EVENT;
	if (level == 1 && at == 1)
		return event->type == YAML_MAPPING_START_EVENT;
	if (level == 1 && (at > 1 || !scalar))
		return false;
	if (level == 1)
		buf_add_slice(r->type, archy_event_text(event));
	else if (names && scalar && !is_null(event))
		buf_add_slice(r->name, archy_event_text(event));
	else if (at % 2 == 0 && scalar && r->name->n == 0)
		r->names = slice_is(archy_event_text(event), "name");
	return true;
}

static bool
archy_take_event(void *user, const yaml_event_t *event)
{
	struct reader *r = user;

	switch (event->type) {
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		return take_node(r, event) && r->level++ < YAML_IN_DEPTH;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		r->level--;
		return true;
	case YAML_SCALAR_EVENT:
	case YAML_ALIAS_EVENT:
		return take_node(r, event);
	default:
		return true;
	}
}

bool
yaml_archy(struct slice text, struct buf *type, struct buf *name)
{
	struct reader r = {.type = type, .name = name};

	/* UTF-8, because the text goes into a record. */
	return yaml_events(text, YAML_UTF8_ENCODING, archy_take_event, &r, NULL) && type->n > 0 &&
	       name->n > 0;
}
