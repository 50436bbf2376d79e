#!/usr/bin/env bats
# gc-put: objects into an org: created once, completed, compared, and never deleted.

load helper
load sim
load programs
load put
load answers

table='"schema":{"$schema":"http://json-schema.org/draft-04/schema#","title":"T","type":"object","required":["key"],"properties":{"key":{"title":"K","type":"string","$id":"/properties/key","displayOrder":0,"minLength":1,"maxLength":256},"on":{"title":"On","type":"boolean","$id":"/properties/on","displayOrder":1},"n":{"title":"N","type":"integer","$id":"/properties/n","displayOrder":2}},"additionalProperties":false}'

# rows N [MARK] - that many, as a member of a record.
rows() {
	seq "$1" | jq -sc --argjson n "${2-1}" '{rows: map({key: "k\(.)", on: true, n: $n})} | tojson[1:-1]' -r
}

# A prompt with audio: a WAV with two samples.
wav=$(printf 'RIFF(\0\0\0WAVEfmt \20\0\0\0\1\0\1\0@\37\0\0\200>\0\0\2\0\20\0data\4\0\0\0\1\0\2\0' | base64 -w 0)
prompt() {
	object userPrompt "$1" '"resources":[{"id":"en-us","language":"en-us","ttsString":"hello"}]' \
		"\"media\":[{\"language\":\"en-us\",\"contentType\":\"audio/x-wav\",\"base64\":\"$wav\"}]"
}

# some - a few objects of each kind that has parts.
some() {
	object division North '"description":""'
	object acdSkill English
	object acdWrapupCode Sold
	object acdWrapupCode Lost
	object schedule Day '"start":"2026-01-01T08:00:00.000","end":"2026-01-01T17:00:00.000","rrule":"FREQ=DAILY"'
	object scheduleGroup Days '"timeZone":"Europe/Berlin","openSchedules":[{"id":"schedule-Day"}]'
	object dataTable Codes "$table" "$(rows 5)"
	prompt Welcome
	object queue Backup
	object queue Sales '"description":"d","directRouting":{"backupQueueId":"queue-Backup"}' \
		'"wrapupCodes":[{"id":"acdWrapupCode-Sold","name":"Sold"},{"id":"acdWrapupCode-Lost","name":"Lost"}]'
	object emergencyGroup Fire '"enabled":true'
}

# actions FILE - "TYPE NAME ACTION STATUS" of each result.
actions() { jq -r '.object | "\(.type) \(.name)"' "$1" | paste -d ' ' - <(jq -r '"\(.action) \(.status)"' "$1"); }

# there TYPE... - what the target has of these, without what each org has of its own.
there() {
	gc-list -q "$@" | gc-get -q | gc-strip --for diff | jq -cS '
		del(.id, .org, .base, .configuration.id, .division) |
		walk(if type == "object" then del(.id, .selfUri, .promptId, .division, .backupQueueId) else . end)' | sort
}

# twice TYPE - how many names of the type occur more than once.
twice() { gc-list -q "$1" | jq -r .name | sort | uniq -d | wc -l; }

kinds=(division acdSkill acdWrapupCode schedule scheduleGroup dataTable userPrompt queue emergencyGroup)

@test "what is missing is created in the order of its dependencies; a second run skips it" {
	org
	some | tac >in
	gc-put -q in >out
	[ "$(actions out | grep -vc 'create done\|queue Sales complete done')" -eq 0 ]
	[ "$(actions out | grep -c 'create done')" -eq 11 ]
	actions out | grep -q 'queue Sales complete done'
	api "/api/v2/routing/queues/$(jq -r 'select(.object.name == "Sales").object.id' out | head -1)"
	answer_has '.directRouting.backupQueueId | length == 36'
	member id
	api "/api/v2/routing/queues/$REPLY/wrapupcodes"
	answer_has '[.entities[].name] | sort == ["Lost", "Sold"]'
	there "${kinds[@]}" >first
	sum_of "$SIM_PORT" paths '' '^(GET|POST /oauth/token)|/(query|search)$'
	wrote=$COUNT
	gc-put -q in >out
	[ "$(actions out | grep -vc 'skip skipped')" -eq 0 ]
	[ "$(wc -l <out)" -eq 11 ]
	sum_of "$SIM_PORT" paths '' '^(GET|POST /oauth/token)|/(query|search)$'
	[ "$COUNT" -eq "$wrote" ]
	there "${kinds[@]}" >second
	same first second
}

@test "an emergency group is created disabled, and stays as it is in the target" {
	org
	object emergencyGroup Fire '"enabled":true' >in
	gc-put -q in >out
	id=$(jq -r .object.id out)
	api "/api/v2/architect/emergencygroups/$id"
	answer_has '.enabled == false'
	jq '{name, version, enabled: true, description: "x"}' answer.json >body
	api "/api/v2/architect/emergencygroups/$id" -X PUT --data-binary @body
	object emergencyGroup Fire '"enabled":false,"description":"y"' >in
	gc-put -q --update in >out
	[ "$(actions out)" = 'emergencyGroup Fire update done' ]
	api "/api/v2/architect/emergencygroups/$id"
	answer_has '.enabled == true and .description == "y"'
}

@test "what differs is named and left, and changed with --update only" {
	org
	object queue Sales '"description":"a"' >in
	gc-put -q in >out
	object queue Sales '"description":"b"' >in
	run -1 --separate-stderr gc-put in
	echo "$output" >out
	results_are '.action == "differs" and .status == "skipped" and .paths == ["/configuration/description"]'
	[[ $stderr == *'1 difference; --update changes them'* ]]
	gc-put --dry-run --update in >out
	results_are '.action == "update" and .status == "planned"'
	gc-put --update in >out
	results_are '.action == "update" and .status == "done"'
	gc-put in >out
	results_are '.action == "skip"'
}

