/* sim_schema.c - the schema of a data table */
#include "objects/sim_schema.h"

#include "base/mem.h"
#include "json/json_write.h"

enum { COLUMNS_MAX = 50, KEY_MAX = 256 };

static bool
read_columns(struct slice schema, struct members *columns, struct json *j)
{
	struct members m = MEMBERS_INIT;
	struct json outer = JSON_INIT;
	const struct member *properties;
	bool good = members_read(&m, &outer, schema) &&
		    (properties = members_find(&m, "properties")) != NULL &&
		    members_read(columns, j, properties->value) &&
		    members_find(columns, "key") != NULL;

	members_release(&m);
	json_release(&outer);
	return good;
}

bool
schema_read(const struct sim *sim, const struct org_object *table, struct schema *s)
{
	struct buf room = BUF_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	const struct member *schema;
	bool good = false;

	*s = (struct schema){BUF_INIT, MEMBERS_INIT, JSON_INIT};
	if (members_read(&m, &j, object_content(&sim->org, table, &room)) &&
	    (schema = members_find(&m, "schema")) != NULL) {
		buf_add_slice(&s->text, schema->value);
		good = read_columns(buf_slice(&s->text), &s->columns, &s->json);
	}
	members_release(&m);
	json_release(&j);
	buf_release(&room);
	return good;
}

void
schema_release(struct schema *s)
{
	members_release(&s->columns);
	json_release(&s->json);
	buf_release(&s->text);
}

/* A member of one column: its type, its default. */
static bool
column_has(const struct member *column, const char *key, struct member *found)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	const struct member *one = NULL;

	if (members_read(&m, &j, column->value))
		one = members_find(&m, key);
	if (one != NULL)
		*found = *one;
	members_release(&m);
	json_release(&j);
	return one != NULL;
}

struct slice
schema_type(const struct member *column)
{
	struct member type;

	return column_has(column, "type", &type) ? member_string(&type) : slice_str("string");
}

static bool
is_whole_number(struct slice text)
{
	for (size_t i = 0; i < text.n; i++)
		if (strchr(".eE", text.p[i]) != NULL)
			return false;
	return true;
}

static bool
fits_type(const struct member *cell, struct slice type)
{
	if (slice_is(type, "boolean"))
		return cell->type == JSON_TRUE || cell->type == JSON_FALSE;
	if (slice_is(type, "integer"))
		return cell->type == JSON_NUMBER && is_whole_number(cell->value);
	if (slice_is(type, "number"))
		return cell->type == JSON_NUMBER;
	return cell->type == JSON_STRING;
}

static void
put_default(const struct member *column, struct buf *b)
{
	struct slice type = schema_type(column);
	struct member preset;

	if (column_has(column, "default", &preset))
		buf_add_slice(b, preset.value);
	else if (slice_is(type, "boolean"))
		buf_puts(b, "false");
	else
		buf_puts(b, slice_is(type, "string") ? "\"\"" : "0");
}

static const struct member *
find_cell(const struct members *row, struct slice key)
{
	for (size_t i = row->n; i > 0; i--)
		if (json_eq(row->v[i - 1].key, key) || slice_eq(row->v[i - 1].key, key))
			return &row->v[i - 1];
	return NULL;
}

static const char *
check_cells(const struct schema *s, const struct members *row)
{
	struct buf plain = BUF_INIT;
	const char *why = NULL;

	for (size_t i = 0; why == NULL && i < row->n; i++) {
		struct slice key = json_text(row->v[i].key, &plain);
		if (find_cell(&s->columns, key) == NULL)
			why = "The row has a column that the schema does not have.";
	}
	buf_release(&plain);
	return why;
}

const char *
schema_row(const struct schema *s, const struct members *row, struct buf *b, const char **code)
{
	struct slice key = members_string(row, "key");
	const char *why = check_cells(s, row);
	struct buf plain = BUF_INIT;

	*code = "flows.datatables.schema.exception";
	if (why == NULL && (key.n == 0 || key.n > KEY_MAX * 4))
		why = "A row needs a key of 1 to 256 characters.";
	json_write_open(b, NULL);
	for (size_t i = 0; why == NULL && i < s->columns.n; i++) {
		const struct member *column = &s->columns.v[i];
		const struct member *cell = find_cell(row, json_text(column->key, &plain));

		json_write_key(b, column->key);
		if (cell == NULL || cell->type == JSON_NULL)
			put_default(column, b);
		else if (fits_type(cell, schema_type(column)))
			buf_add_slice(b, cell->value);
		else
			why = "A value of the row is not of its column's type.";
	}
	json_write_close(b);
	buf_release(&plain);
	return why;
}

/* Columns may be added, and be given another title; they stay and keep their types. */
static bool
keeps_columns(struct request *rq, const struct draft *d, const struct members *columns)
{
	struct schema was;
	bool good = true;

	if (schema_read(rq->sim, d->now, &was))
		for (size_t i = 0; good && i < was.columns.n; i++) {
			const struct member *now = find_cell(columns, was.columns.v[i].key);
			good = now != NULL &&
			       slice_eq(schema_type(now), schema_type(&was.columns.v[i]));
		}
	schema_release(&was);
	if (!good)
		reply_error(rq, 400, "flows.datatables.cannot.remove.fields",
		    "A field that the table has is missing or has another type.");
	return good;
}

/* The title is the table's name, whatever the client says. */
static void
set_title(struct draft *d, struct slice schema)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf text = BUF_INIT, content = BUF_INIT;
	struct members all = MEMBERS_INIT;
	struct json outer = JSON_INIT;

	members_read(&m, &j, schema);
	json_write_open(&text, NULL);
	for (size_t i = 0; i < m.n; i++)
		if (slice_is(m.v[i].key, "title"))
			json_write_cstr(&text, "title", d->name);
		else
			member_write(&m.v[i], &text);
	if (members_find(&m, "title") == NULL)
		json_write_cstr(&text, "title", d->name);
	json_write_close(&text);
	members_read(&all, &outer, buf_slice(&d->content));
	json_write_open(&content, NULL);
	for (size_t i = 0; i < all.n; i++)
		if (!slice_is(all.v[i].key, "schema"))
			member_write(&all.v[i], &content);
	json_write_raw(&content, "schema", buf_slice(&text));
	json_write_close(&content);
	buf_clear(&d->content);
	buf_add_slice(&d->content, buf_slice(&content));
	members_release(&m);
	members_release(&all);
	json_release(&j);
	json_release(&outer);
	buf_release(&text);
	buf_release(&content);
}

bool
schema_check(struct request *rq, struct draft *d)
{
	const struct member *schema = draft_find(d, "schema");
	struct members columns = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool good = read_columns(schema->value, &columns, &j);

	if (!good) {
		reply_error(rq, 400, "flows.datatables.schema.exception",
		    "The schema has no properties, or none that is the key.");
	} else if (columns.n > COLUMNS_MAX + 1) {
		good = false;
		reply_error(rq, 400, "flows.datatables.too.many.properties",
		    "A table has at most %d fields.", COLUMNS_MAX);
	} else if (d->now != NULL) {
		good = keeps_columns(rq, d, &columns);
	}
	if (good)
		set_title(d, schema->value);
	members_release(&columns);
	json_release(&j);
	return good;
}
