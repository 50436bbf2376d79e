/* archy_anchor.c - anchors and aliases of Archy YAML */
#include "archy/archy_anchor.h"
#include "base/ascii.h"
#include "base/mem.h"

void
archy_anchors_set(struct archy_anchors *a, struct slice name, const struct archy_node *node)
{
	size_t i = idset_add(&a->names, name);
	struct archy_anchor anchor = {.scalar = node->kind == ARCHY_SCALAR,
	    .style = node->style,
	    .at = a->text.n,
	    .from = node->from};

	anchor.read = anchor.scalar && node->value.n <= ARCHY_ALIAS_MAX;
	if (anchor.read) {
		anchor.len = node->value.n;
		buf_add_slice(&a->text, node->value);
	}
	a->v = xgrow(a->v, &a->cap, a->names.n, sizeof *a->v);
	a->v[i] = anchor;
}

const char *
archy_anchors_get(struct archy_anchors *a, struct slice name, size_t size, struct archy_node *alias)
{
	size_t i = idset_find(&a->names, name);
	const struct archy_anchor *anchor;

	if (i == IDSET_NONE)
		return "an alias without its anchor";
	anchor = &a->v[i];
	alias->origin = anchor->from;
	alias->of_scalar = anchor->scalar;
	if (!anchor->read)
		return NULL;
	alias->style = anchor->style;
	alias->value = slice_of(a->text.n > 0 ? a->text.p + anchor->at : "", anchor->len);
	alias->resolved = true;
	a->spent += anchor->len;
	if (a->spent > ARCHY_ALIASES_MAX + ARCHY_ALIASES_TIMES * size)
		return "aliases that repeat too many bytes";
	return NULL;
}

void
archy_anchors_release(struct archy_anchors *a)
{
	idset_release(&a->names);
	free(a->v);
	buf_release(&a->text);
}

/* libyaml has checked the text: an anchor is of letters, digits, "_" and "-", a tag ends at a blank. */
static size_t
anchor_skip_one(struct slice text, size_t at)
{
	bool tag = text.p[at] == '!';

	for (at++; at < text.n; at++)
		if (tag ? ascii_is_space(text.p[at]) : !ascii_is_word(text.p[at]))
			break;
	return at;
}

static size_t
anchor_skip_space(struct slice text, size_t at)
{
	while (at < text.n) {
		if (text.p[at] == '#')
			while (at < text.n && text.p[at] != '\n')
				at++;
		else if (ascii_is_space(text.p[at]))
			at++;
		else
			break;
	}
	return at;
}

size_t
archy_anchor_skip(struct slice text, size_t at)
{
	while (at < text.n && (text.p[at] == '&' || text.p[at] == '!'))
		at = anchor_skip_space(text, anchor_skip_one(text, at));
	return at;
}
