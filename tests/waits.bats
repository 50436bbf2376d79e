#!/usr/bin/env bats
# What programs wait for, for how long at most, and what they say of it.

load helper
load sim
load put
load get

teardown() {
	stop_sims
}

# at_once PROGRAM [ARG...] - as `run`: it has to end by itself, and never gets near the wait that
# the server wants.
at_once() {
	status=0
	timeout 60 "$@" >out 2>err || status=$?
	[ "$status" -ne 124 ]
}

# says_once SECONDS - one line names the server's wish.
says_once() {
	cat err
	[ "$(grep -c "wants a wait of $1 s" err)" -eq 1 ]
}

# A wish beyond the bound holds nothing: whoever has to wait ends, and nothing of it is lost.
a_wish_too_long() {
	org 12
	faults "429:times=1:retry-after=$1:path=*/latestconfiguration"
	at_once gc-get --failed failed "${@:2}" flows
	[ "$status" -eq 75 ]
	says_once "$1"
	[ "$(wc -l <err)" -eq 2 ]
	grep -q '^gc-get: stopped; 11 more flows were not requested' err
	[ ! -s out ]
	jq -c 'del(.error)' failed | same - <(jq -c . flows)
	jq -se "all(.[]; .error.message | contains(\"wants a wait of $1 s\"))" failed
	gc-get failed | same want -
}

no_retries() { a_wish_too_long 600 --retries 0; }
for_ever() { a_wish_too_long 1000000000; }
of_ten_minutes() { a_wish_too_long 600; }

@test "gc-get: a Retry-After of more than three minutes ends it: 75, the rest in --failed" {
	side_by_side eval of_ten_minutes for_ever no_retries
}

@test "gc-get: where some records are out, a Retry-After too long is 3" {
	org 12
	faults "429:retry-after=600:flow=$(field 8 id)"
	at_once gc-get -j 1 --failed failed flows
	[ "$status" -eq 3 ]
	says_once 600
	[ -s out ]
	sed -n "1,$(wc -l <out)p" want | same - out
	[ "$(cat out failed | wc -l)" -eq 12 ]
	faults
	gc-get failed >>out
	same want out
}

@test "gc-get --archy: a Retry-After too long ends the jobs, too" {
	org 12
	faults '429:times=1:retry-after=600:path=*/export/jobs/*'
	at_once gc-get --archy --failed failed flows
	[ "$status" -eq 75 ]
	[ "$(grep -c 'wants a wait of 600 s' err)" -ge 1 ]
	[ "$(wc -l <failed)" -eq 12 ]
}

@test "gc-list: a Retry-After too long ends all types and pages" {
	start_sim --flows 50
	faults '429:retry-after=600:path=*/queues*'
	at_once gc-list queue user group
	[ "$status" -eq 75 ]
	says_once 600
	grep -q '^gc-list: stopped; 2 more types were not listed' err
	at_once gc-list user queue group
	[ "$status" -eq 3 ]
	says_once 600
	[ -s out ]
	faults '429:every=3:retry-after=600:path=/api/v2/flows'
	at_once gc-list --page-size 10
	[ "$status" -eq 3 ]
	says_once 600
}

@test "gc-auth --check: a Retry-After too long is one line, and 3 or, with no endpoint checked, 75" {
	start_sim
	faults '429:times=1:retry-after=600:path=*/queues*'
	at_once gc-auth --check
	[ "$status" -eq 3 ]
	says_once 600
	[ "$(wc -l <err)" -eq 2 ]
	grep -q '^gc-auth: stopped; [0-9]* more endpoints were not checked' err
	jq -se 'any(.[]; .kind == "check" and .status == "ok")' out
	# The org is asked first, and answers.
	faults '429:retry-after=600:path=/api/v2/[!o]*'
	at_once gc-auth --check
	[ "$status" -eq 75 ]
	jq -se 'all(.[]; .kind == "session" or .status == "failed")' out
	faults '429:times=1:retry-after=600:path=*/organizations/me'
	at_once gc-auth
	[ "$status" -eq 75 ]
	says_once 600
}

