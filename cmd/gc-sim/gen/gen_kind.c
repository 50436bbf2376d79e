/* gen_kind.c - the types of objects that a generated org has, and how many */
#include "gen/gen_kind.h"

#include "base/num.h"
#include "base/slice.h"

enum { COUNT_MAX = 100000 };

/* clang-format off */
const struct kind_info kinds[KINDS] = {
    [QUEUE] = {"queue", "que", 30, 10, 1500, true,
        "<unit>|<unit> <tier>|<region> <unit>|<region> <unit> <tier>|<unit> - <tier>"},
    [USER] = {"user", "usr", 130, 30, 3000, true, "<first> <last>"},
    [GROUP] = {"group", "grp", 20, 3, 300, false,
        "<unit> Supervisors|<region> <unit>|<unit> Leads"},
    [SKILL] = {"acdSkill", "skl", 40, 6, 400, false, "<skill>|<unit> <skill>|<skill> <locale>"},
    [LANGUAGE_SKILL] = {"acdLanguage", "lac", 8, 0, 8, false, "<language>|<language> - Written"},
    [WRAPUP] = {"acdWrapupCode", "wrc", 70, 8, 600, true, "<wrapup>|<unit> - <wrapup>"},
    [INTEGRATION] = {"integration", NULL, 9, 1, 30, false, "<system>|<system> - <region>"},
    [DATA_ACTION] = {"dataAction", NULL, 50, 20, 1500, false,
        "<verb> <thing>|<verb> <thing> <by>|<verb> <thing> <by> - <region>"},
    [USER_PROMPT] = {"userPrompt", "pmt", 90, 20, 1500, false,
        "<locale>_<prompt>|<locale>_<prompt>_#"},
    [SCHEDULE] = {"schedule", "sch", 25, 4, 300, true, "<unit> <hours>|<hours>|<hours> <region>"},
    [SCHEDULE_GROUP] = {"scheduleGroup", "scg", 12, 2, 200, true,
        "<unit> Hours|<region> <unit> Hours"},
    [EMERGENCY_GROUP] = {"emergencyGroup", "emg", 4, 0, 6, true, "<region> Emergency|All Sites"},
    [IVR] = {"ivrConfiguration", NULL, 15, 4, 300, true, "<unit> Line|<region> <unit> Line"},
    [DATA_TABLE] = {"dataTable", NULL, 10, 3, 150, true, "<table>|<table> <region>|<unit> <table>"},
    [OUTCOME] = {"flowOutcome", NULL, 22, 1, 60, true, "<outcome>|<unit> <outcome>"},
    [MILESTONE] = {"flowMilestone", NULL, 14, 1, 60, true, "<menu> reached|<unit>: <outcome>"},
    [SCRIPT] = {"composerScript", NULL, 10, 2, 120, true, "<unit> Script|Default Inbound - <unit>"},
    [GRAMMAR] = {"grammar", NULL, 4, 0, 6, false, "<thing>_grammar"},
    [LIBRARY] = {"responseLibrary", NULL, 6, 0, 12, false, "<unit> Responses|<region> Texts"},
    [RESPONSE] = {"response", NULL, 45, 5, 400, false,
        "<article>|<unit> <article>|<article> <locale>"},
    [RESPONSE_ASSET] = {"responseAsset", NULL, 8, 1, 60, true,
        "<article>.pdf|<unit> <article>.docx"},
    [IMAGE] = {"image", "img", 8, 1, 60, true, "<thing> icon.png|<unit> banner.jpg"},
    [KNOWLEDGE_BASE] = {"knowledgeBase", NULL, 5, 0, 8, false, "<unit> Knowledge|<region> FAQ"},
    [CONTACT_LIST] = {"contactList", "cnl", 12, 2, 150, true, "<unit> <plural>|<plural> <region>"},
    [SURVEY_FORM] = {"surveyForm", NULL, 4, 0, 8, false, "<unit> CSAT|NPS <region>"},
    [WORKTYPE] = {"worktype", NULL, 5, 0, 10, true, "<thing> Review|<unit> Case"},
    [WORKBIN] = {"workbin", NULL, 4, 0, 8, true, "<unit> Workbin"},
    [NLU_DOMAIN] = {"nluDomain", NULL, 0, 0, 0, false, ""}, /* one for each bot flow */
    [AUDIO_CONNECTOR] = {"audioConnectorBot", NULL, 2, 0, 3, false, "<system> Audio Bot"},
    [DIALOGFLOW] = {"dialogflowAgent", NULL, 2, 0, 3, false, "<what> Agent"},
    [EMAIL_DOMAIN] = {"emailDomain", NULL, 2, 0, 2, false, "service.example.com|mail.example.org"},
    [EMAIL_ROUTE] = {"emailRoute", NULL, 6, 1, 40, false, "<unit>"},
    [SMS_NUMBER] = {"smsPhoneNumber", NULL, 3, 0, 6, false, "+1555010####"},
    [SKILL_GROUP] = {"skillGroup", NULL, 6, 0, 12, true, "<skill> Experts"},
    [TEAM] = {"team", NULL, 8, 1, 60, true, "Team <last>"},
    [LOCATION] = {"location", NULL, 7, 0, 12, false, "<region> Site #"},
    [UTILIZATION_LABEL] = {"utilizationLabel", NULL, 3, 0, 5, false, "<thing> Work"},
    [DECISION_TABLE] = {"decisionTable", NULL, 3, 0, 6, true, "<table> Decisions"},
    [GUIDE] = {"guide", NULL, 3, 0, 6, false, "<what> Guide"},
    [OAUTH_CLIENT] = {"oauthClient", NULL, 5, 0, 8, false, "<system> Client"},
};
/* clang-format on */

static size_t counts[KINDS]; /* as asked for, + 1; 0: nobody asked */

bool
gen_kind_set_count(const char *text)
{
	const char *end = strchr(text, '=');
	long n;

	if (end == NULL || !num_long(end + 1, 1, COUNT_MAX, &n))
		return false;
	for (size_t i = 0; i < KINDS; i++)
		if (i != NLU_DOMAIN &&
		    slice_is(slice_of(text, (size_t)(end - text)), kinds[i].type)) {
			counts[i] = (size_t)n + 1;
			return true;
		}
	return false;
}

size_t
gen_kind_count(enum kind kind, size_t flows)
{
	size_t n = kinds[kind].base + flows * kinds[kind].growth / 100;

	if (counts[kind] > 0)
		return counts[kind] - 1;
	return n < kinds[kind].max ? n : kinds[kind].max;
}
