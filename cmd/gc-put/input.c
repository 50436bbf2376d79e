/* input.c - the records of a run of gc-put */
#include "input.h"
#include "run/backup_record.h"
#include "base/err.h"
#include "base/idset.h"
#include "base/plural.h"
#include "object/object_run.h"
#include "object/object_target.h"
#include "run/outcome.h"
#include "run/target.h"
#include "run/written.h"

/* Is it a backup of this org; is it of another org, and not rewritten? */
static void
input_check_origin(const struct put *put, const struct record *r)
{
	static bool warned;
	const char *here = session_org_id(put->session);
	struct slice org = members_string(&r->m, "org");

	if (put->option.restore && !json_is(org, here))
		die(EXIT_USAGE, 0, "%s:%zu: this is not a backup of \"%s\"; wrong profile?",
		    r->file, r->line, session_org_name(put->session));
	if (put->option.restore || org.n == 0 || json_is(org, here))
		return;
	if (!warned && members_find(&r->m, "archy") == NULL && !put->option.stubs) {
		warned = true;
		warn("%s:%zu: the records are of org %.*s: the ids in them mean nothing in \"%s\" "
		     "(gc-remap rewrites them)",
		    r->file, r->line, SLICE_ARGS(org), session_org_name(put->session));
	}
}

/* Fill its YAML. An import writes the flow of that name; the one looked up has the record's name. */
static const char *
input_fill(struct input *in, struct record *r)
{
	const char *why = archy_input_fill(in->archy, r);

	if (why == NULL &&
	    !json_eq(members_string(&r->m, "name"),
		archy_str(&in->archy->before, in->archy->before.name)) &&
	    (in->archy->before.nfills == 0 ||
		!json_eq(members_string(&r->m, "name"),
		    archy_str(&in->archy->after, in->archy->after.name))))
		why = "its Archy YAML has another name than the record; an import would write that "
		      "flow";
	return why;
}

/* Whether the record can be put; if not, the reason has been reported. */
static bool
input_is_good(struct input *in, struct record *r)
{
	const struct put *put = in->put;
	const struct member *configuration = members_find(&r->m, "configuration");
	const struct member *archy = members_find(&r->m, "archy");
	const char *why = NULL;

	if (!record_is(r, "flow"))
		return false;
	if (record_nul(&r->m) != NULL)
		why = record_nul(&r->m);
	else if (members_string(&r->m, "name").n == 0 || members_string(&r->m, "type").n == 0)
		why = "no name or no type";
	else if (put->option.stubs || (put->option.restore && backup_is_nothing(&r->m)))
		return true;
	else if (configuration == NULL && archy == NULL)
		why = "nothing to put: neither a configuration nor Archy YAML (gc-get fetches one)";
	else if (archy != NULL ? archy->type != JSON_STRING : configuration->type != JSON_OBJECT)
		why = "its configuration is not an object, or its Archy YAML is not a string";
	else if (archy != NULL && !put->option.restore)
		why = input_fill(in, r);
	if (why != NULL)
		outcome_unfit(put->outcome, r, why);
	return why == NULL;
}

/* Whether the target has the record's flow, by name or id. */
static bool
input_is_there(
    const struct put *put, const struct record *r, struct target_entry *there, bool *named)
{
	struct buf type = BUF_INIT, name = BUF_INIT, id = BUF_INIT;
	bool exists;

	*named = target_by_name(put->target, members_text(&r->m, "type", &type),
	    members_text(&r->m, "name", &name), there);
	exists = *named || target_by_id(put->target, members_text(&r->m, "id", &id), there);
	buf_release(&type);
	buf_release(&name);
	buf_release(&id);
	return exists;
}

/* There is a result that says why gc-put does not write the flow. */
static void
input_refuse(const struct put *put, const struct record *r, const char *why)
{
	struct target_entry there;
	bool named, exists = input_is_there(put, r, &there, &named);

	outcome_refuse(put->outcome, r, exists ? there.id : NULL,
	    exists              ? "update"
	    : put->option.stubs ? "stub"
				: "create",
	    why);
}

