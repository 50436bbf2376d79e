/* gen_action_data.c - steps that compute: variables, data actions, tables, branches */
#include "gen/gen_action.h"

#include "gen/gen_words.h"

static void
assign(struct body *b, const struct step *s, struct buf *to)
{
	emit_comma(to);
	emit(to, "{'expression':");
	step_sum(b, s, to);
	emit(to, ",'variable':");
	value_variable(to, body_variable(b, "str"), 2);
	buf_putc(to, '}');
}

/* Ids as text, which no manifest knows: one, or several data actions' with bars between. */
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
	emit(to, ",{'expression':");
	value_literal(to, "str", list.p);
	emit(to, ",'variable':");
	value_variable(to, body_variable(b, "str"), 2);
	buf_putc(to, '}');
	buf_release(&list);
}

/* What differs between two versions of one flow: an edited duration. */
static void
assign_edited(struct body *b, struct buf *to)
{
	char duration[40];

	snprintf(duration, sizeof(duration), "P0D0H0M%zuS0F", 10 + b->version);
	emit(to, ",{'expression':");
	value_literal(to, "dur", duration);
	emit(to, ",'variable':");
	value_variable(to, body_variable(b, "dur"), 2);
	buf_putc(to, '}');
}

void
write_update(struct body *b, const struct step *s, struct buf *to)
{
	size_t n = s->longest ? 1 : rng_between(&b->rng, 1, 2);

	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'variables':[");
	for (size_t i = 0; i < n; i++)
		assign(b, s, to);
	if (s->longest)
		assign_edited(b, to);
	else if (rng_chance(&b->rng, 2))
		assign_ids(b, to);
	emit(to, "]}");
}

/* Now and then an id is typed in as text: of a queue or a flow, or of something else. */
static void
input_literal(struct body *b, struct buf *to)
{
	static const char *const names[] = {"queueId", "flowId", "PRESENCE_DEFINITION_ID"};
	size_t what = rng_below(&b->rng, 4);
	size_t queue = rng_below(&b->rng, generate_count(b->g, QUEUE));
	size_t flow = rng_below(&b->rng, b->g->nflows);
	char id[UUID_SIZE];

	emit(to, "{'name':%s,'value':", names[what > 1 ? what - 1 : 0]);
	if (what == 3)
		generate_id(&b->g->plan, "presence", "Busy", rng_below(&b->rng, 4), id);
	value_literal(to, "str",
	    what == 3   ? id
	    : what == 2 ? b->g->flows[flow].id
			: generate_in_org(b->org, b->g, QUEUE, queue)->id);
	buf_putc(to, '}');
}

static void
input(struct body *b, const struct step *s, size_t i, struct buf *to)
{
	static const char *const names[] = {
	    "customerId", "phone", "conversationId", "payload", "limit"};

	emit(to, "{'name':%s,'value':", names[i % COUNT_OF(names)]);
	if (rng_chance(&b->rng, 30))
		step_sum(b, s, to);
	else if (rng_chance(&b->rng, 25))
		value_literal(to, "str", words_sentence(&b->rng));
	else
		value_variable(to, body_variable(b, "str"), 0);
	buf_putc(to, '}');
}

void
write_data(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);
	size_t integration = generate_object(b->g, DATA_ACTION, m->ordinal)->parent;
	const char *category = generate_in_org(b->org, b->g, INTEGRATION, integration)->name;
	size_t n = rng_between(&b->rng, 1, 5);

	emit(to,
	    "{'actionName':%s,'actionId':%s,'category':{'id':%s,'name':%s},"
	    "'useSuggestedTimeout':true,",
	    m->name, m->id, category, category);
	step_head(b, s, to);
	step_errors(to, rng_chance(&b->rng, 50) ? 13 : 0);
	emit(to, ",'processingPrompt':");
	value_empty(to, "pmt");
	emit(to, ",'inputs':[");
	for (size_t i = 0; i < n; i++) {
		emit_comma(to);
		input(b, s, i, to);
	}
	if (rng_chance(&b->rng, 14)) {
		emit_comma(to);
		input_literal(b, to);
	}
	emit(to, "],'outputs':[{'name':'result','value':");
	value_variable(to, body_variable(b, "str"), 2);
	emit(to, "}],'timeout':");
	value_literal(to, "dur", "P0D0H1M0S0F");
	step_paths(b, s, to, (const char *const[]){"Success", "Failure", "Timeout", NULL});
	buf_putc(to, '}');
}

