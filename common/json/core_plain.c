/* core_plain.c - the reader's inner loops without vectors */
#include "json/json_core.h"

#include "json/vec_plain.h"

#include "json/json_brackets.h"
#include "json/json_find.h"
#include "json/json_grammar.h"
#include "json/json_hits.h"
#include "json/json_index.h"
#include "json/json_open.h"

const struct json_core json_core_plain = {"plain", core_next, core_skip, brackets_pass_container,
    core_find, core_find_open, core_hits_search, core_hits_around, core_index, core_pass_open};
