/* get_versions.c - which versions of each flow are wanted */
#include "get_versions.h"
#include "base/err.h"
#include "base/mem.h"
#include "org/api.h"

static void
get_versions_add(struct get_versions *to, struct get_version version)
{
	to->v = xgrow(to->v, &to->cap, to->n + 1, sizeof *to->v);
	to->v[to->n++] = version;
}

void
get_versions_release(struct get_versions *v)
{
	free(v->v);
	free(v->text);
	*v = (struct get_versions){0};
}

static void
add_word(struct get_versions *to, const char *word)
{
	struct get_version version = {strcmp(word, "published") == 0, NULL};

	if (!version.published && strcmp(word, "latest") != 0)
		version.named = word;
	get_versions_add(to, version);
}

/* The words one after the other, each with a NUL, and ".0" where only digits were given. */
static bool
split_words(const char *text, struct buf *words)
{
	for (; text != NULL; text = strchr(text, ',') != NULL ? strchr(text, ',') + 1 : NULL) {
		size_t n = strcspn(text, ",");
		if (n == 0)
			return false;
		buf_add(words, text, n);
		if (strspn(text, "0123456789") == n)
			buf_puts(words, ".0");
		buf_putc(words, '\0');
	}
	return true;
}

const char *
get_versions_parse(struct get_versions *to, const char *text)
{
	struct buf words = BUF_INIT;

	*to = (struct get_versions){.all = strcmp(text, "all") == 0};
	if (to->all)
		return NULL;
	if (!split_words(text, &words)) {
		buf_release(&words);
		return "the version is empty";
	}
	to->text = words.p;
	for (const char *word = words.p; word < words.p + words.n; word += strlen(word) + 1) {
		if (strcmp(word, "all") == 0)
			return "\"all\" excludes other versions";
		add_word(to, word);
	}
	return NULL;
}

static void
on_version(void *user, struct slice id, struct slice element)
{
	struct buf *ids = user;

	(void)element;
	buf_add_slice(ids, id);
	buf_putc(ids, '\0');
}

bool
get_versions_list(
    struct get_versions *to, struct calls *calls, const struct members *flow, struct buf *why)
{
	static const struct type versions = {.name = "version",
	    .path = "/api/v2/flows/{}/versions",
	    .paging = TYPE_PAGES,
	    .max_page = 100};
	const struct member *deleted = members_find(flow, "deleted");
	char *id = members_dup(flow, "id");
	struct buf ids = BUF_INIT;
	struct api_list l = {.calls = calls,
	    .type = &versions,
	    .parent = slice_str(id != NULL ? id : ""),
	    .query = deleted != NULL && deleted->type == JSON_TRUE ? "deleted=true" : NULL,
	    .page_size = versions.max_page,
	    .element = on_version,
	    .user = &ids};

	*to = (struct get_versions){.all = true};
	if (id == NULL || *id == '\0') {
		free(id);
		return true; /* the fetch tells what is wrong with the record */
	}
	api_list(&l);
	if (l.code != EXIT_OK)
		buf_printf(why, "its versions: %s%s",
		    l.code == EXIT_PARTIAL ? "not proved complete: " : "", l.why.p);
	else if (ids.n == 0)
		buf_puts(why, "it has no version");
	api_list_release(&l);
	free(id);
	to->text = ids.p;
	for (const char *p = ids.p; p != NULL && p < ids.p + ids.n; p += strlen(p) + 1)
		get_versions_add(to, (struct get_version){false, p});
	return why->n == 0;
}
