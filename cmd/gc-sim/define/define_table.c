/*
 * define_table.c - data tables: their schemas and rows
 *
 * A table's columns follow from its key, a row from the table's key and its number, so that row
 * 4,999 costs no more than the first one.
 */
#include "define/define_types.h"

#include "gen/gen_emit.h"
#include "gen/gen_words.h"
#include "json/json.h"
#include "json/json_write.h"

enum { COLUMNS_MAX = 8 };

static const struct column {
	const char *name, *type;
	const char *preset; /* the default, as JSON; NULL: none */
} columns[] = {
    {"Queue", "string", NULL},
    {"queueId", "string", NULL},
    {"Open", "boolean", "true"},
    {"Priority", "integer", "5"},
    {"Weight", "number", "0.5"},
    {"Greeting Text", "string", "\"\""},
    {"Größe", "string", NULL},
    {"skill", "string", NULL},
    {"VIP", "boolean", NULL},
    {"Callback Minutes", "integer", NULL},
    {"prompt_name", "string", "\"Welcome\""},
    {"Prozent, brutto", "number", NULL},
};

/* Which columns the table has, in the order of the list above; returns how many. */
static size_t
table_columns(const struct org *org, const struct org_object *table, const struct column **v)
{
	struct rng r = define_rng(org, table, "columns");
	size_t want = rng_between(&r, 2, COLUMNS_MAX - 1), n = 0;

	for (size_t i = 0; i < COUNT_OF(columns) && n < want; i++)
		if (rng_below(&r, COUNT_OF(columns) - i) < want - n)
			v[n++] = &columns[i];
	return n;
}

/* Tables made years ago have no "$id". */
static void
table_property(
    struct define *d, const char *name, const char *title, const char *type, size_t at, bool old)
{
	struct buf id = BUF_INIT;

	json_write_open(d->b, name);
	define_put(d, "'title':%s,'type':%s", title, type);
	buf_printf(&id, "/properties/%s", name);
	if (!old)
		define_put(d, "'$id':%s", id.p);
	define_put(d, "'displayOrder':%zu", at);
	if (strcmp(type, "string") == 0)
		define_put(
		    d, "'minLength':%d,'maxLength':%d", at == 0 ? 1 : 0, at == 0 ? 256 : 262144);
	buf_release(&id);
}

void
define_table(struct define *d)
{
	const struct column *v[COLUMNS_MAX];
	size_t n = table_columns(d->org, d->o, v);
	bool old = rng_chance(&d->r, 20);

	define_description(d);
	json_write_open(d->b, "schema");
	define_put(d,
	    "'$schema':'http://json-schema.org/draft-04/schema#','title':%s,'type':'object',"
	    "'required':['key']",
	    d->o->name);
	json_write_open(d->b, "properties");
	table_property(d, "key", rng_chance(&d->r, 50) ? "ani" : "Key", "string", 0, old);
	json_write_close(d->b);
	for (size_t i = 0; i < n; i++) {
		table_property(d, v[i]->name, v[i]->name, v[i]->type, i + 1, old);
		if (v[i]->preset != NULL)
			json_write_raw(d->b, "default", slice_str(v[i]->preset));
		json_write_close(d->b);
	}
	json_write_close(d->b);
	json_write_bool(d->b, "additionalProperties", false);
	json_write_close(d->b);
}

size_t
define_rows(const struct org *org, const struct org_object *table)
{
	struct rng r = define_rng(org, table, "rows");

	return org->table_rows > 0 ? org->table_rows : rng_between(&r, 3, 45);
}

/* Numbers of telephones, and for the rest words that are hard on URLs and on spreadsheets. */
void
define_row_key(const struct org_object *table, size_t i, struct buf *b)
{
	static const char *const awkward[] = {"Straße %zu", "50%% off %zu", "a/b %zu", "=1+%zu",
	    "\"quoted\" %zu", "comma, %zu", "0%zu", "two\nlines %zu", " blank %zu ", "日本 %zu"};
	const char *format = awkward[(i / 4 + table->key) % COUNT_OF(awkward)];

	buf_clear(b);
	if (i % 4 == 3)
		buf_printf(b, format, i);
	else
		buf_printf(b, "+49%09zu", (i * 7919 + table->key % 1000) % 1000000000);
}

static void
row_text(struct define *d, const char *column)
{
	const struct org_object *o = NULL;
	struct buf text = BUF_INIT;

	if (strcmp(column, "Queue") == 0 || strcmp(column, "queueId") == 0)
		o = define_pick(d, "queue");
	else if (strcmp(column, "skill") == 0)
		o = define_pick(d, "acdSkill");
	if (o != NULL)
		buf_puts(&text, strcmp(column, "queueId") == 0 ? o->id : o->name);
	else if (rng_chance(&d->r, 15))
		gen_words_awkward(&d->r, &text);
	else if (!rng_chance(&d->r, 10))
		buf_puts(&text, gen_words_sentence(&d->r));
	json_write_string(d->b, column, buf_slice(&text));
	buf_release(&text);
}

static void
row_cell(struct define *d, const struct column *column)
{
	if (strcmp(column->type, "boolean") == 0) {
		json_write_bool(d->b, column->name, rng_chance(&d->r, 50));
	} else if (strcmp(column->type, "integer") == 0) {
		json_write_integer(d->b, column->name, (long long)rng_below(&d->r, 2000) - 1000);
	} else if (strcmp(column->type, "number") == 0) {
		json_write_name(d->b, column->name);
		buf_printf(d->b, "%zu.%zu", rng_below(&d->r, 100), rng_below(&d->r, 9) * 10 + 5);
	} else {
		row_text(d, column->name);
	}
}

void
define_row(const struct org *org, const struct org_object *table, size_t i, struct buf *b)
{
	const struct column *v[COLUMNS_MAX];
	size_t n = table_columns(org, table, v);
	struct define d = {org, table, define_rng(org, table, "row"), b};
	struct buf key = BUF_INIT;

	d.r.state ^= (i + 1) * UINT64_C(0xd1342543de82ef95);
	define_row_key(table, i, &key);
	json_write_open(b, NULL);
	json_write_string(b, "key", buf_slice(&key));
	for (size_t k = 0; k < n; k++)
		row_cell(&d, v[k]);
	json_write_close(b);
	buf_release(&key);
}
