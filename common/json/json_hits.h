/*
 * json_hits.h - the search of hits.h, for the instructions of the vec_*.h that was included before.
 * Only core_*.c include it, after json_brackets.h.
 */

/* The brackets of the block among these bits, and the commas before each. */
static inline VEC_TARGET void
hits_follow(struct json_hits *h, uint64_t bits)
{
	uint64_t opens = h->opens, commas = h->commas & bits;
	uint64_t brackets = (opens | h->closes) & bits;
	struct json_hits_open *open = h->open;
	size_t depth = h->depth;

	for (; brackets != 0; brackets &= brackets - 1) {
		uint64_t below = (brackets & (0 - brackets)) - 1;
		unsigned i = (unsigned)__builtin_ctzll(brackets);
		open[depth].index += (uint32_t)__builtin_popcountll(commas & below);
		commas &= ~below;
		if ((opens >> i & 1) != 0)
			open[++depth] = (struct json_hits_open){h->p + i, 0};
		else
			depth--;
	}
	open[depth].index += (uint32_t)__builtin_popcountll(commas);
	h->depth = depth;
	h->opens &= ~bits;
	h->closes &= ~bits;
	h->commas &= ~bits;
}

/* The next block. False: there is none. */
static VEC_TARGET bool
hits_load(struct json_hits *h)
{
	const char *look;
	struct vec_marks m;
	uint64_t inside;

	if (h->quotes != 0)
		h->quote = h->p + VEC_BLOCK - 1 - __builtin_clzll(h->quotes);
	h->p += VEC_BLOCK;
	if (h->p >= h->end)
		return false;
	look = h->p;
	if (h->end - h->p < VEC_BLOCK + VEC_UUID) {
		memset(h->last, ' ', sizeof h->last);
		memcpy(h->last, h->p,
		    (size_t)(h->end - h->p) < sizeof h->last ? (size_t)(h->end - h->p)
							     : sizeof h->last);
		look = h->last;
	}
	if (h->cap <= h->depth + VEC_BLOCK)
		h->open = xgrow(h->open, &h->cap, h->depth + VEC_BLOCK + 1, sizeof *h->open);
	m = vec_marks(look);
	if ((m.back | h->escaped) != 0)
		m.quote &= ~brackets_escaped(m.back, &h->escaped);
	inside = vec_xor_from_left(m.quote) ^ h->inside;
	h->inside = 0 - (inside >> (VEC_BLOCK - 1));
	h->opens = m.open & ~inside;
	h->closes = m.close & ~inside;
	h->commas = vec_commas(look) & ~inside;
	h->quotes = m.quote & inside;
	h->found = vec_hyphens(look) & inside & ~h->quotes;
	if (m.back != 0)
		h->found |= m.back & vec_three(look, '\\', 'u', 2, '0');
	return true;
}

/* Whether an escape spells what a UUID, a name or the end of a token is made of. */
static inline bool
hits_spells(const char *p)
{
	int c = ascii_hex(p[4]) * 16 + ascii_hex(p[5]);

	return p[3] == '0' && c < 0x80 && ascii_is_word((char)c);
}

/* The string around the hit at p: its opening quote is the last one before. */
static inline VEC_TARGET void
hits_string(struct json_hits *h, const char *p, uint64_t below)
{
	uint64_t quotes = h->quotes & below;
	const char *begin =
	    1 + (quotes != 0 ? h->p + VEC_BLOCK - 1 - __builtin_clzll(quotes) : h->quote);

	while (*(p = vec_pass_plain(p, h->end)) != '"')
		p += *p == '\\' ? 2 : 1;
	h->token = slice_of(begin, (size_t)(p - begin));
	h->after = p + 1;
}

static VEC_TARGET bool
core_hits_next(struct json_hits *h)
{
	for (;;) {
		for (; h->found != 0; h->found &= h->found - 1) {
			uint64_t bit = h->found & (0 - h->found);
			const char *p = h->p + __builtin_ctzll(bit);
			if (p < h->after)
				continue;
			if (*p == '\\') {
				h->spelled = hits_spells(p);
				if (h->spelled)
					return false;
				continue;
			}
			hits_follow(h, bit - 1);
			hits_string(h, p, bit - 1);
			return true;
		}
		if ((h->opens | h->closes | h->commas) != 0)
			hits_follow(h, ~UINT64_C(0));
		if (!hits_load(h))
			return false;
	}
}
