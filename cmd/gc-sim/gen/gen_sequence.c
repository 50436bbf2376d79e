/* gen_sequence.c - the tasks of a flow, and the order of the steps in them */
#include "gen/gen_body.h"

#include "base/mem.h"
#include "gen/gen_words.h"

/* A name that no other task of the flow has, whatever the case. */
static void
task_name(struct body *b, struct gen_task *task)
{
	struct buf name = BUF_INIT;
	size_t last = b->ntasks - 1;

	gen_words_expand(&b->plan, "<menu>|<verb> <thing>|<outcome>", &name);
	if (last == 0) {
		buf_clear(&name);
		buf_puts(&name, "Initial State");
	}
	snprintf(task->name, sizeof(task->name), "%s", name.p);
	for (size_t i = 0; i < last; i++)
		if (strcasecmp(b->tasks[i].name, name.p) == 0)
			snprintf(task->name, sizeof(task->name), "%.50s %zu", name.p, b->ntasks);
	buf_release(&name);
}

/* The steps in tasks of 3 to 25; each gets an end of its own. */
static void
make_tasks(struct body *b)
{
	size_t at = 0, cap = 0;

	while (at < b->nsteps) {
		struct gen_task *task;
		size_t left = b->nsteps - at;

		b->tasks = xgrow(b->tasks, &cap, b->ntasks + 1, sizeof(*b->tasks));
		task = &b->tasks[b->ntasks++];
		memset(task, 0, sizeof(*task));
		rng_uuid(&b->plan, task->id);
		task_name(b, task);
		task->steps = b->steps + at;
		task->n = rng_between(&b->plan, 3, 25);
		if (task->n + 3 > left || gen_sequence_is_loop(b))
			task->n = left;
		if (task->n < left && task->steps[task->n - 1].guard)
			task->n++;
		at += task->n;
	}
}

/* Whether a path of the step may have a step of its own; a loop has a body. */
static bool
has_aside(const struct step *s)
{
	static const char *const types[] = {
	    "LoopAction", "DecisionAction", "SwitchAction", "DataAction", "DataTableLookupAction"};

	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (strcmp(s->action->type, types[i]) == 0)
			return true;
	return false;
}

/*
 * A step that branches takes the next step as its first path, unless that step branches itself or
 * ends the task: the body of a loop must not end it.
 */
static void
task_link(struct gen_task *task, const struct step *end)
{
	for (size_t k = 0; k < task->n; k++) {
		struct step *s = &task->steps[k];
		const struct step *next = k + 1 < task->n ? s + 1 : end;
		const struct step *after = k + 2 < task->n ? s + 2 : end;

		s->next = s->action->last ? NULL : next;
		s->aside = NULL;
		if (next == end ||
		    !(s->guard || (has_aside(s) && !has_aside(next) && !next->action->last)))
			continue;
		s->aside = next;
		s->next = after;
		task->steps[++k].next = NULL;
		task->steps[k].aside = NULL;
	}
}

static void
write_task(struct body *b, size_t i, struct buf *to)
{
	struct gen_task *task = &b->tasks[i];
	struct step end = {.action = gen_action_end(b), .ref = NO_REF};
	struct rng r = rng_for(b->flow->seed, (const char *const[]){task->id, NULL});

	b->task = i + 1;
	rng_uuid(&r, end.id);
	snprintf(end.name, sizeof(end.name), "%s", end.action->label);
	gen_emit(to,
	    "{'startAction':%s,'trackingId':%zu,'id':%s,'name':%s,'uiMetaData':{'collapsed':false},"
	    "'__type':%s,'paths':[{'label':'Default','outputId':'__DEFAULT__'}],'actionList':[",
	    task->steps[0].id, ++b->tracking, task->id, task->name, gen_sequence_type(b, i));
	task_link(task, &end);
	for (size_t k = 0; k < task->n; k++) {
		gen_action_write(b, &task->steps[k], to);
		buf_putc(to, ',');
	}
	gen_action_write(b, &end, to);
	gen_emit(to, "],'variables':");
	gen_variable_write_task(b, to);
	buf_putc(to, '}');
	b->task = 0;
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
