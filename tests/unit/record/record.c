/*
 * NDJSON framing. Input comes through a SOCK_SEQPACKET socket: each read(2) gets one packet, so
 * that the lines can be split at every byte.
 */
#include <fcntl.h>
#include <sys/socket.h>

#include "base/err.h"
#include "base/out.h"
#include "child.h"
#include "record/record.h"
#include "tap.h"

static const char text[] = "\xef\xbb\xbf{\"kind\":\"a\",\"n\":1}\r\n\n \t\r\n"
			   " {\"kind\":\"b\\n\",\"s\":\"\xe2\x82\xac\"}\t\n{}\n{\"last\":[1]}";
static const char seen[] =
    "1 {\"kind\":\"a\",\"n\":1} 2|4 {\"kind\":\"b\\n\",\"s\":\"\xe2\x82\xac\"} 2|"
    "5 {} 0|6 {\"last\":[1]} 1|";

/* Make a socket of the pieces stdin. */
static bool
record_feed(const struct slice *pieces, size_t n)
{
	int s[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, s) != 0)
		return false;
	for (size_t i = 0; i < n; i++)
		if (pieces[i].n > 0 &&
		    send(s[1], pieces[i].p, pieces[i].n, 0) != (ssize_t)pieces[i].n)
			return false;
	return close(s[1]) == 0 && dup2(s[0], STDIN_FILENO) == 0 && close(s[0]) == 0;
}

/* What the records of these files look like: line, text and number of members of each. */
static void
record_describe(char *const *files, struct buf *b)
{
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next(&in, &r)) {
		buf_printf(b, "%zu ", r.line);
		buf_add_slice(b, r.text);
		buf_printf(b, " %zu|", r.m.n);
	}
	records_close(&in);
}

static bool
record_frames(const struct slice *pieces, size_t n, const char *want)
{
	static bool told;
	char *const none[] = {NULL};
	struct buf b = BUF_INIT;
	bool good = record_feed(pieces, n);

	record_describe(none, &b);
	good = good && slice_is(buf_slice(&b), want);
	if (!good && !told) {
		printf("# %s\n", b.p != NULL ? b.p : "");
		told = true;
	}
	buf_release(&b);
	return good;
}

static void
test_chunks(void)
{
	struct slice each[sizeof text];
	size_t n = sizeof text - 1;
	bool two = true, three = true;

	for (size_t i = 0; i <= n; i++) {
		struct slice cut[] = {slice_of(text, i), slice_of(text + i, n - i)};
		two &= record_frames(cut, 2, seen);
		for (size_t k = i; k <= n; k += 7) {
			struct slice cuts[] = {slice_of(text, i), slice_of(text + i, k - i),
			    slice_of(text + k, n - k)};
			three &= record_frames(cuts, 3, seen);
		}
	}
	ok(two, "cut in two at every byte");
	ok(three, "cut in three");
	for (size_t i = 0; i < n; i++)
		each[i] = slice_of(text + i, 1);
	ok(record_frames(each, n, seen), "every byte alone");
	ok(record_frames(NULL, 0, ""), "nothing");
	ok(record_frames(&(struct slice){"\xef\xbb\xbf", 3}, 1, ""), "a byte order mark alone");
	ok(record_frames(&(struct slice){"\n\r\n \n", 5}, 1, ""), "empty lines alone");
}

static char *
record_temporary(const char *content, size_t n)
{
	static char paths[4][32];
	static int next;
	char *path = paths[next++ % 4];
	int fd;

	snprintf(path, sizeof paths[0], "record.XXXXXX");
	fd = mkstemp(path);
	if (fd < 0 || write(fd, content, n) != (ssize_t)n || close(fd) != 0)
		child_broken(path);
	return path;
}

static void
test_record_files(void)
{
	char dash[] = "-";
	char *one = record_temporary("{\"a\":1}\n{\"b\":2}", 15), *none = record_temporary("", 0);
	char *two = record_temporary("\xef\xbb\xbf{\"c\":3}\n", 11);
	char *files[] = {one, none, dash, two, one, NULL};
	struct slice in = slice_str("{\"stdin\":0}\n");
	struct buf b = BUF_INIT;

	ok(record_feed(&in, 1), "stdin is fed");
	record_describe(files, &b);
	ok(slice_is(buf_slice(&b), "1 {\"a\":1} 1|2 {\"b\":2} 1|1 {\"stdin\":0} 1|1 {\"c\":3} 1|"
				   "1 {\"a\":1} 1|2 {\"b\":2} 1|"),
	    "files one after the other, each with lines of its own, none joined to the next");
	ok(unlink(one) == 0 && unlink(two) == 0 && unlink(none) == 0, "removed");
	buf_release(&b);
}

/* Lines longer than what is read at a time, of lengths around it. */
static void
test_long_lines(void)
{
	struct buf content = BUF_INIT;
	static const size_t lengths[] = {
	    1 << 18, (1 << 18) - 1, (1 << 18) + 1, 3 << 18, 10, 1 << 20, 20};
	bool good = true;

	for (size_t i = 0; i < COUNT_OF(lengths); i++) {
		buf_puts(&content, "{\"a\":\"");
		for (size_t n = 9; n < lengths[i]; n++)
			buf_putc(&content, 'x');
		buf_puts(&content, "\"}\n");
	}
	char *files[] = {record_temporary(content.p, content.n), NULL};
	struct records in;
	struct record r;
	records_open(&in, files);
	for (size_t i = 0; i < COUNT_OF(lengths); i++)
		good &= records_next(&in, &r) && r.text.n + 1 == lengths[i] && r.line == i + 1;
	ok(good && !records_next(&in, &r), "long and short lines");
	records_close(&in);
	unlink(files[0]);
	buf_release(&content);
}

