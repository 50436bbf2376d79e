#!/usr/bin/env bats
# gc-list and gc-auth: answers that are not as they should be, and options that do not go together.

load helper
load sim
load answers

teardown() { stop_sims; }

@test "--versions: records without a name or an id, and records of other kinds" {
	start_sim --flows 3
	gc-list --select '.checkedInVersion != null' | head -1 >flow
	jq -c 'del(.name, .type) | .deleted = false' flow >in
	run -0 --separate-stderr gc-list --versions in
	jq -se 'length > 0 and all(.[]; .flow.name == "" and .flow.type == "")' <<<"$output"
	jq -c 'del(.id)' flow >in
	ends 3 'in:1: flow ' gc-list --versions in flow
	[[ $stderr == *': the record has no id'* ]]
	[ -n "$output" ]
	echo '{"kind":"object","type":"queue","id":"q","name":"Q"}' >in
	ends 0 'no flow records among 1; --versions reads the output of gc-list' gc-list --versions in
	ends 0 '' gc-list --versions in flow
	[ -z "$stderr" ]
	jq -c '.deleted = true' flow >in
	answers 'on("GET", "*/versions[?]*deleted=true*", body="""{"entities":[{"id":"9.0"}],"total":1,"pageCount":1}""")'
	[ "$(gc-list --versions in | jq -r .version)" = 9.0 ]
	for filter in '--name x' '--division x' --deleted --published '--flow-type workflow'; do
		# shellcheck disable=SC2086
		ends 2 '--versions: files name the flows; filters need the listing' gc-list --versions $filter flow
	done
	ends 2 '--versions excludes --select and --for' gc-list --versions --select true flow
	ends 2 '--versions excludes --select and --for' gc-list --versions --for flow flow
}

@test "--versions: dates, authors and users as few servers tell them" {
	start_sim --flows 3
	gc-list --select '.checkedInVersion != null' | head -1 >flow
	one() { answers "on('GET', '*/versions[?]*', edit=lambda x: {**x, 'entities': [$1], 'total': 1, 'pageCount': 1})" "${@:2}"; }
	one '{"id": "1.0", "type": "PUBLISH", "datePublished": 0, "dateSaved": 1700000000123, "createdByClient": {"id": "c"}}'
	gc-list --versions flow >out
	jq -e '.date == "2023-11-14T22:13:20.123Z" and .by == {id: "c"}' out
	one '{"id": "1.0", "type": "PUBLISH", "datePublished": 0}'
	gc-list --versions flow >out
	jq -e '(has("date") or has("by")) | not' out
	one '{"id": "1.0", "createdBy": {"id": "u"}}' 'on("GET", "/api/v2/users/u", body="[]")'
	gc-list --versions flow >out
	jq -e '.by == {id: "u"}' out
	one '{"id": "1.0", "createdBy": {"id": "u"}}' 'on("GET", "/api/v2/users/u", 404)'
	run -0 --separate-stderr gc-list -v --versions flow
	jq -e '.by == {id: "u"}' <<<"$output"
	[[ $stderr == *'user u: HTTP 404; the name stays unknown'* ]]
}

@test "--versions: not proved complete, refused, and a server that wants a long wait" {
	start_sim --flows 4
	gc-list --select '.checkedInVersion != null' >flows
	answers 'on("GET", "*/versions[?]*", edit=lambda x: {**x, "total": x["total"] + 1})'
	ends 3 ': versions: not proved complete: ' gc-list --retries 0 --versions flows
	answers 'on("GET", "*/versions[?]*", 400)'
	ends 69 ': versions: 400 bad.request: not today' gc-list --versions flows
	[ "$(grep -c ': versions: 400' <<<"$stderr")" -eq "$(wc -l <flows)" ]
	export GENESYSCLOUD_REGION=localhost:$SIM_PORT
	faults '429:path=*/versions:retry-after=100000'
	ends 75 'stopped; the versions of ' gc-list --versions flows
	[[ $stderr == *' were not listed'* ]]
}

