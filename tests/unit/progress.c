/* Progress: what is shown in each mode, and that a record of it is JSON whatever the note. */
#include "child.h"
#include "clock.h"
#include "err.h"
#include "json.h"
#include "progress.h"
#include "tap.h"

static int
show(void *argument)
{
	err_init("t");
	progress_init(*(enum progress_mode *)argument);
	progress_show("flows", 1, 4, NULL);
	progress_show("flows", 2, 4, "a \"b\"\\\n\xc3\xa9");
	progress_end();
	return 0;
}

static int
interrupted(void *argument)
{
	err_init("t");
	progress_init(*(enum progress_mode *)argument);
	progress_show("flows", 1, 0, NULL);
	warn("w");
	progress_end();
	return 0;
}

/* A second of one kind of work, then one of 4 things of another. */
static int
restarted(void *argument)
{
	err_init("t");
	progress_init(*(enum progress_mode *)argument);
	clock_sleep(1000);
	progress_restart();
	clock_sleep(150);
	progress_show("queues", 1, 4, NULL);
	progress_end();
	return 0;
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

	ok(child_ends(show, &mode, 0, ""), "never");
	mode = PROGRESS_AUTO;
	ok(child_ends(show, &mode, 0, ""), "auto, where stderr is no terminal");
	mode = PROGRESS_JSON;
	c = child_run(show, &mode);
	lf = strchr(c.err.p, '\n');
	ok(lf != NULL && is_json(c.err.p, (size_t)(lf - c.err.p)) &&
		is_json(lf + 1, strlen(lf + 1)),
	    "json: an object at once, and the last one at the end");
	ok(strstr(c.err.p, "{\"kind\":\"progress\",\"program\":\"t\",\"done\":1,\"total\":4,") ==
		c.err.p,
	    "who, and how far");
	ok(strstr(c.err.p, "\"note\":\"a  b   \xc3\xa9\"}") != NULL,
	    "a note, of which JSON stays JSON");
	child_release(&c);
	mode = PROGRESS_ALWAYS;
	c = child_run(interrupted, &mode);
	ok(strstr(c.err.p, "\r\x1b[Kt: 1 flows, ") == c.err.p &&
		strstr(c.err.p, "/s\r\x1b[Kt: w\n") != NULL,
	    "always: a message clears the line first");
	child_release(&c);
	c = child_run(restarted, &mode);
	ok(strstr(c.err.p, "t: 1 of 4 queues, ") != NULL && strstr(c.err.p, ", 0 s left") != NULL,
	    "the rate is that of the work under way");
	child_release(&c);
	return tap_done();
}
