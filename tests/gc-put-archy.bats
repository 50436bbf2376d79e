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
