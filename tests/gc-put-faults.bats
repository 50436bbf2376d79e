#!/usr/bin/env bats
# gc-put: what fails, what is cut, and what stands in the way.

load helper
load sim
load put
load answers

# put_under FAULT... [-- OPTION...] - with these faults a run brings three flows, two of them there
# already; ends with what `run` leaves. The faults end.
put_under() {
	local specs=()
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		specs+=("$1")
		shift
	done
	target
	records 2 old >in
	gc-put --publish in >/dev/null
	records 3 new >in
	faults "${specs[@]}"
	run --separate-stderr gc-put -q -j 3 --retries 2 --publish --failed failed "${@:2}" in
	faults ''
}

# all_arrive - the last run brought all of them, each once, or the next does.
all_arrive() {
	gc-put -q --publish in >out || return 1
	state >after
	jq -se 'length == 3 and all(.[]; .published and .lock == null and .configuration.flowSequenceItemList == ["new"])' \
		after >/dev/null || { cat after; return 1; }
}

every_write_fails_once() {
	put_under "$1:method=POST:path=/api/*"
	echo "$status $stderr"
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	[ ! -s failed ]
	all_arrive
	results_are '.status == "skipped"'
}

# bats test_tags=long
@test "every write fails once, before or after it was carried out: made good in the same run" {
	side_by_side every_write_fails_once 500:first=1 reset:after:first=1 500:after:first=1 \
		429:times=2 503:retry-after=1:times=2
}

a_write_keeps_failing() {
	put_under "$1"
	echo "$status $stderr"
	case $1 in
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
	all_arrive
}

# bats test_tags=long
@test "a write that keeps failing: one line for each flow, temporary, and nothing twice" {
	side_by_side a_write_keeps_failing {503,reset:after}:method=POST:path={'*/versions','*/actions/publish*','*/flows'}
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

@test "a login host that fails is not waited for again with each flow" {
	target
	records 6 >in
	gc-put in >out
	records 6 new >in
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	faults 'token:times=1:method=POST:path=/api/*' '503:path=/oauth/token'
	run -75 --separate-stderr gc-put --retries 2 in
	[ "$(grep -c 'login at .*: 503' <<<"$stderr")" -eq 6 ]
	[ "$(stats '.paths["POST /oauth/token"]')" -le $((3 + 5)) ]
	faults ''
	gc-put in >out
	results_are '.status == "done"'
}

a_lock_appears() {
	put_under "lock:flow=Flow 1:path=$1"
	echo "$status $stderr"
	[ "$status" -eq 3 ]
	[[ $stderr == *'flow f1 "Flow 1": update: '*"locked by "*"; have it unlocked"* ]]
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	[ "$(jq -r .name failed)" = "Flow 1" ]
}

@test "a lock that appears in the middle: refused and named, and the record is kept" {
	side_by_side a_lock_appears '*/actions/checkout*' '*/actions/publish*'
}

an_operation_fails() {
	put_under "$1:flow=Flow 2"
	echo "$status $output $stderr"
	case $1 in
	mute:after)
		[ "$status" -eq 0 ]
		[[ $output == *"published, though the server says: the server gives no reason"* ]]
		;;
	mute)
		[ "$status" -eq 3 ]
		[[ $stderr == *'flow f2 "Flow 2": '*"the server gives no reason" ]]
		;;
	*)
		[ "$status" -eq 3 ]
		[[ $stderr == *'flow f2 "Flow 2": '*"The operation failed, a simulated fault. (internal.server.error)" ]]
		;;
	esac
	# The failure is the former run's: the next is not misled by it.
	all_arrive
}

@test "a failed operation is reported in the server's words, also when there are none" {
	side_by_side an_operation_fails fail mute mute:after
}

@test "gc-put waits for slow operations" {
	target --job-time 800
	records 3 >in
	gc-put -j 3 --publish in >out
	results_are '.status == "done"'
}

a_validation_fails_once() {
	put_under "$1:path=*/validate/jobs*" -- --validate
	echo "$status $stderr"
	[ "$status" -eq 0 ]
	[ -z "$stderr" ]
	all_arrive
	results_are '.status == "skipped"'
}

@test "a new flow that cannot be read by its id yet: it is read again, also in the run after the stubs" {
	target
	faults 'lag:seconds=3600' '404:method=GET:path=/api/v2/flows/????????-????-????-????-????????????:first=2'
	records 1 >in
	gc-put -q --publish in >out 2>err
	[ ! -s err ]
	results_are '.action == "create" and .status == "done"'
	record 2 >in
	gc-put -q --stubs in >stubs
	gc-put -q --publish --have stubs in >out 2>err
	[ ! -s err ]
	results_are '.action == "update" and .status == "done"'
	faults '404:method=GET:path=/api/v2/flows/????????-????-????-????-????????????'
	record 3 >in
	ends 3 '"Flow 3": create: cannot read the flow in the target: 404' hurried gc-put -q --publish in
	jq -e '.status == "failed" and .temporary' <<<"$output"
}

@test "--validate: what fails of a validation job is tried again" {
	side_by_side a_validation_fails_once 429:times=1 reset:after:first=1
}

