/* gen_settings_bot.c - what bots have (understanding, knowledge, surveys), and work item flows */
#include "gen/gen_settings.h"

#include "gen/gen_words.h"

/* Forms consist of groups and questions, which have ids of their own in every org. */
static void
survey(struct body *b, size_t form, struct buf *to)
{
	const struct gen_ref *m = &b->refs.v[form];
	char group[UUID_SIZE], question[UUID_SIZE];

	generate_id(&b->g->plan, "surveyGroup", m->id, 0, group);
	generate_id(&b->g->plan, "surveyQuestion", m->id, 0, question);
	body_use(b, form, NULL, "botFlowSettings", NULL);
	emit(to,
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
	body_use(b, domain, NULL, "botFlowSettings", NULL);
	emit(to,
	    ",'botFlowSettings':{'engineVersion':'3.0','nluDomainId':%s,'nluDomainVersionId':%s,"
	    "'virtualAgentEnabled':false,'agenticVirtualAgentEnabled':false",
	    id, version);
	if (form < b->refs.n)
		survey(b, form, to);
	buf_putc(to, '}');
}

static void
said(struct body *b, const char *key, struct buf *to)
{
	emit(to, ",%s:", key);
	value_communication(to, &b->rng, words_sentence(&b->rng));
}

static void
user_input(struct body *b, struct buf *to)
{
	static const char *const apologies[] = {"noMatchApologies", "noInputsApologies",
	    "noToConfirmationApologies", "confirmationNoMatchApologies",
	    "confirmationNoInputApologies"};

	emit(to, ",'userInputSettings':{'uiMetaData':{'currentUiVersion':2},'enableBargeIn':");
	value_literal(to, "bln", "true");
	emit(to, ",'noMatchesMax':");
	value_literal(to, "int", "3");
	emit(to, ",'noInputsMax':");
	value_literal(to, "int", "3");
	for (size_t i = 0; i < COUNT_OF(apologies); i++) {
		emit(to, ",%s:[", apologies[i]);
		value_communication(to, &b->rng, words_sentence(&b->rng));
		buf_putc(to, ']');
	}
	buf_putc(to, '}');
}

/* The domain as the workbench has it: JSON text in a string, with ids of utterances. */
static void
understanding(struct body *b, struct buf *to)
{
	size_t domain = gen_refs_find(&b->refs, NLU_DOMAIN, 0), n = rng_between(&b->rng, 1, 12);
	struct buf raw = BUF_INIT, intent = BUF_INIT;
	char id[UUID_SIZE];

	emit(to, ",'nluMetaData':{'intents':{");
	emit(&raw, "{'language':'en-us','description':'Draft','intents':[");
	for (size_t i = 0; i < n; i++) {
		buf_clear(&intent);
		words_expand(&b->rng, "<verb> <thing>", &intent);
		buf_printf(&intent, " %zu", i + 1);
		rng_uuid(&b->rng, id);
		emit_comma(&raw);
		emit(&raw, "{'name':%s,'utterances':[{'id':%s,'segments':[{'text':%s}]}]}",
		    intent.p, id, words_sentence(&b->rng));
		emit_comma(to);
		emit(to, "%s:{'name':%s}", intent.p, intent.p);
	}
	emit(&raw, "],'entityTypes':[],'entities':[]}");
	emit(to,
	    "},'slots':{},'rawNlu':%s,'rawNluCompressionFormat':'none','archNlu':{'id':%s,"
	    "'isFromWorkbench':true},'mappings':{'slotToSlotVariables':{'slot':%s}}}",
	    raw.p, b->refs.v[domain].id, b->variables[0].id);
	buf_release(&raw);
	buf_release(&intent);
}

static void
knowledge(struct body *b, struct buf *to)
{
	size_t base = gen_refs_find(&b->refs, KNOWLEDGE_BASE, 0);

	emit(to, ",'knowledgeSettings':{");
	if (base < b->refs.n) {
		body_use(b, base, NULL, "knowledgeSettings", NULL);
		emit(to, "'knowledgeBaseId':%s,'knowledgeBaseName':%s,", b->refs.v[base].id,
		    b->refs.v[base].name);
	}
	emit(to, "'uiMetaData':{'currentUiVersion':2},'knowledge':null,'welcomeArticle':null");
	said(b, "knowledgeConfirmation", to);
	said(b, "knowledgeInitialResponseMulti", to);
	said(b, "knowledgeNoMatch", to);
	buf_putc(to, '}');
}

static void
virtual_agent(struct body *b, struct buf *to)
{
	emit(to, ",'virtualAgentSettings':{'summarization':");
	value_literal(to, "bln", "false");
	emit(to, ",'enabledWrapupCodes':{'config':{'lit':{'pos':1,'text':'','type':'wrc_coll',"
		 "'items':[");
	for (size_t i = gen_refs_find(&b->refs, WRAPUP, 0); i < b->refs.n;
	     i = gen_refs_find(&b->refs, WRAPUP, i + 1)) {
		body_use(b, i, NULL, "botFlowSettings", NULL);
		emit_comma(to);
		value_object(to, "wrc", b->refs.v[i].id, b->refs.v[i].name);
	}
	emit(to,
	    "]}},'text':'','type':'wrc_coll','uiMetaData':{'mode':1},'metaData':{},'version':2,"
	    "'outOfService':true}}");
}

void
settings_bot(struct body *b, struct buf *to)
{
	bot_flow_settings(b, to);
	user_input(b, to);
	understanding(b, to);
	knowledge(b, to);
	virtual_agent(b, to);
}

/* The statuses belong to the work type and have ids of their own in every org. */
void
settings_workitem(struct body *b, struct buf *to)
{
	static const char *const statuses[] = {"Open", "In Progress", "Waiting", "Closed"};
	size_t worktype = gen_refs_find(&b->refs, WORKTYPE, 0);
	const struct gen_ref *m = &b->refs.v[worktype];
	char id[UUID_SIZE];

	body_use(b, worktype, NULL, "workitemFlowSettings", NULL);
	emit(to, ",'workitemFlowSettings':{'worktype':{'id':%s,'name':%s,'statuses':[", m->id,
	    m->name);
	for (size_t i = 0; i < COUNT_OF(statuses); i++) {
		generate_id(&b->g->plan, "worktypeStatus", m->id, i, id);
		emit_comma(to);
		emit(to, "{'id':%s,'name':%s}", id, statuses[i]);
	}
	emit(to, "]}}");
}
