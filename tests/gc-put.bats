#!/usr/bin/env bats
# gc-put: flows into an org, said first, never twice, and never half-written unnoticed.

load helper
load sim

teardown() {
	stop_sims
}

# two_orgs [gc-sim options for the target] - dev with flows, test with the same names and other
# ids; flows.ndjson holds dev's flows with their configurations. Settings point at test.
two_orgs() {
	start_sim --org dev --seed 3 --flows 12
	gc-list | gc-get | gc-strip >flows.ndjson
	start_sim --org test --seed 3 "$@"
}

# target [gc-sim options] - an org without flows, and a token of "admin" for api and post.
target() {
	start_sim --no-flows --flows 5 --job-time 20 "$@"
	login admin
}

# record N [MARK] [DESCRIPTION] - a flow that refers to nothing; MARK is in its configuration.
record() {
	printf '{"kind":"flow","id":"f%s","name":"Flow %s","type":"WORKFLOW","description":"%s","configuration":{"name":"Flow %s","type":"workflow","manifest":{},"flowSequenceItemList":["%s"]}}\n' \
		"$1" "$1" "${3-d}" "$1" "${2-a}"
}

# records N [MARK] - that many.
records() {
	local i
	for ((i = 1; i <= $1; i++)); do record "$i" "${2-a}"; done
}

