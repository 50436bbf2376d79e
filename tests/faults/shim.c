/*
 * shim.c - a library for LD_PRELOAD that lets one system call or allocation of a program fail.
 *
 *	FAULT_KIND=read FAULT_SITE=1a2b3c FAULT_HIT=2 LD_PRELOAD=build/faults.so gc-load x
 *
 * FAULT_KIND   what fails: memory, read, write, open, close, fsync, rename, readdir, stat, mkdir, lock
 *              (EIO, or FAULT_ERRNO), or noise: reads and writes do a part of what they were asked
 *              for, and every third one is interrupted (EINTR). Noise must not matter.
 * FAULT_SITE   from which place the call that fails comes, in hex: a hash of the program's own
 *              functions on the stack. Calls of a library for one call of the program are one place.
 * FAULT_HIT    which call from there, from 1; 0: none fails, they are only counted
 * FAULT_STICKY set: that one and all of the kind that follow
 * FAULT_COUNT  a file that gets the site when the fault comes; at 0, when the program ends, a line
 *              for each site: the site, the number of calls from there, 1 or 0: the program's own
 *              or a library's
 *
 * What is before main() (the loader, constructors of libraries) does not count. Allocations count
 * whoever asks for them. Everything else counts only when the program's own code calls it:
 * what libcurl or the resolver make of a failed read is not the program's. What the resolver
 * allocates does not count: for want of memory it says that there is no such host.
 * glibc only. Messages (descriptor 2) and sockets never fail here.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <netdb.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>
#include <unwind.h>

enum kind {
	NONE,
	MEMORY,
	READ,
	WRITE,
	OPEN,
	CLOSE,
	FSYNC,
	RENAME,
	READDIR,
	STAT,
	MKDIR,
	LOCK,
	NOISE
};

static const char *const kinds[] = {"none", "memory", "read", "write", "open", "close", "fsync",
    "rename", "readdir", "stat", "mkdir", "lock", "noise"};

static enum kind wanted;
static unsigned long wanted_site, hit; /* hit 0: count only */
static bool active, sticky, over;      /* over: the fault has come */
static int error = EIO;
static uintptr_t text_from, text_to; /* the program itself */

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static bool
own(const void *caller)
{
	return (uintptr_t)caller >= text_from && (uintptr_t)caller < text_to;
}

/* The places that calls come from. */
static struct site {
	unsigned long id, calls;
	bool own; /* the program itself calls, no library */
} sites[4096];
static char lock;               /* of sites, hit and over */
static __thread bool suspended; /* this thread is in the unwinder or in the resolver */

static void
tell(const struct site *s, size_t n)
{
	const char *path = getenv("FAULT_COUNT");
	char line[64];
	int fd =
	    path == NULL ? -1 : (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT, 0666);

	if (fd < 0)
		return;
	for (; n-- > 0; s++)
		if (s->id != 0) {
			int len =
			    snprintf(line, sizeof line, "%lx %lu %d\n", s->id, s->calls, s->own);

			syscall(SYS_write, fd, line, (size_t)len);
		}
	syscall(SYS_close, fd);
}

struct walk {
	unsigned long hash;
	uintptr_t last;
	int frames, program_frames;
};

/* A recursion is one place, however deep. */
static _Unwind_Reason_Code
walk_frame(struct _Unwind_Context *context, void *data)
{
	struct walk *w = data;
	uintptr_t ip = (uintptr_t)_Unwind_GetIP(context);

	w->frames++;
	if (own((void *)ip) && ip != w->last) {
		w->hash = (w->hash ^ (ip - text_from)) * 0x100000001b3UL;
		w->last = ip;
		w->program_frames++;
	}
	return w->program_frames < 12 && w->frames < 200 ? _URC_NO_REASON : _URC_END_OF_STACK;
}

/* The site of the present call, counted; NULL: more sites than fit. The caller has the lock. */
static struct site *
site_of_call(bool is_own)
{
	struct walk w = {.hash = 0xcbf29ce484222325UL};
	size_t i;

	_Unwind_Backtrace(walk_frame, &w);
	w.hash = (w.hash ^ is_own) * 0x100000001b3UL & 0xffffffffffUL;
	for (i = 0; i < sizeof sites / sizeof sites[0]; i++) {
		struct site *s = &sites[(w.hash + i) % (sizeof sites / sizeof sites[0])];

		if (s->id == 0)
			*s = (struct site){w.hash | 1, 0, is_own};
		if (s->id == (w.hash | 1)) {
			s->calls++;
			return s;
		}
	}
	return NULL;
}

/* Registered first, so that it runs after the program's own: what comes later (gcov's files) is not
 * the program's. */
static void
end(void)
{
	active = false;
	if (hit == 0)
		tell(sites, sizeof sites / sizeof sites[0]);
}

/* Whether this call, of this kind, is the one that fails. */
static bool
fails(enum kind kind, bool is_own)
{
	struct site *s;
	bool result = false;

	if (!active || kind != wanted || suspended)
		return false;
	suspended = true;
	while (__atomic_test_and_set(&lock, __ATOMIC_ACQUIRE))
		continue;
	s = over ? NULL : site_of_call(is_own);
	if (over) {
		result = sticky;
	} else if (s != NULL && hit > 0 && s->id == wanted_site && s->calls == hit) {
		result = over = true;
		tell(s, 1);
	}
	__atomic_clear(&lock, __ATOMIC_RELEASE);
	suspended = false;
	return result;
}

#define OWN own(__builtin_return_address(0))

/* Whether a call of the program itself fails, with errno set. */
static bool
breaks(enum kind kind, bool is_own)
{
	if (!is_own || !fails(kind, true))
		return false;
	errno = error;
	return true;
}

/* The same of an allocation, which counts whoever asks for it. */
static bool
starves(bool is_own)
{
	if (!fails(MEMORY, is_own))
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
	const char *kind = getenv("FAULT_KIND"), *site = getenv("FAULT_SITE"),
		   *n = getenv("FAULT_HIT"), *e = getenv("FAULT_ERRNO");

	if (kind == NULL)
		return;
	for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i], kind) == 0)
			wanted = (enum kind)i;
	wanted_site = site != NULL ? strtoul(site, NULL, 16) : 0;
	hit = n != NULL ? strtoul(n, NULL, 10) : 0;
	if (e != NULL)
		error = (int)strtol(e, NULL, 10);
	else if (wanted == MEMORY)
		error = ENOMEM;
	sticky = getenv("FAULT_STICKY") != NULL;
	dl_iterate_phdr(find_text, NULL);
	atexit(end);
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
	return starves(OWN) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return starves(OWN) ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return n > 0 && starves(OWN) ? NULL : __libc_realloc(p, n);
}

int
posix_memalign(void **p, size_t align, size_t n)
{
	*p = starves(OWN) ? NULL : __libc_memalign(align, n);
	return *p == NULL ? ENOMEM : 0;
}

void *
aligned_alloc(size_t align, size_t n)
{
	return starves(OWN) ? NULL : __libc_memalign(align, n);
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

int
mkdir(const char *path, mode_t mode)
{
	return breaks(MKDIR, OWN) ? -1 : (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int
mkdirat(int dir, const char *path, mode_t mode)
{
	return breaks(MKDIR, OWN) ? -1 : (int)syscall(SYS_mkdirat, dir, path, mode);
}

int
flock(int fd, int operation)
{
	return breaks(LOCK, OWN) ? -1 : (int)syscall(SYS_flock, fd, operation);
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
	suspended = true;
	result = real(host, service, hints, found);
	suspended = false;
	return result;
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
