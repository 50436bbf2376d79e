/* flight.c - one record on its way through gc-get */
#include "flight.h"
#include "err.h"
#include "mem.h"
#include "out.h"
#include "url.h"

/* What is replaced: an earlier configuration, and what an earlier run wrote to --failed. */
static const char *const old[] = {"configuration", "configurationVersion", "error", NULL};

static char *
text_of(struct slice token)
{
	struct buf b = BUF_INIT;

	json_unescape(token, &b);
	return buf_detach(&b);
}

/* The id of the version that callers hear, or an empty text. */
static char *
published_version(const struct members *m)
{
	const struct member *one = members_find(m, "publishedVersion");
	struct members inner = MEMBERS_INIT;
	struct json j = JSON_INIT;
	char *id = NULL;

	if (one != NULL && one->type == JSON_OBJECT && members_read(&inner, &j, one->value))
		id = text_of(members_string(&inner, "id"));
	members_release(&inner);
	json_release(&j);
	return id != NULL ? id : xstrdup("");
}

/* GET /api/v2/flows/{id}/latestconfiguration or …/versions/{version}/configuration */
static char *
make_path(struct slice id, const char *version, bool deleted)
{
	struct buf b = BUF_INIT;

	buf_puts(&b, "/api/v2/flows/");
	url_escape(&b, id);
	if (version == NULL) {
		buf_puts(&b, "/latestconfiguration");
	} else {
		buf_puts(&b, "/versions/");
		url_escape(&b, slice_str(version));
		buf_puts(&b, "/configuration");
	}
	if (deleted)
		url_query(&b, "deleted", slice_str("true"));
	return buf_detach(&b);
}

static void
choose_path(struct flight *f, const struct members *m, const struct flight_wish *wish)
{
	char *id = text_of(members_string(m, "id"));
	const struct member *deleted = members_find(m, "deleted");
	bool latest = wish->version == NULL && !wish->published;

	f->version =
	    wish->published ? published_version(m) : xstrdup(latest ? "latest" : wish->version);
	if (*id == '\0')
		f->problem = "the record has no id";
	else if (*f->version == '\0')
		f->problem = "it has no published version";
	else
		f->path = make_path(slice_str(id), latest ? NULL : f->version,
		    deleted != NULL && deleted->type == JSON_TRUE);
	free(id);
}

struct flight *
flight_new(const struct record *r, struct flight_wish *wish)
{
	static const char *const marks[] = {
	    "publishedVersion", "savedVersion", "checkedInVersion", NULL};
	struct flight *f = xcalloc(1, sizeof *f);

	record_label(r, &f->label);
	f->is_flow = record_is(r, "flow");
	buf_add_slice(&f->record, r->text);
	if (!f->is_flow) {
		f->state = FLIGHT_DONE;
		return f;
	}
	f->has_old = members_have(&r->m, old);
	f->unsaved = !members_have(&r->m, marks);
	choose_path(f, &r->m, wish);
	f->state = f->path != NULL ? FLIGHT_ASKED : FLIGHT_FAILED;
	f->call = (struct call){.method = "GET", .path = f->path, .user = f};
	if (f->path != NULL && have_find(&wish->have, &r->m, f->version, &f->call.body)) {
		f->reused = true;
		f->state = FLIGHT_DONE;
	}
	return f;
}

void
flight_free(struct flight *f)
{
	call_release(&f->call);
	buf_release(&f->record);
	buf_release(&f->label);
	free(f->path);
	free(f->version);
	free(f);
}

size_t
flight_size(const struct flight *f)
{
	return sizeof *f + f->record.cap + f->call.body.cap;
}

/*
 * Whether the answer is only a link to the configuration. The API is said to do so where one is
 * too large to be sent; nobody has seen it, so it is not followed, and not taken for the flow.
 */
static bool
is_link(const struct call *c)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool link;

	if (c->body.n > 4096)
		return false;
	link = members_read(&m, &j, buf_slice(&c->body)) && m.n == 1 &&
	       members_find(&m, "configurationUri") != NULL;
	members_release(&m);
	json_release(&j);
	return link;
}

void
flight_landed(struct flight *f)
{
	const struct call *c = &f->call;

	f->state = FLIGHT_FAILED;
	if (c->verdict != CALL_OK)
		return;
	if (c->body.p[0] != '{')
		f->problem = "the answer is no JSON object";
	else if (is_link(c))
		f->problem = "the answer is a link in place of the configuration";
	else
		f->state = FLIGHT_DONE;
}

static void
reread(const struct flight *f, struct members *m, struct json *j)
{
	if (!members_read(m, j, buf_slice(&f->record)))
		die(EXIT_BUG, 0, "%s: read twice, and not the same", f->label.p);
}

/* What of the record goes before the new configuration. */
static void
put_rest(const struct flight *f)
{
	struct slice text = buf_slice(&f->record);
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;

	if (!f->has_old) {
		out_slice(slice_of(text.p, text.n - 1));
		return;
	}
	reread(f, &m, &j);
	members_without(&m, old, &b);
	out_slice(buf_slice(&b));
	buf_release(&b);
	members_release(&m);
	json_release(&j);
}

void
flight_write(const struct flight *f)
{
	struct buf b = BUF_INIT;

	if (!f->is_flow) {
		out_slice(buf_slice(&f->record));
		out_putc('\n');
		return;
	}
	put_rest(f);
	buf_puts(&b, ",\"configurationVersion\":");
	json_quote(&b, slice_str(f->version));
	buf_puts(&b, ",\"configuration\":");
	out_slice(buf_slice(&b));
	out_slice(buf_slice(&f->call.body));
	out_puts("}\n");
	buf_release(&b);
}

void
flight_keep(const struct flight *f, struct failures *to)
{
	const struct call *c = &f->call;
	struct failure why = {c->status, c->code, c->message, c->context};
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (f->problem != NULL)
		why = (struct failure){c->status, NULL, f->problem, NULL};
	reread(f, &m, &j);
	failures_add(to, &m, &why);
	members_release(&m);
	json_release(&j);
}

void
flight_report(const struct flight *f)
{
	struct buf b = BUF_INIT;

	if (f->problem != NULL)
		buf_puts(&b, f->problem);
	else
		call_describe(&f->call, &b);
	if (f->call.status == 404 && f->unsaved)
		buf_puts(&b, "; was it ever saved?");
	fail(EXIT_PARTIAL, 0, "%s: %s", f->label.p, b.p);
	buf_release(&b);
}
