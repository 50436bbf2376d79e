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

/*
 * Follow the brackets of the block at p, and count the commas before each. Returns the innermost
 * container. There is no branch for what cannot be predicted: a closing bracket writes, too, but
 * above its depth, where nothing is read.
 */
static inline VEC_TARGET struct json_hits_open *
hits_follow(struct json_hits_open *open, const char *p, struct json_hits_marks m)
{
	for (uint64_t left = m.open | m.close; left != 0; left &= left - 1) {
		uint64_t below = (left & (0 - left)) - 1;
		unsigned i = (unsigned)__builtin_ctzll(left);
		open->index += (uint32_t)__builtin_popcountll(m.comma & below);
		m.comma &= ~below;
		open[1] = (struct json_hits_open){p + i, 0};
		open += (int)(m.open >> i & 1) * 2 - 1;
	}
	open->index += (uint32_t)__builtin_popcountll(m.comma);
	return open;
}

/* What is outside of strings in the block at p. */
static inline VEC_TARGET struct json_hits_marks
hits_marks(struct json_hits *h, const char *p)
{
	const char *look = hits_bytes(h, p, VEC_BLOCK);
	struct vec_marks m = vec_marks(look);
	uint64_t inside;

	if ((m.back | h->escaped) != 0)
		m.quote &= ~brackets_escaped(m.back, &h->escaped);
	inside = vec_xor_from_left(m.quote) ^ h->inside;
	h->inside = 0 - (inside >> (VEC_BLOCK - 1));
	return (struct json_hits_marks){
	    m.open & ~inside, m.close & ~inside, vec_equal(look, ',') & ~inside};
}

/* Those of the marks that are in these bits. */
static inline struct json_hits_marks
hits_among(struct json_hits_marks m, uint64_t bits)
{
	return (struct json_hits_marks){m.open & bits, m.close & bits, m.comma & bits};
}

static VEC_TARGET void
core_hits_around(struct json_hits *h)
{
	struct json_hits_open *open = h->open + h->depth;
	struct json_hits_marks left = h->left;
	const char *p = h->block;
	uint64_t before;

	for (; h->at - p >= VEC_BLOCK; left = hits_marks(h, p)) {
		open = hits_follow(open, p, left);
		p += VEC_BLOCK;
		h->depth = (size_t)(open - h->open);
		if (h->cap <= h->depth + VEC_BLOCK + 1) {
			h->open =
			    xgrow(h->open, &h->cap, h->depth + VEC_BLOCK + 2, sizeof *h->open);
			open = h->open + h->depth;
		}
	}
	before = (UINT64_C(1) << (h->at - p)) - 1;
	open = hits_follow(open, p, hits_among(left, before));
	h->depth = (size_t)(open - h->open);
	h->left = hits_among(left, ~before);
	h->block = p;
}
