/* yaml_profile.c - profiles.yaml: a mapping of profile names to mappings of plain values */
#include <yaml.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/secret.h"
#include "settings/profile.h"

enum level { OUTSIDE, PROFILES, SETTINGS };

struct yaml_reader {
	const struct profile_sink *sink;
	struct buf *why;
	enum level level;
	char *profile, *key; /* the open ones, or NULL */
};

static size_t
line_of(const yaml_event_t *e)
{
	return e->start_mark.line + 1;
}

static bool
yaml_profile_wrong(struct yaml_reader *r, size_t line, const char *what)
{
	buf_printf(r->why, "%zu: %s", line, what);
	return false;
}

/* A name stands alone on a line of gc-auth --profiles. */
static bool
yaml_profile_name(struct yaml_reader *r, const yaml_event_t *e, const char *text)
{
	if (*text == '\0')
		return yaml_profile_wrong(r, line_of(e), "a profile needs a name");
	for (const char *c = text; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return yaml_profile_wrong(
			    r, line_of(e), "a control character in a profile's name");
	r->profile = xstrdup(text);
	return true;
}

/* "default: NAME", outside of all profiles. */
static bool
yaml_profile_default(struct yaml_reader *r, const yaml_event_t *e, const char *text)
{
	free(r->profile);
	r->profile = NULL;
	return r->sink->take(r->sink->user, "", "default", text, line_of(e));
}

static bool
yaml_profile_scalar(struct yaml_reader *r, const yaml_event_t *e)
{
	const char *text = (const char *)e->data.scalar.value;
	bool good;

	if (strlen(text) != e->data.scalar.length)
		return yaml_profile_wrong(r, line_of(e), "NUL byte");
	if (r->level == PROFILES && r->profile == NULL)
		return yaml_profile_name(r, e, text);
	if (r->level == PROFILES && strcmp(r->profile, "default") == 0)
		return yaml_profile_default(r, e, text);
	if (r->level != SETTINGS)
		return yaml_profile_wrong(r, line_of(e), "a profile is a mapping of settings");
	if (r->key == NULL) {
		r->key = xstrdup(text);
		return true;
	}
	good = r->sink->take(r->sink->user, r->profile, r->key, text, line_of(e));
	free(r->key);
	r->key = NULL;
	return good;
}

static bool
yaml_profile_mapping(struct yaml_reader *r, const yaml_event_t *e)
{
	if (r->level == SETTINGS || (r->level == PROFILES && r->profile == NULL))
		return yaml_profile_wrong(r, line_of(e), "a setting is a plain value");
	r->level++;
	return true;
}

static void
mapping_end(struct yaml_reader *r)
{
	r->level--;
	free(r->profile);
	r->profile = NULL;
}

static bool
yaml_profile_event(struct yaml_reader *r, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_SCALAR_EVENT:
		if (r->level == OUTSIDE && e->data.scalar.length == 0)
			return true; /* an empty document */
		return yaml_profile_scalar(r, e);
	case YAML_MAPPING_START_EVENT:
		return yaml_profile_mapping(r, e);
	case YAML_MAPPING_END_EVENT:
		mapping_end(r);
		return true;
	case YAML_SEQUENCE_START_EVENT:
	case YAML_ALIAS_EVENT:
		return yaml_profile_wrong(r, line_of(e), "a profile is a mapping of settings");
	default:
		return true;
	}
}

bool
profile_read_yaml(struct slice text, const struct profile_sink *sink, struct buf *why)
{
	struct yaml_reader r = {.sink = sink, .why = why};
	bool good = true, more = true;
	yaml_parser_t parser;
	yaml_event_t e;

	mem_require(yaml_parser_initialize(&parser));
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.p, text.n);
	while (good && more) {
		if (yaml_parser_parse(&parser, &e) == 0) {
			mem_require(parser.error != YAML_MEMORY_ERROR);
			good = yaml_profile_wrong(&r, parser.problem_mark.line + 1,
			    parser.problem != NULL ? parser.problem : "not YAML");
			break;
		}
		good = yaml_profile_event(&r, &e);
		more = e.type != YAML_STREAM_END_EVENT;
		if (e.type == YAML_SCALAR_EVENT)
			secret_wipe(e.data.scalar.value, e.data.scalar.length);
		yaml_event_delete(&e);
	}
	yaml_parser_delete(&parser);
	free(r.profile);
	free(r.key);
	return good;
}
