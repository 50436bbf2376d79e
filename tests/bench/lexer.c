/*
 * lexer - the plainest fast reader of JSON in C: a yardstick for the filters
 *
 *	lexer <records
 *
 * It looks at each byte once, by tables, checks the brackets with a stack, and checks neither the
 * rest of the grammar nor UTF-8. It prints how many tokens there are. Exit status 2: not JSON.
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MAX = 64 << 20, DEPTH_MAX = 10000, READ_MAX = 1 << 18 };

enum lexer_class { BETWEEN, QUOTE, OPEN, CLOSE, WORD };

/* A string that does not end does so at the quote behind the text. */
static char text[TEXT_MAX + 3], stack[DEPTH_MAX];
static unsigned char classes[256];
static bool ends_run[256]; /* in a string */

static void
lexer_die(void)
{
	fputs("lexer: not JSON\n", stderr);
	exit(2);
}

static void
lexer_tables(void)
{
	memset(classes, WORD, sizeof classes);
	classes[' '] = classes['\n'] = classes[','] = classes[':'] = BETWEEN;
	classes['"'] = QUOTE;
	classes['{'] = classes['['] = OPEN;
	classes['}'] = classes[']'] = CLOSE;
	ends_run['"'] = ends_run['\\'] = true;
}

static const char *
lexer_string(const char *p)
{
	for (p++;; p += 2) {
		while (!ends_run[(unsigned char)*p])
			p++;
		if (*p == '"')
			return p + 1;
	}
}

/* How many tokens the lines from p to end have. */
static unsigned long
lexer_read(const char *p, const char *end)
{
	unsigned long tokens = 0;
	size_t depth = 0;

	while (p < end) {
		switch ((enum lexer_class)classes[(unsigned char)*p]) {
		case BETWEEN:
			p++;
			continue;
		case QUOTE:
			p = lexer_string(p);
			break;
		case OPEN:
			if (depth == DEPTH_MAX)
				lexer_die();
			stack[depth++] = *p++;
			break;
		case CLOSE: /* two behind the bracket that opens, in ASCII */
			if (depth == 0 || stack[--depth] != *p - 2)
				lexer_die();
			p++;
			break;
		case WORD:
			while (classes[(unsigned char)*++p] == WORD)
				continue;
		}
		tokens++;
	}
	return tokens;
}

int
main(void)
{
	unsigned long tokens = 0;
	size_t have = 0;
	ssize_t n;

	lexer_tables();
	while ((n = read(0, text + have, TEXT_MAX - have < READ_MAX ? TEXT_MAX - have : READ_MAX)) >
	       0) {
		size_t whole = have += (size_t)n;
		while (whole > 0 && text[whole - 1] != '\n')
			whole--;
		tokens += lexer_read(text, text + whole);
		have -= whole;
		memmove(text, text + whole, have);
	}
	if (n < 0 || have == TEXT_MAX)
		lexer_die();
	memcpy(text + have, "\"\"\"", 3);
	printf("%lu\n", tokens + lexer_read(text, text + have));
	return 0;
}
