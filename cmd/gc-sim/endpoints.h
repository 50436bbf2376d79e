/*
 * endpoints.h - what the org answers, one function an endpoint; route.c's table names the paths.
 */
#ifndef SIM_ENDPOINTS_H
#define SIM_ENDPOINTS_H

#include "call.h"

/* oauth.c */
void oauth_token(struct call *c);
void tokens_me(struct call *c);
void tokens_me_head(struct call *c);
void tokens_me_delete(struct call *c);

/* organization.c */
void organizations_me(struct call *c);

/* flows.c */
void flows_list(struct call *c);
void flows_divisionviews(struct call *c);
void flow_get(struct call *c);

/* versions.c */
void flow_latest(struct call *c);
void flow_versions(struct call *c);
void flow_version(struct call *c);
void flow_configuration(struct call *c);

/* control.c */
void sim_faults(struct call *c);
void sim_faults_set(struct call *c);
void sim_stats(struct call *c);
void sim_stats_reset(struct call *c);

/* The flow of the path's first argument, or NULL and a 404 as the answer. In flows.c. */
struct org_flow *call_flow(struct call *c);

#endif
