/*
 * json_hits.h - the search of hits.h, for the instructions of the vec_*.h that was included before.
 * Only core_*.c include it, after json_brackets.h.
 *
 * The search looks for places alone, and knows nothing of strings and brackets: it runs over all of
 * a flow. The brackets are followed later, and only up to where the containers are asked for.
 */

/* `n` bytes from p on; a copy of those that are left, if they are fewer. */
static inline const char *
hits_bytes(struct json_hits *h, const char *p, size_t n)
{
	size_t left = h->end > p ? (size_t)(h->end - p) : 0;

	if (left >= n)
		return p;
	memset(h->last, ' ', sizeof h->last);
	memcpy(h->last, p, left);
	return h->last;
}

/* The bits of a block and of the next one, `n` bytes further on. */
static inline uint64_t
hits_ahead(uint64_t block, uint64_t next, unsigned n)
{
	return block >> n | next << (VEC_BLOCK - n);
}

/*
 * The places in the block at p, which is read at `look`. The hyphens of it and of the next block are
 * where a UUID has them.
 */
static inline VEC_TARGET uint64_t
hits_places(const char *look, uint64_t hyphens, uint64_t next)
{
	uint64_t back = vec_equal(look, '\\'), found = vec_equal(look, '[');

	found |= hits_ahead(hyphens, next, 8) & hits_ahead(hyphens, next, 13) &
		 hits_ahead(hyphens, next, 18) & hits_ahead(hyphens, next, 23);
	if (back != 0)
		found |= back & vec_three(look, '\\', 'u', 2, '0');
	return found;
}

/* The next block that has any. False: there is none. */
static inline VEC_TARGET bool
hits_search(struct json_hits *h)
{
	const char *p = h->p + VEC_BLOCK;
	uint64_t found = 0, hyphens, next;

	next = vec_equal(hits_bytes(h, p, VEC_BLOCK), '-');
	for (; h->end - p >= 2 * VEC_BLOCK; p += VEC_BLOCK) {
		hyphens = next;
		next = vec_equal(p + VEC_BLOCK, '-');
		if ((found = hits_places(p, hyphens, next)) != 0)
			break;
	}
	for (; found == 0 && p < h->end; p += found == 0 ? VEC_BLOCK : 0) {
		hyphens = next;
		next = vec_equal(hits_bytes(h, p + VEC_BLOCK, VEC_BLOCK), '-');
		found = hits_places(hits_bytes(h, p, VEC_BLOCK + 2), hyphens, next);
	}
	h->p = p;
	h->found = found;
	return found != 0;
}

/* Whether an escape spells what a UUID, a name or the end of a token is made of. */
static inline bool
hits_spells(const char *p)
{
	int c = ascii_hex(p[4]) * 16 + ascii_hex(p[5]);

	return p[3] == '0' && c < 0x80 && ascii_is_word((char)c);
}

static VEC_TARGET bool
core_hits_next(struct json_hits *h)
{
	for (;;) {
		for (; h->found != 0; h->found &= h->found - 1) {
			const char *p = h->p + __builtin_ctzll(h->found);
			if (p < h->after)
				continue;
			if (*p == '\\') {
				h->spelled = hits_spells(p);
				if (h->spelled)
					return false;
				continue;
			}
			if (h->end - p <= HITS_UUID)
				continue;
			h->at = p;
			h->found &= h->found - 1;
			return true;
		}
		if (!hits_search(h))
			return false;
	}
}

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
			open[++depth] = (struct json_hits_open){h->block + i, 0};
		else
			depth--;
	}
	open[depth].index += (uint32_t)__builtin_popcountll(commas);
	h->depth = depth;
	h->opens &= ~bits;
	h->closes &= ~bits;
	h->commas &= ~bits;
}

/* The block at h->block. */
static inline VEC_TARGET void
hits_load(struct json_hits *h)
{
	const char *look = hits_bytes(h, h->block, VEC_BLOCK);
	struct vec_marks m = vec_marks(look);
	uint64_t inside;

	if (h->cap <= h->depth + VEC_BLOCK)
		h->open = xgrow(h->open, &h->cap, h->depth + VEC_BLOCK + 1, sizeof *h->open);
	if ((m.back | h->escaped) != 0)
		m.quote &= ~brackets_escaped(m.back, &h->escaped);
	inside = vec_xor_from_left(m.quote) ^ h->inside;
	h->inside = 0 - (inside >> (VEC_BLOCK - 1));
	h->opens = m.open & ~inside;
	h->closes = m.close & ~inside;
	h->commas = vec_equal(look, ',') & ~inside;
}

static VEC_TARGET void
core_hits_around(struct json_hits *h)
{
	while (h->at - h->block >= VEC_BLOCK) {
		hits_follow(h, ~UINT64_C(0));
		h->block += VEC_BLOCK;
		hits_load(h);
	}
	hits_follow(h, (UINT64_C(1) << (h->at - h->block)) - 1);
}
