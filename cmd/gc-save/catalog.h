/*
 * catalog.h - the flows and objects of a folder, and which files hold each: what manifest.json says.
 *
 *	catalog_open(&c, root, "DIR");            // reads DIR/manifest.json, if it is there
 *	path = catalog_place(&c, &item, plain);   // where to write it
 *	catalog_saved(&c, &item, path);           // it was written
 *	catalog_finish(&c, prune);                // tidies the folder, writes the manifest
 *
 * A flow is known by its id, or by type and name where it has none; an object by its type and its
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
#include "json/members.h"

/* What the manifest says of a flow or object: JSON values as spelled, n = 0 for none. */
struct catalog_item {
	bool object;
	struct slice id, name, type;
	struct slice references;   /* an object; none: they were not looked for */
	struct slice org, version; /* its base (record_base.h): a flow's */
	const char *sides;         /* as in the entry; NULL: none */
};

struct catalog_entry {
	bool object;
	char *id;   /* decoded, "" for none; an object's has its type before it */
	char *type; /* an object's, decoded; else NULL */
	char *text; /* {"flowId":…,"flowName":…,"flowType":… as in the manifest */
	char *path;
	char *sides;      /* suffixes of the files next to it, each with a NUL; "" after the last */
	char *references; /* "": the manifest has none */
	char *org, *version; /* JSON strings, as spelled; "": not known */
	uint32_t next;       /* the next entry of the same key: its number + 1 */
	bool seen;           /* it was in this input, */
	bool saved;          /* and its file is there */
	bool gone;           /* no file of it is left */
};

struct catalog {
	int root;
	const char *folder; /* for messages */
	struct idset items; /* identities: the index is the entry's number */
	struct idset keys;
	struct catalog_entry *v;
	size_t cap;
	uint32_t *first; /* by key: the number + 1 of its first entry */
	size_t first_cap;
	struct catalog_stale {
		char *path, *sides;
	} * stale; /* files that one no longer has; some may be another's */
	size_t nstale, stale_cap;
	bool has_flows;                    /* the input: any flow, */
	struct idset types;                /* and objects of these types */
	struct buf plain, path, key, side; /* room */
};

void catalog_open(struct catalog *c, int root, const char *folder);
void catalog_release(struct catalog *c);

/* Where to write the one whose plain path is given; valid until the next call of the catalog. */
const char *catalog_place(struct catalog *c, const struct catalog_item *item, struct slice plain);

/* It was in the input, but could not be written: what there is of it stays. */
void catalog_failed(struct catalog *c, const struct catalog_item *item);

void catalog_saved(struct catalog *c, const struct catalog_item *item, const char *path);

/* What was not in this input is removed, files and all: */
enum catalog_prune {
	CATALOG_KEEP,  /* nothing */
	CATALOG_PRUNE, /* flows, if the input has any flow, and objects of the types that it has */
	CATALOG_PRUNE_ALL /* everything */
};
void catalog_finish(struct catalog *c, enum catalog_prune prune);

#endif
