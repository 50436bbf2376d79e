/* put_bot.c - a bot flow's own NLU domain */
#include "put/put_bot.h"
#include "json/splice.h"

enum { PUT_BOT_IDS = 2 };

/* The tokens of the ids in a configuration's botFlowSettings; n = 0: it has none. */
static void
put_bot_read(struct slice configuration, struct slice ids[PUT_BOT_IDS])
{
	static const char *const names[PUT_BOT_IDS] = {"nluDomainId", "nluDomainVersionId"};
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	bool good = members_read(&m, &j, configuration);

	for (size_t i = 0; i < PUT_BOT_IDS; i++)
		ids[i] =
		    good ? members_string_in(&m, "botFlowSettings", names[i]) : slice_of(NULL, 0);
	members_release(&m);
	json_release(&j);
}

bool
put_bot_has_domain(struct slice configuration)
{
	struct slice ids[PUT_BOT_IDS];

	put_bot_read(configuration, ids);
	return ids[0].n > 0;
}

bool
put_bot_keep_domain(
    struct slice record, struct slice configuration, struct slice target, struct buf *to)
{
	struct slice from[PUT_BOT_IDS], with[PUT_BOT_IDS];
	struct splices edits = SPLICES_INIT;
	struct json j = JSON_INIT;
	enum json_type t;
	bool changed;

	put_bot_read(configuration, from);
	put_bot_read(target, with);
	json_start(&j, configuration);
	while (from[0].n > 0 && with[0].n > 0 && (t = json_next(&j)) > JSON_END)
		for (size_t i = 0; t == JSON_STRING && i < PUT_BOT_IDS; i++)
			if (with[i].n > 0 && slice_eq(j.tok, from[i]) &&
			    !slice_eq(from[i], with[i])) {
				splices_add(&edits, (size_t)(j.tok.p - record.p), j.tok.n, with[i]);
				break;
			}
	changed = edits.n > 0;
	if (changed)
		splices_apply(&edits, record, to);
	splices_release(&edits);
	json_release(&j);
	return changed;
}