/* A flow is put once: of two records of one flow, which would be the right one? */
static bool
input_is_second(struct input *in, const struct record *r, struct idset *seen)
{
	const struct put *put = in->put;
	struct buf key = BUF_INIT;
	size_t before = seen->n, index;

	if (put->option.restore)
		return false;
	if (!target_key(put->target, &r->m, &key))
		in->creates |= put->option.stubs || members_find(&r->m, "archy") == NULL;
	index = idset_add(seen, buf_slice(&key));
	buf_clear(&key);
	if (seen->n == before) { /* the first one is in the spool, at the same index */
		buf_printf(&key, "a record before this one is of the same flow: %s:%zu",
		    put->spool.v[index].file, put->spool.v[index].line);
		input_refuse(put, r, key.p);
	}
	buf_release(&key);
	return seen->n == before;
}

/* Whether gc-put would write such a flow at all; if not, there is a result that says why not. */
static bool
input_passes(struct input *in, struct record *r)
{
	const struct put *put = in->put;
	struct target_entry there;
	const char *why = NULL;
	bool named, exists = input_is_there(put, r, &there, &named);

	if (!(exists && there.builtin) && !(put->option.restore && backup_is_nothing(&r->m)))
		why = inspect_record(in->inspect, r, !named);
	if (why != NULL)
		input_refuse(put, r, why);
	return why == NULL;
}

static void
input_add_dependencies(const struct put *put, struct depends *d, const struct record *r)
{
	struct buf type = BUF_INIT, name = BUF_INIT;
	struct target_entry there;
	bool is_there;

	json_unescape(members_string(&r->m, "type"), &type);
	json_unescape(members_string(&r->m, "name"), &name);
	is_there = target_by_name(put->target, buf_slice(&type), buf_slice(&name), &there);
	depends_add(d, r, is_there ? there.id : NULL);
	buf_release(&type);
	buf_release(&name);
}

/* Objects may refer to it. */
static void
input_bring(const struct put *put, const struct record *r)
{
	struct buf id = BUF_INIT;

	object_target_bring(put->objects->target, "flow", members_text(&r->m, "id", &id));
	buf_release(&id);
}

/* The whole input is read and checked before anything is written. */
void
input_read(struct input *input, char **files)
{
	struct put *put = input->put;
	struct idset seen = IDSET_INIT;
	struct records in;
	struct record r;
	size_t flows = 0, others = 0;

	spool_open(&put->spool);
	records_open(&in, files);
	while (records_next(&in, &r)) {
		if (record_is(&r, "object")) {
			if (put->option.restore || members_find(&r.m, "configuration") != NULL)
				input_check_origin(put, &r);
			put_objects_add(put->objects, &r);
			continue;
		}
		*(record_is(&r, "flow") ? &flows : &others) += 1;
		if (record_is(&r, "flow"))
			input_check_origin(put, &r);
		if (put->option.restore && record_is(&r, "flow") &&
		    written_note(&put->written, &r.m))
			continue;
		if (!input_is_good(input, &r) || !input_passes(input, &r) ||
		    input_is_second(input, &r, &seen))
			continue;
		input_bring(put, &r);
		spool_add(&put->spool, &r);
		order_add(input->order, members_string(&r.m, "type"), members_string(&r.m, "name"));
		if (input->depends != NULL)
			input_add_dependencies(put, input->depends, &r);
	}
	records_close(&in);
	inspect_release(input->inspect);
	idset_release(&seen);
	if (flows + put->objects->n == 0 && others > 0 && put->option.restore)
		die(EXIT_USAGE, 0,
		    "no flows among %zu records; --restore needs a file that --backup wrote",
		    others);
	if (flows + put->objects->n == 0 && others > 0)
		warn("no flow or object records among %zu; nothing was done", others);
	else if (others > 0)
		warn("skipped %zu record%s of other kinds than flow and object", others,
		    plural(others));
	put_objects_read(put->objects);
}
