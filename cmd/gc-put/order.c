/* order.c - the order in which flows are put */
#include "base/err.h"
#include "base/lines.h"
#include "base/mem.h"
#include "json/json.h"
#include "order.h"
#include "record/flowtype.h"

void
order_open(struct order *o, const char *path)
{
	struct lines lines;
	struct slice line;

	*o = (struct order){.lines = IDSET_INIT};
	if (path == NULL)
		return;
	lines_load(&lines, path);
	while (lines_next(&lines, &line))
		idset_add(&o->lines, line);
	lines_release(&lines);
}

static void
order_node(struct slice type, struct slice name, struct buf *b)
{
	struct buf plain = BUF_INIT;

	json_unescape(type, &plain);
	flowtype_reference(buf_slice(&plain), b);
	buf_putc(b, '/');
	buf_clear(&plain);
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

	order_node(type, name, &b);
	o->rank = xgrow(o->rank, &o->cap, o->n + 1, sizeof *o->rank);
	o->rank[o->n++] = idset_find(&o->lines, buf_slice(&b)); /* IDSET_NONE is the greatest */
	buf_release(&b);
}

struct place {
	size_t rank, record;
};

static int
order_by_rank(const void *a, const void *b)
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
	qsort(places, o->n, sizeof *places, order_by_rank);
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
