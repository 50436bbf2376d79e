/* put_body.c - the configuration that is saved for a record */
#include "put/put_body.h"
#include "json/json_write.h"
#include "json/splice.h"

/* Make the configuration's member `key` the record's string member; a new one goes to `front`. */
static void
put_body_set(struct splices *edits, struct slice record, const struct members *m,
    const struct members *configuration, const char *key, struct buf *front)
{
	const struct member *is = members_find(configuration, key);
	const struct member *wanted = members_find(m, key);

	if (wanted == NULL || wanted->type != JSON_STRING)
		return;
	if (is == NULL)
		json_write_raw(front, key, wanted->value);
	else if (!slice_eq(is->value, wanted->value))
		splices_add(edits, (size_t)(is->value.p - record.p), is->value.n, wanted->value);
}

bool
put_body_describe(struct slice record, const struct members *m, struct buf *to)
{
	struct slice object = members_find(m, "configuration")->value;
	struct members configuration = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct splices edits = SPLICES_INIT;
	struct buf front = BUF_INIT;
	bool changed;

	if (members_read(&configuration, &j, object)) {
		put_body_set(&edits, record, m, &configuration, "name", &front);
		put_body_set(&edits, record, m, &configuration, "description", &front);
	}
	if (front.n > 0) {
		if (configuration.n > 0)
			buf_putc(&front, ',');
		splices_add(&edits, (size_t)(object.p - record.p) + 1, 0, buf_slice(&front));
	}
	changed = edits.n > 0;
	if (changed)
		splices_apply(&edits, record, to);
	buf_release(&front);
	splices_release(&edits);
	members_release(&configuration);
	json_release(&j);
	return changed;
}
