/* gen_settings_bot.c - what bots have (understanding, knowledge, surveys), and work item flows */
#include "gen/gen_settings.h"

#include "gen/gen_words.h"
#include "org/part_id.h"

/* A form has groups and questions, with ids of their own in every org. */
static void
write_survey(struct body *b, size_t form, struct buf *to)
{
	const struct gen_ref *m = &b->refs.v[form];
	char group[UUID_SIZE], question[UUID_SIZE];

	generate_id(&b->g->plan, "surveyGroup", m->id, 0, group);
	generate_id(&b->g->plan, "surveyQuestion", m->id, 0, question);
	gen_body_use(b, form, NULL, "botFlowSettings", NULL);
	gen_emit(to,
	    ",'surveyFormInfo':{'archSurveyForm':{'id':%s,'name':%s,'questionGroups':[{'id':%s,"
	    "'questions':[{'id':%s,'text':'How did we do?'}]}]},'formMappingInfo':{"
	    "'surveyFormId':%s},'questionGroupMappingInfo':[{'surveyQuestionGroupId':%s,"
	    "'parentSurveyFormId':%s}]}",
	    m->id, m->name, group, question, m->id, group, m->id);
}

static void
bot_flow_settings(struct body *b, struct buf *to)
{
	size_t domain = gen_refs_find(&b->refs, NLU_DOMAIN, 0);
	size_t form = gen_refs_find(&b->refs, SURVEY_FORM, 0);
	const char *id = b->refs.v[domain].id;
	char version[UUID_SIZE];

	generate_id(&b->g->plan, "nluVersion", id, b->version, version);
	gen_body_use(b, domain, NULL, "botFlowSettings", NULL);
	gen_emit(to,
	    ",'botFlowSettings':{'engineVersion':'3.0','nluDomainId':%s,'nluDomainVersionId':%s,"
	    "'virtualAgentEnabled':false,'agenticVirtualAgentEnabled':false",
	    id, version);
	if (form < b->refs.n)
		write_survey(b, form, to);
	buf_putc(to, '}');
}

static void
write_utterances(struct body *b, const char *key, struct buf *to)
{
	gen_emit(to, ",%s:", key);
	gen_value_communication(to, &b->rng, gen_words_sentence(&b->rng));
}

static void
user_input(struct body *b, struct buf *to)
{
	static const char *const apologies[] = {"noMatchApologies", "noInputsApologies",
	    "noToConfirmationApologies", "confirmationNoMatchApologies",
	    "confirmationNoInputApologies"};

	gen_emit(to, ",'userInputSettings':{'uiMetaData':{'currentUiVersion':2},'enableBargeIn':");
	gen_value_literal(to, "bln", "true");
	gen_emit(to, ",'noMatchesMax':");
	gen_value_literal(to, "int", "3");
	gen_emit(to, ",'noInputsMax':");
	gen_value_literal(to, "int", "3");
	for (size_t i = 0; i < COUNT_OF(apologies); i++) {
		gen_emit(to, ",%s:[", apologies[i]);
		gen_value_communication(to, &b->rng, gen_words_sentence(&b->rng));
		buf_putc(to, ']');
	}
	buf_putc(to, '}');
}

