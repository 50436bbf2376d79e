/* archy_place.c - a place in the copy of a text, as bytes, as characters and as people count */
#include <string.h>

#include "archy/archy_place.h"
#include "base/utf8.h"

const struct archy_place archy_place_start = {0, 0, 1, 1};

static void
place_step(struct archy_place *p, struct slice copy, const struct archy_marks *marks)
{
	const char *c = copy.p + p->at;
	bool brace =
	    marks->n > 0 && p->at + 1 < copy.n &&
	    (memcmp(c, marks->open, marks->n) == 0 || memcmp(c, marks->close, marks->n) == 0);
	size_t n = (unsigned char)*c < 0x80 ? 1 : utf8_length(c, copy.p + copy.n);

	p->characters++;
	p->column += brace ? 2 : 1;
	p->at += n > 0 ? n : 1;
	if (*c == '\n') {
		p->line++;
		p->column = 1;
	}
}

void
archy_place_go(
    struct archy_place *p, struct slice copy, const struct archy_marks *marks, size_t characters)
{
	if (characters < p->characters)
		*p = archy_place_start;
	while (p->characters < characters && p->at < copy.n)
		place_step(p, copy, marks);
}

void
archy_place_go_byte(
    struct archy_place *p, struct slice copy, const struct archy_marks *marks, size_t at)
{
	while (p->at < at && p->at < copy.n)
		place_step(p, copy, marks);
}
