/* have.c - --have FILE */
#include <fcntl.h>
#include <sys/stat.h>

#include "have.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "json/compact.h"

static const char *const kept[] = {"configuration", "archy", NULL};
static const char *const marks[] = {"publishedVersion", "savedVersion", "checkedInVersion"};

static void
have_add(struct have *h, const struct record *r)
{
	struct slice id = members_text(&r->m, "id", &h->text);
	size_t i;

	if (!record_is(r, "flow") || id.n == 0 || !members_have(&r->m, kept))
		return;
	i = idset_add(&h->ids, id);
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
have_not_moved(const struct members *now, const struct members *then)
{
	size_t known = 0;

	for (size_t i = 0; i < COUNT_OF(marks); i++) {
		if (!is_same(now, then, marks[i]))
			return false;
		known += have_value(now, marks[i]).n > 0;
	}
	return known > 0;
}

bool
have_find(
    struct have *h, const struct members *m, const char *version, const char *member, struct buf *b)
{
	enum json_type root;
	struct slice id;
	size_t i;

	if (h->fd < 0)
		return false;
	id = members_text(m, "id", &h->text);
	i = idset_find(&h->ids, id);
	if (i == IDSET_NONE || !have_read_entry(h, &h->v[i]))
		return false;
	if (!json_is(members_string(&h->members, "configurationVersion"), version) ||
	    !have_not_moved(m, &h->members) || !is_same(m, &h->members, "id") ||
	    !is_same(m, &h->members, "org"))
		return false;
	buf_clear(b);
	buf_add_slice(b, have_value(&h->members, member));
	root = b->n > 0 ? compact(&h->json, b) : JSON_ERROR;
	return root == JSON_OBJECT || root == JSON_STRING;
}
