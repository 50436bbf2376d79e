/* load_archy.c - the flows of Archy YAML of a folder */
#include "load/load.h"

#include "base/ascii.h"
#include "base/err.h"
#include "base/mem.h"
#include "transfer/sim_archy_flow.h"
#include "record/flowtype.h"

/* The id that a flow of this type and name gets, if nothing else names one. */
static void
load_archy_flow_id(struct loader *l, const char *type, const char *name, struct buf *id)
{
	struct buf api = BUF_INIT;
	char made[UUID_SIZE];

	flowtype_api(slice_str(type), &api);
	for (size_t i = 0; i < api.n; i++)
		api.p[i] = ascii_upper(api.p[i]);
	generate_id(l->plan, api.p, name, 0, made);
	buf_puts(id, made);
	buf_release(&api);
}

/* The id of what the YAML names: an object that was read before, or one that follows from the seed. */
static void
load_archy_id(void *user, const char *type, const char *name, const char *category, struct buf *id)
{
	struct loader *l = user;
	char made[UUID_SIZE];
	struct buf key = BUF_INIT;

	if (flowtype_is_reference(slice_str(type))) {
		load_archy_flow_id(l, type, name, id);
		return;
	}
	for (size_t i = 0; i < l->org->nobjects && id->n == 0; i++)
		if (*category == '\0' && strcmp(l->org->objects[i].type, type) == 0 &&
		    strcmp(l->org->objects[i].name, name) == 0)
			buf_puts(id, l->org->objects[i].id);
	buf_printf(&key, "%s%s%s", category, *category != '\0' ? "/" : "", name);
	if (id->n == 0) {
		generate_id(l->plan, type, key.p, 0, made);
		buf_puts(id, made);
	}
	buf_release(&key);
}

/* The newest flow's, where its record has none by id. */
static void
load_archy_division(struct loader *l, struct slice name)
{
	struct loaded *flow = &l->flows[l->nflows - 1];
	char *text = xmemdup0(name.p, name.n);

	if (flow->division == ORG_NO_DIVISION && name.n > 0)
		flow->division = load_division_named(l, text);
	free(text);
}

bool
load_archy(struct loader *l, const struct members *m, const char *place)
{
	struct archy a = ARCHY_INIT;
	struct buf yaml = BUF_INIT, configuration = BUF_INIT, type = BUF_INIT;
	bool good = true;

	json_unescape(members_string(m, "archy"), &yaml);
	json_unescape(members_string(m, "type"), &type);
	if (!sim_archy_is_real(buf_slice(&yaml)))
		warn("%s: skipped: this Archy YAML is an export of gc-sim; give it the "
		     "configuration",
		    place);
	else if (!archy_walk(&a, buf_slice(&yaml)))
		die(EXIT_DATA, 0, "%s: line %zu: %s", place, a.error.line, a.error.why);
	else {
		sim_archy_configuration(
		    &configuration, &a, buf_slice(&yaml), buf_slice(&type), load_archy_id, l);
		good = load_flow(l, m, buf_slice(&configuration));
		if (good)
			load_archy_division(l, archy_str(&a, a.division));
	}
	archy_release(&a);
	buf_release(&yaml);
	buf_release(&configuration);
	buf_release(&type);
	return good;
}
