/* feed.c - a JSON object in a file, one value at a time */
#include "base/ascii.h"
#include "base/io.h"
#include "json/feed.h"

enum { FEED_READ = 1 << 16 };

void
feed_open(struct feed *f, int fd)
{
	*f = (struct feed){.fd = fd, .b = BUF_INIT, .name = BUF_INIT};
}

void
feed_release(struct feed *f)
{
	buf_release(&f->b);
	buf_release(&f->name);
}

static bool
feed_fail(struct feed *f, const char *error)
{
	if (f->error == NULL)
		f->error = error;
	return false;
}

/* Read more; what came before f->at is forgotten. False: there is no more, or an error. */
static bool
feed_fill(struct feed *f)
{
	ssize_t got;

	if (f->error != NULL)
		return false;
	if (f->at > 0) {
		f->b.n -= f->at;
		memmove(f->b.p, f->b.p + f->at, f->b.n);
		f->at = 0;
	}
	if (!buf_fits(&f->b, FEED_READ + 1))
		return feed_fail(f, "too large");
	buf_reserve(&f->b, FEED_READ);
	got = io_read(f->fd, f->b.p + f->b.n, FEED_READ);
	if (got < 0) {
		f->errnum = errno;
		return feed_fail(f, "cannot read it");
	}
	f->b.n += (size_t)got;
	return got > 0;
}

/* The next byte that is not white space, which stays; -1: the end. */
static int
feed_peek(struct feed *f)
{
	for (;; f->at++) {
		if (f->at == f->b.n && !feed_fill(f))
			return -1;
		if (!ascii_is_space(f->b.p[f->at]))
			return (unsigned char)f->b.p[f->at];
	}
}

static bool
feed_expect(struct feed *f, char c)
{
	if (feed_peek(f) != c)
		return feed_fail(f, "not a JSON object");
	f->at++;
	return true;
}

static bool
feed_ends_scalar(char c)
{
	return c == ',' || c == ']' || c == '}' || c == ':' || ascii_is_space(c);
}

/* The value that begins at f->at: its length in f->len. */
static bool
feed_scan(struct feed *f)
{
	size_t depth = 0;
	bool string = false, escaped = false;

	for (f->len = 0;; f->len++) {
		if (f->at + f->len == f->b.n && !feed_fill(f))
			return feed_fail(f, "it ends too early");
		char c = f->b.p[f->at + f->len];
		if (string) {
			string = escaped || c != '"';
			escaped = !escaped && c == '\\';
			if (string || depth > 0)
				continue;
			f->len++;
			return true;
		}
		if (depth == 0 && feed_ends_scalar(c))
			return f->len > 0 || feed_fail(f, "not a JSON object");
		string = c == '"';
		if (c == '{' || c == '[') {
			depth++;
		} else if ((c == '}' || c == ']') && --depth == 0) {
			f->len++;
			return true;
		}
	}
}

static bool
feed_take(struct feed *f)
{
	feed_peek(f);
	if (!feed_scan(f))
		return false;
	f->value = slice_of(f->b.p + f->at, f->len);
	f->at += f->len;
	return true;
}

/* The next member's name and, of an array, its opening bracket. False: the object has ended. */
static bool
feed_member(struct feed *f)
{
	if (f->begun ? feed_peek(f) == '}' : !feed_expect(f, '{') || feed_peek(f) == '}') {
		f->at++;
		f->end = true;
		return feed_peek(f) == -1 ? false : feed_fail(f, "something follows after it");
	}
	if ((f->begun && !feed_expect(f, ',')) || feed_peek(f) != '"' || !feed_take(f))
		return feed_fail(f, "not a JSON object");
	f->begun = true;
	buf_clear(&f->name);
	buf_add(&f->name, f->value.p + 1, f->value.n - 2);
	f->key = buf_slice(&f->name);
	if (!feed_expect(f, ':'))
		return false;
	f->array = feed_peek(f) == '[';
	f->at += f->array;
	return true;
}

bool
feed_next(struct feed *f)
{
	bool inside = f->array;

	if (f->error != NULL || f->end)
		return false;
	if (inside && feed_peek(f) == ']') {
		f->at++;
		inside = false;
	} else if (inside && !feed_expect(f, ',')) {
		return false;
	}
	if (!inside) {
		f->array = false;
		if (!feed_member(f))
			return false;
		if (f->array && feed_peek(f) == ']') {
			f->value = slice_of("", 0);
			return true;
		}
	}
	return feed_take(f);
}
