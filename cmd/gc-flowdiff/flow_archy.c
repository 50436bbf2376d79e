/* flow_archy.c - the Archy YAML of a flow as a tree of values */
#include "archy/archy_json.h"
#include "base/err.h"
#include "flowdiff.h"
#include "json/json_write.h"
#include "json/members.h"

/* The tree; or the text, where it cannot be read. */
static void
archy_value(const struct members *m, const struct flow *f, const char *side, struct buf *value)
{
	struct slice token = members_string(m, "archy");
	struct buf yaml = BUF_INIT;
	struct archy_error error = {0};

	if (!json_unescape(token, &yaml) || !archy_json(buf_slice(&yaml), value, &error)) {
		warn("%s \"%s\" in %s: line %zu, column %zu: %s; compared as text", f->type,
		    f->name, side, error.line, error.column, error.why);
		buf_clear(value);
		buf_putc(value, '"');
		buf_add_slice(value, token);
		buf_putc(value, '"');
	}
	buf_release(&yaml);
}

void
flow_plant_archy(struct buf *record, const struct flow *f, const char *side)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf value = BUF_INIT;

	if (f->archy && members_read(&m, &j, buf_slice(record))) {
		archy_value(&m, f, side, &value);
		buf_clear(record);
		json_write_open(record, NULL);
		json_write_raw(record, "archy", buf_slice(&value));
		json_write_close(record);
	}
	buf_release(&value);
	members_release(&m);
	json_release(&j);
}
