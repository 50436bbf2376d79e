/* manifest.c - whether a flow's manifest says what the flow refers to */
#include "architect/manifest.h"
#include "architect/manifest_build.h"
#include "base/ascii.h"
#include "base/mem.h"
#include "json/peek.h"
#include "record/uuid.h"

enum {
	NAMES_MAX = 5,    /* in a message */
	PROMPTS_MAX = 256 /* that are searched for in the text; others without a use are kept */
};

/* Put the lower-case form of an id into scratch. */
static struct slice
manifest_lower(struct manifest *m, struct slice id)
{
	buf_clear(&m->scratch);
	for (size_t i = 0; i < id.n; i++)
		buf_putc(&m->scratch, ascii_lower(id.p[i]));
	return buf_slice(&m->scratch);
}

/* The reference of this type among those that share a known id; 0: none, else its number + 1. */
static uint32_t
manifest_find_ref(const struct refs *r, struct slice type, struct slice id)
{
	size_t index = idset_find(&r->known, id);

	if (index == IDSET_NONE)
		return 0;
	for (uint32_t i = r->of_known[index]; i != 0; i = r->v[i - 1].next)
		if (slice_eq(refs_text(r, r->v[i - 1].type), type))
			return i;
	return 0;
}

/* When the client first meets a reference; MANIFEST_UNRANKED: it never does. */
static uint64_t
rank_of(const struct manifest *m, const struct ref *ref)
{
	uint64_t rank = MANIFEST_UNRANKED;

	for (size_t k = 0; k < ref->count; k++) {
		const struct ref_use *use = refs_use(&m->refs, ref, k);
		uint64_t this = manifest_counts(m, use) ? manifest_rank(m, use) : rank;
		rank = this < rank ? this : rank;
	}
	return rank;
}

static void
add_id(struct manifest *m, struct slice id, uint32_t entry)
{
	size_t before = m->ids.n, index = idset_add(&m->ids, manifest_lower(m, id));

	m->of_id = xgrow(m->of_id, &m->of_id_cap, m->ids.n, sizeof *m->of_id);
	m->entries[entry - 1].next = m->ids.n > before ? 0 : m->of_id[index];
	m->of_id[index] = entry;
}

/* An element of a list, whose id is the last member of that name. */
static void
read_entry(struct manifest *m, struct slice type, struct slice text)
{
	struct slice rest = text, key, value, id = {"", 0};
	struct manifest_entry e = {.text = text, .rank = MANIFEST_UNRANKED};
	struct buf plain = BUF_INIT;

	while (text.p[0] == '{' && peek_member(&rest, &key, &value))
		if (json_is(key, "id") && value.n > 2 && value.p[0] == '"')
			id = slice_of(value.p + 1, value.n - 2);
	json_unescape(id, &plain);
	e.ref = id.n > 0 ? manifest_find_ref(&m->refs, type, buf_slice(&plain)) : 0;
	if (e.ref != 0)
		e.rank = rank_of(m, &m->refs.v[e.ref - 1]);
	m->entries = xgrow(m->entries, &m->entries_cap, m->nentries + 1, sizeof *m->entries);
	m->entries[m->nentries++] = e;
	if (e.ref != 0)
		add_id(m, buf_slice(&plain), (uint32_t)m->nentries);
	buf_release(&plain);
}

static void
read_list(struct manifest *m, struct slice key, struct slice value)
{
	struct manifest_list list = {
	    .key = key, .value = value, .first = m->nentries, .rank = MANIFEST_UNRANKED};
	size_t begin = m->types.n;
	bool is_list = value.p[0] == '[';
	struct slice entry;

	json_unescape(key, &m->types);
	list.type = slice_of(m->types.p + begin, m->types.n - begin);
	while (is_list && peek_element(&value, &entry)) {
		read_entry(m, list.type, entry);
		if (m->entries[m->nentries - 1].rank < list.rank)
			list.rank = m->entries[m->nentries - 1].rank;
	}
	list.count = m->nentries - list.first;
	m->lists = xgrow(m->lists, &m->lists_cap, m->nlists + 1, sizeof *m->lists);
	m->lists[m->nlists++] = list;
}

static void
read_lists(struct manifest *m)
{
	struct slice rest = m->text, key, value;

	if (rest.n == 0 || rest.p[0] != '{')
		return;
	buf_reserve(&m->types, rest.n); /* so that the types stay where they are */
	while (peek_member(&rest, &key, &value))
		read_list(m, key, value);
}