@test "a login host that wants too long a wait: 75, and it is asked once" {
	start_sim
	faults '429:retry-after=600:path=/oauth/token'
	at_once gc-list queue user group
	[ "$status" -eq 75 ]
	says_once 600
	[ "$(stat '.paths["POST /oauth/token"]')" -eq 1 ]
}

@test "gc-put: a Retry-After too long: each flow is written whole, or is in --failed" {
	local i
	start_sim --no-flows --flows 5 --job-time 20
	for ((i = 1; i <= 12; i++)); do
		printf '{"kind":"flow","id":"f%s","name":"Flow %s","type":"WORKFLOW","configuration":{"name":"Flow %s","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{}}}\n' $i $i $i
	done >flows
	faults '429:times=1:retry-after=600:method=POST:path=/api/v2/flows'
	at_once gc-put -j 1 --failed failed flows
	[ "$status" -eq 75 ]
	says_once 600
	grep -q '^gc-put: stopped; nothing was written of 11 more flows' err
	[ "$(wc -l <failed)" -eq 12 ]
	[ "$(jq -r .status out | sort | uniq -c | tr -s ' ')" = ' 12 failed' ]
	gc-put failed >out
	[ "$(jq -r .status out | sort | uniq -c | tr -s ' ')" = ' 12 done' ]
	faults '429:times=1:retry-after=600:method=POST:path=*/versions'
	jq -c '.configuration.a = 1' flows >changed
	at_once gc-put -j 1 --failed failed changed
	[ "$status" -eq 75 ]
	says_once 600
	[ "$(wc -l <failed)" -eq 12 ]
}

# A server that announces the end of its window in a day is believed for a minute.
@test "a window of a day: reported, and bounded" {
	start_server "
import json
class Handler(Answers):
    def do_GET(self):
        body = json.dumps({'id': 'o', 'name': 'O'} if 'organizations' in self.path
            else {'entities': [], 'total': 0}).encode()
        self.send_response(200)
        for name, value in (('count', 300), ('allowed', 300), ('reset', 86400)):
            self.send_header('inin-ratelimit-' + name, str(value))
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *a): pass"
	export GENESYSCLOUD_REGION=localhost:$SERVER_PORT GENESYSCLOUD_ACCESS_TOKEN=t
	gc-list --progress=json queue >out 2>err 3>&- 4>&- &
	local pid=$! n=0
	until grep -q '"waiting"' err; do
		n=$((n + 1))
		[ $n -lt 400 ] || { kill "$pid"; cat err; return 1; }
		pause 0.05
	done
	kill "$pid"
	wait "$pid" || true
	grep -q '^gc-list: http://localhost:[0-9]*: the rate limit is used up; the server says for 86400 s; trying again after 60 s$' err
	grep '"waiting"' err | tail -1 | jq -e '.waiting | .for == "rate limit" and .left > 50 and .left <= 60'
}

# waiting JQ-EXPRESSION PROGRAM [ARG...] - until a progress record of the program shows such a wait;
# it goes on as $PID.
waiting() {
	local want=$1 seen=0
	shift
	: >err # what an earlier program wrote is no answer
	"$@" --progress=json >out 2>err 3>&- 4>&- &
	PID=$!
	await "shown '$want'" "$PID" || { kill "$PID" 2>/dev/null || true; cat err; return 1; }
}

