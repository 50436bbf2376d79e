/* record_base.c - which version of which org a record's content came from */
#include "record/record_base.h"
#include "json/json_write.h"
#include "record/version.h"

void
record_base_set_text(struct record_base *base, struct slice hash)
{
	bool fits = hash.n < sizeof base->text;

	snprintf(base->text, sizeof base->text, "%.*s", fits ? (int)hash.n : 0, hash.p);
}

bool
record_base_read(const struct members *m, struct record_base *base)
{
	base->org = members_string_in(m, "base", "org");
	base->version = members_string_in(m, "base", "version");
	record_base_set_text(base, members_string_in(m, "base", "textHash"));
	return base->org.n > 0 && base->version.n > 0;
}

struct slice
record_base_newest(const struct members *m)
{
	struct slice saved = members_string_in(m, "savedVersion", "id");

	return saved.n > 0 ? saved
			   : version_newest(members_string_in(m, "checkedInVersion", "id"),
				 members_string_in(m, "publishedVersion", "id"), saved);
}

bool
record_base_of_marks(const struct members *m, struct record_base *base)
{
	if (members_find(m, "base") != NULL || record_base_content(m) == NULL)
		return false;
	base->org = members_string(m, "org");
	base->version = members_string(m, "configurationVersion");
	if (base->version.n == 0 || json_is(base->version, "latest"))
		base->version = record_base_newest(m);
	flow_texts_hash_of(m, base->text);
	return base->org.n > 0 && base->version.n > 0;
}

void
record_base_write(const struct record_base *base, struct buf *b)
{
	json_write_open(b, "base");
	json_write_token(b, "org", base->org);
	json_write_token(b, "version", base->version);
	if (base->text[0] != '\0')
		json_write_cstr(b, "textHash", base->text);
	json_write_close(b);
}

const struct member *
record_base_content(const struct members *m)
{
	const struct member *found = members_find(m, "configuration");

	return found != NULL ? found : members_find(m, "archy");
}

size_t
record_base_split(
    struct slice record, const struct members *m, const struct record_base *base, struct buf *to)
{
	const struct member *content = record_base_content(m);
	const char *rest = content != NULL ? content->key.p - 1 : record.p + record.n - 1;
	struct buf member = BUF_INIT;

	record_base_write(base, &member);
	buf_add(to, record.p, (size_t)(rest - record.p));
	if (content == NULL && m->n > 0)
		buf_putc(to, ',');
	buf_add_slice(to, buf_slice(&member));
	if (content != NULL)
		buf_putc(to, ',');
	buf_release(&member);
	return (size_t)(rest - record.p);
}
