/* archy_type.c - the types of flows, as Archy spells them */
#include <strings.h>

#include "archy/archy_build.h"
#include "base/utf8.h"
#include "record/flowtype.h"

static const struct {
	const char *key, *reference;
} types[] = {
    {"botFlow", "botFlow"},
    {"commonModule", "commonModuleFlow"},
    {"digitalBot", "digitalBotFlow"},
    {"emailSend", "emailSendFlow"},
    {"inboundCall", "inboundCallFlow"},
    {"inboundChat", "inboundChatFlow"},
    {"inboundEmail", "inboundEmailFlow"},
    {"inboundShortMessage", "inboundShortMessageFlow"},
    {"inqueueCall", "inqueueCallFlow"},
    {"inqueueEmail", "inqueueEmailFlow"},
    {"inqueueShortMessage", "inqueueShortMessageFlow"},
    {"outboundCall", "outboundCallFlow"},
    {"secureCall", "secureCallFlow"},
    {"speech", "speechFlow"},
    {"surveyInvite", "surveyInviteFlow"},
    {"voice", "voiceFlow"},
    {"voicemail", "voicemailFlow"},
    {"voiceSurvey", "voiceSurveyFlow"},
    {"workflow", "workflow"},
    {"workitem", "workitemFlow"},
};

static size_t
type_find_key(struct slice key)
{
	size_t i = 0;

	while (i < COUNT_OF(types) && !slice_is(key, types[i].key))
		i++;
	return i;
}

const char *
archy_type(struct slice key)
{
	size_t i = type_find_key(key);

	return i < COUNT_OF(types) ? types[i].reference : NULL;
}

const char *
archy_top_key(struct slice key)
{
	size_t i = type_find_key(key);

	return i < COUNT_OF(types) ? types[i].key : NULL;
}

const char *
archy_key(struct slice api_type)
{
	struct buf api = BUF_INIT;
	const char *key = NULL;

	for (size_t i = 0; i < COUNT_OF(types) && key == NULL; i++) {
		buf_clear(&api);
		flowtype_api(slice_str(types[i].reference), &api);
		if (api.n == api_type.n && strncasecmp(api.p, api_type.p, api.n) == 0)
			key = types[i].key;
	}
	buf_release(&api);
	return key;
}

/* The next line, without a quote before its first word. */
static struct slice
type_next_line(struct slice *text)
{
	const char *end = memchr(text->p, '\n', text->n);
	struct slice line = slice_of(text->p, end != NULL ? (size_t)(end - text->p) : text->n);

	*text = slice_of(text->p + line.n, text->n - line.n);
	if (text->n > 0)
		*text = slice_of(text->p + 1, text->n - 1);
	if (line.n > 0 && strchr("\"'", line.p[0]) != NULL)
		line = slice_of(line.p + 1, line.n - 1);
	return line;
}

static bool
type_begins_line(struct slice line)
{
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		size_t n = strlen(types[i].key);
		if (line.n > n && memcmp(line.p, types[i].key, n) == 0 &&
		    strchr(":\"' ", line.p[n]) != NULL)
			return true;
	}
	return false;
}

bool
archy_is_likely(struct slice text)
{
	size_t mark = utf8_mark(text);

	text = slice_of(text.p + mark, text.n - mark);
	while (text.n > 0) {
		struct slice line = type_next_line(&text);
		if (slice_trim(line).n > 0 && strchr("#%-<=>|", line.p[0]) == NULL)
			return type_begins_line(line);
	}
	return false;
}
