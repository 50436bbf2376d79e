/*
 * orphans_manifest.c - manifest, caches and embedded modules without what nothing uses any more
 *
 * Manifest and caches are objects of lists whose elements have an id.
 */
#include "json/json.h"
#include "json/peek.h"
#include "orphans/orphans_build.h"

/* Architect writes these lists even if they are empty. */
static bool
gone_is_always_there(struct slice key)
{
	static const char *const keys[] = {
	    "language", "userPrompt", "systemPrompt", "bridgeServerActions", "screenPops"};

	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (json_is(key, keys[i]))
			return true;
	return false;
}

static bool
gone_is_used(const struct orphans *o, const struct ref *ref, size_t *before)
{
	bool used = false;

	for (size_t k = 0; k < ref->count; k++) {
		const struct ref_use *use = refs_use(&o->refs, ref, k);
		if (use->out_of_service != 0)
			continue;
		++*before;
		used |= !orphans_is_removed(o, use->at);
	}
	return used;
}

/* A module's own id, in its embedded copy, is not a use. */
static bool
module_is_called(const struct orphans *o, const struct orphans_module *m, size_t *calls)
{
	bool called = false;

	for (size_t i = 0; i < o->refs.nuses; i++) {
		const struct ref_use *use = &o->refs.uses[i];
		struct slice id = refs_text(&o->refs, o->refs.v[use->ref].id);
		if (use->out_of_service != 0 || !json_eq(m->id, id) ||
		    use->at + 1 == orphans_offset(o, m->id.p))
			continue;
		++*calls;
		called |= !orphans_is_removed(o, use->at);
	}
	return called;
}

/* A module may be called by another one only: again, until none is found. */
static void
find_gone_modules(struct orphans *o)
{
	for (bool found = true; found;) {
		found = false;
		for (size_t i = 0; i < o->nmodules; i++) {
			struct orphans_module *m = &o->modules[i];
			size_t calls = 0;
			if (m->gone || m->id.n == 0)
				continue;
			m->gone = !module_is_called(o, m, &calls) && (m->wanted || calls > 0);
			found |= m->gone;
		}
	}
}

void
orphans_find_gone(struct orphans *o)
{
	find_gone_modules(o);
	for (size_t i = 0; i < o->refs.n; i++) {
		const struct ref *ref = &o->refs.v[i];
		struct slice id = refs_text(&o->refs, ref->id);
		size_t before = 0;
		bool used, unwanted;
		if (id.n == 0 || ref->class == REF_OWN || ref->class == REF_LITERAL)
			continue;
		used = gone_is_used(o, ref, &before);
		unwanted = orphans_listed(&o->list, refs_text(&o->refs, ref->type), id,
		    refs_text(&o->refs, ref->name), &o->scratch);
		if (!used && (before > 0 || unwanted))
			idset_add(&o->gone, id);
	}
}

static bool
gone_has(struct orphans *o, struct slice element)
{
	struct slice id = peek_find(element, "id");

	return id.n > 2 && id.p[0] == '"' &&
	       idset_find(&o->gone, json_text(slice_of(id.p + 1, id.n - 2), &o->scratch)) !=
		   IDSET_NONE;
}

static bool
gone_is_context(struct orphans *o, struct slice element)
{
	struct slice id = peek_find(element, "id");
	const struct orphans_action *a;

	if (id.n <= 2 || id.p[0] != '"')
		return false;
	a = orphans_action_of(o, id);
	return a != NULL && a->fate != ORPHANS_STAYS;
}

static void
gone_note(struct orphans *o, enum orphans_what what, const struct buf *at, struct slice old)
{
	orphans_note(o, what, NULL, buf_slice(at), old, slice_of(NULL, 0));
}

/* Of a list: how many elements there are, and whether all of them go. */
static bool
list_goes(struct orphans *o, struct slice list, bool (*goes)(struct orphans *, struct slice))
{
	struct slice element;
	size_t n = 0;

	list = orphans_list_of(list);
	while (peek_element(&list, &element)) {
		if (!goes(o, element))
			return false;
		n++;
	}
	return n > 0;
}

/* Cut the elements that go. `at` is the list's pointer, and comes back as it was. */
static void
cut_elements(struct orphans *o, struct slice list, enum orphans_what what, struct buf *at,
    bool (*goes)(struct orphans *, struct slice))
{
	struct slice element;
	size_t n = 0, head = at->n;

	list = orphans_list_of(list);
	while (peek_element(&list, &element)) {
		bool cut = goes(o, element);
		orphans_add_item(o, n, element.p, element.p + element.n)->cut = cut;
		if (cut) {
			at->n = head;
			buf_printf(at, "/%zu", n);
			gone_note(o, what, at, element);
		}
		n++;
	}
	at->n = head;
	orphans_cut_items(o, n);
}

