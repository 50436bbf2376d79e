/* owner.c - the process that a program runs for */
#include <limits.h>
#include <signal.h>

#include "base/err.h"
#include "base/num.h"
#include "base/owner.h"

enum { LOOK_MS = 500, NONE = -1 };

static long owner; /* 0: not looked for yet */
static bool is_parent;

static void
owner_read(void)
{
	const char *text = getenv("GC_OWNER");

	if (text == NULL || *text == '\0')
		owner = NONE;
	else if (!num_long(text, 2, INT_MAX, &owner))
		die(EXIT_USAGE, 0, "GC_OWNER: \"%s\" is not a process id; unset it", text);
	else
		is_parent = getppid() == (pid_t)owner;
}

static bool
owner_is_gone(void)
{
	if (owner == 0)
		owner_read();
	if (owner == NONE || getppid() == (pid_t)owner)
		return false;
	return is_parent || (kill((pid_t)owner, 0) != 0 && errno == ESRCH);
}

void
owner_check(void)
{
	if (owner_is_gone())
		die(EXIT_RETRY, 0,
		    "process %ld, which started this one, has ended; stopped, run it again", owner);
}

int64_t
owner_wait(int64_t ms)
{
	if (owner == 0)
		owner_read();
	return owner == NONE || (ms >= 0 && ms < LOOK_MS) ? ms : LOOK_MS;
}
