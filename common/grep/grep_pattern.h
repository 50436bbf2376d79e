/*
 * grep_pattern.h - the texts that gc-grep looks for.
 *
 *	struct grep_patterns p = GREP_PATTERNS_INIT;
 *	if (!grep_patterns_add(&p, text, &why))     // a regular expression that is not valid
 *		complain(why.p);
 *	if (grep_patterns_find(&p, text, &found)) …
 *	grep_patterns_release(&p);
 *
 * A text is one of these, in this order: literal (fixed); a phone number in any spelling
 * (grep_phone.h); a regular expression (POSIX extended, regcomp(3)). The empty text matches every
 * text. Letter case and the meaning of "." follow the locale, so the program calls setlocale().
 */
#ifndef GC_GREP_PATTERN_H
#define GC_GREP_PATTERN_H

#include <regex.h>

#include "base/buf.h"
#include "grep/grep_phone.h"

enum grep_kind { GREP_FIXED, GREP_PHONE, GREP_REGEX };

struct grep_pattern {
	enum grep_kind kind;
	struct slice fixed; /* the caller's */
	struct grep_phone phone;
	regex_t regex;
};

struct grep_patterns {
	bool fixed, ignore_case; /* set them first */
	struct grep_pattern *v;
	size_t n, cap;
	struct buf text; /* a text as a C string */
};

/* clang-format off */
#define GREP_PATTERNS_INIT {.text = BUF_INIT}
/* clang-format on */

/* The text must stay valid. False: it is not a regular expression; `why` has the reason. */
bool grep_patterns_add(struct grep_patterns *p, const char *text, struct buf *why);

/* The first place in the text of the first pattern that it has. False: it has none. */
bool grep_patterns_find(struct grep_patterns *p, struct slice text, struct slice *found);
void grep_patterns_release(struct grep_patterns *p);

#endif
