/*
 * The reader, with the inner loops of each kind of processor: the same verdict by token and by value,
 * strings that can be spelled again, the same pass over what is checked.
 */
#include "fuzz.h"
#include "json/json_checked.h"

static void
json_check_string(struct slice tok)
{
	struct buf text = BUF_INIT, quoted = BUF_INIT, again = BUF_INIT;

	json_unescape(tok, &text);
	json_quote(&quoted, buf_slice(&text));
	fuzz_must(quoted.n <= tok.n + 2);
	json_unescape(slice_of(quoted.p + 1, quoted.n - 2), &again);
	fuzz_must(slice_eq(buf_slice(&text), buf_slice(&again)));
	buf_release(&text);
	buf_release(&quoted);
	buf_release(&again);
}

/* Where the reader ends, and its verdict, with the chosen core. */
static size_t
json_read_text(struct slice text, bool *good)
{
	struct json j = JSON_INIT, whole = JSON_INIT;
	struct buf pointer = BUF_INIT;
	struct slice value;
	enum json_type t;
	size_t end;

	json_start(&j, text);
	while ((t = json_next(&j)) > JSON_END) {
		if (t == JSON_STRING || t == JSON_KEY)
			json_check_string(j.tok);
		buf_clear(&pointer);
		json_pointer(&j, &pointer);
		fuzz_must(j.tok.p >= text.p && j.tok.p + j.tok.n <= text.p + text.n);
	}
	end = json_offset(&j);
	fuzz_must(end <= text.n);
	json_start(&whole, text);
	*good = json_value(&whole, &value) != JSON_ERROR && json_next(&whole) == JSON_END;
	fuzz_must(*good == (t == JSON_END));
	fuzz_must(json_offset(&whole) == end);
	buf_release(&pointer);
	json_release(&j);
	json_release(&whole);
	return end;
}

/* All that a pass says, as one number. */
static void
json_add_place(uint64_t *sum, const struct json *j, const char *p)
{
	*sum = (*sum ^ (uint64_t)(p - j->text.p) ^ (uint64_t)j->depth << 32) * 0x9e3779b97f4a7c15U;
	if (j->depth > 0)
		*sum = (*sum ^ j->stack[j->depth - 1].index) * 0x9e3779b97f4a7c15U;
}

/* Whether json_checked.h passes over the container that begins at p. */
static bool
json_is_passed_over(const struct json *j, const char *p, size_t depth)
{
	return depth > 0 && j->stack[depth - 1].key != NULL && j->text.p + j->text.n - p > 1 &&
	       (memcmp(p, "{}", 2) == 0 || memcmp(p, "[]", 2) == 0);
}

static bool
json_add_enter(void *self, struct json *j, bool object)
{
	if (json_is_passed_over(j, j->at, j->depth - 1))
		return true;
	json_add_place(self, j, j->at);
	*(uint64_t *)self ^= object;
	return true;
}

static void
checked_add_leave(void *self, struct json *j)
{
	json_add_place(self, j, j->text.p);
}

static void
json_add_leave(void *self, struct json *j)
{
	if (!json_is_passed_over(j, j->p - 2, j->depth))
		checked_add_leave(self, j);
}

static bool
json_add_member(void *self, struct json *j)
{
	struct slice key = json_key_at(j, j->depth);

	json_add_place(self, j, j->at);
	for (size_t i = 0; i < key.n; i++)
		*(uint64_t *)self ^= (uint64_t)key.p[i] << i % 8 * 8;
	return true;
}

static void
json_add_string(void *self, struct json *j)
{
	json_add_place(self, j, j->at);
	*(uint64_t *)self ^= j->tok.n ^ (uint64_t)j->escaped << 63;
}

static void
json_add_other(void *self, struct json *j, enum json_type type)
{
	(void)type;
	json_add_place(self, j, j->at);
}

static void
checked_add_enter(void *self, struct json *j, const char *at)
{
	json_add_place(self, j, at);
	*(uint64_t *)self ^= *at == '{';
}

static bool
checked_add_member(void *self, struct json *j, const char *at, struct slice name)
{
	json_checked_tell(j, slice_of(at + 1, 0), false);
	fuzz_must(slice_eq(name, json_key_at(j, j->depth)));
	return json_add_member(self, j);
}

static void
checked_add_string(void *self, struct json *j, struct slice token, bool escaped)
{
	json_checked_tell(j, token, escaped);
	json_add_string(self, j);
}

static void
checked_add_other(void *self, struct json *j, const char *at)
{
	json_add_place(self, j, at);
}

static void
json_check_pass(struct slice text)
{
	static const struct json_pass pass = {
	    json_add_enter, json_add_leave, json_add_member, json_add_string, json_add_other};
	static const struct json_checked_pass checked = {checked_add_enter, checked_add_leave,
	    checked_add_member, checked_add_string, checked_add_other};
	struct json j = JSON_INIT;
	uint64_t sum = 0, sum_checked = 0;

	if (json_pass(&j, text, &pass, &sum)) {
		json_pass_checked(&j, text, &checked, &sum_checked);
		fuzz_must(sum == sum_checked);
	}
	json_release(&j);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size);
	const char *core;
	size_t first = 0;
	bool was_good = false;

	for (size_t i = 0; (core = json_core_name(i)) != NULL; i++) {
		bool good;
		size_t end;
		fuzz_must(json_core_use(core));
		end = json_read_text(text, &good);
		fuzz_must(i == 0 || (end == first && good == was_good));
		json_check_pass(text);
		first = end;
		was_good = good;
	}
	return 0;
}
