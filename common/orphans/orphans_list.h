/*
 * orphans_list.h - the objects that an org lacks, from a file of records.
 *
 *	struct orphans_list list = ORPHANS_LIST_INIT;
 *	orphans_load(&list, path);              // "-" is stdin
 *	if (orphans_listed(&list, type, id, name, &scratch))
 *		...
 *	orphans_list_release(&list);
 *
 * Counted are `ref` records with a `reason` (gc-refs --check), and `map` records that are missing
 * or ambiguous and that nobody has decided (gc-plan). Records of other kinds are skipped. An id
 * counts whatever its type, and in every flow; a data action is the same with and without
 * "custom_-_". A record without an id is about a look-up by type and name.
 *
 * A file that has records but neither ref nor map records ends the program (65).
 */
#ifndef GC_ORPHANS_LIST_H
#define GC_ORPHANS_LIST_H

#include "base/idset.h"

struct orphans_list {
	struct idset ids;   /* bare: see uuid_of_action() */
	struct idset names; /* type, NUL, name */
};

/* clang-format off */
#define ORPHANS_LIST_INIT {IDSET_INIT, IDSET_INIT}
/* clang-format on */

void orphans_load(struct orphans_list *list, const char *path);
void orphans_list_release(struct orphans_list *list);

/* All texts decoded. `scratch` is the caller's, for any use. */
bool orphans_listed(const struct orphans_list *list, struct slice type, struct slice id,
    struct slice name, struct buf *scratch);

#endif
