/* gen_settings.c - the settings that only some types of flows have */
#include "gen/gen_body.h"

#include "gen/gen_settings.h"

static const char *const second_languages[] = {"de-DE", "fr-CA", "es-US", "pt-BR"};

/* The flow's second language, or NULL: most have one only. */
static const char *
second_language(const struct body *b)
{
	struct rng r = rng_for(b->flow->seed, (const char *const[]){"languages", NULL});

	if (!rng_chance(&r, 15))
		return NULL;
	return second_languages[rng_below(&r, COUNT_OF(second_languages))];
}

static bool
is_spoken(const struct body *b)
{
	return b->type->family == VOICE || strcmp(b->type->api, "VOICESURVEY") == 0;
}

bool
gen_settings_system_prompt(const struct body *b)
{
	return b->type->family == VOICE;
}

void
gen_settings_languages(const struct body *b, struct buf *to)
{
	const char *second = second_language(b);

	gen_emit(to, ",'supportedLanguages':['en-US'");
	if (second != NULL)
		gen_emit(to, ",%s", second);
	buf_putc(to, ']');
}

void
gen_settings_manifest(const struct body *b, struct buf *to)
{
	const char *second = second_language(b);

	if (is_spoken(b))
		gen_emit(to,
		    "'ttsEngine':[{'name':'Genesys Enhanced TTS','id':'genesys_enhanced',"
		    "'context':[{'id':'en-US-tts'}]}],'ttsVoice':[{'name':'JaneNeural','id':"
		    "'genesys_enhanced/azure_en-US-JaneNeural-en-US','context':[{'id':'en-US-tts'}"
		    "]}],");
	gen_emit(to, "'language':[{'id':'en-US'}");
	if (second != NULL)
		gen_emit(to, ",{'id':%s}", second);
	gen_emit(to, "],");
}

static void
type_of_flow(const struct body *b, struct buf *to)
{
	gen_emit(to, ",'type':'");
	for (const char *p = b->type->api; *p != '\0'; p++)
		buf_putc(to, (char)(*p | 0x20));
	gen_emit(to, "'");
}

static void
error_queue(struct body *b, struct buf *to)
{
	size_t queue = gen_refs_find(&b->refs, QUEUE, 0);

	gen_emit(to, "'queue':");
	if (rng_chance(&b->rng, 20) && queue < b->refs.n) {
		gen_body_use(b, queue, NULL, "errorHandling", NULL);
		gen_value_object(to, "que", b->refs.v[queue].id, b->refs.v[queue].name);
	} else {
		gen_value_empty(to, "que");
		to->n--;
		gen_emit(to, ",'outOfService':true}");
	}
}

static void
error_handling(struct body *b, struct buf *to)
{
	gen_emit(to, ",'errorHandling':{");
	if (b->type->family == VOICE) {
		gen_emit(to, "'audio':");
		gen_value_audio(
		    to, "Sorry, something went wrong. Please call again later.", NULL, NULL);
		buf_putc(to, ',');
	}
	error_queue(b, to);
	gen_emit(to, ",'handlingType':%s}", b->type->family == WORK ? "EndWorkflow" : "Disconnect");
}

/* JSON in unusual spelling, which no program may change. */
static void
write_spellings(struct buf *to)
{
	buf_puts(to, ",\"spellings\":{\"\\u0041\\/\":\"\\u00e9\\u00C9\\/ \\ud83d\\ude00\\b\\f\\r\","
		     "\"numbers\":[1E5,1e+05,-0,-0.0,1.0,100000000000000000000,1.5e300,0.10,"
		     "-1.25E-7,9007199254740993],\"twice\":1,\"twice\":\"2\",\"\":{\"\":[[],{}]},"
		     "\"ключ\":null,\"a.b/c~d\":true,\"longest\":[]}");
}

static void
write_definitions(const struct body *b, struct buf *to)
{
	if (b->flow->spelled || b->type->family == DIGITAL || b->type->family == BOT) {
		gen_emit(to, ",'customDefinitions':{'dataTypeDefinitions':[]");
		if (b->flow->spelled)
			write_spellings(to);
		buf_putc(to, '}');
	}
}

