/*
 * json_listed.h - the bytes of JSON without white space that are looked at one by one: numbers and
 * words, escapes, and what is not ASCII. Only core_*.c include it.
 *
 * They are listed first, and looked at later: how many there are in a block cannot be predicted, and
 * in one loop over those of many blocks there is only one surprise.
 */
enum { LISTED_AT_ONCE = 2, LISTED_MAX = MASKS_BLOCKS * VEC_BLOCK };

struct blocks_listed {
	size_t nscalars, nspecial;
	const char *scalars[LISTED_MAX / 2 + LISTED_AT_ONCE]; /* the begins of each */
	const char *special[LISTED_MAX + LISTED_AT_ONCE];
};

/*
 * Append where in the block at p these bits are: two, without asking how many there are; then the
 * others. Returns how many there are.
 */
CORE size_t
listed_add(const char **list, const char *p, uint64_t bits)
{
	size_t n = (size_t)__builtin_popcountll(bits);

	for (size_t i = 0; i < n || i == 0; i += LISTED_AT_ONCE) {
		list[i] = p + vec_first(bits);
		bits &= bits - 1;
		list[i + 1] = p + vec_first(bits);
		bits &= bits - 1;
	}
	return n;
}

/* Whether there is a number or a word at p, and behind it what may be there. */
CORE bool
listed_scalar(const char *p, const char *end)
{
	enum json_type type;
	const char *q = core_pass_scalar(p, end, &type);

	return q != NULL && q < end && (*q == ',' || *q == '}' || *q == ']');
}

/*
 * The same of those that most are: a digit, true, false or null. Without a branch, because which of
 * these it is cannot be predicted. At least LISTED_SHORT bytes can be read.
 */
enum { LISTED_SHORT = 6 };

CORE bool
listed_short_scalar(const char *p)
{
	size_t n = (unsigned char)(*p - '0') < 10;
	unsigned char after;

	n += 4 * (size_t)((memcmp(p, "true", 4) == 0) | (memcmp(p, "null", 4) == 0));
	n += 5 * (size_t)((memcmp(p, "fals", 4) == 0) & (p[4] == 'e'));
	after = (unsigned char)p[n];
	return (after == ',') | ((after | 0x20) == '}');
}

/* Whether the listed scalars before `stop` are any. The list is used up. */
CORE bool
listed_scalars(struct blocks_listed *l, const char *stop, const char *end)
{
	size_t n = 0; /* of those that are not short */

	for (size_t i = 0; i < l->nscalars; i++) {
		const char *p = l->scalars[i];
		l->scalars[n] = p;
		n += end - p < LISTED_SHORT || !listed_short_scalar(p);
	}
	for (size_t i = 0; i < n && l->scalars[i] < stop; i++)
		if (!listed_scalar(l->scalars[i], end))
			return false;
	return true;
}

/* Whether the bytes from p on that are not ASCII, if any, are UTF-8, and no control character follows. */
CORE bool
listed_odd(const char *p, const char *stop, const char *end)
{
	size_t n;

	for (; p < end && (unsigned char)*p >= 0x80; p += n)
		if ((n = utf8_length(p, end)) == 0)
			return false;
	return p < end && (p >= stop || (unsigned char)*p >= 0x20);
}

/* Whether the listed escapes and odd bytes before `stop` are right. */
CORE bool
listed_special(const struct blocks_listed *l, const char *stop, const char *end)
{
	const char *bad;

	for (size_t i = 0; i < l->nspecial && l->special[i] < stop; i++) {
		const char *p = l->special[i];
		if (*p == '\\' ? json_pass_escape(p, end, &bad) == NULL : !listed_odd(p, stop, end))
			return false;
	}
	return true;
}
