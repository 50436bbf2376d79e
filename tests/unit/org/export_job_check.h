/*
 * export_job_check.h - what the tests of export_job share: a job whose calls are answered by hand, and
 * a clock that a test puts forward. A test program includes it once.
 */
#ifndef EXPORT_JOB_CHECK_H
#define EXPORT_JOB_CHECK_H

#include "org/export_job.h"
#include "tap.h"

static struct export_job job;
static struct call call;
static int64_t usual, now_ms = 5000;

/* In place of libc's: a job may last a quarter of an hour. */
int
clock_gettime(clockid_t id, struct timespec *t)
{
	(void)id;
	*t = (struct timespec){(time_t)(now_ms / 1000), (long)(now_ms % 1000) * 1000000};
	return 0;
}

static inline void
export_job_test_start(size_t flows)
{
	static const char *const ids[] = {"one", "two/2", "three"};

	export_job_release(&job);
	call_release(&call);
	job.usual = &usual;
	for (size_t i = 0; i < flows; i++)
		export_job_add(&job, slice_str(ids[i]), slice_str(i == 1 ? "2.0" : ""));
	export_job_start(&job, &call, "https://api.mypurecloud.de");
}

/* The call is answered so; true where the job goes on. */
static inline bool
export_job_answer(enum call_verdict verdict, long status, struct slice body)
{
	call.verdict = verdict;
	call.status = status;
	buf_clear(&call.body);
	buf_add_slice(&call.body, body);
	return export_job_next(&job, &call) == EXPORT_GOES_ON;
}

static inline bool
answer_ok(const char *body)
{
	return export_job_answer(CALL_OK, 200, slice_str(body));
}

static inline bool
all_are(enum export_state state)
{
	for (size_t i = 0; i < job.n; i++)
		if (job.flows[i].state != state)
			return false;
	return true;
}

static inline bool
export_job_says(const char *why)
{
	return job.problem.n > 0 && strcmp(job.problem.p, why) == 0;
}

/* Up to the file's download. */
static inline bool
get_there(size_t flows)
{
	export_job_test_start(flows);
	return answer_ok("{\"id\":\"job/1\"}") &&
	       answer_ok("{\"status\":\"Success\",\"downloadUrl\":\"https://store/x?s=1\"}");
}

/* The same for the job of this number. */
static inline bool
get_there_again(size_t jobs)
{
	if (jobs == 1)
		return get_there(1);
	return answer_ok("{\"id\":\"job/1\"}") &&
	       answer_ok("{\"status\":\"Success\",\"downloadUrl\":\"https://store/x?s=1\"}");
}

#endif
