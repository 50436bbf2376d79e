/* Progress: what is shown in each mode, and that a record of it is JSON whatever the note. */
#include <time.h>

#include "base/err.h"
#include "cli/progress.h"
#include "base/utf8.h"
#include "child.h"
#include "json/json.h"
#include "tap.h"

static int64_t now_ms = 5000;

/* In place of libc's: how long the machine takes does not matter to what is shown. */
int
clock_gettime(clockid_t id, struct timespec *t)
{
	(void)id;
	*t = (struct timespec){(time_t)(now_ms / 1000), (long)(now_ms % 1000) * 1000000};
	return 0;
}

static int
progress_test_show(void *argument)
{
	err_init("t");
	progress_init(*(enum progress_mode *)argument);
	progress_show("flows", 1, 4, NULL);
	progress_show("flows", 2, 4, "a \"b\"\\\n\xc3\xa9");
	progress_end();
	return 0;
}

static int
progress_interrupted(void *argument)
{
	err_init("t");
	progress_init(*(enum progress_mode *)argument);
	progress_show("flows", 1, 0, NULL);
	warn("w");
	progress_end();
	return 0;
}

/* A second of one kind of work, then in two seconds one of 4 things of another. */
static int
progress_restarted(void *argument)
{
	err_init("t");
	progress_init(*(enum progress_mode *)argument);
	now_ms += 1000;
	progress_restart();
	now_ms += 2000;
	progress_show("queues", 1, 4, NULL);
	progress_end();
	return 0;
}

/* A wait that is long enough is shown with its end or its age, and is over when work goes on. */
static int
progress_waits(void *argument)
{
	err_init("t");
	err_set_level(ERR_VERBOSE);
	progress_init(*(enum progress_mode *)argument);
	progress_wait("a short one", 1999, 0);
	progress_show("flows", 279, 600, "n");
	now_ms += 110;
	progress_wait("rate limit", 41000, 0);
	now_ms += 110;
	progress_wait("rate limit", 1001, 0);
	now_ms += 110;
	progress_wait("job \"x\"", -1, 12900);
	progress_wait_end();
	now_ms += 110;
	progress_show("flows", 280, 600, NULL);
	progress_end();
	return 0;
}

static bool
progress_shows(const struct child *c, const char *text)
{
	return strstr(c->err.p, text) != NULL;
}

static void
test_waits(void)
{
	enum progress_mode mode = PROGRESS_ALWAYS;
	struct child c = child_run(progress_waits, &mode);

	ok(progress_shows(&c, "\r\x1b[Kt: 279 of 600 flows, rate limit, 41 s") &&
		progress_shows(&c, "\r\x1b[Kt: 279 of 600 flows, rate limit, 2 s"),
	    "a wait is counted down in place of the rate");
	ok(!progress_shows(&c, "a short one"), "one of less than two seconds is not shown");
	ok(progress_shows(&c, "t: waiting: rate limit, 41 s\n") &&
		!progress_shows(&c, "waiting: rate limit, 2 s"),
	    "--verbose tells of it once");
	ok(progress_shows(&c, "t: 280 of 600 flows, ") && progress_shows(&c, "s left"),
	    "and then work goes on");
	child_release(&c);
	mode = PROGRESS_NEVER;
	c = child_run(progress_waits, &mode);
	ok(strcmp(c.err.p, "t: waiting: rate limit, 41 s\n"
			   "t: waiting: job \"x\", 12 s so far\n") == 0,
	    "no progress: the messages are there all the same");
	child_release(&c);
}

/* A second later there is an object of the wait. */
static int
waits_last(void *argument)
{
	err_init("t");
	progress_init(PROGRESS_JSON);
	progress_show("flows", 1, 4, NULL);
	now_ms += 1000;
	if (*(bool *)argument)
		progress_wait("job \"x\"", -1, 12900);
	else
		progress_wait("rate limit", 41000, 0);
	progress_end();
	return 0;
}

static void
test_json_waits(void)
{
	bool is_job = false;
	struct child c = child_run(waits_last, &is_job);

	ok(progress_shows(&c, ",\"waiting\":{\"for\":\"rate limit\",\"left\":41}}\n"),
	    "json: left");
	ok(progress_shows(&c, "\"seconds\":1.0,\"end\":true}\n"),
	    "json: at the end there is no wait");
	child_release(&c);
	is_job = true;
	c = child_run(waits_last, &is_job);
	ok(progress_shows(&c, ",\"waiting\":{\"for\":\"job \\\"x\\\"\",\"elapsed\":12}}\n"),
	    "json: elapsed");
	child_release(&c);
}

static int64_t
progress_test_limit(void *user, size_t requests)
{
	(void)user;
	return requests == 150 ? 61000 : -1;
}

/* 100 of 250 flows, and the limit lets no more through for a minute; then the end. */
static int
progress_network(void *argument)
{
	err_init("t");
	progress_init(*(enum progress_mode *)argument);
	progress_limit(progress_test_limit, NULL);
	for (size_t i = 0; i < 100; i++)
		progress_request();
	progress_transferred(12345678);
	progress_read(999);
	now_ms += 2000;
	progress_show("flows", 100, 250, "n");
	now_ms += 1000;
	progress_tick();
	now_ms += 123000;
	progress_show("flows", 250, 250, NULL);
	progress_end();
	return 0;
}

