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
