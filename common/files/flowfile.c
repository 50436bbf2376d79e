/* flowfile.c - the records that a file holds */
#include "base/ascii.h"
#include "base/utf8.h"
#include "files/flowfile.h"
#include "files/i3.h"
#include "json/compact.h"
#include "json/json_write.h"
#include "record/flowtype.h"
#include "yaml/yaml_in.h"

static bool
flowfile_give(void *from, void *p, size_t room, size_t *n)
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
	f->errnum = 0;
	f->options = false;
	f->begun = false;
	f->base = (struct record_base){{"", 0}, {"", 0}, ""};
	f->root = -1;
	f->path = NULL;
	f->file = NULL;
	f->apart = false;
	f->given = 0;
	if (format == FLOWFILE_YAML)
		f->yaml = yaml_in_open(flowfile_give, f);
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
	sides_release(&f->sides);
	archy_release(&f->archy);
}

static bool
flowfile_refuse(struct flowfile *f, const char *unit, size_t place, const char *why)
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
		return flowfile_refuse(
		    f, "byte", json_offset(&f->reader) + 1, json_error(&f->reader));
	f->body = buf_slice(b);
	return true;
}

static void
drop_byte_order_mark(struct buf *b)
{
	size_t mark = utf8_mark(buf_slice(b));

	if (mark > 0)
		memmove(b->p, b->p + mark, b->n - mark);
	b->n -= mark;
}

/* libyaml reads UTF-16; nothing else does. */
static bool
refuse_utf16(struct flowfile *f)
{
	if (!utf8_is_utf16(buf_slice(&f->bytes)))
		return false;
	f->error = UTF8_REMEDY;
	return true;
}

/* Architect also imports, under these names, plain JSON. */
static bool
is_plain_json(struct slice text)
{
	size_t i = 0;

	while (i < text.n && ascii_is_space(text.p[i]))
		i++;
	return i < text.n && text.p[i] == '{';
}

static bool
take_i3(struct flowfile *f)
{
	size_t at = 0;
	const char *why;

	if (is_plain_json(buf_slice(&f->bytes)))
		return take_json(f, &f->bytes);
	buf_clear(&f->json);
	why = i3_decode(buf_slice(&f->bytes), &f->json, &at);
	if (why != NULL)
		return flowfile_refuse(f, "byte", at + 1, why);
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
			flowfile_refuse(f, "line", yaml_in_line(f->yaml), yaml_in_error(f->yaml));
		return false;
	}
	if (!first || refuse_utf16(f))
		return false;
	drop_byte_order_mark(&f->bytes);
	return f->format == FLOWFILE_I3 ? take_i3(f) : take_json(f, &f->bytes);
}

/* In upper case, as the API spells types. */
static void
flowfile_write_type(struct buf *b, struct slice type)
{
	struct buf upper = BUF_INIT;

	for (size_t i = 0; i < type.n; i++)
		buf_putc(&upper, ascii_upper(type.p[i]));
	json_write_string(b, "type", buf_slice(&upper));
	buf_release(&upper);
}

static void
flowfile_add_base(struct flowfile *f)
{
	if (f->base.version.n > 0)
		record_base_write(&f->base, &f->text);
}

/* An object's parts that are files of their own. */
static bool
flowfile_join(struct flowfile *f)
{
	if (f->apart || !json_is(members_string(&f->members, "kind"), "object"))
		return true;
	if (sides_join(&f->sides, f->root, f->path, &f->members, f->body)) {
		f->body = buf_slice(&f->sides.text);
		return true;
	}
	f->error = f->sides.why.p;
	f->errnum = f->sides.errnum;
	if (f->sides.line > 0)
		snprintf(f->place, sizeof f->place, ":%zu", f->sides.line);
	return false;
}

/* A record is as it is, except for its base. */
static void
flowfile_add_own_base(struct flowfile *f)
{
	size_t at;

	if (f->base.version.n == 0 || !json_is(members_string(&f->members, "kind"), "flow") ||
	    members_find(&f->members, "base") != NULL)
		return;
	buf_clear(&f->text);
	at = record_base_split(f->body, &f->members, &f->base, &f->text);
	f->head = buf_slice(&f->text);
	f->body = slice_of(f->body.p + at, f->body.n - at);
}

/* A bare configuration: name, type and description of the flow record are in it. */
static void
wrap_configuration(struct flowfile *f, struct slice name, struct slice type)
{
	struct slice description = members_string(&f->members, "description");
	struct buf plain = BUF_INIT;

	buf_clear(&f->text);
	json_write_open(&f->text, NULL);
	json_write_cstr(&f->text, "kind", "flow");
	json_write_token(&f->text, "name", name);
	json_unescape(type, &plain);
	flowfile_write_type(&f->text, buf_slice(&plain));
	json_write_token(&f->text, "description", description);
	flowfile_add_base(f);
	json_write_name(&f->text, "configuration");
	f->head = buf_slice(&f->text);
	f->tail = slice_str("}");
	buf_release(&plain);
}

