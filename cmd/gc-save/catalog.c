/* catalog.c - the flows of a folder, and which file holds each */
#include "catalog.h"
#include "err.h"
#include "files.h"
#include "mem.h"
#include "names.h"

#define MANIFEST "manifest.json"

/* Append a string's text, NUL-terminated; nothing for what is no string. */
static void
decode(struct slice value, struct buf *b)
{
	buf_add(b, "", 0);
	if (value.n >= 2 && value.p[0] == '"')
		json_unescape(slice_of(value.p + 1, value.n - 2), b);
}

/* The flow's number: its id is its identity, or its type and name are. */
static size_t
number_of(struct catalog *c, const struct catalog_flow *flow, bool add)
{
	struct buf *b = &c->key;

	buf_clear(b);
	decode(flow->id, b);
	if (b->n == 0) {
		buf_putc(b, '\n');
		decode(flow->type, b);
		buf_putc(b, '\n');
		decode(flow->name, b);
	}
	return add ? idset_add(&c->flows, buf_slice(b)) : idset_find(&c->flows, buf_slice(b));
}

/* The key's number; c->first may move. */
static size_t
key_of(struct catalog *c, struct slice path)
{
	size_t key, before = c->keys.n;

	buf_clear(&c->key);
	names_key(path, &c->key);
	key = idset_add(&c->keys, buf_slice(&c->key));
	c->first = xgrow(c->first, &c->first_cap, c->keys.n, sizeof *c->first);
	if (c->keys.n > before)
		c->first[key] = 0;
	return key;
}

/* A path that some entry of this key has, or that nobody may have. */
static bool
is_taken(const struct catalog *c, size_t key, size_t by_other_than)
{
	if (key == 0)
		return true;
	for (uint32_t i = c->first[key]; i != 0; i = c->v[i - 1].next)
		if (i - 1 != by_other_than && !c->v[i - 1].gone)
			return true;
	return false;
}

static void
unlink_entry(struct catalog *c, size_t number)
{
	size_t key = key_of(c, slice_str(c->v[number].path));
	uint32_t *link = &c->first[key];

	while (*link != 0 && *link != number + 1)
		link = &c->v[*link - 1].next;
	if (*link != 0)
		*link = c->v[number].next;
}

static void
link_entry(struct catalog *c, size_t number)
{
	size_t key = key_of(c, slice_str(c->v[number].path));

	c->v[number].next = c->first[key];
	c->first[key] = (uint32_t)number + 1;
}

static char *
manifest_text(const struct catalog_flow *flow)
{
	const struct slice values[] = {flow->id, flow->name, flow->type};
	static const char *const names[] = {"flowId", "flowName", "flowType"};
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(values); i++) {
		buf_printf(&b, "%s\"%s\":", i > 0 ? "," : "", names[i]);
		buf_add_slice(&b, values[i].n > 0 ? values[i] : slice_str("null"));
	}
	return buf_detach(&b);
}

static void
forget_file(struct catalog *c, struct catalog_entry *e)
{
	c->stale = xgrow(c->stale, &c->stale_cap, c->nstale + 1, sizeof *c->stale);
	c->stale[c->nstale++] = e->path;
	e->path = NULL;
}

/* Takes the path over. */
static struct catalog_entry *
put_entry(struct catalog *c, const struct catalog_flow *flow, char *path)
{
	struct buf id = BUF_INIT;
	size_t before = c->flows.n, number = number_of(c, flow, true);
	struct catalog_entry *e;

	c->v = xgrow(c->v, &c->cap, c->flows.n, sizeof *c->v);
	e = &c->v[number];
	if (c->flows.n > before) {
		*e = (struct catalog_entry){.seen = false};
	} else {
		unlink_entry(c, number);
		if (strcmp(e->path, path) != 0)
			forget_file(c, e);
		free(e->id);
		free(e->text);
		free(e->references);
		free(e->path);
	}
	decode(flow->id, &id);
	e->id = buf_detach(&id);
	e->text = manifest_text(flow);
	e->references = xmemdup0(flow->references.p, flow->references.n);
	e->path = path;
	e->gone = false;
	link_entry(c, number);
	return e;
}

const char *
catalog_place(struct catalog *c, const struct catalog_flow *flow, struct slice plain)
{
	size_t number = number_of(c, flow, false), key = key_of(c, plain);
	struct buf id = BUF_INIT;

	if (number != IDSET_NONE) {
		buf_clear(&c->plain);
		names_plain(slice_str(c->v[number].path), &c->plain);
		if (slice_eq(buf_slice(&c->plain), plain))
			return c->v[number].path;
	}
	buf_clear(&c->path);
	if (is_taken(c, key, number)) {
		decode(flow->id, &id);
		names_twin(plain, buf_slice(&id), &c->path);
		buf_release(&id);
	} else {
		buf_add_slice(&c->path, plain);
	}
	return c->path.p;
}

