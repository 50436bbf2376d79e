/*
 * plan_symbol.c - ids as texts that two orgs share: gc:TYPE/NAME
 *
 * Two objects never share a symbol: in type and name all bytes but ASCII letters, digits, "-._"
 * and those of non-ASCII characters are percent-escaped. Equal names get "@" and the category,
 * e-mail address or division or, if these are equal too, "@@" and the id. A renamed object has
 * its new name in the symbol, and so has a renamed division or integration; it stays distinct
 * from objects that already have these names. A home division is "@home", however its org calls it.
 */
#include "base/ascii.h"
#include "plan/plan_build.h"

#define SCHEME "gc:"

static bool
plan_symbol_is_plain(unsigned char c)
{
	return ascii_is_word((char)c) || c == '.' || c >= 0x80;
}

static void
put_escaped(struct buf *b, struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (plan_symbol_is_plain(c))
			buf_putc(b, s.p[i]);
		else
			buf_printf(b, "%%%02X", (unsigned)c);
	}
}

/*
 * A bot's language model is created again with the flow in each org. So its symbol has the flow's
 * name, and other models with its name in the org do not count.
 */
static bool
is_model(const struct plan *p, const struct plan_want *w)
{
	return w->class == REF_OWN && slice_is(plan_text(p, w->type), "nluDomain");
}

static size_t
plan_symbol_namesakes(struct plan *p, const struct plan_want *w)
{
	size_t n = 0;

	if (!is_model(p, w))
		return plan_namesakes(p, w, false);
	for (size_t i = 0; i < p->n; i++)
		n += !p->v[i].dropped && p->v[i].type == w->type && p->v[i].flow == w->flow;
	return n;
}

static void
put_mark(struct plan *p, const struct plan_want *w, struct buf *b)
{
	if (plan_symbol_namesakes(p, w) <= 1)
		return;
	if (plan_namesakes(p, w, true) <= 1 && plan_mark(p, w).n > 0) {
		buf_putc(b, '@');
		put_escaped(b, plan_target_mark(p, w));
	} else {
		buf_puts(b, "@@");
		put_escaped(b, plan_text(p, w->id));
	}
}

/* Parts that belong to a flow have the flow's name; an organization needs no name. */
static struct slice
symbol_name(const struct plan *p, const struct plan_want *w)
{
	struct slice name = plan_name(p, w);

	if (is_model(p, w) || (name.n == 0 && w->class == REF_OWN))
		return plan_text(p, w->flow);
	return name;
}

/* Whether it is the source's home division, which no rename is about. */
static bool
is_home(const struct plan *p, const struct plan_want *w)
{
	const struct inventory_object *home = p->source != NULL ? inventory_home(p->source) : NULL;

	return home != NULL && slice_is(plan_text(p, w->type), "division") &&
	       slice_eq(inventory_text(p->source, home->id), plan_text(p, w->full));
}

/* The name in the record becomes the same text in each org, too. */
static void
symbol_of_home(struct plan *p, struct plan_want *w)
{
	w->status = MAP_MAPPED;
	w->to = plan_keep(p, slice_str(SCHEME "division/@home"));
	w->to_name = plan_keep(p, slice_str("@home"));
}

bool
plan_symbol_of_named_home(struct plan *p, struct plan_want *w)
{
	const struct inventory_object *home = p->source != NULL ? inventory_home(p->source) : NULL;

	if (home == NULL || !slice_is(plan_text(p, w->type), "division") ||
	    !slice_eq(inventory_text(p->source, home->name), plan_text(p, w->name)))
		return false;
	symbol_of_home(p, w);
	return true;
}

void
plan_symbol(struct plan *p, struct plan_want *w)
{
	struct slice type = plan_text(p, w->type), name = symbol_name(p, w), said = name;
	struct buf b = BUF_INIT;

	if (p->renames != NULL)
		name = renames_find(p->renames, type, name);
	if (is_home(p, w) && slice_eq(name, said)) {
		symbol_of_home(p, w);
		return;
	}

	w->status = MAP_UNKNOWN;
	buf_puts(&b, SCHEME);
	put_escaped(&b, type);
	if (name.n > 0) {
		buf_putc(&b, '/');
		put_escaped(&b, name);
		put_mark(p, w, &b);
	}
	if (name.n > 0 || slice_is(type, "organization")) {
		w->status = MAP_MAPPED;
		if (!slice_eq(name, said))
			w->to_name = plan_keep(p, name);
		w->to = plan_keep(p, buf_slice(&b));
	}
	buf_release(&b);
}
