#!/usr/bin/env bats
# gc-sim: export, import and validation jobs, and the signed URLs that files go by.

load helper
load sim

teardown() {
	stop_sims
}

# folder - a flow that refers to two objects of the org it is served in, and another flow.
folder() {
	mkdir -p flows
	jq -nc '{name: "Main", type: "inboundcall", description: "x", list: [], at: "resource:0",
		marked: "~resource:12", no: "resource:x", text: "Füße \"\u2028\" {{ {{a}",
		queues: [{val: "q1"}, {val: "q2"}, {val: "q1"}], deep: {a: {b: ["f1", "a q1"]}},
		manifest: {queue: [{id: "q1", name: "Support"}, {id: "q2", name: "Sales"}],
			language: [{id: "en-US"}], dataAction: [{id: "custom_-_d1", name: "Get"}]},
		flowSequenceItemList: []}' >flows/main.json
	jq -nc '{name: "Sub", type: "bot", manifest: {}, flowSequenceItemList: [1.50, 1e5]}' >flows/sub.json
	start_sim --from flows "$@"
	login
	api '/api/v2/flows?name=Main'
	MAIN=$(jq -r '.entities[0].id' answer.json)
	api '/api/v2/flows?name=Sub'
	SUB=$(jq -r '.entities[0].id' answer.json)
}

# export_of ELEMENT... - an export job of these; JOB is its path, STATE its end, URL its file.
export_of() {
	post /api/v2/flows/export/jobs "{\"flows\":[$(IFS=,; echo "$*")]}"
	[ "$STATUS" = 200 ] || return 1
	has '.status == "Registered"'
	JOB=/api/v2/flows/export/jobs/$(jq -r .id answer.json)
	ready "$JOB"
	URL=$(jq -r '.downloadUrl // ""' answer.json)
}

# import FILE - an import job with this file; STATE is its end.
import() {
	post /api/v2/flows/jobs
	[ "$STATUS" = 200 ] || return 1
	JOB=/api/v2/flows/jobs/$(jq -r .id answer.json)
	cp answer.json job.json
	upload "$1"
	[ "$STATUS" = 200 ] || return 1
	ready "$JOB"
}

# upload FILE [curl option...] - to the URL of job.json, with its headers.
upload() {
	local file=$1
	shift
	jq -r '.headers | to_entries[] | .key + ": " + .value' job.json >headers
	STATUS=$(curl -s -o answer.json -w '%{http_code}' -X PUT -H @headers --data-binary "@$file" \
		"$@" "$(jq -r .presignedUrl job.json)")
}

@test "export by name and type and of a version; several flows are a ZIP; an .i3 file" {
	folder
	export_of '{"flow":{"name":"Main","type":"INBOUNDCALL","version":"1.0"}}'
	[ "$STATE" = Success ]
	export_of "{\"flow\":{\"id\":\"$MAIN\"},\"fileName\":\"a\"}" \
		"{\"flow\":{\"id\":\"$SUB\"},\"fileName\":\"b\",\"exportType\":\"Architect\"}"
	curl -s -o all.zip "$URL"
	python3 -m zipfile -t all.zip
	python3 -m zipfile -e all.zip .
	[ "$(head -1 a.yaml)" = inboundCall: ]
	base64 -d b.i3BotFlow | python3 -c 'import sys, urllib.parse
sys.stdout.write(urllib.parse.unquote(sys.stdin.read()))' >b.json
	tr -d '\n' <flows/sub.json | same b.json -
}

@test "export: what cannot be exported fails the job and says why, if messages are asked for" {
	folder
	export_of '{"flow":{"id":"none"}}'
	[ "$STATE" = Failure ]
	has '.messages[0].type == "Error" and (.messages[0].text | contains("none"))'
	has 'has("downloadUrl") | not'
	api "$JOB"
	has 'has("messages") | not'
	export_of "{\"flow\":{\"id\":\"$MAIN\",\"version\":\"9.0\"}}"
	[ "$STATE" = Failure ]
	for bad in '{}' '{"flows":[]}' '{"flows":[{"flow":{"name":"Main"}}]}' x \
		"{\"flows\":[{\"flow\":{\"id\":\"$MAIN\"},\"fileName\":\"a/b\"}]}"; do
		post /api/v2/flows/export/jobs "$bad"
		[ "$STATUS" = 400 ]
	done
	api /api/v2/flows/export/jobs/none
	[ "$STATUS" = 404 ]
}

@test "signed URLs take no token, no other signature, and end" {
	folder --url-life 1
	export_of "{\"flow\":{\"id\":\"$MAIN\"}}"
	[ "$(curl -s -o /dev/null -w '%{http_code}' -H "Authorization: Bearer $TOKEN" "$URL")" = 400 ]
	[ "$(curl -s -o /dev/null -w '%{http_code}' "${URL}x")" = 403 ]
	[ "$(curl -s -o /dev/null -w '%{http_code}' "$URL")" = 200 ]
	post /api/v2/flows/jobs
	cp answer.json job.json
	upload flows/sub.json -H "Authorization: Bearer $TOKEN"
	[ "$STATUS" = 400 ]
	cp job.json good.json
	jq -c '.headers["x-amz-meta-jobid"] = "other"' good.json >job.json
	upload flows/sub.json
	[ "$STATUS" = 403 ]
	cp good.json job.json
	sleep 1.1
	[ "$(curl -s -o old.xml -w '%{http_code}' "$URL")" = 403 ]
	grep -q 'Request has expired' old.xml
	upload flows/sub.json
	[ "$STATUS" = 403 ]
	api "/api/v2/flows/jobs/$(jq -r .id job.json)"
	has '.status == "Registered"'
}

@test "import: broken YAML, leftover substitutions, unknown divisions and locks fail the job" {
	folder
	export_of "{\"flow\":{\"id\":\"$SUB\"}}"
	curl -s -o sub.yaml "$URL"
	echo 'nonsense' >bad.yaml
	import bad.yaml
	[ "$STATE" = Failure ]
	sed 's/|-/|-\n    {"a":/' sub.yaml >bad.yaml
	import bad.yaml
	[ "$STATE" = Failure ]
	: >bad.yaml
	import bad.yaml
	[ "$STATE" = Failure ]
	sed 's/"Sub"/"{{name}}"/' sub.yaml >bad.yaml
	import bad.yaml
	[ "$STATE" = Failure ]
	has '.messages[0].text | contains("substitution key '"'name'"'")'
	sed 's/division: .*/division: "Mars"/' sub.yaml >bad.yaml
	import bad.yaml
	has '.messages[0].text | contains("Mars")'
	login you
	post "/api/v2/flows/actions/checkout?flow=$SUB"
	login me
	import sub.yaml
	[ "$STATE" = Failure ]
	has '.messages[0].text | contains("locked by another entity")'
	api "/api/v2/flows/$SUB"
	has '.publishedVersion.id == "1.0" and .savedVersion.id == "1.0"'
}