@test "types below others: the same object twice, one listing that fails, and a stop" {
	start_sim --empty --org target
	login admin
	for name in One Two; do
		post /api/v2/responsemanagement/libraries "{\"name\":\"$name\"}"
		post /api/v2/responsemanagement/responses "{\"name\":\"Hello\",\"libraries\":[{\"id\":\"$(jq -r .id answer.json)\"}],\"texts\":[{\"content\":\"hi\",\"contentType\":\"text/plain\"}]}"
		[ "$STATUS" = 200 ]
	done
	[ "$(gc-list response | wc -l)" -eq 2 ]
	answers 'on("GET", "*/responses[?]*", edit=lambda x: {**x, "entities": [{**e, "id": "same"} for e in x["entities"]]})'
	gc-list response >out
	[ "$(jq -r .id out)" = same ]
	answers 'on("GET", "*/responses[?]*", 400, times=1)'
	ends 3 'response of "One": 400 bad.request' gc-list response
	[ "$(wc -l <<<"$output")" -eq 1 ]
	answers 'on("GET", "*/libraries[?]*", edit=each(drop("name")))' 'on("GET", "*/responses[?]*", 400, times=1)'
	ends 3 'response of "' gc-list response
	answers 'on("GET", "*/libraries[?]*", 400)'
	ends 69 'response, from responseLibrary: 400 bad.request' gc-list response
	export GENESYSCLOUD_REGION=localhost:$SIM_PORT
	faults '429:path=*/responses:retry-after=100000'
	ends 3 'response of "One": ' gc-list response acdSkill
	[[ $stderr == *'stopped; 1 more type was not listed'* ]]
	[[ $stderr != *'of "Two"'* ]]
	answers 'on("GET", "*/knowledge/settings[?]*", 403)'
	ends 77 'knowledgeSetting: 403 ' gc-list knowledgeSetting
	[[ $stderr != *'needs the permission'* ]]
}

@test "elements without a name, with half a division, and flows whose marks are odd" {
	start_sim --flows 3
	answers 'on("GET", "*/queues[?]*", edit=each(lambda e: {**drop("name")(e), "division": {"id": "d"}}))'
	gc-list queue >out
	jq -se 'length > 0 and all(.[]; .name == .id and .division == {id: "d"})' out
	gc-list queue --name '*x*' >out
	[ ! -s out ]
	answers 'on("GET", "/api/v2/flows[?]*", edit=each(lambda e: {**e, "publishedVersion": "1.0", "type": "WORKFLOX", "kind": "x", "org": "y"}))'
	gc-list --published >out
	[ ! -s out ]
	gc-list --flow-type workflow >out
	[ ! -s out ]
	gc-list >out
	jq -se 'length > 0 and all(.[]; .kind == "flow" and .org != "y")' out
}

@test "a type that is not there: the nearest one, or none" {
	ends 2 'no such type "quue"' gc-list quue
	[[ $stderr == *'"queue"'* ]]
	ends 2 'no such type "xyzzyxyzzy" (see --list-types)' gc-list xyzzyxyzzy
}

@test "gc-auth --print-token: a login that fails is told, temporary or not" {
	start_sim --flows 0
	faults '400:path=/oauth/token'
	ends 77 '' gc-auth --print-token
	[ -z "$output" ] && [ -n "$stderr" ]
	faults '503:path=/oauth/token'
	ends 75 '' gc-auth --print-token --retries 0
	[ -z "$output" ] && [ -n "$stderr" ]
}

@test "gc-auth --check: a product that the region does not have, and an endpoint that fails" {
	start_sim --flows 0
	answers 'on("GET", "*/routing/skills[?]*", 404)' 'on("GET", "*/routing/languages[?]*", 400)' 'on("GET", "*/knowledge/settings[?]*", 403)'
	run --separate-stderr gc-auth --check
	[ "$(jq -r 'select(.what == "acdSkill").status' <<<"$output")" = absent ]
	[ "$(jq -r 'select(.what == "acdLanguage").status' <<<"$output")" = failed ]
	[ "$(jq -r 'select(.what == "knowledgeSetting").status' <<<"$output")" = missing ]
	[[ $stderr == *'acdLanguage: cannot be checked: 400 bad.request'* ]]
	[[ $stderr == *'knowledgeSetting: missing permission (undocumented): 403'* ]]
}

@test "an answer that names no organization ends the run" {
	start_sim --flows 4
	for body in '[]' '{}' '{"id":""}' '{"id":7}'; do
		answers "on('GET', '/api/v2/organizations/me', body='$body')"
		ends 69 '/api/v2/organizations/me: the answer names no organization' gc-list
		[ -z "$output" ]
	done
}
