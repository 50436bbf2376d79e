/* Files that are written one after the other and appear together. */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "child.h"
#include "files/filebatch.h"
#include "files/sync.h"
#include "tap.h"

static char top[] = "/tmp/gc-batch-XXXXXX";
static int root;
static struct buf said = BUF_INIT;
static struct filebatch batch;

static void
filebatch_hears(void *user, const char *path, int error)
{
	(void)user;
	buf_printf(&said, "%s%s ", path, error == 0 ? "" : "!");
}

static void
filebatch_ends(void *user, void *owner, bool placed)
{
	(void)user;
	buf_printf(&said, "%s%s ", (const char *)owner, placed ? "." : "?");
}

static bool
filebatch_put(const char *path, const char *text)
{
	struct file f;

	return file_begin(&f, root, path, 0666) && file_put(&f, text, strlen(text)) &&
	       filebatch_take(&batch, &f, path);
}

/* Close the group of the files so far. */
static void
filebatch_end(const char *owner)
{
	static char owners[26][2];
	char *own = owners[*owner - 'A'];

	*own = *owner;
	filebatch_close(&batch, own);
}

static bool
filebatch_is(const char *path, const char *text)
{
	char there[100] = "";
	int fd = folder_read(root, path);
	ssize_t n = fd >= 0 ? read(fd, there, sizeof there - 1) : -1;

	if (fd >= 0)
		close(fd);
	return n == (ssize_t)strlen(text) && strcmp(there, text) == 0;
}

static size_t
filebatch_temporaries(void)
{
	struct folder_tree t;
	size_t n;

	folder_tree(root, &t);
	n = t.others.n;
	folder_tree_release(&t);
	return n;
}

static bool
filebatch_said_all(const char *what)
{
	bool same = slice_is(buf_slice(&said), what);

	if (!same)
		printf("# said: %s\n", said.p);
	buf_clear(&said);
	return same;
}

static void
filebatch_together(void)
{
	ok(filebatch_put("a/1.wav", "one") && filebatch_put("a.yaml", "two") &&
		filebatch_temporaries() == 2 && !filebatch_is("a.yaml", "two") &&
		filebatch_has(&batch, "a.yaml") && !filebatch_has(&batch, "b.yaml"),
	    "what is in the batch has no name yet");
	filebatch_end("A");
	ok(filebatch_put("b.yaml", "three"), "another group");
	filebatch_end("B");
	ok(filebatch_said_all(""), "nothing is said yet");
	filebatch_settle(&batch);
	ok(filebatch_is("a/1.wav", "one") && filebatch_is("a.yaml", "two") &&
		filebatch_is("b.yaml", "three") && filebatch_temporaries() == 0,
	    "then all are there");
	ok(filebatch_said_all("a/1.wav a.yaml b.yaml A. B. "), "and said");
	ok(filebatch_put("b.yaml", "three"), "the same again");
	filebatch_end("B");
	ok(filebatch_said_all("B. "), "has nothing to wait for");
	ok(filebatch_put("c.yaml", "x") && filebatch_temporaries() == 1, "a record that fails");
	filebatch_cancel(&batch);
	ok(filebatch_temporaries() == 0 && filebatch_put("b.yaml", "four"),
	    "is dropped, and the next is not");
	filebatch_end("B");
	filebatch_settle(&batch);
	ok(filebatch_is("b.yaml", "four") && !filebatch_is("c.yaml", "x") &&
		filebatch_said_all("b.yaml B. "),
	    "the other one is there");
}

static void
filebatch_failing(void)
{
	mkdirat(root, "dir.wav", 0700);
	ok(filebatch_put("dir.wav", "x") && filebatch_put("a.yaml", "new"),
	    "a folder in a file's place");
	filebatch_end("A");
	ok(filebatch_put("b.yaml", "five"), "and another record");
	filebatch_end("B");
	filebatch_settle(&batch);
	ok(filebatch_is("a.yaml", "two") && filebatch_is("b.yaml", "five") &&
		filebatch_temporaries() == 0,
	    "the record that refers to it stays as it was, the other one is there");
	ok(filebatch_said_all("dir.wav! b.yaml A? B. "), "and said");
}

