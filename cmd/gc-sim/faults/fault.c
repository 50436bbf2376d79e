/* fault.c - the faults to simulate: which requests they affect, and how often */
#include <fnmatch.h>

#include "faults/fault.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/num.h"

static const struct {
	const char *name;
	enum fault_kind kind;
	enum fault_stage stage;
} kinds[] = {
    {"reset", FAULT_RESET, FAULT_BEFORE},
    {"stall", FAULT_STALL, FAULT_BEFORE},
    {"token", FAULT_TOKEN, FAULT_BEFORE},
    {"repeat", FAULT_REPEAT, FAULT_PAGE},
    {"short", FAULT_SHORT, FAULT_PAGE},
    {"move", FAULT_MOVE, FAULT_PAGE},
    {"total", FAULT_TOTAL, FAULT_PAGE},
    {"html", FAULT_HTML, FAULT_BODY},
    {"truncated", FAULT_TRUNCATED, FAULT_BODY},
    {"empty", FAULT_EMPTY, FAULT_BODY},
    {"torn", FAULT_TORN, FAULT_BODY},
    {"chop", FAULT_CHOP, FAULT_BODY},
    {"slow", FAULT_SLOW, FAULT_BODY},
    {"gzip", FAULT_GZIP, FAULT_BODY},
    {"badgzip", FAULT_BADGZIP, FAULT_BODY},
    {"lock", FAULT_LOCK, FAULT_HOLD},
    {"fail", FAULT_FAIL, FAULT_WORK},
    {"mute", FAULT_MUTE, FAULT_WORK},
    {"throttle", FAULT_THROTTLE, FAULT_WORK},
    {"single", FAULT_SINGLE, FAULT_SEVERAL},
    {"omit", FAULT_OMIT, FAULT_PACK},
    {"lag", FAULT_LAG, FAULT_NEW},
};

enum { NUMBER_MAX = 1000000000 };

static int
hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c != '\0' ? strchr(digits, c | 0x20) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

static char *
fault_decode(const char *text)
{
	struct buf b = BUF_INIT;

	for (; *text != '\0'; text++) {
		if (*text == '%' && hex_digit(text[1]) >= 0 && hex_digit(text[2]) >= 0) {
			buf_putc(&b, (char)(hex_digit(text[1]) * 16 + hex_digit(text[2])));
			text += 2;
		} else {
			buf_putc(&b, *text);
		}
	}
	buf_puts(&b, "");
	return buf_detach(&b);
}

static bool
set_kind(struct fault *f, const char *name, struct buf *why)
{
	long status;

	for (size_t i = 0; i < COUNT_OF(kinds); i++) {
		if (strcmp(kinds[i].name, name) != 0)
			continue;
		f->kind = kinds[i].kind;
		f->stage = kinds[i].stage;
		return true;
	}
	if (num_long(name, 400, 599, &status)) {
		f->kind = FAULT_STATUS;
		f->stage = FAULT_BEFORE;
		f->status = (unsigned)status;
		return true;
	}
	buf_printf(why, "unknown kind of fault \"%s\"; gc-sim(1) lists them", name);
	return false;
}

static bool
set_text(char **to, const char *value, struct buf *why)
{
	if (value == NULL || *value == '\0') {
		buf_puts(why, "a value is missing");
		return false;
	}
	free(*to);
	*to = fault_decode(value);
	return true;
}

/* False: this kind has no `after`. */
static bool
set_after(struct fault *f)
{
	f->after = f->kind == FAULT_FAIL || f->kind == FAULT_MUTE;
	if (f->stage == FAULT_BEFORE && f->kind != FAULT_TOKEN)
		f->stage = FAULT_AFTER;
	return f->after || f->stage == FAULT_AFTER;
}

