/* typename.c - the words that name types of objects and references */
#include <stdlib.h>

#include "base/ascii.h"
#include "record/flowtype.h"
#include "record/typename.h"
#include "record/listed_types.h"

static const char *const unlisted[] = {"agenticVirtualAgentVersion", "botConnectorBot",
    "botConnectorIntegration", "bridgeAction", "dialogEngineBot", "dialogEngineBotVersion",
    "digitalAudio", "digitalBotConnector", "digitalBotConnectorIntegration", "file", "flowAction",
    "flowDataType", "guideVersion", "image", "language", "nluDomainVersion", "nuanceMixBot",
    "nuanceMixIntegration", "organization", "video", "voiceXml", "widget"};

enum {
	WORD_MAX = 64,  /* bytes; no type's name is so long */
	CHANGES_MAX = 2 /* letters */
};

const char *
typename_at(size_t i)
{
	size_t listed;
	const struct type *table = type_table(&listed);

	if (i < listed)
		return table[i].name;
	i -= listed;
	if (i < COUNT_OF(unlisted))
		return unlisted[i];
	return flowtype_at(i - COUNT_OF(unlisted));
}

bool
typename_is_known(struct slice word)
{
	const char *known;

	for (size_t i = 0; (known = typename_at(i)) != NULL; i++)
		if (slice_is(word, known))
			return true;
	return false;
}

/* Letters and digits, in lower case; returns how many. */
static size_t
typename_fold(struct slice word, char to[WORD_MAX])
{
	size_t n = 0;

	for (size_t i = 0; i < word.n && n < WORD_MAX; i++)
		if (ascii_is_word(word.p[i]) && word.p[i] != '_' && word.p[i] != '-')
			to[n++] = ascii_lower(word.p[i]);
	return n;
}

/* How many letters must be added, removed or replaced (Levenshtein). */
static size_t
typename_changes(const char *a, size_t na, const char *b, size_t nb)
{
	size_t row[WORD_MAX + 1], above, left;

	for (size_t k = 0; k <= nb; k++)
		row[k] = k;
	for (size_t i = 1; i <= na; i++) {
		above = row[0]; /* of the previous column */
		row[0] = i;
		for (size_t k = 1; k <= nb; k++) {
			left = above + (a[i - 1] != b[k - 1]);
			above = row[k];
			if (row[k] + 1 < left)
				left = row[k] + 1;
			if (row[k - 1] + 1 < left)
				left = row[k - 1] + 1;
			row[k] = left;
		}
	}
	return row[nb];
}

/*
 * How different a word is from a known one, both folded; more than CHANGES_MAX + 1: too
 * different.
 */
static size_t
typename_distance(const char *word, size_t n, const char *known, size_t m)
{
	size_t d;

	if (n >= 4 && m > n && memcmp(known + m - n, word, n) == 0)
		return 1; /* skill: acdSkill */
	if (m > 4 && m - 4 == n && memcmp(known, word, n) == 0 && memcmp(known + n, "flow", 4) == 0)
		return 1; /* inboundcall: inboundCallFlow */
	d = typename_changes(word, n, known, m);
	return d <= CHANGES_MAX && 2 * d < n ? d : CHANGES_MAX + 2;
}

const char *
typename_near(struct slice word)
{
	char a[WORD_MAX], b[WORD_MAX];
	size_t n = typename_fold(word, a), best = CHANGES_MAX + 2, d;
	const char *known, *near = NULL;

	if (word.n > WORD_MAX || n == 0)
		return NULL;
	for (size_t i = 0; (known = typename_at(i)) != NULL; i++) {
		size_t m = typename_fold(slice_str(known), b);

		d = typename_distance(a, n, b, m);
		if (n > 4 && a[n - 1] == 's' && typename_distance(a, n - 1, b, m) < d)
			d = typename_distance(a, n - 1, b, m); /* queues */
		if (d < best) {
			best = d;
			near = known;
		}
	}
	return near;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
typename_list(struct buf *b)
{
	const char *all[TYPENAME_MAX];
	size_t n = 0;

	for (; n < TYPENAME_MAX && (all[n] = typename_at(n)) != NULL;)
		n++;
	qsort(all, n, sizeof *all, by_name);
	for (size_t i = 0; i < n; i++)
		buf_printf(b, "%s%s", i > 0 ? ", " : "", all[i]);
}
