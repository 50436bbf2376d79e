/* archy_expression.c - what an expression names, and ids in any text */
#include <strings.h>

#include "archy/archy_build.h"
#include "archy/archy_placeholder.h"
#include "base/ascii.h"
#include "record/lookup.h"
#include "record/uuid.h"

size_t
archy_prompt_word(struct slice text, const char **type)
{
	static const struct {
		const char *word, *type;
	} words[] = {
	    {"Prompt.", "userPrompt"}, {"PromptSystem.", "systemPrompt"}, {"Grammar.", "grammar"}};

	for (size_t i = 0; i < COUNT_OF(words); i++) {
		size_t n = strlen(words[i].word);
		if (text.n > n && strncasecmp(text.p, words[i].word, n) == 0) {
			*type = words[i].type;
			return n;
		}
	}
	return 0;
}

/* A reference inside a scalar: bytes from..to of its value. */
static void
expression_place(struct archy_walk *w, struct archy_trace *t, size_t from, size_t to)
{
	struct archy_ref *ref = &w->a->v[w->a->n - 1];

	if (w->alias > 0 || !archy_trace(t, from, to)) {
		ref->to = ref->from;
		return;
	}
	ref->from = t->from;
	ref->to = t->to;
	ref->line = t->line;
	ref->column = t->column;
}

static void
expression_start(struct archy_trace *t, const struct archy_walk *w, const struct archy_node *node)
{
	struct archy_scalar s = archy_scalar_of(node);

	archy_trace_start(t, w->text, &s, node->value, node->line, node->column);
}

static void
expression_lookups(struct archy_walk *w, const struct archy_node *node)
{
	struct archy_trace t;
	struct lookup_call call;
	size_t from = 0, at;

	expression_start(&t, w, node);
	while (lookup_next_call(node->value, &from, &call)) {
		buf_clear(&w->plain);
		if (call.computed) {
			archy_add(w, node, REF_DYNAMIC, call.lookup->type, slice_of("", 0))
			    ->expression = true;
			continue;
		}
		if (call.lookup->by_id)
			continue;
		lookup_unquote(call.literal, &w->plain);
		if (w->plain.n == 0)
			continue;
		archy_add(w, node,
		    lookup_has_type(slice_str(call.lookup->type)) ? REF_NAME : REF_PLATFORM,
		    call.lookup->type, buf_slice(&w->plain))
		    ->expression = true;
		at = (size_t)(call.literal.p - node->value.p);
		expression_place(w, &t, at - 1, at + call.literal.n + 1);
	}
}

/* The end of a name: letters, digits, "_", and placeholders. */
static size_t
expression_name_end(struct slice text, size_t i)
{
	struct archy_placeholder p;
	size_t next;

	while (i < text.n) {
		next = i;
		if (ascii_is_word(text.p[i]) && text.p[i] != '-')
			i++;
		else if (text.p[i] == '{' && archy_placeholder_next(text, &next, &p) &&
			 p.whole.p == text.p + i)
			i = next;
		else
			break;
	}
	return i;
}

static size_t
expression_string_end(struct slice text, size_t i)
{
	for (i++; i < text.n && text.p[i] != '"'; i++)
		if (text.p[i] == '\\')
			i++;
	return i + 1 < text.n ? i + 1 : text.n;
}

/* Prompt.X and PromptSystem.X, and Grammar.X, outside string literals. */
static void
expression_prompts(struct archy_walk *w, const struct archy_node *node)
{
	struct slice text = node->value;
	struct archy_trace t;
	size_t i = 0, end, word;
	const char *type;

	expression_start(&t, w, node);
	while (i < text.n) {
		if (text.p[i] == '"') {
			i = expression_string_end(text, i);
			continue;
		}
		word = archy_prompt_word(slice_of(text.p + i, text.n - i), &type);
		end = word > 0 ? expression_name_end(text, i + word) : i;
		if (word > 0 && end > i + word) {
			struct slice name = slice_of(text.p + i + word, end - i - word);
			struct archy_ref *ref = archy_add(
			    w, node, reftype_class_by_name(slice_str(type), name), type, name);
			ref->expression = ref->prompt = true;
			expression_place(w, &t, i, end);
			i = end;
			continue;
		}
		/* A word, or a variable's name: what follows a dot is not a name of its own. */
		end = i;
		while (end < text.n && (ascii_is_word(text.p[end]) || text.p[end] == '.') &&
		       text.p[end] != '-')
			end++;
		i = end > i ? end : i + 1;
	}
}

void
archy_find_in_expression(struct archy_walk *w, const struct archy_node *node)
{
	expression_lookups(w, node);
	expression_prompts(w, node);
}

/* Ids that the flow itself defines, and links between its parts. */
static bool
expression_is_own(struct slice key)
{
	return slice_is(key, "id") || slice_is(key, "refId") || slice_is(key, "trackingId") ||
	       (key.n > 3 && memcmp(key.p + key.n - 3, "Ref", 3) == 0);
}

void
archy_find_ids(struct archy_walk *w, const struct archy_node *node, bool expression)
{
	struct archy_trace t;
	struct uuid_token token;
	size_t from = 0, at;

	if (node->value.n < UUID_LEN || expression_is_own(archy_walk_key(w, 0)))
		return;
	expression_start(&t, w, node);
	while (uuid_find(node->value, false, &from, &token)) {
		const char *presence = reftype_system_presence(token.whole);
		struct archy_ref *ref =
		    presence != NULL
			? archy_add(w, node, REF_PLATFORM, REFTYPE_PRESENCE, slice_str(presence))
			: archy_add(w, node, REF_LITERAL,
			      uuid_is_action(token.whole) ? "dataAction" : "", slice_of("", 0));
		ref->id = archy_keep(w->a, token.whole);
		ref->expression = expression;
		at = (size_t)(token.whole.p - node->value.p);
		expression_place(w, &t, at, at + token.whole.n);
	}
}
