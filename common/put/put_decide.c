/* put_decide.c - what to do about one flow in the target */
#include "put/put_decide.h"
#include "record/version.h"

enum put_action
put_decide(const struct put_facts *f)
{
	if (!f->exists)
		return PUT_CREATE;
	if (!f->equal)
		return PUT_UPDATE;
	if (f->publish && !f->published)
		return PUT_PUBLISH;
	if (f->draft || f->held)
		return PUT_CHECKIN;
	return f->described ? PUT_SKIP : PUT_EDIT;
}

const char *
put_action_name(enum put_action action)
{
	static const char *const names[] = {
	    "skip", "create", "update", "checkin", "publish", "edit"};

	return names[action];
}

const char *
put_reason(const struct put_facts *f)
{
	switch (put_decide(f)) {
	case PUT_CREATE:
		return "the target has no such flow";
	case PUT_UPDATE:
		return "the target's newest version differs";
	case PUT_PUBLISH:
		return "the newest version is equal and not published";
	case PUT_CHECKIN:
		return "the newest version is equal and not checked in";
	case PUT_EDIT:
		return "only the name or the description differs";
	default:
		return f->publish ? "equal and published" : "equal";
	}
}

/* Who made a version: a name if there is one. */
static struct slice
put_state_author(const struct jx *flow, const char *version)
{
	static const char *const at[] = {
	    "createdBy/name", "createdByClient/name", "createdBy/id", "createdByClient/id"};
	struct slice author = slice_str("");

	for (size_t i = 0; i < COUNT_OF(at) && author.n == 0; i++)
		author = jx_string(flow, "/%s/%s", version, at[i]);
	return author;
}

void
put_state_read(const struct jx *flow, struct put_state *s)
{
	struct slice saved = jx_string(flow, "/savedVersion/id");
	struct slice in = jx_string(flow, "/checkedInVersion/id");
	struct slice out = jx_string(flow, "/publishedVersion/id");
	const char *holder = jx_has(flow, "/lockedClient/id") ? "lockedClient" : "lockedUser";

	*s = (struct put_state){.newest = version_newest(saved, in, out),
	    .finished = version_newest(in, out, slice_str("")),
	    .published = out.n > 0 && version_cmp(out, version_newest(saved, in, out)) == 0};
	s->draft = !s->published && saved.n > 0 && version_cmp(saved, in) > 0;
	s->author = put_state_author(flow, version_cmp(s->newest, s->finished) > 0 ? "savedVersion"
					   : version_cmp(in, out) > 0 ? "checkedInVersion"
								      : "publishedVersion");
	s->holder_id = jx_string(flow, "/%s/id", holder);
	s->holder = jx_string(flow, "/%s/name", holder);
	if (s->holder.n == 0)
		s->holder = s->holder_id;
	s->locked = s->holder_id.n > 0 || s->holder.n > 0;
}
