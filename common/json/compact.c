/* compact.c - a JSON text without its insignificant white space */
#include "base/ascii.h"
#include "json/compact.h"

/*
 * Bytes that stay are collected in a run and moved together. The writing position is never beyond
 * the reading position.
 */
struct gap_closer {
	char *to;         /* where the run goes */
	const char *from; /* where the run begins */
	const char *end;  /* where it ends so far */
};

static void
move_run(struct gap_closer *g)
{
	size_t n = (size_t)(g->end - g->from);

	if (g->to != g->from)
		memmove(g->to, g->from, n);
	g->to += n;
}

/* Keep the bytes from p to q, which must not be before the run's end. */
static inline void
compact_keep(struct gap_closer *g, const char *p, const char *q)
{
	if (p != g->end) {
		move_run(g);
		g->from = p;
	}
	g->end = q;
}

/* Between two tokens there is white space and at most one comma or colon. */
static inline void
keep_punctuation(struct gap_closer *g, const char *until)
{
	for (const char *p = g->end; p < until; p++)
		if (!ascii_is_space(*p))
			compact_keep(g, p, p + 1);
}

static inline const char *
token_end(const struct json *j, enum json_type t)
{
	bool quoted = t == JSON_KEY || t == JSON_STRING;

	return j->tok.p + j->tok.n + (quoted ? 1 : 0);
}

enum json_type
compact(struct json *j, struct buf *b)
{
	enum json_type root = JSON_ERROR, t;
	struct gap_closer g;

	if (b->p == NULL)
		buf_reserve(b, 0); /* so that there is a place to point to */
	g = (struct gap_closer){b->p, b->p, b->p};
	json_start(j, buf_slice(b));
	while ((t = json_next(j)) > JSON_END) {
		if (root == JSON_ERROR)
			root = t;
		keep_punctuation(&g, j->at);
		compact_keep(&g, j->at, token_end(j, t));
	}
	if (t == JSON_ERROR)
		return JSON_ERROR;
	move_run(&g);
	b->n = (size_t)(g.to - b->p);
	b->p[b->n] = '\0';
	return root;
}
