/*
 * out.h - the one buffer before stdout.
 *
 * stdio loses errno when an earlier flush failed; this does not. A write error ends the program
 * with EXIT_IO (74) and its cause. When the reader has left (EPIPE) the program ends silently as
 * SIGPIPE would end it (status 141), also where SIGPIPE was inherited as ignored.
 *
 * exit(3) flushes; cli_finish() flushes and closes with every error checked.
 */
#ifndef GC_OUT_H
#define GC_OUT_H

#include "base/base.h"
#include "base/slice.h"

void out_init(void);
void out_put(const void *p, size_t n);
void out_slice(struct slice s);
void out_puts(const char *s);
void out_putc(char c);
void out_flush(void); /* before waiting on the network, so that the next stage sees records early */
void out_close(void); /* flush, close, check */

#endif
