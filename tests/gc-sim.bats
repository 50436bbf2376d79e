#!/usr/bin/env bats
# gc-sim: tokens, flows, versions and configurations as the API has them.

load helper
load sim
load programs

teardown() {
	stop_sims
}

@test "the port file holds the port, and SIGTERM and SIGINT end the program with 0" {
	local signal
	for signal in TERM INT; do
		rm -f port
		gc-sim --port 0 --port-file port --flows 3 3>&- 2>/dev/null &
		while [ ! -s port ]; do pause 0.05; done
		[[ $(cat port) =~ ^[1-9][0-9]*$ ]]
		kill -s "$signal" $!
		wait $!
	done
}

@test "a port that is taken ends with 74, a bad option with 2" {
	start_sim --flows 1
	run -74 gc-sim --port "$SIM_PORT" --flows 1
	[[ $output == *"$SIM_PORT"* ]]
	run -2 gc-sim --port 70000
	run -2 gc-sim --no-such
}

@test "a token: Basic header, client credentials, errors in OAuth's form" {
	start_sim --flows 1 --client-id me --client-secret xyz --token-life 777
	login me xyz
	jq -e '.token_type == "bearer" and .expires_in == 777' token.json
	api /api/v2/tokens/me
	answer_has '.OAuthClient.id == "me"'
	login you xyz
	jq -e '.error == "invalid_client" and .description == "client not found"' token.json
	login me zzz
	jq -e '.description == "authentication failed"' token.json
	curl -s -u me:xyz -d grant_type=password "http://localhost:$SIM_PORT/oauth/token" >token.json
	jq -e '.error == "unsupported_grant_type"' token.json
}

@test "no token, a wrong token, a revoked token and an expired one are 401 in the API's form" {
	start_sim --flows 1 --token-life 86400
	TOKEN=wrong
	api /api/v2/flows
	[ "$STATUS" = 401 ]
	answer_has '.code == "bad.credentials" and .status == 401 and (.contextId | length) == 36'
	STATUS=$(curl -s -o answer.json -w '%{http_code}' "http://localhost:$SIM_PORT/api/v2/flows")
	[ "$STATUS" = 401 ]
	answer_has '.code == "authentication.required"'
	login
	api /api/v2/flows
	[ "$STATUS" = 200 ]
	api /api/v2/tokens/me -X DELETE
	api /api/v2/flows
	[ "$STATUS" = 401 ]
	login
	advance 86400000
	api /api/v2/flows
	[ "$STATUS" = 401 ]
}

@test "paging: 25 a page unless told, 500 at most, every flow on just one page" {
	start_sim --flows 60
	login
	api /api/v2/flows
	answer_has '(.entities | length) == 25 and .pageSize == 25 and .pageNumber == 1'
	answer_has '.total == 60 and .pageCount == 3 and (has("previousUri") | not)'
	answer_has '.nextUri == "/api/v2/flows?pageSize=25&pageNumber=2"'
	: >ids
	for page in 1 2 3 4; do
		api "/api/v2/flows?pageSize=25&pageNumber=$page"
		jq -r '.entities[].id' answer.json >>ids
	done
	answer_has '.entities == [] and (has("nextUri") | not)'
	[ "$(wc -l <ids)" -eq 60 ]
	[ "$(sort -u ids | wc -l)" -eq 60 ]
	sort -c ids
	for bad in pageSize=501 pageSize=0 pageNumber=0 pageNumber=x; do
		api "/api/v2/flows?$bad"
		[ "$STATUS" = 400 ]
	done
}

@test "filters: types repeated or in one list, name, id over all others, unknown type refused" {
	start_sim --flows 80
	login
	api '/api/v2/flows?pageSize=500'
	cp answer.json all.json
	api '/api/v2/flows?pageSize=500&type=workflow&type=inboundcall'
	answer_has 'all(.entities[]; .type == "WORKFLOW" or .type == "INBOUNDCALL")'
	[ "$(jq .total answer.json)" -eq \
		"$(jq '[.entities[] | select(.type == "WORKFLOW" or .type == "INBOUNDCALL")] | length' all.json)" ]
	cp answer.json two.json
	api '/api/v2/flows?pageSize=500&type=workflow,INBOUNDCALL'
	[ "$(jq -c .entities answer.json)" = "$(jq -c .entities two.json)" ]
	api '/api/v2/flows?type=workflow,survey'
	[ "$STATUS" = 400 ]
	name=$(jq -r '.entities[7].name' all.json)
	id=$(jq -r '.entities[7].id' all.json)
	api /api/v2/flows -G --data-urlencode "name=${name^^}"
	answer_has "any(.entities[]; .id == \"$id\")"
	api "/api/v2/flows?id=$id&type=nothing-of-this-name"
	[ "$STATUS" = 400 ]
	api "/api/v2/flows?id=$id&name=no-flow-has-this-name"
	answer_has ".total == 1 and .entities[0].id == \"$id\""
	api "/api/v2/flows/lookup?id=$id&id=nobody"
	answer_has ".total == 1 and .entities[0].id == \"$id\""
	api '/api/v2/flows?type=survey'
	[ "$STATUS" = 400 ]
	api '/api/v2/flows?sortBy=name&sortOrder=desc&pageSize=500'
	answer_has '[.entities[].name | ascii_downcase] | . == (sort | reverse)'
	division=$(jq -r '.entities[0].division.id' all.json)
	api "/api/v2/flows?divisionId=$division"
	answer_has "all(.entities[]; .division.id == \"$division\")"
	api '/api/v2/flows?publishedAfter=2100-01-01T00:00:00Z'
	answer_has '.total == 0'
	api '/api/v2/flows?publishedAfter=yesterday'
	[ "$STATUS" = 400 ]
	answer_has '.code == "invalid.date"'
}

