/* meta.c - what the target says of a flow, and whether two configurations say the same */
#include "mem.h"
#include "put.h"
#include "strip.h"
#include "target.h"

/* Whether name and description are the target's; no description is the same as an empty one. */
static bool
is_described(const struct errand *e)
{
	struct buf text = BUF_INIT;
	bool same;

	json_unescape(members_string(&e->m, "description"), &text);
	same = slice_eq(
	    slice_of(text.p != NULL ? text.p : "", text.n), jx_string(e->meta, "/description"));
	buf_release(&text);
	return same && slice_is(jx_string(e->meta, "/name"), e->name);
}

bool
errand_meta(struct errand *e)
{
	if (e->call.verdict != CALL_OK) {
		errand_failed(e, put_action_name(e->todo), "cannot read the flow in the target");
		return false;
	}
	jx_free(e->meta);
	e->meta = errand_answer(e, put_action_name(e->todo));
	if (e->meta == NULL)
		return false;
	if (jx_string(e->meta, "/id").n == 0) {
		errand_end(e, PUT_FAILED, put_action_name(e->todo),
		    "the server's answer is not understood: no flow");
		return false;
	}
	buf_clear(&e->meta_text);
	buf_add_slice(&e->meta_text, buf_slice(&e->call.body));
	put_state_read(e->meta, &e->state);
	e->facts.described = is_described(e);
	e->facts.draft = e->state.draft;
	e->facts.published = e->state.published;
	e->facts.held = e->state.locked && target_is_self(e->put->target, e->state.holder_id);
	return true;
}

/* The configuration as a flow record's, without what gc-strip --for diff takes out. */
static void
stripped(struct slice configuration, struct buf *record)
{
	struct strip s = STRIP_INIT;
	struct json j = JSON_INIT;

	buf_reserve(record, configuration.n + 64);
	buf_puts(record, "{\"kind\":\"flow\",\"configuration\":");
	buf_add_slice(record, configuration);
	buf_putc(record, '}');
	strip_for(&s, STRIP_DIFF);
	strip_ready(&s);
	if (strip_read(&s, &j, buf_slice(record)))
		splices_shrink(&s.edits, record);
	strip_release(&s);
	json_release(&j);
}

bool
same_configuration(struct slice a, struct slice b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same;

	stripped(a, &x);
	stripped(b, &y);
	same = slice_eq(buf_slice(&x), buf_slice(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}
