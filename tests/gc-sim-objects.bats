#!/usr/bin/env bats
# gc-sim: objects with their definitions: read, created, changed, and what stands beside them.

load helper
load sim

teardown() {
	stop_sims
}

# first PATH [SELECT] - the id of the first object of a listing (that SELECT is true of), in REPLY.
first() {
	api "$1?pageSize=100"
	REPLY=$(jq -r "[.entities[] | select(${2-true})][0].id" answer.json)
	[ "$REPLY" != null ]
}

@test "one object has its whole definition, and refers to others by id and name" {
	start_sim --flows 30
	login
	first /api/v2/routing/queues '.queueFlow and .whisperPrompt and .mediaSettings'
	api "/api/v2/routing/queues/$REPLY"
	answer_has '.queueFlow | .id and .name and .selfUri'
	answer_has '.whisperPrompt.name and .acwSettings.wrapupPrompt and (.dateModified | test("T"))'
	api "/api/v2/flows/$(jq -r .queueFlow.id answer.json)"
	[ "$STATUS" = 200 ]
	first /api/v2/routing/queues '.directRouting.backupQueueId'
	api "/api/v2/routing/queues/$REPLY"
	api "/api/v2/routing/queues/$(jq -r .directRouting.backupQueueId answer.json)"
	[ "$STATUS" = 200 ]
	first /api/v2/architect/emergencygroups '.emergencyCallFlows[0].ivrs[0]'
	api "/api/v2/architect/emergencygroups/$REPLY"
	answer_has '.version >= 1 and .emergencyCallFlows[0].emergencyFlow.name'
	api "/api/v2/architect/ivrs/$(jq -r '.emergencyCallFlows[0].ivrs[0].id' answer.json)"
	answer_has '.state == "active"'
	api /api/v2/routing/queues/00000000-0000-4000-8000-000000000000
	[ "$STATUS" = 404 ]
}

@test "two orgs of a seed have the same definitions but for ids, dates, versions and people" {
	local org
	for org in A B; do
		start_sim --flows 20 --org $org
		login
		for path in routing/queues architect/schedulegroups integrations/actions; do
			api "/api/v2/$path?pageSize=100"
			jq -S '.entities[] | walk(if type == "object" then del(.id, .selfUri, .version,
				.memberCount, .joinedMemberCount, .dateCreated, .dateModified, .createdBy,
				.modifiedBy, .integrationId, .backupQueueId, .libraryIds) else . end)' answer.json
		done >$org
		api '/api/v2/routing/queues?pageSize=100'
		jq -S '[.entities[] | [.id, .dateModified]]' answer.json >$org.marks
		stop_sims
	done
	same A B
	run ! cmp -s A.marks B.marks
}

@test "data tables: a schema where it is asked for, rows by page and by key" {
	local key n
	start_sim --flows 5
	login
	first /api/v2/flows/datatables
	local table=/api/v2/flows/datatables/$REPLY
	api "$table"
	answer_has 'has("schema") | not'
	api "$table?expand=schema"
	answer_has '.schema | .required == ["key"] and .title and .properties.key.displayOrder == 0'
	api "$table/rows?pageSize=2"
	answer_has '.total >= 3 and (.entities | length) == 2 and all(.entities[]; del(.selfUri) | keys == ["key"])'
	n=$(jq .total answer.json)
	api "$table/rows?pageSize=500&showbrief=false"
	answer_has "(.entities | length) == $n and ([.entities[].key] | unique | length) == $n"
	jq -c '.entities[]' answer.json >rows
	while IFS= read -r row; do
		key=$(jq -r '.key | @uri' <<<"$row")
		api "$table/rows/$key"
		[ "$(<answer.json)" = "$row" ]
	done <rows
	api "$table/rows/none"
	[ "$STATUS" = 404 ]
}

