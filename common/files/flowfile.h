/*
 * flowfile.h - the records in a file: NDJSON, JSON, YAML, .i3… or Archy YAML.
 *
 *	flowfile_start(&f, flowfile_format(path));   // // the caller fills f.bytes; they are used up
 *	while (flowfile_next(&f))
 *		…f.head, f.body and f.tail, one after the other, are a record
 *	if (f.error != NULL)
 *		flowfile_message(&f, path, &message);
 *
 * What a file, or a document of a YAML stream, may be:
 *   - a record, of any kind (not in an export of Architect's, .i3…);
 *   - a bare flow configuration, as Architect exports and as the API answers: it becomes
 *     {"kind":"flow","name":…,"type":…,"description":…,"configuration":…}, the type spelled as the
 *     API does, the description where there is one. It has a name and a type, as much else has,
 *     and what only a configuration has: flowfile_is_configuration();
 *   - Archy YAML, a file of its own (archy_walk.h): {"kind":"flow","name":…,"type":…,"division":
 *     {"name":…},"description":…,"file":…,"archy":"…"}, with the file's own bytes, and names as
 *     they are written, placeholders included. If the first key of a file is a type of flow, an
 *     error is one of Archy YAML, with line and column.
 * JSON tokens keep their spelling; YAML is read as yaml_in.h says.
 *
 * An options file of Archy (archy_values.h) lies next to flows, and is none: it has no records, and no
 * error, but f.options is set.
 *
 * If the caller sets f.file after flowfile_start(), a record of Archy YAML has it as "file".
 *
 * If the caller knows the base of the file's flow (bases.h), it sets f.base after flowfile_start():
 * the first record gets it, if it is a flow that has none.
 *
 * Parts of an object record may be files of their own (sides.h): the record gets them back. For that
 * the caller sets f.root and f.path after flowfile_start(); or f.apart, to leave the marks as they
 * are.
 */
#ifndef GC_FLOWFILE_H
#define GC_FLOWFILE_H

#include "archy/archy_walk.h"
#include "files/sides.h"
#include "record/record_base.h"

enum flowfile_format { FLOWFILE_NONE, FLOWFILE_YAML, FLOWFILE_JSON, FLOWFILE_I3 };

struct yaml_in;

struct flowfile {
	struct buf bytes; /* the file */
	struct slice head, body, tail;
	const char *error;       /* valid until the next call; NULL: none */
	int errnum;              /* a file next to it could not be opened or read; else 0 */
	bool options;            /* the file is an options file of Archy */
	char place[64];          /* where: "line 12", "byte 345", or nothing */
	struct record_base base; /* of the flow; version.n = 0: not known */
	int root;                /* the file's place, as folder.h says; path NULL: it has none */
	const char *path;
	const char *file; /* the file's name, for the user; NULL: it has none */
	bool apart;       /* the parts that are files of their own are not wanted */

	enum flowfile_format format;
	bool begun;
	size_t given; /* bytes that the YAML parser was given */
	struct yaml_in *yaml;
	struct buf json, text;
	struct json reader;
	struct members members;
	struct sides sides;
	struct archy archy;
};

/* clang-format off */
#define FLOWFILE_INIT {.bytes = BUF_INIT, .json = BUF_INIT, .text = BUF_INIT, \
	.reader = JSON_INIT, .members = MEMBERS_INIT, .sides = SIDES_INIT, \
	.archy = ARCHY_INIT}
/* clang-format on */

/* By the extension: .yaml, .yml, .json, .i3…; NONE: any other file. */
enum flowfile_format flowfile_format(const char *path);

/*
 * Whether an object is a flow's configuration: it has a name, a type and either a manifest, a
 * flowSequenceItemList or, with a type that is known, flowMetaData or (as tutorials have) nodes.
 */
bool flowfile_is_configuration(const struct members *m);

/* Whether the members of a file, or its text as YAML, are those of an options file of Archy. */
bool flowfile_is_options(const struct members *m);
bool flowfile_is_options_text(struct slice text);

void flowfile_start(struct flowfile *f, enum flowfile_format format);
bool flowfile_next(struct flowfile *f);

/*
 * Append what a message says of f.error: "dir/X.yaml: line 3: …". The name is the file's, for the
 * user; if the error is in a file next to it, the message begins with that one's name. If f.errnum
 * is set, the message is that name alone.
 */
void flowfile_message(const struct flowfile *f, const char *name, struct buf *to);
void flowfile_release(struct flowfile *f);

#endif
