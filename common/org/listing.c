/* listing.c - prove that a listing, read page by page, is complete */
#include "org/listing.h"

#include "base/mem.h"
#include "base/plural.h"

static void
start_pass(struct listing *l)
{
	l->pass++;
	l->repeats = l->fresh = l->empty = l->barren = 0;
	l->next = l->last = 1;
	l->most = 0;
	l->nagain = l->again_asked = l->again_taken = 0;
	l->sweeping = true;
}

static void
start_epoch(struct listing *l)
{
	l->epoch++;
	l->distinct = 0;
}

void
listing_init(struct listing *l, long size)
{
	*l = (struct listing){.ids = IDSET_INIT, .size = size, .total = -1};
	start_epoch(l);
	start_pass(l);
}

void
listing_release(struct listing *l)
{
	idset_release(&l->ids);
	free(l->marks);
	free(l->again);
	*l = (struct listing){.finished = true};
}

static long
pages_of(long elements, long size)
{
	return elements / size + (elements % size != 0);
}

/* How many elements the page should have, from the server's numbers; -1: unknown. */
static long
listing_expected(const struct listing *l, long page)
{
	long before = (page - 1) * l->size;

	if (l->total < 0)
		return -1;
	if (l->total <= before)
		return 0;
	return l->total - before < l->size ? l->total - before : l->size;
}

bool
listing_beyond(const struct listing *l, long page)
{
	return page > 1 && listing_expected(l, page) == 0;
}

static bool
is_proved(const struct listing *l)
{
	if (l->nameless > 0 || l->nonsense)
		return false;
	if (l->total >= 0)
		return l->distinct == (size_t)l->total;
	return l->repeats == 0 && l->lost == 0;
}

bool
listing_is_full(const struct listing *l)
{
	return l->ids.n >= LISTING_IDS;
}

static void
listing_finish(struct listing *l)
{
	l->finished = true;
	l->proved = is_proved(l);
}

/* All requested pages have arrived: if the listing is not proved yet, decide what to read again. */
static void
listing_judge(struct listing *l)
{
	if (is_proved(l) || l->nameless > 0 || l->lost > 0 || l->nonsense || listing_is_full(l)) {
		listing_finish(l);
		return;
	}
	if (l->sweeping && l->nagain > 0) {
		l->sweeping = false;
		return;
	}
	l->stale = l->pass == 1 || l->fresh > 0 ? 0 : l->stale + 1;
	if (l->pass == LISTING_PASSES || l->stale == LISTING_STALE) {
		listing_finish(l);
		return;
	}
	if (l->total >= 0 && l->distinct > (size_t)l->total)
		start_epoch(l); /* something went away that still counts */
	start_pass(l);
}

static bool
next_page(struct listing *l, long *page)
{
	if (listing_is_full(l))
		return false;
	if (l->sweeping && l->next <= l->last && l->lost < LISTING_LOST &&
	    l->empty < LISTING_EMPTY && l->barren < LISTING_BARREN) {
		*page = l->next++;
		return true;
	}
	if (!l->sweeping && l->again_asked < l->nagain) {
		*page = l->again[l->again_asked++].page;
		return true;
	}
	return false;
}

bool
listing_next(struct listing *l, long *page)
{
	while (!l->finished) {
		if (next_page(l, page)) {
			l->open++;
			return true;
		}
		if (l->open > 0)
			return false;
		listing_judge(l);
	}
	return false;
}

static long
listing_smaller(long a, long b)
{
	return a < b ? a : b;
}

/* The number of pages according to this page, within reasonable limits. */
static void
count_pages(struct listing *l, const struct listing_head *head)
{
	long pages = head->total >= 0 ? pages_of(head->total, l->size) : 0;

	if (head->count > pages && (head->total < 0 || head->count <= head->total))
		pages = head->count;
	pages = listing_smaller(pages, LISTING_PAGES);
	if (l->most == 0 && head->total >= 0)
		l->most = listing_smaller(2 * pages + LISTING_EXTRA, LISTING_PAGES);
	if (l->most > 0)
		pages = listing_smaller(pages, l->most);
	if (pages > l->last)
		l->last = pages;
}

