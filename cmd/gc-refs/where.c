/* where.c - which references --where shows, and what it means when there are none */
#include "base/err.h"
#include "base/plural.h"
#include "gc-refs.h"
#include "plan/near.h"
#include "record/flowtype.h"
#include "record/typename.h"
#include "record/uuid.h"

enum { NEAR_MAX = 5 };

bool
where_parse(struct where *w, const char *text)
{
	const char *slash = strchr(text, '/');

	if (slash == NULL || slash == text || slash[1] == '\0')
		return false;
	w->type = slice_of(text, (size_t)(slash - text));
	w->name = slice_str(slash + 1);
	w->by_id = uuid_is_token(w->name);
	w->type_exists = typename_is_known(w->type);
	near_fold(&w->folded, w->name);
	return true;
}

/* A data action's id is asked for with "custom_-_" or without. */
static bool
where_is_id(struct slice id, struct slice asked)
{
	return slice_eq(id, asked) || slice_eq(uuid_of_action(id), asked);
}

static bool
where_is_type(struct slice type, struct slice asked)
{
	return slice_eq(type, asked) || (slice_is(asked, "flow") && flowtype_is_reference(type)) ||
	       (slice_is(type, "flow") && flowtype_is_reference(asked));
}

/* No hit, but what an answer "unused" must not be silent about. */
static void
where_note(struct where *w, const struct refs *r, const struct ref *ref)
{
	struct slice name = refs_text(r, ref->name);
	size_t before = w->near.n;

	if (ref->type.len == 0 && ref->id.len == 0) {
		w->namesakes += slice_eq(name, w->name) ? ref->count : 0;
		return;
	}
	if (ref->type.len == 0) {
		w->untyped += !w->by_id;
		return;
	}
	if (!where_is_type(refs_text(r, ref->type), w->type))
		return;
	w->type_exists = true;
	if (ref->class != REF_DYNAMIC && ref->id.len == 0 && w->by_id)
		w->by_name++;
	w->dynamic += ref->class == REF_DYNAMIC ? ref->count : 0;
	w->unnamed += r->object && !w->by_id && name.n == 0;
	buf_clear(&w->scratch);
	near_fold(&w->scratch, name);
	if (name.n > 0 && before < NEAR_MAX &&
	    slice_eq(buf_slice(&w->scratch), buf_slice(&w->folded)))
		idset_add(&w->near, name);
}

static bool
where_is_hit(const struct where *w, const struct refs *r, const struct ref *ref)
{
	struct slice type = refs_text(r, ref->type);
	bool this_id = where_is_id(refs_text(r, ref->id), w->name);

	if (type.n == 0)
		return this_id && w->type_exists;
	return where_is_type(type, w->type) &&
	       (this_id || slice_eq(refs_text(r, ref->name), w->name));
}

bool
where_matches(struct where *w, const struct refs *r, const struct ref *ref)
{
	/* The record's own id is not a use of it. */
	if (ref->class == REF_OWN && !ref->manifest &&
	    slice_eq(refs_text(r, ref->type), refs_text(r, r->type)) &&
	    slice_eq(refs_text(r, ref->id), refs_text(r, r->own_id)))
		return false;
	if (!where_is_hit(w, r, ref)) {
		where_note(w, r, ref);
		return false;
	}
	w->hits++;
	return true;
}

static void
where_refuse_type(const struct where *w)
{
	struct buf known = BUF_INIT;
	const char *near = typename_near(w->type);

	typename_list(&known);
	die(EXIT_USAGE, 0, "--where: no such type \"%.*s\"%s%s%s; types: %s", SLICE_ARGS(w->type),
	    near != NULL ? "; did you mean \"" : "", near != NULL ? near : "",
	    near != NULL ? "\"" : "", known.p);
}

/* Each warning: what may be a use all the same, and how to find out. */
static void
where_warn_of_gaps(const struct where *w)
{
	if (w->untyped > 0)
		warn("%zu reference%s of unknown type, which a name does not find; search by id, "
		     "too: "
		     "--where %.*s/ID",
		    w->untyped, plural_of(w->untyped, " is an id", "s are ids"),
		    SLICE_ARGS(w->type));
	if (w->namesakes > 0)
		warn("%zu reference%s to this name in a place of Archy YAML that gc-tools does not "
		     "know (class unknown)",
		    w->namesakes, plural(w->namesakes));
	if (w->by_name > 0)
		warn("%zu reference%s to a %.*s %s a name without an id; search by name, too: "
		     "--where %.*s/NAME",
		    w->by_name, plural(w->by_name), SLICE_ARGS(w->type),
		    plural_of(w->by_name, "is", "are"), SLICE_ARGS(w->type));
}

/* "3 flows and 1 object" */
static void
where_count(struct buf *b, size_t flows, size_t objects)
{
	if (flows > 0 || objects == 0)
		buf_printf(b, "%zu flow%s", flows, plural(flows));
	if (objects > 0)
		buf_printf(b, "%s%zu object%s", flows > 0 ? " and " : "", objects, plural(objects));
}

/* The text before, and the names: "Sales", "SALES". Nothing if there are none. */
static void
where_near(const struct where *w, const char *before, struct buf *b)
{
	for (size_t i = 0; i < w->near.n; i++)
		buf_printf(
		    b, "%s\"%.*s\"", i == 0 ? before : ", ", SLICE_ARGS(idset_id(&w->near, i)));
}

static void
where_report_near(const struct where *w)
{
	struct buf b = BUF_INIT;

	where_near(w, "", &b);
	if (b.n > 0)
		warn("other references have nearly the same name as %.*s \"%.*s\": %s",
		    SLICE_ARGS(w->type), SLICE_ARGS(w->name), b.p);
	buf_release(&b);
}

static void
where_report_unused(struct where *w, size_t flows, size_t objects)
{
	struct buf b = BUF_INIT, count = BUF_INIT;

	where_count(&count, flows, objects);
	where_near(w, "; nearly the same name: ", &b);
	warn("no reference to %.*s \"%.*s\" in %s%s", SLICE_ARGS(w->type), SLICE_ARGS(w->name),
	    count.p, b.n > 0 ? b.p : "");
	where_warn_of_gaps(w);
	buf_release(&b);
	buf_release(&count);
}

void
where_conclude(struct where *w, size_t flows, size_t objects)
{
	if (!w->type_exists && w->hits == 0)
		where_refuse_type(w);
	if (w->hits == 0) {
		where_report_unused(w, flows, objects);
		status_raise(EXIT_NO);
	} else {
		where_report_near(w);
	}
	if (w->dynamic > 0)
		warn("%zu look-up%s of a %.*s %s of computed names, and may find this one, too "
		     "(class dynamic)",
		    w->dynamic, plural(w->dynamic), SLICE_ARGS(w->type),
		    plural_of(w->dynamic, "is", "are"));
	if (w->unnamed > 0)
		warn("%zu reference%s to a %.*s %s a bare id without a known name; give --source "
		     "INVENTORY, or search by id: --where %.*s/ID",
		    w->unnamed, plural(w->unnamed), SLICE_ARGS(w->type),
		    plural_of(w->unnamed, "is", "are"), SLICE_ARGS(w->type));
	idset_release(&w->near);
	buf_release(&w->folded);
	buf_release(&w->scratch);
}
