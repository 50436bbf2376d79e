/* known.c - what is known about ids, and records that wait for it */
#include "known.h"

#include "base/mem.h"

#define TYPE_FLOW "flow"

void
known_add(struct known *k, const struct refs *r)
{
	size_t before = k->ids.n, index;
	struct known_object *o;

	if (r->own_id.len == 0)
		return;
	index = idset_add(&k->ids, refs_text(r, r->own_id));
	k->v = xgrow(k->v, &k->cap, k->ids.n, sizeof *k->v);
	o = &k->v[index];
	if (k->ids.n > before)
		*o = (struct known_object){0, 0, false};
	o->type = (uint32_t)idset_add(&k->texts, refs_text(r, r->type));
	o->name = (uint32_t)idset_add(&k->texts, refs_text(r, r->own_name));
	o->searched |= r->body;
}

const struct known_object *
known_find(const struct known *k, struct slice id)
{
	size_t index = idset_find(&k->ids, id);

	return index != IDSET_NONE ? &k->v[index] : NULL;
}

/* The type and name of an id; false: nobody knows it. */
static bool
known_lookup(const struct known *k, struct slice id, struct slice *type, struct slice *name)
{
	const struct known_object *o = known_find(k, id);
	const struct inventory_object *in =
	    k->source.n > 0 ? inventory_first(&k->source, INVENTORY_ID, id) : NULL;

	if (o != NULL) {
		*type = known_text(k, o->type);
		*name = known_text(k, o->name);
	} else if (in != NULL) {
		*type = inventory_text(&k->source, in->type);
		*name = inventory_text(&k->source, in->name);
	}
	return o != NULL || in != NULL;
}

static bool
known_is_flow(const struct refs *r, const struct ref *ref)
{
	return slice_is(refs_text(r, ref->type), TYPE_FLOW);
}

bool
known_name(const struct known *k, struct refs *r)
{
	bool all = true;

	for (size_t i = 0; i < r->n; i++) {
		struct ref *ref = &r->v[i];
		bool open =
		    ref->class == REF_OBJECT && (ref->name.len == 0 || known_is_flow(r, ref));
		bool literal = ref->class == REF_LITERAL && ref->name.len == 0;
		struct slice type, name;
		if (!open && !literal)
			continue;
		if (!known_lookup(k, refs_text(r, ref->id), &type, &name)) {
			all &= literal;
			continue;
		}
		if (literal || known_is_flow(r, ref))
			ref->type = refs_keep(r, type);
		if (ref->name.len == 0)
			ref->name = refs_keep(r, name);
	}
	return all;
}

static struct refs_text
held_keep(struct held *h, struct slice text)
{
	struct refs_text t = {(uint32_t)h->text.n, (uint32_t)text.n};

	buf_add_slice(&h->text, text);
	return t;
}

static void *
held_copy(const void *v, size_t size)
{
	return size > 0 ? xmemdup0(v, size) : NULL;
}

void
known_hold(struct known *k, const struct refs *r)
{
	struct held h = {.n = r->n, .nuses = r->nuses, .flow = r->flow};

	h.v = held_copy(r->v, r->n * sizeof *r->v);
	h.uses = held_copy(r->uses, r->nuses * sizeof *r->uses);
	buf_add_slice(&h.text, buf_slice(&r->text));
	buf_add_slice(&h.not_moved, buf_slice(&r->not_moved));
	h.org = held_keep(&h, r->org);
	h.id = held_keep(&h, r->id);
	h.name = held_keep(&h, r->name);
	h.api_type = held_keep(&h, r->flow_type);
	h.type = r->type;
	h.own_id = r->own_id;
	h.own_name = r->own_name;
	k->held = xgrow(k->held, &k->held_cap, k->nheld + 1, sizeof *k->held);
	k->held[k->nheld++] = h;
}

static void
held_show(const struct known *k, struct held *h, void (*show)(const struct refs *r))
{
	struct refs r = REFS_INIT;

	r.object = !h->flow;
	r.flow = h->flow;
	r.body = true;
	r.v = h->v;
	r.n = h->n;
	r.uses = h->uses;
	r.nuses = h->nuses;
	r.text = h->text;
	r.not_moved = h->not_moved;
	r.type = h->type;
	r.own_id = h->own_id;
	r.own_name = h->own_name;
	known_name(k, &r);
	/* Only now, because the text may have moved. */
	r.org = refs_text(&r, h->org);
	r.id = refs_text(&r, h->id);
	r.name = refs_text(&r, h->name);
	r.flow_type = refs_text(&r, h->api_type);
	show(&r);
	h->text = (struct buf)BUF_INIT;
	h->not_moved = (struct buf)BUF_INIT;
	refs_release(&r); /* frees what the held one had */
}

void
known_show_held(struct known *k, void (*show)(const struct refs *r))
{
	for (size_t i = 0; i < k->nheld; i++)
		held_show(k, &k->held[i], show);
	k->nheld = 0;
}

void
known_release(struct known *k)
{
	inventory_release(&k->source);
	idset_release(&k->ids);
	idset_release(&k->texts);
	free(k->v);
	free(k->held);
	*k = (struct known)KNOWN_INIT;
}
