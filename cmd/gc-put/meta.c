/* meta.c - what the target says of a flow */
#include "put.h"
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
