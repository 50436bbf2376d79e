/*
 * serve.h - the HTTP server: HTTP/1.1 on 127.0.0.1, one thread, any number of connections.
 */
#ifndef SIM_SERVE_H
#define SIM_SERVE_H

#include "store/sim.h"

/* Bind (port 0: any free one) and say where; the program ends (74) where that cannot be. */
void serve_start(struct sim *sim, long port);
unsigned serve_port(void);

void serve_run(void); /* until SIGTERM or SIGINT */
void serve_stop(void);

#endif
