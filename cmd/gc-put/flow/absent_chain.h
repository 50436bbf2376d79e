/*
 * absent_chain.h - what a backup says was missing, empty or not published. Putting that back would
 * mean to delete the flow or to take it from callers, which is left to people.
 */
#ifndef PUT_ABSENT_CHAIN_H
#define PUT_ABSENT_CHAIN_H

#include "run/put_flow.h"

void absent_start(struct put_flow *f);

#endif