@test "another version in the meantime: gc-put reads and tries again" {
	org
	object schedule Day '"start":"2026-01-01T08:00:00.000","end":"2026-01-01T17:00:00.000"' >in
	gc-put -q in >out
	object schedule Day '"start":"2026-01-01T08:00:00.000","end":"2026-01-01T18:00:00.000"' >in
	faults '409:method=PUT:times=2'
	gc-put -q --update in >out
	results_are '.action == "update" and .status == "done"'
}

@test "rows: typed, in one job if there are many, verified, and completed by the next run" {
	org
	object dataTable Codes "$table" "$(rows 400)" >in
	gc-put -q in >out
	results_are '.reason == "created; 400 rows added"'
	[ "$(requests_of '^POST .*/rows$')" -eq 0 ]
	[ "$(requests_of '^POST .*/import/csv/jobs$')" -eq 1 ]
	id=$(jq -r .object.id out)
	api "/api/v2/flows/datatables/$id/rows?showbrief=false&pageSize=1"
	answer_has '.total == 400 and .entities[0].on == true and .entities[0].n == 1'
	object dataTable Codes "$table" "$(rows 410)" >in
	gc-put -q in >out
	results_are '.action == "complete" and .paths == ["/rows"] and (.reason | test("10 rows added"))'
	[ "$(requests_of '^POST .*/rows$')" -eq 10 ]
	object dataTable Codes "$table" "$(rows 2 7)" >in
	run -1 --separate-stderr gc-put -q in
	echo "$output" >out
	results_are '.action == "differs" and .paths == ["/rows/k1", "/rows/k2"] and (.reason | test("408 rows that only the target has stay"))'
	gc-put -q --update --backup before in >out
	results_are '.action == "update"'
	api "/api/v2/flows/datatables/$id/rows/k1"
	answer_has '.n == 7'
	gc-put -q --restore before >out
	api "/api/v2/flows/datatables/$id/rows/k1"
	answer_has '.n == 1'
}

@test "--restore: a new object is for a person to delete, until it is not there any more" {
	org
	{ object acdSkill English && object queue Sales; } >in
	gc-put -q --backup before in >out
	[ "$(jq -r '.backup' before | sort -u)" = created ]
	run -1 --separate-stderr gc-put --restore before
	jq -se 'length == 2 and all(.[]; .action == "delete" and .status == "by hand")' <<<"$output"
	api "/api/v2/routing/queues/$(gc-list queue --name Sales | jq -r .id)" -X DELETE
	run -1 --separate-stderr gc-put --restore before
	jq -se 'map([.object.name, .action, .status]) ==
		[["English", "delete", "by hand"], ["Sales", "skip", "skipped"]]' <<<"$output"
	api "/api/v2/routing/skills/$(gc-list acdSkill --name English | jq -r .id)" -X DELETE
	run -0 --separate-stderr gc-put --restore before
	jq -se 'length == 2 and all(.[]; .action == "skip" and .reason == "not there, as before")' <<<"$output"
}

@test "rows that the server refuses are counted, the first one with its reason" {
	org
	object dataTable Codes "$table" '"rows":[{"key":"a","on":true},{"key":"b","other":1},{"key":"c"}]' >in
	run -3 --separate-stderr gc-put --failed failed in
	[[ $stderr == *'the server refused 1 row; the first: "b": 400 '* ]]
	[[ $output$stderr != *added* ]]
	[ "$(wc -l <failed)" -eq 1 ]
	run -3 --separate-stderr gc-put -q in
	api /api/v2/flows/datatables
	[ "$(jq .total answer.json)" -eq 1 ]
}

@test "a prompt has its audio when it is transcoded; an upload that never came is made up for" {
	org --job-time 400
	prompt Welcome >in
	faults '500:method=POST:path=*/uploads'
	run -75 gc-put -q --retries 0 in
	faults
	gc-put -q in >out
	results_are '.action == "complete" and .paths == ["/media/en-us"]'
	id=$(jq -r .object.id out)
	api "/api/v2/architect/prompts/$id"
	answer_has '.resources[0].uploadStatus == "transcoded" and .resources[0].ttsString == "hello"'
	gc-put -q in >out
	results_are '.action == "skip"'
}

# script NAME [MEMBERS] - a script with its content
script() {
	object composerScript "$1" "${2-}" "$(jq -nc '{id: "s", name: "other", pages: [{id: "p", name: "Start"}],
		variables: [{id: "v-1", name: "case"}], features: {}} | tojson | {script: .} | tojson[1:-1]' -r)"
}

@test "--scripts: what the target lacks is imported once, published, and in its division" {
	org
	{ script Sales '"division":{"id":"division-North","name":"North"}' && object division North '"description":""'; } >in
	run -1 --separate-stderr gc-put -q in
	jq -se 'any(.[]; .object.type == "composerScript" and .status == "by hand")' <<<"$output"
	gc-put -q --scripts --dry-run in >out
	jq -se 'any(.[]; .object.type == "composerScript" and .status == "planned" and .action == "create")' out
	[ "$(requests_of '^POST /uploads/')" -eq 0 ]
	gc-put -q --scripts in >out
	jq -se 'any(.[]; .object.type == "composerScript" and .status == "done" and .action == "create")' out
	api '/api/v2/scripts?name=Sales'
	answer_has '.total == 1 and .entities[0].division.name == "North"'
	member id
	api "/api/v2/scripts/$REPLY"
	answer_has '.name == "Sales" and .variables[0].id == "v-1"'
	[ "$(requests_of '^POST /api/v2/scripts/published$')" -eq 1 ]
	gc-put -q --scripts in >out
	[ "$(actions out | sort | paste -sd ,)" = 'composerScript Sales skip skipped,division North skip skipped' ]
	[ "$(requests_of '^POST /uploads/')" -eq 1 ]
	script Far '"division":{"id":"d-1","name":"Nowhere"}' >in
	gc-put -q --scripts in >out
	results_are '.status == "done" and (.reason | test("in the home division, since the target does not have"))'
	# a lost answer: nothing is there twice; content that is none: the server's reason
	script Lost >in
	faults 'reset:after:method=POST:path=/uploads/v2/scripter:times=1'
	gc-put -q --scripts in >out
	results_are '.status == "done"'
	api '/api/v2/scripts?name=Lost'
	answer_has '.total == 1'
	script Bad | sed 's/pages/sages/' >in
	run -3 --separate-stderr gc-put -q --scripts in
	[[ $stderr == *'create: the server cannot use its content: The file is not a script.' ]]
}

