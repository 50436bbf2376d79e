/* bases: the manifest above a file says which version it came from; other files of its name do not. */
#include <sys/stat.h>
#include <unistd.h>

#include "child.h"
#include "files/bases.h"
#include "tap.h"

static char root[] = "/tmp/gc-bases-XXXXXX";
static struct bases b = BASES_INIT;

static void
bases_put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fputs(text, f) < 0 || fclose(f) != 0)
		child_broken(path);
}

static void
bases_folder(const char *path)
{
	if (mkdir(path, 0700) != 0)
		child_broken(path);
}

/* What the manifest says of a file: "org version text"; NULL: no manifest lists it. */
static void
base_is(const char *path, const char *want)
{
	struct record_base base = {.org = {"", 0}};
	struct buf got = BUF_INIT;
	bool found = bases_find(&b, path, &base);

	if (found)
		buf_printf(&got, "%.*s %.*s", SLICE_ARGS(base.org), SLICE_ARGS(base.version));
	buf_puts(&got, "");
	ok(found == (want != NULL) && tap_is(&got, want != NULL ? want : ""), "the base of %s: %s",
	    path, want != NULL ? want : "none");
}

#define ENTRY(path, more) "{\"filePath\":\"" path "\"" more "}"
#define OF(org, version)  ",\"org\":\"" org "\",\"version\":\"" version "\""

static void
test_bases_of_files(void)
{
	static const char manifest[] = "{\"flows\":[" ENTRY("a.yaml", OF("o1", "1.0")) "," ENTRY(
	    "sub/b.yaml", OF("o2", "2.0") ",\"textHash\":\"abc\"") "," ENTRY("a.yaml",
	    OF("o3", "3.0")) "," ENTRY("c.yaml", ",\"org\":\"o1\"") "," ENTRY("d.yaml",
	    ",\"version\":\"1\"") ","
				  "{\"org\":\"o1\",\"version\":\"1\"}," ENTRY(
				      "sub/e.yaml", OF("o5", "5.0")) "]}";
	static const char *const files[] = {
	    "a.yaml", "c.yaml", "d.yaml", "sub/b.yaml", "sub/e.yaml", "sub/f.yaml"};

	bases_folder("sub");
	bases_put("manifest.json", manifest);
	bases_put("sub/manifest.json", "{\"flows\":[" ENTRY("e.yaml", OF("near", "9.0")) "]}");
	for (size_t i = 0; i < COUNT_OF(files); i++)
		bases_put(files[i], "");
	base_is("a.yaml", "o1 1.0");
	base_is("sub/b.yaml", "o2 2.0");
	base_is("sub/../sub/b.yaml", "o2 2.0");
	base_is("c.yaml", NULL);
	base_is("d.yaml", NULL);
	base_is("sub/e.yaml", "near 9.0");
	base_is("sub/f.yaml", NULL);
	base_is("none.yaml", NULL);
}

/* Files of that name that are no manifests are no error. */
static void
test_bases_of_others(void)
{
	static const struct {
		const char *folder, *text;
	} others[] = {{"torn", "{\"flows\":["}, {"list", "[]"}, {"none", "{}"},
	    {"object", "{\"flows\":{\"filePath\":\"x.yaml\"}}"}, {"empty", ""},
	    {"numbers", "{\"flows\":[1,2]}"}};
	char path[64];

	for (size_t i = 0; i < COUNT_OF(others); i++) {
		bases_folder(others[i].folder);
		snprintf(path, sizeof path, "%s/manifest.json", others[i].folder);
		bases_put(path, others[i].text);
		snprintf(path, sizeof path, "%s/x.yaml", others[i].folder);
		bases_put(path, "");
		base_is(path, NULL);
	}
	bases_folder("folder");
	bases_folder("folder/manifest.json");
	bases_put("folder/x.yaml", "");
	base_is("folder/x.yaml", NULL);
	bases_folder("pipe");
	if (mkfifo("pipe/manifest.json", 0600) != 0)
		child_broken("mkfifo");
	bases_put("pipe/x.yaml", "");
	base_is("pipe/x.yaml", NULL);
	bases_folder("link");
	if (symlink("../manifest.json", "link/manifest.json") != 0)
		child_broken("symlink");
	bases_put("link/a.yaml", "");
	base_is("link/a.yaml", NULL);
}

static int
bases_seek(void *path)
{
	struct record_base base;

	return bases_find(&b, path, &base);
}

static void
test_bases_refused(void)
{
	static char path[] = "a.yaml/x.yaml";
	struct child c = child_run(bases_seek, path);

	ok(c.status == EXIT_IO && strstr(c.err.p, "a.yaml/x.yaml: ") != NULL,
	    "a path through a file ends the program");
	child_release(&c);
}

static int
bases_remove(void *user)
{
	(void)user;
	return execlp("rm", "rm", "-rf", root, (char *)NULL);
}

int
main(void)
{
	struct child c;

	if (mkdtemp(root) == NULL || chdir(root) != 0)
		child_broken(root);
	test_bases_of_files();
	test_bases_of_others();
	test_bases_refused();
	bases_release(&b);
	c = child_run(bases_remove, NULL);
	ok(c.status == 0, "clean up");
	child_release(&c);
	return tap_done();
}