void
listing_begin(struct listing *l, long page, const struct listing_head *head)
{
	if (page == 1 && head->size > 0 && head->size <= LISTING_SIZE_MAX)
		l->size = head->size;
	if (head->total == LISTING_NONSENSE)
		l->nonsense = true;
	if (head->total != l->total && head->total >= 0) {
		if (l->total >= 0)
			start_epoch(l);
		l->total = head->total;
	}
	count_pages(l, head);
	l->page = page;
	l->elements = l->page_repeats = 0;
}

bool
listing_add(struct listing *l, struct slice id)
{
	size_t known = l->ids.n, i;
	struct listing_mark *mark;

	l->elements++;
	if (id.n == 0) {
		l->nameless++;
		return false;
	}
	i = idset_add(&l->ids, id);
	l->marks = xgrow(l->marks, &l->marks_cap, i + 1, sizeof *l->marks);
	mark = &l->marks[i];
	if (i == known)
		*mark = (struct listing_mark){0, 0};
	l->page_repeats += mark->pass == l->pass;
	l->distinct += mark->epoch != l->epoch;
	l->fresh += i == known;
	*mark = (struct listing_mark){l->pass, l->epoch};
	return i == known;
}

/*
 * If all pages look wrong, reading the whole listing again costs less than reading each page
 * LISTING_TRIES times. So the number of repeated readings in a pass is limited; longer listings
 * have more.
 */
static void
read_again(struct listing *l, unsigned tries)
{
	if (tries > LISTING_TRIES || l->nagain >= 8 + (size_t)l->next / 4)
		return;
	l->again = xgrow(l->again, &l->again_cap, l->nagain + 1, sizeof *l->again);
	l->again[l->nagain++] = (struct listing_retry){l->page, tries};
}

/* Whether the page is too short, or the content of another page. */
static bool
looks_wrong(const struct listing *l)
{
	long want = listing_expected(l, l->page);

	return (want >= 0 && (long)l->elements < want) ||
	       (l->elements > 0 && l->page_repeats == l->elements);
}

static void
end_of_sweep_page(struct listing *l)
{
	bool full = (long)l->elements >= l->size, news = l->page_repeats < l->elements;

	l->repeats += l->page_repeats;
	l->empty = l->elements > 0 ? 0 : l->empty + 1;
	l->barren = news ? 0 : l->barren + 1;
	if (looks_wrong(l))
		read_again(l, 1);
	if (l->page == l->last && full && news && l->last < (l->most > 0 ? l->most : LISTING_PAGES))
		l->last++;
}

void
listing_end(struct listing *l)
{
	unsigned tries;

	l->open--;
	if (l->sweeping) {
		end_of_sweep_page(l);
		return;
	}
	tries = l->again[l->again_taken++].tries;
	if (looks_wrong(l))
		read_again(l, tries + 1);
}

void
listing_lost(struct listing *l, long page)
{
	l->open--;
	l->again_taken += !l->sweeping;
	l->lost += !listing_beyond(l, page);
}

void
listing_restart(struct listing *l)
{
	start_pass(l);
}

bool
listing_proved(const struct listing *l, struct buf *why)
{
	if (l->proved)
		return true;
	if (l->lost > 0)
		buf_printf(why, "%zu page%s could not be read", l->lost, plural(l->lost));
	else if (l->nameless > 0)
		buf_printf(why, "%zu element%s without an id", l->nameless, plural(l->nameless));
	else if (l->nonsense)
		buf_printf(why, "the server's total is not a count; %zu were seen", l->ids.n);
	else if (listing_is_full(l))
		buf_printf(why, "stopped after %zu; the server says %ld", l->ids.n, l->total);
	else if (l->total >= 0)
		buf_printf(why, "the server says %ld, %zu were seen, in %u readings", l->total,
		    l->distinct, (unsigned)l->pass);
	else
		buf_printf(why, "pages repeat each other, in %u readings", (unsigned)l->pass);
	return false;
}
