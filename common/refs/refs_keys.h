/*
 * refs_keys.h - what the keys of a flow's definition mean for a search for references: which key has
 * an id of which type, which one links nodes, which one is not searched.
 *
 * Closed lists of keys that occur in real flows (there is no schema). They are used only for ids
 * that are not in the manifest and that the flow does not define.
 */
#ifndef GC_REFS_KEYS_H
#define GC_REFS_KEYS_H

#include "base/buf.h"
#include "base/slice.h"
#include "json/json.h"

enum refs_key {
	/* Those whose strings are kept (refs.h, REFS_FRAME_STRINGS): */
	KEY_ID,        /* of a node, a variable, or something of the org */
	KEY_NODE_TYPE, /* "__type": of a node or variable */
	KEY_NAME,      /* next to id */

	KEY_OTHER,
	KEY_ACTION,         /* the node that a menu choice leads to */
	KEY_ARCH_NLU,       /* the NLU model */
	KEY_CONFIG,         /* a compiled expression */
	KEY_CATEGORY,       /* of a data action: its integration's name, as id and name */
	KEY_LIT,            /* a literal: `val` is an id and `text` its name, or `text` is all */
	KEY_MANIFEST,       /* read on its own */
	KEY_META_DATA,      /* repeats the variables of an expression */
	KEY_NODES,          /* nodes, in the form of other tools */
	KEY_OPERANDS,       /* of a function */
	KEY_OUT_OF_SERVICE, /* true: a setting switches the value off that has it */
	KEY_OUTPUT_ID,      /* defines a path out of a node */
	KEY_RAW_NLU,        /* the NLU model as JSON in a string, with ids of utterances */
	KEY_REF,            /* a variable, or a prompt: `val` is its id */
	KEY_REFERENCES,     /* a list of references, in the form of other tools */
	KEY_SYSREF,         /* a system variable or system prompt */
	KEY_STEPS, /* tasks, actions, menu choices or variables: their ids are the flow's own */
	KEY_TEXT,  /* the source of an expression or the text of a literal */
	KEY_TYPE,  /* the code of a value's type */
	KEY_TRACKING_ID, /* every node has one */
	KEY_UI,          /* caches and the editor's state: never looked through */
	KEY_VAL
};

static inline bool
refs_key_is(struct slice key, const char *word)
{
	return memcmp(key.p, word, key.n) == 0;
}

/* By length first: this runs for every key of a flow, and most keys are not in the list. */
static inline enum refs_key
refs_key(struct slice key)
{
	switch (key.n) {
#define KEY(word, result)           \
	if (refs_key_is(key, word)) \
		return result;
	case 2:
		KEY("id", KEY_ID)
		break;
	case 3:
		KEY("lit", KEY_LIT)
		KEY("val", KEY_VAL)
		KEY("ref", KEY_REF)
		break;
	case 4:
		KEY("text", KEY_TEXT)
		KEY("type", KEY_TYPE)
		KEY("name", KEY_NAME)
		break;
	case 5:
		KEY("nodes", KEY_NODES)
		break;
	case 6:
		KEY("__type", KEY_NODE_TYPE)
		KEY("sysref", KEY_SYSREF)
		KEY("config", KEY_CONFIG)
		KEY("action", KEY_ACTION)
		KEY("rawNlu", KEY_RAW_NLU)
		break;
	case 7:
		KEY("archNlu", KEY_ARCH_NLU)
		break;
	case 8:
		KEY("metaData", KEY_META_DATA)
		KEY("category", KEY_CATEGORY)
		KEY("operands", KEY_OPERANDS)
		KEY("outputId", KEY_OUTPUT_ID)
		KEY("manifest", KEY_MANIFEST)
		break;
	case 9:
		KEY("variables", KEY_STEPS)
		break;
	case 10:
		KEY("uiMetaData", KEY_UI)
		KEY("trackingId", KEY_TRACKING_ID)
		KEY("references", KEY_REFERENCES)
		KEY("actionList", KEY_STEPS)
		break;
	case 12:
		KEY("outOfService", KEY_OUT_OF_SERVICE)
		break;
	case 14:
		KEY("menuChoiceList", KEY_STEPS)
		break;
	case 20:
		KEY("flowSequenceItemList", KEY_STEPS)
		break;
#undef KEY
	default:
		break;
	}
	return KEY_OTHER;
}

/*
 * Whether the member `manifest` that the reader of a record has come to is a manifest: the
 * definition's own, or that of a common module that is embedded in it.
 */
bool refs_is_manifest(const struct json *j);

/* Whether the key's value links nodes, or names variables of the flow itself. */
bool refs_is_link(struct slice key);

/*
 * The reference type of an unknown id, from its own form, from its key, or from its key and the
 * action around it; or NULL. `object`: the text of the object with the key, from its brace on, or
 * empty.
 */
const char *refs_type_of_id(
    struct slice key, struct slice id, struct slice flow_type, struct slice object);

/*
 * Whether refs_type_of_id() may find a type by this key, which is in the text of a flow. If not, only
 * an id's own form can show it. Inline is what excludes most keys: their last four characters, or
 * what is in front of a shorter one.
 */
bool refs_key_shows_type(struct slice key);

static inline bool
refs_end_shows_type(const char *end)
{
	return memcmp(end + 2, "Id", 2) == 0 || memcmp(end, "ules", 4) == 0 ||
	       memcmp(end, "Base", 4) == 0 || memcmp(end, "rary", 4) == 0 ||
	       memcmp(end, "type", 4) == 0;
}

/*
 * The key of the name that belongs to an id of this key: fooName for fooId; empty: there is none.
 */
struct slice refs_key_of_name(struct slice key, struct buf *scratch);

/* The same for the keys of flows without a manifest (queueId, …). */
const char *refs_type_of_old_key(struct slice key);

/* The reference type of a literal's type code ("que"), or NULL. */
const char *refs_type_of_code(struct slice code);

#endif
