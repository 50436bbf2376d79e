/* object_find.c - which object of the target a record is of */
#include "object/object_find.h"
#include "base/mem.h"
#include "object/object_expect.h"
#include "object/object_home.h"
#include "object/object_progress.h"
#include "object/object_script.h"
#include "object/object_target.h"
#include "object/object_tokens.h"
#include "objects/mask_headers.h"

/* A division that is the source's home is the target's home, whatever the names. */
static bool
find_is_home_division(const struct put_object *o)
{
	return strcmp(o->type->name, "division") == 0 &&
	       diff_is(&o->view.t, object_view_at(&o->view, "/homeDivision"), JSON_TRUE);
}

static bool
find_is_masked(const struct put_object *o)
{
	struct mask_headers found = MASK_HEADERS_INIT;
	bool masked;

	mask_headers_look(&found, buf_slice(&o->text), NULL);
	masked = found.masked > 0;
	mask_headers_release(&found);
	return masked;
}

static bool
find_by_name(struct put_object *o)
{
	const struct object_target *t = o->put->objects->target;
	struct buf plain = BUF_INIT;
	struct slice home = object_home(o, &plain);
	struct slice mapped = object_target_mapped(t, slice_str(o->id));
	struct object_found found;
	bool good = true;

	if (find_is_home_division(o))
		mapped = object_target_home_division(t);
	found = object_target_find(
	    t, o->type->name, mapped.n > 0 ? mapped : slice_str(o->id), slice_str(o->name), home);
	if (found.id != NULL && found.other_case) {
		object_refuse_twin(o, found.id);
		good = false;
	} else if (found.twin != NULL) {
		object_end(o, PUT_REFUSED, "look",
		    "the target has more than one of this type and name: %s and %s", found.id,
		    found.twin);
		good = false;
	} else if (found.id != NULL) {
		o->target = xstrdup(found.id);
		object_progress_found(o);
	}
	buf_release(&plain);
	return good;
}

/* What is not for this run, or not for gc-put at all. */
static bool
find_leaves(struct put_object *o)
{
	const struct put_options *option = &o->put->option;
	bool there = o->target != NULL, script = object_script_is(o->put, &o->m, o->type->name);

	if (find_is_home_division(o))
		object_end(o, PUT_SKIPPED, "skip", "every org has a home division of its own");
	else if (o->type->stage == 0 && there && !script)
		object_end(o, PUT_SKIPPED, "skip", "the target has it");
	else if (o->type->stage == 0 && !script)
		object_end(o, PUT_BY_HAND, "create", "%s", o->type->by_hand);
	else if (option->stubs && there && !o->late && !object_tokens_has(o))
		object_end(o, PUT_SKIPPED, "skip", "the target has it");
	else if (option->stubs && o->type->stage >= OBJECT_AFTER_FLOWS)
		object_end(o, PUT_SKIPPED, "skip", "it is created after its flows");
	else if (option->create_only && there && !o->late && !object_expect_was_missing(o))
		object_end(
		    o, PUT_SKIPPED, "skip", "the target has it, and --create-only leaves it");
	else
		return false;
	return true;
}

void
object_refuse_twin(struct put_object *o, const char *id)
{
	bool planned = object_target_plans(o->put->objects->target, slice_str(id));

	object_end(o, PUT_REFUSED, "create",
	    "%s has one whose name differs in letter case only (%s); rename one of them",
	    planned ? "the input" : "the target", id);
}

bool
object_find(struct put_object *o)
{
	const struct object_target *target = o->put->objects->target;
	const char *why;

	if (!object_target_lists(target, o->type->name, &why) && why != NULL) {
		o->cause = object_target_cause(target, o->type->name);
		object_end(o, PUT_FAILED, "look",
		    "cannot list the target's objects of this type: %s", why);
		return false;
	}
	if (find_is_masked(o)) {
		object_end(o, PUT_REFUSED, "create",
		    "a key in its headers is masked; put the real one in, or a variable of the "
		    "integration's credentials");
		return false;
	}
	return find_by_name(o) && !find_leaves(o);
}
