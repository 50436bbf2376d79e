/* entry_texts.c - what only the manifest needs of an entry */
#include "entry_texts.h"
#include "json/json_write.h"

/* Each text with a NUL after it, which JSON has not. */
static struct spill_text
entry_texts_add(struct catalog *c, struct buf *b, struct slice org, struct slice version,
    struct slice text_hash, struct slice references)
{
	const struct slice more[] = {org, version, text_hash, references};
	struct spill_text kept;

	for (size_t i = 0; i < COUNT_OF(more); i++) {
		buf_putc(b, '\0');
		buf_add_slice(b, more[i]);
	}
	kept = spill_add(&c->texts, buf_slice(b));
	buf_release(b);
	return kept;
}

struct spill_text
entry_texts_keep(struct catalog *c, const struct catalog_item *item)
{
	const struct slice values[] = {item->id, item->name, item->type};
	static const char *const names[2][3] = {
	    {"flowId", "flowName", "flowType"}, {"id", "name", "type"}};
	struct buf b = BUF_INIT;

	json_write_open(&b, NULL);
	for (size_t i = 0; i < COUNT_OF(values); i++)
		json_write_raw(
		    &b, names[item->object][i], values[i].n > 0 ? values[i] : slice_str("null"));
	json_write_raw(&b, "source", item->source);
	return entry_texts_add(c, &b, item->org, item->version, item->text_hash, item->references);
}

struct entry_texts
entry_texts_get(struct catalog *c, const struct catalog_entry *e)
{
	struct entry_texts t;

	spill_get(&c->texts, e->texts, &c->text);
	t.head = slice_str(c->text.p);
	t.org = slice_str(t.head.p + t.head.n + 1);
	t.version = slice_str(t.org.p + t.org.n + 1);
	t.text_hash = slice_str(t.version.p + t.version.n + 1);
	t.references = slice_str(t.text_hash.p + t.text_hash.n + 1);
	return t;
}

void
entry_texts_set_base(struct catalog *c, struct catalog_entry *e, struct slice org,
    struct slice version, struct slice text_hash)
{
	struct entry_texts t = entry_texts_get(c, e);
	struct buf b = BUF_INIT;

	buf_add_slice(&b, t.head);
	e->texts = entry_texts_add(c, &b, org, version, text_hash, t.references);
}
