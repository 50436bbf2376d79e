#!/usr/bin/env bats
# gc-put: flows into an org, said first, never twice, and never half-written unnoticed.

load helper
load sim
load programs
load put

@test "records of the same org are equal, and nothing is written" {
	start_sim --org dev --seed 3 --flows 4
	gc-list | gc-get >flows.ndjson
	gc-put flows.ndjson >out
	results_are '.status == "skipped" or .action == "checkin"'
	jq -se 'any(.[]; .status == "skipped")' out
	gc-put --same-org flows.ndjson >out # of older versions
	results_are '.status == "skipped"'
}

@test "options that exclude each other are a usage error" {
	run -2 gc-put --stubs --publish /dev/null
	run -2 gc-put --restore --publish /dev/null
	run -2 gc-put --restore --expect /dev/null /dev/null
	run -2 gc-put --restore --manifest=keep /dev/null
	run -2 gc-put --validate --dry-run /dev/null
	run -2 gc-put --rate nonsense /dev/null
}

@test "a dry run names what would be done, and writes nothing" {
	two_orgs --flows 0
	gc-put --dry-run --backup none flows.ndjson >out
	results_are '.action + " " + .status == "create planned"'
	[ "$(wc -l <out)" -eq 12 ]
	[ "$(writes)" -eq 0 ]
	[ ! -e none ]
}

@test "--create-only leaves what the target has, but not what the dry run found missing" {
	target
	record 1 >in
	gc-put in >out
	state >before
	{ record 1 | sed 's/"flowSequenceItemList":\["a"\]/"flowSequenceItemList":["b"]/' && record 2; } >in
	gc-put --create-only --dry-run in >plan
	[ "$(jq -r '.action + " " + .status' plan | paste -sd,)" = "skip skipped,create planned" ]
	[[ $(jq -r .reason plan) == "the target has it, and --create-only leaves it"* ]]
	# an interrupted run has created the second one
	gc-put --stubs --expect plan in >stubs
	gc-put --create-only --expect plan --have stubs in >out
	[ "$(jq -r '.action + " " + .status' out | paste -sd,)" = "skip skipped,update done" ]
	state | sed -n 1p >after
	same before after
	gc-put --create-only in >out
	results_are '.action == "skip"'
}

@test "results that come at the same moment are each written once" {
	target --latency 100
	records 6 >in
	gc-put -j 6 in >out
	gc-put -j 6 --dry-run in >out
	[ "$(jq -r .flow.name out | sort | uniq | wc -l)" -eq 6 ]
	[ "$(wc -l <out)" -eq 6 ]
}

@test "create, skip, update, edit: each is reported, and shows in the target" {
	target
	record 1 >in
	gc-put in >out
	results_are '.action == "create" and .status == "done" and .flow.name == "Flow 1"'
	[ "$(jq -r .flow.id out)" = "$(id_of "Flow 1")" ]
	state >after
	jq -e '.configuration.flowSequenceItemList == ["a"] and .checked_in and .published == false and .lock == null' after
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	gc-put in >out
	results_are '.action == "skip" and .status == "skipped"'
	[ "$(writes)" -eq 0 ]
	record 1 b >in
	gc-put in >out
	results_are '.action == "update" and .status == "done"'
	record 1 b other >in
	gc-put --dry-run in >out
	results_are '.action == "edit" and .status == "planned"'
	gc-put in >out
	results_are '.action == "edit" and .status == "done"'
	state | jq -e '.configuration.flowSequenceItemList == ["b"] and .description == "other"'
	gc-put in >out
	results_are '.action == "skip"'
}

@test "a flow that is found by its id gets the name of the record, and a restore gives it back" {
	target
	record 1 >in
	gc-put --publish in >out
	jq -c --slurpfile put out '.id = $put[0].flow.id | .name = "New"' in >renamed
	gc-put --backup backup renamed >out
	results_are '.action == "edit" and .status == "done"'
	gc-list --select .system==false | jq -e '.name == "New"'
	gc-put renamed >out
	results_are '.action == "skip"'
	gc-put --restore backup >out
	gc-list --select .system==false | jq -e '.name == "Flow 1"'
}

