/* passed.c - records that a program has nothing to do with */
#include "record/passed.h"
#include "base/err.h"
#include "base/plural.h"
#include "base/utf8.h"

enum { NAME_MAX_BYTES = 64 }; /* of a kind or type in the note */

/* 'object of type "did"', 'record of kind "session"' or 'record'. */
static void
passed_name(const struct record *r, struct buf *name)
{
	bool object = record_is(r, "object");
	struct buf plain = BUF_INIT;
	struct slice word = members_text(&r->m, object ? "type" : "kind", &plain);

	word.n = utf8_floor(word, NAME_MAX_BYTES);
	buf_puts(name, object ? "object" : "record");
	if (word.n > 0)
		buf_printf(name, " of %s \"%.*s\"", object ? "type" : "kind", SLICE_ARGS(word));
	buf_release(&plain);
}

void
passed_add(struct passed *p, const struct record *r)
{
	struct buf name = BUF_INIT;
	size_t i;

	passed_name(r, &name);
	i = idset_find(&p->names, buf_slice(&name));
	if (i == IDSET_NONE && p->names.n < PASSED_NAMES)
		i = idset_add(&p->names, buf_slice(&name));
	if (i == IDSET_NONE)
		p->others++;
	else
		p->counts[i]++;
	buf_release(&name);
}

/* "1 object", "2 objects": the first word of the name is the noun. */
static void
passed_put(struct buf *b, size_t n, struct slice name)
{
	enum { NOUN = 6 }; /* bytes */

	if (n > 0)
		buf_printf(b, "%s%zu %.*s%s%.*s", b->n > 0 ? ", " : "", n, NOUN, name.p, plural(n),
		    (int)(name.n - NOUN), name.p + NOUN);
}

void
passed_report(const struct passed *p, const char *why)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < p->names.n; i++)
		passed_put(&b, p->counts[i], idset_id(&p->names, i));
	passed_put(&b, p->others, slice_str("record of other kinds"));
	if (b.n > 0)
		warn("passed through unchanged, %s: %s", why, b.p);
	buf_release(&b);
}

void
passed_release(struct passed *p)
{
	idset_release(&p->names);
}
