/* archy_equal.c - whether two Archy YAML texts mean the same */
#include "archy/archy_equal.h"
#include "archy/archy_yaml.h"
#include "base/mem.h"
#include "json/json.h"
#include "yaml/yaml_scalar.h"

/* A member of an open mapping: bytes of the output, from its key on. */
struct equal_member {
	size_t at, key, len; /* key: of the key's bytes */
};

struct equal_frame {
	bool mapping;
	size_t at;      /* where its content begins */
	size_t members; /* the first of its members */
};

struct equal_walk {
	struct buf *to;
	struct buf sorted;
	struct equal_frame open[ARCHY_DEPTH + 1];
	size_t depth;
	struct equal_member *v;
	size_t n, cap;
};

static void
equal_add_scalar(struct buf *to, const struct archy_node *node)
{
	enum yaml_meaning meaning = YAML_MEANS_TEXT;
	size_t from = to->n;

	if (node->style == ARCHY_PLAIN && !node->is_key)
		meaning = yaml_scalar_meaning(node->value);
	if (meaning == YAML_MEANS_NULL) {
		buf_puts(to, "null");
		return;
	}
	json_quote(to, node->value);
	if (meaning != YAML_MEANS_TEXT)
		to->p[from] = '\0';
}

static const struct buf *equal_bytes; /* what equal_by_key() compares */

static int
equal_by_key(const void *a, const void *b)
{
	const struct equal_member *x = a, *y = b;

	return slice_cmp(
	    slice_of(equal_bytes->p + x->at, x->key), slice_of(equal_bytes->p + y->at, y->key));
}

/* Put the members of a mapping that ends into the order of their keys, which are all different. */
static void
equal_sort(struct equal_walk *w, const struct equal_frame *f)
{
	size_t n = w->n - f->members;

	if (n > 0)
		w->v[w->n - 1].len = w->to->n - w->v[w->n - 1].at;
	equal_bytes = w->to;
	if (n > 1)
		qsort(w->v + f->members, n, sizeof *w->v, equal_by_key);
	buf_clear(&w->sorted);
	for (size_t i = f->members; i < w->n; i++)
		buf_add(&w->sorted, w->to->p + w->v[i].at, w->v[i].len);
	if (n > 0)
		memcpy(w->to->p + f->at, w->sorted.p, w->sorted.n);
	w->n = f->members;
}

static void
equal_add_key(struct equal_walk *w, const struct archy_node *node)
{
	const struct equal_frame *f = &w->open[w->depth - 1];

	if (w->n > f->members)
		w->v[w->n - 1].len = w->to->n - w->v[w->n - 1].at;
	w->v = xgrow(w->v, &w->cap, w->n + 1, sizeof *w->v);
	w->v[w->n].at = w->to->n;
	equal_add_scalar(w->to, node);
	w->v[w->n].key = w->to->n - w->v[w->n].at;
	w->n++;
	buf_putc(w->to, ':');
}

/* A comma after each value makes the members of a mapping exchangeable. */
static void
equal_end(struct equal_walk *w)
{
	struct equal_frame *f = &w->open[--w->depth];

	if (f->mapping)
		equal_sort(w, f);
	buf_puts(w->to, f->mapping ? "}," : "],");
}

static bool
equal_take(void *user, const struct archy_node *node)
{
	struct equal_walk *w = user;

	switch (node->kind) {
	case ARCHY_MAPPING:
	case ARCHY_SEQUENCE:
		buf_putc(w->to, node->kind == ARCHY_MAPPING ? '{' : '[');
		w->open[w->depth++] =
		    (struct equal_frame){node->kind == ARCHY_MAPPING, w->to->n, w->n};
		return true;
	case ARCHY_END:
		equal_end(w);
		return true;
	case ARCHY_SCALAR:
		if (node->is_key) {
			equal_add_key(w, node);
			return true;
		}
		equal_add_scalar(w->to, node);
		buf_putc(w->to, ',');
		return true;
	default:
		return false; /* an alias */
	}
}

bool
archy_canonical(struct slice text, struct buf *to)
{
	struct equal_walk *w = xcalloc(1, sizeof *w);
	struct archy_error error;
	size_t before = to->n;
	bool good;

	w->to = to;
	good = archy_yaml(text, equal_take, w, &error);
	if (!good)
		to->n = before;
	free(w->v);
	buf_release(&w->sorted);
	free(w);
	return good;
}

bool
archy_equal(struct slice a, struct slice b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool equal = slice_eq(a, b);

	if (!equal && archy_canonical(a, &x) && archy_canonical(b, &y))
		equal = slice_eq(buf_slice(&x), buf_slice(&y));
	buf_release(&x);
	buf_release(&y);
	return equal;
}
