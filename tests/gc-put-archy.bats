#!/usr/bin/env bats
# gc-put: records of Archy YAML, by import jobs.

load helper
load sim
load put
load archy

@test "archy records: created, updated, backed up, and refused where locked" {
	archy 2
	target
	gc-put --backup backup archy.ndjson >out
	results_are '.action == "create" and .status == "done"'
	[ "$(jq -r 'select(.backup != "written").backup' backup | paste -sd,)" = created,created ]
	state | jq -se 'length == 2 and all(.[]; .published)'
	archy 2 b
	gc-put --dry-run archy.ndjson >out
	results_are '.action == "update" and .status == "planned" and .reason == "the target'"'"'s published version differs"'
	gc-put archy.ndjson >out
	results_are '.action == "update" and .status == "done"'
	login somebody
	post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow 2")"
	gc-put archy.ndjson >out
	results_are '.action == "skip" and .reason == "equal and published"'
	archy 2 c
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'"Flow 2": update: locked by somebody'* ]]
}

# The server works on no flow any more.
no_operation_runs() {
	api '/api/v2/flows?pageSize=100'
	jq -e 'all(.entities[]; .currentOperation.complete != false)' answer.json >/dev/null
}

@test "archy: what is equal and published is skipped, and nothing else" {
	target
	archy 4
	gc-put -j 4 archy.ndjson >out
	# As the server writes it, and with the line ends of another system.
	gc-list --select '.system != true' | gc-get --archy >exported
	jq -c '.archy |= gsub("\n"; "\r\n")' archy.ndjson >crlf
	for file in exported crlf; do
		gc-put -j 4 --same-org $file >out
		[ "$(wc -l <out)" -eq 4 ]
		results_are '.action == "skip" and .status == "skipped" and .reason == "equal and published"'
	done
	# One has a newer version, one a draft of this client's, one another description.
	login sim-client
	for n in 1 2; do
		post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow $n")"
		post "/api/v2/flows/$(id_of "Flow $n")/versions" "$(record $n b | jq -c .configuration)"
		[ "$STATUS" = 200 ]
	done
	post "/api/v2/flows/actions/checkin?flow=$(id_of "Flow 1")"
	await no_operation_runs
	sed '3s/description: \\"d\\"/description: \\"e\\"/' archy.ndjson >in
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	for options in --dry-run ''; do
		# shellcheck disable=SC2086
		gc-put -j 4 $options in >out
		[ "$(jq -rs 'sort_by(.flow.name)[].action' out | paste -sd,)" = update,update,update,skip ]
		# A dry run takes the marks and the locks from the listing, and compares what is published.
		[ -z "$options" ] || [ "$(stats '.paths | with_entries(select(.key | test("flows/"))) | keys | join(",")')" = \
			'GET /api/v2/flows/export/jobs/*,POST /api/v2/flows/export/jobs' ]
	done
	gc-put -j 4 in >out
	results_are '.action == "skip"'
}

an_export_fails() {
	local asked
	target
	archy 2
	gc-put -j 2 archy.ndjson >out
	faults "$1"
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	gc-put --dry-run -j 1 archy.ndjson >out
	results_are '.action == "update" and .status == "planned" and (.reason | startswith("whether it is equal cannot be seen: "))'
	asked=$(stats '.paths["POST /api/v2/flows/export/jobs"]')
	gc-put -j 2 archy.ndjson >out
	results_are '.action == "update" and .status == "done" and (.reason | contains("could not be seen: "))'
	# Who has not the permission need not ask for each flow.
	[[ $1 != 403* ]] || [ "$asked" -eq 1 ]
}

# bats test_tags=long
@test "archy: if nobody can tell whether a flow is equal, gc-put imports it and reports that" {
	side_by_side an_export_fails '403:path=*/export/jobs' 'fail:path=*/export/jobs' \
		'html:path=/storage/exports/*'
}

