/* archy_edit.c - change parts of the scalars of Archy YAML */
#include "archy/archy_edit.h"
#include "archy/archy_placeholder.h"
#include "base/ascii.h"
#include "base/mem.h"
#include "yaml/yaml_scalar.h"

/* U+0085, U+2028, U+2029 (line breaks of YAML 1.1), U+FEFF: how they are written in quotes. */
static const struct {
	const char *character, *escape;
} edit_escapes[] = {{"\xc2\x85", "\\N"}, {"\xe2\x80\xa8", "\\L"}, {"\xe2\x80\xa9", "\\P"},
    {"\xef\xbb\xbf", "\\uFEFF"}};

/* The escape of the character at s.p[i], and its length in *n; NULL: none. */
static const char *
edit_escape(struct slice s, size_t i, size_t *n)
{
	if ((unsigned char)s.p[i] < 0xc2)
		return NULL;
	for (size_t k = 0; k < COUNT_OF(edit_escapes); k++) {
		*n = strlen(edit_escapes[k].character);
		if (s.n - i >= *n && memcmp(s.p + i, edit_escapes[k].character, *n) == 0)
			return edit_escapes[k].escape;
	}
	return NULL;
}

static bool
edit_is_control(char c)
{
	return (unsigned char)c < ' ' || c == 0x7f;
}

/* Whether a text has characters that only double quotes can have. */
static bool
edit_has_control(struct slice s)
{
	size_t n;

	for (size_t i = 0; i < s.n; i++)
		if (edit_is_control(s.p[i]) || edit_escape(s, i, &n) != NULL)
			return true;
	return false;
}

static bool
edit_is_indicator(char c)
{
	return c != '\0' && strchr(",[]{}#&*!|>'\"%@`", c) != NULL;
}

bool
archy_is_plain(struct slice s, bool in_flow)
{
	char before = ' ';

	if (s.n == 0 || edit_is_indicator(s.p[0]) || ascii_is_space(s.p[0]) ||
	    ascii_is_space(s.p[s.n - 1]) || edit_has_control(s))
		return false;
	if (strchr("-?:", s.p[0]) != NULL && (s.n == 1 || s.p[1] == ' ' || s.p[1] == s.p[0]))
		return false;
	if (s.n >= 3 && memcmp(s.p, "...", 3) == 0)
		return false;
	for (size_t i = 0; i < s.n; before = s.p[i++]) {
		if (s.p[i] == ':' && (i + 1 == s.n || s.p[i + 1] == ' '))
			return false;
		if (s.p[i] == '#' && before == ' ')
			return false;
		if (in_flow && strchr(",[]{}:?", s.p[i]) != NULL)
			return false;
	}
	return yaml_scalar_meaning(s) == YAML_MEANS_TEXT;
}

