/* api.c - listings of the API, read whole */
#include "api.h"

#include "cursor.h"
#include "envelope.h"
#include "err.h"
#include "members.h"
#include "out.h"
#include "url.h"

enum { ONE_PAGE = 1 << 30 }; /* the page size of a listing that is a single answer */

/* A request for one page. */
struct slot {
	struct call call;
	struct buf path, body;
	long page;
	bool done;
};

struct reader {
	struct api_list *to;
	struct listing listing;
	struct slot slots[API_AHEAD]; /* a ring, in the order of asking */
	size_t first, open;
	bool any;           /* a page was read */
	int code;           /* of the first page that was not */
	struct buf trouble; /* what became of it */
	struct buf id;
	struct json outer, inner;
	struct members members;
};

static long
page_size(const struct api_list *l)
{
	return l->page_size < l->type->max_page ? l->page_size : l->type->max_page;
}

static bool
is_post(const struct type *type)
{
	return type->paging == TYPE_POST_PAGES || type->paging == TYPE_POST_AFTER;
}

static void
put_path(const struct api_list *l, struct buf *path)
{
	type_path(l->type, l->parent, path);
	if (l->query != NULL && *l->query != '\0') {
		buf_putc(path, strchr(path->p, '?') != NULL ? '&' : '?');
		buf_puts(path, l->query);
	}
}

static void
note_done(struct call *c)
{
	((struct slot *)c->user)->done = true;
}

/* Send what path and body hold. */
static void
submit(struct reader *r, struct slot *s)
{
	s->done = false;
	s->call = (struct call){.method = is_post(r->to->type) ? "POST" : "GET",
	    .path = s->path.p,
	    .body_out = buf_slice(&s->body),
	    .done = note_done,
	    .user = s};
	call_submit(r->to->calls, &s->call);
}

static void
wait_for(struct reader *r, const struct slot *s)
{
	if (!s->done)
		out_flush();
	while (!s->done)
		calls_wait(r->to->calls, -1, -1);
}

/* The page is lost: the first one that is says why. */
static void
lose(struct reader *r, const struct call *c, const char *why)
{
	if (r->code != 0)
		return;
	r->code = c->verdict == CALL_OK ? EXIT_REFUSED : call_exit_code(c);
	if (c->verdict == CALL_OK)
		buf_puts(&r->trouble, why);
	else
		call_describe(c, &r->trouble);
}

static void
take_element(struct reader *r, struct slice element)
{
	struct slice token = {NULL, 0};

	if (members_read(&r->members, &r->inner, element))
		token = members_string(&r->members, "id");
	buf_clear(&r->id);
	json_unescape(token, &r->id);
	if (!listing_add(&r->listing, buf_slice(&r->id)))
		return;
	r->to->found = r->listing.ids.n;
	r->to->total = r->listing.total;
	r->to->element(r->to->user, buf_slice(&r->id), element);
}

static void
take_elements(struct reader *r, const struct envelope *e)
{
	struct slice element;
	enum json_type t;

	r->any = true;
	json_start(&r->outer, e->elements);
	json_next(&r->outer);
	while ((t = json_value(&r->outer, &element)) > JSON_END && t != JSON_ARRAY_END)
		take_element(r, element);
}

/* The answer as a page of a listing; false: it is lost. */
static bool
read_answer(struct reader *r, const struct slot *s, struct envelope *e)
{
	const char *list = r->to->type->list != NULL ? r->to->type->list : "entities";
	const char *why = "";

	if (s->call.verdict == CALL_OK && envelope_read(e, buf_slice(&s->call.body), list, &why))
		return true;
	lose(r, &s->call, why);
	return false;
}

static void
ask_page(struct reader *r, long page)
{
	struct slot *s = &r->slots[(r->first + r->open++) % API_AHEAD];
	long size = page_size(r->to);

	s->page = page;
	buf_clear(&s->path);
	buf_clear(&s->body);
	put_path(r->to, &s->path);
	if (r->to->type->paging == TYPE_PAGES) {
		url_query_number(&s->path, "pageSize", size);
		url_query_number(&s->path, "pageNumber", page);
	} else if (r->to->type->paging == TYPE_POST_PAGES) {
		buf_printf(&s->body, "{\"pageSize\":%ld,\"pageNumber\":%ld}", size, page);
	}
	submit(r, s);
}

