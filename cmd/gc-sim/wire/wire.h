/*
 * wire.h - one request and its response in libmicrohttpd.
 */
#ifndef SIM_WIRE_H
#define SIM_WIRE_H

#include <microhttpd.h>

#include "wire/request.h"

/* One request on its way. */
struct exchange {
	struct request request;
	struct MHD_Connection *connection;
	struct buf packed;  /* the answer as gzip */
	struct slice bytes; /* what goes out */
	bool answered;      /* the request has its reply; what is left is to send it */
	bool waited;        /* a slow answer has waited for its next piece */
};

/* Do nothing with the connection for so many milliseconds; other connections go on. */
void exchange_wait(struct exchange *x, long long ms);

/* Send the reply, in the way that reply.wire says. MHD_NO: the connection is to be closed. */
enum MHD_Result exchange_send(struct exchange *x);

#endif
