/* remap_archy_part.c - change of a name only what differs */
#include "remap/remap_archy_part.h"
#include "archy/archy_trace.h"
#include "base/ascii.h"

enum { PART_NAME_MAX = 400 }; /* bytes: real names have at most 200 characters */

/* What two names have in common: `len` bytes of both. */
struct part_common {
	size_t old, new, len;
};

static bool
part_is_block(const struct archy_scalar *s)
{
	return s->style == ARCHY_LITERAL || s->style == ARCHY_FOLDED;
}

static size_t
part_quote(const struct archy_scalar *s)
{
	return s->style == ARCHY_SINGLE || s->style == ARCHY_DOUBLE ? 1 : 0;
}

/* Whether a name is written as it is: without escapes, on one line, and not in a block. */
static bool
part_is_simple(struct slice yaml, const struct archy_scalar *s, struct slice name)
{
	size_t quote = part_quote(s);

	return !part_is_block(s) && s->to - s->from == name.n + 2 * quote &&
	       memcmp(yaml.p + s->from + quote, name.p, name.n) == 0;
}

static bool
part_is_inner(struct slice s, size_t i)
{
	return i < s.n && ((unsigned char)s.p[i] & 0xc0) == 0x80;
}

/* The longest one, the first of several, of whole characters. */
static struct part_common
part_longest(struct slice old, struct slice new)
{
	struct part_common best = {0, 0, 0};
	size_t common[PART_NAME_MAX + 1] = {0}; /* by byte of `new`: how many end here and at i */

	for (size_t i = 0; i < old.n; i++) {
		for (size_t j = new.n; j > 0; j--) {
			common[j] = old.p[i] == new.p[j - 1] ? common[j - 1] + 1 : 0;
			if (common[j] > best.len)
				best = (struct part_common){
				    i + 1 - common[j], j - common[j], common[j]};
		}
	}
	while (best.len > 0 && part_is_inner(old, best.old)) {
		best.old++;
		best.new ++;
		best.len--;
	}
	while (best.len > 0 &&
	       (part_is_inner(old, best.old + best.len) || part_is_inner(new, best.new + best.len)))
		best.len--;
	return best;
}

/* The byte of the text where the character at byte i of the name begins (or `behind`, ends). */
static bool
part_character(struct archy_trace *t, size_t i, bool behind, size_t *at)
{
	size_t from = behind ? i - 1 : i, to = from + 1;

	if ((behind && i == 0) || from >= t->value.n || ascii_is_space(t->value.p[from]))
		return false;
	while (from > 0 && part_is_inner(t->value, from))
		from--;
	while (part_is_inner(t->value, to))
		to++;
	if (!archy_trace(t, from, to))
		return false;
	*at = behind ? t->to : t->from;
	return true;
}

/* The byte of the text that is between bytes i - 1 and i of the name. */
static bool
part_place(struct archy_trace *t, size_t i, bool behind, size_t *at)
{
	size_t quote = part_quote(&t->scalar);

	if (quote > 0 && (i == 0 || i == t->value.n)) {
		*at = i == 0 ? t->scalar.from + 1 : t->scalar.to - 1;
		return true;
	}
	return part_character(t, i, behind, at) || part_character(t, i, !behind, at);
}

/* Bytes from..to of the name: those of the text. Nothing is between two characters. */
static bool
part_range(struct archy_trace *t, size_t from, size_t to, size_t range[2])
{
	if (!part_place(t, from, from == to && from > 0, &range[0]))
		return false;
	if (from < to)
		return part_place(t, to, true, &range[1]) && range[0] <= range[1];
	range[1] = range[0];
	return true;
}

static bool
part_has_control(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7f)
			return true;
	return false;
}

static bool
part_fits_block(struct slice new, struct slice head, struct slice tail)
{
	return new.n > 0 && new.p[0] != ' ' && !part_has_control(head) && !part_has_control(tail);
}

/* Whether there is a line break among the white space before byte i, or behind it. */
static bool
part_is_at_break(struct slice yaml, size_t i, bool behind)
{
	while (behind ? i < yaml.n : i > 0) {
		char c = yaml.p[behind ? i : i - 1];
		if (c == '\n' || c == '\r')
			return true;
		if (!ascii_is_space(c))
			return false;
		i = behind ? i + 1 : i - 1;
	}
	return false;
}

/* Whether a blank at the part's begin or end would be lost: it is folded with a line break there. */
static bool
part_is_folded(struct slice yaml, const size_t range[2], struct slice part)
{
	return part.n > 0 &&
	       ((ascii_is_space(part.p[0]) && part_is_at_break(yaml, range[0], false)) ||
		   (ascii_is_space(part.p[part.n - 1]) && part_is_at_break(yaml, range[1], true)));
}

bool
remap_archy_part(
    struct remap_archy *r, struct slice yaml, const struct archy_ref *ref, struct slice new)
{
	struct slice old = archy_str(&r->a, ref->name), head, tail;
	struct part_common c;
	struct archy_trace t;
	size_t first[2], last[2];

	if (ref->expression || ref->prompt || ref->alias > 0 || ref->class == REF_LITERAL ||
	    old.n > PART_NAME_MAX || new.n > PART_NAME_MAX ||
	    part_is_simple(yaml, &ref->scalar, old))
		return false;
	c = part_longest(old, new);
	head = slice_of(new.p, c.new);
	tail = slice_of(new.p + c.new + c.len, new.n - c.new - c.len);
	archy_trace_start(&t, yaml, &ref->scalar, old, ref->line, ref->column);
	if (c.len == 0 || (part_is_block(&ref->scalar) && !part_fits_block(new, head, tail)) ||
	    !part_range(&t, 0, c.old, first) || !part_range(&t, c.old + c.len, old.n, last) ||
	    part_is_folded(yaml, first, head) || part_is_folded(yaml, last, tail))
		return false;
	if (c.old + head.n > 0)
		archy_edit(&r->edits, &ref->scalar, first[0], first[1], head);
	if (old.n - c.old - c.len + tail.n > 0)
		archy_edit(&r->edits, &ref->scalar, last[0], last[1], tail);
	return true;
}
