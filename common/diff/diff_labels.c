/* diff_labels.c - what parts are called, and what values say */
#include "base/ascii.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "diff/diff_object.h"
#include "diff/diff_words.h"

void
diff_line(struct buf *b, struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		if (c == '\n')
			buf_puts(b, "\\n");
		else if (c == '\t')
			buf_puts(b, "\\t");
		else if (c < 0x20 || c == 0x7f)
			buf_printf(b, "\\u%04x", (unsigned)c);
		else if (c == 0xc2 && i + 1 < text.n && (text.p[i + 1] & 0xe0) == 0x80)
			buf_printf(
			    b, "\\u%04x", (unsigned char)text.p[++i]); /* C1: U+0080 to U+009F */
		else
			buf_putc(b, text.p[i]);
	}
}

/* "task", "state" or "menu", whatever kind of these it is. */
static const char *
item_word(struct slice type)
{
	for (size_t i = 0; i + 4 <= type.n; i++) {
		if (memcmp(type.p + i, "Menu", 4) == 0)
			return "menu";
		if (i + 5 <= type.n && memcmp(type.p + i, "State", 5) == 0)
			return "state";
	}
	return "task";
}

static void
put_quoted(struct buf *b, struct slice text)
{
	buf_putc(b, '"');
	diff_line(b, text);
	buf_putc(b, '"');
}

void
diff_part_label(struct diff *d, enum diff_version version, uint32_t part, struct buf *b)
{
	struct diff_side *s = &d->side[version];
	const struct diff_part *p = &s->v[part];
	uint32_t tracking = diff_member(&s->tree, p->node, "trackingId");

	switch (p->kind) {
	case DIFF_FLOW:
		buf_puts(b, "flow ");
		break;
	case DIFF_ITEM:
		buf_puts(b, item_word(diff_string(&s->tree, p->node, "__type")));
		buf_putc(b, ' ');
		break;
	case DIFF_ACTION:
		buf_puts(b, "action ");
		if (tracking != DIFF_NONE) {
			diff_line(b, diff_text(&s->tree, tracking));
			buf_putc(b, ' ');
		}
		break;
	case DIFF_CHOICE:
		buf_puts(b, "choice ");
		break;
	case DIFF_VARIABLE:
		buf_puts(b, "variable ");
		diff_line(b, diff_string(&s->tree, p->node, "name"));
		return;
	case DIFF_CASE:
	case DIFF_PATH:
		buf_puts(b, p->kind == DIFF_CASE ? "case " : "path ");
		break;
	}
	put_quoted(b, diff_string(&s->tree, p->node, p->kind == DIFF_PATH ? "label" : "name"));
}

static void
put_outer_labels(struct diff *d, enum diff_version version, uint32_t part, struct buf *b)
{
	struct diff_side *s = &d->side[version];
	uint32_t way[8];
	size_t n = 0;

	for (; part != 0 && n < COUNT_OF(way); part = s->v[part].outer)
		if (diff_part_stands(&s->v[part]))
			way[n++] = part;
	while (n-- > 0) {
		diff_part_label(d, version, way[n], b);
		if (n > 0)
			buf_puts(b, ": ");
	}
}

void
diff_where(struct diff *d, const struct diff_change *c, struct buf *b)
{
	bool old = c->b == DIFF_NONE || c->kind == DIFF_RENAMED || c->kind == DIFF_MOVED;
	enum diff_version version = old ? DIFF_A : DIFF_B;

	if (d->object) {
		diff_object_where(d, c, b);
		return;
	}
	put_outer_labels(d, version, diff_part_around(&d->side[version], old ? c->a : c->b), b);
}

bool
diff_symbol_name(struct slice text, struct buf *b)
{
	const char *slash;

	if (text.n < 4 || memcmp(text.p, "gc:", 3) != 0 ||
	    (slash = memchr(text.p, '/', text.n)) == NULL)
		return false;
	for (const char *p = slash + 1, *end = text.p + text.n; p < end; p++) {
		int high = end - p > 2 && *p == '%' ? ascii_hex(p[1]) : -1;
		int low = high >= 0 ? ascii_hex(p[2]) : -1;
		char c = low >= 0 ? (char)(high * 16 + low) : *p;
		diff_line(b, slice_of(&c, 1));
		p += low >= 0 ? 2 : 0;
	}
	return true;
}

