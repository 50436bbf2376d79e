/*
 * archy_input.h - the Archy YAML of a record, before anything is written: it is a flow, and its
 * placeholders are filled.
 */
#ifndef PUT_ARCHY_INPUT_H
#define PUT_ARCHY_INPUT_H

#include "archy/archy_filler.h"
#include "record/record.h"

struct archy_input {
	struct archy_value_options options;
	struct archy_values values;
	struct archy before, after;
	struct archy_filler filler;
	struct buf yaml, filled, text, why;
	struct json json;
	struct members m;
};

/* clang-format off */
#define ARCHY_INPUT_INIT {.values = ARCHY_VALUES_INIT, .before = ARCHY_INIT, .after = ARCHY_INIT, \
	.filler = ARCHY_FILLER_INIT, .json = JSON_INIT, .m = MEMBERS_INIT}
/* clang-format on */

/*
 * Fill the record, which is changed in place; its text is valid until the next call. NULL, or why
 * it cannot be imported; likewise.
 */
const char *archy_input_fill(struct archy_input *in, struct record *r);

void archy_input_release(struct archy_input *in);

#endif
