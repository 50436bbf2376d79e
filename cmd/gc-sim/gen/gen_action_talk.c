/* gen_action_talk.c - steps that say, show or note something */
#include "gen/gen_action.h"

#include "gen/gen_words.h"

void
write_play(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = s->ref == NO_REF ? NULL : step_ref(b, s);
	const char *text = words_sentence(&b->rng);

	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'prompts':");
	value_audio(to, text, m == NULL ? NULL : m->id, m == NULL ? NULL : m->name);
	buf_putc(to, '}');
}

void
write_communicate(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'communication':");
	value_communication(to, &b->rng, words_sentence(&b->rng));
	buf_putc(to, '}');
}

void
write_respond(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'messageBodyStyle':");
	value_literal(to, "str", "notice");
	to->n--;
	emit(to, ",'outOfService':true},'messageBody':");
	if (rng_chance(&b->rng, 60))
		value_literal(to, "str", words_sentence(&b->rng));
	else
		step_sum(b, s, to);
	buf_putc(to, '}');
}

/* The library stands beside the response, and in no manifest. */
void
write_get_response(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);
	size_t parent = generate_object(b->g, RESPONSE, m->ordinal)->parent;
	const struct org_object *library = generate_in_org(b->org, b->g, LIBRARY, parent);

	emit(to, "{'responseId':%s,'responseName':%s,'responseLibrary':{'id':%s,'name':%s},", m->id,
	    m->name, library->id, library->name);
	step_head(b, s, to);
	emit(to, ",'responseBody':");
	value_variable(to, body_variable(b, "str"), 2);
	emit(to, ",'substitutions':[{'name':'firstName','value':");
	value_variable(to, body_variable(b, "str"), 0);
	emit(to, "}]");
	step_paths(b, s, to, (const char *const[]){"Success", "Failure", NULL});
	buf_putc(to, '}');
}

void
write_notify(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);
	const char *username = generate_object(b->g, USER, m->ordinal)->username;

	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'subject':");
	value_literal(to, "str", words_sentence(&b->rng));
	emit(to, ",'body':");
	step_sum(b, s, to);
	emit(to,
	    ",'sendToUsers':{'config':{'lit':{'pos':1,'text':'','type':'usr_coll','items':[{"
	    "'config':{'lit':{'pos':1,'text':%s,'type':'usr','val':%s,'username':%s}},'text':%s,"
	    "'type':'usr','uiMetaData':{'mode':1},'metaData':{},'version':2}]}},'text':'',",
	    m->name, m->id, username, m->name);
	emit(to, "'type':'usr_coll','uiMetaData':{'mode':1},'metaData':{},'version':2}");
	step_paths(b, s, to, (const char *const[]){"Success", "Failure", NULL});
	buf_putc(to, '}');
}

/* The inputs name variables of the script: ids that are the script's, and in no manifest. */
void
write_screen_pop(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);
	size_t n = rng_between(&b->rng, 1, 3);
	char id[UUID_SIZE];

	emit(to, "{'screenPopId':%s,'screenPopName':%s,", m->id, m->name);
	step_head(b, s, to);
	emit(to, ",'inputs':[");
	for (size_t i = 0; i < n; i++) {
		generate_id(&b->g->plan, "scriptVariable", m->id, i, id);
		emit_comma(to);
		emit(to, "{'name':'Case Type %zu','referenceId':%s,'value':", i + 1, id);
		value_variable(to, body_variable(b, "str"), 0);
		buf_putc(to, '}');
	}
	emit(to, "]}");
}

void
write_outcome(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	emit(to, "{'outcomeId':%s,'outcomeName':%s,", m->id, m->name);
	step_head(b, s, to);
	emit(to, ",'outcomeValue':");
	value_literal(to, "str", "SUCCESS");
	buf_putc(to, '}');
}

void
write_milestone(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	emit(to, "{'milestoneId':%s,'milestoneName':%s,", m->id, m->name);
	step_head(b, s, to);
	buf_putc(to, '}');
}

void
write_digital_menu(struct body *b, const struct step *s, struct buf *to)
{
	const struct gen_ref *m = step_ref(b, s);

	buf_putc(to, '{');
	step_head(b, s, to);
	emit(to, ",'choices':[],'chooser':{'config':{'lit':{'pos':1,'text':'','type':'chs'}},"
		 "'text':'','type':'chs','uiMetaData':{'mode':1,'valueSourceType':'custom'},"
		 "'metaData':{},'version':2,'properties':{'carousel':{'config':{'lit':{'pos':1,"
		 "'text':'','type':'crs'}},'text':'','type':'crs','properties':{'cards':{'config':{"
		 "'lit':{'pos':1,'text':'','type':'crd_coll','items':[{'config':{'lit':{'pos':1,"
		 "'text':'','type':'crd'}},'text':'','type':'crd','properties':{'image':");
	value_object(to, "img", m->id, m->name);
	emit(to, ",'title':");
	value_literal(to, "str", words_sentence(&b->rng));
	emit(to, "}}]}}}}}}}");
	emit(to, ",'selection':");
	value_variable(to, body_variable(b, "str"), 2);
	step_paths(b, s, to, (const char *const[]){"Success", "No Input", "No Match", NULL});
	buf_putc(to, '}');
}

void
write_end(struct body *b, const struct step *s, struct buf *to)
{
	buf_putc(to, '{');
	if (b->type->family == MODULE)
		emit(to, "'pathReference':'__DEFAULT__','pathName':'Default',");
	step_head(b, s, to);
	if (b->type->family == WORK) {
		emit(to, ",'exitReason':");
		value_literal(to, "str", "Done");
	}
	buf_putc(to, '}');
}
