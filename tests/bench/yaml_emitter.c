/*
 * yaml_emitter - what libyaml's emitter can do alone: the yardstick for gc-toyaml
 *
 *	yaml_emitter <records >yaml
 *
 * All records are read and taken apart first, unmeasured. Then their events go through the
 * emitter with the settings that gc-toyaml uses and libyaml's own choice of style, and the
 * seconds that this took are printed on stderr. What comes out is not always what went in, for
 * libyaml quotes no "true" and no "1"; it is the least work that makes YAML of such records.
 */
#include <yaml.h>

#include "err.h"
#include "json.h"
#include "mem.h"
#include "out.h"
#include "record.h"

struct token {
	enum json_type type;
	struct slice text;
};

static struct token *tokens;
static size_t ntokens, tokens_cap;

static void
add(enum json_type type, struct slice text)
{
	tokens = xgrow(tokens, &tokens_cap, ntokens + 1, sizeof *tokens);
	tokens[ntokens++] = (struct token){type, text};
}

/* The tokens of a record, with text of their own; JSON_END closes it. */
static void
take_apart(struct slice record)
{
	struct json j = JSON_INIT;
	enum json_type t;

	json_start(&j, record);
	while ((t = json_next(&j)) > JSON_END) {
		struct buf text = BUF_INIT;
		if (t == JSON_KEY || t == JSON_STRING)
			json_unescape(j.tok, &text);
		else
			buf_add_slice(&text, j.tok);
		size_t n = text.n;
		add(t, slice_of(buf_detach(&text), n));
	}
	add(JSON_END, slice_of("", 0));
	json_release(&j);
}

static int
put(void *to, unsigned char *p, size_t n)
{
	(void)to;
	out_put(p, n);
	return 1;
}

static int
make(yaml_event_t *e, const struct token *t)
{
	switch (t->type) {
	case JSON_OBJECT:
		return yaml_mapping_start_event_initialize(
		    e, NULL, NULL, 1, YAML_ANY_MAPPING_STYLE);
	case JSON_OBJECT_END:
		return yaml_mapping_end_event_initialize(e);
	case JSON_ARRAY:
		return yaml_sequence_start_event_initialize(
		    e, NULL, NULL, 1, YAML_ANY_SEQUENCE_STYLE);
	case JSON_ARRAY_END:
		return yaml_sequence_end_event_initialize(e);
	default:
		return yaml_scalar_event_initialize(e, NULL, NULL, (const yaml_char_t *)t->text.p,
		    (int)t->text.n, 1, 1, YAML_ANY_SCALAR_STYLE);
	}
}

static void
emit(yaml_emitter_t *emitter, yaml_event_t *e, int made)
{
	if (!made || !yaml_emitter_emit(emitter, e))
		die(EXIT_BUG, 0, "libyaml: %s", made ? emitter->problem : "no event");
}

static void
emit_all(void)
{
	yaml_emitter_t emitter;
	yaml_event_t e;
	bool open = false;

	yaml_emitter_initialize(&emitter);
	yaml_emitter_set_output(&emitter, put, NULL);
	yaml_emitter_set_width(&emitter, -1);
	yaml_emitter_set_unicode(&emitter, 1);
	emit(&emitter, &e, yaml_stream_start_event_initialize(&e, YAML_UTF8_ENCODING));
	for (size_t i = 0; i < ntokens; i++) {
		if (!open)
			emit(&emitter, &e,
			    yaml_document_start_event_initialize(&e, NULL, NULL, NULL, 0));
		open = tokens[i].type != JSON_END;
		if (open)
			emit(&emitter, &e, make(&e, &tokens[i]));
		else
			emit(&emitter, &e, yaml_document_end_event_initialize(&e, 1));
	}
	emit(&emitter, &e, yaml_stream_end_event_initialize(&e));
	yaml_emitter_delete(&emitter);
	out_flush();
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int
main(void)
{
	char *const none[] = {NULL};
	struct records in;
	struct record r;
	double start;

	out_init();
	records_open(&in, none);
	while (records_next(&in, &r))
		take_apart(r.text);
	records_close(&in);
	start = seconds();
	emit_all();
	fprintf(stderr, "%.3f\n", seconds() - start);
	return 0;
}
