/*
 * Two records, a line each: a record does not differ from itself, no difference is none the other
 * way round either, and each change can be put into words.
 */
#include "diff/diff_object.h"
#include "diff/diff_words.h"
#include "fuzz.h"

static struct diff d = DIFF_INIT;

/* One line of text, whatever the records hold. */
static void
diff_must_be_line(struct buf *b)
{
	fuzz_must(b->n == 0 || memchr(b->p, '\n', b->n) == NULL);
	buf_clear(b);
}

static void
diff_write_change(const struct diff_change *c, struct buf *b)
{
	diff_where(&d, c, b);
	diff_must_be_line(b);
	if (c->kind == DIFF_CHANGED) {
		diff_what(&d, c, b);
		diff_must_be_line(b);
	}
	if (c->a != DIFF_NONE)
		diff_value(&d, DIFF_A, c->a, b);
	diff_must_be_line(b);
	if (c->b != DIFF_NONE)
		diff_value(&d, DIFF_B, c->b, b);
	diff_must_be_line(b);
}

/* How many changes there are from a to b; SIZE_MAX: one of them is not a record. */
static size_t
diff_count_changes(bool objects, struct slice a, struct slice b)
{
	static struct json j = JSON_INIT;
	struct buf words = BUF_INIT;

	if (objects) {
		if (!diff_read_object(&d, DIFF_A, &j, a) || !diff_read_object(&d, DIFF_B, &j, b))
			return SIZE_MAX;
		diff_compare_object(&d);
	} else {
		if (!diff_read(&d, DIFF_A, &j, a) || !diff_read(&d, DIFF_B, &j, b))
			return SIZE_MAX;
		diff_compare(&d);
	}
	for (size_t i = 0; i < d.n; i++) {
		diff_write_change(&d.v[i], &words);
		if (objects) {
			diff_object_where(&d, &d.v[i], &words);
			diff_stays(&d, &d.v[i]);
		}
		diff_must_be_line(&words);
	}
	buf_release(&words);
	return d.n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *lf = size > 0 ? memchr(data, '\n', size) : NULL;
	struct slice text = fuzz_text(data, size), a, b;

	if (lf == NULL)
		return 0;
	a = slice_of(text.p, (size_t)(lf - text.p));
	b = slice_of(lf + 1, text.n - a.n - 1);
	for (int objects = 0; objects <= 1; objects++) {
		size_t there = diff_count_changes(objects, a, b), back;
		if (there == SIZE_MAX)
			continue;
		fuzz_must(diff_count_changes(objects, a, a) == 0 &&
			  diff_count_changes(objects, b, b) == 0);
		back = diff_count_changes(objects, b, a);
		fuzz_must((there == 0) == (back == 0));
	}
	return 0;
}
