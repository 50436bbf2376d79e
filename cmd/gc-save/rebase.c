/* rebase.c - record in the manifest which versions gc-put made of the folder's flows */
#include "rebase.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/plural.h"
#include "entries.h"
#include "entry_texts.h"
#include "record/record.h"

struct rebase {
	struct catalog *catalog;
	size_t unknown, foreign; /* results of no flow of the folder; of another org */
};

static struct slice
rebase_value(const struct members *m, const char *object, const char *name)
{
	struct member found;

	if (!members_find_in(m, object, name, &found) || found.type != JSON_STRING)
		return slice_of("", 0);
	return found.value;
}

static size_t
rebase_entry(struct catalog *c, const struct members *m)
{
	struct catalog_item flow = {.id = rebase_value(m, "flow", "id"),
	    .name = rebase_value(m, "flow", "name"),
	    .type = rebase_value(m, "flow", "type")};
	size_t number = entries_number(c, &flow);

	if (number == IDSET_NONE) {
		flow.id = slice_of("", 0);
		number = entries_number(c, &flow);
	}
	return number;
}

/* Whether the entry has no base, or one of this org. Both are JSON strings. */
static bool
rebase_is_of(struct catalog *c, const struct catalog_entry *e, struct slice org)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	bool same;

	entries_text(entry_texts_get(c, e).org, &a);
	entries_text(org, &b);
	same = a.n == 0 || slice_eq(buf_slice(&a), buf_slice(&b));
	buf_release(&a);
	buf_release(&b);
	return same;
}

static void
rebase_take(struct rebase *r, const struct members *m)
{
	const struct member *org = members_find(m, "org");
	struct slice version = rebase_value(m, "target", "version");
	struct slice status = members_string(m, "status");
	struct catalog_entry *e;
	size_t number;

	if (members_find(m, "object") != NULL) /* objects have no base */
		return;
	if ((!json_is(status, "done") && !json_is(status, "skipped")) || version.n == 0 ||
	    members_find(m, "left") != NULL || org == NULL || org->type != JSON_STRING)
		return;
	number = rebase_entry(r->catalog, m);
	if (number == IDSET_NONE) {
		r->unknown++;
		return;
	}
	e = &r->catalog->v[number];
	if (!rebase_is_of(r->catalog, e, org->value)) {
		r->foreign++;
		return;
	}
	entry_texts_set_base(
	    r->catalog, e, org->value, version, rebase_value(m, "target", "textHash"));
}

void
rebase(struct catalog *c, const char *results)
{
	struct rebase r = {.catalog = c};
	char *file = xstrdup(results), *files[] = {file, NULL};
	struct records in;
	struct record one;

	records_open(&in, files);
	while (records_next(&in, &one))
		if (record_is(&one, "result"))
			rebase_take(&r, &one.m);
	records_close(&in);
	free(file);
	if (r.unknown > 0)
		warn("%s: skipped %zu result%s of flows that %s/manifest.json does not list",
		    results, r.unknown, plural(r.unknown), c->folder);
	if (r.foreign > 0)
		warn("%s: skipped %zu result%s of another org than the flows came from", results,
		    r.foreign, plural(r.foreign));
}
