#!/usr/bin/env bats
# gc-put: jobs that never end, that have no id, or that an earlier run left.

load helper
load sim
load put

# hurried COMMAND... - what only waits does not: tests/hurry.c
hurried() {
	[ -e "$BUILD/hurry.so" ] || skip "no $BUILD/hurry.so"
	case $BUILD in *-address*) skip "the sanitizers come first" ;; esac
	LD_PRELOAD=$BUILD/hurry.so run --separate-stderr "$@"
}

# without_id METHOD PATH - answers of the newest org to this request have no id
without_id() {
	start_server "
import json
class Handler(Passing):
    def change(self, code, body):
        if self.command == '$1' and self.path == '$2':
            body = json.dumps({k: v for k, v in json.loads(body).items() if k != 'id'}).encode()
        return code, body"
	export GENESYSCLOUD_REGION=localhost:$SERVER_PORT
}

@test "an import job that never ends: gc-put gives up after half an hour, and can be repeated" {
	target --job-time 60000
	archy 1
	hurried gc-put --failed failed archy.ndjson
	[ "$status" -eq 75 ] || { echo "$status $output $stderr"; return 1; }
	[[ $stderr == *'"Flow 1": create: the import job '*' has not ended yet; run this again later' ]]
	[ "$(requests_of 'GET /api/v2/flows/jobs/')" -eq 400 ]
	[ "$(wc -l <failed)" -eq 1 ]
}

@test "a validation job that never ends leaves a draft" {
	target --job-time 60000
	record 1 >in
	hurried gc-put --validate in
	[ "$status" -eq 75 ] || { echo "$status $output $stderr"; return 1; }
	[[ $stderr == *'"Flow 1": '*'saved as a draft; its validation has not ended; run this again later' ]]
}

@test "a flow or a validation job without an id is an answer that is not understood" {
	target
	record 1 >in
	without_id POST /api/v2/flows
	run -3 --separate-stderr gc-put in
	[[ $stderr == *'"Flow 1": create: the server created a flow and gave no id; run this again' ]]
	target
	without_id POST /api/v2/flows/validate/jobs
	run -3 --separate-stderr gc-put --validate in
	[[ $stderr == *"\"Flow 1\": validate: the validation job's registration is not understood" ]]
}

@test "locks that an earlier run left: all flows share five minutes, and each has a few looks" {
	target
	archy 3
	gc-put archy.ndjson >out
	archy 3 b
	login "$GENESYSCLOUD_OAUTHCLIENT_ID"
	for n in 1 2 3; do
		post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow $n")" '' && [ "$STATUS" = 200 ]
	done
	faults 'fail:path=/api/v2/flows/jobs'
	before=$(requests_of 'GET /api/v2/flows/[^/?]*$')
	hurried gc-put -j 1 archy.ndjson
	[ "$status" -eq 75 ] || { echo "$status $output $stderr"; return 1; }
	[ "$(grep -c 'locked by this client, probably by an interrupted run' <<<"$stderr")" -eq 3 ]
	looks=$(($(requests_of 'GET /api/v2/flows/[^/?]*$') - before))
	# five minutes of looks 5 s apart for the first, 6 for each of the others
	echo "$looks"
	[ "$looks" -ge 40 ] && [ "$looks" -le 120 ]
}
