/* find.c - where a string or a container begins in checked JSON */
#include "json/find.h"

const char *
json_find_quote(const char *p)
{
	const char *back;

	do {
		for (p--; *p != '"';)
			p--;
		for (back = p; back[-1] == '\\';)
			back--;
	} while ((p - back) % 2 != 0);
	return p;
}

const char *
json_find_open(const char *p, size_t near)
{
	const char *from = p;
	size_t depth = 0;

	while ((size_t)(from - p) < near)
		switch (*--p) {
		case '"':
			p = json_find_quote(p);
			break;
		case '}':
		case ']':
			depth++;
			break;
		case '{':
		case '[':
			if (depth-- == 0)
				return p;
			break;
		default:
			break;
		}
	return NULL;
}
