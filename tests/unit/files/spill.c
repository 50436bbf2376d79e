/* Texts that are kept outside memory. */
#include <stdlib.h>

#include "child.h"
#include "files/spill.h"
#include "tap.h"

enum { TEXTS = 3000 };

static int
spill_nowhere(void *argument)
{
	static char large[SPILL_ROOM];
	struct spill s = SPILL_INIT;

	(void)argument;
	setenv("TMPDIR", "/nonexistent", 1);
	spill_add(&s, slice_of(large, sizeof large));
	spill_add(&s, slice_str("x"));
	return 0;
}

int
main(void)
{
	static struct spill_text texts[TEXTS];
	static char text[TEXTS];
	struct spill s = SPILL_INIT;
	struct buf b = BUF_INIT;
	struct child child;
	bool good = true;

	texts[0] = spill_add(&s, slice_str("small"));
	spill_get(&s, texts[0], &b);
	ok(s.fd == -1 && strcmp(b.p, "small") == 0, "few need no file");
	for (size_t i = 0; i < TEXTS; i++) {
		memset(text, 'a' + (int)(i % 26), i);
		texts[i] = spill_add(&s, slice_of(text, i));
	}
	ok(s.fd >= 0 && s.last.n <= SPILL_ROOM, "many are in one");
	for (size_t i = TEXTS; i-- > 0;) {
		spill_get(&s, texts[i], &b);
		good = good && b.n == i && b.p[i] == '\0' &&
		       (i == 0 || (b.p[0] == 'a' + (int)(i % 26) && b.p[i - 1] == b.p[0]));
	}
	ok(good, "each as it was, in any order");
	spill_release(&s);
	spill_release(&s);
	ok(s.fd == -1, "released twice");
	buf_release(&b);
	child = child_run(spill_nowhere, NULL);
	ok(child.status == 74 && strstr(child.err.p, "/nonexistent") != NULL,
	    "no place for the file");
	child_release(&child);
	return tap_done();
}
