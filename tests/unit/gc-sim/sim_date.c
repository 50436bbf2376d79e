/* The rehearsal org's points in time: there and back, and what is none. */
#include "../../../cmd/gc-sim/clock/date.c"
#include "tap.h"

static bool
sim_date_parses(const char *text, long long want)
{
	long long ms = -1;

	return date_parse(text, &ms) && ms == want;
}

static bool
sim_date_prints(long long ms, const char *want)
{
	char text[DATE_SIZE];

	date_format(ms, text);
	return strcmp(text, want) == 0;
}

int
main(void)
{
	static const char *const bad[] = {"", "2026", "2026-11", "2026-11-", "x", "2026-00-01",
	    "2026-13-01", "2026-11-00", "2026-11-32", "2026-11-22T", "2026-11-22T10",
	    "2026-11-22T10:00", "2026-11-22T10:00:00ZZ", "2026-11-22T10:00:00+01:00",
	    "2026-11-22T10:00:00.Z", "2026-11-22 10:00:00", "2026-11-22Z",
	    "2026-11-22T10:00:00.1234Z", "2026-11-22T24:00:00Z", "2026-11-22T10:60:00Z",
	    "2026-11-22T10:00:61Z", "2026-11-22T-1:00:00Z"};
	char text[DATE_SIZE];
	long long before, ms;
	bool good = true;

	ok(sim_date_parses("1970-01-01", 0) && sim_date_parses("1970-01-01T00:00:00Z", 0),
	    "the beginning");
	ok(sim_date_parses("2026-11-22T10:20:30.123Z", 1795342830123) &&
		sim_date_parses("2026-11-22T10:20:30Z", 1795342830000) &&
		sim_date_parses("2026-11-22T10:20:30", 1795342830000) &&
		sim_date_parses("2026-11-22", 1795305600000),
	    "a time in each form");
	ok(sim_date_parses("2024-02-29", 1709164800000) &&
		sim_date_parses("2024-03-01", 1709251200000) &&
		sim_date_parses("2000-02-29", 951782400000) &&
		sim_date_parses("2100-03-01", 4107542400000),
	    "leap days, and a year without one");
	ok(sim_date_parses("1969-12-31T23:59:59.000Z", -1000) &&
		sim_date_parses("0001-01-01", -62135596800000),
	    "before the beginning");
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		ok(!date_parse(bad[i], &ms), "no time: \"%s\"", bad[i]);
	ok(sim_date_prints(0, "1970-01-01T00:00:00.000Z") &&
		sim_date_prints(1795342830123, "2026-11-22T10:20:30.123Z"),
	    "printed");
	ok(sim_date_prints(INT64_MAX, "292278994-08-17T07:12:55.807Z"), "the last");
	for (long long t = 0; t < 4200000000000; t += 86399999999 / 7)
		good = good && (date_format(t, text), date_parse(text, &before)) && before == t;
	ok(good, "there and back, for a hundred years");
	return tap_done();
}
