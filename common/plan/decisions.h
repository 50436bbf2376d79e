/*
 * decisions.h - the open wants of a plan as a table that people fill in, and the table read back.
 *
 *	type	name	id	what is wrong	candidates	decision
 *	queue	Sales	3f2…	missing in the target; 2 flows need it	7c1… "sales"	7c1…
 *
 * A line each, cells between tabs. In a cell a tab, line feed, CR or backslash is written as \t,
 * \n, \r or \\; other backslashes are text. A cell that begins with a quotation mark is written as
 * spreadsheets do it: between quotation marks, and those inside it are doubled. A cell that a
 * spreadsheet would take for a formula has an apostrophe before it.
 *
 * The columns may be in any order; `type`, `decision` and one of `name` and `id` must be there.
 * A decision is empty, `ignore`, an id of the target, or the name of an object of this type in
 * the target. A line without an id is for all objects of its type and name, also for those that
 * flows look up by this name. Empty lines and lines that begin with '#' are skipped.
 */
#ifndef GC_DECISIONS_H
#define GC_DECISIONS_H

#include "plan/plan.h"

/*
 * Add a file's decisions to a map: a table, or map records if it begins with '{' or is not a
 * regular file. A header with other columns, or a decision that names no object of the target or
 * more than one, ends the program with EXIT_USAGE (2), file and line. The caller keeps the path.
 */
void decisions_load(struct map *m, const char *path, const struct inventory *target);

/* Whether a spreadsheet would take a cell for a formula; apostrophes before it make no difference. */
static inline bool
decisions_is_formula(struct slice cell)
{
	size_t i = 0;

	while (i < cell.n && cell.p[i] == '\'')
		i++;
	return i < cell.n && cell.p[i] != '\0' && strchr("=+-@\t\r", cell.p[i]) != NULL;
}

/*
 * Append the table of a solved plan: open wants, decided ones, and the lines of
 * tables that no flow needs any more, so that no decision is lost.
 */
void decisions_write(const struct plan *p, struct buf *b);

#endif
