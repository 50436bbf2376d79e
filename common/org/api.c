/* api.c - read a whole listing of the API */
#include "org/api.h"
#include "base/plural.h"

#include "org/api_reader.h"
#include "org/cursor.h"

/* Some endpoints refuse a page after the last one instead of giving an empty one. */
static bool
is_past_the_end(const struct api_reader *r, const struct reader_slot *s)
{
	return s->call.verdict == CALL_REFUSED && listing_beyond(&r->listing, s->page);
}

static void
take_page(struct api_reader *r)
{
	struct reader_slot *s = &r->slots[r->first];
	struct envelope e = ENVELOPE_INIT;

	reader_wait(r, s);
	if (is_past_the_end(r, s) || !reader_answer(r, s, &e)) {
		listing_lost(&r->listing, s->page);
	} else {
		if (r->to->type->paging == TYPE_ONE)
			e.head.count = e.head.size = -1;
		listing_begin(&r->listing, s->page, &e.head);
		reader_elements(r, &e);
		listing_end(&r->listing);
	}
	call_release(&s->call);
	envelope_release(&e);
	r->first = (r->first + 1) % API_AHEAD;
	r->open--;
}

/* Read by page number. A listing with a single answer counts as one page of any size. */
static bool
read_pages(struct api_reader *r)
{
	long page;

	for (;;) {
		while (r->open < API_AHEAD && listing_next(&r->listing, &page))
			reader_ask(r, page);
		if (r->open == 0)
			return listing_proved(&r->listing, &r->to->why);
		take_page(r);
	}
}

/* The name of the next page. For a POST it is the cursor, even if there is a URI. */
static struct slice
next_of(const struct api_reader *r, const struct envelope *e)
{
	bool by_uri = r->to->type->paging == TYPE_CURSOR && e->uri.n > 0;

	return buf_slice(by_uri ? &e->uri : &e->cursor);
}

/* From the first page to the last one. *repeats: ids that came more than once. */
static enum cursor_step
read_chain(struct api_reader *r, size_t *repeats)
{
	struct reader_slot *s = &r->slots[0];
	struct envelope e = ENVELOPE_INIT;
	struct cursor cursor = CURSOR_INIT;
	const struct listing_head none = {-1, -1, -1};
	enum cursor_step step = CURSOR_MORE;

	while (step == CURSOR_MORE) {
		reader_ask_next(r, &e);
		reader_wait(r, s);
		if (!reader_answer(r, s, &e))
			break;
		listing_begin(&r->listing, 1, &none);
		reader_elements(r, &e);
		*repeats += r->listing.page_repeats;
		step = cursor_step(
		    &cursor, next_of(r, &e), r->listing.elements - r->listing.page_repeats);
		if (step == CURSOR_MORE && listing_is_full(&r->listing))
			step = CURSOR_ENDLESS;
		call_release(&s->call);
	}
	call_release(&s->call);
	envelope_release(&e);
	cursor_release(&cursor);
	return step;
}

/* There is no total. If pages repeat ids, the listing has changed during the reading. */
static bool
read_by_cursor(struct api_reader *r)
{
	struct buf *why = &r->to->why;
	size_t repeats = 0;
	enum cursor_step step = read_chain(r, &repeats);

	for (int pass = 1; pass < LISTING_PASSES && step == CURSOR_END && repeats > 0; pass++) {
		repeats = 0;
		listing_restart(&r->listing);
		step = read_chain(r, &repeats);
	}
	if (step == CURSOR_LOOP)
		buf_puts(why, "its pages form a loop");
	else if (step == CURSOR_ENDLESS)
		buf_printf(why, "it seems to have no end; stopped after %zu", r->listing.ids.n);
	else if (step == CURSOR_MORE)
		buf_puts(why, "a page could not be read");
	else if (repeats > 0)
		buf_puts(why, "its pages still repeat each other after several readings");
	else if (r->listing.nameless > 0)
		buf_printf(why, "%zu element%s without an id", r->listing.nameless,
		    plural(r->listing.nameless));
	return why->n == 0;
}

static void
api_conclude(struct api_reader *r, bool proved)
{
	struct api_list *l = r->to;

	l->found = r->listing.ids.n;
	l->code = proved ? EXIT_OK : EXIT_PARTIAL;
	if (!proved && !r->any) {
		l->code = r->code;
		buf_clear(&l->why);
		buf_add_slice(&l->why, buf_slice(&r->trouble));
	} else if (!proved && r->trouble.n > 0) {
		buf_printf(&l->why, " (%s)", r->trouble.p);
	}
}

void
api_list(struct api_list *l)
{
	enum type_paging paging = l->type->paging;
	bool by_cursor = paging == TYPE_CURSOR || paging == TYPE_POST_AFTER;
	struct api_reader r;

	l->found = 0;
	l->total = -1;
	l->why = (struct buf)BUF_INIT;
	reader_init(&r, l);
	api_conclude(&r, by_cursor ? read_by_cursor(&r) : read_pages(&r));
	reader_release(&r);
}

void
api_list_release(struct api_list *l)
{
	buf_release(&l->why);
}
