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
		gen_emit_comma(to);
		gen_emit(to, "%s:", s->name);
		if (s->value == NULL)
			gen_value_empty(to, s->type);
		else
			gen_value_literal(to, s->type, s->value);
	}
}

static void
write_defaults(struct body *b, struct buf *to)
{
	gen_emit(to, ",'defaultSettings':{'PlayAudioOnSilenceAction':{");
	write_settings(silence, to);
	gen_emit(to, "},'DetectSilenceAction':{");
	write_settings(detect, to);
	gen_emit(to, "},'CollectInputAction':{");
	write_settings(collect, to);
	gen_emit(to, "},'DataAction':{'processingPrompt':");
	gen_value_object(to, "pmt", "__processing__", "processing");
	gen_emit(to, "},'Menu':{");
	write_settings(menu, to);
	gen_emit(to, ",'noEntryPrompts':[");
	for (size_t i = 0; i < 3; i++) {
		gen_emit_comma(to);
		gen_value_audio(to, gen_words_sentence(&b->rng), NULL, NULL);
	}
	gen_emit(to, "]}}");
}

static void
write_outbound(struct body *b, struct buf *to)
{
	size_t list = gen_refs_find(&b->refs, CONTACT_LIST, 0);
	size_t code = gen_refs_find(&b->refs, WRAPUP, 0);

	gen_body_use(b, list, NULL, "outboundSettings", NULL);
	gen_body_use(b, code, NULL, "outboundSettings", NULL);
	gen_emit(to, ",'outboundCallSettings':{'contactList':");
	gen_value_object(to, "cnl", b->refs.v[list].id, b->refs.v[list].name);
	gen_emit(to, ",'defaultWrapupCode':");
	gen_value_object(to, "wrc", b->refs.v[code].id, b->refs.v[code].name);
	buf_putc(to, '}');
}

void
gen_settings_voice(struct body *b, struct buf *to)
{
	gen_emit(to, ",'isSecure':");
	buf_puts(to, strcmp(b->type->api, "SECURECALL") == 0 ? "true" : "false");
	gen_emit(to, ",'disableAsr':");
	gen_value_literal(to, "bln", "false");
	gen_emit(to, ",'disableAsrCompanyDirectory':");
	gen_value_literal(to, "bln", "true");
	gen_emit(to, ",'initialPrompts':");
	gen_value_audio(to, gen_words_sentence(&b->rng), NULL, NULL);
	if (strcmp(b->type->api, "OUTBOUNDCALL") == 0)
		write_outbound(b, to);
	if (strcmp(b->type->api, "INQUEUECALL") == 0) {
		gen_emit(to, ",'inQueueCallFlowSettings':{'holdMusic':");
		gen_value_object(to, "pmt", "__on_hold_music__", "on_hold_music");
		buf_putc(to, '}');
	}
	gen_emit(to, ",'speechRecCompanyDirectory':");
	gen_value_literal(to, "bln", "false");
	gen_emit(to, ",'speechRecEngine':");
	gen_value_literal(to, "str", "");
	write_defaults(b, to);
}
