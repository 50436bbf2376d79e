/* The token's file: any bytes are a token of this host and client, or none; and none is half read. */
#include "base/secret.h"
#include "fuzz.h"
#include "org/token_cache.h"

/* Whether the text can be believed for this host and client. */
static bool
is_believed(struct slice text, char *api)
{
	char client[] = "c";
	struct settings s = {.api = api, .client_id = client};
	struct cached_token t = {NULL, -1, -1};
	bool good = token_cache_parse(text, &s, &t);

	fuzz_must(good == (t.text != NULL));
	if (good)
		fuzz_must(*t.text != '\0' && t.expires >= 0 && t.lifetime >= 0);
	secret_free(&t.text);
	return good;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char head[] = "{\"api\":\"a\",\"client_id\":\"c\",";
	char here[] = "a", elsewhere[] = "b";
	struct buf own = BUF_INIT;

	is_believed(fuzz_text(data, size), here);
	/* Nearly all inputs are of no host; so the rest of a file that is of this one. */
	buf_add(&own, head, sizeof head - 1);
	buf_add_slice(&own, fuzz_text(data, size));
	if (is_believed(buf_slice(&own), here))
		fuzz_must(!is_believed(buf_slice(&own), elsewhere));
	buf_release(&own);
	return 0;
}
