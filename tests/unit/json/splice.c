/* Splices: edits in any order, at both ends, of every kind. */
#include "json/splice.h"
#include "tap.h"

static bool
gives(struct splices *s, const char *text, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	splices_apply(s, slice_str(text), &b);
	same = slice_is(buf_slice(&b), want);
	buf_release(&b);
	splices_clear(s);
	return same;
}

static bool
shrinks(struct splices *s, const char *text, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	buf_puts(&b, text);
	splices_shrink(s, &b);
	same = slice_is(buf_slice(&b), want) && strcmp(b.p, want) == 0;
	buf_release(&b);
	splices_clear(s);
	return same;
}

int
main(void)
{
	struct splices s = SPLICES_INIT;

	ok(gives(&s, "abc", "abc"), "no edit");
	splices_add(&s, 0, 3, slice_str(""));
	ok(gives(&s, "abc", ""), "all goes");
	splices_add(&s, 3, 0, slice_str("!"));
	splices_add(&s, 0, 0, slice_str(">"));
	splices_add(&s, 1, 1, slice_str("bbb"));
	ok(gives(&s, "abc", ">abbbc!"), "insertions and a replacement, out of order");
	ok(gives(&s, "abc", "abc"), "cleared");
	ok(shrinks(&s, "abc", "abc"), "in place: no edit");
	splices_add(&s, 5, 1, slice_str(""));
	splices_add(&s, 0, 2, slice_str(""));
	splices_add(&s, 3, 1, slice_str(""));
	ok(shrinks(&s, "abcdef", "ce"), "in place: both ends and the middle");
	splices_add(&s, 0, 3, slice_str(""));
	ok(shrinks(&s, "abc", ""), "in place: all");
	splices_release(&s);
	return tap_done();
}
