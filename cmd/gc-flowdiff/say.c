/* say.c - one change as a person reads it */
#include "flowdiff.h"
#include "base/utf8.h"

static void
said_text(struct diff *d, enum diff_version version, uint32_t node, struct buf *b)
{
	const struct diff_tree *t = &d->side[version].tree;
	uint32_t text = diff_member(t, node, "text");

	buf_add_slice(
	    b, text != DIFF_NONE ? diff_text(&d->side[version].tree, text) : slice_of("", 0));
}

/* Where the two texts differ in one prompt only, say that. */
static void
said_prompts(struct said *s, struct diff *d, const struct diff_change *c)
{
	struct buf old = BUF_INIT, new = BUF_INIT;

	if (!diff_is_expression(&d->side[DIFF_A].tree, c->a) ||
	    !diff_is_expression(&d->side[DIFF_B].tree, c->b))
		return;
	said_text(d, DIFF_A, c->a, &old);
	said_text(d, DIFF_B, c->b, &new);
	buf_clear(&s->old);
	buf_clear(&s->new);
	if (diff_prompts(buf_slice(&old), buf_slice(&new), &s->old, &s->new)) {
		if (s->what.n < 6 || memcmp(s->what.p + s->what.n - 6, "prompt", 6) != 0)
			buf_puts(&s->what, " prompt");
	} else {
		buf_clear(&s->old);
		buf_clear(&s->new);
		diff_value(d, DIFF_A, c->a, &s->old);
		diff_value(d, DIFF_B, c->b, &s->new);
	}
	buf_release(&old);
	buf_release(&new);
}

static void
said_json(struct diff *d, enum diff_version version, uint32_t node, struct buf *b)
{
	if (node != DIFF_NONE)
		diff_line(b, diff_json(&d->side[version].tree, node));
}

void
said_read(struct said *s, struct diff *d, const struct diff_change *c)
{
	*s = (struct said){false, BUF_INIT, BUF_INIT, BUF_INIT};
	s->words = diff_what(d, c, &s->what);
	if (!s->words) {
		said_json(d, DIFF_A, c->a, &s->old);
		said_json(d, DIFF_B, c->b, &s->new);
		return;
	}
	diff_value(d, DIFF_A, c->a, &s->old);
	diff_value(d, DIFF_B, c->b, &s->new);
	said_prompts(s, d, c);
}

void
said_release(struct said *s)
{
	buf_release(&s->what);
	buf_release(&s->old);
	buf_release(&s->new);
}

enum { SHOWN = 160, AROUND = 40 }; /* bytes of a value that is shown whole; around what differs */

/* A long value: from a little before the first byte that differs from the other one. */
static void
say_short(struct buf *b, struct slice value, struct slice other)
{
	size_t same = 0, from, to;

	if (value.n <= SHOWN) {
		buf_add_slice(b, value);
		return;
	}
	while (same < value.n && same < other.n && value.p[same] == other.p[same])
		same++;
	from = same > AROUND ? utf8_floor(value, same - AROUND) : 0;
	to = utf8_floor(value, from + SHOWN < value.n ? from + SHOWN : value.n);
	if (from > 0)
		buf_puts(b, "…");
	buf_add(b, value.p + from, to - from);
	if (to < value.n)
		buf_puts(b, "…");
}

static void
say_value(struct diff *d, const struct diff_change *c, struct buf *b)
{
	struct said s;

	said_read(&s, d, c);
	buf_add_slice(b, buf_slice(&s.what));
	buf_puts(b, s.words ? " " : ": ");
	if (c->kind == DIFF_ORDER) {
		buf_puts(b, "other order");
	} else if (s.old.n == 0 || s.new.n == 0) {
		buf_puts(b, s.old.n == 0 ? "added " : "removed ");
		say_short(b, buf_slice(s.old.n == 0 ? &s.new : &s.old), slice_of("", 0));
	} else {
		say_short(b, buf_slice(&s.old), buf_slice(&s.new));
		buf_puts(b, " → ");
		say_short(b, buf_slice(&s.new), buf_slice(&s.old));
	}
	said_release(&s);
}

static void
say_name(struct diff *d, enum diff_version version, uint32_t node, struct buf *b)
{
	buf_putc(b, '"');
	diff_line(b, diff_string(&d->side[version].tree, node, "name"));
	buf_putc(b, '"');
}

/* The part that a part is in. */
static void
say_outer(struct diff *d, enum diff_version version, uint32_t node, struct buf *b)
{
	const struct diff_side *s = &d->side[version];

	diff_part_label(d, version, s->v[s->tree.v[node].part].outer, b);
}

/* After which action an action runs, or at the start; nothing if nothing leads to it. */
static void
say_place(struct diff *d, enum diff_version version, uint32_t node, struct buf *b)
{
	struct diff_side *s = &d->side[version];
	uint32_t link = s->v[s->tree.v[node].part].link, from;
	struct diff_change way = {DIFF_CHANGED, link, DIFF_NONE};

	if (link == DIFF_NONE)
		return;
	from = diff_part_around(s, link);
	if (s->v[from].kind != DIFF_ACTION) {
		buf_puts(b, "at the start");
		return;
	}
	buf_puts(b, "after ");
	diff_part_label(d, version, from, b);
	if (diff_key_is(&s->tree, link, "nextAction"))
		return;
	if (version == DIFF_B)
		way = (struct diff_change){DIFF_CHANGED, DIFF_NONE, link};
	buf_puts(b, ", ");
	diff_what(d, &way, b);
}

static void
say_added(struct diff *d, const struct diff_change *c, struct buf *b)
{
	size_t n;

	buf_puts(b, " added ");
	n = b->n;
	say_place(d, DIFF_B, c->b, b);
	if (b->n == n)
		b->p[--b->n] = '\0'; /* the blank */
}

static void
say_moved(struct diff *d, const struct diff_change *c, struct buf *b)
{
	const struct diff_side *sa = &d->side[DIFF_A], *sb = &d->side[DIFF_B];
	uint32_t a = sa->v[sa->tree.v[c->a].part].outer, to = sb->v[sb->tree.v[c->b].part].outer;

	buf_puts(b, ": moved ");
	if (sa->v[a].pair != to) {
		buf_puts(b, "to ");
		say_outer(d, DIFF_B, c->b, b);
	} else {
		buf_puts(b, "from ");
		say_place(d, DIFF_A, c->a, b);
		buf_puts(b, " to ");
		say_place(d, DIFF_B, c->b, b);
	}
}

void
say_change(struct diff *d, const struct diff_change *c, struct buf *b)
{
	diff_where(d, c, b);
	switch (c->kind) {
	case DIFF_CHANGED:
	case DIFF_ORDER:
		if (b->n > 0)
			buf_puts(b, ": ");
		say_value(d, c, b);
		break;
	case DIFF_ADDED:
		say_added(d, c, b);
		break;
	case DIFF_REMOVED:
		buf_puts(b, " removed");
		break;
	case DIFF_MOVED:
		say_moved(d, c, b);
		break;
	case DIFF_RENAMED:
		buf_puts(b, b->n > 0 ? ": renamed to " : "renamed to ");
		say_name(d, DIFF_B, c->b, b);
		break;
	}
	if (diff_stays(d, c))
		buf_puts(b, " (by hand)");
}
