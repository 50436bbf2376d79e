/*
 * io.h - read(2) and write(2) until all is done. They continue after a signal and after a partial
 * transfer. If another program has made a shared pipe or terminal non-blocking, they wait. On
 * failure errno is set.
 */
#ifndef GC_IO_H
#define GC_IO_H

#include "base/buf.h"

bool io_write(int fd, const void *p, size_t n);
bool io_write_at(int fd, const void *p, size_t n, off_t at); /* the offset stays where it was */

/* The result of one read(2): 1 to n bytes; 0 at the end; or -1. */
ssize_t io_read(int fd, void *p, size_t n);

/* Read n bytes, or fewer if the file ends earlier. Returns how many; or -1. */
ssize_t io_read_at(int fd, void *p, size_t n, off_t at);

/*
 * Append the rest of a file. False also if it does not fit below b's ceiling (EFBIG). Free room
 * in b is used first, and b grows only as far as the size of a regular file requires.
 */
bool io_read_all(int fd, struct buf *b);

/* close(2) for a file that was only read or is discarded; errno is kept. -1: no file. */
void io_close(int fd);

#endif
