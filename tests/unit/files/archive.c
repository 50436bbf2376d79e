/* What comes out of a ZIP archive is what went in, or nothing. */
#include "files/archive.h"
#include "base/mem.h"
#include "tap.h"
#include "zip.h"

/* As a server writes one that does not go back: deflated, sizes after the bytes, in a folder. */
static const char real[] =
    "\x50\x4b\x03\x04\x14\x00\x08\x00\x08\x00\x00\x00\x21\x5c\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x00\x13\x00\x00\x00\x65\x78\x70\x6f\x72\x74\x73\x2f\x66\x6c"
    "\x6f\x77\x2d\x31\x2e\x79\x61\x6d\x6c\xcb\xcc\x4b\xca\x2f\xcd\x4b\x71\x4e\xcc\xc9"
    "\xb1\xe2\x52\x50\xc8\x4b\xcc\x4d\xb5\x52\xf0\x4d\xcc\xcc\xa3\x25\x07\x00\x50\x4b"
    "\x07\x08\xb5\x8a\x5c\xfc\x1d\x00\x00\x00\x75\x00\x00\x00\x50\x4b\x03\x04\x14\x00"
    "\x08\x00\x08\x00\x00\x00\x21\x5c\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"
    "\x13\x00\x00\x00\x65\x78\x70\x6f\x72\x74\x73\x2f\x66\x6c\x6f\x77\x2d\x32\x2e\x79"
    "\x61\x6d\x6c\x2b\xcf\x2f\xca\x4e\xcb\xc9\x2f\xb7\xe2\x52\x50\xc8\x4b\xcc\x4d\xb5"
    "\x52\x38\xbc\xb2\xe4\xf0\x4a\x2e\x00\x50\x4b\x07\x08\xe6\xba\xe1\x6e\x1a\x00\x00"
    "\x00\x18\x00\x00\x00\x50\x4b\x01\x02\x14\x03\x14\x00\x08\x00\x08\x00\x00\x00\x21"
    "\x5c\xb5\x8a\x5c\xfc\x1d\x00\x00\x00\x75\x00\x00\x00\x13\x00\x00\x00\x00\x00\x00"
    "\x00\x00\x00\x00\x00\x80\x01\x00\x00\x00\x00\x65\x78\x70\x6f\x72\x74\x73\x2f\x66"
    "\x6c\x6f\x77\x2d\x31\x2e\x79\x61\x6d\x6c\x50\x4b\x01\x02\x14\x03\x14\x00\x08\x00"
    "\x08\x00\x00\x00\x21\x5c\xe6\xba\xe1\x6e\x1a\x00\x00\x00\x18\x00\x00\x00\x13\x00"
    "\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x80\x01\x5e\x00\x00\x00\x65\x78\x70\x6f"
    "\x72\x74\x73\x2f\x66\x6c\x6f\x77\x2d\x32\x2e\x79\x61\x6d\x6c\x50\x4b\x05\x06\x00"
    "\x00\x00\x00\x02\x00\x02\x00\x82\x00\x00\x00\xb9\x00\x00\x00\x00\x00";
static const char one[] = "inboundCall:\n  name: Main\n  name: Main\n  name: Main\n  name: Main\n"
			  "  name: Main\n  name: Main\n  name: Main\n  name: Main\n";
static const char two[] = "workflow:\n  name: \xc3\xa9t\xc3\xa9\n";

/* What `stem` is in the archive; its text in `text`. */
static enum archive_found
read_one(struct slice bytes, const char *stem, struct buf *text)
{
	const char *why = NULL;
	struct archive *a = archive_open(bytes, &why);
	enum archive_found found = ARCHIVE_BROKEN;

	buf_clear(text);
	if (a != NULL)
		found = archive_read(a, stem, text);
	archive_close(a);
	return found;
}

static void
test_real(struct buf *text)
{
	struct slice bytes = slice_of(real, sizeof real - 1);

	ok(archive_is(bytes) && !archive_is(slice_of(real, 3)) && !archive_is(slice_str("PKs: x")),
	    "archives begin as no text does");
	ok(read_one(bytes, "flow-1", text) == ARCHIVE_READ && slice_is(buf_slice(text), one),
	    "deflated, in a folder: the first");
	ok(read_one(bytes, "flow-2", text) == ARCHIVE_READ && slice_is(buf_slice(text), two),
	    "and the second");
	ok(read_one(bytes, "flow-3", text) == ARCHIVE_LACKS && text->n == 0, "no third");
	ok(read_one(bytes, "flow", text) == ARCHIVE_LACKS, "half a name is none");
	ok(read_one(bytes, "exports/flow-1", text) == ARCHIVE_LACKS, "folders mean nothing");
}

