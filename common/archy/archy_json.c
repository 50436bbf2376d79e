/* archy_json.c - Archy YAML as JSON, in the order of the text or in the canonical form */
#include "archy/archy_json.h"
#include "base/mem.h"
#include "json/json.h"
#include "yaml/yaml_scalar.h"

/* A member of an open mapping: bytes of the output, from its key to the comma after its value. */
struct archy_json_member {
	size_t at, key, len; /* key: of the key's bytes */
};

struct archy_json_frame {
	bool mapping;
	size_t at;      /* where its content begins */
	size_t members; /* the first of its members */
};

struct archy_json_walk {
	struct buf *to;
	struct archy_error *error;
	bool canonical;
	struct archy_json_frame open[ARCHY_DEPTH + 1];
	size_t depth;
	struct archy_json_member *v; /* canonical: members of the open mappings */
	size_t n, cap;
	struct buf sorted;
};

static enum yaml_meaning
archy_meaning(const struct archy_node *node)
{
	return node->style == ARCHY_PLAIN && !node->is_key ? yaml_scalar_meaning(node->value)
							   : YAML_MEANS_TEXT;
}

static void
archy_add_scalar(struct buf *to, const struct archy_node *node)
{
	enum yaml_meaning meaning = archy_meaning(node);

	if (meaning == YAML_MEANS_NULL)
		buf_puts(to, "null");
	else if (meaning == YAML_MEANS_TRUE || meaning == YAML_MEANS_FALSE)
		buf_puts(to, meaning == YAML_MEANS_TRUE ? "true" : "false");
	else if (meaning == YAML_MEANS_NUMBER)
		buf_add(to, node->value.p, node->value.n);
	else
		json_quote(to, node->value);
}

/* As it is spelled, with a NUL in the place of the first quote if it is not text. */
static void
archy_add_canonical(struct buf *to, const struct archy_node *node)
{
	enum yaml_meaning meaning = archy_meaning(node);
	size_t from = to->n;

	if (meaning == YAML_MEANS_NULL) {
		buf_puts(to, "null");
		return;
	}
	json_quote(to, node->value);
	if (meaning != YAML_MEANS_TEXT)
		to->p[from] = '\0';
}

static const struct buf *archy_bytes; /* what archy_by_key() compares */

static int
archy_by_key(const void *a, const void *b)
{
	const struct archy_json_member *x = a, *y = b;

	return slice_cmp(
	    slice_of(archy_bytes->p + x->at, x->key), slice_of(archy_bytes->p + y->at, y->key));
}

/* Whatever ends the last member of the innermost mapping: the next key, or the mapping's end. */
static void
archy_end_member(struct archy_json_walk *w, const struct archy_json_frame *f)
{
	if (w->n > f->members)
		w->v[w->n - 1].len = w->to->n - w->v[w->n - 1].at;
}

/* Put the members of a mapping that ends into the order of their keys, which are all different. */
static void
archy_sort(struct archy_json_walk *w, const struct archy_json_frame *f)
{
	size_t n = w->n - f->members;

	archy_end_member(w, f);
	archy_bytes = w->to;
	if (n > 1)
		qsort(w->v + f->members, n, sizeof *w->v, archy_by_key);
	buf_clear(&w->sorted);
	for (size_t i = f->members; i < w->n; i++)
		buf_add(&w->sorted, w->to->p + w->v[i].at, w->v[i].len);
	if (n > 0)
		memcpy(w->to->p + f->at, w->sorted.p, w->sorted.n);
	w->n = f->members;
}

static void
archy_add_key(struct archy_json_walk *w, const struct archy_node *node)
{
	size_t at = w->to->n;

	if (w->canonical) {
		archy_end_member(w, &w->open[w->depth - 1]);
		w->v = xgrow(w->v, &w->cap, w->n + 1, sizeof *w->v);
	}
	json_quote(w->to, node->value);
	if (w->canonical)
		w->v[w->n++] = (struct archy_json_member){.at = at, .key = w->to->n - at};
	buf_putc(w->to, ':');
}

/* Each value has a comma behind it, so that members can change places; the last one's goes here. */
static void
archy_end(struct archy_json_walk *w)
{
	const struct archy_json_frame *f = &w->open[--w->depth];

	if (f->mapping && w->canonical)
		archy_sort(w, f);
	if (w->to->n > f->at)
		w->to->n--;
	buf_puts(w->to, f->mapping ? "}," : "],");
}

static bool
archy_take_json(void *user, const struct archy_node *node)
{
	struct archy_json_walk *w = user;
	bool mapping = node->kind == ARCHY_MAPPING;

	switch (node->kind) {
	case ARCHY_MAPPING:
	case ARCHY_SEQUENCE:
		buf_putc(w->to, mapping ? '{' : '[');
		w->open[w->depth++] = (struct archy_json_frame){mapping, w->to->n, w->n};
		return true;
	case ARCHY_END:
		archy_end(w);
		return true;
	case ARCHY_ALIAS:
		if (!node->resolved) {
			archy_refuse(w->error, node->line, node->column,
			    "an alias of a mapping, a list or a long text");
			return false;
		}
		/* fall through */
	case ARCHY_SCALAR:
		if (node->is_key) {
			archy_add_key(w, node);
			return true;
		}
		(w->canonical ? archy_add_canonical : archy_add_scalar)(w->to, node);
		buf_putc(w->to, ',');
		return true;
	}
	return false;
}

static bool
archy_walk_json(struct slice text, bool canonical, struct buf *to, struct archy_error *error)
{
	struct archy_json_walk *w = xcalloc(1, sizeof *w);
	size_t before = to->n;
	bool good;

	w->to = to;
	w->error = error;
	w->canonical = canonical;
	good = archy_yaml(text, archy_take_json, w, error);
	if (!good)
		to->n = before;
	else if (to->n > before)
		to->n--; /* the comma behind the root */
	if (to->p != NULL)
		to->p[to->n] = '\0';
	free(w->v);
	buf_release(&w->sorted);
	free(w);
	return good;
}

bool
archy_json(struct slice text, struct buf *to, struct archy_error *error)
{
	return archy_walk_json(text, false, to, error);
}

bool
archy_canonical(struct slice text, struct buf *to, struct archy_error *error)
{
	return archy_walk_json(text, true, to, error);
}
