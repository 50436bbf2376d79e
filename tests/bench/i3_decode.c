/*
 * i3_decode - what decoding an Architect file costs alone
 *
 *	i3_decode <file.i3InboundFlow
 *
 * A file is one flow, so it decodes the text that many times that 64 MB are read.
 */
#include "base/io.h"
#include "files/i3.h"

int
main(void)
{
	enum { READ_MAX = 64 << 20 };
	struct buf file = BUF_INIT, json = BUF_INIT;
	size_t offset;

	if (!io_read_all(STDIN_FILENO, &file) || file.n == 0)
		return 2;
	for (size_t done = 0; done < READ_MAX; done += file.n) {
		buf_clear(&json);
		if (i3_decode(buf_slice(&file), &json, &offset) != NULL)
			return 2;
	}
	printf("%zu bytes\n", json.n);
	buf_release(&file);
	buf_release(&json);
	return 0;
}
