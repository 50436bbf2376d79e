/* reftype.c - what a reference's type means for moving a flow into another org */
#include "record/reftype.h"
#include "record/uuid.h"

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

const char *
ref_class_name(enum ref_class which)
{
	static const char *const names[] = {
	    [REF_OBJECT] = "object",
	    [REF_PLATFORM] = "platform",
	    [REF_OWN] = "own",
	    [REF_NAME] = "name",
	    [REF_LITERAL] = "literal",
	    [REF_UNKNOWN] = "unknown",
	    [REF_DYNAMIC] = "dynamic",
	};

	return names[which];
}

static bool
holds_uuid(struct slice id)
{
	struct uuid_token token;
	size_t from = 0;

	return uuid_find(id, false, &from, &token);
}

enum ref_class
reftype_class(struct slice type, struct slice id)
{
	if (slice_is(id, REFTYPE_DEFAULT_FLOW))
		return REF_PLATFORM;
	for (size_t i = 0; i < COUNT_OF(special); i++)
		if (slice_is(type, special[i].type))
			return special[i].org_by_uuid && holds_uuid(id) ? REF_OBJECT
									: special[i].class;
	return REF_OBJECT;
}

bool
reftype_is_needed(enum ref_class which, struct slice type)
{
	return which == REF_OBJECT || (which == REF_UNKNOWN && type.n > 0);
}
