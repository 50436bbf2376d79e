/* fetch_object.c - what is special about the fetch of an object */
#include "fetch_object.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "objects/mask_headers.h"

/* Members that are replaced: what an earlier run fetched, or wrote to --failed. */
static const char *const old[] = {
    "configuration", "rows", "media", "wrapupCodes", "templates", "script", "error", NULL};

/* What an earlier run had. Its definition is good where the marks have not moved. */
static void
fetch_object_reuse(struct fetch *f, const struct members *m, struct fetch_options *options)
{
	struct object_get *g = f->object;
	struct have_object had = {&g->configuration, &g->templates, &f->had};

	g->known = have_find_object(&options->have, m, options->mask, &had) &&
		   (g->parts & OBJECT_MEDIA) == 0;
	if (!g->known) {
		buf_clear(&g->configuration);
		buf_clear(&g->templates);
	}
	g->had = buf_slice(&f->had);
	f->reused = g->known;
}

void
fetch_object_choose(struct fetch *f, const struct members *m, struct fetch_options *options)
{
	struct buf plain = BUF_INIT;
	const struct object_type *type = object_type_find(members_text(m, "type", &plain));

	buf_release(&plain);
	if (type == NULL) {
		f->passes = true;
		f->state = FETCH_DONE;
		return;
	}
	f->id = json_text_dup(members_string(m, "id"));
	f->has_old = members_have(m, old);
	f->mask = options->mask;
	f->literal_keys = &options->literal_keys;
	f->object = xcalloc(1, sizeof *f->object);
	*f->object = (struct object_get){.type = type,
	    .id = slice_str(f->id),
	    .parts = type->parts & ~options->without,
	    .api = options->api};
	if (*f->id == '\0' || record_nul(m) != NULL) {
		buf_puts(
		    &f->problem, record_nul(m) != NULL ? record_nul(m) : "the record has no id");
		f->state = FETCH_FAILED;
		return;
	}
	fetch_object_reuse(f, m, options);
	fetch_object_take(f, object_get_start(f->object, &f->call));
}

void
fetch_object_take(struct fetch *f, enum object_progress progress)
{
	f->state = progress == OBJECT_GOES_ON ? FETCH_REQUESTED
		   : progress == OBJECT_GOT   ? FETCH_DONE
					      : FETCH_FAILED;
	if (progress != OBJECT_GOES_ON)
		buf_release(&f->had); /* it need not wait in the window */
	if (progress == OBJECT_FAILED)
		buf_add_slice(&f->problem, buf_slice(&f->object->problem));
}

/* The record up to the members that were fetched. */
static void
fetch_object_begin(const struct fetch *f, struct buf *b)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (!f->has_old) {
		buf_add(b, f->record.p, f->record.n - 1);
		return;
	}
	fetch_read_again(f, &m, &j);
	members_without(&m, old, b);
	members_release(&m);
	json_release(&j);
}

/* Note which headers of which data action have literal keys. */
static void
fetch_object_note(const struct fetch *f, const struct mask_headers *found)
{
	struct literal_keys *keys = f->literal_keys;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf name = BUF_INIT;

	if (keys->n++ < LITERAL_KEYS_SHOWN) {
		fetch_read_again(f, &m, &j);
		buf_puts(&keys->names, keys->n == 1 ? "\"" : ", \"");
		buf_add_slice(&keys->names, members_text(&m, "name", &name));
		buf_printf(&keys->names, "\" (%s)", found->names.p);
	}
	buf_release(&name);
	members_release(&m);
	json_release(&j);
}

void
fetch_object_report(const struct literal_keys *keys)
{
	if (keys->n == 0)
		return;
	warn("literal keys in the headers of %zu data action%s: %s%s; --mask-headers replaces them",
	    keys->n, keys->n == 1 ? "" : "s", keys->names.p,
	    keys->n > LITERAL_KEYS_SHOWN ? ", ..." : "");
}

/* Note literal keys of the record or, with --mask-headers, put a mask in their place. */
static void
fetch_object_mask(const struct fetch *f, struct buf *record)
{
	struct mask_headers found = MASK_HEADERS_INIT;
	struct splices edits = SPLICES_INIT;
	struct buf masked = BUF_INIT;

	mask_headers_look(&found, buf_slice(record), &edits);
	if (found.literal > 0 && f->mask) {
		splices_apply(&edits, buf_slice(record), &masked);
		buf_release(record);
		*record = masked;
	} else if (found.literal > 0 && !f->reused) {
		fetch_object_note(f, &found);
	}
	splices_release(&edits);
	mask_headers_release(&found);
}

void
fetch_object_write(const struct fetch *f)
{
	const struct object_get *g = f->object;
	struct buf b = BUF_INIT;

	if (g->note.n > 0)
		warn("%s: the server still transcodes the audio of %s; it is not in the record",
		    f->label.p, g->note.p);
	fetch_object_begin(f, &b);
	object_get_write(g, &b);
	buf_putc(&b, '}');
	fetch_object_mask(f, &b);
	buf_putc(&b, '\n');
	out_slice(buf_slice(&b));
	buf_release(&b);
}

size_t
fetch_object_size(const struct fetch *f)
{
	return f->object != NULL ? f->had.cap + object_get_size(f->object) : 0;
}

void
fetch_object_release(struct fetch *f)
{
	buf_release(&f->had);
	if (f->object == NULL)
		return;
	object_get_release(f->object);
	free(f->object);
}
