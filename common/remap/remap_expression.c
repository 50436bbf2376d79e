/* remap_expression.c - change the names in the text and the compiled form of one expression, or refuse to */
#include "base/mem.h"
#include "base/utf8.h"
#include "record/lookup.h"
#include "remap/remap_expression.h"

#include <inttypes.h>

void
remap_rewrite_clear(struct remap_rewrite *w)
{
	w->n = 0;
	buf_clear(&w->bytes);
}

void
remap_rewrite_release(struct remap_rewrite *w)
{
	buf_release(&w->bytes);
	buf_release(&w->text);
	buf_release(&w->name);
	buf_release(&w->quoted);
	free(w->v);
	free(w->found);
	free(w->places.v);
	*w = (struct remap_rewrite)REMAP_REWRITE_INIT;
}

static struct slice
span_of(struct slice record, struct remap_span span)
{
	return slice_of(record.p + span.at, span.len);
}

static void
change_bytes(struct remap_rewrite *w, struct remap_span token, struct remap_span old,
    struct slice with, bool number)
{
	w->v = xgrow(w->v, &w->cap, w->n + 1, sizeof *w->v);
	w->v[w->n++] = (struct remap_change){old, token, w->bytes.n, with.n, number};
	buf_add_slice(&w->bytes, with);
}

/* Replace a part of a token by a text, spelled for a JSON string. */
static void
change_text(
    struct remap_rewrite *w, struct remap_span token, struct remap_span old, struct slice plain)
{
	size_t from = w->bytes.n;

	json_quote(&w->bytes, plain);
	w->v = xgrow(w->v, &w->cap, w->n + 1, sizeof *w->v);
	w->v[w->n++] = (struct remap_change){old, token, from + 1, w->bytes.n - from - 2, false};
}

static void
change_name(struct remap_rewrite *w, const struct remap_call *call)
{
	change_text(w, call->name, call->name, remap_renames_to(w->renames, call->known));
}

/* A call in the current text. False: its name is different in the target, but cannot be changed. */
static bool
note_call(struct remap_rewrite *w, struct slice text, const struct lookup_call *call)
{
	const struct remap_renamed *known;
	struct remap_found f = {.at = (size_t)(call->literal.p - text.p), .len = call->literal.n};
	size_t from = w->quoted.n;

	buf_clear(&w->name);
	lookup_unquote(call->literal, &w->name);
	known = remap_renames_find(w->renames, slice_str(call->lookup->type), buf_slice(&w->name));
	if (known == NULL || !known->renames)
		return true;
	if (known->unsure || !lookup_quote(buf_slice(&w->name), &w->quoted) ||
	    !slice_eq(slice_of(w->quoted.p + from, w->quoted.n - from), call->literal))
		return false;
	w->quoted.n = from;
	if (!lookup_quote(remap_renames_to(w->renames, known), &w->quoted))
		return false;
	f.with = w->quoted.n - from;
	f.known = known;
	w->found = xgrow(w->found, &w->found_cap, w->nfound + 1, sizeof *w->found);
	w->found[w->nfound++] = f;
	return true;
}

/* Decode a token into w->text, and find the names in it that change. */
static bool
find_names(struct remap_rewrite *w, struct slice token)
{
	struct lookup_call call;
	struct slice text;
	size_t from = 0, passed = 0, quoted = 0;
	uint32_t units = 0;
	int64_t shift = 0;

	buf_clear(&w->text);
	buf_clear(&w->quoted);
	w->nfound = 0;
	json_unescape_places(token, &w->text, &w->places);
	text = buf_slice(&w->text);
	while (lookup_next_call(text, &from, &call))
		if (!call.computed && !call.lookup->by_id && !note_call(w, text, &call))
			return false;
	for (size_t i = 0; i < w->nfound; i++) {
		struct remap_found *f = &w->found[i];
		units += (uint32_t)utf8_units(slice_of(text.p + passed, f->at - 1 - passed));
		passed = f->at - 1;
		f->unit = units;
		f->units = (uint32_t)utf8_units(slice_of(text.p + f->at, f->len));
		shift += (int64_t)utf8_units(slice_of(w->quoted.p + quoted, f->with)) - f->units;
		quoted += f->with;
		f->shift = shift;
	}
	return true;
}

/* Change the names that were found in this token. */
static void
change_found(struct remap_rewrite *w, struct remap_span token)
{
	size_t quoted = 0;

	for (size_t i = 0; i < w->nfound; i++) {
		const struct remap_found *f = &w->found[i];
		size_t begin = w->places.v[f->at], end = w->places.v[f->at + f->len];
		change_text(w, token, (struct remap_span){token.at + begin, end - begin},
		    slice_of(w->quoted.p + quoted, f->with));
		quoted += f->with;
	}
}

