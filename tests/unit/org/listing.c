/* The proof of completeness, against a server whose objects come, go and move while it is read. */
#include <limits.h>

#include "base/buf.h"
#include "base/mem.h"
#include "org/listing.h"
#include "tap.h"

enum { MAX_ITEMS = 2000 };

/* Items are numbers, listed in this order; what a test changes is done before each answer. */
struct server {
	int items[MAX_ITEMS];
	size_t n;
	long page_max;           /* the most elements it gives */
	bool no_total, no_count; /* it does not tell */
	long lie;                /* added to the total, */
	long growth;             /* and so much for each answer */
	long total, count, size; /* what it says instead, where not 0 */
	bool clamps;             /* a page after the last one is answered with the last one */
	size_t answers;          /* so far */
	size_t elements;         /* that it gave */
	void (*before)(struct server *s, long page);
	long short_page, short_by; /* this page lacks some elements, */
	int short_times;           /* so often */
	long echo_page;            /* this page is answered with the one before it, */
	int echo_times;            /* so often */
	long lost_page;            /* this one fails always */
	bool ignores_page;
	int next_item;
};

static size_t
min_size(size_t a, size_t b)
{
	return a < b ? a : b;
}

static void
listing_fill(struct server *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		s->items[i] = (int)i;
	s->n = n;
	s->next_item = (int)n;
}

/* Answer one page into the listing; new ids are counted in got[]. */
static void
listing_answer(struct server *s, struct listing *l, long page, long asked, unsigned *got)
{
	size_t size = (size_t)(s->page_max > 0 && s->page_max < asked ? s->page_max : asked);
	struct listing_head head = {-1, -1, (long)size};
	size_t from, to;
	char id[16];
	long total;

	s->answers++;
	if (s->before != NULL)
		s->before(s, page);
	total = (long)s->n + s->lie + s->growth * (long)s->answers;
	if (page == s->lost_page) {
		listing_lost(l, page);
		return;
	}
	if (!s->no_total)
		head.total = total;
	if (!s->no_count)
		head.count = (total + (long)size - 1) / (long)size;
	head.total = s->total != 0 ? s->total : head.total;
	head.count = s->count != 0 ? s->count : head.count;
	head.size = s->size != 0 ? s->size : head.size;
	listing_begin(l, page, &head);
	if (s->clamps && page > (long)((s->n + size - 1) / size))
		page = (long)((s->n + size - 1) / size);
	if (page == s->echo_page && s->echo_times > 0) {
		s->echo_times--;
		page--;
	}
	from = s->ignores_page ? 0 : min_size((size_t)(page - 1) * size, s->n);
	to = min_size(from + size, s->n);
	if (page == s->short_page && s->short_times > 0) {
		s->short_times--;
		to -= min_size((size_t)s->short_by, to - from);
	}
	for (; from < to; from++) {
		snprintf(id, sizeof id, "id-%d", s->items[from]);
		s->elements++;
		if (listing_add(l, slice_str(id)))
			got[s->items[from]]++;
	}
	listing_end(l);
}

struct outcome {
	bool proved;
	size_t missing, twice, answers;
	char why[128];
};

/* Read the whole listing with up to `ahead` pages asked for before they are answered. */
static struct outcome
listing_run(struct server *s, long size, size_t ahead)
{
	unsigned *got = xcalloc(MAX_ITEMS, sizeof *got);
	struct outcome o = {.proved = false};
	struct buf why = BUF_INIT;
	struct listing l;
	long asked[16];
	size_t open = 0;

	listing_init(&l, size);
	for (;;) {
		while (open < ahead && listing_next(&l, &asked[open]))
			open++;
		if (open == 0)
			break;
		listing_answer(s, &l, asked[0], size, got);
		memmove(asked, asked + 1, --open * sizeof *asked);
	}
	o.proved = listing_proved(&l, &why);
	snprintf(o.why, sizeof o.why, "%s", why.p != NULL ? why.p : "");
	for (size_t i = 0; i < s->n; i++)
		o.missing += got[s->items[i]] == 0;
	for (size_t i = 0; i < MAX_ITEMS; i++)
		o.twice += got[i] > 1;
	o.answers = s->answers;
	listing_release(&l);
	buf_release(&why);
	free(got);
	return o;
}

