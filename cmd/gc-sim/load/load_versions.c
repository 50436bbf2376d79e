/* load_versions.c - versions, draft and lock of a flow, as the marks of its record say */
#include "load/load.h"

#include "base/mem.h"
#include "record/version.h"

#define LOADED_AT 1672531200000 /* 2023-01-01T00:00:00Z: the time of all versions of a folder */

enum { NUMBER_MAX = 1000000 };

/* "3.0" -> 3; 0: it is not a number. */
static size_t
version_number(struct slice id)
{
	size_t n = 0, i = 0;

	for (; i < id.n && id.p[i] >= '0' && id.p[i] <= '9' && n < NUMBER_MAX; i++)
		n = n * 10 + (size_t)(id.p[i] - '0');
	return i > 0 && i < id.n && id.p[i] == '.' ? n : 0;
}

/* The lock's owner: the name of a user, else the id. */
static char *
lock_owner(const struct members *m, const char *lock, const char *key)
{
	struct slice text = members_string_in(m, lock, key);

	if (text.n == 0)
		text = members_string_in(m, lock, "id");
	return text.n > 0 ? json_text_dup(text) : NULL;
}

static bool
mark_is_false(const struct members *m, const char *key)
{
	const struct member *found = members_find(m, key);

	return found != NULL && found->type == JSON_FALSE;
}

void
load_marks(struct loaded *flow, const struct members *m)
{
	struct slice saved = members_string_in(m, "savedVersion", "id");
	struct slice checked_in = members_string_in(m, "checkedInVersion", "id");
	struct slice published = members_string_in(m, "publishedVersion", "id");
	struct slice base = members_string_in(m, "base", "version");
	bool marked = saved.n + checked_in.n + published.n > 0;

	flow->marked = marked;
	flow->version = json_text_dup(marked ? version_newest(saved, checked_in, published) : base);
	flow->checked_in = version_number(checked_in);
	flow->published = version_number(published);
	/* gc-strip leaves "active" and the version that the content came from. */
	if (!marked)
		flow->checked_in = version_number(base);
	if (!marked && !mark_is_false(m, "active"))
		flow->published = flow->checked_in > 0 ? flow->checked_in : 1;
	if (flow->checked_in < flow->published)
		flow->checked_in = flow->published;
	/* A draft has no number. Another saved version counts as checked in. */
	if (version_number(saved) > flow->checked_in)
		flow->checked_in = version_number(saved);
	else if (saved.n > 0 && version_number(saved) == 0)
		flow->draft = json_text_dup(saved);
	if (flow->checked_in == 0 && flow->draft == NULL)
		flow->checked_in = 1;
	flow->locked_by = lock_owner(m, "lockedUser", "name");
	flow->locked_for = lock_owner(m, "lockedClient", "id");
}

static void
load_swap(char **a, char **b)
{
	char *was = *a;

	*a = *b;
	*b = was;
}

void
load_marks_join(struct loaded *file, struct loaded *listed)
{
	load_swap(&file->locked_by, &listed->locked_by);
	load_swap(&file->locked_for, &listed->locked_for);
	if (*file->version != '\0' && strcmp(file->version, listed->version) != 0)
		return;
	load_swap(&file->draft, &listed->draft);
	file->checked_in = listed->checked_in;
	file->published = listed->published;
}

/* A flow that is checked out has a draft; one whose record does not say which gets an id. */
static void
add_draft(struct loader *l, struct org_flow *flow, const struct loaded *from)
{
	struct slice configuration = slice_of(from->configuration, from->len);
	bool known = from->draft != NULL && strlen(from->draft) < ORG_DRAFT_ID_SIZE &&
		     strncmp(from->draft, ORG_DRAFT_ID, strlen(ORG_DRAFT_ID)) == 0;
	char id[ORG_DRAFT_ID_SIZE];

	snprintf(id, sizeof id, "%s", known ? from->draft : ORG_DRAFT_ID);
	if (!known)
		generate_id(l->plan, "draft", from->name, 0, id + strlen(id));
	org_set_draft(flow, id, flow->n > 0 ? slice_str("") : configuration, LOADED_AT);
}

void
load_add_versions(struct loader *l, struct org_flow *flow, struct loaded *from)
{
	flow->locked_by = from->locked_by;
	flow->locked_for = from->locked_for;
	if (from->configuration != NULL) {
		/* The published version may be an older one; its content is not in the record. */
		if (from->published > 0 && from->published < from->checked_in)
			org_add_version(flow, from->published,
			    slice_of(from->configuration, from->len), LOADED_AT);
		if (from->checked_in > 0)
			org_add_version(flow, from->checked_in,
			    slice_of(from->configuration, from->len), LOADED_AT);
		flow->published = from->published > 0 ? 1 : 0;
		if (from->draft != NULL || flow->locked_by != NULL || flow->locked_for != NULL)
			add_draft(l, flow, from);
	}
	free(from->draft);
	free(from->version);
}