@test "prompts: audio by a signed address, without a token, for less than an hour" {
	local url
	start_sim --flows 5
	login
	first /api/v2/architect/prompts 'any(.resources[]; .mediaUri)'
	api "/api/v2/architect/prompts/$REPLY"
	answer_has 'all(.resources[]; .id == .language and .promptId)'
	url=$(jq -r '[.resources[].mediaUri | values][0]' answer.json)
	curl -sf -H 'Accept-Encoding: gzip' -D head -o audio.wav "$url" # a store does not compress it
	[ "$(head -c 4 audio.wav)" = RIFF ]
	grep -qi '^content-type: audio/x-wav' head
	grep -qi "^content-length: $(wc -c <audio.wav)" head
	tag=$(sed -n 's/^etag: //Ip' head | tr -d '\r')
	[ "$(curl -s -o /dev/null -w '%{http_code}' -H "If-None-Match: $tag" "$url")" = 304 ]
	[ "$(curl -s -o refused -w '%{http_code}' -H "Authorization: Bearer $TOKEN" "$url")" = 403 ]
	[ "$(curl -s -o refused -w '%{http_code}' "${url}x")" = 403 ]
	advance 3500000
	curl -sf "$url" | same - audio.wav
	advance 80000
	[ "$(curl -s -o refused -w '%{http_code}' "$url")" = 403 ]
	grep -q 'Request has expired' refused
}

@test "data actions: contract and configuration where they are asked for, templates by URI" {
	local id text
	start_sim --flows 5
	login
	first /api/v2/integrations/actions
	api "/api/v2/integrations/actions/$REPLY"
	answer_has '.version and .category and (has("contract") or has("config") | not)'
	api "/api/v2/integrations/actions?pageSize=100"
	for id in $(jq -r '.entities[].id' answer.json); do
		api "/api/v2/integrations/actions/$id?expand=contract&includeConfig=true"
		answer_has '.contract.input.inputSchema and .contract.output.successSchema'
		jq -e '.config.request.requestTemplateUri' answer.json || continue
		text=$(jq -r .config.response.successTemplateUri answer.json)
		api "$text"
		[ "$STATUS" = 200 ] && grep -q name answer.json
		return
	done
	false
}

# bats test_tags=long
@test "the wrap-up codes of a queue, and what no program may keep" {
	start_sim --flows 20
	login
	for id in $(api '/api/v2/routing/queues?pageSize=20' && jq -r '.entities[].id' answer.json); do
		api "/api/v2/routing/queues/$id/wrapupcodes?pageSize=100"
		jq -c '.entities[] | [.id, .name]' answer.json
	done >codes
	[ "$(sort -u codes | wc -l)" -gt 3 ]
	api "/api/v2/routing/queues/$id/members"
	grep -q CANARY-person answer.json
	first /api/v2/integrations
	api "/api/v2/integrations/$REPLY/config/current"
	grep -q CANARY-credential answer.json
}

@test "an object is made, read, changed by its version, and listed; the second of a name is refused" {
	local id
	start_sim --flows 5 --strict
	login
	post /api/v2/routing/skills '{"name":"Rück Fragen"}'
	[ "$STATUS" = 200 ]
	answer_has '.id and .name == "Rück Fragen" and .state == "active"'
	post /api/v2/routing/skills '{"name":"RÜCK fragen"}' # ASCII letters only
	post /api/v2/routing/skills '{"name":"rück fragen"}'
	[ "$STATUS" = 409 ] && answer_has '.code == "general.conflict"'
	post /api/v2/architect/schedules '{"name":"Open","start":"2024-01-01T08:00:00.000","end":"2024-01-01T18:00:00.000","rrule":"FREQ=WEEKLY;BYDAY=MO"}'
	[ "$STATUS" = 200 ]
	answer_has '.version == 1 and .division.name == "Home" and .dateCreated == .dateModified'
	id=$(jq -r .id answer.json)
	api "/api/v2/architect/schedules/$id" -X PUT --data-binary '{"name":"Open","start":"2024-01-01T08:00:00.000","end":"2024-01-01T19:00:00.000","version":7}'
	[ "$STATUS" = 409 ]
	api "/api/v2/architect/schedules/$id" -X PUT --data-binary '{"name":"Open","start":"2024-01-01T08:00:00.000","end":"2024-01-01T19:00:00.000","version":1}'
	[ "$STATUS" = 200 ] && answer_has '.version == 2 and (has("rrule") | not)' # what is omitted is reset
	post /api/v2/architect/schedules '{"name":"No","start":"2024-01-01T08:00:00.000Z","end":"x"}'
	[ "$STATUS" = 400 ]
	post /api/v2/architect/schedulegroups "{\"name\":\"Group\",\"openSchedules\":[{\"id\":\"$id\",\"name\":\"?\"}]}"
	[ "$STATUS" = 200 ] && answer_has '.openSchedules[0].name == "Open"'
	post /api/v2/architect/schedulegroups '{"name":"Other","openSchedules":[{"id":"00000000-0000-4000-8000-000000000000"}]}'
	[ "$STATUS" = 400 ] && answer_has '.message | contains("does not exist")'
	api "/api/v2/architect/schedules?name=Open&pageSize=100"
	answer_has "[.entities[].id] | index(\"$id\")"
	api "/api/v2/architect/schedules/$id" -X DELETE
	api "/api/v2/architect/schedules/$id"
	[ "$STATUS" = 200 ] && answer_has '.state == "deleted"'
}

