/* grep_phone.c - phone numbers in any spelling */
#include "grep/grep_phone.h"

#include "base/ascii.h"
#include "record/uuid.h"

/* How many bytes of punctuation begin here; 0: none. */
static size_t
phone_gap(const char *p, const char *end)
{
	if (end - p >= 3 && memcmp(p, "(0)", 3) == 0)
		return 3;
	if (end - p >= 2 && memcmp(p, "\xc2\xa0", 2) == 0) /* a no-break space */
		return 2;
	return p < end && memchr(" -./()", *p, 6) != NULL ? 1 : 0;
}

static const char *
phone_pass_gaps(const char *p, const char *end)
{
	for (size_t n; (n = phone_gap(p, end)) > 0;)
		p += n;
	return p;
}

/* Pass "+" or "00", in which no blanks are. NULL: none is here. */
static const char *
phone_pass_plus(const char *p, const char *end)
{
	if (p < end && *p == '+')
		return p + 1;
	return end - p >= 2 && memcmp(p, "00", 2) == 0 ? p + 2 : NULL;
}

bool
grep_phone_parse(struct grep_phone *phone, struct slice text)
{
	const char *p = text.p, *end = text.p + text.n, *after;

	*phone = (struct grep_phone){.n = 0};
	if (text.n >= 4 && memcmp(p, "tel:", 4) == 0)
		p += 4;
	p = phone_pass_gaps(p, end);
	if ((after = phone_pass_plus(p, end)) != NULL) {
		phone->plus = true;
		p = after;
	}
	for (p = phone_pass_gaps(p, end); p < end; p = phone_pass_gaps(p + 1, end)) {
		if (!ascii_is_digit(*p) || phone->n == GREP_PHONE_MAX)
			return false;
		phone->digits[phone->n++] = *p;
	}
	return phone->n > 0;
}

/* The end of the number that begins exactly here; NULL: another one does. */
static const char *
phone_match(const struct grep_phone *phone, const char *p, const char *end)
{
	for (size_t i = 0; i < phone->n; i++) {
		if (i > 0 || phone->plus)
			p = phone_pass_gaps(p, end);
		if (p == end || *p != phone->digits[i])
			return NULL;
		p++;
	}
	return p;
}

/* Whether the place is in a UUID; *p is moved behind it then. */
static bool
phone_is_in_uuid(struct slice text, const char **p)
{
	struct uuid_token token;
	size_t from = 0;

	while (text.n >= UUID_LEN && uuid_find(text, false, &from, &token)) {
		if (*p < token.whole.p)
			return false;
		if (*p < token.whole.p + token.whole.n) {
			*p = token.whole.p + token.whole.n;
			return true;
		}
	}
	return false;
}

static const char *
phone_match_at(const struct grep_phone *phone, struct slice text, const char *p)
{
	const char *end = text.p + text.n, *from = p;

	if (phone->plus) {
		if (*p == '0' && p > text.p && (ascii_is_digit(p[-1]) || p[-1] == '+'))
			return NULL;
		from = phone_pass_plus(p, end);
	}
	return from != NULL ? phone_match(phone, from, end) : NULL;
}

bool
grep_phone_find(const struct grep_phone *phone, struct slice text, struct slice *found)
{
	const char *p = text.p, *end = text.p + text.n;

	while (p < end) {
		const char *to = NULL;
		if (phone->plus ? *p == '+' || *p == '0' : *p == phone->digits[0])
			to = phone_match_at(phone, text, p);
		if (to == NULL) {
			p++;
		} else if (!phone_is_in_uuid(text, &p)) {
			*found = slice_of(p, (size_t)(to - p));
			return true;
		}
	}
	return false;
}