# state - the target's own flows, ids and version numbers apart: what a run must leave the same.
# A flow without a configuration has null there.
state() {
	gc-list --select '.system != true' >listed
	gc-get -q --failed empty listed >got 2>/dev/null || true
	cat got empty | jq -c '[.publishedVersion.id, .savedVersion.id, .checkedInVersion.id] as [$p, $s, $c] |
		{name, type, description, configuration, lock: (.lockedClient // .lockedUser),
		published: ($p != null and ([$s, $c] - [$p, null] == [])), checked_in: ($c == $s)}' | sort
}

# is JQ-EXPRESSION - it is true of all result records in `out` and there are some.
is() {
	jq -se "length > 0 and all(.[]; $1)" out >/dev/null || { cat out; return 1; }
}

# id_of NAME - of the target's flow.
id_of() {
	gc-list | jq -r --arg n "$1" 'select(.name == $n).id'
}

# writes - how many requests that write the newest sim has got
writes() {
	stats '[.paths | to_entries[] | select(.key | test("^(GET|POST /oauth/token)") | not).value] | add // 0'
}

# archy N... - archy.ndjson: made flows as YAML out of an org that has them, in gc-sim's dialect.
archy() {
	local n id
	start_sim --no-flows --flows 5 --org source
	records "$1" "${2-a}" | gc-put --publish >/dev/null
	login admin
	for n in $(seq "$1"); do
		id=$(id_of "Flow $n")
		post /api/v2/flows/export/jobs "{\"flows\":[{\"flow\":{\"id\":\"$id\"}}]}"
		ready "/api/v2/flows/export/jobs/$(jq -r .id answer.json)"
		curl -s "$(jq -r .downloadUrl answer.json)" >file.yaml
		jq -nc --rawfile y file.yaml --arg n "$n" \
			'{kind: "flow", id: "f\($n)", name: "Flow \($n)", type: "WORKFLOW", archy: $y}'
	done >archy.ndjson
}

@test "records of the very org are refused before anything is written, unless told" {
	start_sim --org dev --seed 3 --flows 4
	gc-list | gc-get >flows.ndjson
	run -2 --separate-stderr gc-put flows.ndjson
	[[ $stderr == *"come from this very org, \"dev\""* ]]
	[ -z "$output" ]
	gc-put --same-org flows.ndjson >out
	is '.status == "skipped" or .action == "checkin"'
}

@test "options that exclude each other are a usage error" {
	run -2 gc-put --stubs --publish /dev/null
	run -2 gc-put --restore --publish /dev/null
	run -2 gc-put --validate --dry-run /dev/null
	run -2 gc-put --rate nonsense /dev/null
}

@test "a dry run names what would be done, and writes nothing" {
	two_orgs --flows 0
	gc-put --dry-run --backup none flows.ndjson >out
	is '.action + " " + .status == "create planned"'
	[ "$(wc -l <out)" -eq 12 ]
	[ "$(writes)" -eq 0 ]
	[ ! -e none ]
}

@test "create, skip, update, edit: each is said, and shows in the target" {
	target
	record 1 >in
	gc-put in >out
	is '.action == "create" and .status == "done" and .flow.name == "Flow 1"'
	[ "$(jq -r .flow.id out)" = "$(id_of "Flow 1")" ]
	state >after
	jq -e '.configuration.flowSequenceItemList == ["a"] and .checked_in and .published == false and .lock == null' after
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	gc-put in >out
	is '.action == "skip" and .status == "skipped"'
	[ "$(writes)" -eq 0 ]
	record 1 b >in
	gc-put in >out
	is '.action == "update" and .status == "done"'
	record 1 b other >in
	gc-put --dry-run in >out
	is '.action == "edit" and .status == "planned"'
	gc-put in >out
	is '.action == "edit" and .status == "done"'
	state | jq -e '.configuration.flowSequenceItemList == ["b"] and .description == "other"'
	gc-put in >out
	is '.action == "skip"'
}

@test "publish: what is equal and checked in is published, and not saved again" {
	target
	records 2 >in
	gc-put in >out
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	gc-put --publish in >out
	is '.action == "publish" and .status == "done"'
	[ "$(writes)" -eq 2 ]
	state | jq -se 'all(.[]; .published)'
	gc-put --publish in >out
	is '.action == "skip" and .reason == "equal and published"'
}

@test "a draft of this client's is finished: checked in, or published" {
	target
	records 3 >in
	gc-put -q --validate in >out
	for n in 1 2; do
		id=$(id_of "Flow $n")
		login sim-client
		post "/api/v2/flows/actions/checkout?flow=$id"
		post "/api/v2/flows/$id/versions" "$(record $n b | jq -c .configuration)"
		[ "$STATUS" = 200 ]
	done
	records 3 b >in
	gc-put <in >out
	[ "$(jq -r .action out | tr '\n' ' ')" = "checkin checkin update " ]
	state | jq -se 'all(.[]; .checked_in and .lock == null)'
}

@test "a lock of this client's on an equal flow is given back; another's is respected, and named" {
	target
	records 2 >in
	gc-put --publish in >out
	login sim-client
	post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow 1")"
	[ "$STATUS" = 200 ]
	login somebody
	post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow 2")"
	[ "$STATUS" = 200 ]
	run -3 --separate-stderr gc-put --publish --failed failed in
	[[ $stderr == *'in:2: flow f2 "Flow 2": update: locked by somebody: have it unlocked in Architect, then run this again' ]]
	[ "$(jq -rs 'map(.action + " " + .status) | join(", ")' <<<"$output")" = "checkin done, update refused" ]
	[ "$(jq -r .name failed)" = "Flow 2" ]
	api "/api/v2/flows/$(id_of "Flow 1")"
	has 'has("lockedClient") | not'
	post "/api/v2/flows/actions/unlock?flow=$(id_of "Flow 2")"
	gc-put --publish failed >out
	is '.action == "skip"'
}

@test "a record that cannot be put is named, kept in --failed, and the others go on" {
	two_orgs --flows 0
	sed '1s/"configuration":/"other":/' flows.ndjson >in
	run -3 --separate-stderr gc-put --dry-run --failed failed in
	[[ $stderr == *"in:1: flow "*"nothing to put"* ]]
	[ "$(wc -l <<<"$output")" -eq 11 ]
	[ "$(jq -r .error.message failed)" = "nothing to put: neither a configuration nor Archy YAML (gc-get brings one)" ]
	printf '%s\n' '{"kind":"flow","id":"x","name":"N","type":"WORKFLOW","configuration":[]}' \
		'{"kind":"flow","id":"x","name":"N","type":"WORKFLOW","archy":{}}' >in
	run -3 --separate-stderr gc-put --dry-run in
	[ -z "$output" ]
	[ "$(grep -c 'no object' <<<"$stderr")" -eq 2 ]
}

@test "--stubs: created empty once, and filled by the next run" {
	target
	records 3 >in
	gc-put --stubs in >out
	is '.action == "stub" and .status == "done"'
	state | jq -se 'length == 3 and all(.[]; .configuration == null and .description == "d")'
	gc-put --stubs in >out
	is '.action == "skip"'
	gc-put in >out
	is '.action == "update" and .status == "done"'
	state | jq -se 'length == 3 and all(.[]; .configuration != null)'
}

@test "--order: flows are taken in the order of the file, others after them" {
	target
	{ records 3 && record "a b%"; } >in
	printf '%s\n' 'workflow/Flow%20a%20b%25' workflow/Flow%203 workflow/none workflow/Flow%201 >order
	gc-put --order order in >out
	[ "$(jq -r .flow.name out | paste -sd,)" = "Flow a b%,Flow 3,Flow 1,Flow 2" ]
	run -74 gc-put --order none in
}

@test "two flows of one type and name in the target: refused, and both are named" {
	target
	records 1 >in
	gc-put in >out
	jq -c '.id = "11111111-1111-4111-8111-111111111111"' in >twins
	jq -c '.id = "22222222-2222-4222-8222-222222222222" | .name = "FLOW 1"' in >>twins
	sed 's/FLOW 1/Flow 1/' twins >both
	start_sim --from both
	[ "$(gc-list | jq -s 'map(select(.name == "Flow 1")) | length')" = 2 ] || skip "gc-sim keeps one of them"
	run -3 --separate-stderr gc-put in
	[[ $stderr == *"more than one"*"11111111-1111-4111-8111-111111111111"* ]]
	[ "$(writes)" -eq 0 ]
}

@test "two records of one flow in the input: the first is put, the other named" {
	target
	{ records 2 && record 1 b | jq -c '.type = "workflow" | .id = "other"'; } >in
	run -3 --separate-stderr gc-put -j 3 in
	[[ $stderr == *'in:3: flow other "Flow 1": a record before this one is of the same flow' ]]
	run -3 gc-put -q in
	state | jq -se 'length == 2 and all(.[]; .configuration.flowSequenceItemList == ["a"])'
}

@test "--validate: what is valid is checked in; what is not stays a draft, and stays one the next time" {
	target
	records 1 >in
	gc-put --validate in >out
	is '.action == "create" and .status == "done"'
	jq -c '.configuration.manifest = {queue: [{id: "none", name: "Nowhere"}]}' in >bad
	for try in 1 2; do
		run -3 --separate-stderr gc-put --validate --publish bad
		[[ $stderr == *"saved as a draft"*"Nowhere"* ]]
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
		state | jq -e '.checked_in == false and .lock.id == "sim-client"'
	done
	gc-put --validate --publish in >out
	state | jq -e '.published and .lock == null'
}

@test "a publish that needs another's comes after it; what never can is said once" {
	target
	records 2 >in
	gc-put --stubs in >/dev/null
	jq -c '.configuration.manifest = {queue: [{id: "none", name: "Nowhere"}]}' <(record 3) >bad
	cat bad in >all
	run -3 --separate-stderr gc-put --publish all
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	[[ $stderr == *'"Flow 3": create'*"Nowhere"* || $stderr == *'"Flow 3": publish'*"Nowhere"* ]]
	[ "$(wc -l <<<"$output")" -eq 3 ]
	run -3 --separate-stderr gc-put --publish all
	[ "$(jq -s 'map(select(.status == "skipped")) | length' <<<"$output")" -eq 2 ]
}

@test "-j: many at a time, the same end" {
	target
	records 20 >in
	gc-put in >out
	state >one
	start_sim --no-flows --flows 5
	gc-put -j 8 --rate 2000/s in >out
	is '.status == "done"'
	state >eight
	same one eight
}

@test "--backup and --restore: published and newer versions come back, what is new is named" {
	target
	records 3 old >in
	gc-put --publish in >/dev/null
	record 1 draft | gc-put >/dev/null
	record 4 >four
	gc-put --stubs four >/dev/null
	state >before
	records 5 new >in
	gc-put --publish --backup backup in >out
	is '.status == "done"'
	[ "$(jq -r '.name + " " + .backup' backup | paste -sd,)" = \
		"Flow 1 published,Flow 1 latest,Flow 2 published,Flow 3 published,Flow 4 empty,Flow 5 created" ]
	cp backup first
	records 5 newer >in
	gc-put --backup backup in >out
	same first backup
	cp backup saved
	for try in 1 2; do
		run -1 --separate-stderr restore backup
		[ "$(grep -c 'not deleted' <<<"$stderr")" -eq 2 ]
		[[ $stderr == *'"Flow 4": was empty before'*'"Flow 5": did not exist before'* ]]
		state | grep -v 'Flow [45]' >after
		grep -v 'Flow 4' before | same - after
	done
	# The second time there was nothing left to do.
	[ "$(jq -s 'all(.[]; .status == "skipped")' <<<"$output")" = true ]
	same saved backup
}

@test "--backup: a torn last line goes; another org's file, and another org's restore, are refused" {
	target
	records 2 old >in
	gc-put --publish in >/dev/null
	record 1 draft | gc-put >/dev/null
	records 2 new >in
	gc-put --backup whole in >out
	# Cut after the published version of the first, before the newer one.
	{ sed -n 1p whole && sed -n 2p whole | head -c 100; } >torn
	gc-put --restore whole >out
	records 2 newest >in
	gc-put --backup torn in >out
	[ "$(jq -r '.name + " " + .backup' torn | paste -sd,)" = \
		"Flow 1 published,Flow 1 published,Flow 1 latest,Flow 2 published" ]
	[ "$(jq -r '.configuration.flowSequenceItemList[0]' torn | paste -sd,)" = old,old,draft,old ]
	start_sim --no-flows --flows 5 --org other
	run -2 --separate-stderr gc-put --backup whole in
	[[ $stderr == *"another org"* ]]
	run -2 --separate-stderr gc-put --restore whole
	[[ $stderr == *"no backup of \"other\""* ]]
	[ "$(writes)" -eq 0 ]
	run -74 gc-put --backup /dev/null in
	run -74 gc-put --backup none/backup in
}

@test "the backup is on disk before the first write to a flow" {
	target --fault 'stall:method=POST:path=*/actions/*' --fault 'stall:method=PUT'
	login admin
	records 1 >in
	timeout -s KILL 2 gc-put --backup backup in >out || true
	[ "$(jq -r '.name + " " + .backup' backup)" = "Flow 1 created" ]
}

# hurt FAULT... - with these faults a run brings three flows, two of them there already; ends with
# what `run` leaves. The faults end.
hurt() {
	target
	records 2 old >in
	gc-put --publish in >/dev/null
	records 3 new >in
	faults "$@"
	run --separate-stderr gc-put -q -j 3 --retries 2 --publish --failed failed in
	faults ''
}

# well - the last run brought all of them, each once, or the next does.
well() {
	gc-put -q --publish in >out || return 1
	state >after
	jq -se 'length == 3 and all(.[]; .published and .lock == null and .configuration.flowSequenceItemList == ["new"])' \
		after >/dev/null || { cat after; return 1; }
}

@test "every write fails once, before or after it was carried out: made good in the same run" {
	local kind
	for kind in 500 429 reset:after 500:after 503:retry-after=1; do
		hurt "$kind:first=1:method=POST:path=/api/*"
		echo "$kind: $status $stderr"
		[ "$status" -eq 0 ]
		[ -z "$stderr" ]
		[ ! -s failed ]
		well
		is '.status == "skipped"'
		stop_sims
	done
}

@test "a write that keeps failing: one line for each flow, temporary, and nothing twice" {
	local path kind
	for path in '*/versions' '*/actions/publish*' '*/flows'; do
		for kind in 503 reset:after; do
			hurt "$kind:method=POST:path=$path"
			echo "$path $kind: $status $stderr"
			case $kind$path in
			503*/flows) # the one that is to be created
				[ "$status" -eq 3 ]
				[ "$(wc -l <<<"$stderr")" -eq 1 ]
				;;
			503*)
				[ "$status" -eq 75 ]
				[ "$(wc -l <<<"$stderr")" -eq 3 ]
				;;
			*) # it was carried out, and is found
				[ "$status" -eq 0 ]
				;;
			esac
			well
			stop_sims
		done
	done
}

