/* sim_rows.c - the rows of data tables: GET */
#include "objects/sim_rows.h"

#include "base/url.h"
#include "define/define.h"
#include "json/json_write.h"
#include "objects/sim_object.h"
#include "store/parts.h"
#include "wire/endpoints.h"
#include "wire/page.h"

enum { ROWS_PAGE_MAX = 500 };

static bool
rows_are_kept(const struct org_object *table)
{
	return table->parts != NULL && table->parts->has_rows;
}

size_t
rows_count(const struct sim *sim, const struct org_object *table)
{
	return rows_are_kept(table) ? table->parts->nrows : define_rows(&sim->org, table);
}

void
rows_text(const struct sim *sim, const struct org_object *table, size_t i, struct buf *b)
{
	if (rows_are_kept(table))
		buf_puts(b, table->parts->rows[i].text);
	else
		define_row(&sim->org, table, i, b);
}

void
rows_key(const struct sim *sim, const struct org_object *table, size_t i, struct buf *b)
{
	struct buf key = BUF_INIT;

	(void)sim;
	if (rows_are_kept(table)) {
		buf_puts(b, table->parts->rows[i].key);
		return;
	}
	define_row_key(table, i, &key);
	buf_add_slice(b, buf_slice(&key));
	buf_release(&key);
}

bool
rows_find(const struct sim *sim, const struct org_object *table, const char *key, struct buf *b)
{
	const struct org_row *row;
	struct buf one = BUF_INIT;
	bool found = false;

	if (rows_are_kept(table)) {
		row = parts_row(table->parts, key);
		if (row != NULL)
			buf_puts(b, row->text);
		return row != NULL;
	}
	for (size_t i = 0, n = rows_count(sim, table); i < n && !found; i++) {
		define_row_key(table, i, &one);
		found = strcmp(one.p, key) == 0;
		if (found)
			define_row(&sim->org, table, i, b);
	}
	buf_release(&one);
	return found;
}

void
rows_settle(struct sim *sim, struct org_object *table)
{
	struct org_parts *parts = parts_of(table);
	struct buf key = BUF_INIT, text = BUF_INIT;

	if (parts->has_rows)
		return;
	for (size_t i = 0, n = rows_count(sim, table); i < n; i++) {
		buf_clear(&text);
		define_row(&sim->org, table, i, &text);
		define_row_key(table, i, &key);
		parts_put_row(parts, key.p, buf_slice(&text));
	}
	parts->has_rows = true;
	buf_release(&key);
	buf_release(&text);
}

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

	if (table == NULL || !page_read(rq, &page, rows_count(rq->sim, table), ROWS_PAGE_MAX))
		return;
	page_start(rq, "entities");
	for (size_t i = page.first; i < page.end; i++) {
		buf_clear(&key);
		buf_clear(&text);
		rows_key(rq->sim, table, page_item(&page, i), &key);
		if (wants_whole(rq)) {
			rows_text(rq->sim, table, page_item(&page, i), &text);
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
	if (rows_find(rq->sim, table, rq->arg[1], &text)) {
		reply_json(rq, 200);
		put_row(rq, table, buf_slice(&text), slice_str(rq->arg[1]));
	} else {
		reply_not_found(rq, "row", rq->arg[1]);
	}
	buf_release(&text);
}
