/* gen_sequence.c - the tasks of a flow, and the steps in them */
#include "gen/gen_body.h"

#include "base/mem.h"
#include "gen/gen_words.h"

/* What a task is called in this type of flow; only the first may be different. */
static const char *
task_type(const struct body *b, size_t i)
{
	if (b->type->family == MODULE)
		return "CommonModuleTask";
	if (strncmp(b->type->api, "INQUEUE", 7) == 0 && i == 0)
		return "LoopTask";
	if (b->type->family == BOT)
		return i == 0 ? "BotState" : "BotTask";
	return i == 0 && b->type->family != VOICE ? "State" : "Task";
}

/* The steps in tasks of 3 to 25; each gets an end of its own. */
static void
make_tasks(struct body *b)
{
	size_t at = 0, cap = 0;

	while (at < b->nsteps) {
		struct gen_task *task;
		struct buf name = BUF_INIT;
		size_t left = b->nsteps - at;

		b->tasks = xgrow(b->tasks, &cap, b->ntasks + 1, sizeof(*b->tasks));
		task = &b->tasks[b->ntasks++];
		memset(task, 0, sizeof(*task));
		rng_uuid(&b->plan, task->id);
		gen_words_expand(&b->plan, "<menu>|<verb> <thing>|<outcome>", &name);
		snprintf(task->name, sizeof(task->name), "%s",
		    b->ntasks == 1 ? "Initial State" : name.p);
		buf_release(&name);
		task->steps = b->steps + at;
		task->n = rng_between(&b->plan, 3, 25);
		if (task->n + 3 > left)
			task->n = left;
		at += task->n;
	}
}

static void
write_task(struct body *b, size_t i, struct buf *to)
{
	struct gen_task *task = &b->tasks[i];
	struct step end = {.action = gen_action_end(b), .ref = NO_REF};
	struct rng r = rng_for(b->flow->seed, (const char *const[]){task->id, NULL});

	rng_uuid(&r, end.id);
	snprintf(end.name, sizeof(end.name), "%s", end.action->label);
	gen_emit(to,
	    "{'startAction':%s,'trackingId':%zu,'id':%s,'name':%s,'uiMetaData':{'collapsed':false},"
	    "'__type':%s,'paths':[{'label':'Default','outputId':'__DEFAULT__'}],'actionList':[",
	    task->steps[0].id, ++b->tracking, task->id, task->name, task_type(b, i));
	for (size_t k = 0; k < task->n; k++) {
		task->steps[k].next = k + 1 < task->n ? &task->steps[k + 1] : &end;
		gen_action_write(b, &task->steps[k], to);
		buf_putc(to, ',');
	}
	gen_action_write(b, &end, to);
	gen_emit(to, "],'variables':[]}");
}

/* A menu whose choices are the tasks. */
static void
write_menu(struct body *b, struct buf *to)
{
	char id[UUID_SIZE], choice[UUID_SIZE];

	b->rng = rng_for(b->flow->seed, (const char *const[]){"menu", NULL});
	rng_uuid(&b->rng, id);
	gen_emit(to,
	    "{'trackingId':%zu,'id':%s,'name':'Main Menu','uiMetaData':{'collapsed':false},"
	    "'__type':'Menu','extensionDialingDelay':",
	    ++b->tracking, id);
	gen_value_empty(to, "dur");
	gen_emit(to, ",'invalidSpeechRecPromptsList':[],'menuChoiceList':[");
	for (size_t i = 0; i < b->ntasks && i < 9; i++) {
		rng_uuid(&b->rng, choice);
		rng_uuid(&b->rng, id);
		gen_emit_comma(to);
		gen_emit(to,
		    "{'speechRecTerms':{'en-US':[]},'id':%s,'name':%s,'action':{'taskReference':%s,"
		    "'taskName':%s,'trackingId':%zu,'id':%s,'name':%s,'uiMetaData':{'collapsed':"
		    "false},'__type':'TaskAction'},'digit':%zu}",
		    choice, b->tasks[i].name, b->tasks[i].id, b->tasks[i].name, ++b->tracking, id,
		    b->tasks[i].name, i + 1);
	}
	gen_emit(to, "],'promptRepeatCount':");
	gen_value_empty(to, "int");
	gen_emit(to, ",'prompts':");
	gen_value_audio(to, gen_words_sentence(&b->rng), NULL, NULL);
	buf_putc(to, '}');
}

