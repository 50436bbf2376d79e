/*
 * refs.h - every reference of a flow or object record: which objects of its org it names, and
 * where.
 *
 *	struct refs refs = REFS_INIT;
 *	if (!refs_read(&refs, &json, text))     // which is also the check
 *		complain(json_error(&json));
 *	for (size_t i = 0; i < refs.n; i++)
 *		refs_text(&refs, refs.v[i].name), …, refs_use(&refs, &refs.v[i], k)->pointer
 *	refs_release(&refs);
 *
 * What counts as a reference, in the order of refs.v:
 *   own       the flow itself, its division, its NLU domain and that domain's version;
 *   manifest  each entry of configuration.manifest, and of the manifests of the common modules
 *             that are embedded in the flow (configuration.commonModules[].model);
 *   body      what is not in the manifest: names without ids, ids inside strings, ids in
 *             places that hold references. Where there is no manifest at all, also what the keys
 *             queueId, integrationId, userId and groupId and `references` lists name; then what
 *             a place surely holds is an object, else its class is unknown.
 *
 * Uses are found by value: each string, outside manifests and `uiMetaData`, that is, as a whole,
 * an id of the first two kinds. In the body a UUID is a reference unless it belongs to the flow's
 * own structure: an id that the flow itself defines (of a node, a variable, a path), a link
 * between nodes, a reference to a variable, or an id of the NLU model. These rules come from
 * measurements on real flows; the names of keys are in refs_keys.h.
 *
 * Of an object record with a definition the references are (objects/object_walk.h):
 *   own       the object itself and its division;
 *   body      what the places of the table of definitions (objects/object_type.h) hold, and ids
 *             inside templates, URLs, headers, texts and table cells (class literal).
 * A flow that an object names may have the type "flow", and a bare id has no name: who has seen
 * the other records knows more.
 *
 * Everything is valid until the next refs_read(). Memory: a few dozen bytes for each use and
 * level of nesting, and the text of the uses' pointers if these are wanted.
 */
#ifndef GC_REFS_H
#define GC_REFS_H

#include "base/idset.h"
#include "json/json.h"
#include "objects/object_walk.h"
#include "record/reftype.h"

/* A text in refs.text; see refs_text(). */
struct refs_text {
	uint32_t at, len;
};

struct ref {
	enum ref_class class;
	bool manifest; /* it is an entry of a manifest */
	bool idle;     /* it is not, and each use is out of service */
	bool late;     /* of an object: each use is completed after its creation, */
	bool optional; /* or can be left out (object_type.h) */
	struct refs_text type, id, name; /* decoded; empty: none, or not known */
	struct refs_text category;       /* of a data action: its integration's name */
	uint32_t first, count;           /* its uses */
	uint32_t next;                   /* the next one of the same id: its number + 1 */
	uint32_t last;                   /* where its newest use was met */
};

struct ref_use {
	uint32_t ref;
	uint32_t at;              /* where its string begins in the record, quote included */
	uint32_t in;              /* where the object or array begins that it is directly in; 0: the
	                             record */
	uint32_t out_of_service;  /* 0, or in a value that is switched off ("outOfService":true) */
	struct refs_text pointer; /* JSON Pointer into the record, or into its Archy YAML, */
	uint32_t line;            /* which has it on this line; else 0 */
	/* The innermost node (an object with "__type") around it: tokens; n = 0: none. */
	struct slice node_id, node_name, node_type;
};

enum {
	REFS_FRAME_STRINGS = 3, /* the first enum refs_key, of which a container's string is kept */
	/* Up to there 1 << key: it has such a string. */
	REFS_DEFINES = 1 << 3,    /* its id is the flow's own */
	REFS_WIRING = 1 << 4,     /* its content is repeated or internal: only known ids count */
	REFS_COMPILED = 1 << 5,   /* it is in a compiled expression, whose texts call nothing */
	REFS_HAS_CONFIG = 1 << 6, /* its text is the source of one */
	REFS_OUT_OF_SERVICE = 1 << 7, /* it is switched off */
	REFS_OPERAND = 1 << 8,        /* it is one, or all of them */
	REFS_CHOICE = 1 << 9          /* it is the node that a menu choice leads to */
};

