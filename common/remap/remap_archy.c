/* remap_archy.c - rename what Archy YAML names */
#include "remap/remap_archy_edit.h"
#include "base/ascii.h"
#include "base/mem.h"
#include "record/lookup.h"
#include "record/uuid.h"

/* What becomes of a name. */
struct archy_answer {
	struct slice to, to_category; /* n = 0: it stays */
	const struct map_record *rec;
	const char *gap; /* why there is one; a text, if there is a record: any */
};

static struct slice
archy_pair(struct remap_archy *r, struct slice type, struct slice name)
{
	buf_clear(&r->key);
	buf_add_slice(&r->key, type);
	buf_putc(&r->key, '\t');
	buf_add_slice(&r->key, name);
	return buf_slice(&r->key);
}

static void
archy_index_record(struct remap_archy *r, size_t i)
{
	const struct map_record *rec = &r->map->v[i];
	size_t before = r->names.n, index;

	if (rec->name == 0)
		return;
	index = idset_add(
	    &r->names, archy_pair(r, map_text(r->map, rec->type), map_text(r->map, rec->name)));
	r->first = xgrow(r->first, &r->first_cap, r->names.n, sizeof *r->first);
	r->next[i] = r->names.n > before ? 0 : r->first[index];
	r->first[index] = (uint32_t)i + 1;
}

void
remap_archy_start(struct remap_archy *r, const struct map *map, struct renames *renames)
{
	r->map = map;
	r->renames = renames;
	r->edits.templates = true;
	if (map == NULL)
		return;
	r->next = xcalloc(map->n + 1, sizeof *r->next);
	for (size_t i = 0; i < map->n; i++)
		archy_index_record(r, i);
}

void
remap_archy_release(struct remap_archy *r)
{
	archy_release(&r->a);
	free(r->gaps);
	free(r->changes);
	free(r->first);
	free(r->next);
	idset_release(&r->names);
	archy_edits_release(&r->edits);
	buf_release(&r->text);
	buf_release(&r->key);
	buf_release(&r->part);
	*r = (struct remap_archy)REMAP_ARCHY_INIT;
}

/* Flows that are new need no id in the target. */
static bool
archy_is_open(const struct map_record *rec)
{
	return map_is_open(rec) && rec->status != MAP_NEW;
}

static bool
archy_same_target(const struct map_record *a, const struct map_record *b)
{
	uint32_t name_a = a->to_name != 0 ? a->to_name : a->name;
	uint32_t name_b = b->to_name != 0 ? b->to_name : b->name;

	return archy_is_open(a) == archy_is_open(b) && name_a == name_b &&
	       a->to_category == b->to_category;
}

/* Whether a record may be the one of a reference with this category. */
static bool
archy_is_of(const struct remap_archy *r, const struct map_record *rec, struct slice category)
{
	return category.n == 0 || rec->category == 0 ||
	       slice_eq(map_text(r->map, rec->category), category);
}

/*
 * The record of a type and name; one for look-ups by name wins. *several: there are some with
 * different targets.
 */
static const struct map_record *
archy_record(struct remap_archy *r, struct slice type, struct slice name, struct slice category,
    bool *several)
{
	size_t index = idset_find(&r->names, archy_pair(r, type, name));
	const struct map_record *best = NULL;

	*several = false;
	if (index == IDSET_NONE)
		return NULL;
	for (uint32_t k = r->first[index]; k != 0; k = r->next[k - 1]) {
		const struct map_record *rec = &r->map->v[k - 1];
		if (!archy_is_of(r, rec, category))
			continue;
		if (map_is_lookup(rec) && category.n == 0) {
			*several = false;
			return rec;
		}
		*several |= best != NULL && !archy_same_target(best, rec);
		if (best == NULL || archy_is_open(best))
			best = rec;
	}
	return best;
}

