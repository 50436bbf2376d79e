/*
 * locate.h - --locate: ref records with the file and line of the place that they name.
 *
 *	locate_read(&l, "refs.ndjson");
 *	locate_file(&l, &file, name);           // for each file: its bytes are in file.bytes
 *	...                                     // read all of its records with flowfile_next():
 *	locate_record(&l, &file);
 *	...
 *	locate_lines(&l, format);               // when there are no more
 *	locate_write(&l);
 *	locate_release(&l);
 *
 * A flow is recognized by its id or, where the record or the file has none, by type and name; an
 * object ("object" in the record, in place of "flow") by its type as well. "flow" below stands for
 * both. The first file that has the flow counts; but if the ref record tells the file of a flow
 * without an id, as it does of Archy YAML, that file does. References of Archy YAML tell their lines.
 * For an object that the flow's manifest lists and nothing in the flow uses, the place is its entry
 * there. All ref records are in memory.
 */
#ifndef GC_LOCATE_H
#define GC_LOCATE_H

#include "files/flowfile.h"
#include "json/pointers.h"

struct locate_ref {
	char *text; /* the record, of `size` bytes */
	size_t size;
	struct slice at; /* its first place; this and the next two as spelled, slices of text */
	struct slice type, id;
	size_t flow;  /* SIZE_MAX: none */
	size_t place; /* in the file that is being read */
	size_t line;  /* 0: not known */
	size_t told;  /* the line that the ref record of Archy YAML itself tells, or 0 */
	size_t next;  /* the next one of the same flow: its number + 1; 0: none */
};

struct locate_flow {
	bool has_id;
	size_t first; /* the number of its newest ref + 1 */
	char *file;   /* NULL: not found */
};

struct locate {
	struct locate_ref *refs;
	struct locate_flow *flows;
	size_t nrefs, refs_cap, nflows, flows_cap;
	struct idset keys; /* ids; types and names */
	size_t *by_key;    /* the flow of each */
	size_t nkeys, keys_cap;
	struct buf key, text, plain;
	struct json json;
	struct members members;
	/* The file that is being read. */
	const char *name;
	struct buf bytes;
	struct pointers want;
	size_t documents;
	size_t *found; /* flows in it */
	size_t nfound, found_cap;
};

/* clang-format off */
#define LOCATE_INIT {.keys = IDSET_INIT, .key = BUF_INIT, .text = BUF_INIT, .plain = BUF_INIT, \
	.json = JSON_INIT, .members = MEMBERS_INIT, .bytes = BUF_INIT, .want = POINTERS_INIT}
/* clang-format on */

void locate_read(struct locate *l, const char *path); /* errors end the program, as in record.h */
void locate_file(struct locate *l, const struct flowfile *f, const char *name);
void locate_record(struct locate *l, const struct flowfile *f);
void locate_lines(struct locate *l, enum flowfile_format format);
void locate_write(struct locate *l);
void locate_release(struct locate *l);

#endif
