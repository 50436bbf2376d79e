/* object_compare.c - what differs between the object that a record brings and the target's */
#include "put/object_compare.h"
#include "base/mem.h"

/* Deeper values are compared as spelled. The API's own objects are less than 20 levels deep. */
enum { COMPARE_DEPTH = 200 };

enum { COMPARE_SKIPS = OBJECT_NEVER };

struct compare {
	const struct object_view *a, *b;
	struct object_differences *d;
	unsigned depth;
	bool late; /* inside what creation leaves out */
};

static void compare_values(struct compare *c, uint32_t a, uint32_t b);

static void
compare_add(struct compare *c, enum object_difference_kind kind, uint32_t a, uint32_t b, bool lacks)
{
	struct object_differences *d = c->d;
	bool late = c->late || lacks;

	if (a != DIFF_NONE && kind != OBJECT_GONE)
		late |= (c->a->marks[a] & OBJECT_LATE) != 0;
	if (kind != OBJECT_ADDED)
		late |= (c->b->marks[b] & OBJECT_LATE) != 0;
	d->v = xgrow(d->v, &d->cap, d->n + 1, sizeof *d->v);
	d->v[d->n++] = (struct object_difference){kind, a, b, late, lacks};
}

static double
compare_number(struct slice s, bool *good)
{
	char text[64];

	*good = s.n < sizeof text;
	if (!*good)
		return 0;
	memcpy(text, s.p, s.n);
	text[s.n] = '\0';
	return strtod(text, NULL);
}

static bool
compare_is_whole(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != '-')
			return false;
	return true;
}

/* By value: 1 is 1.0. Two whole numbers are the same only if spelled alike, however large. */
static bool
compare_numbers(struct slice a, struct slice b)
{
	bool good_a, good_b;
	double x, y;

	if (slice_eq(a, b))
		return true;
	if (compare_is_whole(a) && compare_is_whole(b))
		return false;
	x = compare_number(a, &good_a);
	y = compare_number(b, &good_b);
	return good_a && good_b && !(x < y) && !(x > y);
}

static bool
compare_strings(struct slice a, struct slice b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same = slice_eq(a, b) || slice_eq(json_text(a, &x), json_text(b, &y));

	buf_release(&x);
	buf_release(&y);
	return same;
}

bool
object_tokens_equal(enum json_type type, struct slice a, enum json_type other, struct slice b)
{
	if (type != other)
		return false;
	if (type == JSON_NUMBER)
		return compare_numbers(a, b);
	if (type == JSON_STRING)
		return compare_strings(slice_of(a.p + 1, a.n - 2), slice_of(b.p + 1, b.n - 2));
	return slice_eq(a, b);
}

static struct slice
compare_id(const struct object_view *v, uint32_t node)
{
	uint32_t id = v->refs[node] != 0 ? object_view_id(v, node) : DIFF_NONE;

	return id != DIFF_NONE ? diff_token(&v->t, id) : slice_of(NULL, 0);
}

/* How many elements of the array count; -1: not all are references. *left: some do not. */
static long
compare_count_ids(const struct object_view *v, uint32_t node, bool *left)
{
	long n = 0;

	*left = false;
	for (uint32_t e = diff_first(&v->t, node); e != DIFF_NONE; e = diff_next(&v->t, e)) {
		if (compare_id(v, e).n == 0)
			return -1;
		*left |= (v->marks[e] & COMPARE_SKIPS) != 0;
		n += (v->marks[e] & COMPARE_SKIPS) == 0;
	}
	return n;
}

static bool
compare_has_id(const struct object_view *v, uint32_t node, struct slice id)
{
	for (uint32_t e = diff_first(&v->t, node); e != DIFF_NONE; e = diff_next(&v->t, e))
		if ((v->marks[e] & COMPARE_SKIPS) == 0 && compare_strings(compare_id(v, e), id))
			return true;
	return false;
}

/* Whether each reference of list x is in list y. */
static bool
compare_is_subset(const struct object_view *v, uint32_t x, const struct object_view *w, uint32_t y)
{
	for (uint32_t e = diff_first(&v->t, x); e != DIFF_NONE; e = diff_next(&v->t, e))
		if ((v->marks[e] & COMPARE_SKIPS) == 0 && !compare_has_id(w, y, compare_id(v, e)))
			return false;
	return true;
}

/*
 * Two lists of references: their order means nothing. If some of the record's are left out, the
 * target may have others in their place. False: the lists are not of references.
 */
static bool
compare_sets(struct compare *c, uint32_t a, uint32_t b)
{
	bool left, other, same;
	long n = compare_count_ids(c->a, a, &left), m = compare_count_ids(c->b, b, &other);

	if (n < 0 || m < 0 || c->a->t.v[a].end == a + 1)
		return false;
	same = compare_is_subset(c->a, a, c->b, b) &&
	       (left || (n == m && compare_is_subset(c->b, b, c->a, a)));
	if (!same)
		compare_add(c, OBJECT_CHANGED, a, b, false);
	return true;
}

static void
compare_arrays(struct compare *c, uint32_t a, uint32_t b)
{
	const struct diff_tree *x = &c->a->t, *y = &c->b->t;
	uint32_t i = diff_first(x, a), j = diff_first(y, b);
	size_t before = c->d->n;

	if (compare_sets(c, a, b))
		return;
	for (; i != DIFF_NONE && j != DIFF_NONE; i = diff_next(x, i), j = diff_next(y, j))
		compare_values(c, i, j);
	if (i != DIFF_NONE || j != DIFF_NONE) {
		c->d->n = before;
		compare_add(c, OBJECT_CHANGED, a, b, false);
	}
}

