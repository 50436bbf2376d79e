#!/usr/bin/env bats
# gc-put: plans, circles and listings that fit only in part.

load helper
load sim
load put
load archy
load answers

@test "--expect: records of other kinds, results without a target or a type, and a flow that is equal by now" {
	target
	record 1 | gc-put -q >out
	record 1 b >in
	gc-put -q --dry-run in >plan
	{
		record 1
		jq -c 'del(.target)' plan
		jq -c 'del(.flow.type, .flow.id)' plan
		jq -c 'del(.flow.name, .flow.id)' plan
	} >other
	ends 3 "not in the plan: the dry run's results do not have it" gc-put --expect other in
	jq -c '.status = "refused" | .reason = "no"' plan >refused
	ends 3 'the plan refuses it: no; ' gc-put --expect refused in
	gc-put -q in >out
	gc-put -q --expect refused in >out
	results_are '.action == "skip"'
	archy 1 c
	ends 3 "not in the plan: the dry run's results do not have it" gc-put --expect other archy.ndjson
}

@test "the target's listing is not proved complete: nothing is written" {
	target
	record 1 >in
	answers 'on("GET", "/api/v2/flows[?]*", edit=lambda x: {**x, "total": x["total"] + 5})'
	ends 75 "the target's flows: " gc-put --retries 0 in
	[ "$(writes)" -eq 0 ]
}

@test "a circle of flows of which one is there twice: its stub is refused, the others are not lost" {
	mkdir calls
	archy_call A >calls/a.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: B}}'
	archy_call B >calls/b.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: A}}'
	gc-load calls >circle.ndjson
	target
	answers 'on("GET", "/api/v2/flows[?]*", edit=lambda x: {**x, "entities": x["entities"] + [
		{"id": i, "name": "A", "type": "INBOUNDCALL", "system": False} for i in ("one", "two")], "total": x["total"] + 2})'
	ends 3 'look: the target has more than one of this type and name: ' gc-put --failed failed circle.ndjson
	grep -q '"name":"A"' failed
	[ "$(requests_of '^POST /api/v2/flows$')" -eq 0 ]
}

@test "what an object waits for is not waited for where the target has the same" {
	local id
	target
	printf '{"kind":"object","type":"queue","id":"q","name":"Waiting room","configuration":{"id":"q","name":"Waiting room","description":"ours","queueFlow":{"id":"nowhere","name":"Music"},"emailInQueueFlow":{"id":"neither","name":"Mail"}}}\n' >in
	ends 1 'complete: it waits for inqueueCallFlow "Music"' gc-put in
	id=$(gc-list queue --name 'Waiting room' | jq -r .id)
	answers "on('GET', '/api/v2/routing/queues/$id*', edit=having(queueFlow={'id': 'nowhere'}, emailInQueueFlow={'id': 'neither'}))"
	gc-put -q in >out
	results_are '.action == "skip"'
	answers "on('GET', '/api/v2/routing/queues/$id*', edit=having(queueFlow={'id': 'nowhere'}, whisperPrompt={'id': 'theirs'}))"
	ends 1 'differs: 1 difference; --update changes them' gc-put in
	answers "on('GET', '/api/v2/routing/queues/$id*', edit=having(description='theirs'))"
	ends 1 'differs: 1 difference; --update changes them' gc-put in
	ends 1 'it waits for inqueueCallFlow "Music"' gc-put --update in
}

@test "--manifest: what cannot be known is reported, and no reason to refuse or to change anything" {
	local other=4fa2891b-7117-46e0-9fe2-3452f478c017 choice
	target
	record 1 | jq -c --arg b $other '.configuration.manifest = {userPrompt: []} | .configuration.a = {someId: $b}' >in
	for choice in refuse complete check; do
		ends 0 ": its manifest cannot be checked for \"$other\"" gc-put --dry-run --manifest=$choice in
		[[ $stderr != *'--manifest=complete'* ]]
		jq -e '.status == "planned"' <<<"$output"
	done
	record 2 | jq -c 'del(.configuration.manifest)' >in
	for choice in refuse complete check; do
		ends 0 '' gc-put --dry-run --manifest=$choice in
		[ -z "$stderr" ]
	done
}
