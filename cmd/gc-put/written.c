/* written.c - what gc-put has written to a flow */
#include "same.h"
#include "written.h"

/* A mark is "ID KIND VALUE": no id has a blank. */
static bool
mark_add(struct idset *marks, struct slice id, char kind, struct slice value)
{
	struct buf b = BUF_INIT;
	size_t before = marks->n;

	buf_printf(&b, "%.*s %c %.*s", SLICE_ARGS(id), kind, SLICE_ARGS(value));
	idset_add(marks, buf_slice(&b));
	buf_release(&b);
	return marks->n > before;
}

static bool
mark_has(const struct idset *marks, struct slice id, char kind, struct slice value)
{
	struct buf b = BUF_INIT;
	bool found;

	buf_printf(&b, "%.*s %c %.*s", SLICE_ARGS(id), kind, SLICE_ARGS(value));
	found = idset_find(marks, buf_slice(&b)) != IDSET_NONE;
	buf_release(&b);
	return found;
}

static struct slice
hash_configuration(struct slice configuration, struct buf *b)
{
	buf_clear(b);
	buf_printf(b, "%016llx", (unsigned long long)same_hash(configuration));
	return buf_slice(b);
}

/* Of texts as they are, decoded. */
static struct slice
hash_text(struct slice name, struct slice description, struct buf *b)
{
	uint64_t h = slice_hash(SLICE_HASH_INIT, name);

	h = slice_hash(slice_hash(h, slice_of("", 1)), description);
	buf_clear(b);
	buf_printf(b, "%016llx", (unsigned long long)h);
	return buf_slice(b);
}

static struct slice
hash_record_text(const struct members *m, struct buf *b)
{
	struct buf name = BUF_INIT, description = BUF_INIT;

	json_unescape(members_string(m, "name"), &name);
	json_unescape(members_string(m, "description"), &description);
	hash_text(buf_slice(&name), buf_slice(&description), b);
	buf_release(&name);
	buf_release(&description);
	return buf_slice(b);
}

static struct slice
hash_target_text(const struct errand *e, struct buf *b)
{
	return hash_text(jx_string(e->meta, "/name"), jx_string(e->meta, "/description"), b);
}

/* The newest version in the target, whatever its state. */
static struct slice
newest_version(const struct errand *e)
{
	static const char *const at[] = {
	    "/savedVersion/id", "/checkedInVersion/id", "/publishedVersion/id"};
	struct slice newest = slice_str("");

	for (size_t i = 0; i < COUNT_OF(at); i++) {
		struct slice one = jx_string(e->meta, "%s", at[i]);
		if (put_version_cmp(one, newest) > 0)
			newest = one;
	}
	return newest;
}

/* The content of a record that is to be put back. */
static void
note_content(struct idset *marks, struct slice id, const struct members *m)
{
	const struct member *configuration = members_find(m, "configuration");
	struct buf b = BUF_INIT;

	if (configuration != NULL && configuration->type == JSON_OBJECT)
		mark_add(marks, id, 'c', hash_configuration(configuration->value, &b));
	mark_add(marks, id, 't', hash_record_text(m, &b));
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
		note_content(marks, buf_slice(&id), m);
	for (size_t i = 0; written && i < COUNT_OF(said); i++)
		if (members_string(m, said[i].key).n > 0)
			mark_add(
			    marks, buf_slice(&id), said[i].kind, members_string(m, said[i].key));
	buf_release(&id);
	return written;
}

static bool
say(struct idset *marks, const struct errand *e, char kind, struct slice value, const char *key,
    struct buf *b)
{
	buf_printf(b, ",\"%s\":", key);
	json_quote(b, value);
	return mark_add(marks, slice_str(e->target), kind, value);
}

bool
written_intend(struct idset *marks, const struct errand *e, struct buf *b)
{
	const struct member *configuration = members_find(&e->m, "configuration");
	struct buf hash = BUF_INIT;
	bool fresh = false;

	if (configuration != NULL && configuration->type == JSON_OBJECT) {
		fresh = say(marks, e, 'c', hash_configuration(configuration->value, &hash),
		    "configurationHash", b);
		fresh |= say(marks, e, 't', hash_record_text(&e->m, &hash), "textHash", b);
	}
	buf_release(&hash);
	return fresh;
}

bool
written_done(struct idset *marks, const struct errand *e, struct buf *b)
{
	struct buf hash = BUF_INIT;
	bool fresh = say(marks, e, 'v', newest_version(e), "version", b);

	fresh |= say(marks, e, 't', hash_target_text(e, &hash), "textHash", b);
	buf_release(&hash);
	return fresh;
}

bool
written_is_present(const struct idset *marks, const struct errand *e)
{
	struct slice id = slice_str(e->target);
	struct buf hash = BUF_INIT;
	bool content, text;

	content = e->body.n == 0 || mark_has(marks, id, 'v', newest_version(e)) ||
		  mark_has(marks, id, 'c', hash_configuration(buf_slice(&e->body), &hash));
	text = mark_has(marks, id, 't', hash_target_text(e, &hash));
	buf_release(&hash);
	return content && text;
}
