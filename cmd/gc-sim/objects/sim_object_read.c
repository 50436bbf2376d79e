/* sim_object_read.c - GET one object, and what belongs to it */
#include "objects/sim_object.h"

#include "define/define.h"
#include "json/json_write.h"
#include "json/members.h"
#include "objects/sim_dress.h"
#include "objects/object_endpoints.h"
#include "wire/page.h"

void
object_get(struct request *rq)
{
	struct org_object *o = request_object(rq, rq->spec);

	if (o == NULL)
		return;
	reply_json(rq, 200);
	object_put(rq, rq->spec, o, false);
}

/* Settings of an integration; its credentials are secrets, even their names. */
void
integration_config(struct request *rq)
{
	struct org_object *o = request_object(rq, spec_of("integration"));
	struct buf *b, secret = BUF_INIT;

	if (o == NULL)
		return;
	b = reply_json(rq, 200);
	define_canary(&secret, "credential", o->key);
	json_write_open(b, NULL);
	json_write_cstr(b, "id", o->id);
	json_write_cstr(b, "name", o->name);
	json_write_integer(b, "version", object_version(rq->sim, o));
	json_write_raw(b, "properties", slice_str("{\"timeoutSeconds\":10}"));
	json_write_raw(b, "advanced", slice_str("{}"));
	json_write_open(b, "credentials");
	json_write_open(b, "basicAuth");
	json_write_cstr(b, "id", secret.p);
	json_write_cstr(b, "name", secret.p);
	json_write_close(b);
	json_write_close(b);
	json_write_cstr(b, "selfUri", rq->path);
	json_write_close(b);
	buf_release(&secret);
}

/* People: of a queue, a group, a contact list. No program has a reason to ask for them. */
void
people_list(struct request *rq)
{
	struct buf *b, secret = BUF_INIT;
	struct page page;

	if (!page_read(rq, &page, 3, 100))
		return;
	b = page_start(rq, "entities");
	for (size_t i = page.first; i < page.end; i++) {
		buf_clear(&secret);
		define_canary(&secret, "person", org_key(rq->arg[0], "") + i);
		json_write_open(b, NULL);
		json_write_cstr(b, "id", secret.p);
		json_write_cstr(b, "name", secret.p);
		json_write_close(b);
	}
	buf_puts(b, "]");
	page_finish(rq, &page, PAGE_ALL);
	buf_release(&secret);
}
