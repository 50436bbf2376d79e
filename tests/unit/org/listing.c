/* The proof of completeness, against a server that tells less than the truth. */
#include <limits.h>

#include "listing_server.h"

static void
test_still(void)
{
	static const size_t sizes[] = {0, 1, 9, 10, 11, 99, 100, 101, 500};

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		for (size_t ahead = 1; ahead <= 8; ahead += 7) {
			struct server s = {.n = 0};
			struct listing_outcome o;
			size_t n = sizes[i], pages = n / 10 + 1; /* a full last page: one more */

			listing_fill(&s, n);
			o = listing_run(&s, 10, ahead);
			ok(o.proved && o.missing == 0 && o.twice == 0 && o.answers == pages,
			    "%zu items, %zu ahead: %zu requests", n, ahead, o.answers);
		}
	}
}

static void
test_less_said(void)
{
	struct server s = {.page_max = 7}, t = {.no_total = true}, u = {.no_total = true};
	struct server v = {.no_total = true, .no_count = true, .ignores_page = true};
	struct listing_outcome o;

	listing_fill(&s, 100);
	o = listing_run(&s, 50, 4);
	ok(o.proved && o.missing == 0 && o.answers == 15, "the server makes pages smaller");
	listing_fill(&t, 95);
	o = listing_run(&t, 10, 4);
	ok(o.proved && o.missing == 0 && o.answers == 10, "no total, but a page count");
	u.no_count = true;
	listing_fill(&u, 95);
	o = listing_run(&u, 10, 4);
	ok(o.proved && o.missing == 0 && o.answers == 10, "neither: until a page is short");
	listing_fill(&v, 95);
	o = listing_run(&v, 10, 4);
	ok(!o.proved && o.answers < 20, "always the same page: noticed (%zu requests)", o.answers);
}

static void
test_faults(void)
{
	struct server s = {.short_page = 3, .short_by = 4, .short_times = 1};
	struct server t = {.echo_page = 4, .echo_times = 2}, u = {.short_page = 2, .short_by = 1};
	struct listing_outcome o;

	listing_fill(&s, 95);
	o = listing_run(&s, 10, 4);
	ok(o.proved && o.missing == 0 && o.twice == 0 && o.answers == 11,
	    "a short page: once more");
	listing_fill(&t, 95);
	o = listing_run(&t, 10, 4);
	ok(o.proved && o.missing == 0 && o.twice == 0 && o.answers == 12, "one repeated twice");
	u.short_times = 1000;
	listing_fill(&u, 95);
	o = listing_run(&u, 10, 4);
	ok(!o.proved && o.missing == 1, "always short: %s", o.why);
	ok(o.answers == 42, "three readings of ten pages, one page five times in each: %zu",
	    o.answers);
}

static void
test_lies(void)
{
	for (long lie = -30; lie <= 30; lie++) {
		struct server s = {.lie = lie};
		struct listing_outcome o;

		listing_fill(&s, 95);
		o = listing_run(&s, 10, 4);
		ok(o.proved == (lie == 0), "the total is off by %ld: %s", lie, o.why);
		ok(o.answers < 80, "and that costs %zu requests", o.answers);
	}
}

static void
test_huge_lie(void)
{
	struct server s = {.lie = 1000000000};
	struct listing_outcome o;

	listing_fill(&s, 95);
	o = listing_run(&s, 10, 4);
	ok(!o.proved && o.missing == 0 && o.answers < 100, "a total of a billion: %zu requests",
	    o.answers);
}

