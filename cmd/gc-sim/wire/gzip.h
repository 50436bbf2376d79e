/*
 * gzip.h - bytes as gzip(1) would make them (RFC 1952), fast rather than small.
 */
#ifndef SIM_GZIP_H
#define SIM_GZIP_H

#include "base/buf.h"

void gzip_bytes(struct slice plain, struct buf *to);

#endif