void
catalog_failed(struct catalog *c, const struct catalog_flow *flow)
{
	size_t number = number_of(c, flow, false);

	if (number != IDSET_NONE)
		c->v[number].seen = true;
}

void
catalog_saved(struct catalog *c, const struct catalog_flow *flow, const char *path)
{
	struct catalog_entry *e = put_entry(c, flow, xstrdup(path)); /* it may be the entry's own */

	if (e->seen)
		warn("%s/%s: the flow was in the input before: the later record is kept", c->folder,
		    e->path);
	e->seen = true;
}

static GC_NORETURN void
no_manifest(const struct catalog *c, const char *why)
{
	die(EXIT_DATA, 0, "%s/" MANIFEST ": not what gc-save writes (%s): move it away", c->folder,
	    why);
}

/* A path that gc-save may have written: no name in it is hidden or leads upwards. */
static bool
is_own_path(struct slice path)
{
	bool begins = true;

	for (size_t i = 0; i < path.n; begins = path.p[i++] == '/')
		if (path.p[i] == '\0' || (begins && (path.p[i] == '.' || path.p[i] == '/')))
			return false;
	return path.n > 0 && !begins;
}

static struct slice
member_value(const struct members *m, const char *key, enum json_type type)
{
	const struct member *found = members_find(m, key);

	return found != NULL && found->type == type ? found->value : slice_of("", 0);
}

static void
load_entry(struct catalog *c, const struct members *m)
{
	struct catalog_flow flow = {member_value(m, "flowId", JSON_STRING),
	    member_value(m, "flowName", JSON_STRING), member_value(m, "flowType", JSON_STRING),
	    member_value(m, "references", JSON_OBJECT)};
	struct buf path = BUF_INIT;

	decode(member_value(m, "filePath", JSON_STRING), &path);
	if (!is_own_path(buf_slice(&path)))
		no_manifest(c, "a filePath is none of its own");
	if (flow.references.n == 0)
		flow.references = slice_str("{}");
	put_entry(c, &flow, buf_detach(&path));
}

static void
load_manifest(struct catalog *c, struct slice text)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct slice flow, flows;
	enum json_type t;

	if (!members_read(&m, &j, text))
		no_manifest(c, json_error(&j));
	flows = member_value(&m, "flows", JSON_ARRAY);
	if (flows.n == 0)
		no_manifest(c, "no list of flows");
	json_start(&j, flows);
	json_next(&j);
	while ((t = json_value(&j, &flow)) == JSON_OBJECT) {
		struct json inner = JSON_INIT;
		members_read(&m, &inner, flow);
		load_entry(c, &m);
		json_release(&inner);
	}
	if (t != JSON_ARRAY_END)
		no_manifest(c, "a flow that is no object");
	members_release(&m);
	json_release(&j);
}

static bool
read_whole(int fd, struct buf *b)
{
	ssize_t n;

	do {
		if (!buf_fits(b, 1 << 16)) {
			errno = EFBIG;
			return false;
		}
		buf_reserve(b, 1 << 16);
		n = read(fd, b->p + b->n, 1 << 16);
		b->n += n > 0 ? (size_t)n : 0;
	} while (n > 0 || (n < 0 && errno == EINTR));
	return n == 0;
}

void
catalog_open(struct catalog *c, int root, const char *folder)
{
	struct buf text = BUF_INIT;
	int fd = folder_read(root, MANIFEST);

	*c = (struct catalog){.root = root, .folder = folder};
	c->flows = c->keys = (struct idset)IDSET_INIT;
	key_of(c, slice_str(MANIFEST)); /* key 0: no flow may have it */
	if (fd < 0 && errno == ENOENT)
		return;
	if (fd < 0 || !read_whole(fd, &text))
		die(EXIT_IO, errno, "%s/" MANIFEST, folder);
	close(fd);
	load_manifest(c, buf_slice(&text));
	buf_release(&text);
}

void
catalog_release(struct catalog *c)
{
	for (size_t i = 0; i < c->flows.n; i++) {
		free(c->v[i].id);
		free(c->v[i].text);
		free(c->v[i].path);
		free(c->v[i].references);
	}
	for (size_t i = 0; i < c->nstale; i++)
		free(c->stale[i]);
	free(c->v);
	free(c->first);
	free(c->stale);
	idset_release(&c->flows);
	idset_release(&c->keys);
	buf_release(&c->plain);
	buf_release(&c->path);
	buf_release(&c->key);
}

