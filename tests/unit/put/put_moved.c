/* put_moved: a flow has moved if its newest version is not the one that was seen. */
#include "put/put_moved.h"
#include "tap.h"

/* The newest version, the newest without the draft, and the lock of this client. NULL: no flow. */
static struct put_present
now(const char *newest, const char *finished, bool held)
{
	return (struct put_present){.exists = newest != NULL,
	    .held = held,
	    .newest = slice_str(newest != NULL ? newest : ""),
	    .finished = slice_str(finished),
	    .author = slice_str("Ann")};
}

/* seen NULL: there was no flow */
static bool
moves(const char *seen, struct put_present present, enum put_moved want, const char *text)
{
	struct put_seen s = {
	    .exists = seen != NULL, .version = slice_str(seen != NULL ? seen : "")};
	struct buf b = BUF_INIT;
	enum put_moved moved = put_moved(&s, &present);
	bool good;

	put_moved_describe(moved, &s, &present, &b);
	good = moved == want && slice_is(buf_slice(&b), text);
	if (!good)
		printf("# %d %s\n", (int)moved, b.n > 0 ? b.p : "");
	buf_release(&b);
	return good;
}

static void
versions(void)
{
	struct put_present other = now("12.0", "12.0", false);

	ok(moves("12.0", now("12.0", "12.0", false), PUT_MOVED_NOT, ""),
	    "the version that was seen");
	ok(moves("12", now("12.0", "12.0", false), PUT_MOVED_NOT, ""), "spelled in another way");
	ok(moves("12.0", now("14.0", "14.0", false), PUT_MOVED_ON, "14.0 by Ann since 12.0"),
	    "a newer version");
	ok(moves("14.0", now("12.0", "12.0", false), PUT_MOVED_ON, "12.0 by Ann since 14.0"),
	    "an older one is not what was seen either");
	ok(moves("", now("1.0", "1.0", false), PUT_MOVED_ON, "1.0 by Ann since no version"),
	    "a flow that was empty");
	ok(moves("", now("", "", false), PUT_MOVED_NOT, ""), "a flow that is still empty");
	ok(moves("12.0", now(NULL, "", false), PUT_MOVED_GONE, "deleted since 12.0"), "deleted");
	ok(moves(NULL, now(NULL, "", false), PUT_MOVED_NOT, ""), "still missing");
	ok(moves(NULL, now("1.0", "1.0", false), PUT_MOVED_CREATED, "created since: 1.0 by Ann"),
	    "created since");
	ok(moves(NULL, now("", "", false), PUT_MOVED_CREATED, "created since: no version"),
	    "created since, and empty");
	other.another = true;
	ok(moves("12.0", other, PUT_MOVED_GONE, "another flow has its name since 12.0"),
	    "another flow has the name and a version of the same number");
}

/* seen, and what is there now: hashes of name and description */
static bool
retitled(const char *seen, const char *text, bool described)
{
	struct put_seen s = {true, slice_str("1.0"), slice_str(seen)};
	struct put_present present = now("1.0", "1.0", false);

	present.text = slice_str(text);
	present.described = described;
	return put_moved_text(&s, &present) == PUT_MOVED_TEXT;
}

static void
texts(void)
{
	ok(!retitled("a", "a", false), "the name and description that were seen");
	ok(retitled("a", "b", false), "others");
	ok(!retitled("a", "b", true), "those of the record: nothing is lost");
	ok(!retitled("", "b", false) && !retitled("a", "", false), "not known");
}

static void
drafts(void)
{
	const char *draft = "saved_version_1", *later = "saved_version_2";

	ok(moves("12.0", now(draft, "12.0", false), PUT_MOVED_ON, "a draft by Ann since 12.0"),
	    "somebody's draft");
	ok(moves("12.0", now(draft, "12.0", true), PUT_MOVED_NOT, ""),
	    "this client's draft, upon the version that was seen");
	ok(moves("12.0", now(draft, "13.0", true), PUT_MOVED_ON, "a draft by Ann since 12.0"),
	    "this client's draft, upon another one");
	ok(moves("12.0", now("13.0", "13.0", true), PUT_MOVED_ON, "13.0 by Ann since 12.0"),
	    "a lock without a draft excuses nothing");
	ok(moves(draft, now(draft, "12.0", false), PUT_MOVED_NOT, ""), "the draft that was seen");
	ok(moves(draft, now(later, "12.0", false), PUT_MOVED_ON, "a draft by Ann since a draft"),
	    "another draft");
	ok(moves(draft, now("13.0", "13.0", false), PUT_MOVED_ON, "13.0 by Ann since a draft"),
	    "a draft that was checked in");
	ok(moves(NULL, now(draft, "", true), PUT_MOVED_NOT, ""), "this client's interrupted stub");
	ok(moves(NULL, now("", "", true), PUT_MOVED_NOT, ""), "one that was not saved yet");
	ok(moves(NULL, now(draft, "", false), PUT_MOVED_CREATED, "created since: a draft by Ann"),
	    "somebody's new flow");
	ok(moves(NULL, now(draft, "1.0", true), PUT_MOVED_CREATED, "created since: a draft by Ann"),
	    "a flow of which a version was finished is no stub");
}

int
main(void)
{
	versions();
	texts();
	drafts();
	return tap_done();
}
