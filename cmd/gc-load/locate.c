/* locate.c - ref records with the file and line of the place that they name */
#include "base/mem.h"
#include "base/out.h"
#include "base/utf8.h"
#include "json/json_lines.h"
#include "json/json_write.h"
#include "json/peek.h"
#include "locate_who.h"
#include "record/record.h"
#include "yaml/yaml_lines.h"

/* The first of the lines in a ref record: a number, or an array of them. */
static size_t
locate_told(const struct member *line)
{
	struct slice rest = line != NULL ? line->value : slice_of("", 0);
	struct member first = {.type = JSON_NUMBER, .value = rest};

	if (line != NULL && line->type == JSON_ARRAY)
		peek_element(&rest, &first.value);
	return (size_t)member_whole(&first);
}

/* Read the record that is ref->text. */
static void
locate_parse(struct locate *l, struct locate_ref *ref)
{
	const struct member *at;
	struct locate_who who = {.file = {"", 0}};
	struct slice rest, first;
	const char *of;

	if (!members_read(&l->members, &l->json, slice_of(ref->text, ref->size)) ||
	    !json_is(members_string(&l->members, "kind"), "ref"))
		return;
	of = members_find(&l->members, "object") != NULL ? "object" : "flow";
	who.object = *of == 'o';
	who.id = members_string_in(&l->members, of, "id");
	who.type = members_string_in(&l->members, of, "type");
	who.name = members_string_in(&l->members, of, "name");
	who.file = members_string(&l->members, "file");
	ref->flow = locate_note(l, &who);
	ref->type = members_string(&l->members, "type");
	ref->id = members_string(&l->members, "id");
	at = members_find(&l->members, "at");
	rest = at != NULL && at->type == JSON_ARRAY ? at->value : slice_of("", 0);
	if (peek_element(&rest, &first) && first.n >= 2 && first.p[0] == '"')
		ref->at = slice_of(first.p + 1, first.n - 2);
	ref->told = locate_told(members_find(&l->members, "line"));
}

static void
locate_add(struct locate *l, struct slice text)
{
	struct locate_ref ref = {.flow = LOCATE_NONE, .place = POINTERS_NONE};

	ref.text = xmemdup0(text.p, text.n);
	ref.size = text.n;
	locate_parse(l, &ref);
	if (ref.flow != LOCATE_NONE) {
		ref.next = l->flows[ref.flow].first;
		l->flows[ref.flow].first = l->nrefs + 1;
	}
	l->refs = xgrow(l->refs, &l->refs_cap, l->nrefs + 1, sizeof *l->refs);
	l->refs[l->nrefs++] = ref;
}

void
locate_read(struct locate *l, const char *path)
{
	char *files[] = {(char *)path, NULL};
	struct records in;
	struct record r;

	records_open(&in, files);
	while (records_next(&in, &r))
		locate_add(l, r.text);
	records_close(&in);
}

void
locate_file(struct locate *l, const struct flowfile *f, const char *name)
{
	l->name = name;
	l->documents = 0;
	l->nfound = 0;
	pointers_clear(&l->want);
	buf_clear(&l->bytes);
	buf_add_slice(&l->bytes, buf_slice(&f->bytes));
}

/*
 * The place in the document that a pointer into the record names. A configuration that is a
 * document of its own has no /configuration in it; Archy YAML is pointed into as it is.
 */
static size_t
locate_place(struct locate *l, const struct flowfile *f, size_t document, struct slice pointer)
{
	static const char prefix[] = "/configuration";
	const size_t n = sizeof prefix - 1;
	bool bare = f->tail.n > 0 && members_find(&l->members, "archy") == NULL;

	if (bare && (pointer.n < n || memcmp(pointer.p, prefix, n) != 0))
		return POINTERS_NONE;
	if (bare)
		pointer = slice_of(pointer.p + n, pointer.n - n);
	return pointers_add(&l->want, document, pointer);
}

static struct slice
locate_entry_key(struct locate *l, struct slice type, struct slice id)
{
	buf_clear(&l->key);
	buf_add_slice(&l->key, type);
	buf_putc(&l->key, '/');
	buf_add_slice(&l->key, id);
	return buf_slice(&l->key);
}

/* The id of an entry of the manifest, as spelled; n = 0: none. */
static struct slice
locate_entry_id(struct slice entry)
{
	struct slice key, value;

	while (peek_member(&entry, &key, &value))
		if (slice_is(key, "id") && value.n > 2 && value.p[0] == '"')
			return slice_of(value.p + 1, value.n - 2);
	return slice_of("", 0);
}

