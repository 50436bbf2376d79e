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

/*
 * The places in a block, which is read at p: of the hyphens of a UUID the first and the last, which
 * no other two of it are as far apart as.
 */
static inline VEC_TARGET uint64_t
hits_places(const char *p)
{
	return (vec_equal(p + 8, '-') & vec_equal(p + 23, '-')) | vec_equal(p, '[') |
	       (vec_equal(p, '\\') & vec_equal(p + 1, 'u'));
}

/* Keep the places at these bits. Two are written without a branch, which could not be predicted. */
static inline VEC_TARGET size_t
hits_keep(struct json_hits *h, size_t n, uint32_t at, uint64_t places)
{
	size_t all = n + (size_t)__builtin_popcountll(places);

	h->places[n] = at + (uint32_t)vec_first(places);
	places &= places - 1;
	h->places[n + 1] = at + (uint32_t)vec_first(places);
	for (n += 2; n < all; n++) {
		places &= places - 1;
		h->places[n] = at + (uint32_t)vec_first(places);
	}
	return all;
}

static VEC_TARGET void
core_hits_search(struct json_hits *h)
{
	const char *p = h->p;
	size_t n = 0;

	for (; p < h->end && n <= HITS_PLACES - VEC_BLOCK; p += VEC_BLOCK)
		n = hits_keep(h, n, (uint32_t)(p - h->from),
		    hits_places(hits_bytes(h, p, VEC_BLOCK + HITS_BEHIND)));
	h->p = p;
	h->nplaces = n;
	h->next = 0;
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
