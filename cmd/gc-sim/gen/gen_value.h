/*
 * gen_value.h - value objects: what Architect stores for almost every setting.
 *
 *	{"config":{<one discriminator>:{…}},"text":<source>,"type":<code>,"uiMetaData":{"mode":n},
 *	 "metaData":{references?},"version":2}
 */
#ifndef SIM_GEN_VALUE_H
#define SIM_GEN_VALUE_H

#include "base/buf.h"
#include "gen/random.h"

struct variable {
	char id[UUID_SIZE];
	char name[64];    /* "Flow.customerId"; a task's own has no scope until it has a task */
	const char *type; /* "str", "int", "bln", "dur", "dec" */
	bool used, local; /* local: a task's own */
	size_t task;      /* whose it is, + 1; 0: still nobody's, or the flow's */
};

void gen_value_empty(struct buf *b, const char *type);
void gen_value_literal(struct buf *b, const char *type, const char *text);

/* An object of the org: id in lit.val, name in lit.text and text. */
void gen_value_object(struct buf *b, const char *type, const char *id, const char *name);

/* A variable; mode 2 where it is assigned, 0 where it is read. */
void gen_value_variable(struct buf *b, const struct variable *v, int mode);

/* One that was never compiled: there is no "config". */
void gen_value_uncompiled(struct buf *b, const char *type, const char *text);

/* Text to speech, or a user prompt where id is given (name is then the prompt's). */
void gen_value_audio(
    struct buf *b, const char *text, const char *prompt_id, const char *prompt_name);

/* What a bot says, with the state of its editor; the ids are drawn from r. */
void gen_value_communication(struct buf *b, struct rng *r, const char *text);

/* One operand of an expression; `at` is its place in the source text, from 1. */
struct term {
	enum { TERM_TEXT, TERM_VARIABLE, TERM_TO_STRING, TERM_SYSTEM, TERM_REPLACE } kind;
	const char *text; /* TERM_TEXT: the literal */
	const struct variable *variable;
	size_t at;
};

/* All joined by +, nested as the parser nests them: ((a + b) + c) + …; n >= 1. */
void gen_value_sum(struct buf *b, struct term *terms, size_t n);

/* variable == "text", or If(variable == "text", true, false) */
void gen_value_condition(struct buf *b, const struct variable *v, const char *text, bool wrapped);

#endif
