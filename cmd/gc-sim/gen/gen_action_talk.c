/* gen_action_talk.c - steps that say, show or note something */
#include "gen/gen_action.h"

#include "gen/gen_words.h"

void
gen_write_respond(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	gen_step_head(b, s, to);
	gen_emit(to, ",'messageBodyStyle':");
	gen_value_literal(to, "str", "notice");
	to->n--;
	gen_emit(to, ",'outOfService':true},'messageBody':");
	if (rng_chance(&b->rng, 60))
		gen_value_literal(to, "str", gen_words_sentence(&b->rng));
	else
		gen_step_sum(b, s, to);
	buf_putc(to, '}');
}

/* The library is named next to the response; the manifest does not list it. */
void
gen_write_get_response(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = gen_step_ref(b, s);
	size_t parent = generate_object(b->g, RESPONSE, m->ordinal)->parent;
	const struct org_object *library = generate_in_org(b->org, b->g, LIBRARY, parent);

	gen_emit(to, "{'responseId':%s,'responseName':%s,'responseLibrary':{'id':%s,'name':%s},",
	    m->id, m->name, library->id, library->name);
	gen_step_head(b, s, to);
	gen_emit(to, ",'responseBody':");
	gen_value_variable(to, gen_variable_pick(b, "str"), 2);
	gen_emit(to, ",'substitutions':[{'name':'firstName','value':");
	gen_value_variable(to, gen_variable_pick(b, "str"), 0);
	gen_emit(to, "}]");
	gen_step_paths(s, to, "Success|Failure");
	buf_putc(to, '}');
}

void
gen_write_notify(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = gen_step_ref(b, s);
	const char *username = generate_object(b->g, USER, m->ordinal)->username;

	buf_putc(to, '{');
	gen_step_head(b, s, to);
	gen_emit(to, ",'subject':");
	gen_value_literal(to, "str", gen_words_sentence(&b->rng));
	gen_emit(to, ",'body':");
	gen_step_sum(b, s, to);
	gen_emit(to,
	    ",'sendToUsers':{'config':{'lit':{'pos':1,'text':'','type':'usr_coll','items':[{"
	    "'config':{'lit':{'pos':1,'text':%s,'type':'usr','val':%s,'username':%s}},'text':%s,"
	    "'type':'usr','uiMetaData':{'mode':1},'metaData':{},'version':2}]}},'text':'',",
	    m->name, m->id, username, m->name);
	gen_emit(to, "'type':'usr_coll','uiMetaData':{'mode':1},'metaData':{},'version':2}");
	gen_step_paths(s, to, "Success|Failure");
	buf_putc(to, '}');
}

/*
 * The inputs name variables of the script by the script's own ids, which the manifest does not
 * list.
 */
void
gen_write_screen_pop(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = gen_step_ref(b, s);
	size_t n = rng_between(&b->rng, 1, 3);
	char id[UUID_SIZE];

	gen_emit(to, "{'screenPopId':%s,'screenPopName':%s,", m->id, m->name);
	gen_step_head(b, s, to);
	gen_emit(to, ",'inputs':[");
	for (size_t i = 0; i < n; i++) {
		generate_id(&b->g->plan, "scriptVariable", m->id, i, id);
		gen_emit_comma(to);
		gen_emit(to, "{'name':'Case Type %zu','referenceId':%s,'value':", i + 1, id);
		gen_value_variable(to, gen_variable_pick(b, "str"), 0);
		buf_putc(to, '}');
	}
	gen_emit(to, "]}");
}
