/* object_view.c - an object's configuration as a tree, with what the table says of its values */
#include "put/object_view.h"
#include "base/mem.h"
#include "json/json_write.h"

/* What view_each() does with a value that a path of the table names. */
struct view_visit {
	unsigned mark;
	uint8_t ref; /* in type->refs, + 1; or 0 */
};

static struct slice
view_step(const char **path)
{
	const char *begin = *path + 1, *end = strchr(begin, '/');

	*path = end != NULL ? end : begin + strlen(begin);
	return slice_of(begin, (size_t)(*path - begin));
}

/* The late value: the reference, or the member of the root that holds the outermost array. */
static void
view_mark_late(struct object_view *v, uint32_t node)
{
	uint32_t late = node;

	for (uint32_t i = node; v->t.v[i].parent != DIFF_NONE; i = v->t.v[i].parent) {
		uint32_t parent = v->t.v[i].parent;
		if (v->t.v[parent].type == JSON_ARRAY)
			late = parent;
	}
	while (late != node && v->t.v[late].parent != 0)
		late = v->t.v[late].parent;
	v->marks[late] |= OBJECT_LATE;
}

static void
view_mark(struct object_view *v, uint32_t node, const struct view_visit *visit)
{
	v->marks[node] |= (uint8_t)visit->mark;
	if (visit->ref == 0)
		return;
	v->refs[node] = visit->ref;
	if (v->type->refs[visit->ref - 1].late)
		view_mark_late(v, node);
}

/* Marks what the path names below a node. The table's paths are short, so this may recurse. */
static void
view_each(struct object_view *v, uint32_t node, const char *path, const struct view_visit *visit)
{
	struct slice step;

	if (*path == '\0') {
		view_mark(v, node, visit);
		return;
	}
	step = view_step(&path);
	for (uint32_t i = diff_first(&v->t, node); i != DIFF_NONE; i = diff_next(&v->t, i))
		if (slice_is(step, "*") ||
		    (v->t.v[i].key != 0 && json_eq(diff_key(&v->t, i), step)))
			view_each(v, i, path, visit);
}

static void
view_each_of(struct object_view *v, const char *const *paths, unsigned mark)
{
	for (; paths != NULL && *paths != NULL; paths++)
		view_each(v, 0, *paths, &(struct view_visit){.mark = mark});
}

/*
 * Members whose values are objects of their own, created and changed by calls of their own; and
 * what the server makes of the table's name and description.
 */
static void
view_mark_own(struct object_view *v)
{
	static const char *const own[][2] = {{"userPrompt", "/resources"},
	    {"worktype", "/statuses"}, {"worktype", "/defaultStatus"},
	    {"dataTable", "/schema/title"}, {"dataTable", "/schema/description"}};

	for (size_t i = 0; i < COUNT_OF(own); i++)
		if (strcmp(v->type->name, own[i][0]) == 0)
			view_each(v, 0, own[i][1], &(struct view_visit){.mark = OBJECT_VOLATILE});
}

bool
object_view_read(
    struct object_view *v, struct json *j, const struct object_type *type, struct slice text)
{
	const struct object_reference *refs = type->refs;

	v->type = type;
	if (!diff_tree_read(&v->t, j, text))
		return false;
	if (v->t.n > v->cap) {
		free(v->marks);
		free(v->refs);
		v->cap = v->t.n;
		v->marks = xmalloc(v->cap);
		v->refs = xmalloc(v->cap);
	}
	memset(v->marks, 0, v->t.n);
	memset(v->refs, 0, v->t.n);
	view_each_of(v, object_not_content(), OBJECT_VOLATILE);
	view_each_of(v, type->not_content, OBJECT_VOLATILE);
	view_each_of(v, type->not_moved, OBJECT_STAYS);
	view_mark_own(v);
	for (size_t i = 0; refs != NULL && refs[i].path != NULL; i++)
		view_each(
		    v, 0, refs[i].path, &(struct view_visit){OBJECT_REFERS, (uint8_t)(i + 1)});
	return true;
}

void
object_view_release(struct object_view *v)
{
	diff_tree_release(&v->t);
	free(v->marks);
	free(v->refs);
	*v = (struct object_view)OBJECT_VIEW_INIT;
}

uint32_t
object_view_id(const struct object_view *v, uint32_t node)
{
	bool bare = v->refs[node] != 0 && v->type->refs[v->refs[node] - 1].bare;
	uint32_t id = bare ? node : diff_member(&v->t, node, "id");

	return diff_is(&v->t, id, JSON_STRING) ? id : DIFF_NONE;
}

const char *
object_view_refers_to(const struct object_view *v, uint32_t node)
{
	static const char *const names[][2] = {
	    {"GROUP", "group"}, {"SKILLGROUP", "skillGroup"}, {"TEAM", "team"}};
	const struct object_reference *ref = &v->type->refs[v->refs[node] - 1];
	uint32_t kind = ref->by_type ? diff_member(&v->t, node, "type") : DIFF_NONE;

	for (size_t i = 0; kind != DIFF_NONE && i < COUNT_OF(names); i++)
		if (json_is(diff_token(&v->t, kind), names[i][0]))
			return names[i][1];
	return ref->type;
}