@test "--scripts: a script that an interrupted run has left as a draft is moved and published by the next" {
	org
	{ script Sales '"division":{"id":"division-North","name":"North"}' && object division North '"description":""'; } >in
	faults '500:method=POST:path=/api/v2/authorization/divisions/*/objects/SCRIPT'
	run -3 --separate-stderr gc-put -q --scripts --retries 0 in
	api '/api/v2/scripts?name=Sales'
	answer_has '.total == 1 and (.entities[0] | .division.name != "North" and (has("draft") | not))'
	member id
	local id=$REPLY
	api "/api/v2/scripts/published/$id"
	[ "$STATUS" = 404 ]
	api /api/v2/scripts/published
	answer_has '.total == 0'
	faults
	gc-put -q --scripts --dry-run in >out
	jq -se 'any(.[]; .object.type == "composerScript" and .action == "complete" and .status == "planned")' out
	api "/api/v2/scripts/published/$id"
	[ "$STATUS" = 404 ]
	faults '500:method=POST:path=/api/v2/scripts/published'
	run -3 --separate-stderr gc-put -q --scripts --retries 0 in
	jq -se 'any(.[]; .object.type == "composerScript" and .action == "complete" and .status == "failed")' <<<"$output"
	faults
	gc-put -q --scripts in >out
	jq -se 'any(.[]; .object.type == "composerScript" and .action == "complete" and .status == "done")' out
	api "/api/v2/scripts/published/$id"
	answer_has '.name == "Sales" and .division.name == "North" and .variables[0].id == "v-1"'
	api /api/v2/scripts/published
	answer_has '.total == 1'
	gc-put -q --scripts in >out
	[ "$(actions out | sort | paste -sd ,)" = 'composerScript Sales skip skipped,division North skip skipped' ]
	[ "$(requests_of '^POST /uploads/')" -eq 1 ]
	faults '403:path=/api/v2/scripts/published/*'
	run ! gc-put -q --scripts in
	[[ $output == *'cannot see whether it is published'* ]]
}

@test "--scripts: of two scripts of one name, case ignored, the second is refused, now and again" {
	org
	{ script Sales && script SALES && script Other; } >in
	for i in 1 2; do
		run -3 --separate-stderr gc-put -q --scripts in
		[[ $stderr == *'in:2: '*'a script of this name came before'* ]]
		echo "$output" >out
		results_are '.status == "done" or .status == "skipped"'
	done
	api '/api/v2/scripts/published'
	answer_has '.total == 2'
}

@test "--have: two actions of one name that the listing lacks yet are told apart; nothing is made twice" {
	org --keep integration
	gc-list -q integration | head -2 | jq -r .id >ids
	local number=0 id
	while read -r id; do
		number=$((number + 1))
		object dataAction Look '"integrationId":"'"$id"'","category":"c'$number'","secure":false,"contract":{"input":{"inputSchema":{"type":"object"}},"output":{"successSchema":{"type":"object"}}},"config":{"request":{"requestUrlTemplate":"/'$number'","requestType":"GET"}}' |
			sed "s/dataAction-Look/action-$number/g"
	done <ids >in
	[ "$(wc -l <in)" -eq 2 ]
	faults 'lag:path=*/integrations/actions:seconds=3600'
	gc-put -q in >first
	[ "$(gc-list -q dataAction | wc -l)" -eq 0 ]
	gc-put -q --have first in >out
	results_are '.action == "skip"'
	[ "$(jq -r '"\(.from) \(.object.id)"' first | sort)" = "$(jq -r '"\(.from) \(.object.id)"' out | sort)" ]
	# one of them is listed
	faults
	sed 's/"Look"/"Other"/g; s/action-/other-/g' in >others
	head -1 others | gc-put -q >out
	faults 'lag:path=*/integrations/actions:seconds=3600'
	gc-put -q others >first
	[ "$(jq -r .action first | paste -sd,)" = skip,create ]
	gc-put -q --have first others >out
	results_are '.action == "skip"'
	advance 3600000
	[ "$(gc-list -q dataAction | wc -l)" -eq 4 ]
}

@test "twins by letter case in one input: the second is refused at once" {
	org
	{ object queue Sales && object queue sales && object acdSkill Voice && object acdSkill VOICE; } >in
	run -3 --separate-stderr gc-put -q --dry-run in
	[[ $stderr == *'"sales": create: the input has one whose name differs in letter case only (queue-Sales); rename one of them'* ]]
	run -3 --separate-stderr gc-put -q in
	echo "$output" >out
	[ "$(jq -r .status out | sort | uniq -c | xargs)" = '2 done 2 refused' ]
	[ "$(grep -c 'differs in letter case only' <<<"$stderr")" -eq 2 ]
}

@test "twins by the case of letters beyond ASCII are not created, objects and flows" {
	org
	{ object queue 'Ünï' && object acdSkill 'дом'; } | gc-put -q >out
	{ object queue 'ÜNÏ' && object acdSkill 'ДОМ' && object queue 'Uni'; } >in
	run -3 --separate-stderr gc-put -q in
	echo "$output" >out
	[ "$(actions out | LC_ALL=C sort | paste -sd,)" = 'acdSkill ДОМ create refused,queue Uni create done,queue ÜNÏ create refused' ]
	[[ $stderr == *'differs in letter case only'* ]]
	api '/api/v2/routing/queues?name=%C3%9CN*'
	answer_has '.total == 1 and .entities[0].name == "Ünï"'
	post /api/v2/routing/queues '{"name":"ÜNÏ"}'
	[ "$STATUS" != 200 ]
	# flows: the second record is of the same flow
	local name
	for name in 'Ärger' 'ÄRGER'; do
		printf '{"kind":"flow","id":"f-%s","name":"%s","type":"WORKFLOW","configuration":{"name":"%s","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{}}}\n' "$name" "$name" "$name"
	done >in
	run -3 --separate-stderr gc-put -q in
	[ "$(jq -r .status <<<"$output" | sort | paste -sd,)" = done,refused ]
}