@test "name=: equal, a beginning, a part; blanks between stars; case does not count" {
	local pattern
	mkdir flows
	for name in "Main IVR" "main ivr 2" "IVR" "Domain"; do
		jq -nc --arg n "$name" '{name: $n, type: "workflow", flowSequenceItemList: []}' >"flows/$name.json"
	done
	start_sim --from flows
	login
	while IFS='|' read -r pattern found; do
		api /api/v2/flows -G --data-urlencode "name=$pattern"
		[ "$(jq -r '[.entities[].name] | sort | join(",")' answer.json)" = "$found" ] ||
			bad "$pattern: $(jq -c '[.entities[].name]' answer.json)"
	done <<-'EOF'
		MAIN ivr|Main IVR
		main*|Main IVR,main ivr 2
		*main|Domain
		*main*|Domain,Main IVR,main ivr 2
		*IVR|IVR,Main IVR
		*Main* *IVR*|Main IVR,main ivr 2
		*Main IVR*|
		mai|
	EOF
	no_failures
}

@test "a flow, its versions and each version's configuration" {
	start_sim --flows 20
	login
	api '/api/v2/flows?pageSize=100'
	id=$(jq -r '[.entities[] | select(.publishedVersion)][0].id' answer.json)
	api "/api/v2/flows/$id"
	answer_has ".id == \"$id\" and .checkedInVersion.id != null and .selfUri == \"/api/v2/flows/$id\" and
		(has(\"savedVersion\") | not)"
	published=$(jq -r .publishedVersion.id answer.json)
	saved=$(jq -r .checkedInVersion.id answer.json)
	api "/api/v2/flows/$id/versions"
	answer_has ".entities[0].id == \"$saved\""
	api "/api/v2/flows/$id/versions/$published"
	answer_has '.type == "PUBLISH"'
	api "$(jq -r .configurationUri answer.json)"
	answer_has '.flowSequenceItemList'
	api "/api/v2/flows/$id/latestconfiguration"
	cp answer.json latest.json
	api "/api/v2/flows/$id/versions/$saved/configuration"
	same answer.json latest.json
	api "/api/v2/flows/$id/versions/99.0/configuration"
	[ "$STATUS" = 404 ]
	api /api/v2/flows/00000000-0000-0000-0000-000000000000/latestconfiguration
	[ "$STATUS" = 404 ]
	answer_has '.code == "architect.flow.not.found"'
}

# bats test_tags=long
@test "--from serves the files of a folder byte for byte, with gzip and without" {
	need_corpus
	start_sim --from "$CORPUS/json"
	login
	api '/api/v2/flows?pageSize=500'
	cp answer.json all.json
	[ "$(jq .total all.json)" -eq "$(find "$CORPUS/json" -name '*.json' | wc -l)" ]
	for f in "$CORPUS"/json/*.json; do md5sum <"$f"; done | sort >want
	for id in $(jq -r '.entities[].id' all.json); do
		api "/api/v2/flows/$id/latestconfiguration"
		md5sum <answer.json
	done | sort >got
	same want got
	for id in $(jq -r '.entities[].id' all.json); do
		api "/api/v2/flows/$id/latestconfiguration" --compressed
		md5sum <answer.json
	done | sort >got
	same want got
}

@test "unknown paths are 404, known ones with another verb 405, all with a correlation id" {
	start_sim --flows 1
	login
	api /api/v2/nothing
	[ "$STATUS" = 404 ]
	api /api/v2/organizations/me -X DELETE
	[ "$STATUS" = 405 ]
	for bad in '/api/v2/flows?name=%ff' '/api/v2/flows/%c3%28'; do
		api "$bad"
		[ "$STATUS" = 400 ]
		answer_has '.message | contains("UTF-8")'
	done
	curl -s -D head -o answer.json "http://localhost:$SIM_PORT/x"
	id=$(sed -n 's/^ININ-Correlation-Id: \([-0-9a-f]*\).*/\1/p' head)
	answer_has ".contextId == \"$id\""
}
