#!/usr/bin/env bats
# gc-sim: the listings of everything that a flow can refer to.

load helper
load sim

teardown() {
	stop_sims
}

# objects TYPE - ids and names of the org's objects of this type, sorted.
objects() {
	jq -r --arg t "$1" 'select(.type == $t) | [.id, .name] | @tsv' objects | sort
}

# folder - an org whose flow names an object of each of many types.
folder() {
	mkdir -p flows
	jq -nc '
		def some(t; n): [range(0; n) | {id: "\(t)-\(.)", name: "\(t) \(.)"}];
		{name: "F", type: "workflow", flowSequenceItemList: [], manifest: ((reduce
			("queue", "user", "group", "team", "skillGroup", "response", "responseAsset",
			 "worktype", "knowledgeBase", "ttsVoice", "emailRoute", "smsPhoneNumber",
			 "schedule", "dataTable", "oauthClient", "flowOutcome") as $t
			({}; .[$t] = some($t; 7)))
		+ {dataAction: some("custom_-_d"; 3), secureAction: some("custom_-_s"; 2)})}' >flows/f.json
	gc-sim --from flows --dump-objects >objects
	start_sim --from flows "$@"
	login
}

@test "listings by page: every object once, under its own id and name" {
	local row type path
	folder
	for row in queue=routing/queues user=users group=groups schedule=architect/schedules \
		dataTable=flows/datatables flowOutcome=flows/outcomes; do
		type=${row%%=*} path=/api/v2/${row#*=}
		objects "$type" >want
		[ "$(wc -l <want)" -eq 7 ]
		for page in 1 2 3; do
			api "$path?pageSize=3&pageNumber=$page"
			jq -r '.entities[] | [.id, .name] | @tsv' answer.json
		done | sort >got
		same want got
		api "$path?pageSize=3&pageNumber=3"
		jq -e '.total == 7 and .pageCount == 3 and (.entities | length) == 1' answer.json
	done
}

@test "listings by cursor: nextUri until it is absent" {
	local row type path
	folder
	for row in team=teams skillGroup=routing/skillgroups knowledgeBase=knowledge/knowledgebases; do
		type=${row%%=*} path="/api/v2/${row#*=}?pageSize=3"
		objects "$type" >want
		for page in 1 2 3; do
			api "$path"
			jq -r '.entities[] | [.id, .name] | @tsv' answer.json >>got
			path=$(jq -r '.nextUri // ""' answer.json)
			jq -e '(has("total") or has("pageCount")) | not' answer.json
		done
		[ -z "$path" ]
		sort got | same - want
		rm got
	done
	api '/api/v2/teams?after=rubbish'
	[ "$STATUS" = 400 ]
}

@test "listings by POST: pages of results, and an after" {
	folder
	objects responseAsset >want
	for page in 1 2 3; do
		api /api/v2/responsemanagement/responseassets/search \
			-d "{\"pageSize\":3,\"pageNumber\":$page}"
		jq -r '.results[] | [.id, .name] | @tsv' answer.json
	done | sort >got
	same want got
	after=null
	objects worktype >want
	for page in 1 2 3; do
		api /api/v2/taskmanagement/worktypes/query -d "{\"pageSize\":3,\"after\":$after}"
		jq -r '.entities[] | [.id, .name] | @tsv' answer.json >>rows
		after=$(jq -c .after answer.json)
	done
	[ "$after" = null ]
	sort rows | same - want
	api /api/v2/taskmanagement/worktypes/query
	[ "$STATUS" = 405 ]
}

@test "listings below a parent, and one answer for all" {
	local id
	folder
	api '/api/v2/responsemanagement/responses'
	[ "$STATUS" = 400 ]
	api '/api/v2/responsemanagement/libraries'
	id=$(jq -r '.entities[0].id' answer.json)
	api "/api/v2/responsemanagement/responses?libraryId=$id"
	jq -e '.total == 7' answer.json
	api '/api/v2/routing/email/domains'
	jq -e '.entities[0].id == "example.com"' answer.json
	api '/api/v2/routing/email/domains/example.com/routes'
	jq -e '[.entities[].pattern] | length == 7' answer.json
	api '/api/v2/integrations/speech/tts/engines'
	id=$(jq -r '.entities[0].id' answer.json)
	api "/api/v2/integrations/speech/tts/engines/$id/voices"
	jq -e '.total == 7' answer.json
	api '/api/v2/routing/sms/phonenumbers'
	jq -e 'all(.entities[]; .phoneNumber | startswith("smsPhoneNumber"))' answer.json
	api /api/v2/oauth/clients
	jq -e '.entities | length == 7' answer.json
}

@test "divisions, and what a made org says of its users and data actions" {
	start_sim --flows 30
	login
	api '/api/v2/authorization/divisions?pageSize=100'
	jq -e '.entities[0].homeDivision and .total >= 1 and (.entities | length) == .total' answer.json
	api '/api/v2/integrations/actions?pageSize=100'
	jq -e '.total > 0 and all(.entities[]; .id | startswith("custom_-_"))' answer.json
	jq -e 'all(.entities[]; .category and .integrationId)' answer.json
	api '/api/v2/users?pageSize=100'
	jq -e '.total > 0 and all(.entities[]; .email | contains("@"))' answer.json
}

@test "data actions: all, the secure ones, the others" {
	folder
	api /api/v2/integrations/actions
	jq -e '.total == 5' answer.json
	api '/api/v2/integrations/actions?secure=true'
	jq -e '.total == 2' answer.json
	api '/api/v2/integrations/actions?secure=false'
	jq -e '.total == 3' answer.json
}

@test "a permission that is denied is named; others still work" {
	folder --deny routing:queue:view --deny 'architect:*'
	api /api/v2/routing/queues
	[ "$STATUS" = 403 ]
	jq -e '.code == "missing.permissions" and (.message | contains("routing:queue:view"))' answer.json
	api /api/v2/flows
	[ "$STATUS" = 403 ]
	jq -e '.message | contains("architect:flow:view")' answer.json
	api /api/v2/routing/skills
	[ "$STATUS" = 200 ]
	api /api/v2/organizations/me
	[ "$STATUS" = 200 ]
}

@test "inventories have faults as flows do" {
	folder --fault 'short:path=*/queues:times=1' --fault 'repeat:path=*/teams:times=1'
	api '/api/v2/routing/queues?pageSize=4'
	jq -e '(.entities | length) == 2 and .total == 7' answer.json
	api '/api/v2/teams?pageSize=3'
	cp answer.json first.json
	api "$(jq -r .nextUri first.json)"
	[ "$(jq -c .entities answer.json)" = "$(jq -c .entities first.json)" ]
}
