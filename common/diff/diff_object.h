/*
 * diff_object.h - what differs between an object of two orgs: by place in its record. Pure.
 *
 *	if (!diff_read_object(&d, DIFF_A, &json, old) || !diff_read_object(&d, DIFF_B, &json, new))
 *		complain(json_error(&json));
 *	diff_compare_object(&d);
 *	for (i = 0; i < d.n; i++)           // as for flows (diff.h, diff_words.h)
 *		...diff_stays(&d, &d.v[i])
 *
 * The records are object records of one type with a definition, whose ids are symbols (gc:TYPE/NAME).
 * Compared are the configuration, rows (by their key), wrap-up codes, templates, and of a prompt
 * which languages have audio, never its bytes: an org may have transcoded them.
 *
 * No difference: what is not content (objects/object_type.h); the order of members and of
 * references in a list; names next to ids that are the same; how a number or a string is spelled;
 * and a member that one version does not have while the other's says nothing: null, false, "", an
 * empty container, or an object of such values.
 */
#ifndef GC_DIFF_OBJECT_H
#define GC_DIFF_OBJECT_H

#include "diff/diff.h"

bool diff_read_object(
    struct diff *d, enum diff_version version, struct json *j, struct slice record);
void diff_compare_object(struct diff *d);

/*
 * Whether a person has to make the values equal: content of one org alone (`not_moved`) or, with `two_orgs`,
 * anything in an object that gc-put does not create.
 */
bool diff_stays(const struct diff *d, const struct diff_change *c);

/* Whether gc-put does not create objects of this type, so that a person does. */
bool diff_object_is_by_hand(struct slice type);

/* Append what the change is in: `row "27272"`, `language "en-us"`; nothing for other places. */
void diff_object_where(struct diff *d, const struct diff_change *c, struct buf *b);

#endif
