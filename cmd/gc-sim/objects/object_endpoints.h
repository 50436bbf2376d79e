/*
 * object_endpoints.h - the endpoints of objects and of their parts; server/routes.c has
 * their paths.
 */
#ifndef SIM_OBJECT_ENDPOINTS_H
#define SIM_OBJECT_ENDPOINTS_H

#include "wire/request.h"

/* organization.c */
void organizations_me(struct request *rq);

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

/* sim_division.c */
void division_get(struct request *rq);
void division_create(struct request *rq);
void division_update(struct request *rq);
void division_limit(struct request *rq);
void division_move(struct request *rq);

/* sim_action.c */
void action_template_get(struct request *rq);

/* sim_action_draft.c */
void action_drafts_list(struct request *rq);
void action_draft_create(struct request *rq);
void action_draft_get(struct request *rq);
void action_draft_update(struct request *rq);
void action_draft_publish(struct request *rq);

/* sim_wrapups.c */
void queue_wrapups(struct request *rq);
void queue_wrapups_add(struct request *rq);
void queue_wrapup_delete(struct request *rq);

/* sim_rows.c */
void rows_list(struct request *rq);
void row_get(struct request *rq);

/* sim_rows_write.c */
void row_create(struct request *rq);
void row_update(struct request *rq);
void row_delete(struct request *rq);

/* sim_rows_export.c */
void rows_export_register(struct request *rq);
void rows_export_get(struct request *rq);
void rows_export_download(struct request *rq);

/* sim_script.c */
void script_published(struct request *rq);
void script_export(struct request *rq);
void script_download(struct request *rq);
void script_upload(struct request *rq);
void script_upload_status(struct request *rq);
void script_publish(struct request *rq);

/* sim_utilization.c */
void utilization_get(struct request *rq);

/* sim_rows_job.c */
void rows_job_register(struct request *rq);
void rows_job_get(struct request *rq);
void rows_job_upload(struct request *rq);

/* sim_status.c */
void worktype_statuses(struct request *rq);
void worktype_status_create(struct request *rq);
void worktype_status_update(struct request *rq);
void worktype_status_delete(struct request *rq);

/* sim_prompt.c */
void prompt_resources(struct request *rq);
void prompt_resource(struct request *rq);

/* sim_media.c */
void media_download(struct request *rq);

/* sim_prompt_write.c */
void resource_create(struct request *rq);
void resource_update(struct request *rq);
void resource_delete(struct request *rq);

/* sim_upload.c */
void upload_begin(struct request *rq);
void upload_put(struct request *rq);
void upload_form(struct request *rq);

#endif
