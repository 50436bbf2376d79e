/*
 * yaml_emitter - what libyaml's emitter can do: the yardstick for gc-toyaml
 *
 *	yaml_emitter <records >yaml
 *
 * The plainest program that makes YAML of records: each is read, taken apart, and its events go
 * through the emitter, with gc-toyaml's settings and libyaml's own choice of style. What comes out
 * is not always what went in, for libyaml quotes no "true" and no "1", and nothing is checked. On
 * stderr: the seconds of processor time that the emitter alone took, and those of all the work.
 */
#include <yaml.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "json/json.h"
#include "record/record.h"

struct yaml_emitter_token {
	enum json_type type;
	size_t at, n; /* its text in `texts` */
};

static struct yaml_emitter_token *tokens;
static size_t ntokens, tokens_cap;
static struct buf texts;

static void
take_apart(struct json *j, struct slice record)
{
	enum json_type t;

	ntokens = 0;
	buf_clear(&texts);
	json_start(j, record);
	while ((t = json_next(j)) > JSON_END) {
		size_t at = texts.n;
		if (t == JSON_KEY || t == JSON_STRING)
			json_unescape(j->tok, &texts);
		else
			buf_add_slice(&texts, j->tok);
		tokens = xgrow(tokens, &tokens_cap, ntokens + 1, sizeof *tokens);
		tokens[ntokens++] = (struct yaml_emitter_token){t, at, texts.n - at};
	}
}

static int
put(void *to, unsigned char *p, size_t n)
{
	(void)to;
	out_put(p, n);
	return 1;
}

static int
make(yaml_event_t *e, const struct yaml_emitter_token *t)
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
		return yaml_scalar_event_initialize(e, NULL, NULL,
		    (const yaml_char_t *)texts.p + t->at, (int)t->n, 1, 1, YAML_ANY_SCALAR_STYLE);
	}
}

static void
emit(yaml_emitter_t *emitter, yaml_event_t *e, int made)
{
	if (!made || !yaml_emitter_emit(emitter, e))
		die(EXIT_BUG, 0, "libyaml: %s", made ? emitter->problem : "no event");
}

static void
emit_record(yaml_emitter_t *emitter)
{
	yaml_event_t e;

	emit(emitter, &e, yaml_document_start_event_initialize(&e, NULL, NULL, NULL, 0));
	for (size_t i = 0; i < ntokens; i++)
		emit(emitter, &e, make(&e, &tokens[i]));
	emit(emitter, &e, yaml_document_end_event_initialize(&e, 1));
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
	struct json j = JSON_INIT;
	yaml_emitter_t emitter;
	yaml_event_t e;
	struct records in;
	struct record r;
	double alone = 0;

	out_init();
	yaml_emitter_initialize(&emitter);
	yaml_emitter_set_output(&emitter, put, NULL);
	yaml_emitter_set_width(&emitter, -1);
	yaml_emitter_set_unicode(&emitter, 1);
	emit(&emitter, &e, yaml_stream_start_event_initialize(&e, YAML_UTF8_ENCODING));
	records_open(&in, none);
	while (records_next(&in, &r)) {
		take_apart(&j, r.text);
		alone -= seconds();
		emit_record(&emitter);
		alone += seconds();
	}
	records_close(&in);
	emit(&emitter, &e, yaml_stream_end_event_initialize(&e));
	yaml_emitter_delete(&emitter);
	out_close();
	fprintf(stderr, "%.3f %.3f\n", alone, seconds());
	return 0;
}
