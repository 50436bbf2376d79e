/* orphans_edit.c - the edits of actions and pointers */
#include "base/mem.h"
#include "json/json_write.h"
#include "json/peek.h"
#include "orphans/orphans_build.h"

void
orphans_note(struct orphans *o, enum orphans_what what, const struct orphans_action *a,
    struct slice at, struct slice old, struct slice with)
{
	struct orphans_change c = {.what = what, .old = old};

	c.action = a != NULL ? orphans_number(o, a) + 1 : 0;
	c.at = (struct refs_text){(uint32_t)o->texts.n, (uint32_t)at.n};
	buf_add_slice(&o->texts, at);
	c.with = (struct refs_text){(uint32_t)o->texts.n, (uint32_t)with.n};
	buf_add_slice(&o->texts, with);
	o->changes = xgrow(o->changes, &o->changes_cap, o->nchanges + 1, sizeof *o->changes);
	o->changes[o->nchanges++] = c;
}

struct orphans_item *
orphans_add_item(struct orphans *o, size_t n, const char *p, const char *end)
{
	o->items = xgrow(o->items, &o->items_cap, n + 1, sizeof *o->items);
	o->items[n] =
	    (struct orphans_item){.begin = orphans_offset(o, p), .end = orphans_offset(o, end)};
	return &o->items[n];
}

void
orphans_cut_items(struct orphans *o, size_t n)
{
	const struct orphans_item *v = o->items;
	size_t end;

	for (size_t i = 0; i < n; i = end + 1) {
		for (end = i; end < n && v[end].cut;)
			end++;
		if (end == i)
			continue;
		if (i > 0)
			splices_cut(&o->edits, v[i - 1].end, v[end - 1].end);
		else
			splices_cut(&o->edits, v[0].begin, end < n ? v[end].begin : v[end - 1].end);
	}
}

static void
edit_list(struct orphans *o, struct slice list)
{
	struct slice element;
	size_t n = 0;

	while (peek_element(&list, &element)) {
		const struct orphans_action *a = orphans_action_at(o, orphans_offset(o, element.p));
		orphans_add_item(o, n, element.p, element.p + element.n)->cut =
		    a != NULL && orphans_goes(a);
		n++;
	}
	orphans_cut_items(o, n);
}

/* As Architect writes it; name and tracking number tell people which one it was. */
static void
edit_disconnect(struct orphans *o, const struct orphans_action *a)
{
	struct buf b = BUF_INIT;

	json_write_open(&b, NULL);
	json_write_raw(&b, "trackingId", a->tracking);
	json_write_raw(&b, "id", a->id);
	json_write_cstr(&b, "name", "Disconnect");
	json_write_raw(&b, "uiMetaData", slice_str("{\"collapsed\":false}"));
	json_write_cstr(&b, "__type", "DisconnectAction");
	json_write_close(&b);
	splices_add(&o->edits, orphans_offset(o, a->text.p), a->text.n, buf_slice(&b));
	buf_clear(&o->scratch);
	orphans_point(o, a, &o->scratch);
	orphans_note(o, ORPHANS_DISCONNECT, a, buf_slice(&o->scratch), a->text, buf_slice(&b));
	buf_release(&b);
}

static void
edit_action(struct orphans *o, const struct orphans_action *a)
{
	if (a->fate == ORPHANS_DISCONNECTED) {
		edit_disconnect(o, a);
	} else if (orphans_goes(a)) {
		buf_clear(&o->scratch);
		orphans_point(o, a, &o->scratch);
		orphans_note(
		    o, ORPHANS_ACTION, a, buf_slice(&o->scratch), a->text, slice_of(NULL, 0));
	}
}

static void
point_to_pointer(const struct orphans *o, const struct orphans_pointer *p, struct buf *b)
{
	buf_clear(b);
	if (p->kind == ORPHANS_START) {
		buf_printf(
		    b, "/configuration/flowSequenceItemList/%u/startAction", (unsigned)p->sequence);
		return;
	}
	orphans_point(o, &o->actions[p->from - 1], b);
	if (p->kind == ORPHANS_NEXT)
		buf_puts(b, "/nextAction");
	else if (p->kind == ORPHANS_LOOP)
		buf_puts(b, "/path/nextActionId");
	else
		buf_printf(b, "/paths/%u/nextActionId", (unsigned)p->place);
}

static void
edit_pointer(struct orphans *o, const struct orphans_pointer *p)
{
	struct slice with = {NULL, 0};
	uint32_t to;

	if (p->to == 0 || !orphans_goes(&o->actions[p->to - 1]) ||
	    (p->from != 0 && o->actions[p->from - 1].fate != ORPHANS_STAYS))
		return;
	to = orphans_lead(o, p->to);
	if (to != 0) {
		with = o->actions[to - 1].id;
		splices_add(&o->edits, orphans_offset(o, p->value.p), p->value.n, with);
	} else {
		splices_cut(&o->edits, p->begin, p->end);
	}
	point_to_pointer(o, p, &o->scratch);
	orphans_note(o, ORPHANS_POINTER, NULL, buf_slice(&o->scratch), p->value, with);
}

void
orphans_edit_actions(struct orphans *o)
{
	for (size_t i = 0; i < o->nsequences; i++)
		edit_list(o, o->sequences[i].actions);
	for (size_t i = 0; i < o->nactions; i++)
		edit_action(o, &o->actions[i]);
	for (size_t i = 0; i < o->npointers; i++)
		edit_pointer(o, &o->pointers[i]);
}
