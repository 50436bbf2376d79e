/* diff_object.c - what differs between an object of two orgs */
#include "diff/diff_object.h"
#include "diff/diff_walk.h"
#include "diff/diff_words.h"
#include "objects/object_type.h"

#define SYMBOL "gc:"

static struct diff_tree *
object_tree(struct diff *d, enum diff_version version)
{
	return &d->side[version].tree;
}

bool
diff_read_object(struct diff *d, enum diff_version version, struct json *j, struct slice record)
{
	struct diff_tree *t = object_tree(d, version);

	if (!diff_tree_read(t, j, record))
		return false;
	diff_parts_none(&d->side[version]);
	d->object = true;
	d->object_type = object_type_find(diff_string(t, 0, "type"));
	return true;
}

/* Whether the way from the configuration to a node is this pattern; "*" is one step. */
static bool
object_is_at(const struct diff_tree *t, uint32_t node, const char *pattern)
{
	const char *end = pattern + strlen(pattern);
	uint32_t configuration = diff_configuration(t);

	while (end > pattern && node != DIFF_NONE) {
		const char *step = end;
		struct slice name;
		while (step > pattern && step[-1] != '/')
			step--;
		name = slice_of(step, (size_t)(end - step));
		if (!slice_is(name, "*") && !json_eq(diff_key(t, node), name))
			return false;
		node = t->v[node].parent;
		end = step - 1;
	}
	return end <= pattern && node == configuration;
}

static bool
object_is_any(const struct diff_tree *t, uint32_t node, const char *const *patterns)
{
	for (; patterns != NULL && *patterns != NULL; patterns++)
		if (object_is_at(t, node, *patterns))
			return true;
	return false;
}

/* Members that are not compared: what is not content, what the record repeats, and audio. */
static bool
object_is_skipped(const struct diff *d, const struct diff_tree *t, uint32_t owner, uint32_t m)
{
	static const char *const of_record[] = {
	    "configuration", "rows", "media", "wrapupCodes", "templates"};
	uint32_t configuration = diff_configuration(t), list = t->v[owner].parent;

	if (owner == 0) {
		for (size_t i = 0; i < COUNT_OF(of_record); i++)
			if (diff_key_is(t, m, of_record[i]))
				return false;
		return !diff_key_is(t, m, "division") ||
		       diff_member(t, configuration, "division") != DIFF_NONE;
	}
	if (diff_key_is(t, list, "media") && t->v[list].parent == 0)
		return true;
	return object_is_any(t, m, object_not_content()) ||
	       (d->object_type != NULL && object_is_any(t, m, d->object_type->not_content));
}

/* Whether a value says nothing, so that it may as well be missing. */
static bool
object_is_nothing(const struct diff_tree *t, uint32_t node)
{
	for (uint32_t i = node; i < t->v[node].end; i++)
		switch ((enum json_type)t->v[i].type) {
		case JSON_STRING:
			if (t->v[i].n > 0)
				return false;
			break;
		case JSON_NUMBER:
		case JSON_TRUE:
			return false;
		case JSON_ARRAY:
			if (t->v[i].end > i + 1)
				return false;
			break;
		default:
			break;
		}
	return true;
}

static bool
object_is_symbol(struct slice token)
{
	return token.n > 3 && memcmp(token.p, SYMBOL, 3) == 0;
}

/* A reference's id, as spelled: of an object with one, or the string itself; n = 0: none. */
static struct slice
object_symbol(const struct diff_tree *t, uint32_t node)
{
	uint32_t id = diff_is(t, node, JSON_STRING) ? node : diff_member(t, node, "id");
	struct slice token = diff_is(t, id, JSON_STRING) ? diff_token(t, id) : slice_of("", 0);

	return object_is_symbol(token) && node != diff_configuration(t) ? token : slice_of("", 0);
}

/* What tells an element from the others of its list; false: its place. */
static bool
object_element_key(struct diff_tree *t, uint32_t node, struct buf *key)
{
	uint32_t list = t->v[node].parent;
	struct slice symbol = object_symbol(t, node), text = {"", 0};

	buf_clear(key);
	if (symbol.n > 0)
		text = symbol;
	else if (diff_key_is(t, list, "rows") && t->v[list].parent == 0)
		text = diff_string(t, node, "key");
	else if (diff_key_is(t, list, "media") || diff_key_is(t, list, "resources"))
		text = diff_string(t, node, "language");
	buf_add_slice(key, text);
	return text.n > 0;
}

static bool
object_are_keyed(struct diff_tree *t, uint32_t list, struct buf *key)
{
	for (uint32_t e = diff_first(t, list); e != DIFF_NONE; e = diff_next(t, e))
		if (!object_element_key(t, e, key))
			return false;
	return true;
}

static double
object_number(struct slice token)
{
	char text[64];
	size_t n = token.n < sizeof text ? token.n : sizeof text - 1;

	memcpy(text, token.p, n);
	text[n] = '\0';
	return strtod(text, NULL);
}

static bool
object_scalars_equal(struct diff *d, uint32_t a, uint32_t b)
{
	struct diff_tree *x = object_tree(d, DIFF_A), *y = object_tree(d, DIFF_B);
	struct slice s = diff_token(x, a), t = diff_token(y, b);

	if (x->v[a].type != y->v[b].type)
		return false;
	if (slice_eq(s, t))
		return true;
	if (x->v[a].type == JSON_STRING)
		return slice_eq(json_text(s, &x->scratch), json_text(t, &y->scratch));
	return x->v[a].type == JSON_NUMBER && memchr(s.p, '.', s.n) != memchr(t.p, '.', t.n) &&
	       !(object_number(s) < object_number(t)) && !(object_number(s) > object_number(t));
}

