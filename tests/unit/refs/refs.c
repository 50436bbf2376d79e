/* refs: one struct over many records; each use's byte, pointer and node; what is no flow. */
#include "refs/refs.h"
#include "tap.h"

#define U1 "11111111-1111-4111-8111-111111111111"
#define U2 "22222222-2222-4222-8222-222222222222"
#define U3 "33333333-3333-4333-8333-333333333333"

static const char flow[] =
    "{\"kind\":\"flow\",\"org\":\"o\",\"id\":\"" U1 "\",\"name\":\"\\u0041\",\"type\":\"BOT\","
    "\"configuration\":{\"self\":\"" U1 "\",\"queue\":\"Q\\u0031\",\"text\":\"see " U2 "\","
    "\"node\":{\"queue\":\"Q1\",\"id\":\"" U3 "\",\"name\":\"N\",\"__type\":\"T\"},"
    "\"link\":\"" U3 "\",\"manifest\":{\"queue\":[{\"id\":\"Q1\",\"name\":\"\\u0051\"}]}}}";

/* Whether the bytes at each use of a reference that is a whole string stand for its id. */
static bool
bytes_agree(const struct refs *r, const struct ref *ref, struct slice text)
{
	struct json j = JSON_INIT;
	struct buf plain = BUF_INIT;
	bool same = true;

	for (size_t k = 0; k < ref->count; k++) {
		const struct ref_use *use = refs_use(r, ref, k);
		json_start(&j, slice_of(text.p + use->at, text.n - use->at));
		same &= json_next(&j) == JSON_STRING;
		buf_clear(&plain);
		json_unescape(j.tok, &plain);
		same &= slice_eq(buf_slice(&plain), refs_text(r, ref->id));
	}
	buf_release(&plain);
	return same;
}

static bool
use_is(const struct refs *r, size_t ref, size_t k, const char *pointer)
{
	return k < r->v[ref].count &&
	       slice_is(refs_text(r, refs_use(r, &r->v[ref], k)->pointer), pointer);
}

static void
a_flow(struct refs *r, struct json *j)
{
	struct slice text = slice_str(flow);

	ok(refs_read(r, j, text) && r->flow && r->body && r->has_manifest, "a flow");
	ok(r->n == 3 && r->nuses == 5, "3 references, 5 uses");
	ok(slice_is(r->name, "\"\\u0041\"") && slice_is(refs_text(r, r->own_name), "A"),
	    "its name as spelled, and decoded");
	ok(slice_is(refs_text(r, r->type), "botFlow"), "its reference type");
	ok(r->v[0].class == REF_OWN && use_is(r, 0, 0, "/id") &&
		use_is(r, 0, 1, "/configuration/self"),
	    "itself");
	ok(r->v[1].class == REF_OBJECT && r->v[1].manifest &&
		use_is(r, 1, 0, "/configuration/queue") &&
		use_is(r, 1, 1, "/configuration/node/queue"),
	    "an object, one use of it spelled with an escape");
	ok(slice_is(refs_text(r, r->v[1].name), "Q"), "names are decoded");
	ok(r->v[2].class == REF_LITERAL && use_is(r, 2, 0, "/configuration/text"), "a literal");
	ok(bytes_agree(r, &r->v[0], text) && bytes_agree(r, &r->v[1], text), "bytes of the uses");
	ok(refs_use(r, &r->v[1], 0)->node_type.n == 0 &&
		slice_is(refs_use(r, &r->v[1], 1)->node_name, "N") &&
		slice_is(refs_use(r, &r->v[1], 1)->node_id, U3),
	    "the node, where there is one");
}

