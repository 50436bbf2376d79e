/* load.c - read an org from a folder */
#include "load/load.h"
#include "load/org_load.h"

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/flowfile.h"
#include "files/flowpaths.h"
#include "files/folder.h"
#include "record/record.h"

#include <sys/stat.h>

/* The org of the records: the copy has its id. */
static void
load_org(struct loader *l, const struct members *m)
{
	char *id = members_dup(m, "org");

	if (id == NULL || id[0] == '\0' || l->org_known) {
		free(id);
		return;
	}
	free(l->org->id);
	l->org->id = id;
	l->org_known = true;
}

/* The configuration in a flow's record; empty: there is none. */
static struct slice
configuration_of(const struct members *m)
{
	const struct member *found = members_find(m, "configuration");

	return found != NULL && found->type == JSON_OBJECT ? found->value : slice_of("", 0);
}

/* A record of the folder or file; `place` names it in a message. */
static void
load_record(struct loader *l, const struct members *m, const char *place)
{
	struct slice kind = members_string(m, "kind");
	bool good = true;

	load_org(l, m);
	if (json_is(kind, "flow") && members_string(m, "archy").n > 0)
		good = load_archy(l, m, place);
	else if (json_is(kind, "flow"))
		good = load_flow(l, m, configuration_of(m));
	else if (json_is(kind, "object"))
		good = load_object(l, m);
	if (!good)
		die(EXIT_DATA, 0, "%s: a record has no type, id or name", place);
}

static void
load_records(struct loader *l, const char *path)
{
	char *file = xstrdup(path);
	struct records in;
	struct record r;
	struct buf place = BUF_INIT;

	records_open(&in, (char *[]){file, NULL});
	while (records_next(&in, &r)) {
		buf_clear(&place);
		buf_printf(&place, "%s:%zu", r.file, r.line);
		load_record(l, &r.m, place.p);
	}
	records_close(&in);
	buf_release(&place);
	free(file);
}

static void
load_read_file(int root, const char *path, const char *place, struct buf *to)
{
	int fd = folder_read(root, path);

	buf_clear(to);
	if (fd < 0 || !io_read_all(fd, to)) {
		if (errno == EFBIG)
			die(EXIT_DATA, 0, "%s: larger than 1 GiB", place);
		die(EXIT_IO, errno, "%s", place);
	}
	io_close(fd);
}

/*
 * A bare configuration as JSON is served byte for byte, with its white space, which flowfile would
 * remove. False: the text is something else or invalid; flowfile reports that.
 */
static bool
load_bare(struct loader *l, struct slice text)
{
	struct members m = MEMBERS_INIT;
	bool bare = members_read(&m, &l->json, text) && members_find(&m, "kind") == NULL &&
		    flowfile_is_configuration(&m);

	if (bare)
		bare = load_flow(l, &m, text);
	members_release(&m);
	return bare;
}

/* What gc-save wrote, or Architect, or another exporter of configurations. */
static void
load_flowfile(struct loader *l, struct flowfile *f, const char *place)
{
	struct members m = MEMBERS_INIT;
	struct buf record = BUF_INIT;

	while (flowfile_next(f)) {
		buf_clear(&record);
		buf_add_slice(&record, f->head);
		buf_add_slice(&record, f->body);
		buf_add_slice(&record, f->tail);
		if (members_read(&m, &l->json, buf_slice(&record)))
			load_record(l, &m, place);
	}
	flowpaths_note(f, place);
	if (f->error != NULL) {
		buf_clear(&record);
		flowfile_message(f, place, &record);
		die(f->errnum != 0 ? EXIT_IO : EXIT_DATA, f->errnum, "%s", record.p);
	}
	members_release(&m);
	buf_release(&record);
}

static void
load_file(struct loader *l, int root, const char *dir, const char *path)
{
	enum flowfile_format format = flowfile_format(path);
	struct flowfile f = FLOWFILE_INIT;
	struct buf place = BUF_INIT;
	size_t n = strlen(path);

	buf_printf(&place, "%s/%s", dir, path);
	if (n > 7 && strcmp(path + n - 7, ".ndjson") == 0) {
		load_records(l, place.p);
	} else if (format != FLOWFILE_NONE && strcmp(path, "manifest.json") != 0) {
		load_read_file(root, path, place.p, &f.bytes);
		if (format != FLOWFILE_JSON || !load_bare(l, slice_trim(buf_slice(&f.bytes)))) {
			flowfile_start(&f, format);
			f.root = root;
			f.path = path;
			bases_find(&l->bases, place.p, &f.base);
			load_flowfile(l, &f, place.p);
		}
		flowfile_release(&f);
	}
	buf_release(&place);
}

static void
load_tree(struct loader *l, const char *dir)
{
	int root = folder_open(dir, false);
	struct folder_tree tree;

	if (root < 0)
		die(EXIT_IO, errno, "%s", dir);
	folder_tree(root, &tree);
	if (tree.nunread > 0)
		die(EXIT_IO, tree.unread[0].error, "%s/%s", dir, tree.unread[0].path);
	for (size_t i = 0; i < tree.files.n; i++)
		load_file(l, root, dir, tree.files.v[i]);
	folder_tree_release(&tree);
	io_close(root);
}

static void
loader_release(struct loader *l)
{
	for (size_t i = 0; i < l->named.n; i++)
		free(l->named_id[i]);
	free(l->named_id);
	free(l->flows);
	idset_release(&l->objects);
	idset_release(&l->listed);
	free(l->recorded);
	idset_release(&l->taken);
	idset_release(&l->named);
	bases_release(&l->bases);
	json_release(&l->json);
	json_release(&l->parts);
	members_release(&l->part);
	members_release(&l->entry);
	buf_release(&l->key);
}

void
org_load(struct org *org, const char *path, const struct org_plan *plan)
{
	struct loader l = {.org = org,
	    .plan = plan,
	    .objects = IDSET_INIT,
	    .listed = IDSET_INIT,
	    .taken = IDSET_INIT,
	    .bases = BASES_INIT,
	    .named = IDSET_INIT};
	struct stat st;

	org->seed = plan->seed;
	generate_org(org, plan);
	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		load_tree(&l, path);
	else
		load_records(&l, path);
	if (org->ndivisions == 0)
		generate_divisions(org, plan);
	load_integrations(&l);
	load_drop_orphans(&l);
	load_add_flows(&l);
	loader_release(&l);
}
