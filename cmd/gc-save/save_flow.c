/* save_flow.c - a flow's file, which has the record without its base and its old file */
#include "save.h"

/* A string of the base, as a JSON value. */
static struct slice
save_base_member(const struct members *m, const char *name)
{
	struct member found;

	if (!members_find_in(m, "base", name, &found) || found.type != JSON_STRING)
		return slice_of("", 0);
	return found.value;
}

/* The record as its file has it: "file" is where it was read. */
static struct record
save_without_base(struct save *s, const struct record *r)
{
	static const char *const names[] = {"base", "file", NULL};
	struct record own = *r;

	if (members_find(&r->m, "base") == NULL && members_find(&r->m, "file") == NULL)
		return own;
	buf_clear(&s->own);
	members_without(&r->m, names, &s->own);
	buf_putc(&s->own, '}');
	own.text = buf_slice(&s->own);
	return own;
}

void
save_flow(struct save *s, const struct record *r)
{
	struct catalog_item item = {.id = save_member(&r->m, "id"),
	    .name = save_member(&r->m, "name"),
	    .type = save_member(&r->m, "type"),
	    .org = save_base_member(&r->m, "org"),
	    .version = save_base_member(&r->m, "version"),
	    .text_hash = save_base_member(&r->m, "textHash")};
	struct record own = save_without_base(s, r);
	const char *path;

	if (item.id.n <= strlen("\"\"") && strstr(s->name_template, "{file}") != NULL)
		item.source = save_member(&r->m, "file");
	path = save_item(s, &own, &item, NULL);
	if (path == NULL) {
		catalog_failed(&s->catalog, &item);
		return;
	}
	save_references(s, r->text);
	s->bare += !s->refs.body && members_find(&r->m, "archy") == NULL;
	item.references = buf_slice(&s->references);
	save_entry(s, &item, path);
}
