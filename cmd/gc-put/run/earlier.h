/*
 * earlier.h - the results of earlier runs (--have): what gc-put left in the target.
 *
 * A result tells the flow's version ids and the hash of its configuration (outcome.h). If the
 * target's metadata still has these versions, the flow has that configuration, and need not be
 * fetched to be compared. Later results replace earlier ones of the same flow.
 *
 * The versions that results with the status "done" tell (target.version) are those that gc-put made
 * itself: for moved.h the flow has not moved if it is still at one of them.
 */
#ifndef PUT_EARLIER_H
#define PUT_EARLIER_H

#include "run/target.h"
#include "run/put_flow.h"

struct earlier;

/*
 * Read the results of these files. A flow that was created and is not listed (a new flow may be
 * missing in listings for a while) is added to the target.
 */
struct earlier *earlier_read(const struct cli_list *files, const char *org, struct target *target);
void earlier_free(struct earlier *h);

/* Whether one of these runs wrote the flow, and left it with this newest version. */
bool earlier_wrote(const struct earlier *h, struct slice id, struct slice version);

/*
 * Whether the configuration of the flow, whose metadata has been read, is known; then *equal tells
 * whether it is the one that is to be saved.
 */
bool earlier_knows(const struct earlier *h, const struct put_flow *f, bool *equal);

/* Append the members of a result that earlier_read() reads: "version" and "configurationHash". */
void earlier_write(const struct put_flow *f, struct buf *b);

#endif
