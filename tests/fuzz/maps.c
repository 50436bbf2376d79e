/*
 * Maps, inventories and renames, by the input's first byte: any bytes are taken, or refused with a
 * message and an exit code that says so; what was taken can be looked up.
 *
 * The loaders end the program where a file is wrong. Here that comes back to the target, by an
 * err.h of its own, and what the loader had then is freed: the sanitizer tells of each allocation.
 */
#include <fcntl.h>
#include <sanitizer/allocator_interface.h>
#include <setjmp.h>

#include "base/err.h"
#include "fuzz.h"
#include "record/renames.h"
#include "record/inventory.h"
#include "record/map.h"

static jmp_buf refused;

enum { HELD_MAX = 1 << 16 };

/* What was allocated since a loader began, and not freed. */
static void *held[HELD_MAX];
static size_t nheld;
static bool loading;

static void
hold(const volatile void *p, size_t size)
{
	(void)size;
	if (!loading || p == NULL)
		return;
	fuzz_must(nheld < HELD_MAX);
	held[nheld++] = (void *)(uintptr_t)p;
}

static void
let_go(const volatile void *p)
{
	for (size_t i = nheld; i-- > 0;) {
		if (held[i] == p) {
			held[i] = held[--nheld];
			return;
		}
	}
}

/* Nothing that the loader allocated is left after this. */
static void
loaded(void)
{
	loading = false;
	while (nheld > 0)
		free(held[--nheld]);
}

void (*err_before_message)(void);

void
die(int code, int errnum, const char *fmt, ...)
{
	(void)errnum;
	fuzz_must(code == EXIT_DATA || code == EXIT_USAGE);
	fuzz_must(strchr(fmt, '\n') == NULL);
	longjmp(refused, 1);
}

void
fail(int code, int errnum, const char *fmt, ...)
{
	fuzz_must(code != EXIT_OK && errnum >= 0 && fmt != NULL);
}

void
warn(const char *fmt, ...)
{
	fuzz_must(fmt != NULL);
}

/* The rest of err.h, so that the library's own is not linked too. */
void
debug(const char *fmt, ...)
{
	fuzz_must(fmt != NULL);
}

const char *
err_program(void)
{
	return "fuzz";
}

void
err_init(const char *program)
{
	(void)program;
}

void
err_set_level(enum err_level level)
{
	(void)level;
}

void
status_raise(int code)
{
	fuzz_must(code != EXIT_OK);
}

int
status_get(void)
{
	return EXIT_OK;
}

/* Every record is found again by its type and id, or another of the same is. */
static void
try_map(const char *path, bool reverse)
{
	struct map m = MAP_INIT;

	map_load(&m, path, reverse);
	for (size_t i = 0; i < m.n; i++) {
		const struct map_record *rec = &m.v[i];
		struct slice type = map_text(&m, rec->type);
		const struct map_record *found =
		    map_is_lookup(rec) ? map_find_name(&m, type, map_text(&m, rec->name))
				       : map_find(&m, type, map_text(&m, rec->from));
		fuzz_must(found != NULL && found->type == rec->type && found->from == rec->from);
	}
	map_release(&m);
}

static void
try_inventory(const char *path)
{
	struct inventory inv = INVENTORY_INIT;

	inventory_load(&inv, path);
	for (size_t i = 0; i < inv.n; i++) {
		const struct inventory_object *o = &inv.v[i], *found;
		struct slice type = inventory_text(&inv, o->type);
		if (o->id == 0)
			continue;
		found = inventory_by_id(&inv, type, inventory_text(&inv, o->id));
		fuzz_must(found != NULL && found->id == o->id && found->type == o->type);
		fuzz_must(!inventory_is_current(&inv, o) || found == o);
	}
	inventory_release(&inv);
}

static void
try_renames(const char *path)
{
	struct renames r = RENAMES_INIT;

	renames_load(&r, path, false);
	for (size_t i = 0; i < r.n; i++)
		fuzz_must(
		    r.v[i].pattern || slice_eq(renames_find(&r, idset_id(&r.texts, r.v[i].type),
						   idset_id(&r.texts, r.v[i].name.before)),
					  idset_id(&r.texts, r.v[i].to.before)));
	for (size_t i = 0; i < r.n; i++) /* a pattern's own text is a name that it may match */
		renames_find(
		    &r, idset_id(&r.texts, r.v[i].type), idset_id(&r.texts, r.v[i].name.before));
	renames_release(&r);
}

/* One file for all inputs, in memory where the system has such a folder. */
static const char *
maps_write_file(const uint8_t *data, size_t size)
{
	static char path[] = "/tmp/fuzz-maps.XXXXXX";
	static int fd = -1;

	if (fd < 0) {
		fd = mkstemp(path);
		fuzz_must(fd >= 0);
	}
	fuzz_must(ftruncate(fd, 0) == 0 && pwrite(fd, data, size, 0) == (ssize_t)size);
	return path;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool hooked;
	const char *path;
	int next;

	if (size == 0)
		return 0;
	if (!hooked)
		hooked = __sanitizer_install_malloc_and_free_hooks(hold, let_go) != 0;
	fuzz_must(hooked);
	path = maps_write_file(data + 1, size - 1);
	next = open(path, O_RDONLY | O_CLOEXEC);
	fuzz_must(next >= 0 && close(next) == 0);
	if (setjmp(refused) != 0) {
		close(next); /* what the loader had open */
		loaded();
		return 0;
	}
	loading = true;
	switch (data[0] % 4) {
	case 0:
	case 1:
		try_map(path, data[0] % 4 == 1);
		break;
	case 2:
		try_inventory(path);
		break;
	default:
		try_renames(path);
	}
	loading = false;
	fuzz_must(nheld == 0);
	return 0;
}
