#include "org.h"

#include "err.h"
#include "generate.h"
#include "json.h"
#include "members.h"
#include "mem.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

#define LOADED_AT 1672531200000 /* 2023-01-01T00:00:00Z: a folder has no times of its own */

struct loader {
	struct org *org;
	const struct org_plan *plan;
	char **paths; /* yet to be read: files and folders */
	size_t n, cap;
	struct json json;
	struct members top, manifest;
	struct buf text, name;
};

static bool
ends_in(const char *s, const char *end)
{
	size_t n = strlen(s), m = strlen(end);

	return n >= m && strcmp(s + n - m, end) == 0;
}

static int
by_name_backwards(const void *a, const void *b)
{
	return strcmp(*(char *const *)b, *(char *const *)a);
}

/* The entries of a folder onto the stack, so that they come off it in the order of their names. */
static void
push_folder(struct loader *l, const char *path)
{
	size_t first = l->n;
	struct dirent *entry;
	DIR *dir = opendir(path);

	if (dir == NULL)
		die(EXIT_IO, errno, "%s", path);
	while (errno = 0, (entry = readdir(dir)) != NULL) {
		struct buf child = BUF_INIT;

		if (entry->d_name[0] == '.')
			continue;
		buf_printf(&child, "%s/%s", path, entry->d_name);
		l->paths = xgrow(l->paths, &l->cap, l->n + 1, sizeof(*l->paths));
		l->paths[l->n++] = buf_detach(&child);
	}
	if (errno != 0)
		die(EXIT_IO, errno, "%s", path);
	closedir(dir);
	qsort(l->paths + first, l->n - first, sizeof(*l->paths), by_name_backwards);
}

static void
read_file(const char *path, struct buf *to)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (fd < 0)
		die(EXIT_IO, errno, "%s", path);
	buf_clear(to);
	for (;;) {
		if (!buf_fits(to, 65536))
			die(EXIT_DATA, 0, "%s: larger than 1 GiB", path);
		buf_reserve(to, 65536);
		got = read(fd, to->p + to->n, 65536);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		to->n += (size_t)got;
	}
	if (got < 0)
		die(EXIT_IO, errno, "%s", path);
	close(fd);
}

static struct slice
trim(struct slice s)
{
	while (s.n > 0 && strchr(" \t\r\n", s.p[s.n - 1]) != NULL)
		s.n--;
	while (s.n > 0 && strchr(" \t\r\n", s.p[0]) != NULL)
		s = slice_of(s.p + 1, s.n - 1);
	return s;
}

/* The text of a string member into l->name; false where there is none. */
static bool
text_of(struct loader *l, const struct members *m, const char *key)
{
	struct slice token = members_string(m, key);

	buf_clear(&l->name);
	return token.n > 0 && json_unescape(token, &l->name);
}

static bool
is_taken(const struct org *org, const char *type, const char *name)
{
	for (size_t i = 0; i < org->nflows; i++)
		if (strcmp(org->flows[i].name, name) == 0 && strcmp(org->flows[i].type, type) == 0)
			return true;
	return false;
}

static void
add_flow(struct loader *l, const char *type, const char *name, struct slice configuration)
{
	struct buf unique = BUF_INIT;
	char id[UUID_SIZE];
	struct org_flow *flow;

	buf_puts(&unique, name);
	for (size_t i = 2; is_taken(l->org, type, unique.p); i++) {
		buf_clear(&unique);
		buf_printf(&unique, "%s (%zu)", name, i);
	}
	generate_id(l->plan, type, unique.p, 0, id);
	flow = org_add_flow(l->org, id);
	flow->type = xstrdup(type);
	flow->name = buf_detach(&unique);
	org_add_version(flow, configuration.p, configuration.n, LOADED_AT);
	flow->published = 1;
}

static void
load_json(struct loader *l, const char *path)
{
	struct buf type = BUF_INIT;
	struct slice text;

	read_file(path, &l->text);
	text = trim(buf_slice(&l->text));
	if (!members_read(&l->top, &l->json, text))
		die(EXIT_DATA, 0, "%s: %s at byte %zu", path, json_error(&l->json),
		    json_offset(&l->json));
	if (!text_of(l, &l->top, "type"))
		die(EXIT_DATA, 0, "%s: no flow: it has no \"type\"", path);
	for (size_t i = 0; i < l->name.n; i++)
		buf_putc(
		    &type, (char)(l->name.p[i] >= 'a' && l->name.p[i] <= 'z' ? l->name.p[i] - 32
									     : l->name.p[i]));
	if (!text_of(l, &l->top, "name"))
		die(EXIT_DATA, 0, "%s: no flow: it has no \"name\"", path);
	add_flow(l, type.p, l->name.p, text);
	buf_release(&type);
}

void
org_load(struct org *org, const char *dir, const struct org_plan *plan)
{
	struct loader l = {.org = org, .plan = plan, .json = JSON_INIT};

	generate_frame(org, plan);
	push_folder(&l, dir);
	while (l.n > 0) {
		char *path = l.paths[--l.n];
		struct stat st;

		if (stat(path, &st) != 0)
			die(EXIT_IO, errno, "%s", path);
		if (S_ISDIR(st.st_mode))
			push_folder(&l, path);
		else if (ends_in(path, ".json") && !ends_in(path, "/manifest.json"))
			load_json(&l, path);
		free(path);
	}
	free(l.paths);
	members_release(&l.top);
	members_release(&l.manifest);
	json_release(&l.json);
	buf_release(&l.text);
	buf_release(&l.name);
}
