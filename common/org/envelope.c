/* envelope.c - what a page of a listing contains besides its elements */
#include "org/envelope.h"

#include "base/num.h"
#include "json/members.h"

#include <limits.h>

/* A member that is a whole number, 0 or more; -1: missing; LISTING_NONSENSE: anything else. */
static long
envelope_number(const struct members *m, const char *key)
{
	const struct member *found = members_find(m, key);
	char digits[24];
	long n;

	if (found == NULL || found->type == JSON_NULL)
		return -1;
	if (found->type != JSON_NUMBER || found->value.n >= sizeof digits)
		return LISTING_NONSENSE;
	memcpy(digits, found->value.p, found->value.n);
	digits[found->value.n] = '\0';
	return num_long(digits, 0, LONG_MAX / 2, &n) ? n : LISTING_NONSENSE;
}

/* "https://host/path" is "/path": the token goes to no other host than the API's. */
static void
keep_path(struct buf *uri)
{
	char *scheme = uri->n > 0 ? strstr(uri->p, "://") : NULL, *path;
	size_t n;

	if (scheme == NULL || uri->p[0] == '/')
		return;
	path = strchr(scheme + 3, '/');
	n = path != NULL ? uri->n - (size_t)(path - uri->p) : 0;
	memmove(uri->p, uri->p + uri->n - n, n + 1);
	uri->n = n;
}

static void
read_next(struct envelope *e, const struct members *m)
{
	const struct member *cursors = members_find(m, "cursors");
	struct members inner = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct slice cursor = {NULL, 0};

	json_unescape(members_string(m, "nextUri"), &e->uri);
	keep_path(&e->uri);
	if (cursors != NULL && members_read(&inner, &j, cursors->value))
		cursor = members_string(&inner, "after");
	if (cursor.n == 0)
		cursor = members_string(m, "cursor");
	if (cursor.n == 0)
		cursor = members_string(m, "after");
	json_unescape(cursor, &e->cursor);
	members_release(&inner);
	json_release(&j);
}

static bool
read_members(struct envelope *e, const struct members *m, const char *list, const char **why)
{
	const struct member *elements = members_find(m, list);

	e->head = (struct listing_head){envelope_number(m, "total"),
	    envelope_number(m, "pageCount"), envelope_number(m, "pageSize")};
	if (elements != NULL && elements->type == JSON_ARRAY) {
		e->elements = elements->value;
	} else if (e->head.total == 0) {
		e->elements = slice_str("[]");
	} else {
		*why = "the answer is not a page of a listing";
		return false;
	}
	read_next(e, m);
	return true;
}

bool
envelope_read(struct envelope *e, struct slice text, const char *list, const char **why)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool good;

	buf_clear(&e->uri);
	buf_clear(&e->cursor);
	good = members_read(&m, &j, text);
	if (!good)
		*why = "the answer is not a JSON object";
	else
		good = read_members(e, &m, list, why);
	members_release(&m);
	json_release(&j);
	return good;
}

void
envelope_release(struct envelope *e)
{
	buf_release(&e->uri);
	buf_release(&e->cursor);
}
