/* jx.c - small JSON documents, read through libjq, by path */
#include "json/jx_value.h"

#include "base/err.h"
#include "base/mem.h"
#include "base/num.h"
#include "json/json.h"
#include "json/jx.h"

#define EXACT_MAX 9007199254740992.0 /* 2^53: so far a double is exact */

struct jx {
	jv root;
};

void
jx_no_memory(void *unused)
{
	(void)unused;
	mem_exhausted();
}

/* Why libjq cannot safely read the text; NULL: it can. */
static const char *
jx_objection(struct slice text)
{
	struct json j = JSON_INIT;
	const char *why = NULL;
	enum json_type t;

	if (text.n > JX_SIZE_MAX)
		return "the text is too large";
	json_start(&j, text);
	while (why == NULL && (t = json_next(&j)) != JSON_END) {
		if (t == JSON_ERROR)
			why = json_error(&j);
		else if (j.depth > JX_DEPTH_MAX)
			why = "nested too deeply";
	}
	json_release(&j);
	return why;
}

bool
jx_value(struct slice text, jv *value, const char **why)
{
	static bool ready;
	jv_parser *parser;
	jv end;

	*why = jx_objection(text);
	if (*why != NULL)
		return false;
	if (!ready)
		jv_nomem_handler(jx_no_memory, NULL);
	ready = true;
	parser = jv_parser_new(0);
	jv_parser_set_buf(parser, text.p, (int)text.n, 0);
	*value = jv_parser_next(parser);
	end = jv_parser_next(parser); /* the parser insists on being read to its end */
	jv_free(end);
	jv_parser_free(parser);
	if (jv_is_valid(*value))
		return true;
	jv_free(*value); /* its message holds the text, so nobody sees it */
	*why = "a string holds half of a surrogate pair";
	return false;
}

struct jx *
jx_parse(struct slice text, const char **why)
{
	struct jx *x;
	jv root;

	if (!jx_value(text, &root, why))
		return NULL;
	x = xmalloc(sizeof *x);
	x->root = root;
	return x;
}

void
jx_free(struct jx *x)
{
	if (x == NULL)
		return;
	jv_free(x->root);
	free(x);
}

/* One reference token of a pointer as text: "~1" is "/", "~0" is "~". */
static jv
jx_token_text(struct slice token)
{
	struct buf b = BUF_INIT;
	jv text;

	for (size_t i = 0; i < token.n; i++) {
		if (token.p[i] == '~' && i + 1 < token.n)
			buf_putc(&b, token.p[++i] == '1' ? '/' : '~');
		else
			buf_putc(&b, token.p[i]);
	}
	text = jv_string_sized(b.n == 0 ? "" : b.p, (int)b.n);
	buf_release(&b);
	return text;
}

/* The member or element of v that a token names; consumes v. Invalid if there is none. */
static jv
step_into(jv v, struct slice token)
{
	jv_kind kind = jv_get_kind(v);
	char digits[16];
	long index;

	if (kind == JV_KIND_OBJECT)
		return jv_object_get(v, jx_token_text(token));
	if (kind == JV_KIND_ARRAY && token.n < sizeof digits) {
		memcpy(digits, token.p, token.n);
		digits[token.n] = '\0';
		if (num_long(digits, 0, INT32_MAX, &index))
			return jv_array_get(v, (int)index);
	}
	jv_free(v);
	return jv_invalid();
}

/* The value at a pointer, the caller's to free; its strings live as long as x. */
static jv
jx_at(const struct jx *x, const char *fmt, va_list args)
{
	jv v = jv_copy(x->root);
	char path[256];
	int n = vsnprintf(path, sizeof path, fmt, args);

	if (n < 0 || (size_t)n >= sizeof path)
		die(EXIT_BUG, 0, "a path of %d bytes", n);
	for (const char *p = path; *p == '/' && jv_is_valid(v);) {
		size_t len = strcspn(++p, "/");
		v = step_into(v, slice_of(p, len));
		p += len;
	}
	return v;
}

bool
jx_has(const struct jx *x, const char *path, ...)
{
	va_list args;
	bool has;
	jv v;

	va_start(args, path);
	v = jx_at(x, path, args);
	va_end(args);
	has = jv_is_valid(v);
	jv_free(v);
	return has;
}

struct slice
jx_string(const struct jx *x, const char *path, ...)
{
	struct slice s = {NULL, 0};
	va_list args;
	jv v;

	va_start(args, path);
	v = jx_at(x, path, args);
	va_end(args);
	if (jv_get_kind(v) == JV_KIND_STRING)
		s = slice_of(jv_string_value(v), (size_t)jv_string_length_bytes(jv_copy(v)));
	jv_free(v); /* x holds it still */
	return s;
}

static bool
to_number(jv v, double *value)
{
	bool is = jv_get_kind(v) == JV_KIND_NUMBER;

	if (is)
		*value = jv_number_value(v);
	jv_free(v);
	return is;
}

bool
jx_integer(const struct jx *x, long min, long max, long *value, const char *path, ...)
{
	va_list args;
	double d;
	jv v;

	va_start(args, path);
	v = jx_at(x, path, args);
	va_end(args);
	/* A cast of what lies beyond long is undefined. */
	if (!to_number(v, &d) || !(d >= -EXACT_MAX && d <= EXACT_MAX) || (double)(long)d != d ||
	    (long)d < min || (long)d > max)
		return false;
	*value = (long)d;
	return true;
}

bool
jx_true(const struct jx *x, const char *path, ...)
{
	va_list args;
	bool is;
	jv v;

	va_start(args, path);
	v = jx_at(x, path, args);
	va_end(args);
	is = jv_get_kind(v) == JV_KIND_TRUE;
	jv_free(v);
	return is;
}

size_t
jx_count(const struct jx *x, const char *path, ...)
{
	va_list args;
	size_t n = 0;
	jv v;

	va_start(args, path);
	v = jx_at(x, path, args);
	va_end(args);
	if (jv_get_kind(v) == JV_KIND_ARRAY)
		n = (size_t)jv_array_length(jv_copy(v));
	jv_free(v);
	return n;
}
