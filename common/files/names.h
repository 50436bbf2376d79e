/*
 * names.h - a file name for any text, on any file system.
 *
 * The author of a flow may type any name; file names have rules. names_file() makes a readable
 * file name of at most NAMES_MAX bytes that is
 *   - one component, never "." or "..", not hidden, not like an option, without control
 *     characters, blanks at its ends, or what Windows forbids (<>:"/\|?* and CON, NUL, COM1, …);
 *   - injective: two texts never get the same name (if a text is shortened: by a 64-bit hash);
 *   - a function of the text alone, so the same flow always has the same file;
 *   - safe under Unicode normalisation: characters that a normal form changes are escaped, so the
 *     precomposed "é" stays itself, and "e" with a combining accent is "e%CC%81".
 *
 * Escapes are %XX, in upper case, for each byte of UTF-8. Not escaped are ASCII except < > : " /
 * \ | ? * % ~ and control characters, and the letters in letters.h. The empty text is "%". A name
 * that is too long is shortened, and ends in ~ and 16 hex digits of the hash of the whole text.
 *
 * For file systems that ignore case, "Main" and "MAIN" are one file. names_key() gives the same
 * key to all paths that may be one file on some file system. If two files have the same key, the
 * caller gives each a twin path by names_twin(): with ~ and 8 hex digits of a hash of its name
 * and of something that is different, such as the flow's id. Twins still have the same key, so
 * they can be found. A twin's path does not depend on other files either.
 */
#ifndef GC_NAMES_H
#define GC_NAMES_H

#include "base/buf.h"

enum { NAMES_MAX = 255 };

/*
 * Append the file name for a text, with the extension, which contains no dot ("": for a folder).
 * The result leaves room for a twin's mark.
 */
void names_file(struct slice text, const char *extension, struct buf *out);

/* Append the twin's path for a path whose last name has an extension; and the reverse. */
void names_twin(struct slice path, struct slice id, struct buf *out);
void names_plain(struct slice path, struct buf *out);

/* Append the key of a path. */
void names_key(struct slice path, struct buf *out);

#endif
