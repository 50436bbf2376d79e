/*
 * refs_neighbours.c - what stands next to a string of the body: a literal's type, an id's name
 *
 * It is read only after a hit.
 */
#include "json/peek.h"
#include "refs/refs_build.h"

bool
refs_neighbour(const struct json *j, uint32_t start, struct slice name, struct slice *token)
{
	struct slice rest = slice_of(j->text.p + start, j->text.n - start), key, value;

	for (int i = 0; i < REFS_MEMBERS_MAX && peek_member(&rest, &key, &value); i++)
		if (json_eq(key, name))
			return refs_string(value, token);
	return false;
}

struct refs_text
refs_neighbour_text(struct refs *r, const struct json *j, const char *name)
{
	struct slice token;

	if (!refs_neighbour(j, refs_top(r)->start, slice_str(name), &token))
		return refs_keep(r, slice_of("", 0));
	return refs_keep_token(r, token);
}

/*
 * Whether the object with a `val` is a prompt. Its `type` may have been met; most are other types, in
 * the usual spelling. The `val` is behind it and long, so that both comparisons end in the record.
 */
bool
refs_is_prompt(const struct json *j, const struct refs_frame *f)
{
	static const char usual[] = "\"type\":\"";
	const size_t n = sizeof usual - 1;
	const char *type = j->text.p + f->code;
	bool met = f->code != 0 && j->stack[j->depth - 1].index < REFS_MEMBERS_MAX;
	struct slice code;

	if (met && memcmp(type, usual, n) == 0 && type[n] != 'p' && type[n] != '\\')
		return false;
	return refs_neighbour(j, met ? f->code : f->start, slice_str("type"), &code) &&
	       json_is(code, "pmt");
}

bool
refs_is_variable(const struct json *j, const struct refs_frame *f)
{
	return f->key == KEY_VAL &&
	       (f->under == KEY_SYSREF || (f->under == KEY_REF && !refs_is_prompt(j, f)));
}
