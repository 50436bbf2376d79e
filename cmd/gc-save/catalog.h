/*
 * catalog.h - the flows and objects of a folder, and which files hold each: what manifest.json says.
 *
 *	catalog_open(&c, root, "DIR");            // reads DIR/manifest.json, if it is there
 *	path = catalog_place(&c, &item, plain);   // where to write it
 *	catalog_saved(&c, &item, path);           // it was written
 *	catalog_finish(&c, prune);                // tidies the folder, writes the manifest
 *
 * A flow is known by its id, or by type and name where it has none, and by the file that it was read
 * from if the template has {file}; an object by its type and its
 * id, or name. Its file is the plain path that the template gives, unless another one's plain path
 * has the same key (names.h): then both are twins. Two objects are twins also if only the extensions
 * of their paths differ, because the files next to them (sides.h) would be the same. Which paths the
 * flows and objects of a folder have depends on themselves alone, not on their order nor on what was
 * in the folder before: until catalog_finish() one may stand elsewhere, as it did before or as it
 * came, and only then is what is not in its place moved, and what has no owner any more removed. If
 * the program ends before that, the manifest is the old one, its files are there, each is whole, and
 * the next run puts all in order.
 */
#ifndef SAVE_CATALOG_H
#define SAVE_CATALOG_H

#include "base/idset.h"
#include "files/spill.h"
#include "json/members.h"

/* What the manifest says of a flow or object: JSON values as spelled, n = 0 for none. */
struct catalog_item {
	bool object;
	struct slice id, name, type;
	struct slice source; /* where a flow without an id was read, if that tells it from others */
	struct slice references;              /* an object; none: they were not looked for */
	struct slice org, version, text_hash; /* its base (record_base.h): a flow's */
	const char *sides;                    /* as in the entry; NULL: none */
};

struct catalog_entry {
	char *path;              /* NULL: it has no file, as if there were no entry */
	char *sides;             /* suffixes of the files next to it, each with a NUL, and one
				       more; NULL: none */
	struct spill_text texts; /* what only the manifest needs: entries.h */
	uint32_t type;           /* an object's: a number in catalog.types */
	uint32_t hash;           /* of the path's key */
	uint32_t next;           /* the next entry with the same slot: its number + 1 */
	bool object, nameless;   /* nameless: a flow without an id */
	bool seen;               /* it was in this input, */
	bool saved;              /* and its file is there, or will be when its batch is settled */
	bool gone;               /* no file of it is left */
};

/* Memory: an identity, a path and about 80 bytes for each entry. */
struct catalog {
	int root;
	const char *folder; /* for messages */
	struct idset items; /* identities: the index is the entry's number */
	struct catalog_entry *v;
	size_t cap;
	uint32_t *slots; /* by hash of the path's key: the number + 1 of the first entry */
	size_t nslots;   /* a power of two */
	struct spill texts;
	struct catalog_stale {
		char *path, *sides;
	} * stale; /* files that one no longer has; some may be another's */
	size_t nstale, stale_cap;
	size_t settled_stale; /* how many of them were there at catalog_settled() */
	struct idset types;   /* of objects */
	bool *type_given;     /* by type: the input has objects of it, */
	size_t types_cap;
	bool has_flows;                     /* or any flow */
	struct buf plain, path, side, text; /* room */
	struct buf key, other, identity;
};

void catalog_open(struct catalog *c, int root, const char *folder);
void catalog_release(struct catalog *c);

/* Where to write the one whose plain path is given; valid until the next call of the catalog. */
const char *catalog_place(struct catalog *c, const struct catalog_item *item, struct slice plain);

/* It was in the input, but could not be written: what there is of it stays. */
void catalog_failed(struct catalog *c, const struct catalog_item *item);

/* It was written, or is in a batch (filebatch.h): what is needed to go back if that fails. */
struct catalog_undo {
	size_t number;
	struct catalog_entry before; /* path NULL: there was none */
};

struct catalog_undo *catalog_saved(
    struct catalog *c, const struct catalog_item *item, const char *path);
void catalog_undo(struct catalog *c, struct catalog_undo *undo);
void catalog_undo_free(struct catalog_undo *undo);

/*
 * Whether a batch must be settled before the item is written to this path: the item itself may be in
 * it, or one that had the path before. catalog_settled(): it is.
 */
bool catalog_must_settle(struct catalog *c, const struct catalog_item *item, const char *path);
void catalog_settled(struct catalog *c);

/* What was not in this input is removed, files and all: */
enum catalog_prune {
	CATALOG_KEEP,  /* nothing */
	CATALOG_PRUNE, /* flows, if the input has any flow, and objects of the types that it has */
	CATALOG_PRUNE_ALL /* everything */
};
void catalog_finish(struct catalog *c, enum catalog_prune prune);

#endif
