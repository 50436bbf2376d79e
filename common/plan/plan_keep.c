/* plan_keep.c - texts and wants, each kept once */
#include "base/mem.h"
#include "plan/plan_build.h"

uint32_t
plan_keep(struct plan *p, struct slice text)
{
	if (p->texts.n == 0)
		idset_add(&p->texts, slice_str("")); /* is number 0 */
	return (uint32_t)idset_add(&p->texts, text);
}

uint32_t
plan_keep_member(struct plan *p, const struct members *m, const char *key)
{
	return plan_keep(p, members_text(m, key, &p->scratch));
}

struct slice
plan_key(struct plan *p, uint32_t type, uint32_t text)
{
	buf_clear(&p->scratch);
	buf_add_slice(&p->scratch, plan_text(p, type));
	buf_putc(&p->scratch, '\t');
	buf_add_slice(&p->scratch, plan_text(p, text));
	return buf_slice(&p->scratch);
}

/* The stricter one of two classes. */
static enum ref_class
plan_stronger_class(enum ref_class a, enum ref_class b)
{
	static const int rank[] = {[REF_OBJECT] = 0,
	    [REF_OWN] = 1,
	    [REF_PLATFORM] = 2,
	    [REF_UNKNOWN] = 3,
	    [REF_LITERAL] = 4,
	    [REF_NAME] = 5,
	    [REF_DYNAMIC] = 6};

	return rank[a] <= rank[b] ? a : b;
}

/*
 * The key of a type and a name, and of a data action's category, which differs from all keys of
 * ids.
 */
static struct slice
lookup_key(struct plan *p, uint32_t type, uint32_t name, uint32_t category)
{
	buf_clear(&p->scratch);
	buf_add_slice(&p->scratch, plan_text(p, type));
	buf_putc(&p->scratch, '\n');
	buf_add_slice(&p->scratch, plan_text(p, name));
	if (category != 0) {
		buf_putc(&p->scratch, '\n');
		buf_add_slice(&p->scratch, plan_text(p, category));
	}
	return buf_slice(&p->scratch);
}

struct plan_want *
plan_want_of(struct plan *p, enum ref_class class, uint32_t type, uint32_t id, uint32_t name,
    uint32_t category)
{
	size_t index = idset_add(
	    &p->keys, id != 0 ? plan_key(p, type, id) : lookup_key(p, type, name, category));
	struct plan_want *w;

	if (index == p->n) {
		p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
		p->v[p->n++] =
		    (struct plan_want){.type = type, .id = id, .full = id, .class = class};
	}
	w = &p->v[index];
	w->class = plan_stronger_class(w->class, class);
	if (w->name == 0)
		w->name = name;
	return w;
}
