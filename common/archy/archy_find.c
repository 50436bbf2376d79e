/* archy_find.c - names that are values or keys */
#include "archy/archy_build.h"
#include "archy/archy_placeholder.h"
#include "record/lookup.h"
#include "yaml/yaml_scalar.h"

static const char *const default_scripts[] = {
    "Default Callback Script", "Default Inbound Script", "Default Outbound Script"};

/* These exist in every org. */
static bool
find_is_default(const char *type, struct slice name)
{
	if (strcmp(type, "composerScript") != 0)
		return reftype_is_built_in(slice_str(type), name);
	for (size_t i = 0; i < COUNT_OF(default_scripts); i++)
		if (slice_is(name, default_scripts[i]))
			return true;
	return false;
}

static enum ref_class
find_class(const char *type, struct slice name)
{
	if (*type == '\0')
		return REF_UNKNOWN;
	if (strcmp(type, "integration") == 0)
		return REF_NAME;
	if (find_is_default(type, name))
		return REF_PLATFORM;
	return reftype_class_by_name(slice_str(type), name);
}

/* A name is a text: null, true and empty ones are none. */
static bool
find_is_name(const struct archy_node *node)
{
	if (node->value.n == 0)
		return false;
	return node->style != ARCHY_PLAIN || yaml_scalar_meaning(node->value) != YAML_MEANS_NULL;
}

/* A name that no key tells to be one, as `name` does: numbers and booleans are none. */
static bool
find_is_text(const struct archy_node *node)
{
	return node->value.n > 0 &&
	       (node->style != ARCHY_PLAIN || yaml_scalar_meaning(node->value) == YAML_MEANS_TEXT);
}

static struct archy_ref *
find_add(struct archy_walk *w, const struct archy_node *node, const char *type)
{
	return archy_add(w, node, find_class(type, node->value), type, node->value);
}

void
archy_find_key(struct archy_walk *w, const struct archy_node *node)
{
	struct archy_frame *f = &w->v[w->n - 1];
	struct archy_ref *ref;
	const char *type;

	if (f->rule == NULL || node->value.n == 0 || archy_is_word(node->value))
		return;
	type = archy_rule_type(f->rule, slice_of("", 0), w->a->key);
	ref = find_add(w, node, type);
	if (strcmp(type, "integration") == 0) {
		f->category = ref->name;
	} else if (strcmp(type, "dataAction") == 0) {
		ref->category = f->category;
		ref->placeholder |= archy_placeholder_in(archy_str(w->a, ref->category));
	}
}

/*
 * KEY: {lit: {name: X}}, KEY: {name: X} or KEY: {lit: X}: the key is so many levels above X; 0: none
 * of these.
 */
static size_t
find_levels(const struct archy_walk *w, bool *lit)
{
	bool named = slice_is(archy_walk_key(w, 0), "name");
	size_t up = named ? 1 : 0, end = up + 3;

	*lit = false;
	for (; up < end; up++) {
		struct slice key = archy_walk_key(w, up);
		if (slice_is(key, "lit"))
			*lit = true;
		else if (!slice_is(key, "[]") ||
			 !(*lit || slice_is(archy_walk_key(w, up + 1), "lit")))
			break;
	}
	return named || *lit ? up : 0;
}

/* The walk, seen from so many levels above. */
struct find_above {
	const struct archy_walk *walk;
	size_t levels;
};

static struct slice
find_key_above(const void *user, size_t up)
{
	const struct find_above *above = user;

	return archy_walk_key(above->walk, above->levels + up);
}

/* lit: {name: Prompt.X} */
static bool
find_prompt(struct archy_walk *w, const struct archy_node *node)
{
	const char *type;
	size_t word = archy_prompt_word(node->value, &type);
	struct slice name = slice_of(node->value.p + word, node->value.n - word);
	struct archy_ref *ref;

	if (word == 0 || name.n == 0)
		return false;
	ref = archy_add(w, node, find_class(type, name), type, name);
	ref->prompt = true;
	return true;
}

