/* save_content.c - what the file of a flow holds */
#include "files/i3.h"
#include "json/indent.h"
#include "save_content.h"
#include "yaml/yaml_in.h"

void
save_content_init(struct save_content *w)
{
	*w = (struct save_content){.json = JSON_INIT};
	yaml_out_init(&w->yaml);
	w->yaml.depth_limit = YAML_IN_DEPTH;
}

void
save_content_release(struct save_content *w)
{
	yaml_out_release(&w->yaml);
	json_release(&w->json);
	buf_release(&w->text);
	buf_release(&w->why);
}

/* Architect's extension of the flow's type; NULL: none is known. */
static const char *
export_extension(const struct record *r)
{
	struct buf type = BUF_INIT;
	const char *extension = i3_extension(members_text(&r->m, "type", &type));

	buf_release(&type);
	return extension;
}

const char *
save_content_extension(enum save_format format, const struct record *r)
{
	const char *extension;

	switch (format) {
	case SAVE_JSON:
		return "json";
	case SAVE_I3:
		extension = export_extension(r);
		return extension != NULL ? extension : "json";
	default:
		return "yaml";
	}
}

static bool
save_content_put(void *to, const void *p, size_t n)
{
	return file_put(to, p, n);
}

static const char *
save_content_as_yaml(struct save_content *w, const struct record *r, struct file *f)
{
	const char *why = yaml_out(&w->yaml, r->text, save_content_put, f);

	if (why == NULL)
		return NULL;
	buf_clear(&w->why);
	buf_printf(&w->why, "%s: %s", w->yaml.where.p, why);
	return w->why.p;
}

static const char *
save_content_i3(struct save_content *w, const struct record *r, struct file *f)
{
	const struct member *m = members_find(&r->m, "configuration");

	if (m == NULL || m->type != JSON_OBJECT)
		return "it has no configuration; fetch it with gc-get";
	if (export_extension(r) == NULL) { /* a file of JSON, which holds JSON */
		file_put(f, m->value.p, m->value.n);
		return NULL;
	}
	buf_clear(&w->text);
	if (!buf_fits(&w->text, i3_encoded_max(m->value.n)))
		return "too large for an export file";
	i3_encode(m->value, &w->text);
	file_put(f, w->text.p, w->text.n);
	return NULL;
}

static const char *
save_content_as_archy(struct save_content *w, const struct record *r, struct file *f)
{
	const struct member *m = members_find(&r->m, "archy");

	if (m == NULL || m->type != JSON_STRING)
		return "it has no Archy YAML (gc-get --archy gets it)";
	buf_clear(&w->text);
	if (!json_unescape(member_string(m), &w->text))
		return "its Archy YAML holds a lone surrogate, which no file can";
	file_put(f, w->text.p, w->text.n);
	return NULL;
}

const char *
save_content_flow(
    struct save_content *w, enum save_format format, const struct record *r, struct file *f)
{
	switch (format) {
	case SAVE_YAML:
		return save_content_as_yaml(w, r, f);
	case SAVE_JSON:
		indent(&w->json, r->text, save_content_put, f);
		return NULL;
	case SAVE_I3:
		return save_content_i3(w, r, f);
	default:
		return save_content_as_archy(w, r, f);
	}
}
