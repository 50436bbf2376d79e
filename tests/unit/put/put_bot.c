/* A bot that exists in the target keeps its NLU domain. */
#include "put/put_bot.h"
#include "tap.h"

#define TARGET "{\"botFlowSettings\":{\"nluDomainId\":\"t1\",\"nluDomainVersionId\":\"t2\"}}"

static bool
put_bot_becomes(const char *configuration, const char *target, const char *want)
{
	struct buf record = BUF_INIT, b = BUF_INIT;
	struct slice text, own;
	bool changed, good;

	buf_printf(
	    &record, "{\"kind\":\"flow\",\"id\":\"s1\",\"configuration\":%s}", configuration);
	text = buf_slice(&record);
	own = slice_of(strstr(text.p, "\"configuration\":") + 16, strlen(configuration));
	changed = put_bot_keep_domain(text, own, slice_str(target), &b);
	good = changed == (want != NULL);
	if (changed && want != NULL)
		good = strstr(b.p, want) != NULL && strstr(b.p, "\"id\":\"s1\"") != NULL;
	if (!good)
		printf("# %s\n# %s\n", configuration, b.n > 0 ? b.p : "(unchanged)");
	buf_release(&record);
	buf_release(&b);
	return good;
}

int
main(void)
{
	ok(put_bot_becomes(
	       "{\"botFlowSettings\":{\"nluDomainId\":\"s1\",\"nluDomainVersionId\":\"s2\"},"
	       "\"manifest\":{\"nluDomain\":[{\"id\":\"s1\",\"version\":\"s2\"}]},\"x\":\"s1 s2\"}",
	       TARGET,
	       "{\"botFlowSettings\":{\"nluDomainId\":\"t1\",\"nluDomainVersionId\":\"t2\"},"
	       "\"manifest\":{\"nluDomain\":[{\"id\":\"t1\",\"version\":\"t2\"}]},\"x\":\"s1 "
	       "s2\"}"),
	    "both ids, as whole strings");
	ok(put_bot_becomes(TARGET, TARGET, NULL), "the same domain");
	ok(put_bot_becomes("{\"botFlowSettings\":{}}", TARGET, NULL), "the record has none");
	ok(put_bot_becomes("{\"botFlowSettings\":{\"nluDomainId\":\"s1\"}}", "{}", NULL),
	    "the target has none");
	ok(put_bot_becomes(
	       "{\"botFlowSettings\":{\"nluDomainId\":\"s1\",\"nluDomainVersionId\":\"s2\"}}",
	       "{\"botFlowSettings\":{\"nluDomainId\":\"t1\"}}",
	       "{\"nluDomainId\":\"t1\",\"nluDomainVersionId\":\"s2\"}"),
	    "no version in the target");
	ok(put_bot_has_domain(slice_str(TARGET)) && !put_bot_has_domain(slice_str("{}")),
	    "has a domain");
	return tap_done();
}