/* Some endpoints refuse a page after the last one instead of giving an empty one. */
static bool
is_past_the_end(const struct reader *r, const struct slot *s)
{
	return s->call.verdict == CALL_REFUSED && listing_beyond(&r->listing, s->page);
}

static void
take_page(struct reader *r)
{
	struct slot *s = &r->slots[r->first];
	struct envelope e = ENVELOPE_INIT;

	wait_for(r, s);
	if (is_past_the_end(r, s) || !read_answer(r, s, &e)) {
		listing_lost(&r->listing, s->page);
	} else {
		if (r->to->type->paging == TYPE_ONE)
			e.head.count = e.head.size = -1;
		listing_begin(&r->listing, s->page, &e.head);
		take_elements(r, &e);
		listing_end(&r->listing);
	}
	call_release(&s->call);
	envelope_release(&e);
	r->first = (r->first + 1) % API_AHEAD;
	r->open--;
}

/* By page number; a listing of a single answer is one of a page without end. */
static bool
read_pages(struct reader *r)
{
	long page;

	for (;;) {
		while (r->open < API_AHEAD && listing_next(&r->listing, &page))
			ask_page(r, page);
		if (r->open == 0)
			return listing_proved(&r->listing, &r->to->why);
		take_page(r);
	}
}

/* The first page, or the one that the last answer names. */
static void
ask_next(struct reader *r, const struct envelope *e)
{
	struct slot *s = &r->slots[0];

	buf_clear(&s->path);
	buf_clear(&s->body);
	if (e->by_uri) {
		buf_add_slice(&s->path, buf_slice(&e->next));
	} else {
		put_path(r->to, &s->path);
		if (!is_post(r->to->type)) {
			url_query_number(&s->path, "pageSize", page_size(r->to));
			if (e->next.n > 0)
				url_query(&s->path, "after", buf_slice(&e->next));
		}
	}
	if (is_post(r->to->type)) {
		buf_printf(&s->body, "{\"pageSize\":%ld", page_size(r->to));
		if (e->next.n > 0) {
			buf_puts(&s->body, ",\"after\":");
			json_quote(&s->body, buf_slice(&e->next));
		}
		buf_putc(&s->body, '}');
	}
	submit(r, s);
}

static bool
read_by_cursor(struct reader *r)
{
	struct envelope e = ENVELOPE_INIT;
	struct cursor cursor = CURSOR_INIT;
	struct listing_head none = {-1, -1, -1};
	enum cursor_step step = CURSOR_MORE;

	while (step == CURSOR_MORE) {
		ask_next(r, &e);
		wait_for(r, &r->slots[0]);
		if (!read_answer(r, &r->slots[0], &e))
			break;
		listing_begin(&r->listing, 1, &none);
		take_elements(r, &e);
		step = cursor_step(&cursor, buf_slice(&e.next), r->listing.elements);
		call_release(&r->slots[0].call);
	}
	if (step == CURSOR_LOOP)
		buf_puts(&r->to->why, "its pages name each other in a circle");
	else if (step == CURSOR_MORE)
		buf_puts(&r->to->why, "a page could not be read");
	else if (r->listing.nameless > 0)
		buf_printf(&r->to->why, "%zu elements without an id", r->listing.nameless);
	call_release(&r->slots[0].call);
	envelope_release(&e);
	cursor_release(&cursor);
	return step == CURSOR_END && r->listing.nameless == 0;
}

static void
conclude(struct reader *r, bool proved)
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

static void
release(struct reader *r)
{
	listing_release(&r->listing);
	for (size_t i = 0; i < API_AHEAD; i++) {
		buf_release(&r->slots[i].path);
		buf_release(&r->slots[i].body);
	}
	buf_release(&r->trouble);
	buf_release(&r->id);
	json_release(&r->outer);
	json_release(&r->inner);
	members_release(&r->members);
}

void
api_list(struct api_list *l)
{
	struct reader r = {
	    .to = l, .outer = JSON_INIT, .inner = JSON_INIT, .members = MEMBERS_INIT};
	enum type_paging paging = l->type->paging;
	bool by_cursor = paging == TYPE_CURSOR || paging == TYPE_POST_AFTER;

	l->found = 0;
	l->total = -1;
	l->why = (struct buf)BUF_INIT;
	listing_init(&r.listing, paging == TYPE_ONE ? ONE_PAGE : page_size(l));
	conclude(&r, by_cursor ? read_by_cursor(&r) : read_pages(&r));
	release(&r);
}

void
api_list_release(struct api_list *l)
{
	buf_release(&l->why);
}