@test "--strict refuses members that are unknown, read-only or missing" {
	start_sim --flows 5 --strict
	login
	post /api/v2/routing/queues '{"name":"Q","dateCreated":"2024-01-01T00:00:00Z"}'
	[ "$STATUS" = 400 ] && answer_has '.message | contains("dateCreated")'
	post /api/v2/routing/queues '{"name":"Q","acwSettings":{"wrapupPrompt":""}}'
	[ "$STATUS" = 400 ] && answer_has '.message | contains("Value []")'
	post /api/v2/routing/queues '{"description":"no name"}'
	[ "$STATUS" = 400 ] && answer_has '.code == "required.field.missing"'
	post /api/v2/routing/queues '{"name":"Q","division":{"id":"nowhere"}}'
	[ "$STATUS" = 400 ]
}

@test "a queue: references, wrap-up codes, and a PUT that replaces" {
	local code flow id
	start_sim --flows 20 --strict
	login
	first /api/v2/routing/wrapupcodes
	code=$REPLY
	api '/api/v2/flows?pageSize=100&type=inqueuecall'
	flow=$(jq -r '[.entities[] | select(.deleted | not)][0].id' answer.json)
	post /api/v2/routing/queues "{\"name\":\"Late\",\"queueFlow\":{\"id\":\"$flow\"},\"directRouting\":{\"waitForAgent\":true}}"
	[ "$STATUS" = 200 ] && answer_has '.queueFlow.name and .directRouting.waitForAgent'
	id=$(jq -r .id answer.json)
	post "/api/v2/routing/queues/$id/wrapupcodes" "[{\"id\":\"$code\"}]"
	[ "$STATUS" = 200 ]
	api "/api/v2/routing/queues/$id/wrapupcodes"
	answer_has ".total == 1 and .entities[0].id == \"$code\""
	api "/api/v2/routing/queues/$id" -X PUT --data-binary '{"name":"Late","description":"x"}'
	[ "$STATUS" = 200 ] && answer_has '(has("queueFlow") or has("directRouting") | not) and .description == "x"'
	post /api/v2/routing/queues '{"name":"late"}'
	[ "$STATUS" = 400 ] && answer_has '.code == "duplicate.name"'
}

@test "a data table: schema, rows with defaults, duplicates, unknown columns" {
	local table
	start_sim --flows 5 --strict
	login
	post /api/v2/flows/datatables '{"name":"T","schema":{"title":"old","type":"object","properties":{
		"key":{"type":"string"},"a/b":{"type":"boolean"},"n":{"type":"number","default":1.50},"s":{"type":"string"}}}}'
	[ "$STATUS" = 200 ] && answer_has '.schema.title == "T"'
	table=/api/v2/flows/datatables/$(jq -r .id answer.json)
	post "$table/rows" '{"key":"x/y z","s":"1"}'
	[ "$STATUS" = 200 ]
	[ "$(<answer.json)" = '{"key":"x/y z","a/b":false,"n":1.50,"s":"1"}' ]
	post "$table/rows" '{"key":"x/y z"}'
	[ "$STATUS" = 409 ] && answer_has '.code == "flows.datatables.not.unique"'
	post "$table/rows" '{"key":"b","zzz":1}'
	[ "$STATUS" = 400 ] && answer_has '.code == "flows.datatables.schema.exception"'
	post "$table/rows" '{"key":"b","n":"1"}'
	[ "$STATUS" = 400 ]
	api "$table/rows/x%2Fy%20z" -X PUT --data-binary '{"key":"x/y z","a/b":true}'
	[ "$STATUS" = 200 ] && answer_has '."a/b" == true and .s == ""'
	api "$table" -X PUT --data-binary '{"name":"T","schema":{"properties":{"key":{"type":"string"}}}}'
	[ "$STATUS" = 400 ] && answer_has '.code == "flows.datatables.cannot.remove.fields"'
	api "$table/rows?showbrief=false"
	answer_has '.total == 1'
}

