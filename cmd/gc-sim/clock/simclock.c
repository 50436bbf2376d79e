/* simclock.c - the clock of the simulation */
#include "clock/simclock.h"
#include "base/clock.h"

static long long advanced_ms;

long long
simclock_ms(void)
{
	return clock_ms() + advanced_ms;
}

long long
simclock_date(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	return (long long)t.tv_sec * 1000 + t.tv_nsec / 1000000 + advanced_ms;
}

void
simclock_advance(long long ms)
{
	advanced_ms += ms;
}
