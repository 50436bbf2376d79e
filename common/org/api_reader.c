/* api_reader.c - request the pages of a listing and read the answers */
#include "org/api_reader.h"

#include "base/out.h"
#include "base/url.h"
#include "json/json_write.h"

enum { ONE_PAGE = 1 << 30 }; /* the page size of a listing that is a single answer */

static long
page_size(const struct api_list *l)
{
	return l->page_size < l->type->max_page ? l->page_size : l->type->max_page;
}

void
reader_init(struct api_reader *r, struct api_list *to)
{
	*r = (struct api_reader){
	    .to = to, .outer = JSON_INIT, .inner = JSON_INIT, .members = MEMBERS_INIT};
	listing_init(&r->listing, to->type->paging == TYPE_ONE ? ONE_PAGE : page_size(to));
}

void
reader_release(struct api_reader *r)
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

static bool
is_post(const struct type *type)
{
	return type->paging == TYPE_POST_PAGES || type->paging == TYPE_POST_AFTER;
}

static void
reader_note_done(struct call *c)
{
	((struct reader_slot *)c->user)->done = true;
}

/* An empty slot with the listing's path. */
static void
reader_prepare(struct api_reader *r, struct reader_slot *s)
{
	buf_clear(&s->path);
	buf_clear(&s->body);
	type_path(r->to->type, r->to->parent, &s->path);
	if (r->to->query == NULL || *r->to->query == '\0')
		return;
	buf_putc(&s->path, strchr(s->path.p, '?') != NULL ? '&' : '?');
	buf_puts(&s->path, r->to->query);
}

/* Send the request with the slot's path and body. */
static void
reader_submit(struct api_reader *r, struct reader_slot *s)
{
	s->done = false;
	s->call = (struct call){.method = is_post(r->to->type) ? "POST" : "GET",
	    .path = s->path.p,
	    .body_out = buf_slice(&s->body),
	    .done = reader_note_done,
	    .user = s};
	call_submit(r->to->calls, &s->call);
}

void
reader_ask(struct api_reader *r, long page)
{
	struct reader_slot *s = &r->slots[(r->first + r->open++) % API_AHEAD];
	long size = page_size(r->to);

	reader_prepare(r, s);
	s->page = page;
	if (r->to->type->paging == TYPE_PAGES) {
		url_query_number(&s->path, "pageSize", size);
		url_query_number(&s->path, "pageNumber", page);
	} else if (r->to->type->paging == TYPE_POST_PAGES) {
		json_write_open(&s->body, NULL);
		json_write_integer(&s->body, "pageSize", size);
		json_write_integer(&s->body, "pageNumber", page);
		json_write_close(&s->body);
	}
	reader_submit(r, s);
}

static void
write_after(struct buf *body, long size, struct slice cursor)
{
	json_write_open(body, NULL);
	json_write_integer(body, "pageSize", size);
	json_write_filled(body, "after", cursor);
	json_write_close(body);
}

void
reader_ask_next(struct api_reader *r, const struct envelope *last)
{
	struct reader_slot *s = &r->slots[0];
	long size = page_size(r->to);

	reader_prepare(r, s);
	if (is_post(r->to->type)) {
		write_after(&s->body, size, buf_slice(&last->cursor));
	} else if (last->uri.n > 0) {
		buf_clear(&s->path);
		buf_add_slice(&s->path, buf_slice(&last->uri));
	} else {
		url_query_number(&s->path, "pageSize", size);
		if (last->cursor.n > 0)
			url_query(&s->path, "after", buf_slice(&last->cursor));
	}
	reader_submit(r, s);
}

/* Bytes of pages that have arrived, but wait for earlier pages. */
static size_t
reader_kept(const struct api_reader *r)
{
	size_t n = 0;

	for (size_t i = 0; i < API_AHEAD; i++)
		n += r->slots[i].done ? r->slots[i].call.body.n : 0;
	return n;
}

void
reader_wait(struct api_reader *r, const struct reader_slot *s)
{
	if (!s->done)
		out_flush();
	while (!s->done) {
		calls_keep(r->to->calls, reader_kept(r));
		calls_wait(r->to->calls, -1, -1);
	}
}

/* The page could not be read; the first such page gives the reason. */
static void
reader_lose(struct api_reader *r, const struct call *c, const char *why)
{
	if (r->code != 0)
		return;
	r->code = c->verdict == CALL_OK ? EXIT_REFUSED : call_exit_code(c);
	if (c->verdict == CALL_OK)
		buf_puts(&r->trouble, why);
	else
		call_describe(c, &r->trouble);
}

bool
reader_answer(struct api_reader *r, const struct reader_slot *s, struct envelope *e)
{
	const char *list = r->to->type->list != NULL ? r->to->type->list : "entities";
	const char *why = "";

	if (s->call.verdict == CALL_OK && envelope_read(e, buf_slice(&s->call.body), list, &why))
		return true;
	reader_lose(r, &s->call, why);
	return false;
}

static void
take_element(struct api_reader *r, struct slice element)
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

void
reader_elements(struct api_reader *r, const struct envelope *e)
{
	struct slice element;
	enum json_type t;

	r->any = true;
	json_start(&r->outer, e->elements);
	json_next(&r->outer);
	while ((t = json_value(&r->outer, &element)) > JSON_END && t != JSON_ARRAY_END)
		take_element(r, element);
}
