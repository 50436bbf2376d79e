#!/usr/bin/env bats
# gc-put: what it refuses or reports before it writes: bodies, limits, manifests.

load helper
load sim
load programs
load put

queue=7fa66134-da51-4b96-871a-fed995c9ed2f
other=4fa2891b-7117-46e0-9fe2-3452f478c017

# refers NAME - make Flow 1 refer to a queue, in settings, that its manifest does not list.
refers() {
	record 1 | jq -c --arg id $queue --arg name "$1" \
		'.configuration.description = .description |
			.configuration.errorHandling = {queue: {config: {lit: {val: $id, text: $name, type: "que"}}}}'
}

# refused MESSAGE - of in's three flows, "Flow 2" is refused with this reason and the others arrive;
# the same holds in a dry run.
refused() {
	run -3 --separate-stderr gc-put --dry-run in
	jq -se --arg m "$1" 'any(.[]; .flow.name == "Flow 2" and .status == "refused" and
		.action == "create" and (.reason | contains($m)) and .flow.id == null)' <<<"$output"
	[ "$(jq -s 'map(select(.status == "planned")) | length' <<<"$output")" -eq 2 ]
	[ "$(writes)" -eq 0 ]
	run -3 --separate-stderr gc-put --failed failed in
	[ "$(jq -sr 'map(.status) | sort | join(" ")' <<<"$output")" = 'done done refused' ]
	[[ $stderr == *": create: "*"$1"* && $(wc -l <<<"$stderr") -eq 1 ]]
	jq -e --arg m "$1" '.error.message | contains($m)' failed
	[ "$(jq -r .name failed)" = 'Flow 2' ]
	[ "$(gc-list | jq -s 'map(select(.name | startswith("Flow"))) | length')" -eq 2 ]
}

@test "a flow that was stripped for a diff is refused, and the message says what to do" {
	target
	records 3 >whole
	{ sed -n 1p whole && sed -n 2p whole | gc-strip --for diff && sed -n 3p whole; } >in
	refused 'stripped for a diff; fetch it again, or use gc-strip --for restore'
}

@test "a configuration that Architect cannot open is refused: no flowMetaData" {
	target
	records 3 | jq -c 'if .name == "Flow 2" then del(.configuration.flowMetaData) else . end' >in
	refused 'has no flowMetaData'
}

@test "a configuration without nextTrackingNumber is refused" {
	target
	records 3 | jq -c 'if .name == "Flow 2" then del(.configuration.nextTrackingNumber) else . end' >in
	refused 'has no nextTrackingNumber'
}

@test "a call flow without initialPrompts is refused; {} suffices, and others need none" {
	target
	records 3 | jq -c 'if .name == "Flow 3" then . else .type = "INBOUNDCALL" | .configuration.type = "inboundcall" end |
		if .name == "Flow 1" then .configuration.initialPrompts = {} else . end' >in
	refused 'has no initialPrompts'
}

@test "what is refused is refused where the flow exists, with its id" {
	target
	record 1 >in
	gc-put in >out
	record 1 b | gc-strip --for diff >in
	run -3 --separate-stderr gc-put in
	jq -e --arg id "$(id_of 'Flow 1')" '.status == "refused" and .action == "update" and .flow.id == $id' <<<"$output"
	# stubs have no body that could be wrong
	gc-put --stubs in >out
	results_are '.action == "skip"'
}

@test "white space between tokens: another program's spelling is saved compact, and is equal then" {
	target
	record 1 'a  b' >compact
	sed 's/[:,]/& /g; s/{/&\t/g' compact >in
	gc-put --publish in >out
	api "/api/v2/flows/$(id_of 'Flow 1')/latestconfiguration"
	printf '{"description":"d",%s' "$(jq -c .configuration compact | tail -c +2)" | same - answer.json
	run -0 --separate-stderr gc-put --publish --manifest=complete in
	jq -e '.status == "skipped" and .reason == "equal and published"' <<<"$output"
}

@test "names that no new flow can have are refused; that of a flow that exists is not asked about" {
	target
	local name
	for name in 'A/B' '---' 'Old-DEBUG' "$(printf 'x%.0s' {1..201})"; do
		faults ''
		records 3 | jq -c --arg n "$name" 'if .name == "Flow 2" then .name = $n else . end' >in
		run -3 --separate-stderr gc-put --dry-run in
		[[ $stderr == *'its name '*'; rename the flow' ]]
		[ "$(jq -sr 'map(.status) | join(" ")' <<<"$output")" = 'refused planned planned' ]
	done
	mkdir org
	record 1 | jq -c '.name = "A/B"' >org/old.json
	start_sim --from org
	gc-sim --from org --dump | grep A/B | jq -c '.configuration.x = 1' >in
	gc-put --same-org in >out
	results_are '.action == "update" and .status == "done"'
}

# large BYTES - "Flow 2" with a configuration of so many bytes.
large() {
	local n
	record 2 '@' >one
	n=$(jq -j .configuration one | tr -d '\n' | jq -c . | tr -d '\n' | wc -c)
	yes 'Lorem ipsum ' | tr -d '\n' | head -c $(($1 - n + 1)) >text
	{ sed 's/@.*//' one | tr -d '\n' && cat text && sed 's/.*@//' one; } >in
	[ "$(sed 's/^.*"configuration"://; s/}$//' in | tr -d '\n' | wc -c)" -eq "$1" ]
}

