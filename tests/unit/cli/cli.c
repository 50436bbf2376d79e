/* The command line: every kind of option, operands, and the messages for mistakes. */
#include "cli/cli.h"
#include "base/out.h"
#include "child.h"
#include "tap.h"

static bool flag, action;
static const char *text;
static long number = -1;
static int choice;
static struct cli_list list;

static const struct cli_option options[] = {
    {.kind = CLI_FLAG, .letter = 'f', .name = "flag", .help = "a flag", .to = &flag},
    {.kind = CLI_ACTION, .name = "act", .help = "an action", .to = &action},
    {.kind = CLI_TEXT, .letter = 't', .name = "text", .arg = "TEXT", .help = "x", .to = &text},
    {.kind = CLI_NUMBER,
	.letter = 'n',
	.name = "number",
	.arg = "N",
	.help = "a number",
	.to = &number,
	.min = 0,
	.max = 99},
    {.kind = CLI_CHOICE,
	.name = "format",
	.choices = "yaml|json|i3",
	.help = "a choice",
	.to = &choice},
    {.kind = CLI_LIST, .name = "add", .arg = "X", .help = "a list", .to = &list},
    {.kind = CLI_END},
};

static struct cli cli = {
    .name = "t",
    .synopsis = "[-f] [--text TEXT] [--number N] [--format=yaml|json|i3] [--add X]... [--act] "
		"[file ...]",
    .about = "A test.",
    .example = "t -f file",
    .options = options,
    .takes_operands = true,
};

static const char usage[] =
    "usage: t [-f] [--text TEXT] [--number N] [--format=yaml|json|i3] [--add X]...\n"
    "         [--act] [file ...]\n";

static int
cli_test_parse(void *argument)
{
	char **argv = argument;
	char line[256];
	int argc = 0;

	while (argv[argc] != NULL)
		argc++;
	argv = cli_start(&cli, argc, argv);
	snprintf(line, sizeof line, "%d%d t=%s n=%ld c=%d", flag, action, text != NULL ? text : "-",
	    number, choice);
	out_puts(line);
	for (size_t i = 0; i < list.n; i++) {
		out_puts(" +");
		out_puts(list.v[i]);
	}
	for (; *argv != NULL; argv++) {
		out_puts(" ");
		out_puts(*argv);
	}
	free(list.v);
	list = (struct cli_list){NULL, 0, 0};
	return cli_finish();
}

/* Split a command line at blanks and run it. */
static struct child
cli_run(const char *arguments)
{
	static char line[256];
	static char *argv[32];
	static char name[] = "t";
	size_t n = 0;

	snprintf(line, sizeof line, "%s", arguments);
	argv[n++] = name;
	for (char *p = line; *p != '\0' && n < COUNT_OF(argv) - 1;) {
		argv[n++] = p;
		p += strcspn(p, " ");
		if (*p == ' ')
			*p++ = '\0';
	}
	argv[n] = NULL;
	return child_run(cli_test_parse, argv);
}

static bool
cli_gives(const char *arguments, const char *want)
{
	struct child c = cli_run(arguments);
	bool good = c.status == 0 && c.err.n == 0 && slice_is(buf_slice(&c.out), want);

	if (!good)
		printf("# %d %s %s\n", c.status, c.out.p, c.err.p);
	child_release(&c);
	return good;
}

static bool
cli_refuses(const char *arguments, const char *why)
{
	struct child c = cli_run(arguments);
	char want[1024];
	bool good;

	snprintf(want, sizeof want, "t: %s\n%s", why, usage);
	good = c.status == EXIT_USAGE && c.out.n == 0 && slice_is(buf_slice(&c.err), want);
	if (!good)
		printf("# %d %s\n", c.status, c.err.p);
	child_release(&c);
	return good;
}

