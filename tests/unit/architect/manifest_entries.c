/* Manifests: entries that are odd, that share an id, or that nothing seems to use. */
#include "architect/manifest.h"
#include "tap.h"

#define Q1 "11111111-1111-4111-8111-111111111111"
#define LIT(id, type) \
	"{\"config\":{\"lit\":{\"val\":\"" id "\",\"text\":\"N\",\"type\":\"" type "\"}}}"

static struct manifest m = MANIFEST_INIT;

/* What is found in this configuration, by kind. */
static void
entries_are(const char *what, const char *configuration, const char *want)
{
	static const char *const kinds[] = {"missing: ", "unused: ", "unknown: "};
	struct buf record = BUF_INIT, got = BUF_INIT;
	size_t n[MANIFEST_KINDS];

	buf_printf(&record,
	    "{\"kind\":\"flow\",\"id\":\"f\",\"name\":\"F\",\"type\":\"INBOUNDCALL\","
	    "\"configuration\":{%s}}",
	    configuration);
	ok(manifest_read(&m, buf_slice(&record)), "%s: a flow", what);
	n[0] = m.missing;
	n[1] = m.unused;
	n[2] = m.unknown;
	buf_puts(&got, "");
	for (int k = 0; k < MANIFEST_KINDS; k++) {
		if (n[k] == 0)
			continue;
		buf_printf(&got, "%s%s", got.n > 0 ? "; " : "", kinds[k]);
		manifest_describe(&m, (enum manifest_kind)k, &got);
	}
	ok(tap_is(&got, want), "%s: %s", what, *want != '\0' ? want : "nothing");
	buf_release(&record);
}

static void
test_entries_odd(void)
{
	entries_are("entries that are none",
	    "\"manifest\":{\"queue\":[5,{\"id\":7},{\"id\":\"\"},{}]}", "");
	entries_are("a list that is none", "\"manifest\":{\"queue\":{\"id\":\"" Q1 "\"}}", "");
	entries_are("an id that is not a UUID", "\"manifest\":{\"queue\":[{\"id\":\"x\"}]}",
	    "unknown: queue \"x\"");
	entries_are("two entries of one id share its uses",
	    "\"manifest\":{\"queue\":[{\"id\":\"" Q1 "\",\"name\":\"N\"}],\"user\":[{\"id\":\"" Q1
	    "\",\"name\":\"N\"}]},\"errorHandling\":{\"queue\":" LIT(Q1, "que") "}",
	    "");
}

static void
test_entries_prompts(void)
{
#define PROMPT(list, name) "\"manifest\":{\"" list "\":[{\"id\":\"" Q1 "\",\"name\":\"" name "\"}]}"
	entries_are(
	    "a prompt that nothing says", PROMPT("userPrompt", "Hi"), "unused: userPrompt \"Hi\"");
	entries_are("a prompt in an expression that was not compiled",
	    PROMPT("userPrompt", "Hi") ",\"x\":{\"text\":\"Prompt.Hi\"}", "");
	entries_are("another prompt, and a word that only begins like one",
	    PROMPT("userPrompt", "Hi") ",\"x\":{\"text\":\"Prompt.Ho Prom P\"}",
	    "unused: userPrompt \"Hi\"");
	entries_are("the text ends in the name", PROMPT("userPrompt", "Hi there"),
	    "unused: userPrompt \"Hi there\"");
	entries_are("a system prompt that is said",
	    PROMPT("systemPrompt", "beep") ",\"x\":{\"text\":\"PromptSystem.beep\"}", "");
	entries_are(
	    "one that is not", PROMPT("systemPrompt", "beep"), "unused: systemPrompt \"beep\"");
}

static void
test_entries_languages(void)
{
#define LANGUAGE "\"manifest\":{\"language\":[{\"id\":\"en-us\"}]}"
	entries_are("languages that are no list", LANGUAGE ",\"supportedLanguages\":\"en-us\"", "");
	entries_are("a list with other values, and another case",
	    LANGUAGE ",\"supportedLanguages\":[7,null,{},\"EN-\\u0055S\"]", "");
	entries_are("a list of others", LANGUAGE ",\"supportedLanguages\":[7,\"de-de\"]",
	    "unused: language \"en-us\"");
	entries_are(
	    "an empty list", LANGUAGE ",\"supportedLanguages\":[]", "unused: language \"en-us\"");
}

int
main(void)
{
	test_entries_odd();
	test_entries_prompts();
	test_entries_languages();
	manifest_release(&m);
	return tap_done();
}