uint32_t
object_view_at(const struct object_view *v, const char *path)
{
	uint32_t node = 0;

	while (node != DIFF_NONE && *path != '\0') {
		struct slice step = view_step(&path);
		uint32_t found = DIFF_NONE;
		for (uint32_t i = diff_first(&v->t, node); i != DIFF_NONE; i = diff_next(&v->t, i))
			if (v->t.v[i].key != 0 && json_eq(diff_key(&v->t, i), step))
				found = i;
		node = found;
	}
	return node;
}

/* Whether the value itself says something, whatever is inside it. An element is there: it does. */
static bool
view_says(const struct object_view *v, uint32_t i)
{
	const struct diff_node *node = &v->t.v[i];

	return node->type == JSON_TRUE || node->type == JSON_NUMBER ||
	       (node->type == JSON_STRING && node->n > 0);
}

bool
object_view_empty(const struct object_view *v, uint32_t node, unsigned skip)
{
	const struct diff_node *nodes = v->t.v;

	for (uint32_t i = node; i < nodes[node].end; i++) {
		if ((v->marks[i] & skip) != 0)
			i = nodes[i].end - 1;
		else if (view_says(v, i) ||
			 (i != node && nodes[nodes[i].parent].type == JSON_ARRAY))
			return false;
	}
	return true;
}

void
object_view_write_key(const struct object_view *v, uint32_t node, struct buf *b)
{
	json_write_key(b, diff_key(&v->t, node));
}

/* {"id":…}, and the kind where there is more than one. */
static void
view_write_reference(const struct object_view *v, uint32_t node, uint32_t id, struct buf *b)
{
	bool by_type = v->type->refs[v->refs[node] - 1].by_type;
	uint32_t kind = by_type ? diff_member(&v->t, node, "type") : DIFF_NONE;

	if (id == node) {
		buf_add_slice(b, diff_json(&v->t, node));
		return;
	}
	buf_putc(b, '{');
	json_write_raw(b, "id", diff_json(&v->t, id));
	if (kind != DIFF_NONE)
		json_write_raw(b, "type", diff_json(&v->t, kind));
	buf_putc(b, '}');
}

/* What is written, and how far it has come. */
struct view_writer {
	const struct object_view *v;
	const struct object_edits *edits; /* or NULL */
	unsigned skip, from_skip;         /* of `v`, and of the edits' values */
	uint32_t open;                    /* the innermost container that has been begun */
	uint32_t top;                     /* the innermost container open before the first value */
	struct buf *b;
};

static const struct object_edit *
view_edit_of(const struct view_writer *w, uint32_t node)
{
	for (size_t i = 0; w->edits != NULL && i < w->edits->n; i++)
		if (!w->edits->v[i].adds && w->edits->v[i].at == node)
			return &w->edits->v[i];
	return NULL;
}

static void
view_write_edit(const struct view_writer *w, const struct object_edit *e)
{
	object_view_write_key(e->from, e->with, w->b);
	object_view_write(e->from, e->with, w->from_skip, NULL, w->b);
}

/* Close the containers that end before node i. */
static void
view_close(struct view_writer *w, uint32_t i)
{
	while (w->open != w->top && i >= w->v->t.v[w->open].end) {
		for (size_t e = 0; w->edits != NULL && e < w->edits->n; e++)
			if (w->edits->v[e].adds && w->edits->v[e].at == w->open)
				view_write_edit(w, &w->edits->v[e]);
		buf_putc(w->b, w->v->t.v[w->open].type == JSON_OBJECT ? '}' : ']');
		w->open = w->v->t.v[w->open].parent;
	}
}

/* One value, or the beginning of a container; which node is next? */
static uint32_t
view_write_value(struct view_writer *w, uint32_t i)
{
	const struct diff_node *node = &w->v->t.v[i];
	uint32_t id = w->v->refs[i] != 0 ? object_view_id(w->v, i) : DIFF_NONE;
	const struct object_edit *edit = view_edit_of(w, i);

	if (edit != NULL)
		object_view_write(edit->from, edit->with, w->from_skip, NULL, w->b);
	else if (id != DIFF_NONE)
		view_write_reference(w->v, i, id, w->b);
	else if (node->type != JSON_OBJECT && node->type != JSON_ARRAY)
		buf_add_slice(w->b, diff_json(&w->v->t, i));
	if (edit != NULL || id != DIFF_NONE)
		return node->end;
	if (node->type == JSON_OBJECT || node->type == JSON_ARRAY) {
		buf_putc(w->b, node->type == JSON_OBJECT ? '{' : '[');
		w->open = i;
	}
	return i + 1;
}

static bool
view_skips(const struct view_writer *w, uint32_t i)
{
	const struct object_edit *edit = view_edit_of(w, i);

	return edit != NULL ? edit->with == DIFF_NONE : (w->v->marks[i] & w->skip) != 0;
}

void
object_view_write(const struct object_view *v, uint32_t node, unsigned skip,
    const struct object_edits *edits, struct buf *b)
{
	uint32_t top = v->t.v[node].parent, end = v->t.v[node].end, i = node;
	struct view_writer w = {v, edits, skip, edits != NULL ? edits->skip : 0, top, top, b};

	while (i < end) {
		view_close(&w, i);
		if (i != node && view_skips(&w, i)) {
			i = v->t.v[i].end;
			continue;
		}
		if (i != node && v->t.v[i].key != 0)
			object_view_write_key(v, i, b);
		else if (i != node)
			json_write_name(b, NULL);
		i = view_write_value(&w, i);
	}
	view_close(&w, end);
}
