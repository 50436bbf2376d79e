/* permissions.c - what the token may do */
#include "permissions.h"
#include "show_checks.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/plural.h"
#include "cli/progress.h"
#include "base/url.h"
#include "json/json_write.h"
#include "record/listed_types.h"

#define NIL "00000000-0000-0000-0000-000000000000"

/* What is asked, by whom it is needed, and how the answer is to be read. */
struct probe {
	const char *program, *what, *method, *permission;
	struct buf path;
	const char *body;    /* NULL: none */
	bool absent_is_well; /* 400 or 404 means that it was allowed */
	struct call call;
};

static const struct {
	const char *program, *what, *method, *path, *permission, *body;
} fixed[] = {
    {"gc-get", "configuration", "GET", "/api/v2/flows/" NIL "/latestconfiguration",
	"architect:flow:view", NULL},
    {"gc-get", "rows", "GET", "/api/v2/flows/datatables/" NIL "/rows?showbrief=false",
	"architect:datatableRow:view", NULL},
    {"gc-get", "export job", "POST", "/api/v2/flows/export/jobs", "architect:jobExport:create",
	"{}"},
    {"gc-get", "export job", "GET", "/api/v2/flows/export/jobs/" NIL, "architect:jobExport:view",
	NULL},
    {"gc-put", "validate job", "POST", "/api/v2/flows/validate/jobs",
	"architect:jobValidate:create", "{}"},
    {"gc-put", "validate job", "GET", "/api/v2/flows/validate/jobs/" NIL,
	"architect:jobValidate:view", NULL},
    {"gc-put", "import job", "GET", "/api/v2/flows/jobs/" NIL, "architect:job:view", NULL},
    {"gc-put", "create a flow", "POST", "/api/v2/flows", "architect:flow:add", "{}"},
    {"gc-put", "check out a flow", "POST", "/api/v2/flows/actions/checkout?flow=" NIL,
	"architect:flow:edit", NULL},
    {"gc-put", "publish a flow", "POST", "/api/v2/flows/actions/publish?flow=" NIL "&version=1.0",
	"architect:flow:publish", NULL},
};

struct probes {
	struct probe *v;
	size_t n, done, unasked;
	size_t answered; /* endpoints whose answer shows what the token may do */
	int failed;      /* the highest exit status of the others; 0: there are none */
};

static void
probe_listing(struct probe *p, const struct type *t)
{
	bool post = t->paging == TYPE_POST_PAGES || t->paging == TYPE_POST_AFTER;

	*p = (struct probe){.program = "gc-list", .what = t->name, .permission = t->permission};
	buf_puts(&p->path, t->path);
	p->method = post ? "POST" : "GET";
	p->body = !post                          ? NULL
		  : t->paging == TYPE_POST_PAGES ? "{\"pageSize\":1,\"pageNumber\":1}"
						 : "{\"pageSize\":1}";
	if (t->paging == TYPE_PAGES || t->paging == TYPE_CURSOR)
		url_query_number(&p->path, "pageSize", 1);
	if (t->paging == TYPE_PAGES)
		url_query_number(&p->path, "pageNumber", 1);
}

/* The listings of one object's parts are asked with no object, so they have the rule of `fixed`. */
static void
probe_part(struct probe *p, const struct type *t)
{
	const char *hole = strstr(t->path, "{}");

	probe_listing(p, t);
	buf_clear(&p->path);
	buf_add(&p->path, t->path, (size_t)(hole - t->path));
	buf_puts(&p->path, NIL);
	buf_puts(&p->path, hole + 2);
	p->absent_is_well = true;
}

static void
probes_fill(struct probes *all)
{
	const struct type *types;
	size_t n;

	types = type_table(&n);
	all->v = xcalloc(n + COUNT_OF(fixed), sizeof *all->v);
	for (size_t i = 0; i < n; i++) {
		if (types[i].parent == NULL)
			probe_listing(&all->v[all->n++], &types[i]);
		else
			probe_part(&all->v[all->n++], &types[i]);
	}
	for (size_t i = 0; i < COUNT_OF(fixed); i++) {
		struct probe *p = &all->v[all->n++];
		*p = (struct probe){fixed[i].program, fixed[i].what, fixed[i].method,
		    fixed[i].permission, BUF_INIT, fixed[i].body, true, {0}};
		buf_puts(&p->path, fixed[i].path);
	}
}

