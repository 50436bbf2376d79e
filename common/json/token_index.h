/*
 * token_index.h - where the tokens of checked JSON are, found in bulk instead of one by one.
 *
 *	token_index_start(&x, &ahead, text);
 *	token_index_need(&x, 3);
 *	p = token_index_next(&x);                       // at a quote or bracket
 *	if (*p == '"')
 *		q = token_index_quote(&x, &escaped);    // at the closing quote
 *	else if (*p == '{' || *p == '[')
 *		token_index_skip(&x);                   // behind the container
 *
 * The text was read to its end before, without an error, and begins with a container. It ends with
 * that container: nothing tells so here. Commas, colons, numbers, words and white space are left
 * out. Backslashes in strings are in the index, so that a string without any costs no search.
 *
 * The functions are inline, and what they change at each token is apart from what is read ahead, so
 * that it stays in registers.
 */
#ifndef GC_TOKEN_INDEX_H
#define GC_TOKEN_INDEX_H

#include "json/json_core.h"

/* The bytes that are read ahead; the most tokens that are asked for; what is written too much. */
enum { TOKEN_INDEX_BYTES = 2048, TOKEN_INDEX_KEPT = 4, TOKEN_INDEX_SLACK = 20 };

#define TOKEN_INDEX_INLINE static inline __attribute__((always_inline))

struct token_index_ahead {
	const char *p, *end;      /* the bytes that are not in `at` yet; */
	uint64_t inside, escaped; /* json_brackets.h */
	const char *at[TOKEN_INDEX_KEPT + TOKEN_INDEX_BYTES + TOKEN_INDEX_SLACK];
};

struct token_index {
	const char *const *next, *const *stop; /* in `at` */
	struct token_index_ahead *ahead;
};

TOKEN_INDEX_INLINE void
token_index_from(struct token_index *x, const char *p)
{
	x->next = x->stop = x->ahead->at;
	x->ahead->p = p;
	x->ahead->inside = x->ahead->escaped = 0;
}

TOKEN_INDEX_INLINE void
token_index_start(struct token_index *x, struct token_index_ahead *ahead, struct slice text)
{
	x->ahead = ahead;
	ahead->end = text.p + text.n;
	token_index_from(x, text.p);
}

/* So many tokens can be taken now, unless the text ends before. */
TOKEN_INDEX_INLINE void
token_index_need(struct token_index *x, size_t n)
{
	if (__builtin_expect(x->next + n > x->stop, 0)) {
		size_t kept = (size_t)(x->stop - x->next);
		for (size_t i = 0; i < kept; i++)
			x->ahead->at[i] = x->next[i];
		x->next = x->ahead->at;
		x->stop = x->next + json_core.index(x->ahead, kept);
	}
}

TOKEN_INDEX_INLINE const char *
token_index_next(struct token_index *x)
{
	return *x->next++;
}

/*
 * After an opening quote, for which two tokens were needed. *escaped is set if there are escapes, or
 * left as it is; as many tokens are left as without them.
 */
TOKEN_INDEX_INLINE const char *
token_index_quote(struct token_index *x, bool *escaped)
{
	const char *p = token_index_next(x);

	for (; __builtin_expect(*p != '"', 0); p = token_index_next(x)) {
		*escaped = true;
		token_index_need(x, TOKEN_INDEX_KEPT);
	}
	return p;
}

/* After an opening bracket. Of a long container, what is not read ahead yet is not indexed. */
TOKEN_INDEX_INLINE void
token_index_skip(struct token_index *x)
{
	size_t depth = 1;

	while (x->next != x->stop) {
		const char *p = token_index_next(x);
		if (*p == '{' || *p == '[')
			depth++;
		else if ((*p == '}' || *p == ']') && --depth == 0)
			return;
	}
	token_index_from(x, json_core.pass_open(x->ahead, depth));
}

#endif
