/* show_broken.c - the broken references of flows, for people and for other programs */
#include "base/out.h"
#include "gc-plan.h"
#include "json/json_write.h"
#include "plan/decisions.h"

enum { NAME_MAX_WIDTH = 40 }; /* characters; longer names do not move the column of all others */

static const char *
show_status(const struct plan_want *w)
{
	return map_status_name(w->status);
}

static struct slice
show_places(const struct plan *p, const struct plan_broken *broken)
{
	const struct plan_use *use = broken->use;

	return use != NULL && use->at_len > 0 ? slice_of(p->at.p + use->at, use->at_len)
					      : slice_of("", 0);
}

void
show_record(const struct plan *p, const struct plan_broken *broken, struct buf *b)
{
	const struct plan_flow *f = show_flow(p, broken);
	const struct plan_want *w = show_want(p, broken);
	const struct plan_use *use = broken->use;
	struct buf reason = BUF_INIT;

	show_reason(p, broken, &reason);
	json_write_open(b, NULL);
	json_write_cstr(b, "kind", "ref");
	json_write_filled(b, "org", plan_text(p, f->org));
	json_write_open(b, f->object ? "object" : "flow");
	json_write_filled(b, "id", plan_text(p, f->id));
	json_write_filled(b, "name", plan_text(p, f->name));
	json_write_filled(b, "type", plan_text(p, f->api_type));
	json_write_close(b);
	json_write_filled(b, "type", plan_text(p, w->type));
	json_write_filled(b, "id", plan_text(p, w->id));
	json_write_filled(b, "name", plan_text(p, w->name));
	json_write_cstr(b, "class", ref_class_name(use != NULL ? use->class : REF_OWN));
	json_write_cstr(b, "status", show_status(w));
	json_write_string(b, "reason", buf_slice(&reason));
	if (use != NULL) {
		json_write_filled(b, "source", plan_text(p, use->source));
		json_write_filled(b, "file", plan_text(p, f->file));
		if (use->line > 0)
			json_write_count(b, "line", use->line);
		json_write_count(b, "count", use->count);
		json_write_raw(b, "at", show_places(p, broken));
	}
	json_write_close(b);
	buf_putc(b, '\n');
	buf_release(&reason);
}

static size_t
show_width(struct slice text)
{
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++)
		n += ((unsigned char)text.p[i] & 0xc0) != 0x80;
	return n;
}

static void
show_pad(struct buf *b, size_t width, size_t to)
{
	for (; width < to; width++)
		buf_putc(b, ' ');
}

/* Control characters (C0, DEL, C1) are not for a terminal: mask those from byte `from` on. */
static void
show_mask(struct buf *b, size_t from)
{
	for (size_t i = from; i < b->n; i++) {
		unsigned char c = (unsigned char)b->p[i];
		if (c < ' ' || c == 0x7f)
			b->p[i] = '?';
		else if (c == 0xc2 && ((unsigned char)b->p[i + 1] & 0xe0) == 0x80)
			b->p[i] = b->p[i + 1] = '?';
	}
}

/* A name between quotes, or an id. */
static void
show_name(const struct plan *p, const struct plan_want *w, struct buf *b)
{
	struct slice name = plan_text(p, w->name), text = name.n > 0 ? name : plan_text(p, w->id);
	size_t from = b->n;

	buf_puts(b, name.n > 0 ? "\"" : "");
	buf_add_slice(b, text);
	buf_puts(b, name.n > 0 ? "\"" : "");
	show_mask(b, from);
}

static void
show_text_flow(const struct plan *p, const struct plan_flow *f, bool first, struct buf *b)
{
	size_t from;

	buf_puts(b, first ? "" : "\n");
	from = b->n;
	buf_printf(b, "%.*s \"%.*s\" %.*s", SLICE_ARGS(plan_text(p, f->api_type)),
	    SLICE_ARGS(plan_text(p, f->name)), SLICE_ARGS(plan_text(p, f->id)));
	show_mask(b, from);
	buf_putc(b, '\n');
}

/* Aligned, grouped by flow. */
static void
show_broken_text(const struct plan *p, struct buf *b)
{
	size_t types = 0, names = 0, from;
	struct buf name = BUF_INIT;

	for (size_t i = 0; i < p->nbroken; i++) {
		const struct plan_want *w = show_want(p, &p->broken[i]);
		size_t type = show_width(plan_text(p, w->type)), n;
		buf_clear(&name);
		show_name(p, w, &name);
		n = show_width(buf_slice(&name));
		types = type > types ? type : types;
		names = n > names && n <= NAME_MAX_WIDTH ? n : names;
	}
	for (size_t i = 0; i < p->nbroken; i++) {
		const struct plan_broken *broken = &p->broken[i];
		const struct plan_want *w = show_want(p, broken);
		struct slice type = plan_text(p, w->type);
		if (i == 0 || broken[-1].flow != broken->flow)
			show_text_flow(p, show_flow(p, broken), i == 0, b);
		buf_clear(&name);
		show_name(p, w, &name);
		from = b->n;
		buf_printf(b, "  %.*s", SLICE_ARGS(type));
		show_pad(b, show_width(type), types);
		buf_printf(b, "  %s", name.p);
		show_pad(b, show_width(buf_slice(&name)), names);
		buf_puts(b, "  ");
		show_reason(p, broken, b);
		buf_clear(&name);
		show_where(p, broken, &name);
		if (name.n > 0)
			buf_printf(b, "  (%s)", name.p);
		show_mask(b, from);
		buf_putc(b, '\n');
	}
	buf_release(&name);
}

