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
	member status
	[ "$REPLY" = Registered ] || return 1
	member id
	JOB=/api/v2/flows/export/jobs/$REPLY
	ready "$JOB"
	member downloadUrl
	URL=$REPLY
}

# begin_import FILE - an import job with this file; JOB is its path.
begin_import() {
	post /api/v2/flows/jobs
	[ "$STATUS" = 200 ] || return 1
	member id
	JOB=/api/v2/flows/jobs/$REPLY
	cp answer.json job.json
	upload "$1"
	[ "$STATUS" = 200 ] || return 1
}

# import FILE - the same to its end; STATE is how it ended.
import() {
	begin_import "$1" || return 1
	ready "$JOB"
}

# upload FILE [curl option...] - to the URL of job.json, with its headers.
upload() {
	local file=$1 url
	shift
	{
		read -r url
		cat >headers
	} < <(jq -r '.presignedUrl, (.headers | to_entries[] | .key + ": " + .value)' job.json)
	STATUS=$(curl -s -o answer.json -w '%{http_code}' -X PUT -H @headers --data-binary "@$file" \
		"$@" "$url")
}

@test "export: YAML by name, with no id of the org in it; import brings back the same bytes" {
	folder
	export_of "{\"flow\":{\"id\":\"$MAIN\"},\"fileName\":\"my_main\"}"
	[ "$STATE" = Success ]
	curl -s -D head -o main.yaml "$URL"
	grep -qi 'filename="my_main.yaml"' head
	head -1 main.yaml | grep -qx 'inboundCall:'
	grep -qx '  name: "Main"' main.yaml
	grep -q '"type":"queue","name":"Support"' main.yaml
	run ! grep -qE '"(q1|q2|custom_-_d1)"' main.yaml
	python3 -c 'import sys, yaml, json
y = yaml.safe_load(open("main.yaml"))["inboundCall"]
c = json.loads(y["configuration"])
assert c["queues"][0]["val"] == c["queues"][2]["val"] == "resource:0", c
assert c["at"] == "~resource:0" and c["marked"] == "~~resource:12" and c["no"] == "resource:x"'
	# {{a} is no substitution, {{ {{ neither: what is in the flow comes back as it was.
	import main.yaml
	[ "$STATE" = Success ]
	answer_has ".flow.id == \"$MAIN\""
	api "/api/v2/flows/$MAIN"
	answer_has '.publishedVersion.id == "2.0"'
	api "/api/v2/flows/$MAIN/latestconfiguration"
	jq -S . flows/main.json >want
	jq -S . answer.json | same - want
	LS=$(printf '\342\200\250')
	tr -d '\n' <flows/main.json | sed "s/$LS/\\\\u2028/" >want
	same answer.json want
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

@test "export: a server that takes one flow a job, and an archive that lacks one" {
	folder
	local both="{\"flow\":{\"id\":\"$MAIN\"},\"fileName\":\"a\"},{\"flow\":{\"id\":\"$SUB\"},\"fileName\":\"b\"}"
	faults single
	run ! export_of "$both"
	post /api/v2/flows/export/jobs "{\"flows\":[$both]}"
	[ "$STATUS" = 400 ]
	export_of "{\"flow\":{\"id\":\"$MAIN\"}}"
	[ "$STATE" = Success ]

	faults omit:flow=Main
	export_of "$both"
	[ "$STATE" = Success ]
	curl -s -o two.zip "$URL"
	[ "$(python3 -m zipfile -l two.zip | tail -n +2 | awk '{ print $1 }')" = b.yaml ]
}

@test "export: what cannot be exported fails the job and says why, if messages are asked for" {
	folder
	export_of '{"flow":{"id":"none"}}'
	[ "$STATE" = Failure ]
	answer_has '.messages[0].type == "Error" and (.messages[0].text | contains("none"))'
	answer_has 'has("downloadUrl") | not'
	api "$JOB"
	answer_has 'has("messages") | not'
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
	folder --url-life 3600
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
	advance 3601000
	[ "$(curl -s -o old.xml -w '%{http_code}' "$URL")" = 403 ]
	grep -q 'Request has expired' old.xml
	upload flows/sub.json
	[ "$STATUS" = 403 ]
	api "/api/v2/flows/jobs/$(jq -r .id job.json)"
	answer_has '.status == "Registered"'
}

@test "import creates in another org, by name, and fails where a name is missing or twice" {
	folder
	export_of "{\"flow\":{\"id\":\"$MAIN\"}}"
	curl -s -o main.yaml "$URL"
	mkdir other
	jq -nc '{name: "T", type: "workflow", flowSequenceItemList: [], manifest: {queue: [
		{id: "Q-77", name: "Support"}, {id: "Q-78", name: "Sales"}],
		dataAction: [{id: "custom_-_zz", name: "Get"}]}}' >other/t.json
	start_sim --from other --org Other
	login
	import main.yaml
	[ "$STATE" = Success ]
	id=$(jq -r .flow.id answer.json)
	[ "$id" != "$MAIN" ]
	api "/api/v2/flows/$id/latestconfiguration"
	sed 's/"q1"/"Q-77"/g; s/"q2"/"Q-78"/g; s/"custom_-_d1"/"custom_-_zz"/g' flows/main.json |
		tr -d '\n' | sed "s/$(printf '\342\200\250')/\\\\u2028/" >want
	same answer.json want
	jq -c '.manifest.queue[1].name = "Support"' other/t.json >other/u.json
	start_sim --from other --org Third
	login
	sed -i 's/"name":"Sales"/"name":"Nowhere"/' main.yaml
	import main.yaml
	[ "$STATE" = Failure ]
	answer_has '[.messages[].text] | any(contains("Nowhere"))'
	api '/api/v2/flows'
	answer_has '.total == 2'
}

