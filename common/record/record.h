/*
 * record.h - NDJSON framing: the records of a list of files, one JSON object a line.
 *
 *	struct records in;
 *	struct record r;
 *	records_open(&in, files);            // NULL-terminated; none, or "-", is stdin
 *	while (records_next(&in, &r))
 *		...                          // // r and its slices are valid until the next call
 *	records_close(&in);
 *
 * One pass checks each whole record and finds its members. If a line is not one whole JSON
 * object, the program ends with EXIT_DATA (65) and names file, line and byte. It ends with the
 * same status for a file in UTF-16, and says how to convert it; with EXIT_IO (74) if a file
 * cannot be read. A byte order mark at the start of a file is dropped, empty lines are skipped, a
 * CR before the LF is white space. A line is at most 1 GiB.
 *
 * A program that also waits for something else calls records_ready() first, and waits for
 * records_fd().
 */
#ifndef GC_RECORD_H
#define GC_RECORD_H

#include "json/members.h"

struct record {
	struct slice text; /* the object, without surrounding white space */
	struct members m;
	const char *file; /* "stdin" or the operand */
	size_t line;      /* from 1 */
	off_t at;         /* where in the file the text begins, in bytes read */
};

struct records {
	char *const *files;
	const char *name; /* of the open file; NULL: none is open */
	int fd;
	char *buf;
	size_t cap, begin, end; /* unread bytes are buf[begin..end) */
	size_t looked;          /* how many of these are known to contain no LF */
	off_t base;             /* where in the file buf begins */
	size_t line;
	size_t indent; /* bytes of the line before the record's text */
	bool at_eof;
	struct json json;
	struct members members;
	/*
	 * Called before a bad line ends the program, to finish the work on the lines before it;
	 * or NULL.
	 */
	void (*before_end)(void *user);
	void *user;
};

void records_open(struct records *r, char *const *files);
bool records_next(struct records *r, struct record *rec);
void records_close(struct records *r);

/* Whether records_next() would return without a wait. Reads what is available. */
bool records_ready(struct records *r);
int records_fd(const struct records *r); /* the descriptor to wait for; -1: no file is open */

/*
 * For a program that checks the text in a pass of its own: the next record, not read, without its
 * members; and the function that ends the program (65) when the program's own reader finds an
 * error.
 */
bool records_next_unread(struct records *r, struct record *rec);
GC_NORETURN void records_refuse(const struct records *r, const struct json *j);

bool record_is(const struct record *r, const char *kind);

/*
 * NULL, or static text: the record's id, name or type has a NUL character. JSON can say it, no org
 * has such a name, and a C string would end there: a program that makes one refuses the record.
 */
const char *record_nul(const struct members *m);

/*
 * Append how a message names a record, "stdin:17: flow 3f2… "Main IVR"": always file and line,
 * then kind, id and name if the record has them.
 */
void record_label(const struct record *r, struct buf *b);

#endif
