/*
 * corpus.h - real flows, where a test finds them: files of configurations in a folder.
 */
#ifndef CORPUS_H
#define CORPUS_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "json/json.h"
#include "json/peek.h"

enum { CORPUS_FLOW_MAX = 16 << 20 }; /* bytes */

/* A configuration as a flow record, into the buffer. False: there is no such file. */
static inline bool
corpus_read_flow(const char *folder, const char *name, struct buf *record)
{
	struct buf path = BUF_INIT, text = BUF_INIT;
	struct slice rest, key, value, type = {"null", 4};
	FILE *f;
	char bytes[4096];
	size_t n;

	buf_printf(&path, "%s/%s", folder, name);
	f = fopen(path.p, "r");
	buf_release(&path);
	if (f == NULL)
		return false;
	while ((n = fread(bytes, 1, sizeof bytes, f)) > 0 && text.n < CORPUS_FLOW_MAX)
		buf_add(&text, bytes, n);
	fclose(f);
	rest = buf_slice(&text);
	while (peek_member(&rest, &key, &value))
		if (json_is(key, "type"))
			type = value;
	buf_clear(record);
	buf_printf(record, "{\"kind\":\"flow\",\"type\":%.*s,\"configuration\":", SLICE_ARGS(type));
	buf_add_slice(record, buf_slice(&text));
	buf_putc(record, '}');
	buf_release(&text);
	return true;
}

/*
 * Give check() each flow of the corpus: $GC_CORPUS, or the folder next to the checkout. False: there is
 * none, and the test says so as TAP.
 */
static inline bool
corpus_each(void (*check)(const char *name, const struct buf *record))
{
	const char *corpus = getenv("GC_CORPUS");
	struct buf folder = BUF_INIT, record = BUF_INIT;
	struct dirent *file;
	DIR *dir;

	buf_printf(&folder, "%s/json", corpus != NULL ? corpus : "../shared/corpus");
	dir = opendir(folder.p);
	if (dir == NULL)
		printf("ok 1 # SKIP no corpus: set GC_CORPUS\n1..1\n");
	while (dir != NULL && (file = readdir(dir)) != NULL)
		if (file->d_name[0] != '.' && corpus_read_flow(folder.p, file->d_name, &record))
			check(file->d_name, &record);
	if (dir != NULL)
		closedir(dir);
	buf_release(&folder);
	buf_release(&record);
	return dir != NULL;
}

#endif