bool
diff_is_expression(const struct diff_tree *t, uint32_t node)
{
	return diff_is(t, diff_member(t, node, "text"), JSON_STRING) &&
	       diff_is(t, diff_member(t, node, "type"), JSON_STRING);
}

uint32_t
diff_gist(const struct diff_tree *t, uint32_t node)
{
	static const char *const members[] = {"value", "expression", "defaultAudio"};

	if (diff_is_expression(t, node))
		return node;
	for (size_t i = 0; i < COUNT_OF(members); i++) {
		uint32_t m = diff_member(t, node, members[i]);
		if (diff_is_expression(t, m))
			return m;
	}
	return DIFF_NONE;
}

/* A text that callers hear or a literal is in quotes; a name, a number and code are not. */
static void
put_expression(struct diff_tree *t, uint32_t node, struct buf *b)
{
	uint32_t config = diff_member(t, node, "config");
	bool literal = diff_member(t, config, "lit") != DIFF_NONE;
	bool string = json_is(diff_token(t, diff_member(t, node, "type")), "str");
	struct slice text = diff_string(t, node, "text");

	if (literal && string)
		put_quoted(b, text);
	else if (text.n == 0)
		buf_puts(b, "none");
	else
		diff_line(b, text);
}

static void
put_string(struct diff *d, enum diff_version version, uint32_t node, struct buf *b)
{
	struct diff_side *s = &d->side[version];
	uint32_t part = diff_part_of_id(s, node);
	struct slice text = diff_text(&s->tree, node);

	if (part != DIFF_NONE)
		diff_part_label(d, version, part, b);
	else if (!diff_symbol_name(text, b))
		put_quoted(b, text);
}

void
diff_value(struct diff *d, enum diff_version version, uint32_t node, struct buf *b)
{
	struct diff_tree *t = &d->side[version].tree;

	if (node == DIFF_NONE)
		buf_puts(b, "none");
	else if (t->v[node].type == JSON_STRING)
		put_string(d, version, node, b);
	else if (diff_gist(t, node) != DIFF_NONE)
		put_expression(t, diff_gist(t, node), b);
	else
		diff_line(b, diff_json(t, node));
}

static bool
is_name_byte(char c)
{
	return ascii_is_word(c) || c == '.' || (unsigned char)c >= 0x80;
}

/* The prompt's name if the text is Prompt.NAME or PromptSystem.NAME; n = 0: it is not. */
static struct slice
prompt_name(struct slice text)
{
	static const char *const prefixes[] = {"Prompt.", "PromptSystem."};

	for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
		size_t n = strlen(prefixes[i]);
		if (text.n > n && memcmp(text.p, prefixes[i], n) == 0)
			return slice_of(text.p + n, text.n - n);
	}
	return slice_of("", 0);
}

bool
diff_prompts(struct slice old, struct slice new, struct buf *old_name, struct buf *new_name)
{
	size_t from = 0, tail = 0, shorter = old.n < new.n ? old.n : new.n;
	struct slice a, b;

	while (from < shorter && old.p[from] == new.p[from])
		from++;
	while (from > 0 && is_name_byte(old.p[from - 1]))
		from--;
	while (tail < shorter - from && old.p[old.n - 1 - tail] == new.p[new.n - 1 - tail])
		tail++;
	while (tail > 0 && is_name_byte(old.p[old.n - tail]))
		tail--;
	a = prompt_name(slice_of(old.p + from, old.n - from - tail));
	b = prompt_name(slice_of(new.p + from, new.n - from - tail));
	for (size_t i = 0; i < a.n; i++)
		if (!is_name_byte(a.p[i]))
			return false;
	for (size_t i = 0; i < b.n; i++)
		if (!is_name_byte(b.p[i]))
			return false;
	if (a.n == 0 || b.n == 0)
		return false;
	buf_add_slice(old_name, a);
	buf_add_slice(new_name, b);
	return true;
}
