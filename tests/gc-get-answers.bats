#!/usr/bin/env bats
# gc-get: answers that are not as they should be, and earlier outputs that fit only in part.

load helper
load sim
load answers

teardown() { stop_sims; }

# flow - one with a configuration, in flow; its id is in id
flow() {
	start_sim --flows 4 --job-time 20
	login admin
	gc-list --select '.publishedVersion != null and .system != true' | head -1 >flow
	id=$(jq -r .id flow)
}

@test "a configuration that is none: a link, another kind of JSON, and one small member" {
	flow
	answers 'on("GET", "*/latestconfiguration", body="""{"configurationUri":"https://x.example/"}""")'
	ends 3 ': the answer is a link instead of the configuration' gc-get flow
	answers 'on("GET", "*/latestconfiguration", body="[]")'
	ends 3 ': the answer is not a JSON object' gc-get --failed failed flow
	[ "$(wc -l <failed)" -eq 1 ]
	answers 'on("GET", "*/latestconfiguration", body="""{"name":"x"}""")'
	gc-get flow >out
	jq -e '.configuration == {name: "x"}' out
	answers 'on("GET", "*/latestconfiguration", body="""{"configurationUri":"x","name":"x"}""")'
	gc-get flow >out
	jq -e '.configuration.name == "x"' out
	answers 'on("GET", "*/latestconfiguration", 400, body="{}")'
	ends 3 ': 400' gc-get --failed failed flow
	[ "$(wc -l <failed)" -eq 1 ]
}

@test "a deleted flow is asked for as one; one that says that it is not, is not" {
	flow
	jq -c '.deleted = true' flow >in
	answers 'on("GET", "*/latestconfiguration[?]deleted=true", body="""{"name":"gone"}""")' \
		'on("GET", "*/versions[?]*deleted=true*", body="""{"entities":[{"id":"1.0"}],"total":1,"pageCount":1}""")' \
		'on("GET", "*/versions/1.0/configuration[?]deleted=true", body="""{"name":"first"}""")'
	gc-get in >out
	jq -e '.configuration.name == "gone"' out
	gc-get --version all in >out
	jq -e '.configuration.name == "first"' out
	jq -c '.deleted = false' flow >in
	gc-get in >out
	jq -e '.configuration.name != "gone"' out
	gc-get --version all in >out
	jq -e '.configuration.name != "first"' out
}

@test "--version all: records without an id, and versions that are not proved complete" {
	flow
	jq -c 'del(.id)' flow >in
	jq -c '.id = ""' flow >>in
	ends 3 ': the record has no id' gc-get --version all in
	[ "$(grep -c ': the record has no id' <<<"$stderr")" -eq 2 ]
	answers 'on("GET", "*/versions[?]*", edit=lambda x: {**x, "total": x["total"] + 1})'
	ends 3 'its versions: not proved complete: ' gc-get --retries 0 --version all flow
	answers 'on("GET", "*/versions[?]*", 400)'
	ends 3 'its versions: 400 bad.request' gc-get --version all flow
	answers 'on("GET", "*/versions[?]*", edit=having(entities=[], total=0))'
	ends 3 'it has no version' gc-get --version all flow
}

@test "a token that no configuration is given for: gc-get stops, and says how many it did not ask for" {
	start_sim --flows 40
	gc-list --select '.system != true' >flows
	answers 'on("GET", "*/latestconfiguration", 401)'
	ends 77 'stopped; ' gc-get -j 1 flows
	[[ $stderr == *' not requested'* ]]
	# after an answer, several in a row
	answers 'on("GET", "*/latestconfiguration", 401, skip=3)'
	run --separate-stderr gc-get -j 1 flows
	[ "$status" -eq 77 ]
	[ "$(wc -l <<<"$output")" -eq 3 ]
	[[ $stderr == *'stopped; '*' not requested'* ]]
	# one alone is no reason to stop
	answers 'on("GET", "*/latestconfiguration", 401, skip=3, times=2)'
	run --separate-stderr gc-get -j 1 flows
	[[ $stderr != *stopped* ]]
}

@test "a server that wants a longer wait than is allowed: gc-get stops, and keeps what it has" {
	start_sim --flows 40
	gc-list --select '.system != true' >flows
	faults '429:path=*/latestconfiguration:retry-after=100000'
	ends 75 'the server wants a wait of 100000 s' gc-get -j 1 flows
	[ -z "$output" ]
	[[ $stderr == *'stopped; '*' not requested'* ]]
	faults '429:path=*/latestconfiguration:every=4:retry-after=100000'
	ends 3 'stopped; ' gc-get -j 1 flows
	[ "$(wc -l <<<"$output")" -eq 3 ]
}

