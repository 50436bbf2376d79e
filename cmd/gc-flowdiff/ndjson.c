/* ndjson.c - the changes as records */
#include "base/out.h"
#include "flowdiff.h"
#include "json/json_write.h"

static const char *const names[] = {
    [DIFF_CHANGED] = "changed",
    [DIFF_ADDED] = "added",
    [DIFF_REMOVED] = "removed",
    [DIFF_MOVED] = "moved",
    [DIFF_RENAMED] = "renamed",
    [DIFF_ORDER] = "reordered",
};

static void
ndjson_none(void)
{
}

static void
ndjson_begin(struct buf *b, const struct flow *f, const char *change)
{
	buf_clear(b);
	json_write_open(b, NULL);
	json_write_cstr(b, "kind", "difference");
	json_write_open(b, f->object ? "object" : "flow");
	json_write_filled(b, "id", slice_str(f->id));
	json_write_cstr(b, "name", f->name);
	json_write_cstr(b, "type", f->type);
	json_write_close(b);
	json_write_cstr(b, "change", change);
}

static void
ndjson_end(struct buf *b)
{
	json_write_close(b);
	buf_putc(b, '\n');
	out_slice(buf_slice(b));
}

static void
ndjson_alone(const struct flow *f, bool added)
{
	struct buf b = BUF_INIT;

	ndjson_begin(&b, f, added ? "added" : "removed");
	if (f->by_hand)
		json_write_bool(&b, "by_hand", true);
	json_write_cstr(&b, "text", flow_alone(f, added));
	ndjson_end(&b);
	buf_release(&b);
}

/* Words are a text; a value without words is itself; what is not there is null. */
static void
ndjson_value(struct buf *b, const char *name, const struct diff_tree *t, uint32_t node,
    const struct said *s, const struct buf *text)
{
	if (node == DIFF_NONE)
		json_write_null(b, name);
	else if (s->words)
		json_write_string(b, name, buf_slice(text));
	else
		json_write_raw(b, name, diff_json(t, node));
}

static void
ndjson_values(struct buf *b, struct diff *d, const struct diff_change *c)
{
	struct said s;

	said_read(&s, d, c);
	if (s.words)
		json_write_string(b, "what", buf_slice(&s.what));
	ndjson_value(b, "old", &d->side[DIFF_A].tree, c->a, &s, &s.old);
	ndjson_value(b, "new", &d->side[DIFF_B].tree, c->b, &s, &s.new);
	said_release(&s);
}

static void
ndjson_pointer(struct buf *b, const char *name, const struct diff_tree *t, uint32_t node)
{
	struct buf pointer = BUF_INIT;

	if (node == DIFF_NONE)
		return;
	diff_pointer(t, node, &pointer);
	json_write_string(b, name, buf_slice(&pointer));
	buf_release(&pointer);
}

static void
ndjson_changes(const struct flow *a, const struct flow *b, struct diff *d)
{
	struct buf line = BUF_INIT, text = BUF_INIT;

	(void)a;
	for (size_t i = 0; i < d->n; i++) {
		const struct diff_change *c = &d->v[i];
		ndjson_begin(&line, b, names[c->kind]);
		buf_clear(&text);
		diff_where(d, c, &text);
		json_write_filled(&line, "where", buf_slice(&text));
		if (c->kind == DIFF_CHANGED)
			ndjson_values(&line, d, c);
		ndjson_pointer(&line, "old_at", &d->side[DIFF_A].tree, c->a);
		ndjson_pointer(&line, "at", &d->side[DIFF_B].tree, c->b);
		if (diff_stays(d, c))
			json_write_bool(&line, "by_hand", true);
		buf_clear(&text);
		say_change(d, c, &text);
		json_write_string(&line, "text", buf_slice(&text));
		ndjson_end(&line);
	}
	buf_release(&line);
	buf_release(&text);
}

const struct show show_ndjson = {ndjson_none, ndjson_alone, ndjson_changes, ndjson_none};