/* A number as Architect writes it. */
static bool
read_position(struct slice digits, uint32_t *value)
{
	enum { DIGITS_MAX = 9 };

	*value = 0;
	for (size_t i = 0; i < digits.n; i++) {
		if (digits.p[i] < '0' || digits.p[i] > '9')
			return false;
		*value = *value * 10 + (uint32_t)(digits.p[i] - '0');
	}
	return digits.n > 0 && digits.n <= DIGITS_MAX;
}

static int
by_unit(const void *a, const void *b)
{
	const struct remap_call *x = a, *y = b;

	return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Whether the source has exactly the look-ups that were compiled, each where its `pos` says. */
static bool
expression_agrees(struct remap_rewrite *w, struct slice record, const struct remap_expression *e)
{
	if (w->nfound != e->ncalls)
		return false;
	for (size_t i = 0; i < e->ncalls; i++)
		if (e->calls[i].pos.at == 0 ||
		    !read_position(span_of(record, e->calls[i].pos), &e->calls[i].unit))
			return false;
	qsort(e->calls, e->ncalls, sizeof *e->calls, by_unit);
	for (size_t i = 0; i < e->ncalls; i++)
		if (e->calls[i].unit != w->found[i].unit + 1 ||
		    e->calls[i].known != w->found[i].known)
			return false;
	return true;
}

/* The last found name before this place; NULL: there is none. */
static const struct remap_found *
found_before(const struct remap_rewrite *w, uint32_t unit)
{
	size_t first = 0, end = w->nfound;

	while (first < end) {
		size_t middle = first + (end - first) / 2;
		if (w->found[middle].unit + 1 < unit)
			first = middle + 1;
		else
			end = middle;
	}
	return first > 0 ? &w->found[first - 1] : NULL;
}

/* Move the positions after a name. False: a position is not a number, or is inside a name. */
static bool
change_position(struct remap_rewrite *w, struct slice record, struct remap_span pos, uint32_t units)
{
	const struct remap_found *f;
	char digits[24];
	uint32_t unit;
	int n;

	if (!read_position(span_of(record, pos), &unit) || unit > units + 1)
		return false;
	f = found_before(w, unit);
	if (f == NULL || f->shift == 0)
		return f == NULL || unit > f->unit + 1 + f->units;
	if (unit <= f->unit + 1 + f->units)
		return false;
	n = snprintf(digits, sizeof digits, "%" PRId64, (int64_t)unit + f->shift);
	change_bytes(w, pos, pos, slice_of(digits, (size_t)n), true);
	return true;
}

static bool
change_all(struct remap_rewrite *w, struct slice record, const struct remap_expression *e)
{
	uint32_t units;

	if (e->text.at == 0 || !find_names(w, span_of(record, e->text)) ||
	    !expression_agrees(w, record, e))
		return false;
	units = (uint32_t)utf8_units(buf_slice(&w->text));
	for (size_t i = 0; i < e->npositions; i++)
		if (!change_position(w, record, e->positions[i], units))
			return false;
	change_found(w, e->text);
	for (size_t i = 0; i < e->ncalls; i++)
		change_name(w, &e->calls[i]);
	for (size_t i = 0; i < e->nnodes; i++) {
		const struct remap_node *node = &e->nodes[i];
		if (!find_names(w, span_of(record, node->text)) || w->nfound != node->calls)
			return false;
		change_found(w, node->text);
	}
	return true;
}

bool
remap_expression_change(
    struct remap_rewrite *w, struct slice record, const struct remap_expression *e)
{
	size_t n = w->n, bytes = w->bytes.n;

	if (change_all(w, record, e))
		return true;
	w->n = n;
	w->bytes.n = bytes;
	return false;
}

bool
remap_setting_change(struct remap_rewrite *w, struct slice record, struct remap_span text,
    const struct remap_call *call)
{
	struct slice to = remap_renames_to(w->renames, call->known), plain, name;

	if (text.at == 0 || call->known->unsure)
		return false;
	buf_clear(&w->text);
	buf_clear(&w->name);
	buf_clear(&w->quoted);
	json_unescape(span_of(record, text), &w->text);
	json_unescape(span_of(record, call->name), &w->name);
	plain = buf_slice(&w->text);
	name = buf_slice(&w->name);
	if (!slice_eq(plain, name)) { /* a string, then */
		buf_putc(&w->quoted, '"');
		if (!lookup_quote(name, &w->quoted))
			return false;
		buf_putc(&w->quoted, '"');
		if (!slice_eq(plain, buf_slice(&w->quoted)))
			return false;
		buf_clear(&w->quoted);
		buf_putc(&w->quoted, '"');
		if (!lookup_quote(to, &w->quoted))
			return false;
		buf_putc(&w->quoted, '"');
		to = buf_slice(&w->quoted);
	}
	change_text(w, text, text, to);
	change_name(w, call);
	return true;
}
