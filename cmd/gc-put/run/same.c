/* same.c - whether two configurations say the same */
#include "base/hash.h"
#include "run/same.h"
#include "json/members.h"
#include "strip/strip.h"

#define BEFORE "{\"kind\":\"flow\",\"configuration\":"
#define BEHIND "}"

static void
same_rules(struct strip *s)
{
	strip_for(s, STRIP_DIFF);
	strip_drop(s, "/configuration/name");
	strip_drop(s, "/configuration/description");
	strip_ready(s);
}

/* What stays of a configuration, into `record`, which is made around it. */
static struct slice
strip_alone(struct strip *s, struct json *j, struct slice configuration, struct buf *record)
{
	size_t around = strlen(BEFORE BEHIND);
	struct slice whole;

	buf_reserve(record, configuration.n + around);
	buf_puts(record, BEFORE);
	buf_add_slice(record, configuration);
	buf_puts(record, BEHIND);
	if (strip_read(s, j, buf_slice(record)))
		splices_shrink(&s->edits, record);
	whole = buf_slice(record);
	return slice_of(whole.p + strlen(BEFORE), whole.n - around);
}

/* Take n bytes off the front of `want`, if they are these. */
static bool
same_take(struct slice *want, const char *p, size_t n)
{
	if (n > want->n || memcmp(want->p, p, n) != 0)
		return false;
	*want = slice_of(want->p + n, want->n - n);
	return true;
}

/* Whether what the cuts leave of a part of the text is what is wanted. */
static bool
same_leaves(struct splices *cuts, struct slice text, struct slice part, struct slice want)
{
	size_t at = (size_t)(part.p - text.p), end = at + part.n;

	splices_sort(cuts);
	for (size_t i = 0; i < cuts->n && cuts->v[i].at < end; i++) {
		const struct splice *cut = &cuts->v[i];
		if (cut->at < at)
			continue;
		if (!same_take(&want, text.p + at, cut->at - at))
			return false;
		at = cut->at + cut->len;
	}
	return same_take(&want, text.p + at, end - at) && want.n == 0;
}

bool
same_configuration(struct slice record, struct slice own, struct slice other)
{
	struct strip s = STRIP_INIT;
	struct json j = JSON_INIT;
	struct buf room = BUF_INIT;
	struct slice want;
	bool same;

	same_rules(&s);
	want = strip_alone(&s, &j, other, &room);
	if (!strip_read(&s, &j, record))
		splices_clear(&s.edits);
	same = same_leaves(&s.edits, record, own, want);
	strip_release(&s);
	json_release(&j);
	buf_release(&room);
	return same;
}

uint64_t
same_hash(struct slice configuration)
{
	struct strip s = STRIP_INIT;
	struct json j = JSON_INIT;
	struct buf room = BUF_INIT;
	uint64_t h;

	same_rules(&s);
	h = hash_add(HASH_INIT, strip_alone(&s, &j, configuration, &room));
	strip_release(&s);
	json_release(&j);
	buf_release(&room);
	return h;
}
