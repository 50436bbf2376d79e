/* sim_rows_write.c - the rows of data tables: POST, PUT, DELETE */
#include "content/content_rows.h"
#include "objects/sim_schema.h"
#include "objects/object_endpoints.h"

bool
rows_put(struct request *rq, const char *table, const struct schema *schema,
    const struct members *row, const char **code, const char **why)
{
	struct buf text = BUF_INIT;
	char *key = members_dup(row, "key");

	*why = schema_row(schema, row, &text, code);
	if (*why == NULL)
		change_make(rq->sim, &(struct change){.kind = CHANGE_ROW,
					 .object = table,
					 .name = key,
					 .configuration = buf_slice(&text)});
	free(key);
	buf_release(&text);
	return *why == NULL;
}

/* Whether the row may be there: a new one must not be, a changed one must. The refusal is made. */
static bool
row_may_be(struct request *rq, const struct org_object *table, const char *key, bool is_new)
{
	struct buf room = BUF_INIT;
	bool there = rows_find(&rq->sim->org, table, key, &room);

	buf_release(&room);
	if (there && is_new)
		reply_error(rq, 409, "flows.datatables.not.unique",
		    "The table has a row with the key '%s' already.", key);
	else if (!there && !is_new)
		reply_not_found(rq, "row", key);
	else if (is_new && rows_count(&rq->sim->org, table) >= ROWS_MAX)
		reply_error(rq, 400, "flows.datatables.too.many.rows",
		    "A table has at most %d rows.", ROWS_MAX);
	else
		return true;
	return false;
}

/* Make or change the row of the body; `key`: of the path, or NULL for a new one. */
static void
rows_write_row(struct request *rq, struct org_object *table, const char *key)
{
	struct schema schema;
	struct members row = MEMBERS_INIT;
	struct json j = JSON_INIT;
	char *own = NULL;
	const char *code, *why = NULL;
	bool good = schema_read(rq->sim, table, &schema) &&
		    members_read(&row, &j, buf_slice(&rq->body)) &&
		    (own = members_dup(&row, "key")) != NULL;

	if (!good || own[0] == '\0')
		reply_error(rq, 400, "flows.datatables.schema.exception", "A row needs a key.");
	else if (key != NULL && strcmp(own, key) != 0)
		reply_error(rq, 400, "flows.datatables.schema.exception",
		    "The key of the row is not that of the path.");
	else if (row_may_be(rq, table, own, key == NULL) &&
		 !rows_put(rq, table->id, &schema, &row, &code, &why))
		reply_error(rq, 400, code, "%s", why);
	else if (why == NULL && rq->reply.status == 0)
		rows_find(&rq->sim->org, table, own, reply_json(rq, 200));
	schema_release(&schema);
	members_release(&row);
	json_release(&j);
	free(own);
}

void
row_create(struct request *rq)
{
	struct org_object *table = request_object(rq, spec_of("dataTable"));

	if (table != NULL)
		rows_write_row(rq, table, NULL);
}

void
row_update(struct request *rq)
{
	struct org_object *table = request_object(rq, spec_of("dataTable"));

	if (table != NULL)
		rows_write_row(rq, table, rq->arg[1]);
}

void
row_delete(struct request *rq)
{
	struct org_object *table = request_object(rq, spec_of("dataTable"));

	if (table == NULL || !row_may_be(rq, table, rq->arg[1], false))
		return;
	change_make(
	    rq->sim, &(struct change){.kind = CHANGE_ROW, .object = table->id, .name = rq->arg[1]});
	reply_json(rq, 204);
}
