/* decisions_read.c - a table of decisions that somebody has filled in */
#include <fcntl.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/io.h"
#include "base/lines.h"
#include "base/utf8.h"
#include "plan/decisions_build.h"
#include "record/listed_types.h"
#include "record/uuid.h"

struct table {
	const char *path;
	size_t line;
	enum decisions_column columns[DECISIONS_COLUMNS]; /* in the order of the file */
	int ncolumns;                                     /* 0: the header was not read yet */
	struct buf cells[DECISIONS_COLUMNS];              /* of the line, by column */
};

/* An object of the target, or how many could be meant. */
struct decisions_target {
	struct slice id, name, category;
	size_t n;
	struct buf ids; /* of the first few */
};

enum {
	IDS_SHOWN = 5,
	LOOK_MAX = 4096 /* bytes that tell a table from map records */
};

/* Cut the next cell off; false: there is none. */
static bool
table_cut(struct slice *rest, struct slice *cell)
{
	const char *tab;

	if (rest->p == NULL)
		return false;
	tab = rest->n > 0 ? memchr(rest->p, '\t', rest->n) : NULL;
	*cell = slice_of(rest->p, tab != NULL ? (size_t)(tab - rest->p) : rest->n);
	*rest = tab != NULL ? slice_of(tab + 1, rest->n - cell->n - 1) : slice_of(NULL, 0);
	return true;
}

static char
table_unescape(char c)
{
	switch (c) {
	case 't':
		return '\t';
	case 'n':
		return '\n';
	case 'r':
		return '\r';
	case '\\':
		return '\\';
	default:
		return '\0';
	}
}

static void
table_decode(struct slice cell, struct buf *text)
{
	bool quoted = cell.n >= 2 && cell.p[0] == '"' && cell.p[cell.n - 1] == '"';

	buf_clear(text);
	buf_add(text, "", 0);
	if (quoted)
		cell = slice_of(cell.p + 1, cell.n - 2);
	if (cell.n > 0 && cell.p[0] == '\'' && decisions_is_formula(cell))
		cell = slice_of(cell.p + 1, cell.n - 1);
	for (size_t i = 0; i < cell.n; i++) {
		char c = cell.p[i], next = i + 1 < cell.n ? cell.p[i + 1] : '\0';
		if (c == '\\' && table_unescape(next) != '\0') {
			c = table_unescape(next);
			i++;
		} else if (quoted && c == '"' && next == '"') {
			i++;
		}
		buf_putc(text, c);
	}
}

static bool
table_has(const struct table *t, enum decisions_column column)
{
	for (int i = 0; i < t->ncolumns; i++)
		if (t->columns[i] == column)
			return true;
	return false;
}

static enum decisions_column
table_column(const struct table *t, struct slice name)
{
	for (int i = 0; i < DECISIONS_COLUMNS; i++)
		if (slice_is(name, decisions_columns[i]) && !table_has(t, (enum decisions_column)i))
			return (enum decisions_column)i;
	die(EXIT_USAGE, 0,
	    "%s:%zu: \"%.*s\" is not a column of decisions; the header is type, name, id, what is "
	    "wrong, candidates, decision, between tabs",
	    t->path, t->line, SLICE_ARGS(name));
}

static void
decisions_read_header(struct table *t, struct slice line)
{
	struct slice cell;
	struct buf name = BUF_INIT;

	while (table_cut(&line, &cell)) {
		table_decode(cell, &name);
		t->columns[t->ncolumns] = table_column(t, slice_trim(buf_slice(&name)));
		t->ncolumns++;
	}
	buf_release(&name);
	if (!table_has(t, DECISIONS_TYPE) || !table_has(t, DECISIONS_DECISION) ||
	    (!table_has(t, DECISIONS_NAME) && !table_has(t, DECISIONS_ID)))
		die(EXIT_USAGE, 0,
		    "%s:%zu: the columns type, decision, and name or id are required", t->path,
		    t->line);
}

static void
table_read_cells(struct table *t, struct slice line)
{
	struct slice cell;
	int n = 0;

	for (int i = 0; i < DECISIONS_COLUMNS; i++)
		buf_clear(&t->cells[i]);
	while (table_cut(&line, &cell)) {
		if (n == t->ncolumns)
			die(EXIT_USAGE, 0, "%s:%zu: more cells than the header has", t->path,
			    t->line);
		table_decode(cell, &t->cells[t->columns[n++]]);
	}
}

static void
decisions_target_add(
    struct decisions_target *t, struct slice id, struct slice name, struct slice category)
{
	t->id = id;
	t->name = name;
	t->category = category;
	if (t->n < IDS_SHOWN)
		buf_printf(&t->ids, "%s%.*s", t->n > 0 ? ", " : "", SLICE_ARGS(id));
	t->n++;
}

static void
target_add_object(
    struct decisions_target *t, const struct inventory *inv, const struct inventory_object *o)
{
	if (o != NULL && o->id != 0)
		decisions_target_add(t, inventory_text(inv, o->id), inventory_text(inv, o->name),
		    inventory_text(inv, o->category));
}

