/*
 * plan_case.h - a plan from texts: inventories, decisions, rules and references. A test program
 * includes it once.
 */
#ifndef PLAN_CASE_H
#define PLAN_CASE_H

#include <unistd.h>

#include "plan/decisions.h"
#include "plan_made.h"
#include "tap.h"

#define HEADER "type\tname\tid\twhat is wrong\tcandidates\tdecision\n"
#define A      "aaaaaaaa-1111-4111-8111-111111111111"
#define B      "bbbbbbbb-1111-4111-8111-111111111111"

#define OBJECT(type, id, name, more)                                             \
	"{\"kind\":\"object\",\"org\":\"o2\",\"type\":\"" type "\",\"id\":\"" id \
	"\",\"name\":\"" name "\"" more "}\n"
#define IN(id, name)   ",\"division\":{\"id\":\"" id "\",\"name\":\"" name "\"}"
#define CATEGORY(name) ",\"category\":\"" name "\""
#define REF(type, id, name, more)                                                          \
	"{\"kind\":\"ref\",\"flow\":{\"id\":\"f1\",\"name\":\"F\",\"type\":\"WORKFLOW\"}," \
	"\"type\":\"" type "\",\"id\":\"" id "\",\"name\":\"" name "\"," more "}"
#define NAMED(type, name, class)                                                             \
	"{\"kind\":\"ref\",\"flow\":{\"name\":\"F\",\"type\":\"WORKFLOW\"},\"type\":\"" type \
	"\",\"name\":\"" name "\",\"class\":\"" class "\"}"
#define MAP(type, from, name, more)                                                      \
	"{\"kind\":\"map\",\"type\":\"" type "\",\"from\":\"" from "\",\"name\":\"" name \
	"\"," more "}\n"
#define CLASS(name) "\"class\":\"" name "\""

static char path[] = "/tmp/gc-plan-XXXXXX";

static void
plan_put_file(const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		child_broken(path);
}

/* What a plan is made of; NULL: there is none. */
struct plan_case {
	const char *what, *target, *source, *decided, *renames;
	const char *refs[6];
	const char *has, *lacks; /* in the map's records; and not */
	bool symbolic, strict;
};

static struct inventory inventories[2] = {INVENTORY_INIT, INVENTORY_INIT};
static struct map decided = MAP_INIT;
static struct renames renames = RENAMES_INIT;

static void
plan_make(struct plan *p, const struct plan_case *c)
{
	plan_made_target(&inventories[0], c->target != NULL ? c->target : "");
	p->target = &inventories[0];
	p->symbolic = c->symbolic;
	p->strict = c->strict;
	if (c->source != NULL) {
		plan_made_target(&inventories[1], c->source);
		p->source = &inventories[1];
	}
	if (c->decided != NULL) {
		plan_put_file(c->decided);
		decisions_load(&decided, path, p->target);
		p->decided = &decided;
	}
	if (c->renames != NULL) {
		plan_put_file(c->renames);
		renames_load(&renames, path, false);
		p->renames = &renames;
	}
	for (size_t i = 0; i < COUNT_OF(c->refs) && c->refs[i] != NULL; i++)
		plan_made_ref(p, c->refs[i]);
	plan_solve(p);
}

static void
plan_unmake(struct plan *p)
{
	plan_release(p);
	inventory_release(&inventories[0]);
	inventory_release(&inventories[1]);
	map_release(&decided);
	renames_release(&renames);
}

static void
plan_case_start(void)
{
	int fd = mkstemp(path);

	if (fd < 0 || close(fd) != 0)
		child_broken("mkstemp");
}

/* In a child process: read these decisions. */
static inline int
plan_take(void *text)
{
	struct map m = MAP_INIT;

	plan_put_file(text);
	decisions_load(&m, path, &inventories[0]);
	map_release(&m);
	return 0;
}

/* Whether what was written says what the case wants. */
static inline void
plan_case_check(const struct plan_case *c, struct buf *b)
{
	bool good;

	buf_puts(b, "");
	good = strstr(b->p, c->has) != NULL && (c->lacks == NULL || strstr(b->p, c->lacks) == NULL);
	ok(good, "%s", c->what);
	if (!good)
		printf("# %s\n", b->p);
	buf_release(b);
}

#endif
