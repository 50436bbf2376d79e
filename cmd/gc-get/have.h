/*
 * have.h - --have FILE: configurations that an earlier run got, for flows and objects that have not
 * moved.
 *
 * A flow has not moved where its org and the version marks that the listing gives
 * (publishedVersion, savedVersion, checkedInVersion: which versions there are, and when they were
 * made) are byte for byte those of the record in FILE, and at least one mark is there. The
 * configuration is then FILE's, the rest of the record the input's.
 *
 * An object has not moved where its org, type and id, and the marks of its listing (version and
 * dateModified) are the same, and at least one mark is there. No mark tells of a table's rows or a
 * queue's wrap-up codes; audio has marks of its own, its ETags.
 *
 * Memory is an index, about 80 bytes a flow; the configurations stay in the file.
 */
#ifndef GET_HAVE_H
#define GET_HAVE_H

#include "base/idset.h"
#include "record/record.h"

struct have_entry {
	off_t at;
	size_t len;
};

struct have {
	int fd; /* -1: there is no FILE */
	const char *path;
	struct idset ids;
	struct have_entry *v; /* by the index of the id */
	size_t cap;
	struct json json;
	struct members members;
	struct buf text; /* of the record looked at */
	struct buf key;  /* of it, in the index */
};

/* path NULL: nothing is had. What is wrong with the file ends the program (65, 74). */
void have_open(struct have *h, const char *path);
void have_close(struct have *h);

/*
 * What the flow with these members has for "configuration" or "archy", of the version that
 * "configurationVersion" is to say, into b as JSON text. False: it has to be asked for.
 */
bool have_find(struct have *h, const struct members *m, const char *version, const char *member,
    struct buf *b);

/* What an object had, as JSON texts; empty: no such member. */
struct have_object {
	struct buf *configuration, *templates, *media;
};

/*
 * The same for an object. False: its definition has to be asked for; `media` may be there
 * nevertheless. `masks`: the caller masks literal keys (mask_headers.h); a definition that was
 * masked is of no use to one that does not.
 */
bool have_find_object(
    struct have *h, const struct members *m, bool masks, const struct have_object *to);

#endif
