/* inspect.c - what is looked at in a record before anything is written */
#include "inspect.h"
#include "architect/limits.h"
#include "architect/openable.h"
#include "base/err.h"
#include "json/compact.h"

static void
inspect_warn(const struct record *r, const char *what)
{
	struct buf label = BUF_INIT;

	record_label(r, &label);
	warn("%s: %s", label.p, what);
	buf_release(&label);
}

static const char *
inspect_name(struct inspect *in, const struct record *r)
{
	const char *fault = limits_name_fault(members_text(&r->m, "name", &in->text));

	if (fault == NULL)
		return NULL;
	buf_clear(&in->why);
	buf_printf(&in->why, "%s; rename the flow", fault);
	return in->why.p;
}

static const char *
inspect_size(struct inspect *in, const struct record *r, size_t bytes)
{
	if (bytes <= LIMITS_BODY_PUBLISHED)
		return NULL;
	buf_clear(&in->why);
	if (bytes > LIMITS_BODY) {
		buf_printf(&in->why,
		    "its configuration has %zu bytes, and the API accepts at most %d; split the "
		    "flow",
		    bytes, LIMITS_BODY);
		return in->why.p;
	}
	buf_printf(&in->why,
	    "its configuration has %zu bytes; Architect saves a flow of more than %d, but does not "
	    "publish it",
	    bytes, LIMITS_BODY_PUBLISHED);
	inspect_warn(r, in->why.p);
	return NULL;
}

/* Append what there is of a kind: "BEFORE queue "Sales" AFTER". */
static void
inspect_tell(
    struct inspect *in, enum manifest_kind kind, size_t n, const char *before, const char *after)
{
	if (n == 0)
		return;
	buf_puts(&in->why, in->why.n > 0 ? "; it " : "its manifest ");
	buf_puts(&in->why, before);
	manifest_describe(&in->manifest, kind, &in->why);
	buf_puts(&in->why, after);
}

/* Another text takes the record's place. */
static void
inspect_replace(struct inspect *in, struct record *r, struct slice text)
{
	if (!members_read(&in->m, &in->json, text))
		die(EXIT_BUG, 0, "a rewritten record is not JSON: %s", json_error(&in->json));
	r->text = text;
	r->m = in->m;
}

/* Without the white space that other programs write; the target's bodies come without, too. */
static void
inspect_compact(struct inspect *in, struct record *r)
{
	buf_clear(&in->compact);
	buf_add_slice(&in->compact, r->text);
	compact(&in->json, &in->compact);
	if (in->compact.n < r->text.n)
		inspect_replace(in, r, buf_slice(&in->compact));
}

static void
inspect_complete(struct inspect *in, struct record *r)
{
	buf_clear(&in->text);
	manifest_complete(&in->manifest, &in->text);
	inspect_replace(in, r, buf_slice(&in->text));
}

static const char *
inspect_manifest(struct inspect *in, struct record *r)
{
	const struct manifest *m = &in->manifest;
	bool complete = in->choice == INSPECT_COMPLETE;

	if (!manifest_read(&in->manifest, r->text) || m->n == 0)
		return NULL;
	buf_clear(&in->why);
	if (!complete) {
		inspect_tell(in, MANIFEST_MISSING, m->missing, "does not list ", "");
		inspect_tell(
		    in, MANIFEST_UNUSED, m->unused, "lists ", ", which the flow does not use");
	}
	inspect_tell(in, MANIFEST_UNKNOWN, m->unknown, "cannot be checked for ", "");
	if (in->choice == INSPECT_REFUSE && m->missing + m->unused > 0) {
		buf_puts(&in->why, "; use --manifest=complete, or save the flow in Architect");
		return in->why.p;
	}
	if (!complete && m->missing + m->unused > 0)
		buf_puts(&in->why, "; --manifest=complete corrects it");
	if (in->why.n > 0)
		inspect_warn(r, in->why.p);
	if (complete && m->missing + m->unused > 0)
		inspect_complete(in, r);
	return NULL;
}

const char *
inspect_record(struct inspect *in, struct record *r, bool is_new)
{
	const struct member *body = members_find(&r->m, "configuration");
	const char *why = is_new ? inspect_name(in, r) : NULL;

	if (why != NULL || !in->body || body == NULL || members_find(&r->m, "archy") != NULL)
		return why;
	inspect_compact(in, r);
	body = members_find(&r->m, "configuration");
	why = openable_fault(body->value, members_text(&r->m, "type", &in->text));
	if (why == NULL && in->choice != INSPECT_KEEP)
		why = inspect_manifest(in, r);
	if (why == NULL) /* of what is sent: a completed manifest is longer */
		why = inspect_size(in, r, members_find(&r->m, "configuration")->value.n);
	return why;
}

void
inspect_release(struct inspect *in)
{
	manifest_release(&in->manifest);
	buf_release(&in->compact);
	buf_release(&in->text);
	json_release(&in->json);
	members_release(&in->m);
	buf_release(&in->why);
}
