/* gzip.c - bytes as gzip(1) would make them */
#include <zlib.h>

#include "base/err.h"
#include "wire/gzip.h"

enum { GZIP_WINDOW = 15 + 16, MEMORY = 8, WHOLE_MAX = 1 << 30 };

void
gzip_bytes(struct slice plain, struct buf *to)
{
	static z_stream z;
	static bool ready;
	uLong most;

	if (!ready && deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, GZIP_WINDOW, MEMORY,
			  Z_DEFAULT_STRATEGY) != Z_OK)
		die(EXIT_BUG, 0, "zlib: %s", z.msg != NULL ? z.msg : "no memory");
	ready = true;
	if (plain.n > WHOLE_MAX)
		die(EXIT_BUG, 0, "an answer is longer than 1 GiB");
	most = deflateBound(&z, (uLong)plain.n);
	buf_reserve(to, most);
	z.next_in = (z_const Bytef *)(uintptr_t)plain.p;
	z.avail_in = (uInt)plain.n;
	z.next_out = (Bytef *)to->p + to->n;
	z.avail_out = (uInt)most;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		die(EXIT_BUG, 0, "zlib: an answer does not fit");
	to->n += most - z.avail_out;
	deflateReset(&z);
}
