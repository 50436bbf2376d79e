/*
 * sim_dependency_types.c - the types of objects that dependency tracking knows (facts: all object types)
 */
#include "json/json_write.h"
#include "flows/sim_dependencies.h"
#include "flows/flow_endpoints.h"
#include "wire/page.h"

/* clang-format off */
static const char *const dependency_types[] = {
    "ACDLANGUAGE", "ACDSKILL", "ACDWRAPUPCODE", "AGENTICVIRTUALAGENT",
    "AGENTICVIRTUALAGENTVERSION", "AUDIOCONNECTORBOT", "BOTCONNECTORBOT",
    "BOTCONNECTORINTEGRATION", "BOTFLOW", "BRIDGEACTION", "COMMONMODULEFLOW", "COMPOSERSCRIPT",
    "CONTACTLIST", "CONVERSATIONCUSTOMATTRIBUTESCHEMA", "CONVERSATIONSUMMARYSETTING",
    "CUSTOMERSEGMENT", "DATAACTION", "DATATABLE", "DECISIONTABLE", "DIALOGENGINEBOT",
    "DIALOGENGINEBOTVERSION", "DIALOGFLOWAGENT", "DIALOGFLOWCXAGENT", "DIGITALAUDIO",
    "DIGITALBOTCONNECTOR", "DIGITALBOTCONNECTORINTEGRATION", "DIGITALBOTFLOW", "DIVISION",
    "EMAILROUTE", "EMAILSENDFLOW", "EMERGENCYGROUP", "FILE", "FLOWACTION", "FLOWDATATYPE",
    "FLOWMILESTONE", "FLOWOUTCOME", "GRAMMAR", "GROUP", "GUIDE", "GUIDEVERSION", "IMAGE",
    "INBOUNDCALLFLOW", "INBOUNDCHATFLOW", "INBOUNDEMAILFLOW", "INBOUNDSHORTMESSAGEFLOW",
    "INQUEUECALLFLOW", "INQUEUEEMAILFLOW", "INQUEUESHORTMESSAGEFLOW", "IVRCONFIGURATION",
    "KNOWLEDGEBASE", "KNOWLEDGEBASEDOCUMENT", "KNOWLEDGESETTING", "LANGUAGE", "LEXBOT",
    "LEXBOTALIAS", "LEXV2BOT", "LEXV2BOTALIAS", "NLUDOMAIN", "NUANCEMIXBOT",
    "NUANCEMIXINTEGRATION", "OAUTHCLIENT", "OUTBOUNDCALLFLOW", "QUEUE", "RECORDINGPOLICY",
    "RESPONSE", "RESPONSEASSET", "SCHEDULE", "SCHEDULEGROUP", "SECUREACTION", "SECURECALLFLOW",
    "SMSPHONENUMBER", "STTENGINE", "SURVEYFORM", "SURVEYINVITEFLOW", "SYSTEMPROMPT",
    "TTSENGINE", "TTSVOICE", "USER", "USERPROMPT", "UTILIZATIONLABEL", "VIDEO", "VOICEFLOW",
    "VOICEMAILFLOW", "VOICESURVEYFLOW", "WIDGET", "WORKFLOW", "WORKITEMFLOW", "WORKTYPE"};
/* clang-format on */

/* Only of flows is it known that their dependencies are kept by version. */
static bool
dependency_type_versioned(const char *type)
{
	size_t n = strlen(type);

	return n >= 4 && strcmp(type + n - 4, "FLOW") == 0;
}

static void
dependency_type_put(struct buf *b, const char *type)
{
	json_write_open(b, NULL);
	json_write_cstr(b, "id", type);
	json_write_cstr(b, "name", type);
	json_write_bool(b, "versioned", dependency_type_versioned(type));
	json_write_close(b);
}

void
dependencies_types(struct request *rq)
{
	struct page page;
	struct buf *b;

	if (!page_read(rq, &page, COUNT_OF(dependency_types), DEPENDENCIES_MAX_PAGE))
		return;
	b = reply_json(rq, 200);
	json_write_open(b, NULL);
	json_write_open_array(b, "entities");
	for (size_t i = page.first; i < page.end; i++)
		dependency_type_put(b, dependency_types[page_item(&page, i)]);
	buf_putc(b, ']');
	page_finish(rq, &page, PAGE_ALL);
}

void
dependencies_type(struct request *rq)
{
	for (size_t i = 0; i < COUNT_OF(dependency_types); i++)
		if (strcasecmp(dependency_types[i], rq->arg[0]) == 0) {
			dependency_type_put(reply_json(rq, 200), dependency_types[i]);
			return;
		}
	reply_not_found(rq, "dependency type", rq->arg[0]);
}
