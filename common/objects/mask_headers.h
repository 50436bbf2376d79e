/*
 * mask_headers.h - literal keys in the request headers of a data action's record. Pure.
 *
 *	mask_headers_look(&found, text, &splices);
 *	if (found.literal > 0)
 *		…splices_apply() puts MASK_HEADERS_TEXT in their place; found.names has the headers
 *
 * The credentials of an integration never come out of the API, but headers do: an API key that is
 * written into /configuration/config/request/headers is in the record in plain text. A header is
 * key-like if its name contains one of a few words (Authorization, key, token, secret, …). Its value
 * is literal unless it contains a variable of the template, ${…} or $!{…}: what that stands for is
 * in the org's credentials or in the action's input.
 *
 * What is masked is text that no service takes for a key, so that a flow's author sees why it
 * fails; and gc-put refuses a record that has it (found.masked).
 */
#ifndef GC_MASK_HEADERS_H
#define GC_MASK_HEADERS_H

#include "json/splice.h"

#define MASK_HEADERS_TEXT "*** masked by gc-tools ***"

struct mask_headers {
	size_t literal;   /* headers with a literal value */
	size_t masked;    /* headers that are masked already */
	struct buf names; /* of the literal ones, decoded and with a comma between */
};

#define MASK_HEADERS_INIT      \
	{                      \
		0, 0, BUF_INIT \
	}

/*
 * Look at a record, checked JSON. If it is not a data action, nothing is found. For each literal
 * value, `splices` gets the edit that masks it; NULL: it is not to be changed.
 */
void mask_headers_look(struct mask_headers *found, struct slice record, struct splices *splices);

void mask_headers_release(struct mask_headers *found);

#endif
