/* gen_action_route.c - steps that send a conversation, or a part of it, somewhere */
#include "gen/gen_action.h"

#include "gen/gen_words.h"

/* A reference of this kind: the step's own if it is one, else the flow's first, else NO_REF. */
static size_t
another(struct body *b, const struct step *s, enum kind kind, unsigned chance)
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
 * The flow that a caller waits in. Transfers of old name the platform's own one, which no manifest
 * has; it is the first flow that an org has, where it is large enough to have built-in ones.
 */
static void
in_queue_flow(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = &b->refs.v[s->ref];
	const struct made_flow *first = &b->g->flows[0];

	if (m->kind == NO_KIND) {
		step_ref(b, s);
		emit(to, "'inQueueFlowId':%s,'inQueueFlowName':%s,'enableInQueueFlow':true,", m->id,
		    m->name);
	} else if (b->type->family == VOICE && first->builtin && rng_chance(&b->rng, 5)) {
		emit(to, "'inQueueFlowId':%s,'inQueueFlowName':%s,'enableInQueueFlow':true,",
		    first->id, first->name);
	}
}

static void
queues(struct body *b, const struct step *s, struct buf *to)
{
	size_t queue = another(b, s, QUEUE, 100);

	emit(to, ",'queues':[");
	if (queue != NO_REF) {
		const struct gen_ref *m = step_use(b, s, queue);

		value_object(to, "que", m->id, m->name);
	} else {
		value_variable(to, body_variable(b, "str"), 0);
	}
	buf_putc(to, ']');
}

static void
skills(struct body *b, const struct step *s, struct buf *to)
{
	size_t skill = another(b, s, SKILL, 30);

	emit(to, ",'skills':[");
	if (skill != NO_REF) {
		const struct gen_ref *m = step_use(b, s, skill);

		emit(to, "{'skill':");
		value_object(to, "skl", m->id, m->name);
		emit(to, ",'value':");
		value_literal(to, "int", "");
		buf_putc(to, '}');
	}
	buf_putc(to, ']');
}

static void
language_skill(struct body *b, const struct step *s, struct buf *to)
{
	size_t language = another(b, s, LANGUAGE_SKILL, 20);

	emit(to, ",'languageSkill':");
	if (language != NO_REF) {
		const struct gen_ref *m = step_use(b, s, language);

		value_object(to, "lac", m->id, m->name);
	} else {
		value_empty(to, "lac");
	}
}

void
write_transfer(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	in_queue_flow(b, s, to);
	emit(to, "'useDefaultHandling':true,");
	step_head(b, s, to);
	emit(to, ",'appendSkills':");
	value_literal(to, "bln", "false");
	language_skill(b, s, to);
	emit(to, ",'preferredAgents':");
	value_empty(to, "cpx_agent_score_pair_coll");
	emit(to, ",'priority':");
	value_literal(to, "int", "0");
	queues(b, s, to);
	skills(b, s, to);
	step_errors(to, 2);
	if (b->type->family == VOICE) {
		emit(to, ",'preTransferAudio':");
		value_audio(to, words_sentence(&b->rng), NULL, NULL);
		emit(to, ",'failureTransferAudio':");
		value_audio(to, words_sentence(&b->rng), NULL, NULL);
	}
	step_paths(b, s, to, (const char *const[]){"Failure", NULL});
	buf_putc(to, '}');
}

void
write_transfer_flow(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	emit(to, "{'flowId':%s,'flowName':%s,", m->id, m->name);
	step_head(b, s, to);
	step_errors(to, 2);
	if (b->type->family == VOICE) {
		emit(to, ",'preTransferAudio':");
		value_audio(to, words_sentence(&b->rng), NULL, NULL);
	}
	step_paths(b, s, to, (const char *const[]){"Failure", NULL});
	buf_putc(to, '}');
}

