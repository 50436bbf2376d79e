/* yaml_in.c - YAML documents as JSON */
#include <yaml.h>

#include "base/err.h"
#include "base/mem.h"
#include "json/json.h"
#include "json/unique.h"
#include "yaml/yaml_in.h"
#include "yaml/yaml_scalar.h"

/* What an open collection waits for. */
enum waits { FOR_ELEMENT, FOR_KEY, FOR_VALUE };

struct yaml_in {
	yaml_parser_t parser;
	yaml_in_get *get;
	void *from;
	struct buf *json;
	struct buf open; /* an enum waits for each open collection */
	struct unique names;
	const char *error;
	size_t line;
};

static int
yaml_in_give(void *data, unsigned char *p, size_t room, size_t *n)
{
	struct yaml_in *y = data;

	return y->get(y->from, p, room, n);
}

struct yaml_in *
yaml_in_open(yaml_in_get *get, void *from)
{
	struct yaml_in *y = xcalloc(1, sizeof *y);

	y->get = get;
	y->from = from;
	mem_require(yaml_parser_initialize(&y->parser));
	yaml_parser_set_input(&y->parser, yaml_in_give, y);
	return y;
}

void
yaml_in_close(struct yaml_in *y)
{
	yaml_parser_delete(&y->parser);
	buf_release(&y->open);
	unique_release(&y->names);
	free(y);
}

const char *
yaml_in_error(const struct yaml_in *y)
{
	return y->error;
}

size_t
yaml_in_line(const struct yaml_in *y)
{
	return y->line;
}

static bool
yaml_in_refuse(struct yaml_in *y, size_t line, const char *why)
{
	y->error = why;
	y->line = line;
	return false;
}

static bool
yaml_in_parse(struct yaml_in *y, yaml_event_t *event)
{
	const yaml_parser_t *p = &y->parser;
	bool reader;

	if (yaml_parser_parse(&y->parser, event))
		return true;
	mem_require(p->error != YAML_MEMORY_ERROR && p->problem != NULL);
	reader = p->error == YAML_READER_ERROR;
	return yaml_in_refuse(y, (reader ? p->mark.line : p->problem_mark.line) + 1, p->problem);
}

static char *
yaml_in_waits(struct yaml_in *y)
{
	return y->open.n > 0 ? &y->open.p[y->open.n - 1] : NULL;
}

/* Before a value or a key: write the comma, and note what must follow in the collection. */
static void
yaml_in_step(struct yaml_in *y)
{
	char *w = yaml_in_waits(y), last = y->json->n > 0 ? y->json->p[y->json->n - 1] : '[';

	if (last != '{' && last != '[' && last != ':')
		buf_putc(y->json, ',');
	if (w != NULL && *w != FOR_ELEMENT)
		*w = *w == FOR_KEY ? FOR_VALUE : FOR_KEY;
}

static bool
yaml_in_plain(struct yaml_in *y, struct slice text, size_t line)
{
	switch (yaml_scalar_meaning(text)) {
	case YAML_MEANS_TEXT:
		json_quote(y->json, text);
		return true;
	case YAML_MEANS_NULL:
		buf_puts(y->json, "null");
		return true;
	case YAML_MEANS_TRUE:
		buf_puts(y->json, "true");
		return true;
	case YAML_MEANS_FALSE:
		buf_puts(y->json, "false");
		return true;
	case YAML_MEANS_NUMBER:
		buf_add_slice(y->json, text);
		return true;
	default:
		return yaml_in_refuse(y, line,
		    "readers of YAML 1.1 and 1.2 differ on this plain word or number: quote it");
	}
}

static bool
yaml_in_key(struct yaml_in *y, struct slice text, bool is_plain, size_t line)
{
	size_t at = y->json->n + 1;

	if (is_plain && yaml_scalar_meaning(text) != YAML_MEANS_TEXT)
		return yaml_in_refuse(y, line, "a key that is not text: quote it");
	json_quote(y->json, text);
	unique_add(&y->names, y->json->p, at, y->json->n - at - 1, false, line);
	buf_putc(y->json, ':');
	return true;
}

