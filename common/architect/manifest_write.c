/*
 * manifest_write.c - the manifest with what is missing, and without what is unused
 *
 * Lists and entries that are there keep their order. What is added comes before the first one that
 * the client meets later (manifest_rank()).
 */
#include "architect/manifest_build.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "json/peek.h"

/* One that is missing. */
struct item {
	struct slice type;
	uint64_t rank;
	uint32_t ref; /* in refs.v */
};

/* What is added to one list: items[first..first + count) of one type. */
struct group {
	struct slice type;
	size_t first, count;
	uint64_t rank; /* of its first item */
	bool written;
};

struct writer {
	const struct manifest *m;
	struct item *items; /* by type and then by rank */
	size_t nitems;
	struct group *groups; /* by type */
	struct group **fresh; /* those of types that have no list, by rank */
	size_t ngroups, nfresh, next;
	struct buf *to;
};

static int
by_type_and_rank(const void *a, const void *b)
{
	const struct item *x = a, *y = b;
	int c = slice_cmp(x->type, y->type);

	if (c == 0)
		c = (x->rank > y->rank) - (x->rank < y->rank);
	return c != 0 ? c : (x->ref > y->ref) - (x->ref < y->ref);
}

static int
manifest_by_rank(const void *a, const void *b)
{
	const struct group *x = *(struct group *const *)a, *y = *(struct group *const *)b;

	return (x->rank > y->rank) - (x->rank < y->rank);
}

static int
by_type(const void *key, const void *element)
{
	const struct slice *type = key;
	const struct group *group = element;

	return slice_cmp(*type, group->type);
}

static struct group *
find_group(const struct writer *w, struct slice type)
{
	return w->ngroups == 0 ? NULL
			       : bsearch(&type, w->groups, w->ngroups, sizeof *w->groups, by_type);
}

static void
take_items(struct writer *w)
{
	const struct manifest *m = w->m;

	w->items = xcalloc(m->missing + 1, sizeof *w->items);
	w->groups = xcalloc(m->missing + 1, sizeof *w->groups);
	w->fresh = xcalloc(m->missing + 1, sizeof *w->fresh);
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].kind == MANIFEST_MISSING)
			w->items[w->nitems++] =
			    (struct item){.type = refs_text(&m->refs, m->refs.v[m->v[i].ref].type),
				.rank = m->v[i].rank,
				.ref = m->v[i].ref};
	qsort(w->items, w->nitems, sizeof *w->items, by_type_and_rank);
	for (size_t i = 0; i < w->nitems; i++) {
		const struct item *item = &w->items[i];
		if (w->ngroups == 0 || !slice_eq(w->groups[w->ngroups - 1].type, item->type))
			w->groups[w->ngroups++] =
			    (struct group){.type = item->type, .first = i, .rank = item->rank};
		w->groups[w->ngroups - 1].count++;
	}
}

static void
find_fresh(struct writer *w)
{
	const struct manifest *m = w->m;

	for (size_t i = 0; i < m->nlists; i++) {
		struct group *group = find_group(w, m->lists[i].type);
		if (group != NULL && m->lists[i].value.p[0] == '[')
			group->written = true; /* for now: its list will take it */
	}
	for (size_t i = 0; i < w->ngroups; i++) {
		if (!w->groups[i].written && !manifest_is_last(w->groups[i].type))
			w->fresh[w->nfresh++] = &w->groups[i];
		w->groups[i].written = false;
	}
	qsort(w->fresh, w->nfresh, sizeof(struct group *), manifest_by_rank);
}

static void
write_item(const struct writer *w, size_t item)
{
	manifest_write_entry(w->m, &w->m->refs.v[w->items[item].ref], w->to);
}

/* A list that is new: only what is added. */
static void
write_group(struct writer *w, struct group *group)
{
	json_write_name(w->to, NULL);
	json_quote(w->to, group->type);
	buf_puts(w->to, ":[");
	for (size_t i = 0; i < group->count; i++)
		write_item(w, group->first + i);
	json_write_close_array(w->to);
	group->written = true;
}

static void
write_fresh(struct writer *w, uint64_t before)
{
	while (w->next < w->nfresh && w->fresh[w->next]->rank < before)
		write_group(w, w->fresh[w->next++]);
}

