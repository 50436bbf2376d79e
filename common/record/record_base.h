/*
 * record_base.h - the base of a flow record: which version of which org its content came from. Pure.
 *
 *	"base":{"org":"<org id>","version":"12.0","textHash":"0123456789abcdef"}
 *
 * textHash is of the flow's name and description then (flow_texts.h), and may be missing.
 * It stays what it is while the record is changed, also for another org, so that gc-put can tell
 * whether the flow has moved since. A draft's version is the draft's id (version.h).
 *
 * The member's place is in front of the content (configuration or archy), so a record that lost its
 * base and got it back is the same, byte for byte. Only files are without it (gc-save), since they
 * would change whenever a version does.
 */
#ifndef GC_RECORD_BASE_H
#define GC_RECORD_BASE_H

#include "json/members.h"
#include "record/flow_texts.h"

/* As spelled, without quotes; slices of the record. */
struct record_base {
	struct slice org, version;
	char text[FLOW_TEXTS_SIZE]; /* hash of name and description; "": not known */
};

/* The record's base. False: it has none, or one without an org or a version. */
bool record_base_read(const struct members *m, struct record_base *base);

/*
 * The base that the record's version marks tell of, as gc-get writes it: the version that
 * configurationVersion says or, if that is "latest" or missing, the newest one. False: there is no
 * org, no version or no content, or there is a member `base` already.
 */
bool record_base_of_marks(const struct members *m, struct record_base *base);

/* hash: of another place that keeps it; too long a one is not known. */
void record_base_set_text(struct record_base *base, struct slice hash);

/* The newest version that the record's marks tell of; n = 0: none. */
struct slice record_base_newest(const struct members *m);

/* Append the member: after a comma where one is needed (json_write.h). */
void record_base_write(const struct record_base *base, struct buf *b);

/* Where the member belongs: in front of this member, the content; NULL: at the record's end. */
const struct member *record_base_content(const struct members *m);

/*
 * Append the record up to its base, and the base. Returns the offset in the record of the rest. m:
 * the record's members; it has no base.
 */
size_t record_base_split(
    struct slice record, const struct members *m, const struct record_base *base, struct buf *to);

#endif
