/* Which of the reader's inner loops runs: that of GC_JSON_CORE, or the best one. */
#include "child.h"
#include "json/json_core.h"
#include "tap.h"

/* 0: the core of this name runs once something was read. */
static int
choice_is(void *name)
{
	struct json j = JSON_INIT;
	struct slice value;

	json_start(&j, slice_str("{\"a\":[1,\"x\"]}"));
	if (!json_value(&j, &value) || !slice_is(value, "{\"a\":[1,\"x\"]}"))
		return 2;
	json_release(&j);
	return strcmp(json_core.name, name) == 0 ? 0 : 1;
}

static void
choice_with(const char *asked, const char *want)
{
	struct child c;

	if (asked == NULL ? unsetenv("GC_JSON_CORE") != 0 : setenv("GC_JSON_CORE", asked, 1) != 0)
		child_broken("setenv");
	c = child_run(choice_is, (void *)(uintptr_t)want);
	ok(c.status == 0, "GC_JSON_CORE %s: %s", asked != NULL ? asked : "not set", want);
	child_release(&c);
}

int
main(void)
{
	const char *best = json_core_name(0);
	size_t n = 0;

	ok(strcmp(json_core.name, "") == 0, "nothing is chosen before the first text");
	choice_with(NULL, best);
	for (; json_core_name(n) != NULL; n++)
		choice_with(json_core_name(n), json_core_name(n));
	ok(n > 0 && strcmp(json_core_name(n - 1), "plain") == 0, "the last one runs everywhere");
	choice_with("nonsense", best);
	choice_with("", best);
	ok(!json_core_use("nonsense"), "no core of this name");
	ok(json_core_use("plain") && strcmp(json_core.name, "plain") == 0, "one by its name");
	ok(json_core_use(NULL) && strcmp(json_core.name, best) == 0, "the best one");
	return tap_done();
}
