/* fetch_record.c - the record of a fetch, which is kept as text */
#include "fetch.h"
#include "base/err.h"

void
fetch_read_again(const struct fetch *f, struct members *m, struct json *j)
{
	if (!members_read(m, j, buf_slice(&f->record)))
		die(EXIT_BUG, 0, "%s: read twice, and not the same", f->label.p);
}
