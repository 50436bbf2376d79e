/*
 * refs_archy.h - the references of a flow whose definition is Archy YAML.
 *
 *	if (!refs_read(&refs, &json, text)) …
 *	if (refs.archy.n > 0 && !refs_read_archy(&refs, &archy))
 *		complain(archy.error.line, archy.error.column, archy.error.why);
 *
 * They are added to those of the record itself (archy_walk.h says what counts). They have names
 * and no ids, and their uses have lines; pointers are those into the YAML. The flow's own name and
 * division are uses of the own references that the record has with ids, if it has these. A label is
 * no use. A use's node is the action, task or menu that it is in.
 *
 * Programs that only move records of configurations do without this, and without libyaml.
 */
#ifndef GC_REFS_ARCHY_H
#define GC_REFS_ARCHY_H

#include "archy/archy_walk.h"
#include "refs/refs.h"

/*
 * False: the text is not a flow; `archy` has the reason, and refs.body is false. Else refs.body is
 * true, and `archy` has what the text says, its placeholders too. It keeps no memory of refs.
 */
bool refs_read_archy(struct refs *r, struct archy *archy);

#endif
