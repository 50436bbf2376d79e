/*
 * grep_phone.h - phone numbers in any spelling. Pure.
 *
 * People write one number as "+1 (201) 555-0100", "tel:+12015550100" and "001 201.555.0100". Here
 * these are equal: the digits count, and nothing that may stand between them does (blanks, no-break
 * spaces, '-', '.', '/', parentheses, and "(0)", the trunk digit that is not dialled from abroad).
 * At the start "00" is "+". A number without either is found inside a longer one, as grep would.
 */
#ifndef GC_GREP_PHONE_H
#define GC_GREP_PHONE_H

#include "base/slice.h"

enum { GREP_PHONE_MAX = 64 }; /* digits; E.164 allows 15 */

struct grep_phone {
	bool plus;
	char digits[GREP_PHONE_MAX];
	size_t n;
};

/* False: the text has something else than digits and what may stand between them. */
bool grep_phone_parse(struct grep_phone *phone, struct slice text);

/* The first place of the number in the text. Digits of UUIDs do not count. False: it has none. */
bool grep_phone_find(const struct grep_phone *phone, struct slice text, struct slice *found);

#endif
