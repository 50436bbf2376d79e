# commit.jq - what a commit of gc-backup says: {subject, body, author, date}
#
# $old, $new: manifest.json as committed and as it is now. $files: the paths that changed. $heads: the
# flows as the org listed them. $note: appended to the subject. author ("Ann <id@invalid>") and date
# (ISO 8601) are those of the one flow's version, null if more flows changed or if they are not known.

def clean: gsub("[\u0000-\u001f\u007f-\u009f]"; " ");
def short($n): if length > $n then .[:$n - 1] + "…" else . end;
(reduce $heads[] as $h ({}; .[$h.id // ""] = $h)) as $heads |
# Flows and objects alike, by the members that flows have in a manifest.
def entries: .flows[]?, (.objects[]? | {object: true, flowId: .id, flowName: .name, flowType: .type, filePath, files});
(reduce ($old | entries) as $f ({}; .[$f.flowId // $f.filePath] = $f)) as $before |
(reduce ($new | entries) as $f ({}; .[$f.flowId // $f.filePath] = $f)) as $after |
($files | map({(.): true}) | add // {}) as $touched |

# The version's author and date; a version of the listing is published, checked in or saved.
def version($id): . as $head | first(.publishedVersion, .checkedInVersion, .savedVersion |
	select(.id == $id)) // null;
def date: (.datePublished // .dateCheckedIn // .dateSaved // .dateCreated) |
	if type == "number" then . / 1000 | floor | todate elif type == "string" then .[:19] + "Z" else null end;
def made: $heads[.flowId // ""] as $head | if $head and .version then .version as $v | $head | version($v)
	else null end;
def by: made.createdBy.name // null | if . then " (\(.))" else "" end;
def shown: if test("^[0-9]") then . else "draft" end; # a draft has an id instead
def versions($was): if $was.version and .version and $was.version != .version
	then " \($was.version | shown) → \(.version | shown)" elif .version then " \(.version | shown)" else "" end;
def renamed($was): if $was and $was.flowName != .flowName then ", was \($was.flowName | tojson)" else "" end;

[$after | to_entries[] | .key as $key | .value | select($before[$key] == null) | {what: "added", flow: .}] as $added |
[$before | to_entries[] | .key as $key | .value | select($after[$key] == null) | {what: "removed", flow: .}] as $removed |
[$after | to_entries[] | .key as $key | .value | $before[$key] as $was |
	select($was and ($was.version != .version or $was.flowName != .flowName or any(.filePath, .files[]?; $touched[.]))) |
	{what: "changed", flow: ., $was}] as $changed |

def said: .was as $was | .flow | "\(.flowName)\(versions($was))\(by)";
def line: .was as $was | "\(.what) \(.flow.flowType) " + (.flow | "\(.flowName | tojson)\(versions($was))\(by)\(renamed($was))");
def number($n; $thing): if $n == 0 then empty else "\($n) \($thing)\(if $n == 1 then "" else "s" end)" end;
def count: [map(select(.flow.object)), map(select(.flow.object | not))] as [$objects, $flows] |
	"\([number($flows | length; "flow"), number($objects | length; "object")] | join(" and ")) \(.[0].what)";

[$changed, $added, $removed | select(. != [])] as $groups |
(($groups | add // []) | map(select(.what != "removed"))) as $made |
{
	subject: ((if $groups == [] then "\(number($files | length; "file")) changed"
		else ($groups | map(count) | join(", ")) + ($groups | add | if length == 1 then ": \(.[0] | said)" else "" end) end
		| clean | short(200 - ($note | length))) + $note),
	body: ([$groups[][] | line | clean] | join("\n")),
	author: (if ($made | length) == 1 and $removed == [] then $made[0].flow | made.createdBy | select(.name) |
		"\(.name | clean | gsub("[<>]"; "")) <\(.id // "unknown" | clean | gsub("[<> ]"; ""))@invalid>" else null end // null),
	date: (if ($made | length) == 1 and $removed == [] then $made[0].flow | made | select(.) | date else null end // null)
}
