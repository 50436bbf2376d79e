/* list_rules.c - --list-rules */
#include "base/out.h"
#include "gc-strip.h"

void
list_rule(const char *what, const char *pattern, const char *type)
{
	out_puts(what);
	out_putc(' ');
	out_puts(pattern);
	if (type != NULL) {
		out_putc(' ');
		out_puts(type);
	}
	out_putc('\n');
}

static void
list_object_rules(enum strip_purpose purpose, const struct object_type *type)
{
	struct strip_object_rules rules = {NULL, 0, 0};

	strip_object_rules(&rules, purpose, type);
	for (size_t i = 0; i < rules.n; i++)
		list_rule("drop", rules.v[i], type != NULL ? type->name : "object");
	strip_object_rules_release(&rules);
}

void
list_rules_for(enum strip_purpose purpose)
{
	size_t n;
	const struct object_type *table = object_type_table(&n);
	const char *rule;

	for (size_t i = 0; (rule = strip_rule(purpose, i)) != NULL; i++)
		list_rule("drop", rule, NULL);
	for (size_t i = 0; (rule = strip_empty_rule(purpose, i)) != NULL; i++)
		list_rule("drop-empty", rule, NULL);
	list_object_rules(purpose, NULL);
	for (size_t i = 0; (rule = strip_object_empty_rule(purpose, i)) != NULL; i++)
		list_rule("drop-empty", rule, "object");
	for (size_t i = 0; i < n; i++)
		list_object_rules(purpose, &table[i]);
}
