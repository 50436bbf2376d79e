/* gen_emit.c - JSON by templates */
#include "gen/gen_emit.h"

#include "json/json.h"

static const char *
gen_emit_value(struct buf *b, const char *conversion, va_list *args)
{
	if (conversion[0] == 's') {
		json_quote(b, slice_str(va_arg(*args, const char *)));
		return conversion + 1;
	}
	if (conversion[0] == 'd') {
		buf_printf(b, "%d", va_arg(*args, int));
		return conversion + 1;
	}
	if (strncmp(conversion, "zu", 2) == 0) {
		buf_printf(b, "%zu", va_arg(*args, size_t));
		return conversion + 2;
	}
	buf_printf(b, "%lld", va_arg(*args, long long));
	return conversion + 3;
}

void
gen_vemit(struct buf *b, const char *template, va_list from)
{
	va_list args;

	va_copy(args,
	    from); /* a copy, because the address of a parameter of type va_list is not portable */
	while (*template != '\0') {
		size_t plain = strcspn(template, "'%");

		buf_add(b, template, plain);
		template += plain;
		if (*template == '\'') {
			buf_putc(b, '"');
			template ++;
		} else if (*template == '%') {
			template = gen_emit_value(b, template + 1, &args);
		}
	}
	va_end(args);
}

void
gen_emit(struct buf *b, const char *template, ...)
{
	va_list args;

	va_start(args, template);
	gen_vemit(b, template, args);
	va_end(args);
}

void
gen_emit_comma(struct buf *b)
{
	if (b->n > 0 && strchr("{[:", b->p[b->n - 1]) == NULL)
		buf_putc(b, ',');
}
