/*
 * stub_chain.h - create what is missing, as the smallest flow of its type that Architect opens, so
 * that flows that refer to each other have ids to be mapped to.
 */
#ifndef PUT_STUB_CHAIN_H
#define PUT_STUB_CHAIN_H

#include "run/put_flow.h"

void stub_start(struct put_flow *f);

#endif
