/* unique.c - whether a JSON object has the same name twice */
#include "base/mem.h"
#include "json/json.h"
#include "json/unique.h"

enum { FEW = 16 }; /* so many names are compared with each other; more are sorted first */

void
unique_clear(struct unique *u)
{
	u->n = u->begin = 0;
}

void
unique_release(struct unique *u)
{
	free(u->v);
	buf_release(&u->text);
	*u = (struct unique)UNIQUE_INIT;
}

static struct unique_name *
unique_push(struct unique *u)
{
	if (u->n == u->cap)
		u->v = xgrow(u->v, &u->cap, u->n + 1, sizeof *u->v);
	return &u->v[u->n++];
}

/* A frame lies between two objects' names; its `at` and `n` are halves of the outer one's begin. */
void
unique_open(struct unique *u)
{
	struct unique_name *frame = unique_push(u);

	*frame = (struct unique_name){0, (uint32_t)(u->begin >> 16 >> 16), (uint32_t)u->begin, 0};
	u->begin = u->n;
}

static struct slice
unique_meaning(struct slice token, bool escaped, struct buf *room)
{
	if (!escaped)
		return token;
	buf_clear(room);
	json_unescape(token, room);
	return buf_slice(room);
}

static inline uint64_t
unique_mix(uint64_t h, uint64_t word)
{
	h = (h ^ word) * 0x9e3779b97f4a7c15U;
	return h ^ h >> 32;
}

static inline uint64_t
eight_bytes(const char *p)
{
	uint64_t word;

	memcpy(&word, p, sizeof word);
	return word;
}

/* The ends of a text as one word; all of one of up to 8 bytes. */
static inline uint64_t
few_bytes(const char *p, size_t n)
{
	uint32_t first, last;

	if (n < sizeof first)
		return n == 0
			   ? 0
			   : (uint64_t)(unsigned char)p[0] << 16 |
				 (uint64_t)(unsigned char)p[n / 2] << 8 | (unsigned char)p[n - 1];
	memcpy(&first, p, sizeof first);
	memcpy(&last, p + n - sizeof last, sizeof last);
	return (uint64_t)first << 32 | last;
}

/* The whole name. */
static uint32_t
unique_hash(struct slice s)
{
	uint64_t h = s.n;
	size_t i = 0;

	if (s.n < sizeof h)
		return (uint32_t)unique_mix(h, few_bytes(s.p, s.n));
	for (; s.n - i > sizeof h; i += sizeof h)
		h = unique_mix(h, eight_bytes(s.p + i));
	return (uint32_t)unique_mix(
	    h, eight_bytes(s.p + s.n - sizeof h)); /* some of them once more */
}

/* Its length and both ends, which is enough for few names; cheap. */
static inline uint32_t
unique_hash_ends(struct slice s)
{
	return (uint32_t)unique_mix(s.n, few_bytes(s.p, s.n));
}

void
unique_add(struct unique *u, const char *text, size_t at, size_t n, bool escaped, size_t line)
{
	struct slice name = unique_meaning(slice_of(text + at, n), escaped, &u->text);

	*unique_push(u) =
	    (struct unique_name){unique_hash_ends(name), (uint32_t)at, (uint32_t)n, (uint32_t)line};
}

static bool
unique_same(
    struct unique *u, const char *text, const struct unique_name *a, const struct unique_name *b)
{
	struct slice first = slice_of(text + a->at, a->n), second = slice_of(text + b->at, b->n);
	struct buf room = BUF_INIT;
	bool equal;

	if (a->hash != b->hash)
		return false;
	equal =
	    slice_eq(unique_meaning(first, true, &u->text), unique_meaning(second, true, &room));
	buf_release(&room);
	return equal;
}

static int
by_hash(const void *a, const void *b)
{
	const struct unique_name *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->at > y->at) - (x->at < y->at);
}

/* Many names whose ends are equal would be compared each with each. */
static void
unique_sort(struct unique *u, const char *text, struct unique_name *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		v[i].hash =
		    unique_hash(unique_meaning(slice_of(text + v[i].at, v[i].n), true, &u->text));
	qsort(v, n, sizeof *v, by_hash);
}

const struct unique_name *
unique_close(struct unique *u, const char *text)
{
	struct unique_name *v = u->v + u->begin, *frame = v - 1;
	size_t n = u->n - u->begin;

	u->n = u->begin - 1;
	u->begin = (size_t)frame->at << 16 << 16 | frame->n;
	if (n > FEW)
		unique_sort(u, text, v, n);
	for (size_t i = 1; i < n; i++)
		for (size_t k = i; k > 0; k--) {
			if (n > FEW && v[k - 1].hash != v[i].hash)
				break;
			if (v[k - 1].hash == v[i].hash && unique_same(u, text, &v[k - 1], &v[i]))
				return &v[i];
		}
	return NULL;
}
