/*
 * sides.h - the parts of an object record that are files of their own, next to the record's file.
 *
 *	dataTable/Numbers.yaml       the record, with "rows":"csv"
 *	dataTable/Numbers.csv        its rows (table_csv.h)
 *	userPrompt/Hello.yaml        the record, with "media":[{"language":"en-us",…,"file":"en-us.wav"}]
 *	userPrompt/Hello/en-us.wav   the audio
 *
 * The marks name no path: files that are renamed together still belong together. An element of
 * `media` keeps its other members; `file` stands in the place of `base64`. Its name comes from the
 * language (names.h), its extension from the content type.
 *
 * What a file could not give back exactly stays in the record: rows that CSV cannot say, with a
 * reason for the user, and audio whose base64 is not in the usual form or that has no name of its
 * own.
 *
 *	struct sides s = SIDES_INIT;
 *	why = sides_split(&s, &record.m, record.text);       // s.text is what the record's file has
 *	for (size_t i = 0; i < s.n; i++)
 *		…sides_path(path, s.v[i].suffix, &side); sides_bytes(&s, i, &bytes);
 *
 *	if (!sides_join(&s, root, path, &record.m, record.text))
 *		complain(s.suffix, s.line, s.why);           // else s.text is the record
 *
 * Memory: the record, its CSV and one file at a time.
 */
#ifndef GC_SIDES_H
#define GC_SIDES_H

#include "base/idset.h"
#include "json/members.h"
#include "objects/table_csv.h"

struct side {
	char *suffix; /* ".csv", "/en-us.wav": what follows the record's path less extension */
	struct slice base64; /* the audio, in the record; n = 0: the CSV, or no bytes */
	bool rows;
};

struct sides {
	bool no_rows, no_media; /* for sides_join(): leave them out, and read none of their files */

	struct buf text; /* the record: split, or whole again */
	struct side *v;  /* of sides_split() */
	size_t n, cap;
	struct buf why; /* split: why the rows stay in the record, "": they do not; join: error */

	/* Where an error of sides_join() is; empty and 0: in the record's own file. */
	struct buf suffix;
	size_t line;
	int errnum; /* the file could not be opened or read; 0: what is in it is wrong */

	/* Joined, but next to a data table is a CSV that its record does not refer to. */
	bool stray;

	struct buf csv, bytes, name;
	struct table_csv table;
	struct idset names; /* keys of the file names of this record */
	struct json json;
	struct members element;
};

/* clang-format off */
#define SIDES_INIT {.text = BUF_INIT, .why = BUF_INIT, .suffix = BUF_INIT, .csv = BUF_INIT, \
	.bytes = BUF_INIT, .name = BUF_INIT, .table = TABLE_CSV_INIT, .names = IDSET_INIT, \
	.json = JSON_INIT, .element = MEMBERS_INIT}
/* clang-format on */

/*
 * Split an object record. Returns NULL, or static text: why no file can hold it, because its own
 * members look like the marks. The files' bytes are slices of the record: it stays until the next
 * call.
 */
const char *sides_split(struct sides *s, const struct members *m, struct slice text);

/* The bytes of the i-th file, in `bytes`, which is cleared first. */
void sides_bytes(const struct sides *s, size_t i, struct buf *bytes);

/*
 * Put the files of the record at root/path (folder.h) back into it. path NULL: it has no place, as
 * on standard input; then marks are an error. False: see why, suffix and line.
 */
bool sides_join(
    struct sides *s, int root, const char *path, const struct members *m, struct slice text);

/* Append the path of a side file: that of the record's file, with the suffix for its extension. */
void sides_path(const char *path, const char *suffix, struct buf *to);

void sides_release(struct sides *s);

#endif
