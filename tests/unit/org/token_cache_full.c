/* A token that does not fit onto the disk: the file has what it had. */
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>

#include "child.h"
#include "org/token_cache.h"
#include "tap.h"

static char path[] = "/tmp/gc-token-full-XXXXXX";

/*
 * Write a token where no file may have more than a few bytes. The files that a child's messages go to may
 * have no more either, so only its status and what is there afterwards tell.
 */
static int
write_in_part(void *unused)
{
	char api[] = "https://api.example.com", client[] = "client", text[] = "t";
	const struct settings s = {.api = api, .client_id = client};
	struct token_cache c = {path, NULL, -1};
	struct rlimit few, all;

	(void)unused;
	signal(SIGXFSZ, SIG_IGN);
	if (getrlimit(RLIMIT_FSIZE, &all) != 0)
		return 1;
	few = (struct rlimit){10, all.rlim_max};
	if (setrlimit(RLIMIT_FSIZE, &few) != 0)
		return 1;
	token_cache_write(&c, &s, &(struct cached_token){text, 1, 1});
	return setrlimit(RLIMIT_FSIZE, &all) != 0;
}

int
main(void)
{
	char have[64] = "";
	int fd = mkstemp(path);
	struct child c;

	if (fd < 0 || write(fd, "old", 3) != 3)
		child_broken(path);
	c = child_run(write_in_part, NULL);
	ok(c.status == 0, "a token is no reason to end");
	ok(pread(fd, have, sizeof have - 1, 0) == 3 && strcmp(have, "old") == 0,
	    "what was there is as it was");
	child_release(&c);
	close(fd);
	fd = open(path, O_RDONLY);
	ok(fd >= 0 && read(fd, have, sizeof have - 1) == 3 && unlink(path) == 0,
	    "and it is under its name");
	close(fd);
	return tap_done();
}
