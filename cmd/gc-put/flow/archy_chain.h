/*
 * archy_chain.h - bring a flow by its Archy YAML: the way that Genesys supports.
 *
 * An import job creates or updates by name and type, and publishes. A flow that
 * is equal is skipped. If gc-put cannot tell, it imports the flow: that is harmless.
 *
 * A job goes on in the server when this program is gone, so a run may meet the job that an earlier
 * run has left behind: the flow is locked by this client, or exists although the listing did
 * not have it. gc-put waits for that job and imports the YAML once more.
 */
#ifndef PUT_ARCHY_CHAIN_H
#define PUT_ARCHY_CHAIN_H

#include "run/put_flow.h"

void archy_start(struct put_flow *f);

#endif
