/*
 * remap_check.h - what the tests of remap share: a map from text, and a record that is held against
 * what it must become. A test program includes it once.
 */
#ifndef REMAP_CHECK_H
#define REMAP_CHECK_H

#include "base/buf.h"
#include "remap/remap.h"
#include "tap.h"

static void
remap_test_load(struct map *m, const char *text, bool reverse)
{
	char path[] = "/tmp/remap.XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) || close(fd) != 0)
		abort();
	map_load(m, path, reverse);
	unlink(path);
}

static struct remap r = REMAP_INIT;
static struct json j = JSON_INIT;

static bool
remap_becomes(const char *in, const char *want)
{
	struct buf got = BUF_INIT;
	bool same;

	if (!remap_read(&r, &j, slice_str(in))) {
		printf("# %s: %s\n", json_error(&j), in);
		return false;
	}
	splices_apply(&r.edits, slice_str(in), &got);
	same = slice_is(buf_slice(&got), want);
	if (!same)
		printf("# in   %s\n# got  %s\n# want %s\n", in, got.p, want);
	buf_release(&got);
	return same;
}

static void
with_map(const char *text, bool reverse, void (*test)(void))
{
	struct map m = MAP_INIT;

	remap_test_load(&m, text, reverse);
	remap_start(&r, &m);
	test();
	remap_release(&r);
	map_release(&m);
}

#endif
