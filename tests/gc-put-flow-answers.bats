#!/usr/bin/env bats
# gc-put: flows when the target answers otherwise than it should.

load helper
load sim
load put
load answers

# there - `record 1` is in the target, and `in` has another configuration for it; its id is in id.
there() {
	target
	record 1 | gc-put -q >out
	id=$(jq -r .flow.id out)
	record 1 b >in
}

deep='body=deep)'

@test "the listing of the target's flows is refused: nothing is written" {
	target
	record 1 >in
	answers 'on("GET", "/api/v2/flows[?]*", 400)'
	ends 69 "the target's flows: 400 bad.request: not today" gc-put in
	answers 'on("GET", "/api/v2/flows[?]*", 403)'
	ends 77 "the target's flows: " gc-put in
	[ "$(writes)" -eq 0 ]
}

@test "a flow's creation: not understood, and refused for another reason than that it exists" {
	target
	record 1 >in
	answers "on('POST', '/api/v2/flows', $deep"
	ends 3 "create: the server's answer is not understood: " gc-put in
	answers 'on("POST", "/api/v2/flows", 409, body=refusal(409, code="flow.invalid.type"))'
	ends 3 'create: ' gc-put in
	[ "$(writes)" -eq 0 ]
	answers
	# a record without a description, and one that is not text
	jq -c 'del(.description)' in >bare
	gc-put -q bare >out
	results_are '.action == "create" and .status == "done"'
	record 2 | jq -c '.description = 7' >bare
	gc-put -q bare >out
	results_are '.action == "create" and .status == "done"'
}

@test "a flow whose creation's answer is lost is found among others that are like it" {
	target
	record 1 >in
	faults 'reset:method=POST:path=/api/v2/flows:times=1:after'
	answers 'on("GET", "/api/v2/flows[?]*name=*", times=1, edit=having(entities=[], pageCount=2))' \
		'on("GET", "/api/v2/flows[?]*name=*", edit=lambda x: {**x, "entities": [
			{"id": "a", "type": "WORKFLOX", "name": "Flow 1"}, {"id": "b", "type": "WORKFLOW", "name": "Flaw 1"},
			{"id": "c", "type": "BOTFLOW", "name": "Flow 1"}, {"id": "c", "type": "WORKFLOW", "name": "Flow 10"},
			{"id": "d", "type": "WORKFLOW", "name": "FLOW 1"}, {"id": "e", "type": "WORKFLOW", "name": "flow 1"},
			{"id": "the-id", "type": "workflow", "name": "Flow 1"}] + x["entities"]})' \
		'on("POST", "/api/v2/flows/the-id/versions", body=json.dumps({"id": "1.0"}))'
	ends 3 '' hurried gc-put in
	[ "$(jq -r .flow.id <<<"$output")" = the-id ]
	[ "$(requests_of '^POST /api/v2/flows$')" -eq 1 ]
	answers
	gc-put -q in >out
	results_are '.status == "done"'
	[ "$(requests_of '^POST /api/v2/flows$')" -eq 1 ]
}

@test "the look for a flow whose creation's answer is lost fails" {
	target
	record 1 >in
	faults 'reset:method=POST:path=/api/v2/flows:times=1'
	answers 'on("GET", "/api/v2/flows[?]*name=*", 400)'
	ends 3 'create: cannot see whether the flow was created: 400 bad.request' hurried gc-put in
	faults 'reset:method=POST:path=/api/v2/flows:times=1'
	answers "on('GET', '/api/v2/flows[?]*name=*', $deep"
	ends 3 "create: the server's answer is not understood: " hurried gc-put in
}

@test "a flow that the server says exists: listed later, listed never, and a stub that is there" {
	target
	record 1 >in
	gc-put -q in >first
	local unlisted='on("GET", "/api/v2/flows[?]*", edit=having(entities=[], total=0, pageCount=1), times=4)'
	answers "$unlisted"
	hurried gc-put -q in >out
	results_are '.status == "done" or .status == "skipped"'
	[ "$(jq -r .flow.id first)" = "$(jq -r .flow.id out)" ]
	answers "$unlisted"
	hurried gc-put -q --stubs in >out
	results_are '.action == "skip" and .reason == "the target has it"'
	answers "${unlisted/, times=4/}"
	ends 75 'the server says that the flow exists, and has not listed it for ' hurried gc-put in
}

@test "the flow's metadata: refused, not understood, no flow, and an operation that does not end" {
	there
	answers "on('GET', '/api/v2/flows/$id', 400)"
	ends 3 'update: ' gc-put --validate in
	answers "on('GET', '/api/v2/flows/$id', $deep"
	ends 3 "the server's answer is not understood: " gc-put --force --publish in
	answers "on('GET', '/api/v2/flows/$id', edit=drop('id'))"
	ends 3 "the server's answer is not understood: no flow" gc-put --publish in
	answers "on('GET', '/api/v2/flows/$id', edit=having(currentOperation={'id': 'o', 'complete': False}))"
	ends 75 'the server is still busy with it; run this again later' hurried gc-put --publish in
}

