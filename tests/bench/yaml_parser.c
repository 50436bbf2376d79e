/*
 * yaml_parser - the plainest program that reads YAML from stdin with libyaml's parser: all events,
 * and nothing done with them
 */
#include <stdio.h>
#include <yaml.h>

int
main(void)
{
	yaml_parser_t parser;
	yaml_event_t event;
	unsigned long n = 0;
	int more = 1;

	if (!yaml_parser_initialize(&parser))
		return 1;
	yaml_parser_set_input_file(&parser, stdin);
	for (; more; n++) {
		if (!yaml_parser_parse(&parser, &event))
			return 1;
		more = event.type != YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	printf("%lu\n", n);
	return 0;
}
