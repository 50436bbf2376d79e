/*
 * oauth.c - tokens: client credentials (RFC 6749 section 4.4) with a Basic header, and what a
 * token says of itself. The errors of /oauth/token have a shape of their own.
 */
#include "wire/endpoints.h"
#include "wire/sim_put.h"

enum { BASIC_MAX = 1024 }; /* bytes of an id and a secret */

static int
base64_digit(char c)
{
	static const char digits[] =
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

/* Into a text with a NUL; false when it is no base64 or does not fit. */
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
refuse(struct request *rq, unsigned status, const char *error, const char *description)
{
	struct buf *b = reply_json(rq, status);

	buf_putc(b, '{');
	put_text(b, "error", error);
	put_text(b, "description", description);
	put_text(b, "error_description", description);
	buf_putc(b, '}');
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
differs(const char *required, const char *given)
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
		refuse(rq, 400, "unsupported_grant_type", "only client_credentials is served here");
	else if (!read_basic(rq, pair, &secret))
		refuse(rq, 401, "invalid_client", "authentication failed");
	else if (differs(tokens->client_id, pair))
		refuse(rq, 400, "invalid_client", "client not found");
	else if (differs(tokens->client_secret, secret))
		refuse(rq, 401, "invalid_client", "authentication failed");
	else {
		sim_id(rq->sim, value);
		tokens_issue(tokens, value, pair);
		b = reply_json(rq, 200);
		buf_putc(b, '{');
		put_text(b, "access_token", value);
		put_text(b, "token_type", "bearer");
		put_number(b, "expires_in", tokens->life_s);
		buf_putc(b, '}');
	}
}

void
tokens_me(struct request *rq)
{
	struct buf *b = reply_json(rq, 200);

	buf_putc(b, '{');
	put_open(b, "organization");
	put_text(b, "id", rq->sim->org.id);
	put_text(b, "name", rq->sim->org.name);
	buf_putc(b, '}');
	put_open(b, "OAuthClient");
	put_text(b, "id", rq->token->client);
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
