/*
 * gc-strip.h - the parts of gc-strip: --list-rules; what --orphans does to a record, and its output
 * files.
 */
#ifndef GC_GC_STRIP_H
#define GC_GC_STRIP_H

#include "files/output.h"
#include "orphans/orphans.h"
#include "record/record.h"
#include "strip/strip_set.h"

/* list_rules.c: a line for each rule of a purpose, and one line. type NULL: the rule is not for
 * objects alone. */
void list_rules_for(enum strip_purpose purpose);
void list_rule(const char *what, const char *pattern, const char *type);

struct take_out {
	struct orphans orphans;
	struct output report, withheld;
	struct json json;
	struct buf label, text;
	size_t flows, withheld_flows, other_flows; /* read; and of these */
};

/* clang-format off */
#define TAKE_OUT_INIT {.orphans = ORPHANS_INIT, .report = OUTPUT_INIT, .withheld = OUTPUT_INIT, \
	.json = JSON_INIT, .label = BUF_INIT, .text = BUF_INIT}
/* clang-format on */

/*
 * Load the list of orphans and open the files, whose paths the caller keeps; NULL: no such file.
 * Errors end the program.
 */
void take_out_start(
    struct take_out *t, const char *orphans_path, const char *report, const char *withheld);

/*
 * Replace the record's text where actions are taken out; the new one is valid until the next
 * call. False: the flow is withheld, and reported. A line that is not one JSON object ends the
 * program.
 */
bool take_out_orphans(struct take_out *t, struct records *in, struct record *r);

void take_out_finish(struct take_out *t); /* report the numbers, and complete the files */
void take_out_release(struct take_out *t);

#endif
