/* sim_wav.c - recordings */
#include "content/sim_wav.h"

enum { HEAD = 44, RATE = 8000, CHUNK = 8 };

static uint32_t
read_number(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] | (uint32_t)u[1] << 8 | (uint32_t)u[2] << 16 | (uint32_t)u[3] << 24;
}

bool
wav_is(struct slice bytes)
{
	return bytes.n >= HEAD && memcmp(bytes.p, "RIFF", 4) == 0 &&
	       memcmp(bytes.p + CHUNK, "WAVE", 4) == 0 &&
	       read_number(bytes.p + 4) == bytes.n - CHUNK;
}

/* A chunk of notes at the end, once; players skip it (RIFF: "LIST" of type "INFO"). */
void
wav_transcode(struct slice bytes, struct buf *to)
{
	static const char note[] = "LIST\x18\0\0\0INFOISFT\x0c\0\0\0transcoded\0";
	size_t length = sizeof note - 1 + 1; /* even, as chunks are */
	uint32_t size = (uint32_t)(bytes.n - CHUNK + length);

	if (bytes.n > length && memcmp(bytes.p + bytes.n - length, note, 4) == 0) {
		buf_add_slice(to, bytes);
		return;
	}
	buf_add(to, bytes.p, 4);
	for (int shift = 0; shift < 32; shift += 8)
		buf_putc(to, (char)(size >> shift & 0xff));
	buf_add(to, bytes.p + CHUNK, bytes.n - CHUNK);
	buf_add(to, note, sizeof note);
}

double
wav_seconds_of(size_t size)
{
	return size > HEAD ? (double)(size - HEAD) / RATE : 0;
}
