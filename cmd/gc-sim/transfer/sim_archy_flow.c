/* sim_archy_flow.c - flows of real Archy YAML */
#include "transfer/sim_archy_flow.h"
#include "architect/stub.h"
#include "base/idset.h"
#include "json/json_write.h"
#include "json/members.h"
#include "json/peek.h"
#include "record/flowtype.h"
#include "record/listed_types.h"

/* A line of sim_archy.h's YAML, after which its configuration follows. */
#define SIM_LINE "\n  configuration: |-\n"

bool
sim_archy_is_real(struct slice text)
{
	size_t n = strlen(SIM_LINE);

	for (size_t i = 0; i + n <= text.n; i++)
		if (memcmp(text.p + i, SIM_LINE, n) == 0)
			return false;
	return true;
}

/* What the manifest has: objects that an org lists, and flows. Not the flow itself. */
static bool
archy_flow_lists(const struct archy *a, const struct archy_ref *ref)
{
	struct slice type = slice_str(ref->type);

	if (ref->class != REF_OBJECT || ref->label || ref->placeholder || type.n == 0)
		return false;
	if (slice_is(type, a->type) && slice_eq(archy_str(a, ref->name), archy_str(a, a->name)))
		return false;
	return flowtype_is_reference(type) || type_find(type) != NULL;
}

struct archy_flow_entry {
	struct buf name, category, id;
};

static void
archy_flow_read_entry(struct archy_flow_entry *e, const struct archy *a,
    const struct archy_ref *ref, sim_archy_id *id_of, void *user)
{
	buf_clear(&e->name);
	buf_clear(&e->category);
	buf_clear(&e->id);
	buf_add_slice(&e->name, archy_str(a, ref->name));
	buf_add_slice(&e->category, archy_str(a, ref->category));
	buf_puts(&e->name, "");
	buf_puts(&e->category, "");
	id_of(user, ref->type, e->name.p, e->category.p, &e->id);
}

static void
archy_flow_release_entry(struct archy_flow_entry *e)
{
	buf_release(&e->name);
	buf_release(&e->category);
	buf_release(&e->id);
}

/* The manifest's entries of one type; what the copies of data actions say goes to `actions`. */
static void
archy_flow_write_type(struct buf *to, struct buf *actions, const struct archy *a, const char *type,
    sim_archy_id *id_of, void *user)
{
	struct archy_flow_entry e = {BUF_INIT, BUF_INIT, BUF_INIT};
	struct idset seen = IDSET_INIT;

	json_write_open_array(to, type);
	for (size_t i = 0; i < a->n; i++) {
		size_t before = seen.n;
		if (strcmp(a->v[i].type, type) != 0 || !archy_flow_lists(a, &a->v[i]))
			continue;
		archy_flow_read_entry(&e, a, &a->v[i], id_of, user);
		if (e.id.n == 0 || idset_add(&seen, buf_slice(&e.id)) < before)
			continue;
		json_write_open(to, NULL);
		json_write_string(to, "id", buf_slice(&e.id));
		json_write_string(to, "name", buf_slice(&e.name));
		json_write_close(to);
		if (e.category.n == 0)
			continue;
		json_write_open(actions, NULL);
		json_write_string(actions, "id", buf_slice(&e.id));
		json_write_string(actions, "name", buf_slice(&e.name));
		json_write_string(actions, "category", buf_slice(&e.category));
		json_write_close(actions);
	}
	json_write_close_array(to);
	idset_release(&seen);
	archy_flow_release_entry(&e);
}

static void
archy_flow_write_manifest(
    struct buf *to, struct buf *actions, const struct archy *a, sim_archy_id *id_of, void *user)
{
	struct idset types = IDSET_INIT;

	json_write_open(to, "manifest");
	for (size_t i = 0; i < a->n; i++) {
		size_t before = types.n;
		if (archy_flow_lists(a, &a->v[i]) &&
		    idset_add(&types, slice_str(a->v[i].type)) == before)
			archy_flow_write_type(to, actions, a, a->v[i].type, id_of, user);
	}
	json_write_close(to);
	idset_release(&types);
}

void
sim_archy_configuration(struct buf *to, const struct archy *a, struct slice text, struct slice type,
    sim_archy_id *id_of, void *user)
{
	static const char *const others[] = {"uiMetaData", "manifest", NULL};
	struct buf stub = BUF_INIT, actions = BUF_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	stub_write(&stub, type, archy_str(a, a->name), archy_str(a, a->description));
	members_read(&m, &j, buf_slice(&stub));
	members_without(&m, others, to);
	json_write_open_array(&actions, NULL);
	archy_flow_write_manifest(to, &actions, a, id_of, user);
	json_write_close_array(&actions);
	json_write_open(to, "uiMetaData");
	json_write_raw(to, "actionServiceActions", buf_slice(&actions));
	json_write_close(to);
	json_write_string(to, "archy", text);
	json_write_close(to);
	members_release(&m);
	json_release(&j);
	buf_release(&stub);
	buf_release(&actions);
}

bool
sim_archy_kept(struct slice configuration, struct buf *to)
{
	struct slice key, value;

	while (peek_member(&configuration, &key, &value)) {
		if (!json_is(key, "archy") || value.n < 2 || *value.p != '"')
			continue;
		json_unescape(slice_of(value.p + 1, value.n - 2), to);
		return true;
	}
	return false;
}
