/*
 * gen_kind.h - the types of objects that a generated org has, and how many.
 *
 * From the list of inventories in the public API's documentation and from the manifests of real
 * flows; the numbers are those of a middling contact centre and grow with the flows.
 */
#ifndef SIM_GEN_KIND_H
#define SIM_GEN_KIND_H

#include "base/base.h"

enum kind {
	QUEUE,
	USER,
	GROUP,
	SKILL,
	LANGUAGE_SKILL,
	WRAPUP,
	INTEGRATION,
	DATA_ACTION,
	USER_PROMPT,
	SCHEDULE,
	SCHEDULE_GROUP,
	EMERGENCY_GROUP,
	IVR,
	DATA_TABLE,
	OUTCOME,
	MILESTONE,
	SCRIPT,
	GRAMMAR,
	LIBRARY,
	RESPONSE,
	RESPONSE_ASSET,
	IMAGE,
	KNOWLEDGE_BASE,
	CONTACT_LIST,
	SURVEY_FORM,
	WORKTYPE,
	WORKBIN,
	NLU_DOMAIN,
	AUDIO_CONNECTOR,
	DIALOGFLOW,
	EMAIL_DOMAIN, /* its id is its name, in every org */
	EMAIL_ROUTE,
	SMS_NUMBER,
	SKILL_GROUP,
	TEAM,
	LOCATION,
	UTILIZATION_LABEL,
	DECISION_TABLE,
	GUIDE,
	OAUTH_CLIENT,
	KINDS,
	NO_KIND = KINDS
};

struct kind_info {
	const char *type; /* the manifest's word */
	const char *code; /* in value objects: "que"; NULL: never there */
	unsigned base;    /* how many there are without any flow */
	unsigned growth;  /* more of them for 100 flows */
	unsigned max;
	bool in_division;
	const char *pattern; /* of the names: gen_words.h */
};

extern const struct kind_info kinds[KINDS];

size_t gen_kind_count(enum kind kind, size_t flows);

/* "userPrompt=2000": so many of them, whatever the flows. False: no such type, or no number. */
bool gen_kind_set_count(const char *text);

#endif
