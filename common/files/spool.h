/*
 * spool.h - the records of an input, kept in a temporary file, to be read again in any order.
 *
 * The file has no name, is in $TMPDIR or /tmp, and disappears with the program, however it ends.
 * Memory is 40 bytes a record. Any I/O error ends the program (74).
 *
 *	struct spool s;
 *	spool_open(&s);
 *	i = spool_add(&s, &record);        // 0, then 1, …
 *	spool_get(&s, i, &buf);            // replaces what buf holds
 *	spool_close(&s);
 */
#ifndef GC_SPOOL_H
#define GC_SPOOL_H

#include "record/record.h"

struct spool_entry {
	off_t at;
	size_t len;
	const char *file; /* where the record came from, as record.h says */
	size_t line;
};

struct spool {
	int fd;
	off_t end;
	struct spool_entry *v;
	size_t n, cap;
};

void spool_open(struct spool *s);
size_t spool_add(struct spool *s, const struct record *r);
void spool_get(const struct spool *s, size_t i, struct buf *b);
void spool_close(struct spool *s);

/* A new file of this kind, open to read and write. */
int spool_file(void);

#endif
