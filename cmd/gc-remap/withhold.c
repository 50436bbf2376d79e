/* withhold.c - the file of --withheld */
#include "gc-remap.h"

void
remap_withhold(struct remap_work *w, const struct record *r)
{
	output_write(&w->withheld, r->text);
	output_write(&w->withheld, slice_str("\n"));
}
