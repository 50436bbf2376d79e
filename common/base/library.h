/*
 * library.h - shared libraries that are loaded when a program first needs them. libcurl brings thirty
 * others, and loading them takes ten times as long as all else that a program does which sends no
 * request.
 *
 * Such a library has a header of ours, which names the functions that are used once:
 *
 *	#define LIBZIP_FUNCTIONS(F) F(zip_close) F(zip_open)
 *	extern struct libzip { LIBZIP_FUNCTIONS(LIBRARY_POINTER) } libzip;
 *	#define zip_close libzip.zip_close               // calls look as they always do
 *	#define zip_open  libzip.zip_open
 *
 * and a file that loads it:
 *
 *	static const struct library_function functions[] = {LIBZIP_FUNCTIONS(LIBRARY_ENTRY)};
 *	library_load(ZIP_SONAME, functions, COUNT_OF(functions));
 *
 * The Makefile finds a library's SONAME, the name of the one that the compiler's headers belong to,
 * and defines it. Where it finds none, as on macOS or for a static library, the name is not
 * defined, and the programs are linked with the library as usual.
 */
#ifndef GC_LIBRARY_H
#define GC_LIBRARY_H

#include "base/base.h"

struct library_function {
	const char *name;
	void *place; /* of a pointer to it */
};

#define LIBRARY_POINTER(function) __typeof__(function) *(function);
#define LIBRARY_ENTRY(function)   {#function, &(function)},

/*
 * Load the library, and set the pointers to its functions. If the library or a function is
 * missing, the program ends with EXIT_USAGE and a message.
 */
void library_load(const char *soname, const struct library_function *functions, size_t n);

#endif
