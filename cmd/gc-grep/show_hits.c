/* show_hits.c - hits as records, and as lines for a terminal */
#include "base/ascii.h"
#include "base/out.h"
#include "base/utf8.h"
#include "gc-grep.h"
#include "json/json_write.h"

enum { BEFORE_MAX = 60, AFTER_MAX = 100 }; /* bytes of a long text around the match */

static bool colours;
static struct buf line, plain;

void
show_init(void)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	colours = (no == NULL || no[0] == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

void
show_release(void)
{
	buf_release(&line);
	buf_release(&plain);
}

static void
show_colour(const char *code)
{
	if (colours)
		buf_puts(&line, code);
}

/* Control characters would end the line or drive the terminal. */
static void
show_masked(struct slice text)
{
	for (size_t i = 0; i < text.n; i++) {
		unsigned char c = (unsigned char)text.p[i];
		bool c1 = c == 0xc2 && i + 1 < text.n && (unsigned char)text.p[i + 1] < 0xa0;
		if (c < ' ' || c == 0x7f || c1)
			buf_putc(&line, ' ');
		else
			buf_putc(&line, text.p[i]);
		i += c1;
	}
}

/* Move to the start of the character that is at p, or of the next one. */
static bool
show_is_inside(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

static void
show_hit_text(struct slice text, size_t from, size_t n)
{
	size_t begin = from > BEFORE_MAX ? from - BEFORE_MAX : 0, end = from + n + AFTER_MAX;

	if (end > text.n)
		end = text.n;
	while (begin < from && show_is_inside(text.p[begin]))
		begin++;
	while (end < text.n && end > from + n && show_is_inside(text.p[end]))
		end--;
	if (begin > 0)
		buf_puts(&line, "…");
	show_masked(slice_of(text.p + begin, from - begin));
	show_colour("\033[1;31m");
	show_masked(slice_of(text.p + from, n));
	show_colour("\033[0m");
	show_masked(slice_of(text.p + from + n, end - from - n));
	if (end < text.n)
		buf_puts(&line, "…");
}

/* A member of the record, which may be anything: a string's text, else as it is spelled. */
static void
show_member(struct slice value)
{
	if (value.n >= 2 && value.p[0] == '"')
		value = json_text(slice_of(value.p + 1, value.n - 2), &plain);
	show_masked(value);
}

/* TYPE/NAME: TASK: NODE: TEXT  /pointer, or FILE:LINE */
static void
show_line(const struct grep *g, const struct grep_hit *hit)
{
	struct slice text = grep_text(g, hit->text);

	show_colour("\033[35m");
	show_member(g->type);
	buf_putc(&line, '/');
	show_member(g->name.n > 0 ? g->name : g->id);
	show_colour("\033[0m");
	buf_puts(&line, ": ");
	if (hit->task.len > 0) {
		show_masked(grep_text(g, hit->task));
		buf_puts(&line, ": ");
	}
	if (hit->node.len > 0) {
		show_masked(grep_text(g, hit->node));
		buf_puts(&line, ": ");
	}
	if (hit->line > 0) { /* its indentation says nothing here */
		size_t blanks = 0;
		while (blanks < hit->from && ascii_is_space(text.p[blanks]))
			blanks++;
		show_hit_text(
		    slice_of(text.p + blanks, text.n - blanks), hit->from - blanks, hit->len);
	} else {
		show_hit_text(text, hit->from, hit->len);
	}
	show_colour("\033[2m");
	buf_puts(&line, "  ");
	if (hit->line > 0 && g->file.n > 0)
		show_member(g->file); /* flows of several files may have one name */
	else
		show_masked(grep_text(g, hit->pointer));
	if (hit->line > 0)
		buf_printf(&line, ":%u", (unsigned)hit->line);
	show_colour("\033[0m");
	buf_putc(&line, '\n');
}

static void
show_hit_record(const struct grep *g, const struct grep_hit *hit)
{
	json_write_open(&line, NULL);
	json_write_cstr(&line, "kind", "match");
	json_write_open(&line, g->object ? "object" : "flow");
	json_write_raw(&line, "id", g->id);
	json_write_raw(&line, "name", g->name);
	json_write_raw(&line, "type", g->type);
	json_write_close(&line);
	json_write_filled(&line, "task", grep_text(g, hit->task));
	json_write_filled(&line, "node", grep_text(g, hit->node));
	json_write_string(&line, "at", grep_text(g, hit->pointer));
	if (hit->line > 0) {
		json_write_raw(&line, "file", g->file);
		json_write_count(&line, "line", hit->line);
	}
	json_write_string(&line, "text", grep_text(g, hit->text));
	json_write_close(&line);
	buf_putc(&line, '\n');
}

void
show_hits(const struct grep *g, bool lines)
{
	for (size_t i = 0; i < g->n; i++) {
		if (g->v[i].repeated)
			continue;
		buf_clear(&line);
		if (lines)
			show_line(g, &g->v[i]);
		else
			show_hit_record(g, &g->v[i]);
		out_slice(buf_slice(&line));
	}
}