@test "archy: a {{key}} without a value is refused, also in a dry run; --set, --options, --literal" {
	target
	archy 2
	sed -i '1s/description: \\"d\\"/description: \\"{{a key}} {{b}}\\"/' archy.ndjson
	sed -i 's/^{/{"file":"flows\/x.yaml",/' archy.ndjson
	for options in --dry-run ''; do
		# shellcheck disable=SC2086
		run -3 --separate-stderr gc-put $options archy.ndjson
		[[ ${stderr_lines[0]} == 'gc-put: archy.ndjson:1: flow f1 "Flow 1": flows/x.yaml:'[0-9]*': {{a key}} has no value, and 1 more; give it with --set or --options, or --literal if it is text' ]]
	done
	[ "$(state | wc -l)" -eq 1 ]
	printf 'location: x\nsubstitutions:\n  b: B\n' >opts
	gc-put --options opts --set 'a key=say "A"' archy.ndjson >out
	results_are '.status == "done" or .status == "skipped"'
	gc-list --select '.name == "Flow 1"' | jq -se '.[0].description == "say \"A\" B"'
	# What is filled is what is compared.
	gc-put --options opts --set 'a key=say "A"' archy.ndjson >out
	results_are '.action == "skip"'
	run -3 --separate-stderr gc-put --literal '*' archy.ndjson
	[[ $stderr == *"substitution key 'a key' was found in the flow YAML"*'(flows/x.yaml:3)'* ]]
}

@test "archy: equal by meaning is skipped; --force imports it again" {
	target
	archy 1
	gc-put archy.ndjson >out
	jq -c '.archy |= (sub("  name: \"Flow 1\"\n"; "") | sub("  configuration"; "  name: \"Flow 1\"\n  configuration"))' \
		archy.ndjson >other
	gc-put other >out
	results_are '.action == "skip" and .reason == "equal and published"'
	gc-put --dry-run --force other >out
	results_are '.action == "update" and .reason == "equal, but imported again because of --force"'
	gc-put --force other >out
	results_are '.action == "update" and .status == "done"'
}

a_request_fails() {
	archy 2
	target
	faults "$1"
	gc-put -q -j 8 archy.ndjson >out
	results_are '.status == "done"'
	faults ''
	state | jq -se 'length == 2 and all(.[]; .published)'
}

# bats test_tags=long
@test "archy: faults of jobs and uploads, lost answers and expired URLs make no flow twice" {
	side_by_side a_request_fails 500:first=1:path=/api/v2/flows/jobs \
		reset:after:first=1:path=/api/v2/flows/jobs reset:after:first=1:method=PUT \
		503:first=1:method=PUT 403:times=1:method=PUT 429:times=2 'truncated:first=1:path=*/jobs/*'
}

@test "archy: a URL that has expired by the time of the upload is replaced by a new job's" {
	target --url-life 1
	archy 1
	faults '503:times=1:retry-after=2:path=/storage/*'
	gc-put archy.ndjson >out
	results_are '.action == "create" and .status == "done"'
	[ "$(stats '.paths["POST /api/v2/flows/jobs"]')" -eq 2 ]
	state | jq -se 'length == 1 and all(.[]; .published)'
}

@test "archy: gc-put reports a failed job in the server's words; then the next run ends right" {
	archy 2
	target
	faults 'fail:flow=Flow 2'
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'flow f2 "Flow 2": create: '* ]]
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	faults 'mute:flow=Flow 2'
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'"Flow 2": create: the import job ended with Failure and gives no reason' ]]
	faults 'mute:after:flow=Flow 2:path=*/flows/jobs' '503:path=*/export/*'
	run -3 --separate-stderr gc-put --retries 0 archy.ndjson
	[[ $stderr == *'"Flow 2": create: a new version was published, and yet the job failed'* ]]
	archy 2 b
	faults 'mute:after:flow=Flow 2:path=*/flows/jobs'
	gc-put archy.ndjson >out
	[[ $(tail -1 out) == *"published, though the server says: the import job ended with Failure and gives no reason"* ]]
	archy 2 c
	faults 'lock:flow=Flow 2'
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'"Flow 2": update: '*"locked by "*"; have it unlocked"* ]]
	faults ''
	state | jq -se 'length == 2'
}

