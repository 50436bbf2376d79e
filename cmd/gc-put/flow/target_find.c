/* target_find.c - which flow of the target a record is of */
#include "flow/target_find.h"
#include "base/err.h"
#include "base/mem.h"
#include "run/expect.h"
#include "run/outcome.h"
#include "run/target.h"

static bool
target_find_by_id(struct put_flow *f)
{
	struct target_entry there;

	if (!target_by_id(f->put->target, slice_str(f->id), &there))
		return true;
	if (strlen(f->type) != there.type.n || strcasecmp(there.type.p, f->type) != 0) {
		outcome_end(f, PUT_REFUSED, "look",
		    "its id is that of a flow of another type there: %.*s", SLICE_ARGS(there.type));
		return false;
	}
	if (!slice_is(there.name, f->name) && members_find(&f->m, "archy") != NULL &&
	    !f->put->option.stubs) {
		outcome_end(f, PUT_REFUSED, "look",
		    "its name there is \"%.*s\": an import job goes by the name, and would make "
		    "another flow",
		    SLICE_ARGS(there.name));
		return false;
	}
	f->target = xstrdup(f->id);
	return true;
}

static bool
target_find_by_name(struct put_flow *f)
{
	struct target_entry there;

	if (!target_by_name(f->put->target, slice_str(f->type), slice_str(f->name), &there))
		return true;
	if (there.twin != NULL) {
		outcome_end(f, PUT_REFUSED, "look",
		    "the target has more than one of this type and name: %s and %s", there.id,
		    there.twin);
		return false;
	}
	f->target = xstrdup(there.id);
	return true;
}

bool
target_find(struct put_flow *f)
{
	return target_find_by_id(f) && (f->target != NULL || target_find_by_name(f));
}

static bool
target_leaves_builtin(struct put_flow *f)
{
	struct target_entry there;
	bool is_there =
	    f->target != NULL && target_by_id(f->put->target, slice_str(f->target), &there);
	bool builtin = is_there ? there.builtin : target_is_builtin(&f->m, slice_str(f->id));

	if (f->put->option.restore || !builtin)
		return false;
	outcome_end(f, PUT_KEPT, "skip",
	    is_there ? "a system flow of the target: left as it is"
		     : "a system flow: every org has its own, and it is not created");
	/* A plan has reported it before. */
	if (f->put->expect == NULL)
		warn("%s: a system flow, of which every org has its own; left alone", f->label);
	return true;
}

/* What the dry run found missing is new, even if an interrupted run has created it since. */
static bool
target_leaves_existing(struct put_flow *f)
{
	struct expected expected;

	if (!f->put->option.create_only || f->target == NULL || f->circle == CIRCLE_MADE)
		return false;
	if (f->put->expect != NULL && expect_find(f->put->expect, f, &expected) &&
	    !expected.seen.exists)
		return false;
	outcome_end(f, PUT_KEPT, "skip", "the target has it, and --create-only leaves it");
	return true;
}

bool
target_leaves(struct put_flow *f)
{
	return target_leaves_builtin(f) || target_leaves_existing(f);
}

void
target_adopt(struct put_flow *f, struct slice id)
{
	free(f->target);
	f->target = xmemdup0(id.p, id.n);
	target_add(f->put->target, id, slice_str(f->type), slice_str(f->name));
}
