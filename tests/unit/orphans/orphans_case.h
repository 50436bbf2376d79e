/*
 * orphans_case.h - a flow without its orphans, held against what it must become. A test program
 * includes it once.
 */
#ifndef ORPHANS_CASE_H
#define ORPHANS_CASE_H

#include "orphans/orphans.h"
#include "tap.h"

static struct orphans o = ORPHANS_INIT;
static struct json j = JSON_INIT;

static void
becomes(const char *what, const char *in, const char *want)
{
	struct buf got = BUF_INIT;

	ok(orphans_read(&o, &j, slice_str(in)) && !o.withheld, "%s: nothing is in the way%s%s",
	    what, o.withheld ? ": " : "", o.withheld ? o.why.p : "");
	splices_apply(&o.edits, slice_str(in), &got);
	buf_puts(&got, "");
	ok(tap_is(&got, want), "%s", what);
}

static void
is_withheld(const char *what, const char *in, const char *why)
{
	bool good = orphans_read(&o, &j, slice_str(in)) && o.withheld && o.edits.n == 0 &&
		    strstr(o.why.p, why) != NULL;

	ok(good, "%s: %s", what, why);
	if (!good)
		printf("# %s\n", o.why.n > 0 ? o.why.p : "not withheld");
}

#endif
