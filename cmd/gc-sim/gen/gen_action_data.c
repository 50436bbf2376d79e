/* gen_action_data.c - steps that compute: variables, data actions, tables, branches */
#include "gen/gen_action.h"

#include "gen/gen_words.h"

static void
write_assignment(struct body *b, const struct step *s, struct buf *to)
{
	gen_emit_comma(to);
	gen_emit(to, "{'expression':");
	gen_step_sum(b, s, to);
	gen_emit(to, ",'variable':");
	gen_value_variable(to, gen_variable_pick(b, "str"), 2);
	buf_putc(to, '}');
}

/*
 * Ids in a text, which the manifest does not list: one id, or those of several data actions,
 * separated by bars.
 */
static void
assign_ids(struct body *b, struct buf *to)
{
	size_t n = rng_between(&b->rng, 1, 3);
	struct buf list = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		size_t ordinal = rng_below(&b->rng, generate_count(b->g, DATA_ACTION));

		if (i > 0)
			buf_putc(&list, '|');
		buf_puts(&list, generate_in_org(b->org, b->g, DATA_ACTION, ordinal)->id);
	}
	gen_emit(to, ",{'expression':");
	gen_value_literal(to, "str", list.p);
	gen_emit(to, ",'variable':");
	gen_value_variable(to, gen_variable_pick(b, "str"), 2);
	buf_putc(to, '}');
	buf_release(&list);
}

/* What differs between two versions of one flow: an edited duration. */
static void
assign_edited(struct body *b, struct buf *to)
{
	char duration[40];

	snprintf(duration, sizeof(duration), "P0D0H0M%zuS0F", 10 + b->version);
	gen_emit(to, ",{'expression':");
	gen_value_literal(to, "dur", duration);
	gen_emit(to, ",'variable':");
	gen_value_variable(to, gen_variable_pick(b, "dur"), 2);
	buf_putc(to, '}');
}

void
gen_write_update(struct body *b, const struct step *s, struct buf *to)
{
	size_t n = s->longest ? 1 : rng_between(&b->rng, 1, 2);

	buf_putc(to, '{');
	gen_step_head(b, s, to);
	gen_emit(to, ",'variables':[");
	for (size_t i = 0; i < n; i++)
		write_assignment(b, s, to);
	if (s->longest)
		assign_edited(b, to);
	else if (rng_chance(&b->rng, 2))
		assign_ids(b, to);
	gen_emit(to, "]}");
}

/* Some steps have an id as text: of a queue, of a flow, or of something else. */
static void
input_literal(struct body *b, struct buf *to)
{
	static const char *const names[] = {"queueId", "flowId", "PRESENCE_DEFINITION_ID"};
	size_t what = rng_below(&b->rng, 4);
	size_t queue = rng_below(&b->rng, generate_count(b->g, QUEUE));
	size_t flow = rng_below(&b->rng, b->g->nflows);
	char id[UUID_SIZE];

	gen_emit(to, "{'name':%s,'value':", names[what > 1 ? what - 1 : 0]);
	if (what == 3)
		generate_id(&b->g->plan, "presence", "Busy", rng_below(&b->rng, 4), id);
	gen_value_literal(to, "str",
	    what == 3   ? id
	    : what == 2 ? b->g->flows[flow].id
			: generate_in_org(b->org, b->g, QUEUE, queue)->id);
	buf_putc(to, '}');
}

static void
write_input(struct body *b, const struct step *s, size_t i, struct buf *to)
{
	static const char *const names[] = {
	    "customerId", "phone", "conversationId", "payload", "limit"};

	gen_emit(to, "{'name':%s,'value':", names[i % COUNT_OF(names)]);
	if (rng_chance(&b->rng, 30))
		gen_step_sum(b, s, to);
	else if (rng_chance(&b->rng, 25))
		gen_value_literal(to, "str", gen_words_sentence(&b->rng));
	else
		gen_value_variable(to, gen_variable_pick(b, "str"), 0);
	buf_putc(to, '}');
}

