/* File names: known spellings, then properties of names made of awkward parts. */
#include "base/mem.h"
#include "files/names.h"
#include "tap.h"

static const char *
names_test_file(const char *text, const char *extension)
{
	static struct buf b;

	buf_clear(&b);
	names_file(slice_str(text), extension, &b);
	return b.p;
}

static bool
names_is_named(const char *text, const char *want)
{
	return strcmp(names_test_file(text, ""), want) == 0;
}

static bool
one_key(const char *a, const char *b)
{
	struct buf ka = BUF_INIT, kb = BUF_INIT;
	bool same;

	names_key(slice_str(a), &ka);
	names_key(slice_str(b), &kb);
	same = slice_eq(buf_slice(&ka), buf_slice(&kb));
	buf_release(&ka);
	buf_release(&kb);
	return same;
}

/* The text that a name which was not cut stands for: what shows that names are injective. */
static void
names_unescape(struct slice name, struct buf *out)
{
	for (size_t i = 0; i < name.n; i++) {
		if (name.p[i] == '%' && name.n > 1) {
			char hex[3] = {name.p[i + 1], name.p[i + 2], '\0'};
			buf_putc(out, (char)strtoul(hex, NULL, 16));
			i += 2;
		} else if (name.p[i] != '%') {
			buf_putc(out, name.p[i]);
		}
	}
}

static uint32_t
next_random(void)
{
	static uint32_t x = 2463534242U;

	x ^= x << 13;
	x ^= x >> 17;
	return x ^= x << 5;
}

static void
names_awkward(struct buf *b)
{
	static const char *const parts[] = {"a", "A", "Main", "IVR", " ", ".", "..", "/", "\\", "%",
	    "%41", "~", "~00000000", "-", "CON", "nul", "com1", "con.x", "\t", "\n", "\x7f", ":",
	    "*", "?", "\"", "<", ">", "|", "\xc3\xa9", "e\xcc\x81", "\xc3\x84", "\xc3\x9f",
	    "\xcf\x82", "\xe2\x84\xa6", "\xe3\x81\x8b\xe3\x82\x99", "\xf0\x9f\x98\x80",
	    "\xed\xa0\x80", "\xe4\xb8\xad\xe6\x96\x87", "0123456789012345678901234567890123456789",
	    "\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80\xf0\x9f\x98\x80"};
	uint32_t n = next_random() % 12;

	buf_clear(b);
	buf_reserve(b, 0);
	for (uint32_t i = 0; i < n; i++)
		buf_puts(b, parts[next_random() % COUNT_OF(parts)]);
	if (next_random() % 8 == 0)
		for (int i = 0; i < 40; i++)
			buf_add(b, "long enough", next_random() % 12);
}

/* What no file system and no shell may trip over. */
static bool
is_safe(struct slice name)
{
	if (name.n == 0 || name.n > NAMES_MAX || name.p[0] == '.' || name.p[0] == '-' ||
	    name.p[0] == ' ' || name.p[name.n - 1] == ' ' || name.p[name.n - 1] == '.')
		return false;
	for (size_t i = 0; i < name.n; i++)
		if ((unsigned char)name.p[i] < 0x20 || name.p[i] == 0x7f ||
		    strchr("<>:\"/\\|?*", name.p[i]) != NULL)
			return false;
	return true;
}

static void
names_properties(void)
{
	struct buf text = BUF_INIT, name = BUF_INIT, back = BUF_INIT, twin = BUF_INIT;
	struct buf plain = BUF_INIT;
	bool safe = true, injective = true, stable = true, twins = true;
	size_t cut = 0;

	for (int i = 0; i < 20000; i++) {
		const char *extension = i % 2 == 0 ? "yaml" : "i3WorkFlow";
		size_t tail = 1 + strlen(extension);
		struct slice id = slice_str("0f9d37a5-bb9c-4d5c-a111-8a9e6ef0c8c9");
		names_awkward(&text);
		buf_clear(&name);
		buf_clear(&back);
		buf_clear(&twin);
		buf_clear(&plain);
		names_file(buf_slice(&text), extension, &name);
		names_twin(buf_slice(&name), id, &twin);
		names_plain(buf_slice(&twin), &plain);
		safe &= is_safe(buf_slice(&name)) && is_safe(buf_slice(&twin));
		stable &= strcmp(name.p, names_test_file(text.p, extension)) == 0;
		twins &= one_key(name.p, twin.p) && strcmp(name.p, twin.p) != 0 &&
			 slice_eq(buf_slice(&plain), buf_slice(&name));
		buf_clear(&plain);
		names_plain(buf_slice(&name), &plain);
		twins &= slice_eq(buf_slice(&plain), buf_slice(&name));
		name.n -= tail;
		names_unescape(buf_slice(&name), &back);
		if (memchr(name.p, '~', name.n) != NULL)
			cut++;
		else
			injective &= slice_eq(buf_slice(&back), buf_slice(&text));
	}
	ok(safe, "20000 awkward texts: every name is safe everywhere");
	ok(injective, "a name that was not cut can be read back");
	ok(stable, "the same text, the same name");
	ok(twins, "a twin has another name, and the same key");
	ok(cut > 500 && cut < 10000, "some names were cut (%zu)", cut);
	buf_release(&text);
	buf_release(&name);
	buf_release(&back);
	buf_release(&twin);
	buf_release(&plain);
}

