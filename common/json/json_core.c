/* json_core.c - which of the reader's inner loops this processor runs */
#include "json/json_core.h"

extern const struct json_core json_core_avx2, json_core_sse2, json_core_neon, json_core_plain;

static bool
core_is_everywhere(void)
{
	return true;
}

#if defined(__x86_64__)
static bool
core_has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	       __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
	       __builtin_cpu_supports("pclmul");
}
#endif

static const struct {
	const struct json_core *core;
	bool (*runs)(void);
} cores[] = {
#if defined(__x86_64__)
    {&json_core_avx2, core_has_avx2},
#endif
#if defined(__SSE2__)
    {&json_core_sse2, core_is_everywhere},
#endif
#if defined(__ARM_NEON) && defined(__aarch64__) && !defined(__AARCH64EB__)
    {&json_core_neon, core_is_everywhere},
#endif
    {&json_core_plain, core_is_everywhere}};

const char *
json_core_name(size_t i)
{
	for (size_t k = 0; k < COUNT_OF(cores); k++)
		if (cores[k].runs() && i-- == 0)
			return cores[k].core->name;
	return NULL;
}

bool
json_core_use(const char *name)
{
	for (size_t k = 0; k < COUNT_OF(cores); k++) {
		if (!cores[k].runs() || (name != NULL && strcmp(cores[k].core->name, name) != 0))
			continue;
		json_core = *cores[k].core;
		return true;
	}
	return false;
}

/* The first call of any of them chooses. */
static void
core_choose(void)
{
	const char *name = getenv("GC_JSON_CORE");

	if (name == NULL || !json_core_use(name))
		json_core_use(NULL);
}

static enum json_type
first_next(struct json *j)
{
	core_choose();
	return json_core.next(j);
}

static bool
first_skip(struct json *j)
{
	core_choose();
	return json_core.skip(j);
}

static const char *
first_pass_container(const char *p, const char *end)
{
	core_choose();
	return json_core.pass_container(p, end);
}

static const char *
first_find(const char *p, const char *end, const struct slice *any, size_t n, size_t *which)
{
	core_choose();
	return json_core.find(p, end, any, n, which);
}

static const char *
first_find_open(const char *begin, const char *p, size_t near)
{
	core_choose();
	return json_core.find_open(begin, p, near);
}

static void
first_hits_search(struct json_hits *h)
{
	core_choose();
	json_core.hits_search(h);
}

static void
first_hits_around(struct json_hits *h)
{
	core_choose();
	json_core.hits_around(h);
}

static size_t
first_index(struct token_index_ahead *x, size_t kept)
{
	core_choose();
	return json_core.index(x, kept);
}

static const char *
first_pass_open(struct token_index_ahead *x, size_t depth)
{
	core_choose();
	return json_core.pass_open(x, depth);
}

struct json_core json_core = {"", first_next, first_skip, first_pass_container, first_find,
    first_find_open, first_hits_search, first_hits_around, first_index, first_pass_open};
