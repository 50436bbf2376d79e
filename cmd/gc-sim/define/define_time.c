/* define_time.c - the content of schedules, schedule groups, emergency groups and call routes */
#include "define/define_types.h"

#include "json/json_write.h"

/* The start's weekday is among the days of its rule: 2024-01-01 is a Monday. */
void
define_schedule(struct define *d)
{
	static const char *const days[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
	size_t first = rng_below(&d->r, COUNT_OF(days));
	size_t last = rng_between(&d->r, first, COUNT_OF(days) - 1);
	int open = (int)rng_between(&d->r, 6, 11), close = (int)rng_between(&d->r, 12, 22);
	struct buf start = BUF_INIT, end = BUF_INIT, rule = BUF_INIT;

	buf_printf(&start, "2024-01-%02zuT%02d:00:00.000", first + 1, open);
	buf_printf(&end, "2024-01-%02zuT%02d:30:00.000", first + 1, close);
	buf_puts(&rule, "FREQ=WEEKLY;INTERVAL=1;BYDAY=");
	for (size_t i = first; i <= last; i++)
		buf_printf(&rule, "%s%s", i > first ? "," : "", days[i]);
	define_description(d);
	define_put(d, "'start':%s,'end':%s", start.p, end.p);
	if (rng_chance(&d->r, 85))
		define_put(d, "'rrule':%s", rule.p);
	buf_release(&start);
	buf_release(&end);
	buf_release(&rule);
}

static void
time_schedules(struct define *d, const char *name, size_t n)
{
	const char *before = NULL;

	json_write_open_array(d->b, name);
	for (size_t i = 0; i < n; i++) {
		const struct org_object *o = define_pick(d, "schedule");
		if (o == NULL || (before != NULL && strcmp(before, o->id) == 0))
			continue;
		define_put(d, "{'id':%s}", o->id);
		before = o->id;
	}
	json_write_close_array(d->b);
}

void
define_schedule_group(struct define *d)
{
	static const char *const zones[] = {"Europe/Berlin", "America/New_York", "Asia/Tokyo",
	    "Europe/Paris", "America/Indiana/Indianapolis"};

	define_description(d);
	define_put(d, "'timeZone':%s", zones[rng_below(&d->r, COUNT_OF(zones))]);
	time_schedules(d, "openSchedules", rng_between(&d->r, 1, 3));
	time_schedules(d, "closedSchedules", rng_below(&d->r, 2));
	time_schedules(d, "holidaySchedules", rng_below(&d->r, 3));
}

void
define_emergency_group(struct define *d)
{
	define_description(d);
	json_write_bool(d->b, "enabled", rng_chance(&d->r, 25));
	json_write_open_array(d->b, "emergencyCallFlows");
	for (size_t i = 0, n = rng_between(&d->r, 1, 2); i < n; i++) {
		const struct org_flow *flow = define_pick_flow(d, "INBOUNDCALL");
		const struct org_object *ivr = define_pick(d, "ivrConfiguration");

		if (flow == NULL)
			continue;
		define_put(d, "{'emergencyFlow':{'id':%s}", flow->id);
		json_write_open_array(d->b, "ivrs");
		if (ivr != NULL)
			define_put(d, "{'id':%s}", ivr->id);
		json_write_close_array(d->b);
		json_write_close(d->b);
	}
	json_write_close_array(d->b);
}

/* With a schedule group, a call route needs an open and a closed flow. */
void
define_ivr(struct define *d)
{
	const struct org_flow *open = define_pick_flow(d, "INBOUNDCALL");
	const struct org_flow *closed = define_pick_flow(d, "INBOUNDCALL");

	define_description(d);
	json_write_open_array(d->b, "dnis");
	if (rng_chance(&d->r, 80))
		buf_printf(d->b, "\"+1555%07zu\"", rng_below(&d->r, 10000000));
	json_write_close_array(d->b);
	if (open == NULL || closed == NULL)
		return;
	define_put(d, "'openHoursFlow':{'id':%s}", open->id);
	if (!rng_chance(&d->r, 80))
		return;
	define_put(d, "'closedHoursFlow':{'id':%s}", closed->id);
	if (rng_chance(&d->r, 30))
		define_flow(d, "holidayHoursFlow", "INBOUNDCALL");
	define_ref(d, "scheduleGroup", "scheduleGroup");
}
