/* members.c - the members of one JSON object, one level deep */
#include "json/members.h"
#include "base/mem.h"
#include "json/json_write.h"
#include "json/peek.h"

bool
members_read(struct members *m, struct json *j, struct slice text)
{
	enum json_type t;

	m->n = 0;
	if (!json_start_object(j, text))
		return false;
	while ((t = json_next(j)) == JSON_KEY) {
		struct member one = {.key = j->tok};
		one.type = json_value(j, &one.value);
		if (one.type == JSON_ERROR)
			return false;
		m->v = xgrow(m->v, &m->cap, m->n + 1, sizeof *m->v);
		m->v[m->n++] = one;
	}
	return t == JSON_OBJECT_END && json_next(j) == JSON_END;
}

static enum json_type
member_type(char first)
{
	switch (first) {
	case '{':
		return JSON_OBJECT;
	case '[':
		return JSON_ARRAY;
	case '"':
		return JSON_STRING;
	case 't':
		return JSON_TRUE;
	case 'f':
		return JSON_FALSE;
	case 'n':
		return JSON_NULL;
	default:
		return JSON_NUMBER;
	}
}

void
members_peek(struct members *m, struct slice object)
{
	struct member one;

	m->n = 0;
	while (peek_member(&object, &one.key, &one.value)) {
		one.type = member_type(one.value.p[0]);
		m->v = xgrow(m->v, &m->cap, m->n + 1, sizeof *m->v);
		m->v[m->n++] = one;
	}
}

void
members_release(struct members *m)
{
	free(m->v);
	*m = (struct members)MEMBERS_INIT;
}

const struct member *
members_find(const struct members *m, const char *key)
{
	for (size_t i = m->n; i > 0; i--)
		if (json_is(m->v[i - 1].key, key))
			return &m->v[i - 1];
	return NULL;
}

struct slice
member_string(const struct member *m)
{
	if (m == NULL || m->type != JSON_STRING)
		return slice_of("", 0);
	return slice_of(m->value.p + 1, m->value.n - 2);
}

struct slice
members_string(const struct members *m, const char *key)
{
	return member_string(members_find(m, key));
}

bool
members_find_in(const struct members *m, const char *object, const char *name, struct member *found)
{
	const struct member *outer = members_find(m, object);
	struct json j = JSON_INIT;
	bool has = false;
	enum json_type t;

	if (outer == NULL || !json_start_object(&j, outer->value)) {
		json_release(&j);
		return false;
	}
	while ((t = json_next(&j)) == JSON_KEY) {
		struct member one = {.key = j.tok};
		one.type = json_value(&j, &one.value);
		if (one.type != JSON_ERROR && json_is(one.key, name)) {
			*found = one;
			has = true;
		}
	}
	json_release(&j);
	return has && t == JSON_OBJECT_END;
}

struct slice
members_string_in(const struct members *m, const char *object, const char *name)
{
	struct member found = {0};

	return member_string(members_find_in(m, object, name, &found) ? &found : NULL);
}

void
member_write(const struct member *m, struct buf *b)
{
	json_write_key(b, m->key);
	buf_add_slice(b, m->value);
}

int64_t
member_whole(const struct member *m)
{
	int64_t v = 0;

	if (m == NULL || m->type != JSON_NUMBER || m->value.n > 18)
		return 0;
	for (size_t i = 0; i < m->value.n; i++) {
		if (m->value.p[i] < '0' || m->value.p[i] > '9')
			return 0;
		v = v * 10 + (m->value.p[i] - '0');
	}
	return v;
}

char *
members_dup(const struct members *m, const char *key)
{
	const struct member *found = members_find(m, key);

	return found != NULL && found->type == JSON_STRING ? json_text_dup(member_string(found))
							   : NULL;
}

struct slice
members_text(const struct members *m, const char *key, struct buf *plain)
{
	return json_text(members_string(m, key), plain);
}

static bool
members_is_one_of(struct slice key, const char *const *names)
{
	for (; *names != NULL; names++)
		if (json_is(key, *names))
			return true;
	return false;
}

bool
members_have(const struct members *m, const char *const *names)
{
	for (size_t i = 0; i < m->n; i++)
		if (members_is_one_of(m->v[i].key, names))
			return true;
	return false;
}

void
members_without(const struct members *m, const char *const *names, struct buf *b)
{
	char comma = '{';

	for (size_t i = 0; i < m->n; i++) {
		const struct member *one = &m->v[i];
		const char *from = one->key.p - 1;
		if (members_is_one_of(one->key, names))
			continue;
		buf_putc(b, comma);
		buf_add(b, from, (size_t)(one->value.p + one->value.n - from));
		comma = ',';
	}
	if (comma == '{')
		buf_putc(b, comma);
}