/* A division that is not listed is known by its objects. */
static void
target_find_division(struct decisions_target *t, const struct inventory *inv, struct slice text)
{
	size_t number = idset_find(&inv->texts, text);

	for (size_t i = 0; i < inv->n && number != IDSET_NONE && number != 0; i++) {
		const struct inventory_object *o = &inv->v[i];
		struct slice id = inventory_text(inv, o->division_id);
		if (o->division_id != 0 && (t->n == 0 || !slice_eq(id, t->id)) &&
		    (o->division_id == number || o->division_name == number))
			decisions_target_add(
			    t, id, inventory_text(inv, o->division_name), slice_of("", 0));
	}
}

static void
decisions_target_find(
    struct decisions_target *t, const struct inventory *inv, struct slice type, struct slice text)
{
	const struct inventory_object *o = inventory_by_id(inv, type, text);
	struct buf action = BUF_INIT;

	if (o == NULL && slice_is(type, "dataAction")) {
		uuid_add_action(text, &action);
		o = inventory_by_id(inv, type, buf_slice(&action));
		buf_release(&action);
	}
	target_add_object(t, inv, o);
	o = t->n == 0 ? inventory_by_name(inv, type, text) : NULL;
	for (; o != NULL; o = inventory_next_name(inv, o))
		target_add_object(t, inv, o);
	if (t->n == 0 && slice_is(type, "division"))
		target_find_division(t, inv, text);
	/* Nobody can check the id of what cannot be listed. */
	if (t->n == 0 && type_find(type) == NULL && uuid_is_token(text))
		decisions_target_add(t, text, slice_of("", 0), slice_of("", 0));
}

/* What the decision means; else the program ends. */
static void
table_resolve(const struct table *t, struct decisions_target *found, const struct inventory *inv,
    struct slice type, struct slice decision)
{
	decisions_target_find(found, inv, type, decision);
	if (found->n == 0)
		die(EXIT_USAGE, 0,
		    "%s:%zu: no %.*s in the target has the id or the name \"%.*s\"; "
		    "write an id, a name, or " DECISIONS_IGNORE,
		    t->path, t->line, SLICE_ARGS(type), SLICE_ARGS(decision));
	if (found->n > 1)
		die(EXIT_USAGE, 0,
		    "%s:%zu: %zu objects of the type %.*s in the target have the name \"%.*s\"; "
		    "write the id of one of them: %s%s",
		    t->path, t->line, found->n, SLICE_ARGS(type), SLICE_ARGS(decision),
		    found->ids.p, found->n > IDS_SHOWN ? ", ..." : "");
}

static void
table_decide(struct table *t, struct map *m, const struct inventory *inv)
{
	struct slice type = slice_trim(buf_slice(&t->cells[DECISIONS_TYPE]));
	struct slice name = buf_slice(&t->cells[DECISIONS_NAME]);
	struct slice id = slice_trim(buf_slice(&t->cells[DECISIONS_ID]));
	struct slice decision = slice_trim(buf_slice(&t->cells[DECISIONS_DECISION]));
	struct map_record rec = {.status = MAP_IGNORED, .line = t->line, .path = t->path};
	struct decisions_target found = {.ids = BUF_INIT};

	if (decision.n == 0)
		return;
	if (type.n == 0 || (id.n == 0 && name.n == 0))
		die(EXIT_USAGE, 0, "%s:%zu: a decision without a type, or without a name or id",
		    t->path, t->line);
	rec.type = map_keep(m, type);
	rec.name = map_keep(m, name);
	rec.from = map_keep(m, id);
	rec.decision = map_keep(m, decision);
	if (!slice_is(decision, DECISIONS_IGNORE)) {
		table_resolve(t, &found, inv, type, decision);
		rec.status = MAP_MAPPED;
		rec.to = map_keep(m, found.id);
		rec.to_name = map_keep(m, found.name);
		rec.to_category = map_keep(m, found.category);
	}
	map_add(m, &rec);
	buf_release(&found.ids);
}

static void
table_load(struct map *m, const char *path, const struct inventory *target)
{
	struct table t = {.path = path};
	struct lines lines;
	struct slice line;

	map_keep(m, slice_of("", 0));
	lines_load(&lines, path);
	while (lines_next(&lines, &line)) {
		t.line = lines.number;
		if (slice_trim(line).n == 0 || line.p[0] == '#')
			continue;
		if (t.ncolumns == 0) {
			decisions_read_header(&t, line);
			continue;
		}
		table_read_cells(&t, line);
		table_decide(&t, m, target);
	}
	lines_release(&lines);
	for (int i = 0; i < DECISIONS_COLUMNS; i++)
		buf_release(&t.cells[i]);
	map_link(m);
}

/* Whether it is for map_load(), which also reports a file that cannot be read. */
static bool
decisions_is_map(const char *path)
{
	struct stat st;
	char start[LOOK_MAX];
	struct slice text;
	ssize_t n;
	int fd;

	if (strcmp(path, "-") == 0 || stat(path, &st) != 0 || !S_ISREG(st.st_mode) ||
	    (fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
		return true;
	n = io_read(fd, start, sizeof start);
	io_close(fd);
	if (n <= 0)
		return true;
	text = slice_of(start, (size_t)n);
	text = slice_of(start + utf8_mark(text), text.n - utf8_mark(text));
	text = slice_trim(text);
	return text.n == 0 || text.p[0] == '{';
}

void
decisions_load(struct map *m, const char *path, const struct inventory *target)
{
	if (decisions_is_map(path))
		map_load(m, path, false);
	else
		table_load(m, path, target);
}
