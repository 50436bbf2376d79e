/*
 * gc-save - flow and object records as a folder of files
 *
 * in:  flow and object records (others are skipped)
 * out: DIR/TYPE/NAME.yaml, and next to it rows as NAME.csv and audio in NAME/; DIR/manifest.json
 *
 * The files have the records without their base, which is in the manifest: a flow whose version
 * moved and whose content did not would be another file otherwise.
 *
 * If a record cannot be written, it is reported and its old files stay. The others are saved.
 */
#include "cli/cli.h"
#include "base/err.h"
#include "base/io.h"
#include "base/plural.h"
#include "cli/progress.h"
#include "files/files.h"
#include "rebase.h"
#include "save.h"
#include "template.h"

static const char *name_template = "{type}/{name}";
static int format = SAVE_YAML;
static int fallback = -1; /* 0: JSON for what the format cannot hold; -1: none */
static bool mask, prune, prune_all;
static long lock_fd = -1;
static const char *results;

static const struct cli_option options[] = {
    {CLI_CHOICE, 0, "format", NULL, "write files of this format (default yaml)", &format, 0, 0,
	WRITE_FORMATS},
    {CLI_CHOICE, 0, "fallback", NULL, "keep what the format cannot hold as JSON", &fallback, 0, 0,
	"json"},
    {CLI_FLAG, 0, "mask-headers", NULL, "mask the literal keys in the headers of data actions",
	&mask, 0, 0, NULL},
    {CLI_TEXT, 0, "name-template", "TEXT",
	"build the path of a file from TEXT (default {type}/{name})", &name_template, 0, 0, NULL},
    {CLI_FLAG, 0, "prune", NULL, "remove what is not in the input; give the complete input", &prune,
	0, 0, NULL},
    {CLI_FLAG, 0, "prune-all", NULL, "the same, also types that the input has none of", &prune_all,
	0, 0, NULL},
    {CLI_TEXT, 0, "base", "FILE", "only record the versions in FILE, results of gc-put", &results,
	0, 0, NULL},
    {CLI_NUMBER, 0, "lock-fd", "N", "use the lock that the caller holds on descriptor N", &lock_fd,
	0, INT32_MAX, NULL},
    {.kind = CLI_END}};

static const struct cli cli = {
    .name = "gc-save",
    .synopsis = "[--format=" WRITE_FORMATS "] [--fallback=json] [--mask-headers] "
		"[--name-template TEXT] [--prune | --prune-all] [--base FILE] [--lock-fd N] "
		"folder [file ...]",
    .about =
	"Saves each flow and object record as a file in the folder, rows of data tables as CSV\n"
	"and audio of prompts as WAV next to it, and lists them in the folder's manifest.json.\n"
	"Unchanged files are not touched.",
    .example = "gc-list | gc-get | gc-strip | gc-save flows/",
    .options = options,
    .leading = 1,
    .takes_operands = true,
    .reads_records = true,
};

static void
save_begin(struct save *s, const char *folder)
{
	struct folder_tree tree;

	*s = (struct save){.name_template = name_template,
	    .format = (enum save_format)format,
	    .fallback = fallback >= 0,
	    .mask = mask,
	    .folder = folder,
	    .json = JSON_INIT,
	    .refs = REFS_INIT,
	    .archy = ARCHY_INIT,
	    .own_members = MEMBERS_INIT,
	    .sides = SIDES_INIT,
	    .splices = SPLICES_INIT,
	    .headers = MASK_HEADERS_INIT};
	s->root = folder_open(folder, results == NULL);
	if (s->root < 0)
		die(EXIT_IO, errno, "%s", folder);
	lock_take(&s->lock, s->root, folder, lock_fd);
	folder_tree(s->root, &tree);
	file_sweep(s->root, &tree);
	folder_tree_release(&tree);
	catalog_open(&s->catalog, s->root, folder);
	save_open_batch(s);
	save_content_init(&s->content);
}

static void
save_notes(const struct save *s)
{
	if (s->others > 0)
		warn("skipped %zu record%s of other kinds than flow and object", s->others,
		    plural(s->others));
	if (s->inventory > 0)
		warn("skipped %zu object%s without a configuration; fetch it with gc-get",
		    s->inventory, plural(s->inventory));
	if (s->bare > 0)
		warn("saved %zu flow%s without a configuration; fetch it with gc-get", s->bare,
		    plural(s->bare));
	if (s->tables > 0)
		warn("saved the rows of %zu data table%s; rows often hold phone numbers and other "
		     "personal data",
		    s->tables, plural(s->tables));
}

/* How much of what is not in the input may be removed. */
static enum catalog_prune
save_may_prune(const struct save *s)
{
	if (!prune && !prune_all)
		return CATALOG_KEEP;
	if (s->flows + s->objects == 0)
		fail(EXIT_PARTIAL, 0,
		    "%s: --prune removed nothing, because the input has no flow "
		    "and no object",
		    s->folder);
	else if (status_get() != EXIT_OK)
		warn("%s: --prune removed nothing, because some records were not saved", s->folder);
	if (status_get() != EXIT_OK)
		return CATALOG_KEEP;
	return prune_all ? CATALOG_PRUNE_ALL : CATALOG_PRUNE;
}

static void
save_finish(struct save *s)
{
	save_settle(s);
	save_notes(s);
	catalog_finish(&s->catalog, save_may_prune(s));
	catalog_release(&s->catalog);
	filebatch_release(&s->batch);
	save_content_release(&s->content);
	refs_release(&s->refs);
	archy_release(&s->archy);
	json_release(&s->json);
	buf_release(&s->plain);
	buf_release(&s->references);
	buf_release(&s->sides_list);
	buf_release(&s->bytes);
	buf_release(&s->own);
	members_release(&s->own_members);
	sides_release(&s->sides);
	splices_release(&s->splices);
	mask_headers_release(&s->headers);
	lock_drop(&s->lock);
	io_close(s->root);
}

static void
save_record(struct save *s, const struct record *r)
{
	if (record_is(r, "flow")) {
		save_flow(s, r);
		s->flows++;
	} else if (record_is(r, "object")) {
		save_object(s, r);
		s->objects++;
	} else {
		s->others++;
		return;
	}
	progress_show(s->objects > 0 ? "records" : "flows", s->flows + s->objects, 0, NULL);
}

static void
save_all(struct save *s, char **files)
{
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next(&in, &r))
		save_record(s, &r);
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
	if (results != NULL && (prune || prune_all || operands[1] != NULL))
		cli_usage("--base writes no files: it takes neither --prune nor flow records");
	save_begin(&s, operands[0]);
	if (results != NULL)
		rebase(&s.catalog, results);
	else
		save_all(&s, operands + 1);
	save_finish(&s);
	return cli_finish();
}
