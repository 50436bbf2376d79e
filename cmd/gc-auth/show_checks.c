/* show_checks.c - gc-auth --check for people */
#include "show_checks.h"
#include "base/buf.h"
#include "base/out.h"

/* The org's name is text from outside and must not drive a terminal. */
static void
check_put_text(const char *text)
{
	for (; *text != '\0'; text++)
		out_putc((unsigned char)*text < ' ' || *text == 0x7f ? '?' : *text);
}

void
show_checks_org(struct session *s)
{
	const struct settings *settings = session_settings(s);

	if (session_org_name(s) != NULL) {
		check_put_text(session_org_name(s));
		out_puts(" (");
	}
	check_put_text(session_org_id(s));
	if (session_org_name(s) != NULL)
		out_putc(')');
	out_puts(", ");
	check_put_text(settings->region != NULL ? settings->region : settings->api);
	out_puts("\n\n");
}

static bool
check_has_colour(void)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return (no == NULL || *no == '\0') && term != NULL && strcmp(term, "dumb") != 0;
}

static const char *
check_cell(const struct check_row *row, size_t column)
{
	return row->cells[column] != NULL ? row->cells[column] : "";
}

/* `alert`: the first cell is shown in red. */
static void
check_put_row(const struct check_row *row, const size_t *widths, bool alert)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < CHECK_COLUMNS; i++) {
		const char *text = check_cell(row, i);
		buf_printf(&b, "%s%s%s", alert && i == 0 ? "\033[31m" : "", text,
		    alert && i == 0 ? "\033[m" : "");
		for (size_t n = strlen(text); i + 1 < CHECK_COLUMNS && n < widths[i] + 2; n++)
			buf_putc(&b, ' ');
	}
	buf_putc(&b, '\n');
	out_slice(buf_slice(&b));
	buf_release(&b);
}

void
show_checks(const struct check_row *rows, size_t n)
{
	static const struct check_row head = {{"STATUS", "PROGRAM", "WHAT", "PERMISSION"}};
	size_t widths[CHECK_COLUMNS];
	bool colour = check_has_colour();

	for (size_t c = 0; c < CHECK_COLUMNS; c++) {
		widths[c] = strlen(head.cells[c]);
		for (size_t i = 0; i < n; i++)
			if (strlen(check_cell(&rows[i], c)) > widths[c])
				widths[c] = strlen(check_cell(&rows[i], c));
	}
	check_put_row(&head, widths, false);
	for (size_t i = 0; i < n; i++)
		check_put_row(&rows[i], widths,
		    colour && (strcmp(rows[i].cells[0], "missing") == 0 ||
				  strcmp(rows[i].cells[0], "failed") == 0));
}
