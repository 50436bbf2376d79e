/* diff_words.c - where a change is, and which setting changed */
#include "diff/diff_words.h"
#include "base/ascii.h"
#include "base/mem.h"

/* Names of members that Architect shows under another name; "" is left out. */
static const struct diff_word {
	const char *name, *words;
} table[] = {
    {"actionId", "action"},
    {"actionName", "action"},
    {"cases", "case"},
    {"configuration", ""},
    {"datatableId", "data table"},
    {"datatableName", "data table"},
    {"defaultAudio", ""},
    {"errorBindings", "error output"},
    {"flowId", "flow"},
    {"flowName", "flow"},
    {"inQueueFlowId", "in-queue flow"},
    {"inQueueFlowName", "in-queue flow"},
    {"initialPrompts", "initial greeting"},
    {"initialSequence", "starts with"},
    {"inputs", "input"},
    {"menuReference", "leads to"},
    {"menuName", "menu"},
    {"nextAction", "next"},
    {"nextActionId", ""},
    {"outputs", "output"},
    {"paths", "path"},
    {"pathReference", "path"},
    {"prompts", "prompt"},
    {"queues", "queue"},
    {"screenPopId", "script"},
    {"screenPopName", "script"},
    {"skills", "skill"},
    {"startAction", "starts with"},
    {"stateReference", "leads to"},
    {"stateName", "state"},
    {"supportedLanguageOptions", "language"},
    {"supportedLanguages", "supported language"},
    {"taskReference", "leads to"},
    {"taskName", "task"},
    {"textToSpeech", "text-to-speech"},
    {"trackingId", "tracking id"},
    {"value", ""},
    {"variables", "variable"},
    {"__type", "type"},
};

/* Compiled forms and details that nobody sees in Architect. */
static const char *const wordless[] = {"config", "metaData", "properties", "uiMetaData", "context",
    "customDefinitions", "nluMetaData", "commonModules"};

static const char *
diff_word(struct slice name)
{
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (slice_is(name, table[i].name))
			return table[i].words;
	return NULL;
}

static bool
is_wordless(struct slice name)
{
	for (size_t i = 0; i < COUNT_OF(wordless); i++)
		if (slice_is(name, wordless[i]))
			return true;
	return false;
}

/* "preTransferAudio" as "pre transfer audio"; without the ending "Id", which names an object. */
static void
put_split(struct slice name, struct buf *b)
{
	if (name.n > 2 && memcmp(name.p + name.n - 2, "Id", 2) == 0)
		name.n -= 2;
	for (size_t i = 0; i < name.n; i++) {
		if (i > 0 && name.p[i] >= 'A' && name.p[i] <= 'Z' &&
		    !(name.p[i - 1] >= 'A' && name.p[i - 1] <= 'Z'))
			buf_putc(b, ' ');
		buf_putc(b, ascii_lower(name.p[i]));
	}
}

static void
put_word(struct buf *b, const char *word)
{
	if (*word != '\0' && b->n > 0 && b->p[b->n - 1] != ' ')
		buf_putc(b, ' ');
	buf_puts(b, word);
}

/* Which element of a list it is, in quotes, or by its number where there are several. */
static void
put_element(struct diff_tree *t, uint32_t node, struct buf *b)
{
	static const char *const names[] = {"name", "label", "language"};
	uint32_t list = t->v[node].parent, place = 1;
	struct slice name = slice_of("", 0);

	for (size_t i = 0; i < COUNT_OF(names) && name.n == 0; i++)
		name = diff_string(t, node, names[i]);
	if (name.n > 0) {
		buf_puts(b, " \"");
		diff_line(b, name);
		buf_putc(b, '"');
		return;
	}
	name = diff_string(t, diff_member(t, node, "variable"), "text");
	if (name.n > 0) {
		buf_putc(b, ' ');
		diff_line(b, name);
		return;
	}
	if (diff_next(t, diff_first(t, list)) == DIFF_NONE)
		return;
	for (uint32_t e = diff_first(t, list); e != node; e = diff_next(t, e))
		place++;
	buf_printf(b, " %u", (unsigned)place);
}

/* One member on the way from the part to the value. False: it has no words. */
static bool
diff_put_member(struct diff_tree *t, uint32_t node, struct buf *b)
{
	struct buf plain = BUF_INIT, line = BUF_INIT, split = BUF_INIT;
	struct slice name = json_text(diff_key(t, node), &plain);
	const char *words = diff_word(name);
	bool known = !is_wordless(name) && name.n > 0;

	/* in a list of assignments, the expression is what the variable is set to */
	if (slice_is(name, "expression") &&
	    diff_member(t, t->v[node].parent, "variable") != DIFF_NONE)
		words = "";
	diff_line(&line, name);
	if (words == NULL && known)
		put_split(buf_slice(&line), &split);
	if (known)
		put_word(b, words != NULL ? words : buf_slice(&split).p);
	buf_release(&plain);
	buf_release(&line);
	buf_release(&split);
	return known;
}

enum { WORDS_DEPTH = 12 };

/* The way from the part to the value, in words. */
static bool
put_way(struct diff_side *s, uint32_t node, struct buf *b)
{
	uint32_t way[WORDS_DEPTH], part = s->v[diff_part_around(s, node)].node;
	struct diff_tree *t = &s->tree;
	size_t n = 0;

	for (uint32_t i = node; i != part; i = t->v[i].parent) {
		if (n == WORDS_DEPTH)
			return false;
		way[n++] = i;
	}
	while (n-- > 0) {
		if (t->v[way[n]].key == 0)
			put_element(t, way[n], b);
		else if (!diff_put_member(t, way[n], b))
			return false;
	}
	return true;
}

static bool
has_words(const struct diff_tree *t, uint32_t node)
{
	enum json_type type;

	if (node == DIFF_NONE || diff_gist(t, node) != DIFF_NONE)
		return true;
	type = (enum json_type)t->v[node].type;
	return type != JSON_OBJECT && type != JSON_ARRAY;
}

bool
diff_what(struct diff *d, const struct diff_change *c, struct buf *b)
{
	enum diff_version version = c->b != DIFF_NONE ? DIFF_B : DIFF_A;
	uint32_t node = version == DIFF_B ? c->b : c->a;
	struct buf way = BUF_INIT;
	bool words = !d->object && has_words(&d->side[DIFF_A].tree, c->a) &&
		     has_words(&d->side[DIFF_B].tree, c->b) && c->kind == DIFF_CHANGED &&
		     put_way(&d->side[version], node, &way) && way.n > 0;

	if (!words) {
		buf_clear(&way);
		diff_pointer(&d->side[version].tree, node, &way);
	}
	diff_line(b, buf_slice(&way));
	buf_release(&way);
	return words;
}
