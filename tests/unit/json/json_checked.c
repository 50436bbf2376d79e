/*
 * json_pass_checked(): as json_pass() calls its functions, with each kind of inner loops, over random
 * objects with white space anywhere and names whose values are skipped.
 */
#include "base/mem.h"
#include "json/json_checked.h"
#include "random.h"
#include "tap.h"

enum { CHECKED_ROUNDS = 3000, CHECKED_TEXT = 9000, CHECKED_DEPTH = 14 };

static void
checked_add_space(struct random *r, struct buf *b)
{
	size_t n = random_below(r, 12);

	n = n == 0 ? random_below(r, 100) : n < 3 ? n : 0;
	while (n-- > 0)
		buf_putc(b, " \n\t\r"[random_below(r, 4)]);
}

static void
checked_add_string(struct random *r, struct buf *b)
{
	static const char *const parts[] = {"a", "name", "skip", "\\\"", "\\\\", "\\u00e4",
	    "\\u007b", "\xc3\xa4", "\xf0\x9f\x98\x80", "{", "}", "[", "]", ",", ":", " ", "\\n",
	    "\x7f", "Y", "_"};
	size_t n = random_below(r, 20) == 0 ? random_below(r, 1500) : random_below(r, 5);

	buf_putc(b, '"');
	for (; n > 0; n--)
		buf_puts(b, parts[random_below(r, COUNT_OF(parts))]);
	buf_putc(b, '"');
}

static void checked_add_container(struct random *r, struct buf *b, int depth, bool object);

static void
checked_add_value(struct random *r, struct buf *b, int depth)
{
	static const char *const simple[] = {
	    "true", "false", "null", "0", "-1.5e+3", "12", "1E9", "-0"};
	size_t kind = random_below(r, depth < CHECKED_DEPTH ? 7 : 3);

	checked_add_space(r, b);
	if (kind == 0)
		buf_puts(b, simple[random_below(r, COUNT_OF(simple))]);
	else if (kind < 3)
		checked_add_string(r, b);
	else
		checked_add_container(r, b, depth, kind < 5);
	checked_add_space(r, b);
}

static void
checked_add_container(struct random *r, struct buf *b, int depth, bool object)
{
	buf_putc(b, object ? '{' : '[');
	checked_add_space(r, b);
	for (size_t i = 0, n = random_below(r, 7); i < n && b->n < CHECKED_TEXT; i++) {
		if (i > 0)
			buf_putc(b, ',');
		if (object) {
			checked_add_space(r, b);
			checked_add_string(r, b);
			checked_add_space(r, b);
			buf_putc(b, ':');
		}
		checked_add_value(r, b, depth + 1);
	}
	buf_putc(b, object ? '}' : ']');
}

/* What the functions of a pass are called with. */
static void
checked_log(struct buf *log, const struct json *j, char what, const char *at)
{
	buf_printf(log, "\n%c %zu %zu ", what, (size_t)(at - j->text.p), j->depth);
	if (what != '{' && what != '[')
		json_pointer(j, log);
}

static void
checked_log_string(struct buf *log, const struct json *j)
{
	checked_log(log, j, '"', j->at);
	buf_printf(log, " %d ", j->escaped);
	buf_add_slice(log, j->tok);
}

static bool
checked_skips(struct slice name)
{
	return name.n >= 4 && memcmp(name.p, "skip", 4) == 0;
}

/* Whether the container that begins at p, directly in the one at this depth, is passed over. */
static bool
checked_passes_over(const struct json *j, const char *p, size_t depth)
{
	return depth > 0 && j->stack[depth - 1].key != NULL &&
	       (memcmp(p, "{}", 2) == 0 || memcmp(p, "[]", 2) == 0);
}

static bool
pass_enter(void *self, struct json *j, bool object)
{
	if (!checked_passes_over(j, j->at, j->depth - 1))
		checked_log(self, j, object ? '{' : '[', j->at);
	return true;
}

static void
checked_leave(void *self, struct json *j)
{
	checked_log(self, j, '}', j->text.p);
}

