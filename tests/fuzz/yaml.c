/* YAML: any bytes are read as JSON or refused; any JSON that has a YAML form comes back. */
#include "fuzz.h"
#include "yaml/yaml_in.h"
#include "yaml/yaml_out.h"
#include "yaml/yaml_scalar.h"

static bool
yaml_give_bytes(void *from, void *p, size_t room, size_t *n)
{
	struct slice *rest = from;

	*n = rest->n < room ? rest->n : room;
	if (*n > 0)
		memcpy(p, rest->p, *n);
	*rest = slice_of(rest->p + *n, rest->n - *n);
	return true;
}

static bool
yaml_put_bytes(void *to, const void *p, size_t n)
{
	buf_add(to, p, n);
	return true;
}

static size_t
pass_digits(struct slice s, size_t i, bool underscores)
{
	while (i < s.n && ((s.p[i] >= '0' && s.p[i] <= '9') || (underscores && s.p[i] == '_')))
		i++;
	return i;
}

/*
 * The floats of npm's yaml in its 1.1 mode, which need no digit before the exponent:
 * [-+]?([0-9][0-9_]*)?(\.[0-9_]*)?[eE][-+]?[0-9]+
 */
static bool
is_npm_float(struct slice s)
{
	size_t i = 0, from;

	i += i < s.n && (s.p[i] == '-' || s.p[i] == '+');
	if (i < s.n && s.p[i] != '_')
		i = pass_digits(s, i, true);
	if (i < s.n && s.p[i] == '.')
		i = pass_digits(s, i + 1, true);
	if (i == s.n || (s.p[i] != 'e' && s.p[i] != 'E'))
		return false;
	i++;
	i += i < s.n && (s.p[i] == '-' || s.p[i] == '+');
	from = i;
	return pass_digits(s, from, false) == s.n && s.n > from;
}

static void
yaml_write_comma(struct buf *to)
{
	char last = to->n > 0 ? to->p[to->n - 1] : '[';

	if (last != '[' && last != '{' && last != ':')
		buf_putc(to, ',');
}

/* The JSON that ought to come back: compact, strings as short as can be, numbers as in YAML. */
static void
yaml_write_expected(struct json *j, struct slice json, struct buf *to)
{
	struct buf room = BUF_INIT;
	enum json_type t;

	json_start(j, json);
	while ((t = json_next(j)) > JSON_END) {
		if (t != JSON_OBJECT_END && t != JSON_ARRAY_END)
			yaml_write_comma(to);
		buf_clear(&room);
		if (t == JSON_KEY || t == JSON_STRING) {
			json_unescape(j->tok, &room);
			fuzz_must(yaml_scalar_style(buf_slice(&room)) != YAML_SCALAR_PLAIN ||
				  !is_npm_float(buf_slice(&room)));
			json_quote(to, buf_slice(&room));
			if (t == JSON_KEY)
				buf_putc(to, ':');
		} else {
			buf_add_slice(
			    to, t == JSON_NUMBER ? yaml_scalar_number(j->tok, &room) : j->tok);
		}
	}
	buf_release(&room);
}

static void
yaml_must_come_back(struct json *j, struct slice json)
{
	struct buf yaml = BUF_INIT, want = BUF_INIT, back = BUF_INIT;
	struct yaml_out out;
	struct yaml_in *in;
	struct slice rest;

	yaml_out_init(&out);
	out.marker = json.n % 2 == 1;
	if (yaml_out(&out, json, yaml_put_bytes, &yaml) == NULL) {
		fuzz_must(yaml_out(&out, json, NULL, NULL) == NULL);
		yaml_write_expected(j, json, &want);
		rest = buf_slice(&yaml);
		in = yaml_in_open(yaml_give_bytes, &rest);
		fuzz_must(yaml_in_next(in, &back));
		fuzz_must(slice_eq(buf_slice(&back), buf_slice(&want)));
		fuzz_must(!yaml_in_next(in, &back) && yaml_in_error(in) == NULL);
		yaml_in_close(in);
	}
	yaml_out_release(&out);
	buf_release(&yaml);
	buf_release(&want);
	buf_release(&back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size), rest = text;
	struct yaml_in *in = yaml_in_open(yaml_give_bytes, &rest);
	struct buf json = BUF_INIT;
	struct json j = JSON_INIT;

	while (yaml_in_next(in, &json)) {
		fuzz_must(fuzz_is_json(&j, buf_slice(&json)));
		yaml_must_come_back(&j, buf_slice(&json));
	}
	fuzz_must(yaml_in_error(in) == NULL || yaml_in_line(in) > 0);
	yaml_in_close(in);
	if (fuzz_is_json(&j, text))
		yaml_must_come_back(&j, text);
	json_release(&j);
	buf_release(&json);
	return 0;
}
