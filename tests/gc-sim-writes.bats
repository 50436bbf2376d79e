#!/usr/bin/env bats
# gc-sim: flows are made, checked out, saved, published, and kept.

load helper
load sim

teardown() {
	stop_sims
}

ACTIONS=/api/v2/flows/actions
BODY='{"name":"New","type":"workflow","flowMetaData":{},"nextTrackingNumber":10,"manifest":{},"flowSequenceItemList":[]}'

# new_flow - ID is a flow that was just created.
new_flow() {
	post /api/v2/flows '{"name":"New","type":"workflow","description":"d"}'
	[ "$STATUS" = 200 ]
	ID=$(jq -r .id answer.json)
}

# saved_flow - and it has a draft, held by this client.
saved_flow() {
	new_flow
	post "/api/v2/flows/$ID/versions" "$BODY"
	[ "$STATUS" = 200 ]
}

@test "create: a flow without a version, once per name and type" {
	start_sim --flows 3
	login
	new_flow
	answer_has '.type == "WORKFLOW" and .name == "New" and .description == "d" and .active == false'
	answer_has '(has("savedVersion") or has("publishedVersion")) | not'
	answer_has '.lockedClient.id == "id"'
	api "/api/v2/flows/$ID/latestconfiguration"
	[ "$STATUS" = 404 ]
	answer_has '.code == "flow.no.config.available"'
	post /api/v2/flows '{"name":"nEW","type":"WORKFLOW"}'
	[ "$STATUS" = 409 ]
	answer_has '.code == "architect.flow.already.exists"'
	post /api/v2/flows '{"name":"New","type":"inboundcall"}'
	[ "$STATUS" = 200 ]
	post /api/v2/flows '{"name":"Other","type":"nonsense"}'
	[ "$STATUS" = 400 ]
	post /api/v2/flows '{"name":"Other"}'
	[ "$STATUS" = 400 ]
	post /api/v2/flows '{"name":"Other","type":"workflow","division":{"id":"none"}}'
	[ "$STATUS" = 400 ]
	post /api/v2/flows 'rubbish'
	[ "$STATUS" = 400 ]
	api '/api/v2/flows?pageSize=100'
	answer_has '.total == 5'
}

@test "checkout, save, checkin: the lock is the client's, the draft becomes a version" {
	start_sim --flows 1
	login me
	new_flow
	answer_has '.lockedClient.id == "me"'
	post "$ACTIONS/checkin?flow=$ID"
	[ "$STATUS" = 409 ]
	answer_has '.code == "architect.flow.cannot.checkin.missing.config"'
	post "/api/v2/flows/$ID/versions" "${BODY/New/Old}"
	answer_has '.type == "SAVE" and (.id | startswith("saved_version_")) and
		"saved_version_\(.name)" == .id and (has("commitVersion") | not)'
	# The second save replaces the first: one draft, one version.
	post "/api/v2/flows/$ID/versions" "$BODY"
	api "/api/v2/flows/$ID/latestconfiguration"
	[ "$(cat answer.json)" = "$BODY" ]
	api "/api/v2/flows/$ID"
	answer_has '(.savedVersion.id | startswith("saved_version_")) and (has("checkedInVersion") | not)'
	api "/api/v2/flows/$ID/versions/$(jq -r .savedVersion.id answer.json)/configuration"
	[ "$(cat answer.json)" = "$BODY" ]
	login you
	for action in checkout checkin publish revert; do
		post "$ACTIONS/$action?flow=$ID"
		[ "$STATUS" = 409 ]
	done
	post "/api/v2/flows/$ID/versions" "$BODY"
	[ "$STATUS" = 409 ]
	answer_has '.code == "architect.flow.locked.by.user" and .message == "Flow '"'New' is locked by client 'me'"'."'
	login me
	post "$ACTIONS/checkin?flow=$ID"
	answer_has '.actionName == "CHECKIN" and .complete == false'
	operation "$ID"
	[ "$STATE" = SUCCESS ]
	answer_has '.checkedInVersion.id == "1.0" and ((has("lockedClient") or has("savedVersion")) | not)'
	for path in "$ACTIONS/checkin?flow=$ID" "/api/v2/flows/$ID/versions"; do
		post "$path" "$BODY"
		[ "$STATUS" = 409 ]
		answer_has '.code == "architect.flow.not.locked" and
			.message == "Flow '"'New' is not locked by client 'me'"'."'
	done
	post "$ACTIONS/checkOut?flow=$ID"
	answer_has '(.savedVersion.id | startswith("saved_version_")) and .checkedInVersion.id == "1.0" and
		.lockedClient.id == "me" and
		.currentOperation.actionName == "CHECKOUT" and .currentOperation.complete'
}

