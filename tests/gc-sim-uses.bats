#!/usr/bin/env bats
# gc-sim: who refers to what: dependency tracking, what is kept while it is in use, searches.

load helper
load sim

teardown() {
	stop_sims
}

TRACKING=/api/v2/architect/dependencytracking

# linked - flow A, published, hands over to B and to queue q1; B is older than its newest version.
linked() {
	mkdir -p flows
	jq -nc '{name: "A", type: "inboundcall", flowSequenceItemList: [], manifest: {
		inboundCallFlow: [{id: "b-id", name: "B"}], queue: [{id: "q1", name: "Sales"}],
		userPrompt: [{id: "p1", name: "Hello"}], language: [{id: "en-US"}]}}' >a
	jq -nc '{name: "B", type: "inboundcall", flowSequenceItemList: [], manifest: {}}' >b
	jq -nc '{kind: "flow", org: "o", id: "a-id", name: "A", type: "INBOUNDCALL",
		checkedInVersion: {id: "2.0"}, publishedVersion: {id: "2.0"}, configuration: $c[0]}' \
		--slurpfile c a >records
	jq -nc '{kind: "flow", org: "o", id: "b-id", name: "B", type: "INBOUNDCALL",
		checkedInVersion: {id: "1.0"}, configuration: $c[0]}' --slurpfile c b >>records
	start_sim --from records --job-time 0
	login
	api '/api/v2/flows?name=A'
	A=$(jq -r '.entities[0].id' answer.json)
	api '/api/v2/flows?name=B'
	B=$(jq -r '.entities[0].id' answer.json)
	api '/api/v2/routing/queues?name=Sales'
	QUEUE=$(jq -r '.entities[0].id' answer.json)
}

@test "gc-sim: dependency tracking: what a version uses, and who uses something" {
	linked
	api "$TRACKING/build"
	answer_has '.status == "OPERATIONAL"'
	api "$TRACKING/consumedresources?id=$A&version=2.0&objectType=INBOUNDCALLFLOW"
	answer_has '.total == 4 and ([.entities[].type] | sort)
		== ["INBOUNDCALLFLOW", "LANGUAGE", "QUEUE", "USERPROMPT"]'
	api "$TRACKING/consumedresources?id=$A&version=2.0&objectType=INBOUNDCALLFLOW&resourceType=QUEUE"
	answer_has '.total == 1 and .entities[0].name == "Sales" and .entities[0].deleted == false'
	api "$TRACKING/consumedresources?id=$A&version=9.0&objectType=INBOUNDCALLFLOW"
	[ "$STATUS" = 404 ]
	api "$TRACKING/consumingresources?id=$QUEUE&objectType=QUEUE"
	answer_has '[.entities[] | [.name, .version, .type]] == [["A", "2.0", "INBOUNDCALLFLOW"]]'
	api "$TRACKING/consumingresources?id=$QUEUE&objectType=QUEUE&flowFilter=checkedIn"
	answer_has '.total == 0'
	api "$TRACKING/consumingresources?id=$QUEUE"
	[ "$STATUS" = 400 ]
	answer_has '.code == "architect.query.parameter.missing"'
	api "$TRACKING?name=sales&objectType=QUEUE"
	answer_has '[.entities[].type] == ["QUEUE"]'
}

@test "gc-sim: dependency tracking: types, one object, objects with what they use" {
	linked
	api "$TRACKING/types?pageSize=100"
	answer_has '.total == 88 and (.entities | map(select(.id == "QUEUE" or .id == "INBOUNDCALLFLOW"))
		| map([.id, .versioned])) == [["INBOUNDCALLFLOW", true], ["QUEUE", false]]'
	api "$TRACKING/types?pageSize=10&pageNumber=9"
	answer_has '(.entities | length) == 8'
	api "$TRACKING/types/QUEUE"
	answer_has '.id == "QUEUE"'
	api "$TRACKING/types/NOTHING"
	[ "$STATUS" = 404 ]
	api "$TRACKING/object?id=$A&version=2.0&objectType=INBOUNDCALLFLOW&consumedResources=true&consumedResourceType=QUEUE"
	answer_has '.name == "A" and .version == "2.0" and .consumingResources == null
		and [.consumedResources[].name] == ["Sales"]'
	api "$TRACKING/object?id=$QUEUE&objectType=QUEUE&consumingResources=true"
	answer_has '.type == "QUEUE" and .consumedResources == null and [.consumingResources[].name] == ["A"]'
	api "$TRACKING/object?id=$A&version=9.0"
	[ "$STATUS" = 404 ]
	api "$TRACKING/object?id=$QUEUE&objectType=INBOUNDCALLFLOW"
	[ "$STATUS" = 404 ]
	api "$TRACKING/object"
	[ "$STATUS" = 400 ]
	api "$TRACKING?name=A&consumedResources=true"
	answer_has '.entities[0].consumedResources | length == 4'
}

