#!/usr/bin/env bats
# gc-put: records of Archy YAML, by import jobs.

load helper
load sim
load put

teardown() {
	stop_sims
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
		'429:times=2' 'truncated:first=1:path=*/jobs/*'; do
		target
		faults "$fault"
		gc-put -q -j 8 archy.ndjson >out
		is '.status == "done"'
		faults ''
		state | jq -se 'length == 2 and all(.[]; .published)'
		stop_sims
	done
}

@test "archy: a URL that has expired by the time of the upload is replaced by a new job's" {
	target --url-life 1
	archy 1
	faults '503:times=1:retry-after=2:path=/storage/*'
	gc-put archy.ndjson >out
	is '.action == "create" and .status == "done"'
	[ "$(stats '.paths["POST /api/v2/flows/jobs"]')" -eq 2 ]
	state | jq -se 'length == 1 and all(.[]; .published)'
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

@test "archy: a job that a killed run has left at work is waited for" {
	target --job-time 1600
	archy 1
	cut 'stall:after:method=PUT' archy.ndjson
	gc-put --retries 0 archy.ndjson >out
	is '.action == "create" and .status == "done"'
	# The killed run's, the one that found the flow locked, and the one after it.
	[ "$(stats '.paths["POST /api/v2/flows/jobs"]')" -eq 3 ]
	state | jq -se 'length == 1 and all(.[]; .published and .lock == null)'
}

@test "archy: killed after any request and run again: the same end as undisturbed" {
	local n=2
	start_sim --no-flows --flows 5 --job-time 200
	# Each time one flow is there and one is new.
	while archy "$n" && sed -n "1p;${n}p" archy.ndjson >two &&
		cut "stall:after:every=$n:path=/[as]*" -j 2 --backup backup two; do
		gc-put -q -j 2 --backup backup two >out || { cat out; return 1; }
		is '.status == "done"'
		n=$((n + 1))
	done
	[ "$n" -gt 10 ]
	gc-put -q -j 8 archy.ndjson >out
	state >after
	[ "$(jq -r .name backup | sort | uniq -d | wc -l)" -eq 0 ]
	start_sim --no-flows --flows 5 --job-time 0
	gc-put -q -j 8 archy.ndjson >out
	state | same - after
}
