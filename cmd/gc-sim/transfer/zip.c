/* zip.c - several files as one ZIP archive */
#include <zlib.h>

#include "transfer/zip.h"

enum {
	LOCAL = 0x04034b50,
	CENTRAL = 0x02014b50,
	END = 0x06054b50,
	VERSION = 20,
	UTF8 = 1 << 11,
	DAY = 1 << 5 | 1 /* 1980-01-01: the same files, the same archive */
};

static void
add_number(struct buf *b, size_t n, int bytes)
{
	for (; bytes > 0; bytes--, n >>= 8)
		buf_putc(b, (char)(n & 0xff));
}

/* What a file's own header and its entry in the directory have in common. */
static void
add_common(struct buf *b, const char *name, struct slice bytes)
{
	add_number(b, VERSION, 2);
	add_number(b, UTF8, 2);
	add_number(b, 0, 2); /* stored */
	add_number(b, 0, 2); /* midnight */
	add_number(b, DAY, 2);
	add_number(b, crc32(0, (const Bytef *)bytes.p, (uInt)bytes.n), 4);
	add_number(b, bytes.n, 4);
	add_number(b, bytes.n, 4);
	add_number(b, strlen(name), 2);
	add_number(b, 0, 2); /* no extra field */
}

void
zip_begin(struct zip *z, struct buf *to)
{
	*z = (struct zip){.to = to, .directory = BUF_INIT, .start = to->n};
}

void
zip_add(struct zip *z, const char *name, struct slice bytes)
{
	size_t at = z->to->n - z->start;

	add_number(z->to, LOCAL, 4);
	add_common(z->to, name, bytes);
	buf_puts(z->to, name);
	buf_add_slice(z->to, bytes);

	add_number(&z->directory, CENTRAL, 4);
	add_number(&z->directory, VERSION, 2);
	add_common(&z->directory, name, bytes);
	add_number(&z->directory, 0, 2); /* no comment */
	add_number(&z->directory, 0, 2); /* disk */
	add_number(&z->directory, 0, 2); /* attributes */
	add_number(&z->directory, 0, 4);
	add_number(&z->directory, at, 4);
	buf_puts(&z->directory, name);
	z->n++;
}

void
zip_end(struct zip *z)
{
	size_t at = z->to->n - z->start;

	buf_add_slice(z->to, buf_slice(&z->directory));
	add_number(z->to, END, 4);
	add_number(z->to, 0, 4); /* disks */
	add_number(z->to, z->n, 2);
	add_number(z->to, z->n, 2);
	add_number(z->to, z->directory.n, 4);
	add_number(z->to, at, 4);
	add_number(z->to, 0, 2); /* no comment */
	buf_release(&z->directory);
}
