/* strip_base.c - what is taken of a record's version marks before they are removed */
#include "strip/strip_base.h"
#include "base/mem.h"
#include "record/record_base.h"

/* The members that record_base_of_marks() reads. */
static const char *const noted[] = {"org", "base", "name", "description", "configurationVersion",
    "savedVersion", "checkedInVersion", "publishedVersion", "configuration", "archy"};

bool
strip_base_is_dropped(const struct strip *s)
{
	static const char *const parts[] = {"org", "version", "textHash"};
	size_t words = s->rules.words;
	uint64_t *root = xcalloc(3 * words, sizeof *root), *base = root + words;
	uint64_t *part = base + words;
	bool dropped;

	patterns_start(&s->rules, root);
	patterns_member(&s->rules, root, slice_str("base"), base);
	dropped = patterns_hit(&s->rules, base, STRIP_DROP);
	for (size_t i = 0; i < COUNT_OF(parts); i++) {
		patterns_member(&s->rules, base, slice_str(parts[i]), part);
		dropped |= patterns_hit(&s->rules, part, STRIP_DROP);
	}
	free(root);
	return dropped;
}

void
strip_base_note(struct strip *s, const struct json *j, struct slice key, enum json_type type)
{
	struct members *m = &s->marks;
	size_t i = 0;

	while (i < COUNT_OF(noted) && !json_is(key, noted[i]))
		i++;
	if (i == COUNT_OF(noted))
		return;
	m->v = xgrow(m->v, &m->cap, m->n + 1, sizeof *m->v);
	m->v[m->n++] = (struct member){.key = key,
	    .value = slice_of(j->at, (size_t)(j->text.p + j->text.n - j->at)), /* and the rest */
	    .type = type};
}

/* Of the noted values only the small ones are read again: the content may be large. */
static void
strip_base_measure(struct strip *s)
{
	struct json j = JSON_INIT;

	for (size_t i = 0; i < s->marks.n; i++) {
		struct member *one = &s->marks.v[i];
		if (json_is(one->key, "configuration") || json_is(one->key, "archy"))
			continue;
		json_start(&j, one->value);
		json_value(&j, &one->value);
	}
	json_release(&j);
}

static bool
strip_base_is_cut(const struct strip *s, size_t at)
{
	for (size_t i = 0; i < s->edits.n; i++)
		if (s->edits.v[i].at < at && at < s->edits.v[i].at + s->edits.v[i].len)
			return true;
	return false;
}

void
strip_base_add(struct strip *s, struct slice text)
{
	const struct member *content = record_base_content(&s->marks);
	struct record_base base;
	struct buf b = BUF_INIT;
	size_t at;

	if (content == NULL)
		return;
	at = (size_t)(content->key.p - 1 - text.p);
	strip_base_measure(s);
	if (!strip_base_is_cut(s, at) && record_base_of_marks(&s->marks, &base)) {
		record_base_write(&base, &b);
		buf_putc(&b, ',');
		splices_add(&s->edits, at, 0, buf_slice(&b));
	}
	buf_release(&b);
}
