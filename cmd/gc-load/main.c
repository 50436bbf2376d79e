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
#include <fcntl.h>
#include <sys/stat.h>

#include "base/cli.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/progress.h"
#include "files/bases.h"
#include "files/flowfile.h"
#include "files/folder.h"
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

/* Read it all into file.bytes. False: an error was reported. */
static bool
load_bytes(int fd, const char *name)
{
	struct buf *b = &file.bytes;

	buf_clear(b);
	if (io_read_all(fd, b))
		return true;
	if (errno == EFBIG)
		fail(EXIT_PARTIAL, 0, "%s: more than 1 GiB", name);
	else
		fail(EXIT_IO, errno, "%s", name);
	return false;
}

static void
load_record(void)
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

static void
load_report(const char *name)
{
	struct buf message = BUF_INIT;

	flowfile_message(&file, name, &message);
	fail(file.errnum != 0 ? EXIT_IO : EXIT_PARTIAL, file.errnum, "%s", message.p);
	buf_release(&message);
}

/* gc-load does not read rows that the record does not refer to, and warns of them. */
static void
load_note(const char *name)
{
	struct buf side = BUF_INIT;

	if (file.sides.stray) {
		sides_path(name, ".csv", &side);
		warn("%s: not read, because %s has no \"rows\" of the word \"csv\"", side.p, name);
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
	if (fd < 0) {
		fail(EXIT_IO, errno, "%s", name);
		return;
	}
	if (load_bytes(fd, name)) {
		if (refs != NULL)
			locate_file(&locate, &file, name);
		flowfile_start(&file, format);
		file.root = root;
		file.path = path;
		file.apart = refs != NULL;
		if (fd != STDIN_FILENO && refs == NULL)
			bases_find(&bases, name, &file.base);
		while (flowfile_next(&file)) {
			load_record();
			load_note(name);
		}
		if (refs != NULL)
			locate_lines(&locate, format);
		if (file.error != NULL)
			load_report(name);
	}
	if (fd != STDIN_FILENO)
		io_close(fd);
}

/* False: the file cannot hold records. */
static bool
load_from_folder(int root, const char *folder, const char *path)
{
	enum flowfile_format format = flowfile_format(path);
	struct buf name = BUF_INIT;
	bool is_manifest = strcmp(path, "manifest.json") == 0;

	buf_puts(&name, folder);
	while (name.n > 0 && name.p[name.n - 1] == '/')
		name.n--;
	buf_printf(&name, "/%s", path);
	if (format == FLOWFILE_NONE)
		debug("%s: not the file of a record", name.p);
	else if (!is_manifest)
		load_descriptor(folder_read(root, path), name.p, format, root, path);
	buf_release(&name);
	return is_manifest || format != FLOWFILE_NONE;
}

static void
load_folder(const char *folder)
{
	int root = folder_open(folder, false);
	struct folder_tree tree;
	bool any = false;

	if (root < 0) {
		fail(EXIT_IO, errno, "%s", folder);
		return;
	}
	folder_tree(root, &tree);
	for (size_t i = 0; i < tree.files.n; i++)
		any |= load_from_folder(root, folder, tree.files.v[i]);
	for (size_t i = 0; i < tree.others.n; i++)
		debug("%s/%s: skipped", folder, tree.others.v[i]);
	for (size_t i = 0; i < tree.nunread; i++)
		fail(EXIT_IO, tree.unread[i].error, "%s/%s", folder, tree.unread[i].path);
	if (!any && tree.nunread == 0)
		warn("%s: has no .yaml, .yml, .json or .i3… file", folder);
	folder_tree_release(&tree);
	io_close(root);
}

static void
load_file(const char *path, enum flowfile_format format)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == NULL ? xstrdup(".") : xmemdup0(path, (size_t)(slash - path) + 1);
	int root = folder_open(folder, false);

	load_descriptor(
	    open(path, O_RDONLY | O_CLOEXEC), path, format, root, slash != NULL ? slash + 1 : path);
	io_close(root);
	free(folder);
}

static void
load_operand(const char *path)
{
	enum flowfile_format format = flowfile_format(path);
	struct stat st;

	if (strcmp(path, "-") == 0)
		load_descriptor(STDIN_FILENO, "stdin", FLOWFILE_YAML, -1, NULL);
	else if (stat(path, &st) != 0)
		fail(EXIT_IO, errno, "%s", path);
	else if (S_ISDIR(st.st_mode))
		load_folder(path);
	else if (format == FLOWFILE_NONE)
		fail(EXIT_PARTIAL, 0,
		    "%s: the name must end in .yaml, .yml, .json or .i3… (a .ndjson file has "
		    "records already; for a .csv or .wav give the record's file: "
		    "NAME.yaml)",
		    path);
	else
		load_file(path, format);
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
