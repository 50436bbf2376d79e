/*
 * listing_server.h - what the tests of listings share: a server of numbered items, whose answers and
 * lies a test chooses, and a whole reading of it. A test program includes it once.
 */
#ifndef LISTING_SERVER_H
#define LISTING_SERVER_H

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

struct listing_outcome {
	bool proved;
	size_t missing, twice, answers;
	char why[128];
};

/* Read the whole listing with up to `ahead` pages asked for before they are answered. */
static struct listing_outcome
listing_run(struct server *s, long size, size_t ahead)
{
	unsigned *got = xcalloc(MAX_ITEMS, sizeof *got);
	struct listing_outcome o = {.proved = false};
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

#endif
