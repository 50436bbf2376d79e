/*
 * locate_who.h - which flow or object a ref record and a record in a file are of (locate.h).
 */
#ifndef LOCATE_WHO_H
#define LOCATE_WHO_H

#include "locate.h"

#define LOCATE_NONE SIZE_MAX

/* What a flow or object is recognized by; tokens as spelled. */
struct locate_who {
	bool object;
	struct slice id, type, name, file;
};

/* The flow or object of a ref record, noted if it is new. */
size_t locate_note(struct locate *l, const struct locate_who *who);

/* The flow or object of a record in a file; l->members: of the record. */
size_t locate_recognize(struct locate *l);

#endif