@test "rows by a CSV job: the given headers, counts, replacing" {
	local table job url n=0
	start_sim --flows 5
	login
	first /api/v2/flows/datatables
	table=/api/v2/flows/datatables/$REPLY
	post "$table/import/csv/jobs" '{"importMode":"ReplaceAll"}'
	answer_has '.status == "WaitingForUpload" and .uploadHeaders'
	job=$(jq -r .id answer.json) url=$(jq -r .uploadURI answer.json)
	jq -r '.uploadHeaders | to_entries[] | "\(.key): \(.value)"' answer.json >headers
	printf 'key\r\none\r\n"two, ""2"""\r\n' >rows.csv
	[ "$(curl -s -o refused -w '%{http_code}' -X PUT --data-binary @rows.csv "$url")" = 403 ]
	[ "$(curl -s -o refused -w '%{http_code}' -H @headers -X PUT --data-binary @rows.csv "$url")" = 200 ]
	while api "$table/import/jobs/$job" && [ "$(jq -r .status answer.json)" = Processing ]; do
		n=$((n + 1))
		[ $n -lt 1000 ]
		pause 0.02
	done
	answer_has '.status == "Succeeded" and .countRecordsUpdated == 2 and .countRecordsFailed == 0 and .countRecordsDeleted > 0'
	api "$table/rows"
	answer_has '[.entities[].key] == ["one", "two, \"2\""]'
}

@test "a data table's rows out by a CSV job" {
	local table job url
	start_sim --flows 5 --job-time 60000
	login
	first /api/v2/flows/datatables
	table=/api/v2/flows/datatables/$REPLY
	post "$table/export/jobs"
	[ "$STATUS" = 202 ]
	answer_has '.status == "Processing" and .downloadURI == null'
	job=$(jq -r .id answer.json)
	advance 60000
	api "$table/export/jobs/$job"
	answer_has '.status == "Succeeded" and .countRecordsProcessed > 0'
	url=$(jq -r .downloadURI answer.json)
	curl -sf -o rows.csv "$url"
	api "$table/rows?showbrief=false&pageSize=100"
	jq -e --rawfile csv rows.csv 'all(.entities[].key; gsub("\"";"\"\"") as $key | $csv | contains($key))' answer.json
	[[ $(sed -n 1p rows.csv) == key* ]]
	api "$table/export/jobs/none"
	[ "$STATUS" = 404 ]
}

@test "scripts: exported by an address, imported by a form, and listed under a new id" {
	local id job url n=0
	start_sim --flows 5
	login
	api '/api/v2/scripts?pageSize=100'
	id=$(jq -r '.entities[0].id' answer.json)
	api "/api/v2/scripts/published/$id"
	answer_has '.versionId | length == 36'
	post "/api/v2/scripts/$id/export" "{\"versionId\":$(jq .versionId answer.json)}"
	url=$(jq -r .url answer.json)
	curl -sf -o one.script "$url"
	jq -e --arg id "$id" '.id == $id and .organizationId and .pages and (.variables | length > 0)' one.script
	curl -sf -H "Authorization: Bearer $TOKEN" -F 'file=@one.script;type=application/json' \
		-F 'scriptName=Brand new' "http://localhost:$SIM_PORT/uploads/v2/scripter" >answer.json
	job=$(jq -r .correlationId answer.json)
	while api "/api/v2/scripts/uploads/$job/status?longPoll=false" && [ "$STATUS" = 404 ]; do
		n=$((n + 1))
		[ $n -lt 1000 ]
		pause 0.02
	done
	answer_has '.succeeded == true'
	api '/api/v2/scripts?name=Brand%20new'
	answer_has '.total == 1'
	post '/api/v2/scripts/published?scriptDataVersion=0' "{\"scriptId\":$(jq '.entities[0].id' answer.json)}"
	answer_has '.name == "Brand new"'
	[ "$(jq -r .id answer.json)" != "$id" ]
	jq -e --slurpfile one one.script '.variables == $one[0].variables and .versionId != $one[0].versionId' answer.json
}

@test "the capacity of utilization labels is where the service has it" {
	start_sim --flows 20
	login
	api '/api/v2/routing/utilization/labels?pageSize=100'
	jq '[.entities[].id] | sort' answer.json >labels
	[ "$(jq length labels)" -gt 0 ]
	api /api/v2/routing/utilization
	answer_has '.utilization.call.maximumCapacity == 1'
	jq '.labelUtilizations | keys' answer.json | same labels /dev/stdin
}

