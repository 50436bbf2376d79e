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

/* Most groups are decoded many at a time, without a look at white space. */
enum { GROUPS = 1024, BYTES = 3 * GROUPS, NO_DIGIT = 0xf0 };

struct i3_decoder {
	struct percent percent;
	unsigned char digits[256]; /* values of hex digits, or NO_DIGIT */
	unsigned char bytes[BYTES];
};

static void
i3_decoder_start(struct i3_decoder *d)
{
	d->percent = (struct percent){PLAIN, 0};
	for (int c = 0; c < 256; c++) {
		int v = ascii_hex((char)c);
		d->digits[c] = (unsigned char)(v < 0 ? NO_DIGIT : v);
	}
}

/* Decode n bytes one by one. Returns how many are good. */
static size_t
percent_decode_each(struct i3_decoder *d, size_t from, size_t n, struct buf *out)
{
	while (from < n && percent_decode(&d->percent, d->bytes[from], out))
		from++;
	return from;
}

/*
 * Decode n bytes. Returns how many are good. Without a branch that depends on a byte: where the
 * escapes are cannot be predicted.
 */
static size_t
percent_decode_all(struct i3_decoder *d, size_t n, struct buf *out)
{
	const unsigned char *p = d->bytes, *digits = d->digits;
	size_t had, from = 0, i;
	unsigned wrong = 0;
	char *to;

	while (from < n && d->percent.state != PLAIN) {
		if (!percent_decode(&d->percent, p[from], out))
			return from;
		from++;
	}
	buf_reserve(out, n);
	had = out->n;
	to = out->p + had;
	for (i = from; i + 2 < n;) {
		unsigned escape = p[i] == '%', high = digits[p[i + 1]], low = digits[p[i + 2]];
		wrong |= escape != 0 ? high | low : 0;
		*to++ = (char)(escape != 0 ? high << 4 | low : p[i]);
		i += escape != 0 ? 3 : 1;
	}
	if ((wrong & NO_DIGIT) != 0)
		return percent_decode_each(d, from, n, out);
	out->n = (size_t)(to - out->p);
	return percent_decode_each(d, i, n, out);
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

static const char too_early[] = "the file ends too early";
static const char not_percent[] = "the text in the base64 is not percent-encoded";

/* Groups that are whole and without white space, from *p on. NULL, or what is wrong at *p. */
static const char *
i3_decode_groups(struct i3_decoder *d, const char **p, const char *end, struct buf *json)
{
	size_t groups, good;

	/* The last group may have padding. */
	for (; end - *p > 4; *p += 4 * groups) {
		groups = (size_t)(end - *p - 1) / 4;
		groups = base64_take_groups(*p, groups < GROUPS ? groups : GROUPS, d->bytes);
		if (groups == 0)
			break;
		good = percent_decode_all(d, 3 * groups, json);
		if (good < 3 * groups) {
			*p += good / 3 * 4;
			return not_percent;
		}
	}
	return NULL;
}

/* One group, which may have white space inside and be the last. */
static const char *
i3_decode_group(struct i3_decoder *d, const char **p, const char *end, struct buf *json)
{
	char four[4];
	size_t have = take_group(p, end, four), n;

	if (have < 4)
		return too_early;
	n = base64_take_group(four, *p == end, d->bytes);
	if (n == 0)
		return "not base64";
	return percent_decode_each(d, 0, n, json) < n ? not_percent : NULL;
}

const char *
i3_decode(struct slice file, struct buf *json, size_t *offset)
{
	struct i3_decoder d;
	const char *p = file.p, *end = file.p + file.n, *why;

	i3_decoder_start(&d);
	while (end > p && ascii_is_space(end[-1]))
		end--;
	buf_reserve(json, (size_t)(end - p) / 4);
	for (;;) {
		why = i3_decode_groups(&d, &p, end, json);
		while (why == NULL && p < end && ascii_is_space(*p))
			p++;
		*offset = (size_t)(p - file.p);
		if (why == NULL && p == end)
			return d.percent.state != PLAIN ? too_early : NULL;
		if (why == NULL)
			why = i3_decode_group(&d, &p, end, json);
		if (why != NULL)
			return why;
	}
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
