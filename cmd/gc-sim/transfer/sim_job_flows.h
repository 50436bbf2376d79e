/*
 * sim_job_flows.h - which flows a job is about.
 */
#ifndef SIM_JOB_FLOWS_H
#define SIM_JOB_FLOWS_H

#include "jobs/sim_job.h"

/* "flows":[{"flow":{…}}] of the body into job->flows; false and a 400 where it is none. */
bool job_read_flows(struct request *rq, struct job *job);

#endif
