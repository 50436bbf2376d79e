/* object_get_media.c - the audio of a prompt's resources */
#include "base/base64.h"
#include "cli/cli.h"
#include "base/mem.h"
#include "base/url.h"
#include "json/json_write.h"
#include "json/peek.h"
#include "org/object_get_build.h"

static const char *const to_resources[] = {"resources", NULL};
static const char *const to_language[] = {"language", NULL};
static const char *const to_address[] = {"mediaUri", NULL};
static const char *const to_status[] = {"uploadStatus", NULL};
static const char *const to_etag[] = {"etag", NULL};
static const char *const to_base64[] = {"base64", NULL};

/* The element of an array; empty: it has no such element. */
static struct slice
media_element(struct slice array, size_t index)
{
	struct slice value;

	while (peek_element(&array, &value))
		if (index-- == 0)
			return value;
	return slice_of("", 0);
}

static struct slice
media_resource(const struct object_get *g)
{
	struct slice all = object_value_at(buf_slice(&g->raw), to_resources);

	return all.n > 0 && all.p[0] == '[' ? media_element(all, g->index) : slice_of("", 0);
}

/* What an earlier run had of this language, with an ETag and audio; or empty. */
static struct slice
media_had(const struct object_get *g, struct slice language)
{
	struct slice rest = g->had, one;

	while (rest.n > 0 && peek_element(&rest, &one))
		if (slice_eq(object_string_at(one, to_language), language) &&
		    object_string_at(one, to_etag).n > 0 && object_string_at(one, to_base64).n > 0)
			return one;
	return slice_of("", 0);
}

/* Whether the server has audio. It may have an address for audio that never came. */
static bool
media_is_there(struct slice resource)
{
	struct slice status = object_string_at(resource, to_status);

	return object_string_at(resource, to_address).n > 0 &&
	       (status.n == 0 || json_is(status, "transcoded"));
}

/* A resource that was just uploaded will have audio, which the record then lacks. */
static void
media_note_missing(struct object_get *g, struct slice resource)
{
	if (!json_is(object_string_at(resource, to_status), "uploaded"))
		return;
	buf_puts(&g->note, g->note.n > 0 ? ", " : "");
	json_unescape(object_string_at(resource, to_language), &g->note);
}

/* The earlier audio is good if the server still has it under the same ETag. */
static void
media_ask_if_changed(struct object_get *g, struct call *c, struct slice language)
{
	struct slice etag = object_string_at(media_had(g, language), to_etag);

	if (etag.n == 0)
		return;
	buf_clear(&g->if_none_match);
	buf_puts(&g->if_none_match, "If-None-Match: ");
	json_unescape(etag, &g->if_none_match);
	if (strlen(g->if_none_match.p) != g->if_none_match.n ||
	    strpbrk(g->if_none_match.p, "\r\n") != NULL)
		return;
	g->headers[0] = g->if_none_match.p;
	g->headers[1] = NULL;
	c->headers = g->headers;
}

/* False: the address is none that may be followed. */
static bool
media_ask_for(struct object_get *g, struct call *c, struct slice resource)
{
	struct slice language = object_string_at(resource, to_language);

	buf_clear(&g->part);
	buf_puts(&g->part, "audio ");
	json_unescape(language, &g->part);
	buf_clear(&g->path);
	json_unescape(object_string_at(resource, to_address), &g->path);
	if (strlen(g->path.p) != g->path.n ||
	    !url_may_follow(g->path.p, g->api, cli_network.insecure_http)) {
		object_get_fail(g, "its address is not https");
		return false;
	}
	c->path = g->path.p;
	c->foreign = c->raw = true;
	c->max = OBJECT_AUDIO_MAX;
	media_ask_if_changed(g, c, language);
	return true;
}

bool
object_media_ask(struct object_get *g, struct call *c)
{
	struct slice resource;

	if (g->media.n == 0)
		json_write_open_array(&g->media, NULL);
	for (; (resource = media_resource(g)).n > 0; g->index++) {
		if (media_is_there(resource))
			return media_ask_for(g, c, resource);
		media_note_missing(g, resource);
	}
	json_write_close_array(&g->media);
	return false;
}

/* A page of a proxy or a login is not audio, whatever its status. */
static bool
media_is_text(const char *type)
{
	return strncmp(type, "text/", 5) == 0 || strcmp(type, "application/json") == 0 ||
	       strcmp(type, "application/xml") == 0;
}

static enum object_take
media_add(struct object_get *g, const struct call *c, struct slice language)
{
	const char *type = c->type[0] != '\0' ? c->type : "application/octet-stream";

	if (c->body.n == 0)
		return object_get_fail(g, "it is empty");
	if (media_is_text(c->type))
		return object_get_fail(g, "the answer is not audio");
	if (!buf_fits(&g->media, base64_size(c->body.n) + 512))
		return object_get_fail(g, "more than 1 GiB");
	json_write_open(&g->media, NULL);
	json_write_token(&g->media, "language", language);
	json_write_cstr(&g->media, "contentType", type);
	json_write_filled(&g->media, "etag", slice_str(c->etag));
	json_write_name(&g->media, "base64");
	buf_putc(&g->media, '"');
	base64_encode(buf_slice(&c->body), &g->media);
	buf_putc(&g->media, '"');
	json_write_close(&g->media);
	return OBJECT_TAKE_NEXT;
}

enum object_take
object_media_take(struct object_get *g, const struct call *c)
{
	struct slice language = object_string_at(media_resource(g), to_language);
	struct slice had = c->headers != NULL ? media_had(g, language) : slice_of("", 0);
	enum object_take take = OBJECT_TAKE_NEXT;

	if (c->expired)
		return OBJECT_TAKE_AGAIN;
	if (had.n > 0 && c->status == 304)
		json_write_raw(&g->media, NULL, had);
	else if (c->verdict != CALL_OK)
		return OBJECT_TAKE_FAILED;
	else
		take = media_add(g, c, language);
	g->index++;
	g->renewed = 0;
	return take;
}
