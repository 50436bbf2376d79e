/* orphans.c - a flow without the actions that use what its new org lacks */
#include "json/peek.h"
#include "orphans/orphans_build.h"

static void
orphans_clear(struct orphans *o, struct slice text)
{
	o->flow = o->withheld = false;
	buf_clear(&o->why);
	buf_clear(&o->texts);
	splices_clear(&o->edits);
	idset_clear(&o->ids);
	idset_clear(&o->gone);
	o->nchanges = o->nsequences = o->nactions = o->npointers = o->nmodules = 0;
	o->record = text;
	o->configuration = slice_of(NULL, 0);
}

/* Whether the list has one of the flow's references. */
static bool
uses_any(struct orphans *o)
{
	for (size_t i = 0; i < o->refs.n; i++)
		if (orphans_listed(&o->list, refs_text(&o->refs, o->refs.v[i].type),
			refs_text(&o->refs, o->refs.v[i].id),
			refs_text(&o->refs, o->refs.v[i].name), &o->scratch))
			return true;
	return false;
}

static void
orphans_decide(struct orphans *o, struct json *j)
{
	orphans_index(o);
	if (o->withheld || !orphans_mark(o))
		return;
	orphans_find_ways(o);
	orphans_check_loops(o);
	if (o->withheld)
		return;
	orphans_cut_off(o);
	orphans_find_gone(o);
	orphans_check_pointers(o, j);
	if (o->withheld)
		return;
	buf_clear(&o->texts);
	orphans_edit_actions(o);
	orphans_edit_manifest(o);
}

bool
orphans_read(struct orphans *o, struct json *j, struct slice text)
{
	orphans_clear(o, text);
	o->refs.pointers = false;
	if (!refs_read(&o->refs, j, text))
		return false;
	o->configuration = peek_find(text, "configuration");
	o->flow = o->refs.flow && o->configuration.n > 0 && o->configuration.p[0] == '{';
	if (!o->flow || !uses_any(o))
		return true;
	o->refs.pointers = true; /* they take time, and most flows have no orphan */
	if (!refs_read(&o->refs, j, text))
		return false;
	orphans_decide(o, j);
	return true;
}

size_t
orphans_count(const struct orphans *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->nchanges; i++)
		n += o->changes[i].what == ORPHANS_ACTION ||
		     o->changes[i].what == ORPHANS_DISCONNECT;
	return n;
}

void
orphans_release(struct orphans *o)
{
	orphans_list_release(&o->list);
	refs_release(&o->refs);
	idset_release(&o->ids);
	idset_release(&o->gone);
	splices_release(&o->edits);
	buf_release(&o->why);
	buf_release(&o->texts);
	buf_release(&o->scratch);
	free(o->changes);
	free(o->sequences);
	free(o->actions);
	free(o->pointers);
	free(o->of_id);
	free(o->modules);
	free(o->stack);
	free(o->items);
	*o = (struct orphans)ORPHANS_INIT;
}
