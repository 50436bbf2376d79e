/*
 * transfer_endpoints.h - the endpoints of export, import and validation; server/routes.c has
 * their paths.
 */
#ifndef SIM_TRANSFER_ENDPOINTS_H
#define SIM_TRANSFER_ENDPOINTS_H

#include "wire/request.h"

/* sim_job_export.c */
void export_register(struct request *rq);
void export_job(struct request *rq);
void export_download(struct request *rq);

/* sim_job_import.c */
void import_register(struct request *rq);
void import_job(struct request *rq);
void import_upload(struct request *rq);

/* sim_job_validate.c */
void validate_register(struct request *rq);
void validate_job(struct request *rq);

#endif
