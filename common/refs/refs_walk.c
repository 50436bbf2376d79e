/*
 * refs_walk.c - the pass over a flow record, which was checked before
 *
 * Each string is looked up once. An object's `id` is judged when the object ends, because the
 * member that makes it a node may come after the id.
 */
#include "base/mem.h"
#include "json/json_checked.h"
#include "record/uuid.h"
#include "refs/refs_build.h"
#include "refs/refs_keys.h"

/* The checked string that begins at this byte; empty if the byte is 0. */
struct slice
refs_token_at(const struct json *j, uint32_t at)
{
	const char *begin = j->text.p + at, *p = begin;
	size_t run; /* of backslashes before p */

	if (at == 0)
		return slice_of("", 0);
	for (;; p++) {
		p = memchr(p, '"', (size_t)(j->text.p + j->text.n - p));
		for (run = 0; run < (size_t)(p - begin) && p[-1 - (ptrdiff_t)run] == '\\';)
			run++;
		if (run % 2 == 0)
			return slice_of(begin, (size_t)(p - begin));
	}
}

static void
use_known(struct refs *r, const struct json *j, size_t index)
{
	for (uint32_t i = r->of_known[index]; i != 0; i = r->v[i - 1].next)
		refs_add_use(r, i - 1, j, refs_offset(j, j->at), NULL);
}

/* The known id that a token with escapes means; the first byte rules out most tokens. */
static size_t
find_escaped(struct refs *r, struct slice token)
{
	if (token.p[0] != '\\' && r->known.lengths[(unsigned char)token.p[0]] == 0)
		return IDSET_NONE;
	buf_clear(&r->scratch);
	json_unescape(token, &r->scratch);
	return idset_find(&r->known, buf_slice(&r->scratch));
}

/* Whether refs_judge_string() could find anything in a string: most are short. */
JSON_PASS_INLINE bool
refs_may_matter(const struct refs *r, const struct refs_frame *f, struct slice token)
{
	return token.n >= UUID_LEN ||
	       (token.n > 0 && (f->key == KEY_TEXT || f->key == KEY_VAL ||
				   (!r->has_manifest && f->key == KEY_OTHER)));
}

JSON_PASS_INLINE void
refs_string_value(void *self, struct json *j)
{
	struct refs *r = self;
	struct refs_frame *f = refs_top(r);
	struct slice token = j->tok;
	size_t index = j->escaped ? find_escaped(r, token) : idset_find(&r->known, token);

	if (f->key == KEY_ID)
		f->id = refs_offset(j, token.p);
	else if (f->key == KEY_NAME)
		f->name = refs_offset(j, token.p);
	else if (f->key == KEY_NODE_TYPE)
		f->type = refs_offset(j, token.p);
	if (index != IDSET_NONE && f->key == KEY_TEXT && f->under == KEY_LIT)
		refs_judge_lookup(r, j); /* a name may be some other object's id */
	if (index != IDSET_NONE)
		use_known(r, j, index);
	else if (refs_may_matter(r, f, token))
		refs_judge_string(r, j);
}

JSON_PASS_INLINE bool
refs_enter(void *self, struct json *j, bool object)
{
	struct refs *r = self;
	uint8_t under = r->top->key;
	bool wiring = r->top->wiring | (under == KEY_META_DATA) | (under == KEY_ARCH_NLU);

	if (++r->depth == r->frames_cap)
		r->frames = xgrow(r->frames, &r->frames_cap, r->depth + 1, sizeof *r->frames);
	r->top = &r->frames[r->depth];
	*r->top = (struct refs_frame){
	    .start = refs_offset(j, j->at),
	    .uses = (uint32_t)r->nuses,
	    .under = under,
	    .key = object ? KEY_OTHER : under,
	    .defines = object & ((under == KEY_NODES) | (under == KEY_STEPS)),
	    .wiring = wiring,
	};
	return true;
}

/* Set the node of the uses inside the node that has just ended, except those in an inner node. */
static void
refs_name_node(struct refs *r, const struct json *j, const struct refs_frame *f)
{
	for (size_t i = f->uses; i < r->nuses; i++) {
		struct ref_use *use = &r->uses[i];
		if (use->node_type.n > 0)
			continue;
		use->node_id = refs_token_at(j, f->id);
		use->node_name = refs_token_at(j, f->name);
		use->node_type = refs_token_at(j, f->type);
	}
}

/*
 * The uses in the container that just ended are out of service. A use that is so already says where
 * the marked run begins that it ends (index + 1), so that nested containers cost no more than one.
 */
static void
mark_out_of_service(struct refs *r, const struct refs_frame *f)
{
	size_t i = r->nuses;

	while (i > f->uses) {
		struct ref_use *use = &r->uses[i - 1];
		i = use->out_of_service != 0 ? use->out_of_service - 1 : i - 1;
		use->out_of_service = f->uses + 1;
	}
}

JSON_PASS_INLINE void
refs_leave(void *self, struct json *j)
{
	struct refs *r = self;
	const struct refs_frame *f = r->top--;

	r->depth--;
	if (f->id != 0)
		refs_judge_object(r, j, f);
	if (f->under == KEY_OPERANDS)
		refs_judge_operand(r, j, f);
	if (f->type != 0)
		refs_judge_action(r, j, f);
	if (f->type != 0 && r->nuses > f->uses)
		refs_name_node(r, j, f);
	if (f->out_of_service)
		mark_out_of_service(r, f);
	if (f->under == KEY_ACTION && f->defines)
		refs_top(r)->defines = true;
}

/* A member's name. False: its value is not searched. */
JSON_PASS_INLINE bool
refs_member(void *self, struct json *j)
{
	struct refs *r = self;
	struct refs_frame *f = refs_top(r);
	struct slice name = j->tok;

	f->key = (uint8_t)refs_key(name);
	switch (f->key) {
	case KEY_UI:
		return false;
	case KEY_MANIFEST:
		return !refs_is_manifest(j);
	case KEY_TYPE:
		if (f->code == 0)
			f->code = refs_offset(j, j->at);
		return r->depth > 1;
	case KEY_NODE_TYPE:
	case KEY_TRACKING_ID:
		f->defines = true;
		return true;
	default:
		return r->depth > 1 || f->key == KEY_NODES || slice_is(name, "configuration");
	}
}

JSON_PASS_INLINE void
refs_other(void *self, struct json *j, enum json_type type)
{
	struct refs *r = self;

	(void)j;
	if (type == JSON_TRUE && refs_top(r)->key == KEY_OUT_OF_SERVICE)
		refs_top(r)->out_of_service = true;
}

void
refs_walk(struct refs *r, struct json *j, struct slice text)
{
	static const struct json_pass pass = {
	    refs_enter, refs_leave, refs_member, refs_string_value, refs_other};

	r->frames = xgrow(r->frames, &r->frames_cap, 1, sizeof *r->frames);
	r->top = &r->frames[0];
	*r->top = (struct refs_frame){.key = KEY_OTHER};
	json_pass_checked(j, text, &pass, r);
}
