/* libzip.h - libzip, which is loaded for the first archive (library.h). */
#ifndef GC_LIBZIP_H
#define GC_LIBZIP_H

#include <zip.h>

#include "base/library.h"

void libzip_load(void); /* before the first call of its functions; again: no matter */

#ifdef ZIP_SONAME

/* clang-format off */
#define LIBZIP_FUNCTIONS(F) \
	F(zip_discard) \
	F(zip_error_fini) \
	F(zip_error_init) \
	F(zip_fclose) \
	F(zip_fopen_index) \
	F(zip_fread) \
	F(zip_get_name) \
	F(zip_get_num_entries) \
	F(zip_open_from_source) \
	F(zip_source_buffer_create) \
	F(zip_source_free)

extern struct libzip { LIBZIP_FUNCTIONS(LIBRARY_POINTER) } libzip;

#define zip_discard              libzip.zip_discard
#define zip_error_fini           libzip.zip_error_fini
#define zip_error_init           libzip.zip_error_init
#define zip_fclose               libzip.zip_fclose
#define zip_fopen_index          libzip.zip_fopen_index
#define zip_fread                libzip.zip_fread
#define zip_get_name             libzip.zip_get_name
#define zip_get_num_entries      libzip.zip_get_num_entries
#define zip_open_from_source     libzip.zip_open_from_source
#define zip_source_buffer_create libzip.zip_source_buffer_create
#define zip_source_free          libzip.zip_source_free
/* clang-format on */
#endif

#endif