@test "tags that another resource has: the language is created without them, the result says so, and it stays equal" {
	org
	local resources='"resources":[{"id":"en-us","language":"en-us","ttsString":"hello","tags":{"filename":["a.wav"]}}]'
	object userPrompt First "$resources" >in
	gc-put -q in >out
	results_are '.action == "create" and .status == "done" and .reason == "created"'
	object userPrompt Second "$resources" >in
	gc-put -q in >out
	results_are '.action == "create" and .status == "done" and (.reason | test("en-us without its tags, which another resource has$"))'
	id=$(jq -r .object.id out)
	api "/api/v2/architect/prompts/$id/resources/en-us"
	answer_has '.ttsString == "hello" and (.tags // {}) == {}'
	[ "$(requests_of '^POST .*/resources$')" -eq 3 ] # one of the first prompt
	gc-put -q in >out
	results_are '.action == "skip"'
	# a language that is added later
	object userPrompt Second "${resources%]}"',{"id":"de-de","language":"de-de","ttsString":"hallo","tags":{"filename":["a.wav"]}}]' >in
	gc-put -q in >out
	results_are '.action == "complete" and .status == "done" and .paths == ["/configuration/resources/de-de"]
		and (.reason | test("de-de without its tags"))'
}

@test "where the newer upload call is missing, audio goes the older way" {
	org
	prompt Welcome >in
	faults '404:method=POST:path=*/uploads'
	gc-put -q in >out
	results_are '.action == "create" and .status == "done"'
	api "/api/v2/architect/prompts/$(jq -r .object.id out)"
	answer_has '.resources[0].uploadStatus == "transcoded"'
}

# bats test_tags=long
@test "no address of an upload gets into results, messages, --failed or a backup, when uploads fail either" {
	local n
	org
	for n in 1 2 3 4 5 6; do prompt "P$n"; done >in
	object dataTable Codes "$table" "$(rows 400)" >>in
	faults '500:path=/storage/*:every=2' '403:path=/storage/*:every=3'
	gc-put -v --retries 1 --failed failed in >out 2>err || [ $? -eq 3 ]
	[ -s failed ]
	faults '400:path=/storage/*'
	gc-put -v --retries 1 --backup before --failed failed in >>out 2>>err || [ $? -eq 3 ]
	faults ''
	gc-put -v --backup before in >>out 2>>err
	run ! grep -rlE 'CANARY|X-Amz|/storage/' .
	# the sim has them, so there is something to find
	api "/api/v2/architect/prompts/$(jq -r 'select(.object.name == "P1" and .object.id).object.id' out | head -1)"
	grep -q CANARY answer.json
}

@test "after lost answers nothing is there twice" {
	org
	some >in
	faults '502:method=POST:first=1:after'
	gc-put -q in >out
	faults
	local kind
	for kind in "${kinds[@]}"; do [ "$(twice "$kind")" -eq 0 ] || bad "$kind"; done
	no_failures
	gc-put -q in >out
	[ "$(actions out | grep -vc 'skip skipped')" -eq 0 ]
}

# bats test_tags=long
@test "killed at any request and run again: the same state, and nothing twice" {
	org
	some >in
	gc-put -q in >out
	there "${kinds[@]}" >want
	local path kind
	for path in '*/divisions' '*/skills' '*/wrapupcodes' '*/datatables' '*/rows' '*/prompts' \
		'*/resources' '*/uploads' '*/queues' '*/emergencygroups'; do
		stop_sims
		org
		cut "stall:method=POST:path=$path:after:times=1" in || bad "$path: not killed"
		gc-put -q in >out || bad "$path: status $?"
		there "${kinds[@]}" >got
		diff want got || bad "$path: another state"
		for kind in "${kinds[@]}"; do [ "$(twice "$kind")" -eq 0 ] || bad "$path: $kind twice"; done
	done
	no_failures
}

@test "what exists and is not listed yet is looked up and adopted" {
	org
	object acdSkill English >in
	faults 'lag:path=*/routing/skills:seconds=3600'
	gc-put -q in >first
	gc-put in >out 2>err &
	pid=$!
	while [ "$(requests_of '^POST .*/routing/skills$')" -lt 2 ]; do pause 0.05; done
	advance 3600000
	wait "$pid"
	results_are '.action == "skip"'
	[ "$(jq -r .object.id first)" = "$(jq -r .object.id out)" ]
}

@test "what was just created and cannot be read yet: its POST's id is used, and reads are repeated" {
	org
	faults '404:method=GET:path=*/????????-????-????-????-????????????*:first=2'
	some >in
	gc-put -q in >out 2>err
	[ ! -s err ]
	[ "$(actions out | grep -vc 'create done\|queue Sales complete done')" -eq 0 ]
	[ "$(actions out | wc -l)" -eq 12 ]
	faults ''
	gc-put -q in >out
	[ "$(actions out | grep -vc 'skip skipped')" -eq 0 ]
}

@test "a dry run writes nothing, and says that outcomes stay for ever" {
	org
	{ some && object flowOutcome Bought; } >in
	gc-put -q --dry-run --backup none in >plan
	[ "$(writes)" -eq 0 ]
	[ ! -e none ]
	[ "$(actions plan | grep -vc 'create planned')" -eq 0 ]
	jq -se 'any(.[]; .object.type == "flowOutcome" and (.reason | test("never be deleted")))' plan
	jq -se 'all(.[]; .target == {hash: null})' plan
	gc-put -q --expect plan in >out
	gc-put -q --expect plan --have out in >again
	[ "$(actions again | grep -vc 'skip skipped')" -eq 0 ]
}

