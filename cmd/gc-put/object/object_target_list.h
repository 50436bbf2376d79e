/* object_target_list.h - what object_target.h keeps, and its listings; for its own two files. */
#ifndef PUT_OBJECT_TARGET_LIST_H
#define PUT_OBJECT_TARGET_LIST_H

#include "base/idset.h"
#include "object/object_target.h"
#include "record/listed_types.h"

struct target_object {
	char *id, *name;
	char *home;  /* or NULL */
	size_t next; /* the next one of this name, + 1 */
};

struct target_list {
	const struct type *type;
	char *why; /* it could not be read; or NULL */
	enum put_cause cause;
};

struct object_target {
	struct put *put;
	struct idset ids;        /* "TYPE NUL ID", by index: v */
	struct idset names;      /* "TYPE NUL NAME", in lower case */
	struct target_object *v; /* in the order of ids */
	size_t n, cap;
	size_t *first; /* by name: in v, + 1 */
	size_t first_cap;
	struct idset from; /* the records' ids of what is mapped, */
	char **to;         /* and by their index the target's */
	size_t nto, to_cap;
	struct idset brought, planned; /* ids of records */
	struct idset lacking;          /* ids that the target was asked for in vain */
	struct target_list *lists;
	size_t nlists, lists_cap;
	char *home_division; /* its id; NULL: not known */
};

#endif
