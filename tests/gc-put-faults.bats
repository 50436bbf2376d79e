#!/usr/bin/env bats
# gc-put: what fails, what is cut, and what stands in the way.

load helper
load sim
load put

teardown() {
	stop_sims
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
