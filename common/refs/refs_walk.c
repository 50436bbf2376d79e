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

/* A string that is the known id of this index, or that refs_judge_string() may find something in. */
static void
refs_use_string(struct refs *r, struct json *j, size_t index)
{
	const struct refs_frame *f = refs_top(r);

	if (index == IDSET_NONE) {
		refs_judge_string(r, j);
		return;
	}
	if (f->key == KEY_TEXT && f->under == KEY_LIT)
		refs_judge_lookup(r, j); /* a name may be some other object's id */
	use_known(r, j, index);
}

/* The keys of the strings, shorter than a UUID, in which refs_judge_string() may find something. */
static uint64_t
refs_keys_judged(const struct refs *r)
{
	const uint64_t judged = UINT64_C(1) << KEY_TEXT | UINT64_C(1) << KEY_VAL;

	return r->has_manifest ? judged : judged | UINT64_C(1) << KEY_OTHER;
}

/* Whether refs_judge_string() could find anything in a string: most are short. */
JSON_PASS_INLINE bool
refs_may_matter(
    const struct refs *r, const struct json *j, const struct refs_frame *f, struct slice token)
{
	if (token.n == UUID_LEN && f->key == KEY_ID)
		return refs_key_above(j, 0).n == 0; /* of most nodes; judged when they end */
	if (token.n >= UUID_LEN)
		return true;
	if (token.n == 0 || (r->judged >> f->key & 1) == 0)
		return false;
	return f->key != KEY_TEXT || f->under == KEY_LIT ||
	       (f->flags & (REFS_WIRING | REFS_COMPILED | REFS_HAS_CONFIG)) == 0;
}

JSON_PASS_INLINE void
refs_string_value(void *self, struct json *j, struct slice token, bool escaped)
{
	struct refs *r = self;
	struct refs_frame *f = refs_top(r);
	size_t index = escaped ? find_escaped(r, token) : idset_find(&r->known, token);

	if (f->key < REFS_FRAME_STRINGS) {
		f->strings[f->key] = (struct refs_token){
		    refs_offset(j, token.p), (uint32_t)token.n & INT32_MAX, escaped};
		f->flags |= (uint16_t)(1 << f->key);
	}
	if (index != IDSET_NONE || refs_may_matter(r, j, f, token)) {
		json_checked_tell(j, token, escaped);
		refs_use_string(r, j, index);
	}
}

/* What the key of a container means for it. */
static const uint16_t refs_flags_under[KEY_VAL + 1] = {
    [KEY_ACTION] = REFS_CHOICE,
    [KEY_ARCH_NLU] = REFS_WIRING,
    [KEY_CONFIG] = REFS_COMPILED,
    [KEY_META_DATA] = REFS_WIRING,
    [KEY_NODES] = REFS_DEFINES,
    [KEY_OPERANDS] = REFS_OPERAND,
    [KEY_STEPS] = REFS_DEFINES,
};

static void
refs_more_frames(struct refs *r)
{
	size_t n = (size_t)(r->top - r->frames) + 1;

	r->frames = xgrow(r->frames, &r->frames_cap, n + 1, sizeof *r->frames);
	r->top = &r->frames[n - 1];
	r->frames_end = r->frames + r->frames_cap;
}

JSON_PASS_INLINE void
refs_enter(void *self, struct json *j, const char *at)
{
	struct refs *r = self;
	struct refs_frame *f;
	uint8_t under = r->top->key;

	if (__builtin_expect(r->top + 1 == r->frames_end, 0))
		refs_more_frames(r);
	f = ++r->top;
	f->start = refs_offset(j, at);
	f->uses = (uint32_t)r->nuses;
	f->code = 0;
	f->under = under;
	f->key = *at == '{' ? KEY_OTHER : under;
	f->flags = refs_flags_under[under] | (f[-1].flags & (REFS_WIRING | REFS_COMPILED));
}

/* Set the node of the uses inside the node that has just ended, except those in an inner node. */
static void
refs_name_node(struct refs *r, const struct json *j, const struct refs_frame *f)
{
	for (size_t i = f->uses; i < r->nuses; i++) {
		struct ref_use *use = &r->uses[i];
		if (use->node_type.n > 0)
			continue;
		use->node_id = refs_frame_string(j, f, KEY_ID);
		use->node_name = refs_frame_string(j, f, KEY_NAME);
		use->node_type = refs_frame_string(j, f, KEY_NODE_TYPE);
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

/* A container that has ended, and has an id, a type, or another reason to be looked at again. */
static void
refs_end_container(struct refs *r, const struct json *j, const struct refs_frame *f)
{
	if (refs_frame_has(f, KEY_ID))
		refs_judge_object(r, j, f);
	if ((f->flags & REFS_OPERAND) != 0)
		refs_judge_operand(r, j, f);
	if (refs_frame_has(f, KEY_NODE_TYPE)) {
		refs_judge_action(r, j, f);
		refs_name_node(r, j, f);
	}
	if ((f->flags & REFS_OUT_OF_SERVICE) != 0)
		mark_out_of_service(r, f);
	if ((f->flags & REFS_CHOICE) != 0)
		refs_top(r)->flags |= f->flags & REFS_DEFINES;
}

JSON_PASS_INLINE void
refs_leave(void *self, struct json *j)
{
	struct refs *r = self;
	const struct refs_frame *f = r->top--;
	const int reasons =
	    1 << KEY_ID | 1 << KEY_NODE_TYPE | REFS_OUT_OF_SERVICE | REFS_OPERAND | REFS_CHOICE;

	if ((f->flags & reasons) != 0)
		refs_end_container(r, j, f);
}

/* A member's name. False: its value is not searched. */
JSON_PASS_INLINE bool
refs_member(void *self, struct json *j, const char *at, struct slice name)
{
	struct refs *r = self;
	struct refs_frame *f = refs_top(r);

	f->key = (uint8_t)refs_key(name);
	switch (f->key) {
	case KEY_UI:
		return false;
	case KEY_MANIFEST:
		return !refs_is_manifest(j);
	case KEY_TYPE:
		if (f->code == 0)
			f->code = refs_offset(j, at);
		return j->depth > 1;
	case KEY_CONFIG:
		if (j->stack[j->depth - 1].index < REFS_MEMBERS_MAX)
			f->flags |= REFS_HAS_CONFIG;
		return j->depth > 1;
	case KEY_NODE_TYPE:
	case KEY_TRACKING_ID:
		f->flags |= REFS_DEFINES;
		return true;
	default:
		return j->depth > 1 || f->key == KEY_NODES || slice_is(name, "configuration");
	}
}

JSON_PASS_INLINE void
refs_other(void *self, struct json *j, const char *at)
{
	struct refs *r = self;

	(void)j;
	if (refs_top(r)->key == KEY_OUT_OF_SERVICE && *at == 't')
		refs_top(r)->flags |= REFS_OUT_OF_SERVICE;
}

void
refs_walk(struct refs *r, struct json *j, struct slice text)
{
	static const struct json_checked_pass pass = {
	    refs_enter, refs_leave, refs_member, refs_string_value, refs_other};

	r->top = r->frames;
	refs_more_frames(r);
	*r->top = (struct refs_frame){.key = KEY_OTHER};
	r->judged = refs_keys_judged(r);
	json_pass_checked(j, text, &pass, r);
}
