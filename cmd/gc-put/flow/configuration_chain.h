/*
 * configuration_chain.h - bring a flow by its configuration, as Architect's own client does.
 *
 *	GET  /api/v2/flows/{id}                         versions and lock
 *	GET  /api/v2/flows/{id}/latestconfiguration     is it equal already?
 *	POST /api/v2/flows                              if the target does not have it
 *	PUT  /api/v2/flows/{id}                         if name or description differ
 *	POST /api/v2/flows/actions/checkout?flow=       takes the lock
 *	POST /api/v2/flows/{id}/versions                the configuration, undocumented
 *	POST /api/v2/flows/actions/checkin|publish?flow=
 *
 * Each step may be interrupted or done twice: see put_decide.h. What must not be done twice is
 * asked for `once`, and if the answer is lost the flow is looked at before it is asked for again.
 */
#ifndef PUT_CONFIGURATION_CHAIN_H
#define PUT_CONFIGURATION_CHAIN_H

#include "run/put_flow.h"

void configuration_start(struct put_flow *f);

#endif
