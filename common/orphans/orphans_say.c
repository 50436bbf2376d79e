/* orphans_say.c - actions and objects in words, and why a flow is withheld */
#include "json/json.h"
#include "orphans/orphans_build.h"

void
orphans_describe_action(const struct orphans *o, const struct orphans_action *a, struct buf *b)
{
	buf_puts(b, a->in_menu ? "menu \"" : "task \"");
	json_unescape(o->sequences[a->sequence].name, b);
	buf_puts(b, "\": action ");
	orphans_name_action(a, b);
}

void
orphans_name_action(const struct orphans_action *a, struct buf *b)
{
	if (a->tracking.n > 0) {
		buf_add_slice(b, a->tracking);
		buf_putc(b, ' ');
	}
	buf_putc(b, '"');
	json_unescape(a->name, b);
	buf_putc(b, '"');
}

void
orphans_describe_ref(const struct orphans *o, const struct ref *ref, struct buf *b)
{
	struct slice type = refs_text(&o->refs, ref->type), name = refs_text(&o->refs, ref->name);
	struct slice id = refs_text(&o->refs, ref->id);

	if (type.n > 0)
		buf_add_slice(b, type);
	else
		buf_puts(b, "object");
	if (name.n > 0)
		buf_printf(b, " \"%.*s\"", SLICE_ARGS(name));
	if (id.n > 0)
		buf_printf(b, " %.*s", SLICE_ARGS(id));
}

void
orphans_point(const struct orphans *o, const struct orphans_action *a, struct buf *b)
{
	(void)o;
	buf_printf(b, "/configuration/flowSequenceItemList/%u/", (unsigned)a->sequence);
	if (a->in_menu)
		buf_printf(b, "menuChoiceList/%u/action", (unsigned)a->place);
	else
		buf_printf(b, "actionList/%u", (unsigned)a->place);
}

void
orphans_withhold(struct orphans *o, const char *fmt, ...)
{
	size_t begin = o->why.n;
	va_list args;

	va_start(args, fmt);
	buf_vprintf(&o->why, fmt, args);
	va_end(args);
	for (size_t i = begin; i < o->why.n; i++)
		if (o->why.p[i] == '\n') /* of a name */
			o->why.p[i] = ' ';
	buf_putc(&o->why, '\n');
	o->withheld = true;
}
