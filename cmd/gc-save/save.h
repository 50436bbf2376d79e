/*
 * save.h - what one run of gc-save works with; shared by main.c and save_*.c.
 */
#ifndef SAVE_H
#define SAVE_H

#include "catalog.h"
#include "files/filebatch.h"
#include "files/sides.h"
#include "lock.h"
#include "objects/mask_headers.h"
#include "refs/refs_archy.h"
#include "save_content.h"

struct save {
	/* options */
	const char *name_template;
	enum save_format format;
	bool fallback; /* JSON for what the format cannot hold */
	bool mask;     /* literal keys of data actions */

	const char *folder;
	int root;
	struct lock lock;
	struct catalog catalog;
	struct filebatch
	    batch; /* of files that wait for their names; the owners are catalog_undo */
	struct save_content content;
	struct refs refs;
	struct archy archy;
	struct json json;
	struct buf plain, references, sides_list, bytes;
	struct buf own; /* the record as its file has it */
	struct members own_members;
	struct sides sides;
	struct splices splices;
	struct mask_headers headers;

	size_t flows, objects, others;
	size_t bare;      /* flows without their definition */
	size_t inventory; /* objects without it: not saved */
	size_t tables;    /* data tables of which rows are saved */
};

/* Save a record: its file, those next to it, and its entry in the catalog. Errors are reported. */
void save_flow(struct save *s, const struct record *r);
void save_object(struct save *s, const struct record *r);

/*
 * Write the files of `own`, which is the record as it is to be written, into the batch; sides NULL: it
 * has one file. Returns the path below the folder, or NULL: that failed and was reported. Then
 * save_entry() puts it into the catalog.
 */
const char *save_item(struct save *s, const struct record *own, const struct catalog_item *item,
    const struct sides *sides);
void save_entry(struct save *s, const struct catalog_item *item, const char *path);

/* Start save.batch; and have all its files placed, so that the catalog says what is in the folder. */
void save_open_batch(struct save *s);
void save_settle(struct save *s);

/* Whatever refers to it from here: into s->references, for the manifest. */
void save_references(struct save *s, struct slice record);

/* A string member as spelled, with its quotes; n = 0: there is none. */
struct slice save_member(const struct members *m, const char *key);

#endif
