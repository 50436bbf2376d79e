/* YAML: any bytes are read or refused; a JSON value that YAML can say comes back as it was. */
#include "fuzz.h"
#include "yaml_in.h"
#include "yaml_out.h"

struct input {
	struct slice left;
};

static bool
give(void *from, void *p, size_t room, size_t *n)
{
	struct input *in = from;

	*n = room < in->left.n ? room : in->left.n;
	if (*n > 0)
		memcpy(p, in->left.p, *n);
	in->left.p += *n;
	in->left.n -= *n;
	return true;
}

static bool
put(void *to, const void *p, size_t n)
{
	buf_add(to, p, n);
	return true;
}

static bool
same_text(struct slice a, struct slice b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same;

	json_unescape(a, &x);
	json_unescape(b, &y);
	same = slice_eq(buf_slice(&x), buf_slice(&y));
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* Numbers may be spelled anew; they are the same when they are the same double. */
static bool
same_number(struct slice a, struct slice b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	bool same;

	buf_add_slice(&x, a);
	buf_add_slice(&y, b);
	same = !(strtod(x.p, NULL) < strtod(y.p, NULL)) && !(strtod(x.p, NULL) > strtod(y.p, NULL));
	buf_release(&x);
	buf_release(&y);
	return same;
}

static bool
same_value(struct slice a, struct slice b)
{
	struct json x = JSON_INIT, y = JSON_INIT;
	enum json_type t = JSON_NULL;
	bool same = true;

	json_start(&x, a);
	json_start(&y, b);
	while (same && t > JSON_END) {
		t = json_next(&x);
		same = json_next(&y) == t;
		if (same && (t == JSON_KEY || t == JSON_STRING))
			same = same_text(x.tok, y.tok);
		else if (same && t == JSON_NUMBER)
			same = same_number(x.tok, y.tok);
	}
	json_release(&x);
	json_release(&y);
	return same;
}

/* Read all documents; each is JSON. The last one is left in `json`. How many there were, or -1. */
static int
read_all(struct slice yaml, struct json *j, struct buf *json)
{
	struct input in = {yaml};
	struct yaml_in *y = yaml_in_open(give, &in);
	struct buf next = BUF_INIT;
	int n = 0;

	while (yaml_in_next(y, &next)) {
		must(fuzz_is_json(j, buf_slice(&next)));
		buf_clear(json);
		buf_add_slice(json, buf_slice(&next));
		n++;
	}
	if (yaml_in_error(y) != NULL)
		n = -1;
	yaml_in_close(y);
	buf_release(&next);
	return n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size);
	struct json j = JSON_INIT;
	struct buf yaml = BUF_INIT, back = BUF_INIT;
	struct yaml_out out;

	read_all(text, &j, &back);
	yaml_out_init(&out);
	if (fuzz_is_json(&j, text) && yaml_out(&out, text, put, &yaml) == NULL) {
		must(read_all(buf_slice(&yaml), &j, &back) == 1);
		must(same_value(text, buf_slice(&back)));
	}
	yaml_out_release(&out);
	json_release(&j);
	buf_release(&yaml);
	buf_release(&back);
	return 0;
}
