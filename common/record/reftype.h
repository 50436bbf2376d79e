/*
 * reftype.h - what a reference's type means for moving a flow into another org.
 *
 * The classes are those of `ref` records. The types are the keys of a flow's manifest, an open
 * set: an unknown type counts as an object of the org.
 */
#ifndef GC_REFTYPE_H
#define GC_REFTYPE_H

#include "base/slice.h"

enum ref_class {
	REF_OBJECT,   /* belongs to the org: the target must have its own */
	REF_PLATFORM, /* the same in every org */
	REF_OWN,      /* the flow's own id, division or NLU domain */
	REF_NAME,     /* a name and no id */
	REF_LITERAL,  /* an id inside a string value */
	REF_UNKNOWN,  /* an id in a reference position that the manifest does not know */
	REF_DYNAMIC   /* looked up at run time by a name or id that is computed */
};

/* The Default In-Queue Flow, which has this id in every org. */
#define REFTYPE_DEFAULT_FLOW      "037f2416-0bfc-4172-afe1-18a8989cae7e"
#define REFTYPE_DEFAULT_FLOW_TYPE "inqueueCallFlow"

/* The label of all that has no other one; it exists in every org. */
#define REFTYPE_DEFAULT_LABEL      "System Default Label"
#define REFTYPE_DEFAULT_LABEL_TYPE "utilizationLabel"

#define REFTYPE_PRESENCE "presence"

/*
 * The name of a presence that every org has under this id ("Busy"); NULL: it is not one of them.
 * The presences that an org adds have ids of its own.
 */
const char *reftype_system_presence(struct slice id);

/* "object", "platform", … as in `ref` records. */
const char *ref_class_name(enum ref_class which);

/*
 * The class of a manifest entry by its type and id: object, platform, own or name. Speech
 * engines, voices and grammars belong to the platform if their id is a label (`polly`,
 * `genesys/Jill`), and to the org if it contains a UUID. The Default In-Queue Flow, the three
 * default scripts (inbound, outbound, callback) and the system presences belong to the platform.
 */
enum ref_class reftype_class(struct slice type, struct slice id);

/* The class by type and name, where there is no id. No name tells that a grammar is of the platform. */
enum ref_class reftype_class_by_name(struct slice type, struct slice name);

/* Whether every org has an object of this type and name, with an id of its own in each. */
bool reftype_is_built_in(struct slice type, struct slice name);

/*
 * Whether a flow does not work in an org without the thing that a reference of this class and
 * type names. So it is for an object, and for an id that is not in the manifest but whose place
 * shows its type.
 */
bool reftype_is_needed(enum ref_class which, struct slice type);

#endif
