#include "reftype.h"

#include "base.h"

#include <ctype.h>

static const struct {
	const char *type;
	enum ref_class class;
	bool org_by_uuid; /* the org's own where the id holds a UUID */
} special[] = {
    {"language", REF_PLATFORM, false},
    {"systemPrompt", REF_PLATFORM, false},
    {"ttsEngine", REF_PLATFORM, true},
    {"ttsVoice", REF_PLATFORM, true},
    {"sttEngine", REF_PLATFORM, true},
    {"grammar", REF_PLATFORM, true},
    {"flowAction", REF_PLATFORM, false},
    {"flowDataType", REF_PLATFORM, false},
    {"nluDomain", REF_OWN, false},
    {"bridgeAction", REF_NAME, false},
};

const char *ref_class_name(enum ref_class class)
{
	static const char *const names[] = {
	    [REF_OBJECT] = "object",
	    [REF_PLATFORM] = "platform",
	    [REF_OWN] = "own",
	    [REF_NAME] = "name",
	    [REF_LITERAL] = "literal",
	    [REF_UNKNOWN] = "unknown",
	};

	return names[class];
}

static bool
uuid_at(const char *p)
{
	for (size_t i = 0; i < 36; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? p[i] != '-' : !isxdigit((unsigned char)p[i]))
			return false;
	}
	return true;
}

static bool
holds_uuid(struct slice s)
{
	for (size_t i = 0; i + 36 <= s.n; i++)
		if (uuid_at(s.p + i))
			return true;
	return false;
}

enum ref_class
reftype_class(struct slice type, struct slice id)
{
	for (size_t i = 0; i < COUNT_OF(special); i++)
		if (slice_is(type, special[i].type))
			return special[i].org_by_uuid && holds_uuid(id) ? REF_OBJECT
									: special[i].class;
	return REF_OBJECT;
}
