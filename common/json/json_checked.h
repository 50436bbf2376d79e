/*
 * json_checked.h - json_pass() over an object that was read to its end before, without an error.
 *
 * It checks nothing again and is faster. Its functions are called in the same order and with the
 * same state of the reader, which they do not change; except that
 *   - enter() returns true, and has no json_pointer() and no j->tok; leave() has no j->at either;
 *   - member() returns whether the value is to be read: false skips it. j->tok is the decoded name;
 *     j->p and j->escaped are as before it;
 *   - j->tok of a number, true, false or null is its first byte only, and j->p is as before it.
 */
#ifndef GC_JSON_CHECKED_H
#define GC_JSON_CHECKED_H

#include "base/mem.h"
#include "json/json_names.h"
#include "json/json_pass.h"
#include "json/token_index.h"

struct json_checked {
	struct json *j;
	struct token_index x;
	const struct json_pass *pass;
	void *self;
};

JSON_PASS_INLINE const char *
json_checked_space(const char *p)
{
	while (__builtin_expect((unsigned char)*p <= ' ', 0))
		p++;
	return p;
}

/* A number, true, false or null, which the index does not have. */
JSON_PASS_INLINE void
json_checked_word(struct json_checked *c, const char *p, struct json_frame *f)
{
	enum json_type type = *p == 't'   ? JSON_TRUE
			      : *p == 'f' ? JSON_FALSE
			      : *p == 'n' ? JSON_NULL
					  : JSON_NUMBER;

	c->j->at = p;
	c->j->tok = slice_of(p, 1);
	c->pass->other(c->self, c->j, type);
	f->index++;
}

JSON_PASS_INLINE void
json_checked_string(struct json_checked *c, const char *p, struct json_frame *f)
{
	bool escaped = false;
	const char *q = token_index_quote(&c->x, &escaped);

	c->j->at = p;
	c->j->tok = slice_of(p + 1, (size_t)(q - p) - 1);
	c->j->escaped = escaped;
	c->j->p = q + 1;
	c->pass->string(c->self, c->j);
	f->index++;
}

JSON_PASS_INLINE struct json_frame *
json_checked_enter(struct json_checked *c, const char *p)
{
	struct json *j = c->j;
	struct json_frame *f;
	bool object = *p == '{';

	if (j->depth == j->cap)
		j->stack = xgrow(j->stack, &j->cap, j->depth + 1, sizeof *j->stack);
	f = &j->stack[j->depth++];
	*f = (struct json_frame){object ? p : NULL, 0, 0};
	j->at = p;
	j->p = p + 1;
	c->pass->enter(c->self, j, object);
	return f;
}

/* Returns the container around this one, NULL: none is. */
JSON_PASS_INLINE struct json_frame *
json_checked_leave(struct json_checked *c, const char *p, struct json_frame *f)
{
	struct json *j = c->j;

	j->depth--;
	j->p = p + 1;
	c->pass->leave(c->self, j);
	if (j->depth == 0)
		return NULL;
	f--;
	f->index++;
	return f;
}

/* The name at p. Returns where its value begins. */
JSON_PASS_INLINE const char *
json_checked_name(struct json_checked *c, const char *p, struct json_frame *f)
{
	bool escaped = false;
	const char *q = token_index_quote(&c->x, &escaped);

	f->key = p + 1;
	f->keylen = (uint32_t)(q - p) - 1;
	if (__builtin_expect(escaped, 0))
		json_names_keep(&c->j->names, slice_of(f->key, f->keylen), f);
	c->j->at = p;
	c->j->tok = slice_of(f->key, f->keylen);
	return json_checked_space(json_checked_space(q + 1) + 1);
}

JSON_PASS_INLINE void
json_checked_skip(struct json_checked *c, const char *p)
{
	bool escaped;

	if (*p == '"') {
		token_index_next(&c->x);
		token_index_quote(&c->x, &escaped);
	} else if (*p == '{' || *p == '[') {
		token_index_next(&c->x);
		token_index_skip(&c->x);
	}
}

/* The object's end, or a member's value that is in the index. NULL: it has another value. */
JSON_PASS_INLINE const char *
json_checked_member(struct json_checked *c, struct json_frame *f)
{
	const char *p;

	token_index_need(&c->x, TOKEN_INDEX_KEPT);
	p = token_index_next(&c->x);
	if (*p == '}')
		return p;
	p = json_checked_name(c, p, f);
	if (!c->pass->member(c->self, c->j)) {
		json_checked_skip(c, p);
		f->index++;
		return NULL;
	}
	if (*p == '"' || *p == '{' || *p == '[')
		return token_index_next(&c->x);
	json_checked_word(c, p, f);
	return NULL;
}

/* The list's end, or an element that is in the index, after those that are not. */
JSON_PASS_INLINE const char *
json_checked_element(struct json_checked *c, struct json_frame *f)
{
	const char *p = c->j->p;

	for (;;) {
		p = json_checked_space(p);
		if (*p == ',')
			p = json_checked_space(p + 1);
		if (*p == '"' || *p == '{' || *p == '[' || *p == ']')
			break;
		json_checked_word(c, p, f);
		while (*p != ',' && *p != ']' && (unsigned char)*p > ' ')
			p++;
	}
	token_index_need(&c->x, TOKEN_INDEX_KEPT);
	return token_index_next(&c->x);
}

JSON_PASS_INLINE void
json_pass_checked(struct json *j, struct slice text, const struct json_pass *pass, void *self)
{
	struct token_index_ahead ahead;
	struct json_checked c = {.j = j, .pass = pass, .self = self};
	struct json_frame *f;
	const char *p;

	json_start(j, text);
	token_index_start(&c.x, &ahead, text);
	token_index_need(&c.x, 1);
	f = json_checked_enter(&c, token_index_next(&c.x));
	while (f != NULL) {
		p = f->key != NULL ? json_checked_member(&c, f) : json_checked_element(&c, f);
		if (p == NULL)
			continue;
		if (*p == '"')
			json_checked_string(&c, p, f);
		else if (*p == '{' || *p == '[')
			f = json_checked_enter(&c, p);
		else
			f = json_checked_leave(&c, p, f);
	}
	j->state = JSON_AT_EOF;
}

#endif
