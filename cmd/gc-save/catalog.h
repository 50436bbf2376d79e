/*
 * catalog.h - the flows of a folder, and which file holds each: what manifest.json says.
 *
 *	catalog_open(&c, root, "DIR");            // reads DIR/manifest.json, if it is there
 *	path = catalog_place(&c, &flow, plain);   // where to write a flow
 *	catalog_saved(&c, &flow, path);           // it was written
 *	catalog_finish(&c, prune);                // tidies the folder, writes the manifest
 *
 * A flow is known by its id, or by type and name where it has none. Its file is the plain path that
 * the template gives, unless another flow's plain path has the same key (names.h): then both are
 * twins. Which paths the flows of a folder have depends on the flows alone, not on their order nor
 * on what was in the folder before: until catalog_finish() a flow may stand elsewhere, as it did
 * before or as it came, and only then is what is not in its place moved, and what has no flow any
 * more removed. If the program ends before that, the manifest is the old one, its files are there,
 * each is whole, and the next run puts all in order.
 */
#ifndef SAVE_CATALOG_H
#define SAVE_CATALOG_H

#include "base/idset.h"
#include "json/members.h"

/* What the manifest says of a flow: JSON values as spelled, n = 0 for none. */
struct catalog_flow {
	struct slice id, name, type;
	struct slice references;   /* an object; none: they were not looked for */
	struct slice org, version; /* its base (record_base.h) */
};

struct catalog_entry {
	char *id;   /* decoded, "" for none */
	char *text; /* {"flowId":…,"flowName":…,"flowType":… as in the manifest */
	char *path;
	char *references;    /* "": the manifest has none */
	char *org, *version; /* JSON strings, as spelled; "": not known */
	uint32_t next;       /* the next entry of the same key: its number + 1 */
	bool seen;           /* it was in this input, */
	bool saved;          /* and its file is there */
	bool gone;           /* no file of it is left */
};

struct catalog {
	int root;
	const char *folder; /* for messages */
	struct idset flows; /* identities: the index is the entry's number */
	struct idset keys;
	struct catalog_entry *v;
	size_t cap;
	uint32_t *first; /* by key: the number + 1 of its first entry */
	size_t first_cap;
	char **stale; /* paths where a flow no longer is */
	size_t nstale, stale_cap;
	struct buf plain, path, key; /* room */
};

void catalog_open(struct catalog *c, int root, const char *folder);
void catalog_release(struct catalog *c);

/* Where to write the flow whose plain path is given; valid until the next call of the catalog. */
const char *catalog_place(struct catalog *c, const struct catalog_flow *flow, struct slice plain);

/* The flow was in the input, but could not be written: what there is of it stays. */
void catalog_failed(struct catalog *c, const struct catalog_flow *flow);

void catalog_saved(struct catalog *c, const struct catalog_flow *flow, const char *path);

/* `prune`: flows that were not in this input are removed, files and all. */
void catalog_finish(struct catalog *c, bool prune);

#endif
