# report.jq - the parts of gc-report's page, and its tables as CSV, from model.jq's object
#
# $part: head, body or a table's name. $title, $made: of the report. @html escapes all that comes from
# records; names of classes and ids of rows are this file's own.

# INBOUNDCALL: "Inbound call"; userPrompt: "User prompt"
def words: {
	"BOT": "Bot", "COMMONMODULE": "Common module", "DIGITALBOT": "Digital bot", "EMAILSEND": "Email send",
	"INBOUNDCALL": "Inbound call", "INBOUNDCHAT": "Inbound chat", "INBOUNDEMAIL": "Inbound email",
	"INBOUNDSHORTMESSAGE": "Inbound message", "INQUEUECALL": "In-queue call", "INQUEUEEMAIL": "In-queue email",
	"INQUEUESHORTMESSAGE": "In-queue message", "OUTBOUNDCALL": "Outbound call", "SECURECALL": "Secure call",
	"SURVEYINVITE": "Survey invite", "VOICE": "Voice", "VOICEMAIL": "Voicemail", "VOICESURVEY": "Voice survey",
	"WORKFLOW": "Workflow", "WORKITEM": "Work item"
	}[.] // (gsub("(?<a>[a-z])(?<b>[A-Z])"; "\(.a) \(.b)") | ascii_downcase | (.[:1] | ascii_upcase) + .[1:]);
def many($one): "\(.) \($one)\(if . == 1 then "" else "s" end)";
def link: @html "<a href=#\(.n)>\(.name)</a>";
def options: map(@html "<option>\(.)</option>") | join("");

INDEX(.items[]; .n) as $of
| (reduce ([.items[].type] | unique[]) as $t ({}; .[$t] = ($t | words))) as $word
| (.orphans | map(.to) | unique | INDEX(.)) as $orphan
| (.missing | map(.to) | unique | INDEX(.)) as $gap
| ([.items[] | select(.flow)]) as $flows
| ([.items[] | select(.flow | not)]) as $objects

| def who($n): if $of[$n] then $of[$n] | link else "" end;
def marks: (if $orphan[.n] then " <span class=\"bad\">broken</span>" else "" end)
	+ (if $gap[.n] then " <span class=\"warn\">missing in target</span>" else "" end);
# A list that opens: "3" and the names, as links.
def list($numbers): ($numbers | length) as $count
	| if $count == 0 then "<td>0" else "<td><details><summary>\($count)</summary><p>"
	+ ([$numbers[] | $of[.] | link] | join(", ")) + "</details>" end;
# Without links: the other direction has them.
def names($numbers): ($numbers | length) as $count
	| if $count == 0 then "<td>0" else "<td><details><summary>\($count)</summary><p>"
	+ ([$numbers[] | $of[.]] | group_by(.type) | map(@html "<b>\(.[0] | $word[.type])</b> \(map(.name) | join(", "))") | join("; ")) + "</details>" end;

def table($id; $title; $about; $columns; rows): [rows] as $rows
	| "<section id=\"\($id)\" class=\"card\"><h2>\($title)</h2><p class=\"about\">\($about)</p>",
	(if $rows == [] then "<p>None.</p></section>"
	else "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"\($title)\"><table><thead><tr>" + ($columns | map("<th scope=\"col\">\(.)") | join("")) + "</thead><tbody>",
		$rows[], "</tbody></table></div></section>" end);

def flow_row: @html "<tr id=\(.n)><td id=\"\(.key)\"><a href=#\(.n)>\(.name)</a>" + marks
	+ @html "<td>\(.type | words)<td>\(.division)<td>\(.version)"
	+ (if .published == false then " <span class=\"warn\">not published</span>" else "" end)
	+ @html "<td>\(.date)<td>\(.author)" + names(.uses) + list(.users);
def object_row: @html "<tr id=\(.n)><td id=\"\(.key)\"><a href=#\(.n)>\(.name)</a>" + marks
	+ @html "<td>\($word[.type])<td>\(.division)" + list(.users);
def gap_row: @html "<tr><td>\(.type | words)<td>" + (if $of[.to] then who(.to) else @html "\(.name)" end) + @html "<td class=\"id\">\(.id)<td>"
	+ (if $of[.from] then who(.from) else @html "\(.owner)" end) + @html "<td>\(.step)<td>\(.reason)";

def tile($href; $count; $text; $class): "<a class=\"tile \($class)\" href=\"#\($href)\"><strong>\($count)</strong> \($text)</a>";
def tiles: tile("flows"; $flows | length; "flows"; ""),
	tile("objects"; $objects | length; "objects"; ""),
	(if .given.source then tile("orphans"; .orphans | length; "broken references"; if .orphans == [] then "good" else "bad" end) else empty end),
	(if .given.target then tile("missing"; .missing | map(.to) | unique | length; "missing in target"; if .missing == [] then "good" else "warn" end) else empty end),
	(if .given.plan then tile("plan"; .plan | length; "open in the plan"; if .plan == [] then "good" else "warn" end) else empty end),
	(if .given.changes then tile("changes"; .changes | map([.owner_type, .owner]) | unique | length; "changed"; "") else empty end);

