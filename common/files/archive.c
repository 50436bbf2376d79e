/* archive.c - a ZIP archive in memory: the only user of libzip */
#include "files/libzip.h"

#include "files/archive.h"
#include "base/err.h"
#include "base/mem.h"

struct archive {
	zip_t *zip;
	size_t left; /* bytes that may yet come out of it */
};

bool
archive_is(struct slice bytes)
{
	return bytes.n >= 4 && memcmp(bytes.p, "PK\3\4", 4) == 0;
}

static zip_t *
open_bytes(struct slice bytes)
{
	zip_error_t error;
	zip_source_t *source;
	zip_t *zip;

	zip_error_init(&error);
	source = zip_source_buffer_create(bytes.p, bytes.n, 0, &error);
	mem_require(source != NULL);
	zip = zip_open_from_source(source, ZIP_RDONLY, &error);
	if (zip == NULL)
		zip_source_free(source);
	zip_error_fini(&error);
	return zip;
}

struct archive *
archive_open(struct slice bytes, const char **why)
{
	struct archive *a;
	zip_t *zip;

	libzip_load();
	zip = open_bytes(bytes);
	if (zip == NULL) {
		*why = "it is not a ZIP archive, or it is damaged";
		return NULL;
	}
	if (zip_get_num_entries(zip, 0) > ARCHIVE_FILES_MAX) {
		*why = "the archive has too many files";
		zip_discard(zip);
		return NULL;
	}
	a = xcalloc(1, sizeof *a);
	*a = (struct archive){.zip = zip, .left = BUF_MAX};
	return a;
}

void
archive_close(struct archive *a)
{
	if (a == NULL)
		return;
	zip_discard(a->zip);
	free(a);
}

static bool
is_named(const char *name, const char *stem)
{
	const char *slash = strrchr(name, '/'), *base = slash != NULL ? slash + 1 : name;
	size_t n = strlen(stem);

	return strncmp(base, stem, n) == 0 && base[n] == '.';
}

/* The index of the one file of that name; -1: there is none, or more than one. */
static zip_int64_t
archive_find(zip_t *zip, const char *stem)
{
	zip_int64_t n = zip_get_num_entries(zip, 0), found = -1;

	for (zip_int64_t i = 0; i < n; i++) {
		const char *name = zip_get_name(zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
		if (name == NULL || !is_named(name, stem))
			continue;
		if (found >= 0)
			return -1;
		found = i;
	}
	return found;
}

/* Read to the end, because libzip compares size and CRC only there. */
static bool
archive_read_all(struct archive *a, zip_file_t *file, struct buf *to)
{
	char part[1 << 16];
	zip_int64_t n;

	while ((n = zip_fread(file, part, sizeof part)) > 0) {
		if ((size_t)n > a->left || !buf_fits(to, (size_t)n))
			return false;
		a->left -= (size_t)n;
		buf_add(to, part, (size_t)n);
	}
	return n == 0;
}

enum archive_found
archive_read(struct archive *a, const char *stem, struct buf *to)
{
	zip_int64_t at = archive_find(a->zip, stem);
	zip_file_t *file;
	bool good;

	if (at < 0)
		return ARCHIVE_LACKS;
	file = zip_fopen_index(a->zip, (zip_uint64_t)at, 0);
	good = file != NULL && archive_read_all(a, file, to);
	if (file != NULL && zip_fclose(file) != 0)
		good = false;
	if (!good)
		buf_clear(to);
	return good ? ARCHIVE_READ : ARCHIVE_BROKEN;
}