static void
remove_file(const struct catalog *c, const char *path)
{
	if (!folder_remove(c->root, path) && errno != ENOENT && errno != ENOTDIR)
		die(EXIT_IO, errno, "%s/%s: cannot remove it", c->folder, path);
	debug("%s/%s: removed", c->folder, path);
}

/* Flows that were not in the input: pruned, or kept if their file was. */
static void
sort_out_unseen(struct catalog *c, bool prune)
{
	for (size_t i = 0; i < c->flows.n; i++) {
		struct catalog_entry *e = &c->v[i];
		if (e->seen)
			continue;
		if (prune)
			remove_file(c, e->path);
		e->gone = prune || !folder_has(c->root, e->path);
	}
}

/* A former path may be another flow's by now, on a file system that folds case also in disguise. */
static bool
is_in_use(struct catalog *c, const char *path)
{
	size_t key = key_of(c, slice_str(path));

	for (uint32_t i = c->first[key]; i != 0; i = c->v[i - 1].next)
		if (!c->v[i - 1].gone && folder_same(c->root, path, c->v[i - 1].path))
			return true;
	return false;
}

/* Bring every flow to where its plain path and its twins want it. */
static void
settle(struct catalog *c)
{
	for (size_t i = 0; i < c->flows.n; i++) {
		struct catalog_entry *e = &c->v[i];
		if (e->gone)
			continue;
		buf_clear(&c->plain);
		buf_clear(&c->path);
		names_plain(slice_str(e->path), &c->plain);
		if (is_taken(c, key_of(c, slice_str(e->path)), i))
			names_twin(buf_slice(&c->plain), slice_str(e->id), &c->path);
		else
			buf_add_slice(&c->path, buf_slice(&c->plain));
		if (strcmp(e->path, c->path.p) == 0)
			continue;
		if (!folder_rename(c->root, e->path, c->path.p))
			die(EXIT_IO, errno, "%s/%s: cannot rename it to %s", c->folder, e->path,
			    c->path.p);
		free(e->path);
		e->path = xstrdup(c->path.p);
	}
}

static int
by_path(const void *a, const void *b)
{
	const struct catalog_entry *const *x = a, *const *y = b;

	return strcmp((*x)->path, (*y)->path);
}

static void
put_entry_text(struct file *f, const struct catalog_entry *e, const char *separator)
{
	struct buf b = BUF_INIT;

	buf_printf(&b, "%s\n{%s,\"filePath\":", separator, e->text);
	json_quote(&b, slice_str(e->path));
	buf_printf(&b, ",\"references\":%s}", e->references);
	file_put(f, b.p, b.n);
	buf_release(&b);
}

/* The entries that have a file, by path; their number in *n. To be freed. */
static const struct catalog_entry **
in_order(const struct catalog *c, size_t *n)
{
	const struct catalog_entry **order = xcalloc(c->flows.n + 1, sizeof(void *));

	*n = 0;
	for (size_t i = 0; i < c->flows.n; i++)
		if (!c->v[i].gone)
			order[(*n)++] = &c->v[i];
	qsort(order, *n, sizeof(void *), by_path);
	return order;
}

static bool
in_one_folder(const char *a, const char *b)
{
	const char *x = strrchr(a, '/'), *y = strrchr(b, '/');

	return slice_eq(slice_of(a, x != NULL ? (size_t)(x - a) : 0),
	    slice_of(b, y != NULL ? (size_t)(y - b) : 0));
}

/* Each folder once: the files were written with `many`. */
static void
sync_folders(const struct catalog *c, const struct catalog_entry **order, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && in_one_folder(order[i]->path, order[i - 1]->path))
			continue;
		if (!folder_sync(c->root, order[i]->path))
			die(EXIT_IO, errno, "%s/%s: cannot sync its folder", c->folder,
			    order[i]->path);
	}
}

static void
write_manifest(const struct catalog *c, const struct catalog_entry **order, size_t n)
{
	struct file f;

	if (!file_begin(&f, c->root, MANIFEST, 0666))
		die(EXIT_IO, errno, "%s/" MANIFEST, c->folder);
	file_put(&f, "{\"flows\":[", 10);
	for (size_t i = 0; i < n; i++)
		put_entry_text(&f, order[i], i > 0 ? "," : "");
	file_put(&f, "\n]}\n", 4);
	if (!file_commit(&f))
		die(EXIT_IO, errno, "%s/" MANIFEST, c->folder);
}

void
catalog_finish(struct catalog *c, bool prune)
{
	const struct catalog_entry **order;
	size_t n;

	sort_out_unseen(c, prune);
	for (size_t i = 0; i < c->nstale; i++)
		if (!is_in_use(c, c->stale[i]))
			remove_file(c, c->stale[i]);
	settle(c);
	order = in_order(c, &n);
	sync_folders(c, order, n);
	write_manifest(c, order, n);
	free(order);
}
