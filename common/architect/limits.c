/* limits.c - what the API and Architect's own client take at most */
#include "architect/limits.h"
#include "base/ascii.h"

/* UTF-16 code units: one for each character, two where UTF-8 has four bytes. */
static size_t
utf16_length(struct slice text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		n += (c & 0xc0) != 0x80;
		n += c >= 0xf0;
	}
	return n;
}

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
	if (utf16_length(name) > LIMITS_NAME)
		return "its name is longer than 200 characters";
	if (memchr(name.p, '/', name.n) != NULL)
		return "its name has a slash";
	if (ends_in_debug(name))
		return "its name ends in \"-debug\"";
	return NULL;
}
