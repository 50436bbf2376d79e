/*
 * Stripping held against the rules read naively: random documents and random rules; what stays is
 * worked out on a tree, recursively, one value and one pattern at a time.
 */
#include "base/mem.h"
#include "json/compact.h"
#include "random.h"
#include "strip/strip.h"
#include "tap.h"

enum { CHILDREN = 5, STEPS = 16 };

static const char *const names[] = {"a", "b", "ab", "c/d", "", "~"};
static const char *const spelled[] = {"a", "\\u0062", "a\\u0062", "c\\/d", "", "~"};
static const char *const steps[] = {"a", "b", "*", "**", "a*", "c~1d", "", "~0"};

struct node {
	char kind; /* { [ 1 */
	size_t name[CHILDREN];
	struct node *child[CHILDREN];
	size_t n;
};

static struct node *
random_node(struct random *r, int depth)
{
	struct node *node = xcalloc(1, sizeof *node);

	node->kind = depth == 0 ? '1' : "{{[1"[random_below(r, 4)];
	if (node->kind != '1')
		node->n = random_below(r, CHILDREN + 1);
	for (size_t i = 0; i < node->n; i++) {
		node->name[i] = random_below(r, COUNT_OF(names));
		node->child[i] = random_node(r, depth - 1);
	}
	return node;
}

static void
free_node(struct node *node)
{
	for (size_t i = 0; i < node->n; i++)
		free_node(node->child[i]);
	free(node);
}

static void
strip_space(struct random *r, struct buf *b)
{
	if (random_below(r, 4) == 0)
		buf_puts(b, &"  \t"[random_below(r, 3)]);
}

static void
print_node(struct random *r, const struct node *node, struct buf *b)
{
	strip_space(r, b);
	if (node->kind == '1')
		buf_puts(b, "1");
	else
		buf_putc(b, node->kind);
	for (size_t i = 0; i < node->n; i++) {
		if (i > 0)
			buf_putc(b, ',');
		strip_space(r, b);
		if (node->kind == '{')
			buf_printf(b, "\"%s\"%s", spelled[node->name[i]],
			    random_below(r, 2) ? ":" : " : ");
		print_node(r, node->child[i], b);
	}
	strip_space(r, b);
	if (node->kind != '1')
		buf_putc(b, node->kind == '{' ? '}' : ']');
}

struct rule {
	const char *step[STEPS];
	size_t n;
	bool keep;
	struct buf text;
};

static void
random_rule(struct random *r, struct rule *rule, bool keep)
{
	buf_clear(&rule->text);
	rule->keep = keep;
	rule->n = 1 + random_below(r, 3);
	for (size_t i = 0; i < rule->n; i++) {
		rule->step[i] = steps[random_below(r, COUNT_OF(steps))];
		buf_putc(&rule->text, '/');
		buf_puts(&rule->text, rule->step[i]);
	}
}

/* Whether one step of a pattern stands for one step of a path; name NULL: an element. */
static bool
step_is(const char *step, const char *name)
{
	if (strcmp(step, "*") == 0)
		return true;
	if (name == NULL)
		return false;
	if (strcmp(step, "a*") == 0)
		return name[0] == 'a';
	if (strcmp(step, "c~1d") == 0)
		return strcmp(name, "c/d") == 0;
	if (strcmp(step, "~0") == 0)
		return strcmp(name, "~") == 0;
	return strcmp(step, name) == 0;
}

static bool
names_path(const char *const *step, size_t n, const char *const *path, size_t len)
{
	if (n == 0)
		return len == 0;
	if (strcmp(step[0], "**") == 0)
		return names_path(step + 1, n - 1, path, len) ||
		       (len > 0 && names_path(step, n, path + 1, len - 1));
	return len > 0 && step_is(step[0], path[0]) &&
	       names_path(step + 1, n - 1, path + 1, len - 1);
}

struct rules {
	struct rule v[6];
	size_t n;
	const char *path[STEPS];
	size_t len;
};

static bool
strip_named(const struct rules *rules, bool keep)
{
	for (size_t i = 0; i < rules->n; i++)
		if (rules->v[i].keep == keep &&
		    names_path(rules->v[i].step, rules->v[i].n, rules->path, rules->len))
			return true;
	return keep && rules->len == 1 && rules->path[0] != NULL &&
	       strcmp(rules->path[0], "kind") == 0;
}

static void
strip_down(struct rules *rules, const struct node *node, size_t i)
{
	rules->path[rules->len++] = node->kind == '{' ? names[node->name[i]] : NULL;
}

