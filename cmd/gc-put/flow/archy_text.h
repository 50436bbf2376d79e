/* archy_text.h - the Archy YAML of a flow's record */
#ifndef PUT_ARCHY_TEXT_H
#define PUT_ARCHY_TEXT_H

#include "run/put_flow.h"

/* Append it, decoded. */
void archy_text(const struct put_flow *f, struct buf *text);

#endif
