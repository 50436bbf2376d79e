/*
 * gen_emit.h - JSON by templates: emit(b, "{'id':%s,'pos':%d}", id, 1).
 *
 * A single quote in the template is written as a double quote. %s is a text, written as a JSON
 * string with its quotes; %d an int, %zu a size, %lld a long long; nothing else.
 */
#ifndef SIM_GEN_EMIT_H
#define SIM_GEN_EMIT_H

#include "base/buf.h"

void gen_emit(struct buf *b, const char *template, ...) GC_PRINTF(2, 3);
void gen_vemit(struct buf *b, const char *template, va_list args) GC_PRINTF(2, 0);

/* A comma, unless the buffer ends with '{', '[' or ':'. */
void gen_emit_comma(struct buf *b);

#endif
