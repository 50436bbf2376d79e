/*
 * shim.c - a library for LD_PRELOAD that lets one system call or allocation of a program fail.
 *
 *	FAULT_KIND=memory FAULT_AT=17 FAULT_COUNT=file LD_PRELOAD=build/faults/shim.so gc-load x
 *
 * FAULT_KIND   what fails: memory, read, write, open, close, fsync, rename, readdir, stat
 *              (EIO, or FAULT_ERRNO), or noise: reads and writes do a part of what they were asked
 *              for, and every third one is interrupted (EINTR). Noise must not matter.
 * FAULT_AT     which one of that kind, from 1; 0: none, they are only counted
 * FAULT_STICKY set: that one and all that follow
 * FAULT_COUNT  a file that gets the number of the fault when it comes; at 0, how many calls of
 *              the kind there were, when the program ends
 *
 * What is before main() (the loader, constructors of libraries) does not count. Allocations count
 * whoever asks for them. Everything else counts only when the program's own code calls it:
 * what libcurl or the resolver make of a failed read is not the program's.
 * glibc only. Messages (descriptor 2) and sockets never fail here.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { NONE, MEMORY, READ, WRITE, OPEN, CLOSE, FSYNC, RENAME, READDIR, STAT, NOISE };

static const char *const kinds[] = {"none", "memory", "read", "write", "open", "close", "fsync",
    "rename", "readdir", "stat", "noise"};

static enum kind wanted;
static unsigned long at, seen;
static bool active, sticky;
static int error = EIO;
static uintptr_t text_from, text_to; /* the program itself */

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static void
tell(unsigned long number)
{
	char text[24], *p = text + sizeof text;

	const char *path = getenv("FAULT_COUNT");
	int fd =
	    path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0666);

	if (fd < 0)
		return;
	do
		*--p = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	syscall(SYS_write, fd, p, (size_t)(text + sizeof text - p));
	syscall(SYS_close, fd);
}

__attribute__((destructor)) static void
end(void)
{
	if (active && at == 0)
		tell(seen);
}

/* Whether this call, of this kind, is the one that fails. */
static bool
fails(enum kind kind)
{
	unsigned long n;

	if (!active || kind != wanted)
		return false;
	n = __atomic_add_fetch(&seen, 1, __ATOMIC_RELAXED);
	if (n == at)
		tell(n);
	return n == at || (sticky && at > 0 && n > at);
}

static bool
own(const void *caller)
{
	return (uintptr_t)caller >= text_from && (uintptr_t)caller < text_to;
}

#define OWN own(__builtin_return_address(0))

/* Whether a call of the program itself fails, with errno set. */
static bool
breaks(enum kind kind, bool is_own)
{
	if (!is_own || !fails(kind))
		return false;
	errno = error;
	return true;
}

static bool
is_file(int fd)
{
	struct stat st;

	return fd != STDERR_FILENO && syscall(SYS_newfstatat, fd, "", &st, AT_EMPTY_PATH) == 0 &&
	       !S_ISSOCK(st.st_mode);
}

/* Under noise: fewer bytes than were asked for, or 0: interrupted, with errno set. */
static size_t
noisy(size_t n)
{
	static unsigned long calls;

	if (!active || wanted != NOISE || n == 0)
		return n;
	if (++calls % 3 == 0) {
		errno = EINTR;
		return 0;
	}
	/* Not all too small, or a run takes for ever: 1 to 4,096 bytes, most often some. */
	calls = calls * 6364136223846793005UL + 1;
	return 1 + (calls >> 33) % (n < 4096 ? n : 4096);
}

static int
find_text(struct dl_phdr_info *info, size_t size, void *unused)
{
	(void)size;
	(void)unused;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *p = &info->dlpi_phdr[i];

		if (p->p_type == PT_LOAD && (p->p_flags & PF_X) != 0) {
			text_from = info->dlpi_addr + p->p_vaddr;
			text_to = text_from + p->p_memsz;
		}
	}
	return 1; /* the first one is the program */
}

static void
begin(void)
{
	const char *kind = getenv("FAULT_KIND"), *n = getenv("FAULT_AT"),
		   *e = getenv("FAULT_ERRNO");

	if (kind == NULL)
		return;
	for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i], kind) == 0)
			wanted = (enum kind)i;
	at = n != NULL ? strtoul(n, NULL, 10) : 0;
	if (e != NULL)
		error = (int)strtol(e, NULL, 10);
	else if (wanted == MEMORY)
		error = ENOMEM;
	sticky = getenv("FAULT_STICKY") != NULL;
	dl_iterate_phdr(find_text, NULL);
	active = true;
}

static int (*real_main)(int, char **, char **);

