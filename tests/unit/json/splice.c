/* Splices: edits in any order, at both ends, of every kind. */
#include "child.h"
#include "json/splice.h"
#include "tap.h"

static bool
splice_gives(struct splices *s, const char *text, const char *want)
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
splice_shrinks(struct splices *s, const char *text, const char *want)
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

static int
apply_overlap(void *argument)
{
	struct splices s = SPLICES_INIT;
	struct buf b = BUF_INIT;

	(void)argument;
	splices_add(&s, 1, 2, slice_str("x"));
	splices_add(&s, 2, 1, slice_str("y"));
	splices_apply(&s, slice_str("abc"), &b);
	return 0;
}

static int
apply_beyond(void *argument)
{
	struct splices s = SPLICES_INIT;
	struct buf b = BUF_INIT;

	(void)argument;
	splices_add(&s, 2, 2, slice_str("x"));
	splices_apply(&s, slice_str("abc"), &b);
	return 0;
}

static int
shrink_with_text(void *argument)
{
	struct splices s = SPLICES_INIT;
	struct buf b = BUF_INIT;

	(void)argument;
	buf_puts(&b, "abc");
	splices_add(&s, 1, 2, slice_str("x"));
	splices_shrink(&s, &b);
	return 0;
}

static void
test_bugs(void)
{
	ok(child_ends(apply_overlap, NULL, EXIT_BUG, "gc-tools: edits overlap at byte 2\n"),
	    "edits that overlap end the program");
	ok(child_ends(apply_beyond, NULL, EXIT_BUG, "gc-tools: edits overlap at byte 2\n"),
	    "so does one beyond the end");
	ok(child_ends(
	       shrink_with_text, NULL, EXIT_BUG, "gc-tools: an edit in place that inserts bytes\n"),
	    "and one in place that is no removal");
}

/* What stands at one place: insertions in their order, then what replaces the bytes there. */
static void
test_one_place(void)
{
	struct splices s = SPLICES_INIT;

	splices_add(&s, 1, 1, slice_str("B"));
	splices_add(&s, 1, 0, slice_str("1"));
	splices_add(&s, 1, 0, slice_str("2"));
	splices_add(&s, 0, 0, slice_str(">"));
	ok(splice_gives(&s, "abc", ">a12Bc"), "three edits at one place");
	splices_add(&s, 0, 1, slice_str("A"));
	splices_add(&s, 2, 1, slice_str("C"));
	splices_add(&s, 1, 1, slice_str("B"));
	splices_undo(&s, 2);
	splices_undo(&s, 9);
	ok(splice_gives(&s, "abc", "AbC"), "the last is undone; more than all are none");
	splices_cut(&s, 0, 1);
	splices_cut(&s, 1, 2);
	ok(s.n == 1 && splice_gives(&s, "abc", "c"), "neighbouring cuts are one");
	splices_add(&s, 0, 1, slice_str("A"));
	splices_cut(&s, 1, 2);
	ok(s.n == 2 && splice_gives(&s, "abc", "Ac"), "a removal after a replacement is not");
	splices_release(&s);
}

int
main(void)
{
	struct splices s = SPLICES_INIT;

	ok(splice_gives(&s, "abc", "abc"), "no edit");
	splices_add(&s, 0, 3, slice_str(""));
	ok(splice_gives(&s, "abc", ""), "all goes");
	splices_add(&s, 3, 0, slice_str("!"));
	splices_add(&s, 0, 0, slice_str(">"));
	splices_add(&s, 1, 1, slice_str("bbb"));
	ok(splice_gives(&s, "abc", ">abbbc!"), "insertions and a replacement, out of order");
	ok(splice_gives(&s, "abc", "abc"), "cleared");
	ok(splice_shrinks(&s, "abc", "abc"), "in place: no edit");
	splices_add(&s, 5, 1, slice_str(""));
	splices_add(&s, 0, 2, slice_str(""));
	splices_add(&s, 3, 1, slice_str(""));
	ok(splice_shrinks(&s, "abcdef", "ce"), "in place: both ends and the middle");
	splices_add(&s, 0, 3, slice_str(""));
	ok(splice_shrinks(&s, "abc", ""), "in place: all");
	splices_release(&s);
	test_one_place();
	test_bugs();
	return tap_done();
}
