/*
 * orphans.h - take out of a flow the actions that use objects which its new org lacks. Pure.
 *
 *	struct orphans o = ORPHANS_INIT;
 *	orphans_load(&o.list, path);            // which objects: `ref` or `map` records
 *	if (!orphans_read(&o, &json, text))     // one record
 *		complain(json_error(&json));
 *	if (o.withheld)
 *		…                               // o.why: each reason, a line of its own
 *	else
 *		splices_write(&o.edits, text);  // o.changes: what they are, for orphans_report()
 *	orphans_release(&o);
 *
 * An action that uses such an object leaves its list. What pointed to it points to its successor:
 *   1. its own `nextAction`;
 *   2. else the first of `paths` that it has: "failure", "notFound", "timeout", "success" or a
 *      path's label. Without `paths`: failure, notFound, timeout;
 *   3. else its only path.
 * Where the successor is taken out too, its successor counts; where there is none, the pointing
 * member goes, as in real flows the last action of a sequence has none.
 *
 * The flow is withheld, and nothing is guessed, if
 *   - something other than an action uses the object: a setting, a variable, a menu;
 *   - the action ends its sequence (orphans_ends()). Only a transfer, and only with `disconnect`,
 *     becomes a Disconnect action with the same id and tracking id. A transfer that leads on when
 *     it fails is an action like any other;
 *   - it is not certain which path leads on, or the body of a loop would have to stand alone;
 *   - other actions would not be reached any more. With `paths` they are taken out, too;
 *   - something that is not known as a pointer holds an action's id.
 *
 * Also removed is what only those actions used: entries of the manifest and of the caches
 * (configuration.uiMetaData), embedded common modules, and lists that become empty by that; in
 * entries that stay, the contexts of those actions. Architect always writes the lists language,
 * userPrompt, systemPrompt, bridgeServerActions and screenPops, so these stay, empty.
 *
 * All other bytes stay. Nothing new gets a tracking id. If nothing in a record uses an object of
 * the list, there are no edits.
 */
#ifndef GC_ORPHANS_H
#define GC_ORPHANS_H

#include "json/splice.h"
#include "orphans/orphans_list.h"
#include "refs/refs.h"

enum orphans_fate {
	ORPHANS_STAYS,
	ORPHANS_TAKEN,       /* it uses an orphan */
	ORPHANS_CUT_OFF,     /* nothing leads to it any more */
	ORPHANS_DISCONNECTED /* it uses an orphan, and becomes a Disconnect */
};

struct orphans_action {
	struct slice text;         /* the object */
	struct slice id, tracking; /* values as spelled; n = 0: missing */
	struct slice name, type;   /* tokens without quotes */
	uint32_t sequence, place;  /* the task or menu, and its number in the list there */
	uint32_t first, count;     /* its pointers */
	uint32_t ref;              /* the orphan that it uses: number + 1 in refs.v */
	uint32_t on;               /* its successor, before others are taken out: number + 1 */
	enum orphans_fate fate;
	bool in_menu;                    /* it is what a menu choice does */
	bool unrolled;                   /* a loop: its body is its successor */
	bool was_reached, reached, seen; /* `seen`: in the search at hand */
};

enum orphans_kind { ORPHANS_START, ORPHANS_NEXT, ORPHANS_PATH, ORPHANS_LOOP };

/* A member that names an action; or, with `value` empty, a path that leads nowhere. */
struct orphans_pointer {
	enum orphans_kind kind;
	uint32_t from;      /* the action, + 1; 0: the task */
	uint32_t sequence;  /* where it is */
	uint32_t place;     /* of a path: its number */
	uint32_t to;        /* the action, + 1; 0: none of this flow */
	struct slice value; /* as spelled, with quotes */
	size_t begin, end;  /* the member, and what is cut with its comma: bytes of the record */
	struct slice label, output; /* of a path: tokens */
};

struct orphans_sequence {
	struct slice name;     /* token */
	struct slice actions;  /* the value of actionList; n = 0: it has none */
	uint32_t first, count; /* its actions */
};

enum orphans_what {
	ORPHANS_ACTION,
	ORPHANS_DISCONNECT,
	ORPHANS_POINTER,
	ORPHANS_MANIFEST,
	ORPHANS_CONTEXT,
	ORPHANS_CACHE,
	ORPHANS_MODULE
};

/* One edit, for the report. Offsets of texts are into `texts`. */
struct orphans_change {
	enum orphans_what what;
	uint32_t action;           /* of which, + 1; 0: none */
	struct refs_text at, with; /* JSON Pointer; the new value as spelled, len = 0: none */
	struct slice old;          /* as spelled in the record */
};

struct orphans {
	/* options, set before the first record; the words stay the caller's */
	struct orphans_list list;
	const char *const *paths;
	size_t npaths;
	bool disconnect;

	/* for the caller, until the next orphans_read() */
	bool flow;     /* the record is a flow with a configuration */
	bool withheld; /* for the reasons in `why`, each with a line feed; there are no edits */
	struct buf why;
	struct splices edits;
	struct orphans_change *changes; /* in the order in which they were made */
	size_t nchanges, changes_cap;

	/* the record */
	struct refs refs;
	struct slice record, configuration;
	struct orphans_sequence *sequences;
	struct orphans_action *actions; /* in the order of the record */
	struct orphans_pointer *pointers;
	size_t nsequences, sequences_cap, nactions, actions_cap, npointers, pointers_cap;
	struct idset ids; /* of actions, decoded, */
	uint32_t *of_id;  /* and by index the action */
	size_t of_id_cap;
	struct orphans_module *modules;
	size_t nmodules, modules_cap;
	struct idset gone; /* ids of objects that nothing uses any more */
	uint32_t *stack;   /* actions, for a search */
	size_t stack_cap;
	struct orphans_item *items; /* of the list at hand */
	size_t items_cap;
	struct buf texts, scratch;
};

/* A common module that is embedded in the flow. */
struct orphans_module {
	struct slice text, id; /* the object; its id, a token */
	bool wanted;           /* it is an orphan itself, and leaves with its calls */
	bool gone;
};

/* An element or member, from its first byte to its last. */
struct orphans_item {
	size_t begin, end; /* bytes of the record */
	bool cut;
};

/* clang-format off */
#define ORPHANS_INIT {.list = ORPHANS_LIST_INIT, .edits = SPLICES_INIT, .refs = REFS_INIT, \
	.ids = IDSET_INIT, .gone = IDSET_INIT, .why = BUF_INIT, .texts = BUF_INIT, \
	.scratch = BUF_INIT}
/* clang-format on */

/* Read and check a whole record. False: it is not one JSON object; j has the reason. */
bool orphans_read(struct orphans *o, struct json *j, struct slice text);
void orphans_release(struct orphans *o);

/* How many actions the edits take out or turn into a Disconnect. */
size_t orphans_count(const struct orphans *o);

/*
 * Call `put` with a `change` record, and its line feed, for each change:
 *
 *	{"kind":"change","flow":{"id":…,"name":…,"type":…},"change":"action","at":"/pointer",
 *	 "old":…,"new":…,"action":{"id":…,"name":…,"type":…,"task":…},"reason":"uses queue \"Sales\" 7fa…"}
 *
 * `old` and `new` are values as they were and are in the record; `new` is missing where something
 * was removed. `change` is "action", "disconnect", "pointer", "manifest", "context", "cache" or
 * "module".
 */
void orphans_report(const struct orphans *o, void (*put)(void *to, struct slice line), void *to);

#endif
