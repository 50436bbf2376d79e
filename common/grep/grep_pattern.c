/* grep_pattern.c - the texts that gc-grep looks for */
#include "grep/grep_pattern.h"

#include "base/mem.h"

#define SPECIAL "\\^$.[]|()*+?{}"

/* regcomp(3) of a text that is taken literally. */
static int
pattern_compile_fixed(regex_t *regex, const char *text, int flags)
{
	struct buf b = BUF_INIT;
	int error;

	for (; *text != '\0'; text++) {
		if (strchr(SPECIAL, *text) != NULL)
			buf_putc(&b, '\\');
		buf_putc(&b, *text);
	}
	buf_reserve(&b, 0);
	error = regcomp(regex, buf_slice(&b).p, flags);
	buf_release(&b);
	return error;
}

static bool
pattern_compile(
    struct grep_patterns *p, struct grep_pattern *pattern, const char *text, struct buf *why)
{
	int flags = REG_EXTENDED | (p->ignore_case ? REG_ICASE : 0);
	int error = p->fixed ? pattern_compile_fixed(&pattern->regex, text, flags)
			     : regcomp(&pattern->regex, text, flags);
	char reason[256];

	mem_require(error != REG_ESPACE);
	if (error != 0) {
		regerror(error, &pattern->regex, reason, sizeof reason);
		buf_puts(why, reason);
	}
	return error == 0;
}

bool
grep_patterns_add(struct grep_patterns *p, const char *text, struct buf *why)
{
	struct grep_pattern pattern = {.kind = GREP_FIXED, .fixed = slice_str(text)};
	bool empty = text[0] == '\0', plain = p->fixed || strpbrk(text, SPECIAL) == NULL;

	if (!p->fixed && grep_phone_parse(&pattern.phone, pattern.fixed))
		pattern.kind = GREP_PHONE;
	else if (!empty && (!plain || p->ignore_case))
		pattern.kind = GREP_REGEX;
	if (pattern.kind == GREP_REGEX && !pattern_compile(p, &pattern, text, why))
		return false;
	p->v = xgrow(p->v, &p->cap, p->n + 1, sizeof *p->v);
	p->v[p->n++] = pattern;
	return true;
}

static bool
pattern_find_fixed(struct slice fixed, struct slice text, struct slice *found)
{
	const char *p = text.p, *end = text.p + text.n;

	*found = slice_of(p, 0);
	if (fixed.n == 0)
		return true;
	while ((size_t)(end - p) >= fixed.n &&
	       (p = memchr(p, fixed.p[0], (size_t)(end - p) - fixed.n + 1)) != NULL) {
		if (memcmp(p, fixed.p, fixed.n) == 0) {
			*found = slice_of(p, fixed.n);
			return true;
		}
		p++;
	}
	return false;
}

/* A text with NULs, which only an escape can spell, is searched piece by piece. */
static bool
pattern_find_regex(
    const regex_t *regex, struct buf *scratch, struct slice text, struct slice *found)
{
	regmatch_t match;

	buf_clear(scratch);
	buf_add_slice(scratch, text);
	for (size_t from = 0; from <= text.n; from += strlen(scratch->p + from) + 1) {
		int error = regexec(regex, scratch->p + from, 1, &match, 0);
		mem_require(error != REG_ESPACE);
		if (error == 0) {
			*found = slice_of(
			    text.p + from + match.rm_so, (size_t)(match.rm_eo - match.rm_so));
			return true;
		}
	}
	return false;
}

bool
grep_patterns_find(struct grep_patterns *p, struct slice text, struct slice *found)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct grep_pattern *pattern = &p->v[i];
		bool hit = false;
		switch (pattern->kind) {
		case GREP_FIXED:
			hit = pattern_find_fixed(pattern->fixed, text, found);
			break;
		case GREP_PHONE:
			hit = grep_phone_find(&pattern->phone, text, found);
			break;
		case GREP_REGEX:
			hit = pattern_find_regex(&pattern->regex, &p->text, text, found);
			break;
		}
		if (hit)
			return true;
	}
	return false;
}

void
grep_patterns_release(struct grep_patterns *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->v[i].kind == GREP_REGEX)
			regfree(&p->v[i].regex);
	free(p->v);
	buf_release(&p->text);
	*p = (struct grep_patterns)GREP_PATTERNS_INIT;
}