@test "an import job is of the flow that was looked up, or it is refused" {
	archy 2
	target
	gc-put -j 1 archy.ndjson >out
	gc-list | sort >before
	jq -c --slurpfile put out '.id = $put[0].flow.id | .name = "New" |
		.archy |= sub("Flow 1"; "New")' archy.ndjson | head -1 >renamed
	jq -c '.name = "Flow 2"' archy.ndjson | head -1 >other
	run -3 --separate-stderr gc-put --failed failed renamed other
	[[ $stderr == *'its name there is "Flow 1"'* ]]
	[[ $stderr == *'other:1: flow f1 "Flow 2": its Archy YAML has another name'* ]]
	[ "$(wc -l <failed)" -eq 2 ]
	gc-list | sort | same before -
}

@test "publish: what is equal and checked in is published, and not saved again" {
	target
	records 2 >in
	gc-put in >out
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	gc-put --publish in >out
	results_are '.action == "publish" and .status == "done"'
	[ "$(writes)" -eq 2 ]
	state | jq -se 'all(.[]; .published)'
	gc-put --publish in >out
	results_are '.action == "skip" and .reason == "equal and published"'
}

@test "a draft of this client's is finished: checked in, or published" {
	target
	records 3 >in
	gc-put -q --validate in >out
	for n in 1 2; do
		id=$(id_of "Flow $n")
		login sim-client
		post "/api/v2/flows/actions/checkout?flow=$id"
		post "/api/v2/flows/$id/versions" "$(record $n b | jq -c .configuration)"
		[ "$STATUS" = 200 ]
	done
	records 3 b >in
	gc-put -j 1 <in >out
	[ "$(jq -r .action out | tr '\n' ' ')" = "checkin checkin update " ]
	state | jq -se 'all(.[]; .checked_in and .lock == null)'
}

@test "a checkout of this client's of an equal flow is finished; another's is respected, and named" {
	target
	records 2 >in
	gc-put --publish in >out
	login sim-client
	post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow 1")"
	[ "$STATUS" = 200 ]
	login somebody
	post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow 2")"
	[ "$STATUS" = 200 ]
	{ record 1 && record 2 new; } >in
	run -3 --separate-stderr gc-put -j 1 --publish --failed failed in
	[[ $stderr == *'in:2: flow f2 "Flow 2": update: locked by somebody; have it unlocked in Architect, then run this again' ]]
	[ "$(jq -rs 'map(.action + " " + .status) | join(", ")' <<<"$output")" = "publish done, update refused" ]
	[ "$(jq -c .temporary <<<"$output")" = $'null\ntrue' ] # a lock passes
	[ "$(jq -r .name failed)" = "Flow 2" ]
	api "/api/v2/flows/$(id_of "Flow 1")"
	answer_has 'has("lockedClient") | not'
	post "/api/v2/flows/actions/unlock?flow=$(id_of "Flow 2")"
	gc-put --publish failed >out
	results_are '.action == "update" and .status == "done"'
}

@test "a record that cannot be put is named, kept in --failed, and the others go on" {
	two_orgs --flows 0
	sed '1s/"configuration":/"other":/' flows.ndjson >in
	run -3 --separate-stderr gc-put --dry-run --failed failed in
	[[ $stderr == *"in:1: flow "*"nothing to put"* ]]
	[ "$(wc -l <<<"$output")" -eq 11 ]
	[ "$(jq -r .error.message failed)" = "nothing to put: neither a configuration nor Archy YAML (gc-get fetches one)" ]
	printf '%s\n' '{"kind":"flow","id":"x","name":"N","type":"WORKFLOW","configuration":[]}' \
		'{"kind":"flow","id":"x","name":"N","type":"WORKFLOW","archy":{}}' >in
	run -3 --separate-stderr gc-put --dry-run in
	[ -z "$output" ]
	[ "$(grep -c 'not an object' <<<"$stderr")" -eq 2 ]
}

@test "--stubs: created once, as a flow that opens, and filled by the next run" {
	target
	records 3 >in
	gc-put --stubs in >out
	results_are '.action == "stub" and .status == "done"'
	state | jq -se 'length == 3 and all(.[]; .configuration.flowSequenceItemList[0].__type == "State" and
		.configuration.description == "d" and .checked_in == false and .lock.id == "sim-client")'
	gc-put --stubs in >out
	results_are '.action == "skip"'
	gc-put in >out
	results_are '.action == "update" and .status == "done"'
	state | jq -se 'length == 3 and all(.[]; .configuration.flowSequenceItemList == ["a"] and .lock == null)'
}

@test "--order: what cannot stand in a line of the file is written as %XX" {
	local name
	target
	for name in 'A%' $'B\x7f' 'C D'; do record 1 | jq -c --arg name "$name" '.name = $name'; done >in
	printf '%s\n' workflow/C%20D workflow/B%7F workflow/A%25 >order
	gc-put -j 1 --order order in >out
	jq -r .flow.name out >got
	printf '%s\n' 'C D' $'B\x7f' 'A%' | same got -
}