@test "gc-sim: dependency tracking: which flows use something updated or deleted" {
	linked
	local body
	api "$TRACKING/updatedresourceconsumers"
	answer_has '.total == 0'
	api "$TRACKING/deletedresourceconsumers"
	answer_has '.total == 0'
	advance 60000
	api "/api/v2/routing/queues/$QUEUE"
	body=$(jq -c "{name, description: \"changed\"}" answer.json)
	api "/api/v2/routing/queues/$QUEUE" -X PUT --data-binary "$body"
	[ "$STATUS" = 200 ]
	api "$TRACKING/updatedresourceconsumers?consumedResources=true&consumedResourceType=QUEUE"
	answer_has '[.entities[] | [.name, .version]] == [["A", "2.0"]]
		and [.entities[0].consumedResources[] | [.name, .updated]] == [["Sales", true]]'
	api "$TRACKING/updatedresourceconsumers?consumedResourceType=LANGUAGE"
	answer_has '.total == 0'
	api "/api/v2/routing/queues/$QUEUE?forceDelete=true" -X DELETE
	api "$TRACKING/deletedresourceconsumers?consumedResources=true&objectType=INBOUNDCALLFLOW"
	answer_has '[.entities[].name] == ["A"]
		and [.entities[0].consumedResources[] | select(.deleted).name] == ["Sales"]'
	api "$TRACKING/deletedresourceconsumers?flowFilter=checkedIn"
	answer_has '.total == 0'
	api "$TRACKING/deletedresourceconsumers?name=B"
	answer_has '.total == 0'
}

@test "gc-sim: what flows use is not deleted, unless they go with it" {
	linked
	api "/api/v2/flows/$B" -X DELETE
	[ "$STATUS" = 409 ]
	answer_has '.code == "architect.flow.cannot.delete.used.in.flows"'
	api '/api/v2/architect/prompts?name=Hello'
	api "/api/v2/architect/prompts/$(jq -r '.entities[0].id' answer.json)?allResources=true" -X DELETE
	[ "$STATUS" = 409 ]
	answer_has '.code == "architect.dependency.object.in.use.by.flow"'
	api "/api/v2/flows?id=$B" -X DELETE
	[ "$STATUS" = 409 ]
	api "/api/v2/flows?id=$B&id=$A" -X DELETE
	[ "$STATUS" = 200 ]
}

@test "gc-sim: a flow that a call route uses is not deleted" {
	start_sim --flows 60
	login
	api '/api/v2/architect/ivrs?pageSize=100'
	local id
	id=$(jq -r 'first(.entities[].openHoursFlow | select(. != null) | .id)' answer.json)
	api "/api/v2/flows/$id" -X DELETE
	[ "$STATUS" = 409 ]
	answer_has '.code | startswith("architect.flow.cannot.delete.used.in.")'
}

@test "gc-sim: the version that is debugged has a path of its own, and is kept" {
	start_sim --flows 20 --state state
	login
	api '/api/v2/flows?pageSize=100'
	local id version
	read -r id version < <(jq -r 'first(.entities[] | select(.checkedInVersion.id == "2.0"
		and .lockedUser == null)) | "\(.id) 1.0"' answer.json)
	api "/api/v2/flows/$id/versions/debug/configuration"
	[ "$STATUS" = 404 ]
	post "/api/v2/flows/actions/debug?flow=$id&version=9.0"
	[ "$STATUS" = 400 ]
	post "/api/v2/flows/actions/debug?flow=$id&version=$version"
	answer_has ".debugVersion.id == \"$version\""
	api "/api/v2/flows/$id/versions/debug"
	answer_has ".id == \"$version\""
	api "/api/v2/flows/$id/versions/debug/configuration"
	mv answer.json debugged
	api "/api/v2/flows/$id/versions/$version/configuration"
	cmp debugged answer.json
	stop_sims
	start_sim --flows 20 --state state
	login
	api "/api/v2/flows/$id/versions/debug"
	answer_has ".id == \"$version\""
}

@test "gc-sim: users and groups are found by name, users by e-mail" {
	start_sim --flows 20
	login
	api '/api/v2/users?pageSize=1'
	local name email
	name=$(jq -r '.entities[0].name' answer.json)
	email=$(jq -r '.entities[0].email' answer.json)
	search() { # TYPE FIELD VALUE [WHAT]
		post "/api/v2/${4:-users}/search" "$(jq -nc --arg t "$1" --arg f "$2" --arg v "$3" \
			'{pageSize: 5, query: [{type: $t, fields: [$f], value: $v}]}')"
	}
	search EXACT name "$name"
	answer_has '.total >= 1 and .types == ["users"] and .pageSize == 5'
	answer_has "all(.results[]; .name == \"$name\")"
	search EXACT email "${email^^}"
	answer_has ".total == 1 and .results[0].email == \"$email\""
	search STARTS_WITH email "${email%@*}"
	answer_has '.total == 1'
	search CONTAINS email @example
	answer_has '.total > 5 and (.results | length) == 5'
	search EXACT name nobody
	answer_has '.total == 0'
	search REGEX name x
	[ "$STATUS" = 400 ]
	search CONTAINS name e groups
	answer_has '.types == ["groups"] and (.results | length) > 0'
}
