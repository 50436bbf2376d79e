/*
 * json_nest.h - the types of the containers around the bytes of a JSON text, for the instructions of
 * the vec_*.h that was included before. Only core_*.c include it.
 */
enum {
	NEST_REGISTER = 64,
	NEST_MORE = 1024,  /* deeper containers are left to json_grammar.h */
	NEST_BRACKETS = 63 /* that are followed at once */
};

/*
 * The containers around a byte. A bit is set if the container is an object; the innermost one is bit
 * 0. Of many, the outermost ones are in `more`.
 */
struct nest {
	uint64_t types;
	size_t n, nmore;
	uint16_t more[NEST_MORE]; /* no bytes, which a compiler must think are any other */
};

/* Brackets in their order, the first is bit 0. */
struct nest_brackets {
	size_t n;
	uint64_t open, brace;
};

CORE size_t
nest_depth(const struct nest *s)
{
	return s->n + s->nmore;
}

/*
 * Have the types of as many containers as are closed, and room for those that are opened. False: there
 * are too many.
 */
static VEC_TARGET bool
nest_make_room(struct nest *s, size_t opened, size_t closed)
{
	for (; s->n + opened > NEST_REGISTER; s->n--) {
		if (s->nmore == NEST_MORE)
			return false;
		s->more[s->nmore++] = s->types >> (s->n - 1) & 1;
		s->types &= (UINT64_C(1) << (s->n - 1)) - 1;
	}
	for (; s->n < closed && s->nmore > 0; s->n++)
		s->types |= (uint64_t)s->more[--s->nmore] << s->n;
	return true;
}

/*
 * Follow the brackets. *changes: bit i is set if the type of the innermost container changes at the
 * i-th. False: one of them closes a container of the other type, or there are too many containers.
 */
CORE bool
nest_follow(struct nest *s, struct nest_brackets b, uint64_t *changes)
{
	size_t opened = (size_t)__builtin_popcountll(b.open), closed = b.n - opened;
	uint64_t types, before, after = 0, open = b.open, object = b.open & b.brace;

	if ((s->n + opened > NEST_REGISTER || s->n < closed) && !nest_make_room(s, opened, closed))
		return false;
	types = s->types;
	before = types & 1;
	for (size_t i = 0; i < b.n; i++) { /* without a branch, which could not be predicted */
		uint64_t opens = open & 1;
		types = (types << opens | (object & 1)) >> (opens ^ 1);
		after = after >> 1 | types << (NEST_REGISTER - 1);
		open >>= 1;
		object >>= 1;
	}
	after >>= -b.n % NEST_REGISTER;
	before |= after << 1;
	s->types = types;
	s->n += opened - closed;
	*changes = before ^ after;
	return ((before ^ b.brace) & ~b.open & ((UINT64_C(1) << b.n) - 1)) == 0;
}

/* Leave out the brackets behind the one that ends the outermost container. False: none does. */
CORE bool
nest_cut(const struct nest *s, struct nest_brackets *b)
{
	size_t depth = nest_depth(s);

	for (size_t i = 0; i < b->n; i++) {
		depth += 2 * (b->open >> i & 1) - 1;
		if (depth == 0) {
			b->n = i + 1;
			b->open &= (UINT64_C(2) << i) - 1;
			return true;
		}
	}
	return false;
}
