/* put_moved.c - whether a flow has moved in the target since somebody looked at it */
#include "put/put_moved.h"
#include "record/version.h"

static bool
put_moved_is_seen(const struct put_seen *seen, struct slice version)
{
	return seen->exists ? version_cmp(seen->version, version) == 0 : version.n == 0;
}

enum put_moved
put_moved(const struct put_seen *seen, const struct put_present *now)
{
	bool ours = now->held && version_cmp(now->newest, now->finished) > 0;

	if (!now->exists)
		return seen->exists ? PUT_MOVED_GONE : PUT_MOVED_NOT;
	if (now->another && seen->exists)
		return PUT_MOVED_GONE;
	if (ours && put_moved_is_seen(seen, now->finished))
		return PUT_MOVED_NOT;
	if (!seen->exists)
		return now->held && now->newest.n == 0 ? PUT_MOVED_NOT : PUT_MOVED_CREATED;
	return put_moved_is_seen(seen, now->newest) ? PUT_MOVED_NOT : PUT_MOVED_ON;
}

enum put_moved
put_moved_text(const struct put_seen *seen, const struct put_present *now)
{
	bool known = now->exists && seen->text.n > 0 && now->text.n > 0;

	return known && !now->described && !slice_eq(seen->text, now->text) ? PUT_MOVED_TEXT
									    : PUT_MOVED_NOT;
}

static void
put_moved_add_version(struct slice version, struct buf *b)
{
	if (version.n == 0)
		buf_puts(b, "no version");
	else if (version_is_draft(version))
		buf_puts(b, "a draft");
	else
		buf_add_slice(b, version);
}

static void
put_moved_add_newest(const struct put_present *now, struct buf *b)
{
	put_moved_add_version(now->newest, b);
	if (now->newest.n > 0 && now->author.n > 0)
		buf_printf(b, " by %.*s", SLICE_ARGS(now->author));
}

void
put_moved_describe(
    enum put_moved moved, const struct put_seen *seen, const struct put_present *now, struct buf *b)
{
	switch (moved) {
	case PUT_MOVED_NOT:
		return;
	case PUT_MOVED_CREATED:
		buf_puts(b, "created since: ");
		put_moved_add_newest(now, b);
		return;
	case PUT_MOVED_GONE:
		buf_puts(b, now->exists ? "another flow has its name" : "deleted");
		break;
	case PUT_MOVED_TEXT:
		buf_puts(b, "another name or description");
		break;
	case PUT_MOVED_ON:
		put_moved_add_newest(now, b);
		break;
	}
	buf_puts(b, " since ");
	put_moved_add_version(seen->version, b);
}
