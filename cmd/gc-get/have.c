/* have.c - --have FILE */
#include <fcntl.h>
#include <sys/stat.h>

#include "have.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "json/compact.h"
#include "objects/mask_headers.h"

static const char *const kept[] = {"configuration", "archy", NULL};
static const char *const marks[] = {"publishedVersion", "savedVersion", "checkedInVersion", NULL};
static const char *const object_marks[] = {"version", "dateModified", NULL};

/* The index's id: a flow's own or, since objects of two types may have one id, "TYPE/ID". */
static struct slice
have_key(struct have *h, const struct members *m, bool object)
{
	buf_clear(&h->key);
	if (object) {
		buf_add_slice(&h->key, members_text(m, "type", &h->text));
		buf_putc(&h->key, '/');
	}
	buf_add_slice(&h->key, members_text(m, "id", &h->text));
	return buf_slice(&h->key);
}

static void
have_add(struct have *h, const struct record *r)
{
	bool object = record_is(r, "object");
	size_t i;

	if ((!object && !record_is(r, "flow")) || members_string(&r->m, "id").n == 0 ||
	    !members_have(&r->m, kept))
		return;
	i = idset_add(&h->ids, have_key(h, &r->m, object));
	h->v = xgrow(h->v, &h->cap, i + 1, sizeof *h->v);
	h->v[i] = (struct have_entry){r->at, r->text.n}; /* of several, the last */
}

static void
have_read_index(struct have *h, char *path)
{
	char *files[] = {path, NULL};
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next(&in, &r))
		have_add(h, &r);
	records_close(&in);
}

void
have_open(struct have *h, const char *path)
{
	struct stat st;
	char *copy;

	*h = (struct have){.fd = -1, .path = path, .ids = IDSET_INIT, .json = JSON_INIT};
	if (path == NULL)
		return;
	h->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (h->fd < 0 || fstat(h->fd, &st) != 0)
		die(EXIT_IO, errno, "%s", path);
	if (!S_ISREG(st.st_mode))
		die(EXIT_IO, 0, "%s: --have takes a regular file", path);
	copy = xstrdup(path);
	have_read_index(h, copy);
	free(copy);
}

void
have_close(struct have *h)
{
	io_close(h->fd);
	idset_release(&h->ids);
	free(h->v);
	json_release(&h->json);
	members_release(&h->members);
	buf_release(&h->text);
	buf_release(&h->key);
}

/* The entry's record into h->text and h->members. False where the file has changed meanwhile. */
static bool
have_read_entry(struct have *h, const struct have_entry *e)
{
	ssize_t n;

	buf_clear(&h->text);
	buf_reserve(&h->text, e->len);
	n = io_read_at(h->fd, h->text.p, e->len, e->at);
	if (n < 0)
		die(EXIT_IO, errno, "%s: read", h->path);
	h->text.n = (size_t)n;
	return h->text.n == e->len && members_read(&h->members, &h->json, buf_slice(&h->text));
}

static struct slice
have_value(const struct members *m, const char *key)
{
	const struct member *one = members_find(m, key);

	return one != NULL ? one->value : slice_of("", 0);
}

static bool
is_same(const struct members *now, const struct members *then, const char *key)
{
	return slice_eq(have_value(now, key), have_value(then, key));
}

static bool
have_not_moved(const struct members *now, const struct members *then, const char *const *marks_of)
{
	size_t known = 0;

	for (; *marks_of != NULL; marks_of++) {
		if (!is_same(now, then, *marks_of))
			return false;
		known += have_value(now, *marks_of).n > 0;
	}
	return known > 0;
}

/* The entry of the record with these members, into h->members. False: there is none. */
static bool
have_look_up(struct have *h, const struct members *m, bool object)
{
	size_t i;

	if (h->fd < 0)
		return false;
	i = idset_find(&h->ids, have_key(h, m, object));
	return i != IDSET_NONE && have_read_entry(h, &h->v[i]) && is_same(m, &h->members, "id") &&
	       is_same(m, &h->members, "org") && (!object || is_same(m, &h->members, "type"));
}

/* The member as compact JSON text. False, and nothing: it is not of this type. */
static bool
have_copy(struct have *h, const char *member, enum json_type type, struct buf *b)
{
	buf_clear(b);
	buf_add_slice(b, have_value(&h->members, member));
	if (b->n > 0 && compact(&h->json, b) == type)
		return true;
	buf_release(b);
	return false;
}

bool
have_find(
    struct have *h, const struct members *m, const char *version, const char *member, struct buf *b)
{
	if (!have_look_up(h, m, false) ||
	    !json_is(members_string(&h->members, "configurationVersion"), version) ||
	    !have_not_moved(m, &h->members, marks))
		return false;
	return have_copy(h, member, JSON_OBJECT, b) || have_copy(h, member, JSON_STRING, b);
}

static bool
have_is_masked(const struct have *h)
{
	struct mask_headers found = MASK_HEADERS_INIT;
	bool masked;

	mask_headers_look(&found, buf_slice(&h->text), NULL);
	masked = found.masked > 0;
	mask_headers_release(&found);
	return masked;
}

bool
have_find_object(struct have *h, const struct members *m, bool masks, const struct have_object *to)
{
	if (!have_look_up(h, m, true))
		return false;
	have_copy(h, "media", JSON_ARRAY, to->media);
	have_copy(h, "templates", JSON_OBJECT, to->templates);
	return have_not_moved(m, &h->members, object_marks) && (masks || !have_is_masked(h)) &&
	       have_copy(h, "configuration", JSON_OBJECT, to->configuration);
}
