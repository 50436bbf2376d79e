/*
 * plan_made.h - what tests of plans begin with: an inventory of the target, and references.
 */
#ifndef PLAN_MADE_H
#define PLAN_MADE_H

#include "child.h"
#include "plan/plan.h"

/* Load these records, which stand in a file for as long as that takes. */
static inline void
plan_made_target(struct inventory *target, const char *records)
{
	char path[] = "/tmp/gc-target-XXXXXX";
	size_t n = strlen(records);
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, records, n) != (ssize_t)n || close(fd) != 0)
		child_broken(path);
	inventory_load(target, path);
	unlink(path);
}

static inline void
plan_made_ref(struct plan *p, const char *text)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (!members_read(&m, &j, slice_str(text)) || !plan_add(p, &m))
		abort();
	members_release(&m);
	json_release(&j);
}

#endif
