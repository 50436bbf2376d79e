/* Files that are written one after the other and appear together. */
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "child.h"
#include "files/lot.h"
#include "files/sync.h"
#include "tap.h"

static char top[] = "/tmp/gc-lot-XXXXXX";
static int root;
static struct buf said = BUF_INIT;
static struct lot lot;

static void
lot_hears(void *user, const char *path, int error)
{
	(void)user;
	buf_printf(&said, "%s%s ", path, error == 0 ? "" : "!");
}

static void
lot_ends(void *user, void *owner, bool placed)
{
	(void)user;
	buf_printf(&said, "%s%s ", (const char *)owner, placed ? "." : "?");
}

static bool
lot_put(const char *path, const char *text)
{
	struct file f;

	return file_begin(&f, root, path, 0666) && file_put(&f, text, strlen(text)) &&
	       lot_take(&lot, &f, path);
}

/* Close the group of the files so far. */
static void
lot_end(const char *owner)
{
	static char owners[26][2];
	char *own = owners[*owner - 'A'];

	*own = *owner;
	lot_close(&lot, own);
}

static bool
lot_is(const char *path, const char *text)
{
	char there[100] = "";
	int fd = folder_read(root, path);
	ssize_t n = fd >= 0 ? read(fd, there, sizeof there - 1) : -1;

	if (fd >= 0)
		close(fd);
	return n == (ssize_t)strlen(text) && strcmp(there, text) == 0;
}

static size_t
lot_temporaries(void)
{
	struct folder_tree t;
	size_t n;

	folder_tree(root, &t);
	n = t.others.n;
	folder_tree_release(&t);
	return n;
}

static bool
lot_said_all(const char *what)
{
	bool same = slice_is(buf_slice(&said), what);

	if (!same)
		printf("# said: %s\n", said.p);
	buf_clear(&said);
	return same;
}

static void
lot_together(void)
{
	ok(lot_put("a/1.wav", "one") && lot_put("a.yaml", "two") && lot_temporaries() == 2 &&
		!lot_is("a.yaml", "two") && lot_has(&lot, "a.yaml") && !lot_has(&lot, "b.yaml"),
	    "what is in the lot has no name yet");
	lot_end("A");
	ok(lot_put("b.yaml", "three"), "another group");
	lot_end("B");
	ok(lot_said_all(""), "nothing is said yet");
	lot_settle(&lot);
	ok(lot_is("a/1.wav", "one") && lot_is("a.yaml", "two") && lot_is("b.yaml", "three") &&
		lot_temporaries() == 0,
	    "then all are there");
	ok(lot_said_all("a/1.wav a.yaml b.yaml A. B. "), "and said");
	ok(lot_put("b.yaml", "three"), "the same again");
	lot_end("B");
	ok(lot_said_all("B. "), "has nothing to wait for");
	ok(lot_put("c.yaml", "x") && lot_temporaries() == 1, "a record that fails");
	lot_cancel(&lot);
	ok(lot_temporaries() == 0 && lot_put("b.yaml", "four"), "is dropped, and the next is not");
	lot_end("B");
	lot_settle(&lot);
	ok(lot_is("b.yaml", "four") && !lot_is("c.yaml", "x") && lot_said_all("b.yaml B. "),
	    "the other one is there");
}

static void
lot_failing(void)
{
	mkdirat(root, "dir.wav", 0700);
	ok(lot_put("dir.wav", "x") && lot_put("a.yaml", "new"), "a folder in a file's place");
	lot_end("A");
	ok(lot_put("b.yaml", "five"), "and another record");
	lot_end("B");
	lot_settle(&lot);
	ok(lot_is("a.yaml", "two") && lot_is("b.yaml", "five") && lot_temporaries() == 0,
	    "the record that refers to it stays as it was, the other one is there");
	ok(lot_said_all("dir.wav! b.yaml A? B. "), "and said");
}

/* More files in one record than a lot may have. */
static void
lot_many(void)
{
	char path[32];
	bool good = true;
	size_t most = 0, n;

	for (int i = 0; i < 3 * LOT_FILES; i++) {
		snprintf(path, sizeof path, "m/%d/x", i);
		good = good && lot_put(path, "m");
		buf_clear(&said);
		n = lot_temporaries();
		most = n > most ? n : most;
	}
	good = good && lot_put("m.yaml", "m");
	lot_end("M");
	lot_settle(&lot);
	ok(good && lot_is("m/0/x", "m") && lot_is("m/383/x", "m") && lot_is("m.yaml", "m"),
	    "a record of many files");
	ok(most > 1 && most <= LOT_FILES, "that never wait all: %zu", most);
	buf_clear(&said);
	ok(lot_put("dir.wav", "x"), "the first of many cannot be placed");
	for (int i = 0; i < LOT_FILES && good; i++) {
		snprintf(path, sizeof path, "n/%d/x", i);
		good = lot_put(path, "m");
	}
	ok(!good && errno == EISDIR, "and one of them reports it");
	lot_cancel(&lot);
	ok(lot_temporaries() == 0, "nothing is left");
	buf_clear(&said);
}

static int
lot_end_early(void *argument)
{
	(void)argument;
	if (!lot_put("e.yaml", "whole"))
		return 1;
	lot_end("E");
	return lot_put("f.yaml", "half a record") ? 7 : 1;
}

static void
lot_ending(void)
{
	struct child child = child_run(lot_end_early, NULL);

	ok(child.status == 7 && lot_is("e.yaml", "whole") && !lot_is("f.yaml", "half a record") &&
		lot_temporaries() == 0,
	    "a program that ends places what is whole");
	child_release(&child);
}

/* The same with few descriptors. */
static void
lot_narrow(void)
{
	struct rlimit limit, few;
	char path[32];
	bool good = true;

	getrlimit(RLIMIT_NOFILE, &limit);
	few = limit;
	few.rlim_cur = 20;
	setrlimit(RLIMIT_NOFILE, &few);
	lot_release(&lot);
	lot_open(&lot, lot_hears, lot_ends, NULL);
	for (int i = 0; i < 50; i++) {
		snprintf(path, sizeof path, "narrow/%d/x", i);
		good = good && lot_put(path, "n");
		lot_end("N");
		buf_clear(&said);
	}
	lot_settle(&lot);
	ok(good && lot_is("narrow/49/x", "n"), "with 20 descriptors");
	setrlimit(RLIMIT_NOFILE, &limit);
}

static void
lot_syncing(void)
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
	lot_open(&lot, lot_hears, lot_ends, NULL);
	lot_together();
	lot_failing();
	lot_many();
	lot_ending();
	lot_narrow();
	lot_syncing();
	lot_release(&lot);
	buf_release(&said);
	folder_tree(root, &left);
	for (size_t i = 0; i < left.files.n; i++)
		folder_remove(root, left.files.v[i]);
	folder_tree_release(&left);
	for (int i = 0; i < LOT_FILES; i++) {
		snprintf(path, sizeof path, "n/%d/x", i);
		folder_tidy(root, path);
	}
	folder_tidy(root, "dir.wav/x");
	ok(rmdir(top) == 0, "nothing else is left");
	return tap_done();
}