@test "a publication checks in: two saves and a publish are 1.0, a checkout and a publish 2.0" {
	start_sim --flows 1 --job-time 0
	login
	saved_flow
	post "/api/v2/flows/$ID/versions" "$BODY"
	post "$ACTIONS/publish?flow=$ID"
	operation "$ID"
	answer_has '.publishedVersion.id == "1.0" and .checkedInVersion.id == "1.0" and
		((has("savedVersion") or has("lockedClient")) | not)'
	post "$ACTIONS/checkout?flow=$ID"
	post "$ACTIONS/publish?flow=$ID"
	operation "$ID"
	answer_has '.publishedVersion.id == "2.0" and (has("lockedClient") | not)'
	api "/api/v2/flows/$ID/versions/published/configuration"
	[ "$(cat answer.json)" = "$BODY" ]
	# Without a lock and a draft it is the newest version again.
	post "$ACTIONS/publish?flow=$ID"
	operation "$ID"
	answer_has '.publishedVersion.id == "2.0"'
	api "/api/v2/flows/$ID/versions/debug"
	[ "$STATUS" = 404 ]
	answer_has '.code == "not.found" and (.message | endswith("version '"'debug'"' is missing."))'
}

@test "names: the rules of Architect's client" {
	local name reason
	start_sim --flows 1
	login
	while read -r reason name; do
		post /api/v2/flows "$(jq -nc --arg n "$name" '{name: $n, type: "workflow"}')"
		[ "$STATUS" = 400 ]
		answer_has ".code == \"architect.flow.validate.failed.$reason\""
	done <<-EOF
		missing.name
		invalid.name.no.alpha -- !
		invalid.name.contains.slash a/b
		invalid.name.contains.debug x-Debug
		invalid.name.too.long $(printf 'a%.0s' {1..201})
	EOF
	post /api/v2/flows "$(jq -nc '{name: ("ü" * 200), type: "workflow"}')"
	[ "$STATUS" = 200 ]
	post /api/v2/flows '{"name":"x"}'
	answer_has '.code == "architect.flow.validate.failed.missing.type"'
	post /api/v2/flows '{"name":"x","type":"survey"}'
	answer_has '.code == "architect.flow.invalid.type"'
}

@test "--strict: a configuration that Architect cannot open is refused with the reason" {
	local body='{"type":"workflow","manifest":{},"nextTrackingNumber":10,"flowMetaData":{}}'
	start_lax_sim --flows 1 --strict
	login
	new_flow
	post "/api/v2/flows/$ID/versions" "${body/flowMetaData/none}"
	[ "$STATUS" = 400 ]
	answer_has '.code == "architect.flow.data.invalid.format" and (.message | contains("flowMetaData"))'
	post "/api/v2/flows/$ID/versions" "$body"
	[ "$STATUS" = 200 ]
	start_lax_sim --flows 1
	login
	new_flow
	post "/api/v2/flows/$ID/versions" "${body/flowMetaData/none}"
	[ "$STATUS" = 200 ]
}

@test "history: what happened to a flow, newest first" {
	start_sim --flows 1 --job-time 600000
	login
	saved_flow
	post "$ACTIONS/publish?flow=$ID"
	advance 600000
	post "/api/v2/flows/$ID/history"
	answer_has '.actionName == "HISTORY" and .complete == false'
	job=$(jq -r .id answer.json)
	advance 600000
	api "/api/v2/flows/$ID/history/$job?pageSize=100&action=checkin&action=publish"
	answer_has '.complete and .total == 2 and [.entities[].action] == ["publish", "checkin"] and
		all(.entities[]; .version == "1.0")'
	api "/api/v2/flows/$ID/history/none"
	[ "$STATUS" = 404 ]
}

@test "lag: a new flow is in no listing for N seconds of the org's clock" {
	start_sim --flows 1 --fault lag:seconds=80
	login
	new_flow
	api '/api/v2/flows?name=New'
	answer_has '.total == 0'
	api "/api/v2/flows/$ID"
	[ "$STATUS" = 200 ]
	post /api/v2/flows '{"name":"New","type":"workflow"}'
	[ "$STATUS" = 409 ]
	advance 60000
	api "/api/v2/flows/divisionViews?id=$ID"
	answer_has '.total == 0'
	advance 20000
	api '/api/v2/flows?name=New'
	answer_has '.total == 1'
}

