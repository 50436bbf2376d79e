/* lister.c - list type after type, write the records, and sum up how it went */
#include "lister.h"

#include "base/err.h"
#include "base/idset.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/plural.h"
#include "cli/progress.h"
#include "emit.h"
#include "org/api.h"

/* A type while it is listed. */
struct lister_job {
	struct lister *lister;
	const struct type *type;
	struct api_list list; /* the one under way */
	size_t before;        /* found in the listings before it */
	bool below;           /* the type has parents, */
	struct emit_parent parent;
	struct idset seen; /* of which an object may have several */
	struct members members;
	struct json json;
	struct buf record, why;
};

/* The objects below which a type is listed. */
struct parents {
	const struct type *type;
	struct idset ids;
	struct buf names; /* decoded, one after the other */
	size_t *ends;     /* of each name, by the id's index */
	size_t cap;
	struct members members;
	struct json json;
	struct buf name;
};

static void
lister_show_progress(const struct lister_job *j)
{
	const struct api_list *l = &j->list;

	progress_show(j->type->name, j->before + l->found,
	    l->total > 0 && !j->below ? (size_t)l->total : 0, NULL);
}

static bool
is_selected(struct lister_job *j, struct slice id)
{
	struct buf name = BUF_INIT;
	enum select_answer answer;

	if (j->lister->filter->select == NULL)
		return true;
	answer = select_test(j->lister->filter->select, buf_slice(&j->record), &j->why);
	if (answer == SELECT_NO_ANSWER) {
		select_free(j->lister->filter->select); /* libjq's stack would pass for a leak */
		die(EXIT_USAGE, 0, "--select: %s", j->why.p);
	}
	if (answer == SELECT_ERROR)
		fail(EXIT_PARTIAL, 0, "%s %.*s \"%.*s\": --select: %s", j->type->name,
		    SLICE_ARGS(id), SLICE_ARGS(filter_name(j->type, &j->members, &name)), j->why.p);
	buf_release(&name);
	return answer == SELECT_YES;
}

static bool
is_first_sight(struct lister_job *j, struct slice id)
{
	size_t known = j->seen.n;

	return idset_add(&j->seen, id) == known;
}

static void
lister_on_element(void *user, struct slice id, struct slice element)
{
	struct lister_job *j = user;

	lister_show_progress(j);
	if (j->below && !is_first_sight(j, id))
		return;
	if (!members_read(&j->members, &j->json, element) ||
	    !filter_admits(j->lister->filter, j->type, &j->members))
		return;
	if (j->lister->versions != NULL) {
		versions_add(j->lister->versions, &j->members);
		j->lister->written++;
		return;
	}
	buf_clear(&j->record);
	if (strcmp(j->type->name, "flow") == 0)
		emit_flow(&j->record, j->lister->org, &j->members);
	else
		emit_object(
		    &j->record, j->lister->org, j->type, &j->members, j->below ? &j->parent : NULL);
	if (!is_selected(j, id))
		return;
	buf_putc(&j->record, '\n');
	out_slice(buf_slice(&j->record));
	j->lister->written++;
}

static void
lister_on_parent(void *user, struct slice id, struct slice element)
{
	struct parents *p = user;
	size_t i = idset_add(&p->ids, id);

	members_read(&p->members, &p->json, element);
	buf_add_slice(&p->names, filter_name(p->type, &p->members, &p->name));
	p->ends = xgrow(p->ends, &p->cap, i + 1, sizeof *p->ends);
	p->ends[i] = p->names.n;
}

static struct emit_parent
parent_at(const struct parents *p, size_t i)
{
	size_t from = i > 0 ? p->ends[i - 1] : 0;

	return (struct emit_parent){
	    p->type->name, idset_id(&p->ids, i), slice_of(p->names.p + from, p->ends[i] - from)};
}

/*
 * How the listing of `type` ended: of the job's type, maybe below a parent ("response of
 * "Greetings""), or of its parents ("response, from responseLibrary").
 */
static void
lister_report(
    const struct lister_job *j, const struct type *type, const char *what, const char *why)
{
	struct slice of = j->parent.name.n > 0 ? j->parent.name : j->parent.id;

	if (type != j->type)
		fail(EXIT_OK, 0, "%s, from %s: %s%s", j->type->name, type->name, what, why);
	else if (j->below)
		fail(EXIT_OK, 0, "%s of \"%.*s\": %s%s", type->name, SLICE_ARGS(of), what, why);
	else
		fail(EXIT_OK, 0, "%s: %s%s", type->name, what, why);
}

