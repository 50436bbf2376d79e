/* sim_object_write.c - POST, PUT, PATCH and DELETE of objects */
#include "objects/sim_object.h"
#include "wire/endpoints.h"

void
object_create(struct request *rq)
{
	reply_error(rq, 501, "not.implemented", "Not yet.");
}

void
object_update(struct request *rq)
{
	reply_error(rq, 501, "not.implemented", "Not yet.");
}

void
object_delete(struct request *rq)
{
	reply_error(rq, 501, "not.implemented", "Not yet.");
}