static void
write_modules(struct body *b, struct buf *to)
{
	bool any = false;

	for (size_t i = 0; i < b->refs.n; i++) {
		const struct gen_ref *m = &b->refs.v[i];

		if (strcmp(m->type, "commonModuleFlow") != 0)
			continue;
		gen_emit(to, any ? ",{" : ",'commonModules':[{");
		any = true;
		gen_emit(
		    to, "'id':%s,'name':%s,'version':'2.0','actionReferences':[", m->id, m->name);
		for (size_t s = 0; s < b->nsteps; s++)
			if (b->steps[s].ref == i) {
				gen_emit_comma(to);
				gen_emit(to, "%s", b->steps[s].id);
			}
		gen_emit(to, "],'model':");
		gen_body_model(b->org, b->g, m->ordinal, to);
		buf_putc(to, '}');
	}
	if (any)
		buf_putc(to, ']');
}

void
gen_settings_before(struct body *b, struct buf *to)
{
	b->rng = rng_for(b->flow->seed, (const char *const[]){"settings", NULL});
	type_of_flow(b, to);
	gen_emit(to, ",'debugSettings':{}");
	if (b->type->family == VOICE)
		gen_settings_voice(b, to);
	if (b->type->family == BOT)
		gen_settings_bot(b, to);
	if (strcmp(b->type->api, "WORKITEM") == 0)
		gen_settings_workitem(b, to);
	if (b->type->family != MODULE && !gen_body_is_survey_invite(b))
		error_handling(b, to);
	if (b->type->family == MODULE)
		gen_emit(to, ",'commonModuleFlowSettings':{'compatibleFlowTypes':['inboundcall','"
			     "workflow']}");
	write_definitions(b, to);
	if (b->type->family != VOICE)
		gen_emit(to, ",'defaultSettings':{}");
	write_modules(b, to);
	gen_emit(to, ",'flowMetaData':{'flowDocumentVersion':'1.0','minimumServerVersion':'1.0',"
		     "'ttsDataVersion':'1.0'}");
}

static void
language_option(const struct body *b, const char *language, struct buf *to)
{
	gen_emit_comma(to);
	gen_emit(to, "{'language':%s", language);
	if (b->type->family != WORK) {
		gen_emit(to, ",'languageSkill':");
		gen_value_empty(to, "lac");
	}
	if (is_spoken(b))
		gen_emit(to, ",'textToSpeech':{'engine':{'selection':'specific','name':"
			     "'Genesys Enhanced TTS','id':'genesys_enhanced'},'voice':{'selection':"
			     "'specific','name':'JaneNeural','id':"
			     "'genesys_enhanced/azure_en-US-JaneNeural-en-US'}}");
	buf_putc(to, '}');
}

/* Variables may share a name; a schema has it once. */
static bool
is_repeated(const struct body *b, size_t variable)
{
	for (size_t i = 0; i < variable; i++)
		if (gen_variable_is_input(b, i) &&
		    strcmp(b->variables[i].name, b->variables[variable].name) == 0)
			return true;
	return false;
}

/* The API's responses have it; Architect's export files do not. */
static void
version_schemas(const struct body *b, struct buf *to)
{
	gen_emit(to,
	    ",'versionMetaData':{'inputSchema':{'title':'Flow input schema','type':'object',"
	    "'properties':{");
	for (size_t i = 0; i < b->nvariables; i++) {
		if (!gen_variable_is_input(b, i) || is_repeated(b, i))
			continue;
		gen_emit_comma(to);
		gen_emit(to, "%s:{'description':'','name':%s,'type':'string'}",
		    b->variables[i].name, b->variables[i].name);
	}
	gen_emit(to, "},'additionalProperties':false},'outputSchema':{'title':'Flow output schema',"
		     "'type':'object','properties':{},'additionalProperties':false}}");
}

void
gen_settings_after(struct body *b, struct buf *to)
{
	const char *second = second_language(b);

	gen_emit(to, ",'supportedLanguageOptions':[");
	language_option(b, "en-US", to);
	if (second != NULL)
		language_option(b, second, to);
	gen_emit(to, "],'variables':");
	gen_variable_write_flow(b, to);
	version_schemas(b, to);
}
