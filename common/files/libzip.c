/* libzip.c - libzip, which is loaded for the first archive (library.h). */
#include "files/libzip.h"

#ifdef ZIP_SONAME
struct libzip libzip;

void
libzip_load(void)
{
	static const struct library_function functions[] = {LIBZIP_FUNCTIONS(LIBRARY_ENTRY)};

	if (zip_discard == NULL)
		library_load(ZIP_SONAME, functions, COUNT_OF(functions));
}
#else
void
libzip_load(void)
{
}
#endif
