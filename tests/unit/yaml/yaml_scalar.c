/* What is written plain, what plain means, and that the two agree. */
#include "tap.h"
#include "yaml/yaml_scalar.h"

static bool
has_style(enum yaml_scalar want, const char *text)
{
	return yaml_scalar_style(slice_str(text)) == want;
}

static bool
yaml_scalar_means(enum yaml_meaning want, const char *text)
{
	return yaml_scalar_meaning(slice_str(text)) == want;
}

static bool
yaml_scalar_test_number(const char *json, const char *yaml)
{
	struct buf room = BUF_INIT;
	bool same = slice_is(yaml_scalar_number(slice_str(json), &room), yaml) &&
		    yaml_scalar_means(YAML_MEANS_NUMBER, yaml);

	buf_release(&room);
	return same;
}

/* Every text of up to four of these characters that may be written plain must mean text. */
static bool
plain_means_text(size_t *plain)
{
	static const char some[] = "aeynoE0159.-_/ ~=<:#tfsNT";
	char text[5] = "";
	size_t digits[4] = {0};
	bool good = true;

	for (;;) {
		size_t i = 0;
		while (i < 4 && digits[i] == sizeof some - 1)
			digits[i++] = 0;
		if (i == 4)
			return good;
		digits[i]++;
		size_t n = 0;
		for (i = 0; i < 4 && digits[i] > 0; i++)
			text[n++] = some[digits[i] - 1];
		text[n] = '\0';
		if (n == 0 || yaml_scalar_style(slice_of(text, n)) != YAML_SCALAR_PLAIN)
			continue;
		++*plain;
		good &= yaml_scalar_meaning(slice_of(text, n)) == YAML_MEANS_TEXT;
	}
}

static void
yaml_scalar_styles(void)
{
	static const char *const words[] = {
	    "true", "False", "YES", "no", "On", "off", "y", "N", "null", "NULL", "nUlL", "oN"};
	static const char *const quoted[] = {"", " ", "a ", " a", "a  b", "1", "-a", ".a", "~", "=",
	    "<<", "a:b", "a#b", "a,b", "[", "\xc3\xa9", "a\tb", "a\"b", "#", "0x1F", "12:30", "e3",
	    "E09", "e-1", "E0"};
	static const char *const plain[] = {"a", "Main IVR", "custom_-_x", "/a/b.c", "__x__",
	    "yesno", "nulls", "trues", "a b c", "x1", "en-US", "e", "e-", "e5x", "ee5", "e5 6"};
	bool good = true;

	for (size_t i = 0; i < COUNT_OF(words); i++)
		good &= has_style(YAML_SCALAR_DOUBLE, words[i]);
	ok(good, "words of some reader");
	good = true;
	for (size_t i = 0; i < COUNT_OF(quoted); i++)
		good &= has_style(YAML_SCALAR_DOUBLE, quoted[i]);
	ok(good, "texts with other characters, or that begin or end wrongly");
	good = true;
	for (size_t i = 0; i < COUNT_OF(plain); i++)
		good &= has_style(YAML_SCALAR_PLAIN, plain[i]);
	ok(good, "plain texts");
	ok(yaml_scalar_style(slice_of("a\0b", 3)) == YAML_SCALAR_DOUBLE, "a NUL");
}

static void
yaml_scalar_blocks(void)
{
	static const char *const exact[] = {"a\nb", "a\nb\n", "a\n\nb", "{\n  \"a\": 1\n}", "#\n#",
	    "a\n---\n...\n", "\xc3\xa9\n\xe4\xb8\xad", "a:\n-"};
	static const char *const not_exact[] = {"a\n\n", "\na", " a\nb", "a \nb", "a\nb ",
	    "a\tb\nc", "a\r\nb", "\n", "a\n\x7f", "a\n\xc2\x85", "a\n\xe2\x80\xa8",
	    "a\n\xe2\x80\xa9", "a\n\xef\xbb\xbf", "a\n\xef\xbf\xbe", "a\n\xf0\x9f\x98\x80",
	    "a\n\x01"};
	bool good = true;

	for (size_t i = 0; i < COUNT_OF(exact); i++)
		good &= has_style(YAML_SCALAR_LITERAL, exact[i]);
	ok(good, "lines that a block shows exactly");
	good = true;
	for (size_t i = 0; i < COUNT_OF(not_exact); i++)
		good &= has_style(YAML_SCALAR_DOUBLE, not_exact[i]);
	ok(good, "lines that it does not");
}

