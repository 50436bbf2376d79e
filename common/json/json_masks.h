/*
 * json_masks.h - the tokens of JSON without white space, as masks of blocks of bytes, for the
 * instructions of the vec_*.h that was included before. Only core_*.c include it.
 *
 * A byte of each class gives one bit in a mask, and the grammar becomes a few operations on masks:
 * without white space each token's neighbours are the bytes next to it, so what may follow what is a
 * shift. A block begins with the last byte of the one before, so that no shift has to fetch a bit
 * from there. And as they do not ask each other for bits, VEC_LANES blocks are worked on at once.
 */
enum {
	MASKS_BLOCKS = 16,         /* in a batch, at most */
	MASKS_STEP = VEC_BLOCK - 1 /* from one block to the next */
};

#define MASKS_FIRST UINT64_C(1) /* the byte that the block before has, too */
#define MASKS_LAST  (UINT64_C(1) << MASKS_STEP)

/* A mask of each block of a batch; bits, as in vec.h. And of some of them at once. */
typedef uint64_t masks_of[MASKS_BLOCKS] __attribute__((aligned(8 * VEC_LANES)));
typedef uint64_t masks_lanes __attribute__((vector_size(8 * VEC_LANES), may_alias));

/* What carries over to the next block, of its first byte. */
struct masks_carry {
	uint64_t inside;  /* all ones: it follows a byte in a string */
	uint64_t escaped; /* 1: it is escaped */
	uint64_t name;    /* 1: it is in a string, or ends one, that may be a name */
};

struct masks {
	/* masks_look(); brackets, colons and commas are those in strings, too, until masks_tokens() */
	masks_of quote, back, open, close, brace, colon, comma, odd;
	masks_of in;      /* from an opening quote to before a closing one */
	masks_of escaped; /* the carry */

	/* masks_tokens(), without the first bytes: */
	masks_of bracket, begins; /* begins: of numbers and words, or of what is no token */
	masks_of special;         /* begins of escapes, and of runs of odd bytes */
	/*
	 * What is wrong whatever the containers are, and what is so in an object: of names, what
	 * blocks_judge() does not know.
	 */
	masks_of wrong, element;
	masks_of name; /* opening quotes of strings that may be names */
};

/*
 * The bytes that a backslash escapes. With all odd bits set, the difference has one bit more or less
 * behind each run of backslashes, by whether its first one is at an odd place.
 */
CORE uint64_t
masks_escaped(uint64_t back, uint64_t first)
{
	const uint64_t odd = UINT64_C(0xaaaaaaaaaaaaaaaa);
	uint64_t begins = back & ~first;

	return (((begins << 1 | odd) - begins) ^ odd) ^ (back | first);
}

/* The bytes of each class in the i-th block, which is read at `look`. */
CORE void
masks_look(struct masks *m, size_t i, const char *look, struct masks_carry *carry)
{
	struct vec_classes c = vec_classes(look);
	uint64_t escaped = masks_escaped(c.back, carry->escaped), in;

	m->open[i] = c.open;
	m->close[i] = c.close;
	m->brace[i] = c.brace;
	m->colon[i] = c.colon;
	m->comma[i] = c.comma;
	m->odd[i] = c.odd;
	m->escaped[i] = carry->escaped;
	m->back[i] = c.back & ~escaped;
	m->quote[i] = c.quote &= ~escaped;
	m->in[i] = in = vec_xor_from_left(c.quote) ^ carry->inside;
	carry->escaped = escaped >> MASKS_STEP;
	carry->inside = 0 - (in >> (MASKS_STEP - 1) & 1);
}

/* What carries over to the i-th block, but for the name. */
CORE void
masks_carry_to(const struct masks *m, size_t i, struct masks_carry *carry)
{
	carry->escaped = m->escaped[i];
	carry->inside = 0 - (m->in[i - 1] >> (MASKS_STEP - 1) & 1);
}

#define LANES(mask) (*(masks_lanes *)&m->mask[i])

/*
 * Of the first n blocks. Wrong is a value (or name) that nothing before it wants, and something else
 * where one is wanted. Commas and closing brackets need no test of their own: a byte that wants no
 * value, before them, ends one. In an object, no value may follow the bytes that are before a name.
 */
CORE void
masks_tokens(struct masks *m, size_t n)
{
	for (size_t i = 0; i < n; i += VEC_LANES) {
		masks_lanes quote = LANES(quote), in = LANES(in), outside = ~(in | quote);
		masks_lanes open = LANES(open) & outside, close = LANES(close) & outside;
		masks_lanes colon = LANES(colon) & outside, comma = LANES(comma) & outside;
		masks_lanes scalar = outside & ~(open | close | colon | comma);
		masks_lanes begins = scalar & ~(scalar << 1) & ~MASKS_FIRST;
		masks_lanes before_name = comma | (open & LANES(brace));
		masks_lanes before_value = open | colon | comma, other = open | begins;
		masks_lanes back = LANES(back), odd = LANES(odd);

		LANES(open) = open;
		LANES(colon) = colon;
		LANES(bracket) = (open | close) & ~MASKS_FIRST;
		LANES(begins) = begins;
		LANES(special) = (back | (odd & ~(odd << 1))) & ~MASKS_FIRST;
		LANES(name) = quote & in & before_name << 1;
		LANES(wrong) = (((quote & in) | other) ^ before_value << 1) & ~(close & open << 1) &
			       ~MASKS_FIRST;
		LANES(element) = before_name & other >> 1;
	}
}

#undef LANES
