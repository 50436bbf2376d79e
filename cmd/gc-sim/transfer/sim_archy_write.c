/* sim_archy_write.c - a flow as YAML of the shape of Archy's */
#include "transfer/sim_archy.h"
#include "transfer/sim_archy_flow.h"
#include "base/idset.h"
#include "base/mem.h"
#include "json/compact.h"
#include "json/splice.h"
#include "org/object.h"
#include "json/json_write.h"
#include "record/flowtype.h"
#include "refs/refs.h"

/* What the configuration refers to: ids, and each one's line under "resources". */
struct resources {
	struct idset ids;
	struct buf lines;
};

size_t
sim_archy_resource(struct slice token, size_t *tildes)
{
	static const char word[] = "resource:";
	size_t i = 0, n = 0, digits = 0;

	while (i < token.n && token.p[i] == '~')
		i++;
	*tildes = i;
	if (token.n - i <= strlen(word) || memcmp(token.p + i, word, strlen(word)) != 0)
		return SIZE_MAX;
	for (i += strlen(word); i < token.n; i++, digits++) {
		if (token.p[i] < '0' || token.p[i] > '9' || digits == 9)
			return SIZE_MAX;
		n = n * 10 + (size_t)(token.p[i] - '0');
	}
	return n;
}

const char *
sim_archy_distinction(struct slice type)
{
	if (slice_is(type, "dataAction") || slice_is(type, "secureAction"))
		return "category";
	return slice_is(type, "user") ? "email" : NULL;
}

static const struct org_object *
object_of_id(const struct sim *sim, struct slice id)
{
	for (size_t i = 0; i < sim->org.nobjects; i++)
		if (slice_is(id, sim->org.objects[i].id))
			return &sim->org.objects[i];
	return NULL;
}

static void
put_resource(struct buf *b, struct slice type, struct slice name, const struct org_object *o)
{
	const char *key = sim_archy_distinction(type);
	char *value = o != NULL && key != NULL ? object_text(o, key) : NULL;

	buf_puts(b, "    - {\"type\":");
	json_quote(b, type);
	buf_puts(b, ",\"name\":");
	json_quote(b, name);
	if (value != NULL)
		json_write_cstr(b, key, value);
	buf_puts(b, "}\n");
	free(value);
}

/*
 * By name goes what the manifest says, and an id in a reference's place that it lacks and the org
 * knows (a response library). The NLU domain has no name: whoever imports the flow has its own.
 */
static void
add_resource(
    struct resources *r, const struct sim *sim, const struct refs *refs, const struct ref *ref)
{
	struct slice type = refs_text(refs, ref->type), id = refs_text(refs, ref->id),
		     name = refs_text(refs, ref->name);
	const struct org_object *o = object_of_id(sim, id);
	char *text = xmemdup0(id.p, id.n);
	const struct org_flow *flow = org_flow_by_id(&sim->org, text);
	bool domain = ref->class == REF_OWN && slice_is(type, "nluDomain");
	bool unknown = ref->class == REF_UNKNOWN && (o != NULL || flow != NULL);
	struct buf flow_type = BUF_INIT;
	size_t before = r->ids.n;

	free(text);
	if (id.n == 0 || !(unknown || (ref->manifest && (domain || ref->class == REF_OBJECT))))
		return;
	idset_add(&r->ids, id);
	if (unknown && flow != NULL)
		flowtype_reference(slice_str(flow->type), &flow_type);
	if (unknown) {
		type = flow != NULL ? buf_slice(&flow_type) : slice_str(o->type);
		name = slice_str(flow != NULL ? flow->name : o->name);
	}
	if (r->ids.n > before)
		put_resource(&r->lines, type, name, o);
	buf_release(&flow_type);
}

static void
find_resources(struct resources *r, const struct sim *sim, struct slice configuration)
{
	struct refs refs = REFS_INIT;
	struct json j = JSON_INIT;
	struct buf record = BUF_INIT;

	if (refs_read_configuration(&refs, &j, configuration, &record))
		for (size_t i = 0; i < refs.n; i++)
			add_resource(r, sim, &refs, &refs.v[i]);
	refs_release(&refs);
	json_release(&j);
	buf_release(&record);
}

/* The character that begins with p[0], where YAML has no place for it or takes it for the line's
 * end: DEL, C1 (NEL is one), U+2028, U+2029, U+FEFF, U+FFFE, U+FFFF. 0: any other. */
