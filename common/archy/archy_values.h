/*
 * archy_values.h - values for the placeholders of Archy YAML (--set, --options, --literal).
 *
 *	struct archy_values v = ARCHY_VALUES_INIT;
 *	archy_values_read(&v, &options);          // from the command line, and the files that it names
 *	archy_values_find(&v, key, &value)        // ARCHY_FILLED, ARCHY_LITERAL or ARCHY_UNFILLED
 *	archy_values_release(&v);
 *
 * An options file is the one that Archy takes with --optionsFile: YAML (or JSON) whose member
 * `substitutions` has a text, number or boolean for each key. Its other members are options of
 * Archy, credentials too: they are neither used nor printed. Values are text, as they are spelled.
 *
 * --set wins over files, a later --set or file over an earlier one, and values over --literal.
 * Errors end the program with EXIT_USAGE (2), or EXIT_IO (74), and name the file and line.
 */
#ifndef GC_ARCHY_VALUES_H
#define GC_ARCHY_VALUES_H

#include "cli/cli.h"
#include "base/idset.h"

struct archy_value {
	uint32_t at, len; /* in `text` */
};

struct archy_values {
	bool given; /* there is a --set or --options: placeholders are to be filled */
	struct idset keys;
	struct archy_value *v; /* by index in keys */
	size_t cap;
	struct buf text;
	struct idset literal; /* keys that stay */
	bool all_literal;
};

/* clang-format off */
#define ARCHY_VALUES_INIT {.keys = IDSET_INIT, .text = BUF_INIT, .literal = IDSET_INIT}
/* clang-format on */

/* What the options of that name were given. */
struct archy_value_options {
	struct cli_list set, files, literal;
};

/* The three options, for a program's table. */
#define ARCHY_VALUE_OPTIONS(options)                                             \
	{.kind = CLI_LIST,                                                       \
	    .name = "set",                                                       \
	    .arg = "KEY=VALUE",                                                  \
	    .help = "fill the placeholder {{KEY}} of Archy YAML with VALUE",     \
	    .to = &(options).set},                                               \
	    {.kind = CLI_LIST,                                                   \
		.name = "options",                                               \
		.arg = "FILE",                                                   \
		.help = "fill placeholders from FILE, an options file of Archy", \
		.to = &(options).files},                                         \
	{                                                                        \
		.kind = CLI_LIST, .name = "literal", .arg = "KEY",               \
		.help = "leave {{KEY}} as text (\"*\": all that have no value)", \
		.to = &(options).literal                                         \
	}

enum archy_filling { ARCHY_UNFILLED, ARCHY_FILLED, ARCHY_LITERAL_KEY };

void archy_values_read(struct archy_values *v, const struct archy_value_options *options);
void archy_values_add(struct archy_values *v, struct slice key, struct slice value);
enum archy_filling archy_values_find(
    const struct archy_values *v, struct slice key, struct slice *value);
void archy_values_release(struct archy_values *v);

#endif
