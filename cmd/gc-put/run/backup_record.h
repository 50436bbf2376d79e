/*
 * backup_record.h - the records of a backup. They are flow records with one more member, the second
 * one, so that a torn last line can be told from the lines of other files:
 *	"backup":"published"   the published version
 *	  …,"newer":true       and the next record is of the same flow: a newer version, "latest"
 *	"backup":"latest"      the newest version, which was not the published one
 *	"backup":"empty"       there was a flow without a configuration
 *	"backup":"written"     what gc-put was about to write to it, or has written: see written.h
 *	"backup":"created"     there was no such flow; it has a type and a name, and no id yet
 * Given back to gc-put --restore in this order they leave the target as it was, except for flows
 * that were empty, missing or not published: see absent_chain.h.
 */
#ifndef PUT_BACKUP_RECORD_H
#define PUT_BACKUP_RECORD_H

#include "json/members.h"

/* What every line of the file begins with, of flows and of objects. */
#define BACKUP_HEAD        "{\"kind\":\"flow\",\"backup\":\""
#define BACKUP_HEAD_OBJECT "{\"kind\":\"object\",\"backup\":\"" /* object_backup.h */

bool backup_has_newer(const struct members *m); /* "newer" */
bool backup_is_empty(const struct members *m);
bool backup_is_nothing(const struct members *m); /* nothing to put back: "empty", "created" */

#endif
