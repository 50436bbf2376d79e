/* gen_step.c - what the writers of steps share */
#include "gen/gen_action.h"

#include "base/ascii.h"
#include "base/mem.h"

void
gen_step_head(struct body *b, const struct step *s, struct buf *to)
{
	if (s->next != NULL)
		gen_emit(to, "'nextAction':%s,", s->next->id);
	gen_emit(to,
	    "'trackingId':%zu,'id':%s,'name':%s,'uiMetaData':{'collapsed':false},'__type':%s",
	    ++b->tracking, s->id, s->name, s->action->type);
}

void
gen_step_paths(const struct step *s, struct buf *to, const char *labels)
{
	const struct step *aside = s->aside;

	gen_emit(to, ",'paths':[");
	for (const char *p = labels; *p != '\0'; p += *p == '|') {
		size_t n = strcspn(p, "|");

		gen_emit_comma(to);
		gen_emit(to, "{");
		if (aside != NULL)
			gen_emit(to, "'nextActionId':%s,", aside->id);
		aside = NULL;
		gen_emit(to, "'label':'");
		buf_add(to, p, n);
		gen_emit(to, "','outputId':'__");
		for (const char *end = p + n; p < end; p++)
			buf_putc(to, *p == ' ' ? '_' : ascii_upper(*p));
		gen_emit(to, "__','uiMetaData':{'collapsed':false}}");
	}
	buf_putc(to, ']');
}

void
gen_step_errors(struct buf *to, size_t n)
{
	static const struct {
		const char *name, *type;
	} bindings[] = {{"errorType", "str"}, {"errorMessage", "str"}, {"errorCode", "str"},
	    {"status", "int"}, {"correlationId", "str"}, {"entityId", "str"}, {"entityName", "str"},
	    {"userMessage", "str"}, {"userParamsMessage", "str"}, {"userParams.key", "str_coll"},
	    {"userParams.value", "str_coll"}, {"details.errorCode", "str_coll"},
	    {"details.fieldName", "str_coll"}};

	gen_emit(to, ",'errorBindings':[");
	for (size_t i = 0; i < n; i++) {
		gen_emit_comma(to);
		gen_emit(to, "{'name':%s,'value':", bindings[i].name);
		gen_value_empty(to, bindings[i].type);
		buf_putc(to, '}');
	}
	buf_putc(to, ']');
}

const struct gen_ref *
gen_step_use(struct body *b, const struct step *s, size_t ref)
{
	gen_body_use(b, ref, s->action->label, s->id, s->name);
	return &b->refs.v[ref];
}

const struct gen_ref *
gen_step_ref(struct body *b, const struct step *s)
{
	return gen_step_use(b, s, s->ref);
}

/* Texts around a value in expressions that build JSON, addresses or messages. */
static const char *const glue[] = {"{\"id\": \"", "\", \"name\": \"", "\"}", " ", ", ", "tel:", "/",
    "Case ", " - ", "; reason=", "&page=", "<b>", "</b>", "\n", "ä", "\\"};

void
gen_step_sum(struct body *b, const struct step *s, struct buf *to)
{
	size_t n = s->longest ? b->flow->terms : rng_between(&b->rng, 2, 4);
	struct term *terms;

	if (s->longest && b->flow->depth != 0)
		n = b->flow->depth < 14 ? 2 : (b->flow->depth - 5) / 3;
	terms = xcalloc(n, sizeof(*terms));
	for (size_t i = 0; i < n; i++) {
		struct term *t = &terms[i];

		t->kind = TERM_TEXT;
		t->text = glue[rng_below(&b->rng, COUNT_OF(glue))];
		if (i % 2 == 0)
			continue;
		if (b->type->family == VOICE && rng_chance(&b->rng, 20)) {
			t->kind = rng_chance(&b->rng, 50) ? TERM_SYSTEM : TERM_REPLACE;
			continue;
		}
		t->kind = rng_chance(&b->rng, 70) ? TERM_VARIABLE : TERM_TO_STRING;
		t->variable = gen_variable_pick(b, t->kind == TERM_VARIABLE ? "str" : "int");
	}
	if (b->flow->unpaired && s->longest)
		terms[0].text = "half a pair: \xed\xa0\xbd";
	gen_value_sum(to, terms, n);
	free(terms);
}