static void
add_item(struct manifest *m, enum manifest_kind kind, size_t ref, uint64_t rank)
{
	m->v = xgrow(m->v, &m->cap, m->n + 1, sizeof *m->v);
	m->v[m->n++] = (struct manifest_item){.kind = kind, .ref = (uint32_t)ref, .rank = rank};
	m->missing += kind == MANIFEST_MISSING;
	m->unused += kind == MANIFEST_UNUSED;
	m->unknown += kind == MANIFEST_UNKNOWN;
}

/*
 * Whether the manifest has an entry for the id of this type, or of any type where none is known, in
 * any case. Such entries are used.
 */
static bool
has_entry(struct manifest *m, const struct ref *ref)
{
	struct slice type = refs_text(&m->refs, ref->type);
	size_t index = idset_find(&m->ids, manifest_lower(m, refs_text(&m->refs, ref->id)));
	bool found = false;

	if (index == IDSET_NONE)
		return false;
	for (uint32_t i = m->of_id[index]; i != 0; i = m->entries[i - 1].next) {
		struct manifest_entry *e = &m->entries[i - 1];
		const struct ref *of = &m->refs.v[e->ref - 1];
		if (type.n > 0 && !ref->manifest && !slice_eq(refs_text(&m->refs, of->type), type))
			continue; /* two entries of one id share its uses */
		found = true;
		if (of != ref && e->rank == MANIFEST_UNRANKED)
			e->rank = rank_of(m, ref);
	}
	return found;
}

/* Whether a reference is one for which the client would make an entry, if all is known of it. */
static bool
is_dependency(const struct manifest *m, const struct ref *ref)
{
	struct slice type = refs_text(&m->refs, ref->type);

	if (ref->id.len == 0 || slice_is(type, "responseLibrary"))
		return false;
	if (ref->class == REF_PLATFORM)
		return slice_is(type, REFTYPE_DEFAULT_FLOW_TYPE);
	if (ref->class == REF_NAME)
		return slice_is(type, "bridgeAction");
	return ref->class == REF_OBJECT || ref->class == REF_UNKNOWN;
}

/* Whether a use asks for an entry; `vague`: of what it is not known whether it has any. */
static bool
use_asks(const struct manifest *m, const struct ref *ref, const struct ref_use *use, bool vague)
{
	if (!manifest_counts(m, use) || (vague && manifest_is_part(m, use)))
		return false;
	return !ref->manifest || !manifest_is_in_module(m, use);
}

static void
find_missing(struct manifest *m, enum manifest_kind kind)
{
	for (size_t i = 0; i < m->refs.n; i++) {
		const struct ref *ref = &m->refs.v[i];
		bool vague = ref->type.len == 0 || ref->name.len == 0, asked = false;
		if (vague != (kind == MANIFEST_UNKNOWN) || !is_dependency(m, ref))
			continue;
		for (size_t k = 0; k < ref->count && !asked; k++)
			asked = use_asks(m, ref, refs_use(&m->refs, ref, k), vague);
		if (asked && !has_entry(m, ref))
			add_item(m, kind, i, rank_of(m, ref));
	}
}

/* Whether a prompt is in an expression that was never compiled: "Prompt.NAME" in its text. */
static bool
is_said(struct manifest *m, const char *before, struct slice name)
{
	struct slice text = m->configuration;
	const char *end = text.p + text.n, *p = text.p;

	if (m->prompts++ >= PROMPTS_MAX)
		return true;
	buf_clear(&m->scratch);
	json_quote(&m->scratch, name); /* as it is spelled inside of a string */
	for (size_t n = strlen(before), len = m->scratch.n - 2;
	     (p = memchr(p, before[0], (size_t)(end - p))) != NULL; p++)
		if ((size_t)(end - p) >= n + len && memcmp(p, before, n) == 0 &&
		    memcmp(p + n, m->scratch.p + 1, len) == 0)
			return true;
	return false;
}

/* Whether an element of a list of strings is this text, in any case. */
static bool
manifest_list_has(struct manifest *m, struct slice list, struct slice text)
{
	struct buf want = BUF_INIT, element = BUF_INIT;
	struct slice token;
	bool found = false;

	buf_add_slice(&want, manifest_lower(m, text));
	while (!found && peek_element(&list, &token)) {
		buf_clear(&element);
		if (token.n >= 2 && token.p[0] == '"')
			json_unescape(slice_of(token.p + 1, token.n - 2), &element);
		found = slice_eq(manifest_lower(m, buf_slice(&element)), buf_slice(&want));
	}
	buf_release(&want);
	buf_release(&element);
	return found;
}

