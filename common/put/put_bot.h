/*
 * put_bot.h - a bot flow's own NLU domain. Pure.
 *
 * Architect's client makes a domain for each bot flow before it saves the flow, and writes its id
 * into configuration.botFlowSettings. A bot that exists in the target therefore has a domain of its
 * own there, which a record of another org must not replace by that org's.
 */
#ifndef GC_PUT_BOT_H
#define GC_PUT_BOT_H

#include "json/members.h"

/*
 * Append the record with the ids of its domain and of its domain's version, wherever they are a
 * whole string of its configuration, replaced by those of the target's configuration. False: there
 * is nothing to replace, and nothing is appended. configuration: the record's, in `record`.
 */
bool put_bot_keep_domain(
    struct slice record, struct slice configuration, struct slice target, struct buf *to);

/* Whether a configuration has an NLU domain. */
bool put_bot_has_domain(struct slice configuration);

#endif
