/* remap_archy: what a map and rules make of the names of Archy YAML, what is a gap, what is left. */
#include "remap/remap_archy.h"

#include <unistd.h>

#include "tap.h"

#define A1     "00000000-aaaa-4000-8000-000000000001"
#define A2     "00000000-aaaa-4000-8000-000000000002"
#define A3     "00000000-aaaa-4000-8000-000000000003"
#define A4     "00000000-aaaa-4000-8000-000000000004"
#define A5     "00000000-aaaa-4000-8000-000000000005"
#define B1     "00000000-bbbb-4000-8000-000000000001"
#define B2     "00000000-bbbb-4000-8000-000000000002"
#define CUSTOM "custom_-_"

#define MAP(type, name, more) \
	"{\"kind\":\"map\",\"type\":\"" type "\",\"name\":\"" name "\"," more "}\n"
#define TO(type, name, from, to, to_name)                                    \
	MAP(type, name,                                                      \
	    "\"from\":\"" from "\",\"to\":\"" to "\",\"to_name\":\"" to_name \
	    "\",\"status\":\"mapped\"")
#define OPEN(type, name, from, status) \
	MAP(type, name, "\"from\":\"" from "\",\"status\":\"" status "\"")
#define ACTION(name, category, from, to, to_name, to_category)                                \
	MAP("dataAction", name,                                                               \
	    "\"from\":\"" from "\",\"to\":\"" to "\",\"to_name\":\"" to_name                  \
	    "\",\"category\":\"" category "\",\"to_category\":\"" to_category "\",\"status\"" \
	    ":\"mapped\"")

/* clang-format off */
static const char records[] =
    TO("queue", "Sales", A1, B1, "Verkauf")
    TO("queue", "Twin", "t1", "x1", "One") TO("queue", "Twin", "t2", "x2", "Two")
    TO("queue", "Equal", "e1", "y1", "Gleich") TO("queue", "Equal", "e2", "y2", "Gleich")
    OPEN("queue", "Half", "h1", "missing") TO("queue", "Half", "h2", "z2", "Half")
    OPEN("queue", "Shut", "s1", "missing") OPEN("queue", "Shut", "s2", "ambiguous")
    OPEN("queue", "Gone", A3, "missing")
    OPEN("inboundCallFlow", "Later", "f1", "new")
    TO("queue", "Kept", A5, B2, "Behalten")
    MAP("queue", "Left", "\"from\":\"i1\",\"to\":\"i2\",\"to_name\":\"X\",\"status\":\"ignored\"")
    MAP("queue", "Fixed", "\"from\":\"p1\",\"to_name\":\"X\",\"status\":\"platform\"")
    MAP("queue", "Found", "\"to_name\":\"Gefunden\",\"status\":\"mapped\"")
    MAP("queue", "Lines", "\"to_name\":\"a\\u0007b\",\"status\":\"mapped\"")
    MAP("group", "", "\"from\":\"g1\",\"to\":\"g2\",\"status\":\"mapped\"")
    TO("userPrompt", "Hello", "u1", "v1", "Hallo") TO("userPrompt", "Bad", "u2", "v2", "a b")
    TO("scheduleGroup", "Twin", "k1", "l1", "One") TO("scheduleGroup", "Twin", "k2", "l2", "Two")
    ACTION("Get", "Other", CUSTOM A2, CUSTOM B1, "Nichts", "Anders")
    ACTION("Get", "Web", CUSTOM A4, CUSTOM B2, "Hole", "Netz")
    TO("dataAction", "Bare", "00000000-cccc-4000-8000-000000000001",
	"00000000-dddd-4000-8000-000000000001", "Bare")
    MAP("queue", "Ignored", "\"from\":\"" A2 "\",\"to\":\"" B2 "\",\"status\":\"ignored\"");
/* clang-format on */

static struct remap_archy r = REMAP_ARCHY_INIT;

/* Keep a text in a file, and read it from there. */
static void
archy_test_load(struct map *m, struct renames *renames, const char *text)
{
	char path[] = "/tmp/remap.XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text) || close(fd) != 0)
		abort();
	if (m != NULL)
		map_load(m, path, false);
	else
		renames_load(renames, path, false);
	unlink(path);
}

