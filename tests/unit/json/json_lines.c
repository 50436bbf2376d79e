/* Lines of places in JSON: members, elements, names with ~ and /, and texts with errors. */
#include "json/json_lines.h"
#include "tap.h"

/* The line of one place; 0: the text does not have it. */
static size_t
json_lines_line_of(const char *json, const char *pointer)
{
	struct pointers set = POINTERS_INIT;
	size_t place = pointers_add(&set, 0, slice_str(pointer)), line;
	size_t *lines = calloc(pointers_count(&set), sizeof *lines);

	json_lines(slice_str(json), &set, 0, lines);
	line = lines[place];
	free(lines);
	pointers_release(&set);
	return line;
}

static void
test_json_lines_places(void)
{
	static const char json[] =
	    "\n{\n \"a\":\n  1,\n \"b\": [\n  {\"x\": 2},\n  [3,\n   4]\n ],\n"
	    " \"c\": {\"d/e\": {\"~\": 5},\n  \"\\u0066\": \"\\n\"}, \"g\":\n"
	    " {}\n}\n";

	ok(json_lines_line_of(json, "/a") == 4, "a scalar is where it begins");
	ok(json_lines_line_of(json, "/b") == 5 && json_lines_line_of(json, "/g") == 11,
	    "a container, where its name is");
	ok(json_lines_line_of(json, "/b/0") == 6 && json_lines_line_of(json, "/b/0/x") == 6,
	    "an element's member");
	ok(json_lines_line_of(json, "/b/1") == 7 && json_lines_line_of(json, "/b/1/1") == 8,
	    "elements of elements");
	ok(json_lines_line_of(json, "/c/d~1e/~0") == 10 && json_lines_line_of(json, "/c/f") == 11,
	    "names with a slash, a tilde and escapes");
	ok(json_lines_line_of(json, "/c/d") == 0 && json_lines_line_of(json, "/b/2") == 0 &&
		json_lines_line_of(json, "/a/0") == 0,
	    "places that are not there");
	ok(json_lines_line_of("{\"a\":[{\"b\":1}]}", "/a/0/b") == 1, "a text of one line");
}

static void
test_json_lines_errors(void)
{
	ok(json_lines_line_of("{\n\"a\":1,\n\"b\":}", "/a") == 2 &&
		json_lines_line_of("{\n\"c\":[1,\n}", "/c/1") == 0,
	    "what comes before an error");
	ok(json_lines_line_of("", "/a") == 0 && json_lines_line_of("1", "/a") == 0 &&
		json_lines_line_of("JTdC", "/a") == 0,
	    "text without members");
}

int
main(void)
{
	test_json_lines_places();
	test_json_lines_errors();
	return tap_done();
}
