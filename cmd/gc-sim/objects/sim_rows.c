/* sim_rows.c - the rows of data tables: GET */
#include "base/url.h"
#include "content/content_rows.h"
#include "json/json_write.h"
#include "objects/sim_object.h"
#include "objects/object_endpoints.h"
#include "wire/page.h"

enum { ROWS_PAGE_MAX = 500 };

/* Rows of some tables come with a "selfUri", as real ones do now and then. */
static void
put_row(struct request *rq, const struct org_object *table, struct slice text, struct slice key)
{
	struct buf *b = &rq->reply.body;

	if (b->n > 0 && strchr("[{", b->p[b->n - 1]) == NULL)
		buf_putc(b, ',');
	buf_add_slice(b, text);
	if (table->id[0] % 2 == 0)
		return;
	b->n--;
	json_write_name(b, "selfUri");
	buf_printf(b, "\"/api/v2/flows/datatables/%s/rows/", table->id);
	url_escape(b, key);
	buf_puts(b, "\"}");
}

static bool
wants_whole(const struct request *rq)
{
	const char *brief = query_text(rq, "showbrief");

	return brief != NULL && strcmp(brief, "false") == 0;
}

void
rows_list(struct request *rq)
{
	const struct org_object *table = request_object(rq, spec_of("dataTable"));
	struct buf key = BUF_INIT, text = BUF_INIT;
	struct page page;

	if (table == NULL || !page_read(rq, &page, rows_count(&rq->sim->org, table), ROWS_PAGE_MAX))
		return;
	page_start(rq, "entities");
	for (size_t i = page.first; i < page.end; i++) {
		buf_clear(&key);
		buf_clear(&text);
		rows_key(table, page_item(&page, i), &key);
		if (wants_whole(rq)) {
			rows_text(&rq->sim->org, table, page_item(&page, i), &text);
		} else {
			json_write_open(&text, NULL);
			json_write_string(&text, "key", buf_slice(&key));
			json_write_close(&text);
		}
		put_row(rq, table, buf_slice(&text), buf_slice(&key));
	}
	buf_putc(&rq->reply.body, ']');
	page_finish(rq, &page, PAGE_ALL);
	buf_release(&key);
	buf_release(&text);
}

void
row_get(struct request *rq)
{
	const struct org_object *table = request_object(rq, spec_of("dataTable"));
	struct buf text = BUF_INIT;

	if (table == NULL)
		return;
	if (rows_find(&rq->sim->org, table, rq->arg[1], &text)) {
		reply_json(rq, 200);
		put_row(rq, table, buf_slice(&text), slice_str(rq->arg[1]));
	} else {
		reply_not_found(rq, "row", rq->arg[1]);
	}
	buf_release(&text);
}
