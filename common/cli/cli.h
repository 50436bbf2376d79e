/*
 * cli.h - the command line, the same in every program.
 *
 * A program describes itself in one `struct cli`. The parser, --help, --version and the usage
 * errors are made from it. Every program has the options -h -V -q -v --progress; `network` adds
 * -p, --retries, --timeout, --no-cache and --insecure-http, whose values are in `cli_network`.
 * Options and operands may be mixed; "--" ends the options.
 *
 *	int
 *	main(int argc, char **argv)
 *	{
 *		char **files = cli_start(&cli, argc, argv);
 *		...
 *		return cli_finish();
 *	}
 *
 * A usage error prints one line and the synopsis, and exits 2 with nothing attempted.
 */
#ifndef GC_CLI_H
#define GC_CLI_H

#include "base/base.h"

enum cli_kind {
	CLI_END = 0,
	CLI_FLAG,   /* to: bool */
	CLI_ACTION, /* to: bool; an action instead of reading records, so stdin may be a terminal */
	CLI_TEXT,   /* to: const char * */
	CLI_NUMBER, /* to: long, min..max */
	CLI_CHOICE, /* to: int, the index in `choices` ("yaml|json") */
	CLI_LIST    /* to: struct cli_list; may be given more than once */
};

struct cli_list {
	const char **v;
	size_t n, cap;
};

struct cli_option {
	enum cli_kind kind;
	char letter;      /* or 0 */
	const char *name; /* without the dashes */
	const char *arg;  /* "N", "FILE"; what --help shows. CLI_CHOICE shows its choices */
	const char *help;
	void *to;
	long min, max;       /* CLI_NUMBER */
	const char *choices; /* CLI_CHOICE */
};

struct cli {
	const char *name;
	const char *synopsis; /* what follows the name in "usage:"; the man page's SYNOPSIS */
	const char *about;    /* one or a few lines; no newline at the end */
	const char *example;  /* a command line to copy */
	const struct cli_option *options; /* ends with a CLI_END one, or NULL */
	int leading;                      /* operands needed before the input files */
	bool takes_operands;              /* false: none are allowed but the leading ones */
	bool reads_records; /* operands are files, none = stdin; stdin on a terminal is refused */
	bool network;
};

struct cli_network {
	const char *profile; /* NULL: not given */
	long retries;        /* of a request, after faults */
	long timeout_s;      /* of an answer that stalls */
	bool no_cache;
	bool insecure_http;
};

extern struct cli_network cli_network;

/*
 * Opens descriptors 0 to 2 if they are closed, ignores SIGPIPE (out.h handles EPIPE) and SIGXFSZ
 * (the write fails instead), and parses the arguments. Returns the operands, NULL-terminated;
 * they live in argv.
 */
char **cli_start(const struct cli *cli, int argc, char **argv);

/* Flush and close stdout, check for errors, and return the exit status. */
int cli_finish(void);

/* Print one line and the synopsis on stderr and exit 2: for what only the program can check. */
GC_NORETURN void cli_usage(const char *fmt, ...) GC_PRINTF(1, 2);

#endif
