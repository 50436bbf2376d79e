/* page.c - one page of a listing, in the API's envelope */
#include "base/num.h"
#include "base/url.h"
#include "wire/fault_effect.h"
#include "wire/page.h"
#include "json/json_write.h"

#define CURSOR_MARK "sim." /* a cursor is not a number to its reader */

enum { DEFAULT_SIZE = 25, NUMBER_MAX = 1000000000 };

/* A number in 1 to max; `text` NULL: not given, *value stays. */
static bool
page_read_number(struct request *rq, const char *name, const char *text, size_t max, size_t *value)
{
	long n;

	if (text == NULL)
		return true;
	if (!num_long(text, 1, (long)max, &n)) {
		reply_error(rq, 400, "invalid.query.param.value",
		    "The value '%s' of %s is not a number from 1 to %zu.", text, name, max);
		return false;
	}
	*value = (size_t)n;
	return true;
}

static size_t
at_most(size_t a, size_t b)
{
	return a < b ? a : b;
}

/*
 * Apply a fault to the listing. `move`: before a later page, the first item of the listing moves to
 * its end, so the client misses one item and sees another one twice.
 */
static void
page_apply_fault(struct request *rq, struct page *page)
{
	const struct fault *f = fault_effect_page(rq, page->number == 1);

	if (f == NULL)
		return;
	if (f->kind == FAULT_REPEAT) {
		page->end = page->first;
		page->first -= at_most(page->size, page->first);
	} else if (f->kind == FAULT_SHORT) {
		page->end -= (page->end - page->first + 1) / 2;
	} else if (f->kind == FAULT_MOVE) {
		rq->sim->moved++;
	} else if (f->kind == FAULT_TOTAL) {
		page->claim += f->by > 0 ? (size_t)f->by : 1;
	}
}

/* The page that begins at `first`, then a fault. */
static void
page_lay_out(struct request *rq, struct page *page, size_t first, size_t total)
{
	page->total = page->claim = total;
	page->first = at_most(first, total);
	page->end = at_most(page->first + page->size, total);
	page->number = first / page->size + 1;
	page_apply_fault(rq, page);
	page->turn = rq->sim->moved;
}

static bool
page_read_texts(struct request *rq, struct page *page, const char *number, const char *size,
    size_t total, size_t max)
{
	page->number = 1;
	page->size = at_most(DEFAULT_SIZE, max);
	if (!page_read_number(rq, "pageNumber", number, NUMBER_MAX, &page->number) ||
	    !page_read_number(rq, "pageSize", size, max, &page->size))
		return false;
	page_lay_out(rq, page, (page->number - 1) * page->size, total);
	return true;
}

static bool
page_read_after(struct request *rq, struct page *page, const char *after, const char *size,
    size_t total, size_t max)
{
	size_t first = 0;

	page->size = at_most(DEFAULT_SIZE, max);
	if (after != NULL && strncmp(after, CURSOR_MARK, strlen(CURSOR_MARK)) == 0)
		after += strlen(CURSOR_MARK);
	if (!page_read_number(rq, "after", after, NUMBER_MAX, &first) ||
	    !page_read_number(rq, "pageSize", size, max, &page->size))
		return false;
	page_lay_out(rq, page, first, total);
	return true;
}

bool
page_read(struct request *rq, struct page *page, size_t total, size_t max)
{
	return page_read_texts(
	    rq, page, query_text(rq, "pageNumber"), query_text(rq, "pageSize"), total, max);
}

bool
page_read_cursor(struct request *rq, struct page *page, size_t total, size_t max)
{
	return page_read_after(
	    rq, page, query_text(rq, "after"), query_text(rq, "pageSize"), total, max);
}

bool
page_read_body(struct request *rq, struct page *page, size_t total, size_t max)
{
	char *number = body_text(rq, "pageNumber"), *size = body_text(rq, "pageSize");
	bool good = page_read_texts(rq, page, number, size, total, max);

	free(number);
	free(size);
	return good;
}

bool
page_read_body_cursor(struct request *rq, struct page *page, size_t total, size_t max)
{
	char *after = body_text(rq, "after"), *size = body_text(rq, "pageSize");
	bool good = page_read_after(rq, page, after, size, total, max);

	free(after);
	free(size);
	return good;
}

void
page_whole(struct request *rq, struct page *page, size_t total)
{
	page->size = total + 1;
	page_lay_out(rq, page, 0, total);
}

void
page_cursor(const struct page *page, char after[PAGE_CURSOR_SIZE])
{
	snprintf(after, PAGE_CURSOR_SIZE, CURSOR_MARK "%zu", page->end);
}

/* This listing's own URI, filters and all, at another page. */
static void
put_uri(struct request *rq, const char *key, size_t size, size_t number)
{
	struct buf uri = BUF_INIT;

	buf_puts(&uri, rq->path);
	url_query_number(&uri, "pageSize", (long)size);
	url_query_number(&uri, "pageNumber", (long)number);
	for (size_t i = 0; i < rq->query.n; i++) {
		const struct request_pair *p = &rq->query.v[i];
		if (strcmp(p->name, "pageSize") != 0 && strcmp(p->name, "pageNumber") != 0)
			url_query(&uri, p->name, slice_str(p->value));
	}
	json_write_cstr(&rq->reply.body, key, uri.p);
	buf_release(&uri);
}

static void
put_uris(struct request *rq, const struct page *page, size_t pages)
{
	put_uri(rq, "firstUri", page->size, 1);
	put_uri(rq, "selfUri", page->size, page->number);
	if (page->number < pages)
		put_uri(rq, "nextUri", page->size, page->number + 1);
	if (page->number > 1)
		put_uri(rq, "previousUri", page->size, page->number - 1);
	put_uri(rq, "lastUri", page->size, pages > 0 ? pages : 1);
}

struct buf *
page_start(struct request *rq, const char *name)
{
	struct buf *b = reply_json(rq, 200);

	json_write_open(b, NULL);
	json_write_open_array(b, name);
	return b;
}

void
page_finish(struct request *rq, const struct page *page, enum page_envelope envelope)
{
	struct buf *b = &rq->reply.body;
	size_t pages = (page->claim + page->size - 1) / page->size;

	json_write_integer(b, "total", (long long)page->claim);
	if (envelope == PAGE_TOTAL) {
		json_write_cstr(b, "selfUri", rq->path);
	} else {
		json_write_integer(b, "pageSize", (long long)page->size);
		json_write_integer(b, "pageNumber", (long long)page->number);
		json_write_integer(b, "pageCount", (long long)pages);
	}
	if (envelope == PAGE_ALL)
		put_uris(rq, page, pages);
	json_write_close(b);
}