@test "a prompt: resources, a recording by either way, transcoded by the clock" {
	local prompt way url
	start_sim --flows 5 --strict --job-time 60000
	login
	api '/api/v2/architect/prompts?pageSize=100'
	url=$(jq -r '[.entities[].resources[].mediaUri | values][0]' answer.json)
	curl -sf -o one.wav "$url"
	post /api/v2/architect/prompts '{"name":"No-good"}'
	[ "$STATUS" = 400 ] && answer_has '.code == "architect.prompt.validate.failed.name"'
	for way in uploads form; do
		post /api/v2/architect/prompts "{\"name\":\"New_$way\"}"
		[ "$STATUS" = 200 ] && answer_has '.resources == []'
		prompt=/api/v2/architect/prompts/$(jq -r .id answer.json)
		post "$prompt/resources" '{"language":"de-de","ttsString":"Hallo"}'
		[ "$STATUS" = 200 ] && answer_has '.uploadStatus == "created" and (has("mediaUri") | not)'
		url=$(jq -r .uploadUri answer.json)
		if [ $way = uploads ]; then
			post "$prompt/resources/de-de/uploads"
			jq -r '.headers | to_entries[] | "\(.key): \(.value)"' answer.json >headers
			curl -sf -H @headers -T one.wav "$(jq -r .url answer.json)"
		else
			curl -sf -H "Authorization: $TOKEN" -F file=@one.wav "$url"
		fi
		api "$prompt/resources/de-de"
		answer_has '.uploadStatus == "uploaded" and .ttsString == "Hallo"'
		advance 61000
		api "$prompt/resources/de-de"
		answer_has '.uploadStatus == "transcoded" and .durationSeconds > 1'
		curl -sf -o back.wav "$(jq -r .mediaUri answer.json)"
		head -c 4000 back.wav | tail -c 3900 | same - <(head -c 4000 one.wav | tail -c 3900)
		post "$prompt/resources" '{"language":"de-DE"}'
		[ "$STATUS" = 409 ] && answer_has '.code == "architect.prompt.resource.already.exists"'
	done
	api "$prompt" -X DELETE
	[ "$STATUS" = 400 ]
}

@test "changes of objects survive a restart" {
	local args=(--flows 5 --state journal) id
	start_sim "${args[@]}"
	login
	post /api/v2/routing/queues '{"name":"Kept"}'
	id=$(jq -r .id answer.json)
	post /api/v2/authorization/divisions '{"name":"New","description":""}'
	first /api/v2/flows/datatables
	local table=$REPLY
	post "/api/v2/flows/datatables/$table/rows" '{"key":"kept row"}'
	[ "$STATUS" = 200 ]
	stop_sims
	start_sim "${args[@]}"
	login
	api "/api/v2/routing/queues/$id"
	answer_has '.name == "Kept"'
	api "/api/v2/flows/datatables/$table/rows/kept%20row"
	[ "$STATUS" = 200 ]
	api /api/v2/authorization/divisions
	answer_has 'any(.entities[]; .name == "New")'
}

@test "faults: an answer that is lost after the object was made, and listings that lag" {
	start_sim --flows 5 --fault '500:after:method=POST:path=*/queues:times=1' \
		--fault 'lag:path=*/queues'
	login
	post /api/v2/routing/queues '{"name":"Lost"}'
	[ "$STATUS" = 500 ]
	post /api/v2/routing/queues '{"name":"Lost"}'
	[ "$STATUS" = 400 ] && answer_has '.code == "duplicate.name"'
	api '/api/v2/routing/queues?name=Lost'
	answer_has '.total == 0'
	advance 90000
	api '/api/v2/routing/queues?name=Lost'
	answer_has '.total == 1'
}

