/* token_cache.c - the file through which the programs of one user share a token */
#include <fcntl.h>
#include <sys/stat.h>

#include "org/token_cache.h"
#include "base/clock.h"
#include "base/err.h"
#include "base/hash.h"
#include "base/io.h"
#include "base/owner.h"
#include "cli/progress.h"
#include "base/secret.h"
#include "base/xdg.h"
#include "files/atomic.h"
#include "json/json_write.h"
#include "json/members.h"

enum {
	TEXT_MAX = 1 << 16,        /* bytes of a cache file that is believed */
	LOCK_WAIT_MS = 180 * 1000, /* after that the program logs in by itself */
	LOCK_LOOK_MS = 50
};

static char *
file_name(const struct settings *s, size_t which, const char *folder, const char *suffix)
{
	uint64_t h = hash_add(hash_add(HASH_INIT, slice_str(s->api)), slice_str("\n"));
	struct buf b = BUF_INIT;

	h = hash_add(h, slice_str(s->client_id));
	buf_printf(&b, "%s/token-%016llx", folder, (unsigned long long)h);
	if (which > 0)
		buf_printf(&b, "-%zu", which + 1);
	buf_puts(&b, suffix);
	return buf_detach(&b);
}

/*
 * A link may point to a folder for other purposes, so its mode is not changed. It is accepted if
 * this user owns the folder and nobody else can write it.
 */
static bool
is_own_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
	       (st.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/*
 * Check a folder that exists or was created. A descriptor is used, because a path could be
 * replaced between two calls.
 */
static bool
close_to_others(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	bool good;

	if (fd >= 0) {
		good = fchmod(fd, 0700) == 0;
		io_close(fd);
		return good;
	}
	if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
		return chmod(path, 0700) == 0; /* as where not even the user may read it */
	if (!is_own_folder(path))
		die(EXIT_USAGE, 0,
		    "%s: a symbolic link, but not to a folder of your own that only you can write; "
		    "remove the link, or use --no-cache",
		    path);
	return true;
}

/* Make the folder and its parent folders, for this user only. */
static bool
make_folder(char *path)
{
	for (char *p = path + 1;; p++) {
		char c = *p;
		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			return false;
		*p = c;
		if (c == '\0')
			return close_to_others(path);
	}
}

/* Which process has the lock, for progress and messages. */
static void
describe_holder(const struct token_cache *c, char *text, size_t size)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};

	if (fcntl(c->lock, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK)
		snprintf(text, size, "token lock of process %ld", (long)lock.l_pid);
	else
		snprintf(text, size, "token lock");
}

/* Another program holds the lock while it logs in, for at most LOCK_WAIT_MS. */
static bool
take_lock(struct token_cache *c)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	int64_t end = clock_ms() + LOCK_WAIT_MS, left;
	char holder[64];

	c->lock = open(c->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (c->lock < 0)
		return false;
	while (fcntl(c->lock, F_SETLK, &lock) != 0) {
		left = end - clock_ms();
		if (errno != EACCES && errno != EAGAIN && errno != EINTR)
			return false;
		if (left <= 0) {
			errno = ETIMEDOUT;
			return false;
		}
		owner_check();
		describe_holder(c, holder, sizeof holder);
		progress_wait(holder, -1, LOCK_WAIT_MS - left);
		clock_sleep(LOCK_LOOK_MS);
	}
	progress_wait_end();
	return true;
}

void
token_cache_close(struct token_cache *c)
{
	if (c->lock >= 0)
		close(c->lock); /* which drops the lock */
	free(c->path);
	free(c->lock_path);
	*c = (struct token_cache){NULL, NULL, -1};
}

static char *
cache_folder(void)
{
	return xdg_path("XDG_CACHE_HOME", ".cache", "gc-tools");
}

bool
token_cache_exists(const struct settings *s, size_t which)
{
	char *folder = cache_folder(), *path;
	bool exists = false;

	if (folder != NULL) {
		path = file_name(s, which, folder, ".lock");
		exists = access(path, F_OK) == 0;
		free(path);
	}
	free(folder);
	return exists;
}

void
token_cache_open(struct token_cache *c, const struct settings *s, size_t which)
{
	char *folder = cache_folder();

	*c = (struct token_cache){NULL, NULL, -1};
	if (folder == NULL)
		return;
	c->path = file_name(s, which, folder, ".json");
	c->lock_path = file_name(s, which, folder, ".lock");
	if (!make_folder(folder) || !take_lock(c)) {
		warn("the token is not cached: %s: %s", folder, strerror(errno));
		token_cache_close(c);
	}
	free(folder);
}

static bool
token_cache_load(const char *path, struct buf *b)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool whole;

	b->max = TEXT_MAX;
	buf_reserve(b, TEXT_MAX); /* once: growing would leave copies behind */
	whole = fd >= 0 && io_read_all(fd, b);
	io_close(fd);
	return whole;
}

bool
token_cache_parse(struct slice text, const struct settings *s, struct cached_token *t)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool good = members_read(&m, &j, text) && json_is(members_string(&m, "api"), s->api) &&
		    json_is(members_string(&m, "client_id"), s->client_id) &&
		    members_string(&m, "access_token").n > 0;
	if (good)
		*t = (struct cached_token){json_text_dup(members_string(&m, "access_token")),
		    member_whole(members_find(&m, "expires_at")),
		    member_whole(members_find(&m, "lifetime"))};
	members_release(&m);
	json_release(&j);
	return good;
}

bool
token_cache_read(const struct token_cache *c, const struct settings *s, struct cached_token *t)
{
	struct buf b = BUF_INIT;
	bool good;

	if (c->path == NULL)
		return false;
	good = token_cache_load(c->path, &b) && token_cache_parse(buf_slice(&b), s, t);
	secret_release(&b);
	return good;
}

void
token_cache_write(
    const struct token_cache *c, const struct settings *s, const struct cached_token *t)
{
	struct atomic file = ATOMIC_INIT;
	struct buf b = BUF_INIT;

	if (c->path == NULL)
		return;
	buf_reserve(&b, strlen(t->text) + TEXT_MAX / 8); /* no copies left behind by growing */
	json_write_open(&b, NULL);
	json_write_cstr(&b, "api", s->api);
	json_write_cstr(&b, "client_id", s->client_id);
	json_write_cstr(&b, "access_token", t->text);
	json_write_integer(&b, "expires_at", t->expires);
	json_write_integer(&b, "lifetime", t->lifetime);
	json_write_close(&b);
	buf_putc(&b, '\n');
	if (!atomic_open(&file, c->path, 0600) || !atomic_put(&file, buf_slice(&b)) ||
	    !atomic_commit(&file))
		warn("the token is not cached: %s: %s", c->path, strerror(errno));
	secret_release(&b);
}

bool
token_cache_remove(const struct token_cache *c)
{
	if (c->path == NULL)
		return false;
	if (unlink(c->path) == 0)
		return true;
	if (errno != ENOENT)
		die(EXIT_IO, errno, "%s", c->path);
	return false;
}
