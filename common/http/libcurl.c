/* libcurl.c - libcurl, which is loaded for the first request (library.h). */
#include "http/libcurl.h"

#ifdef CURL_SONAME
struct libcurl libcurl;

void
libcurl_load(void)
{
	static const struct library_function functions[] = {LIBCURL_FUNCTIONS(LIBRARY_ENTRY)};

	if (curl_easy_cleanup == NULL)
		library_load(CURL_SONAME, functions, COUNT_OF(functions));
}
#else
void
libcurl_load(void)
{
}
#endif
