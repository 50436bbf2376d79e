/* core_neon.c - the reader's inner loops with NEON */
#include "json/json_core.h"

#if defined(__ARM_NEON) && defined(__aarch64__) && !defined(__AARCH64EB__)
#include "json/vec_neon.h"

#include "json/json_brackets.h"
#include "json/json_find.h"
#include "json/json_grammar.h"
#include "json/json_hits.h"
#include "json/json_index.h"
#include "json/json_open.h"

const struct json_core json_core_neon = {"neon", core_next, core_skip, brackets_pass_container,
    core_find, core_find_open, core_hits_search, core_hits_around, core_index, core_pass_open};
#endif
