/*
 * endpoints.h - one function for each endpoint; the table in route.c has the paths.
 */
#ifndef SIM_ENDPOINTS_H
#define SIM_ENDPOINTS_H

#include "wire/request.h"

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

/* sim_job_export.c, sim_job_import.c, sim_job_validate.c */
void export_register(struct request *rq);
void export_job(struct request *rq);
void export_download(struct request *rq);
void import_register(struct request *rq);
void import_job(struct request *rq);
void import_upload(struct request *rq);
void validate_register(struct request *rq);
void validate_job(struct request *rq);

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

/* sim_inventory.c */
void inventory_list(struct request *rq);

/* sim_object_read.c */
void object_get(struct request *rq);
void integration_config(struct request *rq);
void people_list(struct request *rq);

/* sim_object_write.c */
void object_create(struct request *rq);
void object_update(struct request *rq);
void object_delete(struct request *rq);

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

/* sim_division.c */
void division_get(struct request *rq);
void division_create(struct request *rq);
void division_update(struct request *rq);
void division_limit(struct request *rq);
void division_move(struct request *rq);

/* sim_action.c, sim_action_draft.c, sim_wrapups.c, sim_rows.c, sim_rows_write.c, sim_rows_job.c */
void action_template_get(struct request *rq);
void action_drafts_list(struct request *rq);
void action_draft_create(struct request *rq);
void action_draft_get(struct request *rq);
void action_draft_update(struct request *rq);
void action_draft_publish(struct request *rq);
void queue_wrapups(struct request *rq);
void rows_list(struct request *rq);
void row_get(struct request *rq);
void row_create(struct request *rq);
void row_update(struct request *rq);
void row_delete(struct request *rq);
void rows_job_register(struct request *rq);
void rows_job_get(struct request *rq);
void rows_job_upload(struct request *rq);
void queue_wrapups_add(struct request *rq);
void queue_wrapup_delete(struct request *rq);

/* sim_status.c */
void worktype_statuses(struct request *rq);
void worktype_status_create(struct request *rq);
void worktype_status_update(struct request *rq);
void worktype_status_delete(struct request *rq);

/* sim_prompt.c, sim_prompt_write.c, sim_media.c, sim_upload.c */
void prompt_resources(struct request *rq);
void prompt_resource(struct request *rq);
void media_download(struct request *rq);
void resource_create(struct request *rq);
void resource_update(struct request *rq);
void resource_delete(struct request *rq);
void upload_begin(struct request *rq);
void upload_put(struct request *rq);
void upload_form(struct request *rq);

/* control.c */
void sim_faults(struct request *rq);
void sim_faults_set(struct request *rq);
void sim_clock_advance(struct request *rq);
void sim_stats(struct request *rq);
void sim_stats_reset(struct request *rq);

/*
 * The flow of the path's first argument, or of an id, unless it is deleted and ?deleted=true is
 * not given; or NULL and a 404 as the answer. In flows.c.
 */
struct org_flow *request_flow(struct request *rq);
struct org_flow *request_flow_of(struct request *rq, const char *id);

/* Whether a type, in any case, is one of the API's or one that the org has. In flows.c. */
bool flow_type_known(const struct org *org, const char *type);

/* The flow that is not deleted of this type and name, without regard to case; or NULL. In writes.c. */
struct org_flow *flow_named(const struct org *org, const char *name, const char *type);

/* Whether the flow is checked out: the answer is else the 409. In actions.c. */
bool flow_is_ours(struct request *rq, const struct org_flow *flow);

/* Whether somebody else holds the flow, or it is busy: the answer is then the 409. In writes.c. */
bool flow_held(struct request *rq, const struct org_flow *flow);

#endif