@test "--expect: what a killed run created and did not report is finished, other content is refused" {
	local id
	org
	object acdWrapupCode Done '"description":"ours"' >in
	object dataTable Prices "$table" '"rows":[{"key":"a"},{"key":"b"}]' >>in
	gc-put -q --dry-run in >plan
	# the same without its results: equal, or with some of its rows only
	{ sed -n 1p in && sed -n '2s/,{"key":"b"}//p' in; } | gc-put -q >lost
	gc-put -q --expect plan in >out
	[ "$(actions out)" = $'acdWrapupCode Done skip skipped\ndataTable Prices complete done' ]
	gc-put -q --expect plan in >out
	results_are '.action == "skip"'
	# somebody else's
	id=$(jq -r 'select(.object.type == "acdWrapupCode").object.id' lost)
	login admin
	api "/api/v2/routing/wrapupcodes/$id" -X PUT -H 'Content-Type: application/json' \
		--data-binary '{"name":"Done","description":"theirs"}'
	[ "$STATUS" = 200 ]
	run -3 --separate-stderr gc-put -q --update --expect plan in
	[[ $stderr == *'"Done": update: it was not there in the dry run, and is now; rehearse again'* ]]
	gc-list -q acdWrapupCode | gc-get -q >now
	[ "$(jq -r .configuration.description now)" = theirs ]
}

@test "rows or audio that cannot be written as they stand: the object is refused, and nothing is created" {
	org
	object dataTable Codes "$table" '"rows":[{"key":"a","n":1},{"key":"a","n":2}]' >in
	object dataTable Other "$table" '"rows":{}' >>in
	object userPrompt Hello '"resources":[]' '"media":[{"language":"en-us","base64":""}]' >>in
	object acdSkill English >>in
	run -3 --separate-stderr gc-put in
	[[ $stderr == *'"Codes": '*"two of its rows have the same key"* ]]
	[[ $stderr == *'"Other": '*"its rows are not an array"* ]]
	[[ $stderr == *'"Hello": '*"audio of a language that its resources do not have"* ]]
	[ -z "$(gc-list -q dataTable userPrompt)" ]
	[ "$(gc-list -q acdSkill | jq -r .name)" = English ]
}

@test "what can be completed is; an object that still waits for another part says so" {
	org
	{ object queue Backup; object queue Sales \
		'"directRouting":{"backupQueueId":"queue-Backup"},"queueFlow":{"id":"0f000000-0000-4000-8000-000000000001","name":"Music"}'; } >in
	run -1 --separate-stderr gc-put in
	echo "$output" >results
	[[ $stderr == *'"Sales": complete: completed in part; it waits for inqueueCallFlow "Music"'* ]]
	[ "$(jq -r 'select(.object.name == "Sales").status' results | tail -1)" = waiting ]
	[ "$(gc-list -q queue | gc-get -q | jq -r 'select(.name == "Sales").configuration.directRouting.backupQueueId')" = \
		"$(gc-list -q queue | jq -r 'select(.name == "Backup").id')" ]
}

@test "--expect: two data actions of one name in two integrations are two" {
	local ids number
	start_sim --empty --keep integration --org target --flows 6 --job-time 20
	mapfile -t ids < <(gc-list -q integration | sed -n 1,2p | jq -r .id)
	gc-list -q integration | gc-get -q >in
	for number in 0 1; do
		object dataAction Look '"integrationId":"'"${ids[number]}"'","category":"c'$number'","secure":false,"contract":{"input":{"inputSchema":{"type":"object"}},"output":{"successSchema":{"type":"object"}}},"config":{"request":{"requestUrlTemplate":"/'$number'","requestType":"GET"}}' |
			sed "s/dataAction-Look/action-$number/g" >>in
	done
	gc-put -q in >out
	# one of them is changed, as the dry run said; that the other one differs does not matter
	sed 's#"/0"#"/new"#' in >edited
	gc-put -q --update --dry-run edited >plan
	gc-put -q --update --expect plan edited >out
	[ "$(actions out | grep -c 'dataAction Look update done')" -eq 1 ]
	[ "$(gc-list -q dataAction | gc-get -q | jq -r .configuration.config.request.requestUrlTemplate | sort | paste -sd' ')" = "/1 /new" ]
}

@test "audio that could not be uploaded is not waited for" {
	org
	prompt Welcome >in
	faults '400:path=/storage/*'
	run -75 --separate-stderr timeout 60 gc-put --retries 0 in
	[[ $stderr == *'"Welcome": complete: cannot upload its audio'* ]]
	[ "$(requests_of '^GET .*/resources/')" -eq 0 ]
	faults
	gc-put -q in >out
	results_are '.action == "complete" and .status == "done"'
}

@test "by hand, waiting, refused: nothing of it is created, and the status says which" {
	org
	object integration 'Web Services' >in
	run -1 --separate-stderr gc-put in
	echo "$output" >out
	results_are '.status == "by hand" and (.reason | test("credentials"))'
	object dataAction Look '"integrationId":"integration-Web","category":"c"' >in
	run -1 --separate-stderr gc-put -q --failed failed in
	echo "$output" >out
	results_are '.status == "waiting" and (.reason | test("integration"))'
	[ "$(wc -l <failed)" -eq 1 ]
	object acdSkill English >in
	gc-put -q in >out
	object acdSkill ENGLISH >in
	run -3 --separate-stderr gc-put -q in
	echo "$output" >out
	results_are '.status == "refused" and (.reason | test("letter case"))'
	object queue Far '"division":{"id":"d-1","name":"Far"}' >in
	run -3 --separate-stderr gc-put -q in
	echo "$output" >out
	results_are '.status == "refused" and (.reason | test("no division \"Far\""))'
	object dataAction Look '"integrationId":"i","config":{"request":{"headers":{"X-Api-Key":"*** masked by gc-tools ***"}}}' >in
	run -3 --separate-stderr gc-put -q in
	echo "$output" >out
	results_are '.status == "refused" and (.reason | test("masked"))'
	[ "$(gc-list -q queue dataAction | wc -l)" -eq 0 ]
}