@test "no permission for anything: 77; for one flow: 3" {
	target
	records 2 >in
	faults '403:method=POST:path=/api/v2/flows'
	run -77 --separate-stderr gc-put in
	[ "$(grep -c 'create: cannot create the flow: 403' <<<"$stderr")" -eq 2 ]
	faults ''
	record 1 | gc-put >/dev/null
	faults '403:method=POST:path=/api/v2/flows'
	run -3 --separate-stderr gc-put in
	faults ''
	gc-put in >out
}

@test "a lock that appears in the middle: refused and named; then the next run ends right" {
	local path
	for path in '*/actions/checkout*' '*/actions/publish*'; do
		hurt "lock:flow=Flow 1:path=$path"
		echo "$path: $status $stderr"
		[ "$status" -eq 3 ]
		[[ $stderr == *'flow f1 "Flow 1": update: '*"locked by "*": have it unlocked"* ]]
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
		[ "$(jq -r .name failed)" = "Flow 1" ]
		stop_sims
	done
}

@test "an operation that fails is said as the server says it, also when it says nothing" {
	hurt 'fail:flow=Flow 2'
	[ "$status" -eq 3 ]
	[[ $stderr == *'flow f2 "Flow 2": '*"The operation failed, as it was asked to. (internal.server.error)" ]]
	well
	stop_sims
	hurt 'mute:flow=Flow 2'
	[ "$status" -eq 3 ]
	[[ $stderr == *'flow f2 "Flow 2": '*"the server gives no reason" ]]
	# The failure is the former run's: the next is not misled by it.
	well
	stop_sims
	hurt 'mute:after:flow=Flow 2'
	[ "$status" -eq 0 ]
	[[ $output == *"published, though the server says: the server gives no reason"* ]]
	well
}