@test "publish takes a moment, in which the flow is busy" {
	start_sim --flows 1 --job-time 600000
	login
	saved_flow
	post "$ACTIONS/publish?flow=$ID"
	answer_has '.actionName == "PUBLISH" and .complete == false'
	post "$ACTIONS/publish?flow=$ID"
	[ "$STATUS" = 409 ]
	answer_has '.code == "architect.operation.already.in.progress"'
	for stage in STARTED PENDING_GENERATION PENDING_BACKEND_NOTIFICATION; do
		api "/api/v2/flows/$ID"
		answer_has ".currentOperation.actionStatus == \"$stage\" and
			.currentOperation.complete == false and (has(\"publishedVersion\") | not)"
		advance 200000
	done
	operation "$ID"
	[ "$STATE" = SUCCESS ]
	answer_has '.publishedVersion.id == "1.0" and .active and (has("lockedClient") | not)'
	post "$ACTIONS/deactivate?flow=$ID"
	answer_has '.active == false and (has("publishedVersion") | not)'
}

@test "publish fails, saying what is missing, when the flow names what is not there" {
	start_sim --flows 1
	login
	BODY='{"name":"New","type":"workflow","flowMetaData":{},"nextTrackingNumber":10,"manifest":{"queue":[{"id":"nowhere","name":"Q 1"}]}}'
	saved_flow
	post "$ACTIONS/publish?flow=$ID"
	operation "$ID"
	[ "$STATE" = FAILURE ]
	answer_has '.currentOperation.errorDetails == [{"errorCode":"flow.reference.not.found",
		"fieldName":"queue","entityId":"nowhere","entityName":"Q 1"}]'
	answer_has '.currentOperation.errorCode == "architect.flow.cannot.publish.missing.dependencies"'
	answer_has '(has("publishedVersion") | not) and has("lockedClient") and has("savedVersion")'
	post "$ACTIONS/publish?flow=$ID&version=7.0"
	[ "$STATUS" = 400 ]
	answer_has '.code == "architect.flow.version.missing"'
}

@test "revert drops the draft; unlock wants none; a body of another type is refused" {
	start_sim --flows 1
	login
	saved_flow
	post "$ACTIONS/unlock?flow=$ID"
	[ "$STATUS" = 409 ]
	post "/api/v2/flows/$ID/versions" '{"name":"New","type":"bot"}'
	[ "$STATUS" = 400 ]
	post "/api/v2/flows/$ID/versions" '["no object"]'
	[ "$STATUS" = 400 ]
	post "$ACTIONS/revert?flow=$ID"
	answer_has '(has("savedVersion") or has("lockedClient")) | not'
	post "$ACTIONS/checkout?flow=$ID"
	login you
	post "$ACTIONS/unlock?flow=$ID"
	answer_has 'has("lockedClient") | not'
	post "$ACTIONS/checkout"
	[ "$STATUS" = 400 ]
	post "$ACTIONS/checkout?flow=none"
	[ "$STATUS" = 404 ]
}

@test "edit, delete, and delete several" {
	start_sim --flows 4
	login
	new_flow
	api "/api/v2/flows/$ID" -X PUT -d '{"name":"Renamed","description":"x"}'
	answer_has '.name == "Renamed" and .description == "x" and .type == "WORKFLOW"'
	api "/api/v2/flows/$ID" -X DELETE
	[ "$STATUS" = 204 ]
	api "/api/v2/flows/$ID"
	[ "$STATUS" = 404 ]
	api "/api/v2/flows/$ID?deleted=true"
	answer_has .deleted
	api '/api/v2/flows'
	answer_has '.total == 4'
	local query=
	for name in One Two; do
		post /api/v2/flows "{\"name\":\"$name\",\"type\":\"workflow\"}"
		member id
		query+="&id=$REPLY"
	done
	api "/api/v2/flows?${query#&}" -X DELETE
	answer_has '.actionName == "DELETE"'
	advance 60000
	api '/api/v2/flows'
	answer_has '.total == 4'
}

