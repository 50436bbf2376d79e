/* library.c - shared libraries that are loaded when a program first needs them */
#include <dlfcn.h>

#include "base/err.h"
#include "base/library.h"
#include "base/mem.h"

GC_NORETURN static void
library_fail(const char *soname, int errnum)
{
	const char *why = dlerror();

	mem_require(errnum != ENOMEM && (why == NULL || strstr(why, "memory") == NULL));
	die(EXIT_USAGE, 0, "%s; install the package that has %s",
	    why != NULL ? why : "cannot load it", soname);
}

void
library_load(const char *soname, const struct library_function *functions, size_t n)
{
	void *library;

	errno = 0;
	library = dlopen(soname, RTLD_LAZY | RTLD_LOCAL);
	if (library == NULL)
		library_fail(soname, errno);
	for (size_t i = 0; i < n; i++) {
		void *function = dlsym(library, functions[i].name);
		if (function == NULL)
			library_fail(soname, 0);
		memcpy(functions[i].place, &function, sizeof function);
	}
}