/* For refs without any place: their entries in the manifest. ids: "TYPE/ID"; refs: by its index. */
static void
locate_entries(struct locate *l, const struct flowfile *f, size_t document, const struct idset *ids,
    const size_t *refs)
{
	struct member manifest = {.value = {"", 0}};
	struct slice type, list, entry;

	members_find_in(&l->members, "configuration", "manifest", &manifest);
	while (peek_member(&manifest.value, &type, &list))
		for (size_t i = 0; peek_element(&list, &entry); i++) {
			size_t n =
			    idset_find(ids, locate_entry_key(l, type, locate_entry_id(entry)));
			if (n == IDSET_NONE)
				continue;
			buf_clear(&l->plain);
			buf_puts(&l->plain, "/configuration/manifest/");
			json_pointer_token(type, &l->plain);
			buf_printf(&l->plain, "/%zu/id", i);
			l->refs[refs[n]].place = locate_place(l, f, document, buf_slice(&l->plain));
		}
}

/* The places of the flow's refs, in this document. */
static void
locate_places(struct locate *l, const struct flowfile *f, size_t document, size_t flow)
{
	struct idset ids = IDSET_INIT;
	size_t *refs = NULL, cap = 0;
	bool archy = members_find(&l->members, "archy") != NULL;

	for (size_t i = l->flows[flow].first; i > 0; i = l->refs[i - 1].next) {
		struct locate_ref *ref = &l->refs[i - 1];
		if (archy && ref->told > 0) {
			ref->line = ref->told;
		} else if (ref->at.n > 0) {
			ref->place = locate_place(l, f, document, json_text(ref->at, &l->plain));
		} else if (ref->id.n > 0) {
			size_t n = idset_add(&ids, locate_entry_key(l, ref->type, ref->id));
			refs = xgrow(refs, &cap, n + 1, sizeof *refs);
			refs[n] = i - 1;
		}
	}
	if (ids.n > 0)
		locate_entries(l, f, document, &ids, refs);
	idset_release(&ids);
	free(refs);
}

void
locate_record(struct locate *l, const struct flowfile *f)
{
	size_t flow, document;
	char step[32];

	snprintf(step, sizeof step, "/%zu", l->documents++);
	document = pointers_add(&l->want, 0, slice_str(step));
	buf_clear(&l->text);
	buf_add_slice(&l->text, f->head);
	buf_add_slice(&l->text, f->body);
	buf_add_slice(&l->text, f->tail);
	if (!members_read(&l->members, &l->json, buf_slice(&l->text)) ||
	    (!json_is(members_string(&l->members, "kind"), "flow") &&
		!json_is(members_string(&l->members, "kind"), "object")))
		return;
	flow = locate_recognize(l);
	if (flow == LOCATE_NONE || l->flows[flow].file != NULL)
		return;
	l->flows[flow].file = xstrdup(l->name);
	locate_places(l, f, document, flow);
	l->found = xgrow(l->found, &l->found_cap, l->nfound + 1, sizeof *l->found);
	l->found[l->nfound++] = flow;
}

void
locate_lines(struct locate *l, enum flowfile_format format)
{
	struct slice text = buf_slice(&l->bytes);
	size_t *lines, mark = utf8_mark(text);

	if (l->nfound == 0)
		return;
	lines = xcalloc(pointers_count(&l->want), sizeof *lines);
	if (format == FLOWFILE_YAML)
		yaml_lines(text, &l->want, lines);
	else
		json_lines(slice_of(text.p + mark, text.n - mark), &l->want,
		    pointers_element(&l->want, 0, 0), lines);
	for (size_t n = 0; n < l->nfound; n++)
		for (size_t i = l->flows[l->found[n]].first; i > 0; i = l->refs[i - 1].next)
			if (l->refs[i - 1].place != POINTERS_NONE)
				l->refs[i - 1].line = lines[l->refs[i - 1].place];
	free(lines);
}

void
locate_write(struct locate *l)
{
	static const char *const old[] = {"file", "line", NULL};

	for (size_t i = 0; i < l->nrefs; i++) {
		const struct locate_ref *ref = &l->refs[i];
		struct slice text = slice_of(ref->text, ref->size);
		const char *file = ref->flow != LOCATE_NONE ? l->flows[ref->flow].file : NULL;
		if (file != NULL && utf8_is(slice_str(file)) &&
		    members_read(&l->members, &l->json, text)) {
			buf_clear(&l->text);
			members_without(&l->members, old, &l->text);
			json_write_cstr(&l->text, "file", file);
			if (ref->line > 0)
				json_write_count(&l->text, "line", ref->line);
			json_write_close(&l->text);
			text = buf_slice(&l->text);
		}
		out_slice(text);
		out_putc('\n');
	}
}

void
locate_release(struct locate *l)
{
	for (size_t i = 0; i < l->nrefs; i++)
		free(l->refs[i].text);
	for (size_t i = 0; i < l->nflows; i++)
		free(l->flows[i].file);
	free(l->refs);
	free(l->flows);
	free(l->by_key);
	free(l->found);
	idset_release(&l->keys);
	buf_release(&l->key);
	buf_release(&l->text);
	buf_release(&l->plain);
	buf_release(&l->bytes);
	json_release(&l->json);
	members_release(&l->members);
	pointers_release(&l->want);
}
