/*
 * manifest_build.h - what the parts of manifest.h share.
 *
 * manifest.c compares; manifest_rules.c knows what the client does with a use; manifest_write.c
 * makes the manifest again.
 */
#ifndef GC_MANIFEST_BUILD_H
#define GC_MANIFEST_BUILD_H

#include "architect/manifest.h"

#define MANIFEST_UNRANKED UINT64_MAX

/* Whether the client puts a use into the manifest. */
bool manifest_counts(const struct manifest *m, const struct ref_use *use);

/* Whether an id whose type is not known is of a part of an object, which has no entry of its own. */
bool manifest_is_part(const struct manifest *m, const struct ref_use *use);

/* In an embedded common module, which has a manifest of its own. */
bool manifest_is_in_module(const struct manifest *m, const struct ref_use *use);

/*
 * When the client meets a use: nodes of the sequence first, then languages, then settings and
 * variables; within each in the order of the text (measured on real flows, of which one has another
 * order).
 */
uint64_t manifest_rank(const struct manifest *m, const struct ref_use *use);

/* Whether the lists of this type come last. */
bool manifest_is_last(struct slice type);

/* Append the entry of a reference that has none. */
void manifest_write_entry(const struct manifest *m, const struct ref *ref, struct buf *to);

#endif
