/*
 * diff_order.h - in which order the actions of a task run, which of them moved, and which pointers
 * changed only for that.
 *
 * The order is that of the pointers: from startAction along the paths and nextAction. An action moved
 * if it is in another task, or if its place among the actions that both versions of the task have is
 * another one; as few actions as possible have moved.
 *
 * A pointer to an action that was added, removed or moved changed, and so did that action's own. They
 * say nothing new if, past such actions, the pointer leads where it led before.
 */
#ifndef GC_DIFF_ORDER_H
#define GC_DIFF_ORDER_H

#include "diff/diff.h"

/* After the parts are paired: set `link`, `next`, `place` and `moved` of the actions. */
void diff_order(struct diff *d);

/* Drop the changes of pointers that added, removed and moved actions explain. */
void diff_drop_links(struct diff *d);

#endif
