/* fetch.c - one record on its way through gc-get */
#include "fetch.h"
#include "fetch_object.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/url.h"
#include "json/json_write.h"
#include "record/record_base.h"

/* Members that are replaced: an earlier configuration, and what an earlier run wrote to --failed. */
static const char *const old[] = {
    "base", "configuration", "configurationVersion", "archy", "error", NULL};

/* The id of this version in the record, or an empty text. */
static char *
known_version(const struct members *m, const char *mark)
{
	return json_text_dup(members_string_in(m, mark, "id"));
}

/* GET /api/v2/flows/{id}/latestconfiguration or …/versions/{version}/configuration */
static char *
fetch_path(struct slice id, const char *version, bool deleted)
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
choose_version(const struct members *m, const struct fetch_options *options)
{
	char *version;

	if (options->version != NULL)
		return xstrdup(options->version);
	if (options->published)
		return known_version(m, "publishedVersion");
	/* An export job needs the id of a version. */
	version = json_text_dup(options->archy ? record_base_newest(m) : slice_str(""));
	if (*version != '\0')
		return version;
	free(version);
	return xstrdup("latest");
}

/* Set what to request, or the problem if nothing can be requested. */
static void
fetch_choose(struct fetch *f, const struct members *m, struct fetch_options *options)
{
	const struct member *deleted = members_find(m, "deleted");
	bool latest;

	f->id = json_text_dup(members_string(m, "id"));
	f->version = choose_version(m, options);
	f->member = options->archy ? "archy" : "configuration";
	latest = strcmp(f->version, "latest") == 0;
	if (record_nul(m) != NULL) {
		buf_puts(&f->problem, record_nul(m));
	} else if (*f->id == '\0') {
		buf_puts(&f->problem, "the record has no id");
	} else if (*f->version == '\0') {
		buf_puts(&f->problem, "it has no published version");
	} else if (have_find(&options->have, m, f->version, f->member, &f->value)) {
		f->reused = true;
	} else if (!options->archy) {
		f->path = fetch_path(slice_str(f->id), latest ? NULL : f->version,
		    deleted != NULL && deleted->type == JSON_TRUE);
		f->call.method = "GET";
		f->call.path = f->path;
	}
}

/*
 * The base of what is fetched, as a member. If a colleague saves between the listing and the answer,
 * it tells the older version: gc-put then reports that the flow has moved.
 */
static void
fetch_make_base(struct fetch *f, const struct members *m)
{
	struct slice org = members_string(m, "org");
	bool latest = strcmp(f->version, "latest") == 0;
	char *newest = json_text_dup(record_base_newest(m));
	const char *version = latest ? newest : f->version;
	char texts[FLOW_TEXTS_SIZE];

	flow_texts_hash_of(m, texts);
	if (org.n > 0 && *version != '\0') {
		json_write_open(&f->base, "base");
		json_write_token(&f->base, "org", org);
		json_write_cstr(&f->base, "version", version);
		json_write_filled(&f->base, "textHash", slice_str(texts));
		json_write_close(&f->base);
	}
	free(newest);
}

struct fetch *
fetch_new(const struct record *r, struct fetch_options *options)
{
	static const char *const marks[] = {
	    "publishedVersion", "savedVersion", "checkedInVersion", NULL};
	struct fetch *f = xcalloc(1, sizeof *f);

	record_label(r, &f->label);
	buf_add_slice(&f->record, r->text);
	f->call.user = f;
	if (record_is(r, "object")) {
		fetch_object_choose(f, &r->m, options);
		return f;
	}
	if (!record_is(r, "flow")) {
		f->passes = true;
		f->state = FETCH_DONE;
		return f;
	}
	f->has_old = members_have(&r->m, old);
	f->unsaved = !members_have(&r->m, marks);
	fetch_choose(f, &r->m, options);
	fetch_make_base(f, &r->m);
	f->state = f->problem.n > 0 ? FETCH_FAILED : f->reused ? FETCH_DONE : FETCH_REQUESTED;
	return f;
}

void
fetch_free(struct fetch *f)
{
	fetch_object_release(f);
	call_release(&f->call);
	buf_release(&f->record);
	buf_release(&f->label);
	buf_release(&f->base);
	buf_release(&f->value);
	buf_release(&f->problem);
	free(f->id);
	free(f->path);
	free(f->version);
	free(f);
}