@test "a checkout that is refused once, whether it was carried out or not, and one that is always" {
	there
	answers 'on("POST", "*/checkout[?]*", 409, times=1)'
	hurried gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
	record 1 c >in
	answers 'on("POST", "*/checkout[?]*", 409, through=True, times=1)'
	hurried gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
	record 1 d >in
	answers 'on("POST", "*/checkout[?]*", 409)'
	ends 3 'update: 409 bad.request' hurried gc-put --failed failed in
	[[ $stderr == *'; run this again later' ]]
	[ "$(wc -l <failed)" -eq 1 ]
	answers 'on("POST", "*/checkout[?]*", 400)'
	ends 3 'update: cannot check the flow out: 400 bad.request' gc-put in
	answers "on('POST', '*/checkout[?]*', through=True, $deep"
	gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
}

@test "a flow that moved just before its checkout: the lock is given back, or stays, and that is said" {
	there
	moved='on("POST", "*/checkout[?]*", edit=having(checkedInVersion={"id": "9.0"}, publishedVersion={"id": "9.0"}))'
	answers "$moved"
	ends 3 'update: moved: 9.0 since 1.0, just before it was checked out; run this again' gc-put in
	state | jq -e '.lock == null'
	answers "$moved" 'on("POST", "*/revert[?]*", 400)'
	ends 3 'update: moved: 9.0 since 1.0, just before it was checked out, and it stays locked; run this again' gc-put in
	login sim-client
	post "/api/v2/flows/actions/revert?flow=$id"
	gc-put -q --dry-run in >plan
	answers "$moved"
	ends 3 'just before it was checked out; repeat the dry run' gc-put --expect plan in
	# an answer that is no flow tells nothing
	answers 'on("POST", "*/checkout[?]*", edit=lambda x: {"checkedInVersion": {"id": "9.0"}})'
	gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
}

@test "saving a configuration: refused once, lost, lost and not seen, and without a version" {
	there
	answers 'on("POST", "*/versions", 409, times=1)'
	hurried gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
	record 1 c >in
	answers 'on("POST", "*/versions", 409, times=1)' "on('GET', '/api/v2/flows/$id', edit=drop('lockedClient'), times=1)"
	hurried gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
	record 1 d >in
	answers 'on("POST", "*/versions", edit=drop("id"))'
	gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
	record 1 e >in
	answers "on('POST', '*/versions', through=True, $deep"
	gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
	record 1 f >in
	faults 'reset:method=POST:path=*/versions:times=1'
	answers 'on("GET", "*/latestconfiguration", 400, skip=1)'
	ends 3 'update: cannot see whether the configuration was saved: 400' hurried gc-put in
	answers
	faults 'reset:method=POST:path=*/versions:times=1'
	hurried gc-put -q in >out
	results_are '.status == "done"'
	record 1 g >in
	faults 'reset:method=POST:path=*/versions:times=1:after'
	hurried gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
	# one that has none yet
	record 2 >in
	faults 'reset:method=POST:path=*/versions:times=1'
	hurried gc-put -q in >out
	results_are '.action == "create" and .status == "done"'
}

@test "name and description: refused once, and refused" {
	there
	record 1 a other >in
	answers "on('PUT', '/api/v2/flows/$id', 409, times=1)"
	hurried gc-put -q --update in >out || hurried gc-put -q in >out
	results_are '.status == "done"'
	api "/api/v2/flows/$id"
	answer_has '.description == "other"'
	record 1 a more | jq -c 'del(.description)' >in
	answers "on('PUT', '/api/v2/flows/$id', 400)"
	ends 3 'cannot change name and description: 400 bad.request' gc-put in
	answers "on('GET', '/api/v2/flows/$id', edit=drop('division'))" 'on("GET", "/api/v2/flows[?]*", edit=each(drop("division")))'
	gc-put -q in >out
	results_are '.status == "done"'
	api "/api/v2/flows/$id"
	answer_has '(.description // "") == ""'
}

