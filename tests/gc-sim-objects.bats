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
	has '.queueFlow | .id and .name and .selfUri'
	has '.whisperPrompt.name and .acwSettings.wrapupPrompt and (.dateModified | test("T"))'
	api "/api/v2/flows/$(jq -r .queueFlow.id answer.json)"
	[ "$STATUS" = 200 ]
	first /api/v2/routing/queues '.directRouting.backupQueueId'
	api "/api/v2/routing/queues/$REPLY"
	api "/api/v2/routing/queues/$(jq -r .directRouting.backupQueueId answer.json)"
	[ "$STATUS" = 200 ]
	first /api/v2/architect/emergencygroups '.emergencyCallFlows[0].ivrs[0]'
	api "/api/v2/architect/emergencygroups/$REPLY"
	has '.version >= 1 and .emergencyCallFlows[0].emergencyFlow.name'
	api "/api/v2/architect/ivrs/$(jq -r '.emergencyCallFlows[0].ivrs[0].id' answer.json)"
	has '.state == "active"'
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
	has 'has("schema") | not'
	api "$table?expand=schema"
	has '.schema | .required == ["key"] and .title and .properties.key.displayOrder == 0'
	api "$table/rows?pageSize=2"
	has '.total >= 3 and (.entities | length) == 2 and all(.entities[]; del(.selfUri) | keys == ["key"])'
	n=$(jq .total answer.json)
	api "$table/rows?pageSize=500&showbrief=false"
	has "(.entities | length) == $n and ([.entities[].key] | unique | length) == $n"
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
	has 'all(.resources[]; .id == .language and .promptId)'
	url=$(jq -r '[.resources[].mediaUri | values][0]' answer.json)
	curl -sf -D head -o audio.wav "$url"
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
	has '.version and .category and (has("contract") or has("config") | not)'
	api "/api/v2/integrations/actions?pageSize=100"
	for id in $(jq -r '.entities[].id' answer.json); do
		api "/api/v2/integrations/actions/$id?expand=contract&includeConfig=true"
		has '.contract.input.inputSchema and .contract.output.successSchema'
		jq -e '.config.request.requestTemplateUri' answer.json || continue
		text=$(jq -r .config.response.successTemplateUri answer.json)
		api "$text"
		[ "$STATUS" = 200 ] && grep -q name answer.json
		return
	done
	false
}

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
