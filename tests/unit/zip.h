/*
 * zip.h - ZIP archives for tests, right or wrong: files stored as they are (PKWARE APPNOTE 6.3).
 */
#ifndef TEST_ZIP_H
#define TEST_ZIP_H

#include "base/buf.h"

struct zip_out {
	struct buf b, directory;
	unsigned n;
};

static inline void
zip_out_number(struct buf *b, size_t n, int bytes)
{
	for (; bytes > 0; bytes--, n >>= 8)
		buf_putc(b, (char)(n & 0xff));
}

static inline uint32_t
zip_out_crc(struct slice s)
{
	uint32_t crc = 0xffffffff;

	for (size_t i = 0; i < s.n; i++) {
		crc ^= (unsigned char)s.p[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (0xedb88320 & -(crc & 1));
	}
	return ~crc;
}

static inline void
zip_out_common(struct buf *b, const char *name, struct slice bytes)
{
	zip_out_number(b, 20, 2); /* version, then no flags, stored, midnight, 1980-01-01 */
	zip_out_number(b, 0, 6);
	zip_out_number(b, 0x21, 2);
	zip_out_number(b, zip_out_crc(bytes), 4);
	zip_out_number(b, bytes.n, 4);
	zip_out_number(b, bytes.n, 4);
	zip_out_number(b, strlen(name), 2);
	zip_out_number(b, 0, 2);
}

static inline void
zip_out_add(struct zip_out *z, const char *name, struct slice bytes)
{
	size_t at = z->b.n;

	buf_add(&z->b, "PK\3\4", 4);
	zip_out_common(&z->b, name, bytes);
	buf_puts(&z->b, name);
	buf_add_slice(&z->b, bytes);
	buf_add(&z->directory, "PK\1\2\24\0", 6);
	zip_out_common(&z->directory, name, bytes);
	zip_out_number(&z->directory, 0, 6);
	zip_out_number(&z->directory, 0, 4);
	zip_out_number(&z->directory, at, 4);
	buf_puts(&z->directory, name);
	z->n++;
}

static inline void
zip_out_end(struct zip_out *z)
{
	size_t at = z->b.n;

	buf_add_slice(&z->b, buf_slice(&z->directory));
	buf_add(&z->b, "PK\5\6\0\0\0\0", 8);
	zip_out_number(&z->b, z->n, 2);
	zip_out_number(&z->b, z->n, 2);
	zip_out_number(&z->b, z->directory.n, 4);
	zip_out_number(&z->b, at, 4);
	zip_out_number(&z->b, 0, 2);
}

static inline void
zip_out_release(struct zip_out *z)
{
	buf_release(&z->b);
	buf_release(&z->directory);
	z->n = 0;
}

#endif