@test "--empty: what a new org has, and what a person made before" {
	start_sim --flows 30 --empty --keep integration --strict
	login
	api /api/v2/authorization/divisions
	answer_has '.total == 1 and .entities[0].homeDivision'
	api /api/v2/flows
	answer_has '.total == 4 and all(.entities[]; .system)'
	api /api/v2/flows/037f2416-0bfc-4172-afe1-18a8989cae7e/latestconfiguration
	[ "$STATUS" = 200 ] && answer_has .name
	for path in routing/queues architect/prompts flows/datatables users integrations/actions; do
		api "/api/v2/$path"
		answer_has '.total == 0'
	done
	api /api/v2/integrations
	answer_has '.total > 0'
	post /api/v2/routing/queues '{"name":"First","queueFlow":{"id":"037f2416-0bfc-4172-afe1-18a8989cae7e"}}'
	[ "$STATUS" = 200 ] && answer_has '.division.name == "Home" and .queueFlow.name == "Default In-Queue Flow"'
	run -2 gc-sim --keep integration --dump
	run -2 gc-sim --count nothing=3 --dump
}

@test "--count and --rows: as many as are asked for, made where they are asked for" {
	local size
	start_sim --flows 3 --count userPrompt=2000 --count dataTable=2 --rows 5000
	login
	api '/api/v2/architect/prompts?pageSize=1'
	answer_has '.total == 2000'
	first /api/v2/flows/datatables
	api "/api/v2/flows/datatables/$REPLY/rows?pageSize=500&pageNumber=10&showbrief=false"
	answer_has '.total == 5000 and ([.entities[].key] | unique | length) == 500'
	size=$(ps -o rss= -p "$(tail -n 1 sim.pids)")
	[ "$size" -lt 64000 ]
}

# ask_all - the content of an org's objects as gc-get has it, without what only moves.
ask_all() {
	gc-list objects 2>/dev/null | gc-get -q 2>/dev/null |
		jq -cS 'del(.configuration.resources[]?.audioFormat)' | sort
}

# bats test_tags=long
@test "--from: objects with rows, media, templates and wrap-up codes are the org again" {
	start_sim --flows 4 --seed 3
	ask_all >made
	jq -e -s 'any(.[]; .rows) and any(.[]; .media) and any(.[]; .templates) and any(.[]; .wrapupCodes)' made
	gc-list objects 2>/dev/null | gc-get -q 2>/dev/null >all.ndjson
	stop_sims
	start_sim --from all.ndjson
	ask_all | same made -
	stop_sims
	gc-save folder <all.ndjson
	start_sim --from folder
	ask_all | same made -
	stop_sims
	# without volatile parts, as gc-export writes them
	gc-sim --flows 4 --seed 3 --dump | cat - all.ndjson | gc-strip -q >stripped.ndjson
	start_sim --from stripped.ndjson
	gc-list objects 2>/dev/null | gc-get -q 2>/dev/null | gc-strip -q >again
	gc-toyaml again >/dev/null # no member is there twice
	jq -cS 'select(.kind == "object")' stripped.ndjson | sort >made
	jq -cS . again | sort | same made -
	# the inventory of the org, next to it, does not take the definitions away
	stop_sims
	jq -c 'del(.configuration, .rows, .media, .wrapupCodes, .templates)' all.ndjson | cat stripped.ndjson - >with.ndjson
	start_sim --from with.ndjson
	gc-list objects 2>/dev/null | gc-get -q 2>/dev/null | gc-strip -q | jq -cS . | sort | same made -
}

@test "what must not happen by a migration is counted; deleted objects stay in listings" {
	local name
	start_sim --flows 30 --plant removed=1
	login
	post /api/v2/architect/emergencygroups '{"name":"Off","enabled":false}'
	[ "$(stats .emergencyGroupsEnabled)" = 0 ]
	post /api/v2/architect/emergencygroups '{"name":"On","enabled":true}'
	[ "$STATUS" = 200 ]
	[ "$(stats .emergencyGroupsEnabled)" = 1 ]
	first /api/v2/architect/ivrs '.dnis | length > 0'
	local ivr=/api/v2/architect/ivrs/$REPLY
	api "$ivr"
	jq -c '{name, version, dnis, openHoursFlow, closedHoursFlow, scheduleGroup} | with_entries(select(.value))' \
		answer.json >put
	api "$ivr" -X PUT --data-binary "$(<put)"
	[ "$STATUS" = 200 ]
	[ "$(stats .numbersAssigned)" = 0 ]
	post /api/v2/architect/ivrs '{"name":"Live","dnis":["+15550100000"]}'
	[ "$(stats .numbersAssigned)" = 1 ]
	for path in routing/skills routing/languages architect/schedules architect/schedulegroups \
		architect/emergencygroups; do
		api "/api/v2/$path?pageSize=100"
		jq -c '.entities[] | select(.state == "deleted") | .name' answer.json
	done >gone
	[ "$(wc -l <gone)" = 1 ]
}

