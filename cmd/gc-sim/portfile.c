/* portfile.c - where a caller of `--port 0` reads which port it became */
#include <fcntl.h>

#include "buf.h"
#include "err.h"
#include "portfile.h"

void
portfile_write(const char *path, unsigned port)
{
	struct buf text = BUF_INIT, temporary = BUF_INIT;
	int fd;

	buf_printf(&text, "%u\n", port);
	buf_printf(&temporary, "%s.%ld", path, (long)getpid());
	fd = open(temporary.p, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	if (fd < 0)
		die(EXIT_IO, errno, "%s", temporary.p);
	if (write(fd, text.p, text.n) != (ssize_t)text.n || close(fd) != 0 ||
	    rename(temporary.p, path) != 0) {
		int cause = errno;
		unlink(temporary.p);
		die(EXIT_IO, cause, "%s", path);
	}
	buf_release(&text);
	buf_release(&temporary);
}
