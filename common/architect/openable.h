/*
 * openable.h - whether Architect can open a configuration. Pure.
 *
 * The server stores every configuration that is JSON. Architect's own client then fails on one
 * without certain members, and so does its import:
 *   flowMetaData          without it nothing can be opened or imported
 *   initialPrompts        inbound, outbound and secure calls need it; {} suffices
 *   nextTrackingNumber    without it the client begins at 10, and new nodes get tracking ids that
 *                         are in use
 * No other member at the top is needed. (Found by running that client's own code, SDK 0.0.18, over
 * real flows.)
 */
#ifndef GC_OPENABLE_H
#define GC_OPENABLE_H

#include "base/slice.h"

/*
 * NULL, or why Architect cannot open the flow and what to do about it: "…; fetch it again", static
 * text. `configuration` is one whole JSON object, read and checked before; `type` is the flow's
 * type as the API names it, in any case.
 */
const char *openable_fault(struct slice configuration, struct slice type);

#endif
