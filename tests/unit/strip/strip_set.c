/* The rules of objects: on objects made of the very paths that the rules name, and of others. */
#include "base/mem.h"
#include "random.h"
#include "strip/strip_set.h"
#include "tap.h"

static struct json j = JSON_INIT;

static bool
strip_set_strips(struct strip_set *set, struct slice text, struct buf *to)
{
	struct strip *one = strip_set_read(set, &j, text);

	buf_clear(to);
	if (one != NULL)
		splices_apply(&one->edits, text, to);
	return one != NULL;
}

static bool
strip_set_gives(enum strip_purpose purpose, const char *text, const char *want)
{
	struct strip_set set = STRIP_SET_INIT;
	struct buf b = BUF_INIT;
	bool same;

	strip_set_for(&set, purpose);
	strip_set_ready(&set);
	same = strip_set_strips(&set, slice_str(text), &b) && slice_is(buf_slice(&b), want);
	if (!same)
		printf("# %s\n", b.p);
	strip_set_release(&set);
	buf_release(&b);
	return same;
}

static void
test_records(void)
{
	static const char *const unchanged[] = {
	    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"q\",\"version\":1}",
	    "{\"kind\":\"ref\",\"type\":\"queue\",\"configuration\":{\"id\":1}}",
	    ("{\"kind\":\"object\",\"type\":\"queue\",\"configuration\":{\"id\":1},"
	     "\"kind\":\"ref\"}")};

	ok(strip_set_gives(STRIP_RESTORE,
	       "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"q\",\"version\":1,"
	       "\"configuration\":"
	       "{\"id\":\"q\",\"memberCount\":3,\"queueFlow\":{\"id\":\"f\",\"selfUri\":\"/f\"},"
	       "\"a\":{\"memberCount\":1},\"description\":\"\"},\"wrapupCodes\":[]}",
	       "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"q\",\"configuration\":{"
	       "\"queueFlow\":"
	       "{\"id\":\"f\"},\"a\":{\"memberCount\":1},\"description\":\"\"},\"wrapupCodes\":[]"
	       "}"),
	    "a queue loses what is not content, at its places only");
	ok(strip_set_gives(STRIP_DIFF,
	       "{\"kind\":\"object\",\"type\":\"acdSkill\",\"configuration\":{\"version\":\"1\","
	       "\"description\":\"\",\"memberCount\":1}}",
	       "{\"kind\":\"object\",\"type\":\"acdSkill\",\"configuration\":{\"memberCount\":1}}"),
	    "another type has other rules");
	ok(strip_set_gives(STRIP_RESTORE,
	       "{\"configuration\":{\"id\":1,\"x\":2},\"type\":\"new\",\"kind\":\"object\"}",
	       "{\"configuration\":{\"x\":2},\"type\":\"new\",\"kind\":\"object\"}"),
	    "a type without a definition has the rules of all, in any order of members");
	ok(strip_set_gives(STRIP_RESTORE,
	       "{\"kind\":\"object\",\"type\":\"userPrompt\",\"configuration\":{\"resources\":"
	       "[{\"language\":\"de\",\"mediaUri\":\"m\"}]},\"media\":[{\"language\":\"de\","
	       "\"etag\":\"e\",\"base64\":\"\"}]}",
	       "{\"kind\":\"object\",\"type\":\"userPrompt\",\"configuration\":{\"resources\":"
	       "[{\"language\":\"de\"}]},\"media\":[{\"language\":\"de\",\"base64\":\"\"}]}"),
	    "audio loses its mark");
	for (size_t i = 0; i < COUNT_OF(unchanged); i++)
		ok(strip_set_gives(STRIP_DIFF, unchanged[i], unchanged[i]), "unchanged: %s",
		    unchanged[i]);
}

static void
test_added(void)
{
	struct strip_set set = STRIP_SET_INIT;
	struct buf b = BUF_INIT;

	strip_set_for(&set, STRIP_RESTORE);
	strip_set_add(&set, STRIP_DROP, "/rows");
	strip_set_add(&set, STRIP_KEEP, "/configuration/id");
	strip_set_add(&set, STRIP_DROP, "/nowhere");
	strip_set_ready(&set);
	strip_set_strips(&set,
	    slice_str("{\"kind\":\"object\",\"type\":\"dataTable\",\"configuration\":{\"id\":1,"
		      "\"selfUri\":2},\"rows\":[{}]}"),
	    &b);
	ok(slice_is(buf_slice(&b), "{\"kind\":\"object\",\"type\":\"dataTable\",\"configuration\":"
				   "{\"id\":1}}"),
	    "rules of the caller are for objects, too");
	ok(strip_set_had_effect(&set, 0) && strip_set_had_effect(&set, 1) &&
		!strip_set_had_effect(&set, 2),
	    "and their effects are told");
	ok(strip_set_add(&set, STRIP_DROP, "x") != NULL, "a bad one is refused");
	buf_release(&b);
	strip_set_release(&set);
}

