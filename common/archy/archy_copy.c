/* archy_copy.c - a copy of Archy YAML that libyaml reads */
#include "archy/archy_copy.h"
#include "archy/archy_placeholder.h"

/* Characters of two bytes that YAML lets through. */
enum { MARK_FIRST = 0xa0, MARK_LAST = 0x7ff };

static uint32_t
copy_character(const char *p)
{
	return ((uint32_t)(unsigned char)p[0] & 0x1f) << 6 | ((unsigned char)p[1] & 0x3f);
}

/* Two characters that the text does not have. */
static bool
copy_choose(struct slice text, struct archy_marks *marks)
{
	bool used[MARK_LAST + 1] = {false};
	char *to[] = {marks->open, marks->close};
	size_t n = 0;

	for (size_t i = 0; i + 1 < text.n; i++)
		if (((unsigned char)text.p[i] & 0xe0) == 0xc0)
			used[copy_character(text.p + i)] = true;
	for (uint32_t c = MARK_LAST; c >= MARK_FIRST && n < COUNT_OF(to); c--) {
		if (used[c])
			continue;
		to[n][0] = (char)(0xc0 | c >> 6);
		to[n++][1] = (char)(0x80 | (c & 0x3f));
	}
	marks->n = 2;
	return n == COUNT_OF(to);
}

static bool
copy_placeholders(struct slice text, struct archy_marks *marks, char *copy)
{
	struct archy_placeholder p;
	size_t from = 0;

	marks->n = 0;
	if (!archy_placeholder_next(text, &from, &p))
		return true;
	if (!copy_choose(text, marks))
		return false;
	do {
		size_t at = (size_t)(p.whole.p - text.p);
		memcpy(copy + at, marks->open, marks->n);
		memcpy(copy + at + p.whole.n - marks->n, marks->close, marks->n);
	} while (archy_placeholder_next(text, &from, &p));
	return true;
}

static size_t
copy_indent(struct slice line)
{
	size_t n = 0;

	while (n < line.n && line.p[n] == ' ')
		n++;
	return n;
}

/* Whether a line ends in the "|" or ">" of a block of text. */
static bool
copy_begins_block(struct slice line)
{
	line = slice_trim(line);
	while (line.n > 0 && strchr("+-123456789", line.p[line.n - 1]) != NULL)
		line.n--;
	return line.n > 1 && (line.p[line.n - 1] == '|' || line.p[line.n - 1] == '>') &&
	       (line.p[line.n - 2] == ' ' || line.p[line.n - 2] == '\t');
}

/* Tabs in a line of white space, before a comment, and after the "-" of a list's element. */
static void
copy_blank_tabs(char *p, size_t n)
{
	size_t i = 0, begin;

	do {
		for (begin = i; i < n && (p[i] == ' ' || p[i] == '\t');)
			i++;
		if (i == n || p[i] == '\r' || p[i] == '#' || begin > 0)
			memset(p + begin, ' ', i - begin);
		i++;
	} while (i < n && p[i - 1] == '-' && (p[i] == ' ' || p[i] == '\t'));
}

static void
copy_tabs(char *copy, size_t n)
{
	size_t block = SIZE_MAX; /* indentation of the block's first line; none */

	for (size_t at = 0; at < n;) {
		const char *end = memchr(copy + at, '\n', n - at);
		struct slice line =
		    slice_of(copy + at, end != NULL ? (size_t)(end - copy) - at : n - at);
		if (block == SIZE_MAX || (slice_trim(line).n > 0 && copy_indent(line) <= block)) {
			copy_blank_tabs(copy + at, line.n);
			block = copy_begins_block(line) ? copy_indent(line) : SIZE_MAX;
		}
		at += line.n + 1;
	}
}

bool
archy_copy(struct slice text, struct archy_marks *marks, struct buf *copy)
{
	size_t at = copy->n;

	buf_add_slice(copy, text);
	if (!copy_placeholders(text, marks, copy->p + at))
		return false;
	if (memchr(copy->p + at, '\t', text.n) != NULL)
		copy_tabs(copy->p + at, text.n);
	return true;
}

void
archy_restore(const struct archy_marks *marks, char *p, size_t n)
{
	for (size_t i = 0; marks->n > 0 && i + 1 < n; i++) {
		if (memcmp(p + i, marks->open, marks->n) == 0)
			memcpy(p + i, "{{", marks->n);
		else if (memcmp(p + i, marks->close, marks->n) == 0)
			memcpy(p + i, "}}", marks->n);
	}
}
