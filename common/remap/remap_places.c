/* remap_places.c - the strings of a record that a rewrite may change, and where they are */
#include "base/mem.h"
#include "remap/remap_places.h"

void
remap_places_add(struct remap_places *p, const struct json *j, bool number)
{
	struct remap_place place = {.at = (size_t)(j->tok.p - j->text.p),
	    .len = j->tok.n,
	    .pointer = p->pointers.n,
	    .number = number};

	json_pointer(j, &p->pointers);
	place.pointer_len = p->pointers.n - place.pointer;
	p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
	p->v[p->n++] = place;
}

void
remap_places_add_hit(struct remap_places *p, const struct json *j, struct json_hits *hit)
{
	struct remap_place place = {.at = (size_t)(hit->token.p - j->text.p),
	    .len = hit->token.n,
	    .pointer = p->pointers.n};

	json_pointer(j, &p->pointers);
	json_hits_pointer(hit, &p->pointers);
	place.pointer_len = p->pointers.n - place.pointer;
	p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
	p->v[p->n++] = place;
}

void
remap_places_add_member(
    struct remap_places *p, const struct json *j, struct slice token, const char *member)
{
	struct remap_place place = {
	    .at = (size_t)(token.p - j->text.p), .len = token.n, .pointer = p->pointers.n};

	json_pointer(j, &p->pointers);
	if (member != NULL) {
		buf_putc(&p->pointers, '/');
		buf_puts(&p->pointers, member);
	}
	place.pointer_len = p->pointers.n - place.pointer;
	p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
	p->v[p->n++] = place;
}

static int
by_offset(const void *a, const void *b)
{
	const struct remap_place *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

void
remap_places_sort(struct remap_places *p)
{
	size_t n = 0;

	if (p->n > 0)
		qsort(p->v, p->n, sizeof *p->v, by_offset);
	for (size_t i = 0; i < p->n; i++)
		if (i == 0 || p->v[i].at != p->v[n - 1].at)
			p->v[n++] = p->v[i];
	p->n = n;
}

void
remap_places_clear(struct remap_places *p)
{
	p->n = 0;
	buf_clear(&p->pointers);
}

void
remap_places_release(struct remap_places *p)
{
	free(p->v);
	buf_release(&p->pointers);
	*p = (struct remap_places)REMAP_PLACES_INIT;
}
