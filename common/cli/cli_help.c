/* cli_help.c - the text of --help and of usage errors */
#include "cli/cli_help.h"

enum { HELP_COLUMN = 26, SCREEN = 80 };

/* Length of the synopsis's next unbreakable piece: a word, or everything within brackets. */
static size_t
cli_help_piece(const char *s)
{
	size_t n = 0;
	int open = 0;

	for (; s[n] != '\0' && (s[n] != ' ' || open > 0); n++)
		open += (s[n] == '[') - (s[n] == ']');
	return n;
}

void
cli_put_usage(const struct cli *cli, struct buf *b)
{
	size_t start = b->n, indent;

	buf_printf(b, "usage: %s", cli->name);
	indent = b->n - start;
	for (const char *s = cli->synopsis; *s != '\0';) {
		size_t n = cli_help_piece(s);
		if (b->n - start + 1 + n > SCREEN) {
			start = b->n + 1;
			buf_printf(b, "\n%*s", (int)indent, "");
		}
		buf_putc(b, ' ');
		buf_add(b, s, n);
		s += n + (s[n] == ' ');
	}
	buf_putc(b, '\n');
}

static void
help_option(struct buf *b, const struct cli_option *o)
{
	size_t start = b->n;

	buf_puts(b, "  ");
	if (o->letter != 0)
		buf_printf(b, "-%c, ", o->letter);
	buf_printf(b, "--%s", o->name);
	if (o->kind == CLI_CHOICE)
		buf_printf(b, "=%s", o->choices);
	else if (o->arg != NULL)
		buf_printf(b, " %s", o->arg);
	if (b->n - start >= HELP_COLUMN) {
		buf_putc(b, '\n');
		start = b->n;
	}
	while (b->n - start < HELP_COLUMN)
		buf_putc(b, ' ');
	buf_printf(b, "%s\n", o->help);
}

void
cli_put_options(const struct cli_option *o, struct buf *b)
{
	for (; o != NULL && o->kind != CLI_END; o++)
		help_option(b, o);
}
