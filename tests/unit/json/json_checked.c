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
struct checked_calls {
	bool checked;
	struct buf log;
};

static void
checked_log(struct checked_calls *c, const struct json *j, char what)
{
	buf_printf(&c->log, "\n%c %zu %zu ", what, (size_t)(j->at - j->text.p), j->depth);
	json_pointer(j, &c->log);
}

static bool
checked_enter(void *self, struct json *j, bool object)
{
	struct checked_calls *c = self;

	buf_printf(
	    &c->log, "\n%c %zu %zu", object ? '{' : '[', (size_t)(j->at - j->text.p), j->depth);
	return json_offset(j) == (size_t)(j->at - j->text.p) + 1;
}

static void
checked_leave(void *self, struct json *j)
{
	struct checked_calls *c = self;

	buf_printf(&c->log, "\n} %zu %zu ", json_offset(j), j->depth);
	json_pointer(j, &c->log);
}

static bool
checked_member(void *self, struct json *j)
{
	struct checked_calls *c = self;
	struct slice name = json_key_at(j, j->depth), value;
	bool skip = name.n >= 4 && memcmp(name.p, "skip", 4) == 0;

	checked_log(c, j, ':');
	if (!c->checked)
		return !skip || json_value(j, &value) != JSON_ERROR;
	if (!slice_eq(j->tok, name))
		buf_puts(&c->log, " another name");
	return !skip;
}

static void
checked_string(void *self, struct json *j)
{
	struct checked_calls *c = self;

	checked_log(c, j, '"');
	buf_printf(&c->log, " %d %zu ", j->escaped, json_offset(j));
	buf_add_slice(&c->log, j->tok);
}

static void
checked_other(void *self, struct json *j, enum json_type type)
{
	struct checked_calls *c = self;

	checked_log(c, j, '0');
	buf_printf(&c->log, " %d %c", (int)type, j->tok.p[0]);
}

static const struct json_pass pass = {
    checked_enter, checked_leave, checked_member, checked_string, checked_other};

/* The text in memory that ends where it does, for the sanitizers' sake. */
static bool
checked_is_same(struct json *j, const struct buf *b, struct checked_calls *c)
{
	char *copy = xmalloc(b->n);
	struct slice text = slice_of(memcpy(copy, b->p, b->n), b->n);
	bool good;

	for (int i = 0; i < 2; i++) {
		buf_clear(&c[i].log);
		c[i].checked = i == 1;
	}
	good = json_pass(j, text, &pass, &c[0]);
	json_pass_checked(j, text, &pass, &c[1]);
	good &= json_next(j) == JSON_END;
	good &= slice_eq(buf_slice(&c[0].log), buf_slice(&c[1].log));
	if (!good)
		printf("# %.*s\n# %s\n# %s\n", (int)b->n, b->p, c[0].log.p, c[1].log.p);
	free(copy);
	return good;
}

static void
test_checked(const char *core)
{
	struct random r = {20261128};
	struct json j = JSON_INIT;
	struct buf text = BUF_INIT;
	struct checked_calls c[2] = {{.log = BUF_INIT}, {.log = BUF_INIT}};
	size_t same = 0;

	json_core_use(core);
	for (size_t i = 0; i < CHECKED_ROUNDS; i++) {
		buf_clear(&text);
		checked_add_space(&r, &text);
		checked_add_container(&r, &text, 0, true);
		checked_add_space(&r, &text);
		same += checked_is_same(&j, &text, c);
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
		same += checked_is_same(&j, &text, c);
	}
	ok(same == TOKEN_INDEX_BYTES + 200, "%s: the same calls, wherever a name ends", core);
	for (int i = 0; i < 2; i++)
		buf_release(&c[i].log);
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
