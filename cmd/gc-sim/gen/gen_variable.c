/* gen_variable.c - the variables of a flow and of its tasks */
#include "gen/gen_body.h"

#include "base/mem.h"
#include "gen/gen_words.h"

/*
 * The first FLOW_VARIABLES belong to the flow and have all types; the others may belong to a task.
 * One of INPUTS is an input, and one an output.
 */
enum { FLOW_VARIABLES = 6, INPUTS = 6, VARIABLES_MAX = 60 };

/* Whether one of the flow's variables has this name; they are made one after the other. */
static bool
variable_is_named(const struct body *b, const char *name)
{
	for (size_t i = 0; i < b->nvariables && b->variables[i].type != NULL; i++)
		if (strncmp(b->variables[i].name, "Flow.", 5) == 0 &&
		    strcmp(b->variables[i].name + 5, name) == 0)
			return true;
	return false;
}

void
gen_variable_make(struct body *b, struct rng *r)
{
	static const char *const types[] = {"str", "str", "int", "str", "bln", "dur", "str", "dec"};
	struct rng fallback = rng_for(b->flow->seed, (const char *const[]){"fallback", NULL});
	struct buf name = BUF_INIT;

	b->nvariables = FLOW_VARIABLES + rng_below(r, 1 + b->flow->bytes / 5000);
	if (b->nvariables > VARIABLES_MAX)
		b->nvariables = VARIABLES_MAX;
	b->variables = xcalloc(b->nvariables, sizeof(*b->variables));
	for (size_t i = 0; i < b->nvariables; i++) {
		struct variable *v = &b->variables[i];

		rng_uuid(r, v->id);
		buf_clear(&name);
		gen_words_expand(r, "<word>|<word><part>", &name);
		if (i >= 8 || variable_is_named(b, name.p))
			buf_printf(&name, "%zu", i);
		v->local = rng_below(r, 3) > 0 && i >= FLOW_VARIABLES;
		v->type = types[i % COUNT_OF(types)];
		snprintf(v->name, sizeof(v->name), "%s%s", v->local ? "" : "Flow.", name.p);
	}
	b->fallback = (struct variable){.type = "que", .name = "Flow.fallbackQueue"};
	rng_uuid(&fallback, b->fallback.id);
	buf_release(&name);
}

/* Give a variable that has no task yet to the present task. */
static void
variable_take(struct body *b, struct variable *v)
{
	char name[sizeof(v->name)];
	bool state = strstr(gen_sequence_type(b, b->task - 1), "State") != NULL;

	v->task = b->task;
	memcpy(name, v->name, sizeof(name));
	snprintf(v->name, sizeof(v->name), "%s.%.50s", state ? "State" : "Task", name);
}

const struct variable *
gen_variable_pick(struct body *b, const char *type)
{
	size_t start = rng_below(&b->rng, b->nvariables), i = 0;
	struct variable *v;

	for (;; i++) {
		v = &b->variables[(start + i) % b->nvariables];
		if (strcmp(v->type, type) == 0 &&
		    (!v->local || (b->task > 0 && (v->task == 0 || v->task == b->task))))
			break;
	}
	if (v->local && v->task == 0)
		variable_take(b, v);
	v->used = true;
	return v;
}

/* Flows for calls, messages and survey invites have no inputs and no outputs. */
static bool
has_schema(const struct body *b)
{
	return (b->type->family & (WORK | BOT | MODULE)) != 0 && !gen_body_is_survey_invite(b);
}

bool
gen_variable_is_input(const struct body *b, size_t i)
{
	return has_schema(b) && !b->variables[i].local && i % INPUTS == 0;
}

static bool
is_output(const struct body *b, size_t i)
{
	return has_schema(b) && !b->variables[i].local && i % INPUTS == INPUTS - 1;
}

static void
variable_open(const char *id, bool output, bool input, struct buf *to)
{
	gen_emit_comma(to);
	gen_emit(to, "{'id':%s,'isCollection':false,'isInternal':false,'isOutput':", id);
	buf_puts(to, output ? "true" : "false");
	gen_emit(to, ",'isInput':");
	buf_puts(to, input ? "true" : "false");
	gen_emit(to, ",'isSecure':false,'version':'1.0',");
}

static void
variable_write(const struct body *b, size_t i, struct buf *to)
{
	static const struct {
		const char *code, *type, *initial;
	} types[] = {{"str", "StringVariable", NULL}, {"int", "IntegerVariable", "0"},
	    {"bln", "BoolVariable", "false"}, {"dur", "DurationVariable", "P0D0H5M0S0F"},
	    {"dec", "DecimalVariable", "0.0"}};
	const struct variable *v = &b->variables[i];
	size_t t = 0;

	while (t + 1 < COUNT_OF(types) && strcmp(types[t].code, v->type) != 0)
		t++;
	variable_open(v->id, is_output(b, i), gen_variable_is_input(b, i), to);
	gen_emit(to, "'__type':%s,'name':%s,'initialValue':", types[t].type, v->name);
	if (types[t].initial == NULL)
		gen_value_empty(to, v->type);
	else
		gen_value_literal(to, v->type, types[t].initial);
	buf_putc(to, '}');
}

/* A work item as JSON in a string, with ids that the manifest does not list. */
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
	variable_open(id, false, true, to);
	gen_emit(to, "'typeIdentifier':'jsn','__type':'JsonVariable','name':'Flow.jsonBody',"
		     "'initialValue':");
	gen_value_literal(to, "jsn", text.p);
	buf_putc(to, '}');
	buf_release(&text);
}

/* A queue as a variable's initial value, if the flow has one. */
static void
write_fallback(struct body *b, struct buf *to)
{
	size_t queue = gen_refs_find(&b->refs, QUEUE, 0);
	const struct gen_ref *m = &b->refs.v[queue];

	variable_open(b->fallback.id, false, false, to);
	gen_emit(to, "'__type':'QueueVariable','name':%s,'initialValue':", b->fallback.name);
	if (queue < b->refs.n) {
		gen_body_use(b, queue, NULL, b->fallback.id, b->fallback.name);
		gen_value_object(to, "que", m->id, m->name);
	} else {
		gen_value_empty(to, "que");
	}
	buf_putc(to, '}');
}

void
gen_variable_write_task(struct body *b, struct buf *to)
{
	buf_putc(to, '[');
	for (size_t i = 0; i < b->nvariables; i++)
		if (b->variables[i].task == b->task)
			variable_write(b, i, to);
	buf_putc(to, ']');
}

void
gen_variable_write_flow(struct body *b, struct buf *to)
{
	b->rng = rng_for(b->flow->seed, (const char *const[]){"variables", NULL});
	buf_putc(to, '[');
	for (size_t i = 0; i < b->nvariables; i++)
		if (!b->variables[i].local &&
		    (b->variables[i].used || gen_variable_is_input(b, i) || is_output(b, i)))
			variable_write(b, i, to);
	if (has_schema(b) && rng_chance(&b->rng, 6))
		write_json_variable(b, to);
	if (b->fallback.used)
		write_fallback(b, to);
	buf_putc(to, ']');
}
