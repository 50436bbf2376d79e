/*
 * record.h - NDJSON framing: the records of a list of files, one JSON object a line.
 *
 *	struct records in;
 *	struct record r;
 *	records_open(&in, files);            // NULL-terminated; none, or "-", is stdin
 *	while (records_next(&in, &r))
 *		...                          // r and all slices in it: until the next call
 *	records_close(&in);
 *
 * Every record is checked whole, by one pass, which also finds its members. A line that is not
 * one whole JSON object ends the program with EXIT_DATA (65) naming file, line and byte, a file in
 * UTF-16 with the same status and how to convert it; a file
 * that cannot be read ends it with EXIT_IO (74). A byte order mark at the start of a file is
 * dropped, empty lines are skipped, a CR before the LF is white space. Lines hold at most 1 GiB.
 *
 * Who has other things to wait for, too, asks records_ready() first, and waits for records_fd().
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
	size_t looked;          /* of these, how many are known to hold no LF */
	off_t base;             /* where in the file buf begins */
	size_t line;
	size_t indent; /* bytes of the line before the record's text */
	bool at_eof;
	struct json json;
	struct members members;
	/* Called before a bad line ends the program, to finish what came before it; or NULL. */
	void (*before_end)(void *user);
	void *user;
};

void records_open(struct records *r, char *const *files);
bool records_next(struct records *r, struct record *rec);
void records_close(struct records *r);

/* Whether records_next() has a line, or the end, without a wait. Takes in what is there to read. */
bool records_ready(struct records *r);
int records_fd(const struct records *r); /* what it waits for; -1: nothing is open */

/*
 * For a program whose own pass over the text is the check: the next record without its members
 * and unread, and the end of the program (65) where the program's reader found it wrong.
 */
bool records_next_unread(struct records *r, struct record *rec);
GC_NORETURN void records_refuse(const struct records *r, const struct json *j);

bool record_is(const struct record *r, const char *kind);

/*
 * "stdin:17: flow 3f2… "Main IVR"": how a message names a record. Appends what the record has:
 * file and line always, then its kind, id and name.
 */
void record_label(const struct record *r, struct buf *b);

#endif
