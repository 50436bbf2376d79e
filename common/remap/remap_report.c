/* remap_report.c - what a rewrite changes in a record, string by string */
#include "json/json_write.h"
#include "json/peek.h"
#include "remap/remap_report.h"

/* The value of the next member. The longest one was read before. */
static struct slice
report_value(const struct remap *r, struct slice *rest)
{
	struct slice bulk = r->bulk;

	if (rest->p != bulk.p)
		return peek_value(rest);
	*rest = slice_of(bulk.p + bulk.n, rest->n - bulk.n);
	return bulk;
}

/* The record was read and checked before, so a look ahead finds its members. */
static void
report_write_record(const struct remap *r, struct slice text, struct buf *out)
{
	static const char *const keys[] = {"id", "name", "type"};
	struct slice found[COUNT_OF(keys)] = {{NULL, 0}}, key;

	while (peek_key(&text, &key)) {
		struct slice value = report_value(r, &text);
		for (size_t i = 0; i < COUNT_OF(keys); i++)
			if (json_is(key, keys[i]))
				found[i] = value;
	}
	json_write_open(out, NULL);
	json_write_cstr(out, "kind", "change");
	json_write_open(out, r->object ? "object" : "flow");
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		json_write_raw(out, keys[i], found[i]);
	json_write_close(out);
}

/* The string with its edits applied, from the edit with index *next on. */
static void
put_edited(const struct splices *edits, size_t *next, struct slice text,
    const struct remap_place *place, struct buf *out)
{
	size_t from = place->at, end = place->at + place->len;

	for (; *next < edits->n && edits->v[*next].at < end; ++*next) {
		const struct splice *e = &edits->v[*next];
		buf_add(out, text.p + from, e->at - from);
		buf_add(out, edits->bytes.p + e->from, e->with);
		from = e->at + e->len;
	}
	buf_add(out, text.p + from, end - from);
}

void
remap_report(struct remap *r, struct slice text, void (*put)(void *to, struct slice line), void *to)
{
	const struct splices *edits = &r->edits;
	struct buf line = BUF_INIT;
	size_t next = 0, head;
	const char *quote;

	splices_sort(&r->edits);
	report_write_record(r, text, &line);
	head = line.n;
	for (size_t i = 0; i < r->places.n && next < edits->n; i++) {
		const struct remap_place *place = &r->places.v[i];
		if (edits->v[next].at >= place->at + place->len)
			continue; /* a name whose object keeps it */
		line.n = head;
		quote = place->number ? "" : "\"";
		buf_puts(&line, ",\"at\":");
		json_quote(
		    &line, slice_of(r->places.pointers.p + place->pointer, place->pointer_len));
		buf_puts(&line, ",\"old\":");
		buf_puts(&line, quote);
		buf_add(&line, text.p + place->at, place->len);
		buf_puts(&line, quote);
		buf_puts(&line, ",\"new\":");
		buf_puts(&line, quote);
		put_edited(edits, &next, text, place, &line);
		buf_puts(&line, quote);
		buf_puts(&line, "}\n");
		put(to, buf_slice(&line));
	}
	buf_release(&line);
}
