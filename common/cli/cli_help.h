/* cli_help.h - the text of --help and of usage errors. Pure; only cli.c uses it. */
#ifndef GC_CLI_HELP_H
#define GC_CLI_HELP_H

#include "base/buf.h"
#include "cli/cli.h"

/* Append "usage: NAME SYNOPSIS", wrapped at the edge of a screen of 80 columns, and a newline. */
void cli_put_usage(const struct cli *cli, struct buf *b);

/* Append a line, or two, for each option; options may be NULL. */
void cli_put_options(const struct cli_option *options, struct buf *b);

#endif
