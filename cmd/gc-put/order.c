/* order.c - the order in which flows are put */
#include "err.h"
#include "flowtype.h"
#include "json.h"
#include "mem.h"
#include "order.h"

enum { LINE_ROOM = 1 << 16 }; /* bytes of a line; a node is a type and a name */

void
order_open(struct order *o, const char *path)
{
	char line[LINE_ROOM];
	FILE *f;

	*o = (struct order){.lines = IDSET_INIT};
	if (path == NULL)
		return;
	f = fopen(path, "re");
	if (f == NULL)
		die(EXIT_IO, errno, "%s", path);
	while (fgets(line, sizeof line, f) != NULL)
		idset_add(&o->lines, slice_of(line, strcspn(line, "\r\n")));
	if (ferror(f) != 0 || fclose(f) != 0)
		die(EXIT_IO, errno, "%s: read", path);
}

static void
node(struct slice type, struct slice name, struct buf *b)
{
	struct buf plain = BUF_INIT;

	flowtype_reference(type, b);
	buf_putc(b, '/');
	json_unescape(name, &plain);
	for (size_t i = 0; i < plain.n; i++) {
		unsigned char c = (unsigned char)plain.p[i];
		if (c <= ' ' || c == '%' || c == 0x7f)
			buf_printf(b, "%%%02X", (unsigned)c);
		else
			buf_putc(b, (char)c);
	}
	buf_release(&plain);
}

void
order_add(struct order *o, struct slice type, struct slice name)
{
	struct buf b = BUF_INIT;

	node(type, name, &b);
	o->rank = xgrow(o->rank, &o->cap, o->n + 1, sizeof *o->rank);
	o->rank[o->n++] = idset_find(&o->lines, buf_slice(&b)); /* IDSET_NONE is the greatest */
	buf_release(&b);
}

struct place {
	size_t rank, record;
};

static int
by_rank(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->record > y->record) - (x->record < y->record);
}

size_t *
order_list(const struct order *o)
{
	struct place *places = xmalloc((o->n + 1) * sizeof *places);
	size_t *list = xmalloc((o->n + 1) * sizeof *list);

	for (size_t i = 0; i < o->n; i++)
		places[i] = (struct place){o->rank[i], i};
	qsort(places, o->n, sizeof *places, by_rank);
	for (size_t i = 0; i < o->n; i++)
		list[i] = places[i].record;
	free(places);
	return list;
}

void
order_close(struct order *o)
{
	idset_release(&o->lines);
	free(o->rank);
}