static int
record_read_all(void *argument)
{
	struct buf b = BUF_INIT;

	err_init("t");
	record_describe(argument, &b);
	buf_release(&b);
	return 0;
}

static bool
record_refused(const char *content, size_t n, const char *why)
{
	char *files[] = {record_temporary(content, n), NULL};
	char want[256];
	bool good;

	snprintf(want, sizeof want, "t: %s:%s\n", files[0], why);
	good = child_ends(record_read_all, files, EXIT_DATA, want);
	unlink(files[0]);
	return good;
}

/* What follows where the very first line is wrong. */
#define HINT " (records are one JSON object a line; gc-load reads other files)"

static void
test_record_errors(void)
{
	char gone[] = "no-such-file", folder[] = "/";
	char *files[] = {gone, NULL}, *folders[] = {folder, NULL};

	ok(record_refused("{}\n\n  {\"a\":x}\n", 15, "3: byte 8: a value is missing"),
	    "a wrong line");
	ok(record_refused("{}\n[1]\n", 7, "2: byte 1: not a JSON object"), "not an object");
	ok(record_refused("{\"a\":1", 6, "1: byte 7: the text ends too early" HINT), "torn");
	ok(record_refused("\xef\xbb\xbf{\"a\"}\n", 9,
	       "1: byte 8: a colon is missing after a member's name" HINT),
	    "bytes are counted from the line's own start");
	ok(record_refused("{}\n\xef\xbb\xbf{}\n", 9, "2: byte 1: a value is missing"),
	    "a late mark");
	ok(record_refused("{}\0\n", 4, "1: byte 3: NUL byte" HINT), "NUL");
	ok(child_ends(
	       record_read_all, files, EXIT_IO, "t: no-such-file: No such file or directory\n"),
	    "no file");
	ok(child_ends(
	       record_read_all, folders, EXIT_IO, "t: /: gc-load reads folders: Is a directory\n"),
	    "a folder");
}

static void
test_label(void)
{
	static const char *const cases[][2] = {
	    {"{\"kind\":\"flow\",\"id\":\"3f\",\"name\":\"Main \\\"IVR\\\"\\u00e9\"}",
		"stdin:1: flow 3f \"Main \"IVR\"\xc3\xa9\""},
	    {"{\"name\":\"\"}", "stdin:1: record \"\""},
	    {"{\"kind\":\"flow\"}", "stdin:1: flow"},
	    {"{\"kind\":7,\"id\":[],\"name\":null}", "stdin:1: record"},
	};
	char *const none[] = {NULL};
	struct records in;
	struct record r;

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct slice s = slice_str(cases[i][0]);
		struct buf b = BUF_INIT;
		record_feed(&s, 1);
		records_open(&in, none);
		records_next(&in, &r);
		record_label(&r, &b);
		ok(slice_is(buf_slice(&b), cases[i][1]), "label %zu: %s", i, b.p);
		records_close(&in);
		buf_release(&b);
	}
}

/* The first record must be out before the second comes; then the second, slowly, in two parts. */
static int
pass_slowly(void *argument)
{
	int *s = argument;
	char *const none[] = {NULL};
	struct records in;
	struct record r;

	close(s[1]);
	out_init();
	if (dup2(s[0], STDIN_FILENO) != 0 || dup2(s[0], STDOUT_FILENO) != 1)
		return 99;
	records_open(&in, none);
	while (records_next(&in, &r)) {
		out_slice(r.text);
		out_putc('\n');
	}
	records_close(&in);
	out_close();
	return 0;
}

static bool
record_receives(int fd, const char *want)
{
	char got[64];
	ssize_t n = read(fd, got, sizeof got);

	return n >= 0 && slice_is(slice_of(got, (size_t)n), want);
}

static void
test_waiting(bool blocking)
{
	const char *how = blocking ? "blocking" : "non-blocking";
	int s[2], status;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, s) != 0)
		child_broken("socketpair");
	if (!blocking)
		fcntl(s[0], F_SETFL, fcntl(s[0], F_GETFL) | O_NONBLOCK);
	fflush(stdout);
	pid = fork();
	if (pid == 0)
		exit(pass_slowly(s));
	close(s[0]);
	ok(write(s[1], "{\"a\":1}\n{\"b\"", 12) == 12 && record_receives(s[1], "{\"a\":1}\n"),
	    "%s: a record is passed on before the wait for the next one", how);
	ok(write(s[1], ":2}\n", 4) == 4 && record_receives(s[1], "{\"b\":2}\n"), "%s: a late rest",
	    how);
	shutdown(s[1], SHUT_WR);
	ok(record_receives(s[1], "") && waitpid(pid, &status, 0) == pid && status == 0,
	    "%s: the end", how);
	close(s[1]);
}

int
main(void)
{
	if (chdir(getenv("TMPDIR") != NULL ? getenv("TMPDIR") : "/tmp") != 0)
		child_broken("chdir");
	test_chunks();
	test_record_files();
	test_long_lines();
	test_record_errors();
	test_label();
	test_waiting(true);
	test_waiting(false);
	return tap_done();
}
