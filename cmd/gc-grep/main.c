/*
 * gc-grep - where flows and objects have a text
 *
 * in:  flow and object records, and files and folders as gc-load reads them
 * out: on a terminal a line for each hit, else `match` records
 */
#include <locale.h>
#include <sys/stat.h>

#include "cli/cli.h"
#include "base/err.h"
#include "base/plural.h"
#include "cli/progress.h"
#include "files/flowpaths.h"
#include "gc-grep.h"
#include "record/record.h"

static struct cli_list texts;
static struct grep grep = GREP_INIT;

static const struct cli_option options[] = {
    {.kind = CLI_FLAG,
	.letter = 'i',
	.name = "ignore-case",
	.help = "ignore the case of letters",
	.to = &grep.patterns.ignore_case},
    {.kind = CLI_FLAG,
	.letter = 'F',
	.name = "fixed-strings",
	.help = "search TEXT literally, also a phone number",
	.to = &grep.patterns.fixed},
    {.kind = CLI_LIST,
	.letter = 'e',
	.name = "regexp",
	.arg = "TEXT",
	.help = "search for TEXT; may be given more than once",
	.to = &texts},
    {.kind = CLI_END},
};

static const struct cli cli = {
    .name = "gc-grep",
    .synopsis = "[-i] [-F] [-e] TEXT [file | folder ...]",
    .about =
	"Finds TEXT in flows and objects: in texts, numbers, prompts and expressions. It reads\n"
	"records, and files and folders as gc-load does. TEXT is a regular expression (POSIX\n"
	"extended); a phone number finds all its spellings. On a terminal each hit is a line,\n"
	"otherwise a match record. The exit status is 1 if nothing is found.",
    .example = "gc-grep '+1 201 555 0100' flows/",
    .options = options,
    .takes_operands = true,
};

static struct flowfile file = FLOWFILE_INIT;
static struct json json = JSON_INIT;
static struct buf joined;
static bool lines;
static size_t hits, others, bare, searched;

static void
grep_record(void)
{
	if (!grep.flow && !grep.object)
		others++;
	else if (grep.flow && !grep.body)
		bare++;
	show_hits(&grep, lines);
	hits += grep.n;
	progress_show("records", ++searched, 0, NULL);
}

/* A file of records, or "-". */
static void
grep_stream(const char *path)
{
	char *name = (char *)(uintptr_t)path; /* it is only read */
	char *const files[] = {name, NULL};
	struct records in;
	struct record rec;

	records_open(&in, files);
	while (records_next_unread(&in, &rec)) {
		if (!grep_read(&grep, &in.json, rec.text))
			records_refuse(&in, &in.json);
		grep_record();
	}
	records_close(&in);
}

/* A record of a file, which flowfile.h has put together from checked JSON. */
static void
grep_flowfile(const char *name)
{
	buf_clear(&joined);
	buf_add_slice(&joined, file.head);
	buf_add_slice(&joined, file.body);
	buf_add_slice(&joined, file.tail);
	if (grep_read(&grep, &json, buf_slice(&joined)))
		grep_record();
	else
		fail(EXIT_PARTIAL, 0, "%s: byte %zu: %s", name, json_offset(&json) + 1,
		    json_error(&json));
}

static void
grep_path(
    void *user, int fd, const char *name, enum flowfile_format format, int root, const char *path)
{
	(void)user;
	if (!flowpaths_read(&file, fd, name))
		return;
	flowfile_start(&file, format);
	file.file = name;
	file.root = root;
	file.path = path;
	while (flowfile_next(&file))
		grep_flowfile(name);
	flowpaths_report(&file, name);
}

/* Without -e the first operand is the text, as in grep. */
static char **
grep_patterns(char **operands)
{
	struct buf why = BUF_INIT;

	if (texts.n == 0 && *operands == NULL)
		cli_usage("TEXT is missing");
	if (texts.n > 0 && *operands == NULL && isatty(STDIN_FILENO))
		cli_usage("nothing to read: stdin is a terminal and there is no file operand");
	if (texts.n == 0 && operands[1] == NULL && isatty(STDIN_FILENO))
		cli_usage("nothing to read: stdin is a terminal and there is no file operand");
	if (texts.n == 0 && !grep_patterns_add(&grep.patterns, *operands++, &why))
		cli_usage("\"%s\": %s (-F takes it literally)", operands[-1], why.p);
	for (size_t i = 0; i < texts.n; i++)
		if (!grep_patterns_add(&grep.patterns, texts.v[i], &why))
			cli_usage("\"%s\": %s (-F takes it literally)", texts.v[i], why.p);
	buf_release(&why);
	return operands;
}

/* What gc-load does not read by its name holds records; a pipe can be opened once only. */
static void
grep_operand(const char *path)
{
	struct stat st;

	if (strcmp(path, "-") == 0 || (flowfile_format(path) == FLOWFILE_NONE &&
					  (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))))
		grep_stream(path);
	else
		flowpaths_visit(path, grep_path, NULL);
}

static void
grep_conclude(void)
{
	if (searched > 0 && others == searched)
		warn("no flow or object records among %zu", searched);
	else if (others > 0)
		warn("skipped %zu record%s of other kinds than flow and object", others,
		    plural(others));
	if (bare > 0)
		warn("%zu flow%s no configuration; only the names were searched", bare,
		    plural_of(bare, " has", "s have"));
	if (hits == 0)
		status_raise(EXIT_NO);
}

int
main(int argc, char **argv)
{
	char **paths = cli_start(&cli, argc, argv);

	setlocale(LC_CTYPE, "");
	paths = grep_patterns(paths);
	lines = isatty(STDOUT_FILENO);
	show_init();
	file.sides.no_media = true;
	if (*paths == NULL)
		grep_stream("-");
	for (; *paths != NULL; paths++)
		grep_operand(*paths);
	grep_conclude();
	grep_release(&grep);
	flowfile_release(&file);
	json_release(&json);
	buf_release(&joined);
	show_release();
	free(texts.v);
	return cli_finish();
}