/* A language, voice or speech engine without a use, which only some flows tell about. */
static enum manifest_kind
kind_of_speech(struct manifest *m, struct slice type, struct slice id)
{
	bool language = slice_is(type, "language");
	struct slice said = peek_find(
	    m->configuration, language ? "supportedLanguages" : "supportedLanguageOptions");

	if (said.n == 0 || said.p[0] != '[')
		return MANIFEST_KINDS;
	return language && manifest_list_has(m, said, id) ? MANIFEST_KINDS : MANIFEST_UNUSED;
}

static bool
is_speech(struct slice type)
{
	static const char *const types[] = {"language", "ttsEngine", "ttsVoice", "sttEngine"};

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (slice_is(type, types[i]))
			return true;
	return false;
}

/* What an entry is for which there is no use; MANIFEST_KINDS: it is not looked for. */
static enum manifest_kind
kind_of_entry(struct manifest *m, const struct ref *ref)
{
	struct slice type = refs_text(&m->refs, ref->type), id = refs_text(&m->refs, ref->id);
	struct slice name = refs_text(&m->refs, ref->name);

	if (slice_is(type, "userPrompt"))
		return is_said(m, "Prompt.", name) ? MANIFEST_KINDS : MANIFEST_UNUSED;
	if (slice_is(type, "systemPrompt"))
		return is_said(m, "PromptSystem.", name) ? MANIFEST_KINDS : MANIFEST_UNUSED;
	if (ref->class == REF_PLATFORM && slice_is(type, REFTYPE_DEFAULT_FLOW_TYPE))
		return MANIFEST_UNUSED;
	if (is_speech(type))
		return kind_of_speech(m, type, id);
	if (slice_is(type, "bridgeAction"))
		return MANIFEST_UNUSED;
	if (ref->class != REF_OBJECT)
		return MANIFEST_KINDS;
	return uuid_is(id) || uuid_is_action(id) ? MANIFEST_UNUSED : MANIFEST_UNKNOWN;
}

static void
find_unused(struct manifest *m, enum manifest_kind kind)
{
	for (size_t i = 0; i < m->nentries; i++) {
		struct manifest_entry *e = &m->entries[i];
		if (e->ref == 0 || e->rank != MANIFEST_UNRANKED ||
		    kind_of_entry(m, &m->refs.v[e->ref - 1]) != kind)
			continue;
		e->unused = kind == MANIFEST_UNUSED;
		add_item(m, kind, e->ref - 1, MANIFEST_UNRANKED);
	}
}

static void
manifest_clear(struct manifest *m, struct slice record)
{
	m->n = m->missing = m->unused = m->unknown = m->nlists = m->nentries = m->prompts = 0;
	m->record = record;
	m->text = slice_of("", 0);
	idset_clear(&m->ids);
	buf_clear(&m->types);
}

bool
manifest_read(struct manifest *m, struct slice record)
{
	manifest_clear(m, record);
	m->refs.pointers = true;
	if (!refs_read(&m->refs, &m->json, record) || !m->refs.flow)
		return false;
	m->configuration = peek_find(record, "configuration");
	if (m->configuration.n == 0 || m->configuration.p[0] != '{')
		return false;
	m->text = peek_find(m->configuration, "manifest");
	read_lists(m);
	find_missing(m, MANIFEST_MISSING);
	find_missing(m, MANIFEST_UNKNOWN);
	find_unused(m, MANIFEST_UNUSED);
	find_unused(m, MANIFEST_UNKNOWN);
	return true;
}

void
manifest_describe(const struct manifest *m, enum manifest_kind kind, struct buf *to)
{
	size_t n = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct ref *ref = &m->refs.v[m->v[i].ref];
		bool named = kind != MANIFEST_UNKNOWN && ref->name.len > 0;
		if (m->v[i].kind != kind || n++ >= NAMES_MAX)
			continue;
		buf_puts(to, n > 1 ? ", " : "");
		buf_add_slice(to, refs_text(&m->refs, ref->type));
		buf_puts(to, ref->type.len > 0 ? " " : "");
		json_quote(to, refs_text(&m->refs, named ? ref->name : ref->id));
	}
	if (n > NAMES_MAX)
		buf_printf(to, " and %zu more", n - NAMES_MAX);
}

void
manifest_release(struct manifest *m)
{
	refs_release(&m->refs);
	json_release(&m->json);
	idset_release(&m->ids);
	buf_release(&m->types);
	buf_release(&m->scratch);
	free(m->v);
	free(m->lists);
	free(m->entries);
	free(m->of_id);
	*m = (struct manifest)MANIFEST_INIT;
}
