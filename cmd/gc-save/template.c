/* template.c - where a record's file goes */
#include "files/names.h"
#include "template.h"

static const char *const fields[] = {"type", "name", "id", "org", "division", "file"};

enum { TYPE, NAME, ID, ORG, DIVISION, SOURCE, FIELDS };

/* The field named at p, after the brace; *end: past the closing one. FIELDS: there is none. */
static int
field_at(const char *p, const char **end)
{
	for (int i = 0; i < FIELDS; i++) {
		size_t n = strlen(fields[i]);
		if (strncmp(p, fields[i], n) == 0 && p[n] == '}') {
			*end = p + n + 1;
			return i;
		}
	}
	return FIELDS;
}

const char *
template_error(const char *template)
{
	bool unique = false, empty = true;
	int field;

	for (const char *p = template; *p != '\0';) {
		if (*p == '/') {
			if (empty)
				return "a part between slashes is empty";
			empty = true;
			p++;
			continue;
		}
		empty = false;
		if (*p++ != '{')
			continue;
		field = field_at(p, &p);
		if (field == FIELDS)
			return "fields are {type}, {name}, {id}, {org}, {division} and {file}";
		unique = unique || field == NAME || field == ID || field == SOURCE;
	}
	if (empty)
		return "it does not end in a file name";
	return unique ? NULL : "it has neither {name} nor {id} nor {file}";
}

static void
template_drop_extension(struct buf *b)
{
	size_t n = b->n;

	while (n > 0 && b->p[n - 1] != '.' && b->p[n - 1] != '/')
		n--;
	if (n > 1 && b->p[n - 1] == '.' && b->p[n - 2] != '/')
		b->n = n - 1;
}

static void
add_field(int field, const struct members *record, struct buf *b)
{
	struct slice value = members_string(record, fields[field]);

	if (field == DIVISION) {
		json_unescape(members_string_in(record, "division", "name"), b);
		return;
	}
	if (value.n == 0 && (field == NAME || field == SOURCE))
		value = members_string(record, fields[NAME]);
	if (value.n == 0 && (field == NAME || field == SOURCE))
		value = members_string(record, fields[ID]);
	if (value.n == 0 && field == TYPE)
		value = members_string(record, "kind"); /* flow or object */
	json_unescape(value, b);
	if (field == SOURCE)
		template_drop_extension(b);
}

void
template_path(
    const char *template, const struct members *record, const char *extension, struct buf *path)
{
	struct buf part = BUF_INIT;
	int field;

	for (const char *p = template;; p++) {
		while (*p != '/' && *p != '\0') {
			field = *p == '{' ? field_at(p + 1, &p) : FIELDS;
			if (field == FIELDS)
				buf_putc(&part, *p++);
			else
				add_field(field, record, &part);
		}
		names_file(buf_slice(&part), *p == '\0' ? extension : "", path);
		if (*p == '\0')
			break;
		buf_putc(path, '/');
		buf_clear(&part);
	}
	buf_release(&part);
}
