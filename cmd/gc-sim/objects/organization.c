/* organization.c - GET /api/v2/organizations/me */
#include "wire/endpoints.h"
#include "wire/sim_put.h"

void
organizations_me(struct request *rq)
{
	struct buf *b = reply_json(rq, 200);

	buf_putc(b, '{');
	put_text(b, "id", rq->sim->org.id);
	put_text(b, "name", rq->sim->org.name);
	put_text(b, "defaultLanguage", "en-us");
	put_text(b, "defaultCountryCode", "US");
	put_text(b, "domain", "rehearsal");
	put_number(b, "version", 1);
	put_text(b, "state", "active");
	put_json(b, "features", "{}");
	put_text(b, "selfUri", "/api/v2/organizations/me");
	buf_putc(b, '}');
}
