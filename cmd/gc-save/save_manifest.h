/*
 * save_manifest.h - manifest.json, there and back.
 */
#ifndef SAVE_MANIFEST_H
#define SAVE_MANIFEST_H

#include "catalog.h"

#define MANIFEST "manifest.json"

/* Put what DIR/manifest.json lists into the catalog, if it is there; ends the program (65) if it
 * is none of ours. */
void save_manifest_read(struct catalog *c);

/* Write it whole, or end the program (74); untouched when it would not change. */
void manifest_write(struct catalog *c, const struct catalog_entry **order, size_t n);

#endif
