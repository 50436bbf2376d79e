#!/usr/bin/env bats
# gc-put: drafts, locks and backups of flows that have changed since they were looked at.

load helper
load sim
load put
load answers

# there [OPTION...] - `record 1` is in the target by gc-put with these options; its id is in id.
there() {
	target
	record 1 >in
	gc-put -q "$@" in >out
	id=$(jq -r .flow.id out)
}

# draft N MARK - a draft of that record by the client of gc-put, which holds its lock.
draft() {
	login sim-client
	post "/api/v2/flows/actions/checkout?flow=$id"
	[ "$STATUS" = 200 ]
	post "/api/v2/flows/$id/versions" "$(record "$1" "$2" | jq -c .configuration)"
	[ "$STATUS" = 200 ]
}

@test "a draft that is equal and has lost its lock is checked out, and checked in" {
	there
	draft 1 b
	record 1 b >in
	answers 'on("GET", "/api/v2/flows[?]*", edit=each(drop("lockedClient", "lockedUser")))' \
		"on('GET', '/api/v2/flows/$id', edit=drop('lockedClient', 'lockedUser'), times=1)"
	gc-put -q in >out
	results_are '.action == "checkin" and .status == "done"'
	state | jq -e '.lock == null and .checked_in'
	[ "$(requests_of '^POST .*/checkout$')" -eq 2 ] # this test's, and the run's
	[ "$(requests_of '^POST /api/v2/flows/[*]/versions$')" -eq 2 ]
}

@test "a checkout that is refused again and again: as often as --retries allows" {
	there
	record 1 b >in
	answers 'on("POST", "*/checkout[?]*", 409, times=13)'
	ends 3 'update: 409 bad.request' hurried gc-put --retries 12 in
	answers 'on("POST", "*/checkout[?]*", 409, times=12)'
	hurried gc-put -q --retries 12 in >out
	results_are '.action == "update" and .status == "done"'
}

@test "--restore: a backup that does not say what was published; what is missing now is created" {
	there
	record 1 b >in
	gc-put -q --publish --backup before in >out
	grep -v '"backup":"written"' before | jq -e 'has("publishedVersion") | not'
	ends 1 'checked in; not published before, it stays published: deactivate it in Architect' gc-put --restore before
	login admin
	api "/api/v2/flows/$id" -X DELETE
	[ "$STATUS" = 200 ] || [ "$STATUS" = 204 ]
	await 'api "/api/v2/flows/$id"; [ "$STATUS" = 404 ]'
	gc-put -q --restore before >out
	results_are '.action == "create" and .status == "done"'
}

@test "a flow that moved after the listing is read again before anything is written" {
	local version before
	there --publish
	record 1 b >in
	for version in publishedVersion checkedInVersion savedVersion; do
		record 1 "$version" >in
		before=$(requests_of '^GET .*/latestconfiguration$')
		answers "on('GET', '/api/v2/flows/$id', edit=having($version={'id': '9.0'}), times=1)"
		if [ "$version" = savedVersion ]; then
			gc-put -q --publish in >out
			results_are '.action == "update" and .status == "done"'
		else
			ends 3 'update: moved: 1.0 since 9.0, just before it was checked out; run this again' gc-put --publish in
		fi
		[ "$(requests_of '^GET .*/latestconfiguration$')" -eq $((before + 2)) ]
	done
}
