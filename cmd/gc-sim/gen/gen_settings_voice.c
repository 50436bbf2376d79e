/* gen_settings_voice.c - what call flows have: prompts, speech recognition, defaults of actions */
#include "gen/gen_settings.h"

#include "gen/gen_words.h"

static const struct setting {
	const char *name, *type, *value; /* value NULL: empty */
} silence[] =
    {
	{"allowedRepeatCount", "int", "5"},
	{"silenceDuration", "dur", "P0D0H0M1S0F"},
	{"timeout", "dur", "P0D0H0M40S0F"},
	{NULL, NULL, NULL},
},
  detect[] =
      {
	  {"silenceDuration", "dur", "P0D0H0M1S0F"},
	  {"timeout", "dur", "P0D0H0M4S0F"},
	  {NULL, NULL, NULL},
},
  collect[] =
      {
	  {"noEntryTimeout", "dur", "P0D0H0M5S0F"},
	  {"interDigitTimeout", "dur", "P0D0H0M3S0F"},
	  {"confirmation", "bln", "false"},
	  {NULL, NULL, NULL},
},
  menu[] = {
      {"extensionDialingDelay", "dur", "P0D0H0M2S0F"},
      {"menuSelectionTimeout", "dur", "P0D0H0M10S0F"},
      {"repeatCount", "int", "3"},
      {"listenForExtensionDialing", "bln", "true"},
      {"speechRecMinConfidence", "int", NULL},
      {"speechRecTimeoutComplete", "dur", NULL},
      {"speechRecTimeoutIncomplete", "dur", NULL},
      {"speechRecMaxSpeechTimeout", "dur", NULL},
      {NULL, NULL, NULL},
};

static void
write_settings(const struct setting *s, struct buf *to)
{
	for (; s->name != NULL; s++) {
		emit_comma(to);
		emit(to, "%s:", s->name);
		if (s->value == NULL)
			value_empty(to, s->type);
		else
			value_literal(to, s->type, s->value);
	}
}

static void
defaults(struct body *b, struct buf *to)
{
	emit(to, ",'defaultSettings':{'PlayAudioOnSilenceAction':{");
	write_settings(silence, to);
	emit(to, "},'DetectSilenceAction':{");
	write_settings(detect, to);
	emit(to, "},'CollectInputAction':{");
	write_settings(collect, to);
	emit(to, "},'DataAction':{'processingPrompt':");
	value_object(to, "pmt", "__processing__", "processing");
	emit(to, "},'Menu':{");
	write_settings(menu, to);
	emit(to, ",'noEntryPrompts':[");
	for (size_t i = 0; i < 3; i++) {
		emit_comma(to);
		value_audio(to, words_sentence(&b->rng), NULL, NULL);
	}
	emit(to, "]}}");
}

static void
outbound(struct body *b, struct buf *to)
{
	size_t list = gen_refs_find(&b->refs, CONTACT_LIST, 0);
	size_t code = gen_refs_find(&b->refs, WRAPUP, 0);

	body_use(b, list, NULL, "outboundSettings", NULL);
	body_use(b, code, NULL, "outboundSettings", NULL);
	emit(to, ",'outboundCallSettings':{'contactList':");
	value_object(to, "cnl", b->refs.v[list].id, b->refs.v[list].name);
	emit(to, ",'defaultWrapupCode':");
	value_object(to, "wrc", b->refs.v[code].id, b->refs.v[code].name);
	buf_putc(to, '}');
}

void
settings_voice(struct body *b, struct buf *to)
{
	emit(to, ",'isSecure':");
	buf_puts(to, strcmp(b->type->api, "SECURECALL") == 0 ? "true" : "false");
	emit(to, ",'disableAsr':");
	value_literal(to, "bln", "false");
	emit(to, ",'disableAsrCompanyDirectory':");
	value_literal(to, "bln", "true");
	emit(to, ",'initialPrompts':");
	value_audio(to, words_sentence(&b->rng), NULL, NULL);
	if (strcmp(b->type->api, "OUTBOUNDCALL") == 0)
		outbound(b, to);
	if (strcmp(b->type->api, "INQUEUECALL") == 0) {
		emit(to, ",'inQueueCallFlowSettings':{'holdMusic':");
		value_object(to, "pmt", "__processing__", "processing");
		buf_putc(to, '}');
	}
	emit(to, ",'speechRecCompanyDirectory':");
	value_literal(to, "bln", "false");
	emit(to, ",'speechRecEngine':");
	value_literal(to, "str", "");
	defaults(b, to);
}
