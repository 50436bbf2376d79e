/*
 * json_blocks.h - whether a container without white space is JSON, and where it ends, for the
 * instructions of the vec_*.h that was included before. Only core_*.c include it.
 *
 * 64 bytes at a time. A byte of each class gives one bit in a mask, and the grammar becomes a few
 * operations on masks: without white space each token's neighbours are the bytes next to it, so
 * what may follow what is a shift. Only brackets (for the type of the container around a comma),
 * numbers, words, escapes and non-ASCII characters are looked at one by one.
 *
 * Which strings are names is a matter of what is before them, and whether a colon follows is a
 * matter of where they end: the sum of a bit at each name's opening quote and of the bits of all
 * strings moves that bit to the closing quote.
 */
enum { BLOCKS_DEPTH = 1024 }; /* deeper containers are left to json_grammar.h */

struct blocks {
	const char *end;     /* of the text */
	const char *checked; /* UTF-8 is, up to here */
	uint64_t inside;     /* all ones: the block begins in a string, */
	uint64_t name;       /* 1: which is a name */
	uint64_t escaped;    /* 1: its first byte is escaped */
	/* 1: what the byte before the block is */
	uint64_t brace, bracket, colon, comma_in_object, comma_in_array, name_end, value_end,
	    scalar;
	size_t depth;
	unsigned object; /* 1: the innermost container is one */
	bool
	    outer[BLOCKS_DEPTH + VEC_BLOCK]; /* no char, which a compiler must think is any other */
};

/* The tokens of a block: bits, as in vec.h. */
struct blocks_tokens {
	uint64_t quote, in; /* from each string's opening quote to before its closing one */
	uint64_t back, open, close, brace, colon, comma, scalar;
};

/* What follows the bits of a mask, the last bit of the block before included. */
CORE uint64_t
blocks_after(uint64_t mask, uint64_t *carry)
{
	uint64_t after = mask << 1 | *carry;

	*carry = mask >> (VEC_BLOCK - 1);
	return after;
}

/* The tokens of the block that is read at `look`. *wrong: white space and control characters. */
CORE void
blocks_look(struct blocks *s, const char *look, struct blocks_tokens *t, uint64_t *wrong)
{
	struct vec_classes c = vec_classes(look);
	uint64_t outside, escaped = s->escaped;

	t->quote = c.quote;
	t->back = c.back;
	if ((c.back | s->escaped) != 0) {
		escaped = brackets_escaped(c.back, &s->escaped);
		t->quote &= ~escaped;
		t->back &= ~escaped;
	}
	t->in = vec_xor_from_left(t->quote) ^ s->inside;
	s->inside = 0 - (t->in >> (VEC_BLOCK - 1));
	outside = ~(t->in | t->quote);
	t->open = c.open & outside;
	t->close = c.close & outside;
	t->brace = c.brace;
	t->colon = c.colon & outside;
	t->comma = c.comma & outside;
	t->scalar = outside & ~(t->open | t->close | t->colon | t->comma);
	*wrong = c.control | (c.space & outside);
}

/*
 * Follow the brackets. *object: the bytes that are directly in an object. The result has the bits
 * that belong to the container: all, unless it ends here. *wrong: brackets that do not match.
 */
CORE uint64_t
blocks_nest(struct blocks *s, const struct blocks_tokens *t, uint64_t *object, uint64_t *wrong)
{
	uint64_t begin = 0 - (uint64_t)s->object, toggle = 0, valid = ~UINT64_C(0);

	for (uint64_t m = t->open | t->close; m != 0; m &= m - 1) {
		unsigned i = (unsigned)__builtin_ctzll(m), next;
		bool opens = (t->open >> i & 1) != 0;
		unsigned brace = (unsigned)(t->brace >> i & 1);
		s->outer[s->depth] = s->object != 0;
		next = s->outer[s->depth - 1];
		*wrong |= (uint64_t)(opens ? 0 : s->object ^ brace) << i;
		next = opens ? brace : next;
		s->depth += opens ? 1 : (size_t)-1;
		toggle |= (uint64_t)(next ^ s->object) << i;
		s->object = next;
		if (s->depth == 0) {
			valid = m ^ (m - 1);
			break;
		}
	}
	*object = vec_xor_from_left(toggle) ^ begin;
	return valid;
}

