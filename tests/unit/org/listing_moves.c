/* The proof of completeness, against a server whose objects come, go and move while it is read. */
#include "listing_server.h"

static void
remove_at(struct server *s, size_t at)
{
	memmove(&s->items[at], &s->items[at + 1], (--s->n - at) * sizeof *s->items);
}

static void
insert_at(struct server *s, size_t at)
{
	memmove(&s->items[at + 1], &s->items[at], (s->n++ - at) * sizeof *s->items);
	s->items[at] = s->next_item++;
}

static void
one_comes(struct server *s, long page)
{
	if (s->answers == 5 && page > 1)
		insert_at(s, 3);
}

static void
one_goes(struct server *s, long page)
{
	if (s->answers == 5 && page > 1)
		remove_at(s, 3);
}

/* The one thing that a count alone would not see at once: the number stays, the items shift. */
static void
one_moves(struct server *s, long page)
{
	int item;

	if (s->answers != 5 || page == 1)
		return;
	item = s->items[3];
	remove_at(s, 3);
	s->items[s->n++] = item;
}

static void
test_changes(void)
{
	void (*const changes[])(struct server *, long) = {one_comes, one_goes, one_moves};
	const char *const names[] = {"comes", "goes", "moves to the end"};

	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		for (size_t ahead = 1; ahead <= 8; ahead += 7) {
			struct server s = {.before = changes[i]};
			struct listing_outcome o;

			listing_fill(&s, 95);
			o = listing_run(&s, 10, ahead);
			ok(o.proved && o.missing == 0 && o.twice == 0,
			    "an item %s meanwhile: %zu missing, %zu requests, %s", names[i],
			    o.missing, o.answers, o.why);
		}
	}
}

static uint32_t dice = 1;

static uint32_t
listing_moves_roll(void)
{
	dice = dice * 1664525u + 1013904223u;
	return dice >> 8;
}

/* Before every answer two items change places. */
static void
listing_moves_restless(struct server *s, long page)
{
	size_t a = listing_moves_roll() % s->n, b = listing_moves_roll() % s->n;
	int item = s->items[a];

	(void)page;
	s->items[a] = s->items[b];
	s->items[b] = item;
}

/* Items come and go now and then; later less and less, so that a reading can be proved. */
static void
listing_moves_lively(struct server *s, long page)
{
	(void)page;
	if (s->answers > 25 || listing_moves_roll() % 4 != 0 || s->n < 10 ||
	    s->next_item >= MAX_ITEMS - 1)
		return;
	if (listing_moves_roll() % 2 == 0)
		insert_at(s, listing_moves_roll() % s->n);
	else
		remove_at(s, listing_moves_roll() % s->n);
}

/* Whatever the server does: no id twice, and a proof only where nothing is missing. */
static void
test_property(void (*before)(struct server *, long), const char *name)
{
	size_t proved = 0, wrong = 0, twice = 0, answers = 0;

	for (int round = 0; round < 300; round++) {
		struct server s = {.before = before};
		struct listing_outcome o;

		listing_fill(&s, 1 + listing_moves_roll() % 200);
		o = listing_run(
		    &s, 1 + (long)(listing_moves_roll() % 40), 1 + listing_moves_roll() % 8);
		proved += o.proved;
		wrong += o.proved && o.missing > 0;
		twice += o.twice;
		answers += o.answers;
	}
	ok(twice == 0, "%s: never twice", name);
	ok(wrong == 0, "%s: %zu of 300 proved, %zu of them wrongly (%zu requests)", name, proved,
	    wrong, answers);
	ok(proved > 250, "%s: nearly all are proved in the end", name);
}

int
main(void)
{
	test_changes();
	test_property(listing_moves_restless, "restless");
	test_property(listing_moves_lively, "lively");
	return tap_done();
}
