# model.jq - what gc-report and gc-graph know about flows, as one JSON object, from small records
#
# $heads: flow and object records without their bodies. $refs: what they refer to. $source: the flows'
# own inventory. $orphans, $missing: references that are not there, and not in the target, one for each
# use. $plan: map records. $changes: differences. $texts: match records.
# All are arrays of records; $given tells which of source, target, plan and changes the user gave.

def text: if type == "string" then . elif . == null then "" else tojson end;
# Strings of records from outside may be anything.
def member($name): if type == "object" then .[$name] else null end;
def key: if (.id // "") != "" then .id else "\(.type)/\(.name)" end;
# Archy YAML has no id, and templates often share a name: their files tell them apart.
def key($file): key as $k | if (.id // "") == "" and ($file | type == "string") then "\($k) (\($file))" else $k end;
def holder: .file as $file | .flow // .object | key($file);
def day: if type == "number" then (. / 1000 | floor | todate[:10]) elif type == "string" then .[:10] else "" end;

# What callers hear, or else the newest version that somebody saved.
def version:
	(if .publishedVersion then {of: .publishedVersion, by: .publishedBy, published: true}
	elif .checkedInVersion then {of: .checkedInVersion, published: false}
	elif .savedVersion then {of: .savedVersion, published: false}
	else null end) as $v
	| ($v.of | member("datePublished")) as $published
	| if $v == null then {version: "", date: "", author: "", published: null}
	else {version: ($v.of | member("id") // member("name") | text),
		date: ($published // ($v.of | member("dateCheckedIn") // member("dateSaved") // member("dateCreated")) | day),
		author: ($v.by | member("name") // ($v.of | member("createdBy") | member("name")) | text),
		published: $v.published} end;

INDEX($source[] | select(.kind == "flow" or .kind == "object"); key) as $in_source
# The reference type of each type of flow: the reference to itself tells it. In Archy YAML it has no id, as
# the one to the division.
| (reduce ($refs[] | select(.class == "own" and .flow and .id == .flow.id and .type != "division")) as $r ({}; .[$r.flow.type | text] = $r.type)) as $as_reference
| [$heads[] | select(.kind == "flow")
	| (if .publishedVersion // .checkedInVersion // .savedVersion then version else ($in_source[key] // {} | version) end) as $version
	| {key: key(.file), file: (.file | text), id: (.id | text), flow: true, type: (.type | text), name: (.name // .id | text),
		description: (.description | text),
		division: (.division // $in_source[key].division | member("name") | text)} + $version]
	| unique_by(.key) | sort_by(.type, .name, .file) as $flows
| [$heads[] | select(.kind == "object") | {key: key, id: (.id | text), type: (.type | text), name: (.name // .id | text),
	division: (.division | member("name") | text)}] as $objects
| (reduce $flows[] as $f ({}; .["\($as_reference[$f.type] // $f.type)/\($f.name)"] |= if . == null then $f.key else false end)
	+ reduce $objects[] as $o ({}; .["\($o.type)/\($o.name)"] = $o.key)) as $by_name
| (INDEX($flows[], $objects[]; .key)) as $known
# A name without an id, as in Archy YAML, is the object of this name, if there is one, or else what others
# refer to by this name; with several ids, nobody knows which.
| (reduce ($refs[] | select((.id // "") != "" and .class != "own")) as $r ({}; .["\($r.type)/\($r.name)"] |=
	if . == null or . == $r.id then $r.id else false end)) as $by_reference
| def target: if (.id // "") != "" then .id else "\(.type)/\(.name)" as $k | $by_name[$k] // $by_reference[$k] // $k end;
[$refs[] | select(.class | IN("object", "unknown", "name") or . == "literal")
	| select(.class != "literal" or .type)
	| {from: holder, to: target, type: (.type // "unknown" | text), name: (.name // .id | text), id: (.id // "" | text)}
	| select(.from != .to)] as $edges
| ([$objects[]] + [$edges[] | select($known[.to] == null) | {key: .to, id, type, name, division: ($in_source[.to].division | member("name") | text)}]
	| group_by(.key) | map((map(select(.name != .id)) + .)[0]) | sort_by(.type, .name)) as $others
| ([$flows | to_entries[] | .value + {n: "f\(.key)"}] + [$others | to_entries[] | .value + {n: "o\(.key)"}]) as $items
| INDEX($items[]; .key) as $of
| (reduce $items[] as $i ({}; .["\($i.type)/\($i.name)"] = $i.n)) as $named
| (reduce $items[].name as $n ({}; .[$n] = true)) as $is_name
| ($edges | map({from: $of[.from].n, to: $of[.to].n} | select(.from and .to)) | unique) as $links
| (reduce ($links | group_by(.to)[]) as $g ({}; .[$g[0].to] = ($g | map(.from)))) as $users
| (reduce ($links | group_by(.from)[]) as $g ({}; .[$g[0].from] = ($g | map(.to)))) as $uses
| (reduce ($flows | group_by(.type, .name)[] | select(length > 1)[]) as $f ({}; .[$f.key] = true)) as $shared
# The name to show: with the file, if several flows have it
| def called: if . and $shared[.key] and .file != "" then "\(.name) (\(.file))" else .name end;
def gaps: map(. as $r | $of[holder] as $from | {from: $from.n, to: ($of[target].n // ""),
	owner: ($from | called // ($r | .flow // .object | .name // .id | text)), owner_type: (.flow // .object | .type | text),
	type: (.type // "" | text), name: (.name // .id | text), id: (.id // "" | text),
	step: (.node | member("name") | text), at: (.at[0] // "" | text), reason: (.reason | text)});
{
	given: $given,
	items: [$items[] | . + {name: called, plain_name: .name, users: ($users[.n] // []), uses: ($uses[.n] // [])}],
	orphans: ($orphans | gaps), missing: ($missing | gaps),
	plan: [$plan[] | select(.kind == "map" and (.status | IN("mapped", "same", "platform", "ignored", "new") | not))
		| {type: (.type | text), name: (.name // .from | text), from: (.from | text), status: (.status | text),
			candidates: ([(.candidates // [])[] | if type == "object" then .name // .id else . end | text] | join(", ")),
			n: ($of[.from // ""].n // "")}] | unique,
	changes: [$changes[] | select(.kind == "difference") | (.flow // .object) as $o
		| {n: ($named["\($o.type)/\($o.name)"] // ""),
			owner: ($o.name // $o.id | text), owner_type: ($o.type | text), change: (.change | text),
			where: (.where | text), text: (.text // .what | text)}],
	texts: [$texts[] | select($is_name[.text | text] | not) | (.flow // .object) as $o
		| {n: ($of[holder].n // ""), task: (.task | text), node: (.node | text), text: (.text | text | if length > 600 then .[:600] + "…" else . end), at: (.at | text)}]
		| unique_by([.n, .task, .node, .text])
}
