/*
 * expect.h - what a dry run saw of the target (--expect): the flow's newest version then, or that
 * there was no such flow.
 *
 * A result tells it (outcome.h): "target":{"version":"3.0"}. A flow is found by its id in the
 * target, else by type and name, without regard to case as the server compares names. Later results
 * replace earlier ones of the same flow.
 */
#ifndef PUT_EXPECT_H
#define PUT_EXPECT_H

#include "put/put_moved.h"
#include "run/put_flow.h"

struct expect;

/* Read the results of the files; NULL: there are no files. Ends the program (2): of another org. */
struct expect *expect_read(const struct cli_list *files, const char *org);
void expect_free(struct expect *e); /* e may be NULL */

/* What the dry run said of a flow. The texts stay until expect_free(). */
struct expected {
	struct put_seen seen;
	const char *id;      /* that it had in the target; "": none */
	const char *refused; /* why the dry run refused to write it; NULL: it did not */
};

/* False: the flow is not in the files. */
bool expect_find(const struct expect *e, const struct put_flow *f, struct expected *found);

#endif
