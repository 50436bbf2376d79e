/* i3.c - Architect's own export files */
#include "base/ascii.h"
#include "base/base64.h"
#include "files/i3.h"

/* State of the percent-decoding between two bytes: inside an escape, and its first digit. */
struct percent {
	enum { PLAIN, AFTER_PERCENT, AFTER_DIGIT } state;
	int high;
};

static bool
percent_decode(struct percent *p, unsigned char c, struct buf *out)
{
	int v = ascii_hex((char)c);

	if (p->state == PLAIN) {
		if (c == '%')
			p->state = AFTER_PERCENT;
		else
			buf_putc(out, (char)c);
		return true;
	}
	if (v < 0)
		return false;
	if (p->state == AFTER_PERCENT) {
		p->high = v;
		p->state = AFTER_DIGIT;
	} else {
		buf_putc(out, (char)(p->high * 16 + v));
		p->state = PLAIN;
	}
	return true;
}

/* The next four characters from *p that are not white space; returns how many there are. */
static size_t
take_group(const char **p, const char *end, char four[4])
{
	size_t n = 0;

	for (; *p < end && n < 4; (*p)++)
		if (!ascii_is_space(**p))
			four[n++] = **p;
	return n;
}

const char *
i3_decode(struct slice file, struct buf *json, size_t *offset)
{
	struct percent percent = {PLAIN, 0};
	unsigned char bytes[3];
	const char *p = file.p, *end = file.p + file.n;
	char four[4];
	size_t have;

	while (end > p && ascii_is_space(end[-1]))
		end--;
	buf_reserve(json, (size_t)(end - p) / 4);
	for (;;) {
		while (p < end && ascii_is_space(*p))
			p++;
		*offset = (size_t)(p - file.p);
		have = take_group(&p, end, four);
		if (have < 4)
			break;
		size_t n = base64_take_group(four, p == end, bytes);
		if (n == 0)
			return "not base64";
		for (size_t i = 0; i < n; i++)
			if (!percent_decode(&percent, bytes[i], json))
				return "the text in the base64 is not percent-encoded";
	}
	return have > 0 || percent.state != PLAIN ? "the file ends too early" : NULL;
}

/* By encodeURIComponent(), of ECMAScript. */
static bool
is_unescaped(char c)
{
	return ascii_is_unreserved(c) || (c != '\0' && strchr("!*'()", c) != NULL);
}

void
i3_encode(struct slice json, struct buf *file)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned char group[3 + 2] = {0}; /* up to two bytes wait when three more come */
	size_t n = 0;

	for (size_t i = 0; i < json.n; i++) {
		unsigned char c = (unsigned char)json.p[i];
		if (is_unescaped((char)c)) {
			group[n++] = c;
		} else {
			group[n++] = '%';
			group[n++] = (unsigned char)digits[c >> 4];
			group[n++] = (unsigned char)digits[c & 15];
		}
		if (n >= 3) {
			base64_put_group(file, group, 3);
			n -= 3;
			memmove(group, group + 3, 2);
		}
	}
	if (n > 0)
		base64_put_group(file, group, n);
}

size_t
i3_encoded_max(size_t json_bytes)
{
	return json_bytes > SIZE_MAX / 8 ? SIZE_MAX : json_bytes * 4 + 4;
}

/* From exported files and from Architect's own client. */
static const struct {
	const char *type, *extension;
} extensions[] = {
    {"bot", "i3BotFlow"},
    {"commonmodule", "i3CommonModuleFlow"},
    {"digitalbot", "i3DigitalBotFlow"},
    {"inboundcall", "i3InboundFlow"},
    {"inboundchat", "i3InboundChatFlow"},
    {"inboundemail", "i3InboundEmailFlow"},
    {"inboundshortmessage", "i3InboundMessage"},
    {"inqueuecall", "i3InQueueFlow"},
    {"outboundcall", "i3OutboundFlow"},
    {"securecall", "i3SecureCallFlow"},
    {"speech", "i3SpeechFlow"},
    {"surveyinvite", "i3SurveyInviteFlow"},
    {"workflow", "i3WorkFlow"},
    {"workitem", "i3WorkitemFlow"},
};

const char *
i3_extension(struct slice type)
{
	for (size_t i = 0; i < COUNT_OF(extensions); i++)
		if (strlen(extensions[i].type) == type.n &&
		    strncasecmp(extensions[i].type, type.p, type.n) == 0)
			return extensions[i].extension;
	return NULL;
}
