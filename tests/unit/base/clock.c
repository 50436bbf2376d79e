/* clock: it never goes back, and a sleep lasts as long as it should, whatever interrupts it. */
#include <signal.h>
#include <sys/time.h>

#include "base/clock.h"
#include "base/err.h"
#include "tap.h"

static volatile sig_atomic_t alarms;

static void
count_alarm(int sig)
{
	(void)sig;
	alarms++;
}

static void
test_sleep(void)
{
	struct sigaction act = {.sa_handler = count_alarm};
	struct itimerval often = {{0, 5000}, {0, 5000}}, never = {{0, 0}, {0, 0}};
	int64_t start;

	sigemptyset(&act.sa_mask);
	if (sigaction(SIGALRM, &act, NULL) != 0 || setitimer(ITIMER_REAL, &often, NULL) != 0)
		die(EXIT_BUG, errno, "no alarm");
	start = clock_ms();
	while (alarms == 0)
		clock_sleep(100);
	ok(clock_ms() - start >= 100, "signals do not shorten a sleep");
	setitimer(ITIMER_REAL, &never, NULL);
}

int
main(void)
{
	int64_t a = clock_ms(), b;

	clock_sleep(2);
	b = clock_ms();
	ok(b - a >= 2, "it goes on");
	clock_sleep(0);
	clock_sleep(-5);
	ok(clock_ms() >= b, "no time to sleep is none");
	test_sleep();
	return tap_done();
}