static void
pass_leave(void *self, struct json *j)
{
	if (!checked_passes_over(j, j->p - 2, j->depth))
		checked_leave(self, j);
}

static bool
pass_member(void *self, struct json *j)
{
	struct slice value;

	checked_log(self, j, ':', j->at);
	return !checked_skips(json_key_at(j, j->depth)) || json_value(j, &value) != JSON_ERROR;
}

static void
pass_string(void *self, struct json *j)
{
	checked_log_string(self, j);
}

static void
pass_other(void *self, struct json *j, enum json_type type)
{
	(void)type;
	checked_log(self, j, '0', j->at);
}

static void
checked_enter(void *self, struct json *j, const char *at)
{
	checked_log(self, j, *at, at);
}

static bool
checked_member(void *self, struct json *j, const char *at, struct slice name)
{
	checked_log(self, j, ':', at);
	if (!slice_eq(name, json_key_at(j, j->depth)))
		buf_puts(self, " another name");
	return !checked_skips(name);
}

static void
checked_string(void *self, struct json *j, struct slice token, bool escaped)
{
	json_checked_tell(j, token, escaped);
	checked_log_string(self, j);
}

static void
checked_other(void *self, struct json *j, const char *at)
{
	checked_log(self, j, '0', at);
}

static const struct json_pass pass = {pass_enter, pass_leave, pass_member, pass_string, pass_other};
static const struct json_checked_pass checked_pass = {
    checked_enter, checked_leave, checked_member, checked_string, checked_other};

/* The text in memory that ends where it does, for the sanitizers' sake. */
static bool
checked_is_same(struct json *j, const struct buf *b, struct buf *logs)
{
	char *copy = xmalloc(b->n);
	struct slice text = slice_of(memcpy(copy, b->p, b->n), b->n);
	bool good;

	for (int i = 0; i < 2; i++)
		buf_clear(&logs[i]);
	good = json_pass(j, text, &pass, &logs[0]);
	json_pass_checked(j, text, &checked_pass, &logs[1]);
	good &= slice_eq(buf_slice(&logs[0]), buf_slice(&logs[1]));
	if (!good)
		printf("# %.*s\n# %s\n# %s\n", (int)b->n, b->p, logs[0].p, logs[1].p);
	free(copy);
	return good;
}

static void
test_checked(const char *core)
{
	struct random r = {20261128};
	struct json j = JSON_INIT;
	struct buf text = BUF_INIT;
	struct buf logs[2] = {BUF_INIT, BUF_INIT};
	size_t same = 0;

	json_core_use(core);
	for (size_t i = 0; i < CHECKED_ROUNDS; i++) {
		buf_clear(&text);
		checked_add_space(&r, &text);
		checked_add_container(&r, &text, 0, true);
		checked_add_space(&r, &text);
		same += checked_is_same(&j, &text, logs);
	}
	ok(same == CHECKED_ROUNDS, "%s: the same calls, of %d objects", core, (int)CHECKED_ROUNDS);

	/* Each part of the grammar at each place of what is read ahead at once. */
	same = 0;
	for (size_t n = 0; n < TOKEN_INDEX_BYTES + 200; n++) {
		buf_clear(&text);
		buf_puts(&text, "{\"");
		for (size_t i = 0; i < n; i++)
			buf_putc(&text, i % 64 == 9 ? '{' : 'x');
		buf_puts(&text,
		    "\":[1,\"\\\\\\\"\",[],{\"a\" : \"\"},true ],\"skip\\\"\":[[\"]\\\"\"]],"
		    "\"b\\u0022\":{\"skip\":\"\\\\\"},\"skip\":0}");
		same += checked_is_same(&j, &text, logs);
	}
	ok(same == TOKEN_INDEX_BYTES + 200, "%s: the same calls, wherever a name ends", core);
	for (int i = 0; i < 2; i++)
		buf_release(&logs[i]);
	buf_release(&text);
	json_release(&j);
}

int
main(void)
{
	const char *core;

	for (size_t i = 0; (core = json_core_name(i)) != NULL; i++)
		test_checked(core);
	return tap_done();
}
