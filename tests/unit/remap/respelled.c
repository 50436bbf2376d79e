/*
 * respelled: a flow means the same however its names and texts are spelled. Random characters of a
 * flow's strings become \u escapes; its references and what a map makes of it stay the same.
 */
#include "random.h"
#include "refs/refs.h"
#include "remap/remap.h"
#include "tap.h"

#include <unistd.h>

#define U(n) "11111111-1111-4111-8111-11111111111" n

/* clang-format off */
static const char flow[] =
    "{\"kind\":\"flow\",\"org\":\"o\",\"id\":\"" U("0") "\",\"name\":\"Main\",\"type\":\"BOT\","
    "\"division\":{\"id\":\"" U("1") "\",\"name\":\"Home\"},\"configuration\":{"
    "\"commonModules\":[{\"model\":{\"manifest\":{\"dataTable\":[{\"id\":\"" U("2") "\","
    "\"name\":\"T\"}]},\"datatableId\":\"" U("2") "\",\"datatableName\":\"T\"}}],"
    "\"manifest\":{\"queue\":[{\"id\":\"" U("3") "\",\"name\":\"Sales\"}],"
    "\"dataAction\":[{\"id\":\"custom_-_" U("4") "\",\"name\":\"Get\"}],"
    "\"nluDomain\":[{\"id\":\"" U("5") "\",\"version\":\"" U("6") "\"}]},"
    "\"variables\":[{\"id\":\"" U("7") "\",\"name\":\"v\",\"__type\":\"StringVariable\"}],"
    "\"flowSequenceItemList\":[{\"id\":\"" U("8") "\",\"__type\":\"Task\",\"name\":\"Task\","
    "\"actionList\":[{\"id\":\"" U("9") "\",\"name\":\"Do\",\"__type\":\"DataAction\","
    "\"trackingId\":1,\"nextAction\":\"" U("a") "\",\"actionId\":\"custom_-_" U("4") "\","
    "\"actionName\":\"Get\",\"category\":{\"id\":\"W\",\"name\":\"W\"},"
    "\"responseLibrary\":{\"id\":\"" U("b") "\",\"name\":\"L\"},"
    "\"inQueueFlowId\":\"" U("c") "\","
    "\"a\":{\"config\":{\"lit\":{\"pos\":1,\"text\":\"Sales\",\"type\":\"que\","
    "\"val\":\"" U("3") "\"}},\"text\":\"Sales\"},"
    "\"b\":{\"config\":{\"lit\":{\"pos\":1,\"text\":\"Ann\",\"type\":\"usr\","
    "\"val\":\"" U("d") "\"}},\"text\":\"Ann\"},"
    "\"c\":{\"config\":{\"ref\":{\"pos\":1,\"text\":\"Prompt.Hi\",\"type\":\"pmt\","
    "\"val\":\"" U("e") "\"}},\"text\":\"Prompt.Hi\",\"metaData\":{\"references\":"
    "[{\"id\":\"" U("e") "\"}]}},"
    "\"d\":{\"sysref\":{\"text\":\"PromptSystem.beep\",\"type\":\"pmt\",\"val\":\"__beep__\"}},"
    "\"e\":{\"config\":{\"FindQueue\":{\"pos\":1,\"operands\":[{\"lit\":{\"pos\":11,"
    "\"text\":\"Night\",\"type\":\"str\"}}],\"type\":\"que\"}},"
    "\"text\":\"FindQueue(\\\"Night\\\")\"},"
    "\"f\":{\"text\":\"a|" U("f") "|custom_-_" U("4") "\\n" U("3") "\"},"
    "\"g\":{\"text\":\"{\\\"id\\\":\\\"" U("2") "\\\",\\\"to\\\":\\\"bot~" U("3") "\\\"}\"},"
    "\"uiMetaData\":{\"x\":\"" U("1") "\"}}]}]}}";

static const char map[] =
    "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"Sales\",\"from\":\"" U("3") "\","
    "\"to\":\"q-3\",\"to_name\":\"Vertrieb\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"dataTable\",\"name\":\"T\",\"from\":\"" U("2") "\","
    "\"to\":\"t-2\",\"to_name\":\"Tabelle\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"dataAction\",\"name\":\"Get\",\"from\":\"custom_-_" U("4") "\","
    "\"to\":\"custom_-_22222222-2222-4222-8222-222222222222\",\"category\":\"W\","
    "\"to_category\":\"X\",\"status\":\"mapped\"}\n"
    "{\"kind\":\"map\",\"type\":\"division\",\"name\":\"Home\",\"from\":\"" U("1") "\","
    "\"status\":\"missing\"}\n";
/* clang-format on */

