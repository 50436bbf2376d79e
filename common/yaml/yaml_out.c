/* yaml_out.c - a JSON value as a YAML document */
#include <yaml.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "yaml/yaml_out.h"
#include "yaml/yaml_scalar.h"

struct emitter {
	yaml_emitter_t yaml;
	yaml_out_put *put;
	void *to;
	bool unwanted; /* put said so */
};

void
yaml_out_init(struct yaml_out *y)
{
	*y = (struct yaml_out){.json = JSON_INIT, .names = UNIQUE_INIT};
}

void
yaml_out_release(struct yaml_out *y)
{
	buf_release(&y->where);
	buf_release(&y->text);
	json_release(&y->json);
	unique_release(&y->names);
}

static int
yaml_out_take(void *data, unsigned char *p, size_t n)
{
	struct emitter *e = data;

	e->unwanted = !e->put(e->to, p, n);
	return !e->unwanted;
}

/* Emit an event, if it could be made. */
static void
yaml_out_emit(struct emitter *e, yaml_event_t *event, int made)
{
	if (made && (yaml_emitter_emit(&e->yaml, event) || e->unwanted))
		return;
	mem_require(made && e->yaml.error != YAML_MEMORY_ERROR && e->yaml.problem != NULL);
	die(EXIT_BUG, 0, "libyaml: %s", e->yaml.problem);
}

static void
yaml_out_begin(struct emitter *e, yaml_out_put *put, void *to, bool marker)
{
	yaml_event_t event;

	*e = (struct emitter){.put = put, .to = to};
	mem_require(yaml_emitter_initialize(&e->yaml));
	yaml_emitter_set_output(&e->yaml, yaml_out_take, e);
	yaml_emitter_set_width(&e->yaml, -1);
	yaml_emitter_set_unicode(&e->yaml, 1);
	yaml_out_emit(e, &event, yaml_stream_start_event_initialize(&event, YAML_UTF8_ENCODING));
	yaml_out_emit(
	    e, &event, yaml_document_start_event_initialize(&event, NULL, NULL, NULL, !marker));
}

static void
yaml_out_end(struct emitter *e, bool whole)
{
	yaml_event_t event;

	if (whole && !e->unwanted)
		yaml_out_emit(e, &event, yaml_document_end_event_initialize(&event, 1));
	if (whole && !e->unwanted)
		yaml_out_emit(e, &event, yaml_stream_end_event_initialize(&event));
	yaml_emitter_delete(&e->yaml);
}

/*
 * The event is made by hand, because yaml_scalar_event_initialize() would check the UTF-8 again,
 * which is a tenth of the whole time. Members that the emitter does not read (marks) are not set.
 * The emitter frees the value with free(3), like its own.
 */
static void
emit_scalar(struct emitter *e, struct slice text, yaml_scalar_style_t style)
{
	yaml_event_t event;

	event.type = YAML_SCALAR_EVENT;
	event.data.scalar.anchor = event.data.scalar.tag = NULL;
	event.data.scalar.value = (yaml_char_t *)xmemdup0(text.p, text.n);
	event.data.scalar.length = text.n;
	event.data.scalar.plain_implicit = event.data.scalar.quoted_implicit = 1;
	event.data.scalar.style = style;
	yaml_out_emit(e, &event, 1);
}

static yaml_scalar_style_t
string_style(struct slice text, bool may_be_block)
{
	switch (yaml_scalar_style(text)) {
	case YAML_SCALAR_PLAIN:
		return YAML_PLAIN_SCALAR_STYLE;
	case YAML_SCALAR_LITERAL:
		return may_be_block ? YAML_LITERAL_SCALAR_STYLE : YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	default:
		return YAML_DOUBLE_QUOTED_SCALAR_STYLE;
	}
}

