#!/usr/bin/env bats
# Values of servers and records that are longer than any message should be: a message has their
# beginning, and the run goes on.

load helper
load sim
load put
load answers

setup_file() {
	printf -v LONG '%05000d' 0
	LONG=${LONG//0/x}
	export LONG
}

# cut_in TEXT - it has the value's beginning, and not the value
cut_in() { [[ $1 == *"${LONG:0:900}"* && $1 != *"${LONG:0:4097}"* ]]; }

@test "what jobs and operations say" {
	local id
	target
	record 1 | gc-put -q >out
	id=$(jq -r .flow.id out)
	record 1 b >in
	answers "on('GET', '*/validate/jobs/*', edit=having(status='Failure', messages=[{'text': '$LONG'}, {'text': 'end'}]))"
	ends 3 '; end' gc-put --validate in
	cut_in "$stderr"
	answers 'ids = iter(range(100))' 'on("POST", "*/publish[?]*", body="{}")' \
		"on('GET', '/api/v2/flows/$id', edit=lambda x: {**x, 'currentOperation': {'id': str(next(ids)), 'complete': True, 'actionStatus': 'FAILURE', 'errorMessage': 'broken', 'errorCode': '$LONG'}})"
	ends 3 'broken (x' hurried gc-put --publish in
	cut_in "$stderr"
	answers 'ids = iter(range(100))' 'on("POST", "*/publish[?]*", body="{}")' \
		"on('GET', '/api/v2/flows/$id', edit=lambda x: {**x, 'currentOperation': {'id': str(next(ids)), 'complete': True, 'actionStatus': 'FAILURE', 'errorMessage': 'broken', 'errorDetails': [{'errorCode': 'one', 'entityName': '$LONG'}]}})"
	ends 3 'broken: one x' hurried gc-put --publish in
	cut_in "$stderr"
	archy 2
	faults 'fail:flow=Flow 2'
	answers "on('GET', '/api/v2/flows/jobs/*', edit=lambda x: {**x, 'messages': [{'text': '$LONG'}]})"
	run -3 --separate-stderr gc-put archy.ndjson
	[[ ${stderr_lines[-1]} == *'"Flow 2": create: x'* ]]
	cut_in "${stderr_lines[-1]}"
}

@test "names of flows, holders and versions in the target" {
	local id
	target
	record 1 | gc-put -q >out
	id=$(jq -r .flow.id out)
	archy 1
	jq -c --arg id "$id" '.id = $id' archy.ndjson >in
	answers "on('GET', '/api/v2/flows[?]*', edit=each(having(name='$LONG')))"
	ends 3 'look: its name there is "x' gc-put in
	cut_in "$stderr"
	record 1 b >in
	answers "on('POST', '*/checkout[?]*', edit=having(checkedInVersion={'id': '$LONG'}, publishedVersion={'id': '$LONG'}))"
	ends 3 'update: moved: x' gc-put in
	cut_in "$stderr"
	login somebody
	post "/api/v2/flows/actions/checkout?flow=$id"
	answers "on('GET', '/api/v2/flows/$id', edit=lambda x: {**drop('lockedUser')(x), 'lockedClient': {'id': 'c', 'name': '$LONG'}})"
	ends 3 'update: locked by x' gc-put --publish in
	cut_in "$stderr"
}

@test "keys of placeholders, and divisions and references of objects" {
	target
	jq -nc --arg k "$LONG" '{kind: "flow", name: "Flow 1", type: "WORKFLOW", archy: "workflow:\n  name: Flow 1\n  description: \"{{\($k)}}\"\n"}' >in
	ends 3 'line 3: {{x' gc-put in
	cut_in "$stderr"
	jq -nc --arg k "$LONG" '{kind: "object", type: "queue", id: "q", name: "Q", configuration: {id: "q", name: "Q", division: {id: "d", name: $k}}}' >in
	ends 3 'create: the target has no division "x' gc-put in
	cut_in "$stderr"
	jq -nc --arg k "$LONG" '{kind: "object", type: "scheduleGroup", id: "g", name: "G", configuration: {id: "g", name: "G", timeZone: "Europe/Berlin", openSchedules: [{id: "s", name: $k}]}}' >in
	ends 1 'create: it waits for schedule "x' gc-put in
	cut_in "$stderr"
}

@test "gc-list: types, names and users" {
	start_sim --flows 3
	ends 2 'no such type "x' gc-list "$LONG"
	cut_in "$stderr"
	gc-list --select '.checkedInVersion != null' | head -1 >flow
	answers "on('GET', '*/versions[?]*', body='''{\"entities\":[{\"id\":\"1.0\",\"createdBy\":{\"id\":\"$LONG\"}}],\"total\":1,\"pageCount\":1}''')" 'on("GET", "/api/v2/users/*", 404)'
	run -0 --separate-stderr gc-list -v --versions flow
	[[ $stderr == *'the name stays unknown'* ]]
	cut_in "$stderr"
	jq -e '.by.id | length == 5000' <<<"$output"
	answers "on('GET', '*/queues[?]*', edit=each(having(name='$LONG')))"
	ends 3 'queue ' gc-list --select '.name | error("no")' queue
	cut_in "${stderr_lines[0]}"
	answers "on('GET', '*/responsemanagement/libraries[?]*', edit=each(having(name='$LONG')))" 'on("GET", "*/responses[?]*", 400)'
	ends 3 'response of "x' gc-list response
	cut_in "${stderr_lines[0]}"
	jq -nc --arg k "$LONG" '{kind: "ref", class: "object", type: $k, id: "i", flow: {id: "f"}}' >refs
	run --separate-stderr gc-list --for refs
	cut_in "$stderr"
}