@test "a check-in or publication that is refused, or accepted and not made" {
	there
	answers 'on("POST", "*/checkin[?]*", 400)'
	ends 3 'update: the configuration is saved, but not checked in: 400 bad.request' gc-put in
	answers 'on("POST", "*/checkin[?]*", 409)'
	ends 3 'saved, but not checked in: 409 bad.request' hurried gc-put in
	answers 'on("POST", "*/publish[?]*", body="{}")'
	ends 3 'saved, but not published: the server gives no reason; run this again' hurried gc-put --publish in
	answers 'on("POST", "*/publish[?]*", 400, body=refusal(400, code="flow.cannot.publish.missing.dependencies"))'
	ends 3 'missing.dependencies' gc-put --publish in
	answers
	faults 'reset:method=POST:path=*/publish'
	ends 75 'saved, but not published: ' hurried gc-put --publish in
	faults
	gc-put -q --publish in >out
	results_are '.status == "done"'
}

@test "what an operation's failure says: its code and each part of it" {
	there
	operation='{"complete": True, "actionStatus": "FAILURE", "errorMessage": "broken", "errorCode": "e.1",
		"errorDetails": [{"errorCode": "no.queue", "entityName": "Sales"}, {"errorCode": "no.skill", "entityName": "English"}]'
	answers 'ids = iter(range(100))' 'on("POST", "*/publish[?]*", body="{}")' \
		"on('GET', '/api/v2/flows/$id', edit=lambda x: {**x, 'currentOperation': {**$operation}, 'id': str(next(ids))}})"
	ends 3 'broken (e.1): no.queue Sales, no.skill English' hurried gc-put --publish in
	# the failure of an operation before is not this one's
	answers 'on("POST", "*/publish[?]*", body="{}")' \
		"on('GET', '/api/v2/flows/$id', edit=having(currentOperation={**$operation}, 'id': 'before'}))" \
		"on('GET', '/api/v2/flows[?]*', edit=each(lambda e: {**e, 'currentOperation': {**$operation}, 'id': 'before'}}))"
	ends 3 'saved, but not published: the server gives no reason' hurried gc-put --publish in
	answers
	gc-put -q --publish in >out
	results_are '.status == "done"'
}

@test "a validation: refused, not understood, and two reasons" {
	there
	answers 'on("POST", "*/validate/jobs", 400)'
	ends 3 'validate: cannot register a validation job: 400 bad.request' gc-put --validate in
	answers "on('POST', '*/validate/jobs', $deep"
	ends 3 "validate: the server's answer is not understood: " gc-put --validate in
	answers 'on("GET", "*/validate/jobs/*", 400)'
	ends 3 'validate: cannot see how the validation went: 400 bad.request' gc-put --validate in
	answers 'on("GET", "*/validate/jobs/*", 404)'
	ends 3 'validate: cannot see how the validation went: 404' hurried gc-put --validate in
	jq -e .temporary <<<"$output"
	answers 'on("GET", "*/validate/jobs/*", 404, times=2)'
	record 1 late | jq -c '.id = "late" | .name = "Late"' >late
	gc-put -q --validate late >out
	results_are '.status == "done"'
	answers "on('GET', '*/validate/jobs/*', $deep"
	ends 3 "validate: the server's answer is not understood: " gc-put --validate in
	answers 'on("GET", "*/validate/jobs/*", edit=having(status="Failure", messages=[{"text": "one"}, {"text": "two"}]))'
	ends 3 'but not valid: one; two' gc-put --validate in
	answers 'on("GET", "*/validate/jobs/*", edit=having(status="Failure", messages=None))'
	ends 3 'but not valid: the server gives no reason' gc-put --validate in
}

@test "an id that is another type's flow in the target, or a system flow, or one of two of a name" {
	there
	jq -c --arg id "$id" '.id = $id | .type = "BOTFLOW" | .configuration.type = "bot"' in >other
	ends 3 'look: its id is that of a flow of another type there: workflow' gc-put --manifest=keep other
	jq -c --arg id "$id" '.id = $id | .type = "WORKFLOX"' in >other
	ends 3 'look: its id is that of a flow of another type there: workflow' gc-put other
	twin='on("GET", "/api/v2/flows[?]*", edit=lambda x: {**x, "entities": x["entities"] + [{**e, "id": "another"} for e in x["entities"]], "total": 2 * len(x["entities"])})'
	answers "$twin"
	ends 3 'look: the target has more than one of this type and name: ' gc-put in
	ends 3 'look: the target has more than one of this type and name: ' gc-put --stubs in
	answers
	record 2 | jq -c '.system = true' >system
	ends 0 'a system flow, of which every org has its own; left alone' gc-put --stubs system
	[ "$(requests_of '^POST /api/v2/flows$')" -eq 1 ]
}

