/* api_code.c - what the code of a failed call means */
#include "http/api_code.h"
#include "base/ascii.h"

enum { CODE_MAX = 256 }; /* bytes; a longer code is none that is known */

/* In their normal form. A code that ends in '.' matches all codes that begin with it. */
static const struct {
	const char *name;
	enum api_code code;
} known[] = {
    {"flow.already.exists", API_CODE_EXISTS},
    {"flow.locked.by.user", API_CODE_LOCKED},
    {"flow.not.locked", API_CODE_NOT_LOCKED},
    {"flow.not.locked.by.user", API_CODE_NOT_LOCKED},
    {"operation.already.in.progress", API_CODE_BUSY},
    {"database.throughput.exceeded", API_CODE_OVERLOADED},
    {"flow.cannot.checkin.missing.config", API_CODE_NO_DRAFT},
    {"flow.no.config.available", API_CODE_NO_CONFIG},
    {"flow.not.found", API_CODE_NOT_FOUND},
    {"not.found", API_CODE_NOT_FOUND},
    {"flow.deleted", API_CODE_DELETED},
    {"flow.not.checked.in", API_CODE_NO_VERSION},
    {"flow.version.missing", API_CODE_NO_VERSION},
    {"flow.version.not.published", API_CODE_NO_VERSION},
    {"flow.cannot.publish.missing.dependencies", API_CODE_DEPENDENCIES},
    {"flow.data.missing", API_CODE_BAD_BODY},
    {"flow.data.invalid.format", API_CODE_BAD_BODY},
    {"flow.serialize.failed", API_CODE_BAD_BODY},
    {"flow.validate.failed.missing.type", API_CODE_BAD_TYPE},
    {"flow.validate.failed.", API_CODE_BAD_NAME},
    {"flow.invalid.type", API_CODE_BAD_TYPE},
    {"flow.cannot.publish.default", API_CODE_SYSTEM_FLOW},
    {"default.flow.cannot.", API_CODE_SYSTEM_FLOW},
    {"system.flow.", API_CODE_SYSTEM_FLOW},
    {"dependency.object.in.use", API_CODE_IN_USE},
    {"dependency.object.in.use.", API_CODE_IN_USE},
    {"flow.cannot.delete.used.in.", API_CODE_IN_USE},
};

static char
normal_char(char c)
{
	return c == '_' ? '.' : ascii_lower(c);
}

static bool
api_code_begins(struct slice code, const char *prefix)
{
	size_t i = 0;

	while (i < code.n && prefix[i] != '\0' && normal_char(code.p[i]) == prefix[i])
		i++;
	return prefix[i] == '\0';
}

void
api_code_normal(struct slice code, struct buf *normal)
{
	static const char *const prefixes[] = {"architect.", "vxmlgen."};
	size_t skip = 0;

	for (size_t i = 0; i < COUNT_OF(prefixes) && skip == 0; i++)
		if (api_code_begins(code, prefixes[i]))
			skip = strlen(prefixes[i]);
	for (size_t i = skip; i < code.n; i++) {
		char c = normal_char(code.p[i]);
		buf_add(normal, &c, 1);
	}
}

static bool
code_is(struct slice code, const char *name)
{
	size_t n = strlen(name);

	if (name[n - 1] != '.')
		return slice_is(code, name);
	return code.n > n && memcmp(code.p, name, n) == 0;
}

enum api_code
api_code_find(struct slice code)
{
	struct buf normal = BUF_INIT;
	enum api_code found = API_CODE_OTHER;

	if (code.n > CODE_MAX)
		return API_CODE_OTHER;
	api_code_normal(code, &normal);
	for (size_t i = 0; i < COUNT_OF(known) && found == API_CODE_OTHER; i++)
		if (code_is(buf_slice(&normal), known[i].name))
			found = known[i].code;
	buf_release(&normal);
	return found;
}

enum api_code
api_code_of(const char *code)
{
	return code == NULL ? API_CODE_OTHER : api_code_find(slice_str(code));
}

bool
api_code_passes(enum api_code code)
{
	switch (code) {
	case API_CODE_LOCKED:
	case API_CODE_NOT_LOCKED:
	case API_CODE_BUSY:
	case API_CODE_OVERLOADED:
	case API_CODE_NO_DRAFT:
	case API_CODE_DELETED:
		return true;
	default:
		return false;
	}
}

const char *
api_code_advice(enum api_code code)
{
	static const char *const advice[API_CODE_COUNT] = {
	    [API_CODE_EXISTS] =
		"a flow of this type and name exists; names are compared without case",
	    [API_CODE_LOCKED] = "have it unlocked in Architect, then run this again",
	    [API_CODE_NOT_LOCKED] = "the lock was lost; run this again",
	    [API_CODE_BUSY] = "another operation on this flow is running; run this again later",
	    [API_CODE_OVERLOADED] = "the server is too busy; run this again later",
	    [API_CODE_NO_DRAFT] = "nothing was saved; run this again",
	    [API_CODE_NO_CONFIG] = "the flow was never saved",
	    [API_CODE_DELETED] = "the flow was deleted meanwhile; run this again",
	    [API_CODE_DEPENDENCIES] = "import and publish what the flow refers to first",
	    [API_CODE_BAD_BODY] = "fetch the flow again",
	    [API_CODE_BAD_NAME] = "rename the flow",
	    [API_CODE_SYSTEM_FLOW] = "change the default in-queue flow in Architect",
	};

	return (unsigned)code < API_CODE_COUNT ? advice[code] : NULL;
}
