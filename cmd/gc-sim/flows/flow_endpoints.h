/*
 * flow_endpoints.h - the endpoints of flows; server/routes.c has their paths.
 */
#ifndef SIM_FLOW_ENDPOINTS_H
#define SIM_FLOW_ENDPOINTS_H

#include "wire/request.h"

/* flows.c */
void flows_list(struct request *rq);
void flows_divisionviews(struct request *rq);
void flow_get(struct request *rq);

/* writes.c */
void flow_create(struct request *rq);
void flow_edit(struct request *rq);
void flow_save(struct request *rq);
void flow_delete(struct request *rq);
void flows_delete(struct request *rq);

/* actions.c */
void flow_checkout(struct request *rq);
void flow_checkin(struct request *rq);
void flow_publish(struct request *rq);
void flow_revert(struct request *rq);
void flow_deactivate(struct request *rq);
void flow_debug(struct request *rq);
void flow_unlock(struct request *rq);

/* sim_references.c */
void references_validate(struct request *rq);
void references_results(struct request *rq);

/* history.c */
void history_begin(struct request *rq);
void history_list(struct request *rq);

/* versions.c */
void flow_latest(struct request *rq);
void flow_versions(struct request *rq);
void flow_version(struct request *rq);
void flow_configuration(struct request *rq);

/* sim_dependency_objects.c */
void dependencies_find(struct request *rq);
void dependencies_object(struct request *rq);
void dependencies_updated(struct request *rq);
void dependencies_deleted(struct request *rq);

/* sim_dependency_types.c */
void dependencies_types(struct request *rq);
void dependencies_type(struct request *rq);

/* sim_dependencies.c */
void dependencies_status(struct request *rq);
void dependencies_consumed(struct request *rq);
void dependencies_consuming(struct request *rq);

#endif
