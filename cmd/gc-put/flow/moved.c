/* moved.c - refuse a flow that has moved in the target since it was seen */
#include "flow/moved.h"
#include "run/expect.h"
#include "run/earlier.h"
#include "http/api_code.h"
#include "run/outcome.h"
#include "run/target.h"
#include "run/written.h"

/* Whether an earlier run of gc-put left the flow at the version that it has. */
static bool
moved_is_own(const struct put_flow *f)
{
	return f->target != NULL &&
	       (f->stub || earlier_wrote(f->put->have, slice_str(f->target), f->state.newest));
}

/*
 * text: for the hash. An import job takes its texts from the YAML, where gc-put
 * does not read them: so they tell nothing once a job of this client may have written them.
 */
static struct put_present
moved_present(const struct put_flow *f, char text[FLOW_TEXTS_SIZE])
{
	bool ours = f->facts.equal || f->facts.held || moved_is_own(f);
	bool texts = f->meta != NULL && (members_find(&f->m, "archy") == NULL || !ours);

	text[0] = '\0';
	if (texts)
		written_hash_target(f, text);
	return (struct put_present){.exists = f->target != NULL,
	    .held = f->facts.held,
	    .described = f->facts.described,
	    .text = slice_str(text),
	    .newest = f->state.newest,
	    .finished = f->state.finished,
	    .author = f->state.author};
}

/* id: what the flow had when it was seen; "": not known. */
static bool
moved_refuses_seen(struct put_flow *f, const struct put_seen *seen, const char *id,
    const char *advice, const char *advice_gone)
{
	char text[FLOW_TEXTS_SIZE];
	struct buf what = BUF_INIT;
	struct put_present now = moved_present(f, text);
	enum put_moved moved;

	now.another = now.exists && *id != '\0' && strcmp(id, f->target) != 0;
	moved = put_moved(seen, &now);
	if (moved == PUT_MOVED_NOT || f->facts.equal || moved_is_own(f))
		moved = put_moved_text(seen, &now);
	put_moved_describe(moved, seen, &now, &what);
	if (moved == PUT_MOVED_NOT)
		return false;
	outcome_end(f, PUT_REFUSED, put_flow_action(f), "moved: %s; %s", what.p,
	    moved == PUT_MOVED_GONE ? advice_gone : advice);
	buf_release(&what);
	return true;
}

static bool
moved_refuses_base(struct put_flow *f)
{
	struct put_seen seen = {
	    true, slice_str(f->base != NULL ? f->base : ""), slice_str(f->base_text)};

	return f->base != NULL && !f->put->option.force &&
	       moved_refuses_seen(f, &seen, f->id, "fetch it again or use --force",
		   "use --force to import it anyway");
}

static bool
moved_refuses_expected(struct put_flow *f)
{
	struct expected expected;

	if (f->put->expect == NULL)
		return false;
	if (!expect_find(f->put->expect, f, &expected)) {
		outcome_end(f, PUT_REFUSED, put_flow_action(f),
		    "not in the plan: the dry run's results do not have it; %s",
		    f->put->option.expect_advice);
		return true;
	}
	if (expected.refused != NULL && !f->facts.equal) {
		outcome_end(f, PUT_REFUSED, put_flow_action(f), "the plan refuses it: %s; %s",
		    expected.refused, f->put->option.expect_advice);
		return true;
	}
	return moved_refuses_seen(f, &expected.seen, expected.id, f->put->option.expect_advice,
	    f->put->option.expect_advice);
}

bool
moved_refuses(struct put_flow *f)
{
	if (f->put->option.restore) /* which has marks of its own: written.h */
		return false;
	return moved_refuses_base(f) || moved_refuses_expected(f);
}

bool
moved_may_be_stub(const struct put_flow *f)
{
	struct expected expected;

	return f->target != NULL && f->put->expect != NULL && !moved_is_own(f) &&
	       expect_find(f->put->expect, f, &expected) && !expected.seen.exists;
}

bool
moved_refuses_deleted(struct put_flow *f)
{
	enum api_code code = api_code_of(f->task.call.code);
	enum put_action todo = f->todo;
	bool exists = f->facts.exists, refused;
	char *listed = f->target;

	if (code != API_CODE_DELETED && code != API_CODE_NOT_FOUND)
		return false;
	f->target = NULL;
	f->facts.exists = false;
	f->todo = PUT_CREATE;
	refused = moved_refuses(f);
	if (refused) {
		free(listed);
	} else {
		f->target = listed;
		f->facts.exists = exists;
		f->todo = todo;
	}
	return refused;
}
