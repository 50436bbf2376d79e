/* typename: every type has one name, and slips are told from new types. */
#include "base/idset.h"
#include "record/flowtype.h"
#include "record/typename.h"
#include "record/listed_types.h"
#include "tap.h"

static void
test_near(void)
{
	static const char *const cases[][2] = {{"queues", "queue"}, {"Queue", "queue"},
	    {"quue", "queue"}, {"inboundcallflow", "inboundCallFlow"},
	    {"INBOUNDCALL", "inboundCallFlow"}, {"skill", "acdSkill"}, {"skills", "acdSkill"},
	    {"data_action", "dataAction"}, {"DataActions", "dataAction"},
	    {"wrapupCode", "acdWrapupCode"}, {"images", "image"}, {"flows", "flow"},
	    {"script", "composerScript"}, {"x", NULL}, {"", NULL}, {"somethingElse", NULL},
	    {"/", NULL}, {"data-action", "dataAction"}, {"_-", NULL},
	    {"aWordThatIsLongerThanAnyNameOfATypeCanBeAndThenSomeMoreLettersForGoodMeasure", NULL},
	    {"inboundcallfloe", "inboundCallFlow"}};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *near = typename_near(slice_str(cases[i][0]));
		ok(cases[i][1] == NULL ? near == NULL
				       : near != NULL && strcmp(near, cases[i][1]) == 0,
		    "%s: %s", cases[i][0], near != NULL ? near : "nothing is near");
		ok(!typename_is_known(slice_str(cases[i][0])), "%s is no type", cases[i][0]);
	}
}

int
main(void)
{
	struct idset seen = IDSET_INIT;
	struct buf all = BUF_INIT;
	const char *name;
	size_t n = 0;

	for (; (name = typename_at(n)) != NULL; n++) {
		ok(idset_add(&seen, slice_str(name)) == n, "%s is there once", name);
		if (!typename_is_known(slice_str(name)))
			ok(false, "%s is known", name);
	}
	ok(n < TYPENAME_MAX, "there is room for all");
	ok(typename_is_known(slice_str("image")) && type_find(slice_str("image")) == NULL,
	    "what cannot be listed is a type");
	ok(typename_is_known(slice_str("workitemFlow")), "so is a flow's");
	test_near();
	typename_list(&all);
	ok(strncmp(all.p, "acdLanguage, acdSkill, ", 23) == 0 && strstr(all.p, ", widget") != NULL,
	    "a list of all, in order");
	buf_release(&all);
	idset_release(&seen);
	return tap_done();
}
