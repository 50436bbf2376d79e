/* orphans_list.c - the objects that an org lacks */
#include "base/err.h"
#include "base/mem.h"
#include "orphans/orphans_list.h"
#include "record/record.h"
#include "record/uuid.h"

static void
orphans_write_name(struct buf *b, struct slice type, struct slice name)
{
	buf_clear(b);
	buf_add_slice(b, type);
	buf_putc(b, '\0');
	buf_add_slice(b, name);
}

static bool
is_open_map(const struct members *m)
{
	struct slice status = members_string(m, "status");

	return (json_is(status, "missing") || json_is(status, "ambiguous")) &&
	       members_string(m, "to").n == 0 && members_string(m, "to_name").n == 0;
}

static void
list_add(struct orphans_list *list, const struct members *m, const char *id_key)
{
	struct buf id = BUF_INIT, type = BUF_INIT, name = BUF_INIT, both = BUF_INIT;
	struct slice text = members_text(m, id_key, &id);

	if (text.n > 0) {
		idset_add(&list->ids, uuid_of_action(text));
	} else {
		orphans_write_name(
		    &both, members_text(m, "type", &type), members_text(m, "name", &name));
		if (both.n > 2)
			idset_add(&list->names, buf_slice(&both));
	}
	buf_release(&id);
	buf_release(&type);
	buf_release(&name);
	buf_release(&both);
}

void
orphans_load(struct orphans_list *list, const char *path)
{
	char *name = xstrdup(path);
	char *const files[] = {name, NULL};
	struct records in;
	struct record r;
	bool any = false, others = false;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		bool ref = record_is(&r, "ref"), map = record_is(&r, "map");
		any |= ref || map;
		others |= !ref && !map;
		/* A flow is never an orphan of itself: it goes where it goes. */
		if (ref && members_string(&r.m, "reason").n > 0 &&
		    !json_is(members_string(&r.m, "class"), "own"))
			list_add(list, &r.m, "id");
		else if (map && is_open_map(&r.m))
			list_add(list, &r.m, "from");
	}
	records_close(&in);
	free(name);
	if (others && !any)
		die(EXIT_DATA, 0, "%s: holds no ref or map records",
		    strcmp(path, "-") == 0 ? "stdin" : path);
}

void
orphans_list_release(struct orphans_list *list)
{
	idset_release(&list->ids);
	idset_release(&list->names);
}

bool
orphans_listed(const struct orphans_list *list, struct slice type, struct slice id,
    struct slice name, struct buf *scratch)
{
	if (id.n > 0)
		return idset_find(&list->ids, uuid_of_action(id)) != IDSET_NONE;
	if (list->names.n == 0 || type.n == 0 || name.n == 0)
		return false;
	orphans_write_name(scratch, type, name);
	return idset_find(&list->names, buf_slice(scratch)) != IDSET_NONE;
}
