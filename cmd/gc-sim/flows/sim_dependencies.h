/*
 * sim_dependencies.h - lists of flows and objects as dependency tracking has them.
 *
 * Only flows consume, by their manifests, and answers are about one version of a flow. That a resource
 * is updated means here that it was written after the version that uses it.
 */
#ifndef SIM_DEPENDENCIES_H
#define SIM_DEPENDENCIES_H

#include "store/sim.h"
#include "wire/request.h"

enum { DEPENDENCIES_MAX_PAGE = 500 };

/* One Dependency. version NULL: its type has none. */
struct dependency {
	char *type, *id, *name, *version;
	bool deleted, updated;
};

struct dependencies {
	const struct request *rq;
	const char *filter; /* the query's parameter that names types; NULL: all types */
	struct dependency *v;
	size_t n, cap;
};

/* Additions that the filter does not admit are left out. */
void dependencies_add_flow(struct dependencies *d, const struct org_flow *flow, size_t version);
void dependencies_add_object(struct dependencies *d, const struct org_object *o);
void dependencies_add_consumed(struct dependencies *d, const struct org_flow *flow, size_t version);
void dependencies_add_consumers(struct dependencies *d, const char *id);
void dependencies_release(struct dependencies *d); /* and empty it */

/*
 * Call `take` for each version of a flow that counts: the published and the newest, or what the
 * query's flowFilter (checkedIn, published) names.
 */
typedef void dependency_take(void *to, const struct org_flow *flow, size_t version);
void dependencies_each_version(const struct request *rq, dependency_take *take, void *to);

void dependency_put(struct buf *b, const struct dependency *one); /* an object, left open */
void dependencies_put(struct buf *b, const struct dependencies *d);

/* The answer: a page of them, each put by this function. */
typedef void dependency_putter(struct request *rq, struct buf *b, const struct dependency *one);
void dependencies_answer(struct request *rq, const struct dependencies *d, dependency_putter *put);

/* The query's parameter, or NULL and a 400. */
const char *dependency_needs(struct request *rq, const char *parameter);

#endif
