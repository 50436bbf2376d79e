/*
 * change.h - all changes of the org while it serves: each is written to the journal (state.h) and
 * then applied. After a restart the journal is read and each change is applied again.
 */
#ifndef SIM_CHANGE_H
#define SIM_CHANGE_H

#include "base/slice.h"
#include "store/sim.h"

enum change_kind {
	CHANGE_CREATE,     /* flow, name, type, division, description */
	CHANGE_EDIT,       /* flow, and those of name, division, description that are not NULL */
	CHANGE_SAVE,       /* flow, configuration, object, at: makes or replaces the draft */
	CHANGE_CHECKIN,    /* flow: its draft becomes a version, its lock is gone */
	CHANGE_PUBLISH,    /* flow, version (index + 1); 0: check in, then the newest */
	CHANGE_LOCK,       /* flow, object, at, and the user's name or the client's id */
	CHANGE_UNLOCK,     /* flow: its draft is gone too */
	CHANGE_REVERT,     /* flow: its draft and its lock are gone */
	CHANGE_DEACTIVATE, /* flow: no version is published */
	CHANGE_DEBUG,      /* flow, version (index + 1) */
	CHANGE_DELETE,     /* flow */
	CHANGE_OBJECT,     /* type, object (its id), name: a new object of the org */
	/* Those of change_object.c; `object` is an id, `configuration` a JSON text: */
	CHANGE_DEFINE, /* type, object, name, division, configuration, version, at: made or changed */
	CHANGE_REMOVE,   /* type, object */
	CHANGE_DIVISION, /* object, name, description: made or changed */
	CHANGE_ROW,      /* object, a table; name: the key; configuration: the row, "": none */
	CHANGE_ROWS,     /* object: all its rows are gone */
	CHANGE_WRAPUPS,  /* object, a queue; configuration: its codes' ids as an array */
	CHANGE_RESOURCE, /* object, a prompt; name: the language; configuration, "": none */
	CHANGE_AUDIO     /* the same; configuration: a recording as a string of base64; at */
};

struct change {
	enum change_kind kind;
	const char *flow; /* id */
	const char *name, *type, *description;
	const char *division; /* id */
	const char *user, *client;
	const char *object; /* id of the object or of the draft; of a draft, NULL is enough */
	size_t version;
	long long at; /* milliseconds since 1970 */
	struct slice configuration;
};

/* Whether a change of these kinds can be applied, and apply it: change_object.c. */
bool change_object_fits(const struct sim *sim, const struct change *c);
void change_object(struct sim *sim, const struct change *c);

/* The flow has to exist, except for CHANGE_CREATE, after which pointers to flows are invalid. */
void change_make(struct sim *sim, const struct change *c);

/* Apply a line of the journal; false if it is not a change of this org. */
bool change_replay(struct sim *sim, struct slice line);

#endif
