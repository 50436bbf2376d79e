#!/usr/bin/env bats
# gc-put: import jobs of Archy YAML when the target answers otherwise than it should.

load helper
load sim
load put
load archy
load answers

deep='body=deep)'
jobs='"GET", "/api/v2/flows/jobs/*"'

# ended MESSAGE... - the rule for an import job that failed with these messages
ended() {
	local all
	all=$(jq -nc '[$ARGS.positional[] | {text: .}]' --args "$@")
	printf 'on(%s, edit=having(status="Failure", messages=%s))' "$jobs" "$all"
}

@test "an import job: each answer that is refused, not understood, or without what is needed" {
	target
	archy 1
	answers 'on("POST", "/api/v2/flows/jobs", 400)'
	ends 3 'create: cannot register an import job: 400 bad.request' gc-put archy.ndjson
	answers "on('POST', '/api/v2/flows/jobs', $deep"
	ends 3 "create: the server's answer is not understood: " gc-put archy.ndjson
	answers 'on("POST", "/api/v2/flows/jobs", edit=drop("id"))'
	ends 3 "create: the import job's registration is not understood" gc-put archy.ndjson
	answers 'on("POST", "/api/v2/flows/jobs", edit=lambda x: {**x, "headers": {**x["headers"], "a": "b\r\nc: d"}})'
	ends 3 "create: the import job's registration is not understood" gc-put archy.ndjson
	answers 'on("POST", "/api/v2/flows/jobs", edit=lambda x: {**x, "presignedUrl": x["presignedUrl"] + "\0x"})'
	ends 3 'create: the import job gives no URL that can be used' gc-put archy.ndjson
	answers "on($jobs, 400)"
	ends 3 'create: cannot see how the import job went: 400 bad.request' gc-put archy.ndjson
	state | jq -se 'all(.[]; .lock == null)'
}

@test "an import job's headers: none, no object, and one that is no text" {
	target
	archy 1
	answers 'on("POST", "/api/v2/flows/jobs", edit=drop("headers"))'
	ends 75 'cannot upload the YAML: 403 SignatureDoesNotMatch' hurried gc-put archy.ndjson
	answers 'on("POST", "/api/v2/flows/jobs", edit=having(headers=[1]))'
	ends 75 'cannot upload the YAML: 403 SignatureDoesNotMatch' hurried gc-put archy.ndjson
	answers 'on("POST", "/api/v2/flows/jobs", edit=lambda x: {**x, "headers": {**x["headers"], "n": 7}})'
	gc-put -q archy.ndjson >out
	results_are '.action == "create" and .status == "done"'
}

@test "an import job's answer that is not understood: the next run finds what it made" {
	target
	archy 1
	answers "on($jobs, through=True, $deep"
	ends 3 "create: the server's answer is not understood: " gc-put archy.ndjson
	answers
	await 'gc-list | grep -q "Flow 1"'
	gc-put -q archy.ndjson >out
	results_are '.status == "done" or .status == "skipped"'
	[ "$(gc-list | jq -r 'select(.name == "Flow 1").id' | wc -l)" -eq 1 ]
}

@test "what a failed import job says is given with its place in the file" {
	target
	archy 1
	yaml='workflow:
  name: Flow 1
  division: Home
  description: "about {{town}}"
  startUpRef: "/workflow/states/state[Initial State_10]"
  states:
    - state:
        name: Initial State
        refId: Initial State_10
        actions:
          - callCommonModule:
              name: call
              commonModule:
                The Module:
                  ver_latestPublished: {}
'
	jq -nc --arg a "$yaml" '{kind: "flow", id: "f1", name: "Flow 1", type: "WORKFLOW", description: "about Rome", file: "flows/one.yaml", archy: $a}' >in
	jq -c 'del(.file)' in >bare
	answers "$(ended "Error in line 7, column 2")"
	ends 3 'Error in line 7, column 2 (flows/one.yaml:7)' gc-put --set town=Rome in
	ends 3 'Error in line 7, column 2' gc-put --set town=Rome bare
	[[ $stderr != *'(line'* ]]
	answers "$(ended "it is line 7" "and line 99999999999999")"
	ends 3 'it is line 7 (flows/one.yaml:7); and line 99999999999999 (flows/one.yaml:999999999)' gc-put --set town=Rome in
	answers "$(ended "no such value 'town'" "that is all")"
	ends 3 "no such value 'town' (flows/one.yaml:4); that is all" gc-put --literal town in
	ends 3 "no such value 'town' (line 4); that is all" gc-put --literal town bare
	answers "$(ended 'cannot find "The Module".' "or 'The Module\"" "or 'The Module" "The Module'" "'Flow 1' line")"
	ends 3 "cannot find \"The Module\". (flows/one.yaml:14); or 'The Module\"; or 'The Module; The Module'; 'Flow 1' line" gc-put --set town=Rome in
	answers "on($jobs, edit=having(status='Failure', messages=[]))"
	ends 3 'the import job ended with Failure and gives no reason' gc-put --set town=Rome in
}