@test "data actions are made with their templates; a draft loses that of its request" {
	local body config='"config":{"request":{"requestUrlTemplate":"https://x","requestType":"POST","requestTemplate":"{}"},"response":{"successTemplate":"t"}}'
	start_sim --flows 3
	login
	first /api/v2/integrations
	body="\"category\":\"C\",\"integrationId\":\"$REPLY\",\"contract\":{\"input\":{\"inputSchema\":{\"type\":\"object\"}},\"output\":{\"successSchema\":{\"type\":\"array\",\"items\":{}}}},$config"
	post /api/v2/integrations/actions "{\"name\":\"Whole\",$body}"
	[ "$STATUS" = 200 ]
	answer_has '(.id | startswith("custom_-_")) and .version == 1 and .contract.output.successSchema.items == {}'
	id=$(jq -r .id answer.json)
	api "/api/v2/integrations/actions/$id/templates/requesttemplate.vm"
	[ "$(<answer.json)" = "{}" ]
	post /api/v2/integrations/actions/drafts "{\"name\":\"Draft\",$body}"
	[ "$STATUS" = 200 ]
	id=$(jq -r .id answer.json)
	api "/api/v2/integrations/actions/$id/templates/requesttemplate.vm"
	[ "$STATUS" = 404 ]
	post "/api/v2/integrations/actions/$id/draft/publish" '{}'
	[ "$STATUS" = 400 ]
	api "/api/v2/integrations/actions/$id" -X PATCH --data-binary "{\"name\":\"Draft\",\"version\":9,$config}"
	[ "$STATUS" = 400 ] && answer_has '.message | contains("does not match the current version")'
	post /api/v2/integrations/actions '{"name":"Half","category":"C","integrationId":"x","contract":{},"config":{}}'
	[ "$STATUS" = 400 ]
}

@test "an outcome is changed by an operation, and never deleted" {
	local outcome
	start_sim --flows 3 --job-time 60000
	login
	post /api/v2/flows/outcomes '{"name":"Paid twice","description":"old"}'
	outcome=/api/v2/flows/outcomes/$(jq -r .id answer.json)
	api "$outcome" -X PUT --data-binary '{"name":"Paid twice","description":"new"}'
	[ "$STATUS" = 200 ] && answer_has '.complete == false'
	api "$outcome"
	answer_has '.description == "old"'
	advance 61000
	api "$outcome"
	answer_has '.description == "new"'
	api "$outcome" -X DELETE
	[ "$STATUS" = 405 ]
}

@test "a response is listed in its library; a skill keeps its name" {
	local one two id
	start_sim --flows 3
	login
	post /api/v2/responsemanagement/libraries '{"name":"One"}'
	one=$(jq -r .id answer.json)
	post /api/v2/responsemanagement/libraries '{"name":"Two"}'
	two=$(jq -r .id answer.json)
	post /api/v2/responsemanagement/responses "{\"name\":\"R\",\"libraries\":[{\"id\":\"$two\"}],\"texts\":[{\"content\":\"x\",\"contentType\":\"text/plain\"}]}"
	[ "$STATUS" = 200 ] && answer_has '.libraries[0].name == "Two"'
	api "/api/v2/responsemanagement/responses?libraryId=$one"
	answer_has '.total == 0'
	api "/api/v2/responsemanagement/responses?libraryId=$two"
	answer_has '.total == 1'
	post /api/v2/routing/skills '{"name":"S"}'
	id=$(jq -r .id answer.json)
	api /api/v2/authorization/divisions
	api "/api/v2/routing/skills/$id" -X PATCH --data-binary \
		"{\"name\":\"T\",\"divisionId\":\"$(jq -r '.entities[1].id' answer.json)\"}"
	[ "$STATUS" = 200 ] && answer_has '.name == "S" and .division.name == "Sales"'
}

