/* mem.c - allocation that cannot fail */
#include "base/err.h"
#include "base/mem.h"

void
mem_exhausted(void)
{
	static bool told;

	if (told)
		exit(EXIT_BUG);
	told = true;
	die(EXIT_BUG, 0, "out of memory");
}

void
mem_require(bool could)
{
	if (!could)
		mem_exhausted();
}

static void *
mem_checked(void *p, size_t size)
{
	mem_require(p != NULL || size == 0);
	return p;
}

void *
xmalloc(size_t size)
{
	return mem_checked(malloc(size), size);
}

void *
xcalloc(size_t count, size_t size)
{
	return mem_checked(calloc(count, size), count);
}

char *
xmemdup0(const void *p, size_t len)
{
	char *copy = xmalloc(len + 1);

	if (len > 0)
		memcpy(copy, p, len);
	copy[len] = '\0';
	return copy;
}

char *
xstrdup(const char *s)
{
	return xmemdup0(s, strlen(s));
}

void *
xgrow(void *p, size_t *cap, size_t need, size_t size)
{
	size_t n = *cap < 8 ? 8 : *cap;

	if (need <= *cap)
		return p;
	while (n < need) {
		if (n > SIZE_MAX / 2 / size)
			die(EXIT_BUG, 0, "out of memory (%zu elements)", need);
		n *= 2;
	}
	*cap = n;
	return mem_checked(realloc(p, n * size), n * size);
}
