/*
 * change.h - all changes of the org while it serves: each is written to the journal (state.h) and
 * then applied. After a restart the journal is read and each change is applied again.
 */
#ifndef SIM_CHANGE_H
#define SIM_CHANGE_H

#include "base/slice.h"
#include "sim.h"

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
	CHANGE_DELETE,     /* flow */
	CHANGE_OBJECT      /* type, object (its id), name: a new object of the org */
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

/* The flow has to exist, but for CHANGE_CREATE, after which pointers to flows are void. */
void change_make(struct sim *sim, const struct change *c);

/* Apply a line of the journal; false if it is not a change of this org. */
bool change_replay(struct sim *sim, struct slice line);

#endif
