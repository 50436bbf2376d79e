/* grep_phone: one number in many spellings, and what only looks like it. */
#include "grep/grep_phone.h"
#include "tap.h"

/* The text that `number` finds in `text`; "": nothing; "?": it is not a number. */
static const char *
grep_phone_found(const char *number, const char *text)
{
	static char copy[256];
	struct grep_phone phone;
	struct slice where;

	if (!grep_phone_parse(&phone, slice_str(number)))
		return "?";
	if (!grep_phone_find(&phone, slice_str(text), &where))
		return "";
	snprintf(copy, sizeof copy, "%.*s", SLICE_ARGS(where));
	return copy;
}

static bool
grep_phone_finds(const char *number, const char *text, const char *want)
{
	const char *got = grep_phone_found(number, text);

	if (strcmp(got, want) != 0)
		printf("# %s in %s: \"%s\", not \"%s\"\n", number, text, got, want);
	return strcmp(got, want) == 0;
}

static void
grep_phone_spellings(void)
{
	static const char *const same[] = {"+12015550100", "tel:+12015550100", "+1 (201) 555-0100",
	    "001 201.555.0100", "+1/201/555/01/00",
	    "+1\xc2\xa0"
	    "201\xc2\xa0"
	    "5550100",
	    "+ 1 201 5550100"};
	enum { N = sizeof same / sizeof *same };

	for (size_t i = 0; i < N; i++)
		for (size_t k = 0; k < N; k++)
			ok(grep_phone_found(same[i], same[k])[0] != '\0', "%s finds %s", same[i],
			    same[k]);
	ok(grep_phone_finds("+49 30 123", "+49 (0) 30 123", "+49 (0) 30 123"), "the trunk digit");
	ok(grep_phone_finds("+49 (0)30 123", "004930123", "004930123"),
	    "in the wanted number, too");
}

static void
grep_phone_places(void)
{
	ok(grep_phone_finds("5550100", "dial +1 201 555-0100 now", "555-0100"),
	    "inside a longer number");
	ok(grep_phone_finds("+12015550100", "2015550100", ""), "not the other way round");
	ok(grep_phone_finds("+12015550100", "12015550100", ""), "+ is wanted");
	ok(grep_phone_finds("+123", "5000123", ""), "00 in the middle of a number is not +");
	ok(grep_phone_finds("+123", "1 00123", "00123"), "but after a blank it is");
	ok(grep_phone_finds("123", "1a23 12,3 12-3", "12-3"), "a letter and a comma end a number");
	ok(grep_phone_finds("4444", "11111111-2222-4444-8444-555555555555", ""), "not in a UUID");
	ok(grep_phone_finds("4444", "11111111-2222-4444-8444-555555555555 is 44 44", "44 44"),
	    "but after it");
	ok(grep_phone_finds("12", "121 2", "12"), "the first one");
	ok(grep_phone_finds("112", "1112", "112"), "one that begins in the failed try");
}

static void
grep_phone_numbers(void)
{
	ok(grep_phone_finds("", "1", "?") && grep_phone_finds("+", "+", "?") &&
		grep_phone_finds("tel:", "tel:", "?") && grep_phone_finds("- -", "- -", "?"),
	    "no digits: not a number");
	ok(grep_phone_finds("1a", "1a", "?") && grep_phone_finds("1*", "1*", "?") &&
		grep_phone_finds("1+2", "1+2", "?"),
	    "other characters: not a number");
	ok(grep_phone_finds("0", "10", "0"), "one digit");
	ok(grep_phone_finds("00", "00", "?"), "a prefix alone");
	ok(grep_phone_finds(
	       "11111111111111111111111111111111111111111111111111111111111111111", "1", "?"),
	    "65 digits");
}

int
main(void)
{
	grep_phone_spellings();
	grep_phone_places();
	grep_phone_numbers();
	return tap_done();
}