static void
test_cli_values(void)
{
	ok(cli_gives("", "00 t=- n=-1 c=0"), "nothing given");
	ok(cli_gives("-f", "10 t=- n=-1 c=0") && cli_gives("--flag", "10 t=- n=-1 c=0"), "a flag");
	ok(cli_gives("--act", "01 t=- n=-1 c=0"), "an action");
	ok(cli_gives("-t x", "00 t=x n=-1 c=0") && cli_gives("-tx", "00 t=x n=-1 c=0") &&
		cli_gives("--text x", "00 t=x n=-1 c=0") &&
		cli_gives("--text=x", "00 t=x n=-1 c=0"),
	    "a text, in four spellings");
	ok(cli_gives("--text=", "00 t= n=-1 c=0") && cli_gives("--text=-f", "00 t=-f n=-1 c=0"),
	    "an empty text, and one that looks like an option");
	ok(cli_gives("-t x -t y", "00 t=y n=-1 c=0"), "the last one counts");
	ok(cli_gives("-n 0", "00 t=- n=0 c=0") && cli_gives("--number=99", "00 t=- n=99 c=0"),
	    "numbers");
	ok(cli_gives("--format i3", "00 t=- n=-1 c=2") &&
		cli_gives("--format=json", "00 t=- n=-1 c=1"),
	    "choices");
	ok(cli_gives("--add a --add=b --add c", "00 t=- n=-1 c=0 +a +b +c"), "a list, in order");
	ok(cli_gives("-fn5", "10 t=- n=5 c=0"), "letters together");
	ok(cli_gives("--progress=json -q -v", "00 t=- n=-1 c=0"), "what every program has");
}

static void
test_operands(void)
{
	ok(cli_gives("a -f b - --text=x c", "10 t=x n=-1 c=0 a b - c"), "mixed with options");
	ok(cli_gives("-- -f --text", "00 t=- n=-1 c=0 -f --text"), "-- ends the options");
	cli.takes_operands = false;
	ok(cli_gives("-f", "10 t=- n=-1 c=0"), "none allowed, none given");
	ok(cli_refuses("a", "unexpected operand \"a\""), "none allowed");
	cli.leading = 1;
	ok(cli_gives("a", "00 t=- n=-1 c=0 a"), "one leading");
	ok(cli_refuses("", "an operand is missing"), "it is missing");
	ok(cli_refuses("a b", "unexpected operand \"b\""), "one too many");
	cli.takes_operands = true;
	ok(cli_gives("a b", "00 t=- n=-1 c=0 a b"), "one leading, and files");
	cli.leading = 0;
}

static void
test_cli_refused(void)
{
	ok(cli_refuses("-x", "unknown option \"-x\""), "a letter");
	ok(cli_refuses("-fx", "unknown option \"-x\""), "a letter among others");
	ok(cli_refuses("--xyz", "unknown option \"--xyz\""), "a word");
	ok(cli_refuses("--flag=1", "--flag takes no value"), "a value too many");
	ok(cli_refuses("--text", "--text: a value is missing"), "a missing value");
	ok(cli_refuses("-t", "-t: a value is missing"), "a missing value of a letter");
	ok(cli_refuses("-n x", "--number: \"x\" is not a whole number from 0 to 99"), "no number");
	ok(cli_refuses("-n 100", "--number: \"100\" is not a whole number from 0 to 99"),
	    "too large");
	ok(cli_refuses("-n -1", "--number: \"-1\" is not a whole number from 0 to 99"),
	    "too small");
	ok(cli_refuses("--format=yam", "--format: \"yam\" is not one of yaml|json|i3"),
	    "no choice");
	ok(cli_refuses("--format=yaml|json", "--format: \"yaml|json\" is not one of yaml|json|i3"),
	    "two choices are none");
	ok(cli_refuses("--format=", "--format: \"\" is not one of yaml|json|i3"), "an empty one");
}

static void
test_help(void)
{
	struct child c = cli_run("-f --help --xyz");

	ok(c.status == 0 && c.err.n == 0, "help is no error, whatever follows");
	ok(strncmp(c.out.p, usage, strlen(usage)) == 0, "it begins with the usage, wrapped");
	ok(strstr(c.out.p, "\n\nA test.\n\n") != NULL && strstr(c.out.p, "\nexample: t -f file\n"),
	    "what it is, and an example");
	ok(strstr(c.out.p, "\n  -f, --flag              a flag\n") != NULL, "a flag");
	ok(strstr(c.out.p, "\n  --format=yaml|json|i3   a choice\n") != NULL, "a choice");
	ok(strstr(c.out.p, "\n  -n, --number N          a number\n") != NULL, "a number");
	ok(strstr(c.out.p, "\n  -V, --version           print the version\n") != NULL,
	    "common ones");
	child_release(&c);
	ok(cli_gives("--version", "t (gc-tools) " GC_VERSION "\n"), "the version");
}

int
main(void)
{
	test_cli_values();
	test_operands();
	test_cli_refused();
	test_help();
	return tap_done();
}