@test "slow operations are waited for" {
	target --job-time 1500
	records 3 >in
	gc-put -j 3 --publish in >out
	is '.status == "done"'
}

@test "archy records: created, updated, backed up, and refused where locked" {
	archy 2
	target
	gc-put --backup backup archy.ndjson >out
	is '.action == "create" and .status == "done"'
	[ "$(jq -r .backup backup | paste -sd,)" = created,created ]
	state | jq -se 'length == 2 and all(.[]; .published)'
	gc-put --dry-run archy.ndjson >out
	is '.action == "update" and .status == "planned"'
	gc-put archy.ndjson >out
	is '.action == "update" and .status == "done"'
	login somebody
	post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow 2")"
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'"Flow 2": update: locked by somebody'* ]]
}

@test "archy: faults of jobs and uploads, lost answers and expired URLs make no flow twice" {
	local fault
	archy 2
	for fault in '500:first=1:path=/api/v2/flows/jobs' 'reset:after:first=1:path=/api/v2/flows/jobs' \
		'reset:after:first=1:method=PUT' '503:first=1:method=PUT' '403:times=1:method=PUT' \
		'429:first=1' 'truncated:first=1:path=*/jobs/*'; do
		target
		faults "$fault"
		gc-put -q archy.ndjson >out
		is '.status == "done"'
		faults ''
		state | jq -se 'length == 2 and all(.[]; .published)'
		stop_sims
	done
}

