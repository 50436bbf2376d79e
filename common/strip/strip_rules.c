/* strip_rules.c - what changes by itself in a flow */
#include "strip/strip.h"

/* The record's own metadata: of the API, from selfUri on, and of other tools' exports. */
static const char *const restore_rules[] = {"/selfUri", "/publishedVersion", "/savedVersion",
    "/checkedInVersion", "/debugVersion", "/publishedBy", "/lockedUser", "/lockedClient",
    "/currentOperation", "/configurationVersion", "/inputSchema", "/outputSchema", "/nluInfo",
    "/date*", "/division/selfUri", "/lastUpdatedTimestamp", "/version", "/createdTimestamp",
    "/updatedTimestamp"};

/* Which version it came from, and parts of the body that change without an edit of the flow. */
static const char *const diff_rules[] = {"/base", "/configuration/**/uiMetaData",
    "/configuration/nextTrackingNumber", "/configuration/**/outOfService",
    "/configuration/versionMetaData", "/configuration/flowMetaData", "/configuration/debugSettings",
    "/configuration/botFlowSettings/nluDomainVersionId",
    "/configuration/manifest/nluDomain/*/version"};

/* A missing member means the same: for the API, no description is an empty one. */
static const char *const diff_empty_rules[] = {"/description", "/configuration/description"};

const char *
strip_rule(enum strip_purpose purpose, size_t i)
{
	if (purpose == STRIP_NONE)
		return NULL;
	if (i < COUNT_OF(restore_rules))
		return restore_rules[i];
	i -= COUNT_OF(restore_rules);
	return purpose == STRIP_DIFF && i < COUNT_OF(diff_rules) ? diff_rules[i] : NULL;
}

const char *
strip_empty_rule(enum strip_purpose purpose, size_t i)
{
	return purpose == STRIP_DIFF && i < COUNT_OF(diff_empty_rules) ? diff_empty_rules[i] : NULL;
}
