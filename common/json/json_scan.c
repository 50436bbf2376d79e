/* json_scan.c - how escapes and numbers are spelled */
#include "json/json_bytes.h"
#include "json/json.h"

const char *
json_pass_escape(const char *p, const char *end, const char **bad)
{
	*bad = p + 1;
	if (end - p < 2)
		return NULL;
	switch (p[1]) {
	case '"':
	case '\\':
	case '/':
	case 'b':
	case 'f':
	case 'n':
	case 'r':
	case 't':
		return p + 2;
	case 'u':
		if (json_hex4(p + 2, end) >= 0)
			return p + 6;
		for (*bad = p + 2; *bad < end && ascii_hex(**bad) >= 0;)
			++*bad;
		return NULL;
	default:
		return NULL;
	}
}

static const char *
json_pass_digits(const char *p, const char *end)
{
	while (p < end && ascii_is_digit(*p))
		p++;
	return p;
}

const char *
json_pass_number(const char *p, const char *end, const char **bad)
{
	const char *digits;

	if (*p == '-')
		p++;
	if (p < end && *p == '0') {
		p++;
	} else {
		digits = p;
		p = json_pass_digits(p, end);
		if (p == digits) {
			*bad = p;
			return NULL;
		}
	}
	if (p < end && *p == '.') {
		digits = ++p;
		p = json_pass_digits(p, end);
		if (p == digits) {
			*bad = p;
			return NULL;
		}
	}
	if (p < end && (*p == 'e' || *p == 'E')) {
		p++;
		if (p < end && (*p == '+' || *p == '-'))
			p++;
		digits = p;
		p = json_pass_digits(p, end);
		if (p == digits) {
			*bad = p;
			return NULL;
		}
	}
	return p;
}

bool
json_is_number(struct slice text)
{
	const char *end = text.p + text.n, *bad;

	return text.n > 0 && json_pass_number(text.p, end, &bad) == end;
}
