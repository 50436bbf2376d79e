/* sim_archy_read.c - the YAML of sim_archy.h back into a flow of this org */
#include "transfer/sim_archy.h"
#include "transfer/sim_archy_flow.h"
#include "base/ascii.h"
#include "base/mem.h"
#include "json/members.h"
#include "json/splice.h"
#include "record/flowtype.h"

/* The text, read line by line. */
struct archy_reader {
	struct slice text, line;
	size_t at, number;
};

static bool
sim_archy_next_line(struct archy_reader *r)
{
	const char *p = r->text.p + r->at;
	const char *end;

	if (r->at >= r->text.n)
		return false;
	end = memchr(p, '\n', r->text.n - r->at);
	r->line = slice_of(p, end != NULL ? (size_t)(end - p) : r->text.n - r->at);
	r->at += r->line.n + 1;
	r->number++;
	while (
	    r->line.n > 0 && (r->line.p[r->line.n - 1] == '\r' || r->line.p[r->line.n - 1] == ' '))
		r->line.n--;
	return true;
}

/* "  key: " at the line's start: what follows it is *rest. */
static bool
has_key(const struct archy_reader *r, const char *key, struct slice *rest)
{
	struct buf lead = BUF_INIT;
	bool has;

	buf_printf(&lead, "  %s:", key);
	has = r->line.n >= lead.n && memcmp(r->line.p, lead.p, lead.n) == 0;
	if (has) {
		*rest = slice_of(r->line.p + lead.n, r->line.n - lead.n);
		while (rest->n > 0 && *rest->p == ' ')
			*rest = slice_of(rest->p + 1, rest->n - 1);
	}
	buf_release(&lead);
	return has;
}

static bool
sim_archy_read_text(struct slice quoted, char **to)
{
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	bool good;

	json_start(&j, quoted);
	good = json_next(&j) == JSON_STRING;
	if (good) {
		json_unescape(j.tok, &b);
		buf_puts(&b, "");
		free(*to);
		*to = buf_detach(&b);
		good = json_next(&j) == JSON_END;
	}
	json_release(&j);
	return good;
}

/* "inboundCall:" -> "INBOUNDCALL" */
static bool
sim_archy_read_type(struct sim_archy *a, struct slice line)
{
	struct buf word = BUF_INIT, type = BUF_INIT;

	if (line.n < 2 || line.p[line.n - 1] != ':')
		return false;
	buf_add(&word, line.p, line.n - 1);
	if (!flowtype_is_reference(buf_slice(&word)))
		buf_puts(&word, "Flow");
	flowtype_api(buf_slice(&word), &type);
	for (size_t i = 0; i < type.n; i++)
		type.p[i] = ascii_upper(type.p[i]);
	buf_release(&word);
	a->type = buf_detach(&type);
	return true;
}

/* "    - {…}": the id that this resource has here is appended to `ids`, with a NUL. */
static bool
read_resource(
    const struct sim_archy *a, struct sim *sim, struct job *job, struct slice line, struct buf *ids)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	struct slice object = slice_of(line.p + 6, line.n - 6);
	char *type = NULL, *name = NULL, *value = NULL;
	bool good = members_read(&m, &j, object);

	if (good) {
		type = members_dup(&m, "type");
		name = members_dup(&m, "name");
		good = type != NULL && name != NULL;
	}
	if (good) {
		const char *key = sim_archy_distinction(slice_str(type));
		value = key != NULL ? members_dup(&m, key) : NULL;
		sim_archy_find(a, sim, job, type, name, value, ids);
	}
	buf_putc(ids, '\0');
	free(type);
	free(name);
	free(value);
	members_release(&m);
	json_release(&j);
	return good;
}

/* The n-th of the NUL-terminated texts, or NULL. */
static const char *
nth_text(const struct buf *texts, size_t n)
{
	const char *p = texts->p;

	for (; p < texts->p + texts->n; p += strlen(p) + 1)
		if (n-- == 0)
			return p;
	return NULL;
}

/* Numbers become ids; a marked string loses one mark. False: it is not JSON, or a number is wrong.
 */
static bool
read_configuration(struct slice text, const struct buf *ids, struct buf *to)
{
	struct splices edits = SPLICES_INIT;
	struct json j = JSON_INIT;
	enum json_type t;
	bool good = true;

	json_start(&j, text);
	while ((t = json_next(&j)) > JSON_END) {
		size_t at = (size_t)(j.tok.p - text.p), n, tildes;
		const char *id;
		if (t != JSON_STRING || (n = sim_archy_resource(j.tok, &tildes)) == SIZE_MAX)
			continue;
		id = tildes == 0 ? nth_text(ids, n) : NULL;
		if (tildes > 0)
			splices_add(&edits, at, 1, slice_str(""));
		else if (id != NULL)
			splices_add(&edits, at, j.tok.n, slice_str(id));
		else
			good = false;
	}
	good = good && t == JSON_END;
	if (good)
		splices_apply(&edits, text, to);
	splices_release(&edits);
	json_release(&j);
	return good;
}

