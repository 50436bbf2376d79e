/*
 * manifest.h - whether a flow's manifest says what the flow refers to, and how to make it say so.
 *
 *	struct manifest m = MANIFEST_INIT;
 *	if (manifest_read(&m, text) && m.missing + m.unused > 0)
 *		manifest_complete(&m, &whole);   // the same record with the manifest mended
 *	manifest_release(&m);
 *
 * Architect's client builds `configuration.manifest` at every save and posts it. The server stores
 * what it is sent, and tracks dependencies and publishes by it. So whoever changes a body answers
 * for its manifest. What is compared:
 *
 *   missing   the body refers to an object, and the manifest has no entry of its type and id
 *   unused    the manifest has an entry for which the body has no use
 *   unknown   one of the two, but it cannot be told what it is: an id of the body without a name or
 *             in a place whose type is not known, an entry whose id is not a UUID and is not found
 *
 * The client's own rules (SDK 0.0.18: DependenciesNode, dependencyManager). In the body and not in
 * the manifest are:
 *   - what is in a value that is out of service;
 *   - inQueueFlowId where useDefaultHandling is true or missing;
 *   - response libraries, acknowledgement users;
 *   - a name without an id;
 *   - parts of objects, which have no entry of their own: statuses of a worktype, the form of a
 *     survey, variables of a script, the model of an NLU domain.
 * System prompts, languages, voices and speech engines are never missing (the client lists those
 * prompts only that the org has). A language is unused if the flow lists its languages without it
 * (supportedLanguages); a voice or engine, if the flow has settings of its languages
 * (supportedLanguageOptions) and nothing has its id. Other flows say nothing about them. Ids are
 * compared without regard to case. The name of a bridge action is its id.
 *
 * The members of an entry's context are written as actionName, id, name: so have it 92 of the 97
 * contexts with a name in 42 exports of real flows. The other five are of one flow, in the order
 * that the client of 2019 had (name, actionName, id). Readers do not care.
 *
 * Memory: what refs.h takes, and a few dozen bytes for each entry of the manifest.
 */
#ifndef GC_MANIFEST_H
#define GC_MANIFEST_H

#include "refs/refs.h"

enum manifest_kind { MANIFEST_MISSING, MANIFEST_UNUSED, MANIFEST_UNKNOWN, MANIFEST_KINDS };

/* A list of the manifest: the entries of one type. */
struct manifest_list {
	struct slice key, value; /* as spelled; the value may be no array: it has no entries then */
	struct slice type;       /* decoded */
	size_t first, count;     /* entries */
	uint64_t rank;           /* the least of its entries' */
};

struct manifest_entry {
	struct slice text; /* as spelled */
	uint32_t ref;      /* in refs.v, + 1; 0: it has no id */
	uint32_t next;     /* the next one of the same id, + 1 */
	uint64_t rank;     /* where the body uses it first: see manifest_build.h; else UINT64_MAX */
	bool unused;
};

struct manifest_item {
	enum manifest_kind kind;
	uint32_t ref; /* in refs.v */
	uint64_t rank;
};

struct manifest {
	/* for the caller */
	struct manifest_item *v; /* by kind, then in the order of refs.v */
	size_t n, cap;
	size_t missing, unused, unknown;

	/* how they were found */
	struct refs refs;
	struct json json;
	struct slice record, configuration, text; /* text.n = 0: it has no manifest */
	struct manifest_list *lists;
	struct manifest_entry *entries;
	size_t nlists, lists_cap, nentries, entries_cap;
	struct idset ids; /* of the entries, in lower case, */
	uint32_t *of_id;  /* and by its index the newest entry of that id, + 1 */
	size_t of_id_cap;
	struct buf types, scratch;
	size_t prompts; /* searched for in the text */
};

/* clang-format off */
#define MANIFEST_INIT {.refs = REFS_INIT, .json = JSON_INIT, .ids = IDSET_INIT, \
	.types = BUF_INIT, .scratch = BUF_INIT}
/* clang-format on */

/*
 * Compare, of a flow record, the configuration and its manifest. False: it is not one JSON object
 * (m->json has the error), no flow, or has no configuration that is an object. The record stays the
 * caller's, and must stay where it is until the last call.
 */
bool manifest_read(struct manifest *m, struct slice record);

/*
 * Append the record with its manifest mended: what is missing is added, with its context; what is
 * unused is taken out; all other bytes, and all other entries, are what they were. Types stand in
 * the order in which the client meets them, then language, userPrompt and systemPrompt. A record
 * with nothing missing and nothing unused comes out as it was.
 */
void manifest_complete(const struct manifest *m, struct buf *to);

/*
 * Append, for a message, what is of this kind: "queue "Sales", dataAction "Look up" and 3 more".
 * `unknown` ones and those without a name have their ids: "7fa66134-…".
 */
void manifest_describe(const struct manifest *m, enum manifest_kind kind, struct buf *to);

void manifest_release(struct manifest *m);

#endif
