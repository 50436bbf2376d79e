/*
 * gc-save - flow records as a folder of files
 *
 * in:  flow records (others are skipped)      out: DIR/TYPE/NAME.yaml, DIR/manifest.json
 *
 * The files have the records without their base, which is in the manifest: a flow whose version
 * moved and whose content did not would be another file otherwise.
 *
 * If a flow cannot be written, it is reported and its old file stays. The others are saved.
 */
#include "base/cli.h"
#include "base/err.h"
#include "base/io.h"
#include "base/progress.h"
#include "catalog.h"
#include "files/files.h"
#include "lock.h"
#include "record/record.h"
#include "rebase.h"
#include "refs/refs.h"
#include "template.h"
#include "write.h"

static const char *name_template = "{type}/{name}";
static int format = WRITE_YAML;
static int fallback = -1; /* 0: JSON for a flow that the format cannot hold; -1: none */
static bool prune;
static long lock_fd = -1;
static const char *results;

static const struct cli_option options[] = {
    {CLI_CHOICE, 0, "format", NULL, "format of the files (default: yaml)", &format, 0, 0,
	WRITE_FORMATS},
    {CLI_CHOICE, 0, "fallback", NULL, "keep a flow that the format cannot hold as JSON", &fallback,
	0, 0, "json"},
    {CLI_TEXT, 0, "name-template", "TEXT", "path of a flow's file (default: {type}/{name})",
	&name_template, 0, 0, NULL},
    {CLI_FLAG, 0, "prune", NULL, "remove flows that are not in the input; give the complete input",
	&prune, 0, 0, NULL},
    {CLI_TEXT, 0, "base", "FILE", "only record the versions in FILE, results of gc-put", &results,
	0, 0, NULL},
    {CLI_NUMBER, 0, "lock-fd", "N", "use the lock that the caller holds on descriptor N", &lock_fd,
	0, INT32_MAX, NULL},
    {.kind = CLI_END}};

static const struct cli cli = {
    .name = "gc-save",
    .synopsis = "[--format=" WRITE_FORMATS "] [--fallback=json] [--name-template TEXT] [--prune] "
		"[--base FILE] [--lock-fd N] folder [file ...]",
    .about =
	"Saves each flow record as a file in the folder, and lists them in its manifest.json.\n"
	"Unchanged files are not touched.",
    .example = "gc-list | gc-get | gc-strip | gc-save flows/",
    .options = options,
    .leading = 1,
    .takes_operands = true,
    .reads_records = true,
};

struct save {
	const char *folder;
	int root;
	struct lock lock;
	struct catalog catalog;
	struct write write;
	struct refs refs;
	struct json json;
	struct buf plain, references;
	struct buf without; /* save_without_base() */
	size_t flows, others;
	size_t bare; /* flows without their definition */
};

static struct slice
save_member(const struct members *m, const char *key)
{
	const struct member *found = members_find(m, key);

	return found != NULL && found->type == JSON_STRING ? found->value : slice_of("", 0);
}

/* A file cannot be written. If the disk is full, the next one cannot either. */
static void
save_report_error(const struct save *s, const char *path)
{
	static const int hopeless[] = {ENOSPC, EDQUOT, EROFS, EIO, EMFILE, ENFILE, ENOMEM};
	int error = errno;

	for (size_t i = 0; i < COUNT_OF(hopeless); i++)
		if (error == hopeless[i])
			die(EXIT_IO, error, "%s/%s", s->folder, path);
	fail(EXIT_IO, error, "%s/%s", s->folder, path);
}

/*
 * Write the record to DIR/path. False: an error was reported, or *unfit says why the format cannot
 * hold it.
 */
static bool
save_file(struct save *s, const struct record *r, enum write_format as, const char *path,
    const char **unfit)
{
	struct file f;

	*unfit = NULL;
	if (!file_begin(&f, s->root, path, 0666)) {
		save_report_error(s, path);
		return false;
	}
	f.many = true;
	*unfit = write_flow(&s->write, as, r, &f);
	if (*unfit != NULL) {
		file_abort(&f);
		return false;
	}
	if (!file_commit(&f)) {
		save_report_error(s, path);
		return false;
	}
	debug("%s/%s: %s", s->folder, path, f.changed ? "written" : "as it was");
	return true;
}

static const char *
save_path(
    struct save *s, const struct record *r, const struct catalog_flow *flow, enum write_format as)
{
	buf_clear(&s->plain);
	template_path(name_template, &r->m, write_extension(as, r), &s->plain);
	return catalog_place(&s->catalog, flow, buf_slice(&s->plain));
}

static void
save_report_unfit(const struct record *r, const char *unfit, bool kept)
{
	struct buf label = BUF_INIT;

	record_label(r, &label);
	if (kept)
		warn("%s: %s; kept as JSON", label.p, unfit);
	else
		fail(EXIT_PARTIAL, 0, "%s: %s%s", label.p, unfit,
		    format == WRITE_YAML ? "; keep it with --fallback json or --format json" : "");
	buf_release(&label);
}

