/*
 * orphans_index.c - the actions of a flow and the members that point to them
 *
 * The record was read and checked before, so a look ahead (peek.h) finds everything.
 */
#include "base/mem.h"
#include "json/json.h"
#include "json/peek.h"
#include "orphans/orphans_build.h"

/* A string's token without its quotes; n = 0: it is not a string. */
static struct slice
index_token(struct slice value)
{
	return value.n >= 2 && value.p[0] == '"' ? slice_of(value.p + 1, value.n - 2)
						 : slice_of("", 0);
}

struct slice
orphans_list_of(struct slice value)
{
	return value.n > 0 && value.p[0] == '[' ? value : slice_of("", 0);
}

struct slice
orphans_list_in(struct slice object, const char *name)
{
	return orphans_list_of(peek_find(object, name));
}

/* What is cut with a member: a comma before it or, of a first member, after it. */
static void
index_find_hole(const struct orphans *o, struct orphans_pointer *p, struct slice object)
{
	struct slice rest = object, key, value;
	const char *before = NULL, *end = NULL;

	while (peek_member(&rest, &key, &value)) {
		const char *begin = key.p - 1;
		if (end != NULL && before == NULL) { /* the member after a first one */
			p->end = orphans_offset(o, begin);
			return;
		}
		if (value.p == p->value.p) {
			end = value.p + value.n;
			p->begin = orphans_offset(o, before != NULL ? before : begin);
			p->end = orphans_offset(o, end);
			if (before != NULL)
				return;
			continue;
		}
		before = value.p + value.n;
	}
}

static void
index_add_pointer(
    struct orphans *o, struct orphans_pointer p, struct slice object, const char *name)
{
	p.value = peek_find(object, name);
	if (index_token(p.value).n == 0)
		p.value = slice_of("", 0);
	else
		index_find_hole(o, &p, object);
	if (p.value.n == 0 && p.kind != ORPHANS_PATH && p.kind != ORPHANS_LOOP)
		return;
	o->pointers = xgrow(o->pointers, &o->pointers_cap, o->npointers + 1, sizeof *o->pointers);
	o->pointers[o->npointers++] = p;
}

static void
index_add_path(struct orphans *o, struct orphans_pointer p, struct slice path)
{
	p.label = index_token(peek_find(path, "label"));
	p.output = index_token(peek_find(path, "outputId"));
	index_add_pointer(o, p, path, "nextActionId");
}

static void
index_add_pointers(struct orphans *o, struct slice action, struct orphans_pointer p)
{
	struct slice list = orphans_list_in(action, "paths"), loop = peek_find(action, "path");
	struct slice path;

	p.kind = ORPHANS_NEXT;
	index_add_pointer(o, p, action, "nextAction");
	p.kind = ORPHANS_PATH;
	for (; peek_element(&list, &path); p.place++)
		index_add_path(o, p, path);
	p.kind = ORPHANS_LOOP;
	p.place = 0;
	if (loop.n > 0 && loop.p[0] == '{')
		index_add_path(o, p, loop);
}

/* Two actions with one id: no pointer to it is certain. */
static void
index_add_id(struct orphans *o, const struct orphans_action *a)
{
	size_t known = o->ids.n, index;

	if (a->id.n == 0)
		return;
	index = idset_add(&o->ids, json_text(index_token(a->id), &o->scratch));
	o->of_id = xgrow(o->of_id, &o->of_id_cap, o->ids.n, sizeof *o->of_id);
	if (index == known) {
		o->of_id[index] = orphans_number(o, a);
		return;
	}
	buf_clear(&o->texts);
	orphans_describe_action(o, a, &o->texts);
	orphans_withhold(o, "%s has the id of another action", o->texts.p);
}

