/* archy_json.c - Archy YAML as JSON */
#include "archy/archy_json.h"
#include "json/json.h"
#include "yaml/yaml_scalar.h"

struct json_walk {
	struct buf *to;
	struct archy_error *error;
	bool mapping[ARCHY_DEPTH + 1]; /* of the open collections: which are mappings */
	size_t depth;
	bool comma; /* before the next key, or element */
};

static void
json_add_scalar(struct buf *to, const struct archy_node *node)
{
	enum yaml_meaning meaning = YAML_MEANS_TEXT;

	if (node->style == ARCHY_PLAIN && !node->is_key)
		meaning = yaml_scalar_meaning(node->value);
	if (meaning == YAML_MEANS_NULL)
		buf_puts(to, "null");
	else if (meaning == YAML_MEANS_TRUE || meaning == YAML_MEANS_FALSE)
		buf_puts(to, meaning == YAML_MEANS_TRUE ? "true" : "false");
	else if (meaning == YAML_MEANS_NUMBER)
		buf_add(to, node->value.p, node->value.n);
	else
		json_quote(to, node->value);
}

static bool
json_take(void *user, const struct archy_node *node)
{
	struct json_walk *w = user;

	if (node->kind == ARCHY_END) {
		buf_putc(w->to, w->mapping[--w->depth] ? '}' : ']');
		w->comma = true;
		return true;
	}
	if (node->kind == ARCHY_ALIAS) {
		archy_refuse(
		    w->error, node->line, node->column, "an alias, which has no value of its own");
		return false;
	}
	if (w->comma)
		buf_putc(w->to, ',');
	if (node->kind == ARCHY_SCALAR) {
		json_add_scalar(w->to, node);
		if (node->is_key)
			buf_putc(w->to, ':');
		w->comma = !node->is_key;
	} else {
		w->mapping[w->depth++] = node->kind == ARCHY_MAPPING;
		buf_putc(w->to, node->kind == ARCHY_MAPPING ? '{' : '[');
		w->comma = false;
	}
	return true;
}

bool
archy_json(struct slice text, struct buf *to, struct archy_error *error)
{
	struct json_walk w = {.to = to, .error = error};
	size_t before = to->n;

	if (archy_yaml(text, json_take, &w, error))
		return true;
	to->n = before;
	if (to->p != NULL)
		to->p[before] = '\0';
	return false;
}