/* Cut short anywhere, or any one byte wrong: the right text or none. */
static void
test_damage(struct buf *text)
{
	struct buf bytes = BUF_INIT;
	size_t wrong = 0, got = 0;

	for (size_t n = 0; n < sizeof real - 1; n++) {
		char *cut = xmemdup0(real, n);
		wrong += read_one(slice_of(cut, n), "flow-1", text) == ARCHIVE_READ;
		free(cut);
	}
	ok(wrong == 0, "cut short: nothing");
	buf_add(&bytes, real, sizeof real - 1);
	for (size_t i = 0; i < bytes.n; i++) {
		for (int bit = 0; bit < 8; bit++) {
			bytes.p[i] ^= (char)(1 << bit);
			if (read_one(buf_slice(&bytes), "flow-1", text) == ARCHIVE_READ)
				wrong += !slice_is(buf_slice(text), one), got++;
			else
				wrong += text->n != 0;
			bytes.p[i] ^= (char)(1 << bit);
		}
	}
	ok(wrong == 0 && got > 0, "one bit wrong: the text or nothing (%zu of %zu read)", got,
	    bytes.n * 8);
	buf_release(&bytes);
}

static void
test_archive_names(struct buf *text)
{
	struct zip_out z = {.n = 0};

	zip_out_add(&z, "../../etc/flow-1.yaml", slice_str("up"));
	zip_out_add(&z, "/flow-2.yml", slice_str("root"));
	zip_out_add(&z, "a/flow-3.yaml", slice_str("here"));
	zip_out_add(&z, "b/flow-3.yaml", slice_str("and there"));
	zip_out_add(&z, "flow-4.yaml/", slice_str(""));
	zip_out_add(&z, "flow-10.yaml", slice_str("ten"));
	zip_out_end(&z);
	ok(read_one(buf_slice(&z.b), "flow-1", text) == ARCHIVE_READ &&
		slice_is(buf_slice(text), "up"),
	    "only the last part of a name counts");
	ok(read_one(buf_slice(&z.b), "flow-2", text) == ARCHIVE_READ, "whatever the extension");
	ok(read_one(buf_slice(&z.b), "flow-3", text) == ARCHIVE_LACKS, "of two, neither");
	ok(read_one(buf_slice(&z.b), "flow-4", text) == ARCHIVE_LACKS, "a folder is no file");
	ok(read_one(buf_slice(&z.b), "flow-10", text) == ARCHIVE_READ &&
		slice_is(buf_slice(text), "ten"),
	    "10 is not 1");
	zip_out_release(&z);
}

static void
test_archive_ceilings(struct buf *text)
{
	struct zip_out z = {.n = 0};
	const char *why = NULL;
	struct buf small = {.max = 100};
	struct archive *a;

	for (int i = 0; i <= ARCHIVE_FILES_MAX; i++)
		zip_out_add(&z, "x", slice_str(""));
	zip_out_end(&z);
	ok(archive_open(buf_slice(&z.b), &why) == NULL && strstr(why, "too many files") != NULL,
	    "too many files");
	zip_out_release(&z);

	a = archive_open(slice_of(real, sizeof real - 1), &why);
	ok(archive_read(a, "flow-1", &small) == ARCHIVE_BROKEN && small.n == 0,
	    "more than the buffer may hold");
	ok(archive_read(a, "flow-2", &small) == ARCHIVE_READ, "less");
	archive_close(a);
	buf_release(&small);

	ok(archive_open(slice_str("PK\3\4 and no more"), &why) == NULL, "no archive");
	ok(read_one(slice_of("", 0), "flow-1", text) != ARCHIVE_READ, "nothing at all");
	zip_out_end(&z);
	ok(read_one(buf_slice(&z.b), "flow-1", text) != ARCHIVE_READ, "an empty archive");
	zip_out_release(&z);
}

int
main(void)
{
	struct buf text = BUF_INIT;

	test_real(&text);
	test_damage(&text);
	test_archive_names(&text);
	test_archive_ceilings(&text);
	buf_release(&text);
	return tap_done();
}
