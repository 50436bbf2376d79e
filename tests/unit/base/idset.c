/* idset: membership against a linear search, over ids that look alike. */
#include "base/idset.h"
#include "tap.h"

enum { MANY = 5000 };

static struct slice
idset_numbered(char *b, size_t size, int i)
{
	return slice_of(b, (size_t)snprintf(b, size, "%08x-0000-4000-8000-00000000abcd", i));
}

static void
idset_many(void)
{
	struct idset s = IDSET_INIT;
	char b[64];
	bool all = true, none = true;

	for (int i = 0; i < MANY; i++)
		all &= idset_add(&s, idset_numbered(b, sizeof b, 2 * i)) == (size_t)i;
	ok(all && s.n == MANY, "indexes count up");
	for (int i = 0; i < MANY; i++) {
		all &= idset_find(&s, idset_numbered(b, sizeof b, 2 * i)) == (size_t)i;
		all &= idset_add(&s, idset_numbered(b, sizeof b, 2 * i)) == (size_t)i;
		none &= idset_find(&s, idset_numbered(b, sizeof b, 2 * i + 1)) == IDSET_NONE;
	}
	ok(all && s.n == MANY, "each is found, and added again keeps its index");
	ok(none, "none that was not added is found");
	idset_numbered(b, sizeof b, 0);
	ok(idset_find(&s, slice_of(b, 35)) == IDSET_NONE, "a prefix is not found");
	idset_clear(&s);
	ok(idset_find(&s, idset_numbered(b, sizeof b, 2)) == IDSET_NONE, "cleared");
	ok(idset_add(&s, idset_numbered(b, sizeof b, 2)) == 0, "and counts from 0 again");
	idset_release(&s);
}

static void
idset_odd(void)
{
	struct idset s = IDSET_INIT;
	static const char long_id[200] = {'x'};

	ok(idset_find(&s, slice_str("")) == IDSET_NONE, "an empty set holds nothing");
	ok(idset_lookup(&s, slice_str("")) == IDSET_NONE, "nor without the quick refusal");
	ok(idset_add(&s, slice_str("")) == 0 && idset_find(&s, slice_str("")) == 0, "the empty id");
	ok(idset_add(&s, slice_of(long_id, sizeof long_id)) == 1, "a long id with NUL bytes");
	ok(idset_find(&s, slice_of(long_id, sizeof long_id - 64)) == IDSET_NONE,
	    "64 bytes shorter is another id");
	ok(slice_eq(idset_id(&s, 1), slice_of(long_id, sizeof long_id)), "an index gives its id");
	idset_release(&s);
	idset_release(&s);
}

/* Texts of each length that differ in one byte, at each place. */
static void
idset_places(void)
{
	struct idset s = IDSET_INIT;
	char text[40];
	size_t good = 0, tried = 0;

	for (size_t n = 1; n <= sizeof text; n++)
		for (size_t at = 0; at < n; at++) {
			memset(text, 'x', n);
			text[at] = 'y';
			good += idset_add(&s, slice_of(text, n)) == tried++;
		}
	ok(good == tried, "%zu texts that differ in one byte", tried);
	idset_release(&s);
}

int
main(void)
{
	idset_places();
	idset_many();
	idset_odd();
	return tap_done();
}
