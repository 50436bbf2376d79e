/*
 * io.h - read(2) and write(2) carried to their end: what a signal interrupts goes on, and so does
 * what the kernel did a part of. On a descriptor that somebody made non-blocking (a pipe or a
 * terminal may be shared with such a program) they wait. What fails leaves its errno.
 */
#ifndef GC_IO_H
#define GC_IO_H

#include "base/buf.h"

bool io_write(int fd, const void *p, size_t n);
bool io_write_at(int fd, const void *p, size_t n, off_t at); /* the offset stays where it was */

/* What one read(2) gives: 1 to n bytes; 0 at the end; or -1. */
ssize_t io_read(int fd, void *p, size_t n);

/* n bytes, or fewer where the file ends before. How many; or -1. */
ssize_t io_read_at(int fd, void *p, size_t n, off_t at);

/*
 * Append all that is left of a file. False, too, where that is not less than b's ceiling allows
 * (EFBIG). Room that b has is used up first, and no more is made than a regular file's size asks
 * for.
 */
bool io_read_all(int fd, struct buf *b);

/* close(2) of what was only read, or is thrown away; errno stays. -1 is none. */
void io_close(int fd);

#endif
