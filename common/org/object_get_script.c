/*
 * object_get_script.c - the content of a script, by an export
 *
 * Without a version the export has the draft that is edited; the published one is what agents see. The
 * address of the file is signed, and lives for an hour like those of audio.
 */
#include "base/url.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "json/json_write.h"
#include "org/object_get_build.h"

enum { SCRIPT_PUBLISHED, SCRIPT_EXPORT, SCRIPT_FILE, SCRIPT_END }; /* the requests, by g->index */

static const char *const to_version[] = {"versionId", NULL};
static const char *const to_url[] = {"url", NULL};

/* g->raw: {"versionId":…} of what is published, or {}; then the answer with the address. */
static bool
script_ask_file(struct object_get *g, struct call *c)
{
	buf_clear(&g->path);
	json_unescape(object_string_at(buf_slice(&g->raw), to_url), &g->path);
	if (g->path.n == 0 || strlen(g->path.p) != g->path.n ||
	    !url_may_follow(g->path.p, g->api, cli_network.insecure_http)) {
		object_get_fail(g, "its address is not https");
		return false;
	}
	c->path = g->path.p;
	c->foreign = c->raw = true;
	return true;
}

bool
object_script_ask(struct object_get *g, struct call *c)
{
	buf_clear(&g->part);
	buf_puts(&g->part, "script");
	switch (g->index) {
	case SCRIPT_PUBLISHED:
		buf_clear(&g->path);
		buf_puts(&g->path, "/api/v2/scripts/published/");
		url_escape(&g->path, g->id);
		break;
	case SCRIPT_EXPORT:
		object_get_path(g);
		buf_puts(&g->path, "/export");
		c->method = "POST";
		c->body_out = buf_slice(&g->raw);
		break;
	case SCRIPT_FILE:
		return script_ask_file(g, c);
	default:
		return false;
	}
	c->path = g->path.p;
	return true;
}

static void
script_take_version(struct object_get *g, const struct call *c)
{
	struct slice version = c->verdict == CALL_OK
				   ? object_string_at(buf_slice(&c->body), to_version)
				   : slice_of("", 0);

	buf_clear(&g->raw);
	json_write_open(&g->raw, NULL);
	if (version.n > 0)
		json_write_token(&g->raw, "versionId", version);
	json_write_close(&g->raw);
}

static enum object_take
script_take_file(struct object_get *g, const struct call *c)
{
	if (c->body.n == 0 || c->body.p[0] != '{' || !utf8_is(buf_slice(&c->body)))
		return object_get_fail(g, "the file is not a script");
	if (!buf_fits(&g->script, 6 * c->body.n + 64))
		return object_get_fail(g, "more than 1 GiB");
	buf_clear(&g->script);
	json_quote(&g->script, buf_slice(&c->body));
	g->index = SCRIPT_END;
	return OBJECT_TAKE_NEXT;
}

enum object_take
object_script_take(struct object_get *g, struct call *c)
{
	if (g->index == SCRIPT_PUBLISHED && (c->verdict == CALL_OK || c->status == 404)) {
		script_take_version(g, c);
	} else if (c->expired && g->renewed++ < SCRIPT_END) {
		g->index = SCRIPT_PUBLISHED;
		return OBJECT_TAKE_NEXT;
	} else if (c->verdict != CALL_OK) {
		return OBJECT_TAKE_FAILED;
	} else if (g->index == SCRIPT_FILE) {
		return script_take_file(g, c);
	} else {
		buf_release(&g->raw);
		g->raw = c->body;
		c->body = (struct buf)BUF_INIT;
	}
	g->index++;
	return OBJECT_TAKE_NEXT;
}
