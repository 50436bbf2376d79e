/* yaml_lines.c - on which lines of a YAML text its values are */
#include "base/mem.h"
#include "yaml/yaml_events.h"
#include "yaml/yaml_in.h"
#include "yaml/yaml_lines.h"

/* An open collection, or the stream. */
struct lines_frame {
	size_t place;
	size_t index; /* of the next element */
	bool mapping;
	bool has_key; /* the value of `next` comes */
	size_t next;
};

struct lines_walk {
	struct pointers *want;
	size_t *lines;
	struct lines_frame *v;
	size_t n, cap;
	size_t skipped; /* open collections with nothing that is wanted, inside the last frame */
};

static void
lines_push(struct lines_walk *w, size_t place, bool mapping)
{
	w->v = xgrow(w->v, &w->cap, w->n + 1, sizeof *w->v);
	w->v[w->n++] = (struct lines_frame){.place = place, .mapping = mapping};
}

static void
lines_set(struct lines_walk *w, size_t place, size_t line)
{
	if (place != POINTERS_NONE)
		w->lines[place] = line;
}

/* The place of the node that begins here; none for a key. */
static size_t
lines_node(struct lines_walk *w, const yaml_event_t *event)
{
	struct lines_frame *f = &w->v[w->n - 1];
	bool scalar = event->type == YAML_SCALAR_EVENT;
	size_t place, line = event->start_mark.line + 1;

	if (!f->mapping) {
		place = pointers_element(w->want, f->place, f->index++);
		lines_set(w, place, line);
		return place;
	}
	f->has_key = !f->has_key;
	if (!f->has_key) {
		if (scalar)
			lines_set(w, f->next, line);
		return f->next;
	}
	f->next = POINTERS_NONE;
	if (scalar)
		f->next = pointers_member(w->want, f->place,
		    slice_of((const char *)event->data.scalar.value, event->data.scalar.length));
	lines_set(w, f->next, line);
	return POINTERS_NONE;
}

/* False: too deep. */
static bool
lines_take(void *user, const yaml_event_t *event)
{
	struct lines_walk *w = user;
	size_t place;

	switch (event->type) {
	case YAML_SCALAR_EVENT:
	case YAML_ALIAS_EVENT:
		if (w->skipped == 0)
			lines_node(w, event);
		return true;
	case YAML_MAPPING_START_EVENT:
	case YAML_SEQUENCE_START_EVENT:
		place = w->skipped == 0 ? lines_node(w, event) : POINTERS_NONE;
		if (place == POINTERS_NONE)
			w->skipped++;
		else
			lines_push(w, place, event->type == YAML_MAPPING_START_EVENT);
		return w->n + w->skipped <= YAML_IN_DEPTH + 1;
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		if (w->skipped > 0)
			w->skipped--;
		else
			w->n--;
		return true;
	default:
		return true;
	}
}

void
yaml_lines(struct slice text, struct pointers *want, size_t *lines)
{
	struct lines_walk w = {.want = want, .lines = lines};

	lines_push(&w, 0, false);
	yaml_events(text, YAML_ANY_ENCODING, lines_take, &w, NULL);
	free(w.v);
}
