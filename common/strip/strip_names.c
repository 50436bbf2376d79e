/* strip_names.c - remove the members of some names from a container, without a walk */
#include "base/ascii.h"
#include "base/mem.h"
#include "json/find.h"
#include "json/json.h"
#include "json/peek.h"
#include "strip/strip.h"
#include "strip/strip_names.h"

/*
 * A name of ASCII characters, without those that have escapes of two bytes, can be spelled
 * differently only with escapes of this form, and they are searched for as well.
 */
#define ESCAPE "\\u00"

static bool
strip_name_is_plain(struct slice name)
{
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] < ' ' || name.p[i] > '~' || strchr("\"\\/", name.p[i]) != NULL)
			return false;
	return name.n > 0 && name.n <= STRIP_NAME_MAX;
}

/* What the state's names are; none if one is not plain. */
static void
strip_names_find(struct strip_names *s, const struct patterns *rules)
{
	s->n = patterns_only_names(rules, s->state, STRIP_DROP, s->steps, STRIP_NAMES_MAX);
	buf_clear(&s->quoted);
	buf_reserve(&s->quoted, STRIP_NAMES_MAX * (STRIP_NAME_MAX + 2));
	for (size_t i = 0; i < s->n; i++) {
		struct slice name = patterns_name(rules, s->steps[i]);
		size_t at = s->quoted.n;
		if (!strip_name_is_plain(name)) {
			s->n = 0;
			return;
		}
		buf_putc(&s->quoted, '"');
		buf_add_slice(&s->quoted, name);
		buf_putc(&s->quoted, '"');
		s->any[i] = slice_of(s->quoted.p + at, s->quoted.n - at);
	}
	s->any[s->n] = slice_str(ESCAPE);
}

bool
strip_names_apply(struct strip_names *s, const struct patterns *rules, const uint64_t *state)
{
	size_t size = rules->words * sizeof *state;

	if (s->state == NULL)
		s->state = xcalloc(rules->words, sizeof *state);
	else if (memcmp(s->state, state, size) == 0)
		return s->n > 0;
	memcpy(s->state, state, size);
	strip_names_find(s, rules);
	return s->n > 0;
}

void
strip_names_release(struct strip_names *s)
{
	free(s->state);
	buf_release(&s->quoted);
	buf_release(&s->plain);
}

static const char *
strip_space_before(const char *p)
{
	while (ascii_is_space(p[-1]))
		p--;
	return p;
}

static const char *
strip_space_after(const char *p)
{
	while (ascii_is_space(*p))
		p++;
	return p;
}

/*
 * A string with an escape in it: which of the names it means; s->n: none. *p becomes its opening
 * quote, *end the byte behind the closing one.
 */
static size_t
strip_escaped_name(struct strip_names *s, const char **p, const char *last, const char **end)
{
	struct slice name, rest;
	size_t i = 0;

	*p = json_find_quote(*p);
	rest = slice_of(*p, (size_t)(last - *p));
	peek_value(&rest);
	*end = rest.p;
	buf_clear(&s->plain);
	json_unescape(slice_of(*p + 1, (size_t)(*end - *p) - 2), &s->plain);
	name = buf_slice(&s->plain);
	while (i < s->n && !slice_eq(name, slice_of(s->any[i].p + 1, s->any[i].n - 2)))
		i++;
	return i;
}

/* The members that were removed from the beginning of an object: they go with the comma behind them. */
struct strip_lead {
	size_t from, to; /* to: where the next member begins; 0: there are none */
};

static void
strip_end_lead(struct strip_lead *lead, struct splices *edits)
{
	if (lead->to != 0)
		splices_cut(edits, lead->from, lead->to);
	lead->to = 0;
}

/* Remove the member from its name's quote at p to `end`. */
static void
strip_cut_member(struct slice text, const char *p, const char *end, struct strip_lead *lead,
    struct splices *edits)
{
	const char *before = strip_space_before(p), *after = strip_space_after(end);
	size_t at = (size_t)(p - text.p);
	bool leads = before[-1] == '{' || at == lead->to;

	if (at != lead->to)
		strip_end_lead(lead, edits);
	if (!leads) {
		before = strip_space_before(before - 1);
		splices_cut(edits, (size_t)(before - text.p), (size_t)(end - text.p));
		return;
	}
	if (lead->to == 0)
		lead->from = at;
	lead->to = (size_t)(after - text.p);
	if (*after == ',')
		lead->to = (size_t)(strip_space_after(after + 1) - text.p);
	else
		strip_end_lead(lead, edits);
}

void
strip_names_cut(struct strip_names *s, struct slice text, size_t begin, size_t end,
    struct splices *edits, uint64_t *effects)
{
	const char *from = text.p + begin, *last = text.p + end, *p = from, *after;
	struct strip_lead lead = {0, 0};
	size_t which;

	for (; (p = json_find(p, last, s->any, s->n + 1, &which)) != NULL; p = after) {
		struct slice rest;
		if (which < s->n)
			after = p + s->any[which].n;
		else if ((which = strip_escaped_name(s, &p, last, &after)) == s->n)
			continue;
		if (*strip_space_after(after) != ':')
			continue;
		after = strip_space_after(strip_space_after(after) + 1);
		rest = slice_of(after, (size_t)(last - after));
		peek_value(&rest);
		after = rest.p;
		strip_cut_member(text, p, after, &lead, edits);
		patterns_end(effects, s->steps[which]);
	}
	strip_end_lead(&lead, edits);
}