/* A string of the record, as spelled. */
struct refs_token {
	uint32_t at;
	uint32_t len : 31, escaped : 1;
};

/* A container that the walk is in. Offsets are into the record; 0: not met yet. */
struct refs_frame {
	uint32_t start; /* its first byte */
	uint32_t uses;  /* how many there were before it */
	uint32_t code;  /* where the first member "type" begins */
	uint8_t under;  /* enum refs_key: the key that it is the value of, or in the list of */
	uint8_t key;    /* enum refs_key: of its newest member */
	uint16_t flags;
	struct refs_token strings[REFS_FRAME_STRINGS]; /* the newest ones, if the flags say so */
};

struct refs {
	bool pointers; /* set it if the uses' pointers are wanted; else they are empty */

	/* for the caller */
	bool flow;                             /* the record is a flow, */
	bool object;                           /* or an object */
	bool body;                             /* it has a definition that was searched */
	bool has_manifest;                     /* at least one */
	struct slice org, id, name, flow_type; /* the record's members as spelled; n = 0: absent */
	struct slice archy; /* a flow's Archy YAML, a string's token (refs_archy.h); n = 0: none */
	struct slice file;  /* the file that it is from, as spelled */
	struct refs_text type;             /* the record's type as a reference type */
	struct refs_text own_id, own_name; /* its id and name, decoded */
	struct ref *v;
	size_t n, cap;
	struct ref_use *uses;
	size_t nuses, uses_cap;
	struct buf text;
	struct buf
	    not_moved; /* of an object: what no other org gets, "/dnis":["…"],"/enabled":true */

	/* the search */
	struct object_walk walk;
	struct idset known;   /* ids of the flow itself and of manifests */
	struct idset others;  /* class and id, or type and name, of all further references */
	struct idset defined; /* UUIDs that the flow defines */
	uint32_t *of_known, *of_others; /* by index: a reference's number + 1 */
	size_t known_cap, others_cap;
	/* The first one is around the record; the innermost; behind the last that there is room for. */
	struct refs_frame *frames, *top, *frames_end;
	size_t frames_cap;
	uint64_t judged; /* by enum refs_key: short strings are, too */
	struct buf scratch, plain, words;
};

/* clang-format off */
#define REFS_INIT {.text = BUF_INIT, .not_moved = BUF_INIT, .known = IDSET_INIT, .others = IDSET_INIT, \
	.defined = IDSET_INIT, .walk = OBJECT_WALK_INIT, .scratch = BUF_INIT, .plain = BUF_INIT, .words = BUF_INIT}
/* clang-format on */

/* Read and check a whole record. False: it is not one JSON object; j has the reason. */
bool refs_read(struct refs *r, struct json *j, struct slice text);

/* The same for a bare configuration. The flow record around it is made in `record`. */
bool refs_read_configuration(
    struct refs *r, struct json *j, struct slice configuration, struct buf *record);
void refs_release(struct refs *r);

/* Keep a text, for a caller that knows more about a reference. */
struct refs_text refs_keep(struct refs *r, struct slice plain);

static inline struct slice
refs_text(const struct refs *r, struct refs_text t)
{
	return slice_of(r->text.p + t.at, t.len);
}

/* The k-th use of a reference, in the order of the record. */
static inline const struct ref_use *
refs_use(const struct refs *r, const struct ref *ref, size_t k)
{
	return &r->uses[ref->first + k];
}

/*
 * Append the references as one JSON object, as in a manifest: for each type a list of
 * {"id","name"}. If a type is not known, the class is the key. The flow itself and its division
 * are left out.
 */
void refs_by_type(const struct refs *r, struct buf *to);

#endif
