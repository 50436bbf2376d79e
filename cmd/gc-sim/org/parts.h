/*
 * parts.h - what belongs to an object besides its content and was written by requests or read from files:
 * the rows of a data table, the resources of a prompt with their audio, the wrap-up codes of a
 * queue. A part that nobody wrote is generated where it is asked for (define.h): 5,000 rows of each
 * table and 2,000 recordings are not held in memory.
 *
 * Audio that was written is in a temporary file without a name, which ends with the program.
 */
#ifndef SIM_PARTS_H
#define SIM_PARTS_H

#include "org/org.h"

struct org_row {
	char *key;
	char *text; /* the whole row, a JSON object */
};

enum audio_status { AUDIO_CREATED, AUDIO_UPLOADED, AUDIO_TRANSCODED, AUDIO_FAILED };

struct org_resource {
	char *language;
	char *text; /* what of it can be written, a JSON object */
	bool made;  /* the audio is generated */
	off_t at;   /* where the audio is … */
	size_t len; /* … and how long; 0: there is none */
	enum audio_status status;
	long long due_ms; /* AUDIO_UPLOADED: simclock_ms() at which it is transcoded */
};

struct org_parts {
	bool has_rows, has_resources;
	struct org_row *rows; /* in the order in which they came; a removed one leaves no gap */
	size_t nrows, rows_cap;
	struct idset keys; /* of rows: index in `row` */
	size_t *row;       /* index in rows, + 1; 0: it was removed */
	size_t row_cap;
	struct org_resource *resources;
	size_t nresources, resources_cap;
	char *wrapups;   /* JSON array of ids, or NULL */
	char *templates; /* of a data action that names them by URI: JSON object, or NULL */
};

struct org_parts *parts_of(struct org_object *o); /* made where there is none yet */
void parts_release(struct org_parts *parts);      /* NULL is fine */

struct org_row *parts_row(const struct org_parts *parts, const char *key); /* or NULL */
void parts_put_row(struct org_parts *parts, const char *key, struct slice text);
void parts_drop_row(struct org_parts *parts, const char *key);
void parts_drop_rows(struct org_parts *parts);

/* Case counts: the API's languages are in lower case. */
struct org_resource *parts_resource(const struct org_parts *parts, const char *language);
struct org_resource *parts_put_resource(
    struct org_parts *parts, const char *language, struct slice text);
void parts_drop_resource(struct org_parts *parts, const char *language);

/* Keep a recording; read one that was kept. The program ends (74) where that cannot be. */
void parts_keep_audio(struct org_resource *r, struct slice bytes);
void parts_read_audio(const struct org_resource *r, struct buf *to);

#endif
