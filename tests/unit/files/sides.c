/* sides.h: a record without marks is not changed; a split one is whole again, byte for byte. */
#include <fcntl.h>
#include <sys/stat.h>

#include "base/io.h"
#include "files/files.h"
#include "files/sides.h"
#include "tap.h"

#define TABLE                                                                         \
	"{\"kind\":\"object\",\"type\":\"dataTable\",\"configuration\":{\"schema\":{" \
	"\"properties\":{"                                                            \
	"\"key\":{\"type\":\"string\"}}}},\"rows\":"

static struct sides s = SIDES_INIT;
static struct json j = JSON_INIT;
static struct members m = MEMBERS_INIT;
static char folder[] = "/tmp/sides.XXXXXX";
static int root;

static const char *
sides_test_split(const char *text)
{
	members_read(&m, &j, slice_str(text));
	return sides_split(&s, &m, slice_str(text));
}

static bool
sides_test_join(const char *path, const char *text)
{
	members_read(&m, &j, slice_str(text));
	return sides_join(&s, root, path, &m, slice_str(text));
}

static void
write_side(const char *path, const char *suffix, struct slice bytes)
{
	struct buf name = BUF_INIT;
	struct file f;

	sides_path(path, suffix, &name);
	ok(file_begin(&f, root, name.p, 0666) && file_put(&f, bytes.p, bytes.n) && file_commit(&f),
	    "%s is written", name.p);
	buf_release(&name);
}

static void
comes_back(const char *path, const char *text, size_t files, const char *marked)
{
	struct buf bytes = BUF_INIT, record = BUF_INIT;

	ok(sides_test_split(text) == NULL && s.n == files, "%zu files next to %s", files, path);
	ok(slice_is(buf_slice(&s.text), marked), "its own file has %s", s.text.p);
	for (size_t i = 0; i < s.n; i++) {
		sides_bytes(&s, i, &bytes);
		write_side(path, s.v[i].suffix, buf_slice(&bytes));
	}
	buf_add_slice(&record, buf_slice(&s.text));
	ok(sides_test_join(path, record.p) && slice_is(buf_slice(&s.text), text),
	    "and it is whole again");
	ok(!s.stray, "nothing is left next to it");
	buf_release(&bytes);
	buf_release(&record);
}

static void
sides_records(void)
{
	comes_back("plain.yaml", "{ \"a\" : 1.50 }", 0, "{ \"a\" : 1.50 }");
	comes_back("t.v2.yaml", TABLE "[{\"key\":\"a\"}],\"z\":[]}", 1, TABLE "\"csv\",\"z\":[]}");
	comes_back("p/q.json",
	    "{\"media\": [ {\"language\":\"en\",\"base64\":\"AAE=\",\"x\":1} , 5 ]}", 1,
	    "{\"media\": [ {\"language\":\"en\",\"file\":\"en.wav\",\"x\":1} , 5 ]}");
	comes_back("none", "{\"rows\":[],\"media\":{}}", 0, "{\"rows\":[],\"media\":{}}");
	ok(s.why.n == 0, "a join that works has no reason");
	ok(sides_test_split(TABLE "[5]}") == NULL && s.n == 0 &&
		slice_is(buf_slice(&s.why), "row 1: not an object"),
	    "rows that stay have one");
}

static void
sides_refused(void)
{
	static const char marked[] = TABLE "\"csv\"}";

	ok(sides_test_split(marked) != NULL, "a record with a mark cannot be split");
	ok(!sides_test_join("missing.yaml", marked) && s.errnum == ENOENT &&
		slice_is(buf_slice(&s.suffix), ".csv"),
	    "a file that is not there");
	ok(!sides_test_join(NULL, marked) && s.errnum == 0 && s.suffix.n == 0 && s.why.n > 0,
	    "a record without a place");
	write_side("bad.yaml", ".csv", slice_str("key\n\"a"));
	ok(!sides_test_join("bad.yaml", marked) && s.errnum == 0 && s.line == 2,
	    "a CSV that is wrong: its line");
	ok(!sides_test_join("x.yaml", "{\"media\":[{\"file\":\"../bad.csv\"}]}") && s.errnum == 0 &&
		s.suffix.n == 0,
	    "a name that leads elsewhere");
	ok(sides_test_join("bad.yaml", TABLE "[]}") && s.stray,
	    "a CSV that the record does not refer to");
}

static void
clean_up(void)
{
	static const char *const files[] = {"t.v2.csv", "p/q/en.wav", "bad.csv"};

	for (size_t i = 0; i < COUNT_OF(files); i++)
		folder_remove(root, files[i]);
	ok(rmdir(folder) == 0, "the folder has nothing else");
	io_close(root);
	sides_release(&s);
	json_release(&j);
	members_release(&m);
}

int
main(void)
{
	root = mkdtemp(folder) != NULL ? folder_open(folder, false) : -1;
	ok(root >= 0, "a folder");
	sides_records();
	sides_refused();
	clean_up();
	return tap_done();
}
