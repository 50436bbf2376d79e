/* flowpaths.c - the files of records that an operand names */
#include <fcntl.h>
#include <sys/stat.h>

#include "base/err.h"
#include "base/io.h"
#include "base/mem.h"
#include "files/flowpaths.h"
#include "files/folder.h"

/* False: the file cannot hold records. */
static bool
visit_from_folder(int root, const char *folder, const char *path, flowpath_visit *visit, void *user)
{
	enum flowfile_format format = flowfile_format(path);
	struct buf name = BUF_INIT;
	bool is_manifest = strcmp(path, "manifest.json") == 0;

	buf_puts(&name, folder);
	while (name.n > 0 && name.p[name.n - 1] == '/')
		name.n--;
	buf_printf(&name, "/%s", path);
	if (format == FLOWFILE_NONE)
		debug("%s: not the file of a record", name.p);
	else if (!is_manifest)
		visit(user, folder_read(root, path), name.p, format, root, path);
	buf_release(&name);
	return is_manifest || format != FLOWFILE_NONE;
}

static void
visit_folder(const char *folder, flowpath_visit *visit, void *user)
{
	int root = folder_open(folder, false);
	struct folder_tree tree;
	bool any = false;

	if (root < 0) {
		fail(EXIT_IO, errno, "%s", folder);
		return;
	}
	folder_tree(root, &tree);
	for (size_t i = 0; i < tree.files.n; i++)
		any |= visit_from_folder(root, folder, tree.files.v[i], visit, user);
	for (size_t i = 0; i < tree.others.n; i++)
		debug("%s/%s: skipped", folder, tree.others.v[i]);
	for (size_t i = 0; i < tree.nunread; i++)
		fail(EXIT_IO, tree.unread[i].error, "%s/%s", folder, tree.unread[i].path);
	if (!any && tree.nunread == 0)
		warn("%s: has no .yaml, .yml, .json or .i3… file", folder);
	folder_tree_release(&tree);
	io_close(root);
}

static void
visit_file(const char *path, flowpath_visit *visit, void *user)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == NULL ? xstrdup(".") : xmemdup0(path, (size_t)(slash - path) + 1);
	int root = folder_open(folder, false);

	visit(user, open(path, O_RDONLY | O_CLOEXEC), path, flowfile_format(path), root,
	    slash != NULL ? slash + 1 : path);
	io_close(root);
	free(folder);
}

void
flowpaths_visit(const char *operand, flowpath_visit *visit, void *user)
{
	struct stat st;

	if (stat(operand, &st) != 0)
		fail(EXIT_IO, errno, "%s", operand);
	else if (S_ISDIR(st.st_mode))
		visit_folder(operand, visit, user);
	else
		visit_file(operand, visit, user);
}

bool
flowpaths_read(struct flowfile *f, int fd, const char *name)
{
	bool good;

	buf_clear(&f->bytes);
	if (fd < 0) {
		fail(EXIT_IO, errno, "%s", name);
		return false;
	}
	good = io_read_all(fd, &f->bytes);
	if (!good && errno == EFBIG)
		fail(EXIT_PARTIAL, 0, "%s: more than 1 GiB", name);
	else if (!good)
		fail(EXIT_IO, errno, "%s", name);
	if (fd != STDIN_FILENO)
		io_close(fd);
	return good;
}

void
flowpaths_note(const struct flowfile *f, const char *name)
{
	if (f->options)
		warn("%s: skipped; it is an options file of Archy and not a flow (its values are "
		     "for --options)",
		    name);
}

void
flowpaths_report(const struct flowfile *f, const char *name)
{
	struct buf message = BUF_INIT;

	flowpaths_note(f, name);
	if (f->error == NULL)
		return;
	flowfile_message(f, name, &message);
	fail(f->errnum != 0 ? EXIT_IO : EXIT_PARTIAL, f->errnum, "%s", message.p);
	buf_release(&message);
}