# bats test_tags=long
@test "--validate: what keeps failing is reported, and the flow stays a draft" {
	put_under '503:path=*/validate/jobs' -- --validate
	[ "$status" -eq 75 ]
	[ "$(grep -c 'cannot register a validation job: 503' <<<"$stderr")" -eq 3 ]
	state | jq -se 'all(.[]; .checked_in == false and .lock.id == "sim-client")'
	all_arrive
	stop_sims
	put_under 'fail:flow=Flow 1:path=*/validate/jobs' 'mute:flow=Flow 2:path=*/validate/jobs' -- --validate
	[ "$status" -eq 3 ]
	[[ $stderr == *'"Flow 1": validate: '*"not valid: The job failed, a simulated fault."* ]]
	[[ $stderr == *'"Flow 2": validate: '*"not valid: the server gives no reason"* ]]
	[ "$(wc -l <<<"$stderr")" -eq 2 ]
	gc-put -q --publish --validate --failed failed failed >out
	results_are '.action == "publish" and .status == "done"'
	[ ! -s failed ]
	all_arrive
}

# bats test_tags=long
@test "a publish that works only once another flow has been saved is tried again after it" {
	target
	records 2 >in
	empty 1
	empty 2
	jq -c --arg id "$(id_of "Flow 2")" 'if .name == "Flow 1" then
		.configuration |= (.manifest = {workflow: [{id: $id, name: "Flow 2"}]} | .flowId = $id) else . end' in >two
	printf '%s\n' workflow/Flow%201 workflow/Flow%202 >order
	gc-put --publish --order order two >out
	[ "$(jq -r '.flow.name + " " + .action' out | paste -sd,)" = "Flow 2 update,Flow 1 publish" ]
	state | jq -se 'length == 2 and all(.[]; .published)'
	# So is one that is valid only then.
	stop_sims
	target
	empty 1
	empty 2
	jq -c --arg id "$(id_of "Flow 2")" 'if .name == "Flow 1" then
		.configuration |= (.manifest = {workflow: [{id: $id, name: "Flow 2"}]} | .flowId = $id) else . end' in >two
	gc-put --publish --validate --order order two >out
	[ "$(jq -r '.flow.name + " " + .action' out | paste -sd,)" = "Flow 2 update,Flow 1 publish" ]
	state | jq -se 'length == 2 and all(.[]; .published and .lock == null)'
}

# bats test_tags=long
@test "a full disk: what cannot be backed up is not written" {
	target
	records 3 old | jq -c '.configuration.pad = "x" * 3000' >in
	gc-put -q --publish in >/dev/null
	sed 1d in | sed 's/old/new/' | gc-put -q --backup backup >/dev/null
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	sed -i 's/old/new/' in
	cp backup before
	# A file may grow to the next KiB only.
	run -74 --separate-stderr bash -c "trap '' XFSZ; ulimit -f $(($(stat -c %s backup) / 1024 + 1)); exec gc-put --backup backup in"
	[[ $stderr == "gc-put: backup: write: "* ]]
	[ "$(writes)" -eq 0 ]
	[ "$(wc -c <backup)" -gt "$(wc -c <before)" ]
	gc-put -q --backup backup in >out
	head -n "$(wc -l <before)" backup | same before -
	kept backup >kept.ndjson
	[ "$(jq -r .name kept.ndjson | paste -sd,)" = "Flow 2,Flow 3,Flow 1" ]
	[ "$(jq -r .configuration.flowSequenceItemList[0] kept.ndjson | paste -sd,)" = old,old,old ]
	state | jq -se 'all(.[]; .configuration.flowSequenceItemList == ["new"])'
}

@test "--failed is fed back as it is, and holds what fails again" {
	put_under '403:flow=Flow 1:method=POST' '400:flow=Flow 2:method=POST'
	[ "$status" -eq 3 ]
	[ "$(jq -r '.name + " " + (.error.status | tostring)' failed | sort | paste -sd,)" = "Flow 1 403,Flow 2 400" ]
	faults '403:flow=Flow 1:method=POST'
	run -3 gc-put -q --publish --failed failed failed
	[ "$(jq -r '.name + " " + (.error.status | tostring)' failed)" = "Flow 1 403" ]
	faults ''
	gc-put -q --publish --failed failed failed >out
	results_are '.status == "done"'
	[ ! -s failed ]
	all_arrive
}

# killed N - after N requests, then after four more each time, until the run ends before that.
killed() {
	local n=$1
	start_sim --no-flows --flows 5 --job-time 20
	draft_on_published
	# Two flows are there, one is new. Every other time the same is put again; else what the cut
	# has left is the next run's to go on with.
	while { record 1 "new$n" && record 2 "new$n" && record "$((n + 10))"; } >in &&
		cat in >>all && cut "stall:after:every=$n:path=/api/*" --publish --backup backup in; do
		[ $((n / 4 % 2)) -eq 0 ] || gc-put -q --publish --backup backup in >out
		n=$((n + 4))
	done
	[ "$n" -gt 12 ]
	{ sed -n '3~3p' all && tail -3 all | head -2; } >every
	gc-put -q --publish --backup backup every >out
	gc-put --publish every >out
	results_are '.reason == "equal and published"'
	state >after
	jq -se --arg r "new$n" 'all(.[]; .published and .lock == null) and
		(map(.configuration.flowSequenceItemList[0]) | sort) == ([range('"$1; $n + 1; 4"') | "a"] + [$r, $r])' after
	[ "$(kept backup | jq -r .name | sort | uniq -d)" = "Flow 1" ]
	run -1 gc-put -q --restore backup
	state | grep '"Flow 1"' | same before -
}

# bats test_tags=long
@test "killed after any request and run again: the same end, no flow twice, the older backup kept" {
	side_by_side killed 2 3 4 5
}