/* What the map says. */
static void
archy_ask_map(struct remap_archy *r, const struct archy_ref *ref, struct archy_answer *answer)
{
	bool several, needed = ref->class == REF_OBJECT;
	struct slice type = slice_str(ref->type), name = archy_str(&r->a, ref->name);
	const struct map_record *rec;

	if (ref->placeholder) {
		answer->gap = needed ? "has a placeholder in its name; fill it with --set or "
				       "--options"
				     : NULL;
		return;
	}
	rec = archy_record(r, type, name, archy_str(&r->a, ref->category), &several);
	if (several) { /* a label stays as the name that it repeats */
		answer->gap = "has several records in the map, with different targets";
		return;
	}
	if (rec == NULL) {
		if (needed && !reftype_is_built_in(type, name))
			answer->gap = "is not in the map";
		return;
	}
	answer->rec = rec;
	if (rec->status == MAP_IGNORED || rec->status == MAP_PLATFORM)
		return;
	if (archy_is_open(rec)) {
		answer->gap = "is open in the map";
		return;
	}
	if (rec->to_name != 0)
		answer->to = map_text(r->map, rec->to_name);
	if (rec->to_category != 0)
		answer->to_category = map_text(r->map, rec->to_category);
}

/* An id in a text, in the map or as the same data action's other form. */
static void
archy_ask_id(struct remap_archy *r, const struct archy_ref *ref, struct archy_answer *answer)
{
	struct slice id = archy_str(&r->a, ref->id);
	const struct map_record *rec = map_find(r->map, slice_str(ref->type), id);
	bool bare = rec == NULL && uuid_is_action(id);

	if (bare)
		rec = map_find(r->map, slice_str("dataAction"), uuid_of_action(id));
	answer->rec = rec;
	if (rec == NULL)
		return;
	if (map_is_open(rec))
		answer->gap = "is open in the map";
	else if (rec->to != 0 && rec->status != MAP_IGNORED)
		answer->to = map_text(r->map, rec->to);
	if (bare && answer->to.n > 0) {
		buf_clear(&r->part);
		uuid_add_action(answer->to, &r->part);
		answer->to = buf_slice(&r->part);
	}
}

static bool
archy_ask_rules(struct remap_archy *r, const struct archy_ref *ref, struct archy_answer *answer)
{
	struct slice name = archy_str(&r->a, ref->name), to;

	if (r->renames == NULL || name.n == 0 || ref->type[0] == '\0')
		return false;
	to = renames_find(r->renames, slice_str(ref->type), name);
	if (to.p == name.p)
		return false;
	answer->to = to;
	return true;
}

/* What becomes of a reference. */
static struct archy_answer
archy_ask(struct remap_archy *r, const struct archy_ref *ref)
{
	struct archy_answer answer = {.to = {"", 0}, .to_category = {"", 0}};

	if (ref->class == REF_DYNAMIC || ref->class == REF_UNKNOWN)
		return answer;
	if (ref->class == REF_LITERAL) {
		if (r->map != NULL)
			archy_ask_id(r, ref, &answer);
		return answer;
	}
	if (archy_ask_rules(r, ref, &answer) || r->map == NULL || ref->class == REF_PLATFORM)
		return answer;
	if (!slice_is(slice_str(ref->type), "integration"))
		archy_ask_map(r, ref, &answer);
	return answer;
}

/* A category becomes that of the data action below it. */
static void
archy_ask_category(struct remap_archy *r, size_t category, struct archy_answer *answer)
{
	struct slice name = archy_str(&r->a, r->a.v[category].name);

	for (size_t i = category + 1; r->map != NULL && answer->to.n == 0 && i < r->a.n; i++) {
		const struct archy_ref *ref = &r->a.v[i];
		if (slice_is(slice_str(ref->type), "integration"))
			return;
		if (slice_is(slice_str(ref->type), "dataAction") && ref->class == REF_OBJECT &&
		    slice_eq(archy_str(&r->a, ref->category), name)) {
			answer->to = archy_ask(r, ref).to_category;
			return;
		}
	}
}

