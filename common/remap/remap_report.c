/* remap_report.c - what a rewrite changes in a record, string by string */
#include "json/peek.h"
#include "remap/remap_report.h"

/* The record was read and checked before, so a look ahead finds its members. */
static void
put_flow(struct slice text, struct buf *out)
{
	static const char *const keys[] = {"id", "name", "type"};
	struct slice found[COUNT_OF(keys)] = {{NULL, 0}}, key, value;
	const char *comma = "";

	while (peek_member(&text, &key, &value))
		for (size_t i = 0; i < COUNT_OF(keys); i++)
			if (json_is(key, keys[i]))
				found[i] = value;
	buf_puts(out, "{\"kind\":\"change\",\"flow\":{");
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (found[i].n == 0)
			continue;
		buf_printf(out, "%s\"%s\":", comma, keys[i]);
		buf_add_slice(out, found[i]);
		comma = ",";
	}
	buf_puts(out, "},\"at\":");
}

/* The string with those edits made that lie in it, from the one with index *next on. */
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
	put_flow(text, &line);
	head = line.n;
	for (size_t i = 0; i < r->places.n && next < edits->n; i++) {
		const struct remap_place *place = &r->places.v[i];
		if (edits->v[next].at >= place->at + place->len)
			continue; /* a name whose object keeps it */
		line.n = head;
		json_quote(
		    &line, slice_of(r->places.pointers.p + place->pointer, place->pointer_len));
		quote = place->number ? "" : "\"";
		buf_printf(&line, ",\"old\":%s", quote);
		buf_add(&line, text.p + place->at, place->len);
		buf_printf(&line, "%s,\"new\":%s", quote, quote);
		put_edited(edits, &next, text, place, &line);
		buf_printf(&line, "%s}\n", quote);
		put(to, buf_slice(&line));
	}
	buf_release(&line);
}
