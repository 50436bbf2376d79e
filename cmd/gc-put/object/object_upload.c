/* object_upload.c - send bytes to an address that the server gave for it */
#include "object/object_upload.h"
#include "cli/cli.h"
#include "base/url.h"

/* A member with a line break would become a header of its own. */
static bool
upload_take_header(struct object_upload *u, const struct member *m)
{
	struct buf b = BUF_INIT;

	if (u->headers >= CALL_HEADERS || m->type != JSON_STRING)
		return false;
	json_unescape(m->key, &b);
	buf_puts(&b, ": ");
	json_unescape(member_string(m), &b);
	if (strlen(b.p) != b.n || strpbrk(b.p, "\r\n") != NULL) {
		buf_release(&b);
		return false;
	}
	u->header[u->headers++] = buf_detach(&b);
	u->header[u->headers] = NULL;
	return true;
}

static bool
upload_take_headers(struct object_upload *u, struct json *j, const struct member *headers)
{
	struct members h = MEMBERS_INIT;
	bool good = true;

	if (headers == NULL || headers->type == JSON_NULL)
		return true;
	good = headers->type == JSON_OBJECT && members_read(&h, j, headers->value);
	for (size_t i = 0; good && i < h.n; i++)
		good = upload_take_header(u, &h.v[i]);
	members_release(&h);
	return good;
}

bool
object_upload_take(struct object_upload *u, const struct put_object *o, struct slice answer,
    const char *url, const char *headers)
{
	struct json j = JSON_INIT;
	struct members m = MEMBERS_INIT;
	bool good;

	object_upload_release(u);
	good =
	    members_read(&m, &j, answer) && upload_take_headers(u, &j, members_find(&m, headers));
	u->url = members_dup(&m, url);
	good = good && u->url != NULL &&
	       url_may_follow(u->url, calls_base(o->put->tasks.calls), cli_network.insecure_http);
	members_release(&m);
	json_release(&j);
	return good;
}

void
object_upload_put(struct object_upload *u, struct put_object *o, task_step *step, void *self)
{
	o->task.call.foreign = o->task.call.raw = true;
	o->task.call.headers = (const char *const *)u->header;
	task_call_url(&o->task, "PUT", step, self, u->url);
}

void
object_upload_release(struct object_upload *u)
{
	for (size_t i = 0; i < u->headers; i++)
		free(u->header[i]);
	free(u->url);
	*u = (struct object_upload){.headers = 0};
}
