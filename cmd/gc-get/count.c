/* count.c - how many lines there are to come */
#include <fcntl.h>
#include <sys/stat.h>

#include "count.h"
#include "base/io.h"

/* False: it is not a regular file, or cannot be read; who reads it will say so. */
static bool
count_lines_in(int fd, off_t at, size_t *lines)
{
	char part[1 << 16], last = '\n';
	struct stat st;
	ssize_t n;

	if (at < 0 || fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	while ((n = io_read_at(fd, part, sizeof part, at)) > 0) {
		const char *end = part + n;
		for (const char *p = part; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
			++*lines;
		last = end[-1];
		at += n;
	}
	*lines += last != '\n';
	return n == 0;
}

size_t
count_lines(char *const *files)
{
	size_t lines = 0;
	bool good = true;

	if (files[0] == NULL)
		good = count_lines_in(STDIN_FILENO, lseek(STDIN_FILENO, 0, SEEK_CUR), &lines);
	for (; good && *files != NULL; files++) {
		int fd =
		    strcmp(*files, "-") == 0 ? STDIN_FILENO : open(*files, O_RDONLY | O_CLOEXEC);
		good = fd >= 0 && count_lines_in(fd, lseek(fd, 0, SEEK_CUR), &lines);
		if (fd > STDIN_FILENO)
			io_close(fd);
	}
	return good ? lines : 0;
}
