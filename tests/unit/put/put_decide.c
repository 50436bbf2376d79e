/* What gc-put does about a flow, for every state that an interrupted run can leave behind. */
#include "put/put_decide.h"
#include "tap.h"

static bool
put_decide_decides(struct put_facts f, enum put_action want)
{
	return put_decide(&f) == want && put_reason(&f)[0] != '\0';
}

static void
put_decide_decisions(void)
{
	ok(put_decide_decides((struct put_facts){0}, PUT_CREATE), "nothing there");
	ok(put_decide_decides((struct put_facts){.exists = true}, PUT_UPDATE), "another body");
	ok(put_decide_decides(
	       (struct put_facts){.exists = true, .equal = true, .described = true}, PUT_SKIP),
	    "equal");
	ok(put_decide_decides(
	       (struct put_facts){
		   .exists = true, .equal = true, .described = true, .publish = true},
	       PUT_PUBLISH),
	    "equal, to be published");
	ok(put_decide_decides((struct put_facts){.exists = true,
				  .equal = true,
				  .described = true,
				  .publish = true,
				  .published = true},
	       PUT_SKIP),
	    "equal and published");
	ok(put_decide_decides(
	       (struct put_facts){.exists = true, .equal = true, .draft = true}, PUT_CHECKIN),
	    "cut after saving");
	ok(put_decide_decides(
	       (struct put_facts){.exists = true, .equal = true, .held = true}, PUT_CHECKIN),
	    "cut before the lock was given back");
	ok(put_decide_decides((struct put_facts){.exists = true, .equal = true}, PUT_EDIT),
	    "another description");
}

static struct put_state
put_decide_state(const char *json)
{
	const char *why;
	static struct jx *x;
	struct put_state s;

	jx_free(x);
	x = jx_parse(slice_str(json), &why);
	put_state_read(x, &s);
	return s;
}

static void
put_decide_states(void)
{
	struct put_state s = put_decide_state("{}");

	ok(!s.draft && !s.published && !s.locked, "never saved");
	s = put_decide_state("{\"savedVersion\":{\"id\":\"2.0\"}}");
	ok(s.draft && !s.published, "saved");
	s = put_decide_state(
	    "{\"savedVersion\":{\"id\":\"2.0\"},\"checkedInVersion\":{\"id\":\"2.0\"}}");
	ok(!s.draft && !s.published, "checked in");
	s = put_decide_state(
	    "{\"checkedInVersion\":{\"id\":\"2.0\"},\"publishedVersion\":{\"id\":\"2.0\"}}");
	ok(!s.draft && s.published, "published");
	s = put_decide_state(
	    "{\"savedVersion\":{\"id\":\"3.0\"},\"publishedVersion\":{\"id\":\"2.0\"}}");
	ok(s.draft && !s.published, "a draft beyond the published version");
	s = put_decide_state("{\"lockedClient\":{\"id\":\"c\"}}");
	ok(s.locked && slice_is(s.holder, "c"), "locked by a client");
	s = put_decide_state("{\"lockedUser\":{\"id\":\"u\",\"name\":\"Ann\"}}");
	ok(s.locked && slice_is(s.holder, "Ann"), "locked by a user");
	put_decide_state("{}");
}

int
main(void)
{
	put_decide_decisions();
	put_decide_states();
	return tap_done();
}