@test "a body that is too large to be sent is refused; one too large to be published is a warning" {
	target
	large 6291457
	run -3 --separate-stderr gc-put --dry-run in
	[[ $stderr == *'has 6291457 bytes, and the API accepts at most 6291456; split the flow' ]]
	jq -e '.status == "refused"' <<<"$output"
	large 6165627
	run -0 --separate-stderr gc-put --dry-run in
	[[ $stderr == *'has 6165627 bytes; Architect saves a flow of more than 6165626, but does not publish it' ]]
	large 6165626
	run -0 --separate-stderr gc-put --dry-run in
	[ -z "$stderr" ]
	# what counts is what is sent: here it fits until its manifest is complete
	large 6291320
	sed -i 's/"configuration":{/&"errorHandling":{"queue":{"config":{"lit":{"val":"'$queue'","text":"Sales","type":"que"}}}},/' in
	run -0 --separate-stderr gc-put --dry-run --manifest=keep in
	run -3 --separate-stderr gc-put --dry-run --manifest=complete in
	[[ $stderr == *'bytes, and the API accepts at most 6291456; split the flow' ]]
}

@test "--manifest: what is missing is named and sent as it is, added, sent silently, or refused" {
	target
	refers Sales >in
	run -0 --separate-stderr gc-put --dry-run in
	[ "$stderr" = 'gc-put: in:1: flow f1 "Flow 1": its manifest does not list queue "Sales"; --manifest=complete corrects it' ]
	run -3 --separate-stderr gc-put --manifest=refuse in
	[[ $stderr == *': create: its manifest does not list queue "Sales"; use --manifest=complete, or save the flow in Architect' ]]
	jq -e '.status == "refused"' <<<"$output"
	[ "$(writes)" -eq 0 ]
	run -0 --separate-stderr gc-put --manifest=keep in
	[ -z "$stderr" ]
	gc-list --select '.system != true' | gc-get | jq -e '.configuration.manifest == {}'
	run -0 --separate-stderr gc-put in
	[[ $stderr == *'does not list'* ]]
	jq -e '.status == "skipped"' <<<"$output"
}

@test "--manifest=complete: saved with its context, all other bytes as they were; then it is equal" {
	target
	refers Sales >in
	# the target has no such queue, and the server knows of it by the manifest alone
	run -3 gc-put -q --publish --manifest=complete in
	gc-list queue >queues
	head -1 queues | jq -r '.id, .name' | { read -r id && read -r name && refers "$name" | sed "s/$queue/$id/" >in; }
	run -0 --separate-stderr gc-put --publish --manifest=complete in
	[ -z "$stderr" ]
	gc-list --select '.system != true' | gc-get >got
	jq -c .configuration in | sed "s/\"manifest\":{}/\"manifest\":$(head -1 queues | jq -c '{queue:
		[{name, id, context: [{id: "errorHandling"}]}]}' | sed 's/[&/]/\\&/g')/" >want
	jq -c .configuration got | same want -
	gc-put --publish --manifest=complete in >out
	results_are '.status == "skipped"'
}

@test "--manifest: an entry that nothing uses; one that cannot be known" {
	target
	record 1 | jq -c --arg a $queue --arg b $other '.configuration.manifest =
		{queue: [{id: $a, name: "Old"}], userPrompt: [], systemPrompt: []} |
		.configuration.a = {someId: $b}' >in
	run -0 --separate-stderr gc-put --dry-run in
	[[ $stderr == *"its manifest lists queue \"Old\", which the flow does not use; it cannot be checked for \"$other\"; --manifest=complete corrects it" ]]
	run -0 --separate-stderr gc-put --manifest=complete in
	[[ $stderr == *": its manifest cannot be checked for \"$other\"" ]]
	jq -c 'del(.configuration.manifest.queue[0].name)' in >nameless
	run -0 --separate-stderr gc-put --dry-run nameless
	[[ $stderr == *"its manifest lists queue \"$queue\", which the flow does not use"* ]]
	gc-list --select '.system != true' | gc-get |
		jq -e '.configuration.manifest == {userPrompt: [], systemPrompt: []}'
}

@test "--manifest: generated flows and real ones are as they should be, and nobody is told anything" {
	start_sim --flows 60 --seed 9
	gc-list --select '.system != true' | gc-get >in
	run -0 --separate-stderr gc-put --same-org --dry-run in
	[ -z "$stderr" ]
	gc-put --same-org --dry-run --manifest=complete in >out
	results_are '.status == "skipped"'
	need_corpus
	local f
	for f in "$CORPUS"/json/*.json; do
		jq -c --arg n "$(basename "$f")" '{kind: "flow", id: $n, name: $n, type: (.type | ascii_upcase), configuration: .}' "$f"
	done | jq -c '.name |= .[:90]' >in
	run -0 --separate-stderr gc-put --dry-run --manifest=refuse in
	[ -z "$stderr" ]
	[ "$(jq -s length <<<"$output")" -ge 40 ]
}

@test "--manifest with --restore: what was there goes back as it was" {
	target
	refers Sales >in
	gc-put --manifest=keep in >out
	refers Sales | jq -c '.configuration.x = 1' >in2
	gc-put --manifest=keep --backup backup in2 >out
	run -0 --separate-stderr gc-put --restore backup
	[ -z "$stderr" ]
	gc-list --select '.system != true' | gc-get | jq -e '.configuration.x == null'
	run -2 --separate-stderr gc-put --manifest=complete --restore backup
	[[ ${stderr_lines[0]} == *'--manifest'*'--restore'* ]]
}