@test "a queue is created without groups that the target lacks, and the result says so" {
	org
	object queue Sales '"memberGroups":[{"id":"g-1","name":"Agents","type":"GROUP"}]' >in
	gc-put -q in >out
	results_are '.action == "create" and (.reason | test("without group \"Agents\""))'
}

@test "a contact list is created without attempt limits that the target lacks, and gets them when it has them" {
	local limit='{"kind":"object","org":"o","type":"attemptLimit","id":"attemptLimit-Three","name":"Three"}'
	object contactList Leads '"columnNames":["Phone"],"phoneColumns":[{"columnName":"Phone","type":"Home"}],"attemptLimits":{"id":"attemptLimit-Three","name":"Three"}' >in
	org
	gc-put -q in >out
	results_are '.action == "create" and .status == "done" and (.reason | test("without attemptLimit \"Three\""))'
	api /api/v2/outbound/contactlists
	answer_has '.total == 1 and .entities[0].attemptLimits == null'
	stop_sims
	# a person has made it: the record names it by the id that it has there
	echo "$limit" >org
	start_sim --from org --job-time 20
	login admin
	object contactList Leads '"columnNames":["Phone"],"phoneColumns":[{"columnName":"Phone","type":"Home"}]' >bare
	gc-put -q bare >out
	gc-put -q in >out
	results_are '.action == "complete" and .paths == ["/configuration/attemptLimits"]'
	object contactList More '"columnNames":["Phone"],"attemptLimits":{"id":"attemptLimit-Three"}' >in
	gc-put -q in >out
	[ "$(actions out)" = $'contactList More create done\ncontactList More complete done' ]
	api /api/v2/outbound/contactlists
	answer_has '[.entities[].attemptLimits.id] == ["attemptLimit-Three", "attemptLimit-Three"]'
	gc-put -q in >out
	results_are '.action == "skip"'
}

@test "a call route comes after its flow, without numbers, and the emergency group gets both" {
	org
	object emergencyGroup Fire '"emergencyCallFlows":[{"emergencyFlow":{"id":"f1"},"ivrs":[{"id":"ivrConfiguration-Main"}]}]' >in
	object ivrConfiguration Main '"dnis":["+4930123456"],"openHoursFlow":{"id":"f1"},"closedHoursFlow":{"id":"f1"}' >>in
	run -1 --separate-stderr gc-put -q in
	echo "$output" | grep -q '"waiting"'
	record 1 >>in
	gc-put -q --publish in >out
	grep '"object"' out >objects
	actions objects >got
	grep -q 'ivrConfiguration Main create done' got
	grep -q 'emergencyGroup Fire complete done' got
	api /api/v2/architect/ivrs
	answer_has '.entities[0] | (.dnis // []) == [] and (.openHoursFlow.id | length == 36)'
	gc-put -q --publish in >out
	[ "$(jq -r .action out | sort -u)" = skip ]
}

@test "ids in the texts of a data action: completed when they are known, and equal afterwards" {
	start_sim --empty --org target --seed 3 --keep integration
	login admin
	gc-list -q integration | head -1 >integration
	object dataAction Look "$(jq -r '"\"integrationId\":\"\(.id)\",\"category\":\"\(.name)\""' integration),"'"contract":{"input":{"inputSchema":{"type":"object"}},"output":{"successSchema":{"type":"object"}}},"config":{"request":{"requestUrlTemplate":"/queues/queue-Sales/x","requestType":"GET","headers":{}},"response":{"translationMap":{}}}' >in
	object queue Sales >>in
	gc-put -q in >out
	actions out | grep -q 'dataAction Look complete done'
	id=$(jq -r 'select(.object.type == "queue").object.id' out)
	api "/api/v2/integrations/actions/$(jq -r 'select(.object.type == "dataAction").object.id' out | head -1)?includeConfig=true"
	jq -e --arg id "$id" '.config.request.requestUrlTemplate == "/queues/\($id)/x"' answer.json
	gc-put -q --update in >out
	[ "$(actions out | grep -vc 'skip skipped')" -eq 0 ]
}

@test "records without a definition are counted, not passed in silence" {
	org
	echo '{"kind":"object","type":"queue","id":"q","name":"Q"}' >in
	run -0 --separate-stderr gc-put in
	[[ $stderr == *'skipped 1 object record without a definition'* ]]
	[ "$(writes)" -eq 0 ]
	{ echo '{"kind":"ref"}' && object acdSkill English; } >in
	run -0 --separate-stderr gc-put in
	[[ $stderr == *'skipped 1 record of other kinds than flow and object'* ]]
}

@test "a record whose definition has another name is refused" {
	org
	object acdSkill English | sed 's/"name":"English"}/"name":"Deutsch"}/' >in
	run -3 --separate-stderr gc-put in
	[[ $stderr == *'its configuration has another name than the record'* ]]
	[ "$(writes)" -eq 0 ]
}

# bats test_tags=long
@test "the objects of a whole org: created with the flows, and equal afterwards" {
	start_sim --org dev --seed 3 --flows 12
	gc-list -q objects | gc-get -q >objects
	start_sim --org test --seed 3 --empty --keep integration --keep workbin \
		--keep responseAsset --keep group
	run --separate-stderr gc-put -q -j 4 objects
	[ "$status" -eq 1 ] # some wait for flows
	echo "$output" >first
	jq -se 'all(.[]; .status | IN("done", "waiting", "skipped", "by hand"))' first
	sum_of "$SIM_PORT" paths '' '^(GET|POST /oauth/token)|/(query|search)$'
	wrote=$COUNT
	run --separate-stderr gc-put -q -j 4 objects
	[ "$status" -eq 1 ]
	echo "$output" >second
	jq -se 'all(.[]; .status | IN("waiting", "skipped", "by hand"))' second
	sum_of "$SIM_PORT" paths '' '^(GET|POST /oauth/token)|/(query|search)$'
	[ "$COUNT" -eq "$wrote" ]
}

