/*
 * toml_profile.c - ~/.gc/config.toml, as the official command line writes it
 *
 * It reads this part of TOML 1.0: comments, [table] and [table.sub] headers, bare and quoted
 * keys, one-line strings of both kinds, and plain words (numbers, true, false). Anything else is
 * refused, with its line, so that nothing is misread.
 */
#include "base/ascii.h"
#include "base/secret.h"
#include "json/json.h"
#include "settings/profile.h"

struct line {
	const char *p, *end;
};

static void
pass_blanks(struct line *l)
{
	while (l->p < l->end && (*l->p == ' ' || *l->p == '\t' || *l->p == '\r'))
		l->p++;
}

/* Whether the rest of the line is only blanks and a comment. */
static bool
at_end(struct line *l)
{
	pass_blanks(l);
	return l->p == l->end || *l->p == '#';
}

static bool
toml_is_word(char c)
{
	return ascii_is_word(c) || c == '+' || c == '.' || c == ':';
}

/* 'literal' */
static bool
toml_literal(struct line *l, struct buf *b)
{
	const char *close = memchr(l->p + 1, '\'', (size_t)(l->end - l->p - 1));

	if (close == NULL)
		return false;
	buf_add(b, l->p + 1, (size_t)(close - l->p - 1));
	l->p = close + 1;
	return true;
}

/* "basic": its escapes are those of JSON; \U is not supported. */
static bool
toml_basic_string(struct line *l, struct buf *b)
{
	struct json j = JSON_INIT;
	const char *q = l->p + 1;
	bool good;

	while (q < l->end && *q != '"')
		q += *q == '\\' && q + 1 < l->end ? 2 : 1;
	if (q >= l->end)
		return false;
	json_start(&j, slice_of(l->p, (size_t)(q + 1 - l->p)));
	good = json_next(&j) == JSON_STRING && json_unescape(j.tok, b);
	json_release(&j);
	l->p = q + 1;
	return good;
}

static bool
toml_token(struct line *l, struct buf *b)
{
	const char *from;

	buf_clear(b);
	pass_blanks(l);
	if (l->p < l->end && *l->p == '"')
		return toml_basic_string(l, b);
	if (l->p < l->end && *l->p == '\'')
		return toml_literal(l, b);
	for (from = l->p; l->p < l->end && toml_is_word(*l->p);)
		l->p++;
	buf_add(b, from, (size_t)(l->p - from));
	return l->p > from;
}

struct toml {
	const struct profile_sink *sink;
	struct buf table, key, value;
};

static bool
toml_header(struct toml *t, struct line *l)
{
	l->p++;
	if (!toml_token(l, &t->table))
		return false;
	pass_blanks(l);
	if (l->p == l->end || *l->p != ']')
		return false;
	l->p++;
	return at_end(l);
}

static bool
toml_pair(struct toml *t, struct line *l)
{
	if (!toml_token(l, &t->key))
		return false;
	pass_blanks(l);
	if (l->p == l->end || *l->p != '=')
		return false;
	l->p++;
	return toml_token(l, &t->value) && at_end(l) &&
	       memchr(t->value.p, '\0', t->value.n) == NULL;
}

static bool
read_line(struct toml *t, struct line l, size_t number, struct buf *why)
{
	bool good;

	if (at_end(&l))
		return true;
	if (*l.p == '[') {
		good = toml_header(t, &l);
	} else {
		good = toml_pair(t, &l);
		if (good && !t->sink->take(t->sink->user, t->table.p != NULL ? t->table.p : "",
				t->key.p, t->value.p, number))
			return false;
	}
	if (!good)
		buf_printf(why, "%zu: not understood", number);
	return good;
}

bool
profile_read_toml(struct slice text, const struct profile_sink *sink, struct buf *why)
{
	struct toml t = {.sink = sink, .table = BUF_INIT, .key = BUF_INIT, .value = BUF_INIT};
	const char *p = text.p, *end = text.p + text.n;
	bool good = true;

	for (size_t number = 1; good && p < end; number++) {
		const char *lf = memchr(p, '\n', (size_t)(end - p));
		const char *stop = lf != NULL ? lf : end;
		good = read_line(&t, (struct line){p, stop}, number, why);
		p = stop + (lf != NULL);
	}
	buf_release(&t.table);
	buf_release(&t.key);
	secret_release(&t.value);
	return good;
}
