/* An export job's way, answer by answer: no server is asked. */
#include "export_job_check.h"
#include "zip.h"

static void
test_way(void)
{
	int64_t first;

	export_job_test_start(1);
	ok(strcmp(call.method, "POST") == 0 && strcmp(call.path, "/api/v2/flows/export/jobs") == 0,
	    "it begins with a registration");
	ok(slice_is(call.body_out, "{\"flows\":[{\"flow\":{\"id\":\"one\"},\"fileName\":\"flow-1\","
				   "\"exportType\":\"Yaml\"}]}"),
	    "of the flow, in its newest version");
	ok(answer_ok("{\"id\":\"job/1\"}") &&
		strcmp(call.path, "/api/v2/flows/export/jobs/job%2F1?expand=messages") == 0 &&
		call.body_out.p == NULL && call.delay_ms > 0,
	    "then a look at it");
	first = call.delay_ms;
	ok(answer_ok("{\"status\":\"Registered\"}") && call.delay_ms > first, "and a later one");
	ok(answer_ok("{\"status\":\"Started\"}") && !call.foreign, "and another");
	ok(answer_ok("{\"status\":\"Success\",\"downloadUrl\":\"https://store/x?s=1\"}") &&
		strcmp(call.path, "https://store/x?s=1") == 0 && call.foreign && call.raw &&
		call.delay_ms == 0,
	    "then its file, without the token");
	ok(!answer_ok("flow:\n  name: x\n") && job.flows[0].state == EXPORT_GOT &&
		slice_is(buf_slice(&job.flows[0].yaml), "flow:\n  name: x\n"),
	    "which is the flow");
	usual = 40000;
	export_job_test_start(1);
	ok(answer_ok("{\"id\":\"1\"}") && call.delay_ms == 36000, "looked at when it may be done");
	usual = 0;
}

static void
test_add(void)
{
	export_job_test_start(3);
	ok(export_job_add(&job, slice_str("two/2"), slice_str("2.0")) == 1 && job.n == 3,
	    "the same flow and version are in a job once");
	ok(export_job_add(&job, slice_str("two/2"), slice_str("3.0")) == 3 && job.n == 4,
	    "another version is another file");
	export_job_test_start(2);
	ok(slice_is(call.body_out,
	       "{\"flows\":[{\"flow\":{\"id\":\"one\"},\"fileName\":\"flow-1\",\"exportType\":"
	       "\"Yaml\"},"
	       "{\"flow\":{\"id\":\"two/2\",\"version\":\"2.0\"},\"fileName\":\"flow-2\","
	       "\"exportType\":\"Yaml\"}]}"),
	    "several flows, each with a file name of its own");
}

static void
test_no_job(void)
{
	static const struct {
		const char *what;
		enum call_verdict verdict;
		long status;
		enum export_state one, several;
		bool refused;
	} table[] = {
	    {"400", CALL_REFUSED, 400, EXPORT_FAILED, EXPORT_ALONE, true},
	    {"404", CALL_REFUSED, 404, EXPORT_FAILED, EXPORT_ALONE, true},
	    {"413", CALL_REFUSED, 413, EXPORT_FAILED, EXPORT_ALONE, true},
	    {"401", CALL_FORBIDDEN, 401, EXPORT_FAILED, EXPORT_FAILED, false},
	    {"403", CALL_FORBIDDEN, 403, EXPORT_FAILED, EXPORT_FAILED, false},
	    {"429", CALL_TEMPORARY, 429, EXPORT_FAILED, EXPORT_FAILED, false},
	    {"501", CALL_REFUSED, 501, EXPORT_FAILED, EXPORT_FAILED, false},
	    {"no answer", CALL_TEMPORARY, 0, EXPORT_FAILED, EXPORT_FAILED, false},
	    {"nothing asked", CALL_DROPPED, 0, EXPORT_FAILED, EXPORT_FAILED, false},
	};

	for (size_t i = 0; i < COUNT_OF(table); i++) {
		export_job_test_start(1);
		ok(!export_job_answer(table[i].verdict, table[i].status, slice_str("")) &&
			all_are(table[i].one) && !job.refused && job.problem.n == 0,
		    "one flow, %s", table[i].what);
		export_job_test_start(3);
		ok(!export_job_answer(table[i].verdict, table[i].status, slice_str("")) &&
			all_are(table[i].several) && job.refused == table[i].refused,
		    "several flows, %s", table[i].what);
	}
	export_job_test_start(3);
	answer_ok("{\"id\":\"1\"}");
	ok(!export_job_answer(CALL_REFUSED, 404, slice_str("")) && all_are(EXPORT_ALONE) &&
		!job.refused,
	    "a job that is lost is not refused");
}