/* The NLU domain as the editor stores it: JSON text in a string, with ids of utterances. */
static void
write_understanding(struct body *b, struct buf *to)
{
	size_t domain = gen_refs_find(&b->refs, NLU_DOMAIN, 0), n = rng_between(&b->rng, 1, 12);
	struct buf raw = BUF_INIT, intent = BUF_INIT;
	char id[UUID_SIZE];

	gen_emit(to, ",'nluMetaData':{'intents':{");
	gen_emit(&raw, "{'language':'en-us','description':'Draft','intents':[");
	for (size_t i = 0; i < n; i++) {
		buf_clear(&intent);
		gen_words_expand(&b->rng, "<verb> <thing>", &intent);
		buf_printf(&intent, " %zu", i + 1);
		rng_uuid(&b->rng, id);
		gen_emit_comma(&raw);
		gen_emit(&raw, "{'name':%s,'utterances':[{'id':%s,'segments':[{'text':%s}]}]}",
		    intent.p, id, gen_words_sentence(&b->rng));
		gen_emit_comma(to);
		gen_emit(to, "%s:{'name':%s}", intent.p, intent.p);
	}
	gen_emit(&raw, "],'entityTypes':[],'entities':[]}");
	gen_emit(to,
	    "},'slots':{},'rawNlu':%s,'rawNluCompressionFormat':'none','archNlu':{'id':%s,"
	    "'isFromWorkbench':true},'mappings':{'slotToSlotVariables':{'slot':%s}}}",
	    raw.p, b->refs.v[domain].id, b->variables[0].id);
	buf_release(&raw);
	buf_release(&intent);
}

static void
write_knowledge(struct body *b, struct buf *to)
{
	size_t base = gen_refs_find(&b->refs, KNOWLEDGE_BASE, 0);

	gen_emit(to, ",'knowledgeSettings':{");
	if (base < b->refs.n) {
		gen_body_use(b, base, NULL, "knowledgeSettings", NULL);
		gen_emit(to, "'knowledgeBaseId':%s,'knowledgeBaseName':%s,", b->refs.v[base].id,
		    b->refs.v[base].name);
	}
	gen_emit(to, "'uiMetaData':{'currentUiVersion':2},'knowledge':null,'welcomeArticle':null");
	write_utterances(b, "knowledgeConfirmation", to);
	write_utterances(b, "knowledgeInitialResponseMulti", to);
	write_utterances(b, "knowledgeNoMatch", to);
	buf_putc(to, '}');
}

static void
virtual_agent(struct body *b, struct buf *to)
{
	gen_emit(to, ",'virtualAgentSettings':{'summarization':");
	gen_value_literal(to, "bln", "false");
	gen_emit(to, ",'enabledWrapupCodes':{'config':{'lit':{'pos':1,'text':'','type':'wrc_coll',"
		     "'items':[");
	for (size_t i = gen_refs_find(&b->refs, WRAPUP, 0); i < b->refs.n;
	     i = gen_refs_find(&b->refs, WRAPUP, i + 1)) {
		gen_body_use(b, i, NULL, "botFlowSettings", NULL);
		gen_emit_comma(to);
		gen_value_object(to, "wrc", b->refs.v[i].id, b->refs.v[i].name);
	}
	gen_emit(to,
	    "]}},'text':'','type':'wrc_coll','uiMetaData':{'mode':1},'metaData':{},'version':2,"
	    "'outOfService':true}}");
}

void
gen_settings_bot(struct body *b, struct buf *to)
{
	bot_flow_settings(b, to);
	user_input(b, to);
	write_understanding(b, to);
	write_knowledge(b, to);
	virtual_agent(b, to);
}

/* The statuses belong to the work type and have ids of their own in every org. */
void
gen_settings_workitem(struct body *b, struct buf *to)
{
	static const char *const statuses[] = {"Open", "In Progress", "Waiting", "Closed"};
	size_t worktype = gen_refs_find(&b->refs, WORKTYPE, 0);
	const struct gen_ref *m = &b->refs.v[worktype];
	char id[UUID_SIZE];

	gen_body_use(b, worktype, NULL, "workitemFlowSettings", NULL);
	gen_emit(to, ",'workitemFlowSettings':{'worktype':{'id':%s,'name':%s,'statuses':[", m->id,
	    m->name);
	for (size_t i = 0; i < COUNT_OF(statuses); i++) {
		part_id(m->id, (unsigned)i, id);
		gen_emit_comma(to);
		gen_emit(to, "{'id':%s,'name':%s}", id, statuses[i]);
	}
	gen_emit(to, "]}}");
}
