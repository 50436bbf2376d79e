/* near: case and white space, and nothing else, in the order of the inventory. */
#include "plan/near.h"
#include "tap.h"

static const char objects[] =
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"1\",\"name\":\"Sales EU\"}\n"
    "{\"kind\":\"object\",\"type\":\"user\",\"id\":\"2\",\"name\":\"Sales EU\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"3\",\"name\":\" salesEU\\t\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"4\",\"name\":\"Sales-EU\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"5\",\"name\":\"Sales EU\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"5\",\"name\":\"Else\"}\n"
    "{\"kind\":\"object\",\"type\":\"queue\",\"id\":\"6\",\"name\":\"\xc3\x84rger\"}\n";

static void
near_load(struct inventory *inv)
{
	char path[] = "/tmp/near.XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, objects, sizeof objects - 1) != (ssize_t)sizeof objects - 1 ||
	    close(fd) != 0)
		abort();
	inventory_load(inv, path);
	unlink(path);
}

/* Whether exactly these ids, one character each, are near. */
static bool
near_finds(struct near *n, const char *name, const char *ids)
{
	const struct inventory_object *o = near_first(n, slice_str("queue"), slice_str(name));

	for (; *ids != '\0' && o != NULL; ids++, o = near_next(n, o))
		if (!slice_eq(inventory_text(n->inventory, o->id), slice_of(ids, 1)))
			return false;
	return *ids == '\0' && o == NULL;
}

int
main(void)
{
	struct inventory inv = INVENTORY_INIT;
	struct near n = NEAR_INIT;

	near_load(&inv);
	near_start(&n, &inv);
	ok(near_finds(&n, "sales eu", "13"), "case and blanks; not what a later record replaced");
	ok(near_finds(&n, "SALES\r\nEU ", "13"), "any white space");
	ok(near_finds(&n, "sales-eu", "4"), "a hyphen is no blank");
	ok(near_finds(&n, "else", "5"), "the later record");
	ok(near_finds(&n, "\xc3\xa4rger", "") && near_finds(&n, "\xc3\x84RGER", "6"),
	    "letters beyond ASCII are what they are");
	ok(near_finds(&n, "", "") && near_finds(&n, "sale", ""), "nothing else");
	near_release(&n);
	inventory_release(&inv);
	return tap_done();
}
