/* Export jobs that end badly: too many at once, too long, without a file or with a bad one. */
#include "export_job_check.h"

/* How often a job is registered that fails because there are too many; the last wait. */
static unsigned
export_job_busy(size_t flows, int64_t *wait)
{
	static const char said[] = "{\"status\":\"Failure\",\"messages\":[{\"text\":\"Archy "
				   "failed: could not find the flow "
				   "with id 'x'. Archy exit code: 107\"}]}";
	unsigned times = 1;

	*wait = 0;
	export_job_test_start(flows);
	while (answer_ok("{\"id\":\"1\"}") && answer_ok(said)) {
		*wait = call.delay_ms;
		times++;
	}
	return times;
}

static void
test_busy(void)
{
	int64_t wait;

	ok(export_job_busy(1, &wait) == 5 && wait == 40000 && all_are(EXPORT_FAILED),
	    "too many jobs: one flow is tried five times, ever later");
	ok(export_job_busy(3, &wait) == 2 && wait == 5000 && all_are(EXPORT_ALONE),
	    "too many jobs: several flows twice, then each alone");
}

/* What becomes of a job that fails with this message. */
static bool
export_job_fails(const char *text, bool again)
{
	struct buf b = BUF_INIT;
	bool goes_on;

	buf_printf(&b, "{\"status\":\"Failure\",\"messages\":[{\"text\":\"%s\"}]}", text);
	export_job_test_start(1);
	goes_on = answer_ok("{\"id\":\"1\"}") && answer_ok(b.p);
	buf_release(&b);
	return goes_on == again && all_are(again ? EXPORT_OPEN : EXPORT_FAILED);
}

static void
test_messages(void)
{
	static const char lost[] = "could not find the flow with id";
	struct buf b = BUF_INIT;

	ok(export_job_fails("could not find the flow with id 1, exit code: 107", true) &&
		export_job_fails("Archy failed: could not find the flow with id 1", true),
	    "a flow that Archy does not find means too many jobs");
	ok(export_job_fails(lost, false) && export_job_fails("Archy failed", false) &&
		export_job_fails("exit code: 107", false),
	    "half of that means what it says");
	buf_puts(&b, "{\"status\":\"Failure\",\"messages\":[");
	for (int i = 0; i < 5; i++)
		buf_printf(&b, "%s{\"text\":\"%d%0499d\"}", i > 0 ? "," : "", i, 0);
	buf_puts(&b, "]}");
	export_job_test_start(1);
	ok(answer_ok("{\"id\":\"1\"}") && !answer_ok(b.p) &&
		strstr(job.problem.p, "; 10") != NULL && strstr(job.problem.p, "; 20") == NULL,
	    "a thousand bytes of messages are enough");
	buf_release(&b);
	export_job_test_start(1);
	ok(!answer_ok("{\"id\":") && all_are(EXPORT_FAILED) &&
		export_job_says("the answer about the export job is not understood"),
	    "half an answer");
}

static void
test_lasting(void)
{
	export_job_test_start(1);
	job.usual = NULL;
	ok(answer_ok("{\"id\":\"1\"}") && call.delay_ms == 200,
	    "nobody knows how long a job takes: it is soon looked at");
	for (int i = 0; i < 20; i++)
		answer_ok("{\"status\":\"Started\"}");
	ok(call.delay_ms == 5000, "then less and less, but every five seconds");
	now_ms += 15 * 60 * 1000;
	ok(answer_ok("{\"status\":\"Started\"}"), "for a quarter of an hour");
	now_ms++;
	ok(!answer_ok("{\"status\":\"Started\"}") && all_are(EXPORT_FAILED) &&
		export_job_says("the export job does not end"),
	    "and no longer");
	export_job_test_start(2);
	answer_ok("{\"id\":\"1\"}");
	now_ms += 17 * 60 * 1000;
	ok(answer_ok("{\"status\":\"Started\"}"), "two flows have two minutes more");
	export_job_test_start(1);
	job.usual = NULL;
	ok(answer_ok("{\"id\":\"1\"}") &&
		answer_ok("{\"status\":\"Success\",\"downloadUrl\":\"https://store/x\"}") &&
		!answer_ok("a: 1\n") && all_are(EXPORT_GOT),
	    "nor is anything learned");
}