void
write_bridge(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	emit(to, "{'actionName':%s,'useSuggestedTimeout':false,", m->name);
	step_head(b, s, to);
	emit(to, ",'inputs':[{'name':'PhoneNumber','value':");
	value_variable(to, body_variable(b, "str"), 0);
	emit(to, "}],'outputs':[{'name':'Account.Id','value':");
	value_empty(to, "str");
	emit(to, "}]");
	step_paths(b, s, to, (const char *const[]){"Success", "Failure", NULL});
	buf_putc(to, '}');
}

void
write_table(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	emit(to, "{'datatableId':%s,'datatableName':%s,", m->id, m->name);
	step_head(b, s, to);
	emit(to, ",'lookupKeyValue':");
	step_sum(b, s, to);
	emit(to, ",'outputs':[]");
	step_errors(to, 2);
	step_paths(b, s, to, (const char *const[]){"Found", "Not Found", "Failure", NULL});
	buf_putc(to, '}');
}

void
write_decision(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'expression':");
	value_condition(to, body_variable(b, "str"), "APPROVED", rng_chance(&b->rng, 40));
	step_paths(b, s, to, (const char *const[]){"Yes", "No", NULL});
	buf_putc(to, '}');
}

void
write_switch(struct body *b, const struct step *s, struct buf *to)
{
	static const char *const values[] = {"OPEN", "CLOSED", "PENDING", "DENIED", "Ja", "不明"};
	size_t n = rng_between(&b->rng, 2, 5);
	const struct variable *v = body_variable(b, "str");
	char ids[5][UUID_SIZE];

	emit(to, "{'switchStyle':0,'version':'1.0',");
	step_head(b, s, to);
	emit(to, ",'expression':");
	value_uncompiled(to, "any", "");
	emit(to, ",'cases':[");
	for (size_t i = 0; i < n; i++) {
		rng_uuid(&b->rng, ids[i]);
		emit_comma(to);
		emit(to, "{'name':'Case %zu','referenceId':%s,'value':", i + 1, ids[i]);
		value_condition(to, v, values[i], false);
		buf_putc(to, '}');
	}
	emit(to, "],'paths':[");
	for (size_t i = 0; i < n; i++) {
		emit_comma(to);
		emit(to, "{");
		if (i == 0 && s->next != NULL)
			emit(to, "'nextActionId':%s,", s->next->id);
		emit(to, "'label':'Case %zu','outputId':%s,'uiMetaData':{'collapsed':false}}",
		    i + 1, ids[i]);
	}
	emit(to, ",{'label':'Default','outputId':'__DEFAULT__'}]}");
}

void
write_loop(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'currentIndex':");
	value_variable(to, body_variable(b, "int"), 2);
	emit(to, ",'loopCount':");
	value_literal(to, "int", "3");
	emit(to, ",'path':{");
	if (s->next != NULL)
		emit(to, "'nextActionId':%s,", s->next->id);
	emit(to, "'label':'Loop','outputId':'__LOOP__'}}");
}

void
write_wait(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'trimDurationNearMaxRunningTime':");
	value_literal(to, "bln", "false");
	emit(to, ",'duration':");
	value_literal(to, "dur", "P0D0H0M30S0F");
	buf_putc(to, '}');
}

void
write_attributes(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'variables':[{'expression':");
	step_sum(b, s, to);
	emit(to, ",'variable':");
	value_literal(to, "str", "route.reason");
	emit(to, "}]}");
}