void
gen_write_data(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = gen_step_ref(b, s);
	size_t integration = generate_object(b->g, DATA_ACTION, m->ordinal)->parent;
	const char *category = generate_in_org(b->org, b->g, INTEGRATION, integration)->name;
	size_t n = rng_between(&b->rng, 1, 5);

	gen_emit(to,
	    "{'actionName':%s,'actionId':%s,'category':{'id':%s,'name':%s},"
	    "'useSuggestedTimeout':true,",
	    m->name, m->id, category, category);
	gen_step_head(b, s, to);
	gen_step_errors(to, rng_chance(&b->rng, 50) ? 13 : 0);
	gen_emit(to, ",'processingPrompt':");
	gen_value_empty(to, "pmt");
	gen_emit(to, ",'inputs':[");
	for (size_t i = 0; i < n; i++) {
		gen_emit_comma(to);
		write_input(b, s, i, to);
	}
	if (rng_chance(&b->rng, 14)) {
		gen_emit_comma(to);
		input_literal(b, to);
	}
	gen_emit(to, "],'outputs':[{'name':'result','value':");
	gen_value_variable(to, gen_variable_pick(b, "str"), 2);
	gen_emit(to, "}],'timeout':");
	gen_value_literal(to, "dur", "P0D0H1M0S0F");
	gen_step_paths(s, to, "Success|Failure|Timeout");
	buf_putc(to, '}');
}

void
gen_write_decision(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	gen_step_head(b, s, to);
	gen_emit(to, ",'expression':");
	gen_value_condition(to, gen_variable_pick(b, "str"), "APPROVED", rng_chance(&b->rng, 40));
	gen_step_paths(s, to, "Yes|No");
	buf_putc(to, '}');
}

void
gen_write_switch(struct body *b, const struct step *s, struct buf *to)
{
	static const char *const values[] = {"OPEN", "CLOSED", "PENDING", "DENIED", "Ja", "不明"};
	size_t n = rng_between(&b->rng, 2, 5);
	const struct variable *v = gen_variable_pick(b, "str");
	char ids[5][UUID_SIZE];

	gen_emit(to, "{'switchStyle':0,'version':'1.0',");
	gen_step_head(b, s, to);
	gen_emit(to, ",'expression':");
	gen_value_uncompiled(to, "any", "");
	gen_emit(to, ",'cases':[");
	for (size_t i = 0; i < n; i++) {
		rng_uuid(&b->rng, ids[i]);
		gen_emit_comma(to);
		gen_emit(to, "{'name':'Case %zu','referenceId':%s,'value':", i + 1, ids[i]);
		gen_value_condition(to, v, values[i], false);
		buf_putc(to, '}');
	}
	gen_emit(to, "],'paths':[");
	for (size_t i = 0; i < n; i++) {
		gen_emit_comma(to);
		gen_emit(to, "{");
		if (i == 0 && s->aside != NULL)
			gen_emit(to, "'nextActionId':%s,", s->aside->id);
		gen_emit(to, "'label':'Case %zu','outputId':%s,'uiMetaData':{'collapsed':false}}",
		    i + 1, ids[i]);
	}
	gen_emit(to, ",{'label':'Default','outputId':'__DEFAULT__'}]}");
}

void
gen_write_loop(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	gen_step_head(b, s, to);
	gen_emit(to, ",'currentIndex':");
	gen_value_variable(to, gen_variable_pick(b, "int"), 2);
	gen_emit(to, ",'loopCount':");
	gen_value_literal(to, "int", "3");
	gen_emit(to, ",'path':{");
	if (s->aside != NULL)
		gen_emit(to, "'nextActionId':%s,", s->aside->id);
	gen_emit(to, "'label':'Loop','outputId':'__LOOP__'}}");
}
