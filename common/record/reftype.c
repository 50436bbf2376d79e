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

/* They are fixed in the platform (GET /api/v2/presencedefinitions: those that are `primary`). */
static const struct {
	const char *id, *name;
} presences[] = {
    {"6a3af858-942f-489d-9700-5f9bcdcdae9b", "Available"},
    {"5e5c5c66-ea97-4e7f-ac41-6424784829f2", "Away"},
    {"227b37e2-f1d0-4dd0-8f50-badd7cf6d158", "Break"},
    {"31fe3bac-dea6-44b7-bed7-47f91660a1a0", "Busy"},
    {"7ffa01cd-7866-4ad7-8faa-31e11b42f51f", "Idle"},
    {"3fd96123-badb-4f69-bc03-1b1ccc6d8014", "Meal"},
    {"bbdff279-7ae1-48ea-bade-7831d7234c64", "Meeting"},
    {"ccf3c10a-aa2c-4845-8e8d-f59fa48c58e5", "Offline"},
    {"e08eaf1b-ee47-4fa9-a231-1200e284798f", "On Queue"},
    {"d2390a99-8546-bad9-8f0a-219548e8aeb0", "Training"},
};

static bool
reftype_is_uuid(struct slice id, const char *uuid)
{
	return id.n == UUID_LEN && memcmp(id.p, uuid, UUID_LEN) == 0;
}

const char *
reftype_system_presence(struct slice id)
{
	for (size_t i = 0; i < COUNT_OF(presences); i++)
		if (reftype_is_uuid(id, presences[i].id))
			return presences[i].name;
	return NULL;
}

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
		if (reftype_is_uuid(id, platform_ids[i]))
			return REF_PLATFORM;
	if (reftype_system_presence(id) != NULL)
		return REF_PLATFORM;
	for (size_t i = 0; i < COUNT_OF(special); i++)
		if (slice_is(type, special[i].type))
			return special[i].org_by_uuid && holds_uuid(id) ? REF_OBJECT
									: special[i].class;
	return REF_OBJECT;
}

enum ref_class
reftype_class_by_name(struct slice type, struct slice name)
{
	return slice_is(type, "grammar") ? REF_OBJECT : reftype_class(type, name);
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