@test "--restore: what was empty or missing, when that cannot be seen" {
	target
	empty 1
	record 1 b >in
	record 2 b >>in
	gc-put -q --backup backup in >out
	id=$(jq -r 'select(.flow.name == "Flow 1").flow.id' out)
	answers "on('GET', '/api/v2/flows/$id/latestconfiguration', 400)"
	run -3 --separate-stderr gc-put --restore backup
	[[ $stderr == *'look: cannot see whether the flow is still empty: 400 bad.request'* ]]
	answers 'on("GET", "/api/v2/flows[?]*", edit=lambda x: {**x, "entities": x["entities"] + [{**e, "id": "another" + e["id"]} for e in x["entities"]], "total": 2 * len(x["entities"])})'
	jq -c 'del(.id)' backup >named
	run --separate-stderr gc-put --restore named
	[[ $stderr == *'the target has more than one of this type and name'* ]]
}

@test "--expect: whether a flow is this run's stub cannot be seen" {
	target
	record 1 >in
	gc-put -q --dry-run in >plan
	gc-put -q --stubs in >out
	answers 'on("GET", "*/latestconfiguration", 400)'
	run -3 --separate-stderr gc-put --expect plan in
	[[ $stderr == *'"Flow 1": '* ]]
	answers
	gc-put -q --expect plan in >out
	results_are '.status == "done"'
}

@test "two flows whose names differ in case alone: the one of the very name, or neither" {
	there
	spelled() { printf 'on("GET", "/api/v2/flows[?]*", edit=lambda x: {**x, "entities": [e for e in x["entities"] if e["name"] != "Flow 1"] + [{**e, "id": "i%%d" %% i, "name": n} for e in x["entities"] if e["name"] == "Flow 1" for i, n in enumerate(%s)], "total": x["total"] + %d})' "$1" "$2"; }
	answers "$(spelled '["FLOW 1", "flow 1"]' 1)"
	ends 3 'look: the target has more than one of this type and name: ' gc-put in
	answers "$(spelled '["FLOW 1", "Flow 1", "flow 1"]' 2)"
	gc-put -q --dry-run in >out 2>err || true
	[ "$(jq -r .flow.id out)" = i1 ]
	answers "$(spelled '["Flow 1", "FLOW 1", "Flow 1"]' 2)"
	ends 3 'look: the target has more than one of this type and name: ' gc-put in
}

@test "a dry run with a bare token does not ask whose a lock is" {
	there
	login sim-client
	post "/api/v2/flows/actions/checkout?flow=$id"
	[ "$STATUS" = 200 ]
	export GENESYSCLOUD_ACCESS_TOKEN=$TOKEN
	unset GENESYSCLOUD_OAUTHCLIENT_ID GENESYSCLOUD_OAUTHCLIENT_SECRET
	gc-put -q --dry-run in >out
	results_are '.action == "update" and .status == "planned"'
	gc-put -q in >out
	results_are '.action == "update" and .status == "done"'
}

@test "records of flows that cannot be put, each with its reason" {
	target
	record 1 >good
	jq -c '.name = ""' good >in
	ends 3 ': no name or no type' gc-put in
	jq -c 'del(.type)' good >in
	ends 3 ': no name or no type' gc-put in
	jq -c '.configuration = "x"' good >in
	ends 3 ': its configuration is not an object' gc-put in
	jq -c '.archy = "workflow:\n  name: Other\n"' good >in
	ends 3 'its Archy YAML has another name than the record' gc-put in
	jq -c '.archy = "workflow:\n  name: \"Flow {{n}}\"\n"' good >in
	ends 3 'its Archy YAML has another name than the record' gc-put --set n=2 in
	gc-put -q --dry-run --set n=1 in >out
	results_are '.status == "planned"'
	ends 2 '' gc-put --stubs --restore good
	ends 2 '' gc-put --stubs --publish good
	[ "$(writes)" -eq 0 ]
}

@test "a flow that is shown as it was before the publication: it is waited for, and published once" {
	local old='edit=lambda x, first=[]: (first or first.append(x) or first)[0], times=4'
	there
	gc-put -q --publish in >out
	record 1 c >in
	# the first look is that before the checkout; published, but not the version that was saved
	answers "on('GET', '/api/v2/flows/$id', $old)"
	run -0 --separate-stderr gc-put --publish in
	jq -e '.status == "done" and .reason == "published" and .target.version == "3.0"' <<<"$output"
	# nor what the server has begun fails unseen
	record 1 d >in
	faults 'fail:path=*/actions/publish*'
	answers "on('GET', '/api/v2/flows/$id', $old)"
	ends 3 'a simulated fault' gc-put --publish in
	faults ''
	# a draft of this client's, of which nothing is seen for long: it is published again
	answers "on('GET', '/api/v2/flows/$id', ${old/4/400})" 'on("POST", "*/actions/publish*", body="{\"id\":\"lost\"}", times=1)'
	[ "$(requests_of '^POST .*/publish')" -eq 3 ]
	ends 3 'saved, but not published' hurried gc-put --retries 1 --publish in
	[ "$(requests_of '^POST .*/publish')" -eq 4 ]
}
