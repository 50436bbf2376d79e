/* archy_text.c - the Archy YAML of a flow's record */
#include "flow/archy_text.h"

void
archy_text(const struct put_flow *f, struct buf *text)
{
	json_unescape(members_string(&f->m, "archy"), text);
}
