/*
 * i3.h - Architect's own export files, `.i3InboundFlow` and its siblings.
 *
 *	file = base64( encodeURIComponent( the configuration as JSON ) )
 *
 * RFC 4648 section 4's alphabet, padded, on one line without an end of line; percent-escapes in
 * upper-case hex of all bytes but A-Z a-z 0-9 - _ . ! ~ * ' ( ). Measured on 106 exported files:
 * i3_encode() gives the very bytes that Architect wrote.
 */
#ifndef GC_I3_H
#define GC_I3_H

#include "base/buf.h"

/*
 * Append the JSON text of a file; white space around and in the base64 text (a mail program may have
 * wrapped it) is let pass. Returns NULL, or static text that says what is wrong, with *offset the byte of the file where it is. That the
 * result is UTF-8 and JSON is for the reader of it to see (json.h).
 */
const char *i3_decode(struct slice file, struct buf *json, size_t *offset);

/* Append the file for a JSON text, which ought to be compact, as JSON.stringify writes it. */
void i3_encode(struct slice json, struct buf *file);

/* Bytes that i3_encode() appends at most. */
size_t i3_encoded_max(size_t json_bytes);

/*
 * The file name extension for a flow's API type in any case, without the dot: "i3InboundFlow".
 * NULL for a type of which none is known: Architect's client names its file NAME.json, and imports
 * plain JSON as well.
 */
const char *i3_extension(struct slice type);

#endif
