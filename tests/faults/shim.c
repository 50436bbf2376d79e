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
#include "shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include <unwind.h>

static const char *const kinds[] = {"none", "memory", "read", "write", "open", "close", "fsync",
    "rename", "readdir", "stat", "mkdir", "lock", "noise"};

static enum shim_kind wanted;
static unsigned long wanted_site, hit; /* hit 0: count only */
static bool active, sticky, over;      /* over: the fault has come */
static int error = EIO;
static uintptr_t text_from, text_to; /* the program itself */

bool
shim_owns(const void *caller)
{
	return (uintptr_t)caller >= text_from && (uintptr_t)caller < text_to;
}

/* The places that calls come from. */
static struct site {
	unsigned long id, calls;
	bool own; /* the program itself calls, no library */
} sites[4096];
static char lock; /* of sites, hit and over */
__thread bool shim_suspended;

static void
shim_tell(const struct site *s, size_t n)
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
	if (shim_owns((void *)ip) && ip != w->last) {
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
shim_end(void)
{
	active = false;
	if (hit == 0)
		shim_tell(sites, sizeof sites / sizeof sites[0]);
}

/* Whether this call, of this kind, is the one that fails. */
static bool
shim_fails(enum shim_kind kind, bool is_own)
{
	struct site *s;
	bool result = false;

	if (!active || kind != wanted || shim_suspended)
		return false;
	shim_suspended = true;
	while (__atomic_test_and_set(&lock, __ATOMIC_ACQUIRE))
		continue;
	s = over ? NULL : site_of_call(is_own);
	if (over) {
		result = sticky;
	} else if (s != NULL && hit > 0 && s->id == wanted_site && s->calls == hit) {
		result = over = true;
		shim_tell(s, 1);
	}
	__atomic_clear(&lock, __ATOMIC_RELEASE);
	shim_suspended = false;
	return result;
}

/* Whether a call of the program itself fails, with errno set. */
bool
shim_breaks(enum shim_kind kind, bool is_own)
{
	if (!is_own || !shim_fails(kind, true))
		return false;
	errno = error;
	return true;
}

/* The same of an allocation, which counts whoever asks for it. */
bool
shim_starves(bool is_own)
{
	if (!shim_fails(MEMORY, is_own))
		return false;
	errno = error;
	return true;
}

/* Under noise: fewer bytes than were asked for, or 0: interrupted, with errno set. */
size_t
shim_noisy(size_t n)
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
shim_begin(void)
{
	const char *kind = getenv("FAULT_KIND"), *site = getenv("FAULT_SITE"),
		   *n = getenv("FAULT_HIT"), *e = getenv("FAULT_ERRNO");

	if (kind == NULL)
		return;
	for (unsigned i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i], kind) == 0)
			wanted = (enum shim_kind)i;
	wanted_site = site != NULL ? strtoul(site, NULL, 16) : 0;
	hit = n != NULL ? strtoul(n, NULL, 10) : 0;
	if (e != NULL)
		error = (int)strtol(e, NULL, 10);
	else if (wanted == MEMORY)
		error = ENOMEM;
	sticky = getenv("FAULT_STICKY") != NULL;
	dl_iterate_phdr(find_text, NULL);
	atexit(shim_end);
	active = true;
}

static int (*real_main)(int, char **, char **);

static int
main_under_faults(int argc, char **argv, char **env)
{
	shim_begin();
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