/* Append a value in which the pattern leads to something; a step "*" is an element or a member. */
static void
put_path(struct random *r, const char *pattern, struct buf *b)
{
	size_t n;

	if (*pattern != '/') {
		buf_puts(b, random_below(r, 2) ? "\"\"" : "{\"id\":1,\"version\":[2]}");
		return;
	}
	n = strcspn(++pattern, "/");
	if (n == 1 && *pattern == '*' && random_below(r, 2)) {
		buf_putc(b, '[');
		put_path(r, pattern + n, b);
		buf_putc(b, ']');
		return;
	}
	buf_printf(b, "{%s\"%.*s\":", random_below(r, 2) ? "\"keep\":1," : "", (int)n, pattern);
	put_path(r, pattern + n, b);
	buf_puts(b, random_below(r, 2) ? ",\"id\":2,\"selfUri\":3}" : "}");
}

/* A record of the type, with members for some of its rules. A name may come more than once. */
static void
put_record(
    struct random *r, const char *type, const struct strip_object_rules *rules, struct buf *b)
{
	static const char before[] = "/configuration/";

	buf_clear(b);
	buf_printf(
	    b, "{\"kind\":\"object\",\"type\":\"%s\",\"version\":1,\"configuration\":{", type);
	buf_puts(b, "\"name\":\"n\"");
	for (size_t i = 0; i < rules->n; i++) {
		const char *path = rules->v[i];
		size_t n;
		if (strncmp(path, before, strlen(before)) != 0 || random_below(r, 3) == 0)
			continue;
		path += strlen(before);
		n = strcspn(path, "/");
		buf_printf(b, ",\"%.*s\":", (int)n, path);
		put_path(r, path + n, b);
	}
	buf_puts(b, "}}");
}

/* Whether a rule drops something of a record, which is already stripped. */
static bool
strip_set_loses(struct strip_set *set, struct slice text)
{
	struct strip *one = strip_set_read(set, &j, text);

	return one == NULL || one->edits.n > 0;
}

static void
test_strip_set_types(void)
{
	struct random r = {7};
	struct buf record = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;
	size_t n;
	const struct object_type *table = object_type_table(&n);

	for (size_t t = 0; t < n; t++) {
		struct strip_object_rules rules = {NULL, 0, 0};
		size_t changed = 0, stable = 0, rounds = 300;
		strip_object_rules(&rules, STRIP_DIFF, NULL);
		strip_object_rules(&rules, STRIP_DIFF, &table[t]);
		for (size_t i = 0; i < rounds; i++) {
			struct strip_set set = STRIP_SET_INIT;
			strip_set_for(&set, i % 2 ? STRIP_DIFF : STRIP_RESTORE);
			if (i % 3 == 0)
				strip_set_add(&set, STRIP_KEEP, rules.v[random_below(&r, rules.n)]);
			if (i % 5 == 0)
				strip_set_add(&set, STRIP_DROP, "/configuration/**/keep");
			strip_set_ready(&set);
			put_record(&r, table[t].name, &rules, &record);
			strip_set_strips(&set, buf_slice(&record), &once);
			changed += once.n < record.n;
			strip_set_strips(&set, buf_slice(&once), &twice);
			stable += !strip_set_loses(&set, buf_slice(&once)) &&
				  slice_eq(buf_slice(&once), buf_slice(&twice));
			strip_set_release(&set);
		}
		ok(changed == rounds && stable == rounds, "%s: %zu of %zu change, %zu are stable",
		    table[t].name, changed, rounds, stable);
		strip_object_rules_release(&rules);
	}
	buf_release(&record);
	buf_release(&once);
	buf_release(&twice);
}

int
main(void)
{
	test_records();
	test_added();
	test_strip_set_types();
	json_release(&j);
	return tap_done();
}
