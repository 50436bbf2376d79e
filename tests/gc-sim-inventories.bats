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

@test "divisions, and what a made org says of its users and data actions" {
	start_sim --flows 30
	login
	api '/api/v2/authorization/divisions?pageSize=100'
	jq -e '.entities[0].homeDivision and .total >= 1 and (.entities | length) == .total' answer.json
	api '/api/v2/integrations/actions?pageSize=100'
	jq -e 'all(.entities[]; .id | startswith("custom_-_"))' answer.json
	jq -e 'all(.entities[]; .category and .integrationId)' answer.json
	api '/api/v2/users?pageSize=100'
	jq -e 'all(.entities[]; .email | contains("@"))' answer.json
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