static const char *
probe_status(const struct probe *p)
{
	const struct call *c = &p->call;

	if (c->verdict == CALL_OK)
		return "ok";
	if (c->verdict == CALL_FORBIDDEN)
		return "missing";
	if (c->verdict == CALL_REFUSED && p->absent_is_well)
		return "ok";
	if (c->status == 404)
		return "absent"; /* not every region and licence has every product */
	return "failed";
}

static void
probe_write(const struct probe *p)
{
	struct buf b = BUF_INIT;

	json_write_open(&b, NULL);
	json_write_cstr(&b, "kind", "check");
	json_write_cstr(&b, "program", p->program);
	json_write_cstr(&b, "what", p->what);
	json_write_cstr(&b, "method", p->method);
	json_write_cstr(&b, "path", p->path.p);
	if (p->permission != NULL)
		json_write_cstr(&b, "permission", p->permission);
	json_write_cstr(&b, "status", probe_status(p));
	json_write_close(&b);
	buf_putc(&b, '\n');
	out_slice(buf_slice(&b));
	buf_release(&b);
}

static void
probe_report(struct probes *all, const struct probe *p)
{
	const char *status = probe_status(p);
	struct buf said = BUF_INIT;

	call_describe(&p->call, &said);
	if (strcmp(status, "failed") != 0)
		all->answered++;
	else if (all->failed < call_exit_code(&p->call))
		all->failed = call_exit_code(&p->call);
	if (strcmp(status, "missing") == 0)
		fail(EXIT_AUTH, 0, "%s %s: missing permission %s: %s", p->program, p->what,
		    p->permission != NULL ? p->permission : "(undocumented)", said.p);
	else if (strcmp(status, "failed") == 0 && p->call.verdict != CALL_DROPPED)
		fail(EXIT_OK, 0, "%s %s: cannot be checked: %s", p->program, p->what, said.p);
	buf_release(&said);
}

static void
probes_write(const struct probes *all, bool as_table)
{
	struct check_row *rows = xcalloc(all->n, sizeof *rows);

	for (size_t i = 0; i < all->n; i++) {
		const struct probe *p = &all->v[i];
		rows[i] = (struct check_row){{probe_status(p), p->program, p->what, p->permission}};
		if (!as_table)
			probe_write(p);
	}
	if (as_table)
		show_checks(rows, all->n);
	free(rows);
}

static void
probes_on_answer(struct call *c)
{
	struct probes *all = c->user;

	progress_show("endpoints", ++all->done, all->n, NULL);
}

void
permissions_check(struct session *s, bool as_table)
{
	struct probes all = {.v = NULL};

	probes_fill(&all);
	for (size_t i = 0; i < all.n; i++) {
		struct probe *p = &all.v[i];
		p->call = (struct call){
		    .method = p->method, .path = p->path.p, .done = probes_on_answer, .user = &all};
		if (p->body != NULL)
			p->call.body_out = slice_str(p->body);
		call_submit(session_calls(s), &p->call);
	}
	while (calls_wait(session_calls(s), -1, -1))
		continue;
	probes_write(&all, as_table);
	for (size_t i = 0; i < all.n; i++) {
		probe_report(&all, &all.v[i]);
		all.unasked += all.v[i].call.verdict == CALL_DROPPED;
		call_release(&all.v[i].call);
		buf_release(&all.v[i].path);
	}
	if (all.unasked > 0)
		fail(EXIT_OK, 0, "stopped; %zu more %s not checked", all.unasked,
		    plural_of(all.unasked, "endpoint was", "endpoints were"));
	if (all.failed != 0)
		status_raise(all.answered > 0 ? EXIT_PARTIAL : all.failed);
	free(all.v);
}
