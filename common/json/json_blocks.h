/*
 * json_blocks.h - whether a container without white space is JSON, and where it ends, for the
 * instructions of the vec_*.h that was included before. Only core_*.c include it.
 *
 * 64 bytes at a time. A byte of each class gives one bit in a mask, and the grammar becomes a few
 * operations on masks: without white space each token's neighbours are the bytes next to it, so
 * what may follow what is a shift. A block begins with the last byte of the one before, so that no
 * shift has to fetch a bit from there. Only brackets (for the types of containers), numbers, words,
 * escapes and non-ASCII characters are looked at one by one.
 *
 * Which strings are names is a matter of what is before them, and whether a colon follows is a
 * matter of where they end: the sum of a bit at each name's opening quote and of the bits of all
 * strings moves that bit to the closing quote.
 */
enum {
	BLOCKS_DEPTH = 1024, /* deeper containers are left to json_grammar.h */
	BLOCKS_STEP = VEC_BLOCK - 1
};

struct blocks {
	const char *end;     /* of the text */
	const char *checked; /* UTF-8 is, up to here */
	/* of the first byte of the block: */
	uint64_t inside;  /* all ones: it follows a byte in a string */
	uint64_t name;    /* 1: it is in a string, or ends one, that may be a name */
	uint64_t escaped; /* 1: it is escaped */
	uint64_t object;  /* all ones: after it, the innermost container is an object */
	size_t depth;     /* and how many there are */
	/* types of outer containers; no bytes, which a compiler must think are any other */
	uint16_t outer[BLOCKS_DEPTH + VEC_BLOCK];
};

/* The tokens of a block: bits, as in vec.h. */
struct blocks_tokens {
	uint64_t opening, closing, in; /* quotes; in: from an opening one to before a closing one */
	uint64_t back, open, close, brace, colon, comma, scalar, odd;
};

/*
 * The tokens of the block that is read at `look`. What is none of the others is of a number or a
 * word, until blocks_scalars() finds that it is not.
 */
CORE void
blocks_look(struct blocks *s, const char *look, struct blocks_tokens *t)
{
	struct vec_classes c = vec_classes(look);
	uint64_t outside;

	t->back = c.back;
	if ((c.back | s->escaped) != 0) {
		uint64_t carry = s->escaped, escaped = brackets_escaped(c.back, &carry);
		c.quote &= ~escaped;
		t->back &= ~escaped;
		s->escaped = escaped >> BLOCKS_STEP;
	}
	t->in = vec_xor_from_left(c.quote) ^ s->inside;
	s->inside = 0 - (t->in >> (BLOCKS_STEP - 1) & 1);
	t->opening = c.quote & t->in;
	t->closing = c.quote & ~t->in;
	outside = ~(t->in | c.quote);
	t->open = c.open & outside;
	t->close = c.close & outside;
	t->brace = c.brace;
	t->colon = c.colon & outside;
	t->comma = c.comma & outside;
	t->scalar = outside & ~(t->open | t->close | t->colon | t->comma);
	t->odd = c.odd;
}

/*
 * Follow the brackets. *change: where the type of the container does. The result has the bits that
 * belong to the container: all, unless it ends here.
 */
CORE uint64_t
blocks_nest(struct blocks *s, const struct blocks_tokens *t, bool may_end, uint64_t *change)
{
	uint64_t object = s->object & 1, valid = ~UINT64_C(0);
	size_t depth = s->depth;

	*change = 0;
	for (uint64_t m = (t->open | t->close) & ~UINT64_C(1); m != 0; m &= m - 1) {
		unsigned i = (unsigned)__builtin_ctzll(m);
		uint64_t opens = t->open >> i & 1, outer = s->outer[depth - 1];
		s->outer[depth] = (uint16_t)object;
		outer = opens != 0 ? t->brace >> i & 1 : outer;
		depth += 2 * opens - 1;
		*change |= (outer ^ object) << i;
		object = outer;
		if (may_end && depth == 0) {
			valid = m ^ (m - 1);
			break;
		}
	}
	s->depth = depth;
	return valid;
}