# bats test_tags=long
@test "every made flow, exported and imported again, is what it was" {
	local id n=0
	start_sim --flows 25 --seed 11 --job-time 0
	login
	api '/api/v2/flows?pageSize=100'
	for id in $(jq -r '.entities[] | select(.checkedInVersion) | .id' answer.json); do
		api "/api/v2/flows/$id/latestconfiguration"
		mv answer.json want
		export_of "{\"flow\":{\"id\":\"$id\"}}"
		curl -s -o flow.yaml "$URL"
		import flow.yaml
		[ "$STATE" = Success ] || { cat answer.json; return 1; }
		answer_has ".flow.id == \"$id\""
		api "/api/v2/flows/$id/latestconfiguration"
		same answer.json want
		n=$((n + 1))
	done
	[ "$n" -gt 20 ]
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
	answer_has '.messages[0].text | contains("substitution key '"'name'"'")'
	sed 's/division: .*/division: "Mars"/' sub.yaml >bad.yaml
	import bad.yaml
	answer_has '.messages[0].text | contains("Mars")'
	login you
	post "/api/v2/flows/actions/checkout?flow=$SUB"
	login me
	import sub.yaml
	[ "$STATE" = Failure ]
	answer_has '.messages[0].text | contains("locked by another entity")'
	api "/api/v2/flows/$SUB"
	answer_has '.publishedVersion.id == "1.0" and .checkedInVersion.id == "1.0"'
}

# bats test_tags=long
@test "import: while a job works its flow is there, empty and locked, and no other job may have it" {
	folder --job-time 600000 # ten minutes, of which nothing passes but what the test lets pass
	post /api/v2/flows/export/jobs "{\"flows\":[{\"flow\":{\"id\":\"$SUB\"}}]}"
	JOB=/api/v2/flows/export/jobs/$(jq -r .id answer.json)
	advance 600000
	ready "$JOB"
	curl -s -o sub.yaml "$(jq -r .downloadUrl answer.json)"
	sed 's/"Sub"/"New"/' sub.yaml >new.yaml

	begin_import new.yaml
	first=$JOB
	api '/api/v2/flows?name=New'
	answer_has '.entities == []'
	advance 300000
	api '/api/v2/flows?name=New'
	answer_has '.entities | length == 1 and (.[0] | .lockedClient.id == "id" and (has("savedVersion") | not))'
	id=$(jq -r '.entities[0].id' answer.json)
	post "/api/v2/flows/actions/checkout?flow=$id"
	[ "$STATUS" = 409 ]
	begin_import new.yaml # its own five minutes begin once the first has ended
	advance 600000
	ready "$first"
	answer_has ".status == \"Success\" and .flow.id == \"$id\""
	ready "$JOB"
	[ "$STATE" = Success ]

	begin_import new.yaml
	first=$JOB
	begin_import new.yaml
	advance 300000
	api "$first"
	answer_has '.status == "Started"'
	ready "$JOB"
	[ "$STATE" = Failure ]
	answer_has '.messages[0].text | contains("locked by another entity")'
	advance 300000
	ready "$first"
	api "/api/v2/flows/$id"
	answer_has '.publishedVersion.id == "3.0" and (has("lockedClient") | not)'
}