static unsigned
unprintable_at(const unsigned char *p, size_t n)
{
	unsigned c;

	if (p[0] == 0x7f)
		return 0x7f;
	if (n >= 2 && p[0] == 0xc2 && p[1] < 0xa0)
		return p[1];
	if (n < 3 || p[0] < 0xe0)
		return 0;
	c = (unsigned)(p[0] & 0xf) << 12 | (unsigned)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	return c == 0x2028 || c == 0x2029 || c == 0xfeff || c == 0xfffe || c == 0xffff ? c : 0;
}

static void
escape_unprintable(struct splices *edits, size_t at, struct slice token)
{
	const unsigned char *p = (const unsigned char *)token.p;

	for (size_t i = 0; i < token.n; i++) {
		unsigned c = p[i] < 0x7f ? 0 : unprintable_at(p + i, token.n - i);
		char escape[sizeof "\\uffffffff"];

		if (c == 0)
			continue;
		snprintf(escape, sizeof escape, "\\u%04x", c);
		splices_add(edits, at + i, c < 0x80 ? 1 : c < 0x800 ? 2 : 3, slice_str(escape));
	}
}

/* Ids become their resource's number; strings that look like one are marked. */
static void
put_configuration(const struct resources *r, struct slice text, struct buf *to)
{
	struct splices edits = SPLICES_INIT;
	struct json j = JSON_INIT;
	enum json_type t;

	json_start(&j, text);
	while ((t = json_next(&j)) > JSON_END) {
		size_t at = (size_t)(j.tok.p - text.p), found, tildes;
		struct buf number = BUF_INIT;
		if (t == JSON_KEY)
			escape_unprintable(&edits, at, j.tok);
		if (t != JSON_STRING)
			continue;
		found = idset_find(&r->ids, j.tok);
		if (found != IDSET_NONE) {
			buf_printf(&number, "resource:%zu", found);
			splices_add(&edits, at, j.tok.n, buf_slice(&number));
			buf_release(&number);
		} else if (sim_archy_resource(j.tok, &tildes) != SIZE_MAX) {
			splices_add(&edits, at, 0, slice_str("~"));
		} else {
			escape_unprintable(&edits, at, j.tok);
		}
	}
	splices_apply(&edits, text, to);
	splices_release(&edits);
	json_release(&j);
}

/* Archy's word for a type: the manifest's without "Flow", except for bots. */
static void
archy_put_type(struct buf *b, const char *type)
{
	struct buf word = BUF_INIT;

	flowtype_reference(slice_str(type), &word);
	if (word.n > 4 && strcasecmp(type, "bot") != 0 &&
	    memcmp(word.p + word.n - 4, "Flow", 4) == 0)
		word.n -= 4;
	buf_add_slice(b, buf_slice(&word));
	buf_puts(b, ":\n");
	buf_release(&word);
}

static void
put_line(struct buf *b, const char *key, const char *text)
{
	buf_printf(b, "  %s: ", key);
	json_quote(b, slice_str(text));
	buf_putc(b, '\n');
}

/* The YAML of a configuration that was made here. */
static void
write_made(const struct sim *sim, const struct org_flow *flow, struct buf *body, struct buf *to)
{
	struct resources r = {.ids = IDSET_INIT, .lines = BUF_INIT};
	struct json j = JSON_INIT;

	compact(&j, body);
	find_resources(&r, sim, buf_slice(body));
	archy_put_type(to, flow->type);
	put_line(to, "name", flow->name);
	if (flow->description != NULL)
		put_line(to, "description", flow->description);
	if (flow->division < sim->org.ndivisions)
		put_line(to, "division", sim->org.divisions[flow->division].name);
	buf_puts(to, r.lines.n > 0 ? "  resources:\n" : "  resources: []\n");
	buf_add_slice(to, buf_slice(&r.lines));
	buf_puts(to, "  configuration: |-\n    ");
	put_configuration(&r, buf_slice(body), to);
	buf_putc(to, '\n');
	idset_release(&r.ids);
	buf_release(&r.lines);
	json_release(&j);
}

void
sim_archy_write(const struct sim *sim, const struct org_flow *flow, size_t version, struct buf *to)
{
	struct buf body = BUF_INIT, made = BUF_INIT;

	buf_add_slice(&body, org_configuration(&sim->org, flow, version - 1, &made));
	if (!sim_archy_kept(buf_slice(&body), to))
		write_made(sim, flow, &body, to);
	buf_release(&body);
	buf_release(&made);
}
