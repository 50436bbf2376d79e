/*
 * load.h - an org that is read from a folder; shared by load.c and load_*.c.
 */
#ifndef SIM_LOAD_H
#define SIM_LOAD_H

#include "base/idset.h"
#include "files/bases.h"
#include "gen/generate.h"
#include "json/members.h"

/* A flow as a file has it. */
struct loaded {
	char *type, *name; /* the API's type */
	char *id;          /* NULL: a bare configuration, which has none */
	char *description; /* or NULL */
	char *configuration;
	size_t len;
	size_t division;
	bool deleted, builtin;
	size_t checked_in, published; /* numbers of versions; 0: none */
	char *draft;                  /* id of a draft, or NULL */
	char *version;                /* id of the newest one, or of that of the content; or NULL */
	bool marked;                  /* the record has version marks: `version` is the newest */
	char *locked_by, *locked_for; /* user's name, client's id, or NULL */
	bool listed;                  /* without a configuration */
};

struct loader {
	struct org *org;
	bool org_known; /* a record has said which org it is */
	const struct org_plan *plan;
	struct loaded *flows;
	size_t nflows, cap;
	struct idset objects; /* "type id" of what is in the org */
	struct idset listed;  /* types of which a record has brought an object */
	bool *recorded;       /* by the org's objects: a record has brought it, not a manifest */
	size_t recorded_cap;
	struct idset taken; /* "TYPE name" of the flows that are */
	struct idset named; /* "TYPE name" of the flows that manifests refer to … */
	char **named_id;    /* … and the first id by which one does */
	size_t named_cap;
	struct uncategorized {
		size_t object; /* a data action that only manifests have brought */
		char *category;
	} * actions;
	size_t nactions, actions_cap;
	struct bases bases; /* of the flows in files */
	struct json json;   /* of whole records */
	struct json parts;
	struct members part, entry;
	struct buf key;
};

/* A flow with this configuration, or that was never saved. False: it has no type or no name. */
bool load_flow(struct loader *l, const struct members *m, struct slice configuration);

/* A flow of Archy YAML, likewise; `place` names it in a message. */
bool load_archy(struct loader *l, const struct members *m, const char *place);

/* The index of the record's division, new to the org or not; ORG_NO_DIVISION: it has none. */
size_t load_division(struct loader *l, const struct members *record);

/* That of a division that is only named. */
size_t load_division_named(struct loader *l, const char *name);

/* Whether this pair was not in the set before; *index is its place there. */
bool load_is_new(
    struct loader *l, struct idset *set, const char *one, const char *other, size_t *index);

/* What a configuration's manifest names: objects into the org, flows by their ids. */
void load_manifest_refs(struct loader *l, struct slice configuration);

/*
 * The object of this type and id, new or not: the indices of l->objects are those of the org's
 * objects. Takes the texts over; what it had before goes.
 */
struct org_object *load_put_object(struct loader *l, char *type, char *id, char *name);

/* An `object` record; false: it lacks type, id or name. */
bool load_object(struct loader *l, const struct members *record);

/* The record's configuration, if it has one, and its rows, media, wrapupCodes and templates. */
void load_definition(struct loader *l, const struct members *record, struct org_object *o);

/* A division's record: whether it is the home division, and its description. */
void load_home(struct loader *l, const struct members *record, size_t division);

/*
 * Whether the object is an orphan: only manifests name it, and the records list its type without
 * it. The org that the records came from does not have it.
 */
bool load_is_orphan(const struct loader *l, size_t object);

/* After all is read: remove the orphans from the org. */
void load_drop_orphans(struct loader *l);

/* After all is read: each data action's integration, which only its category names. */
void load_integrations(struct loader *l);

/*
 * Read the version marks and locks of a flow's record. A copy is published where the org's flow is;
 * a configuration without marks counts as published.
 */
void load_marks(struct loaded *flow, const struct members *record);

/*
 * A flow in a file, of which gc-strip has taken the marks, gets those of a record that lists it: the
 * lock, and the versions where the content is that of the newest one. What is taken over goes there.
 */
void load_marks_join(struct loaded *file, struct loaded *listed);

/* Add versions, draft and lock as load_marks() read them; takes over its texts. */
void load_add_versions(struct loader *l, struct org_flow *flow, struct loaded *from);

/* The id by which manifests refer to this flow, or NULL. */
const char *load_named(struct loader *l, const char *type, const char *name);

/* After all is read: each flow into the org; what the loaded ones hold is taken over. */
void load_add_flows(struct loader *l);

#endif
