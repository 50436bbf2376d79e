/*
 * names.h - a file name for any text, on any file system.
 *
 * The name of a flow is what its author typed; a file name has rules. names_file() makes one of at
 * most NAMES_MAX bytes that stays readable, and that is
 *   - one component, never "." or "..", not hidden, not taken for an option, without control
 *     characters, blanks at its ends, or what Windows forbids (<>:"/\|?* and CON, NUL, COM1, …);
 *   - injective: two texts never share a name (but for a hash of 64 bits where a text is cut);
 *   - a function of the text alone, so the same flow has the same file tomorrow;
 *   - safe under Unicode normalisation: what any normal form would change is escaped, so the
 *     precomposed "é" stays itself, and "e" with a combining accent is "e%CC%81".
 *
 * Escaped bytes are %XX, upper case, of UTF-8. Readable stay ASCII but < > : " / \ | ? * % ~ and
 * controls, and the letters of the scripts that letters.h knows. The empty text is "%". A name
 * that is too long is cut and ends in ~ and 16 hex digits of the hash of the whole text.
 *
 * File systems that fold case see one file in "Main" and "MAIN". names_key() gives the same key to
 * all paths that some file system takes for one. Where two files have one key, the caller gives
 * each the path of a twin, by names_twin(): with ~ and 8 hex digits of its name and of what tells
 * it from the other, such as a flow's id. Twins still have the same key, which is how they are
 * found, and a twin's path, too, depends on no other file.
 */
#ifndef GC_NAMES_H
#define GC_NAMES_H

#include "base/buf.h"

enum { NAMES_MAX = 255 };

/*
 * Append the file name for a text, with the extension, which has no dot in it ("": a folder's name
 * has none). Room for a twin's mark is left.
 */
void names_file(struct slice text, const char *extension, struct buf *out);

/* Append the twin's path for a path whose last name has an extension; and the other way. */
void names_twin(struct slice path, struct slice id, struct buf *out);
void names_plain(struct slice path, struct buf *out);

/* Append the key of a path. */
void names_key(struct slice path, struct buf *out);

#endif
