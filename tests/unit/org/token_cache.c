/* The token's file: written, read, removed; believed by its own host and client only. */
#include <dirent.h>
#include <sys/stat.h>

#include "base/secret.h"
#include "child.h"
#include "org/token_cache.h"
#include "tap.h"

static char top[] = "/tmp/gc-token-cache-XXXXXX";
static char api[] = "https://api.example.com", other_api[] = "https://api.example.org";
static char client[] = "client", other_client[] = "other";
static const struct settings own = {.api = api, .client_id = client};

/* The path of a file below the test's folder, in one of a few buffers. */
static const char *
path_of(const char *name)
{
	static char path[4][256];
	static size_t n;
	char *p = path[n++ % COUNT_OF(path)];

	snprintf(p, sizeof path[0], "%s/%s", top, name);
	return p;
}

static void
token_cache_put_text(const char *path, const char *text, size_t n)
{
	FILE *f = fopen(path, "w");

	if (f == NULL || fwrite(text, 1, n, f) != n || fclose(f) != 0)
		child_broken(path);
}

static mode_t
mode_of(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? st.st_mode & 0777 : 0;
}

static bool
token_cache_believes(const char *text)
{
	struct cached_token t = {NULL, 0, 0};
	bool good = token_cache_parse(slice_str(text), &own, &t);

	secret_free(&t.text);
	return good;
}

static void
test_parse(void)
{
	static const char *const wrong[] = {"", "[]", "{}", "{\"api\":\"https://api.example.com\"",
	    "{\"api\":\"https://api.example.org\",\"client_id\":\"client\",\"access_token\":\"t\"}",
	    "{\"api\":\"https://api.example.com\",\"client_id\":\"other\",\"access_token\":\"t\"}",
	    "{\"api\":\"https://api.example.com\",\"client_id\":\"client\",\"access_token\":\"\"}",
	    "{\"api\":\"https://api.example.com\",\"client_id\":\"client\",\"access_token\":7}",
	    "{\"api\":\"https://api.example.com\",\"client_id\":\"client\"}"};
	struct cached_token t = {NULL, 0, 0};

	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		ok(!token_cache_believes(wrong[i]), "not a token of this host and client: %s",
		    wrong[i]);
	ok(token_cache_parse(
	       slice_str("{\"client_id\":\"client\",\"lifetime\":60,\"expires_at\":90,"
			 "\"access_token\":\"a\\/b\",\"api\":\"https://api.example.com\","
			 "\"new\":[1]}"),
	       &own, &t) &&
		strcmp(t.text, "a/b") == 0 && t.expires == 90 && t.lifetime == 60,
	    "members in any order, and unknown ones");
	secret_free(&t.text);
}

static void
test_round(void)
{
	const struct settings foreign[] = {
	    {.api = other_api, .client_id = client}, {.api = api, .client_id = other_client}};
	char text[] = "tok\"en";
	struct cached_token t = {text, 1790000000, 86400}, back = {NULL, 0, 0};
	struct token_cache c, d;

	token_cache_open(&c, &own, 0);
	ok(c.path != NULL && c.lock >= 0 && mode_of(path_of("cache/gc-tools")) == 0700,
	    "the folder is made, for its user only");
	ok(!token_cache_read(&c, &own, &back) && !token_cache_remove(&c), "nothing is there yet");
	token_cache_write(&c, &own, &t);
	ok(mode_of(c.path) == 0600 && token_cache_read(&c, &own, &back) &&
		strcmp(back.text, text) == 0 && back.expires == t.expires &&
		back.lifetime == t.lifetime,
	    "what is written is read");
	secret_free(&back.text);
	for (size_t i = 0; i < COUNT_OF(foreign); i++) {
		token_cache_open(&d, &foreign[i], 0);
		ok(d.path != NULL && strcmp(c.path, d.path) != 0 &&
			!token_cache_read(&d, &foreign[i], &back) &&
			!token_cache_read(&c, &foreign[i], &back),
		    "%s, %s: not for another", foreign[i].api, foreign[i].client_id);
		token_cache_close(&d);
	}
	ok(token_cache_remove(&c) && access(c.path, F_OK) != 0 && !token_cache_remove(&c),
	    "it is removed once");
	token_cache_close(&c);
	ok(c.path == NULL && c.lock == -1 && !token_cache_read(&c, &own, &back) &&
		!token_cache_remove(&c),
	    "a closed one has nothing");
	token_cache_write(&c, &own, &t);
}