/* The bits at which the grammar is broken. */
CORE uint64_t
blocks_grammar(struct blocks *s, const struct blocks_tokens *t, uint64_t object)
{
	uint64_t opening = t->quote & t->in, closing = t->quote & ~t->in;
	uint64_t in_object = blocks_after(t->open & t->brace, &s->brace);
	uint64_t in_array = blocks_after(t->open & ~t->brace, &s->bracket);
	uint64_t colon = blocks_after(t->colon, &s->colon);
	uint64_t member = blocks_after(t->comma & object, &s->comma_in_object);
	uint64_t element = blocks_after(t->comma & ~object, &s->comma_in_array);
	uint64_t scalars = blocks_after(t->scalar, &s->scalar);
	uint64_t names = opening & (in_object | member), name_ends, after_name, after_value, values;

	name_ends = names | s->name;
	s->name = __builtin_add_overflow(name_ends, t->in, &name_ends);
	name_ends &= ~t->in;
	after_name = blocks_after(name_ends, &s->name_end);
	after_value =
	    blocks_after((closing & ~name_ends) | t->close, &s->value_end) | (scalars & ~t->scalar);
	values = (opening & ~names) | t->open | (t->scalar & ~scalars);
	return (t->colon ^ after_name) | (member & ~opening) | ((colon | element) & ~values) |
	       (in_object & ~(opening | t->close)) | (in_array & ~(values | t->close)) |
	       (values & ~(colon | element | in_array)) | (after_value & ~(t->comma | t->close)) |
	       (t->comma & ~after_value) | (t->close & ~(after_value | in_object | in_array));
}

/* Whether the numbers and words that begin at these bits of the block at p are any. */
CORE bool
blocks_scalars(const struct blocks *s, const char *p, uint64_t starts)
{
	enum json_type type;

	for (; starts != 0; starts &= starts - 1) {
		const char *q = core_pass_scalar(p + __builtin_ctzll(starts), s->end, &type);
		if (q == NULL || q == s->end || (*q != ',' && *q != '}' && *q != ']'))
			return false;
	}
	return true;
}

static VEC_TARGET bool
blocks_escapes(const char *p, const char *end, uint64_t starts)
{
	const char *bad;

	for (; starts != 0; starts &= starts - 1)
		if (json_pass_escape(p + __builtin_ctzll(starts), end, &bad) == NULL)
			return false;
	return true;
}

/*
 * UTF-8 is checked up to the result, which may be in the next block. NULL: invalid. `checked`: the
 * result for the block before.
 */
static VEC_TARGET const char *
blocks_utf8(const char *p, const char *end, uint64_t high, const char *checked)
{
	for (; high != 0; high &= high - 1) {
		const char *q = p + __builtin_ctzll(high);
		size_t n;
		if (q < checked)
			continue;
		for (; q < end && (unsigned char)*q >= 0x80; q += n)
			if ((n = utf8_length(q, end)) == 0)
				return NULL;
		checked = q;
	}
	return checked;
}

/* The block at p, which is read at `look`. NULL: invalid; else where it or the container ends. */
CORE const char *
blocks_pass(struct blocks *s, const char *p, const char *look)
{
	struct blocks_tokens t;
	uint64_t object, valid, wrong, scalars = s->scalar;
	uint64_t high = vec_high(look);

	if (s->depth > BLOCKS_DEPTH)
		return NULL;
	blocks_look(s, look, &t, &wrong);
	valid = blocks_nest(s, &t, &object, &wrong);
	wrong |= blocks_grammar(s, &t, object);
	if ((wrong & valid) != 0)
		return NULL;
	scalars = t.scalar & ~(t.scalar << 1 | scalars);
	if (!blocks_scalars(s, p, scalars & valid))
		return NULL;
	if ((t.back & valid) != 0 && !blocks_escapes(p, s->end, t.back & valid))
		return NULL;
	if ((high & valid) != 0 &&
	    (s->checked = blocks_utf8(p, s->end, high & valid, s->checked)) == NULL)
		return NULL;
	return p + VEC_BLOCK - __builtin_clzll(valid);
}

/*
 * From behind a container's opening bracket to after its closing one. NULL: invalid, or there is
 * white space in it, or it is too deep.
 */
static VEC_TARGET const char *
blocks_pass_rest(const char *p, const char *end, bool object)
{
	struct blocks s;
	char last[VEC_BLOCK];

	memset(&s, 0, offsetof(struct blocks, outer));
	s.end = end;
	s.checked = p;
	s.object = object;
	s.brace = object;
	s.bracket = !object;
	s.depth = 1;
	s.outer[0] = 0;
	while (end - p >= VEC_BLOCK) {
		p = blocks_pass(&s, p, p);
		if (p == NULL || s.depth == 0)
			return p;
	}
	memset(last, ' ', sizeof last);
	memcpy(last, p, (size_t)(end - p));
	p = blocks_pass(&s, p, last);
	return s.depth == 0 ? p : NULL;
}
