/* show_junit.c - the broken references of flows as a JUnit report, which CI servers read */
#include "gc-plan.h"
#include "base/plural.h"

/* The length of what XML 1.0 cannot hold at this place; 0: it can. */
static size_t
show_xml_forbidden(struct slice text)
{
	const unsigned char *p = (const unsigned char *)text.p;

	if (p[0] < ' ')
		return p[0] != '\t' && p[0] != '\n' && p[0] != '\r';
	if (text.n < 3)
		return 0;
	if ((p[0] == 0xed && p[1] >= 0xa0) || (p[0] == 0xef && p[1] == 0xbf && p[2] >= 0xbe))
		return 3; /* half of a surrogate pair; U+FFFE and U+FFFF */
	return 0;
}

static void
show_xml(struct buf *b, struct slice text)
{
	for (size_t i = 0, skip; i<text.n; i += skip> 0 ? skip : 1) {
		char c = text.p[i];
		skip = show_xml_forbidden(slice_of(text.p + i, text.n - i));
		if (skip > 0)
			buf_puts(b, "\xef\xbf\xbd");
		else if (c == '&')
			buf_puts(b, "&amp;");
		else if (c == '<')
			buf_puts(b, "&lt;");
		else if (c == '>')
			buf_puts(b, "&gt;");
		else if (c == '"' || c == '\t' || c == '\n' || c == '\r')
			buf_printf(b, "&#%d;", c);
		else
			buf_putc(b, c);
	}
}

static void
show_junit_failure(const struct plan *p, const struct plan_broken *broken, size_t n, struct buf *b)
{
	struct buf reason = BUF_INIT;

	buf_printf(b, "\n   <failure type=\"broken reference\" message=\"%zu broken reference%s\">",
	    n, plural(n));
	for (size_t i = 0; i < n; i++) {
		const struct plan_want *w = &p->v[broken[i].want];
		buf_puts(b, i > 0 ? "\n" : "");
		buf_clear(&reason);
		show_where(p, &broken[i], &reason);
		show_xml(b, buf_slice(&reason));
		buf_puts(b, reason.n > 0 ? ": " : "");
		buf_clear(&reason);
		show_reason(p, &broken[i], &reason);
		show_xml(b, plan_text(p, w->type));
		buf_puts(b, " &#34;");
		show_xml(b, plan_text(p, w->name));
		buf_puts(b, "&#34; ");
		show_xml(b, plan_text(p, w->id));
		buf_puts(b, ": ");
		show_xml(b, buf_slice(&reason));
	}
	buf_puts(b, "</failure>\n  ");
	buf_release(&reason);
}

void
show_junit(const struct plan *p, struct buf *b)
{
	size_t failures = 0, next = 0;

	for (size_t i = 0; i < p->nflows; i++)
		failures += p->flows[i].nbroken > 0;
	buf_printf(b,
	    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	    "<testsuites tests=\"%zu\" failures=\"%zu\">\n"
	    " <testsuite name=\"references of flows\" tests=\"%zu\" failures=\"%zu\" "
	    "errors=\"0\">\n",
	    p->nflows, failures, p->nflows, failures);
	for (size_t i = 0; i < p->nflows; i++) {
		const struct plan_flow *f = &p->flows[i];
		buf_puts(b, "  <testcase classname=\"");
		show_xml(b, plan_text(p, f->api_type));
		buf_puts(b, "\" name=\"");
		show_xml(b, plan_text(p, f->name));
		buf_puts(b, "\">");
		if (f->nbroken > 0)
			show_junit_failure(p, &p->broken[next], f->nbroken, b);
		next += f->nbroken;
		buf_puts(b, "</testcase>\n");
	}
	buf_puts(b, " </testsuite>\n</testsuites>\n");
}
