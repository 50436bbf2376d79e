/*
 * object_progress.h - how far the objects of a run have come; the chains report it here.
 */
#ifndef PUT_OBJECT_PROGRESS_H
#define PUT_OBJECT_PROGRESS_H

#include "base/idset.h"
#include "object/put_object.h"

/* How far an object has come. */
enum object_round {
	OBJECT_NOT_BEGUN,
	OBJECT_OVER, /* it is not looked at again */
	OBJECT_COMES_AGAIN,
	OBJECT_COMES_QUIET /* and has no result yet */
};

struct object_entry {
	unsigned stage;
	bool late;       /* it has late members, or the target's has */
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
	struct idset scripts; /* --scripts: the names of those before, without letter case */
	struct object_expect *expect; /* or NULL */
	size_t next;                  /* of the list under way */
	unsigned stage;
	bool late, transcoded; /* which round it is */
	int64_t exists_until;  /* object_create.c: on clock_ms()'s scale; 0: no such wait */
};

/* The object's id in the target is known; it would be created; */
void object_progress_found(const struct put_object *o);
void object_progress_plan(const struct put_object *o);
/* the target has late members that the record lacks, or others; */
void object_progress_is_late(const struct put_object *o);
/* its audio is to be looked at again; */
void object_progress_transcodes(const struct put_object *o);
/* whether its result is given in another round, or was. */
bool object_progress_comes_again(const struct put_object *o);

/* A flow has ended; target: its id there, or NULL. */
void object_progress_flow(struct put_objects *p, struct slice id, const char *target, bool planned);

#endif
