/*
 * json_blocks.h - whether a container without white space is JSON, and where it ends, for the
 * instructions of the vec_*.h that was included before. Only core_*.c include it.
 *
 * A batch of blocks at a time: their masks (json_masks.h) tell what needs no look at single bytes.
 * Their brackets, scalars and special bytes are collected, so that each kind is followed in one loop
 * (json_nest.h, json_listed.h); how many of them one block has cannot be predicted. Then each block
 * is judged by the types of its containers.
 *
 * Which strings are names is a matter of what is before them, and whether a colon follows is a
 * matter of where they end: the sum of a bit at each name's opening quote and of the bits of all
 * strings moves that bit to the closing quote.
 */
#include "json/json_masks.h"

#include "json/json_listed.h"
#include "json/json_nest.h"

enum { BLOCKS_FEW = 3 }; /* of the first batch: many containers are short */

struct blocks {
	const char *end; /* of the text */
	struct masks_carry carry;
	struct nest nest;

	/* the batch: */
	size_t n;
	bool may_end; /* the container, in the last block */
	struct masks masks;
	masks_of name;               /* closing quotes of strings that may be names */
	size_t before[MASKS_BLOCKS]; /* how many brackets are in the blocks before */
	struct blocks_listed listed;
};

/*
 * Look at no more than so many blocks from p on. What is behind the last whole block is a batch of
 * its own.
 */
CORE void
blocks_look(struct blocks *s, const char *p, size_t most)
{
	struct masks_carry carry = s->carry;
	char tail[VEC_BLOCK];
	size_t n = 0;

	if (s->end - p < VEC_BLOCK) {
		memset(tail, ',', sizeof tail); /* two of them are wrong, but in a string */
		memcpy(tail, p, (size_t)(s->end - p));
		masks_look(&s->masks, n++, tail, &carry);
	} else {
		do {
			masks_look(&s->masks, n++, p, &carry);
			p += MASKS_STEP;
		} while (n < most && s->end - p >= VEC_BLOCK);
	}
	masks_tokens(&s->masks, n);
	s->carry = carry;
	s->n = n;
}

/*
 * Collect what is in the blocks, the first of which is at p. The batch ends where the container may
 * end, or before a block whose brackets would be too many.
 */
CORE struct nest_brackets
blocks_collect(struct blocks *s, const char *p)
{
	const struct masks *m = &s->masks;
	struct nest_brackets b = {0, 0, 0};
	size_t n = 0, depth = nest_depth(&s->nest), nscalars = 0, nspecial = 0;
	uint64_t carry = s->carry.name;

	s->may_end = false;
	for (; n < s->n && !s->may_end; n++, p += MASKS_STEP) {
		uint64_t bracket = m->bracket[n], open, in = m->in[n], name = m->name[n] | carry;
		size_t brackets = (size_t)__builtin_popcountll(bracket), opened;
		if (b.n + brackets > NEST_BRACKETS)
			break;
		open = vec_gather(m->open[n], bracket);
		b.open |= open << b.n;
		b.brace |= vec_gather(m->brace[n], bracket) << b.n;
		s->before[n] = b.n;
		b.n += brackets;
		nscalars += listed_add(s->listed.scalars + nscalars, p, m->begins[n]);
		nspecial += listed_add(s->listed.special + nspecial, p, m->special[n]);
		carry = __builtin_add_overflow(name, in, &name);
		s->name[n] = name &= ~in;
		carry |= name >> MASKS_STEP;
		opened = (size_t)__builtin_popcountll(open);
		s->may_end = depth <= brackets - opened;
		depth += 2 * opened - brackets;
	}
	if (n < s->n)
		masks_carry_to(m, n, &s->carry);
	s->carry.name = carry;
	s->n = n;
	s->listed.nscalars = nscalars;
	s->listed.nspecial = nspecial;
	return b;
}

/* The bits of the last block that belong to the container: all, unless it ends there. */
CORE uint64_t
blocks_end(const struct blocks *s, struct nest_brackets *b)
{
	size_t last = s->n - 1;
	uint64_t end;

	if (!s->may_end || !nest_cut(&s->nest, b))
		return ~UINT64_C(0);
	end = vec_scatter(UINT64_C(1) << (b->n - 1 - s->before[last]), s->masks.bracket[last]);
	return end | (end - 1);
}

/*
 * Whether the grammar holds in all blocks; of the last one, in these bits. Object: all ones, if the
 * container at the first byte is one. Only an object has colons, each of them behind a name; only an
 * array has strings without a colon where a name may be.
 */
CORE bool
blocks_judge(const struct blocks *s, uint64_t object, uint64_t changes, uint64_t last)
{
	const struct masks *m = &s->masks;
	uint64_t wrong = 0;

	for (size_t i = 0; i < s->n; i++) {
		uint64_t change = vec_scatter(changes >> s->before[i], m->bracket[i]), here;
		uint64_t colon = m->colon[i], name = s->name[i], element = m->element[i];
		object ^= vec_xor_from_left(change);
		element |= name & ~(colon >> 1 | MASKS_LAST);
		here = (colon & ~(object & name << 1) & ~MASKS_FIRST) | (element & object);
		here |= m->wrong[i];
		wrong |= i + 1 == s->n ? here & last : here;
		object = 0 - (object >> MASKS_STEP);
	}
	return wrong == 0;
}

/*
 * From a container's opening bracket to after its closing one. NULL: invalid, or there is white
 * space in it, or it is too deep.
 */
static VEC_TARGET const char *
blocks_pass_container(const char *p, const char *end)
{
	struct blocks s;

	/* An empty one: in ASCII, the closing brackets are two behind the opening ones. */
	if (end - p > 1 && p[1] == *p + 2)
		return p + 2;
	s.end = end;
	s.carry = (struct masks_carry){0, 0, 0};
	s.nest.types = *p == '{';
	s.nest.n = 1;
	s.nest.nmore = 0;
	for (size_t most = BLOCKS_FEW; p < end; most = MASKS_BLOCKS) {
		struct nest_brackets b;
		uint64_t object = 0 - (s.nest.types & 1), changes, last;
		const char *stop; /* the container's end, or at least the text's */
		bool ends;
		blocks_look(&s, p, most);
		b = blocks_collect(&s, p);
		last = blocks_end(&s, &b);
		if (!nest_follow(&s.nest, b, &changes) || !blocks_judge(&s, object, changes, last))
			return NULL;
		p += s.n * MASKS_STEP;
		ends = nest_depth(&s.nest) == 0;
		stop = ends ? p + 1 - __builtin_clzll(last) : end;
		if (!listed_scalars(&s.listed, stop, end) || !listed_special(&s.listed, stop, end))
			return NULL;
		if (ends)
			return stop;
	}
	return NULL;
}
