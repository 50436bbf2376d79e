/* load_definition.c - the definition in an object's record, and what belongs to it */
#include "load/load.h"

#include "base/base64.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "org/parts.h"

/* Append each element of the record's array that is an object to `visit`'s care. */
static void
definition_each(const struct members *record, const char *key, struct org_parts *parts,
    void (*visit)(struct org_parts *parts, const struct members *one))
{
	const struct member *list = members_find(record, key);
	struct json j = JSON_INIT, inner = JSON_INIT;
	struct members m = MEMBERS_INIT;
	struct slice one;
	enum json_type type;

	if (list == NULL || list->type != JSON_ARRAY)
		return;
	json_start(&j, list->value);
	(void)json_next(&j);
	while ((type = json_value(&j, &one)) > JSON_END && type != JSON_ARRAY_END)
		if (type == JSON_OBJECT && members_read(&m, &inner, one))
			visit(parts, &m);
	members_release(&m);
	json_release(&j);
	json_release(&inner);
}

static void
definition_row(struct org_parts *parts, const struct members *row)
{
	static const char *const without[] = {"selfUri", NULL};
	char *key = members_dup(row, "key");
	struct buf text = BUF_INIT;

	if (key != NULL) {
		members_without(row, without, &text);
		json_write_close(&text);
		parts_put_row(parts, key, buf_slice(&text));
	}
	free(key);
	buf_release(&text);
}

/* What of it can be written; the rest follows from the recording. */
static void
definition_resource(struct org_parts *parts, const struct members *resource)
{
	static const char *const texts[] = {"ttsString", "text", "tags"};
	char *language = members_dup(resource, "language");
	struct buf text = BUF_INIT;

	json_write_open(&text, NULL);
	for (size_t i = 0; i < resource->n; i++)
		for (size_t k = 0; k < COUNT_OF(texts); k++)
			if (slice_is(resource->v[i].key, texts[k]))
				member_write(&resource->v[i], &text);
	json_write_close(&text);
	if (language != NULL)
		parts_put_resource(parts, language, buf_slice(&text));
	free(language);
	buf_release(&text);
}

static void
definition_media(struct org_parts *parts, const struct members *media)
{
	char *language = members_dup(media, "language");
	struct org_resource *r = language != NULL ? parts_resource(parts, language) : NULL;
	struct buf bytes = BUF_INIT;

	if (language != NULL && r == NULL)
		r = parts_put_resource(parts, language, slice_str("{}"));
	if (r != NULL && base64_decode(members_string(media, "base64"), &bytes) && bytes.n > 0) {
		parts_keep_audio(r, buf_slice(&bytes));
		r->status = AUDIO_TRANSCODED;
	}
	free(language);
	buf_release(&bytes);
}

/* [{"id","name"}] becomes ["id", …]. */
static void
definition_wrapup(struct org_parts *parts, const struct members *code)
{
	struct slice id = members_string(code, "id");
	struct buf list = BUF_INIT;
	size_t n = strlen(parts->wrapups);

	if (id.n == 0)
		return;
	buf_add(&list, parts->wrapups, n - 1);
	json_write_token(&list, NULL, id);
	json_write_close_array(&list);
	free(parts->wrapups);
	parts->wrapups = buf_detach(&list);
}

void
load_definition(struct loader *l, const struct members *record, struct org_object *o)
{
	const struct member *content = members_find(record, "configuration");
	const struct member *templates = members_find(record, "templates");
	struct members inner = MEMBERS_INIT;
	struct org_parts *parts;

	if (content == NULL || content->type != JSON_OBJECT)
		return;
	o->definition = xmemdup0(content->value.p, content->value.n);
	parts = parts_of(o);
	parts->has_rows = parts->has_resources = true;
	parts->wrapups = xstrdup("[]");
	definition_each(record, "rows", parts, definition_row);
	if (members_read(&inner, &l->parts, content->value))
		definition_each(&inner, "resources", parts, definition_resource);
	definition_each(record, "media", parts, definition_media);
	definition_each(record, "wrapupCodes", parts, definition_wrapup);
	if (templates != NULL && templates->type == JSON_OBJECT)
		parts->templates = xmemdup0(templates->value.p, templates->value.n);
	members_release(&inner);
}

void
load_home(struct loader *l, const struct members *record, size_t division)
{
	struct member home;
	const struct member *own = members_find(record, "homeDivision");
	struct org_division *d = &l->org->divisions[division];
	struct slice description = members_string_in(record, "configuration", "description");

	if ((own != NULL && own->type == JSON_TRUE) ||
	    (members_find_in(record, "configuration", "homeDivision", &home) &&
		home.type == JSON_TRUE))
		l->org->home = division;
	if (description.n > 0 && d->description == NULL)
		d->description = json_text_dup(description);
}
