/* put_decide.c - what to do about one flow in the target */
#include "put/put_decide.h"

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

static int
digits_cmp(struct slice a, struct slice b)
{
	while (a.n > 1 && *a.p == '0')
		a = slice_of(a.p + 1, a.n - 1);
	while (b.n > 1 && *b.p == '0')
		b = slice_of(b.p + 1, b.n - 1);
	return a.n != b.n ? (a.n > b.n) - (a.n < b.n) : slice_cmp(a, b);
}

/* The number before the first point; *rest begins after it. */
static struct slice
put_part(struct slice s, struct slice *rest)
{
	const char *point = s.n > 0 ? memchr(s.p, '.', s.n) : NULL;
	size_t n = point != NULL ? (size_t)(point - s.p) : s.n;

	*rest = point != NULL ? slice_of(point + 1, s.n - n - 1) : slice_of("", 0);
	return slice_of(s.p, n);
}

int
put_version_cmp(struct slice a, struct slice b)
{
	struct slice x, y;
	int c = 0;

	while (c == 0 && (a.n > 0 || b.n > 0)) {
		x = put_part(a, &a);
		y = put_part(b, &b);
		c = digits_cmp(x, y);
	}
	return c;
}

void
put_state_read(const struct jx *flow, struct put_state *s)
{
	struct slice saved = jx_string(flow, "/savedVersion/id");
	struct slice in = jx_string(flow, "/checkedInVersion/id");
	struct slice out = jx_string(flow, "/publishedVersion/id");
	struct slice newest = put_version_cmp(saved, in) > 0 ? saved : in;
	const char *holder = jx_has(flow, "/lockedClient/id") ? "lockedClient" : "lockedUser";

	*s = (struct put_state){.published = out.n > 0 && put_version_cmp(out, newest) >= 0};
	s->draft = !s->published && saved.n > 0 && put_version_cmp(saved, in) > 0;
	s->holder_id = jx_string(flow, "/%s/id", holder);
	s->holder = jx_string(flow, "/%s/name", holder);
	if (s->holder.n == 0)
		s->holder = s->holder_id;
	s->locked = s->holder_id.n > 0 || s->holder.n > 0;
}