@test "archy: a job that the server has forgotten may pass: the next run sees what became of it" {
	archy 1
	target
	faults '404:path=/api/v2/flows/jobs/*'
	run -75 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *'cannot see how the import job went: 404'* ]]
	jq -e '.status == "failed" and .temporary' <<<"$output"
	faults ''
	gc-put archy.ndjson >out
	results_are '.status == "done" or .action == "skip"'
}

@test "archy: gc-put waits for a job that a killed run has left at work" {
	local pid
	# Time in which the next run has to begin, on a busy machine, too. It is put forward once
	# that run has asked for its own job, which has found the flow locked.
	target --job-time 600000
	archy 1
	cut 'stall:after:method=PUT' archy.ndjson
	gc-put --retries 0 archy.ndjson >out &
	pid=$!
	while kill -0 "$pid" && [ "$(requests_of '^GET /api/v2/flows/jobs/')" -lt 1 ]; do pause 0.05; done
	while kill -0 "$pid" 2>/dev/null; do
		advance 10000
		pause 0.2
	done
	wait "$pid"
	results_are '.action == "create" and .status == "done"'
	# The killed run's, and the one that found the flow locked.
	[ "$(stats '.paths["POST /api/v2/flows/jobs"]')" -eq 2 ]
	[ "$(jq -r .reason out)" = "published by a job that an earlier run had left" ]
	state | jq -se 'length == 1 and all(.[]; .published and .lock == null)'
}

# killed N - after N requests, then after four more each time, until the run ends before that.
killed() {
	local n=$1
	start_sim --no-flows --flows 5 --job-time 200
	# Each time one flow is there and one is new.
	while archy "$n" && sed -n "1p;${n}p" archy.ndjson >two &&
		cut "stall:after:every=$n:path=/[as]*" -j 2 --backup backup two; do
		gc-put -q -j 2 --backup backup two >out || { cat out; return 1; }
		results_are '.status == "done" or .reason == "equal and published"'
		n=$((n + 4))
	done
	[ "$n" -gt 10 ]
	gc-put -q -j 8 archy.ndjson >out
	state >after
	[ "$(jq -r 'select(.backup != "written").name' backup | sort | uniq -d | wc -l)" -eq 0 ]
	start_sim --no-flows --flows 5 --job-time 0
	gc-put -q -j 8 archy.ndjson >out
	state | same - after
}

# bats test_tags=long
@test "archy: killed after any request and run again: the same end as undisturbed" {
	side_by_side killed 2 3 4 5
}

# import_server - takes imports by jobs; of the Nth, from 0, the registration is registered[N].
import_server() {
	start_server "
import json
jobs = 0
url = lambda: 'http://127.0.0.1:%d/up' % server.server_port
headers = lambda n: {'x-%d' % i: '1' for i in range(n)}
class Handler(Answers):
    def any(self):
        global jobs
        self.rfile.read(int(self.headers.get('Content-Length') or 0))
        body = {'id': 'o', 'entities': [], 'total': 0}
        if self.path == '/api/v2/flows/jobs':
            body = registered[jobs]()
            jobs += 1
        elif self.path == '/up':
            open('sent', 'a').write('%d\\n' % sum(name.startswith('x-') for name in self.headers))
        elif '/jobs/' in self.path:
            body = {'status': 'Success', 'flow': {'id': 'f'}}
        self.answer(json.dumps(body).encode())
    do_GET = do_POST = do_PUT = any
registered = $1"
	export GENESYSCLOUD_REGION=127.0.0.1:$SERVER_PORT GENESYSCLOUD_ACCESS_TOKEN=x
}

@test "archy: as many headers as a signed URL may want are sent; more are an answer not understood" {
	archy 1
	import_server '[lambda n=n: {"id": "j", "presignedUrl": url(), "headers": headers(n)} for n in (32, 33)]'
	gc-put archy.ndjson >out
	results_are '.status == "done"'
	[ "$(cat sent)" = 32 ]
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *"registration is not understood"* ]]
	[ "$(cat sent)" = 32 ]
}