@test "archy: a job that fails is said as the server says it; then the next run ends right" {
	archy 2
	target
	faults 'fail:flow=Flow 2'
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'flow f2 "Flow 2": create: '* ]]
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	faults 'mute:flow=Flow 2'
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'"Flow 2": create: the import job ended with Failure and gives no reason' ]]
	faults 'mute:after:flow=Flow 2'
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'"Flow 2": create: a new version was published, and yet the job failed'* ]]
	faults 'lock:flow=Flow 2'
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'"Flow 2": update: '*"locked by "*": have it unlocked"* ]]
	faults ''
	state | jq -se 'length == 2'
}

@test "killed at any point and run again: the same end, no flow twice, the older backup kept" {
	local ms code run=0
	# Operations take 40 ms and each answer 4, so that cuts fall into every step.
	start_sim --no-flows --flows 5 --job-time 40 --latency 4
	records 3 old >in
	gc-put --publish in >/dev/null
	record 1 draft | gc-put >/dev/null
	state >before
	records 6 new >in
	for ((ms = 40; ms < 1000; ms += 40)); do
		code=0
		gc-put -q --publish --backup backup in >out 2>err &
		sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
		kill -KILL $! 2>/dev/null || true
		wait $! || code=$?
		[ "$code" -eq 137 ] || [ "$code" -eq 0 ] || { cat err; return 1; }
		run=$((run + 1))
		records 6 "new$run" >in
	done
	gc-put -q --publish --backup backup in >out
	state >after
	jq -se --arg r "new$run" 'length == 6 and all(.[]; .published and .lock == null and
		.configuration.flowSequenceItemList == [$r])' after
	[ "$(jq -r .name backup | sort | uniq -c | awk '{print $1}' | paste -sd,)" = 2,1,1,1,1,1 ]
	run -1 gc-put -q --restore backup
	state | grep -v 'Flow [456]' | same before -
}
