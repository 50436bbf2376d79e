/* flight.c - one record on its way through gc-get */
#include "flight.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/url.h"
#include "json/json_write.h"

/* What is replaced: an earlier configuration, and what an earlier run wrote to --failed. */
static const char *const old[] = {"configuration", "configurationVersion", "archy", "error", NULL};

/* The id of a version that the record tells of, or an empty text. */
static char *
known_version(const struct members *m, const char *mark)
{
	return json_text_dup(members_string_in(m, mark, "id"));
}

/* The newest version; an export job has no word for it. */
static char *
newest_version(const struct members *m)
{
	static const char *const newest_first[] = {
	    "savedVersion", "checkedInVersion", "publishedVersion"};
	char *id = NULL;

	for (size_t i = 0; i < COUNT_OF(newest_first); i++) {
		free(id);
		id = known_version(m, newest_first[i]);
		if (*id != '\0')
			break;
	}
	return id;
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

static char *
choose_version(const struct members *m, const struct flight_wish *wish)
{
	char *version;

	if (wish->version != NULL)
		return xstrdup(wish->version);
	if (wish->published)
		return known_version(m, "publishedVersion");
	version = wish->archy ? newest_version(m) : xstrdup("");
	if (*version != '\0')
		return version;
	free(version);
	return xstrdup("latest");
}

/* Make the question; without one, the problem. */
static void
choose(struct flight *f, const struct members *m, struct flight_wish *wish)
{
	const struct member *deleted = members_find(m, "deleted");
	bool latest;

	f->id = json_text_dup(members_string(m, "id"));
	f->version = choose_version(m, wish);
	f->member = wish->archy ? "archy" : "configuration";
	latest = strcmp(f->version, "latest") == 0;
	f->call.user = f;
	if (*f->id == '\0') {
		buf_puts(&f->problem, "the record has no id");
	} else if (*f->version == '\0') {
		buf_puts(&f->problem, "it has no published version");
	} else if (have_find(&wish->have, m, f->version, f->member, &f->value)) {
		f->reused = true;
	} else if (!wish->archy) {
		f->path = make_path(slice_str(f->id), latest ? NULL : f->version,
		    deleted != NULL && deleted->type == JSON_TRUE);
		f->call.method = "GET";
		f->call.path = f->path;
	}
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
	choose(f, &r->m, wish);
	f->state = f->problem.n > 0 ? FLIGHT_FAILED : f->reused ? FLIGHT_DONE : FLIGHT_ASKED;
	return f;
}

void
flight_free(struct flight *f)
{
	call_release(&f->call);
	buf_release(&f->record);
	buf_release(&f->label);
	buf_release(&f->value);
	buf_release(&f->problem);
	free(f->id);
	free(f->path);
	free(f->version);
	free(f);
}

size_t
flight_size(const struct flight *f)
{
	return sizeof *f + f->record.cap + f->value.cap + f->call.body.cap;
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
	struct call *c = &f->call;

	f->state = FLIGHT_FAILED;
	if (c->verdict != CALL_OK)
		return;
	if (c->body.p[0] != '{') {
		buf_puts(&f->problem, "the answer is no JSON object");
	} else if (is_link(c)) {
		buf_puts(&f->problem, "the answer is a link in place of the configuration");
	} else {
		f->value = c->body;
		c->body = (struct buf)BUF_INIT;
		f->state = FLIGHT_DONE;
	}
}

struct slice
flight_export_version(const struct flight *f)
{
	return slice_str(strcmp(f->version, "latest") == 0 ? "" : f->version);
}

void
flight_take_archy(struct flight *f, struct slice yaml)
{
	json_quote(&f->value, yaml);
	f->state = FLIGHT_DONE;
}

void
flight_fail(struct flight *f, const char *problem, const struct call *c)
{
	f->state = FLIGHT_FAILED;
	if (problem != NULL)
		buf_puts(&f->problem, problem);
	else
		call_copy_failure(&f->call, c);
}

static void
reread(const struct flight *f, struct members *m, struct json *j)
{
	if (!members_read(m, j, buf_slice(&f->record)))
		die(EXIT_BUG, 0, "%s: read twice, and not the same", f->label.p);
}

/* What of the record goes before the new configuration, where it has an old one. */
static void
add_rest(const struct flight *f, struct buf *b)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	reread(f, &m, &j);
	members_without(&m, old, b);
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
	if (f->has_old)
		add_rest(f, &b);
	else
		buf_add(&b, f->record.p, f->record.n - 1);
	json_write_cstr(&b, "configurationVersion", f->version);
	json_write_name(&b, f->member);
	out_slice(buf_slice(&b)); /* a record begins to leave when all of it is there */
	out_slice(buf_slice(&f->value));
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

	if (f->problem.n > 0)
		why = (struct failure){c->status, NULL, f->problem.p, NULL};
	reread(f, &m, &j);
	failures_add(to, &m, &why);
	members_release(&m);
	json_release(&j);
}

void
flight_report(const struct flight *f)
{
	struct buf b = BUF_INIT;

	if (f->problem.n > 0)
		buf_add_slice(&b, buf_slice(&f->problem));
	else
		call_describe(&f->call, &b);
	if (f->call.status == 404 && f->unsaved)
		buf_puts(&b, "; was it ever saved?");
	fail(EXIT_PARTIAL, 0, "%s: %s", f->label.p, b.p);
	buf_release(&b);
}
