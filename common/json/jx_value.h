/*
 * jx_value.h - libjq's own value of a checked text, for select.c; others use jx.h.
 */
#ifndef GC_JX_VALUE_H
#define GC_JX_VALUE_H

#include <jv.h>

#include "base/slice.h"

/* For jv_nomem_handler() and jq_set_nomem_handler(): ends the program (70), as libjq would abort. */
void jx_no_memory(void *unused);

/* As jx_parse(). True: the caller frees *value. False: *why is static text. */
bool jx_value(struct slice text, jv *value, const char **why);

#endif
