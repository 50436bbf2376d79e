/* show_refs.c - references as records and as manifests */
#include "base/out.h"
#include "gc-refs.h"
#include "json/json_write.h"

static struct buf line;
static size_t line_head; /* what all lines of a record begin with */

void
show_ref_record(const struct refs *r, struct buf *to)
{
	json_write_open(to, r->object ? "object" : "flow");
	json_write_raw(to, "id", r->id);
	json_write_raw(to, "name", r->name);
	json_write_raw(to, "type", r->flow_type);
	json_write_close(to);
}

static void
show_pointers(const struct refs *r, const struct ref *ref, const struct ref_use *use)
{
	size_t n = use != NULL ? 1 : ref->count;

	json_write_count(&line, "count", n);
	json_write_open_array(&line, "at");
	for (size_t k = 0; k < n; k++) {
		const struct ref_use *u = use != NULL ? use : refs_use(r, ref, k);
		json_write_string(&line, NULL, refs_text(r, u->pointer));
	}
	json_write_close_array(&line);
}

/* Of Archy YAML: the lines of all uses, next to their pointers, or that of one. */
static void
show_lines(const struct refs *r, const struct ref *ref, const struct ref_use *use)
{
	json_write_raw(&line, "file", r->file);
	if (use != NULL) {
		json_write_count(&line, "line", use->line);
		return;
	}
	json_write_open_array(&line, "line");
	for (size_t k = 0; k < ref->count; k++)
		json_write_count(&line, NULL, refs_use(r, ref, k)->line);
	json_write_close_array(&line);
}

static void
show_node(const struct ref_use *use)
{
	if (use->node_type.n == 0)
		return;
	json_write_open(&line, "node");
	json_write_token(&line, "id", use->node_id);
	json_write_token(&line, "name", use->node_name);
	json_write_token(&line, "type", use->node_type);
	json_write_close(&line);
}

/* What the creation of an object can do without, and what another org does not get. */
static void
show_of_object(const struct refs *r, const struct ref *ref)
{
	if (ref->late)
		json_write_bool(&line, "late", true);
	if (ref->optional)
		json_write_bool(&line, "optional", true);
	if (r->not_moved.n == 0 || !slice_eq(refs_text(r, ref->id), refs_text(r, r->own_id)))
		return;
	json_write_open(&line, "not_moved");
	buf_add_slice(&line, buf_slice(&r->not_moved));
	json_write_close(&line);
}

void
show_ref_begin(const struct refs *r)
{
	buf_clear(&line);
	json_write_open(&line, NULL);
	json_write_cstr(&line, "kind", "ref");
	json_write_raw(&line, "org", r->org);
	show_ref_record(r, &line);
	line_head = line.n;
}

void
show_ref(const struct refs *r, const struct ref *ref, const struct ref_use *use, const char *reason)
{
	line.n = line_head;
	json_write_filled(&line, "type", refs_text(r, ref->type));
	json_write_filled(&line, "id", refs_text(r, ref->id));
	json_write_filled(&line, "name", refs_text(r, ref->name));
	json_write_filled(&line, "category", refs_text(r, ref->category));
	json_write_cstr(&line, "class", ref_class_name(ref->class));
	json_write_cstr(&line, "source", ref->manifest ? "manifest" : "body");
	if (ref->idle)
		json_write_bool(&line, "outOfService", true);
	if (r->object)
		show_of_object(r, ref);
	show_pointers(r, ref, use);
	if (r->archy.n > 0)
		show_lines(r, ref, use);
	if (use != NULL)
		show_node(use);
	if (reason != NULL)
		json_write_cstr(&line, "reason", reason);
	json_write_close(&line);
	buf_putc(&line, '\n');
	out_slice(buf_slice(&line));
}

void
show_manifest(const struct refs *r)
{
	buf_clear(&line);
	json_write_open(&line, NULL);
	json_write_raw(&line, r->object ? "objectId" : "flowId", r->id);
	json_write_raw(&line, r->object ? "objectName" : "flowName", r->name);
	json_write_raw(&line, r->object ? "objectType" : "flowType", r->flow_type);
	json_write_name(&line, "references");
	refs_by_type(r, &line);
	json_write_close(&line);
	buf_putc(&line, '\n');
	out_slice(buf_slice(&line));
}
