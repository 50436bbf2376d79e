/* sides.h: records without what a side needs, names that are none, members left out. */
#include "base/io.h"
#include "files/files.h"
#include "files/sides.h"
#include "tap.h"

static struct sides s = SIDES_INIT;
static struct json j = JSON_INIT;
static struct members m = MEMBERS_INIT;
static char folder[] = "/tmp/sides.XXXXXX";
static int root;

static bool
odd_join(const char *path, const char *text)
{
	members_read(&m, &j, slice_str(text));
	return sides_join(&s, root, path, &m, slice_str(text));
}

/* The reason why it does not join. */
static void
odd_refuses(const char *path, const char *text, const char *why)
{
	bool good = !odd_join(path, text) && s.why.n > 0 && strstr(s.why.p, why) != NULL;

	ok(good, "is refused: %.80s: %s", text, why);
	if (!good)
		printf("# %s\n", s.why.n > 0 ? s.why.p : "it joins");
}

static void
odd_put(const char *path, const char *text)
{
	struct file f;

	ok(file_begin(&f, root, path, 0666) && file_put(&f, text, strlen(text)) && file_commit(&f),
	    "%s is written", path);
}

static void
odd_becomes(const char *text, const char *want)
{
	bool good = odd_join("x.yaml", text) && slice_is(buf_slice(&s.text), want);

	ok(good, "%s", text);
	if (!good)
		printf("# %.*s %s\n", SLICE_ARGS(buf_slice(&s.text)), s.why.n > 0 ? s.why.p : "");
}

static void
test_odd_refused(void)
{
	static char text[6000], name[5001];

	odd_refuses(NULL, "{\"media\":[{\"file\":\"a.wav\"}]}",
	    "the audio of this object is a file of its own; give gc-load the file");
	odd_refuses(NULL, "{\"rows\":\"csv\"}",
	    "the list of rows of this object is a file of its own; give gc-load the file");
	odd_refuses("x.yaml", "{\"media\":[{\"file\":\"a\\u0000.wav\"}]}", "is not a file's name");
	odd_refuses("x.yaml", "{\"media\":[{\"file\":\"a/b.wav\"}]}", "is not a file's name");
	odd_refuses("x.yaml", "{\"media\":[{\"file\":\"\"}]}", "is not a file's name");
	odd_refuses("x.yaml", "{\"media\":[{\"file\":7}]}", "is not a file's name");
	odd_refuses("x.yaml", "{\"media\":[{\"file\":\"gone.wav\"}]}", "not readable");
	ok(s.errnum == ENOENT, "and the system says why");
	memset(name, 'n', sizeof name - 1);
	snprintf(text, sizeof text, "{\"media\":[{\"file\":\"%s\"}]}", name);
	odd_refuses("x.yaml", text, "not readable");
	ok(s.errnum != 0, "a name of 5,000 bytes: %s", strerror(s.errnum));
	odd_put("x.csv", "key\na\n");
	odd_refuses("x.yaml", "{\"rows\":\"csv\"}", "");
}

static void
test_odd_left_out(void)
{
	s.no_rows = s.no_media = true;
	odd_becomes("{\"rows\":\"csv\"}", "{}");
	odd_becomes("{\"rows\":\"csv\",\"media\":[{\"file\":\"gone.wav\"}],\"a\":1}", "{\"a\":1}");
	odd_becomes("{\"rows\":1,\"rows\":2,\"a\":1,\"rows\":3,\"rows\":4}", "{\"a\":1}");
	odd_becomes("{ \"rows\" : 1 , \"media\" : 2 }", "{  }");
	odd_becomes("{\"a\":1,\"rows\":1,\"media\":2,\"b\":2}", "{\"a\":1,\"b\":2}");
	odd_becomes("{\"a\":1,\"media\":[{\"file\":\"gone.wav\"}]}", "{\"a\":1}");
	odd_becomes("{\"a\":1, \"rows\":5 , \"b\":2}", "{\"a\":1 , \"b\":2}");
	s.no_rows = s.no_media = false;
}

/* Elements of media that have no file stay. */
static void
test_odd_media(void)
{
	odd_put("x/a.wav", "abc");
	odd_becomes(
	    "{\"media\":[{\"file\":\"a.wav\",\"base64\":\"AA==\"},{\"x\":1},[\"a.wav\"],null]}",
	    "{\"media\":[{\"file\":\"a.wav\",\"base64\":\"AA==\"},{\"x\":1},[\"a.wav\"],null]}");
	odd_becomes("{\"media\":[{\"file\":\"a.wav\"}]}", "{\"media\":[{\"base64\":\"YWJj\"}]}");
	odd_becomes("{\"media\":\"a.wav\"}", "{\"media\":\"a.wav\"}");
}

static void
test_odd_split(void)
{
	static const char *const stay[] = {"{\"media\":[{\"base64\":5}]}",
	    "{\"media\":[{\"base64\":\"no base64\"}]}", "{\"media\":[{\"language\":\"en\"}]}",
	    "{\"media\":[{\"base64\":\"AA==\",\"file\":\"x\"}]}", "{\"media\":[\"AA==\",[],1]}"};

	for (size_t i = 0; i < COUNT_OF(stay); i++) {
		members_read(&m, &j, slice_str(stay[i]));
		ok(sides_split(&s, &m, slice_str(stay[i])) == NULL && s.n == 0 &&
			slice_is(buf_slice(&s.text), stay[i]),
		    "stays as it is: %s", stay[i]);
	}
	members_read(&m, &j, slice_str("{\"media\":[{\"file\":\"x\"}]}"));
	ok(sides_split(&s, &m, slice_str("{\"media\":[{\"file\":\"x\"}]}")) != NULL,
	    "media with a file is refused");
}

static void
test_odd_paths(void)
{
	static const char *const paths[][2] = {
	    {"P", "P.csv"}, {"a.b/P", "a.b/P.csv"}, {"P.x.y", "P.x.csv"}};

	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct buf b = BUF_INIT;
		sides_path(paths[i][0], ".csv", &b);
		buf_puts(&b, "");
		ok(tap_is(&b, paths[i][1]), "next to %s", paths[i][0]);
	}
}

int
main(void)
{
	root = mkdtemp(folder) != NULL ? folder_open(folder, false) : -1;
	ok(root >= 0, "a folder");
	test_odd_refused();
	test_odd_left_out();
	test_odd_media();
	test_odd_split();
	test_odd_paths();
	folder_remove(root, "x.csv");
	folder_remove(root, "x/a.wav");
	ok(rmdir(folder) == 0, "the folder has nothing else");
	io_close(root);
	sides_release(&s);
	json_release(&j);
	members_release(&m);
	return tap_done();
}