static bool
is_key_byte(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c != '\0' && strchr("_-. ", c) != NULL);
}

/* "{{key}}" in a line: no options file came with the flow, so none of them has a value. */
static void
check_substitutions(struct job *job, struct slice text)
{
	for (size_t i = 0; i + 4 < text.n; i++) {
		size_t n = 0;
		if (text.p[i] != '{' || text.p[i + 1] != '{')
			continue;
		while (i + 2 + n < text.n && is_key_byte(text.p[i + 2 + n]))
			n++;
		if (n > 0 && i + 3 + n < text.n && memcmp(text.p + i + 2 + n, "}}", 2) == 0)
			job_fail(job,
			    "The pre-processor substitution key '%.*s' was found in the flow YAML, "
			    "but was not found in the options file.",
			    (int)n, text.p + i + 2);
	}
}

static bool
sim_archy_read_line(
    struct sim_archy *a, struct sim *sim, struct job *job, struct archy_reader *r, struct buf *ids)
{
	struct slice rest;

	if (has_key(r, "name", &rest))
		return sim_archy_read_text(rest, &a->name);
	if (has_key(r, "description", &rest))
		return sim_archy_read_text(rest, &a->description);
	if (has_key(r, "division", &rest))
		return sim_archy_read_text(rest, &a->division);
	if (has_key(r, "resources", &rest))
		return rest.n == 0 || slice_is(rest, "[]");
	if (r->line.n > 6 && memcmp(r->line.p, "    - ", 6) == 0)
		return read_resource(a, sim, job, r->line, ids);
	if (!has_key(r, "configuration", &rest) || !slice_is(rest, "|-") ||
	    !sim_archy_next_line(r) || r->line.n < 4)
		return false;
	return read_configuration(slice_of(r->line.p + 4, r->line.n - 4), ids, &a->configuration);
}

/* Where an id of the org is looked up, and the job that fails if it is not there. */
struct finder {
	const struct sim_archy *a;
	struct sim *sim;
	struct job *job;
};

static void
find_id(void *user, const char *type, const char *name, const char *category, struct buf *id)
{
	const struct finder *f = user;

	sim_archy_find(f->a, f->sim, f->job, type, name, *category != '\0' ? category : NULL, id);
}

static char *
sim_archy_text(const struct archy *real, struct archy_str text)
{
	struct slice s = archy_str(real, text);

	return s.n > 0 ? xmemdup0(s.p, s.n) : NULL;
}

/* Real Archy YAML: all that it names must be there. */
static void
sim_archy_read_real(struct sim_archy *a, struct sim *sim, struct job *job, struct slice text)
{
	struct archy real = ARCHY_INIT;
	struct finder finder = {a, sim, job};
	struct buf type = BUF_INIT;

	if (!archy_walk(&real, text)) {
		job_fail(job, "The flow YAML is not valid: line %zu, column %zu: %s.",
		    real.error.line, real.error.column, real.error.why);
		archy_release(&real);
		return;
	}
	check_substitutions(job, text);
	flowtype_api(slice_str(real.type), &type);
	for (size_t i = 0; i < type.n; i++)
		type.p[i] = ascii_upper(type.p[i]);
	a->type = buf_detach(&type);
	a->name = sim_archy_text(&real, real.name);
	a->description = sim_archy_text(&real, real.description);
	a->division = sim_archy_text(&real, real.division);
	if (!job->failed)
		sim_archy_configuration(
		    &a->configuration, &real, text, slice_str(a->type), find_id, &finder);
	archy_release(&real);
}

bool
sim_archy_read(struct sim_archy *a, struct sim *sim, struct job *job, struct slice text)
{
	struct archy_reader r = {.text = text};
	struct buf ids = BUF_INIT;
	bool good = true;

	*a = (struct sim_archy){.configuration = BUF_INIT};
	if (sim_archy_is_real(text)) {
		sim_archy_read_real(a, sim, job, text);
		return !job->failed;
	}
	while (good && sim_archy_next_line(&r)) {
		if (r.line.n == 0 || *r.line.p == '#' || slice_is(r.line, "---"))
			continue;
		check_substitutions(job, r.line);
		good = a->type == NULL ? sim_archy_read_type(a, r.line)
				       : sim_archy_read_line(a, sim, job, &r, &ids);
	}
	if (!good)
		job_fail(job, "The flow YAML is not valid: line %zu.", r.number);
	else if (a->name == NULL || a->configuration.n == 0)
		job_fail(job, "The flow YAML has no name or no configuration.");
	buf_release(&ids);
	return !job->failed;
}

void
sim_archy_release(struct sim_archy *a)
{
	free(a->type);
	free(a->name);
	free(a->description);
	free(a->division);
	buf_release(&a->configuration);
}
