/*
 * endpoints.h - what the org answers, one function an endpoint; route.c's table names the paths.
 */
#ifndef SIM_ENDPOINTS_H
#define SIM_ENDPOINTS_H

#include "request.h"

/* oauth.c */
void oauth_token(struct request *rq);
void tokens_me(struct request *rq);
void tokens_me_head(struct request *rq);
void tokens_me_delete(struct request *rq);

/* organization.c */
void organizations_me(struct request *rq);

/* flows.c */
void flows_list(struct request *rq);
void flows_divisionviews(struct request *rq);
void flow_get(struct request *rq);

/* versions.c */
void flow_latest(struct request *rq);
void flow_versions(struct request *rq);
void flow_version(struct request *rq);
void flow_configuration(struct request *rq);

/* inventory.c */
void inventory_list(struct request *rq);

/* control.c */
void sim_faults(struct request *rq);
void sim_faults_set(struct request *rq);
void sim_stats(struct request *rq);
void sim_stats_reset(struct request *rq);

/* The flow of the path's first argument, or NULL and a 404 as the answer. In flows.c. */
struct org_flow *request_flow(struct request *rq);

#endif