@test "--order: flows are taken in the order of the file, others after them" {
	target
	{ records 3 && record "a b%"; } >in
	printf '%s\n' 'workflow/Flow%20a%20b%25' workflow/Flow%203 workflow/none workflow/Flow%201 >order
	gc-put --order order in >out
	[ "$(jq -r .flow.name out | paste -sd,)" = "Flow a b%,Flow 3,Flow 1,Flow 2" ]
	run -74 gc-put --order none in
}

@test "two flows of one type and name in the target: refused, and both are named" {
	target
	records 1 >in
	gc-put in >out
	jq -c '.id = "11111111-1111-4111-8111-111111111111"' in >twins
	jq -c '.id = "22222222-2222-4222-8222-222222222222" | .name = "FLOW 1"' in >>twins
	sed 's/FLOW 1/Flow 1/' twins >both
	start_sim --from both
	[ "$(gc-list | jq -s 'map(select(.name == "Flow 1")) | length')" = 2 ] || skip "gc-sim keeps one of them"
	run -3 --separate-stderr gc-put in
	[[ $stderr == *"more than one"*"11111111-1111-4111-8111-111111111111"* ]]
	[ "$(writes)" -eq 0 ]
}

@test "two records of one flow in the input: the first is put, the other named" {
	target
	{ records 2 && record 1 b | jq -c '.type = "workflow" | .id = "other"'; } >in
	run -3 --separate-stderr gc-put -j 3 in
	[[ $stderr == *'in:3: flow other "Flow 1": create: a record before this one is of the same flow: in:1' ]]
	jq -se 'map([.flow.name, .status]) | sort == [["Flow 1", "done"], ["Flow 1", "refused"], ["Flow 2", "done"]]' <<<"$output"
	jq -se 'any(.[]; .status == "refused" and .from == "other" and .action == "create")' <<<"$output"
	run -3 --separate-stderr gc-put -q --failed failed --dry-run in
	jq -se 'any(.[]; .status == "refused" and .action == "update" and (.flow.id | length == 36))' <<<"$output"
	jq -e '.id == "other" and .error.message == "a record before this one is of the same flow: in:1"' failed
	run -3 gc-put -q in
	state | jq -se 'length == 2 and all(.[]; .configuration.flowSequenceItemList == ["a"])'
}

@test "--validate: what is valid is checked in; what is not stays a draft, and stays one the next time" {
	target
	records 1 >in
	gc-put --validate in >out
	results_are '.action == "create" and .status == "done"'
	jq -c '.configuration |= (.manifest = {queue: [{id: "none", name: "Nowhere"}]} | .queue = "none")' in >bad
	for try in 1 2; do
		run -3 --separate-stderr gc-put --validate --publish bad
		[[ $stderr == *"saved as a draft"*"Nowhere"* ]]
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
		state | jq -e '.checked_in == false and .lock.id == "sim-client"'
	done
	gc-put --validate --publish in >out
	state | jq -e '.published and .lock == null'
}

@test "a publish that needs another's comes after it; what never can is reported once" {
	target
	records 2 >in
	gc-put --stubs in >/dev/null
	jq -c '.configuration |= (.manifest = {queue: [{id: "none", name: "Nowhere"}]} | .queue = "none")' <(record 3) >bad
	cat bad in >all
	run -3 --separate-stderr gc-put --publish all
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	[[ $stderr == *'"Flow 3": create'*"Nowhere"* || $stderr == *'"Flow 3": publish'*"Nowhere"* ]]
	[ "$(wc -l <<<"$output")" -eq 3 ]
	run -3 --separate-stderr gc-put --publish all
	[ "$(jq -s 'map(select(.status == "skipped")) | length' <<<"$output")" -eq 2 ]
}

@test "-j: many at a time, the same end" {
	target
	records 20 >in
	gc-put in >out
	state >one
	start_sim --no-flows --flows 5
	gc-put -j 8 --rate 2000/s in >out
	results_are '.status == "done"'
	state >eight
	same one eight
}

