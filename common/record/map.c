/* map.c - a map: for each id of the source org, its id in the target org */
#include "base/err.h"
#include "base/mem.h"
#include "record/map.h"
#include "record/record.h"
#include "record/uuid.h"

static const char *const statuses[] = {
    [MAP_MAPPED] = "mapped",
    [MAP_SAME] = "same",
    [MAP_PLATFORM] = "platform",
    [MAP_MISSING] = "missing",
    [MAP_AMBIGUOUS] = "ambiguous",
    [MAP_IGNORED] = "ignored",
    [MAP_NEW] = "new",
    [MAP_WITHHELD] = "withheld",
    [MAP_UNLISTED] = "unlisted",
    [MAP_UNKNOWN] = "unknown",
};

const char *
map_status_name(enum map_status status)
{
	return statuses[status];
}

uint32_t
map_keep(struct map *m, struct slice text)
{
	if (m->texts.n == 0)
		idset_add(&m->texts, slice_str("")); /* is number 0 */
	return (uint32_t)idset_add(&m->texts, text);
}

void
map_add(struct map *m, const struct map_record *rec)
{
	m->v = xgrow(m->v, &m->cap, m->n + 1, sizeof *m->v);
	m->v[m->n++] = *rec;
}

static uint32_t
text_number(struct map *m, const struct members *members, const char *key)
{
	struct buf plain = BUF_INIT;
	uint32_t number = map_keep(m, members_text(members, key, &plain));

	buf_release(&plain);
	return number;
}

static enum map_status
status_of(const struct record *r)
{
	struct slice word = members_string(&r->m, "status");

	for (size_t i = 0; i < COUNT_OF(statuses); i++)
		if (json_is(word, statuses[i]))
			return (enum map_status)i;
	die(EXIT_DATA, 0, "%s:%zu: \"%.*s\" is not a status of a map record", r->file, r->line,
	    SLICE_ARGS(word));
}

static void
map_swap(uint32_t *a, uint32_t *b)
{
	uint32_t c = *a;

	*a = *b;
	*b = c;
}

static void
turn_round(struct map *m, struct map_record *rec)
{
	if (map_is_lookup(rec)) {
		rec->to = 0; /* the id there; nobody knows the one here */
	} else if (rec->to != 0) {
		if (uuid_is_token(map_text(m, rec->from)) != uuid_is_token(map_text(m, rec->to)))
			die(EXIT_DATA, 0, "%s:%zu: \"%.*s\" cannot be reversed", rec->path,
			    rec->line, SLICE_ARGS(map_text(m, rec->to)));
		map_swap(&rec->from, &rec->to);
	}
	if (rec->to_name != 0)
		map_swap(&rec->name, &rec->to_name);
	if (rec->to_category != 0)
		map_swap(&rec->category, &rec->to_category);
}

static void
map_read_record(struct map *m, const struct record *r, const char *path, bool reverse)
{
	struct map_record rec = {.status = status_of(r), .line = r->line, .path = path};

	rec.type = text_number(m, &r->m, "type");
	rec.name = text_number(m, &r->m, "name");
	rec.from = text_number(m, &r->m, "from");
	if (map_is_lookup(&rec) && (rec.type == 0 || rec.name == 0))
		die(EXIT_DATA, 0, "%s:%zu: a map record without \"from\"", r->file, r->line);
	if (rec.status != MAP_IGNORED) {
		rec.to = text_number(m, &r->m, "to");
		rec.to_name = text_number(m, &r->m, "to_name");
		rec.category = text_number(m, &r->m, "category");
		rec.to_category = text_number(m, &r->m, "to_category");
	}
	rec.reason = text_number(m, &r->m, "reason");
	rec.sought = text_number(m, &r->m, "looked_for");
	if (rec.to == 0 && rec.status != MAP_NEW && rec.status != MAP_SAME && !map_is_lookup(&rec))
		rec.to_name = rec.to_category = 0;
	if (rec.status == MAP_MAPPED && rec.to == 0 && rec.to_name == 0)
		die(EXIT_DATA, 0, "%s:%zu: status \"mapped\", but no \"to\"", r->file, r->line);
	if (reverse)
		turn_round(m, &rec);
	map_add(m, &rec);
}

static GC_NORETURN void
map_refuse(const struct map *m, const struct map_record *rec, const struct map_record *other,
    uint32_t text, const char *how)
{
	int code = rec->decision != 0 || other->decision != 0 ? EXIT_USAGE : EXIT_DATA;

	if (strcmp(rec->path, other->path) == 0)
		die(code, 0, "%s: lines %zu and %zu: \"%.*s\" %s", rec->path, other->line,
		    rec->line, SLICE_ARGS(map_text(m, text)), how);
	die(code, 0, "%s:%zu and %s:%zu: \"%.*s\" %s", other->path, other->line, rec->path,
	    rec->line, SLICE_ARGS(map_text(m, text)), how);
}

