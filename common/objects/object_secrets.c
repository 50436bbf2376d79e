/* object_secrets.c - what of an object's definition is never kept */
#include "objects/object_secrets.h"

#include "base/base.h"

/* Names of query parameters, in lower case: the signature, and until when it is valid. */
static const char *const signatures[] = {"x-amz-signature", "x-goog-signature", "signature", "sig"};
static const char *const lives[] = {"x-amz-expires", "x-goog-expires", "expires", "policy", "se"};

static bool
secrets_is_one_of(struct slice name, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (name.n == strlen(names[i]) && strncasecmp(name.p, names[i], name.n) == 0)
			return true;
	return false;
}

static bool
secrets_begins_with(struct slice text, const char *prefix)
{
	size_t n = strlen(prefix);

	return text.n >= n && strncasecmp(text.p, prefix, n) == 0;
}

static bool
has_variable(struct slice text)
{
	for (size_t i = 0; i + 1 < text.n; i++)
		if (text.p[i] == '$' && (text.p[i + 1] == '{' || text.p[i + 1] == '!'))
			return true;
	return false;
}

bool
object_is_signed(struct slice text)
{
	const char *end = text.p + text.n, *p;
	bool has_signature = false, has_life = false;

	if (!secrets_begins_with(text, "https://") && !secrets_begins_with(text, "http://"))
		return false;
	p = memchr(text.p, '?', text.n);
	if (p == NULL || has_variable(text))
		return false;
	while (p < end) {
		const char *name = p + 1, *next = memchr(name, '&', (size_t)(end - name));
		const char *equals;

		if (next == NULL)
			next = end;
		equals = memchr(name, '=', (size_t)(next - name));
		if (equals != NULL) {
			struct slice one = slice_of(name, (size_t)(equals - name));
			has_signature |= secrets_is_one_of(one, signatures, COUNT_OF(signatures));
			has_life |= secrets_is_one_of(one, lives, COUNT_OF(lives));
		}
		p = next;
	}
	return has_signature && has_life;
}

/* Whether the newest member or element is at the place: names, and "*" for one level. */
static bool
secret_is_at(const struct json *j, const char *place)
{
	size_t depth = 0;

	while (*place == '/') {
		size_t n = strcspn(++place, "/");
		bool any = n == 1 && *place == '*';
		if (depth == j->depth ||
		    (!any && !slice_eq(json_key_at(j, depth + 1), slice_of(place, n))))
			return false;
		depth++;
		place += n;
	}
	return depth == j->depth;
}

static bool
is_secret(const struct object_type *type, const struct json *j)
{
	for (size_t i = 0; type->secret != NULL && type->secret[i] != NULL; i++)
		if (secret_is_at(j, type->secret[i]))
			return true;
	return false;
}

/*
 * Cut the member or element with the comma before it or, if it is the first that stays, with the
 * comma after it.
 */
static void
secret_cut(struct splices *cuts, struct slice text, size_t from, size_t to)
{
	size_t done = cuts->n > 0 ? cuts->v[cuts->n - 1].at + cuts->v[cuts->n - 1].len : 0;

	if (from > done && text.p[from - 1] == ',')
		from--;
	else if (to < text.n && text.p[to] == ',')
		to++;
	splices_cut(cuts, from, to);
}

void
object_secrets_cut(
    const struct object_type *type, struct json *j, struct slice definition, struct splices *cuts)
{
	struct buf plain = BUF_INIT;
	enum json_type t;

	json_start(j, definition);
	while ((t = json_next(j)) > JSON_END) {
		const char *from = j->at;
		bool secret = false;
		if (t == JSON_KEY) {
			secret = is_secret(type, j);
			t = json_next(j);
		}
		secret |= t == JSON_STRING && object_is_signed(json_text(j->tok, &plain));
		if (!secret)
			continue;
		if ((t == JSON_OBJECT || t == JSON_ARRAY) && !json_skip(j))
			break;
		secret_cut(
		    cuts, definition, (size_t)(from - definition.p), (size_t)(j->p - definition.p));
	}
	buf_release(&plain);
}