/* More files in one record than a batch may have. */
static void
filebatch_many(void)
{
	char path[32];
	bool good = true;
	size_t most = 0, n;

	for (int i = 0; i < 3 * FILEBATCH_FILES; i++) {
		snprintf(path, sizeof path, "m/%d/x", i);
		good = good && filebatch_put(path, "m");
		buf_clear(&said);
		n = filebatch_temporaries();
		most = n > most ? n : most;
	}
	good = good && filebatch_put("m.yaml", "m");
	filebatch_end("M");
	filebatch_settle(&batch);
	ok(good && filebatch_is("m/0/x", "m") && filebatch_is("m/383/x", "m") &&
		filebatch_is("m.yaml", "m"),
	    "a record of many files");
	ok(most > 1 && most <= FILEBATCH_FILES, "that never wait all: %zu", most);
	buf_clear(&said);
	ok(filebatch_put("dir.wav", "x"), "the first of many cannot be placed");
	for (int i = 0; i < FILEBATCH_FILES && good; i++) {
		snprintf(path, sizeof path, "n/%d/x", i);
		good = filebatch_put(path, "m");
	}
	ok(!good && errno == EISDIR, "and one of them reports it");
	filebatch_cancel(&batch);
	ok(filebatch_temporaries() == 0, "nothing is left");
	buf_clear(&said);
}

static int
filebatch_end_early(void *argument)
{
	(void)argument;
	if (!filebatch_put("e.yaml", "whole"))
		return 1;
	filebatch_end("E");
	return filebatch_put("f.yaml", "half a record") ? 7 : 1;
}

static void
filebatch_ending(void)
{
	struct child child = child_run(filebatch_end_early, NULL);

	ok(child.status == 7 && filebatch_is("e.yaml", "whole") &&
		!filebatch_is("f.yaml", "half a record") && filebatch_temporaries() == 0,
	    "a program that ends places what is whole");
	child_release(&child);
}

/* The same with few descriptors. */
static void
filebatch_narrow(void)
{
	struct rlimit limit, few;
	char path[32];
	bool good = true;

	getrlimit(RLIMIT_NOFILE, &limit);
	few = limit;
	few.rlim_cur = 20;
	setrlimit(RLIMIT_NOFILE, &few);
	filebatch_release(&batch);
	filebatch_open(&batch, filebatch_hears, filebatch_ends, NULL);
	for (int i = 0; i < 50; i++) {
		snprintf(path, sizeof path, "narrow/%d/x", i);
		good = good && filebatch_put(path, "n");
		filebatch_end("N");
		buf_clear(&said);
	}
	filebatch_settle(&batch);
	ok(good && filebatch_is("narrow/49/x", "n"), "with 20 descriptors");
	setrlimit(RLIMIT_NOFILE, &limit);
}

static void
filebatch_syncing(void)
{
	int fds[6], pipes[2];

	for (size_t i = 0; i < COUNT_OF(fds); i++)
		fds[i] = openat(root, "b.yaml", O_RDONLY);
	ok(sync_files(fds, 6) == 6 && sync_files(fds, 1) == 1 && sync_files(fds, 0) == 0,
	    "many, one, none");
	ok(pipe(pipes) == 0, "a pipe");
	close(fds[5]);
	fds[5] = pipes[0];
	ok(sync_files(fds, 6) == 6, "need not be synced");
	close(fds[3]);
	ok(sync_files(fds, 6) == 3 && errno == EBADF, "the fourth cannot be");
}

int
main(void)
{
	struct folder_tree left;
	char path[32];

	if (mkdtemp(top) == NULL || (root = folder_open(top, false)) < 0)
		return 1;
	filebatch_open(&batch, filebatch_hears, filebatch_ends, NULL);
	filebatch_together();
	filebatch_failing();
	filebatch_many();
	filebatch_ending();
	filebatch_narrow();
	filebatch_syncing();
	filebatch_release(&batch);
	buf_release(&said);
	folder_tree(root, &left);
	for (size_t i = 0; i < left.files.n; i++)
		folder_remove(root, left.files.v[i]);
	folder_tree_release(&left);
	for (int i = 0; i < FILEBATCH_FILES; i++) {
		snprintf(path, sizeof path, "n/%d/x", i);
		folder_tidy(root, path);
	}
	folder_tidy(root, "dir.wav/x");
	ok(rmdir(top) == 0, "nothing else is left");
	return tap_done();
}