@test "validate: what is not there is named" {
	folder
	post /api/v2/flows/validate/jobs "{\"flows\":[{\"flow\":{\"id\":\"$MAIN\"}}]}"
	ready "/api/v2/flows/validate/jobs/$(jq -r .id answer.json)"
	[ "$STATE" = Success ]
	post /api/v2/flows '{"name":"V","type":"workflow"}'
	id=$(jq -r .id answer.json)
	post "/api/v2/flows/actions/checkout?flow=$id"
	post "/api/v2/flows/$id/versions" '{"flowMetaData":{},"nextTrackingNumber":10,"manifest":{"queue":[{"id":"gone","name":"Gone"}],
		"workflow":[{"id":"'"$SUB"'","name":"Sub"}]}}'
	post /api/v2/flows/validate/jobs "{\"flows\":[{\"flow\":{\"id\":\"$id\"}}]}"
	ready "/api/v2/flows/validate/jobs/$(jq -r .id answer.json)"
	[ "$STATE" = Failure ]
	answer_has '(.messages | length) == 1 and (.messages[0].text | contains("Gone"))'
}

# bats test_tags=long
@test "jobs that fail by a fault: throttled exports, imports with and without a reason" {
	folder
	faults throttle:first=1
	export_of "{\"flow\":{\"id\":\"$MAIN\"}}"
	[ "$STATE" = Failure ]
	answer_has '.messages[0].text | contains("could not find the flow with id") and contains("exit code: 107")'
	export_of "{\"flow\":{\"id\":\"$MAIN\"}}"
	[ "$STATE" = Success ]
	curl -s -o main.yaml "$URL"
	faults 'fail:flow=Main:times=1'
	import main.yaml
	[ "$STATE" = Failure ]
	answer_has '.messages | length == 1'
	faults 'mute:flow=Main:times=1'
	import main.yaml
	[ "$STATE" = Failure ]
	answer_has '.messages == []'
	api "/api/v2/flows/$MAIN"
	answer_has '.publishedVersion.id == "1.0"'
	faults 'mute:after'
	import main.yaml
	[ "$STATE" = Failure ]
	api "/api/v2/flows/$MAIN"
	answer_has '.publishedVersion.id == "2.0"'
	faults 'lock:path=/api/v2/flows/jobs:times=1'
	import main.yaml
	answer_has '.messages[0].text | contains("locked by another entity")'
}

@test "gc-sim: flows/actions/validate says which references of a manifest exist" {
	folder --job-time 60000
	post '/api/v2/flows/actions/validate?flow=not-made-yet&flowType=inboundcall' \
		'{"queue":[{"id":"q1","name":"Support"},{"id":"gone","name":"Gone"}],"acdSkill":[]}'
	answer_has '.actionName == "VALIDATE" and (.complete | not)'
	local results
	results=/api/v2/flows/not-made-yet/validate/$(jq -r .id answer.json)
	api "$results"
	answer_has '.complete == false and (has("results") | not)'
	advance 60000
	api "$results"
	answer_has '.complete and .actionStatus == "SUCCESS"
		and (.results.queue[0] | .id == "q1" and .name == "Support" and .result == "ok"
			and .state == "active" and has("mediaSettings"))
		and .results.queue[1] == {"id":"gone","name":"Gone","result":"does.not.exist"}
		and .results.acdSkill == []'
	# A flow comes with its versions.
	post '/api/v2/flows/actions/validate?flow=x' "{\"inboundCallFlow\":[{\"id\":\"$MAIN\"}]}"
	results=/api/v2/flows/x/validate/$(jq -r .id answer.json)
	advance 60000
	api "$results"
	answer_has '.results.inboundCallFlow[0].publishedVersion.id == "1.0"'
	post '/api/v2/flows/actions/validate?flow=x' '[]'
	[ "$STATUS" = 400 ]
}

@test "gc-sim: flows/actions/validate knows what every org has, and prompts by name alone" {
	start_sim --flows 5 --job-time 0
	login
	post '/api/v2/flows/actions/validate?flow=x' \
		'{"language":[{"id":"en-US"}],"systemPrompt":[{"name":"on_hold_music"},{"name":"no"}]}'
	member id
	api "/api/v2/flows/x/validate/$REPLY"
	answer_has '.results | .language == [{"id":"en-US","result":"ok","state":"active"}]
		and (.systemPrompt | map(.result)) == ["ok", "does.not.exist"]
		and .systemPrompt[0].id == "__on_hold_music__"'
}

@test "gc-sim: a job that is just registered has no command" {
	folder
	post /api/v2/flows/export/jobs "{\"flows\":[{\"flow\":{\"id\":\"$MAIN\"}}]}"
	answer_has '(has("command") | not) and .totalFlows == 1'
	post /api/v2/flows/validate/jobs "{\"flows\":[{\"flow\":{\"id\":\"$MAIN\"}}]}"
	answer_has '(has("command") | not) and .totalFlows == 1'
}
