/* status_compare.c - the statuses of a worktype: the record's and the target's */
#include "put/status_compare.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "put/object_compare.h"

/* The members that are the status's own. */
static const char *const texts[] = {
    "description", "statusTransitionDelaySeconds", "statusTransitionTime", "autoTerminateWorkitem"};

uint32_t
status_next(const struct object_view *v, uint32_t node)
{
	uint32_t list;

	if (node != DIFF_NONE)
		return diff_next(&v->t, node);
	list = object_view_at(v, "/statuses");
	return diff_is(&v->t, list, JSON_ARRAY) ? diff_first(&v->t, list) : DIFF_NONE;
}

static struct slice
status_token(const struct object_view *v, uint32_t node, const char *name)
{
	uint32_t at = node != DIFF_NONE ? diff_member(&v->t, node, name) : DIFF_NONE;

	return diff_is(&v->t, at, JSON_STRING) ? diff_token(&v->t, at) : slice_of("", 0);
}

struct slice
status_id(const struct object_view *v, uint32_t node)
{
	return status_token(v, node, "id");
}

static bool
status_same_text(struct slice a, struct slice b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same = slice_eq(a, b) || slice_eq(json_text(a, &x), json_text(b, &y));

	buf_release(&x);
	buf_release(&y);
	return same;
}

uint32_t
status_named(const struct object_view *v, struct slice name)
{
	for (uint32_t i = status_next(v, DIFF_NONE); i != DIFF_NONE; i = status_next(v, i))
		if (status_same_text(status_token(v, i, "name"), name))
			return i;
	return DIFF_NONE;
}

/* The name of the status that a reference means; empty: none of this worktype. */
static struct slice
status_meant(const struct object_view *v, uint32_t reference)
{
	struct slice id = status_id(v, reference);

	for (uint32_t i = status_next(v, DIFF_NONE); id.n > 0 && i != DIFF_NONE;
	     i = status_next(v, i))
		if (slice_eq(status_id(v, i), id))
			return status_token(v, i, "name");
	return slice_of("", 0);
}

static void
status_add(struct status_differences *d, uint32_t mine, uint32_t there, const char *member,
    enum status_how how)
{
	d->v = xgrow(d->v, &d->cap, d->n + 1, sizeof *d->v);
	d->v[d->n++] = (struct status_difference){mine, there, member, how};
}

/* Whether the list of a status has one of this name. */
static bool
status_leads_to(const struct object_view *v, uint32_t list, struct slice name)
{
	for (uint32_t i = diff_is(&v->t, list, JSON_ARRAY) ? diff_first(&v->t, list) : DIFF_NONE;
	     i != DIFF_NONE; i = diff_next(&v->t, i))
		if (status_same_text(status_meant(v, i), name))
			return true;
	return false;
}

static bool
status_leads_to_all(
    const struct object_view *v, uint32_t list, const struct object_view *w, uint32_t other)
{
	for (uint32_t i = diff_is(&w->t, other, JSON_ARRAY) ? diff_first(&w->t, other) : DIFF_NONE;
	     i != DIFF_NONE; i = diff_next(&w->t, i))
		if (!status_leads_to(v, list, status_meant(w, i)))
			return false;
	return true;
}

static bool
status_says(const struct object_view *v, uint32_t node)
{
	return node != DIFF_NONE && !object_view_empty(v, node, 0);
}

static void
status_compare_targets(const struct object_view *a, uint32_t mine, const struct object_view *b,
    uint32_t there, struct status_differences *d)
{
	static const char list[] = "destinationStatuses", one[] = "defaultDestinationStatus";
	uint32_t x = diff_member(&a->t, mine, list), y = diff_member(&b->t, there, list);

	if (!status_leads_to_all(a, x, b, y) || !status_leads_to_all(b, y, a, x))
		status_add(d, mine, there, list, status_says(b, y) ? STATUS_DIFFERS : STATUS_LACKS);
	x = diff_member(&a->t, mine, one);
	y = diff_member(&b->t, there, one);
	if (status_says(a, x) && !status_same_text(status_meant(a, x), status_meant(b, y)))
		status_add(d, mine, there, one, status_says(b, y) ? STATUS_DIFFERS : STATUS_LACKS);
}

