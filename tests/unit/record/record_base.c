/* record_base: what version marks tell, and where the member stands. */
#include "record/record_base.h"
#include "tap.h"

static struct json json = JSON_INIT;
static struct members m = MEMBERS_INIT;

/* "ORG VERSION", and " TEXTHASH" if known, of the base that is read or made of a record; "": none. */
static bool
record_base_gives(
    const char *record, bool (*get)(const struct members *, struct record_base *), const char *want)
{
	struct record_base base;
	struct buf b = BUF_INIT;

	if (!members_read(&m, &json, slice_str(record)))
		return false;
	if (get(&m, &base))
		buf_printf(&b, "%.*s %.*s%s%s", SLICE_ARGS(base.org), SLICE_ARGS(base.version),
		    base.text[0] != '\0' ? " " : "", base.text);
	return tap_is(&b, want);
}

/* The record with a base is this one. */
static bool
record_base_splits(const char *record, const char *want)
{
	static const struct record_base base = {{"o", 1}, {"1.0", 3}, ""};
	struct buf b = BUF_INIT;
	size_t at;

	if (!members_read(&m, &json, slice_str(record)))
		return false;
	at = record_base_split(slice_str(record), &m, &base, &b);
	buf_puts(&b, record + at);
	return tap_is(&b, want);
}

#define MARKS "\"checkedInVersion\":{\"id\":\"10.0\"},\"publishedVersion\":{\"id\":\"9.0\"}"
#define NAMED "08b3ac07b5592803" /* {"name":"n"} */
#define BASE  "\"base\":{\"org\":\"o\",\"version\":\"1.0\"}"

static void
record_base_texts(void)
{
	ok(record_base_gives("{\"base\":{\"org\":\"o\",\"version\":\"1.0\",\"textHash\":\"ab\"}}",
	       record_base_read, "o 1.0 ab"),
	    "with the hash of the texts");
	ok(record_base_gives("{\"base\":{\"org\":\"o\",\"version\":\"1.0\","
			     "\"textHash\":\"0123456789abcdef0\"}}",
	       record_base_read, "o 1.0"),
	    "a hash that is too long is not known");
	ok(record_base_gives("{\"org\":\"o\",\"name\":\"n\"," MARKS ",\"configuration\":{}}",
	       record_base_of_marks, "o 10.0 " NAMED) &&
		record_base_gives("{\"org\":\"o\",\"name\":\"\\u006e\",\"description\":\"\"," MARKS
				  ",\"configuration\":{}}",
		    record_base_of_marks, "o 10.0 " NAMED),
	    "of marks: the texts count as they are meant, and no description as an empty one");
}

int
main(void)
{
	record_base_texts();
	ok(record_base_gives("{" BASE "}", record_base_read, "o 1.0"), "the record's own");
	ok(record_base_gives("{\"base\":{\"org\":\"o\"}}", record_base_read, ""), "no version");
	ok(record_base_gives("{\"base\":{\"version\":\"1.0\"}}", record_base_read, ""), "no org");
	ok(record_base_gives("{\"base\":[]}", record_base_read, ""), "no object");
	ok(record_base_gives(
	       "{\"org\":\"o\"," MARKS ",\"configuration\":{}}", record_base_of_marks, "o 10.0"),
	    "the newest, by number");
	ok(record_base_gives("{\"org\":\"o\"," MARKS
			     ",\"configurationVersion\":\"latest\",\"archy\":\"\"}",
	       record_base_of_marks, "o 10.0"),
	    "the latest is the newest");
	ok(record_base_gives("{\"org\":\"o\"," MARKS
			     ",\"configurationVersion\":\"9.0\",\"archy\":\"\"}",
	       record_base_of_marks, "o 9.0"),
	    "the one that was fetched");
	ok(record_base_gives("{\"org\":\"o\",\"savedVersion\":{\"id\":\"saved_version_1\"}," MARKS
			     ",\"configuration\":{}}",
	       record_base_of_marks, "o saved_version_1"),
	    "a draft");
	ok(record_base_gives("{\"org\":\"o\"," MARKS "}", record_base_of_marks, ""), "no content");
	ok(record_base_gives("{" MARKS ",\"configuration\":{}}", record_base_of_marks, ""),
	    "no org to come from");
	ok(record_base_gives("{\"org\":\"o\",\"configuration\":{}}", record_base_of_marks, ""),
	    "no marks");
	ok(record_base_gives("{\"org\":\"o\"," MARKS ",\"base\":1,\"configuration\":{}}",
	       record_base_of_marks, ""),
	    "a base already");
	ok(record_base_splits(
	       "{\"a\":1,\"configuration\":{}}", "{\"a\":1," BASE ",\"configuration\":{}}"),
	    "in front of the content");
	ok(record_base_splits(
	       "{ \"archy\" : \"\", \"a\":1 }", "{ " BASE ",\"archy\" : \"\", \"a\":1 }"),
	    "first, if the content is");
	ok(record_base_splits("{\"a\":1}", "{\"a\":1," BASE "}"), "at the end without content");
	ok(record_base_splits("{}", "{" BASE "}"), "alone");
	json_release(&json);
	members_release(&m);
	return tap_done();
}
