/* A library that is loaded when it is needed, and one that is missing. */
#include <math.h>

#include "child.h"
#include "base/library.h"
#include "tap.h"

#ifdef __linux__
#define LIBM "libm.so.6"
#else
#define LIBM "libm.dylib"
#endif

static int
load_missing(void *unused)
{
	void *place = NULL;

	(void)unused;
	library_load("libmissing.so.9", &(struct library_function){"f", &place}, 1);
	return 0;
}

static int
load_missing_function(void *unused)
{
	void *place = NULL;

	(void)unused;
	library_load(LIBM, &(struct library_function){"no_such_function", &place}, 1);
	return 0;
}

int
main(void)
{
	__typeof__(cbrt) *root = NULL, *power = NULL;
	const struct library_function functions[] = {{"cbrt", &root}, {"exp2", &power}};
	struct child c;

	library_load(LIBM, functions, COUNT_OF(functions));
	ok(root != NULL && root(27.0) > 2.9 && root(27.0) < 3.1, "a function of it is called");
	ok(power != NULL && power(3.0) > 7.9 && power(3.0) < 8.1, "and another one");
	c = child_run(load_missing, NULL);
	ok(c.status == EXIT_USAGE, "a library that is missing: status 2");
	ok(strstr(c.err.p, "libmissing.so.9") != NULL && strstr(c.err.p, "install") != NULL,
	    "the message names it");
	child_release(&c);
	c = child_run(load_missing_function, NULL);
	ok(c.status == EXIT_USAGE && strstr(c.err.p, "no_such_function") != NULL,
	    "a function that is missing: the message names it");
	child_release(&c);
	return tap_done();
}
