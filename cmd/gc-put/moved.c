/* moved.c - refuse a flow that has moved in the target since it was seen */
#include "moved.h"
#include "expect.h"
#include "have.h"
#include "outcome.h"
#include "record/record_base.h"
#include "target.h"

/* Whether the record's version marks are the target's own, byte for byte. */
static bool
moved_marks_are_here(const struct put_flow *f)
{
	return target_has_marks(f->put->target, slice_str(f->id), target_marks(&f->m));
}

void
moved_take_base(struct put_flow *f)
{
	struct record_base base;
	bool based = record_base_read(&f->m, &base) ||
		     (record_base_of_marks(&f->m, &base) && moved_marks_are_here(f));

	if (based && json_is(base.org, f->put->org))
		f->base = json_text_dup(base.version);
}

static struct put_present
moved_present(const struct put_flow *f)
{
	return (struct put_present){.exists = f->target != NULL,
	    .held = f->facts.held,
	    .newest = f->state.newest,
	    .finished = f->state.finished,
	    .author = f->state.author};
}

/* Whether an earlier run of gc-put left the flow at the version that it has. */
static bool
moved_is_own(const struct put_flow *f)
{
	return f->target != NULL && have_wrote(f->put->have, slice_str(f->target), f->state.newest);
}

/* id: what the flow had when it was seen; "": not known. */
static bool
moved_refuses_seen(struct put_flow *f, const struct put_seen *seen, const char *id,
    const char *advice, const char *advice_gone)
{
	struct put_present now = moved_present(f);
	enum put_moved moved;
	struct buf what = BUF_INIT;

	now.another = now.exists && *id != '\0' && strcmp(id, f->target) != 0;
	moved = put_moved(seen, &now);
	if (moved == PUT_MOVED_NOT || f->facts.equal || moved_is_own(f))
		return false;
	put_moved_describe(moved, seen, &now, &what);
	outcome_end(f, PUT_REFUSED, put_flow_action(f), "moved: %s; %s", what.p,
	    moved == PUT_MOVED_GONE ? advice_gone : advice);
	buf_release(&what);
	return true;
}

static bool
moved_refuses_base(struct put_flow *f)
{
	struct put_seen seen = {true, slice_str(f->base != NULL ? f->base : "")};

	return f->base != NULL && !f->put->option.force &&
	       moved_refuses_seen(f, &seen, f->id, "fetch it again or use --force",
		   "use --force to import it anyway");
}

static bool
moved_refuses_expected(struct put_flow *f)
{
	struct put_seen seen;
	const char *id;

	if (f->put->expect == NULL)
		return false;
	if (!expect_find(f->put->expect, f, &seen, &id)) {
		outcome_end(f, PUT_REFUSED, put_flow_action(f),
		    "not in the plan: the dry run's results do not have it");
		return true;
	}
	return moved_refuses_seen(f, &seen, id, "repeat the dry run", "repeat the dry run");
}

bool
moved_refuses(struct put_flow *f)
{
	if (f->put->option.restore) /* which has marks of its own: written.h */
		return false;
	return moved_refuses_base(f) || moved_refuses_expected(f);
}
