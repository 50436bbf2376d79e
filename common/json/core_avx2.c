/* core_avx2.c - the reader's inner loops with AVX2 */
#include "json/json_core.h"

#if defined(__x86_64__)
#include "json/vec_avx2.h"

#include "json/json_brackets.h"
#include "json/json_find.h"
#include "json/json_grammar.h"
#include "json/json_hits.h"
#include "json/json_index.h"
#include "json/json_open.h"

const struct json_core json_core_avx2 = {"avx2", core_next, core_skip, brackets_pass_container,
    core_find, core_find_open, core_hits_search, core_hits_around, core_index, core_pass_open};
#endif
