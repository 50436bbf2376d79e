/* remap_places.c - the strings of a record that a rewrite may change, and where they are */
#include "base/mem.h"
#include "remap/remap_places.h"

void
remap_places_add(struct remap_places *p, const struct json *j)
{
	struct remap_place place = {
	    .at = (size_t)(j->tok.p - j->text.p), .len = j->tok.n, .pointer = p->pointers.n};

	json_pointer(j, &p->pointers);
	place.pointer_len = p->pointers.n - place.pointer;
	p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
	p->v[p->n++] = place;
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