/* One id with two targets is an error; a second record without a target is not. */
static void
refuse_conflict(const struct map *m, const struct map_record *rec, const struct map_record *other)
{
	bool decided = rec->decision != 0 && other->decision != 0;

	if (map_is_lookup(rec)) {
		if (rec->type == other->type && rec->category == other->category &&
		    ((rec->to_name != 0 && other->to_name != 0 && rec->to_name != other->to_name) ||
			(decided && rec->decision != other->decision)))
			map_refuse(m, rec, other, rec->name, "becomes two names");
		return;
	}
	if ((rec->to != 0 && other->to != 0 && rec->to != other->to) ||
	    (decided && rec->type == other->type && rec->status != other->status))
		map_refuse(m, rec, other, rec->from, "is mapped to two ids");
}

/* From the last to the first, so that chains have the file's order. */
void
map_link(struct map *m)
{
	free(m->first);
	free(m->named);
	m->nfirst = m->texts.n;
	m->first = xcalloc(m->nfirst, sizeof *m->first);
	m->named = xcalloc(m->nfirst, sizeof *m->named);
	for (size_t i = m->n; i > 0; i--) {
		struct map_record *rec = &m->v[i - 1];
		uint32_t *first = map_is_lookup(rec) ? &m->named[rec->name] : &m->first[rec->from];
		for (uint32_t k = *first; k != 0; k = m->v[k - 1].next)
			refuse_conflict(m, &m->v[k - 1], rec);
		rec->next = *first;
		*first = (uint32_t)i;
	}
}

void
map_load(struct map *m, const char *path, bool reverse)
{
	char *name = xstrdup(path);
	char *const files[] = {name, NULL};
	struct records in;
	struct record r;
	bool others = false;
	size_t before = m->n;

	map_keep(m, slice_str(""));
	records_open(&in, files);
	while (records_next(&in, &r)) {
		if (record_is(&r, "map"))
			map_read_record(m, &r, strcmp(path, "-") == 0 ? "stdin" : path, reverse);
		else
			others = true;
	}
	records_close(&in);
	free(name);
	if (others && m->n == before)
		die(EXIT_DATA, 0, "%s: holds no map records%s%s",
		    strcmp(path, "-") == 0 ? "stdin" : path, m->advice != NULL ? "; " : "",
		    m->advice != NULL ? m->advice : "");
	map_link(m);
}

void
map_release(struct map *m)
{
	idset_release(&m->texts);
	free(m->v);
	free(m->first);
	free(m->named);
	*m = (struct map)MAP_INIT;
}

const struct map_record *
map_find(const struct map *m, struct slice type, struct slice id)
{
	const struct map_record *best = NULL;
	size_t number = idset_find(&m->texts, id);

	if (number == IDSET_NONE || number >= m->nfirst)
		return NULL;
	for (uint32_t k = m->first[number]; k != 0; k = m->v[k - 1].next) {
		const struct map_record *rec = &m->v[k - 1];
		if (slice_eq(map_text(m, rec->type), type))
			return rec;
		if (best == NULL || (best->to == 0 && rec->to != 0))
			best = rec;
	}
	return best;
}

const struct map_record *
map_find_name(const struct map *m, struct slice type, struct slice name)
{
	const struct map_record *best = NULL;
	size_t number = idset_find(&m->texts, name);

	if (number == IDSET_NONE || number >= m->nfirst)
		return NULL;
	for (uint32_t k = m->named[number]; k != 0; k = m->v[k - 1].next) {
		const struct map_record *rec = &m->v[k - 1];
		if (slice_eq(map_text(m, rec->type), type) &&
		    (best == NULL || (map_is_open(best) && !map_is_open(rec))))
			best = rec;
	}
	return best;
}

bool
map_is_open(const struct map_record *rec)
{
	if (map_is_lookup(rec) && rec->to_name != 0)
		return false;
	return rec->to == 0 && (rec->status == MAP_MISSING || rec->status == MAP_AMBIGUOUS ||
				   rec->status == MAP_NEW || rec->status == MAP_WITHHELD);
}

bool
map_renames(const struct map_record *rec)
{
	return rec->name != 0 && rec->to_name != 0 && rec->name != rec->to_name;
}

bool
map_moves(const struct map_record *rec)
{
	return rec->category != 0 && rec->to_category != 0 && rec->category != rec->to_category;
}