static bool
set_key(struct fault *f, const char *key, const char *value, struct buf *why)
{
	const struct {
		const char *name;
		char **text;
		long *number;
		long max;
	} keys[] = {
	    {"method", &f->method, NULL, 0},
	    {"path", &f->path, NULL, 0},
	    {"flow", &f->flow, NULL, 0},
	    {"first", NULL, &f->first, NUMBER_MAX},
	    {"every", NULL, &f->every, NUMBER_MAX},
	    {"percent", NULL, &f->percent, 100},
	    {"times", NULL, &f->times, NUMBER_MAX},
	    {"by", NULL, &f->by, NUMBER_MAX},
	    {"seconds", NULL, &f->seconds, NUMBER_MAX},
	    {"rate", NULL, &f->rate, NUMBER_MAX},
	    {"retry-after", NULL, &f->retry_after, NUMBER_MAX},
	};

	if (strcmp(key, "after") == 0 && value == NULL && set_after(f))
		return true;
	for (size_t i = 0; i < COUNT_OF(keys); i++) {
		if (strcmp(keys[i].name, key) != 0)
			continue;
		if (keys[i].text != NULL)
			return set_text(keys[i].text, value, why);
		if (value != NULL && num_long(value, 1, keys[i].max, keys[i].number))
			return true;
		buf_printf(why, "%s must be a number from 1 to %ld", key, keys[i].max);
		return false;
	}
	buf_printf(why, "the key \"%s\" does not apply to this kind of fault", key);
	return false;
}

static void
fault_release(struct fault *f)
{
	free(f->spec);
	free(f->method);
	free(f->path);
	free(f->flow);
	tally_release(&f->seen);
}

static bool
fault_parse(struct fault *f, char *text, struct buf *why)
{
	bool good = true, first = true;

	for (char *next; good && text != NULL; text = next, first = false) {
		char *value;
		next = strchr(text, ':');
		if (next != NULL)
			*next++ = '\0';
		value = strchr(text, '=');
		if (value != NULL)
			*value++ = '\0';
		good = first ? set_kind(f, text, why) : set_key(f, text, value, why);
	}
	return good;
}

bool
faults_add(struct faults *f, const char *spec, struct buf *why)
{
	struct fault one = {.spec = xstrdup(spec)};
	char *text = xstrdup(spec);
	bool good = fault_parse(&one, text, why);

	free(text);
	if (!good) {
		fault_release(&one);
		return false;
	}
	f->v = xgrow(f->v, &f->cap, f->n + 1, sizeof *f->v);
	f->v[f->n++] = one;
	return true;
}

void
faults_clear(struct faults *f)
{
	for (size_t i = 0; i < f->n; i++)
		fault_release(&f->v[i]);
	free(f->v);
	*f = (struct faults){.seed = f->seed};
}

static bool
fault_concerns(const struct fault *f, const struct fault_subject *s)
{
	if (f->method != NULL && strcmp(f->method, s->method) != 0)
		return false;
	if (f->path != NULL && fnmatch(f->path, s->path, 0) != 0)
		return false;
	if (s->first_page && (f->kind == FAULT_REPEAT || f->kind == FAULT_MOVE))
		return false;
	if (f->flow == NULL)
		return true;
	return (s->flow_id != NULL && strcmp(f->flow, s->flow_id) == 0) ||
	       (s->flow_name != NULL && strcmp(f->flow, s->flow_name) == 0);
}

/* 0 to 99, of the seed, the fault, the URL and how often it came: not of other requests. */
static long
fault_draw(const struct faults *all, const struct fault *f, const char *url, unsigned long times)
{
	uint64_t h = all->seed * 0x9e3779b97f4a7c15u + times;

	h = hash_add(hash_add(h, slice_str(f->spec)), slice_str(url));
	h ^= h >> 29;
	h *= 0x94d049bb133111ebu;
	return (long)((h >> 33) % 100);
}

/* What counts as one address. One that is signed has another query whenever it is given. */
static const char *
fault_url(const struct fault_subject *s)
{
	return strstr(s->url, "X-Amz-Signature=") != NULL ? s->path : s->url;
}

static bool
fault_strikes(const struct faults *all, struct fault *f, const char *url)
{
	unsigned long times = ++*tally_of(&f->seen, url);

	f->matched++;
	if (f->first > 0 && times > (unsigned long)f->first)
		return false;
	if (f->every > 0 && f->matched % (unsigned long)f->every != 0)
		return false;
	if (f->times > 0 && f->hits >= (unsigned long)f->times)
		return false;
	return f->percent == 0 || fault_draw(all, f, url, times) < f->percent;
}

struct fault *
faults_hit(struct faults *f, enum fault_stage stage, const struct fault_subject *subject)
{
	for (size_t i = 0; i < f->n; i++) {
		struct fault *one = &f->v[i];
		if (one->stage == stage && fault_concerns(one, subject) &&
		    fault_strikes(f, one, fault_url(subject))) {
			one->hits++;
			return one;
		}
	}
	return NULL;
}
