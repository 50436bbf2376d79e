/* lines.c - the lines of a text file that people write */
#include <fcntl.h>

#include "base/err.h"
#include "base/io.h"
#include "base/lines.h"
#include "base/utf8.h"

void
lines_load(struct lines *l, const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	*l = (struct lines){.text = BUF_INIT};
	if (fd < 0 || !io_read_all(fd, &l->text))
		die(EXIT_IO, errno, "%s", path);
	io_close(fd);
	if (utf8_is_utf16(buf_slice(&l->text)))
		die(EXIT_DATA, 0, "%s: %s", path, UTF8_REMEDY);
	l->at = utf8_mark(buf_slice(&l->text));
}

bool
lines_next(struct lines *l, struct slice *line)
{
	const char *from = l->text.p + l->at, *lf;
	size_t left = l->text.n - l->at;

	if (left == 0)
		return false;
	lf = memchr(from, '\n', left);
	*line = slice_of(from, lf != NULL ? (size_t)(lf - from) : left);
	l->at += line->n + (lf != NULL);
	l->number++;
	if (line->n > 0 && line->p[line->n - 1] == '\r')
		line->n--;
	return true;
}

void
lines_release(struct lines *l)
{
	buf_release(&l->text);
}
