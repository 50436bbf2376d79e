/*
 * order.h - the order in which flows are put.
 *
 * A file of lines TYPE/NAME, as `gc-refs --format edges | tsort` prints them: the manifest's type
 * of the flow, and its name with blanks and '%' percent-escaped. Flows that the file does not name
 * come after, in the order of the input. Lines that name no flow of the input are ignored.
 */
#ifndef PUT_ORDER_H
#define PUT_ORDER_H

#include "base/idset.h"

struct order {
	struct idset lines; /* by their place in the file */
	size_t *rank;       /* of each record, in the order of order_add() */
	size_t n, cap;
};

void order_open(struct order *o, const char *path); /* NULL: no order but the input's */
void order_add(struct order *o, struct slice type, struct slice name); /* tokens of a record */
size_t *order_list(const struct order *o); /* record numbers; the caller's to free */
void order_close(struct order *o);

#endif
