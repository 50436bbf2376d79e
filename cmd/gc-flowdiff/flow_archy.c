/* flow_archy.c - the Archy YAML of a flow as a tree of values */
#include "archy/archy_json.h"
#include "flowdiff.h"
#include "json/members.h"
#include "json/splice.h"

void
flow_plant_archy(struct buf *record)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf yaml = BUF_INIT, tree = BUF_INIT, whole = BUF_INIT;
	struct splices s = SPLICES_INIT;
	struct archy_error error;
	const struct member *archy;

	if (members_read(&m, &j, buf_slice(record)) &&
	    (archy = members_find(&m, "archy")) != NULL && archy->type == JSON_STRING &&
	    json_unescape(members_string(&m, "archy"), &yaml) &&
	    archy_json(buf_slice(&yaml), &tree, &error)) {
		splices_add(
		    &s, (size_t)(archy->value.p - record->p), archy->value.n, buf_slice(&tree));
		splices_apply(&s, buf_slice(record), &whole);
		buf_clear(record);
		buf_add(record, whole.p, whole.n);
	}
	splices_release(&s);
	buf_release(&whole);
	buf_release(&tree);
	buf_release(&yaml);
	members_release(&m);
	json_release(&j);
}
