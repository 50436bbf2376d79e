/* The buffer before stdout: pieces of every size come out in order; what cannot be written is told.
 */
#include <fcntl.h>
#include <signal.h>

#include "base/err.h"
#include "base/out.h"
#include "child.h"
#include "random.h"
#include "tap.h"

enum { TOTAL = 3 << 20 };

static char
byte_at(size_t i)
{
	return (char)('!' + i * 7919 / 13 % 90);
}

static int
put_pieces(void *argument)
{
	struct random r = {5};
	static char piece[1 << 20];
	size_t at = 0;

	(void)argument;
	out_init();
	while (at < TOTAL) {
		size_t most = random_below(&r, 4) == 0 ? sizeof piece : 1000;
		size_t n = random_below(&r, most);
		n = n < TOTAL - at ? n : TOTAL - at;
		for (size_t i = 0; i < n; i++)
			piece[i] = byte_at(at + i);
		out_put(piece, n);
		if (at + n < TOTAL) {
			out_putc(byte_at(at + n));
			at++;
		}
		at += n;
	}
	return 0; /* exit(3) writes the rest */
}

static void
test_pieces(void)
{
	struct child c = child_run(put_pieces, NULL);
	bool good = c.status == 0 && c.out.n == TOTAL;

	for (size_t i = 0; i < TOTAL && good; i++)
		good = c.out.p[i] == byte_at(i);
	ok(good, "3 MiB in pieces of 0 bytes to 1 MiB");
	child_release(&c);
}

/* What a program does that has something to write, and whose stdout is this. */
static int
put_into(void *argument)
{
	int fd = open(argument, O_WRONLY);

	err_init("t");
	out_init();
	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
		return 99;
	out_puts("text");
	out_close();
	return 0;
}

static int
fail_with_rest(void *argument)
{
	int fd = open(argument, O_WRONLY);

	err_init("t");
	out_init();
	if (fd < 0 || dup2(fd, STDOUT_FILENO) < 0)
		return 99;
	out_puts("what came before");
	die(EXIT_DATA, 0, "bad");
}

static int
put_into_nobody(void *argument)
{
	int p[2];

	(void)argument;
	err_init("t");
	out_init();
	signal(SIGPIPE, SIG_IGN);
	if (pipe(p) != 0 || close(p[0]) != 0 || dup2(p[1], STDOUT_FILENO) < 0)
		return 99;
	out_puts("text");
	return 0;
}

static void
test_out_errors(void)
{
	char full[] = "/dev/full";

	ok(child_ends(put_into_nobody, NULL, 128 + SIGPIPE, ""), "nobody reads: as SIGPIPE would");
	if (access(full, W_OK) != 0)
		return;
	ok(child_ends(put_into, full, EXIT_IO, "t: write stdout: No space left on device\n"),
	    "a full disk");
	ok(child_ends(
	       fail_with_rest, full, EXIT_IO, "t: bad\nt: write stdout: No space left on device\n"),
	    "a full disk after another error");
}

static void
test_rest(void)
{
	char null[] = "/dev/null";

	ok(child_ends(fail_with_rest, null, EXIT_DATA, "t: bad\n"), "an error keeps its status");
}

int
main(void)
{
	test_pieces();
	test_out_errors();
	test_rest();
	return tap_done();
}
