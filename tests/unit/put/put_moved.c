/* put_moved: a flow has moved if its newest version is not the one that was seen. */
#include "put/put_moved.h"
#include "tap.h"

/* The newest version, the newest without the draft, and the lock of this client. NULL: no flow. */
static struct put_present
put_moved_now(const char *newest, const char *finished, bool held)
{
	return (struct put_present){.exists = newest != NULL,
	    .held = held,
	    .newest = slice_str(newest != NULL ? newest : ""),
	    .finished = slice_str(finished),
	    .author = slice_str("Ann")};
}

/* seen NULL: there was no flow */
static bool
put_moved_moves(const char *seen, struct put_present present, enum put_moved want, const char *text)
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
put_moved_versions(void)
{
	struct put_present other = put_moved_now("12.0", "12.0", false);

	ok(put_moved_moves("12.0", put_moved_now("12.0", "12.0", false), PUT_MOVED_NOT, ""),
	    "the version that was seen");
	ok(put_moved_moves("12", put_moved_now("12.0", "12.0", false), PUT_MOVED_NOT, ""),
	    "spelled in another way");
	ok(put_moved_moves("12.0", put_moved_now("14.0", "14.0", false), PUT_MOVED_ON,
	       "14.0 by Ann since 12.0"),
	    "a newer version");
	ok(put_moved_moves("14.0", put_moved_now("12.0", "12.0", false), PUT_MOVED_ON,
	       "12.0 by Ann since 14.0"),
	    "an older one is not what was seen either");
	ok(put_moved_moves(
	       "", put_moved_now("1.0", "1.0", false), PUT_MOVED_ON, "1.0 by Ann since no version"),
	    "a flow that was empty");
	ok(put_moved_moves("", put_moved_now("", "", false), PUT_MOVED_NOT, ""),
	    "a flow that is still empty");
	ok(put_moved_moves(
	       "12.0", put_moved_now(NULL, "", false), PUT_MOVED_GONE, "deleted since 12.0"),
	    "deleted");
	ok(put_moved_moves(NULL, put_moved_now(NULL, "", false), PUT_MOVED_NOT, ""),
	    "still missing");
	ok(put_moved_moves(NULL, put_moved_now("1.0", "1.0", false), PUT_MOVED_CREATED,
	       "created since: 1.0 by Ann"),
	    "created since");
	ok(put_moved_moves(
	       NULL, put_moved_now("", "", false), PUT_MOVED_CREATED, "created since: no version"),
	    "created since, and empty");
	other.another = true;
	ok(put_moved_moves("12.0", other, PUT_MOVED_GONE, "another flow has its name since 12.0"),
	    "another flow has the name and a version of the same number");
}

/* seen, and what is there now: hashes of name and description */
static bool
put_moved_retitled(const char *seen, const char *text, bool described)
{
	struct put_seen s = {true, slice_str("1.0"), slice_str(seen)};
	struct put_present present = put_moved_now("1.0", "1.0", false);

	present.text = slice_str(text);
	present.described = described;
	return put_moved_text(&s, &present) == PUT_MOVED_TEXT;
}

static void
put_moved_texts(void)
{
	ok(!put_moved_retitled("a", "a", false), "the name and description that were seen");
	ok(put_moved_retitled("a", "b", false), "others");
	ok(!put_moved_retitled("a", "b", true), "those of the record: nothing is lost");
	ok(!put_moved_retitled("", "b", false) && !put_moved_retitled("a", "", false), "not known");
}

static void
put_moved_drafts(void)
{
	const char *draft = "saved_version_1", *later = "saved_version_2";

	ok(put_moved_moves("12.0", put_moved_now(draft, "12.0", false), PUT_MOVED_ON,
	       "a draft by Ann since 12.0"),
	    "somebody's draft");
	ok(put_moved_moves("12.0", put_moved_now(draft, "12.0", true), PUT_MOVED_NOT, ""),
	    "this client's draft, upon the version that was seen");
	ok(put_moved_moves("12.0", put_moved_now(draft, "13.0", true), PUT_MOVED_ON,
	       "a draft by Ann since 12.0"),
	    "this client's draft, upon another one");
	ok(put_moved_moves(
	       "12.0", put_moved_now("13.0", "13.0", true), PUT_MOVED_ON, "13.0 by Ann since 12.0"),
	    "a lock without a draft excuses nothing");
	ok(put_moved_moves(draft, put_moved_now(draft, "12.0", false), PUT_MOVED_NOT, ""),
	    "the draft that was seen");
	ok(put_moved_moves(draft, put_moved_now(later, "12.0", false), PUT_MOVED_ON,
	       "a draft by Ann since a draft"),
	    "another draft");
	ok(put_moved_moves(draft, put_moved_now("13.0", "13.0", false), PUT_MOVED_ON,
	       "13.0 by Ann since a draft"),
	    "a draft that was checked in");
	ok(put_moved_moves(NULL, put_moved_now(draft, "", true), PUT_MOVED_NOT, ""),
	    "this client's interrupted stub");
	ok(put_moved_moves(NULL, put_moved_now("", "", true), PUT_MOVED_NOT, ""),
	    "one that was not saved yet");
	ok(put_moved_moves(NULL, put_moved_now(draft, "", false), PUT_MOVED_CREATED,
	       "created since: a draft by Ann"),
	    "somebody's new flow");
	ok(put_moved_moves(NULL, put_moved_now(draft, "1.0", true), PUT_MOVED_CREATED,
	       "created since: a draft by Ann"),
	    "a flow of which a version was finished is no stub");
}

int
main(void)
{
	put_moved_versions();
	put_moved_texts();
	put_moved_drafts();
	return tap_done();
}