static void
test_still(void)
{
	static const size_t sizes[] = {0, 1, 9, 10, 11, 99, 100, 101, 500};

	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		for (size_t ahead = 1; ahead <= 8; ahead += 7) {
			struct server s = {.n = 0};
			struct outcome o;
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
	struct outcome o;

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
	struct outcome o;

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
		struct outcome o;

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
	struct outcome o;

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
			struct outcome o;

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
	struct outcome o;

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
	struct outcome o;

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
remove_at(struct server *s, size_t at)
{
	memmove(&s->items[at], &s->items[at + 1], (--s->n - at) * sizeof *s->items);
}

static void
insert_at(struct server *s, size_t at)
{
	memmove(&s->items[at + 1], &s->items[at], (s->n++ - at) * sizeof *s->items);
	s->items[at] = s->next_item++;
}

static void
one_comes(struct server *s, long page)
{
	if (s->answers == 5 && page > 1)
		insert_at(s, 3);
}

static void
one_goes(struct server *s, long page)
{
	if (s->answers == 5 && page > 1)
		remove_at(s, 3);
}

/* The one thing that a count alone would not see at once: the number stays, the items shift. */
static void
one_moves(struct server *s, long page)
{
	int item;

	if (s->answers != 5 || page == 1)
		return;
	item = s->items[3];
	remove_at(s, 3);
	s->items[s->n++] = item;
}

static void
test_changes(void)
{
	void (*const changes[])(struct server *, long) = {one_comes, one_goes, one_moves};
	const char *const names[] = {"comes", "goes", "moves to the end"};

	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		for (size_t ahead = 1; ahead <= 8; ahead += 7) {
			struct server s = {.before = changes[i]};
			struct outcome o;

			listing_fill(&s, 95);
			o = listing_run(&s, 10, ahead);
			ok(o.proved && o.missing == 0 && o.twice == 0,
			    "an item %s meanwhile: %zu missing, %zu requests, %s", names[i],
			    o.missing, o.answers, o.why);
		}
	}
}

static uint32_t dice = 1;

static uint32_t
listing_roll(void)
{
	dice = dice * 1664525u + 1013904223u;
	return dice >> 8;
}

/* Before every answer two items change places. */
static void
listing_restless(struct server *s, long page)
{
	size_t a = listing_roll() % s->n, b = listing_roll() % s->n;
	int item = s->items[a];

	(void)page;
	s->items[a] = s->items[b];
	s->items[b] = item;
}

/* Items come and go now and then; later less and less, so that a reading can be proved. */
static void
listing_lively(struct server *s, long page)
{
	(void)page;
	if (s->answers > 25 || listing_roll() % 4 != 0 || s->n < 10 ||
	    s->next_item >= MAX_ITEMS - 1)
		return;
	if (listing_roll() % 2 == 0)
		insert_at(s, listing_roll() % s->n);
	else
		remove_at(s, listing_roll() % s->n);
}

/* Whatever the server does: no id twice, and a proof only where nothing is missing. */
static void
test_property(void (*before)(struct server *, long), const char *name)
{
	size_t proved = 0, wrong = 0, twice = 0, answers = 0;

	for (int round = 0; round < 300; round++) {
		struct server s = {.before = before};
		struct outcome o;

		listing_fill(&s, 1 + listing_roll() % 200);
		o = listing_run(&s, 1 + (long)(listing_roll() % 40), 1 + listing_roll() % 8);
		proved += o.proved;
		wrong += o.proved && o.missing > 0;
		twice += o.twice;
		answers += o.answers;
	}
	ok(twice == 0, "%s: never twice", name);
	ok(wrong == 0, "%s: %zu of 300 proved, %zu of them wrongly (%zu requests)", name, proved,
	    wrong, answers);
	ok(proved > 250, "%s: nearly all are proved in the end", name);
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
	test_changes();
	test_property(listing_restless, "restless");
	test_property(listing_lively, "lively");
	test_nameless();
	return tap_done();
}
