/* interest.c - which objects of an inventory a plan may look at */
#include "plan/interest.h"
#include "record/uuid.h"

bool
interest_is_known(const struct plan *p)
{
	return p->renames == NULL || p->renames->patterns == 0;
}

static void
interest_add_name(struct interest *in, struct slice name)
{
	buf_clear(&in->room);
	near_fold(&in->room, name);
	if (in->room.n > 0)
		idset_add(&in->names, buf_slice(&in->room));
}

/* All objects of the source with this id. */
static void
interest_add_source(struct interest *in, const struct inventory *inv, struct slice id)
{
	const struct inventory_object *o = inventory_first(inv, INVENTORY_ID, id);

	for (; o != NULL; o = inventory_next(inv, INVENTORY_ID, o))
		interest_add_name(in, inventory_text(inv, o->name));
}

static void
interest_add_want(struct interest *in, const struct plan *p, const struct plan_want *w)
{
	struct slice id = plan_text(p, w->id);
	struct buf action = BUF_INIT;

	interest_add_name(in, plan_text(p, w->name));
	if (id.n == 0)
		return;
	idset_add(&in->ids, uuid_of_action(id));
	if (p->source == NULL)
		return;
	uuid_add_action(id, &action);
	interest_add_source(in, p->source, id);
	interest_add_source(in, p->source, buf_slice(&action));
	buf_release(&action);
}

/* Of both columns: for symbols an object counts by its new name. */
static void
interest_add_renames(struct interest *in, const struct renames *r)
{
	for (size_t i = 0; i < r->n; i++) {
		interest_add_name(in, idset_id(&r->texts, r->v[i].name.before));
		interest_add_name(in, idset_id(&r->texts, r->v[i].to.before));
	}
}

void
interest_add(struct interest *in, const struct plan *p)
{
	for (size_t i = 0; i < p->n; i++)
		interest_add_want(in, p, &p->v[i]);
	if (p->renames != NULL)
		interest_add_renames(in, p->renames);
}

static bool
interest_has_name(struct interest *in, struct slice name)
{
	buf_clear(&in->room);
	near_fold(&in->room, name);
	return in->room.n > 0 && idset_find(&in->names, buf_slice(&in->room)) != IDSET_NONE;
}

bool
interest_keeps(void *interest, struct slice id, struct slice name, struct slice email)
{
	struct interest *in = interest;

	return idset_find(&in->ids, uuid_of_action(id)) != IDSET_NONE ||
	       interest_has_name(in, name) || interest_has_name(in, email);
}

void
interest_release(struct interest *in)
{
	idset_release(&in->ids);
	idset_release(&in->names);
	buf_release(&in->room);
}
