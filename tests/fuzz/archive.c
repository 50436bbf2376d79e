/*
 * ZIP archives as a server may send them: each file is read whole or is broken, and what comes out
 * of one archive is bounded, whatever its directory claims.
 */
#include "../unit/zip.h"
#include "files/archive.h"
#include "fuzz.h"

static void
archive_read_one(struct archive *a, const char *stem)
{
	static const char before[] = "before";
	struct buf text = BUF_INIT;
	enum archive_found found;

	buf_add(&text, before, sizeof before - 1);
	found = archive_read(a, stem, &text);
	if (found == ARCHIVE_READ)
		fuzz_must(
		    text.n >= sizeof before - 1 && memcmp(text.p, before, sizeof before - 1) == 0);
	else if (found == ARCHIVE_BROKEN)
		fuzz_must(text.n == 0);
	buf_release(&text);
}

static void
archive_read_members(struct slice bytes)
{
	const char *why = NULL;
	struct archive *a = archive_open(bytes, &why);

	fuzz_must((a == NULL) == (why != NULL));
	if (a == NULL)
		return;
	archive_read_one(a, "flow-1");
	archive_read_one(a, "flow-2");
	archive_read_one(a, "flow-1");
	archive_close(a);
}

/* Almost no input is an archive. So here is one; the input changes some of its bytes. */
static void
archive_read_spoiled(const uint8_t *data, size_t size)
{
	struct zip_out z = {.b = BUF_INIT, .directory = BUF_INIT};

	zip_out_add(&z, "a/flow-1.yaml", slice_str("inboundCall:\n  name: A\n"));
	zip_out_add(&z, "flow-2.yaml", slice_str("workflow: {}\n"));
	zip_out_end(&z);
	for (size_t i = 0; i + 2 < size; i += 3)
		z.b.p[((size_t)data[i] << 8 | data[i + 1]) % z.b.n] = (char)data[i + 2];
	archive_read_members(buf_slice(&z.b));
	zip_out_release(&z);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	archive_read_members(fuzz_text(data, size));
	archive_read_spoiled(data, size);
	return 0;
}
