/*
 * yaml_archy.h - which flow an Archy YAML text describes: its type and its name.
 *
 * Such a file is kept as text, so the rest of it need not mean the same to every reader. Plain
 * words, keys, tags, anchors and aliases that yaml_in.h refuses are accepted, and not expanded.
 */
#ifndef GC_YAML_ARCHY_H
#define GC_YAML_ARCHY_H

#include "base/buf.h"

/*
 * Whether the text is one YAML document with one key, the flow's type, whose value is a mapping
 * with a name. Type (as Archy spells it) and name are appended.
 */
bool yaml_archy(struct slice text, struct buf *type, struct buf *name);

#endif
