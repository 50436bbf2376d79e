# review.jq - the review of a rehearsal (gc-migrate): flow by flow, then object by object, what --apply will do
#
# $from, $to: where the flows come from and go to. $apply: the command that does it. $options: of
# migrate. $sum: how many flows are created, and so on. $plan: what gc-put would do, in its order.
# $refs, $map, $given: what the flows of the source refer to, what that becomes, and the flows.
# $present: the flows that change, as the target has them.
# $differences: of gc-flowdiff. $orphans: what gc-strip --orphans took out. $withheld: references of the
# flows that cannot go. $unfetched: the flows that the source did not give. $also: the --select that adds the
# flows that others need, if there are any.

def key: "\(.type) \(.name)";
def named: "\(.type // (if .id then "id" else "name" end)) \(.name // .id // "without a name" | tojson)";
def shown: if . == null then "none" elif test("^[0-9]") then . else "draft" end; # a draft has an id instead
def next_version: (split(".")[0] | tonumber? + 1 | "\(.).0") // "new";

(reduce $map[] as $m ({}; if $m.from then .["\($m.type // "") \($m.from)"] = $m else . end)) as $to_of |
(reduce ($refs[], $withheld[]) as $r ({}; ($r.flow // $r.object) as $of | .[$of.id // ($of | key)] += [$r])) as $refs_of |
(reduce $map[] as $m ({}; if $m.from then .[$m.from] = $m else . end)) as $by_id |
# References of Archy YAML have names only; a flow of it may be renamed itself. A name that the input brings
# with an id has no record of its own.
(reduce (($map[] | select(.from and .status == "new")), ($map[] | select(.from | not))) as $m ({};
	.["\($m.type) \($m.name)"] = $m)) as $by_name |
[$refs[] | select(.class == "own" and .type != "division" and .flow and (.id | not))] as $own |
(reduce $own[] as $r ({}; .[$r.flow | key] = $by_name["\($r.type) \($r.name)"].to_name)) as $renamed |
(reduce $own[] as $r ({}; .["\($r.type) \($r.name)"] = ($r.flow | key))) as $flow_of |
(reduce $given[] as $g ({}; .["\($g.type) \($by_id[$g.id // ""].to_name // $renamed[$g | key] // $g.name)"] = $g)) as $given_of |
# A flow stays in its division of the target; that it is another one is told with the flow.
(reduce ($differences[] | select((.at // .old_at // "") | startswith("/division") | not)) as $d ({};
	.[$d.flow | key] += [$d])) as $differences_of |
(reduce $orphans[] as $o ({}; if $o.change == "action" then .[$o.flow.id // ($o.flow | key)] += [$o] else . end)) as $orphans_of |

# What the target would not get, and why.
def stays_out: .status | IN("refused", "failed", "waiting", "by hand");
(reduce ($plan[] | select(stays_out)) as $p ({}; .[$p.from // ($p | .flow // .object | .id // key)] = ($p.reason // $p.status))) as $out |
(reduce $given[] as $g ({}; .[$g.id // ""] = ($out[$g.id // ""] // $out["\($g.type) \($by_id[$g.id // ""].to_name // $g.name)"]))) as $out |

# The flow or object of a map record, as $out has it
def source: .from // $flow_of["\(.type) \(.name)"] // "";
# What a reference becomes; undecided ones come first.
def becomes:
	(if (.id // "") == "" then $by_name["\(.type // "unknown") \(.name)"]
	 else $to_of["\(.type // "") \(.id)"] // $by_id[.id] end) as $m |
	(if .name then . else .type = (.type // $m.type) | .name = $m.name end | named) as $named |
	if .class == "platform" or .class == "own" or $m == null then empty
	elif $m.status == "new" and $out[$m | source] then [0, "\($named): not created: \($out[$m | source])"]
	elif $m.status == "new" then [1, "\($named): created by this migration"]
	elif $m.status == "same" or ($m.status == "mapped" and $m.to == .id) then [1, "\($named): the same id"]
	elif $m.status == "mapped" and ($m.to_name // .name) == (.name // $m.name) then [1, "\($named): \($m.to)"]
	elif $m.status == "mapped" then [1, "\($named) → \($m.to_name | tojson): \($m.to)"]
	elif $m.status == "unknown" then [2, "\($named): not in the inventories, stays as it is"]
	elif $m.status | IN("unlisted", "ignored") then [2, "\($named): \($m.reason // $m.status), stays as it is"]
	else [0, "\($named): \($m.status)\(if $m.looked_for then ", looked for as \($m.looked_for | tojson)" else "" end)\(if $m.reason then ", \($m.reason)" else "" end)"]
	end;
def references($flow): [$refs_of[$flow.id // ($flow | key)][]? | becomes] | unique[] | "    " + .[1];
(reduce $present[] as $p ({}; .[$p.id // ""] = $p)) as $present_of |
# A result: without the very version that the plan rests on, the differences below it would mislead.
def unseen:
	if .action | IN("create", "skip") then empty
	elif $present_of[.flow.id // ""] == null
	then "    ! its configuration in the target could not be fetched: what differs is not shown"
	elif .target.version != null and $present_of[.flow.id].base.version != .target.version
	then "    ! it changed in the target during the rehearsal: rehearse again to see what differs"
	else empty end;
def taken_out($flow): $orphans_of[$flow.id // ($flow | key)][]? |
	"    - taken out\(if .action.task then " of task \(.action.task | tojson)" else "" end): \(.action.name // .at | tojson), \(.reason)";
# Where the flow comes from: the file of Archy YAML, or the version.
def origin($flow): if $flow.file then $flow.file
	else $from + ($flow.base.version | if . then " \(shown)" else "" end) end;

("Rehearsal of a migration from \($from) to \($to). To write exactly this: \($apply)",
(if $archy > 0 and ($plan | map(select(.flow)) | length) <= $archy then empty
 elif $options[0].publish then "Flows are published."
 else "Flows are checked in; callers continue to reach the versions that were published before." end),
(if $archy > 0 then "Flows of Archy YAML are published: the import does that." else empty end),
(if $options[0]["own-backup"] then "Flows that the target has stay as they are: the source is its own backup."
 elif $options[0]["create-only"] then "Flows that the target has stay as they are (--create-only)." else empty end),
$sum,
"",
($plan | map(select(.flow)) | sort_by(.action == "skip")[] |
	$given_of[.flow | key] as $source |
	.target.version as $now |
	(if stays_out then .status else .action end) as $what |
	"\(($what + "        ")[:8])\(.flow.type) \(.flow.name | tojson): " +
	(if .action == "create" then "new in the target"
	 elif (.action | IN("skip", "publish", "edit")) or stays_out then "target \($now | shown)"
	 else "target \($now | shown) → \($now // "0" | next_version)" end) +
	", from \(origin($source))" +
	((.reason // "") | ltrimstr("the target has no such flow") | ltrimstr("; ") |
		if . == "" then "" else "; \(.)" end),
	(if .action == "skip" then empty else references($source), taken_out($source) end),
	unseen,
	(if (.action | IN("create", "skip")) or ([unseen] != []) then empty
	 elif .action == "update" and (stays_out | not) and $differences_of[.flow | key] == null
	 then "    * only ids differ; the names that they stand for are the same"
	 else $differences_of[.flow | key][]? | "    * \(.text)" end)),
([$plan[] | select(.object)] | sort_by(.action == "skip") | if . == [] then empty else
	"", "Objects around the flows",
	(.[] | $given_of[.object | key] as $source | (if stays_out then .status else .action end) as $what |
		"\(($what + "        ")[:8])  \(.object.type) \(.object.name | tojson)" +
		((.reason // "") | if . == "" then "" else ": \(.)" end),
		(if .action == "skip" then empty else references($source // .object) end),
		(.paths[]? | "    * \(.)"))
 end),
(if $unfetched == [] then empty else "", "Not fetched from \($from): rehearse again" end),
($unfetched[] | "missing   \(.type) \(.name | tojson)" + (.error | .message // .code // "" | if . == "" then "" else ": \(.)" end)),
(if $withheld == [] then empty else "", "Withheld: what these need is missing or ambiguous in \($to)" end),
(if $withheld == [] or $also == "" then empty
 else "To move the needed flows of \($from), too, use another folder and --with-needed, or \($also)" end),
([$withheld[] | .flow // .object] | unique_by(.id // key)[] |
	. as $flow | "withheld  \(.type) \(.name | tojson)" +
		($given_of["\(.type) \($by_id[.id // ""].to_name // $renamed[key] // .name)"] // $given_of[key] | if .kind == "object" then "" else ", from \(origin(.))" end),
	references($flow))
) | gsub("[\u007f-\u009f]"; "?") # controls that tojson leaves, as messages have them
