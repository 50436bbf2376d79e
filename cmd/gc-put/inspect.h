/*
 * inspect.h - what is looked at in a record before anything is written.
 *
 *	why = inspect_record(&in, &record, is_new);   // NULL: it can be put
 *	…
 *	inspect_release(&in);
 *
 * Refused is what the server would store, or refuse at the end of a run: a configuration that
 * Architect cannot open (openable.h), one that no request can carry, a name that no new flow can
 * have (limits.h). The manifest is compared with the body (manifest.h), for it is the client that
 * answers for it.
 */
#ifndef PUT_INSPECT_H
#define PUT_INSPECT_H

#include "architect/manifest.h"
#include "record/record.h"

/* What --manifest says is done if the two differ; the order is that of INSPECT_CHOICES. */
enum inspect_choice { INSPECT_CHECK, INSPECT_COMPLETE, INSPECT_KEEP, INSPECT_REFUSE };

#define INSPECT_CHOICES "check|complete|keep|refuse"

struct inspect {
	int choice; /* enum inspect_choice */
	bool body;  /* look at configurations, not only at names */
	struct manifest manifest;
	struct buf compact; /* the record without insignificant white space, */
	struct buf text;    /* and with a mended manifest */
	struct json json;
	struct members m; /* its members */
	struct buf why;
};

/* clang-format off */
#define INSPECT_INIT {.body = true, .manifest = MANIFEST_INIT, .compact = BUF_INIT, \
	.text = BUF_INIT, .json = JSON_INIT, .m = MEMBERS_INIT, .why = BUF_INIT}
/* clang-format on */

/*
 * NULL, or why the record is refused, until the next call. `is_new`: the target has no flow of this
 * name. What is only doubtful is a warning. A record with white space between its tokens, and with
 * INSPECT_COMPLETE also another one, becomes another record: its text and members live until the
 * next call.
 */
const char *inspect_record(struct inspect *in, struct record *r, bool is_new);

void inspect_release(struct inspect *in);

#endif