static uint32_t
compare_find(const struct object_view *v, uint32_t object, struct slice key)
{
	uint32_t found = DIFF_NONE;

	for (uint32_t i = diff_first(&v->t, object); i != DIFF_NONE; i = diff_next(&v->t, i))
		if (compare_strings(diff_key(&v->t, i), key))
			found = i;
	return found;
}

/* Whether the object has a later member of this name, which is the one that counts. */
static bool
compare_is_repeated(const struct object_view *v, uint32_t node)
{
	struct slice key = diff_key(&v->t, node);

	for (uint32_t i = diff_next(&v->t, node); i != DIFF_NONE; i = diff_next(&v->t, i))
		if (compare_strings(diff_key(&v->t, i), key))
			return true;
	return false;
}

/* The division is at the root of every type that has one. */
static bool
compare_leaves(const struct object_view *v, uint32_t node)
{
	return (v->marks[node] & COMPARE_SKIPS) != 0 ||
	       (v->t.v[node].parent == 0 && diff_key_is(&v->t, node, "division")) ||
	       compare_is_repeated(v, node);
}

/* A member of the record's object that says something. */
static void
compare_member(struct compare *c, uint32_t a, uint32_t object, uint32_t b)
{
	bool there = b != DIFF_NONE && !object_view_empty(c->b, b, COMPARE_SKIPS);
	bool lacks = (c->a->marks[a] & OBJECT_LATE) != 0 || (c->late && c->a->refs[a] != 0) ||
		     object_view_empty(c->a, a, OBJECT_LATE | COMPARE_SKIPS);

	if (there || (b != DIFF_NONE && c->a->t.v[a].type == c->b->t.v[b].type &&
			 c->a->t.v[a].type == JSON_OBJECT))
		compare_values(c, a, b);
	else if (b != DIFF_NONE)
		compare_add(c, OBJECT_CHANGED, a, b, lacks);
	else
		compare_add(c, OBJECT_ADDED, a, object, lacks);
}

/* Whether the record says nothing only because of what is left out, and the target something. */
static bool
compare_is_left(const struct compare *c, uint32_t a, uint32_t b)
{
	return b != DIFF_NONE && !object_view_empty(c->a, a, 0) &&
	       !object_view_empty(c->b, b, COMPARE_SKIPS);
}

static void
compare_objects(struct compare *c, uint32_t a, uint32_t b)
{
	const struct diff_tree *x = &c->a->t, *y = &c->b->t;

	for (uint32_t i = diff_first(x, a); i != DIFF_NONE; i = diff_next(x, i)) {
		uint32_t other = compare_find(c->b, b, diff_key(x, i));
		if (compare_leaves(c->a, i))
			continue;
		if (!object_view_empty(c->a, i, COMPARE_SKIPS))
			compare_member(c, i, b, other);
		else if (compare_is_left(c, i, other))
			compare_values(c, i, other);
	}
	for (uint32_t i = diff_first(y, b); i != DIFF_NONE; i = diff_next(y, i)) {
		uint32_t other = compare_find(c->a, a, diff_key(y, i));
		if (compare_leaves(c->b, i) || object_view_empty(c->b, i, COMPARE_SKIPS))
			continue;
		if (other == DIFF_NONE)
			compare_add(c, OBJECT_GONE, DIFF_NONE, i, false);
		else if ((c->a->marks[other] & COMPARE_SKIPS) == 0 &&
			 object_view_empty(c->a, other, 0))
			compare_add(c, OBJECT_CHANGED, other, i, false);
	}
}

static void
compare_values(struct compare *c, uint32_t a, uint32_t b)
{
	enum json_type type = (enum json_type)c->a->t.v[a].type;
	struct slice id = compare_id(c->a, a), other = compare_id(c->b, b);
	bool late = c->late, same;
	struct slice x = diff_json(&c->a->t, a), y = diff_json(&c->b->t, b);

	if (id.n > 0 || other.n > 0) {
		if (!compare_strings(id, other))
			compare_add(c, OBJECT_CHANGED, a, b, false);
		return;
	}
	c->late |= ((c->a->marks[a] | c->b->marks[b]) & OBJECT_LATE) != 0;
	same = type == (enum json_type)c->b->t.v[b].type;
	if (same && c->depth < COMPARE_DEPTH && (type == JSON_OBJECT || type == JSON_ARRAY)) {
		c->depth++;
		(type == JSON_OBJECT ? compare_objects : compare_arrays)(c, a, b);
		c->depth--;
	} else if (!object_tokens_equal(type, x, (enum json_type)c->b->t.v[b].type, y)) {
		compare_add(c, OBJECT_CHANGED, a, b, false);
	}
	c->late = late;
}

void
object_compare(
    const struct object_view *a, const struct object_view *b, struct object_differences *d)
{
	struct compare c = {.a = a, .b = b, .d = d};

	d->n = 0;
	compare_values(&c, 0, 0);
}

void
object_differences_release(struct object_differences *d)
{
	free(d->v);
	*d = (struct object_differences)OBJECT_DIFFERENCES_INIT;
}

void
object_difference_pointer(const struct object_view *a, const struct object_view *b,
    const struct object_difference *d, struct buf *to)
{
	buf_puts(to, "/configuration");
	if (d->kind == OBJECT_GONE)
		diff_pointer(&b->t, d->b, to);
	else
		diff_pointer(&a->t, d->a, to);
}
