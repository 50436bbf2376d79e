/*
 * object_run.h - the objects of a run: their records, and the order in which they are put.
 *
 *	stage 1 … OBJECT_AFTER_FLOWS - 1    one stage after the other
 *	the flows                           (rounds.h)
 *	the later stages
 *	the late members of all             emergency groups and queues are completed here
 *
 * With --stubs the first part only.
 */
#ifndef PUT_OBJECT_RUN_H
#define PUT_OBJECT_RUN_H

#include "object/put_object.h"
#include "record/record.h"

/* How far an object has come. */
enum object_progress {
	OBJECT_NOT_BEGUN,
	OBJECT_OVER, /* it is not looked at again */
	OBJECT_COMES_AGAIN,
	OBJECT_COMES_QUIET /* and has no result yet */
};

struct object_entry {
	unsigned stage;
	bool late;       /* it has late members */
	bool texts;      /* its texts have ids that were not known yet: object_tokens.h */
	bool transcodes; /* its audio was uploaded: object_media.h */
	unsigned char progress;
};

struct put_objects {
	struct put *put;
	struct spool spool;
	struct spool created;   /* --restore: object_created.h */
	struct object_entry *v; /* by index in the spool */
	size_t n, cap;
	size_t plain; /* records without a definition */
	struct object_target *target;
	struct object_expect *expect; /* or NULL */
	size_t next;                  /* of the list under way */
	unsigned stage;
	bool late, transcoded; /* which round it is */
	int64_t exists_until;  /* object_create.c: on clock_ms()'s scale; 0: no such wait */
};

struct put_objects *put_objects_new(struct put *put);
void put_objects_free(struct put_objects *p);

/* While the input is read: an object record with a definition. */
void put_objects_add(struct put_objects *p, const struct record *r);

/* After the input, if there are any. */
void put_objects_read(struct put_objects *p);

/* Before the flows, and after them. */
void put_objects_before(struct put_objects *p);
void put_objects_after(struct put_objects *p);

/* For the chains: the object's id in the target is known; it would be created; */
void object_run_found(const struct put_object *o);
void object_run_plan(const struct put_object *o);
/* its audio is to be looked at again; */
void object_run_transcodes(const struct put_object *o);
/* whether its result is given in another round, or was. */
bool object_run_comes_again(const struct put_object *o);

/* A flow has ended; target: its id there, or NULL. */
void object_run_flow(struct put_objects *p, struct slice id, const char *target, bool planned);

#endif