@test "Archy YAML that is refused before anything is sent names its place" {
	target
	yaml() { jq -nc --arg a "$1" "{kind: \"flow\", name: \"Flow 1\", type: \"WORKFLOW\", ${2-}archy: \$a}" >in; }
	yaml $'workflow:\n  name: [\n'
	ends 3 'not Archy YAML of a flow: line ' gc-put in
	yaml $'workflow:\n  name: [\n' 'file: "a/b.yaml", '
	ends 3 'not Archy YAML of a flow: a/b.yaml:' gc-put in
	yaml $'workflow:\n  name: Flow 1\n  description: {{x}} and {{y}} and {{z}}\n' 'file: "a/b.yaml", '
	ends 3 'a/b.yaml:3: {{x}} has no value, and 2 more; give it with --set or --options' gc-put in
	yaml $'workflow:\n  name: Flow 1\n  description: |\n    about {{x}}\n'
	ends 3 'line 4: the value of {{x}} cannot be written here; quote the text' gc-put --set $'x=\x01' in
	ends 3 'not Archy YAML of a flow: line 4: not UTF-8' gc-put --set $'x=\xff' in
	[ "$(writes)" -eq 0 ]
}

@test "a job that says that it did its work, and does not say which flow it made" {
	target
	archy 1
	answers "on($jobs, edit=drop('flow'))"
	gc-put -q archy.ndjson >out
	results_are '.status == "done" and .reason == "published, though the server says: the import job ended with Success and gives no reason"'
	answers
	gc-put -q archy.ndjson >out
	results_are '.status == "done" or .status == "skipped"'
	[ "$(gc-list | jq -r 'select(.name == "Flow 1").id' | wc -l)" -eq 1 ]
}

@test "after an import the flow cannot be read: done, without its version" {
	local id
	target
	archy 1
	gc-put -q archy.ndjson >out
	id=$(jq -r .flow.id out)
	archy 1 b
	answers "on('GET', '/api/v2/flows/$id', 400, skip=1)"
	gc-put -q archy.ndjson >out
	results_are '.action == "update" and .status == "done"'
	archy 1 c
	answers "on('GET', '/api/v2/flows/$id', skip=1, edit=drop('id'))"
	gc-put -q archy.ndjson >out
	results_are '.action == "update" and .status == "done"'
}

@test "with --backup: a flow that cannot be read is not written" {
	local id
	target
	archy 1
	gc-put -q archy.ndjson >out
	id=$(jq -r .flow.id out)
	archy 1 b
	answers "on('GET', '/api/v2/flows/$id/latestconfiguration', 400)"
	ends 3 'backup: cannot read the flow in the target, so nothing is written: 400' gc-put --backup backup archy.ndjson
	answers "on('GET', '/api/v2/flows/$id/latestconfiguration', 404, body=refusal(404, code='flow.deleted'))"
	ends 3 'backup: cannot read the flow in the target, so nothing is written: 404' gc-put --backup backup archy.ndjson
	gc-put -q --dry-run archy.ndjson >plan
	ends 3 'deleted' gc-put --expect plan --backup backup archy.ndjson
	[ "$(requests_of '^POST /api/v2/flows/jobs$')" -eq 1 ]
}

@test "--create-only and a flow of another type: no import job" {
	target
	archy 1
	gc-put -q archy.ndjson >out
	archy 1 b
	gc-put -q --create-only archy.ndjson >again
	jq -e '.action == "skip" and (.reason | test("--create-only leaves it"))' again
	jq -c --arg id "$(jq -r .flow.id out)" '.id = $id | .name = "Other" | .archy |= sub("Flow 1"; "Other")' archy.ndjson >in
	ends 3 'look: its name there is "Flow 1": an import job goes by the name' gc-put in
	gc-put -q --stubs in >out
	results_are '.action == "skip" and .reason == "the target has it"'
	[ "$(requests_of '^POST /api/v2/flows/jobs$')" -eq 1 ]
}

@test "a draft of somebody else's on a flow that was never published, or is" {
	local id
	target
	archy 1
	record 1 | gc-put -q >out
	id=$(jq -r .flow.id out)
	login somebody
	post "/api/v2/flows/actions/checkout?flow=$id"
	post "/api/v2/flows/$id/versions" "$(record 1 b | jq -c .configuration)"
	ends 3 'locked by somebody' gc-put archy.ndjson
	[ "$(requests_of '^POST /api/v2/flows/jobs$')" -eq 0 ]
}
