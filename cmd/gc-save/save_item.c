/* save_item.c - the files of one record */
#include "base/err.h"
#include "files/files.h"
#include "save.h"
#include "template.h"

struct slice
save_member(const struct members *m, const char *key)
{
	const struct member *found = members_find(m, key);

	return found != NULL && found->type == JSON_STRING ? found->value : slice_of("", 0);
}

void
save_references(struct save *s, struct slice record)
{
	buf_clear(&s->references);
	refs_read(&s->refs, &s->json, record);
	if (s->refs.archy.n > 0)
		refs_read_archy(&s->refs, &s->archy);
	if (s->refs.body)
		refs_by_type(&s->refs, &s->references);
}

/* A file cannot be written. If the disk is full, the next one cannot either. */
static void
save_report_error(const struct save *s, const char *path, int error)
{
	static const int hopeless[] = {ENOSPC, EDQUOT, EROFS, EIO, EMFILE, ENFILE, ENOMEM};

	for (size_t i = 0; i < COUNT_OF(hopeless); i++)
		if (error == hopeless[i])
			die(EXIT_IO, error, "%s/%s", s->folder, path);
	fail(EXIT_IO, error, "%s/%s", s->folder, path);
}

static bool
save_begin_file(const struct save *s, const char *path, struct file *f)
{
	if (!file_begin(f, s->root, path, 0666)) {
		save_report_error(s, path, errno);
		return false;
	}
	return true;
}

static bool
save_take_file(struct save *s, const char *path, struct file *f)
{
	if (!filebatch_take(&s->batch, f, path)) {
		save_report_error(s, path, errno);
		return false;
	}
	if (!f->changed)
		debug("%s/%s: as it was", s->folder, path);
	return true;
}

static void
save_said(void *user, const char *path, int error)
{
	const struct save *s = user;

	if (error != 0)
		save_report_error(s, path, error);
	else
		debug("%s/%s: written", s->folder, path);
}

static void
save_settled(void *user, void *owner, bool placed)
{
	struct save *s = user;

	if (!placed)
		catalog_undo(&s->catalog, owner);
	catalog_undo_free(owner);
}

void
save_open_batch(struct save *s)
{
	filebatch_open(&s->batch, save_said, save_settled, s);
}

void
save_settle(struct save *s)
{
	filebatch_settle(&s->batch);
	catalog_settled(&s->catalog);
}

/* The i-th file next to the one at `path`. */
static bool
save_side(struct save *s, const struct sides *sides, size_t i, const char *path)
{
	struct buf side = BUF_INIT;
	struct file f;
	bool saved;

	sides_path(path, sides->v[i].suffix, &side);
	saved = save_begin_file(s, side.p, &f);
	if (saved) {
		sides_bytes(sides, i, &s->bytes);
		file_put(&f, s->bytes.p, s->bytes.n);
		saved = save_take_file(s, side.p, &f);
	}
	buf_release(&side);
	return saved;
}

/*
 * Write the record to DIR/path, after the files next to it: what is there never refers to what is
 * not. False: an error was reported, or *unfit says why the format cannot hold the record.
 */
static bool
save_files(struct save *s, const struct record *r, enum save_format as, const char *path,
    const struct sides *sides, const char **unfit)
{
	struct file f;
	bool saved = true;

	*unfit = NULL;
	if (!save_begin_file(s, path, &f))
		return false;
	*unfit = save_content_flow(&s->content, as, r, &f);
	for (size_t i = 0; sides != NULL && *unfit == NULL && saved && i < sides->n; i++)
		saved = save_side(s, sides, i, path);
	if (*unfit != NULL || !saved) {
		file_abort(&f);
		return false;
	}
	return save_take_file(s, path, &f);
}

static const char *
save_path(
    struct save *s, const struct record *r, const struct catalog_item *item, enum save_format as)
{
	const char *path;

	buf_clear(&s->plain);
	template_path(s->name_template, &r->m, save_content_extension(as, r), &s->plain);
	path = catalog_place(&s->catalog, item, buf_slice(&s->plain));
	if (!filebatch_has(&s->batch, path) && !catalog_must_settle(&s->catalog, item, path))
		return path;
	save_settle(s);
	return catalog_place(&s->catalog, item, buf_slice(&s->plain));
}

static void
save_report_unfit(const struct record *r, const char *unfit, enum save_format as, bool kept)
{
	struct buf label = BUF_INIT;

	record_label(r, &label);
	if (kept)
		warn("%s: %s; kept as JSON", label.p, unfit);
	else
		fail(EXIT_PARTIAL, 0, "%s: %s%s", label.p, unfit,
		    as == SAVE_YAML ? "; keep it with --fallback json or --format json" : "");
	buf_release(&label);
}

const char *
save_item(struct save *s, const struct record *own, const struct catalog_item *item,
    const struct sides *sides)
{
	/* Architect's formats are of flows */
	enum save_format as = item->object && s->format != SAVE_JSON ? SAVE_YAML : s->format;
	const char *path = save_path(s, own, item, as), *unfit, *ignored;
	bool saved = save_files(s, own, as, path, sides, &unfit);

	if (!saved)
		filebatch_cancel(&s->batch);
	if (unfit != NULL && s->fallback) {
		path = save_path(s, own, item, SAVE_JSON);
		saved = save_files(s, own, SAVE_JSON, path, sides, &ignored);
		if (!saved)
			filebatch_cancel(&s->batch);
	}
	if (unfit != NULL && (saved || !s->fallback))
		save_report_unfit(own, unfit, as, saved);
	return saved ? path : NULL;
}

void
save_entry(struct save *s, const struct catalog_item *item, const char *path)
{
	filebatch_close(&s->batch, catalog_saved(&s->catalog, item, path));
}