/* The store says that the address is too old. */
static bool
export_job_ends_answer_expired(void)
{
	call.expired = true;
	return export_job_answer(CALL_TEMPORARY, 403, slice_str(""));
}

static void
test_export_job_ends_expired(void)
{
	unsigned jobs = 1;

	ok(get_there(1) && export_job_ends_answer_expired() && job.step == EXPORT_LOOK &&
		call.delay_ms == 0,
	    "an address that is too old: the job is asked for another one, at once");
	call.expired = false;
	ok(answer_ok("{\"status\":\"Success\",\"downloadUrl\":\"https://store/y\"}") &&
		strcmp(call.path, "https://store/y") == 0 && !answer_ok("a: 1\n") &&
		all_are(EXPORT_GOT),
	    "which is followed");
	get_there(1);
	while (export_job_ends_answer_expired()) {
		call.expired = false;
		if (job.step == EXPORT_REGISTER) {
			jobs++;
			answer_ok("{\"id\":\"1\"}");
		}
		answer_ok("{\"status\":\"Success\",\"downloadUrl\":\"https://store/x\"}");
	}
	ok(jobs == 5 && all_are(EXPORT_FAILED) && job.problem.n == 0,
	    "if all are too old there are five jobs, and the store has the last word");
	call.expired = false;
}

static void
test_bad_file(void)
{
	static const struct {
		const char *body, *why;
	} table[] = {
	    {"", "the result of the export job is not YAML"},
	    {"<html>", "the result of the export job is not YAML"},
	    {"name: \xff", "the result of the export job is not UTF-8"},
	    {"name: \xed\xa0\x80", "the result of the export job is not UTF-8"},
	};

	for (size_t i = 0; i < COUNT_OF(table); i++) {
		bool goes_on = get_there(1) && answer_ok(table[i].body);
		ok(goes_on && strcmp(call.method, "POST") == 0 && !call.foreign,
		    "a bad file: another job");
		while (answer_ok("{\"id\":\"1\"}") &&
		       answer_ok("{\"status\":\"Success\",\"downloadUrl\":\"https://s/x\"}") &&
		       answer_ok(table[i].body))
			continue;
		ok(all_are(EXPORT_FAILED) && export_job_says(table[i].why), "in the end: %s",
		    table[i].why);
	}
	ok(get_there(1) && export_job_answer(CALL_FORBIDDEN, 403, slice_str("")) &&
		call.body_out.n > 0,
	    "an expired URL: another job");
	for (size_t jobs = 1; jobs < 5; jobs++)
		ok(get_there_again(jobs) && export_job_answer(CALL_REFUSED, 404, slice_str("")),
		    "a file that is not there: another job");
	ok(get_there_again(5) && !export_job_answer(CALL_REFUSED, 404, slice_str("")) &&
		all_are(EXPORT_FAILED) &&
		export_job_says("the result of the export job cannot be fetched: 404 "),
	    "but five are enough");
	ok(get_there(1) && !export_job_answer(CALL_DROPPED, 0, slice_str("")) &&
		all_are(EXPORT_FAILED),
	    "what is not asked for any more, too");
	ok(get_there(1) && !export_job_answer(CALL_TEMPORARY, 0, slice_str("")) &&
		all_are(EXPORT_FAILED) && job.problem.n == 0,
	    "a store that does not answer ends it");
}

int
main(void)
{
	test_busy();
	test_messages();
	test_lasting();
	test_export_job_ends_expired();
	test_bad_file();
	export_job_release(&job);
	call_release(&call);
	return tap_done();
}