@test "a record of another org is created in the division of the same name, or refused, and it is named" {
	target
	{
		record 1 | jq -c '.division = {id: "another-org-1", name: "Sales"}'
		record 2 | jq -c '.division = {id: "another-org-2", name: "Mars"}'
		record 3 | jq -c 'del(.configuration) + {archy: "workflow:\n  name: Flow 3\n", division: {name: "Sales"}}'
		record 4 | jq -c '.division = {id: "another-org-3"}'
	} >in
	for options in '--dry-run' '--dry-run --stubs' --stubs; do
		# shellcheck disable=SC2086
		run -3 --separate-stderr gc-put -q $options in
		[ "$(wc -l <<<"$stderr")" -eq 2 ]
		[[ $stderr == *'flow f2 "Flow 2": '*'the target has no division "Mars": create it there, or '*'"another-org-3"'* ]]
		[ "$(jq -sr 'map(.status) | unique | join(" ")' <<<"$output")" = "$([ "$options" = --stubs ] &&
			echo done refused || echo planned refused)" ]
	done
	[ "$(gc-list | jq -r 'select(.system != true) | .name + " " + .division.name' | sort | paste -sd,)" = "Flow 1 Sales,Flow 3 Sales" ]
	# Nothing is looked up where nothing is to be created, and where it cannot be, ids are as they are.
	record 1 | jq -c '.division = {id: "another-org-1", name: "Mars"}' >one
	gc-put one >out
	results_are '.status == "done"'
	target
	faults '403:path=*/divisions'
	run -3 --separate-stderr gc-put in
	[[ $stderr == *"the target's divisions: "*"Division 'another-org-2' is not there"* ]]
	record 1 | jq -c '.division = {name: "Sales"}' >nameless
	run -3 --separate-stderr gc-put nameless
	[[ $stderr == *'its division "Sales" has no id here, and the target'"'"'s could not be listed' ]]
}

@test "with a bare token it is asked whose it is, once, and only when a lock is met" {
	target
	records 3 >in
	gc-put in >out
	login sim-client
	export GENESYSCLOUD_ACCESS_TOKEN=$TOKEN
	unset GENESYSCLOUD_OAUTHCLIENT_ID GENESYSCLOUD_OAUTHCLIENT_SECRET
	gc-put in >out
	results_are '.status == "skipped"'
	[ "$(stats '.paths["GET /api/v2/tokens/me"]')" = null ]
	for n in 1 2; do
		post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow $n")"
		[ "$STATUS" = 200 ]
	done
	login somebody
	post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow 3")"
	records 3 b >in
	run -3 --separate-stderr gc-put --publish in
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	[[ $stderr == *'"Flow 3": update: locked by somebody'* ]]
	[ "$(stats '.paths["GET /api/v2/tokens/me"]')" -eq 1 ]
	# Where nobody says whose it is, a lock is another's.
	login somebody
	export GENESYSCLOUD_ACCESS_TOKEN=$TOKEN
	faults '404:path=*/tokens/me'
	run -3 --separate-stderr gc-put --publish in
	[[ $stderr == *'"Flow 3": update: locked by somebody'* ]]
}

@test "an id of any characters stays in its place in a URL" {
	mkdir org
	echo '{"kind":"flow","id":"a ?c=%64&d","name":"Odd","type":"WORKFLOW","configuration":{"name":"Odd","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{}}}' >org/odd.json
	start_sim --from org
	gc-sim --from org --dump | sed -n '/"Odd"/s/"manifest":{}/"manifest":{},"flowSequenceItemList":["x"]/p' >in
	gc-put --same-org --publish --validate --backup backup in >out
	results_are '.flow.id == "a ?c=%64&d" and .action == "update" and .status == "done"'
	gc-put --same-org --publish in >out
	results_are '.status == "skipped"'
}

# bats test_tags=long
@test "memory: less than four times a large flow, backup and all" {
	! sanitized || skip "sanitizers use memory of their own"
	mkdir org
	{
		printf '{"kind":"flow","id":"big","name":"Big","type":"WORKFLOW","configuration":{"name":"Big","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{},"text":"'
		yes 'Lorem ipsum dolor sit amet, ' | head -c 6000000 | tr -d '\n'
		printf '"}}\n'
	} >org/big.json
	start_sim --from org
	gc-sim --from org --dump | sed -n '/"Big"/s/"manifest":{}/"manifest":{},"flowSequenceItemList":["x"]/p' >in
	"$BUILD/peak" peak gc-put --same-org --publish --backup backup in >out
	results_are '.action == "update" and .status == "done"'
	# the largest flow that the API takes is so small that what a program needs for itself shows
	record 1 >small
	"$BUILD/peak" least gc-put --same-org --publish --backup backup2 small >out
	echo "$(cat peak) KiB, and $(cat least) KiB without it"
	[ $(($(cat peak) - $(cat least))) -lt $(($(stat -c %s in) * 4 / 1024)) ]
}

