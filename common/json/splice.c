/* splice.c - a list of edits to bytes that are otherwise copied unchanged */
#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "json/splice.h"

void
splices_add(struct splices *s, size_t at, size_t len, struct slice with)
{
	s->v = xgrow(s->v, &s->cap, s->n + 1, sizeof *s->v);
	if (s->n > 0 && at <= s->v[s->n - 1].at)
		s->sorted = false;
	s->v[s->n++] = (struct splice){at, len, s->bytes.n, with.n};
	buf_add_slice(&s->bytes, with);
}

void
splices_cut(struct splices *s, size_t from, size_t to)
{
	struct splice *last = s->n > 0 ? &s->v[s->n - 1] : NULL;

	if (last != NULL && last->with == 0 && last->at + last->len == from)
		last->len += to - from;
	else
		splices_add(s, from, to - from, slice_of("", 0));
}

void
splices_undo(struct splices *s, size_t n)
{
	if (n < s->n) {
		s->bytes.n = s->v[n].from;
		s->n = n;
	}
}

static int
splice_by_place(const void *a, const void *b)
{
	const struct splice *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	/* Insertions come before replacements, and in the order of the calls. */
	if ((x->len == 0) != (y->len == 0))
		return x->len == 0 ? -1 : 1;
	return (x->from > y->from) - (x->from < y->from);
}

void
splices_sort(struct splices *s)
{
	if (!s->sorted)
		qsort(s->v, s->n, sizeof *s->v, splice_by_place);
	s->sorted = true;
}

static void
splice_put_out(void *to, struct slice s)
{
	(void)to;
	out_slice(s);
}

static void
splice_put_buf(void *to, struct slice s)
{
	buf_add_slice(to, s);
}

static void
splice_run(struct splices *s, struct slice text, void (*put)(void *, struct slice), void *to)
{
	size_t done = 0;

	splices_sort(s);
	for (size_t i = 0; i < s->n; i++) {
		const struct splice *e = &s->v[i];
		if (e->at < done || e->len > text.n || e->at > text.n - e->len)
			die(EXIT_BUG, 0, "edits overlap at byte %zu", e->at);
		put(to, slice_of(text.p + done, e->at - done));
		put(to, slice_of(s->bytes.p + e->from, e->with));
		done = e->at + e->len;
	}
	put(to, slice_of(text.p + done, text.n - done));
}

void
splices_write(struct splices *s, struct slice text)
{
	splice_run(s, text, splice_put_out, NULL);
}

void
splices_apply(struct splices *s, struct slice text, struct buf *to)
{
	splice_run(s, text, splice_put_buf, to);
}

static void
put_back(void *to, struct slice s)
{
	struct buf *b = to;

	if (s.n == 0)
		return;
	memmove(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void
splices_shrink(struct splices *s, struct buf *text)
{
	struct slice whole = buf_slice(text);

	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].with > 0)
			die(EXIT_BUG, 0, "an edit in place that inserts bytes");
	text->n = 0; /* not buf_clear(), which writes a NUL */
	splice_run(s, whole, put_back, text);
	buf_reserve(text, 0);
	text->p[text->n] = '\0';
}

void
splices_clear(struct splices *s)
{
	s->n = 0;
	s->sorted = true;
	buf_clear(&s->bytes);
}

void
splices_release(struct splices *s)
{
	free(s->v);
	buf_release(&s->bytes);
	*s = (struct splices)SPLICES_INIT;
}
