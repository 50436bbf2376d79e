/*
 * archy_edit.h - change parts of the scalars of Archy YAML, and no other byte. Pure.
 *
 *	struct archy_edits e = ARCHY_EDITS_INIT;
 *	archy_edit(&e, &ref->scalar, ref->from, ref->to, name);   // scalars in the order of the text
 *	if (!archy_edits_apply(&e, text, &changed))
 *		complain(e.failed);
 *	archy_edits_release(&e);
 *
 * The new part is given as it is read, and is written in the scalar's own style. If a plain scalar
 * would mean something else with it (yes, 1.0, "a: b", "a #b"), or a single-quoted one cannot have
 * it, the whole scalar gets double quotes, and its other characters the escapes that they need
 * there. Of two edits that overlap the first one counts. A scalar that is replaced as a whole, quotes included, keeps its style in the same way; a
 * block (| or >) becomes a double-quoted text.
 *
 * Not possible is a part with control characters inside a block, and a key of more than
 * ARCHY_KEY_MAX bytes.
 */
#ifndef GC_ARCHY_EDIT_H
#define GC_ARCHY_EDIT_H

#include "archy/archy_walk.h"
#include "json/splice.h"

/* YAML 1.2, 7.4: a key on the line of its value has at most 1,024 characters. */
enum { ARCHY_KEY_MAX = 1000 };

struct archy_edit {
	struct archy_scalar scalar;
	size_t from, to;
	size_t at, len; /* the new part, in `bytes` */
};

struct archy_edits {
	struct archy_edit *v;
	size_t n, cap;
	bool templates; /* placeholders stay what they are: {{key}} counts as a plain word */
	size_t failed;  /* the index of an edit that is not possible */
	struct buf bytes;
	struct splices splices;
	struct buf scratch;
};

/* clang-format off */
#define ARCHY_EDITS_INIT {.bytes = BUF_INIT, .splices = SPLICES_INIT, .scratch = BUF_INIT}
/* clang-format on */

void archy_edit(struct archy_edits *e, const struct archy_scalar *scalar, size_t from, size_t to,
    struct slice part);

/* Append the changed text. False: an edit is not possible, and nothing was appended. */
bool archy_edits_apply(struct archy_edits *e, struct slice text, struct buf *to);

void archy_edits_clear(struct archy_edits *e);
void archy_edits_release(struct archy_edits *e);

/* Whether a plain scalar of this text is this text, for readers of YAML 1.1 and 1.2. */
bool archy_is_plain(struct slice text, bool in_flow);

#endif
