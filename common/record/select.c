/* select.c - records for which a jq expression is true */
#include "json/jx_value.h"

#include <jq.h>

#include "record/select.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/utf8.h"

enum { SHOWN_MAX = 60 }; /* bytes of a value in a message */

struct select {
	jq_state *jq;
	char *expr;
};

/*
 * libjq 1.6 checks what malloc(3) gives it, but not what strdup(3) does: its compiler then reads
 * from NULL or fails an assertion. A program's own function is found before that of libc.
 */
char *
strdup(const char *s)
{
	return xstrdup(s);
}

/* The first line of a jq message, without its "jq: error: ", into the buffer; consumes it. */
static void
keep_message(struct buf *why, jv message)
{
	static const char prefix[] = "jq: error: ";
	struct slice text;

	if (jv_get_kind(message) == JV_KIND_STRING) {
		text = slice_str(jv_string_value(message));
		if (text.n > strlen(prefix) && memcmp(text.p, prefix, strlen(prefix)) == 0)
			text = slice_of(text.p + strlen(prefix), text.n - strlen(prefix));
		buf_add(why, text.p, strcspn(text.p, "\n"));
	}
	jv_free(message);
}

/* libjq's callback for its messages: the first one is the cause, the rest are counts. */
static void
on_message(void *to, jv message)
{
	struct buf *why = to;

	if (why->n == 0)
		keep_message(why, message);
	else
		jv_free(message);
}

static jv
no_input(jq_state *jq, void *unused)
{
	(void)jq;
	(void)unused;
	return jv_invalid();
}

static void
drop_message(void *unused, jv message)
{
	(void)unused;
	jv_free(message);
}

struct select *
select_compile(const char *expr, struct buf *why)
{
	struct select *s;
	int compiled;
	jq_state *jq;

	buf_clear(why);
	jv_nomem_handler(jx_no_memory, NULL); /* jq_init() allocates before it has one of its own */
	jq = jq_init();
	mem_require(jq != NULL);
	jq_set_nomem_handler(jq, jx_no_memory, NULL);
	jq_set_error_cb(jq, on_message, why);
	jq_set_input_cb(jq, no_input, NULL); /* 1.6 leaves these two uninitialized */
	jq_set_debug_cb(jq, drop_message, NULL);
	jq_set_attr(jq, jv_string("JQ_LIBRARY_PATH"), jv_array());
	compiled = jq_compile(jq, expr);
	jq_set_error_cb(jq, NULL, NULL);
	if (!compiled) {
		if (why->n == 0)
			buf_puts(why, "it does not compile");
		jq_teardown(&jq);
		return NULL;
	}
	s = xmalloc(sizeof *s);
	s->jq = jq;
	s->expr = xstrdup(expr);
	return s;
}

void
select_free(struct select *s)
{
	if (s == NULL)
		return;
	jq_teardown(&s->jq);
	free(s->expr);
	free(s);
}

/*
 * Regular expressions take memory from oniguruma, past libjq's handler. Where there is none, libjq
 * reports oniguruma's text for ONIGERR_MEMORY like an error of the expression.
 */
static bool
select_lacks_memory(const struct buf *why)
{
	static const char text[] = "fail to memory allocation";

	return why->n >= strlen(text) &&
	       strncmp(why->p + why->n - strlen(text), text, strlen(text)) == 0;
}

/* What ended the values: their natural end, an error, or `halt`. Consumes the last one. */
static enum select_answer
select_ending(struct select *s, jv last, struct buf *why)
{
	if (jq_halted(s->jq)) {
		jv_free(last);
		buf_puts(why, "the expression halts");
		return SELECT_ERROR;
	}
	if (!jv_invalid_has_msg(jv_copy(last))) {
		jv_free(last);
		return SELECT_NO;
	}
	keep_message(why, jv_invalid_get_msg(last));
	if (select_lacks_memory(why)) {
		jq_teardown(&s->jq); /* libjq's stack would pass for a leak */
		mem_exhausted();
	}
	if (why->n == 0)
		buf_puts(why, "the expression fails");
	return SELECT_ERROR;
}

/* The first "=" outside strings that is not part of another operator: an assignment; or NULL. */
static const char *
find_assignment(const char *expr)
{
	bool quoted = false;

	for (const char *p = expr; *p != '\0'; p++) {
		if (quoted && *p == '\\' && p[1] != '\0')
			p++;
		else if (*p == '"')
			quoted = !quoted;
		else if (*p == '=' && !quoted && p[1] == '=')
			p++;
		else if (*p == '=' && !quoted && (p == expr || strchr("!<>|+-*/%", p[-1]) == NULL))
			return p;
	}
	return NULL;
}

/* What was probably meant by an expression whose value is this, as JSON. */
static void
add_hint(const char *expr, const char *value, struct buf *why)
{
	const char *equals = find_assignment(expr);
	bool path = expr[0] == '.' && strpbrk(expr, " \t\n|,;()\"") == NULL;
	bool simple = value[0] != '{' && value[0] != '[' && strlen(value) <= SHOWN_MAX;

	if (equals != NULL)
		buf_printf(why, "; did you mean: %.*s=%s", (int)(equals - expr), expr, equals);
	else if (path && simple)
		buf_printf(why, "; did you mean: %s == %s", expr, value);
	else if (path)
		buf_printf(why, "; did you mean: %s != null", expr);
	else
		buf_puts(why, "; compare it with ==, as in .name == \"Main IVR\"");
}

/* The value is not true, false or null; consumes it. */
static enum select_answer
no_answer(const struct select *s, jv value, struct buf *why)
{
	jv text = jv_dump_string(value, 0);
	const char *p = jv_string_value(text);
	size_t n = strlen(p), shown = utf8_floor(slice_of(p, n), SHOWN_MAX);

	buf_printf(
	    why, "the result is %.*s%s, not true or false", (int)shown, p, shown < n ? "..." : "");
	add_hint(s->expr, p, why);
	jv_free(text);
	return SELECT_NO_ANSWER;
}

enum select_answer
select_test(struct select *s, struct slice record, struct buf *why)
{
	const char *objection;
	jv value;

	buf_clear(why);
	if (!jx_value(record, &value, &objection)) {
		buf_puts(why, objection);
		return SELECT_ERROR;
	}
	jq_start(s->jq, value, 0);
	for (;;) {
		jv got = jq_next(s->jq);
		jv_kind kind = jv_get_kind(got);

		if (kind == JV_KIND_INVALID)
			return select_ending(s, got, why);
		if (kind == JV_KIND_TRUE) {
			jv_free(got);
			return SELECT_YES; /* the next jq_start() drops what is left */
		}
		if (kind != JV_KIND_NULL && kind != JV_KIND_FALSE)
			return no_answer(s, got, why);
		jv_free(got);
	}
}
