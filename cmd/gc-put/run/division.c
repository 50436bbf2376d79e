/* division.c - the target's divisions, and which of them is a record's */
#include "run/division.h"
#include "base/err.h"
#include "base/idset.h"
#include "base/mem.h"
#include "org/api.h"

struct divisions {
	struct idset ids, names;
	size_t *id_of; /* by name: its index in ids */
	size_t cap;
};

static void
division_listed(void *user, struct slice id, struct slice element)
{
	struct divisions *d = user;
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT;
	struct buf name = BUF_INIT;
	size_t at, before = d->names.n;

	if (members_read(&m, &j, element))
		json_unescape(members_string(&m, "name"), &name);
	at = idset_add(&d->names, buf_slice(&name));
	if (d->names.n > before) {
		d->id_of = xgrow(d->id_of, &d->cap, d->names.n, sizeof *d->id_of);
		d->id_of[at] = idset_add(&d->ids, id);
	} else {
		idset_add(&d->ids, id);
	}
	buf_release(&name);
	members_release(&m);
	json_release(&j);
}

struct divisions *
divisions_read(struct calls *calls)
{
	struct divisions *d = xcalloc(1, sizeof *d);
	struct api_list l = {.calls = calls,
	    .type = type_find(slice_str("division")),
	    .page_size = 100,
	    .element = division_listed,
	    .user = d};

	d->ids = d->names = (struct idset)IDSET_INIT;
	api_list(&l);
	if (l.code != 0) {
		warn("cannot list the target's divisions: %s; ids of divisions in the records stay "
		     "unchanged",
		    l.why.p);
		divisions_free(d);
		d = NULL;
	}
	api_list_release(&l);
	return d;
}

void
divisions_free(struct divisions *d)
{
	if (d == NULL)
		return;
	idset_release(&d->ids);
	idset_release(&d->names);
	free(d->id_of);
	free(d);
}

/* By the id, else by the name; an empty slice: it is not there. */
static struct slice
division_look_up(const struct divisions *d, struct slice id, struct slice name)
{
	size_t at;

	if (d == NULL || idset_find(&d->ids, id) != IDSET_NONE)
		return id;
	at = idset_find(&d->names, name);
	return at != IDSET_NONE ? idset_id(&d->ids, d->id_of[at]) : slice_of(NULL, 0);
}

/* What the record says of its division, into id and name. */
static void
division_of_record(const struct members *record, struct buf *id, struct buf *name)
{
	json_unescape(members_string_in(record, "division", "id"), id);
	json_unescape(members_string_in(record, "division", "name"), name);
}

bool
division_differs(
    const struct members *record, const struct jx *meta, struct buf *wanted, struct buf *there)
{
	struct slice target_id = jx_string(meta, "/division/id");
	struct slice target_name = jx_string(meta, "/division/name");
	struct buf id = BUF_INIT, name = BUF_INIT;
	bool differs;

	division_of_record(record, &id, &name);
	differs = (id.n > 0 || name.n > 0) && target_id.n > 0 &&
		  !slice_eq(buf_slice(&id), target_id) && !slice_eq(buf_slice(&name), target_name);
	buf_add_slice(wanted, buf_slice(name.n > 0 ? &name : &id));
	buf_add_slice(there, target_name.n > 0 ? target_name : target_id);
	buf_release(&id);
	buf_release(&name);
	return differs;
}

bool
division_find(
    const struct divisions *d, const struct members *record, struct buf *found, struct buf *why)
{
	struct buf id = BUF_INIT, name = BUF_INIT;
	bool named, good;

	division_of_record(record, &id, &name);
	named = id.n > 0 || name.n > 0;
	if (named)
		buf_add_slice(found, division_look_up(d, buf_slice(&id), buf_slice(&name)));
	good = !named || found->n > 0;
	if (!good && d == NULL)
		buf_printf(why,
		    "its division \"%s\" has no id here, and the target's could not be listed",
		    name.p);
	else if (!good)
		buf_printf(why,
		    "the target has no division \"%s\": create it there, or have gc-plan --rename "
		    "and gc-remap name another",
		    name.n > 0 ? name.p : id.p);
	buf_release(&id);
	buf_release(&name);
	return good;
}
