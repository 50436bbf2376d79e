/* cli.c - the command line, the same in every program */
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>

#include "base/buf.h"
#include "cli/cli_help.h"
#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "base/num.h"
#include "base/out.h"
#include "cli/progress.h"

struct cli_network cli_network = {.retries = 7, .timeout_s = 60};

static const struct cli *self;
static bool want_help, want_version, quiet, verbose, reads_nothing;
static int progress_mode;

static const struct cli_option common_options[] = {
    {.kind = CLI_FLAG,
	.letter = 'h',
	.name = "help",
	.help = "print this summary",
	.to = &want_help},
    {.kind = CLI_FLAG,
	.letter = 'V',
	.name = "version",
	.help = "print the version",
	.to = &want_version},
    {.kind = CLI_FLAG, .letter = 'q', .name = "quiet", .help = "print no warnings", .to = &quiet},
    {.kind = CLI_FLAG,
	.letter = 'v',
	.name = "verbose",
	.help = "print more messages",
	.to = &verbose},
    {.kind = CLI_CHOICE,
	.name = "progress",
	.choices = PROGRESS_MODES,
	.help = "show the progress on stderr",
	.to = &progress_mode},
    {.kind = CLI_END},
};

static const struct cli_option network_options[] = {
    {.kind = CLI_TEXT,
	.letter = 'p',
	.name = "profile",
	.arg = "NAME",
	.help = "use the settings of this profile",
	.to = &cli_network.profile},
    {.kind = CLI_NUMBER,
	.name = "retries",
	.arg = "N",
	.help = "retry a failed request at most N times (7)",
	.to = &cli_network.retries,
	.max = 100},
    {.kind = CLI_NUMBER,
	.name = "timeout",
	.arg = "S",
	.help = "abort a request that is silent or slow for S seconds (60)",
	.to = &cli_network.timeout_s,
	.min = 1,
	.max = 3600},
    {.kind = CLI_FLAG,
	.name = "no-cache",
	.help = "neither use nor store a cached token",
	.to = &cli_network.no_cache},
    {.kind = CLI_FLAG,
	.name = "insecure-http",
	.help = "allow plain http to hosts other than this machine",
	.to = &cli_network.insecure_http},
    {.kind = CLI_END},
};

enum { GROUPS = 3, OPTIONS_MAX = 64, LONG_BASE = 256 };

static const struct cli_option *
cli_group(int i)
{
	switch (i) {
	case 0:
		return self->options;
	case 1:
		return self->network ? network_options : NULL;
	default:
		return common_options;
	}
}

void
cli_usage(const char *fmt, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	char line[1024];

	va_start(args, fmt);
	vsnprintf(line, sizeof line, fmt, args);
	va_end(args);
	fail(EXIT_USAGE, 0, "%s", line);
	cli_put_usage(self, &text);
	if (!io_write(STDERR_FILENO, text.p, text.n))
		_exit(EXIT_USAGE);
	exit(EXIT_USAGE);
}

static GC_NORETURN void
cli_print_help(void)
{
	struct buf b = BUF_INIT;

	cli_put_usage(self, &b);
	buf_printf(&b, "\n%s\n\n", self->about);
	for (int g = 0; g < GROUPS; g++)
		cli_put_options(cli_group(g), &b);
	if (self->example != NULL)
		buf_printf(&b, "\nexample: %s\n", self->example);
	out_slice(buf_slice(&b));
	buf_release(&b);
	exit(cli_finish());
}

static GC_NORETURN void
cli_print_version(void)
{
	out_puts(self->name);
	out_puts(" (gc-tools) " GC_VERSION "\n");
	exit(cli_finish());
}

static int
cli_match_choice(const struct cli_option *o, const char *text)
{
	size_t n = strlen(text);
	int i = 0;

	for (const char *c = o->choices; c != NULL; i++) {
		const char *bar = strchr(c, '|');
		size_t len = bar != NULL ? (size_t)(bar - c) : strlen(c);
		if (len == n && memcmp(c, text, n) == 0)
			return i;
		c = bar != NULL ? bar + 1 : NULL;
	}
	cli_usage("--%s: \"%s\" is not one of %s", o->name, text, o->choices);
}

