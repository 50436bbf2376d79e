/* orphans_mark.c - what of a flow uses an object that its new org lacks */
#include "orphans/orphans_build.h"

static bool
mark_is_listed(struct orphans *o, const struct ref *ref)
{
	return orphans_listed(&o->list, refs_text(&o->refs, ref->type),
	    refs_text(&o->refs, ref->id), refs_text(&o->refs, ref->name), &o->scratch);
}

static bool
mark_is_in(const struct orphans *o, struct slice part, size_t at)
{
	size_t begin = orphans_offset(o, part.p);

	return at >= begin && at < begin + part.n;
}

static struct orphans_module *
mark_module_at(const struct orphans *o, size_t at)
{
	for (size_t i = 0; i < o->nmodules; i++)
		if (mark_is_in(o, o->modules[i].text, at))
			return &o->modules[i];
	return NULL;
}

bool
orphans_is_removed(const struct orphans *o, size_t at)
{
	const struct orphans_action *a = orphans_action_at(o, at);
	const struct orphans_module *m;

	if (a != NULL)
		return a->fate != ORPHANS_STAYS;
	m = mark_module_at(o, at);
	return m != NULL && m->gone;
}

static void
mark_use(struct orphans *o, const struct ref *ref, const struct ref_use *use)
{
	struct orphans_action *a = orphans_action_at(o, use->at);
	const struct orphans_module *m = mark_module_at(o, use->at);
	struct slice at = refs_text(&o->refs, use->pointer);

	if (a != NULL) {
		if (a->fate == ORPHANS_STAYS)
			a->ref = (uint32_t)(ref - o->refs.v) + 1;
		a->fate = ORPHANS_TAKEN;
		return;
	}
	if (m != NULL && m->wanted)
		return; /* the copy of the module leaves with its calls */
	buf_clear(&o->texts);
	orphans_describe_ref(o, ref, &o->texts);
	orphans_withhold(o, "%s is used outside actions, by %.*s", o->texts.p, SLICE_ARGS(at));
}

/* A reference that is not used at all is still an entry of the manifest. */
bool
orphans_mark(struct orphans *o)
{
	bool any = false;

	for (size_t i = 0; i < o->refs.n; i++) {
		const struct ref *ref = &o->refs.v[i];
		/* What a flow says of itself goes with it, whatever other flows lack. */
		if (ref->class == REF_OWN || !mark_is_listed(o, ref))
			continue;
		any |= ref->manifest;
		for (size_t k = 0; k < ref->count; k++) {
			const struct ref_use *use = refs_use(&o->refs, ref, k);
			if (use->out_of_service != 0)
				continue;
			any = true;
			mark_use(o, ref, use);
		}
	}
	return any;
}