static void
test_unreadable(void)
{
	struct cached_token t = {NULL, 0, 0};
	struct token_cache c;
	char *big = calloc(1, 1 << 17);

	token_cache_open(&c, &own, 0);
	memset(big, ' ', (1 << 17) - 1);
	token_cache_put_text(c.path, big, (1 << 17) - 1);
	ok(!token_cache_read(&c, &own, &t), "a file that is too large is not believed");
	unlink(c.path);
	mkdir(c.path, 0700);
	ok(!token_cache_read(&c, &own, &t), "nor is a folder");
	rmdir(c.path);
	token_cache_close(&c);
	free(big);
}

/* What happens with the folder as it is: the child says whether it has a cache. */
static int
open_cache(void *argument)
{
	struct token_cache c;
	bool there;

	(void)argument;
	token_cache_open(&c, &own, 0);
	there = c.path != NULL;
	token_cache_close(&c);
	return there;
}

static int
remove_cache(void *path)
{
	struct token_cache c = {path, NULL, -1};

	token_cache_remove(&c);
	return 0;
}

static int
write_cache(void *path)
{
	char text[] = "t";
	struct token_cache c = {path, NULL, -1};

	token_cache_write(&c, &own, &(struct cached_token){text, 1, 1});
	return 0;
}

/* Run it; whether it ends with this status and a message that holds this text. */
static bool
token_cache_says(int (*function)(void *), const char *path, int status, const char *text)
{
	struct child c = child_run(function, (void *)(uintptr_t)path);
	bool good = c.status == status && strstr(c.err.p, text) != NULL;

	if (!good)
		printf("# status %d, stderr: %s\n", c.status, c.err.p);
	child_release(&c);
	return good;
}

static void
test_folders(void)
{
	chmod(path_of("cache/gc-tools"), 0755);
	ok(child_ends(open_cache, NULL, 1, "") && mode_of(path_of("cache/gc-tools")) == 0700,
	    "a folder that others can read is closed to them");
	rename(path_of("cache/gc-tools"), path_of("elsewhere"));
	if (symlink("../elsewhere", path_of("cache/gc-tools")) != 0)
		child_broken("symlink");
	ok(child_ends(open_cache, NULL, 1, ""), "a link to a folder of this user's own serves");
	chmod(path_of("elsewhere"), 0720);
	ok(token_cache_says(
	       open_cache, NULL, EXIT_USAGE, "a symbolic link, but not to a folder of your own"),
	    "not where the group can write it");
	chmod(path_of("elsewhere"), 0702);
	ok(token_cache_says(
	       open_cache, NULL, EXIT_USAGE, "a symbolic link, but not to a folder of your own"),
	    "nor where everybody can");
	chmod(path_of("elsewhere"), 0700);
	if (chown(path_of("elsewhere"), 65534, (gid_t)-1) == 0) { /* root can */
		ok(token_cache_says(open_cache, NULL, EXIT_USAGE,
		       "a symbolic link, but not to a folder of your own"),
		    "nor where it belongs to another user");
		if (chown(path_of("elsewhere"), geteuid(), (gid_t)-1) != 0)
			child_broken("chown");
	}
	unlink(path_of("cache/gc-tools"));
	if (symlink("../file", path_of("cache/gc-tools")) != 0)
		child_broken("symlink");
	token_cache_put_text(path_of("file"), "", 0);
	ok(token_cache_says(open_cache, NULL, EXIT_USAGE, "a symbolic link, but not to"),
	    "nor a link to a file");
	unlink(path_of("file"));
	ok(token_cache_says(open_cache, NULL, EXIT_USAGE, "a symbolic link, but not to"),
	    "nor one to nothing");
	unlink(path_of("cache/gc-tools"));
	rename(path_of("elsewhere"), path_of("cache/gc-tools"));
}

