/*
 * save_content.h - what the file of a flow holds.
 *
 *	yaml   the whole record as YAML (yaml_out.h)
 *	json   the whole record, its tokens as they were, laid out in lines (indent.h)
 *	i3     its configuration as Architect exports it (i3.h)
 *	archy  its Archy YAML, where gc-get --archy got that
 *
 * The first two come back from gc-load as the records that they were; yaml as far as YAML can say
 * it. The other two hold the definition only.
 */
#ifndef SAVE_CONTENT_H
#define SAVE_CONTENT_H

#include "files/files.h"
#include "record/record.h"
#include "yaml/yaml_out.h"

#define WRITE_FORMATS "yaml|json|i3|archy"

enum save_format { SAVE_YAML, SAVE_JSON, SAVE_I3, SAVE_ARCHY };

struct save_content {
	struct yaml_out yaml;
	struct json json;
	struct buf text;
	struct buf why;
};

void save_content_init(struct save_content *w);
void save_content_release(struct save_content *w);

const char *save_content_extension(enum save_format format, const struct record *r);

/*
 * Put the record into the file. NULL: done (the file keeps its own errors); else why it cannot be
 * written in this format, until the next call that fails. JSON can hold every record.
 */
const char *save_content_flow(
    struct save_content *w, enum save_format format, const struct record *r, struct file *f);

#endif
