/* export_result.c - the file that an export job made: the YAML of one flow, or an archive */
#include "org/export_result.h"
#include "base/utf8.h"
#include "files/archive.h"

/* Take the YAML out of b, unless it is a page of a store or a gateway. */
static const char *
export_result_yaml(struct export_flow *f, struct buf *b)
{
	if (b->n == 0 || b->p[0] == '<')
		return "the result of the export job is not YAML";
	if (!utf8_is(buf_slice(b)))
		return "the result of the export job is not UTF-8";
	f->yaml = *b;
	*b = (struct buf)BUF_INIT;
	f->state = EXPORT_GOT;
	return NULL;
}

/* NULL: the YAML is there. */
static const char *
export_result_member(struct export_flow *f, enum archive_found found, struct buf *text)
{
	switch (found) {
	case ARCHIVE_LACKS:
		return "the archive of the export job does not contain it";
	case ARCHIVE_BROKEN:
		return "the archive of the export job is broken";
	default:
		return export_result_yaml(f, text);
	}
}

/* Several flows are in an archive. Returns why one or more of them are missing, or NULL. */
static const char *
export_result_archive(struct export_job *j, struct slice bytes)
{
	const char *why = NULL, *missing = NULL;
	struct archive *a = archive_open(bytes, &why);
	size_t lacking = 0;

	if (a == NULL)
		return why;
	for (size_t i = 0; i < j->n; i++) {
		struct buf text = BUF_INIT;
		enum archive_found found;
		char name[32];
		snprintf(name, sizeof name, EXPORT_FILE_NAME, i + 1);
		found = archive_read(a, name, &text);
		lacking += found == ARCHIVE_LACKS;
		why = export_result_member(&j->flows[i], found, &text);
		if (why != NULL)
			missing = why;
		buf_release(&text);
	}
	archive_close(a);
	j->refused = j->n > 1 && lacking == j->n;
	return missing;
}

const char *
export_result_take(struct export_job *j, struct buf *b)
{
	if (archive_is(buf_slice(b)))
		return export_result_archive(j, buf_slice(b));
	if (j->n > 1)
		return "the result of the export job of several flows is not an archive";
	return export_result_yaml(&j->flows[0], b);
}