@test "records that are not flows: gc-put reports that there is nothing to put" {
	target
	echo '{"kind":"ref"}' >in
	run -0 --separate-stderr gc-put in
	[ "$stderr" = 'gc-put: no flow or object records among 1; nothing was done' ]
	# whoever restores would take this for done
	run -2 --separate-stderr gc-put --restore in
	[ "$stderr" = 'gc-put: no flows among 1 records; --restore needs a file that --backup wrote' ]
}

@test "a flow that is equal is skipped, no matter who has locked it" {
	target
	records 2 >in
	gc-put --publish in >/dev/null
	login somebody
	post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow 2")"
	[ "$STATUS" = 200 ]
	for options in --dry-run ''; do
		# shellcheck disable=SC2086
		run -0 --separate-stderr gc-put $options --publish in
		[ -z "$stderr" ]
		[ "$(jq -r '.action + " " + .reason' <<<"$output" | sort | paste -sd,)" = \
			"skip equal and published,skip the published version is equal" ]
		# shellcheck disable=SC2086
		run -0 --separate-stderr gc-put $options in
		[ -z "$stderr" ]
		[ "$(jq -r '.action + " " + .reason' <<<"$output" | sort | paste -sd,)" = \
			"skip equal,skip the checked-in version is equal" ]
	done
	records 2 new >in
	run -3 --separate-stderr gc-put --publish in
	[[ $stderr == *'"Flow 2": update: locked by somebody'* ]]
}

@test "publish what is equal and not published where a server wants it checked out first" {
	target --publish-locked
	records 2 >in
	gc-put in >/dev/null
	gc-put --publish in >out
	results_are '.action == "publish" and .status == "done" and .reason == "published"'
	[ "$(requests_of '/actions/publish$')" -le 4 ]
	state | jq -se 'all(.[]; .published and .lock == null)'
}

@test "a division that differs in the target is reported, and no error" {
	target
	record 1 >in
	gc-put --publish in >/dev/null
	jq -c '.division = {id: "d1", name: "Elsewhere"}' in >other
	for options in --dry-run ''; do
		# shellcheck disable=SC2086
		run -0 --separate-stderr gc-put $options --publish other
		jq -e '.action == "skip" and .division == {record: "Elsewhere", target: "Home"}' <<<"$output"
		[[ $stderr == 'gc-put: other:1: flow f1 "Flow 1": it is in the target'"'"'s division "Home" and not in "Elsewhere"; '* ]]
	done
	# the same by name is the same
	jq -c '.division = {id: "d1", name: "Home"}' in >other
	run -0 --separate-stderr gc-put --publish other
	[ -z "$stderr" ]
	jq -e 'has("division") | not' <<<"$output"
}

@test "system flows of the target are left alone, and reported" {
	target --flows 30
	gc-list --select '.system == true' | gc-get >system
	[ -s system ]
	jq -c '.org = "other" | .configuration.flowSequenceItemList = ["new"]' system >in
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	for options in --dry-run --publish; do
		run -0 --separate-stderr gc-put $options in
		[ "$(jq -r '.action + " " + .status + " " + .reason' <<<"$output" | sort -u)" = \
			"skip skipped a system flow of the target: left as it is" ]
		[ "$(grep -c 'a system flow, of which every org has its own; left alone' <<<"$stderr")" -eq \
			"$(wc -l <system)" ]
	done
	# once: the run of a plan does not repeat it
	gc-put -q --dry-run in >plan 2>err
	run -0 --separate-stderr gc-put --expect plan in
	[[ $stderr != *'a system flow'* ]]
	# nor is one created
	sed 's/"id":"/"id":"x/; s/"name":"/"name":"Other /' in >new
	run -0 --separate-stderr gc-put new
	[ "$(jq -r .status <<<"$output" | sort -u)" = skipped ]
	[ "$(writes)" -eq 0 ]
	gc-list --select '.system == true' | gc-get | same system -
}

@test "on a terminal a refused flow is mentioned once" {
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminals"
	target
	records 2 >in
	gc-put --backup backup in >/dev/null
	timeout 60 script -qec "gc-put --dry-run --restore backup; echo status \$?" /dev/null </dev/null >screen
	[ "$(grep -c 'Flow 1' screen)" -eq 1 ]
	[ "$(grep -c 'did not exist before' screen)" -eq 2 ]
	grep -q 'status 1' screen
}
