/* libcurl.h - libcurl, which is loaded for the first request (library.h). */
#ifndef GC_LIBCURL_H
#define GC_LIBCURL_H

#include <curl/curl.h>

#include "base/library.h"

void libcurl_load(void); /* before the first call of its functions; again: no matter */

#ifdef CURL_SONAME

/* With a compiler that can, they are macros that check the types of their arguments. */
#undef curl_easy_getinfo
#undef curl_easy_setopt

/* clang-format off */
#define LIBCURL_FUNCTIONS(F) \
	F(curl_easy_cleanup) \
	F(curl_easy_getinfo) \
	F(curl_easy_init) \
	F(curl_easy_pause) \
	F(curl_easy_reset) \
	F(curl_easy_setopt) \
	F(curl_easy_strerror) \
	F(curl_global_cleanup) \
	F(curl_global_init_mem) \
	F(curl_multi_add_handle) \
	F(curl_multi_cleanup) \
	F(curl_multi_info_read) \
	F(curl_multi_init) \
	F(curl_multi_perform) \
	F(curl_multi_poll) \
	F(curl_multi_remove_handle) \
	F(curl_multi_strerror) \
	F(curl_slist_append) \
	F(curl_slist_free_all)

extern struct libcurl { LIBCURL_FUNCTIONS(LIBRARY_POINTER) } libcurl;

#define curl_easy_cleanup        libcurl.curl_easy_cleanup
#define curl_easy_getinfo        libcurl.curl_easy_getinfo
#define curl_easy_init           libcurl.curl_easy_init
#define curl_easy_pause          libcurl.curl_easy_pause
#define curl_easy_reset          libcurl.curl_easy_reset
#define curl_easy_setopt         libcurl.curl_easy_setopt
#define curl_easy_strerror       libcurl.curl_easy_strerror
#define curl_global_cleanup      libcurl.curl_global_cleanup
#define curl_global_init_mem     libcurl.curl_global_init_mem
#define curl_multi_add_handle    libcurl.curl_multi_add_handle
#define curl_multi_cleanup       libcurl.curl_multi_cleanup
#define curl_multi_info_read     libcurl.curl_multi_info_read
#define curl_multi_init          libcurl.curl_multi_init
#define curl_multi_perform       libcurl.curl_multi_perform
#define curl_multi_poll          libcurl.curl_multi_poll
#define curl_multi_remove_handle libcurl.curl_multi_remove_handle
#define curl_multi_strerror      libcurl.curl_multi_strerror
#define curl_slist_append        libcurl.curl_slist_append
#define curl_slist_free_all      libcurl.curl_slist_free_all
/* clang-format on */
#endif

#endif
