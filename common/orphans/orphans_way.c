/* orphans_way.c - where callers go instead of an action that is taken out */
#include "json/json.h"
#include "orphans/orphans_build.h"

/* Words for paths whose labels are translated; the output's id never is. */
static const struct {
	const char *word, *output;
} way_words[] = {{"failure", "__FAILURE__"}, {"notFound", "__NOT_FOUND__"},
    {"timeout", "__TIMEOUT__"}, {"success", "__SUCCESS__"}, {"success", "__FOUND__"}};

enum { WAY_DEFAULTS = 3 }; /* the first words: what callers take when a thing cannot be used */

bool
orphans_has_path(const struct orphans_pointer *p, const char *word)
{
	for (size_t i = 0; i < COUNT_OF(way_words); i++)
		if (strcmp(word, way_words[i].word) == 0 && json_is(p->output, way_words[i].output))
			return true;
	return json_is(p->label, word);
}

static bool
way_is_path(const struct orphans_pointer *p)
{
	return p->kind == ORPHANS_PATH || p->kind == ORPHANS_LOOP;
}

static const struct orphans_pointer *
way_find_path(const struct orphans *o, const struct orphans_action *a, const char *word)
{
	for (uint32_t i = a->first; i < a->first + a->count; i++)
		if (way_is_path(&o->pointers[i]) && orphans_has_path(&o->pointers[i], word))
			return &o->pointers[i];
	return NULL;
}

static const struct orphans_pointer *
way_next(const struct orphans *o, const struct orphans_action *a)
{
	for (uint32_t i = a->first; i < a->first + a->count; i++)
		if (o->pointers[i].kind == ORPHANS_NEXT)
			return &o->pointers[i];
	return NULL;
}

static bool
way_begins(struct slice type, const char *word)
{
	size_t n = strlen(word);

	return type.n > n && memcmp(type.p, word, n) == 0;
}

/* A jump to another task of the flow is not a transfer of the caller. */
static bool
way_is_transfer(struct slice type)
{
	return (way_begins(type, "Transfer") || slice_is(type, "FlowSecureTransferAction")) &&
	       !slice_is(type, "TransferTaskAction") && !slice_is(type, "TransferMenuAction") &&
	       !slice_is(type, "TransferStateAction");
}

/* Types of the vendor's client (SDK 0.0.18), and of real flows that are newer. */
bool
orphans_ends(struct slice type)
{
	static const char *const ends[] = {"DisconnectAction", "NextLoopAction",
	    "ChangeStateAction", "CompleteSurveyInviteAction", "AbortSurveyInviteAction",
	    "RepeatMenuAction", "PreviousMenuAction", "CreateCallbackAction",
	    "FlowSecureTransferAction"};

	for (size_t i = 0; i < COUNT_OF(ends); i++)
		if (slice_is(type, ends[i]))
			return true;
	return way_begins(type, "Transfer") || way_begins(type, "End") || way_begins(type, "Exit");
}

static void
way_end(struct orphans *o, struct orphans_action *a)
{
	bool transfer = way_is_transfer(a->type);

	if (transfer && o->disconnect) {
		a->fate = ORPHANS_DISCONNECTED;
		return;
	}
	buf_clear(&o->texts);
	orphans_describe_action(o, a, &o->texts);
	buf_puts(&o->texts, " uses ");
	orphans_describe_ref(o, &o->refs.v[a->ref - 1], &o->texts);
	orphans_withhold(o, "%s, and nothing follows it%s", o->texts.p,
	    transfer ? "; --orphan-terminal disconnect makes it a Disconnect" : "");
}

static void
way_refuse(struct orphans *o, const struct orphans_action *a)
{
	size_t n = 0;

	buf_clear(&o->texts);
	orphans_describe_action(o, a, &o->texts);
	buf_puts(&o->texts, " uses ");
	orphans_describe_ref(o, &o->refs.v[a->ref - 1], &o->texts);
	buf_puts(&o->texts, "; choose its path with --orphan-path: ");
	for (uint32_t i = a->first; i < a->first + a->count; i++)
		if (way_is_path(&o->pointers[i])) {
			buf_puts(&o->texts, n++ > 0 ? ", \"" : "\"");
			json_unescape(o->pointers[i].label, &o->texts);
			buf_putc(&o->texts, '"');
		}
	orphans_withhold(o, "%s", o->texts.p);
}

/* Sets `on`. False: several paths, and none of them was asked for. */
static bool
way_by_path(struct orphans *o, struct orphans_action *a)
{
	const struct orphans_pointer *p = NULL, *only = NULL;
	size_t npaths = 0;

	for (size_t i = 0; p == NULL && i < o->npaths; i++)
		p = way_find_path(o, a, o->paths[i]);
	for (size_t i = 0; p == NULL && o->npaths == 0 && i < WAY_DEFAULTS; i++)
		p = way_find_path(o, a, way_words[i].word);
	for (uint32_t i = a->first; i < a->first + a->count; i++)
		if (way_is_path(&o->pointers[i])) {
			only = &o->pointers[i];
			npaths++;
		}
	if (p == NULL && npaths == 1)
		p = only;
	if (p != NULL) {
		a->on = p->to;
		a->unrolled = p->kind == ORPHANS_LOOP;
	}
	return p != NULL || npaths == 0;
}

static void
way_find(struct orphans *o, struct orphans_action *a)
{
	const struct orphans_pointer *next = way_next(o, a),
				     *fails = way_find_path(o, a, "failure");

	if (a->in_menu || (orphans_ends(a->type) && (next == NULL || next->to == 0) &&
			      (fails == NULL || fails->to == 0)))
		way_end(o, a);
	else if (next != NULL)
		a->on = next->to;
	else if (!way_by_path(o, a))
		way_refuse(o, a);
}

void
orphans_find_ways(struct orphans *o)
{
	for (size_t i = 0; i < o->nactions; i++)
		if (o->actions[i].fate == ORPHANS_TAKEN)
			way_find(o, &o->actions[i]);
}

/*
 * Each action on the way leads to its end from now on, so that many pointers to one long chain do
 * not take long. Actions that only lead to each other lead nowhere: no way is longer than all
 * actions.
 */
uint32_t
orphans_lead(struct orphans *o, uint32_t to)
{
	uint32_t end = to, next;
	size_t steps = 0;

	while (end != 0 && orphans_goes(&o->actions[end - 1]))
		end = steps++ < o->nactions ? o->actions[end - 1].on : 0;
	for (; steps > 0 && to != 0 && to != end; to = next, steps--) {
		next = o->actions[to - 1].on;
		o->actions[to - 1].on = end;
	}
	return end;
}