/* Spell each character of the text's strings as an escape with a chance of 1 in `rarity`. */
static void
respelled_respell(struct random *rnd, struct slice text, uint32_t rarity, struct buf *to)
{
	bool inside = false;

	buf_clear(to);
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '\\') {
			buf_add(to, text.p + i++, 2);
			continue;
		}
		inside ^= c == '"';
		if (inside && c != '"' && random_below(rnd, rarity) == 0)
			buf_printf(to, "\\u%04x", (unsigned)(unsigned char)c);
		else
			buf_putc(to, c);
	}
}

/* All strings in their shortest spelling. */
static void
spell_shortest(struct json *j, struct slice text, struct buf *to)
{
	struct buf plain = BUF_INIT;
	enum json_type t;

	buf_clear(to);
	json_start(j, text);
	while ((t = json_next(j)) > JSON_END) {
		buf_clear(&plain);
		if (t == JSON_KEY || t == JSON_STRING) {
			json_unescape(j->tok, &plain);
			json_quote(to, buf_slice(&plain));
		} else {
			buf_add_slice(to, j->tok);
		}
		buf_putc(to, '\n');
	}
	buf_release(&plain);
}

static void
list_refs(struct refs *r, struct json *j, struct slice text, struct buf *to)
{
	buf_clear(to);
	if (!refs_read(r, j, text))
		buf_puts(to, json_error(j));
	for (size_t i = 0; i < r->n; i++) {
		const struct ref *ref = &r->v[i];
		buf_printf(to, "%s %d %.*s %.*s %.*s %.*s", ref_class_name(ref->class),
		    ref->manifest, SLICE_ARGS(refs_text(r, ref->type)),
		    SLICE_ARGS(refs_text(r, ref->id)), SLICE_ARGS(refs_text(r, ref->name)),
		    SLICE_ARGS(refs_text(r, ref->category)));
		for (size_t k = 0; k < ref->count; k++)
			buf_printf(
			    to, " %.*s", SLICE_ARGS(refs_text(r, refs_use(r, ref, k)->pointer)));
		buf_putc(to, '\n');
	}
}

static void
respelled_apply(const struct splices *edits, struct slice text, struct buf *to)
{
	size_t from = 0;

	buf_clear(to);
	for (size_t i = 0; i < edits->n; i++) {
		const struct splice *e = &edits->v[i];
		buf_add(to, text.p + from, e->at - from);
		buf_add(to, edits->bytes.p + e->from, e->with);
		from = e->at + e->len;
	}
	buf_add(to, text.p + from, text.n - from);
}

static void
list_remapped(struct remap *r, struct json *j, struct slice text, struct buf *to)
{
	struct buf out = BUF_INIT;

	if (!remap_read(r, j, text))
		buf_puts(&out, json_error(j));
	splices_sort(&r->edits);
	respelled_apply(&r->edits, text, &out);
	spell_shortest(j, buf_slice(&out), to);
	buf_printf(to, "gaps: %zu", r->gaps.n);
	buf_release(&out);
}

static void
respelled_load_map(struct map *m)
{
	char path[] = "/tmp/respelled.XXXXXX";
	int fd = mkstemp(path);
	size_t n = sizeof map - 1;

	ok(fd >= 0 && write(fd, map, n) == (ssize_t)n && close(fd) == 0, "a map");
	map_load(m, path, false);
	unlink(path);
}

int
main(void)
{
	struct random rnd = {8};
	struct refs refs = REFS_INIT;
	struct remap remap = REMAP_INIT;
	struct map m = MAP_INIT;
	struct json j = JSON_INIT;
	struct buf text = BUF_INIT, want = BUF_INIT, got = BUF_INIT, wanted = BUF_INIT;
	unsigned refs_wrong = 0, remap_wrong = 0;

	respelled_load_map(&m);
	remap_start(&remap, &m);
	refs.pointers = true;
	list_refs(&refs, &j, slice_str(flow), &want);
	list_remapped(&remap, &j, slice_str(flow), &wanted);
	ok(refs.n > 12 && remap.edits.n > 10 && remap.gaps.n == 3,
	    "%zu references, %zu edits, %zu gaps", refs.n, remap.edits.n, remap.gaps.n);
	for (unsigned i = 0; i < 3000; i++) {
		respelled_respell(&rnd, slice_str(flow),
		    i < 1000   ? 300
		    : i < 2000 ? 20
			       : 1 + i % 3,
		    &text);
		list_refs(&refs, &j, buf_slice(&text), &got);
		refs_wrong += !slice_eq(buf_slice(&got), buf_slice(&want));
		list_remapped(&remap, &j, buf_slice(&text), &got);
		remap_wrong += !slice_eq(buf_slice(&got), buf_slice(&wanted));
	}
	ok(refs_wrong == 0, "the same references, but for %u", refs_wrong);
	ok(remap_wrong == 0, "the same once it is remapped, but for %u", remap_wrong);
	refs_release(&refs);
	remap_release(&remap);
	map_release(&m);
	json_release(&j);
	buf_release(&text);
	buf_release(&want);
	buf_release(&got);
	buf_release(&wanted);
	return tap_done();
}