static void
archy_add_gap(struct remap_archy *r, size_t ref, const struct archy_answer *answer)
{
	r->gaps = xgrow(r->gaps, &r->gaps_cap, r->ngaps + 1, sizeof *r->gaps);
	r->gaps[r->ngaps++] = (struct remap_archy_gap){ref, answer->rec, answer->gap};
}

/* The word of a prompt, as it is written: "Prompt."; n = 0: with escapes. */
static struct slice
archy_prompt_word_of(struct slice yaml, const struct archy_ref *ref)
{
	size_t from = ref->from, to;

	while (from < ref->to && !ascii_is_letter(yaml.p[from]) && yaml.p[from] != '\\')
		from++;
	for (to = from; to < ref->to && ascii_is_letter(yaml.p[to]);)
		to++;
	return slice_of(yaml.p + from, to < ref->to && yaml.p[to] == '.' ? to + 1 - from : 0);
}

static bool
archy_is_identifier(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_word(s.p[i]) || s.p[i] == '-')
			return false;
	return s.n > 0;
}

bool
remap_archy_spell(
    struct remap_archy *r, struct slice yaml, const struct archy_ref *ref, struct slice to)
{
	struct slice word;

	buf_clear(&r->part);
	if (ref->from == ref->to)
		return false;
	if (ref->prompt) {
		word = archy_prompt_word_of(yaml, ref);
		buf_add_slice(&r->part, word);
		buf_add_slice(&r->part, to);
		return word.n > 0 && (!ref->expression || archy_is_identifier(to));
	}
	if (ref->expression && ref->class != REF_LITERAL) {
		buf_putc(&r->part, '"');
		if (!lookup_quote(to, &r->part))
			return false;
		buf_putc(&r->part, '"');
		return true;
	}
	buf_add_slice(&r->part, to);
	return true;
}

static void
archy_change(struct remap_archy *r, struct slice yaml, size_t i, struct slice to)
{
	const struct archy_ref *ref = &r->a.v[i];
	struct remap_archy_change change = {.ref = i, .at = (uint32_t)r->text.n};

	change.len = (uint32_t)to.n;
	buf_add_slice(&r->text, to);
	change.left = !remap_archy_spell(r, yaml, ref, remap_archy_new(r, &change));
	r->nleft += change.left;
	r->changes = xgrow(r->changes, &r->changes_cap, r->nchanges + 1, sizeof *r->changes);
	r->changes[r->nchanges++] = change;
}

bool
remap_archy_read(struct remap_archy *r, struct slice yaml)
{
	r->ngaps = r->nchanges = r->nleft = 0;
	buf_clear(&r->text);
	archy_edits_clear(&r->edits);
	if (!archy_walk(&r->a, yaml))
		return false;
	for (size_t i = 0; i < r->a.n; i++) {
		const struct archy_ref *ref = &r->a.v[i];
		struct slice old =
		    archy_str(&r->a, ref->class == REF_LITERAL ? ref->id : ref->name);
		struct archy_answer answer = archy_ask(r, ref);
		if (slice_is(slice_str(ref->type), "integration"))
			archy_ask_category(r, i, &answer);
		if (answer.gap != NULL && !ref->label)
			archy_add_gap(r, i, &answer);
		if (answer.to.n > 0 && !slice_eq(answer.to, old))
			archy_change(r, yaml, i, answer.to);
	}
	remap_archy_edit(r, yaml);
	return true;
}

bool
remap_archy_write(struct remap_archy *r, struct slice yaml, struct buf *to)
{
	size_t from;

	if (archy_edits_apply(&r->edits, yaml, to))
		return true;
	from = r->edits.v[r->edits.failed].scalar.from;
	for (r->failed = 0; r->failed + 1 < r->nchanges; r->failed++)
		if (r->a.v[r->changes[r->failed].ref].scalar.from == from)
			break;
	return false;
}