static void
test_bad_answers(void)
{
	static const struct {
		const char *look, *why;
	} table[] = {
	    {"{\"status\":\"Failure\"}", "the export job failed: no reason given"},
	    {"{\"status\":\"Failure\",\"messages\":[{\"text\":\"Oh\"},{\"text\":\"no\"}]}",
		"the export job failed: Oh; no"},
	    {"{\"status\":\"Paused\"}", "the export job has a status that is not known"},
	    {"{\"status\":\"Success\"}", "the export job gives no URL that can be used"},
	    {"{\"status\":\"Success\",\"downloadUrl\":\"http://127.0.0.1:631/x\"}",
		"the export job gives no URL that can be used"},
	    {"{\"status\":\"Success\",\"downloadUrl\":\"http://elsewhere/x\"}",
		"the export job gives no URL that can be used"},
	    {"{\"status\":\"Success\",\"downloadUrl\":\"https://a/\\u0000b\"}",
		"the export job gives no URL that can be used"},
	};

	export_job_test_start(1);
	ok(!answer_ok("{}") && all_are(EXPORT_FAILED) &&
		export_job_says("the export job has no id"),
	    "no id");
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		export_job_test_start(1);
		answer_ok("{\"id\":\"1\"}");
		ok(!answer_ok(table[i].look) && all_are(EXPORT_FAILED) &&
			export_job_says(table[i].why),
		    "one flow: %s", table[i].why);
		export_job_test_start(2);
		answer_ok("{\"id\":\"1\"}");
		ok(!answer_ok(table[i].look) && all_are(EXPORT_ALONE) &&
			export_job_says(table[i].why),
		    "several flows: %s", table[i].why);
	}
}

/* The job of three flows is answered with an archive of these files, NULL-terminated pairs. */
static bool
answer_archive(const char *const *files)
{
	struct zip_out z = {.n = 0};
	bool goes_on;

	for (; *files != NULL; files += 2)
		zip_out_add(&z, files[0], slice_str(files[1]));
	zip_out_end(&z);
	goes_on = export_job_answer(CALL_OK, 200, buf_slice(&z.b));
	zip_out_release(&z);
	return goes_on;
}

static bool
has_yaml(size_t i, const char *yaml)
{
	return job.flows[i].state == EXPORT_GOT && slice_is(buf_slice(&job.flows[i].yaml), yaml);
}

static void
test_archive(void)
{
	static const char *const all[] = {
	    "d/flow-3.yaml", "c: 3\n", "d/flow-1.yaml", "a: 1\n", "d/flow-2.yaml", "b: 2\n", NULL};
	static const char *const some[] = {
	    "flow-3.yaml", "\xff\n", "flow-1.yaml", "a: 1\n", "x", "", NULL};
	static const char *const none[] = {"Main.yaml", "a: 1\n", "Other.yaml", "b: 2\n", NULL};
	static const char *const single[] = {"flow-1.yaml", "a: 1\n", NULL};

	ok(get_there(3) && !answer_archive(all) && has_yaml(0, "a: 1\n") && has_yaml(1, "b: 2\n") &&
		has_yaml(2, "c: 3\n") && job.problem.n == 0 && call.body.n == 0,
	    "an archive of all flows");
	ok(get_there(3) && !answer_archive(some) && has_yaml(0, "a: 1\n") &&
		job.flows[1].state == EXPORT_ALONE && job.flows[2].state == EXPORT_ALONE &&
		!job.refused && job.flows[2].yaml.n == 0,
	    "one is there, one is missing, one is no text");
	ok(get_there(3) && !answer_archive(none) && all_are(EXPORT_ALONE) && job.refused,
	    "a server with names of its own gives no several flows");
	ok(get_there(1) && !answer_archive(single) && has_yaml(0, "a: 1\n"),
	    "an archive of one flow");
	ok(get_there(1) && answer_archive(none) && job.step == EXPORT_REGISTER && !job.refused,
	    "an archive without it");
}

static void
test_bad_archive(void)
{
	static const char *const bad[] = {"", "<html>", "a: 1\n", "PK\3\4 and no more"};

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		ok(get_there(3) && answer_ok(bad[i]) && job.step == EXPORT_REGISTER,
		    "no archive: another job");
		ok(answer_ok("{\"id\":\"1\"}") &&
			answer_ok("{\"status\":\"Success\",\"downloadUrl\":\"https://s/x\"}") &&
			!answer_ok(bad[i]) && all_are(EXPORT_ALONE) && !job.refused,
		    "no archive again: each alone");
	}
	ok(get_there(3) && export_job_answer(CALL_FORBIDDEN, 403, slice_str("")) &&
		job.step == EXPORT_REGISTER,
	    "an expired URL: another job");
	ok(get_there(3) && !export_job_answer(CALL_TEMPORARY, 503, slice_str("")) &&
		all_are(EXPORT_FAILED),
	    "a store that does not answer");
}

int
main(void)
{
	test_way();
	test_add();
	test_no_job();
	test_bad_answers();
	test_archive();
	test_bad_archive();
	export_job_release(&job);
	call_release(&call);
	return tap_done();
}
