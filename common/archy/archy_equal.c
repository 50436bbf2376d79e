/* archy_equal.c - whether two Archy YAML texts mean the same */
#include "archy/archy_equal.h"
#include "archy/archy_json.h"

bool
archy_equal(struct slice a, struct slice b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	struct archy_error error;
	bool equal = slice_eq(a, b);

	if (!equal && archy_canonical(a, &x, &error) && archy_canonical(b, &y, &error))
		equal = slice_eq(buf_slice(&x), buf_slice(&y));
	buf_release(&x);
	buf_release(&y);
	return equal;
}