static void
long_names(void)
{
	char *a = xmalloc(802), *b = xmalloc(802);

	for (int i = 0; i < 200; i++) {
		memcpy(a + (size_t)4 * (size_t)i, "\xf0\x9f\x98\x80", 4);
		memcpy(b + (size_t)4 * (size_t)i, "\xf0\x9f\x98\x80", 4);
	}
	memcpy(a + 800, "a", 2);
	memcpy(b + 800, "b", 2);
	ok(strlen(names_test_file(a, "yaml")) <= NAMES_MAX &&
		strlen(names_test_file(a, "yaml")) > 200,
	    "200 four-byte characters and one more are cut");
	ok(strncmp(names_test_file(a, ""), "\xf0\x9f\x98\x80", 4) == 0, "and stay readable");
	char *first = xstrdup(names_test_file(a, "yaml"));
	ok(strcmp(first, names_test_file(b, "yaml")) != 0, "two that differ at the end differ");
	ok(!one_key(first, names_test_file(b, "yaml")), "and are no twins");
	free(first);
	memset(a, '\x01', 801);
	ok(strlen(names_test_file(a, "")) <= NAMES_MAX &&
		strchr(names_test_file(a, ""), '~') - names_test_file(a, "") == 228,
	    "an escape is never shortened");
	free(a);
	free(b);
}

static void
names_spell(void)
{
	ok(names_is_named("Main IVR (v2.0)", "Main IVR (v2.0)"), "an ordinary name stays as it is");
	ok(names_is_named("Sales/Support", "Sales%2FSupport"), "a slash");
	ok(names_is_named("..", "%2E%2E"), "two dots");
	ok(names_is_named(".", "%2E"), "one dot");
	ok(names_is_named("...x", "%2E..x"), "leading dots");
	ok(names_is_named("", "%"), "nothing");
	ok(names_is_named("%", "%25"), "a percent sign");
	ok(names_is_named("-rf", "%2Drf"), "a leading dash");
	ok(names_is_named(" a ", "%20a%20"), "blanks at the ends");
	ok(names_is_named("a.", "a%2E"), "a trailing dot");
	ok(names_is_named("a\tb\x7f", "a%09b%7F"), "controls");
	ok(names_is_named("C:\\a*?\"<>|", "C%3A%5Ca%2A%3F%22%3C%3E%7C"), "what Windows forbids");
	ok(names_is_named("con", "%63on") && names_is_named("NUL.tar", "%4EUL.tar") &&
		names_is_named("Com1 .x", "%43om1 .x"),
	    "devices");
	ok(names_is_named("CONSOLE", "CONSOLE") && names_is_named("COM10", "COM10"),
	    "what only looks like devices");
	ok(names_is_named("a~b", "a%7Eb"), "the mark's own character");
	ok(names_is_named("\xc3\x96"
			  "ffnung \xe2\x80\x93 \xe4\xb8\xad",
	       "\xc3\x96"
	       "ffnung \xe2\x80\x93 \xe4\xb8\xad"),
	    "letters of other scripts stay readable");
	ok(names_is_named("e\xcc\x81", "e%CC%81"), "a combining accent is escaped");
	ok(names_is_named("\xe2\x84\xab", "%E2%84%AB"),
	    "the angstrom sign, which normalises to a letter");
	ok(names_is_named("\xff\xc3", "%FF%C3"), "bytes that are no UTF-8");
	ok(strcmp(names_test_file("a", "yaml"), "a.yaml") == 0, "an extension");
}

static void
names_fold(void)
{
	struct slice id = slice_str("id"), other = slice_str("other");
	struct buf t = BUF_INIT, u = BUF_INIT;

	ok(one_key("Main/IVR.yaml", "MAIN/ivr.yaml"), "case folds");
	ok(one_key("\xc3\x84\xc4\x80\xc4\xb9\xce\x86\xd0\x81\xd0\xaf",
	       "\xc3\xa4\xc4\x81\xc4\xba\xce\xac\xd1\x91\xd1\x8f"),
	    "case folds beyond ASCII");
	ok(one_key("Stra\xc3\x9f"
		   "e",
	       "STRASSE") &&
		one_key("\xcf\x82", "\xce\xa3"),
	    "full folding");
	ok(!one_key("a b", "a_b") && !one_key("\xc3\xa9", "e%CC%81"), "no others fold");
	names_twin(slice_str("a/IVR v1.0.yaml"), id, &t);
	names_twin(slice_str("a/IVR v1.0.yaml"), other, &u);
	ok(strcmp(t.p, u.p) != 0 && one_key(t.p, u.p) && one_key(t.p, "a/ivr V1.0.yaml"),
	    "two flows of one name are twins by their ids");
	ok(strncmp(t.p, "a/IVR v1.0~", 11) == 0 && strcmp(t.p + 19, ".yaml") == 0,
	    "the mark stands before the extension");
	ok(!one_key("a~12345678/b.yaml", "a/b.yaml"), "a folder's mark is not the file's");
	ok(!one_key("a~123456789.yaml", "a.yaml"), "nine digits are no mark");
	buf_release(&t);
	buf_release(&u);
}

int
main(void)
{
	names_spell();
	names_fold();
	long_names();
	names_properties();
	return tap_done();
}
