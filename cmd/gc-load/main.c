/*
 * gc-load - files as flow records again
 *
 * in:  files and folders: what gc-save wrote, Architect's exports, configurations, Archy YAML
 * out: their records (flowfile.h), in the order of the operands and, in a folder, of the paths;
 *      flows that a manifest.json above their file lists have the base that it tells (bases.h)
 *
 * A file that cannot be read as records is reported, and the others go on. With --locate, the files
 * only tell where the places are that ref records name (locate.h).
 */
#include "cli/cli.h"
#include "base/err.h"
#include "base/io.h"
#include "base/out.h"
#include "cli/progress.h"
#include "files/bases.h"
#include "files/flowpaths.h"
#include "locate.h"

static const char *refs; /* NULL: write the records */
static struct flowfile file = FLOWFILE_INIT;

static const struct cli_option options[] = {
    {.kind = CLI_TEXT,
	.name = "locate",
	.arg = "REFS",
	.help = "write the ref records in REFS with their file and line",
	.to = &refs},
    {.kind = CLI_FLAG,
	.name = "no-media",
	.help = "write objects without their audio, and do not read it",
	.to = &file.sides.no_media},
    {.kind = CLI_FLAG,
	.name = "no-rows",
	.help = "write objects without the rows of data tables",
	.to = &file.sides.no_rows},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-load",
    .synopsis = "[--locate REFS] [--no-media] [--no-rows] [file | folder ...]",
    .about = "Writes the flow records of files: those of gc-save, Architect's .i3 exports,\n"
	     "flow configurations (JSON or YAML), Archy YAML. Standard input is read as YAML.",
    .example = "gc-load flows/ | gc-refs --check objects.ndjson",
    .options = options,
    .takes_operands = true,
    .reads_records = true,
};

static struct bases bases = BASES_INIT;
static struct locate locate = LOCATE_INIT;

static void
load_write(void)
{
	static size_t done;

	if (refs != NULL) {
		locate_record(&locate, &file);
	} else {
		out_slice(file.head);
		out_slice(file.body);
		out_slice(file.tail);
		out_putc('\n');
	}
	progress_show("records", ++done, 0, NULL);
}

/* gc-load does not read rows that the record does not refer to, and warns of them. */
static void
load_note(const char *name)
{
	struct buf side = BUF_INIT;

	if (file.sides.stray) {
		sides_path(name, ".csv", &side);
		warn("%s: not read, because \"rows\" in %s is not \"csv\"", side.p, name);
	}
	file.sides.stray = false;
	buf_release(&side);
}

/*
 * Takes the descriptor over. The file is at root/path, where the files next to it are; path NULL: it
 * is standard input.
 */
static void
load_descriptor(int fd, const char *name, enum flowfile_format format, int root, const char *path)
{
	if (!flowpaths_read(&file, fd, name))
		return;
	if (refs != NULL)
		locate_file(&locate, &file, name);
	flowfile_start(&file, format);
	file.root = root;
	file.path = path;
	file.file = path != NULL ? name : NULL;
	file.apart = refs != NULL;
	if (path != NULL && refs == NULL)
		bases_find(&bases, name, &file.base);
	while (flowfile_next(&file)) {
		load_write();
		load_note(name);
	}
	if (refs != NULL)
		locate_lines(&locate, format);
	flowpaths_report(&file, name);
}

static void
load_path(
    void *user, int fd, const char *name, enum flowfile_format format, int root, const char *path)
{
	(void)user;
	if (fd >= 0 && format == FLOWFILE_NONE) {
		fail(EXIT_PARTIAL, 0,
		    "%s: the name must end in .yaml, .yml, .json or .i3… (a .ndjson file has "
		    "records already; for a .csv or .wav give the record's file: "
		    "NAME.yaml)",
		    name);
		io_close(fd);
	} else {
		load_descriptor(fd, name, format, root, path);
	}
}

static void
load_operand(const char *path)
{
	if (strcmp(path, "-") == 0)
		load_descriptor(STDIN_FILENO, "stdin", FLOWFILE_YAML, -1, NULL);
	else
		flowpaths_visit(path, load_path, NULL);
}

/* Standard input has no file to point to. */
static void
load_refs(char *const *paths)
{
	if (*paths == NULL)
		cli_usage("--locate needs a file or folder to look into");
	for (; *paths != NULL; paths++)
		if (strcmp(*paths, "-") == 0)
			cli_usage("--locate cannot look into standard input");
	locate_read(&locate, refs);
}

int
main(int argc, char **argv)
{
	char **paths = cli_start(&cli, argc, argv);

	if (refs != NULL)
		load_refs(paths);
	if (*paths == NULL)
		load_operand("-");
	for (; *paths != NULL; paths++)
		load_operand(*paths);
	if (refs != NULL)
		locate_write(&locate);
	locate_release(&locate);
	flowfile_release(&file);
	bases_release(&bases);
	return cli_finish();
}
