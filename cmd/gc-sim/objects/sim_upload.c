/* sim_upload.c - recordings that are sent to the org */
#include "base/base64.h"
#include "base/url.h"
#include "json/json_write.h"
#include "objects/sim_prompt.h"

/* {organizationId, promptId, language, category} in base64, as the service has it. */
void
prompt_put_upload(struct request *rq, const struct org_object *prompt, const char *language)
{
	const char *host = request_header(rq, "Host");
	struct buf info = BUF_INIT, text = BUF_INIT, url = BUF_INIT;

	json_write_open(&info, NULL);
	json_write_cstr(&info, "organizationId", rq->sim->org.id);
	json_write_cstr(&info, "promptId", prompt->id);
	json_write_cstr(&info, "language", language);
	json_write_cstr(&info, "category", "user");
	json_write_close(&info);
	base64_encode(buf_slice(&info), &text);
	buf_printf(&url, "http://%s/uploads/v2/ivr", host != NULL ? host : "localhost");
	url_query(&url, "additionalInfo", buf_slice(&text));
	json_write_cstr(&rq->reply.body, "uploadUri", url.p);
	buf_release(&info);
	buf_release(&text);
	buf_release(&url);
}
