/*
 * json_checked.h - json_pass() over an object that was read to its end before, without an error.
 *
 *	static const struct json_checked_pass pass = {my_enter, my_leave, my_member, my_string, my_other};
 *	json_pass_checked(&j, text, &pass, self);
 *
 * It checks nothing again and is faster. Its functions are called in the same order; what they want
 * to know of the reader they get as arguments. Only its stack is as json_next() has it, so that
 * json_key_at() and, except in enter(), json_pointer() work. json_checked_tell() sets the last token
 * for other functions that ask the reader. Members that are {} or [] are skipped.
 */
#ifndef GC_JSON_CHECKED_H
#define GC_JSON_CHECKED_H

#include "base/mem.h"
#include "json/json_names.h"
#include "json/json_pass.h"
#include "json/token_index.h"

/* `at`: the first byte of the bracket, name, number, true, false or null. */
struct json_checked_pass {
	void (*enter)(void *self, struct json *j, const char *at);
	void (*leave)(void *self, struct json *j);
	/* The name, decoded. False: the value is skipped. */
	bool (*member)(void *self, struct json *j, const char *at, struct slice name);
	void (*string)(void *self, struct json *j, struct slice token, bool escaped);
	void (*other)(void *self, struct json *j, const char *at);
};

struct json_checked {
	struct json *j;
	struct token_index x;
	const struct json_checked_pass *pass;
	void *self;
};

static inline void
json_checked_tell(struct json *j, struct slice token, bool escaped)
{
	j->at = token.p - 1;
	j->tok = token;
	j->escaped = escaped;
}

JSON_PASS_INLINE const char *
json_checked_space(const char *p)
{
	while (__builtin_expect((unsigned char)*p <= ' ', 0))
		p++;
	return p;
}

JSON_PASS_INLINE bool
json_checked_opens(const char *p)
{
	return *p == '{' || *p == '[';
}

JSON_PASS_INLINE bool
json_checked_closes(const char *p)
{
	return *p == '}' || *p == ']';
}

/* The string at p. Returns its closing quote. */
JSON_PASS_INLINE const char *
json_checked_string(struct json_checked *c, const char *p)
{
	bool escaped = false;
	const char *q = token_index_quote(&c->x, &escaped);

	c->pass->string(c->self, c->j, slice_of(p + 1, (size_t)(q - p) - 1), escaped);
	return q;
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
	return json_checked_space(json_checked_space(q + 1) + 1);
}

JSON_PASS_INLINE void
json_checked_skip(struct json_checked *c, const char *p)
{
	bool escaped;

	if (*p == '"') {
		token_index_next(&c->x);
		token_index_quote(&c->x, &escaped);
	} else if (json_checked_opens(p)) {
		token_index_next(&c->x);
		token_index_skip(&c->x);
	}
}

/* From an object's next member to its end, or to a member that is a container. */
JSON_PASS_INLINE const char *
json_checked_members(struct json_checked *c, struct json_frame *f)
{
	for (;; f->index++) {
		token_index_need(&c->x, TOKEN_INDEX_KEPT);
		const char *p = token_index_next(&c->x), *value;
		if (*p == '}')
			return p;
		value = json_checked_name(c, p, f);
		if (!c->pass->member(c->self, c->j, p, slice_of(f->key, f->keylen)))
			json_checked_skip(c, value);
		else if (*value == '"')
			json_checked_string(c, token_index_next(&c->x));
		else if (!json_checked_opens(value))
			c->pass->other(c->self, c->j, value);
		else if (json_checked_closes(value + 1))
			c->x.next += 2;
		else
			return token_index_next(&c->x);
	}
}

/* The same for a list, from behind its bracket or an element on. */
JSON_PASS_INLINE const char *
json_checked_elements(struct json_checked *c, struct json_frame *f, const char *p)
{
	for (;; f->index++) {
		p = json_checked_space(p);
		if (*p == ',')
			p = json_checked_space(p + 1);
		if (*p == '"') {
			token_index_need(&c->x, TOKEN_INDEX_KEPT);
			p = json_checked_string(c, token_index_next(&c->x)) + 1;
		} else if (json_checked_opens(p) || *p == ']') {
			token_index_need(&c->x, TOKEN_INDEX_KEPT);
			return token_index_next(&c->x);
		} else {
			c->pass->other(c->self, c->j, p);
			while (*p != ',' && *p != ']' && (unsigned char)*p > ' ')
				p++;
		}
	}
}

/* `f` is the container around the new one. */
JSON_PASS_INLINE struct json_frame *
json_checked_enter(struct json_checked *c, const char *p, struct json_frame *f)
{
	struct json *j = c->j;

	if (__builtin_expect(j->depth++ == j->cap, 0)) {
		j->stack = xgrow(j->stack, &j->cap, j->depth, sizeof *j->stack);
		f = &j->stack[j->depth - 2];
	}
	f++;
	*f = (struct json_frame){*p == '{' ? p : NULL, 0, 0};
	c->pass->enter(c->self, j, p);
	return f;
}

/* Returns the container around this one, NULL: none is. */
JSON_PASS_INLINE struct json_frame *
json_checked_leave(struct json_checked *c, struct json_frame *f)
{
	struct json *j = c->j;

	j->depth--;
	c->pass->leave(c->self, j);
	if (j->depth == 0)
		return NULL;
	f--;
	f->index++;
	return f;
}

JSON_PASS_INLINE void
json_pass_checked(
    struct json *j, struct slice text, const struct json_checked_pass *pass, void *self)
{
	struct token_index_ahead ahead;
	struct json_checked c = {.j = j, .pass = pass, .self = self};
	struct json_frame *f;
	const char *p;

	json_start(j, text);
	token_index_start(&c.x, &ahead, text);
	token_index_need(&c.x, 1);
	p = token_index_next(&c.x);
	j->stack = xgrow(j->stack, &j->cap, 1, sizeof *j->stack);
	j->depth = 1;
	f = j->stack;
	*f = (struct json_frame){p, 0, 0};
	pass->enter(self, j, p);
	while (f != NULL) {
		if (f->key != NULL)
			p = json_checked_members(&c, f);
		else
			p = json_checked_elements(&c, f, p + 1);
		f = json_checked_opens(p) ? json_checked_enter(&c, p, f)
					  : json_checked_leave(&c, f);
	}
}

#endif