void
gen_sequence_write(struct body *b, struct buf *to)
{
	make_tasks(b);
	buf_putc(to, '[');
	for (size_t i = 0; i < b->ntasks; i++) {
		gen_emit_comma(to);
		write_task(b, i, to);
	}
	if (b->type->family == VOICE && b->ntasks > 1 && rng_chance(&b->plan, 60)) {
		buf_putc(to, ',');
		write_menu(b, to);
	}
	buf_putc(to, ']');
}

const char *
gen_sequence_initial(const struct body *b)
{
	return b->tasks[0].id;
}

static void
write_variable(const struct variable *v, size_t i, struct buf *to)
{
	static const struct {
		const char *code, *type, *initial;
	} types[] = {{"str", "StringVariable", NULL}, {"int", "IntegerVariable", "0"},
	    {"bln", "BoolVariable", "false"}, {"dur", "DurationVariable", "P0D0H5M0S0F"},
	    {"dec", "DecimalVariable", "0.0"}};
	size_t t = 0;

	while (t + 1 < COUNT_OF(types) && strcmp(types[t].code, v->type) != 0)
		t++;
	gen_emit(to, "{'id':%s,'isCollection':false,'isInternal':false,'isOutput':", v->id);
	buf_puts(to, i % 6 == 5 ? "true" : "false");
	gen_emit(to, ",'isInput':");
	buf_puts(to, i % 6 == 0 ? "true" : "false");
	gen_emit(to, ",'isSecure':false,'version':'1.0','__type':%s,'name':%s,'initialValue':",
	    types[t].type, v->name);
	if (types[t].initial == NULL)
		gen_value_empty(to, v->type);
	else
		gen_value_literal(to, v->type, types[t].initial);
	buf_putc(to, '}');
}

/* A work item as JSON in a string, with ids that no manifest knows. */
static void
write_json_variable(struct body *b, struct buf *to)
{
	struct buf text = BUF_INIT;
	char id[UUID_SIZE], item[UUID_SIZE];
	size_t user = rng_below(&b->rng, generate_count(b->g, USER));
	const struct org_object *object = generate_in_org(b->org, b->g, USER, user);

	rng_uuid(&b->rng, id);
	generate_id(&b->g->plan, "workitem", b->flow->name, 0, item);
	gen_emit(&text,
	    "{\n  'id': %s,\n  'assignee': {'id': %s, 'name': %s},\n  'path': 'a\\\\b'\n}", item,
	    object->id, object->name);
	gen_emit(to,
	    "{'id':%s,'isCollection':false,'isInternal':false,'isOutput':false,'isInput':true,"
	    "'isSecure':false,'version':'1.0','typeIdentifier':'jsn','__type':'JsonVariable',"
	    "'name':'Flow.jsonBody','initialValue':",
	    id);
	gen_value_literal(to, "jsn", text.p);
	buf_putc(to, '}');
	buf_release(&text);
}

/* A queue as a variable's initial value. */
static void
write_queue_variable(struct body *b, size_t queue, struct buf *to)
{
	const struct gen_ref *m = &b->refs.v[queue];
	char id[UUID_SIZE];

	rng_uuid(&b->rng, id);
	gen_body_use(b, queue, NULL, id, "Flow.fallbackQueue");
	gen_emit(to,
	    "{'id':%s,'isCollection':false,'isInternal':false,'isOutput':false,'isInput':false,"
	    "'isSecure':false,'version':'1.0','__type':'QueueVariable','name':"
	    "'Flow.fallbackQueue','initialValue':",
	    id);
	gen_value_object(to, "que", m->id, m->name);
	buf_putc(to, '}');
}

void
gen_sequence_variables(struct body *b, struct buf *to)
{
	size_t queue = gen_refs_find(&b->refs, QUEUE, 0);

	b->rng = rng_for(b->flow->seed, (const char *const[]){"variables", NULL});
	buf_putc(to, '[');
	for (size_t i = 0; i < b->nvariables; i++) {
		gen_emit_comma(to);
		write_variable(&b->variables[i], i, to);
	}
	if (rng_chance(&b->rng, 6)) {
		buf_putc(to, ',');
		write_json_variable(b, to);
	}
	if (rng_chance(&b->rng, 8) && queue < b->refs.n) {
		buf_putc(to, ',');
		write_queue_variable(b, queue, to);
	}
	buf_putc(to, ']');
}
