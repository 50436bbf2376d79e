/*
 * base.h - what every source file includes first: libc, attributes, exit codes, banned words.
 *
 * Exit codes are the suite's contract (gc-tools(7)); the numbers from 64 up are sysexits(3)'s.
 * Includes of other libraries stand before this header, because the banned words at its end
 * become compile errors from there on.
 */
#ifndef GC_BASE_H
#define GC_BASE_H

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#define GC_VERSION "0.9.0" /* the only place; `make install` puts it into the man pages */

enum gc_exit {
	EXIT_OK = 0,
	EXIT_NO = 1,       /* done, and the answer is no */
	EXIT_USAGE = 2,    /* options or settings; nothing attempted */
	EXIT_PARTIAL = 3,  /* some records failed, all others are valid */
	EXIT_DATA = 65,    /* input is not what the contract says */
	EXIT_REFUSED = 69, /* the service refused permanently */
	EXIT_BUG = 70,     /* broken invariant, out of memory */
	EXIT_IO = 74,      /* local input or output */
	EXIT_RETRY = 75,   /* temporary: the same command may work later */
	EXIT_AUTH = 77     /* not authenticated or not permitted */
};

#if defined(__GNUC__)
#define GC_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define GC_NORETURN          __attribute__((noreturn))
/* What always holds here, although neither the compiler nor a checker can see why. */
#define GC_ASSUME(condition)                     \
	do {                                     \
		if (!(condition))                \
			__builtin_unreachable(); \
	} while (0)
#else
#define GC_PRINTF(fmt, args)
#define GC_NORETURN _Noreturn
#define GC_ASSUME(condition)
#endif

#define COUNT_OF(a) (sizeof(a) / sizeof((a)[0]))

/* Unbounded writers, hidden state, and conversions that cannot report an error. */
#if defined(__GNUC__)
#pragma GCC poison strcpy strcat strncpy strncat sprintf vsprintf strtok gets
#pragma GCC poison atoi atol atoll atof system popen localtime gmtime asctime ctime mktemp tmpnam
#endif

#endif
