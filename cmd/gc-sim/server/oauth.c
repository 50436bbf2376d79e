/*
 * oauth.c - tokens: client credentials (RFC 6749 section 4.4) with a Basic header, and what a
 * token says of itself. The errors of /oauth/token have a shape of their own.
 */
#include "server/server_endpoints.h"
#include "json/json_write.h"

enum { BASIC_MAX = 1024 }; /* bytes of an id and a secret */

static int
base64_digit(char c)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

/* Into a text with a NUL; false when it is not base64 or does not fit. */
static bool
base64_text(const char *in, char *out, size_t size)
{
	unsigned bits = 0, have = 0;
	size_t n = 0;

	for (; *in != '\0' && *in != '='; in++) {
		int digit = base64_digit(*in);
		if (digit < 0)
			return false;
		bits = bits << 6 | (unsigned)digit;
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		if (n + 1 >= size)
			return false;
		out[n++] = (char)(bits >> have & 0xff);
	}
	out[n] = '\0';
	return true;
}

static void
oauth_refuse(struct request *rq, unsigned status, const char *error, const char *description)
{
	struct buf *b = reply_json(rq, status);

	json_write_open(b, NULL);
	json_write_cstr(b, "error", error);
	json_write_cstr(b, "description", description);
	json_write_cstr(b, "error_description", description);
	json_write_close(b);
}

/* The Basic header's id and secret, cut at the first colon. */
static bool
read_basic(const struct request *rq, char pair[BASIC_MAX], char **secret)
{
	const char *header = request_header(rq, "Authorization");
	char *colon;

	if (header == NULL || strncasecmp(header, "Basic ", 6) != 0 ||
	    !base64_text(header + 6, pair, BASIC_MAX))
		return false;
	colon = strchr(pair, ':');
	if (colon == NULL)
		return false;
	*colon = '\0';
	*secret = colon + 1;
	return true;
}

static bool
is_other(const char *required, const char *given)
{
	return required != NULL ? strcmp(required, given) != 0 : *given == '\0';
}

void
oauth_token(struct request *rq)
{
	struct tokens *tokens = &rq->sim->tokens;
	char pair[BASIC_MAX], value[ID_SIZE], *secret;
	struct buf *b;

	if (rq->body.n == 0 || strstr(rq->body.p, "grant_type=client_credentials") == NULL)
		oauth_refuse(
		    rq, 400, "unsupported_grant_type", "only client_credentials is served here");
	else if (!read_basic(rq, pair, &secret))
		oauth_refuse(rq, 401, "invalid_client", "authentication failed");
	else if (is_other(tokens->client_id, pair))
		oauth_refuse(rq, 400, "invalid_client", "client not found");
	else if (is_other(tokens->client_secret, secret))
		oauth_refuse(rq, 401, "invalid_client", "authentication failed");
	else {
		sim_id(rq->sim, value);
		tokens_issue(tokens, value, pair);
		b = reply_json(rq, 200);
		json_write_open(b, NULL);
		json_write_cstr(b, "access_token", value);
		json_write_cstr(b, "token_type", "bearer");
		json_write_integer(b, "expires_in", tokens->life_s);
		json_write_close(b);
	}
}

void
tokens_me(struct request *rq)
{
	struct buf *b = reply_json(rq, 200);

	json_write_open(b, NULL);
	json_write_open(b, "organization");
	json_write_cstr(b, "id", rq->sim->org.id);
	json_write_cstr(b, "name", rq->sim->org.name);
	json_write_close(b);
	json_write_open(b, "OAuthClient");
	json_write_cstr(b, "id", rq->token->client);
	json_write_cstr(b, "name", rq->token->client);
	json_write_cstr(b, "authorizedGrantType", "CLIENT_CREDENTIALS");
	buf_puts(b, "}}");
}

void
tokens_me_head(struct request *rq)
{
	reply_json(rq, 200);
}

void
tokens_me_delete(struct request *rq)
{
	tokens_revoke(&rq->sim->tokens, rq->token);
	rq->token = NULL;
	reply_json(rq, 200);
}
