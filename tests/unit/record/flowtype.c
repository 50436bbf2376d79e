/* The two vocabularies of flow types, and the classes of reference types. */
#include "record/flowtype.h"
#include "record/reftype.h"
#include "tap.h"

/* The table of the contract, and what follows from its rule for unknown types. */
static const char *const pairs[][2] = {
    {"bot", "botFlow"},
    {"commonmodule", "commonModuleFlow"},
    {"digitalbot", "digitalBotFlow"},
    {"emailsend", "emailSendFlow"},
    {"inboundcall", "inboundCallFlow"},
    {"inboundchat", "inboundChatFlow"},
    {"inboundemail", "inboundEmailFlow"},
    {"inboundshortmessage", "inboundShortMessageFlow"},
    {"inqueuecall", "inqueueCallFlow"},
    {"inqueueemail", "inqueueEmailFlow"},
    {"inqueueshortmessage", "inqueueShortMessageFlow"},
    {"outboundcall", "outboundCallFlow"},
    {"securecall", "secureCallFlow"},
    {"surveyinvite", "surveyInviteFlow"},
    {"voice", "voiceFlow"},
    {"voicemail", "voicemailFlow"},
    {"voicesurvey", "voiceSurveyFlow"},
    {"workflow", "workflow"},
    {"workitem", "workitemFlow"},
    {"speech", "speechFlow"},
    {"of-tomorrow", "of-tomorrowFlow"},
};

static bool
reference_is(const char *api_type, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	flowtype_reference(slice_str(api_type), &b);
	same = slice_is(buf_slice(&b), want);
	buf_release(&b);
	return same;
}

static bool
api_is(const char *reference, const char *want)
{
	struct buf b = BUF_INIT;
	bool same;

	flowtype_api(slice_str(reference), &b);
	same = slice_is(buf_slice(&b), want);
	buf_release(&b);
	return same;
}

static void
test_flowtype(void)
{
	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		ok(reference_is(pairs[i][0], pairs[i][1]), "%s is %s", pairs[i][0], pairs[i][1]);
		ok(api_is(pairs[i][1], pairs[i][0]), "%s is %s", pairs[i][1], pairs[i][0]);
		ok(flowtype_is_reference(slice_str(pairs[i][1])), "%s names flows", pairs[i][1]);
	}
	ok(reference_is("INBOUNDCALL", "inboundCallFlow"), "upper case, as answers spell it");
	ok(reference_is("inboundCall", "inboundCallFlow"), "camel case, as Archy spells it");
	ok(!flowtype_is_reference(slice_str("Flow")), "Flow alone names nothing");
	ok(!flowtype_is_reference(slice_str("dialogflowAgent")), "dialogflowAgent is no flow");
	ok(!flowtype_is_reference(slice_str("flowOutcome")), "flowOutcome is no flow");
}

static const struct {
	const char *type, *id;
	enum ref_class class;
} classes[] = {
    {"queue", "87f4de35-a11e-4e1d-a6d3-f0d0bb153b4c", REF_OBJECT},
    {"neverHeardOf", "x", REF_OBJECT},
    {"division", "87f4de35-a11e-4e1d-a6d3-f0d0bb153b4c", REF_OBJECT},
    {"language", "en-US", REF_PLATFORM},
    {"systemPrompt", "__on_hold_music__", REF_PLATFORM},
    {"ttsVoice", "google/en-US-Wavenet-D-en-US", REF_PLATFORM},
    {"ttsEngine", "polly", REF_PLATFORM},
    {"ttsEngine", "87f4de35-a11e-4e1d-a6d3-f0d0bb153b4c", REF_OBJECT},
    {"ttsVoice", "87f4de35-a11e-4e1d-a6d3-f0d0bb153b4c/Ann", REF_OBJECT},
    {"ttsVoice", "87f4de35-a11e-4e1d-a6d3-f0d0bb153b4g", REF_PLATFORM},
    {"sttEngine", "genesys~v2", REF_PLATFORM},
    {"grammar", "builtin:digits", REF_PLATFORM},
    {"grammar", "87F4DE35-A11E-4E1D-A6D3-F0D0BB153B4C", REF_OBJECT},
    {"nluDomain", "3b475fe9-f4fc-46be-9afb-ce7bffd5b205", REF_OWN},
    {"presence", "31fe3bac-dea6-44b7-bed7-47f91660a1a0", REF_PLATFORM},
    {"", "6a3af858-942f-489d-9700-5f9bcdcdae9b", REF_PLATFORM},
    {"presence", "87f4de35-a11e-4e1d-a6d3-f0d0bb153b4c", REF_OBJECT},
    {"bridgeAction", "AA-GetAccountByPhoneNumber", REF_NAME},
};

int
main(void)
{
	test_flowtype();
	for (size_t i = 0; i < COUNT_OF(classes); i++)
		ok(reftype_class(slice_str(classes[i].type), slice_str(classes[i].id)) ==
			classes[i].class,
		    "%s %s is class %s", classes[i].type, classes[i].id,
		    ref_class_name(classes[i].class));
	return tap_done();
}
