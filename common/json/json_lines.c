/* json_lines.c - on which lines of a JSON text its values are */
#include "base/mem.h"
#include "json/json.h"
#include "json/json_lines.h"

struct json_lines {
	struct json json;
	struct pointers *want;
	size_t *lines;
	size_t *open; /* the place of each open container */
	size_t cap;
	size_t next; /* the place of the member whose name was read last */
	size_t line; /* of `counted` */
	const char *counted;
};

/* The line of the last token. */
static size_t
json_lines_here(struct json_lines *w)
{
	const char *p = w->counted;

	while ((p = memchr(p, '\n', (size_t)(w->json.at - p))) != NULL) {
		w->line++;
		p++;
	}
	w->counted = w->json.at;
	return w->line;
}

/* The place of the value that was just read or opened; depth: of the containers around it. */
static size_t
json_lines_place(struct json_lines *w, size_t depth)
{
	const struct json_frame *f = &w->json.stack[depth - 1];

	return f->key != NULL ? w->next : pointers_element(w->want, w->open[depth - 1], f->index);
}

static void
json_lines_set(struct json_lines *w, size_t place)
{
	if (place != POINTERS_NONE)
		w->lines[place] = json_lines_here(w);
}

/* A container: look into it if something in it is wanted. False: an error. */
static bool
json_lines_open(struct json_lines *w, size_t root)
{
	size_t depth = w->json.depth - 1, place = root;

	if (depth > 0) {
		place = json_lines_place(w, depth);
		if (w->json.stack[depth - 1].key == NULL)
			json_lines_set(w, place);
	}
	if (place == POINTERS_NONE)
		return json_skip(&w->json);
	w->open = xgrow(w->open, &w->cap, depth + 1, sizeof *w->open);
	w->open[depth] = place;
	return true;
}

static void
json_lines_key(struct json_lines *w)
{
	size_t depth = w->json.depth;

	w->next = pointers_member(w->want, w->open[depth - 1], json_key_at(&w->json, depth));
	json_lines_set(w, w->next);
}

void
json_lines(struct slice text, struct pointers *want, size_t root, size_t *lines)
{
	struct json_lines w = {
	    .json = JSON_INIT, .want = want, .lines = lines, .line = 1, .counted = text.p};
	enum json_type t;
	bool good = true;

	json_start(&w.json, text);
	while (good && (t = json_next(&w.json)) > JSON_END) {
		if (t == JSON_OBJECT || t == JSON_ARRAY)
			good = json_lines_open(&w, root);
		else if (t == JSON_KEY)
			json_lines_key(&w);
		else if (t != JSON_OBJECT_END && t != JSON_ARRAY_END && w.json.depth > 0)
			json_lines_set(&w, json_lines_place(&w, w.json.depth));
	}
	json_release(&w.json);
	free(w.open);
}