/*
 * The bits at which the grammar is broken, whatever the containers are: a value (or name) that
 * nothing before it wants, something else where one is wanted, and a colon that follows no string
 * that may be a name. Commas and closing brackets need no test of their own: a byte that wants no
 * value, before them, ends one. *element: what only an array may have, where a name may be: the
 * bytes behind strings without a colon, and the first ones of other values.
 */
CORE uint64_t
blocks_grammar(struct blocks *s, const struct blocks_tokens *t, uint64_t begins, uint64_t *element)
{
	uint64_t before_name = (t->comma | (t->open & t->brace)) << 1;
	uint64_t before = (t->open | t->colon | t->comma) << 1;
	uint64_t value = t->opening | t->open | begins, name, after_name;

	name = (t->opening & before_name) | s->name;
	s->name = __builtin_add_overflow(name, t->in, &name);
	name &= ~t->in;
	s->name |= name >> BLOCKS_STEP;
	after_name = name << 1;
	*element = (after_name & ~t->colon) | (before_name & (t->open | begins));
	return ((value ^ before) & ~(t->close & t->open << 1)) | (t->colon & ~after_name);
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

/*
 * The block at p, which is read at `look`; its first byte was judged with the block before. NULL:
 * invalid; else where the next one begins, or after the end of the container.
 */
CORE const char *
blocks_pass(struct blocks *s, const char *p, const char *look)
{
	const uint64_t others = ~UINT64_C(1); /* than the first byte */
	struct blocks_tokens t;
	uint64_t element, begins, object, before, change, valid, wrong, high;

	if (s->depth > BLOCKS_DEPTH)
		return NULL;
	blocks_look(s, look, &t);
	begins = t.scalar & ~(t.scalar << 1) & others;
	wrong = blocks_grammar(s, &t, begins, &element);
	valid = s->depth > (size_t)__builtin_popcountll(t.close)
		    ? blocks_nest(s, &t, false, &change)
		    : blocks_nest(s, &t, true, &change);
	object = vec_xor_from_left(change) ^ s->object;
	before = object << 1;
	wrong |= (t.colon & ~object) | (element & before) | (t.close & (before ^ t.brace));
	s->object = 0 - (object >> BLOCKS_STEP);
	if ((wrong & valid & others) != 0)
		return NULL;
	if (!blocks_scalars(s, p, begins & valid))
		return NULL;
	valid &= others;
	if ((t.back & valid) != 0 && !blocks_escapes(p, s->end, t.back & valid))
		return NULL;
	if ((t.odd & valid) != 0) {
		high = vec_high(look) & valid;
		if (high != (t.odd & valid) ||
		    (s->checked = blocks_utf8(p, s->end, high, s->checked)) == NULL)
			return NULL;
	}
	return s->depth > 0 ? p + BLOCKS_STEP : p + VEC_BLOCK - __builtin_clzll(valid);
}

/*
 * From a container's opening bracket to after its closing one. NULL: invalid, or there is white
 * space in it, or it is too deep.
 */
static VEC_TARGET const char *
blocks_pass_container(const char *p, const char *end)
{
	struct blocks s;
	char last[VEC_BLOCK];

	memset(&s, 0, offsetof(struct blocks, outer));
	s.end = end;
	s.checked = p;
	s.object = *p == '{' ? ~UINT64_C(0) : 0;
	s.depth = 1;
	s.outer[0] = 0;
	while (end - p >= VEC_BLOCK) {
		p = blocks_pass(&s, p, p);
		if (p == NULL || s.depth == 0)
			return p;
	}
	memset(last, ',', sizeof last); /* two of them are wrong, but in a string */
	memcpy(last, p, (size_t)(end - p));
	p = blocks_pass(&s, p, last);
	return s.depth == 0 ? p : NULL;
}