@test "divisions and worktypes: what is written is not what is read" {
	local workbin schema id
	start_sim --flows 3
	login
	post /api/v2/authorization/divisions '{"name":"North"}'
	[ "$STATUS" = 400 ]
	post /api/v2/authorization/divisions '{"name":"North","description":""}'
	[ "$STATUS" = 200 ] && answer_has '.homeDivision == false'
	id=$(jq -r .id answer.json)
	post /api/v2/authorization/divisions '{"name":"NORTH","description":""}'
	[ "$STATUS" = 409 ]
	post /api/v2/taskmanagement/workbins/query '{}'
	workbin=$(jq -r '.entities[0].id' answer.json)
	api /api/v2/taskmanagement/workitems/schemas
	schema=$(jq -r '.entities[0].id' answer.json)
	post /api/v2/taskmanagement/worktypes "{\"name\":\"Case\",\"divisionId\":\"$id\",\"defaultWorkbinId\":\"$workbin\",\"schemaId\":\"$schema\",\"schemaVersion\":2}"
	[ "$STATUS" = 200 ]
	answer_has '.division.name == "North" and .defaultWorkbin.name and .schema.version == 2'
	api /api/v2/authorization/divisions/home
	answer_has .homeDivision
}

@test "no canary gets into what the programs write" {
	start_sim --flows 20
	gc-list all 2>/dev/null >inventory
	gc-get -q <inventory 2>messages >all.ndjson || [ $? -eq 3 ]
	jq -e -s 'any(.[]; .type == "integration" and .configuration) and any(.[]; .media)' all.ndjson
	gc-save folder <all.ndjson
	run ! grep -rlE 'CANARY|X-Amz' inventory messages all.ndjson folder
}

@test "worktypes: the statuses have calls of their own, and a change keeps what it does not name" {
	local workbin schema type first
	start_sim --empty --strict
	login
	post /api/v2/taskmanagement/workbins '{"name":"Bin"}'
	workbin=$(jq -r .id answer.json)
	post /api/v2/taskmanagement/workitems/schemas '{"name":"Data"}'
	schema=$(jq -r .id answer.json)
	api /api/v2/taskmanagement/workitems/schemas
	answer_has '[.entities[].name] == ["Data"]'
	post /api/v2/taskmanagement/worktypes "{\"name\":\"Plain\",\"defaultWorkbinId\":\"$workbin\",\"schemaId\":\"$schema\"}"
	answer_has '[.statuses[].name] == ["Open", "Closed"] and .defaultStatus.id == .statuses[0].id'
	post /api/v2/taskmanagement/worktypes "{\"name\":\"Case\",\"defaultWorkbinId\":\"$workbin\",\"schemaId\":\"$schema\",\"defaultPriority\":7,\"disableDefaultStatusCreation\":true}"
	answer_has '.statuses == null and .schema.name == "Data"'
	type=$(jq -r .id answer.json)
	post "/api/v2/taskmanagement/worktypes/$type/statuses" '{"name":"New"}'
	[ "$STATUS" = 400 ]
	post "/api/v2/taskmanagement/worktypes/$type/statuses" '{"name":"New","category":"Open"}'
	[ "$STATUS" = 200 ]
	first=$(jq -r .id answer.json)
	post "/api/v2/taskmanagement/worktypes/$type/statuses" '{"name":"New","category":"Open"}'
	[ "$STATUS" = 400 ] && answer_has '.message | test("already exists")'
	api "/api/v2/taskmanagement/worktypes/$type/statuses/$first" -X PATCH --data-binary \
		"{\"description\":\"d\",\"destinationStatusIds\":[\"$first\"]}"
	[ "$STATUS" = 200 ] && answer_has '.name == "New" and .category == "Open" and .description == "d"'
	api "/api/v2/taskmanagement/worktypes/$type/statuses/$first" -X PATCH --data-binary '{"category":"Closed"}'
	[ "$STATUS" = 400 ]
	api "/api/v2/taskmanagement/worktypes/$type" -X PATCH --data-binary '{"defaultStatusId":"elsewhere"}'
	[ "$STATUS" = 400 ]
	api "/api/v2/taskmanagement/worktypes/$type" -X PATCH --data-binary "{\"defaultStatusId\":\"$first\"}"
	answer_has ".defaultStatus.id == \"$first\" and .defaultPriority == 7 and .defaultWorkbin.name == \"Bin\" and (.statuses | length == 1)"
	api "/api/v2/taskmanagement/worktypes/$type/statuses"
	answer_has '.entities[0].destinationStatuses | length == 1'
	api "/api/v2/taskmanagement/worktypes/$type/statuses/$first" -X DELETE
	[ "$STATUS" = 204 ]
	api "/api/v2/taskmanagement/worktypes/$type"
	answer_has '.statuses == []'
}
