/*
 * load.h - an org that is read from a folder; shared by load.c and load_*.c.
 */
#ifndef SIM_LOAD_H
#define SIM_LOAD_H

#include "base/idset.h"
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
	bool draft;  /* saved, never published */
	bool listed; /* without a configuration */
};

struct loader {
	struct org *org;
	bool org_known; /* a record has said which org it is */
	const struct org_plan *plan;
	struct loaded *flows;
	size_t nflows, cap;
	struct idset objects; /* "type id" of what is in the org */
	struct idset taken;   /* "TYPE name" of the flows that are */
	struct idset named;   /* "TYPE name" of the flows that manifests refer to … */
	char **named_id;      /* … and the first id by which one does */
	size_t named_cap;
	struct uncategorized {
		size_t object; /* a data action that only manifests have brought */
		char *category;
	} * actions;
	size_t nactions, actions_cap;
	struct json json; /* of whole records */
	struct json parts;
	struct members part, entry;
	struct buf key;
};

/* The index of the record's division, new to the org or not; ORG_NO_DIVISION: it has none. */
size_t load_division(struct loader *l, const struct members *record);

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

/* After all is read: each data action's integration, which only its category names. */
void load_integrations(struct loader *l);

/* The id by which manifests refer to this flow, or NULL. */
const char *load_named(struct loader *l, const char *type, const char *name);

/* After all is read: each flow into the org; what the loaded ones hold is taken over. */
void load_add_flows(struct loader *l);

#endif