def search_box:
	"<form id=\"find\" role=\"search\" hidden><label>Search <input id=\"q\" type=\"search\" autocomplete=\"off\" placeholder=\"Name, id, text or phone number\"></label>"
	+ "<label>Type <select id=\"type\"><option value=\"\">All types</option>" + ([.items[].type | words] | unique | options) + "</select></label>"
	+ "<label>Division <select id=\"division\"><option value=\"\">All divisions</option>" + ([$flows[], $objects[] | .division | select(. != "")] | unique | options) + "</select></label>"
	+ "<button type=\"reset\">Clear</button><output id=\"count\" aria-live=\"polite\"></output></form>"
	+ "<noscript><p class=\"about\">This page is complete without scripts. With scripts it also has a search and a graph of each flow and object.</p></noscript>";

def changes: table("changes"; "Changes"; "What differs from the older folder, in Architect's words."; ["Flow or object", "Type", "Change", "Where and what"];
	.changes[] | @html "<tr><td>" + (if $of[.n] then who(.n) else @html "\(.owner)" end) + @html "<td>\(.owner_type | words)<td>\(.change)<td class=\"text\">\(.text)");
def plan: table("plan"; "Open in the plan"; "What the migration has not settled yet."; ["Name", "Type", "Status", "Candidates", "Id"];
	.plan[] | "<tr><td>" + (if $of[.n] then who(.n) else @html "\(.name)" end) + @html "<td>\(.type | words)<td>\(.status)<td>\(.candidates)<td class=\"id\">\(.from)");

# A task stands once for all texts that follow it.
def texts: "<section id=\"texts\" class=\"card\"><h2>Texts</h2><p class=\"about\">What callers hear and read, and phone numbers, with the task and the action.</p>"
	+ "<details><summary>\(.texts | length | many("text"))</summary><div class=\"wide\"><table><thead><tr><th scope=\"col\">Task<th scope=\"col\">Step<th scope=\"col\">Text</thead>",
	(.texts | group_by(.n)[] | "<tbody data-n=\"\(.[0].n)\"><tr><th colspan=\"3\" scope=\"rowgroup\">\(who(.[0].n))",
		(. as $all | range(length) as $i | .[$i] | (if .task == "" then "Settings" else .task end) as $task
		| @html "<tr><td>\(if $i > 0 and $all[$i - 1].task == .task then "" else $task end)<td>\(.node)<td>\(.text)")),
	"</table></div></details></section>";

def body:
	"<header><h1>" + @html "\($title)" + "</h1><p class=\"about\">" + @html "\($made)" + "</p></header>",
	"<nav aria-label=\"Sections\">" + ([tiles] | join("")) + "</nav><main>",
	search_box,
	"<section id=\"results\" class=\"card\" aria-labelledby=\"results-title\" hidden><h2 id=\"results-title\">Found</h2><ol></ol></section>",
	"<section id=\"detail\" class=\"card\" aria-labelledby=\"detail-title\" hidden></section>",
	(if .given.source then table("orphans"; "Broken references"; "Flows refer to these, but their own org does not have them."; ["Type", "Refers to", "Id", "In", "Step", "Reason"]; .orphans[] | gap_row) else empty end),
	(if .given.target then table("missing"; "Missing in target"; "Flows refer to these, and the target has none of this type and name."; ["Type", "Refers to", "Id", "In", "Step", "Reason"]; .missing[] | gap_row) else empty end),
	(if .given.plan then plan else empty end),
	(if .given.changes then changes else empty end),
	table("flows"; "Flows"; "Version, date and author are those of the published version."; ["Name", "Type", "Division", "Version", "Date", "Author", "Refers to", "Used by"]; $flows[] | flow_row),
	table("objects"; "Objects"; "Queues, prompts, data actions and whatever else the flows refer to."; ["Name", "Type", "Division", "Used by"]; $objects[] | object_row),
	texts,
	"</main><footer><p>gc-report</p></footer>";

# In a spreadsheet, a cell that begins so would be a formula.
def cell: if type == "string" and test("^[=+@\\t\\r-]") then "'" + . else . end;
def csv($columns; rows): ($columns, rows) | map(cell) | @csv;

if $part == "body" then body
elif $part == "flows" then csv(["id", "type", "name", "division", "version", "date", "author", "refers_to", "used_by"];
	$flows[] | [.id, .type, .name, .division, .version, .date, .author, (.uses | length), (.users | length)])
elif $part == "objects" then csv(["id", "type", "name", "division", "used_by", "broken", "missing_in_target"];
	$objects[] | [.id, .type, .name, .division, (.users | length), ($orphan[.n] != null), ($gap[.n] != null)])
elif $part == "references" then csv(["from_type", "from_name", "from_id", "to_type", "to_name", "to_id"];
	.items[] | . as $from | .uses[] | $of[.] | [$from.type, $from.name, $from.id, .type, .name, .id])
elif $part == "orphans" or $part == "missing" then csv(["type", "name", "id", "in_type", "in_name", "step", "at", "reason"];
	.[$part][] | [.type, .name, .id, .owner_type, .owner, .step, .at, .reason])
elif $part == "plan" then csv(["type", "name", "from", "status", "candidates"]; .plan[] | [.type, .name, .from, .status, .candidates])
elif $part == "changes" then csv(["type", "name", "change", "where", "text"]; .changes[] | [.owner_type, .owner, .change, .where, .text])
else csv(["type", "name", "task", "node", "at", "text"]; .texts[] | ($of[.n] // {type: "", name: ""}) as $o | [$o.type, $o.name, .task, .node, .at, .text])
end
