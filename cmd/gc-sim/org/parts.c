/* parts.c - rows, resources and audio that were written or read */
#include "org/parts.h"

#include "base/err.h"
#include "base/mem.h"

static FILE *spool; /* all recordings */
static off_t spooled;

struct org_parts *
parts_of(struct org_object *o)
{
	if (o->parts == NULL)
		o->parts = xcalloc(1, sizeof *o->parts);
	return o->parts;
}

void
parts_drop_rows(struct org_parts *parts)
{
	for (size_t i = 0; i < parts->nrows; i++) {
		free(parts->rows[i].key);
		free(parts->rows[i].text);
	}
	parts->nrows = 0;
	idset_clear(&parts->keys);
}

static void
parts_release_resource(struct org_resource *r)
{
	free(r->language);
	free(r->text);
}

void
parts_release(struct org_parts *parts)
{
	if (parts == NULL)
		return;
	parts_drop_rows(parts);
	idset_release(&parts->keys);
	free(parts->rows);
	free(parts->row);
	for (size_t i = 0; i < parts->nresources; i++)
		parts_release_resource(&parts->resources[i]);
	free(parts->resources);
	free(parts->wrapups);
	free(parts->templates);
	free(parts);
}

/* The key's place in `row`, or NULL: it never was there. */
static size_t *
parts_place(const struct org_parts *parts, const char *key)
{
	size_t at = idset_find(&parts->keys, slice_str(key));

	return at != IDSET_NONE ? &parts->row[at] : NULL;
}

struct org_row *
parts_row(const struct org_parts *parts, const char *key)
{
	const size_t *place = parts_place(parts, key);

	return place != NULL && *place != 0 ? &parts->rows[*place - 1] : NULL;
}

void
parts_put_row(struct org_parts *parts, const char *key, struct slice text)
{
	struct org_row *row = parts_row(parts, key);
	char *copy = xmemdup0(text.p, text.n);
	size_t at;

	if (row != NULL) {
		free(row->text);
		row->text = copy;
		return;
	}
	parts->rows = xgrow(parts->rows, &parts->rows_cap, parts->nrows + 1, sizeof *parts->rows);
	parts->rows[parts->nrows++] = (struct org_row){xstrdup(key), copy};
	at = idset_add(&parts->keys, slice_str(key));
	parts->row = xgrow(parts->row, &parts->row_cap, at + 1, sizeof *parts->row);
	parts->row[at] = parts->nrows;
}

void
parts_drop_row(struct org_parts *parts, const char *key)
{
	size_t *place = parts_place(parts, key), gone;

	if (place == NULL || *place == 0)
		return;
	gone = *place;
	*place = 0;
	free(parts->rows[gone - 1].key);
	free(parts->rows[gone - 1].text);
	parts->nrows--;
	for (size_t i = gone - 1; i < parts->nrows; i++) {
		parts->rows[i] = parts->rows[i + 1];
		*parts_place(parts, parts->rows[i].key) = i + 1;
	}
}

struct org_resource *
parts_resource(const struct org_parts *parts, const char *language)
{
	for (size_t i = 0; i < parts->nresources; i++)
		if (strcmp(parts->resources[i].language, language) == 0)
			return &parts->resources[i];
	return NULL;
}

struct org_resource *
parts_put_resource(struct org_parts *parts, const char *language, struct slice text)
{
	struct org_resource *r = parts_resource(parts, language);

	if (r == NULL) {
		parts->resources = xgrow(parts->resources, &parts->resources_cap,
		    parts->nresources + 1, sizeof *parts->resources);
		r = &parts->resources[parts->nresources++];
		*r = (struct org_resource){.language = xstrdup(language)};
	}
	free(r->text);
	r->text = xmemdup0(text.p, text.n);
	return r;
}

void
parts_drop_resource(struct org_parts *parts, const char *language)
{
	struct org_resource *r = parts_resource(parts, language);

	if (r == NULL)
		return;
	parts_release_resource(r);
	parts->nresources--;
	memmove(r, r + 1, (size_t)(parts->resources + parts->nresources - r) * sizeof *r);
}

void
parts_keep_audio(struct org_resource *r, struct slice bytes)
{
	if (spool == NULL && (spool = tmpfile()) == NULL)
		die(EXIT_IO, errno, "cannot make a temporary file for recordings");
	if (fseeko(spool, spooled, SEEK_SET) != 0 ||
	    (bytes.n > 0 && fwrite(bytes.p, bytes.n, 1, spool) != 1) || fflush(spool) != 0)
		die(EXIT_IO, errno, "cannot keep a recording");
	r->made = false;
	r->at = spooled;
	r->len = bytes.n;
	spooled += (off_t)bytes.n;
}

void
parts_read_audio(const struct org_resource *r, struct buf *to)
{
	buf_reserve(to, r->len);
	if (r->len == 0)
		return;
	if (fseeko(spool, r->at, SEEK_SET) != 0 || fread(to->p + to->n, r->len, 1, spool) != 1)
		die(EXIT_IO, errno, "cannot read a recording");
	to->n += r->len;
	to->p[to->n] = '\0';
}
