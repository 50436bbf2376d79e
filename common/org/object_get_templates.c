/* object_get_templates.c - the templates of a data action that are given by URI */
#include "base/utf8.h"
#include "json/json_write.h"
#include "org/object_get_build.h"

struct template
{
	const char *member;   /* where it stands inline, in this part of the config; and its name */
	const char *in, *uri; /* the member that has its URI */
	const char *file;     /* what GET one adds for it */
};

static const struct template templates[] = {
    {"requestTemplate", "request", "requestTemplateUri", "/templates/requesttemplate.vm"},
    {"successTemplate", "response", "successTemplateUri", "/templates/successtemplate.vm"},
};

/* Whether the template is not in the definition, and its URI is. */
static bool
template_is_apart(const struct object_get *g, const struct template *t)
{
	const char *const text[] = {"config", t->in, t->member, NULL};
	const char *const uri[] = {"config", t->in, t->uri, NULL};
	struct slice whole = buf_slice(&g->configuration),
		     inline_text = object_value_at(whole, text);

	return (inline_text.n == 0 || inline_text.p[0] != '"') &&
	       object_string_at(whole, uri).n > 0;
}

/* The server has the text under a path of its own, which the URI need not name in full. */
bool
object_templates_ask(struct object_get *g, struct call *c)
{
	while (g->index < COUNT_OF(templates) && !template_is_apart(g, &templates[g->index]))
		g->index++;
	if (g->index == COUNT_OF(templates)) {
		if (g->templates.n > 0)
			json_write_close(&g->templates);
		return false;
	}
	buf_clear(&g->part);
	buf_puts(&g->part, templates[g->index].member);
	object_get_path(g);
	buf_puts(&g->path, templates[g->index].file);
	c->path = g->path.p;
	c->raw = true; /* which accepts any type */
	return true;
}

enum object_take
object_templates_take(struct object_get *g, const struct call *c)
{
	if (c->verdict != CALL_OK)
		return OBJECT_TAKE_FAILED;
	if (!utf8_is(buf_slice(&c->body)))
		return object_get_fail(g, "it is not UTF-8");
	if (!buf_fits(&g->templates, 6 * c->body.n + 64))
		return object_get_fail(g, "more than 1 GiB");
	if (g->templates.n == 0)
		json_write_open(&g->templates, NULL);
	json_write_string(&g->templates, templates[g->index++].member, buf_slice(&c->body));
	return OBJECT_TAKE_NEXT;
}
