/*
 * server_endpoints.h - the endpoints of tokens, and those that control the simulation;
 * server/routes.c has their paths.
 */
#ifndef SIM_SERVER_ENDPOINTS_H
#define SIM_SERVER_ENDPOINTS_H

#include "wire/request.h"

/* oauth.c */
void oauth_token(struct request *rq);
void tokens_me(struct request *rq);
void tokens_me_head(struct request *rq);
void tokens_me_delete(struct request *rq);

/* control.c */
void sim_faults(struct request *rq);
void sim_faults_set(struct request *rq);
void sim_clock_advance(struct request *rq);
void sim_stats(struct request *rq);
void sim_stats_reset(struct request *rq);

#endif
