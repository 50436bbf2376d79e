/* remap_names.c - the names that a flow repeats next to the ids of its objects */
#include "base/ascii.h"
#include "base/mem.h"
#include "remap/remap_names.h"

#define PROMPT "Prompt."

static size_t
add_prompt(struct remap_names *n, struct slice name)
{
	buf_clear(&n->plain);
	buf_puts(&n->plain, PROMPT);
	buf_add_slice(&n->plain, name);
	return idset_add(&n->texts, buf_slice(&n->plain));
}

void
remap_names_start(struct remap_names *n, const struct map *map)
{
	n->map = map;
	n->old = xcalloc(map->n + 1, sizeof *n->old);
	for (size_t i = 0; i < map->n; i++) {
		const struct map_record *rec = &map->v[i];
		struct remap_old *old = &n->old[i];
		*old = (struct remap_old){IDSET_NONE, IDSET_NONE, IDSET_NONE};
		if (map_is_lookup(rec))
			continue;
		if (map_renames(rec)) {
			old->name = idset_add(&n->texts, map_text(map, rec->name));
			if (slice_is(map_text(map, rec->type), "userPrompt"))
				old->prompt = add_prompt(n, map_text(map, rec->name));
		}
		if (map_moves(rec))
			old->category = idset_add(&n->texts, map_text(map, rec->category));
	}
	n->active = n->texts.n > 0;
}

void
remap_names_release(struct remap_names *n)
{
	buf_release(&n->pointers);
	buf_release(&n->plain);
	buf_release(&n->quoted);
	idset_release(&n->texts);
	free(n->left);
	free(n->old);
	free(n->hits);
	free(n->words);
	free(n->used);
	free(n->frames);
	*n = (struct remap_names)REMAP_NAMES_INIT;
}

void
remap_names_clear(struct remap_names *n)
{
	n->nleft = n->nhits = n->nwords = n->nused = n->nframes = 0;
	buf_clear(&n->pointers);
}

void
remap_names_open(struct remap_names *n)
{
	n->frames = xgrow(n->frames, &n->frames_cap, n->nframes + 1, sizeof *n->frames);
	n->frames[n->nframes++] = (struct remap_frame){n->nhits, n->nwords, n->nused};
}

void
remap_names_id(struct remap_names *n, const struct json *j, uint32_t record)
{
	const struct remap_old *old = &n->old[record];
	struct slice key = json_key_at(j, j->depth);
	enum remap_role role = remap_role(key);

	if (old->name == IDSET_NONE && old->category == IDSET_NONE)
		return;
	n->used = xgrow(n->used, &n->used_cap, n->nused + 1, sizeof *n->used);
	n->used[n->nused++] = record;
	if (role != ROLE_ID && role != ROLE_VAL && role != ROLE_X_ID)
		return;
	n->hits = xgrow(n->hits, &n->hits_cap, n->nhits + 1, sizeof *n->hits);
	n->hits[n->nhits++] = (struct remap_hit){role, record, key};
}

bool
remap_names_text(struct remap_names *n, const struct json *j)
{
	size_t text = idset_find(&n->texts, j->escaped ? json_text(j->tok, &n->plain) : j->tok);
	struct slice key = json_key_at(j, j->depth);
	enum remap_role role;

	if (text == IDSET_NONE && !slice_is(key, "text"))
		return false;
	role = remap_role(key);
	if (role == ROLE_NONE)
		return false;
	n->words = xgrow(n->words, &n->words_cap, n->nwords + 1, sizeof *n->words);
	n->words[n->nwords++] = (struct remap_word){
	    .role = role, .escaped = j->escaped, .text = text, .key = key, .token = j->tok};
	return text != IDSET_NONE;
}

static void
names_replace(struct remap_names *n, const struct json *j, struct splices *edits,
    struct slice token, const char *before, uint32_t with)
{
	buf_clear(&n->plain);
	buf_puts(&n->plain, before);
	buf_add_slice(&n->plain, map_text(n->map, with));
	buf_clear(&n->quoted);
	json_quote(&n->quoted, buf_slice(&n->plain));
	splices_add(edits, (size_t)(token.p - j->text.p), token.n,
	    slice_of(n->quoted.p + 1, n->quoted.n - 2));
}

static int
by_place_and_text(const void *a, const void *b)
{
	const struct remap_word *x = a, *y = b;
	int c = (int)x->category - (int)y->category;

	if (c == 0)
		c = slice_cmp(x->place, y->place);
	return c != 0 ? c : (x->text > y->text) - (x->text < y->text);
}

