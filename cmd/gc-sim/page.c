/* page.c - one page of a listing, in the API's envelope */
#include "damage.h"
#include "num.h"
#include "page.h"
#include "put.h"

enum { DEFAULT_SIZE = 25, NUMBER_MAX = 1000000000 };

static bool
read_number(struct call *c, const char *name, long max, size_t *value)
{
	const char *text = query_text(c, name);
	long n;

	if (text == NULL)
		return true;
	if (!num_long(text, 1, max, &n)) {
		reply_error(c, 400, "invalid.query.param.value",
		    "The value '%s' of the query parameter %s is not a number from 1 to %ld.", text,
		    name, max);
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
 * A listing that is wrong. `move`: before a later page is read, the first item of all goes to the
 * end, so that an item slips past the reader and another is seen twice.
 */
static void
damage(struct call *c, struct page *page)
{
	const struct fault *f = damage_page(c, page->number == 1);

	if (f == NULL)
		return;
	if (f->kind == FAULT_REPEAT) {
		page->end = page->first;
		page->first -= at_most(page->size, page->first);
	} else if (f->kind == FAULT_SHORT) {
		page->end -= (page->end - page->first + 1) / 2;
	} else if (f->kind == FAULT_MOVE) {
		c->sim->moved++;
	} else if (f->kind == FAULT_TOTAL) {
		page->claim += f->by > 0 ? (size_t)f->by : 1;
	}
}

bool
page_read(struct call *c, struct page *page, size_t total, size_t max)
{
	page->number = 1;
	page->size = at_most(DEFAULT_SIZE, max);
	page->total = total;
	if (!read_number(c, "pageNumber", NUMBER_MAX, &page->number) ||
	    !read_number(c, "pageSize", (long)max, &page->size))
		return false;
	page->first = at_most((page->number - 1) * page->size, total);
	page->end = at_most(page->first + page->size, total);
	page->claim = total;
	damage(c, page);
	page->turn = c->sim->moved;
	return true;
}

struct buf *
page_begin(struct call *c)
{
	struct buf *b = reply_json(c, 200);

	buf_puts(b, "{\"entities\":[");
	return b;
}

static bool
unreserved(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("-._~", c) != NULL);
}

static void
add_escaped(struct buf *b, const char *text)
{
	for (; *text != '\0'; text++) {
		if (unreserved(*text))
			buf_putc(b, *text);
		else
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)*text);
	}
}

/* This listing's own URI, filters and all, at another page. */
static void
put_uri(struct call *c, const char *key, size_t size, size_t number)
{
	struct buf uri = BUF_INIT;

	buf_printf(&uri, "%s?pageSize=%zu&pageNumber=%zu", c->path, size, number);
	for (size_t i = 0; i < c->query.n; i++) {
		const struct pair *p = &c->query.v[i];
		if (strcmp(p->name, "pageSize") == 0 || strcmp(p->name, "pageNumber") == 0)
			continue;
		buf_putc(&uri, '&');
		add_escaped(&uri, p->name);
		buf_putc(&uri, '=');
		add_escaped(&uri, p->value);
	}
	put_text(&c->reply.body, key, uri.p);
	buf_release(&uri);
}

void
page_finish(struct call *c, const struct page *page)
{
	struct buf *b = &c->reply.body;
	size_t pages = (page->claim + page->size - 1) / page->size;

	buf_putc(b, ']');
	put_number(b, "pageSize", (long long)page->size);
	put_number(b, "pageNumber", (long long)page->number);
	put_number(b, "total", (long long)page->claim);
	put_uri(c, "firstUri", page->size, 1);
	put_uri(c, "selfUri", page->size, page->number);
	if (page->number < pages)
		put_uri(c, "nextUri", page->size, page->number + 1);
	if (page->number > 1)
		put_uri(c, "previousUri", page->size, page->number - 1);
	put_uri(c, "lastUri", page->size, pages > 0 ? pages : 1);
	put_number(b, "pageCount", (long long)pages);
	buf_putc(b, '}');
}
