/* gen_action_route.c - steps that send a conversation, or a part of it, somewhere */
#include "gen/gen_action.h"

#include "gen/gen_words.h"

/* The audio before a transfer, and the audio if it fails. */
static void
transfer_audio(struct body *b, struct buf *to)
{
	gen_emit(to, ",'preTransferAudio':");
	gen_value_audio(to, gen_words_sentence(&b->rng), NULL, NULL);
	gen_emit(to, ",'failureTransferAudio':");
	gen_value_audio(to, gen_words_sentence(&b->rng), NULL, NULL);
}

/* A reference of this kind: the step's own if it is one, else the flow's first, else NO_REF. */
static size_t
gen_find_ref(struct body *b, const struct step *s, enum kind kind, unsigned chance)
{
	size_t found;

	if (b->refs.v[s->ref].kind == kind)
		return s->ref;
	if (!rng_chance(&b->rng, chance))
		return NO_REF;
	found = gen_refs_find(&b->refs, kind, 0);
	return found < b->refs.n ? found : NO_REF;
}

/*
 * The in-queue flow of a transfer. Old transfers name the platform's own flow, which no manifest
 * lists: the first flow of an org that is large enough to have built-in flows. If another flow was
 * chosen, the default handling is switched off.
 */
static void
in_queue_flow(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = &b->refs.v[s->ref];
	const struct made_flow *first = &b->g->flows[0];

	if (m->kind == NO_KIND) {
		gen_step_ref(b, s);
		gen_emit(to, "'inQueueFlowId':%s,'inQueueFlowName':%s,'enableInQueueFlow':true,",
		    m->id, m->name);
		gen_emit(to, "'useDefaultHandling':false,");
		return;
	}
	if (b->type->family == VOICE && first->builtin && rng_chance(&b->rng, 5)) {
		gen_emit(to, "'inQueueFlowId':%s,'inQueueFlowName':%s,'enableInQueueFlow':true,",
		    first->id, first->name);
	}
	gen_emit(to, "'useDefaultHandling':true,");
}

static void
write_queues(struct body *b, const struct step *s, struct buf *to)
{
	size_t queue = gen_find_ref(b, s, QUEUE, 100);

	gen_emit(to, ",'queues':[");
	if (queue == NO_REF ||
	    (queue == gen_refs_find(&b->refs, QUEUE, 0) && rng_chance(&b->rng, 10))) {
		b->fallback.used = true;
		gen_value_variable(to, &b->fallback, 0);
	} else {
		const struct gen_ref *m = gen_step_use(b, s, queue);

		gen_value_object(to, "que", m->id, m->name);
	}
	buf_putc(to, ']');
}

static void
write_skills(struct body *b, const struct step *s, struct buf *to)
{
	size_t skill = gen_find_ref(b, s, SKILL, 30);

	gen_emit(to, ",'skills':[");
	if (skill != NO_REF) {
		const struct gen_ref *m = gen_step_use(b, s, skill);

		gen_emit(to, "{'skill':");
		gen_value_object(to, "skl", m->id, m->name);
		gen_emit(to, ",'value':");
		gen_value_literal(to, "int", "");
		buf_putc(to, '}');
	}
	buf_putc(to, ']');
}

static void
language_skill(struct body *b, const struct step *s, struct buf *to)
{
	size_t language = gen_find_ref(b, s, LANGUAGE_SKILL, 20);

	gen_emit(to, ",'languageSkill':");
	if (language != NO_REF) {
		const struct gen_ref *m = gen_step_use(b, s, language);

		gen_value_object(to, "lac", m->id, m->name);
	} else {
		gen_value_empty(to, "lac");
	}
}

void
gen_write_transfer(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	in_queue_flow(b, s, to);
	gen_step_head(b, s, to);
	gen_emit(to, ",'appendSkills':");
	gen_value_literal(to, "bln", "false");
	language_skill(b, s, to);
	gen_emit(to, ",'preferredAgents':");
	gen_value_empty(to, "cpx_agent_score_pair_coll");
	gen_emit(to, ",'priority':");
	gen_value_literal(to, "int", "0");
	write_queues(b, s, to);
	write_skills(b, s, to);
	gen_step_errors(to, 2);
	if (b->type->family == VOICE)
		transfer_audio(b, to);
	gen_step_paths(s, to, "Failure");
	buf_putc(to, '}');
}

void
gen_write_transfer_flow(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = gen_step_ref(b, s);

	gen_emit(to, "{'flowId':%s,'flowName':%s,", m->id, m->name);
	gen_step_head(b, s, to);
	gen_step_errors(to, 2);
	if (b->type->family == VOICE)
		transfer_audio(b, to);
	gen_step_paths(s, to, "Failure");
	buf_putc(to, '}');
}

void
gen_write_audio_connector(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = gen_step_ref(b, s);
	struct buf list = BUF_INIT;

	for (size_t i = 0; i < 3; i++) {
		size_t ordinal = rng_below(&b->rng, generate_count(b->g, DATA_ACTION));

		buf_printf(&list, "%s%s", i > 0 ? "|" : "",
		    generate_in_org(b->org, b->g, DATA_ACTION, ordinal)->id);
	}
	gen_emit(to, "{'integrationId':%s,'integrationName':%s,'connectorId':'1',", m->id, m->name);
	gen_step_head(b, s, to);
	gen_step_errors(to, 2);
	gen_emit(to, ",'sessionVariables':[{'name':'DATA_ACTION_IDS','expression':");
	gen_value_literal(to, "str", list.p);
	gen_emit(to, "}],'outputSessionVariables':[]");
	gen_step_paths(s, to, "Success|Failure");
	buf_putc(to, '}');
	buf_release(&list);
}
