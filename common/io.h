/*
 * io.h - read(2) and write(2) carried to their end: what a signal interrupts goes on, and so does
 * what the kernel did a part of. What fails leaves its errno.
 *
 * For files. Standard input and output, which may also be pipes that somebody made non-blocking,
 * are record.h's and out.h's.
 */
#ifndef GC_IO_H
#define GC_IO_H

#include "buf.h"

bool io_write(int fd, const void *p, size_t n);
bool io_write_at(int fd, const void *p, size_t n, off_t at); /* the offset stays where it was */

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