static void
lister_note_outcome(const struct lister_job *j, const struct type *type, const struct api_list *l)
{
	struct lister *to = j->lister;
	struct buf what = BUF_INIT;

	if (l->code == EXIT_OK) {
		to->listed++;
	} else if (l->code == EXIT_PARTIAL) {
		to->listed++;
		to->incomplete = true;
		lister_report(j, type, "not proved complete: ", l->why.p);
	} else {
		to->failed = to->failed != 0 ? to->failed : l->code;
		if (l->code == EXIT_AUTH && type->permission != NULL)
			buf_printf(&what, "needs the permission %s: ", type->permission);
		lister_report(j, type, what.n > 0 ? what.p : "", l->why.p);
	}
	buf_release(&what);
}

/* One listing of the job's type: the only one, or the one below a parent. Its code. */
static int
lister_list_once(struct lister_job *j, const char *query)
{
	j->list = (struct api_list){.calls = j->lister->calls,
	    .type = j->type,
	    .parent = j->parent.id,
	    .query = query,
	    .page_size = j->lister->page_size,
	    .element = lister_on_element,
	    .user = j};
	api_list(&j->list);
	lister_show_progress(j);
	j->before += j->list.found;
	lister_note_outcome(j, j->type, &j->list);
	api_list_release(&j->list);
	return j->list.code;
}

static void
lister_read_parents(struct lister_job *j, struct parents *p)
{
	struct api_list list = {.calls = j->lister->calls,
	    .type = p->type,
	    .page_size = j->lister->page_size,
	    .element = lister_on_parent,
	    .user = p};

	api_list(&list);
	lister_note_outcome(j, p->type, &list);
	api_list_release(&list);
}

static void
lister_list_below_parents(struct lister_job *j)
{
	struct parents p = {.type = type_find(slice_str(j->type->parent)),
	    .ids = IDSET_INIT,
	    .members = MEMBERS_INIT,
	    .json = JSON_INIT};

	lister_read_parents(j, &p);
	j->below = true;
	for (size_t i = 0; i < p.ids.n; i++) {
		j->parent = parent_at(&p, i);
		if (lister_list_once(j, NULL) == EXIT_AUTH || calls_stopped(j->lister->calls))
			break; /* it will be the same below each of them */
	}
	idset_release(&p.ids);
	free(p.ends);
	members_release(&p.members);
	json_release(&p.json);
	buf_release(&p.names);
	buf_release(&p.name);
}

void
lister_list(struct lister *l, const struct type *type)
{
	struct lister_job j = {
	    .lister = l, .type = type, .members = MEMBERS_INIT, .json = JSON_INIT};
	struct buf query = BUF_INIT;

	if (calls_stopped(l->calls)) {
		l->unasked++;
		return;
	}
	progress_restart();
	if (strcmp(type->name, "flow") == 0)
		filter_query(l->filter, &query);
	if (type->parent == NULL)
		lister_list_once(&j, query.p);
	else
		lister_list_below_parents(&j);
	idset_release(&j.seen);
	members_release(&j.members);
	json_release(&j.json);
	buf_release(&j.record);
	buf_release(&j.why);
	buf_release(&query);
}

/* An empty answer may be a slip in what was asked. */
static void
lister_warn_empty(const struct filter *f)
{
	struct buf asked = BUF_INIT;

	if (f->division != NULL)
		warn(
		    "nothing found in division \"%s\"; give its exact name or its id", f->division);
	if (f->name != NULL)
		buf_printf(&asked, ", --name \"%s\"", f->name);
	for (size_t i = 0; i < f->flow_types.n; i++)
		buf_printf(&asked, ", --flow-type %s", f->flow_types.v[i]);
	if (f->published)
		buf_puts(&asked, ", --published");
	if (f->select != NULL)
		buf_puts(&asked, ", --select");
	if (asked.n > 0)
		warn("no record matches %s", asked.p + strlen(", "));
	buf_release(&asked);
}

void
lister_conclude(const struct lister *l)
{
	if (l->unasked > 0)
		fail(EXIT_OK, 0, "stopped; %zu more %s not listed", l->unasked,
		    plural_of(l->unasked, "type was", "types were"));
	if (l->failed != 0 && l->listed == 0)
		status_raise(l->failed);
	else if (l->failed != 0 || l->incomplete)
		status_raise(EXIT_PARTIAL);
	else if (l->written == 0)
		lister_warn_empty(l->filter);
}