@test "faults of the write side: a lock that appears, operations that fail, with a reason or not" {
	start_sim --flows 1
	login
	saved_flow
	faults "fail:flow=New:times=1"
	post "$ACTIONS/publish?flow=$ID"
	operation "$ID"
	[ "$STATE" = FAILURE ]
	answer_has '.currentOperation.errorMessage and (has("publishedVersion") | not)'
	faults "mute:flow=New:times=1"
	post "$ACTIONS/publish?flow=$ID"
	operation "$ID"
	[ "$STATE" = FAILURE ]
	answer_has '.currentOperation | has("errorMessage") | not'
	faults "mute:after:times=1"
	post "$ACTIONS/publish?flow=$ID"
	operation "$ID"
	[ "$STATE" = FAILURE ]
	answer_has '.publishedVersion.id == "1.0"'
	faults "409:flow=New:method=POST"
	post "$ACTIONS/checkout?flow=$ID"
	answer_has '.code == "conflict"'
	faults "lock:path=*/checkout:times=1"
	post "$ACTIONS/checkout?flow=$ID"
	[ "$STATUS" = 409 ]
	answer_has '.message | contains("Somebody Else")'
	api "/api/v2/flows/$ID"
	answer_has '.lockedUser.name == "Somebody Else"'
	post "$ACTIONS/unlock?flow=$ID"
	post "$ACTIONS/checkout?flow=$ID"
	[ "$STATUS" = 200 ]
}

@test "a request that was taken, and whose answer was lost, is done once" {
	start_sim --flows 1
	login
	faults reset:after:method=POST:path=/api/v2/flows:times=1
	post /api/v2/flows '{"name":"New","type":"workflow"}'
	[ "$CURL" -eq 56 ]
	post /api/v2/flows '{"name":"New","type":"workflow"}'
	[ "$STATUS" = 409 ]
	api '/api/v2/flows?name=New'
	answer_has '[.entities[] | select(.name == "New")] | length == 1'
}

@test "permissions of the write side are its own" {
	start_sim --flows 1 --deny architect:flow:publish --deny architect:flow:add
	login
	post /api/v2/flows '{"name":"New","type":"workflow"}'
	[ "$STATUS" = 403 ]
	answer_has '.message | contains("architect:flow:add")'
	api /api/v2/flows
	post "$ACTIONS/publish?flow=$(jq -r '.entities[0].id' answer.json)"
	[ "$STATUS" = 403 ]
}

# everything - what the org says of its flows, and their configurations.
everything() {
	local id
	api '/api/v2/flows?pageSize=100&deleted=true'
	jq -S 'del(.entities[].currentOperation)' answer.json
	for id in $(jq -r '.entities[].id' answer.json); do
		api "/api/v2/flows/$id/latestconfiguration?deleted=true"
		[ "$STATUS" != 200 ] || cat answer.json
	done
}

@test "--state keeps what was written, over kill -9 and a torn line" {
	local kept
	kept=(--flows 5 --seed 3 --state state --job-time 0)
	start_sim "${kept[@]}"
	login
	saved_flow
	post "$ACTIONS/publish?flow=$ID"
	operation "$ID"
	post "$ACTIONS/checkout?flow=$ID"
	api '/api/v2/flows?pageSize=100&sortBy=name'
	api "/api/v2/flows/$(jq -r '.entities[0].id' answer.json)" -X DELETE
	post /api/v2/flows '{"name":"Über","type":"bot","description":"a\nb"}'
	everything >before
	kill -9 "$(cat sim.pids)"
	wait "$(cat sim.pids)" || true
	rm sim.pids
	printf '{"change":"delete","fl' >>state
	start_sim "${kept[@]}"
	login
	everything >after
	same before after
	post "/api/v2/flows/$ID/versions" "$BODY"
	[ "$STATUS" = 200 ]
	stop_sims
	start_sim "${kept[@]}"
	login
	api "/api/v2/flows/$ID"
	answer_has '(.savedVersion.id | startswith("saved_version_")) and .publishedVersion.id == "1.0"'
	run -74 gc-sim --port 0 "${kept[@]}"
	[[ $output == *"in use by another gc-sim (process $(tail -1 sim.pids))"* ]]
	cp state state2
	run -65 gc-sim --port 0 --state state2 --seed 4 --org Else --dump
	[[ $output == *"another org"* ]]
	echo '{"a":1}' >state3
	run -65 gc-sim --port 0 --state state3
	{ head -1 state; echo '{"change":"delete","flow":"none"}'; } >state4
	run -65 gc-sim --port 0 "${kept[@]/#state/state4}"
	[[ $output == *"state4:2"* ]]
}