static void
cli_store(const struct cli_option *o, const char *text)
{
	struct cli_list *list;

	switch (o->kind) {
	case CLI_ACTION:
		reads_nothing = true;
		*(bool *)o->to = true;
		break;
	case CLI_FLAG:
		*(bool *)o->to = true;
		break;
	case CLI_TEXT:
		*(const char **)o->to = text;
		break;
	case CLI_NUMBER:
		if (!num_long(text, o->min, o->max, o->to))
			cli_usage("--%s: \"%s\" is not a whole number from %ld to %ld", o->name,
			    text, o->min, o->max);
		break;
	case CLI_CHOICE:
		*(int *)o->to = cli_match_choice(o, text);
		break;
	case CLI_LIST:
		list = o->to;
		list->v = xgrow(list->v, &list->cap, list->n + 1, sizeof *list->v);
		list->v[list->n++] = text;
		break;
	case CLI_END:
		break;
	}
}

/* getopt_long's two tables, and which option each entry stands for. */
struct tables {
	struct option longs[OPTIONS_MAX + 1];
	const struct cli_option *which[OPTIONS_MAX];
	char letters[2 * OPTIONS_MAX + 2];
	int n;
};

static bool
takes_value(const struct cli_option *o)
{
	return o->kind != CLI_FLAG && o->kind != CLI_ACTION;
}

static void
fill_tables(struct tables *t)
{
	char *l = t->letters;

	*l++ = ':'; /* a missing value is ':' and not '?' */
	for (int g = 0; g < GROUPS; g++) {
		for (const struct cli_option *o = cli_group(g); o != NULL && o->kind != CLI_END;
		     o++) {
			if (t->n == OPTIONS_MAX)
				die(EXIT_BUG, 0, "too many options");
			t->longs[t->n] = (struct option){o->name,
			    takes_value(o) ? required_argument : no_argument, NULL,
			    LONG_BASE + t->n};
			t->which[t->n++] = o;
			if (o->letter != 0) {
				*l++ = o->letter;
				if (takes_value(o))
					*l++ = ':';
			}
		}
	}
}

static const struct cli_option *
cli_found(const struct tables *t, int c)
{
	if (c >= LONG_BASE)
		return t->which[c - LONG_BASE];
	for (int i = 0; i < t->n; i++)
		if (t->which[i]->letter == c)
			return t->which[i];
	return NULL;
}

static void
cli_parse(int argc, char **argv)
{
	struct tables t = {.n = 0};
	int c;

	fill_tables(&t);
	opterr = 0;
	while ((c = getopt_long(argc, argv, t.letters, t.longs, NULL)) != -1) {
		const struct cli_option *o = cli_found(&t, c);
		/* gc-get's --version takes a value; without one it prints the program's version. */
		if (c == ':' && strcmp(argv[optind - 1], "--version") == 0)
			cli_print_version();
		if (c == ':')
			cli_usage("%s: a value is missing", argv[optind - 1]);
		if (o == NULL && optopt >= LONG_BASE)
			cli_usage("--%s takes no value", t.which[optopt - LONG_BASE]->name);
		if (o == NULL && optopt != 0)
			cli_usage("unknown option \"-%c\"", optopt);
		if (o == NULL)
			cli_usage("unknown option \"%s\"", argv[optind - 1]);
		cli_store(o, optarg);
		if (want_help)
			cli_print_help();
		if (want_version)
			cli_print_version();
	}
}

/*
 * If descriptor 0, 1 or 2 is closed, the next file or socket would get its number. /dev/null in
 * the wrong direction reserves the number, and reads or writes still fail.
 */
static void
open_missing_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) != -1 || errno != EBADF)
			continue;
		if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			_exit(EXIT_IO);
	}
}

char **
cli_start(const struct cli *cli, int argc, char **argv)
{
	int operands;

	self = cli;
	open_missing_descriptors();
	err_init(cli->name);
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN); /* beyond the limit of ulimit -f, write(2) fails with EFBIG */
	out_init();
	cli_parse(argc, argv);
	err_set_level(verbose ? ERR_VERBOSE : quiet ? ERR_QUIET : ERR_NORMAL);
	if (quiet && progress_mode == PROGRESS_AUTO)
		progress_mode = PROGRESS_NEVER;
	progress_init((enum progress_mode)progress_mode);
	operands = argc - optind;
	if (operands < cli->leading)
		cli_usage("an operand is missing");
	if (!cli->takes_operands && operands > cli->leading)
		cli_usage("unexpected operand \"%s\"", argv[optind + cli->leading]);
	if (cli->reads_records && !reads_nothing && operands == cli->leading &&
	    isatty(STDIN_FILENO))
		cli_usage("nothing to read: stdin is a terminal and there is no file operand");
	return argv + optind;
}

int
cli_finish(void)
{
	progress_end();
	out_close();
	return status_get();
}