/* Numbers that are nonsense: what is there is found, and what they say is not asked for. */
static void
test_nonsense(void)
{
	const long billion = 1000000000;

	for (int clamps = 0; clamps <= 1; clamps++) {
		const struct {
			struct server s;
			bool proved;
			size_t answers; /* at most */
			const char *what;
		} table[] = {
		    {{.count = billion}, true, 25, "a page count of a billion"},
		    {{.count = 95}, true, 25, "a page for each element"},
		    {{.count = 1}, true, 11, "a page count of 1"},
		    {{.lie = billion, .count = billion}, false, 300, "both of a billion"},
		    {{.growth = 10}, false, 200, "a total that runs ahead"},
		    {{.total = LISTING_NONSENSE}, false, 25, "a total that is no count"},
		    {{.count = LISTING_NONSENSE, .size = LISTING_NONSENSE}, true, 11,
			"a page count and size that are none"},
		    {{.size = billion}, true, 11, "a page size of a billion"},
		    {{.size = LONG_MAX / 2}, true, 11, "one beyond belief"},
		    {{.size = 1}, true, 25, "a page size of 1"},
		};
		for (size_t i = 0; i < COUNT_OF(table); i++) {
			struct server s = table[i].s;
			struct listing_outcome o;

			s.clamps = clamps != 0;
			listing_fill(&s, 95);
			o = listing_run(&s, 10, 4);
			ok(o.proved == table[i].proved && o.twice == 0 &&
				o.answers <= table[i].answers && o.missing == 0,
			    "%s%s: %zu missing, %zu requests, %s", table[i].what,
			    clamps != 0 ? ", the last page again and again" : "", o.missing,
			    o.answers, o.why);
		}
	}
}

/* It says 10, and has always another full page. */
static void
test_endless(void)
{
	struct server s = {.total = 10};
	struct listing_outcome o;

	listing_fill(&s, MAX_ITEMS);
	o = listing_run(&s, 10, 4);
	ok(!o.proved && o.answers < 5 * (2 + LISTING_EXTRA + 8), "%zu requests, %s", o.answers,
	    o.why);
}

/* New ids without end, and a total to match: it ends before the memory does. */
static void
test_flood(void)
{
	const struct listing_head head = {1000000000000, 10000000000, 50000};
	struct listing l;
	struct buf why = BUF_INIT;
	size_t id = 0, answers = 0;
	long page;

	listing_init(&l, 50000);
	while (answers < 100 && listing_next(&l, &page)) {
		listing_begin(&l, page, &head);
		for (int i = 0; i < 50000; i++) {
			char text[24];
			int n = snprintf(text, sizeof text, "%zu", id++);
			listing_add(&l, slice_of(text, (size_t)n));
		}
		listing_end(&l);
		answers++;
	}
	ok(!listing_proved(&l, &why) && answers == LISTING_IDS / 50000, "%zu requests: %s", answers,
	    why.p);
	ok(strcmp(why.p, "stopped after 2000000; the server says 1000000000000") == 0, "why");
	buf_release(&why);
	listing_release(&l);
}

static void
test_lost(void)
{
	struct server s = {.lost_page = 4}, t = {.lost_page = 1}, u = {.lost_page = 11};
	struct listing_outcome o;

	listing_fill(&s, 95);
	o = listing_run(&s, 10, 4);
	ok(!o.proved && o.missing == 10 && o.answers == 10, "a lost page: the others are read");
	ok(strstr(o.why, "1 page could") != NULL, "%s", o.why);
	listing_fill(&t, 95);
	o = listing_run(&t, 10, 4);
	ok(!o.proved && o.answers == 1, "the first page lost: no more is asked for");
	listing_fill(&u, 100);
	o = listing_run(&u, 10, 4);
	ok(o.proved && o.answers == 11, "a server that refuses the page after the last one");
}

static void
test_nameless(void)
{
	struct listing_head head = {2, 1, 10};
	struct buf why = BUF_INIT;
	struct listing l;
	long page;

	listing_init(&l, 10);
	ok(listing_next(&l, &page) && page == 1, "the first page");
	listing_begin(&l, page, &head);
	ok(listing_add(&l, slice_str("a")), "an id");
	ok(!listing_add(&l, slice_str("")), "an element without one is not new");
	listing_end(&l);
	ok(!listing_next(&l, &page) && !listing_proved(&l, &why), "cannot be proved");
	ok(why.p != NULL && strstr(why.p, "without an id") != NULL, "the reason is given");
	listing_release(&l);
	buf_release(&why);
}

int
main(void)
{
	test_still();
	test_less_said();
	test_faults();
	test_lies();
	test_huge_lie();
	test_nonsense();
	test_endless();
	test_flood();
	test_lost();
	test_nameless();
	return tap_done();
}
