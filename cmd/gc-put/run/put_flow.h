/*
 * put_flow.h - the flow that a record brings: the record, what the target says of the flow, and
 * how it ended. All chains share it; what one chain alone needs is in that chain's own struct.
 */
#ifndef PUT_FLOW_H
#define PUT_FLOW_H

#include "json/jx.h"
#include "json/members.h"
#include "run/put.h"
#include "put/put_decide.h"
#include "record/flow_texts.h"

/*
 * Why a record failed, as far as it tells whether the same command may do better later: it may if the
 * server could not be reached or was too busy (TEMPORARY), and if the flow was locked or the server
 * contradicted itself (BUSY), which is not a reason for exit status 75. See outcome.c.
 */
enum put_cause { CAUSE_FLOW, CAUSE_TEMPORARY, CAUSE_BUSY, CAUSE_FORBIDDEN };

bool put_cause_passes(enum put_cause cause); /* TEMPORARY, BUSY */

struct put_flow {
	struct put *put;
	struct task task;

	/* The record. */
	size_t index; /* in the spool */
	struct buf text;
	struct json json;
	struct members m;
	char *id, *name, *type; /* decoded; type as the API spells it */
	char *base;             /* the version of the target that the content came from; or NULL */
	char base_text[FLOW_TEXTS_SIZE]; /* and the hash of its texts then; "": not known */
	char *label;                     /* 'FILE:LINE: flow ID "NAME"' for messages */
	bool publish;                    /* else check in */
	struct buf
	    changed; /* the record as it is saved, if that is not `text`: put_flow_change() */
	struct slice configuration; /* what is saved, in one of the two; n = 0: none */

	/* The target. */
	char *target; /* the flow's id there; NULL: it has none yet */
	struct put_facts facts;
	struct put_state state;
	struct buf meta_text; /* its metadata as the server spells it, */
	struct jx *meta;      /* and parsed; state's slices are its memory */
	struct buf body;      /* its newest configuration; n = 0: it has none */
	enum put_action todo; /* decided once; the facts change while it is done */
	bool saved;           /* the configuration is in the target */
	char *draft; /* the id of the version that this run saved last; NULL: none, or not known */
	bool listed; /* meta is the listing's, of the start */
	bool stub;   /* the configuration there is a stub, as gc-put itself makes one */
	enum put_circle circle; /* as it was when the flow began */

	/* The end. */
	enum put_cause cause;
	bool call_failed; /* task.call is why */
	bool planned;     /* PUT_PLANNED */
	bool reported;    /* it has a result */
	char *postponed_action, *postponed_why;

	/* The chain's own state, freed with the flow; NULL: none. */
	void *chain;
	task_step *chain_free;

	task_step *ended; /* put_flow_new(); */
	void *user;       /* for ended() */
};

/* Reads record `index` of the spool and starts a task. ended(flow) is called before it is freed. */
struct put_flow *put_flow_new(struct put *put, size_t index, task_step *ended, void *user);

const char *put_flow_action(const struct put_flow *f); /* "create", …: of f->todo */

/*
 * The record as it is saved: the input's, except for what gc-put changes in its configuration.
 * put_flow_change() gives it another text, which it takes over. false: that is not a record.
 */
struct slice put_flow_record(const struct put_flow *f);
bool put_flow_change(struct put_flow *f, struct buf *record);

/* Whether another configuration says the same as the one that is to be saved: same.h. */
bool put_flow_is_equal(const struct put_flow *f, struct slice other);

/* Whether the last call failed because the flow has no configuration yet. */
bool put_flow_has_no_body(const struct put_flow *f);

/* Begins, in an empty buffer, what creates or changes a flow: {"type":"…", in lower case. */
void put_flow_write_type(const struct put_flow *f, struct buf *b);

/* Takes the last call's answer as f->body. */
void put_flow_take_body(struct put_flow *f);

/*
 * Takes text as the flow's metadata (an answer to GET /api/v2/flows/{id}) into meta, state and
 * facts. Returns NULL, or what is wrong with it.
 */
const char *put_flow_take_meta(struct put_flow *f, struct slice text);

#endif