static void
test_no_cache(void)
{
	const char *home = getenv("HOME");
	char *kept = strdup(home != NULL ? home : "/");

	setenv("XDG_CACHE_HOME", path_of("file/cache"), 1);
	token_cache_put_text(path_of("file"), "", 0);
	ok(token_cache_says(open_cache, NULL, 0, "the token is not cached: "),
	    "no folder can be made");
	setenv("XDG_CACHE_HOME", path_of(""), 1);
	rename(path_of("file"), path_of("gc-tools"));
	ok(token_cache_says(open_cache, NULL, 0, "the token is not cached: "),
	    "its place is taken by a file");
	unlink(path_of("gc-tools"));
	unsetenv("XDG_CACHE_HOME");
	unsetenv("HOME");
	ok(child_ends(open_cache, NULL, 0, "") && !token_cache_exists(&own, 0),
	    "without a home there is none, and no word of it");
	setenv("HOME", kept, 1);
	setenv("XDG_CACHE_HOME", path_of("cache"), 1);
	ok(token_cache_says(remove_cache, path_of("cache/gc-tools"), EXIT_IO, "cache/gc-tools: "),
	    "what cannot be removed is told");
	ok(token_cache_says(
	       write_cache, path_of("none/token.json"), 0, "the token is not cached: "),
	    "and what cannot be written");
	ok(token_cache_says(write_cache, path_of("cache"), 0, "the token is not cached: ") &&
		mode_of(path_of("cache")) == 0700,
	    "a folder is not replaced by a token");
	free(kept);
}

/* Holds the lock until its parent lets go of the other end of the pipe. */
static int
hold_lock(int ready, int until)
{
	struct token_cache c;
	char byte = '.';

	token_cache_open(&c, &own, 0);
	if (c.path == NULL || write(ready, &byte, 1) != 1 || read(until, &byte, 1) < 0)
		return 1;
	token_cache_close(&c);
	return 0;
}

static void
test_lock(void)
{
	int ready[2], until[2], status = -1;
	struct token_cache c;
	char byte;
	pid_t pid;

	fflush(stdout);
	if (pipe(ready) != 0 || pipe(until) != 0)
		child_broken("pipe");
	pid = fork();
	if (pid < 0)
		child_broken("fork");
	if (pid == 0) {
		close(until[1]);
		exit(hold_lock(ready[1], until[0]));
	}
	close(ready[1]);
	close(until[0]);
	ok(read(ready[0], &byte, 1) == 1, "another process holds the lock");
	alarm(60);
	if (fork() == 0) { /* lets go while this one waits */
		clock_nanosleep(CLOCK_MONOTONIC, 0, &(struct timespec){0, 120000000}, NULL);
		_exit(0);
	}
	close(until[1]);
	token_cache_open(&c, &own, 0);
	ok(c.path != NULL, "it waits until the lock is free");
	token_cache_close(&c);
	alarm(0);
	ok(waitpid(pid, &status, 0) == pid && status == 0 && wait(NULL) > 0, "both have ended");
	close(ready[0]);
}

static void
remove_all(void)
{
	DIR *d = opendir(path_of("cache/gc-tools"));
	struct dirent *e;

	while (d != NULL && (e = readdir(d)) != NULL)
		if (e->d_name[0] != '.')
			unlinkat(dirfd(d), e->d_name, 0);
	closedir(d);
	rmdir(path_of("cache/gc-tools"));
	rmdir(path_of("cache"));
	unlink(path_of("file"));
	ok(rmdir(top) == 0, "nothing else is left");
}

int
main(void)
{
	if (mkdtemp(top) == NULL)
		return 1;
	setenv("XDG_CACHE_HOME", path_of("cache"), 1);
	test_parse();
	test_round();
	test_unreadable();
	test_folders();
	test_no_cache();
	test_lock();
	remove_all();
	return tap_done();
}
