/*
 * yaml_events.h - libyaml's events of a text, one after the other.
 *
 * libyaml's time grows with the square of the depth: take() ends the walk below YAML_IN_DEPTH
 * levels. Missing memory ends the program (70).
 */
#ifndef GC_YAML_EVENTS_H
#define GC_YAML_EVENTS_H

#include <yaml.h>

#include "base/slice.h"

/* What libyaml does not accept, and where; why = NULL: nothing, or take() ended the walk. */
struct yaml_problem {
	const char *why; /* static text */
	size_t at;       /* characters before the place, or bytes: */
	bool in_bytes;
};

/*
 * Give each event to take(), which keeps nothing of it; false from there ends the walk. `encoding`:
 * YAML_ANY_ENCODING goes by the byte order mark. True if the whole stream was read. `problem` may be
 * NULL.
 */
bool yaml_events(struct slice text, yaml_encoding_t encoding,
    bool (*take)(void *user, const yaml_event_t *event), void *user, struct yaml_problem *problem);

#endif