static bool
yaml_in_scalar(struct yaml_in *y, const yaml_event_t *event)
{
	struct slice text =
	    slice_of((const char *)event->data.scalar.value, event->data.scalar.length);
	bool is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	size_t line = event->start_mark.line + 1;
	bool is_key = yaml_in_waits(y) != NULL && *yaml_in_waits(y) == FOR_KEY;

	if (event->data.scalar.tag != NULL)
		return yaml_in_refuse(y, line, "tags are not read");
	if (event->data.scalar.anchor != NULL)
		return yaml_in_refuse(y, line, "anchors are not read");
	yaml_in_step(y);
	if (is_key)
		return yaml_in_key(y, text, is_plain, line);
	if (is_plain)
		return yaml_in_plain(y, text, line);
	json_quote(y->json, text);
	return true;
}

static bool
begin_collection(struct yaml_in *y, const yaml_event_t *event, bool mapping)
{
	size_t line = event->start_mark.line + 1;
	const yaml_char_t *tag =
	    mapping ? event->data.mapping_start.tag : event->data.sequence_start.tag;
	const yaml_char_t *anchor =
	    mapping ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;

	if (tag != NULL)
		return yaml_in_refuse(y, line, "tags are not read");
	if (anchor != NULL)
		return yaml_in_refuse(y, line, "anchors are not read");
	if (yaml_in_waits(y) != NULL && *yaml_in_waits(y) == FOR_KEY)
		return yaml_in_refuse(y, line, "a key that is not text");
	if (y->open.n >= YAML_IN_DEPTH)
		return yaml_in_refuse(y, line, "nested too deep to be read in reasonable time");
	yaml_in_step(y);
	buf_putc(y->json, mapping ? '{' : '[');
	buf_putc(&y->open, mapping ? FOR_KEY : FOR_ELEMENT);
	if (mapping)
		unique_open(&y->names);
	return true;
}

static bool
end_collection(struct yaml_in *y, bool mapping)
{
	const struct unique_name *twice = mapping ? unique_close(&y->names, y->json->p) : NULL;

	if (twice != NULL)
		return yaml_in_refuse(y, twice->line, "a key that its mapping has twice");
	y->open.n--;
	buf_putc(y->json, mapping ? '}' : ']');
	return true;
}

static bool
yaml_in_node(struct yaml_in *y, const yaml_event_t *event)
{
	size_t line = event->start_mark.line + 1;

	if (y->json->n >= BUF_MAX - 64 ||
	    (event->type == YAML_SCALAR_EVENT &&
		!buf_fits(y->json, 6 * event->data.scalar.length + 64)))
		return yaml_in_refuse(y, line, "more than 1 GiB of JSON");
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return yaml_in_scalar(y, event);
	case YAML_SEQUENCE_START_EVENT:
	case YAML_MAPPING_START_EVENT:
		return begin_collection(y, event, event->type == YAML_MAPPING_START_EVENT);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return end_collection(y, event->type == YAML_MAPPING_END_EVENT);
	case YAML_ALIAS_EVENT:
		return yaml_in_refuse(y, line, "aliases are not read");
	default:
		return true;
	}
}

/* The end of a collection has no memory of its own, and is a quarter of all events. */
static inline void
yaml_in_done(yaml_event_t *event)
{
	if (event->type != YAML_MAPPING_END_EVENT && event->type != YAML_SEQUENCE_END_EVENT)
		yaml_event_delete(event);
}

bool
yaml_in_next(struct yaml_in *y, struct buf *json)
{
	yaml_event_type_t type = YAML_NO_EVENT;
	yaml_event_t event;

	y->json = json;
	buf_clear(json);
	buf_clear(&y->open);
	unique_clear(&y->names);
	while (y->error == NULL && type != YAML_DOCUMENT_END_EVENT) {
		if (!yaml_in_parse(y, &event))
			return false;
		type = event.type;
		if (type == YAML_DOCUMENT_START_EVENT)
			y->line = event.start_mark.line + 1;
		if (type == YAML_STREAM_END_EVENT || type == YAML_NO_EVENT) {
			yaml_event_delete(&event);
			return false;
		}
		yaml_in_node(y, &event);
		yaml_in_done(&event);
	}
	return y->error == NULL;
}
