/* yaml_events.c - libyaml's events of a text, one after the other */
#include "yaml/yaml_events.h"
#include "base/mem.h"

static void
yaml_events_problem(const yaml_parser_t *parser, struct yaml_problem *problem)
{
	mem_require(parser->error != YAML_MEMORY_ERROR && parser->problem != NULL);
	if (problem == NULL)
		return;
	problem->why = parser->problem;
	problem->in_bytes = parser->error == YAML_READER_ERROR;
	problem->at = problem->in_bytes ? parser->problem_offset : parser->problem_mark.index;
}

bool
yaml_events(struct slice text, yaml_encoding_t encoding,
    bool (*take)(void *user, const yaml_event_t *event), void *user, struct yaml_problem *problem)
{
	yaml_event_type_t last = YAML_NO_EVENT;
	yaml_parser_t parser;
	yaml_event_t event;
	bool good = true;

	if (problem != NULL)
		*problem = (struct yaml_problem){NULL, 0, false};
	mem_require(yaml_parser_initialize(&parser));
	yaml_parser_set_encoding(&parser, encoding);
	yaml_parser_set_input_string(&parser, (const unsigned char *)text.p, text.n);
	while (good && last != YAML_STREAM_END_EVENT) {
		if (!yaml_parser_parse(&parser, &event)) {
			yaml_events_problem(&parser, problem);
			break;
		}
		last = event.type;
		good = take(user, &event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return good && last == YAML_STREAM_END_EVENT;
}
