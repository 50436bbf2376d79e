/* filter.c - which of the listed flows and objects are wanted */
#include "filter.h"

#include "base/ascii.h"
#include "base/glob.h"
#include "base/url.h"
#include "record/uuid.h"

/* The API's filters are lower case, its answers upper case. */
static void
put_flow_type(struct buf *query, const char *type)
{
	struct buf lower = BUF_INIT;

	for (; *type != '\0'; type++)
		buf_putc(&lower, ascii_lower(*type));
	url_query(query, "type", buf_slice(&lower));
	buf_release(&lower);
}

void
filter_query(const struct filter *f, struct buf *query)
{
	struct buf all = BUF_INIT, name = BUF_INIT;

	for (size_t i = 0; i < f->flow_types.n; i++)
		put_flow_type(&all, f->flow_types.v[i]);
	if (f->deleted)
		url_query(&all, "deleted", slice_str("true"));
	if (f->name != NULL && glob_literal(slice_str(f->name), &name))
		url_query(&all, "name", buf_slice(&name));
	if (f->division != NULL && uuid_is(slice_str(f->division)))
		url_query(&all, "divisionId", slice_str(f->division));
	if (all.n > 0)
		buf_add(query, all.p + 1, all.n - 1); /* without the "?" */
	buf_release(&all);
	buf_release(&name);
}

struct slice
filter_name(const struct type *type, const struct members *m, struct buf *b)
{
	struct member name;

	buf_clear(b);
	if (type_find_name(type, m, &name))
		json_unescape(member_string(&name), b);
	return buf_slice(b);
}

static bool
type_is_wanted(const struct filter *f, const struct members *m)
{
	struct buf plain = BUF_INIT;
	struct slice type = members_text(m, "type", &plain);
	bool wanted = f->flow_types.n == 0;

	for (size_t i = 0; i < f->flow_types.n && !wanted; i++) {
		const char *want = f->flow_types.v[i];
		wanted = type.n == strlen(want) && strncasecmp(type.p, want, type.n) == 0;
	}
	buf_release(&plain);
	return wanted;
}

static bool
in_division(const struct members *m, const char *division)
{
	return json_is(members_string_in(m, "division", "id"), division) ||
	       json_is(members_string_in(m, "division", "name"), division);
}

static bool
is_published(const struct members *m)
{
	const struct member *version = members_find(m, "publishedVersion");

	return version != NULL && version->type == JSON_OBJECT;
}

bool
filter_admits(const struct filter *f, const struct type *type, const struct members *m)
{
	bool is_flow = strcmp(type->name, "flow") == 0, admits = true;
	struct buf b = BUF_INIT;

	if (is_flow)
		admits = type_is_wanted(f, m) && (!f->published || is_published(m));
	else /* some listings keep what was deleted: skills, languages, schedules, ... */
		admits = !json_is(members_string(m, "state"), "deleted");
	if (admits && f->name != NULL)
		admits = glob_match(slice_str(f->name), filter_name(type, m, &b));
	if (admits && f->division != NULL)
		admits = in_division(m, f->division);
	buf_release(&b);
	return admits;
}
