/*
 * org.h - the org that gc-sim serves: divisions, objects, and flows with their versions.
 *
 * Everything is owned by the org and freed by org_release(). The generator (generate.c) and the
 * loader (load.c) fill one; the server (serve.c and its neighbours) reads and, on the write side,
 * changes it by the functions below only.
 */
#ifndef SIM_ORG_H
#define SIM_ORG_H

#include "base.h"

struct org_division {
	char *id, *name;
};

/* Whatever a flow can refer to and an inventory can list, flows excepted. */
struct org_object {
	char *type; /* the manifest's vocabulary: "queue", "dataAction", … */
	char *id, *name;
	size_t division; /* index; ORG_NO_DIVISION where the type has none */
	char *extra;     /* further members as JSON text, "\"email\":\"a@b.c\"", or NULL */
};

#define ORG_NO_DIVISION ((size_t)-1)

struct org_version {
	char *id;            /* "4.0" */
	char *configuration; /* the bytes served, NUL-terminated */
	size_t len;
	long long saved_ms; /* since the epoch */
};

struct org_flow {
	char *id, *name, *description; /* description may be NULL */
	char *type;                    /* as the API spells it: "INBOUNDCALL" */
	size_t division;
	bool deleted, system;
	struct org_version *versions; /* oldest first; none: created and never saved */
	size_t n, cap;
	size_t published; /* index in versions + 1; 0: never published */
	char *locked_by;  /* user name, or NULL */
	char *operation;  /* the Operation object as JSON text, or NULL */
};

struct org {
	char *id, *name;
	struct org_division *divisions;
	size_t ndivisions, divisions_cap;
	struct org_object *objects;
	size_t nobjects, objects_cap;
	struct org_flow *flows;
	size_t nflows, flows_cap;
};

/* What to generate. Same seed and flows: same names; ids depend on seed and org name. */
struct org_plan {
	const char *name; /* of the org */
	unsigned long long seed;
	size_t flows;
	const char *const *plants; /* "orphan=3", "missing=2", …; NULL-terminated, or NULL */
};

void org_generate(struct org *org, const struct org_plan *plan);
void org_load(struct org *org, const char *dir, const struct org_plan *plan);
void org_release(struct org *org);

struct org_flow *org_flow_by_id(const struct org *org, const char *id);
struct org_flow *org_add_flow(struct org *org); /* zeroed; the pointer lasts until the next one */
struct org_object *org_add_object(struct org *org);
void org_add_version(
    struct org_flow *flow, const char *configuration, size_t len, long long saved_ms);

#endif
