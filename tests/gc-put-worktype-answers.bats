#!/usr/bin/env bats
# gc-put: the statuses of a worktype when the target answers otherwise than it should.

load helper
load sim
load put
load answers

# org - with what a worktype needs that only people make.
org() {
	start_lax_sim --empty --org target
	login admin
	post /api/v2/taskmanagement/workitems/schemas '{"name":"Case data","jsonSchema":{}}'
	api /api/v2/taskmanagement/workitems/schemas
	schema=$(jq -r '.entities[0].id' answer.json)
}

# worktype STATUSES [MEMBERS]
worktype() {
	printf '{"kind":"object","type":"workbin","id":"bin","name":"Cases","configuration":{"id":"bin","name":"Cases"}}\n'
	printf '{"kind":"object","type":"worktype","id":"type","name":"Case","configuration":{"id":"type","name":"Case","defaultWorkbin":{"id":"bin"},"schema":{"id":"%s","version":7}%s%s}}\n' \
		"$schema" "${1:+,\"statuses\":[$1]}" "${2:+,$2}"
}
open='{"id":"s1","name":"Open","category":"Open","description":"new","destinationStatuses":[{"id":"s2"}],"defaultDestinationStatus":{"id":"s2"}}'
closed='{"id":"s2","name":"Done","category":"Closed"}'
first='"defaultStatus":{"id":"s1"}'

last() { jq -r 'select(.object.type == "worktype") | "\(.action) \(.status)"' out; }
paths() { jq -c 'select(.object.type == "worktype").paths' out; }

@test "statuses that cannot be created, changed or chosen: a failure, and the next run completes them" {
	org
	worktype "$open,$closed" "$first" >in
	answers 'on("POST", "*/statuses", 400)'
	ends 3 'complete: cannot create its statuses: 400 bad.request' gc-put in
	answers 'on("POST", "*/statuses", body=deep)'
	ends 3 "complete: the server's answer is not understood: " gc-put in
	answers 'on("PATCH", "*/statuses/*", 400)'
	ends 3 'complete: cannot change its statuses: 400 bad.request' gc-put in
	answers 'on("PATCH", "*/worktypes/????????-????-????-????-????????????", 400)'
	ends 3 'cannot set its default status: 400 bad.request' gc-put --update in
	answers
	gc-put -q --update in >out
	[[ $(last) == *' done' ]]
	gc-put -q in >out
	[ "$(last)" = 'skip skipped' ]
}

@test "statuses whose answers are all lost, or whose worktype is deleted meanwhile" {
	org
	worktype "$open,$closed" "$first" >in
	faults 'reset:method=POST:path=*/statuses'
	ends 3 'complete: cannot create its statuses: ' hurried gc-put in
	faults
	answers 'on("POST", "*/statuses", 409, times=1)' 'on("GET", "*/worktypes/????????-*", edit=having(state="deleted"), skip=1)'
	ends 3 'complete: it was deleted meanwhile' hurried gc-put in
	answers 'on("POST", "*/statuses", 409, through=True, times=1)'
	hurried gc-put -q in >out
	[ "$(last)" = 'complete done' ]
	api /api/v2/taskmanagement/worktypes/query -X POST --data-binary '{"pageSize":25}'
	answer_has '[.entities[0].statuses[].name] == ["Open", "Done"]'
}

@test "a worktype without statuses, and one with more than any org takes" {
	org
	worktype '' >in
	gc-put -q in >out
	[ "$(last)" = 'create done' ]
	worktype "$(seq 1001 | jq -sc 'map({id: "s\(.)", name: "S\(.)", category: "Open"})' | sed 's/^.//; s/.$//')" >in
	ends 3 'look: more than 1000 statuses' gc-put in
}

@test "what a status lost in the record is emptied in the target with --update, in one request for each" {
	org
	worktype "$open,$closed" "$first" >in
	gc-put -q in >out
	worktype '{"id":"s1","name":"Open","category":"Open","description":null},{"id":"s2","name":"Done","category":"Closed","description":"over"}' "$first" >in
	ends 1 '--update changes them' gc-put in
	gc-put -q --update in >out
	[ "$(last)" = 'update done' ]
	gc-put -q in >out
	[ "$(last)" = 'skip skipped' ]
	api "/api/v2/taskmanagement/worktypes/$(jq -r 'select(.object.type == "worktype").object.id' out)"
	answer_has '(.statuses[0].description // "") == "" and .statuses[0].destinationStatuses == [] and .statuses[1].description == "over"'
}

@test "a default status that is none of the worktype's is not sent, and one without a name has no match" {
	org
	worktype "$open,$closed" '"defaultStatus":{"id":"nowhere"}' >in
	gc-put -q in >out
	[ "$(last)" = 'create done' ]
	[ "$(requests_of '^PATCH .*/worktypes/[*]$')" -eq 0 ]
	worktype "$open,$closed" '"defaultStatus":{"id":"s2"}' >in
	gc-put -q --update in >out
	[[ $(last) == *' done' ]]
	[ "$(paths)" = '["/configuration/defaultStatus"]' ]
	[ "$(requests_of '^PATCH .*/worktypes/[*]$')" -eq 1 ]
}

@test "the category differs, and statuses that only the target has: both are noted" {
	org
	worktype "$open,$closed" "$first" >in
	gc-put -q in >out
	worktype "${open/\"category\":\"Open\"/\"category\":\"Waiting\"}" "$first" >in
	ends 1 "the API cannot change a status's category; 1 status that only the target has stays" gc-put --update in
	worktype "${open/\"category\":\"Open\"/\"category\":\"Waiting\"},${closed/Closed/Waiting}" "$first" >in
	ends 1 "2 differences, and what was missing is completed; the API cannot change a status's category" gc-put --update in
	worktype "${closed/s2/s1}" "$first" >in
	gc-put -q --update in >out
	jq -se '.[-1].reason | test("1 status that only the target has stays$")' out
}