/* As it is written in double quotes. */
static void
edit_add_double(struct buf *b, struct slice s)
{
	const char *escape;
	size_t n = 1;

	for (size_t i = 0; i < s.n; i += n) {
		char c = s.p[i];
		n = 1;
		if ((escape = edit_escape(s, i, &n)) != NULL) {
			buf_puts(b, escape);
			continue;
		}
		n = 1;
		if (c == '"' || c == '\\')
			buf_putc(b, '\\');
		if (!edit_is_control(c))
			buf_putc(b, c);
		else if (c == '\n' || c == '\t' || c == '\r')
			buf_puts(b, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
		else
			buf_printf(b, "\\x%02X", (unsigned)c);
	}
}

/* As it is written in this style. */
static void
edit_add(struct buf *b, enum archy_style style, struct slice s)
{
	if (style == ARCHY_DOUBLE) {
		edit_add_double(b, s);
		return;
	}
	for (size_t i = 0; i < s.n; i++) {
		buf_putc(b, s.p[i]);
		if (style == ARCHY_SINGLE && s.p[i] == '\'')
			buf_putc(b, '\'');
	}
}

/* Bytes of a plain or single-quoted scalar as double quotes need them; line breaks fold alike. */
static void
edit_requote(struct buf *b, enum archy_style style, struct slice written)
{
	for (size_t i = 0; i < written.n; i++) {
		if (written.p[i] == '"' || written.p[i] == '\\')
			buf_putc(b, '\\');
		buf_putc(b, written.p[i]);
		if (style == ARCHY_SINGLE && written.p[i] == '\'')
			i++; /* it is doubled */
	}
}

static struct slice
edit_part(const struct archy_edits *e, const struct archy_edit *edit)
{
	return slice_of(e->bytes.p + edit->at, edit->len);
}

static bool
edit_is_quoted(enum archy_style style)
{
	return style == ARCHY_DOUBLE || style == ARCHY_SINGLE;
}

/* The scalar without its quotes. */
static void
edit_inside(const struct archy_scalar *s, size_t *from, size_t *to)
{
	*from = s->from + edit_is_quoted(s->style);
	*to = s->to - edit_is_quoted(s->style);
}

/* An edit of a whole quoted scalar is one of what is inside the quotes. */
static void
edit_range(const struct archy_edit *edit, size_t *from, size_t *to)
{
	size_t inside, end;

	edit_inside(&edit->scalar, &inside, &end);
	*from = edit->from < inside ? inside : edit->from;
	*to = edit->to > end ? end : edit->to;
}

/* The text of a plain scalar with its edits, as it would be written, in e->scratch. */
static void
edit_try_plain(struct archy_edits *e, struct slice text, size_t first, size_t n)
{
	size_t at = e->v[first].scalar.from, from, to;

	buf_clear(&e->scratch);
	for (size_t i = first; i < first + n; i++) {
		edit_range(&e->v[i], &from, &to);
		buf_add(&e->scratch, text.p + at, from - at);
		buf_add_slice(&e->scratch, edit_part(e, &e->v[i]));
		at = to;
	}
	buf_add(&e->scratch, text.p + at, e->v[first].scalar.to - at);
}

static void
edit_mask_placeholders(struct buf *b)
{
	struct archy_placeholder p;
	size_t from = 0;

	while (archy_placeholder_next(buf_slice(b), &from, &p))
		memset(b->p + (p.whole.p - b->p), 'x', p.whole.n);
}

/* The line breaks of the scalar itself do not matter, those of a new part do. */
static bool
edit_stays_plain(struct archy_edits *e, struct slice text, size_t first, size_t n)
{
	for (size_t i = first; i < first + n; i++)
		if (edit_has_control(edit_part(e, &e->v[i])))
			return false;
	edit_try_plain(e, text, first, n);
	if (e->templates)
		edit_mask_placeholders(&e->scratch);
	for (size_t i = 0; i < e->scratch.n; i++)
		if (ascii_is_space(e->scratch.p[i]))
			e->scratch.p[i] = ' ';
	return archy_is_plain(buf_slice(&e->scratch), e->v[first].scalar.in_flow);
}

static bool
edit_keeps_style(struct archy_edits *e, struct slice text, size_t first, size_t n)
{
	switch (e->v[first].scalar.style) {
	case ARCHY_DOUBLE:
		return true;
	case ARCHY_PLAIN:
		return edit_stays_plain(e, text, first, n);
	default:
		for (size_t i = first; i < first + n; i++)
			if (edit_has_control(edit_part(e, &e->v[i])))
				return false;
		return true;
	}
}

/* In double quotes, whatever the style was. */
static void
edit_widen(struct archy_edits *e, struct slice text, size_t first, size_t n)
{
	const struct archy_scalar *s = &e->v[first].scalar;
	size_t at, end, from, to;

	edit_inside(s, &at, &end);
	buf_clear(&e->scratch);
	buf_putc(&e->scratch, '"');
	for (size_t i = first; i < first + n; i++) {
		edit_range(&e->v[i], &from, &to);
		edit_requote(&e->scratch, s->style, slice_of(text.p + at, from - at));
		edit_add_double(&e->scratch, edit_part(e, &e->v[i]));
		at = to;
	}
	edit_requote(&e->scratch, s->style, slice_of(text.p + at, end - at));
	buf_putc(&e->scratch, '"');
	splices_add(&e->splices, s->from, s->to - s->from, buf_slice(&e->scratch));
}

/* A block that is replaced as a whole; its last line break is not part of its text. */
static void
edit_replace_block(struct archy_edits *e, struct slice text, const struct archy_edit *edit)
{
	size_t to = edit->to;

	while (to > edit->from && ascii_is_space(text.p[to - 1]))
		to--;
	buf_clear(&e->scratch);
	buf_putc(&e->scratch, '"');
	edit_add_double(&e->scratch, edit_part(e, edit));
	buf_putc(&e->scratch, '"');
	splices_add(&e->splices, edit->from, to - edit->from, buf_slice(&e->scratch));
}

/* The edits of one scalar. */
static bool
edit_scalar(struct archy_edits *e, struct slice text, size_t first, size_t n)
{
	const struct archy_scalar *s = &e->v[first].scalar;
	bool block = s->style == ARCHY_LITERAL || s->style == ARCHY_FOLDED;
	size_t from, to, size = s->to - s->from;

	e->failed = first;
	if (block && e->v[first].from == s->from) {
		edit_replace_block(e, text, &e->v[first]);
		return true;
	}
	if (!edit_keeps_style(e, text, first, n)) {
		if (block)
			return false;
		edit_widen(e, text, first, n);
		return !s->is_key || e->scratch.n <= ARCHY_KEY_MAX;
	}
	for (size_t i = first; i < first + n; i++) {
		edit_range(&e->v[i], &from, &to);
		buf_clear(&e->scratch);
		edit_add(&e->scratch, s->style, edit_part(e, &e->v[i]));
		splices_add(&e->splices, from, to - from, buf_slice(&e->scratch));
		size += e->scratch.n;
	}
	return !s->is_key || size <= ARCHY_KEY_MAX;
}

/* The edits of one scalar come in any order, but are kept in that of the text. */
void
archy_edit(struct archy_edits *e, const struct archy_scalar *scalar, size_t from, size_t to,
    struct slice part)
{
	size_t at = e->n;

	while (at > 0 && e->v[at - 1].scalar.from == scalar->from && e->v[at - 1].to > from) {
		if (e->v[at - 1].from < to)
			return;
		at--;
	}
	e->v = xgrow(e->v, &e->cap, e->n + 1, sizeof *e->v);
	memmove(&e->v[at + 1], &e->v[at], (e->n++ - at) * sizeof *e->v);
	e->v[at] = (struct archy_edit){*scalar, from, to, e->bytes.n, part.n};
	buf_add_slice(&e->bytes, part);
}

bool
archy_edits_apply(struct archy_edits *e, struct slice text, struct buf *to)
{
	splices_clear(&e->splices);
	for (size_t i = 0, n; i < e->n; i += n) {
		for (n = 1; i + n < e->n && e->v[i + n].scalar.from == e->v[i].scalar.from;)
			n++;
		if (!edit_scalar(e, text, i, n))
			return false;
	}
	splices_apply(&e->splices, text, to);
	return true;
}

void
archy_edits_clear(struct archy_edits *e)
{
	e->n = 0;
	buf_clear(&e->bytes);
	splices_clear(&e->splices);
}

void
archy_edits_release(struct archy_edits *e)
{
	free(e->v);
	buf_release(&e->bytes);
	buf_release(&e->scratch);
	splices_release(&e->splices);
	*e = (struct archy_edits)ARCHY_EDITS_INIT;
}