size_t
fetch_size(const struct fetch *f)
{
	return sizeof *f + f->record.cap + f->value.cap + f->call.body.cap + fetch_object_size(f);
}

/*
 * Whether the answer is only a link to the configuration. The API's documentation has such a link for
 * configurations that are too large. Nobody has seen one: it is an error, and not followed.
 */
static bool
fetch_is_link(const struct call *c)
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
fetch_answered(struct fetch *f)
{
	struct call *c = &f->call;

	if (f->object != NULL) {
		fetch_object_take(f, object_get_next(f->object, c));
		return;
	}
	f->state = FETCH_FAILED;
	if (c->verdict != CALL_OK)
		return;
	if (c->body.p[0] != '{') {
		buf_puts(&f->problem, "the answer is not a JSON object");
	} else if (fetch_is_link(c)) {
		buf_puts(&f->problem, "the answer is a link instead of the configuration");
	} else {
		f->value = c->body;
		c->body = (struct buf)BUF_INIT;
		f->state = FETCH_DONE;
	}
}

struct slice
fetch_export_version(const struct fetch *f)
{
	return slice_str(strcmp(f->version, "latest") == 0 ? "" : f->version);
}

void
fetch_set_archy(struct fetch *f, struct slice yaml)
{
	json_quote(&f->value, yaml);
	f->state = FETCH_DONE;
}

void
fetch_fail(struct fetch *f, const char *problem, const struct call *c)
{
	f->state = FETCH_FAILED;
	if (problem != NULL)
		buf_puts(&f->problem, problem);
	else
		call_copy_failure(&f->call, c);
}

/* What of the record goes before the new configuration, where it has an old one. */
static void
fetch_add_rest(const struct fetch *f, struct buf *b)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	fetch_read_again(f, &m, &j);
	members_without(&m, old, b);
	members_release(&m);
	json_release(&j);
}

void
fetch_write(const struct fetch *f)
{
	struct buf b = BUF_INIT;

	if (f->passes) {
		out_slice(buf_slice(&f->record));
		out_putc('\n');
		return;
	}
	if (f->object != NULL) {
		fetch_object_write(f);
		return;
	}
	if (f->has_old)
		fetch_add_rest(f, &b);
	else
		buf_add(&b, f->record.p, f->record.n - 1);
	json_write_cstr(&b, "configurationVersion", f->version);
	if (f->base.n > 0) {
		json_write_name(&b, NULL);
		buf_add_slice(&b, buf_slice(&f->base));
	}
	json_write_name(&b, f->member);
	out_slice(buf_slice(&b)); /* a record begins to leave when all of it is there */
	out_slice(buf_slice(&f->value));
	out_puts("}\n");
	buf_release(&b);
}

/* Which part of an object failed, before what is wrong with it. */
static void
fetch_add_part(const struct fetch *f, struct buf *b)
{
	if (f->object != NULL && f->object->part.n > 0)
		buf_printf(b, "%s: ", f->object->part.p);
}

void
fetch_keep_failed(const struct fetch *f, struct failures *to)
{
	const struct call *c = &f->call;
	bool of_call = f->problem.n == 0;
	struct failure why = {.status = c->status};
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;

	fetch_add_part(f, &b);
	if (of_call) {
		buf_puts(&b, c->message != NULL ? c->message : "");
		why.code = c->code;
		why.context = c->context;
	} else {
		buf_add_slice(&b, buf_slice(&f->problem));
	}
	why.message = b.p;
	fetch_read_again(f, &m, &j);
	failures_add(to, &m, &why);
	members_release(&m);
	json_release(&j);
	buf_release(&b);
}

void
fetch_report(const struct fetch *f)
{
	struct buf b = BUF_INIT;

	fetch_add_part(f, &b);
	if (f->problem.n > 0)
		buf_add_slice(&b, buf_slice(&f->problem));
	else
		call_describe(&f->call, &b);
	if (f->call.status == 404 && f->unsaved)
		buf_puts(&b, "; was it ever saved?");
	fail(EXIT_PARTIAL, 0, "%s: %s", f->label.p, b.p);
	buf_release(&b);
}