static void
yaml_scalar_numbers(void)
{
	static const char *const kept[] = {"0", "-0", "1", "-1", "10", "0.0", "-0.5", "1.50",
	    "1.0e+5", "1.0E-5", "123456789012345678901234567890"};
	bool good = true;

	for (size_t i = 0; i < COUNT_OF(kept); i++)
		good &= yaml_scalar_test_number(kept[i], kept[i]);
	ok(good, "numbers that both versions know");
	ok(yaml_scalar_test_number("1e5", "1.0e+5") && yaml_scalar_test_number("1E5", "1.0E+5") &&
		yaml_scalar_test_number("-1e-7", "-1.0e-7") &&
		yaml_scalar_test_number("1e+5", "1.0e+5") &&
		yaml_scalar_test_number("1.5e5", "1.5e+5") &&
		yaml_scalar_test_number("0e00", "0.0e+00"),
	    "numbers that need a point or a sign");
}

static void
yaml_scalar_meanings(void)
{
	static const char *const unclear[] = {"yes", "No", "ON", "off", "y", "n", "tRUE", "nULL",
	    "0123", "00", "0x1F", "0o17", "0b1", "1_0", "12:30", "190:20:30", "+1", "-.5", ".5",
	    "5.", "1.e5", ".inf", "+.Inf", "-.INF", ".nan", ".NaN", "2024-01-01",
	    "2024-01-01 10:00:00.5 +1:00", "2024-01-01T10:00:00Z", "=", "<<", "1.2.3"};
	static const char *const text[] = {"a", "-", "--", "-a", "+", ".", "..", ".a", "+.a", "1a",
	    "2 queues", "0xg", "0,", "true ", "nulls", "~~", "==", "<", "x0", "\xc3\xa9", "_1", ".",
	    "e3"};
	bool good = true;

	for (size_t i = 0; i < COUNT_OF(unclear); i++)
		good &= yaml_scalar_means(YAML_MEANS_UNCLEAR, unclear[i]);
	ok(good, "what readers differ on");
	good = true;
	for (size_t i = 0; i < COUNT_OF(text); i++)
		good &= yaml_scalar_means(YAML_MEANS_TEXT, text[i]);
	ok(good, "texts");
	ok(yaml_scalar_means(YAML_MEANS_NULL, "") && yaml_scalar_means(YAML_MEANS_NULL, "~") &&
		yaml_scalar_means(YAML_MEANS_NULL, "null") &&
		yaml_scalar_means(YAML_MEANS_NULL, "Null") &&
		yaml_scalar_means(YAML_MEANS_NULL, "NULL"),
	    "null");
	ok(yaml_scalar_means(YAML_MEANS_TRUE, "true") &&
		yaml_scalar_means(YAML_MEANS_TRUE, "True") &&
		yaml_scalar_means(YAML_MEANS_TRUE, "TRUE") &&
		yaml_scalar_means(YAML_MEANS_FALSE, "false") &&
		yaml_scalar_means(YAML_MEANS_FALSE, "False") &&
		yaml_scalar_means(YAML_MEANS_FALSE, "FALSE"),
	    "booleans");
	ok(yaml_scalar_means(YAML_MEANS_NUMBER, "1e5") &&
		yaml_scalar_means(YAML_MEANS_NUMBER, "-0.0"),
	    "JSON's numbers");
	ok(yaml_scalar_meaning(slice_of("1\0", 2)) == YAML_MEANS_TEXT, "a digit and a NUL");
}

int
main(void)
{
	size_t plain = 0;

	yaml_scalar_styles();
	yaml_scalar_blocks();
	yaml_scalar_numbers();
	yaml_scalar_meanings();
	ok(plain_means_text(&plain), "what is written plain means text");
	ok(plain > 10000, "and much is (%zu)", plain);
	return tap_done();
}
