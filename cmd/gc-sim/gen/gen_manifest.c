/* gen_manifest.c - the manifest: what the flow refers to, by type, as Architect writes it */
#include "gen/gen_body.h"

static void
manifest_context(const struct use *use, struct buf *to)
{
	gen_emit_comma(to);
	if (use->label != NULL)
		gen_emit(to, "{'actionName':%s,'id':%s,'name':%s}", use->label, use->id, use->name);
	else if (use->name[0] != '\0')
		gen_emit(to, "{'id':%s,'name':%s}", use->id, use->name);
	else
		gen_emit(to, "{'id':%s}", use->id);
}

/* Two references may be the same object if it replaces a missing one. */
static bool
same_object(const struct gen_ref *a, const struct gen_ref *b)
{
	return strcmp(a->type, b->type) == 0 && strcmp(a->id, b->id) == 0;
}

static bool
is_first(const struct body *b, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (same_object(&b->refs.v[k], &b->refs.v[i]))
			return false;
	return true;
}

static void
manifest_entry(struct body *b, size_t i, struct buf *to)
{
	const struct gen_ref *m = &b->refs.v[i];
	char version[UUID_SIZE];

	gen_emit_comma(to);
	if (m->kind == NLU_DOMAIN) {
		generate_id(&b->g->plan, "nluVersion", m->id, b->version, version);
		gen_emit(to, "{'id':%s,'version':%s,'context':[", m->id, version);
	} else if (strcmp(m->type, "botFlow") == 0 || strcmp(m->type, "commonModuleFlow") == 0) {
		gen_emit(
		    to, "{'name':%s,'id':%s,'version':'published','context':[", m->name, m->id);
	} else {
		gen_emit(to, "{'name':%s,'id':%s,'context':[", m->name, m->id);
	}
	for (size_t u = 0; u < b->nuses; u++)
		if (same_object(&b->refs.v[b->uses[u].ref], m))
			manifest_context(&b->uses[u], to);
	gen_emit(to, "]}");
}

static void
manifest_entries(struct body *b, const char *type, struct buf *to)
{
	gen_emit(to, "%s:[", type);
	for (size_t i = 0; i < b->refs.n; i++)
		if (strcmp(b->refs.v[i].type, type) == 0 && is_first(b, i))
			manifest_entry(b, i, to);
	gen_emit(to, "],");
}

/* The types in the order of their first use; these three last, and present even when empty. */
void
gen_manifest_write(struct body *b, struct buf *to)
{
	gen_emit(to, ",'manifest':{");
	for (size_t i = 0; i < b->refs.n; i++) {
		size_t k = 0;

		while (strcmp(b->refs.v[k].type, b->refs.v[i].type) != 0)
			k++;
		if (k == i && b->refs.v[i].kind != USER_PROMPT)
			manifest_entries(b, b->refs.v[i].type, to);
	}
	gen_settings_manifest(b, to);
	manifest_entries(b, "userPrompt", to);
	gen_emit(to, "'systemPrompt':[");
	if (gen_settings_system_prompt(b))
		gen_emit(to, "{'context':[{'id':'defaultSettings'}],'id':'__processing__',"
			     "'name':'processing'}");
	if (strcmp(b->type->api, "INQUEUECALL") == 0)
		gen_emit(to, ",{'context':[{'id':'inQueueSettings'}],'id':'__on_hold_music__',"
			     "'name':'on_hold_music'}");
	gen_emit(to, "]}");
}
