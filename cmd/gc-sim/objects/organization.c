/* organization.c - GET /api/v2/organizations/me */
#include "objects/object_endpoints.h"
#include "json/json_write.h"

void
organizations_me(struct request *rq)
{
	struct buf *b = reply_json(rq, 200);

	json_write_open(b, NULL);
	json_write_cstr(b, "id", rq->sim->org.id);
	json_write_cstr(b, "name", rq->sim->org.name);
	json_write_cstr(b, "defaultLanguage", "en-us");
	json_write_cstr(b, "defaultCountryCode", "US");
	json_write_cstr(b, "domain", "rehearsal");
	json_write_integer(b, "version", 1);
	json_write_cstr(b, "state", "active");
	json_write_raw(b, "features", slice_str("{}"));
	json_write_cstr(b, "selfUri", "/api/v2/organizations/me");
	json_write_close(b);
}
