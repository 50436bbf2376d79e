/* sim_upload.c - recordings that are sent to the org */
#include "base/base64.h"
#include "base/url.h"
#include "json/json_write.h"
#include "jobs/sim_job.h"
#include "json/members.h"
#include "objects/sim_object.h"
#include "objects/sim_prompt.h"
#include "clock/simclock.h"
#include "objects/object_endpoints.h"

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

static void
upload_keep(
    struct request *rq, const struct org_object *prompt, const char *language, struct slice bytes)
{
	struct buf text = BUF_INIT;

	buf_putc(&text, '"');
	base64_encode(bytes, &text);
	buf_putc(&text, '"');
	change_make(rq->sim, &(struct change){.kind = CHANGE_AUDIO,
				 .object = prompt->id,
				 .name = language,
				 .configuration = buf_slice(&text),
				 .at = simclock_date()});
	buf_release(&text);
}

/* POST …/resources/{language}/uploads: where to PUT the recording, and with which headers. */
void
upload_begin(struct request *rq)
{
	const struct org_object *prompt = request_object(rq, spec_of("userPrompt"));
	struct buf what = BUF_INIT, url = BUF_INIT, room = BUF_INIT, *b;
	struct resource r;

	if (prompt == NULL)
		return;
	if (prompt_asked(rq, prompt, &r, &room)) {
		buf_printf(&what, "recordings/%s/%s", prompt->id, r.language);
		media_url(rq, what.p, MEDIA_LIFE_S, &url);
		b = reply_json(rq, 200);
		json_write_open(b, NULL);
		json_write_cstr(b, "url", url.p);
		json_write_raw(b, "headers",
		    slice_str("{\"x-amz-server-side-encryption\":\"AES256\","
			      "\"Content-Type\":\"audio/wav\"}"));
		json_write_close(b);
	}
	buf_release(&what);
	buf_release(&url);
	buf_release(&room);
}

static bool
upload_has(const struct request *rq, const char *header, const char *value)
{
	const char *given = request_header(rq, header);

	return given != NULL && strcmp(given, value) == 0;
}

void
upload_put(struct request *rq)
{
	const struct org_object *prompt = org_object(&rq->sim->org, "userPrompt", rq->arg[0]);
	struct buf what = BUF_INIT, room = BUF_INIT;
	struct resource r;

	buf_printf(&what, "recordings/%s/%s", rq->arg[0], rq->arg[1]);
	if (!upload_has(rq, "x-amz-server-side-encryption", "AES256") ||
	    !upload_has(rq, "Content-Type", "audio/wav")) {
		reply_store_error(rq, 403, "SignatureDoesNotMatch",
		    "The headers are not those that were signed.");
	} else if (media_signed(rq, what.p)) {
		if (prompt == NULL || prompt->deleted ||
		    !prompt_find(&rq->sim->org, prompt, rq->arg[1], &r, &room)) {
			reply_store_error(
			    rq, 404, "NoSuchKey", "The specified key does not exist.");
		} else {
			upload_keep(rq, prompt, r.language, buf_slice(&rq->body));
			reply_json(rq, 200);
			rq->reply.type = NULL;
		}
	}
	buf_release(&what);
	buf_release(&room);
}

/* The one part of a form: what is between its head and the boundary behind it. */
static bool
form_part(const struct request *rq, struct slice *bytes)
{
	const char *type = request_header(rq, "Content-Type"), *mark;
	struct slice body = buf_slice(&rq->body);
	struct buf end = BUF_INIT;
	size_t from = 0;
	bool found = false;

	mark = type != NULL ? strstr(type, "boundary=") : NULL;
	if (mark == NULL || strncasecmp(type, "multipart/form-data", 19) != 0)
		return false;
	buf_printf(&end, "\r\n--%s", mark + strlen("boundary="));
	while (from + 4 <= body.n && memcmp(body.p + from, "\r\n\r\n", 4) != 0)
		from++;
	from += 4;
	for (size_t i = from; !found && i + end.n <= body.n; i++) {
		found = body.p[i] == '\r' && memcmp(body.p + i, end.p, end.n) == 0;
		*bytes = slice_of(body.p + from, i - from);
	}
	buf_release(&end);
	return found;
}

/* The member of the object that `additionalInfo` has in base64; to be freed, or NULL. */
static char *
form_info(const struct request *rq, const char *key)
{
	const char *text = query_text(rq, "additionalInfo");
	struct buf info = BUF_INIT;
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;
	char *value = NULL;

	if (text != NULL && base64_decode(slice_str(text), &info) &&
	    members_read(&m, &j, buf_slice(&info)))
		value = members_dup(&m, key);
	members_release(&m);
	json_release(&j);
	buf_release(&info);
	return value;
}

/* POST of a form to the uploadUri; the token may stand alone there, without "Bearer". */
void
upload_form(struct request *rq)
{
	char *id = form_info(rq, "promptId"), *language = form_info(rq, "language");
	const char *token = request_header(rq, "Authorization");
	const struct org_object *prompt =
	    id != NULL ? org_object(&rq->sim->org, "userPrompt", id) : NULL;
	struct buf room = BUF_INIT;
	struct slice bytes;
	struct resource r;

	if (token != NULL && strncasecmp(token, "Bearer ", 7) == 0)
		token += 7;
	if (token == NULL || tokens_find(&rq->sim->tokens, token) == NULL)
		reply_error(rq, 401, "bad.credentials", "Invalid login credentials.");
	else if (prompt == NULL || prompt->deleted || language == NULL ||
		 !prompt_find(&rq->sim->org, prompt, language, &r, &room))
		reply_error(rq, 404, "not.found", "There is no such resource of a prompt.");
	else if (!form_part(rq, &bytes))
		reply_error(rq, 400, "bad.request", "The body is not a form with a file.");
	else {
		upload_keep(rq, prompt, r.language, bytes);
		buf_puts(reply_json(rq, 200), "{}");
	}
	free(id);
	free(language);
	buf_release(&room);
}
