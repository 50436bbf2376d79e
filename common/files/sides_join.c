/* sides_join.c - an object record from its file and the files next to it */
#include "base/base64.h"
#include "base/io.h"
#include "files/folder.h"
#include "files/sides.h"
#include "json/peek.h"

struct sides_join {
	struct sides *sides;
	int root;
	const char *path; /* NULL: no place */
	const char *end;  /* of the record's text */
};

void
sides_path(const char *path, const char *suffix, struct buf *to)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash != NULL ? slash : path, '.');

	buf_add(to, path, dot != NULL ? (size_t)(dot - path) : strlen(path));
	buf_puts(to, suffix);
}

static bool GC_PRINTF(2, 3) sides_refuse(struct sides *s, const char *fmt, ...)
{
	va_list args;

	buf_clear(&s->why);
	va_start(args, fmt);
	buf_vprintf(&s->why, fmt, args);
	va_end(args);
	return false;
}

/* Read the file of s->suffix into s->bytes. */
static bool
sides_read(const struct sides_join *j)
{
	struct sides *s = j->sides;
	struct buf path = BUF_INIT;
	bool good;
	int fd;

	if (j->path == NULL) {
		sides_refuse(s, "%s of this object is a file of its own; give gc-load the file",
		    s->suffix.p[0] == '/' ? "the audio" : "the list of rows");
		buf_clear(&s->suffix);
		return false;
	}
	buf_clear(&s->bytes);
	sides_path(j->path, s->suffix.p, &path);
	fd = folder_read(j->root, path.p);
	good = fd >= 0 && io_read_all(fd, &s->bytes);
	if (!good) {
		s->errnum = errno == EFBIG ? 0 : errno;
		sides_refuse(s, "more than 1 GiB, or not readable");
	}
	io_close(fd);
	buf_release(&path);
	return good;
}

static bool
sides_join_rows(const struct sides_join *j, const struct members *m, const char *rows_end)
{
	const struct member *configuration = members_find(m, "configuration");
	struct slice definition =
	    configuration != NULL ? configuration->value : slice_of("null", 4);
	struct sides *s = j->sides;

	buf_puts(&s->suffix, ".csv");
	if (!sides_read(j))
		return false;
	if (!table_csv_read(&s->table, definition, buf_slice(&s->bytes), &s->text)) {
		s->line = s->table.line;
		return sides_refuse(s, "%s", s->table.why.p);
	}
	if (!buf_fits(&s->text, (size_t)(j->end - rows_end)))
		return sides_refuse(s, "the record would have more than 1 GiB");
	buf_clear(&s->suffix);
	return true;
}

/* One name in the folder of the record: nothing that leads elsewhere. */
static bool
sides_is_name(struct slice name)
{
	return name.n > 0 && name.p[0] != '.' && memchr(name.p, '/', name.n) == NULL &&
	       memchr(name.p, '\0', name.n) == NULL;
}

/* Copy one element of `media`, with its audio in the place of its file's name. */
static bool
sides_join_element(const struct sides_join *j, struct slice element)
{
	struct sides *s = j->sides;
	const struct member *file = NULL;
	struct slice name;
	const char *from;

	if (element.p[0] == '{' && members_read(&s->element, &s->json, element) &&
	    members_find(&s->element, "base64") == NULL)
		file = members_find(&s->element, "file");
	if (file == NULL) {
		buf_add_slice(&s->text, element);
		return true;
	}
	name = json_text(member_string(file), &s->name);
	if (!sides_is_name(name))
		return sides_refuse(s, "/media: \"file\" is not a file's name");
	buf_printf(&s->suffix, "/%.*s", SLICE_ARGS(name));
	if (!sides_read(j))
		return false;
	/* with all that is to follow */
	if (!buf_fits(&s->text, base64_size(s->bytes.n) + (size_t)(j->end - element.p)))
		return sides_refuse(s, "the record would have more than 1 GiB");
	from = file->key.p - 1;
	buf_add(&s->text, element.p, (size_t)(from - element.p));
	buf_puts(&s->text, "\"base64\":\"");
	base64_encode(buf_slice(&s->bytes), &s->text);
	buf_putc(&s->text, '"');
	from = file->value.p + file->value.n;
	buf_add(&s->text, from, (size_t)(element.p + element.n - from));
	buf_clear(&s->suffix);
	return true;
}

static bool
sides_join_media(const struct sides_join *j, struct slice media)
{
	const char *from = media.p, *end = media.p + media.n;
	struct buf *text = &j->sides->text;
	struct slice element;

	while (peek_element(&media, &element)) {
		buf_add(text, from, (size_t)(element.p - from));
		if (!sides_join_element(j, element))
			return false;
		from = element.p + element.n;
	}
	buf_add(text, from, (size_t)(end - from));
	return true;
}

/* A CSV that somebody wrote or left there must not be ignored without a message. */
static bool
sides_has_stray(struct sides_join j, const struct members *m)
{
	struct buf path = BUF_INIT;
	bool has = false;

	if (j.path != NULL && json_is(members_string(m, "type"), "dataTable")) {
		sides_path(j.path, ".csv", &path);
		has = folder_has(j.root, path.p) > 0;
	}
	buf_release(&path);
	return has;
}

static bool
sides_is_unwanted(const struct sides *s, const struct member *one)
{
	return (s->no_rows && json_is(one->key, "rows")) ||
	       (s->no_media && json_is(one->key, "media"));
}

/* An unwanted member goes with the comma before it or, where none before it stays, after it. */
static void
sides_leave_out(const struct members *m, size_t i, bool kept, const char **from, const char **to)
{
	const struct member *one = &m->v[i];

	*from = kept ? one[-1].value.p + one[-1].value.n : one->key.p - 1;
	*to = !kept && i + 1 < m->n ? one[1].key.p - 1 : one->value.p + one->value.n;
}

bool
sides_join(struct sides *s, int root, const char *path, const struct members *m, struct slice text)
{
	const struct member *rows = members_find(m, "rows"), *media = members_find(m, "media");
	const struct sides_join j = {s, root, path, text.p + text.n};
	const char *from = text.p, *cut, *next;
	bool has_csv = s->no_rows, kept = false;

	buf_clear(&s->text);
	buf_clear(&s->why);
	buf_clear(&s->suffix);
	s->line = 0;
	s->errnum = 0;
	for (size_t i = 0; i < m->n; i++) {
		const struct member *one = &m->v[i];
		bool is_rows = one == rows && json_is(member_string(one), "csv");
		has_csv = has_csv || is_rows;
		if (sides_is_unwanted(s, one)) {
			sides_leave_out(m, i, kept, &cut, &next);
			buf_add(&s->text, from, (size_t)(cut - from));
			from = next;
			continue;
		}
		kept = true;
		if (!is_rows && (one != media || one->type != JSON_ARRAY))
			continue;
		buf_add(&s->text, from, (size_t)(one->value.p - from));
		from = one->value.p + one->value.n;
		if (is_rows ? !sides_join_rows(&j, m, from) : !sides_join_media(&j, one->value))
			return false;
	}
	buf_add(&s->text, from, (size_t)(text.p + text.n - from));
	s->stray = !has_csv && sides_has_stray(j, m);
	return true;
}
