/* orphans_reach.c - which actions callers reach, before and after */
#include "base/mem.h"
#include "json/json.h"
#include "orphans/orphans_build.h"

static void
reach_start(struct orphans *o)
{
	o->stack = xgrow(o->stack, &o->stack_cap, o->nactions + 1, sizeof *o->stack);
	for (size_t i = 0; i < o->nactions; i++)
		o->actions[i].seen = false;
}

/* `n` is what waits on the stack. An action is pushed once. */
static size_t
reach_push(struct orphans *o, size_t n, uint32_t to)
{
	if (to == 0 || o->actions[to - 1].seen)
		return n;
	o->actions[to - 1].seen = true;
	o->stack[n] = to;
	return n + 1;
}

/* Also what all actions lead to that wait on the stack. */
static void
reach_all(struct orphans *o, size_t n, bool after)
{
	while (n > 0) {
		const struct orphans_action *a = &o->actions[o->stack[--n] - 1];
		if (after && a->fate == ORPHANS_DISCONNECTED)
			continue;
		for (uint32_t i = a->first; i < a->first + a->count; i++) {
			uint32_t to = o->pointers[i].to;
			n = reach_push(o, n, after ? orphans_lead(o, to) : to);
		}
	}
}

static size_t
reach_push_starts(struct orphans *o, bool after)
{
	size_t n = 0;

	for (size_t i = 0; i < o->npointers; i++)
		if (o->pointers[i].kind == ORPHANS_START)
			n = reach_push(
			    o, n, after ? orphans_lead(o, o->pointers[i].to) : o->pointers[i].to);
	for (size_t i = 0; i < o->nactions; i++)
		if (o->actions[i].in_menu)
			n = reach_push(o, n, (uint32_t)i + 1);
	return n;
}

/* What nobody reached before stays, with all that it leads to. */
static void
reach_find(struct orphans *o)
{
	size_t n;

	reach_start(o);
	reach_all(o, reach_push_starts(o, false), false);
	for (size_t i = 0; i < o->nactions; i++)
		o->actions[i].was_reached = o->actions[i].seen;
	reach_start(o);
	n = reach_push_starts(o, true);
	for (size_t i = 0; i < o->nactions; i++)
		if (!o->actions[i].was_reached && !orphans_goes(&o->actions[i]))
			n = reach_push(o, n, (uint32_t)i + 1);
	reach_all(o, n, true);
	for (size_t i = 0; i < o->nactions; i++)
		o->actions[i].reached = o->actions[i].seen;
}

/* For all actions of this fate: task "Main": action 12 "Play", 13 "Wait"; task … */
static size_t
reach_name(struct orphans *o, enum orphans_fate fate)
{
	const struct orphans_action *last = NULL;
	size_t n = 0;

	for (size_t i = 0; i < o->nactions; i++) {
		const struct orphans_action *a = &o->actions[i];
		if (a->fate != fate)
			continue;
		if (last != NULL && last->sequence == a->sequence) {
			buf_puts(&o->texts, ", ");
			orphans_name_action(a, &o->texts);
		} else {
			buf_puts(&o->texts, last != NULL ? "; " : "");
			orphans_describe_action(o, a, &o->texts);
		}
		last = a;
		n++;
	}
	return n;
}

void
orphans_cut_off(struct orphans *o)
{
	reach_find(o);
	for (size_t i = 0; i < o->nactions; i++) {
		struct orphans_action *a = &o->actions[i];
		if (a->was_reached && !a->reached && !orphans_goes(a))
			a->fate = ORPHANS_CUT_OFF;
	}
	buf_clear(&o->texts);
	reach_name(o, ORPHANS_TAKEN);
	buf_puts(&o->texts, " cannot be taken out, because that cuts off ");
	if (reach_name(o, ORPHANS_CUT_OFF) > 0 && o->npaths == 0)
		orphans_withhold(o, "%s; --orphan-path PATH takes these out too", o->texts.p);
}

/* Whether the body of a loop, without the loops inside, leaves or goes on with the loop. */
static bool
loop_is_left(struct orphans *o, uint32_t body)
{
	size_t n;

	reach_start(o);
	n = reach_push(o, 0, body);
	while (n > 0) {
		const struct orphans_action *a = &o->actions[o->stack[--n] - 1];
		if (slice_is(a->type, "ExitLoopAction") || slice_is(a->type, "NextLoopAction"))
			return true;
		for (uint32_t i = a->first; i < a->first + a->count; i++)
			if (o->pointers[i].kind != ORPHANS_LOOP)
				n = reach_push(o, n, o->pointers[i].to);
	}
	return false;
}

/* A loop's body can take its place only if it does not know that it is in a loop. */
void
orphans_check_loops(struct orphans *o)
{
	for (size_t i = 0; i < o->nactions; i++) {
		const struct orphans_action *a = &o->actions[i];
		if (a->fate != ORPHANS_TAKEN || !a->unrolled || !loop_is_left(o, a->on))
			continue;
		buf_clear(&o->texts);
		orphans_describe_action(o, a, &o->texts);
		orphans_withhold(o, "%s is a loop, which its body leaves", o->texts.p);
	}
}

static bool
pointers_know(const struct orphans *o, size_t at)
{
	for (size_t i = 0; i < o->npointers; i++)
		if (o->pointers[i].value.n > 0 && orphans_offset(o, o->pointers[i].value.p) == at)
			return true;
	return false;
}

static void
pointers_check_string(struct orphans *o, const struct json *j)
{
	size_t at = orphans_offset(o, j->at);
	const struct orphans_action *a = orphans_action_of(o, slice_of(j->at, j->tok.n + 2));

	if (a == NULL || !orphans_goes(a) || orphans_is_removed(o, at) || pointers_know(o, at))
		return;
	buf_clear(&o->texts);
	json_pointer(j, &o->texts);
	buf_puts(&o->texts, " points to ");
	orphans_describe_action(o, a, &o->texts);
	orphans_withhold(o, "%s, and is not known as a pointer", o->texts.p);
}

/* The editor's state and the manifest may name an action that is no longer there. */
void
orphans_check_pointers(struct orphans *o, struct json *j)
{
	enum json_type t;
	struct slice skipped;

	json_start(j, o->record);
	while ((t = json_next(j)) > JSON_END) {
		if (t == JSON_STRING)
			pointers_check_string(o, j);
		if (t == JSON_KEY && (json_is(j->tok, "uiMetaData") ||
					 (j->depth == 2 && json_is(j->tok, "manifest"))))
			json_value(j, &skipped);
	}
}
