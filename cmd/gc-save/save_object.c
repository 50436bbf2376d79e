/* save_object.c - an object's file, and the files of its rows and its audio next to it */
#include "base/err.h"
#include "base/plural.h"
#include "save.h"

static void
save_warn(const struct record *r, const char *what, const char *why)
{
	struct buf label = BUF_INIT;

	record_label(r, &label);
	warn("%s: %s%s", label.p, what, why);
	buf_release(&label);
}

/* Mask the literal keys of a data action in s->own, or say that they are going to be in its file. */
static void
save_headers(struct save *s, struct record *own)
{
	struct buf what = BUF_INIT;

	splices_clear(&s->splices);
	mask_headers_look(&s->headers, own->text, s->mask ? &s->splices : NULL);
	if (s->headers.literal == 0)
		return;
	if (s->mask) {
		buf_clear(&s->own);
		splices_apply(&s->splices, own->text, &s->own);
		own->text = buf_slice(&s->own);
		members_read(&s->own_members, &s->json, own->text);
		own->m = s->own_members;
		return;
	}
	buf_printf(&what, "its file has the literal %s of the header%s ",
	    plural_of(s->headers.literal, "value", "values"), plural(s->headers.literal));
	buf_add_slice(&what, buf_slice(&s->headers.names));
	save_warn(own, what.p, "; mask such keys with --mask-headers");
	buf_release(&what);
}

/* For the manifest: the suffixes, each with a NUL, and one more (catalog.h). */
static void
save_list_sides(struct save *s)
{
	buf_clear(&s->sides_list);
	for (size_t i = 0; i < s->sides.n; i++)
		buf_add(&s->sides_list, s->sides.v[i].suffix, strlen(s->sides.v[i].suffix) + 1);
	buf_putc(&s->sides_list, '\0');
}

static const char *
save_split(struct save *s, struct record *own, const struct catalog_item *item)
{
	const struct member *rows = members_find(&own->m, "rows");
	const char *unfit = sides_split(&s->sides, &own->m, own->text);
	struct buf label = BUF_INIT;

	if (unfit != NULL) {
		record_label(own, &label);
		fail(EXIT_PARTIAL, 0, "%s: %s", label.p, unfit);
		buf_release(&label);
		return NULL;
	}
	s->tables += rows != NULL && rows->type == JSON_ARRAY && rows->value.n > 2;
	if (s->sides.why.n > 0)
		save_warn(own, "its rows stay in its own file, not in a CSV: ", s->sides.why.p);
	save_list_sides(s);
	own->text = buf_slice(&s->sides.text);
	return save_item(s, own, item, &s->sides);
}

void
save_object(struct save *s, const struct record *r)
{
	struct catalog_item item = {.object = true,
	    .id = save_member(&r->m, "id"),
	    .name = save_member(&r->m, "name"),
	    .type = save_member(&r->m, "type")};
	struct record own = *r;
	const char *path = NULL;

	if (members_find(&r->m, "configuration") == NULL) {
		s->inventory++;
	} else {
		save_headers(s, &own);
		path = save_split(s, &own, &item);
	}
	if (path == NULL) {
		catalog_failed(&s->catalog, &item);
		return;
	}
	save_references(s, r->text);
	item.references = buf_slice(&s->references);
	item.sides = s->sides_list.p;
	save_entry(s, &item, path);
}
