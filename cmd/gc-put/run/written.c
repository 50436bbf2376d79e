/* written.c - what gc-put has written to a flow */
#include "run/written.h"
#include "run/same.h"

/* A mark is "ID KIND VALUE": no id has a blank. */
static bool
written_mark(struct idset *marks, struct slice id, char kind, struct slice value)
{
	struct buf b = BUF_INIT;
	size_t before = marks->n;

	buf_printf(&b, "%.*s %c %.*s", SLICE_ARGS(id), kind, SLICE_ARGS(value));
	idset_add(marks, buf_slice(&b));
	buf_release(&b);
	return marks->n > before;
}

static bool
written_has_mark(const struct idset *marks, struct slice id, char kind, struct slice value)
{
	struct buf b = BUF_INIT;
	bool found;

	buf_printf(&b, "%.*s %c %.*s", SLICE_ARGS(id), kind, SLICE_ARGS(value));
	found = idset_find(marks, buf_slice(&b)) != IDSET_NONE;
	buf_release(&b);
	return found;
}

static struct slice
written_hash_configuration(struct slice configuration, struct buf *b)
{
	buf_clear(b);
	buf_printf(b, "%016llx", (unsigned long long)same_hash(configuration));
	return buf_slice(b);
}

void
written_hash_target(const struct put_flow *f, char hash[FLOW_TEXTS_SIZE])
{
	flow_texts_hash(jx_string(f->meta, "/name"), jx_string(f->meta, "/description"), hash);
}

/* The content of a record that is to be put back. */
static void
written_note_content(struct idset *marks, struct slice id, const struct members *m)
{
	const struct member *configuration = members_find(m, "configuration");
	struct buf b = BUF_INIT;
	char texts[FLOW_TEXTS_SIZE];

	if (configuration != NULL && configuration->type == JSON_OBJECT)
		written_mark(marks, id, 'c', written_hash_configuration(configuration->value, &b));
	flow_texts_hash_of(m, texts);
	written_mark(marks, id, 't', slice_str(texts));
	buf_release(&b);
}

bool
written_note(struct idset *marks, const struct members *m)
{
	static const struct {
		const char *key;
		char kind;
	} said[] = {{"configurationHash", 'c'}, {"textHash", 't'}, {"version", 'v'}};
	bool written = json_is(members_string(m, "backup"), "written");
	struct buf id = BUF_INIT;

	json_unescape(members_string(m, "id"), &id);
	if (!written)
		written_note_content(marks, buf_slice(&id), m);
	for (size_t i = 0; written && i < COUNT_OF(said); i++)
		if (members_string(m, said[i].key).n > 0)
			written_mark(
			    marks, buf_slice(&id), said[i].kind, members_string(m, said[i].key));
	buf_release(&id);
	return written;
}

static bool
written_say(struct idset *marks, const struct put_flow *f, char kind, struct slice value,
    const char *key, struct buf *b)
{
	buf_printf(b, ",\"%s\":", key);
	json_quote(b, value);
	return written_mark(marks, slice_str(f->target), kind, value);
}

bool
written_intend(struct idset *marks, const struct put_flow *f, struct buf *b)
{
	struct buf hash = BUF_INIT;
	char texts[FLOW_TEXTS_SIZE];
	bool fresh = false;

	if (f->configuration.n > 0) {
		fresh = written_say(marks, f, 'c',
		    written_hash_configuration(f->configuration, &hash), "configurationHash", b);
		flow_texts_hash_of(&f->m, texts);
		fresh |= written_say(marks, f, 't', slice_str(texts), "textHash", b);
	}
	buf_release(&hash);
	return fresh;
}

bool
written_done(struct idset *marks, const struct put_flow *f, struct buf *b)
{
	char texts[FLOW_TEXTS_SIZE];
	bool fresh = written_say(marks, f, 'v', f->state.newest, "version", b);

	written_hash_target(f, texts);
	return written_say(marks, f, 't', slice_str(texts), "textHash", b) || fresh;
}

bool
written_is_present(const struct idset *marks, const struct put_flow *f)
{
	struct slice id = slice_str(f->target);
	struct buf hash = BUF_INIT;
	char texts[FLOW_TEXTS_SIZE];
	bool content;

	content = f->body.n == 0 || written_has_mark(marks, id, 'v', f->state.newest) ||
		  written_has_mark(
		      marks, id, 'c', written_hash_configuration(buf_slice(&f->body), &hash));
	buf_release(&hash);
	written_hash_target(f, texts);
	return content && written_has_mark(marks, id, 't', slice_str(texts));
}
