/*
 * i3.h - Architect's own export files: `.i3InboundFlow` and so on.
 *
 *	file = base64( encodeURIComponent( the configuration as JSON ) )
 *
 * The alphabet of RFC 4648 section 4, with padding, on one line without a line end;
 * percent-escapes in upper-case hex of all bytes except A-Z a-z 0-9 - _ . ! ~ * ' ( ). Tested
 * with 106 exported files: i3_encode() gives exactly the bytes that Architect wrote.
 */
#ifndef GC_I3_H
#define GC_I3_H

#include "base/buf.h"

/*
 * Append the JSON text of a file. White space around and in the base64 text is skipped (a mail
 * program may have wrapped it). Returns NULL, or static text that says what is wrong; *offset is
 * then the byte of the file. The result is not checked for UTF-8 and JSON; its reader does that
 * (json.h).
 */
const char *i3_decode(struct slice file, struct buf *json, size_t *offset);

/* Append the file for a JSON text, which should be compact, as JSON.stringify writes it. */
void i3_encode(struct slice json, struct buf *file);

/* The most bytes that i3_encode() appends. */
size_t i3_encoded_max(size_t json_bytes);

/*
 * The file name extension for a flow's API type in any case, without the dot: "i3InboundFlow".
 * NULL if none is known for the type: Architect's client then names the file NAME.json; it also
 * imports plain JSON.
 */
const char *i3_extension(struct slice type);

#endif
