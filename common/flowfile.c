/* flowfile.c - the records that a file holds */
#include "compact.h"
#include "flowfile.h"
#include "flowtype.h"
#include "i3.h"
#include "yaml_in.h"

static bool
ends_in(const char *s, const char *end)
{
	size_t n = strlen(s), k = strlen(end);

	return n >= k && strcasecmp(s + n - k, end) == 0;
}

enum flowfile_format
flowfile_format(const char *path)
{
	const char *dot = strrchr(path, '.');

	if (dot == NULL || strchr(dot, '/') != NULL)
		return FLOWFILE_NONE;
	if (ends_in(dot, ".yaml") || ends_in(dot, ".yml"))
		return FLOWFILE_YAML;
	if (ends_in(dot, ".json"))
		return FLOWFILE_JSON;
	return strncasecmp(dot, ".i3", 3) == 0 ? FLOWFILE_I3 : FLOWFILE_NONE;
}

static bool
give(void *from, void *p, size_t room, size_t *n)
{
	struct flowfile *f = from;

	*n = f->bytes.n - f->given < room ? f->bytes.n - f->given : room;
	if (*n > 0)
		memcpy(p, f->bytes.p + f->given, *n);
	f->given += *n;
	return true;
}

void
flowfile_start(struct flowfile *f, enum flowfile_format format)
{
	if (f->yaml != NULL)
		yaml_in_close(f->yaml);
	f->yaml = NULL;
	f->format = format;
	f->error = NULL;
	f->place[0] = '\0';
	f->begun = false;
	f->given = 0;
	if (format == FLOWFILE_YAML)
		f->yaml = yaml_in_open(give, f);
}

void
flowfile_release(struct flowfile *f)
{
	flowfile_start(f, FLOWFILE_NONE);
	buf_release(&f->bytes);
	buf_release(&f->json);
	buf_release(&f->text);
	json_release(&f->reader);
	members_release(&f->members);
}

static bool
refuse(struct flowfile *f, const char *unit, size_t place, const char *why)
{
	f->error = why;
	snprintf(f->place, sizeof f->place, "%s %zu", unit, place);
	return false;
}

/* The document is the compact JSON text in b, if it is one. */
static bool
take_json(struct flowfile *f, struct buf *b)
{
	if (compact(&f->reader, b) == JSON_ERROR)
		return refuse(f, "byte", json_offset(&f->reader) + 1, json_error(&f->reader));
	f->body = buf_slice(b);
	return true;
}

static bool
drop_byte_order_mark(struct buf *b)
{
	if (b->n < 3 || memcmp(b->p, "\xef\xbb\xbf", 3) != 0)
		return false;
	memmove(b->p, b->p + 3, b->n - 3);
	b->n -= 3;
	return true;
}

static bool
take_i3(struct flowfile *f)
{
	size_t at = 0;
	const char *why;

	buf_clear(&f->json);
	why = i3_decode(buf_slice(&f->bytes), &f->json, &at);
	if (why != NULL)
		return refuse(f, "byte", at + 1, why);
	if (compact(&f->reader, &f->json) == JSON_ERROR) {
		f->error = json_error(&f->reader);
		return false;
	}
	f->body = buf_slice(&f->json);
	return true;
}

static bool
next_document(struct flowfile *f)
{
	bool first = !f->begun;

	f->begun = true;
	if (f->format == FLOWFILE_YAML) {
		if (yaml_in_next(f->yaml, &f->json)) {
			f->body = buf_slice(&f->json);
			return true;
		}
		if (yaml_in_error(f->yaml) != NULL)
			refuse(f, "line", yaml_in_line(f->yaml), yaml_in_error(f->yaml));
		return false;
	}
	if (!first)
		return false;
	if (f->format == FLOWFILE_I3)
		return take_i3(f);
	drop_byte_order_mark(&f->bytes);
	return take_json(f, &f->bytes);
}

/* Append a token's text in upper case, as the API spells types. */
static void
add_type(struct buf *b, struct slice token)
{
	struct buf type = BUF_INIT;

	json_unescape(token, &type);
	for (size_t i = 0; i < type.n; i++)
		if (type.p[i] >= 'a' && type.p[i] <= 'z')
			type.p[i] = (char)(type.p[i] - 'a' + 'A');
	json_quote(b, buf_slice(&type));
	buf_release(&type);
}

/* The head of a flow record, up to the value of its member `key`. */
static void
begin_flow(struct flowfile *f, struct slice name, struct slice type, const char *key)
{
	buf_clear(&f->text);
	buf_puts(&f->text, "{\"kind\":\"flow\",\"name\":\"");
	buf_add_slice(&f->text, name);
	buf_puts(&f->text, "\",\"type\":");
	add_type(&f->text, type);
	buf_printf(&f->text, ",\"%s\":", key);
}

/* Archy's root: one key, the type, and an object that has a name. */
static bool
take_archy(struct flowfile *f)
{
	struct members inner = MEMBERS_INIT;
	struct buf type = BUF_INIT;
	struct slice name;
	bool good;

	if (f->format != FLOWFILE_YAML || f->members.n != 1 || f->members.v[0].type != JSON_OBJECT)
		return false;
	members_read(&inner, &f->reader, f->members.v[0].value);
	name = members_string(&inner, "name");
	good = name.n > 0;
	if (good) {
		flowtype_api(f->members.v[0].key, &type);
		begin_flow(f, name, buf_slice(&type), "archy");
		json_quote(&f->text, buf_slice(&f->bytes));
		f->head = buf_slice(&f->text);
		f->body = slice_of("", 0);
		f->tail = slice_str("}");
	}
	buf_release(&type);
	members_release(&inner);
	return good;
}

static bool
take_document(struct flowfile *f)
{
	struct slice name, type;

	if (!members_read(&f->members, &f->reader, f->body))
		return false;
	f->head = f->tail = slice_of("", 0);
	if (members_string(&f->members, "kind").n > 0)
		return true;
	name = members_string(&f->members, "name");
	type = members_string(&f->members, "type");
	if (name.n == 0 || type.n == 0)
		return take_archy(f);
	begin_flow(f, name, type, "configuration");
	f->head = buf_slice(&f->text);
	f->tail = slice_str("}");
	return true;
}

bool
flowfile_next(struct flowfile *f)
{
	if (f->error != NULL || !next_document(f))
		return false;
	if (take_document(f))
		return true;
	f->error = "neither a record, nor a flow's configuration, nor Archy YAML";
	if (f->format == FLOWFILE_YAML)
		refuse(f, "line", yaml_in_line(f->yaml), f->error);
	return false;
}