/* The first of the object's sorted words that is not less than this one. */
static size_t
names_search(const struct remap_names *n, size_t first, const struct remap_word *wanted)
{
	size_t end = n->nwords;

	while (first < end) {
		size_t middle = first + (end - first) / 2;
		if (by_place_and_text(&n->words[middle], wanted) < 0)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

/*
 * Change the words at an id's place that are equal to its old text, all at once: an object with
 * an equal name may have changed the first one before.
 */
static void
names_change(struct remap_names *n, const struct json *j, struct splices *edits, size_t first,
    const struct remap_word *old, const char *before, uint32_t with)
{
	if (old->text == IDSET_NONE)
		return;
	for (size_t i = names_search(n, first, old); i < n->nwords; i++) {
		struct remap_word *w = &n->words[i];
		if (by_place_and_text(w, old) != 0 || w->role == ROLE_NONE)
			break;
		names_replace(n, j, edits, w->token, before, with);
		w->role = ROLE_NONE;
	}
}

/* Find the twins among the object's ids and words, also quickly if there are many. */
static void
names_pair(
    struct remap_names *n, const struct json *j, const struct remap_frame *f, struct splices *edits)
{
	if (n->nhits == f->hits || n->nwords == f->words)
		return;
	for (size_t i = f->words; i < n->nwords; i++) {
		struct remap_word *w = &n->words[i];
		w->place = remap_place_of_text(w->role, w->key);
		w->category = remap_says_category(w->role);
	}
	qsort(n->words + f->words, n->nwords - f->words, sizeof *n->words, by_place_and_text);
	for (size_t i = f->hits; i < n->nhits; i++) {
		const struct remap_hit *h = &n->hits[i];
		const struct map_record *rec = &n->map->v[h->record];
		const struct remap_old *old = &n->old[h->record];
		struct slice place = remap_place_of_id(h->role, h->key);
		if (place.n == 0)
			continue;
		names_change(n, j, edits, f->words,
		    &(struct remap_word){.place = place, .text = old->name}, "", rec->to_name);
		names_change(n, j, edits, f->words,
		    &(struct remap_word){.place = place, .text = old->prompt}, PROMPT,
		    rec->to_name);
		names_change(n, j, edits, f->words,
		    &(struct remap_word){.place = place, .text = old->category, .category = true},
		    "", rec->to_category);
	}
}

static bool
holds_name(struct slice text, struct slice name)
{
	for (size_t i = 0; i + name.n <= text.n; i++) {
		const char *p = memchr(text.p + i, name.p[0], text.n - name.n - i + 1);
		if (p == NULL)
			return false;
		i = (size_t)(p - text.p);
		if (memcmp(p, name.p, name.n) == 0 && (i == 0 || !ascii_is_word(p[-1])) &&
		    (i + name.n == text.n || !ascii_is_word(p[name.n])))
			return true;
	}
	return false;
}

/* List the place of an object's `text`. */
static void
names_leave(struct remap_names *n, const struct json *j, uint32_t record)
{
	size_t at = n->pointers.n;

	if (n->nleft == REMAP_LEFT_MAX)
		return;
	json_pointer(j, &n->pointers);
	buf_puts(&n->pointers, "/text");
	n->left = xgrow(n->left, &n->left_cap, n->nleft + 1, sizeof *n->left);
	n->left[n->nleft++] = (struct remap_left){record, at, n->pointers.n - at};
}

/* A text that did not change, in an object around ids of renamed objects. */
static void
look_inside(struct remap_names *n, const struct json *j, const struct remap_word *w, size_t from)
{
	struct slice text = w->escaped ? json_text(w->token, &n->plain) : w->token;

	for (size_t i = from; i < n->nused; i++) {
		const struct remap_old *old = &n->old[n->used[i]];
		size_t name = old->prompt != IDSET_NONE ? old->prompt : old->name;
		if (name != IDSET_NONE && holds_name(text, idset_id(&n->texts, name)))
			names_leave(n, j, n->used[i]);
	}
}

/* Of the object's ids and words, keep those that the object around it needs. */
static void
names_carry(struct remap_names *n, const struct json *j, const struct remap_frame *f)
{
	struct slice key = j->depth > 0 ? json_key_at(j, j->depth) : slice_of("", 0);
	size_t hits = f->hits, words = f->words;

	for (size_t i = f->hits; i < n->nhits; i++) {
		struct remap_hit h = n->hits[i];
		h.role = remap_role_of_id_around(h.role, key);
		if (h.role != ROLE_NONE)
			n->hits[hits++] = h;
	}
	for (size_t i = f->words; i < n->nwords; i++) {
		struct remap_word w = n->words[i];
		w.role = remap_role_of_text_around(w.role, key, j->depth);
		if (w.role != ROLE_NONE)
			n->words[words++] = w;
	}
	n->nhits = hits;
	n->nwords = words;
}

static int
by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Each object once, and a limited number, so that the list does not grow with the depth. */
static void
names_unite(struct remap_names *n, size_t from)
{
	bool sorted = true;
	size_t k = from + 1;

	for (size_t i = from + 1; i < n->nused; i++)
		sorted &= n->used[i - 1] < n->used[i];
	if (!sorted) {
		qsort(n->used + from, n->nused - from, sizeof *n->used, by_number);
		for (size_t i = from + 1; i < n->nused; i++)
			if (n->used[i] != n->used[k - 1])
				n->used[k++] = n->used[i];
		n->nused = k;
	}
	if (n->nused - from > REMAP_USED_MAX)
		n->nused = from + REMAP_USED_MAX;
}

void
remap_names_close(struct remap_names *n, const struct json *j, struct splices *edits)
{
	struct remap_frame f = n->frames[--n->nframes];

	names_unite(n, f.used);
	names_pair(n, j, &f, edits);
	if (n->nused > f.used && n->nleft < REMAP_LEFT_MAX)
		for (size_t k = f.words; k < n->nwords; k++)
			if (n->words[k].role == ROLE_TEXT)
				look_inside(n, j, &n->words[k], f.used);
	names_carry(n, j, &f);
}