@test "a flow that no connection lasts for is no reason to stop, as long as others are answered" {
	start_sim --flows 40
	gc-list --select '.system != true' >flows
	id=$(sed -n 1p flows | jq -r .id)
	faults "reset:path=/api/v2/flows/$id/latestconfiguration"
	run -3 --separate-stderr gc-get --retries 1 -j 2 flows
	[[ $stderr != *stopped* ]]
	[ "$(wc -l <<<"$output")" -eq $(($(wc -l <flows) - 1)) ]
}

@test "--have: what fits only in part is asked for again" {
	flow
	gc-get flow >had
	asked() {
		local n
		n=$(requests)
		gc-get --have "$1" flow >out
		jq -e '.configuration | type == "object"' out >/dev/null
		[ "$(requests)" -ne "$n" ]
	}
	requests() { sum_of "$SIM_PORT" paths 'GET .*/latestconfiguration' && echo "$COUNT"; }
	run ! asked had
	same had out
	jq -c '.org = "another"' had >other
	asked other
	jq -c 'del(.id)' had >other
	asked other
	jq -c 'del(.configuration)' had >other
	asked other
	jq -c '.configuration = 7' had >other
	asked other
	jq -c 'del(.publishedVersion, .savedVersion, .checkedInVersion)' had >other
	asked other
	jq -c '.configurationVersion = "1.0"' had >other
	asked other
	jq -c '.kind = "other"' had >other
	asked other
	jq -c '.archy = .configuration | del(.configuration)' had >other
	asked other
}

@test "audio that is uploaded and not transcoded yet is named, once for each prompt" {
	start_sim --seed 3 --flows 60
	gc-list userPrompt >prompts
	sed -n 1p prompts >prompt
	answers 'on("GET", "*/prompts/*", edit=having(resources=[
		{"language": "en-us", "uploadStatus": "uploaded"}, {"language": "de-de", "uploadStatus": "uploaded"}]))'
	ends 0 ': the server still transcodes the audio of en-us, de-de; it is not in the record' gc-get prompt
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	jq -e '.media == []' <<<"$output"
	ends 0 '' gc-get --no-media prompt
	[ -z "$stderr" ]
}

@test "--have of objects: another type's id, another date, and masked headers" {
	start_sim --flows 4
	gc-list queue | head -1 >queue
	gc-get queue >had
	requests() { sum_of "$SIM_PORT" paths 'GET .*/queues/[*]$' && echo "$COUNT"; }
	asked() {
		local n
		n=$(requests)
		gc-get --have "$1" queue >out
		jq -e '.configuration | type == "object"' out >/dev/null
		[ "$(requests)" -ne "$n" ]
	}
	run ! asked had
	jq -c '.type = "acdSkill"' had >other
	asked other
	jq -c '.dateModified = "2001-01-01T00:00:00Z"' had >other
	asked other
	jq -c '.configuration = []' had >other
	asked other
}

@test "literal keys in headers: some data actions are named, the rest are counted" {
	local n
	start_sim --empty --keep integration --flows 6
	login admin
	integration=$(gc-list -q integration | sed -n 1p | jq -r .id)
	for n in {1..22}; do
		post /api/v2/integrations/actions "{\"name\":\"Look $n\",\"integrationId\":\"$integration\",\"category\":\"c$n\",\"secure\":false,\"contract\":{\"input\":{\"inputSchema\":{\"type\":\"object\"}},\"output\":{\"successSchema\":{\"type\":\"object\"}}},\"config\":{\"request\":{\"requestUrlTemplate\":\"/x\",\"requestType\":\"GET\",\"headers\":{\"X-Api-Key\":\"0123456789abcdef0123\"}}}}"
		[ "$STATUS" = 200 ]
	done
	gc-list dataAction >actions
	head -1 actions >one
	ends 0 'literal keys in the headers of 1 data action: "' gc-get one
	[[ $stderr != *...* ]]
	ends 0 'literal keys in the headers of 22 data actions: "' gc-get actions
	[[ $stderr == *', ...; --mask-headers replaces them'* ]]
	run -0 --separate-stderr gc-get --mask-headers actions
	[ -z "$stderr" ]
	[[ $output != *0123456789abcdef0123* ]]
}