static bool
find_named(struct archy_walk *w, const struct archy_node *node)
{
	bool lit, named = slice_is(archy_walk_key(w, 0), "name");
	struct find_above above = {w, find_levels(w, &lit)};
	const struct archy_rule *rule;
	const char *type = "";
	struct slice word;

	if (above.levels == 0 || !(named ? find_is_name(node) : find_is_text(node)))
		return false;
	rule = archy_rule_find(lit ? ARCHY_LIT : ARCHY_NAME, find_key_above, &above, &word);
	if (rule != NULL)
		type = archy_rule_type(rule, word, w->a->key);
	if (!named && *type == '\0')
		return false; /* most literals are texts */
	if (rule == NULL && !lit)
		return false;
	if ((*type != '\0' && strcmp(type, "userPrompt") != 0) || !find_prompt(w, node))
		find_add(w, node, type);
	return true;
}

/* findQueue: {findName: {lit: X}} and {findName: {exp: …}}; findXById has an id, which is a text. */
static bool
find_lookup(struct archy_walk *w, const struct archy_node *node)
{
	struct slice key = archy_walk_key(w, 1), wrapper = archy_walk_key(w, 0);
	const struct lookup *l = lookup_find(archy_walk_key(w, 2));
	bool fixed = slice_is(wrapper, "lit");
	struct slice name;

	if (l == NULL || key.n < 5 || memcmp(key.p, "find", 4) != 0 ||
	    (key.n >= 10 && memcmp(key.p, "findResult", 10) == 0))
		return false;
	if ((!fixed && !slice_is(wrapper, "exp") && !slice_is(wrapper, "var")) ||
	    (fixed && (l->by_id || !find_is_name(node))))
		return false;
	name = fixed ? node->value : slice_of("", 0);
	archy_add(w, node,
	    !fixed                                ? REF_DYNAMIC
	    : lookup_has_type(slice_str(l->type)) ? REF_NAME
						  : REF_PLATFORM,
	    l->type, name);
	return true;
}

/* referencedObjects: {flows: [{flow: {name: X, type: …}}]} */
static bool
find_in_list(struct archy_walk *w, const struct archy_node *node)
{
	struct archy_frame *f = &w->v[w->n - 1];
	struct slice key = archy_walk_key(w, 0);

	if (!slice_is(archy_walk_key(w, 1), "flow") || !slice_is(archy_walk_key(w, 2), "[]") ||
	    !slice_is(archy_walk_key(w, 4), "referencedObjects"))
		return false;
	if (slice_is(key, "type"))
		f->listed_type = archy_keep(w->a, node->value);
	else if (slice_is(key, "name") && find_is_name(node)) {
		archy_add(w, node, REF_UNKNOWN, "", node->value)->label = true;
		f->listed = (uint32_t)w->a->n;
	}
	return true;
}

void
archy_find_listed(struct archy_walk *w, const struct archy_frame *f)
{
	struct archy_ref *ref;
	const char *key, *type;

	if (f->listed == 0 || f->listed_type.len == 0)
		return;
	ref = &w->a->v[f->listed - 1];
	type = archy_type(archy_str(w->a, f->listed_type));
	key = type == NULL ? archy_key(archy_str(w->a, f->listed_type)) : NULL;
	if (key != NULL)
		type = archy_type(slice_str(key));
	if (type == NULL)
		return;
	ref->type = type;
	ref->class = REF_OBJECT;
}

void
archy_find_value(struct archy_walk *w, const struct archy_node *node)
{
	const struct archy_rule *rule;
	struct slice word;

	if (find_in_list(w, node) || find_lookup(w, node))
		return;
	rule = archy_rule_find(ARCHY_LABEL, archy_walk_key, w, &word);
	if (rule != NULL && find_is_name(node)) {
		find_add(w, node, rule->type)->label = true;
		return;
	}
	rule = archy_rule_find(ARCHY_VALUE, archy_walk_key, w, &word);
	if (rule != NULL && find_is_name(node)) {
		find_add(w, node, rule->type);
		return;
	}
	if (find_named(w, node) || !slice_is(archy_walk_key(w, 0), "prompt") ||
	    find_prompt(w, node))
		return;
	rule = archy_rule_find(ARCHY_AUDIO, archy_walk_key, w, &word);
	if (rule != NULL && find_is_text(node))
		find_add(w, node, rule->type);
}