static void
index_add_action(struct orphans *o, struct slice text, uint32_t place, bool in_menu)
{
	struct orphans_action a = {.text = text,
	    .sequence = (uint32_t)o->nsequences,
	    .place = place,
	    .first = (uint32_t)o->npointers,
	    .in_menu = in_menu};

	if (text.n == 0 || text.p[0] != '{')
		return;
	a.id = peek_find(text, "id");
	a.tracking = peek_find(text, "trackingId");
	a.name = index_token(peek_find(text, "name"));
	a.type = index_token(peek_find(text, "__type"));
	if (index_token(a.id).n == 0)
		a.id = slice_of("", 0);
	index_add_pointers(o, text,
	    (struct orphans_pointer){.from = (uint32_t)o->nactions + 1, .sequence = a.sequence});
	a.count = (uint32_t)o->npointers - a.first;
	o->actions = xgrow(o->actions, &o->actions_cap, o->nactions + 1, sizeof *o->actions);
	o->actions[o->nactions++] = a;
}

static void
index_add_list(struct orphans *o, struct slice list, bool is_menu)
{
	struct slice element;

	for (uint32_t place = 0; peek_element(&list, &element); place++)
		index_add_action(
		    o, is_menu ? peek_find(element, "action") : element, place, is_menu);
}

static void
index_add_sequence(struct orphans *o, struct slice object)
{
	struct orphans_sequence s = {.first = (uint32_t)o->nactions};
	struct slice choices = orphans_list_in(object, "menuChoiceList");
	bool menu_first;

	s.name = index_token(peek_find(object, "name"));
	s.actions = orphans_list_in(object, "actionList");
	menu_first = choices.n > 0 && (s.actions.n == 0 || choices.p < s.actions.p);
	index_add_pointer(o,
	    (struct orphans_pointer){.kind = ORPHANS_START, .sequence = (uint32_t)o->nsequences},
	    object, "startAction");
	if (menu_first)
		index_add_list(o, choices, true);
	index_add_list(o, s.actions, false);
	if (!menu_first)
		index_add_list(o, choices, true);
	s.count = (uint32_t)o->nactions - s.first;
	o->sequences =
	    xgrow(o->sequences, &o->sequences_cap, o->nsequences + 1, sizeof *o->sequences);
	o->sequences[o->nsequences++] = s;
}

static void
index_add_modules(struct orphans *o)
{
	struct slice list = orphans_list_in(o->configuration, "commonModules"), text,
		     none = {"", 0};
	struct orphans_module m;

	while (peek_element(&list, &text)) {
		m = (struct orphans_module){.text = text, .id = index_token(peek_find(text, "id"))};
		m.wanted = m.id.n > 0 && orphans_listed(&o->list, none,
					     json_text(m.id, &o->scratch), none, &o->scratch);
		o->modules =
		    xgrow(o->modules, &o->modules_cap, o->nmodules + 1, sizeof *o->modules);
		o->modules[o->nmodules++] = m;
	}
}

struct orphans_action *
orphans_action_at(const struct orphans *o, size_t at)
{
	size_t low = 0, high = o->nactions;
	struct orphans_action *a;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (orphans_offset(o, o->actions[middle].text.p) <= at)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == 0)
		return NULL;
	a = &o->actions[low - 1];
	return at < orphans_offset(o, a->text.p) + a->text.n ? a : NULL;
}

struct orphans_action *
orphans_action_of(struct orphans *o, struct slice id)
{
	size_t index = idset_find(&o->ids, json_text(index_token(id), &o->scratch));

	return index == IDSET_NONE ? NULL : &o->actions[o->of_id[index]];
}

void
orphans_index(struct orphans *o)
{
	struct slice list = orphans_list_in(o->configuration, "flowSequenceItemList"), sequence;

	while (peek_element(&list, &sequence))
		index_add_sequence(o, sequence);
	for (size_t i = 0; i < o->nactions; i++)
		index_add_id(o, &o->actions[i]);
	for (size_t i = 0; i < o->npointers; i++) {
		const struct orphans_action *to = NULL;
		if (o->pointers[i].value.n > 0)
			to = orphans_action_of(o, o->pointers[i].value);
		o->pointers[i].to = to != NULL ? orphans_number(o, to) + 1 : 0;
	}
	index_add_modules(o);
}
