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

/* The same in every org (constants of terraform-provider-genesyscloud). */
static const char *const platform_ids[] = {
    REFTYPE_DEFAULT_FLOW, "766f1221-047a-11e5-bba2-db8c0964d007", /* Default Inbound Script */
    "476c2b71-7429-11e4-9a5b-3f91746bffa3",                       /* Default Outbound Script */
    "ffde0662-8395-9b04-7dcb-b90172109065",                       /* Default Callback Script */
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
	for (size_t i = 0; i < COUNT_OF(platform_ids); i++)
		if (slice_is(id, platform_ids[i]))
			return REF_PLATFORM;
	for (size_t i = 0; i < COUNT_OF(special); i++)
		if (slice_is(type, special[i].type))
			return special[i].org_by_uuid && holds_uuid(id) ? REF_OBJECT
									: special[i].class;
	return REF_OBJECT;
}

bool
reftype_is_built_in(struct slice type, struct slice name)
{
	return slice_is(type, REFTYPE_DEFAULT_LABEL_TYPE) && slice_is(name, REFTYPE_DEFAULT_LABEL);
}

bool
reftype_is_needed(enum ref_class which, struct slice type)
{
	return which == REF_OBJECT || (which == REF_UNKNOWN && type.n > 0);
}