/* A list whose entries change. */
static void
write_entries(struct writer *w, const struct manifest_list *list, struct group *group)
{
	size_t item = group != NULL ? group->first : 0;
	size_t end = group != NULL ? group->first + group->count : 0;

	buf_puts(w->to, "[");
	for (size_t i = 0; i < list->count; i++) {
		const struct manifest_entry *e = &w->m->entries[list->first + i];
		for (; item < end && e->rank != MANIFEST_UNRANKED && w->items[item].rank < e->rank;
		     item++)
			write_item(w, item);
		if (!e->unused)
			json_write_raw(w->to, NULL, e->text);
	}
	for (; item < end; item++)
		write_item(w, item);
	buf_puts(w->to, "]");
	if (group != NULL)
		group->written = true;
}

static size_t
count_unused(const struct manifest *m, const struct manifest_list *list)
{
	size_t n = 0;

	for (size_t i = 0; i < list->count; i++)
		n += m->entries[list->first + i].unused;
	return n;
}

static void
write_list(struct writer *w, const struct manifest_list *list)
{
	struct group *group = find_group(w, list->type);
	size_t unused = count_unused(w->m, list);

	if (group != NULL && (group->written || list->value.p[0] != '['))
		group = NULL;
	if (unused > 0 && unused == list->count && group == NULL && !manifest_is_last(list->type))
		return;
	json_write_key(w->to, list->key);
	if (unused == 0 && group == NULL)
		buf_add_slice(w->to, list->value);
	else
		write_entries(w, list, group);
}

/* Prompts that are the flow's first: they stand before the system's. */
static void
write_prompts(struct writer *w)
{
	struct group *group = find_group(w, slice_str("userPrompt"));

	if (group != NULL && !group->written)
		write_group(w, group);
}

static void
write_lists(struct writer *w)
{
	bool has_prompts = false;

	for (size_t i = 0; i < w->m->nlists; i++)
		has_prompts |=
		    slice_is(w->m->lists[i].type, "userPrompt") && w->m->lists[i].value.p[0] == '[';
	for (size_t i = 0; i < w->m->nlists; i++) {
		const struct manifest_list *list = &w->m->lists[i];
		write_fresh(w, manifest_is_last(list->type)      ? MANIFEST_UNRANKED
			       : list->rank != MANIFEST_UNRANKED ? list->rank
								 : 0);
		if (slice_is(list->type, "systemPrompt") && !has_prompts)
			write_prompts(w);
		write_list(w, list);
	}
	write_fresh(w, MANIFEST_UNRANKED);
	write_prompts(w);
}

/* Of a flow that has no manifest: its languages are those that it supports. */
static void
write_languages(const struct writer *w)
{
	struct slice languages = peek_find(w->m->configuration, "supportedLanguages"), value;

	if (languages.n <= 2 || languages.p[0] != '[')
		return;
	json_write_open_array(w->to, "language");
	while (peek_element(&languages, &value)) {
		json_write_open(w->to, NULL);
		json_write_raw(w->to, "id", value);
		json_write_close(w->to);
	}
	json_write_close_array(w->to);
}

static void
write_manifest(struct writer *w)
{
	buf_puts(w->to, "{");
	if (w->m->text.n > 0 && w->m->text.p[0] == '{') {
		write_lists(w);
	} else {
		write_fresh(w, MANIFEST_UNRANKED);
		write_languages(w);
		write_prompts(w);
		if (find_group(w, slice_str("userPrompt")) == NULL)
			json_write_raw(w->to, "userPrompt", slice_str("[]"));
		json_write_raw(w->to, "systemPrompt", slice_str("[]"));
	}
	buf_puts(w->to, "}");
}

/* A manifest that is not there yet comes before the configuration's closing brace. */
static void
write_record(struct writer *w)
{
	const struct manifest *m = w->m;
	const char *end = m->record.p + m->record.n;
	const char *at = m->text.n > 0 ? m->text.p : m->configuration.p + m->configuration.n - 1;
	struct slice rest = m->configuration, key, value;

	buf_add(w->to, m->record.p, (size_t)(at - m->record.p));
	if (m->text.n == 0)
		buf_puts(
		    w->to, peek_member(&rest, &key, &value) ? ",\"manifest\":" : "\"manifest\":");
	write_manifest(w);
	at += m->text.n;
	buf_add(w->to, at, (size_t)(end - at));
}

void
manifest_complete(const struct manifest *m, struct buf *to)
{
	struct writer w = {.m = m, .to = to};

	if (m->missing + m->unused == 0) {
		buf_add_slice(to, m->record);
		return;
	}
	take_items(&w);
	find_fresh(&w);
	write_record(&w);
	free(w.items);
	free(w.groups);
	free(w.fresh);
}
