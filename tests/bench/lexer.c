/*
 * lexer - the plainest reader of JSON in C: a yardstick for the filters
 *
 *	lexer <records
 *
 * It looks at each byte once, checks the grammar with a stack, and checks neither UTF-8, escapes
 * nor the spelling of numbers. It prints how many tokens there are. Exit status 2: not JSON.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LINE_MAX_BYTES = 64 << 20, DEPTH_MAX = 10000 };

static char text[LINE_MAX_BYTES], stack[DEPTH_MAX];

static void
lexer_die(void)
{
	fputs("lexer: not JSON\n", stderr);
	exit(2);
}

static const char *
lexer_string(const char *p, const char *end)
{
	for (p++; p < end && *p != '"'; p++)
		if (*p == '\\')
			p++;
	return p + 1;
}

static const char *
lexer_word(const char *p, const char *end)
{
	const char *begin = p;

	while (p < end && strchr(",]}: \n", *p) == NULL)
		p++;
	if (p == begin)
		lexer_die();
	return p;
}

/* How many tokens the lines from p to end have. */
static unsigned long
lexer_read(const char *p, const char *end)
{
	unsigned long tokens = 0;
	size_t depth = 0;

	while (p < end) {
		switch (*p) {
		case ' ':
		case '\n':
		case ',':
		case ':':
			p++;
			continue;
		case '"':
			p = lexer_string(p, end);
			break;
		case '{':
		case '[':
			if (depth == DEPTH_MAX)
				lexer_die();
			stack[depth++] = *p++;
			break;
		case '}':
		case ']':
			if (depth == 0 || stack[--depth] != (*p == '}' ? '{' : '['))
				lexer_die();
			p++;
			break;
		default:
			p = lexer_word(p, end);
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

	while ((n = read(0, text + have,
		    sizeof text - have < 1 << 20 ? sizeof text - have : 1 << 20)) > 0) {
		size_t whole = have += (size_t)n;
		while (whole > 0 && text[whole - 1] != '\n')
			whole--;
		tokens += lexer_read(text, text + whole);
		have -= whole;
		memmove(text, text + whole, have);
	}
	if (n < 0 || have == sizeof text)
		lexer_die();
	printf("%lu\n", tokens + lexer_read(text, text + have));
	return 0;
}