void
write_call_bot(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	emit(to, "{'flowId':%s,'flowName':%s,'flowLatestVersion':true,'flowDebugPublished':false,",
	    m->id, m->name);
	step_head(b, s, to);
	emit(to, ",'exitReason':");
	value_empty(to, "str");
	emit(to, ",'inputs':[],'intent':");
	value_empty(to, "str");
	emit(to, ",'outputs':[],'inputText':");
	value_uncompiled(to, "str", "Message.Message.body");
	emit(to, ",'paths':[]}");
}

void
write_call_module(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	emit(to, "{'flowId':%s,'flowName':%s,'flowVersion':'2.0','flowLatestVersion':false,", m->id,
	    m->name);
	step_head(b, s, to);
	emit(to, ",'inputs':[{'name':'Flow.request','value':");
	step_sum(b, s, to);
	emit(to, "}],'outputs':[{'name':'Flow.result','value':");
	value_variable(to, body_variable(b, "str"), 2);
	emit(to, "}]");
	step_paths(b, s, to, (const char *const[]){"Success", "Failure", NULL});
	buf_putc(to, '}');
}

void
write_call_secure(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	emit(to, "{'flowId':%s,'flowName':%s,", m->id, m->name);
	step_head(b, s, to);
	emit(to, ",'invocationData':");
	value_variable(to, body_variable(b, "str"), 0);
	step_paths(b, s, to, (const char *const[]){"Success", "Failure", NULL});
	buf_putc(to, '}');
}

/* By a name that is made while the flow runs: nothing that could be mapped. */
void
write_find_queue(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'findName':");
	step_sum(b, s, to);
	emit(to, ",'findResult':");
	value_variable(to, body_variable(b, "str"), 2);
	step_paths(b, s, to, (const char *const[]){"Found", "Not Found", NULL});
	buf_putc(to, '}');
}

/* Steps that have one setting of note: the object. */
void
write_to_object(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",%s:", m->kind == WRAPUP ? "wrapupCode" : m->type);
	value_object(to, kinds[m->kind].code, m->id, m->name);
	emit(to, ",'timeZone':");
	value_literal(to, "str", "Europe/Berlin");
	step_paths(b, s, to, (const char *const[]){"Open", "Closed", "Holiday", NULL});
	buf_putc(to, '}');
}

void
write_dialogflow(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	emit(to, "{'languages':['en','de'],'botId':%s,'botName':%s,", m->id, m->name);
	step_head(b, s, to);
	step_errors(to, 2);
	emit(to, ",'inputText':");
	value_uncompiled(to, "str", "Message.Message.body");
	step_paths(b, s, to, (const char *const[]){"Failure", NULL});
	buf_putc(to, '}');
}

void
write_audio_connector(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);
	struct buf list = BUF_INIT;

	for (size_t i = 0; i < 3; i++) {
		size_t ordinal = rng_below(&b->rng, generate_count(b->g, DATA_ACTION));

		buf_printf(&list, "%s%s", i > 0 ? "|" : "",
		    generate_in_org(b->org, b->g, DATA_ACTION, ordinal)->id);
	}
	emit(to, "{'integrationId':%s,'integrationName':%s,'connectorId':'1',", m->id, m->name);
	step_head(b, s, to);
	step_errors(to, 2);
	emit(to, ",'sessionVariables':[{'name':'DATA_ACTION_IDS','expression':");
	value_literal(to, "str", list.p);
	emit(to, "}],'outputSessionVariables':[]");
	step_paths(b, s, to, (const char *const[]){"Success", "Failure", NULL});
	buf_putc(to, '}');
	buf_release(&list);
}

void
write_callback(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'callbackNumber':");
	value_variable(to, body_variable(b, "str"), 0);
	emit(to, ",'queue':");
	value_object(to, "que", m->id, m->name);
	emit(to, ",'calleeName':");
	step_sum(b, s, to);
	step_paths(b, s, to, (const char *const[]){"Success", "Failure", NULL});
	buf_putc(to, '}');
}