static void object_values(struct diff *d, uint32_t a, uint32_t b, int depth);

/* Pair what two containers have by their keys; of equal keys the first with the first. */
static void
object_pairs(struct diff *d, uint32_t a, uint32_t b, bool members, int depth)
{
	struct diff_tree *x = object_tree(d, DIFF_A), *y = object_tree(d, DIFF_B);
	struct diff_match match = DIFF_MATCH_INIT;
	struct buf key = BUF_INIT;

	for (uint32_t m = diff_first(y, b); m != DIFF_NONE; m = diff_next(y, m)) {
		if (members && object_is_skipped(d, y, b, m))
			continue;
		if (!members)
			object_element_key(y, m, &key);
		diff_match_add(
		    &match, members ? json_text(diff_key(y, m), &key) : buf_slice(&key), m);
	}
	for (uint32_t m = diff_first(x, a); m != DIFF_NONE; m = diff_next(x, m)) {
		if (members && object_is_skipped(d, x, a, m))
			continue;
		if (!members)
			object_element_key(x, m, &key);
		object_values(d, m,
		    diff_match_take(
			&match, members ? json_text(diff_key(x, m), &key) : buf_slice(&key)),
		    depth);
	}
	for (size_t i = 0; i < match.n; i++)
		if (!match.v[i].taken)
			object_values(d, DIFF_NONE, match.v[i].thing, depth);
	diff_match_release(&match);
	buf_release(&key);
}

static void
object_lists(struct diff *d, uint32_t a, uint32_t b, int depth)
{
	struct diff_tree *x = object_tree(d, DIFF_A), *y = object_tree(d, DIFF_B);
	struct buf key = BUF_INIT;
	bool keyed = object_are_keyed(x, a, &key) && object_are_keyed(y, b, &key);
	uint32_t i = diff_first(x, a), k = diff_first(y, b);

	buf_release(&key);
	if (keyed) {
		object_pairs(d, a, b, false, depth);
		return;
	}
	for (; i != DIFF_NONE || k != DIFF_NONE;
	     i = i != DIFF_NONE ? diff_next(x, i) : i, k = k != DIFF_NONE ? diff_next(y, k) : k)
		object_values(d, i, k, depth);
}

/* An array with elements: one without is a value of its own. */
static bool
object_is_list(const struct diff_tree *t, uint32_t node)
{
	return diff_is(t, node, JSON_ARRAY) && diff_first(t, node) != DIFF_NONE;
}

/* Two values, or what one version has alone. */
static void
object_values(struct diff *d, uint32_t a, uint32_t b, int depth)
{
	const struct diff_tree *x = object_tree(d, DIFF_A), *y = object_tree(d, DIFF_B);
	struct slice symbol;
	bool both = a != DIFF_NONE && b != DIFF_NONE;

	if ((a == DIFF_NONE || object_is_nothing(x, a)) &&
	    (b == DIFF_NONE || object_is_nothing(y, b)))
		return;
	symbol = both ? object_symbol(x, a) : slice_of("", 0);
	if (symbol.n > 0 && slice_eq(symbol, object_symbol(y, b)))
		return;
	if (both && symbol.n == 0 && depth < DIFF_DEPTH && x->v[a].type == y->v[b].type &&
	    x->v[a].type == JSON_OBJECT)
		object_pairs(d, a, b, true, depth + 1);
	else if (both && depth < DIFF_DEPTH && object_is_list(x, a) && object_is_list(y, b))
		object_lists(d, a, b, depth + 1);
	else if (!both || !object_scalars_equal(d, a, b))
		diff_add_change(d, DIFF_CHANGED, a, b);
}

void
diff_compare_object(struct diff *d)
{
	d->n = 0;
	object_pairs(d, 0, 0, true, 0);
}

bool
diff_object_is_by_hand(struct slice type)
{
	const struct object_type *known = object_type_find(type);

	return known == NULL || known->stage == 0;
}

bool
diff_stays(const struct diff *d, const struct diff_change *c)
{
	const struct diff_tree *t = &d->side[c->b != DIFF_NONE ? DIFF_B : DIFF_A].tree;
	uint32_t node = c->b != DIFF_NONE ? c->b : c->a;

	if (!d->object)
		return false;
	if (d->object_type == NULL || d->object_type->stage == 0)
		return d->two_orgs;
	for (; node != DIFF_NONE; node = t->v[node].parent)
		if (object_is_any(t, node, d->object_type->not_moved))
			return true;
	return false;
}

void
diff_object_where(struct diff *d, const struct diff_change *c, struct buf *b)
{
	enum diff_version version = c->b != DIFF_NONE ? DIFF_B : DIFF_A;
	struct diff_tree *t = object_tree(d, version);
	uint32_t node = version == DIFF_B ? c->b : c->a;

	for (; t->v[node].parent != DIFF_NONE; node = t->v[node].parent) {
		uint32_t list = t->v[node].parent;
		bool row = diff_key_is(t, list, "rows") && t->v[list].parent == 0;
		bool audio = diff_key_is(t, list, "media") || diff_key_is(t, list, "resources");
		struct slice name = diff_string(t, node, row ? "key" : "language");
		if (t->v[node].key != 0 || !(row || audio) || name.n == 0)
			continue;
		buf_puts(b, row ? "row \"" : "language \"");
		diff_line(b, name);
		buf_putc(b, '"');
		return;
	}
}