/* The body becomes `want`, with this first gap ("": none) and so many names left as they are. */
static void
archy_becomes(const char *body, const char *want, const char *gap, size_t left)
{
	static const char head[] = "inboundCall:\n  name: N\n";
	struct buf text = BUF_INIT, changed = BUF_INIT, after = BUF_INIT;
	const char *why = "";

	buf_printf(&text, "%s%s\n", head, body);
	ok(remap_archy_read(&r, buf_slice(&text)), "is read: %s", body);
	if (r.ngaps > 0)
		why = r.gaps[0].why != NULL ? r.gaps[0].why : "?";
	ok(strcmp(why, gap) == 0 && r.ngaps == (*gap != '\0'), "gap \"%s\": %s", gap, body);
	ok(r.nleft == left, "%zu left: %s", left, body);
	ok(remap_archy_write(&r, buf_slice(&text), &changed), "can be written: %s", body);
	buf_add(&after, changed.p + strlen(head), changed.n - strlen(head) - 1);
	ok(tap_is(&after, want), "becomes %s", want);
	buf_release(&changed);
	buf_release(&text);
}

#define QUEUE(name)            "  transferToAcd: {targetQueue: {lit: {name: " name "}}}"
#define stays(body, gap, left) archy_becomes(body, body, gap, left)

static void
test_archy_map_names(void)
{
	archy_becomes(QUEUE("Sales"), QUEUE("Verkauf"), "", 0);
	archy_becomes(QUEUE("Equal"), QUEUE("Gleich"), "", 0);
	archy_becomes(QUEUE("Found"), QUEUE("Gefunden"), "", 0);
	stays(QUEUE("Twin"), "has several records in the map, with different targets", 0);
	stays(QUEUE("Half"), "has several records in the map, with different targets", 0);
	stays(QUEUE("Shut"), "is open in the map", 0);
	stays(QUEUE("Gone"), "is open in the map", 0);
	stays(QUEUE("Nowhere"), "is not in the map", 0);
	stays(QUEUE("Left"), "", 0);
	stays(QUEUE("Fixed"), "", 0);
	stays(QUEUE("\"{{q}}\""), "has a placeholder in its name; fill it with --set or --options",
	    0);
	stays("  transferToFlow: {targetFlow: {name: Later}}", "", 0);
	stays("  x: {other: {lit: {name: Sales}}}", "", 0);
	stays("  evaluateScheduleGroup:\n    scheduleGroup: {name: Twin, lit: {name: Twin}}",
	    "has several records in the map, with different targets", 0);
	stays("  findQueue: {findName: {lit: \"{{q}}\"}}", "", 0);
	stays("  findQueue: {findName: {lit: Nowhere}}", "", 0);
}

static void
test_archy_map_actions(void)
{
	archy_becomes("  callData: {category: {Web: {dataAction: {Get: {}}}}}",
	    "  callData: {category: {Netz: {dataAction: {Hole: {}}}}}", "", 0);
	stays("  callData: {category: {Web: {other: {Get: {}}}}}", "", 0);
	archy_becomes("  a:\n    - callData: {category: {Web: {}}}\n"
		      "    - callData: {category: {Web: {dataAction: {Get: {}}}}}",
	    "  a:\n    - callData: {category: {Web: {}}}\n"
	    "    - callData: {category: {Netz: {dataAction: {Hole: {}}}}}",
	    "", 0);
	stays("  callData: {category: {Third: {dataAction: {Get: {}}}}}", "is not in the map", 0);
}

static void
test_archy_map_ids(void)
{
	archy_becomes("  a: \"" A1 ", " A5 "\"", "  a: \"" B1 ", " B2 "\"", "", 0);
	archy_becomes("  a: {exp: '\"" A1 "\"'}", "  a: {exp: '\"" B1 "\"'}", "", 0);
	archy_becomes("  a: " CUSTOM A4, "  a: " CUSTOM B2, "", 0);
	archy_becomes("  a: " CUSTOM "00000000-cccc-4000-8000-000000000001",
	    "  a: " CUSTOM "00000000-dddd-4000-8000-000000000001", "", 0);
	stays("  a: " CUSTOM "00000000-cccc-4000-8000-000000000009", "", 0);
	stays("  a: 00000000-eeee-4000-8000-000000000009", "", 0);
	stays("  a: " A3, "is open in the map", 0);
	stays("  a: " A2, "", 0);
}

