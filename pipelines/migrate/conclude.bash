# conclude.bash - what gc-migrate tells at its end: what arrived, what did not, and what a person must do
# shellcheck shell=bash
#
# Sourced by gc-migrate, after rehearse.bash. Works in the folder DIR.

# An object is known by its id in the target, or as long as it has none by that in the source: its name
# need not be unique. A flow is known by type and name; each further record of one flow counts by itself,
# and once if the creation of stubs has refused it, too.
grouped='def further: .status == "refused" and (.reason | startswith("a record before this one is of the same flow"));
	INDEX(.[] | select(.object.id and .from); .from) as $ids | any(.[]; further and .action != "stub") as $written |
	to_entries | map(select(.value | further and .action == "stub" and $written | not)) |
	group_by(.key as $number | .value | if further then [.flow.type, .flow.name, $number]
		elif .flow then [.flow.type, .flow.name]
		else [.object.type, (.object.id // $ids[.from // ""].object.id // .from)] end) | map(map(.value))'
# tally RESULTS… - set sum to "create: 3, skip: 2" for example, and the numbers of flows and objects by
# their last result: n_failed, n_failed_objects (of these, the objects), n_passing, n_waiting, ..., and of the plan n_bots
tallied=''
put_ended=0 # the status of the gc-put whose results are the last
tally() {
	local line
	tallied=$*
	line=$(jq -rs --slurpfile plan plan.ndjson "$grouped"' as $groups |
		def n(f): map(select(f)) | length;
		def why: .reason // "";
		def fails: .status | IN("failed", "refused");
		($groups | map(.[-1]) | n(fails), n(.object and fails), n(.temporary), n(.status | IN("waiting", "by hand")),
			n(.action == "differs"), n(.status == "refused" and (why | startswith("moved:"))),
			n(.status == "refused" and (why | startswith("the plan refuses it"))), n(.division),
			n(.status == "refused" and .flow.type == "VOICEMAIL")),
		($plan | n(.action == "create" and (why | contains("NLU domain")))),
		($groups | map(
			if .[-1].status | IN("failed", "refused", "waiting", "by hand") then .[-1].status
			elif .[-1].action == "stub" then "only a stub"
			elif any(.action | IN("stub", "create")) then "create" else .[-1].action end) |
		group_by(.) | map("\(.[0]): \(length)") | join(", ") | if . == "" then "nothing" else . end)' "$@")
	# shellcheck disable=SC2086 # words
	read -r n_failed n_failed_objects n_passing n_waiting n_differs n_moved n_refused n_elsewhere n_voicemail \
		n_bots sum <<<${line//$'\n'/ }
}

# late_records - report the flows and objects that the rehearsal had ready, and that refer to one which
# could not be created: applied.late has them; set late to their number
late=0
late_records() {
	late=$(($(wc -l <ready.ndjson) - $(wc -l <applied.ndjson)))
	writable applied.late
	[ "$late" -ne 0 ] || return 0
	to_file applied.refs gc-refs applied.withheld
	to_file applied.late jq -cn --slurpfile map applied.map --slurpfile withheld applied.before '
		INDEX($map[] | select(.status == "new"); .from) as $new |
		INDEX($withheld[]; .id) as $withheld |
		inputs | (.flow // .object) as $user |
		select(.class != "own" and $new[.id // ""] and ($withheld[$user.id // ""] | not)) |
		{user: $user, type, name}' applied.refs
	jq -r '"gc-migrate: \(.user.type) \(.user.name | tojson): not written: it refers to " +
		"\(.type) \(.name | tojson), which could not be created" | gsub("[[:cntrl:]]"; "?")' applied.late >&2
	rm -f applied.refs
}

# by_hand RESULTS… - with objects: write by-hand.tsv, what gc-plan says is by hand and what it cannot know: what
# gc-put refused, let wait or failed to write, the bots that only Architect itself should create, what could
# not be fetched, and what waits for any of these
by_hand() {
	local unfetched=unfetched.ndjson unwritten=applied.late
	[ -n "${opt_with_objects-}" ] || return 0
	[ -e "$unfetched" ] || unfetched=/dev/null
	[ -e "$unwritten" ] && [ "$1" != plan.ndjson ] || unwritten=/dev/null
	[ -e given.ndjson ] || heads given.ndjson source.ndjson
	to_file by-hand.last jq -cs "$grouped | .[][-1]" "$@"
	to_file by-hand.left jq -nr --slurpfile results by-hand.last --slurpfile plan plan.ndjson \
		--slurpfile given given.ndjson --slurpfile late "$unwritten" --slurpfile unfetched "$unfetched" '
		def record: .flow // .object;
		(reduce (inputs | select(.id and .class != "own")) as $r ({};
			.[$r.id][($r | record).id // ($r | record).name] = 1) | map_values(length)) as $users |
		(INDEX($given[]; "\(.type) \(.name)") | map_values(.id)) as $id_of |
		($results[] | select(.status | IN("refused", "failed", "waiting", "by hand")) |
			[record, .from, if .flow.type == "VOICEMAIL" and .status == "refused"
				then "create it in Architect: the API cannot create voicemail flows"
				else .reason // .status end]),
		($plan[] | if .flow and .action == "skip" and (.reason // "" | startswith("a system flow"))
			then [record, .from, "left alone, since every org has its own: change it in Architect if it should be as in the source"]
			elif .status == "planned" and .action == "create" and (.reason // "" | contains("NLU domain"))
			then [record, .from, "create it in Architect first: else it keeps the NLU domain of the source"]
			else empty end),
		($late | group_by(.user.id // .user.name)[] | [.[0].user, null, "not written: it refers to " +
			(map("\(.type) \(.name | tojson)") | unique | join(", ")) + ", which could not be created"]),
		($unfetched[] | [., .id, "could not be fetched (\(.error.message // .error.code // "see unfetched.ndjson")); rehearse again"]) |
		. as [$record, $from, $what] | ([$record.id, $from, $id_of["\($record.type) \($record.name)"]] | map(values) | map($users[.] // 0) | max // 0) as $count |
		# for a spreadsheet, text and no formula
		def cell: if type == "string" and test("^[=+@-]") then "\u0027" + . else . end;
		[$count, $record.type, $record.name, $what] | map(cell) | @tsv' refs.ndjson
	to_file by-hand.tsv cat by-hand.planned by-hand.left
	rm -f by-hand.last by-hand.left
}

# conclude RESULTS… - say what happened and what to do next, and exit
conclude() {
	local failed code=0
	[ "$tallied" = "$*" ] || tally "$@"
	note "$verb$sum"
	[ -z "${opt_apply-}" ] || by_hand "$@"
	rm -f applied.late given.ndjson
	failed=$(these $((n_failed - n_failed_objects)) "$n_failed_objects")
	[ "$n_waiting" -eq 0 ] || say "objects that wait for what the target does not have: $n_waiting; see $dir/by-hand.tsv"
	[ "$n_differs" -eq 0 ] ||
		say "objects that differ from the target's: $n_differs; see $dir/${!#}; --update would change them"
	[ "$n_elsewhere" -eq 0 ] || say "left in another division of the target: $n_elsewhere; see $dir/${!#}"
	[ ! -s withheld.ndjson ] || say "withheld: $(counted withheld.ndjson); the reasons are in $dir/review.txt"
	[ ! -s unfetched.ndjson ] ||
		say "could not be fetched: $(counted unfetched.ndjson); the reasons are in $dir/unfetched.ndjson"
	[ "$n_bots" -eq 0 ] || say "bots with the NLU domain of the source org: $n_bots;" \
		"create them in Architect, then rehearse again"
	[ "$n_voicemail" -eq 0 ] || say "voicemail flows, which the API cannot create: $n_voicemail;" \
		"create them in Architect, then rehearse again"
	[ "$late" -eq 0 ] ||
		say "not written, because they refer to what could not be created: $late; see above"
	[ ! -s withheld.ndjson ] && [ "$n_waiting" -eq 0 ] && [ "$n_differs" -eq 0 ] || code=1
	[ "$n_elsewhere" -eq 0 ] || [ -z "${opt_strict_divisions-}" ] || code=1
	[ ! -s unfetched.ndjson ] || code=3
	# A record that is none for gc-put has no result, but its message.
	if [ "$put_ended" -eq 3 ] && [ "$n_failed" -eq 0 ]; then
		code=3
		say "some records are refused (see above), and are not in the plan"
	fi
	if [ -z "${opt_apply-}" ]; then
		go_on
	elif [ "$n_failed" -ne 0 ]; then
		repair
	elif [ "$late" -ne 0 ]; then
		[ "$n_waiting" -eq 0 ] || die 3 "$(next) when nothing waits, to write what was not written"
		die 3 "run the same command again to write the flows that were not written"
	fi
	exit "$code"
}

# give_up STATUS RESULTS… - gc-put ended with 75 or 77: all that it tried failed, for a reason that may pass
# or for want of a permission. Its results count; exit with its status
give_up() {
	tally "${@:2}"
	say "$sum"
	by_hand "${@:2}"
	rm -f applied.late given.ndjson
	local failed advice="run the same command again"
	failed=$(these $((n_failed - n_failed_objects)) "$n_failed_objects")
	[ "$1" -eq 75 ] || advice="when the role has the permissions, $advice"
	die "$1" "$failed failed (see above); $advice"
}

# go_on - after a rehearsal: what would fail, and the next command
go_on() {
	local then="review $dir/review.txt, then run: gc-migrate --apply $quoted"
	if [ ! -s plan.ndjson ]; then # all are withheld, or could not be fetched
		say "there is nothing to apply"
		return
	fi
	if [ "$n_failed" -eq 0 ]; then
		note "$then"
		return
	fi
	code=3
	say "$failed would fail (see above); nothing was written"
	[ "$n_passing" -eq 0 ] || say "may work later: $n_passing of them; rehearse again: gc-migrate $quoted"
	[ "$(count '.status == "planned"' plan.ndjson)" -eq 0 ] || say "to write the others, $then"
}

# repair - after an --apply of which some failed: what to do, and exit 3
repair() {
	local where=$dir/results.ndjson
	[ -z "${opt_with_objects-}" ] || where=$dir/by-hand.tsv
	# What moved, or was refused in the rehearsal, is refused until the plan says otherwise.
	[ "$n_moved" -eq 0 ] ||
		die 3 "$failed failed (see above); $n_moved of them moved, rehearse again: gc-migrate $quoted"
	[ "$n_refused" -eq 0 ] || [ -n "${opt_now-}" ] ||
		die 3 "$failed failed (see above); $n_refused of them were refused in the rehearsal;" \
			"rehearse again: gc-migrate $quoted"
	[ "$n_passing" -ne "$n_failed" ] ||
		die 3 "$failed failed (see above); run the same command again: it skips the others"
	[ "$n_passing" -eq 0 ] || die 3 "$failed failed (see above), $n_passing of them for a reason that may pass;" \
		"run the same command again: it skips the others"
	die 3 "$failed failed (see above) and would fail again; see $where; when that is mended, $(next)"
}
# next - print the command that plans and writes what could not go
next() { [ -n "${opt_now-}" ] && echo 'run the same command again' || echo "rehearse again: gc-migrate $quoted"; }
