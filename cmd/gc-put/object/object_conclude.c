/* object_conclude.c - what the result of an object is */
#include "object/object_conclude.h"
#include "base/plural.h"
#include "object/object_change.h"
#include "object/object_move.h"
#include "object/object_progress.h"

/* What helps against differences; "": what stands in the note. */
static const char *
conclude_advice(const struct put_object *o)
{
	if (put_object_updates(o))
		return "";
	return o->type->update == OBJECT_FIXED && o->type->parts == 0 && !object_move_differs(o)
		   ? "; the API cannot change such an object"
		   : "; --update changes them";
}

static void
conclude_differs(struct put_object *o)
{
	const char *completed = "";

	if (o->completed > 0)
		completed = o->put->option.dry_run ? ", and what is missing is to be completed"
						   : ", and what was missing is completed";
	else if (o->changed > 0)
		completed = o->put->option.dry_run ? ", and others are to be changed"
						   : ", and others are changed";
	/* The round for late members finds the same again, and more. */
	o->quiet = !o->late && o->completed == 0 && !put_object_updates(o) &&
		   o->differing == object_change_count(o, OBJECT_EARLY) &&
		   object_progress_comes_again(o);
	object_end(o, PUT_DIFFERS, "differs", "%zu difference%s%s%s", o->differing,
	    plural(o->differing), completed, conclude_advice(o));
}

void
object_conclude(struct put_object *o)
{
	bool dry = o->put->option.dry_run;
	enum put_status done = dry ? PUT_PLANNED : PUT_DONE;

	if (o->lacking_codes > 0) {
		object_end(o, PUT_WAITS, o->created ? "create" : "complete",
		    "%zu of its wrap-up codes %s missing in the target, the first is %s",
		    o->lacking_codes, plural_of(o->lacking_codes, "is", "are"), o->waits_for.p);
	} else if (o->created) {
		object_end(o, PUT_DONE, "create", "created");
	} else if (o->differing > 0) {
		conclude_differs(o);
	} else if (o->waits > 0 && o->late) {
		object_end(o, PUT_WAITS, "complete", "%sit waits for %s",
		    o->changed + o->completed > 0 && !dry ? "completed in part; " : "",
		    o->waits_for.p);
	} else if (o->changed > 0) {
		object_end(o, done, "update", "%zu difference%s", o->changed, plural(o->changed));
	} else if (o->completed > 0) {
		object_end(o, done, "complete", "a part of it was missing in the target");
	} else {
		o->quiet = object_progress_comes_again(o);
		object_end(o, PUT_SKIPPED, "skip", "the target has it");
	}
}