static int
main_under_faults(int argc, char **argv, char **env)
{
	begin();
	return real_main(argc, argv, env);
}

int __libc_start_main(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
    void (*)(void), void *);

int
__libc_start_main(int (*main_)(int, char **, char **), int argc, char **argv, void (*init)(void),
    void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
	int (*real)(int (*)(int, char **, char **), int, char **, void (*)(void), void (*)(void),
	    void (*)(void), void *);

	*(void **)&real = dlsym(RTLD_NEXT, "__libc_start_main");
	real_main = main_;
	return real(main_under_faults, argc, argv, init, fini, rtld_fini, stack_end);
}

/* --- memory --- */

void *
malloc(size_t n)
{
	return breaks(MEMORY, true) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return breaks(MEMORY, true) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return n > 0 && breaks(MEMORY, true) ? NULL : __libc_realloc(p, n);
}

int
posix_memalign(void **p, size_t align, size_t n)
{
	*p = breaks(MEMORY, true) ? NULL : __libc_memalign(align, n);
	return *p == NULL ? ENOMEM : 0;
}

void *
aligned_alloc(size_t align, size_t n)
{
	return breaks(MEMORY, true) ? NULL : __libc_memalign(align, n);
}

/* --- reading and writing --- */

ssize_t
read(int fd, void *p, size_t n)
{
	bool mine = OWN && is_file(fd);

	if (breaks(READ, mine) || (mine && n > 0 && (n = noisy(n)) == 0))
		return -1;
	return syscall(SYS_read, fd, p, n);
}

ssize_t
write(int fd, const void *p, size_t n)
{
	bool mine = OWN && is_file(fd);

	if (breaks(WRITE, mine) || (mine && n > 0 && (n = noisy(n)) == 0))
		return -1;
	return syscall(SYS_write, fd, p, n);
}

ssize_t
pread(int fd, void *p, size_t n, off_t where)
{
	bool mine = OWN && is_file(fd);

	if (breaks(READ, mine) || (mine && n > 0 && (n = noisy(n)) == 0))
		return -1;
	return syscall(SYS_pread64, fd, p, n, where);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t where)
{
	bool mine = OWN && is_file(fd);

	if (breaks(WRITE, mine) || (mine && n > 0 && (n = noisy(n)) == 0))
		return -1;
	return syscall(SYS_pwrite64, fd, p, n, where);
}

/* --- files and folders --- */

static int
open_at(int dir, const char *path, int flags, va_list args)
{
	mode_t mode = (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;

	if (breaks(OPEN, OWN))
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
	bool bad = breaks(CLOSE, OWN && is_file(fd));
	int result = (int)syscall(SYS_close, fd);

	if (!bad)
		return result;
	errno = error;
	return -1;
}

int
fsync(int fd)
{
	return breaks(FSYNC, OWN) ? -1 : (int)syscall(SYS_fsync, fd);
}

int
rename(const char *from, const char *to)
{
	return breaks(RENAME, OWN) ? -1
				   : (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
renameat(int a, const char *from, int b, const char *to)
{
	return breaks(RENAME, OWN) ? -1 : (int)syscall(SYS_renameat2, a, from, b, to, 0);
}

static void *
next(const char *name)
{
	return dlsym(RTLD_NEXT, name);
}

DIR *
opendir(const char *path)
{
	DIR *(*real)(const char *);

	if (breaks(OPEN, OWN))
		return NULL;
	*(void **)&real = next("opendir");
	return real(path);
}

DIR *
fdopendir(int fd)
{
	DIR *(*real)(int);

	if (breaks(OPEN, OWN))
		return NULL;
	*(void **)&real = next("fdopendir");
	return real(fd);
}

struct dirent *
readdir(DIR *dir)
{
	struct dirent *(*real)(DIR *);

	if (breaks(READDIR, OWN))
		return NULL;
	*(void **)&real = next("readdir");
	return real(dir);
}

int
fstat(int fd, struct stat *st)
{
	return breaks(STAT, OWN && is_file(fd))
		   ? -1
		   : (int)syscall(SYS_newfstatat, fd, "", st, AT_EMPTY_PATH);
}

int
fstatat(int dir, const char *path, struct stat *st, int flags)
{
	return breaks(STAT, OWN) ? -1 : (int)syscall(SYS_newfstatat, dir, path, st, flags);
}

int
stat(const char *path, struct stat *st)
{
	return breaks(STAT, OWN) ? -1 : (int)syscall(SYS_newfstatat, AT_FDCWD, path, st, 0);
}

int
lstat(const char *path, struct stat *st)
{
	return breaks(STAT, OWN)
		   ? -1
		   : (int)syscall(SYS_newfstatat, AT_FDCWD, path, st, AT_SYMLINK_NOFOLLOW);
}
