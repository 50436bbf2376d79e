/*
 * shim_calls.c - the calls that shim.c lets fail: each asks it first. What is not to fail goes to the
 * kernel or to the C library.
 */
#define _GNU_SOURCE
#include "shim.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

#define OWN shim_owns(__builtin_return_address(0))

static bool
is_file(int fd)
{
	struct stat st;

	return fd != STDERR_FILENO && syscall(SYS_newfstatat, fd, "", &st, AT_EMPTY_PATH) == 0 &&
	       !S_ISSOCK(st.st_mode);
}

/* --- memory --- */

void *
malloc(size_t n)
{
	return shim_starves(OWN) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return shim_starves(OWN) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return n > 0 && shim_starves(OWN) ? NULL : __libc_realloc(p, n);
}

int
posix_memalign(void **p, size_t align, size_t n)
{
	*p = shim_starves(OWN) ? NULL : __libc_memalign(align, n);
	return *p == NULL ? ENOMEM : 0;
}

void *
aligned_alloc(size_t align, size_t n)
{
	return shim_starves(OWN) ? NULL : __libc_memalign(align, n);
}

/* --- reading and writing --- */

ssize_t
read(int fd, void *p, size_t n)
{
	bool mine = OWN && is_file(fd);

	if (shim_breaks(READ, mine) || (mine && n > 0 && (n = shim_noisy(n)) == 0))
		return -1;
	return syscall(SYS_read, fd, p, n);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	bool mine = OWN && is_file(fd);

	if (shim_breaks(WRITE, mine) || (mine && n > 0 && (n = shim_noisy(n)) == 0))
		return -1;
	return syscall(SYS_write, fd, p, n);
}

ssize_t
pread(int fd, void *p, size_t n, off_t where)
{
	bool mine = OWN && is_file(fd);

	if (shim_breaks(READ, mine) || (mine && n > 0 && (n = shim_noisy(n)) == 0))
		return -1;
	return syscall(SYS_pread64, fd, p, n, where);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t where)
{
	bool mine = OWN && is_file(fd);

	if (shim_breaks(WRITE, mine) || (mine && n > 0 && (n = shim_noisy(n)) == 0))
		return -1;
	return syscall(SYS_pwrite64, fd, p, n, where);
}

/* --- files and folders --- */

static int
open_at(int dir, const char *path, int flags, va_list args)
{
	mode_t mode = (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;

	if (shim_breaks(OPEN, OWN))
		return -1;
	return (int)syscall(SYS_openat, dir, path, flags, mode);
}

int
open(const char *path, int flags, ...)
{
	va_list args;
	int fd;

	va_start(args, flags);
	fd = open_at(AT_FDCWD, path, flags, args);
	va_end(args);
	return fd;
}

int
openat(int dir, const char *path, int flags, ...)
{
	va_list args;
	int fd;

	va_start(args, flags);
	fd = open_at(dir, path, flags, args);
	va_end(args);
	return fd;
}

/* The descriptor is gone, too, when close(2) fails. */
int
close(int fd)
{
	bool bad = shim_breaks(CLOSE, OWN && is_file(fd));
	int why = errno;
	int result = (int)syscall(SYS_close, fd);

	if (!bad)
		return result;
	errno = why;
	return -1;
}

int
fsync(int fd)
{
	return shim_breaks(FSYNC, OWN) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
syncfs(int fd)
{
	return shim_breaks(FSYNC, OWN) ? -1 : (int)syscall(SYS_syncfs, fd);
}

int
rename(const char *from, const char *to)
{
	return shim_breaks(RENAME, OWN)
		   ? -1
		   : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
renameat(int a, const char *from, int b, const char *to)
{
	return shim_breaks(RENAME, OWN) ? -1 : (int)syscall(SYS_renameat2, a, from, b, to, 0);
}

int
mkdir(const char *path, mode_t mode)
{
	return shim_breaks(MKDIR, OWN) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int
mkdirat(int dir, const char *path, mode_t mode)
{
	return shim_breaks(MKDIR, OWN) ? -1 : (int)syscall(SYS_mkdirat, dir, path, mode);
}

int
flock(int fd, int operation)
{
	return shim_breaks(LOCK, OWN) ? -1 : (int)syscall(SYS_flock, fd, operation);
}

static void *
next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

int
getaddrinfo(
    const char *host, const char *service, const struct addrinfo *hints, struct addrinfo **found)
{
	int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
	int result;

	*(void **)&real = next("getaddrinfo");
	shim_suspended = true;
	result = real(host, service, hints, found);
	shim_suspended = false;
	return result;
}

DIR *
opendir(const char *path)
{
	DIR *(*real)(const char *);

	if (shim_breaks(OPEN, OWN))
		return NULL;
	*(void **)&real = next("opendir");
	return real(path);
}

DIR *
fdopendir(int fd)
{
	DIR *(*real)(int);

	if (shim_breaks(OPEN, OWN))
		return NULL;
	*(void **)&real = next("fdopendir");
	return real(fd);
}

struct dirent *
readdir(DIR *dir)
{
	struct dirent *(*real)(DIR *);

	if (shim_breaks(READDIR, OWN))
		return NULL;
	*(void **)&real = next("readdir");
	return real(dir);
}

int
fstat(int fd, struct stat *st)
{
	return shim_breaks(STAT, OWN && is_file(fd))
		   ? -1
		   : (int)syscall(SYS_newfstatat, fd, "", st, AT_EMPTY_PATH);
}

int
fstatat(int dir, const char *path, struct stat *st, int flags)
{
	return shim_breaks(STAT, OWN) ? -1 : (int)syscall(SYS_newfstatat, dir, path, st, flags);
}

int
stat(const char *path, struct stat *st)
{
	return shim_breaks(STAT, OWN) ? -1 : (int)syscall(SYS_newfstatat, AT_FDCWD, path, st, 0);
}

int
lstat(const char *path, struct stat *st)
{
	return shim_breaks(STAT, OWN)
		   ? -1
		   : (int)syscall(SYS_newfstatat, AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}
