/* near.c - names that are nearly the same */
#include "base/ascii.h"
#include "base/mem.h"
#include "plan/near.h"

void
near_fold(struct buf *to, struct slice name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = ascii_lower(name.p[i]);
		if (c != ' ' && (c < '\t' || c > '\r'))
			buf_putc(to, c);
	}
}

static struct slice
near_key(struct near *n, struct slice type, struct slice name)
{
	buf_clear(&n->key);
	buf_add_slice(&n->key, type);
	buf_putc(&n->key, '\t');
	near_fold(&n->key, name);
	return buf_slice(&n->key);
}

void
near_start(struct near *n, const struct inventory *inventory)
{
	n->inventory = inventory;
	n->next = xcalloc(inventory->n + 1, sizeof *n->next);
	for (size_t i = inventory->n; i > 0; i--) {
		const struct inventory_object *o = &inventory->v[i - 1];
		size_t before = n->keys.n, k;
		if (!inventory_is_current(inventory, o))
			continue;
		k = idset_add(&n->keys, near_key(n, inventory_text(inventory, o->type),
					    inventory_text(inventory, o->name)));
		n->first = xgrow(n->first, &n->first_cap, n->keys.n, sizeof *n->first);
		n->next[i - 1] = k < before ? n->first[k] : 0;
		n->first[k] = (uint32_t)i;
	}
}

void
near_release(struct near *n)
{
	idset_release(&n->keys);
	free(n->first);
	free(n->next);
	buf_release(&n->key);
	*n = (struct near)NEAR_INIT;
}

static const struct inventory_object *
near_object(const struct near *n, uint32_t link)
{
	return link != 0 ? &n->inventory->v[link - 1] : NULL;
}

const struct inventory_object *
near_first(struct near *n, struct slice type, struct slice name)
{
	size_t k = idset_find(&n->keys, near_key(n, type, name));

	return k != IDSET_NONE ? near_object(n, n->first[k]) : NULL;
}

const struct inventory_object *
near_next(const struct near *n, const struct inventory_object *o)
{
	return near_object(n, n->next[o - n->inventory->v]);
}
