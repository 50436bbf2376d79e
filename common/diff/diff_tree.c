/* diff_tree.c - a flow record as a flat tree */
#include "diff/diff_tree.h"
#include "base/mem.h"

static uint32_t
diff_offset(const struct json *j, const char *p)
{
	return (uint32_t)(p - j->text.p);
}

/* What is open while the text is read. */
struct diff_open {
	uint32_t node;    /* the innermost container; DIFF_NONE: none */
	struct slice key; /* of the member whose value comes next; p = NULL: none */
};

static uint32_t
diff_add(struct diff_tree *t, const struct json *j, enum json_type type, struct diff_open *o)
{
	bool container = type == JSON_OBJECT || type == JSON_ARRAY;
	struct diff_node *v;

	if (t->n == t->cap)
		t->v = xgrow(t->v, &t->cap, t->n + 1, sizeof *t->v);
	v = &t->v[t->n];
	*v = (struct diff_node){.parent = o->node, .part = DIFF_NONE, .type = (uint8_t)type};
	v->at = diff_offset(j, container ? j->at : j->tok.p);
	v->n = container ? 0 : (uint32_t)j->tok.n;
	v->end = (uint32_t)t->n + 1;
	if (o->key.p != NULL) {
		v->key = diff_offset(j, o->key.p);
		v->key_n = (uint32_t)o->key.n;
	}
	o->key.p = NULL;
	if (container)
		o->node = (uint32_t)t->n;
	return (uint32_t)t->n++;
}

static void
diff_close(struct diff_tree *t, const struct json *j, struct diff_open *o)
{
	struct diff_node *v = &t->v[o->node];

	v->end = (uint32_t)t->n;
	v->n = diff_offset(j, j->at) + 1 - v->at;
	o->node = v->parent;
}

bool
diff_tree_read(struct diff_tree *t, struct json *j, struct slice text)
{
	struct diff_open open = {DIFF_NONE, {NULL, 0}};
	enum json_type type;

	t->text = text;
	t->n = 0;
	if (!json_start_object(j, text))
		return false;
	for (type = JSON_OBJECT; type > JSON_END; type = json_next(j)) {
		if (type == JSON_KEY)
			open.key = j->tok;
		else if (type == JSON_OBJECT_END || type == JSON_ARRAY_END)
			diff_close(t, j, &open);
		else
			diff_add(t, j, type, &open);
	}
	return type == JSON_END;
}

void
diff_tree_release(struct diff_tree *t)
{
	free(t->v);
	buf_release(&t->scratch);
	*t = (struct diff_tree)DIFF_TREE_INIT;
}

struct slice
diff_json(const struct diff_tree *t, uint32_t i)
{
	struct slice s = diff_token(t, i);

	return t->v[i].type == JSON_STRING ? slice_of(s.p - 1, s.n + 2) : s;
}

uint32_t
diff_member(const struct diff_tree *t, uint32_t i, const char *name)
{
	uint32_t found = DIFF_NONE;

	if (!diff_is(t, i, JSON_OBJECT))
		return DIFF_NONE;
	for (uint32_t m = diff_first(t, i); m != DIFF_NONE; m = diff_next(t, m))
		if (diff_key_is(t, m, name))
			found = m;
	return found;
}

struct slice
diff_text(struct diff_tree *t, uint32_t i)
{
	struct slice token = diff_token(t, i);

	return t->v[i].type == JSON_STRING ? json_text(token, &t->scratch) : token;
}

struct slice
diff_string(struct diff_tree *t, uint32_t i, const char *name)
{
	uint32_t m = diff_member(t, i, name);

	return diff_is(t, m, JSON_STRING) ? diff_text(t, m) : slice_of("", 0);
}

/* The position of an element in its array. */
static size_t
diff_position(const struct diff_tree *t, uint32_t i)
{
	size_t n = 0;

	for (uint32_t e = t->v[i].parent + 1; e != i; e = t->v[e].end)
		n++;
	return n;
}

static void
diff_pointer_step(const struct diff_tree *t, uint32_t i, struct buf *b)
{
	struct buf plain = BUF_INIT;

	buf_putc(b, '/');
	if (t->v[t->v[i].parent].type == JSON_ARRAY)
		buf_printf(b, "%zu", diff_position(t, i));
	else
		json_pointer_token(json_text(diff_key(t, i), &plain), b);
	buf_release(&plain);
}

void
diff_pointer(const struct diff_tree *t, uint32_t i, struct buf *b)
{
	uint32_t *path = NULL;
	size_t n = 0, cap = 0;

	for (; t->v[i].parent != DIFF_NONE; i = t->v[i].parent) {
		path = xgrow(path, &cap, n + 1, sizeof *path);
		path[n++] = i;
	}
	buf_reserve(b, 0);
	while (n-- > 0)
		diff_pointer_step(t, path[n], b);
	free(path);
}
