/*
 * input.h - the records of a run of gc-put: the whole input is read and checked before anything is
 * written.
 */
#ifndef PUT_INPUT_H
#define PUT_INPUT_H

#include "archy_input.h"
#include "depends.h"
#include "inspect.h"
#include "order.h"
#include "run/put.h"

struct input {
	struct put *put; /* its spool and its objects are made and filled */
	struct inspect *inspect;
	struct archy_input *archy;
	struct order *order;
	struct depends *depends; /* or NULL */
	bool creates;            /* some flow, as far as the listing shows */
};

/* What cannot be put has been reported. */
void input_read(struct input *in, char **files);

#endif