@test "a server that says of everything that it exists: one wait for the whole run, and a line for each" {
	case $BUILD in *-address*) skip "the sanitizers come first" ;; esac
	[ -e "$BUILD/hurry.so" ] || skip "no $BUILD/hurry.so"
	org
	for n in 1 2 3 4 5 6; do object acdSkill "Skill $n"; done >in
	faults '409:method=POST:path=*/routing/skills'
	export LD_PRELOAD=$BUILD/hurry.so
	run -3 --separate-stderr gc-put -q -j 1 in
	unset LD_PRELOAD
	[ "$(wc -l <<<"$output")" -eq 6 ]
	[ "$(grep -c 'the server says that it exists, and does not list it' <<<"$stderr")" -eq 6 ]
	[ "$(wc -l <<<"$stderr")" -eq 6 ]
	# The first is looked for until two minutes are over, each other one once.
	[ "$(requests_of '^POST .*/routing/skills$')" -eq 6 ]
	[ "$(requests_of '^GET .*/routing/skills$')" -le 50 ]
}

# bats test_tags=long
@test "an object in another division is reported, and moved with --update" {
	local north type
	org
	post /api/v2/authorization/divisions '{"name":"North","description":""}'
	north=$(jq -r .id answer.json)
	in_north() { sed "s|\"configuration\":{|&\"division\":{\"id\":\"$north\",\"name\":\"North\"},|"; }
	{
		object queue Sales
		object schedule Day '"start":"2026-01-01T08:00:00.000","end":"2026-01-01T17:00:00.000"'
		object acdWrapupCode Sold "\"division\":{\"id\":\"$(gc-list division | jq -r 'select(.homeDivision).id')\"}"
		object dataTable Codes "$table"
	} >in
	gc-put -q in >out
	sed 's|,"division":{"id":"[^"]*"}||' in | in_north >moved
	run -1 --separate-stderr gc-put moved
	echo "$output" >out
	results_are '.action == "differs" and .paths == ["/configuration/division/id"]'
	[[ $stderr == *'1 difference; --update changes them'* ]]
	gc-put -q --dry-run --update moved >out
	results_are '.action == "update" and .status == "planned"'
	gc-put -q --update --backup before moved >out
	results_are '.action == "update" and .status == "done"'
	gc-list queue schedule acdWrapupCode dataTable | jq -se 'all(.[]; .division.name == "North")'
	gc-put -q moved >out
	results_are '.action == "skip"'
	gc-put -q --restore before >out
	gc-list queue schedule acdWrapupCode dataTable | jq -se 'all(.[]; .division.name != "North")'
	prompt Hello >in
	sed -i "s|\"configuration\":{|&\"division\":{\"id\":\"$(gc-list division | jq -r 'select(.homeDivision).id')\"},|" in
	gc-put -q in >out
	sed 's|"division":{"id":"[^"]*"},||' in | in_north >moved
	run -1 --separate-stderr gc-put --update moved
	[[ $stderr == *'no API call moves such an object to another division'* ]]
}