static void
point_to_member(struct buf *at, struct slice key)
{
	buf_putc(at, '/');
	for (size_t i = 0; i < key.n; i++) {
		if (key.p[i] == '~' || key.p[i] == '/')
			buf_puts(at, key.p[i] == '~' ? "~0" : "~1");
		else
			buf_putc(at, key.p[i]);
	}
}

/* Cut the members whose lists go as a whole. */
static void
cut_members(struct orphans *o, struct slice object, enum orphans_what what, struct buf *at,
    bool (*goes)(struct orphans *, struct slice key, struct slice value))
{
	struct slice key, value;
	size_t n = 0, head = at->n;

	while (peek_member(&object, &key, &value)) {
		bool cut = goes(o, key, value);
		orphans_add_item(o, n++, key.p - 1, value.p + value.n)->cut = cut;
		if (cut) {
			at->n = head;
			point_to_member(at, key);
			gone_note(o, what, at, value);
		}
	}
	at->n = head;
	orphans_cut_items(o, n);
}

static bool
member_goes(struct orphans *o, struct slice key, struct slice value)
{
	return !gone_is_always_there(key) && list_goes(o, value, gone_has);
}

static bool
contexts_go(struct orphans *o, struct slice key, struct slice value)
{
	return json_is(key, "context") && list_goes(o, value, gone_is_context);
}

static void
edit_contexts(struct orphans *o, struct slice list, struct buf *at)
{
	struct slice entry, context;
	size_t head = at->n;

	for (size_t n = 0; peek_element(&list, &entry); n++) {
		if (entry.p[0] != '{' || gone_has(o, entry))
			continue;
		at->n = head;
		buf_printf(at, "/%zu", n);
		cut_members(o, entry, ORPHANS_CONTEXT, at, contexts_go);
		context = orphans_list_in(entry, "context");
		if (contexts_go(o, slice_str("context"), context))
			continue;
		buf_puts(at, "/context");
		cut_elements(o, context, ORPHANS_CONTEXT, at, gone_is_context);
	}
	at->n = head;
}

/* The manifest or the caches, at this pointer. */
static void
edit_lists(struct orphans *o, struct slice object, enum orphans_what what, const char *pointer)
{
	struct buf at = BUF_INIT;
	struct slice rest = object, key, value;
	size_t head;

	buf_puts(&at, pointer);
	head = at.n;
	if (object.n > 0 && object.p[0] == '{')
		cut_members(o, object, what, &at, member_goes);
	while (object.n > 0 && object.p[0] == '{' && peek_member(&rest, &key, &value)) {
		if (value.p[0] != '[' || member_goes(o, key, value))
			continue;
		at.n = head;
		point_to_member(&at, key);
		cut_elements(o, value, what, &at, gone_has);
		if (what == ORPHANS_MANIFEST)
			edit_contexts(o, value, &at);
	}
	buf_release(&at);
}

static bool
module_goes(struct orphans *o, struct slice element)
{
	for (size_t i = 0; i < o->nmodules; i++)
		if (o->modules[i].text.p == element.p)
			return o->modules[i].gone;
	return false;
}

static bool
modules_go(struct orphans *o, struct slice key, struct slice value)
{
	return json_is(key, "commonModules") && list_goes(o, value, module_goes);
}

static void
edit_modules(struct orphans *o)
{
	struct slice list = orphans_list_in(o->configuration, "commonModules");
	struct buf at = BUF_INIT;

	buf_puts(&at, "/configuration");
	cut_members(o, o->configuration, ORPHANS_MODULE, &at, modules_go);
	if (!modules_go(o, slice_str("commonModules"), list)) {
		buf_puts(&at, "/commonModules");
		cut_elements(o, list, ORPHANS_MODULE, &at, module_goes);
	}
	buf_release(&at);
}

void
orphans_edit_manifest(struct orphans *o)
{
	edit_modules(o);
	edit_lists(o, peek_find(o->configuration, "manifest"), ORPHANS_MANIFEST,
	    "/configuration/manifest");
	edit_lists(o, peek_find(o->configuration, "uiMetaData"), ORPHANS_CACHE,
	    "/configuration/uiMetaData");
}