static void
emit_value(struct emitter *e, enum json_type t, struct slice text, bool flow)
{
	yaml_event_t event;

	switch (t) {
	case JSON_OBJECT:
		yaml_out_emit(e, &event,
		    yaml_mapping_start_event_initialize(&event, NULL, NULL, 1,
			flow ? YAML_FLOW_MAPPING_STYLE : YAML_BLOCK_MAPPING_STYLE));
		break;
	case JSON_OBJECT_END:
		yaml_out_emit(e, &event, yaml_mapping_end_event_initialize(&event));
		break;
	case JSON_ARRAY:
		yaml_out_emit(e, &event,
		    yaml_sequence_start_event_initialize(&event, NULL, NULL, 1,
			flow ? YAML_FLOW_SEQUENCE_STYLE : YAML_BLOCK_SEQUENCE_STYLE));
		break;
	case JSON_ARRAY_END:
		yaml_out_emit(e, &event, yaml_sequence_end_event_initialize(&event));
		break;
	case JSON_KEY:
	case JSON_STRING:
		emit_scalar(e, text, string_style(text, t == JSON_STRING && !flow));
		break;
	default:
		emit_scalar(e, text, YAML_PLAIN_SCALAR_STYLE);
		break;
	}
}

/* The text that the token means. False: it contains a lone surrogate. */
static bool
yaml_out_token_text(struct yaml_out *y, enum json_type t, struct slice *text)
{
	*text = y->json.tok;
	if (t == JSON_NUMBER) {
		*text = yaml_scalar_number(*text, &y->text);
	} else if ((t == JSON_STRING || t == JSON_KEY) && y->json.escaped) {
		buf_clear(&y->text);
		if (!json_unescape(*text, &y->text))
			return false;
		*text = buf_slice(&y->text);
	}
	return true;
}

/* Note the names in the open objects. Returns a name that its object has twice, or NULL. */
static const struct unique_name *
yaml_out_twice(struct yaml_out *y, enum json_type t)
{
	const char *text = y->json.text.p;

	if (t == JSON_OBJECT)
		unique_open(&y->names);
	else if (t == JSON_KEY)
		unique_add(&y->names, text, (size_t)(y->json.tok.p - text), y->json.tok.n,
		    y->json.escaped, 0);
	return t == JSON_OBJECT_END ? unique_close(&y->names, text) : NULL;
}

/* Why the token has no YAML form, and *at is the place of the error; or NULL, and its text. */
static inline const char *
yaml_out_look(struct yaml_out *y, enum json_type t, struct slice *text, size_t *at)
{
	const struct unique_name *name;

	*at = (size_t)(y->json.tok.p - y->json.text.p);
	if (y->depth_limit != 0 && y->json.depth > y->depth_limit)
		return "nested too deep for readers of YAML";
	if (!yaml_out_token_text(y, t, text))
		return "a lone surrogate, which YAML cannot represent";
	name = yaml_out_twice(y, t);
	if (name == NULL)
		return NULL;
	*at = name->at;
	return "a name that its object has twice, which YAML forbids";
}

/* Read again up to the token at `at`, to make its JSON Pointer; a very long one is shortened. */
static void
yaml_out_point(struct yaml_out *y, size_t at)
{
	enum { SCREEN = 200 };
	struct json *j = &y->json;

	json_start(j, j->text);
	while (json_next(j) > JSON_END && (size_t)(j->tok.p - j->text.p) < at)
		continue;
	buf_clear(&y->where);
	buf_add(&y->where, "", 0);
	json_pointer(j, &y->where);
	if (y->where.n <= SCREEN)
		return;
	y->where.n = utf8_floor(buf_slice(&y->where), SCREEN);
	buf_puts(&y->where, "…");
}

const char *
yaml_out(struct yaml_out *y, struct slice json, yaml_out_put *put, void *to)
{
	struct json *j = &y->json;
	struct emitter e = {.unwanted = false};
	const char *why = NULL;
	struct slice text;
	enum json_type t;
	size_t at = 0;

	if (put != NULL)
		yaml_out_begin(&e, put, to, y->marker);
	unique_clear(&y->names);
	json_start(j, json);
	while (!e.unwanted && (t = json_next(j)) > JSON_END) {
		if (why != NULL)
			continue; /* only whether it is JSON is still to be seen */
		why = yaml_out_look(y, t, &text, &at);
		if (why == NULL && put != NULL)
			emit_value(&e, t, text, j->depth >= YAML_OUT_FLOW_DEPTH);
	}
	if (put != NULL)
		yaml_out_end(&e, why == NULL && j->error == NULL);
	if (j->error != NULL)
		return j->error;
	if (why != NULL)
		yaml_out_point(y, at);
	return why;
}