/* Save the flow's file, and return its path below DIR; NULL: that failed and was reported. */
static const char *
save_with_fallback(struct save *s, const struct record *r, const struct catalog_flow *flow)
{
	const char *path = save_path(s, r, flow, (enum write_format)format), *unfit, *ignored;
	bool saved = save_file(s, r, (enum write_format)format, path, &unfit);

	if (unfit != NULL && fallback >= 0) {
		path = save_path(s, r, flow, WRITE_JSON);
		saved = save_file(s, r, WRITE_JSON, path, &ignored);
	}
	if (unfit != NULL && (saved || fallback < 0))
		save_report_unfit(r, unfit, saved);
	return saved ? path : NULL;
}

/* A string of the base, as a JSON value. */
static struct slice
save_base_member(const struct members *m, const char *name)
{
	struct member found;

	if (!members_find_in(m, "base", name, &found) || found.type != JSON_STRING)
		return slice_of("", 0);
	return found.value;
}

/* The record as its file has it. */
static struct record
save_without_base(struct save *s, const struct record *r)
{
	static const char *const names[] = {"base", NULL};
	struct record own = *r;

	if (members_find(&r->m, "base") == NULL)
		return own;
	buf_clear(&s->without);
	members_without(&r->m, names, &s->without);
	buf_putc(&s->without, '}');
	own.text = buf_slice(&s->without);
	return own;
}

static void
save_flow(struct save *s, const struct record *r)
{
	struct catalog_flow flow = {.id = save_member(&r->m, "id"),
	    .name = save_member(&r->m, "name"),
	    .type = save_member(&r->m, "type"),
	    .org = save_base_member(&r->m, "org"),
	    .version = save_base_member(&r->m, "version")};
	struct record own = save_without_base(s, r);
	const char *path = save_with_fallback(s, &own, &flow);

	if (path == NULL) {
		catalog_failed(&s->catalog, &flow);
		return;
	}
	buf_clear(&s->references);
	refs_read(&s->refs, &s->json, r->text);
	s->bare += !s->refs.body && members_find(&r->m, "archy") == NULL;
	if (s->refs.body)
		refs_by_type(&s->refs, &s->references);
	flow.references = buf_slice(&s->references);
	catalog_saved(&s->catalog, &flow, path);
}

static void
save_begin(struct save *s, const char *folder)
{
	struct folder_tree tree;

	*s = (struct save){.folder = folder, .json = JSON_INIT, .refs = REFS_INIT};
	s->root = folder_open(folder, results == NULL);
	if (s->root < 0)
		die(EXIT_IO, errno, "%s", folder);
	lock_take(&s->lock, s->root, folder, lock_fd);
	folder_tree(s->root, &tree);
	file_sweep(s->root, &tree);
	folder_tree_release(&tree);
	catalog_open(&s->catalog, s->root, folder);
	write_init(&s->write);
}

static void
save_finish(struct save *s)
{
	if (s->others > 0)
		warn("skipped %zu records of other kinds than flow", s->others);
	if (s->bare > 0)
		warn("saved %zu flow%s without a configuration; fetch it with gc-get", s->bare,
		    s->bare == 1 ? "" : "s");
	if (prune && s->flows == 0)
		fail(EXIT_PARTIAL, 0, "%s: --prune removed nothing, because the input has no flow",
		    s->folder);
	else if (prune && status_get() != EXIT_OK)
		warn("%s: --prune removed nothing, because some flows were not saved", s->folder);
	catalog_finish(&s->catalog, prune && status_get() == EXIT_OK);
	catalog_release(&s->catalog);
	write_release(&s->write);
	refs_release(&s->refs);
	json_release(&s->json);
	buf_release(&s->plain);
	buf_release(&s->references);
	buf_release(&s->without);
	lock_drop(&s->lock);
	io_close(s->root);
}

static void
save_files(struct save *s, char **files)
{
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		if (!record_is(&r, "flow")) {
			s->others++;
			continue;
		}
		save_flow(s, &r);
		progress_show("flows", ++s->flows, 0, NULL);
	}
	records_close(&in);
}

int
main(int argc, char **argv)
{
	char **operands = cli_start(&cli, argc, argv);
	const char *wrong = template_error(name_template);
	struct save s;

	if (wrong != NULL)
		cli_usage("--name-template: %s", wrong);
	if (results != NULL && (prune || operands[1] != NULL))
		cli_usage("--base writes no files: it takes neither --prune nor flow records");
	save_begin(&s, operands[0]);
	if (results != NULL)
		rebase(&s.catalog, results);
	else
		save_files(&s, operands + 1);
	save_finish(&s);
	return cli_finish();
}