static void
test_archy_map_places(void)
{
	archy_becomes("  a: {exp: 'FindQueue(\"Found\") + Prompt.Hello'}",
	    "  a: {exp: 'FindQueue(\"Gefunden\") + Prompt.Hallo'}", "", 0);
	stays("  a: {exp: Prompt.Bad}", "", 1);
	stays("  holdMusic: {lit: {name: \"\\x50rompt.Bad\"}}", "", 1);
	stays("  a: {exp: FindQueue(\"Lines\")}", "", 1);
	archy_becomes("  holdMusic: {lit: {name: 'Prompt.Bad'}}",
	    "  holdMusic: {lit: {name: 'Prompt.a b'}}", "", 0);
	archy_becomes(
	    "  holdMusic: {lit: {name: Hello}}", "  holdMusic: {lit: {name: Hallo}}", "", 0);
}

/* Rules win over the map, and there need not be one. */
static void
test_archy_rules(void)
{
	archy_becomes(QUEUE("Sales"), QUEUE("By rule"), "", 0);
	archy_becomes("  callData: {category: {Web: {dataAction: {Get: {}}}}}",
	    "  callData: {category: {Rule: {dataAction: {Hole: {}}}}}", "", 0);
}

static void
test_archy_rules_only(void)
{
	archy_becomes(QUEUE("Sales"), QUEUE("By rule"), "", 0);
	stays(QUEUE("Other"), "", 0);
	stays("  a: " A1, "", 0);
	stays("  x: {other: {lit: {name: Sales}}}", "", 0);
	archy_becomes("  callData: {category: {Web: {dataAction: {Get: {}}}}}",
	    "  callData: {category: {Rule: {dataAction: {Get: {}}}}}", "", 0);
	ok(!remap_archy_read(&r, slice_str("a: b\n")) && r.nchanges == 0,
	    "a text that is not a flow is refused");
}

/* A key has at most ARCHY_KEY_MAX bytes: the change that is at fault, of several. */
static void
test_archy_too_long(void)
{
	struct buf text = BUF_INIT, changed = BUF_INIT;

	buf_puts(&text, "inboundCall:\n  name: N\n" QUEUE(
			    "Sales") "\n  dataTableLookup: {dataTable: {Short: {}}}\n");
	ok(remap_archy_read(&r, buf_slice(&text)) && r.nchanges == 2, "two names change");
	ok(!remap_archy_write(&r, buf_slice(&text), &changed) && changed.n == 0,
	    "but the key would be too long");
	ok(r.failed == 1 && slice_is(archy_str(&r.a, r.a.v[r.changes[r.failed].ref].name), "Short"),
	    "which is the second one");
	buf_release(&text);
	buf_release(&changed);
}

int
main(void)
{
	static const char rules[] = "queue\tSales\tBy rule\nintegration\tWeb\tRule\n";
	struct map map = MAP_INIT;
	struct renames renames = RENAMES_INIT, long_renames = RENAMES_INIT;
	struct buf long_rule = BUF_INIT;

	archy_test_load(&map, NULL, records);
	archy_test_load(NULL, &renames, rules);
	remap_archy_start(&r, &map, NULL);
	test_archy_map_names();
	test_archy_map_actions();
	test_archy_map_ids();
	test_archy_map_places();
	remap_archy_release(&r);
	remap_archy_start(&r, &map, &renames);
	test_archy_rules();
	remap_archy_release(&r);
	remap_archy_start(&r, NULL, &renames);
	test_archy_rules_only();
	remap_archy_release(&r);
	buf_printf(&long_rule, "%sdataTable\tShort\t", rules);
	for (int i = 0; i <= ARCHY_KEY_MAX; i++)
		buf_putc(&long_rule, 'x');
	archy_test_load(NULL, &long_renames, long_rule.p);
	remap_archy_start(&r, NULL, &long_renames);
	test_archy_too_long();
	remap_archy_release(&r);
	buf_release(&long_rule);
	map_release(&map);
	renames_release(&renames);
	renames_release(&long_renames);
	return tap_done();
}
