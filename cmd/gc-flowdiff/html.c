/* html.c - the changes as one page that needs nothing else */
#include "base/out.h"
#include "flowdiff.h"

static size_t shown; /* flows that differ */

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>Differences between flows</title>\n<style>\n"
    ":root{color-scheme:light dark}\n"
    "body{font:15px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}\n"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}\n"
    "h2 small{font-weight:normal;opacity:.7}\n"
    "table{border-collapse:collapse;width:100%}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-top:1px solid #8884}\n"
    "td{overflow-wrap:anywhere;white-space:pre-wrap}\n"
    "th{font-weight:600;font-size:.85rem}\n"
    "del{text-decoration:none;background:#d7373733}ins{text-decoration:none;background:#2da44e33}\n"
    "</style>\n<h1>Differences between flows</h1>\n";

static void
html_put(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '&':
			out_puts("&amp;");
			break;
		case '<':
			out_puts("&lt;");
			break;
		case '>':
			out_puts("&gt;");
			break;
		case '"':
			out_puts("&quot;");
			break;
		default:
			out_putc(s.p[i]);
		}
	}
}

static void
html_begin(void)
{
	out_puts(head);
}

static void
html_flow(const struct flow *f)
{
	struct buf name = BUF_INIT;

	diff_line(&name, slice_str(f->name));
	out_puts("<h2>");
	html_put(buf_slice(&name));
	out_puts(" <small>");
	html_put(slice_str(f->type));
	out_puts("</small></h2>\n");
	buf_release(&name);
	shown++;
}

static void
html_alone(const struct flow *f, bool added)
{
	html_flow(f);
	out_puts(added ? "<p><ins>" : "<p><del>");
	out_puts(flow_alone(f, added));
	out_puts(added ? "</ins></p>\n" : "</del></p>\n");
}

static void
html_cell(const char *open, const struct buf *text, const char *close)
{
	out_puts("<td>");
	if (text->n > 0) {
		out_puts(open);
		html_put(buf_slice(text));
		out_puts(close);
	}
	out_puts("</td>");
}

/* A change of a value has a column for each version; any other is one sentence. */
static void
html_change(struct diff *d, const struct diff_change *c)
{
	struct buf text = BUF_INIT;
	struct said s;

	out_puts("<tr>");
	if (c->kind == DIFF_CHANGED) {
		said_read(&s, d, c);
		diff_where(d, c, &text);
		html_cell("", &text, "");
		html_cell("", &s.what, diff_stays(d, c) ? " (by hand)" : "");
		html_cell("<del>", &s.old, "</del>");
		html_cell("<ins>", &s.new, "</ins>");
		said_release(&s);
	} else {
		say_change(d, c, &text);
		out_puts("<td colspan=\"4\">");
		html_put(buf_slice(&text));
		out_puts("</td>");
	}
	out_puts("</tr>\n");
	buf_release(&text);
}

static void
html_changes(const struct flow *a, const struct flow *b, struct diff *d)
{
	(void)b;
	html_flow(a);
	out_puts("<table>\n<tr><th>Where</th><th>What</th><th>Before</th><th>After</th></tr>\n");
	for (size_t i = 0; i < d->n; i++)
		html_change(d, &d->v[i]);
	out_puts("</table>\n");
}

static void
html_end(void)
{
	if (shown == 0)
		out_puts("<p>The flows are equal.</p>\n");
	out_puts("</html>\n");
}

const struct show show_html = {html_begin, html_alone, html_changes, html_end};
