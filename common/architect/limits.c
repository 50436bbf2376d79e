/* limits.c - what the API and Architect's own client take at most */
#include "architect/limits.h"
#include "base/ascii.h"
#include "base/utf8.h"

/* A character beyond ASCII counts as a letter: the server knows better. */
static bool
has_letter_or_digit(struct slice name)
{
	for (size_t i = 0; i < name.n; i++)
		if (ascii_is_letter(name.p[i]) || ascii_is_digit(name.p[i]) ||
		    (unsigned char)name.p[i] >= 0x80)
			return true;
	return false;
}

static bool
ends_in_debug(struct slice name)
{
	static const char debug[] = "-debug";
	size_t n = sizeof debug - 1;

	if (name.n < n)
		return false;
	for (size_t i = 0; i < n; i++)
		if (ascii_lower(name.p[name.n - n + i]) != debug[i])
			return false;
	return true;
}

const char *
limits_name_fault(struct slice name)
{
	if (!has_letter_or_digit(name))
		return "its name has no letter and no digit";
	if (utf8_units(name) > LIMITS_NAME)
		return "its name is longer than 200 characters";
	if (memchr(name.p, '/', name.n) != NULL)
		return "its name has a slash";
	if (ends_in_debug(name))
		return "its name ends in \"-debug\"";
	return NULL;
}