static void
flowfile_write_archy(struct flowfile *f)
{
	const struct archy *a = &f->archy;
	struct buf type = BUF_INIT;

	flowtype_api(slice_str(a->type), &type);
	buf_clear(&f->text);
	json_write_open(&f->text, NULL);
	json_write_cstr(&f->text, "kind", "flow");
	json_write_string(&f->text, "name", archy_str(a, a->name));
	flowfile_write_type(&f->text, buf_slice(&type));
	if (a->division.len > 0) {
		json_write_open(&f->text, "division");
		json_write_string(&f->text, "name", archy_str(a, a->division));
		json_write_close(&f->text);
	}
	json_write_filled(&f->text, "description", archy_str(a, a->description));
	flowfile_add_base(f);
	if (f->file != NULL && utf8_is(slice_str(f->file)))
		json_write_cstr(&f->text, "file", f->file);
	json_write_string(&f->text, "archy", buf_slice(&f->bytes));
	buf_release(&type);
}

/* The whole file; what the record says of the flow is read from it. */
static bool
take_archy(struct flowfile *f)
{
	const struct archy_error *error = &f->archy.error;

	if (f->format != FLOWFILE_YAML || refuse_utf16(f))
		return false;
	if (archy_walk(&f->archy, buf_slice(&f->bytes))) {
		flowfile_write_archy(f);
		f->head = buf_slice(&f->text);
		f->body = slice_of("", 0);
		f->tail = slice_str("}");
		return true;
	}
	if (!archy_is_likely(buf_slice(&f->bytes)))
		return false;
	f->error = error->why;
	snprintf(f->place, sizeof f->place, "line %zu, column %zu", error->line, error->column);
	return false;
}

/* Nothing follows it. */
static bool
take_archy_alone(struct flowfile *f)
{
	f->begun = true;
	if (!take_archy(f))
		return false;
	f->format = FLOWFILE_NONE;
	return true;
}

static bool
take_document(struct flowfile *f)
{
	struct slice name, type;

	if (f->format == FLOWFILE_YAML && f->body.n > 0 && f->body.p[0] == '{')
		members_peek(&f->members, f->body); /* yaml_in.h wrote it */
	else if (!members_read(&f->members, &f->reader, f->body))
		return false;
	f->head = f->tail = slice_of("", 0);
	if (f->format != FLOWFILE_I3 && members_string(&f->members, "kind").n > 0) {
		flowfile_add_own_base(f);
		return flowfile_join(f);
	}
	name = members_string(&f->members, "name");
	type = members_string(&f->members, "type");
	/* For an export (.i3…) the file name shows that it is a configuration. */
	if (name.n == 0 || type.n == 0 ||
	    (f->format != FLOWFILE_I3 && !flowfile_is_configuration(&f->members)))
		return take_archy(f);
	wrap_configuration(f, name, type);
	return true;
}

/* Archy YAML may contain YAML that is refused in a record, because it is kept as text. */
static bool
take_unread(struct flowfile *f, bool first)
{
	if (!first || f->error == NULL)
		return false;
	if (!take_archy_alone(f)) { /* some of what YAML can have is not read */
		f->options = f->format == FLOWFILE_YAML && !archy_is_likely(buf_slice(&f->bytes)) &&
			     flowfile_is_options_text(buf_slice(&f->bytes));
		f->error = f->options ? NULL : f->error;
		return false;
	}
	f->error = NULL;
	return true;
}

bool
flowfile_next(struct flowfile *f)
{
	bool first = !f->begun;

	if (f->error != NULL)
		return false;
	/* Not as a record first: libyaml may take long for a depth that no flow may have. */
	if (first && f->format == FLOWFILE_YAML && archy_is_likely(buf_slice(&f->bytes)))
		return take_archy_alone(f);
	if (!next_document(f))
		return take_unread(f, first);
	if (take_document(f)) {
		f->base.version.n = 0;
		return true;
	}
	f->options = f->error == NULL && first && flowfile_is_options(&f->members);
	if (f->error != NULL || f->options)
		return false;
	f->error = "neither a record, nor a flow's configuration, nor Archy YAML";
	if (f->format == FLOWFILE_YAML)
		flowfile_refuse(f, "line", yaml_in_line(f->yaml), f->error);
	return false;
}