# shown JQ-EXPRESSION - a record in `err` shows it; where there are no more lines than `seen`, nobody looks.
shown() {
	local lines
	mapfile -t lines <err
	[ ${#lines[@]} -gt "$seen" ] || return
	seen=${#lines[@]}
	[[ ${lines[*]} == *'"waiting"'* ]] && grep '^{.*}$' err | jq -se "any(.[].waiting // empty; $1)" >/dev/null
}

@test "the rate limit and the next try are counted down" {
	org 6 --limit 3/5
	waiting '.for == "rate limit" and .left >= 2 and .left <= 5' gc-get flows
	wait "$PID"
	same want out
	stop_sims
	org 1
	faults 503:retry-after=4:times=1:path=*configuration
	waiting '.for == "next try" and .left >= 2 and .left <= 4' gc-get flows
	wait "$PID"
	same want out
	faults 503:retry-after=3:times=1:path=*configuration
	gc-get --progress=always flows >out 2>err
	tr '\r' '\n' <err | grep -qE 'gc-get: 0 of 1 flows, ([0-9.]+ k?B, )?next try, [1-3] s$'
	faults 429:retry-after=3:times=1:path=*configuration
	gc-get -v flows >out 2>err
	grep -q '^gc-get: waiting: rate limit, 3 s$' err
}

@test "jobs, and the server's work on a flow, are shown with how long they last" {
	org 1 --job-time 3000
	waiting '.for == "export job" and .elapsed >= 2 and .left == null' gc-get --archy flows
	wait "$PID"
	[ "$(wc -l <out)" -eq 1 ]
	stop_sims
	start_sim --no-flows --flows 5 --job-time 3000
	echo '{"kind":"flow","id":"f","name":"F","type":"WORKFLOW","configuration":{"name":"F","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{}}}' >in
	waiting '.for == "work on the flow" and .elapsed >= 2' gc-put in
	wait "$PID"
	[ "$(jq -r .status out)" = done ]
}

@test "--rate is counted down, too" {
	org 3
	waiting '.for == "--rate" and .left >= 2 and .left <= 6' gc-get --rate 10/m flows
	kill "$PID"
	wait "$PID" || true
}

@test "an import job is shown with how long it lasts" {
	target --job-time 600000
	archy 1
	waiting '.for == "import job" and .elapsed >= 2 and .left == null' gc-put archy.ndjson
	advance 600000
	wait "$PID"
	[ "$(jq -r .status out)" = done ]
}

@test "another program's lock on the token is shown, and waited for" {
	need_tool python3
	start_sim
	gc-auth >/dev/null
	python3 -c '
import fcntl, os, sys
lock = open(sys.argv[1], "r+")
fcntl.lockf(lock, fcntl.LOCK_EX)
print("locked", flush=True)
sys.stdin.read()' "$XDG_CACHE_HOME"/gc-tools/token-*.lock < <(await '[ -e go ]') >holder 3>&- 4>&- &
	local holder=$!
	await '[ -s holder ]' "$holder"
	waiting ".for == \"token lock of process $holder\" and .elapsed >= 2" gc-auth
	[ ! -s out ]
	touch go
	wait "$PID"
	[ -s out ]
	wait "$holder"
}

@test "gc-put: a signed URL that is refused for good: temporary, in the store's words" {
	start_sim --no-flows --flows 5 --job-time 20
	echo '{"kind":"flow","id":"f","name":"F","type":"WORKFLOW","archy":"workflow:\n  name: F\n"}' >in
	faults '403:path=/storage/*:method=PUT'
	at_once gc-put --retries 1 --failed failed in
	[ "$status" -eq 75 ]
	grep -q 'cannot upload the YAML: 403 AccessDenied: Request has expired' err
	faults '400:path=/storage/*:method=PUT'
	at_once gc-put --retries 1 in
	[ "$status" -eq 75 ]
	grep -q 'cannot upload the YAML: 400 ExpiredToken' err
}

@test "a server that does not answer, and input that does not come, are waited for visibly" {
	org 1 --latency 3500
	waiting '.for == "server\u0027s answer" and .elapsed >= 2' gc-get flows
	wait "$PID"
	same want out
	# Drawn again each second, though nothing has happened.
	jq -se '[.[] | select(.end | not)] | length >= 3' err
	mkfifo input
	(until [ -e go ]; do pause 0.05; done && head -1 want) >input 3>&- 4>&- &
	local writer=$!
	waiting '.for == "input" and .elapsed >= 2' gc-toyaml input
	touch go
	wait "$PID" "$writer"
	[ -s out ]
}