static void
test_network(void)
{
	enum progress_mode mode = PROGRESS_ALWAYS;
	struct child c = child_run(progress_network, &mode);

	ok(progress_shows(&c, "\r\x1b[Kt: 100 of 250 flows, 12.3 MB, 50.0/s, 61 s left (n)"),
	    "bytes, and a time left that the limit makes longer than the rate does");
	ok(progress_shows(&c, "\r\x1b[Kt: 100 of 250 flows, 12.3 MB, 33.3/s, 61 s left (n)"),
	    "drawn again after a second without news");
	ok(progress_shows(&c, "\r\x1b[Kt: 250 flows") == false &&
		progress_shows(
		    &c, "\r\x1b[Kt: 250 of 250 flows, 12.3 MB, 100 requests, 2 min 6 s\n"),
	    "a last line with all figures stays");
	child_release(&c);
	mode = PROGRESS_JSON;
	c = child_run(progress_network, &mode);
	ok(progress_shows(&c,
	       "\"done\":100,\"total\":250,\"bytes\":12345678,\"requests\":100,\"seconds\":3.0,"
	       "\"left\":61,\"note\":\"n\"}\n"),
	    "json: the same figures");
	ok(progress_shows(&c, "\"done\":250,\"total\":250,\"bytes\":12345678,\"requests\":100,"
			      "\"seconds\":126.0,\"end\":true}\n"),
	    "json: the last one says so");
	child_release(&c);
}

/* A note that is longer than the line, and one that is longer than what is kept of it. */
static int
progress_long(void *argument)
{
	struct buf note = BUF_INIT;

	err_init("t");
	progress_init(*(enum progress_mode *)argument);
	for (int i = 0; i < 60; i++)
		buf_puts(&note, "\xc3\xa9");
	progress_read(999);
	progress_show("flows", 1, 4, note.p);
	now_ms += 1000;
	progress_read(5000000000000);
	progress_show("flows", 1, 4, note.p + 1);
	now_ms += 1000;
	progress_show("flows", 1, 4, "e");
	now_ms += 7200 * 1000;
	progress_show("flows", 1, 4, "e");
	progress_end();
	buf_release(&note);
	return 0;
}

static void
test_progress_long(void)
{
	enum progress_mode mode = PROGRESS_ALWAYS;
	struct child c = child_run(progress_long, &mode);

	ok(progress_shows(&c, "t: 1 of 4 flows, 999 B, 0.0/s, 0 s left (\xc3\xa9"),
	    "less than a kilobyte");
	ok(progress_shows(&c, "t: 1 of 4 flows, 5.0 TB, "), "terabytes");
	ok(progress_shows(&c, "t: 1 of 4 flows, 5.0 TB, 2 h 0 min (e)\n"), "hours");
	ok(!progress_shows(&c, "\xc3\r") && !progress_shows(&c, "\xc3)") &&
		utf8_is(slice_of(c.err.p, (size_t)(strstr(c.err.p, "5.0 TB") - c.err.p))),
	    "a line that is too long ends between two characters");
	child_release(&c);
	mode = PROGRESS_JSON;
	c = child_run(progress_long, &mode);
	ok(progress_shows(&c, "\xc3\xa9\"}\n") && !progress_shows(&c, "\xc3\"}"),
	    "and so does a note");
	child_release(&c);
}

static bool
is_json(const char *line, size_t n)
{
	struct json j = JSON_INIT;
	struct slice whole;
	bool good;

	json_start(&j, slice_of(line, n));
	good = json_value(&j, &whole) == JSON_OBJECT && json_next(&j) == JSON_END;
	json_release(&j);
	return good;
}

int
main(void)
{
	enum progress_mode mode = PROGRESS_NEVER;
	struct child c;
	const char *lf;

	ok(child_ends(progress_test_show, &mode, 0, ""), "never");
	mode = PROGRESS_AUTO;
	ok(child_ends(progress_test_show, &mode, 0, ""), "auto, where stderr is no terminal");
	mode = PROGRESS_JSON;
	c = child_run(progress_test_show, &mode);
	lf = strchr(c.err.p, '\n');
	ok(lf != NULL && is_json(c.err.p, (size_t)(lf - c.err.p)) &&
		is_json(lf + 1, strlen(lf + 1)),
	    "json: an object at once, and the last one at the end");
	ok(strstr(c.err.p, "{\"kind\":\"progress\",\"program\":\"t\",\"done\":1,\"total\":4,") ==
		c.err.p,
	    "who, and how far");
	ok(strstr(c.err.p, "\"note\":\"a \\\"b\\\"\\\\\\n\xc3\xa9\",\"end\":true}") != NULL,
	    "a note, escaped as JSON wants it");
	child_release(&c);
	mode = PROGRESS_ALWAYS;
	c = child_run(progress_interrupted, &mode);
	ok(strstr(c.err.p, "\r\x1b[Kt: 1 flows, ") == c.err.p &&
		strstr(c.err.p, "/s\r\x1b[Kt: w\nt: 1 flows, 0.0 s\n") != NULL,
	    "always: a message clears the line first");
	child_release(&c);
	c = child_run(progress_restarted, &mode);
	ok(strstr(c.err.p, "t: 1 of 4 queues, ") != NULL &&
		strstr(c.err.p, ", 0.5/s, 6 s left") != NULL,
	    "the rate is that of the work under way");
	child_release(&c);
	test_waits();
	test_json_waits();
	test_network();
	test_progress_long();
	return tap_done();
}