@test "archy: the YAML goes to no URL that others could read it on, nor to none" {
	archy 1
	import_server '[lambda: {"id": "j", "presignedUrl": "http://store.example.test/up"},
		lambda: {"id": "j", "presignedUrl": "file:///dev/null"}, lambda: {"id": "j"},
		lambda: {"presignedUrl": url()}]'
	for n in 1 2 3; do
		run -3 --separate-stderr gc-put archy.ndjson
		[[ $stderr == *'"Flow 1": create: the import job gives no URL that can be used' ]]
	done
	run -3 --separate-stderr gc-put archy.ndjson
	[[ $stderr == *"registration is not understood" ]]
	[ ! -e sent ]
}

# circle - two inbound calls that transfer to each other, a third that transfers to the first, and one
# that needs nobody, as circle.ndjson
circle() {
	mkdir -p calls
	archy_call A >calls/a.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: B}}'
	archy_call B >calls/b.yaml <<<"- transferToFlow: {name: x, targetFlow: {name: ${1-A}}}"
	archy_call C >calls/c.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: A}}'
	archy_call D >calls/d.yaml <<<'- disconnect: {name: x}'
	gc-load calls >circle.ndjson
}

@test "archy: flows that refer to each other get a stub first, one of each circle and no others" {
	circle
	target
	gc-put --dry-run circle.ndjson >out
	results_are '.action == "create" and .status == "planned"'
	[ "$(jq -r 'select(.reason | contains("as a stub first")).flow.name' out)" = A ]
	gc-put --backup backup --create-only --failed failed circle.ndjson >out
	[ "$(jq -r '.flow.name + " " + .action + " " + .status' out | sort | paste -sd,)" = \
		"A stub done,A update done,B create done,C create done,D create done" ]
	[ "$(jq -r 'select(.flow.name == "A").action' out | paste -sd,)" = stub,update ]
	[ ! -s failed ]
	state | jq -se 'length == 4 and all(.[]; .published)'
	[ "$(jq -r 'select(.backup != "written") | .name + " " + .backup' backup | sort | paste -sd,)" = \
		"A created,B created,C created,D created" ]
	gc-put circle.ndjson >out
	results_are '.action == "skip"'
}

@test "archy: a circle needs a stub also with --order, and flows that are only in another order need none" {
	circle
	target
	printf 'inboundCallFlow/%s\n' C D B A >order
	gc-put --order order circle.ndjson >out
	[ "$(jq -r 'select(.action == "stub").flow.name' out)" = A ]
	results_are '.status == "done"'
	state | jq -se 'length == 4 and all(.[]; .published)'
}

@test "archy: a circle of names in other letter case, which the server finds" {
	circle a
	target
	gc-put circle.ndjson >out
	[ "$(jq -r 'select(.flow.name == "A").action' out | paste -sd,)" = stub,update ]
	results_are '.status == "done"'
}

@test "archy: a circle whose stub fails is reported, and the next run ends right" {
	circle
	target
	faults 403:times=1:method=POST:path=/api/v2/flows
	run -3 --separate-stderr gc-put --failed failed circle.ndjson
	[ "$(jq -r .name failed | sort | paste -sd,)" = A,B,C ]
	faults ''
	gc-put failed >out
	results_are '.status == "done"'
	state | jq -se 'length == 4 and all(.[]; .published)'
}

# killed_in_circle N - killed after N requests that write or look at jobs, with flows that refer to each other.
killed_in_circle() {
	circle
	start_sim --no-flows --flows 5 --job-time 20
	cut "stall:after:every=$1:path=/[as]*" -j 2 --backup backup circle.ndjson
	gc-put -q -j 2 --backup backup circle.ndjson >out || { cat out; return 1; }
	results_are '.status == "done" or .reason == "equal and published"'
	state | jq -se 'length == 4 and all(.[]; .published and .lock == null)'
	gc-list --select '.system != true' | gc-get --archy | jq -r .archy | grep -c 'transferToFlow' | same - <(echo 3)
}

# bats test_tags=long
@test "archy: a circle killed after any request and run again: the same end as undisturbed" {
	side_by_side killed_in_circle 3 6 8 12
}