static bool
holds_kept(struct rules *rules, const struct node *node)
{
	bool kept = strip_named(rules, true);

	for (size_t i = 0; i < node->n && !kept; i++) {
		strip_down(rules, node, i);
		kept = holds_kept(rules, node->child[i]);
		rules->len--;
	}
	return kept;
}

/* Print what stays of a value that stays. */
static void
print_rest(struct rules *rules, const struct node *node, bool whole, bool dropping, struct buf *b)
{
	bool first = true;

	buf_putc(b, node->kind);
	for (size_t i = 0; i < node->n; i++) {
		strip_down(rules, node, i);
		bool keep = whole || strip_named(rules, true);
		bool drop = !keep && (dropping || strip_named(rules, false));
		if (!drop || holds_kept(rules, node->child[i])) {
			if (!first)
				buf_putc(b, ',');
			first = false;
			if (node->kind == '{')
				buf_printf(b, "\"%s\":", spelled[node->name[i]]);
			print_rest(rules, node->child[i], keep, drop, b);
		}
		rules->len--;
	}
	if (node->kind != '1')
		buf_putc(b, node->kind == '{' ? '}' : ']');
}

/* Strip a text, as it comes out. False: it is refused. */
static bool
strip_strip_text(const struct rules *rules, struct slice text, struct buf *to)
{
	struct strip s = STRIP_INIT;
	struct json j = JSON_INIT;
	bool good;

	for (size_t i = 0; i < rules->n; i++)
		(rules->v[i].keep ? strip_keep : strip_drop)(&s, rules->v[i].text.p);
	strip_ready(&s);
	buf_clear(to);
	good = strip_read(&s, &j, text);
	if (good)
		splices_apply(&s.edits, text, to);
	strip_release(&s);
	json_release(&j);
	return good;
}

static bool
is_compacted(const struct buf *text, const struct buf *want)
{
	struct json j = JSON_INIT;
	struct buf b = BUF_INIT;
	bool same;

	buf_add(&b, text->p, text->n);
	same = compact(&j, &b) == JSON_OBJECT && slice_eq(buf_slice(&b), buf_slice(want));
	buf_release(&b);
	json_release(&j);
	return same;
}

static void
random_rules(struct random *r, struct rules *rules)
{
	rules->n = 1 + random_below(r, COUNT_OF(rules->v));
	rules->len = 0;
	for (size_t i = 0; i < rules->n; i++)
		random_rule(r, &rules->v[i], random_below(r, 3) == 0);
}

/* A flow, and what these rules leave of it. */
static void
strip_random_flow(struct random *r, struct rules *rules, struct buf *flow, struct buf *want)
{
	struct node *node = random_node(r, 4);
	struct buf body = BUF_INIT, rest = BUF_INIT;
	const char *members;

	node->kind = '{';
	print_node(r, node, &body);
	print_rest(rules, node, false, false, &rest);
	members = strchr(body.p, '{') + 1;
	buf_clear(flow);
	buf_clear(want);
	buf_printf(flow, "{\"kind\":\"flow\"%s%s", node->n > 0 ? "," : "", members);
	buf_printf(want, "{\"kind\":\"flow\"%s%s", rest.n > 2 ? "," : "", rest.p + 1);
	buf_release(&body);
	buf_release(&rest);
	free_node(node);
}

static void
test_strip_random(void)
{
	struct random r = {42};
	struct rules rules = {.n = 0};
	struct buf flow = BUF_INIT, want = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;
	size_t right = 0, stable = 0, changed = 0, rounds = 30000;

	for (size_t i = 0; i < rounds; i++) {
		random_rules(&r, &rules);
		strip_random_flow(&r, &rules, &flow, &want);
		if (strip_strip_text(&rules, buf_slice(&flow), &once) && is_compacted(&once, &want))
			right++;
		else if (right == i)
			printf("# %s\n# %s, not\n# %s\n", flow.p, once.p, want.p);
		strip_strip_text(&rules, buf_slice(&once), &twice);
		stable += slice_eq(buf_slice(&once), buf_slice(&twice));
		changed += once.n != flow.n;
	}
	ok(right == rounds, "%zu of %zu are what the rules say", right, rounds);
	ok(stable == rounds, "%zu do not change when stripped again", stable);
	ok(changed > rounds / 4 && changed < rounds, "%zu lost something", changed);
	for (size_t i = 0; i < COUNT_OF(rules.v); i++)
		buf_release(&rules.v[i].text);
	buf_release(&flow);
	buf_release(&want);
	buf_release(&once);
	buf_release(&twice);
}

int
main(void)
{
	test_strip_random();
	return tap_done();
}
