/*
 * yaml_archy.h - what Archy YAML is of: the type and the name of its flow.
 *
 * Such a file travels as text, so nothing else in it has to mean the same to every reader: plain
 * words, keys, tags, anchors and aliases that yaml_in.h refuses are let pass, not expanded.
 */
#ifndef GC_YAML_ARCHY_H
#define GC_YAML_ARCHY_H

#include "base/buf.h"

/*
 * Whether the text is one YAML document, a mapping of one key, the type, to a mapping with a name.
 * Type (as Archy spells it) and name are appended.
 */
bool yaml_archy(struct slice text, struct buf *type, struct buf *name);

#endif
