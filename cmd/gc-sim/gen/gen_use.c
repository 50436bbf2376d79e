/* gen_use.c - what a body notes while it is written, and what its type says of it */
#include "gen/gen_body.h"

#include "base/mem.h"

void
gen_body_use(struct body *b, size_t ref, const char *label, const char *id, const char *name)
{
	struct use *use;

	b->uses = xgrow(b->uses, &b->uses_cap, b->nuses + 1, sizeof(*b->uses));
	use = &b->uses[b->nuses++];
	*use = (struct use){.ref = ref, .label = label};
	snprintf(use->id, sizeof(use->id), "%s", id);
	snprintf(use->name, sizeof(use->name), "%s", name == NULL ? "" : name);
}

/* Whether the flow is one task, which goes on until somebody answers. */
bool
gen_sequence_is_loop(const struct body *b)
{
	return strncmp(b->type->api, "INQUEUE", 7) == 0;
}

/* Only the first task may be different. */
const char *
gen_sequence_type(const struct body *b, size_t i)
{
	if (b->type->family == MODULE)
		return "CommonModuleTask";
	if (gen_sequence_is_loop(b))
		return "LoopTask";
	if (b->type->family == BOT)
		return i == 0 ? "BotState" : "BotTask";
	return i == 0 && b->type->family != VOICE ? "State" : "Task";
}
