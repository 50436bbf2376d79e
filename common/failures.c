/* failures.c - the file of --failed */
#include "err.h"
#include "failures.h"

static GC_NORETURN void
broken(const struct failures *f)
{
	die(EXIT_IO, errno, "%s", f->path);
}

void
failures_open(struct failures *f, const char *path)
{
	*f = (struct failures){.path = path, .file = ATOMIC_INIT};
	if (path != NULL && !atomic_open(&f->file, path, 0666))
		broken(f);
}

static void
add_text(struct buf *b, const char *key, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	buf_printf(b, ",\"%s\":", key);
	json_quote(b, slice_str(text));
}

/* The record without its "error" members, and without the closing brace. */
static void
add_record(struct buf *b, const struct members *m)
{
	const char *comma = "{";

	for (size_t i = 0; i < m->n; i++) {
		const struct member *one = &m->v[i];
		if (json_is(one->key, "error"))
			continue;
		buf_printf(b, "%s\"", comma);
		buf_add_slice(b, one->key);
		buf_puts(b, "\":");
		buf_add_slice(b, one->value);
		comma = ",";
	}
	buf_puts(b, *comma == ',' ? "," : "{");
}

void
failures_add(struct failures *f, const struct members *m, const struct failure *why)
{
	struct buf *b = &f->line;

	if (f->path == NULL)
		return;
	buf_clear(b);
	add_record(b, m);
	buf_printf(b, "\"error\":{\"status\":%ld", why->status);
	add_text(b, "code", why->code);
	add_text(b, "message", why->message);
	add_text(b, "contextId", why->context);
	buf_puts(b, "}}\n");
	if (!atomic_put(&f->file, buf_slice(b)))
		broken(f);
}

void
failures_close(struct failures *f)
{
	if (f->path != NULL && !atomic_commit(&f->file))
		broken(f);
	buf_release(&f->line);
	f->path = NULL;
}