@test "a dry run says what will wait: a late flow that does not arrive" {
	org
	object queue Sales '"queueFlow":{"id":"nowhere","name":"Music"}' >in
	run -1 --separate-stderr gc-put --dry-run in
	echo "$output" >plan
	[ "$(actions plan)" = "queue Sales create planned
queue Sales complete waiting" ]
	[[ $stderr == *'it waits for inqueueCallFlow "Music"'* ]]
	jq -se 'all(.[]; .object.id == null and .target == {hash: null})' plan
	run -1 gc-put -q --expect plan in
	echo "$output" >out
	[ "$(actions out)" = "queue Sales create done
queue Sales complete waiting" ]
}

@test "an object that is completed and differs is reported as differing in the same run" {
	org
	object queue Backup >in
	object queue Sales '"description":"a"' >>in
	gc-put -q in >out
	object queue Sales '"description":"b","directRouting":{"backupQueueId":"queue-Backup"}' >>in
	sed -i 2d in
	for dry in --dry-run ''; do
		run -1 --separate-stderr gc-put $dry in
		echo "$output" >out
		[ "$(actions out | tail -n 1)" = 'queue Sales differs skipped' ]
		[ "$(grep -c Sales out)" -eq 1 ]
		jq -se '.[-1].paths | sort == ["/configuration/description", "/configuration/directRouting"]' out
	done
	run -1 --separate-stderr gc-put -q in
	echo "$output" >out
	jq -se '.[-1].paths == ["/configuration/description"]' out
}

@test "what is set late and only the target has: it differs, --update and --restore take it away" {
	local full
	org
	object queue Backup >in
	object queue Sales '"directRouting":{"backupQueueId":"queue-Backup"}' >>in
	gc-put -q in >out
	gc-list -q queue | gc-get -q >full
	object queue Sales >bare
	for dry in --dry-run ''; do
		run -1 --separate-stderr gc-put -q $dry bare
		echo "$output" >out
		[ "$(actions out)" = 'queue Sales differs skipped' ]
		jq -e '.paths == ["/configuration/directRouting"]' out
	done
	run -0 gc-put -q --dry-run --update bare
	echo "$output" >plan
	[ "$(actions plan)" = 'queue Sales update planned' ]
	gc-put -q --update --expect plan --backup kept bare >out
	[ "$(actions out)" = 'queue Sales update done' ]
	[ "$(gc-put -q bare | jq -r .action)" = skip ]
	gc-put -q --restore kept >out
	gc-list -q queue | gc-get -q | jq -S 'del(.configuration.dateModified, .dateModified)' >again
	jq -S 'del(.configuration.dateModified, .dateModified)' full | same - again
	# and back once more: the backup of what was bare
	rm kept
	run -0 gc-put -q --update bare
	gc-put -q --backup kept in >out
	gc-put -q --restore kept >out
	[ "$(gc-put -q bare | jq -r .action)" = skip ]
}

@test "--expect: rows that changed in the target since the rehearsal are refused, and nothing is written" {
	local id
	org
	object dataTable Codes "$table" "$(rows 4)" >in
	gc-put -q in >out
	id=$(jq -r .object.id out)
	row() { api "/api/v2/flows/datatables/$id/rows/$1" -X "${3-PUT}" --data-binary "{\"key\":\"$1\",\"n\":$2,\"on\":true}"; }
	row k1 5
	row k4 1 DELETE
	post "/api/v2/flows/datatables/$id/rows" '{"key":"own","n":1}'
	object dataTable Codes "${table/\"title\":\"On\"/\"title\":\"Yes\"}" "$(rows 4)" >changed
	gc-put -q --dry-run --update changed >plan
	jq -se '.[0].target.rows | test("^[0-9a-f]{16}:[0-9a-f]{8}==-$")' plan
	refused() {
		local n
		n=$(writes)
		run -3 --separate-stderr gc-put --update --expect plan changed
		[[ $stderr == *'its rows have changed since the dry run; rehearse again'* ]] && [ "$(writes)" -eq "$n" ]
	}
	row k2 9 # was equal
	refused
	row k2 1
	row k1 6 # differed
	refused
	row k1 5
	row k3 1 DELETE # was there
	refused
	post "/api/v2/flows/datatables/$id/rows" '{"key":"k3","n":1,"on":true}'
	row own 2 # only the target's
	refused
	row own 1
	api "/api/v2/flows/datatables/$id/rows/own" -X PUT --data-binary '{"key":"own","n":1}'
	post "/api/v2/flows/datatables/$id/rows" '{"key":"k4","n":8,"on":true}' # was missing
	refused
	row k4 1 # as a killed run leaves it
	row k1 1
	gc-put -q --update --expect plan changed >out
	results_are '.action == "update" and .status == "done"'
}

@test "a NUL character in a name, an id or a row's key: the record is refused and named" {
	org
	object acdSkill 'Eng\\u0000lish' >in
	object dataTable Codes "$table" '"rows":[{"key":"a"},{"key":"a\\u0000b"}]' >>in
	record 1 | sed 's/"name":"Flow 1"/"name":"Flow\\u0000 1"/' >>in
	sed -i 's/\\\\u0000/\\u0000/g' in
	run -3 --separate-stderr gc-put in
	[ -z "$output" ]
	[[ ${stderr_lines[0]} == *'in:1: object '*': its name has a NUL character (U+0000)' || ${stderr_lines[0]} == *'in:1: object '*': its id has a NUL character (U+0000)' ]]
	[[ ${stderr_lines[1]} == *'in:2: object '*': one of its rows has a key with a NUL character (U+0000)' ]]
	[[ ${stderr_lines[2]} == *'in:3: flow '*': its name has a NUL character (U+0000)' ]]
	[ "$(writes)" -eq 0 ]
	run -3 --separate-stderr gc-get in
	[[ $stderr == *NUL* ]]
}

@test "--create-only: what the target has stays as it is, what it lacks is created" {
	org
	object queue Sales '"description":"a"' >in
	gc-put -q in >out
	{ object queue Sales '"description":"b","directRouting":{"backupQueueId":"queue-New"}' && object queue New; } >in
	gc-put -q --create-only --update in >out
	[ "$(actions out | sort)" = "queue New create done
queue Sales skip skipped" ]
	api "/api/v2/routing/queues/$(jq -r 'select(.object.name == "Sales").object.id' out)"
	answer_has '.description == "a" and (.directRouting.backupQueueId // null) == null'
}

@test "more than 100 wrap-up codes go in several calls" {
	local n
	org
	for n in $(seq 205); do object acdWrapupCode "Code $n"; done >in
	object queue Sales '' "\"wrapupCodes\":$(seq 205 | jq -sc 'map({id: "acdWrapupCode-Code \(.)", name: "Code \(.)"})')" >>in
	gc-put -q -j 4 in >out
	[ "$(requests_of '^POST .*/queues/[*]/wrapupcodes$')" -eq 3 ]
	api "/api/v2/routing/queues/$(jq -r 'select(.object.type == "queue").object.id' out)/wrapupcodes?pageSize=1"
	answer_has '.total == 205'
	gc-put -q in >out
	results_are '.action == "skip"'
}

@test "a flow outcome is changed by an operation, which is waited for" {
	org --job-time 600
	object flowOutcome Bought '"description":"a"' >in
	gc-put -q in >out
	object flowOutcome Bought '"description":"b"' >in
	gc-put -q --update in >out
	results_are '.action == "update" and .status == "done"'
	api "/api/v2/flows/outcomes/$(jq -r .object.id out)"
	answer_has '.description == "b"'
	[ "$(requests_of '^PUT .*/outcomes/[*]$')" -eq 1 ]
}

@test "audio that the server cannot transcode is a failure with its reason" {
	org
	prompt Welcome | sed "s|$wav|$(printf 'not a recording' | base64 -w 0)|" >in
	run -3 --separate-stderr gc-put -q in
	[[ $stderr == *'the server cannot use the audio of "en-us": it wants WAV, at most 25 MB' ]]
	[[ $stderr != *'run this again'* ]]
}

@test "rows that a CSV job refuses are named with the server's reason" {
	org
	object dataTable Codes "$table" "$(rows 400)" >in
	sed 's/{"key":"k7","on":true,"n":1}/{"key":"k7","on":true,"n":"seven"}/' in >bad
	run -3 --separate-stderr gc-put -q bad
	[[ $stderr == *'k7'* ]]
	api "/api/v2/flows/datatables"
	member id
	api "/api/v2/flows/datatables/$REPLY/rows?pageSize=1"
	answer_has '.total == 399'
	gc-put -q in >out
	results_are '.action == "complete"'
}