/* Spreadsheets: a cell of CSV is quoted where it must be (RFC 4180); TSV escapes as jq's @tsv. */
static void
show_cell(struct buf *b, struct slice text, bool csv, bool first)
{
	static const char from[] = "\t\n\r\\", *const to[] = {"\\t", "\\n", "\\r", "\\\\"};
	bool quoted = false;

	buf_puts(b, first ? "" : csv ? "," : "\t");
	for (size_t i = 0; csv && i < text.n; i++)
		quoted |= strchr("\",\n\r", text.p[i]) != NULL;
	buf_puts(b, quoted ? "\"" : "");
	if (csv && decisions_is_formula(text))
		buf_putc(b, '\'');
	for (size_t i = 0; i < text.n; i++) {
		const char *escape = csv || text.p[i] == '\0' ? NULL : strchr(from, text.p[i]);
		if (escape != NULL)
			buf_puts(b, to[escape - from]);
		else if (quoted && text.p[i] == '"')
			buf_puts(b, "\"\"");
		else
			buf_putc(b, text.p[i]);
	}
	buf_puts(b, quoted ? "\"" : "");
}

static void
show_table(const struct plan *p, bool csv, struct buf *b)
{
	static const char *const header[] = {
	    "flow type", "flow name", "flow id", "type", "name", "id", "status", "reason", "at"};
	struct buf reason = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(header); i++)
		show_cell(b, slice_str(header[i]), csv, i == 0);
	buf_putc(b, '\n');
	for (size_t i = 0; i < p->nbroken; i++) {
		const struct plan_flow *f = show_flow(p, &p->broken[i]);
		const struct plan_want *w = show_want(p, &p->broken[i]);
		buf_clear(&reason);
		show_reason(p, &p->broken[i], &reason);
		show_cell(b, plan_text(p, f->api_type), csv, true);
		show_cell(b, plan_text(p, f->name), csv, false);
		show_cell(b, plan_text(p, f->id), csv, false);
		show_cell(b, plan_text(p, w->type), csv, false);
		show_cell(b, plan_text(p, w->name), csv, false);
		show_cell(b, plan_text(p, w->id), csv, false);
		show_cell(b, slice_str(show_status(w)), csv, false);
		show_cell(b, buf_slice(&reason), csv, false);
		show_cell(b, show_places(p, &p->broken[i]), csv, false);
		buf_putc(b, '\n');
	}
	buf_release(&reason);
}

/* A workflow command of GitHub: % and line ends are escaped, in properties also ',' and ':'. */
static void
show_escaped(struct buf *b, struct slice text, bool property)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if (c == '%' || (unsigned char)c < ' ' || (property && (c == ',' || c == ':')))
			buf_printf(b, "%%%02X", (unsigned)(unsigned char)c);
		else
			buf_putc(b, c);
	}
}

/* GitHub knows a file by its path from the folder of the checkout: without "./", and not from the root. */
static struct slice
show_relative(struct slice file, const char *cwd)
{
	size_t n = strlen(cwd);

	if (n > 1 && file.n > n && memcmp(file.p, cwd, n) == 0 && file.p[n] == '/')
		file = (struct slice){file.p + n + 1, file.n - n - 1};
	while (file.n > 2 && file.p[0] == '.' && file.p[1] == '/')
		file = (struct slice){file.p + 2, file.n - 2};
	return file;
}

static void
show_github(const struct plan *p, struct buf *b)
{
	struct buf text = BUF_INIT;
	char cwd[4096]; /* a longer one leaves paths as they were given */

	if (getcwd(cwd, sizeof cwd) == NULL)
		cwd[0] = '\0';
	for (size_t i = 0; i < p->nbroken; i++) {
		const struct plan_broken *broken = &p->broken[i];
		const struct plan_flow *f = show_flow(p, broken);
		const struct plan_use *use = broken->use;
		buf_clear(&text);
		buf_printf(&text, "%.*s \"%.*s\": %.*s ", SLICE_ARGS(plan_text(p, f->api_type)),
		    SLICE_ARGS(plan_text(p, f->name)),
		    SLICE_ARGS(plan_text(p, show_want(p, broken)->type)));
		show_name(p, show_want(p, broken), &text);
		buf_puts(&text, ": ");
		show_reason(p, broken, &text);
		buf_puts(b, "::error ");
		if (f->file != 0) {
			buf_puts(b, "file=");
			show_escaped(b, show_relative(plan_text(p, f->file), cwd), true);
			buf_printf(b, ",line=%u,",
			    use != NULL && use->line > 0 ? (unsigned)use->line : 1U);
		}
		buf_puts(b, "title=Broken reference::");
		show_escaped(b, buf_slice(&text), false);
		buf_putc(b, '\n');
	}
	buf_release(&text);
}

void
show_broken(const struct plan *p, int format)
{
	struct buf b = BUF_INIT;

	if (format == SHOW_TEXT)
		show_broken_text(p, &b);
	else if (format == SHOW_TSV || format == SHOW_CSV)
		show_table(p, format == SHOW_CSV, &b);
	else if (format == SHOW_GITHUB)
		show_github(p, &b);
	else if (format == SHOW_JUNIT)
		show_junit(p, &b);
	for (size_t i = 0; format == SHOW_NDJSON && i < p->nbroken; i++)
		show_record(p, &p->broken[i], &b);
	out_slice(buf_slice(&b));
	buf_release(&b);
}
