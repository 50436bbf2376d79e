/*
 * stub.h - the smallest configuration of a flow of some type that Architect can open. Pure.
 *
 * As Architect's own client makes a stub: one start-up task that ends at once (calls are
 * disconnected, a workflow ends), an in-queue flow with an empty loop. A flow of a type whose tasks
 * are not known here, such as a bot, gets a configuration without tasks that opens all the same.
 */
#ifndef GC_STUB_H
#define GC_STUB_H

#include "base/buf.h"
#include "base/slice.h"

/* Append it. type: as the API names it, in any case; name, description: decoded. */
void stub_write(struct buf *b, struct slice type, struct slice name, struct slice description);

#endif