static bool
status_same_value(const struct object_view *a, uint32_t x, const struct object_view *b, uint32_t y)
{
	return object_tokens_equal((enum json_type)a->t.v[x].type, diff_json(&a->t, x),
	    (enum json_type)b->t.v[y].type, diff_json(&b->t, y));
}

static void
status_compare_one(const struct object_view *a, uint32_t mine, const struct object_view *b,
    uint32_t there, struct status_differences *d)
{
	struct slice category = status_token(a, mine, "category");

	if (category.n > 0 && !status_same_text(category, status_token(b, there, "category")))
		status_add(d, mine, there, "category", STATUS_FIXED);
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		uint32_t x = diff_member(&a->t, mine, texts[i]);
		uint32_t y = diff_member(&b->t, there, texts[i]);
		bool says = status_says(a, x), other = status_says(b, y);
		if ((says && other && !status_same_value(a, x, b, y)) || (says && !other) ||
		    (i == 0 && !says && other))
			status_add(d, mine, there, texts[i], STATUS_DIFFERS);
	}
	status_compare_targets(a, mine, b, there, d);
}

static void
status_compare_default(
    const struct object_view *a, const struct object_view *b, struct status_differences *d)
{
	static const char name[] = "defaultStatus";
	uint32_t x = object_view_at(a, "/defaultStatus");
	uint32_t y = b != NULL ? object_view_at(b, "/defaultStatus") : DIFF_NONE;
	struct slice mine = status_meant(a, x);

	if (mine.n == 0)
		return;
	if (y == DIFF_NONE || status_id(b, y).n == 0)
		status_add(d, DIFF_NONE, DIFF_NONE, name, STATUS_LACKS);
	else if (!status_same_text(mine, status_meant(b, y)))
		status_add(d, DIFF_NONE, DIFF_NONE, name, STATUS_DIFFERS);
}

static size_t
status_count(const struct object_view *v)
{
	size_t n = 0;

	for (uint32_t i = status_next(v, DIFF_NONE); i != DIFF_NONE; i = status_next(v, i))
		n++;
	return n;
}

bool
status_compare(
    const struct object_view *a, const struct object_view *b, struct status_differences *d)
{
	d->n = 0;
	if (status_count(a) > STATUS_MOST || (b != NULL && status_count(b) > STATUS_MOST))
		return false;
	for (uint32_t i = status_next(a, DIFF_NONE); i != DIFF_NONE; i = status_next(a, i)) {
		uint32_t there =
		    b != NULL ? status_named(b, status_token(a, i, "name")) : DIFF_NONE;
		if (there == DIFF_NONE)
			status_add(d, i, there, NULL, STATUS_MISSING);
		else
			status_compare_one(a, i, b, there, d);
	}
	status_compare_default(a, b, d);
	return true;
}

void
status_differences_release(struct status_differences *d)
{
	free(d->v);
	*d = (struct status_differences)STATUS_DIFFERENCES_INIT;
}

size_t
status_extra(const struct object_view *a, const struct object_view *b)
{
	size_t n = 0;

	for (uint32_t i = status_next(b, DIFF_NONE); i != DIFF_NONE; i = status_next(b, i))
		n += status_named(a, status_token(b, i, "name")) == DIFF_NONE;
	return n;
}

void
status_write_new(const struct object_view *a, uint32_t mine, struct buf *to)
{
	static const char *const first[] = {"name", "category"};

	json_write_open(to, NULL);
	for (size_t i = 0; i < COUNT_OF(first) + COUNT_OF(texts); i++) {
		const char *name = i < COUNT_OF(first) ? first[i] : texts[i - COUNT_OF(first)];
		uint32_t at = diff_member(&a->t, mine, name);
		if (at != DIFF_NONE && a->t.v[at].type != JSON_NULL)
			json_write_raw(to, name, diff_json(&a->t, at));
	}
	json_write_close(to);
}

void
status_pointer(const struct object_view *a, const struct status_difference *d, struct buf *to)
{
	buf_puts(to, "/configuration");
	if (d->mine != DIFF_NONE)
		diff_pointer(&a->t, d->mine, to);
	if (d->member != NULL)
		buf_printf(to, "/%s", d->member);
}
