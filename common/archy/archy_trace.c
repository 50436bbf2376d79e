/* archy_trace.c - at which bytes of a scalar a part of its value stands */
#include "archy/archy_trace.h"
#include "base/ascii.h"

/*
 * The bytes of a line break at p, as YAML 1.1 knows them; 0: there is none. A value has NEL, too, as
 * a line feed or a blank, but LS and PS as they are.
 */
static size_t
trace_break(const char *p, size_t n)
{
	if (n > 0 && (*p == '\n' || *p == '\r'))
		return 1;
	if (n > 1 && memcmp(p, "\xc2\x85", 2) == 0)
		return 2;
	return n > 2 && memcmp(p, "\xe2\x80", 2) == 0 && ((unsigned char)p[2] & 0xfe) == 0xa8 ? 3
											      : 0;
}

static void
trace_rewind(struct archy_trace *t)
{
	const struct archy_scalar *s = &t->scalar;
	bool quoted = s->style == ARCHY_SINGLE || s->style == ARCHY_DOUBLE;

	t->at = s->from;
	t->end = s->to;
	t->decoded = 0;
	if (quoted && t->end >= t->at + 2) {
		t->at++;
		t->end--;
	}
	/* The first line of a block is not of its text. */
	while ((s->style == ARCHY_LITERAL || s->style == ARCHY_FOLDED) && t->at < t->end) {
		size_t n = trace_break(t->text.p + t->at, t->end - t->at);
		t->at += n > 0 ? n : 1;
		if (n > 0)
			break;
	}
	t->counted = s->from;
	t->at_line = t->first_line;
	t->at_column = t->first_column;
}

void
archy_trace_start(struct archy_trace *t, struct slice text, const struct archy_scalar *scalar,
    struct slice value, size_t line, size_t column)
{
	*t = (struct archy_trace){.text = text,
	    .value = value,
	    .scalar = *scalar,
	    .first_line = line,
	    .first_column = column};
	trace_rewind(t);
}

/* \xNN, \uNNNN, \UNNNNNNNN: the bytes of UTF-8 that it stands for; 0: white space. */
static size_t
trace_number(const struct archy_trace *t, size_t at, size_t digits)
{
	uint32_t c = 0;

	for (size_t i = at; i < at + digits && i < t->end; i++) {
		int digit = ascii_hex(t->text.p[i]);
		c = c << 4 | (uint32_t)(digit >= 0 ? digit : 0);
	}
	if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
		return 0;
	return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

/* An escape of `*n` bytes: how many bytes of the value it stands for, white space not counted. */
static size_t
trace_escape(const struct archy_trace *t, size_t *n)
{
	char c = t->at + 1 < t->end ? t->text.p[t->at + 1] : ' ';
	size_t line = trace_break(t->text.p + t->at + 1, t->end - t->at - 1);

	*n = line > 0 ? 1 + line : 2;
	if (line > 0)
		return 0;
	switch (c) {
	case 'x':
		*n = 4;
		return trace_number(t, t->at + 2, 2);
	case 'u':
		*n = 6;
		return trace_number(t, t->at + 2, 4);
	case 'U':
		*n = 10;
		return trace_number(t, t->at + 2, 8);
	case 'N':
	case '_':
		return 2;
	case 'L':
	case 'P':
		return 3;
	case 'n':
	case 't':
	case 'r':
		return 0;
	default:
		return ascii_is_space(c) ? 0 : 1;
	}
}

/* The next unit of the written text: its bytes, and those of the value. False: the end. */
static bool
trace_unit(const struct archy_trace *t, size_t *n, size_t *decoded)
{
	const char *p = t->text.p + t->at;

	if (t->at >= t->end)
		return false;
	*n = *decoded = 1;
	if (ascii_is_space(*p))
		*decoded = 0;
	else if (trace_break(p, t->end - t->at) == 2) {
		*n = 2;
		*decoded = 0;
	} else if (*p == '\\' && t->scalar.style == ARCHY_DOUBLE)
		*decoded = trace_escape(t, n);
	else if (*p == '\'' && t->scalar.style == ARCHY_SINGLE)
		*n = 2;
	if (*n > t->end - t->at)
		*n = t->end - t->at;
	return true;
}

/* Go on to the unit that has byte `to` of the value. False: there is none. */
static bool
trace_go(struct archy_trace *t, size_t to, size_t *n, size_t *decoded)
{
	if (to < t->decoded)
		trace_rewind(t);
	while (trace_unit(t, n, decoded)) {
		while (*decoded > 0 && t->decoded < t->value.n &&
		       ascii_is_space(t->value.p[t->decoded]))
			t->decoded++;
		if (*decoded > 0 && t->decoded + *decoded > to)
			return t->decoded <= to;
		t->at += *n;
		t->decoded += *decoded;
	}
	return false;
}

static void
trace_count(struct archy_trace *t)
{
	if (t->from < t->counted)
		return;
	for (; t->counted < t->from; t->counted++) {
		unsigned char c = (unsigned char)t->text.p[t->counted];
		if (c == '\n') {
			t->at_line++;
			t->at_column = 1;
		} else if ((c & 0xc0) != 0x80) {
			t->at_column++;
		}
	}
	t->line = t->at_line;
	t->column = t->at_column;
}

bool
archy_trace(struct archy_trace *t, size_t from, size_t to)
{
	size_t n, decoded;

	if (from >= to || !trace_go(t, from, &n, &decoded) || t->decoded != from)
		return false;
	t->from = t->at;
	trace_count(t);
	if (!trace_go(t, to - 1, &n, &decoded) || t->decoded + decoded != to)
		return false;
	t->to = t->at + n;
	return true;
}