/* Ten uses of a queue, of which some are in values that are out of service, nested and not. */
static void
out_of_service(struct refs *r, struct json *j)
{
	static const char text[] =
	    "{\"kind\":\"flow\",\"type\":\"WORKFLOW\",\"configuration\":{"
	    "\"manifest\":{\"queue\":[{\"id\":\"" U2 "\",\"name\":\"Q\"}]},"
	    "\"a\":\"" U2 "\",\"b\":{\"outOfService\":true,\"c\":{\"lit\":{\"val\":\"" U2 "\"}}},"
	    "\"d\":{\"e\":{\"val\":\"" U2 "\",\"outOfService\":true},\"f\":\"" U2 "\","
	    "\"g\":[{\"h\":[\"" U2 "\"],\"outOfService\":true}],\"outOfService\":true,\"i\":\"" U2
	    "\"},"
	    "\"j\":{\"outOfService\":false,\"k\":\"" U2 "\"},\"l\":[\"" U2 "\"],"
	    "\"m\":{\"id\":\"" U1 "\",\"name\":\"x\",\"outOfService\":true},\"n\":\"" U2 "\"}}";
	static const bool out[] = {false, true, true, true, true, true, false, false, false};
	const struct ref *queue, *other;

	r->pointers = true;
	ok(refs_read(r, j, slice_str(text)) && r->n == 2, "a flow with values out of service");
	queue = &r->v[0];
	other = &r->v[1];
	ok(queue->count == COUNT_OF(out) && other->count == 1, "all uses");
	for (size_t k = 0; k < COUNT_OF(out) && k < queue->count; k++) {
		const struct ref_use *use = refs_use(r, queue, k);
		ok((use->out_of_service != 0) == out[k], "%.*s",
		    SLICE_ARGS(refs_text(r, use->pointer)));
		ok(use->in < use->at && strchr("{[", text[use->in]) != NULL, "is in a container");
	}
	ok(refs_use(r, other, 0)->out_of_service != 0 && text[refs_use(r, other, 0)->in] == '{' &&
		strncmp(text + refs_use(r, other, 0)->in, "{\"id\":\"" U1, 10) == 0,
	    "an object with an id");
}

static void
no_flow(struct refs *r, struct json *j)
{
	ok(refs_read(r, j, slice_str("{\"kind\":\"object\",\"id\":\"" U1 "\",\"nodes\":[]}")) &&
		!r->flow && r->n == 0 && r->nuses == 0,
	    "nothing of another kind, and nothing left of the flow before");
	ok(refs_read(r, j, slice_str("{\"kind\":\"flow\"}")) && r->flow && !r->body && r->n == 0,
	    "a flow that is nothing else");
	ok(refs_read(
	       r, j, slice_str("{\"configuration\":{},\"kind\":\"flow\",\"id\":\"" U1 "\"}")) &&
		r->flow && r->body && r->n == 1,
	    "a flow whose definition is empty, and its members behind it");
	ok(!refs_read(r, j, slice_str("{\"kind\":\"flow\",\"configuration\":{}")), "a torn flow");
	ok(!refs_read(r, j, slice_str("{\"kind\":\"x\"} ,")), "more than one value");
	ok(!refs_read(r, j, slice_str("[]")) && !refs_read(r, j, slice_str("")), "no object");
}

static void
refs_own_by_type(struct refs *r, struct json *j)
{
	struct buf b = BUF_INIT;

	refs_read(r, j, slice_str(flow));
	refs_by_type(r, &b);
	ok(slice_is(buf_slice(&b), "{\"queue\":[{\"id\":\"Q1\",\"name\":\"Q\"}],"
				   "\"literal\":[{\"id\":\"" U2 "\"}]}"),
	    "references by type");
	buf_release(&b);
}

/*
 * Levels with an id each, and as many types: what is not asked for (pointers that are as long as
 * it is deep) takes no room, and no list is looked for in all others.
 */
static void
deep_and_wide(struct refs *r, struct json *j)
{
	enum { MANY = 100000 };
	struct buf b = BUF_INIT, list = BUF_INIT;

	buf_puts(&b, "{\"kind\":\"flow\",\"configuration\":{\"manifest\":{");
	for (unsigned i = 0; i < MANY; i++)
		buf_printf(&b, "%s\"t%u\":[{\"id\":\"%08x-aaaa-4000-8000-000000000000\"}]",
		    i > 0 ? "," : "", i, i);
	buf_putc(&b, '}');
	for (unsigned i = 0; i < MANY; i++)
		buf_printf(&b, ",\"x\":\"%08x-aaaa-4000-8000-000000000000\",\"y\":{\"z\":1", i);
	for (unsigned i = 0; i < MANY + 2; i++)
		buf_putc(&b, '}');
	r->pointers = false;
	ok(refs_read(r, j, buf_slice(&b)) && r->n == MANY && r->nuses == MANY,
	    "%d references, as many levels", MANY);
	ok(r->text.n < b.n && refs_text(r, refs_use(r, &r->v[MANY - 1], 0)->pointer).n == 0,
	    "no more text than the record's");
	refs_by_type(r, &list);
	ok(json_start_object(j, buf_slice(&list)) && json_skip(j) && list.n > b.n / 4, "by type");
	buf_release(&list);
	buf_release(&b);
}

int
main(void)
{
	struct refs r = REFS_INIT;
	struct json j = JSON_INIT;

	r.pointers = true;
	a_flow(&r, &j);
	no_flow(&r, &j);
	a_flow(&r, &j);
	out_of_service(&r, &j);
	refs_own_by_type(&r, &j);
	deep_and_wide(&r, &j);
	refs_release(&r);
	refs_release(&r);
	json_release(&j);
	return tap_done();
}
