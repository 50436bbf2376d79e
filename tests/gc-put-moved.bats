#!/usr/bin/env bats
# gc-put: what moved in the target since it was seen is not overwritten.

load helper
load sim
load programs
load put

# fetch - the target's flows as gc-get and gc-strip bring them.
fetch() { gc-list --select '.system != true' | gc-get "$@" | gc-strip; }

# edit MARK - records, their flows edited.
edit() { sed -E 's/("flowSequenceItemList":)\[[^]]*/\1["'"$1"'"/'; }

# own N [gc-sim options] - a target with N flows; flows.ndjson is what gc-get brings of them.
own() {
	target "${@:2}"
	records "$1" | gc-put --publish >out
	fetch >flows.ndjson
	[ "$(wc -l <flows.ndjson)" -eq "$1" ]
}

# refused NAME TEXT - the newest result of this flow in `out`.
refused() {
	jq -se --arg n "$1" --arg t "$2" 'map(select(.flow.name == $n)) | last |
		.status == "refused" and (.reason | contains($t))' out >/dev/null || { cat out; return 1; }
}

# done_at NAME VERSION
done_at() {
	jq -se --arg n "$1" --arg v "$2" 'map(select(.flow.name == $n)) | last |
		.status == "done" and .target.version == $v' out >/dev/null || { cat out; return 1; }
}

@test "a flow of the own org is edited and written back, once" {
	own 2
	edit b <flows.ndjson >mine
	gc-put --dry-run mine >out
	results_are '.status == "planned" and .action == "update" and .target.version == "1.0"'
	gc-put mine >out
	done_at 'Flow 1' 2.0 && done_at 'Flow 2' 2.0
	# A colleague who began with the same version comes later.
	edit c <flows.ndjson >theirs
	for run in --dry-run --publish --validate; do
		run -3 --separate-stderr gc-put $run --failed failed theirs
		echo "$output" >out
		results_are '.status == "refused" and .action == "update" and .target.version == "2.0"'
		results_are '.reason == "moved: 2.0 by Rehearsal Author since 1.0; fetch it again or use --force"'
		[ "$(wc -l <failed)" -eq 2 ]
	done
	fetch | jq -se 'all(.[]; .configuration.flowSequenceItemList == ["b"])'
	# What says the same already is skipped, whatever its base.
	fetch | jq -c '.base.version = "1.0"' | gc-put >out
	results_are '.status == "skipped"'
	gc-put --force theirs >out
	done_at 'Flow 1' 3.0
}

@test "the base of an older version, of a draft, and of another org" {
	own 1
	edit b <flows.ndjson | gc-put >out
	# Published: 1.0; the newest: 2.0.
	fetch --published | edit c >in
	jq -e '.base.version == "1.0"' in
	run -3 --separate-stderr gc-put in
	[[ $stderr == *'moved: 2.0 by Rehearsal Author since 1.0;'* ]]
	jq -c '.base.org = "another"' in | gc-put >out
	done_at 'Flow 1' 3.0
	# A draft of this client.
	login sim-client
	post "/api/v2/flows/actions/checkout?flow=$(id_of 'Flow 1')"
	[ "$STATUS" = 200 ]
	fetch >draft
	jq -e '.base.version | startswith("saved_version_")' draft
	edit d <draft | gc-put >out
	done_at 'Flow 1' 4.0
	edit e <draft >in
	run -3 --separate-stderr gc-put in
	[[ $stderr == *'moved: 4.0 by Rehearsal Author since a draft;'* ]]
}

@test "a flow that the org no longer has is refused, but for --force" {
	own 2
	edit b <flows.ndjson | grep '"Flow 1"' >in
	api "/api/v2/flows/$(id_of 'Flow 1')" -X DELETE
	[[ $STATUS == 20? ]]
	for more in '' --dry-run --stubs; do
		run -3 --separate-stderr gc-put $more in
		[[ $stderr == *'moved: deleted since 1.0; use --force to import it anyway' ]]
	done
	gc-put --force in >out
	results_are '.action == "create" and .status == "done"'
	# There is another flow of this name now, at the very version.
	edit c <in >again
	run -3 --separate-stderr gc-put again
	[[ $stderr == *'moved: another flow has its name since 1.0; use --force to import it anyway' ]]
	gc-put --force again >out
	results_are '.action == "update" and .status == "done"'
}

@test "a record without a base: its version marks tell, if they are the target's own" {
	own 1
	gc-list --select '.system != true' | gc-get | jq -c 'del(.base)' >old
	edit b <old | gc-put >out
	done_at 'Flow 1' 2.0
	# They are not any more: nothing is known of what it came from.
	edit c <old | gc-put >out
	done_at 'Flow 1' 3.0
	gc-list --select '.system != true' | gc-get --version 1 | jq -c 'del(.base)' | edit d >old
	run -3 --separate-stderr gc-put old
	[[ $stderr == *'moved: 3.0 by Rehearsal Author since 1.0;'* ]]
	jq -c 'del(.checkedInVersion, .publishedVersion, .savedVersion)' old | gc-put >out
	done_at 'Flow 1' 4.0
}

@test "Archy YAML follows the same rules" {
	target --job-time 20
	archy 2
	gc-put archy.ndjson >out
	done_at 'Flow 1' 1.0 && done_at 'Flow 2' 1.0
	gc-list --select '.system != true' | gc-get --archy | gc-strip >flows
	jq -se 'all(.[]; .base.version == "1.0")' flows
	sed 's/\\"a\\"/\\"b\\"/' flows >mine
	sed 's/\\"a\\"/\\"c\\"/' flows >theirs
	gc-put mine >out
	done_at 'Flow 1' 2.0
	run -3 --separate-stderr gc-put theirs
	[[ $stderr == *'Flow 1": update: moved: 2.0 by Rehearsal Author since 1.0;'* ]]
	gc-put --dry-run --force theirs >plan
	jq -se 'all(.[]; .target.version == "2.0" and .status == "planned")' plan
	gc-put mine >out
	results_are '.status == "skipped"'
	gc-put --force --expect plan theirs >out
	done_at 'Flow 1' 3.0
	run -3 --separate-stderr gc-put --force --expect plan mine
	[[ $stderr == *'Flow 1": update: moved: 3.0 by Rehearsal Author since 2.0; repeat the dry run'* ]]
}

@test "--expect: what moved since the dry run, or is not in it, is refused, also with --force" {
	target
	records 4 >old
	sed -n 1,3p old | gc-put >out
	records 5 b >in
	gc-put --dry-run in | jq -s 'sort_by(.flow.name)[]' -c >plan
	jq -se 'map(.target.version) == ["1.0", "1.0", "1.0", null, null]' plan
	sed -i '/"Flow 3"/d' plan
	# Meanwhile.
	record 1 x | gc-put >out
	record 4 x | gc-put >out
	for more in --dry-run --force ''; do
		gc-put $more --expect plan in >out 2>err || [ $? -eq 3 ]
		refused 'Flow 1' 'moved: 2.0 by Rehearsal Author since 1.0; repeat the dry run'
		refused 'Flow 3' "not in the plan"
		refused 'Flow 4' 'moved: created since: 1.0 by Rehearsal Author; repeat the dry run'
	done
	done_at 'Flow 2' 2.0 && done_at 'Flow 5' 1.0
	# Again: what is equal is skipped, in the plan or not.
	records 3 b | sed 1,2d | gc-put >out
	gc-put --expect plan in >out 2>err || [ $? -eq 3 ]
	jq -se 'map(.status) == ["refused", "skipped", "skipped", "refused", "skipped"]' out
	# Of several files the later ones count.
	gc-put --dry-run in >newer
	gc-put --expect plan --expect newer in >out
	results_are '.status == "done" or .status == "skipped"'
}

@test "--expect: a flow that was deleted, or deleted and made again" {
	own 2
	edit b <flows.ndjson | jq -c 'del(.base)' >in
	gc-put --dry-run in >plan
	api "/api/v2/flows/$(id_of 'Flow 1')" -X DELETE
	api "/api/v2/flows/$(id_of 'Flow 2')" -X DELETE
	record 2 x | gc-put >out
	run -3 --separate-stderr gc-put --expect plan --force in
	[[ $stderr == *'Flow 1": create: moved: deleted since 1.0; repeat the dry run'* ]]
	[[ $stderr == *'Flow 2": update: moved: another flow has its name since 1.0; repeat'* ]]
	run -3 --separate-stderr gc-put --stubs --expect plan --force in
	[[ $stderr == *'Flow 1": create: moved: deleted since 1.0; repeat the dry run'* ]] ||
		[[ $stderr == *'Flow 1": stub: moved: deleted since 1.0; repeat the dry run'* ]]
}

# retitle NAME NEW DESCRIPTION - what a colleague does to a flow without making a version of it
retitle() {
	local id
	id=$(id_of "$1")
	api "/api/v2/flows/$id" -X PUT --data-binary \
		"{\"id\":\"$id\",\"type\":\"workflow\",\"name\":\"$2\",\"description\":\"$3\"}"
	[ "$STATUS" = 200 ]
}

@test "the base: another name or description is a move, although it makes no version" {
	local why='moved: another name or description since 1.0; fetch it again or use --force'
	own 3
	retitle 'Flow 1' 'Flow 1' theirs
	retitle 'Flow 2' 'Flow 2 b' d
	edit b <flows.ndjson >in
	run -3 --separate-stderr gc-put --dry-run in
	echo "$output" >out
	refused 'Flow 1' "$why"
	jq -se --arg why "$why" 'any(.[]; (.flow.name | startswith("Flow 2")) and .reason == $why)' out
	run -3 --separate-stderr gc-put in
	echo "$output" >results
	jq -se 'map(.status) == ["refused", "refused", "done"] and (.[2].target.textHash | length == 16)' results
	# The next edit of what was written, as the results say, and of what is fetched again.
	gc-save d in
	gc-save --base results d
	gc-load d | edit c >in
	run -3 --separate-stderr gc-put in
	jq -se 'map(.status) == ["refused", "refused", "done"]' <<<"$output"
	gc-list --select '.system != true' | gc-get | gc-strip | edit e | gc-put >out
	jq -se 'length == 3 and all(.[]; .status == "done")' out
}

@test "gc-save --base: what --create-only leaves as it is has not the folder's content" {
	own 1
	gc-save d flows.ndjson
	cp d/manifest.json before
	edit theirs <flows.ndjson | gc-put >out
	gc-load d | gc-put --create-only >results
	jq -e '.status == "skipped" and .left == true and .target.version == "2.0"' results
	gc-save --base results d
	same before d/manifest.json
}

@test "--expect: another name or description is a move, although it makes no version" {
	local why='moved: another name or description since 1.0; repeat the dry run'
	own 4
	# Flow 3 gets a description only, Flow 4 stays as it is.
	{ edit b <flows.ndjson | grep -v '"Flow [34]"'; grep '"Flow [34]"' flows.ndjson; } |
		jq -c 'del(.base) | if .name == "Flow 3" then .description = "mine" else . end' >in
	gc-put --dry-run in >plan
	retitle 'Flow 1' 'Flow 1 b' d
	retitle 'Flow 2' 'Flow 2' theirs
	retitle 'Flow 3' 'Flow 3' theirs
	for more in --dry-run --force; do
		run -3 --separate-stderr gc-put $more --expect plan in
		echo "$output" >out
		refused 'Flow 2' "$why" && refused 'Flow 3' "$why"
		jq -se --arg why "$why" 'any(.[]; .status == "refused" and .reason == $why and
			(.flow.name | startswith("Flow 1")))' out
		jq -se 'any(.[]; .flow.name == "Flow 4" and .status == "skipped")' out
	done
	state | jq -se 'map([.name, .description, .configuration.flowSequenceItemList[0]]) ==
		[["Flow 1 b", "d", "a"], ["Flow 2", "theirs", "a"], ["Flow 3", "theirs", "a"], ["Flow 4", "d", "a"]]'
	# What an interrupted run has written already has not moved.
	retitle 'Flow 3' 'Flow 3' mine
	gc-put --expect plan in >out 2>err || [ $? -eq 3 ]
	jq -se 'any(.[]; .flow.name == "Flow 3" and .status == "skipped")' out
}

@test "--expect: another description is a move for Archy YAML, too, unless this client's job made it" {
	target --job-time 20
	archy 3
	gc-put archy.ndjson >out
	archy 3 b
	gc-put --dry-run archy.ndjson >plan
	retitle 'Flow 1' 'Flow 1' theirs
	for more in --dry-run --force; do
		gc-put $more --expect plan archy.ndjson >out 2>err || [ $? -eq 3 ]
		refused 'Flow 1' 'moved: another name or description since 1.0; repeat the dry run'
		jq -se 'map(select(.status == "refused")) | length == 1' out
	done
	done_at 'Flow 2' 2.0
	# The same again: what it has imported itself is not refused.
	gc-put --expect plan archy.ndjson >out 2>err || [ $? -eq 3 ]
	jq -se 'map(.status) == ["refused", "skipped", "skipped"]' out
}

@test "--expect: what the dry run refused is not written, not even as a stub" {
	target
	{ record 1; record 2 | jq -c 'del(.configuration.nextTrackingNumber)'; } >in
	run -3 gc-put --dry-run in
	gc-put -q --dry-run in >plan 2>err || [ $? -eq 3 ]
	jq -se 'map(.status) | sort == ["planned", "refused"]' plan
	run -3 --separate-stderr gc-put --stubs --expect plan in
	[[ $stderr == *'Flow 2": '*': the plan refuses it: its configuration has no nextTrackingNumber'*'; repeat the dry run' ]]
	[ "$(gc-list | jq -s 'map(select(.name | startswith("Flow"))) | length')" -eq 1 ]
}

@test "--expect-advice: a script names its own command in messages about what --expect refuses" {
	target
	records 2 | gc-put >out
	records 3 b >in
	gc-put --dry-run in | sed '/"Flow 3"/d' >plan
	record 1 x | gc-put >out
	run -3 --separate-stderr gc-put --expect plan --expect-advice 'rehearse again' in
	[[ $stderr == *'Flow 1": update: moved: 2.0 by Rehearsal Author since 1.0; rehearse again'* ]]
	[[ $stderr == *"Flow 3\": create: not in the plan: the dry run's results do not have it; rehearse again"* ]]
	[[ $stderr != *'repeat the dry run'* ]]
}

@test "--expect: a flow that was deleted after the listing is told from one that another client has" {
	own 2
	edit b <flows.ndjson | jq -c 'del(.base)' >in
	gc-put --dry-run in >plan
	login sim-client
	gone=$(id_of 'Flow 1')
	gc-put --dry-run in >results
	# The listing still has it.
	start_server "
$(cat <<-END
	class Handler(Passing):
	    def change(self, code, body):
	        if '/api/v2/flows/$gone' in self.path:
	            return 404, b'{"status":404,"code":"architect.flow.deleted","message":"deleted"}'
	        return code, body
	END
)"
	GENESYSCLOUD_REGION=localhost:$SERVER_PORT run -3 --separate-stderr gc-put --expect plan in
	[[ $stderr == *'Flow 1": create: moved: deleted since 1.0; repeat the dry run'* ]]
	GENESYSCLOUD_REGION=localhost:$SERVER_PORT run -3 --separate-stderr gc-put in
	[[ $stderr == *'Flow 1": update: cannot read the flow'*'the flow was deleted meanwhile; run this again'* ]]
	jq -se 'any(.[]; .flow.name == "Flow 1" and .temporary)' <<<"$output"
}

@test "--expect: results of another org, and --restore, are usage errors" {
	target
	record 1 >in
	gc-put --dry-run in | jq -c '.org = "another"' >plan
	run -2 --separate-stderr gc-put --expect plan in
	[[ $stderr == *'plan:1: this is a result of another org; wrong profile?' ]]
	run -2 gc-put --restore --expect plan /dev/null
	run -74 gc-put --expect nothing in
}

@test "stubs and results of earlier runs have not moved: plan, stubs, flows, and again" {
	target
	record 1 | gc-put >out
	records 3 b >in
	gc-put --dry-run in >plan
	gc-put --stubs --expect plan in >stubs
	gc-put --expect plan --have stubs in >results
	jq -se 'map(.status) == ["done", "done", "done"]' results
	# The same run once more, with other contents: only its own results prove that it is the same.
	records 3 c >in
	gc-put --expect plan in >out 2>err || [ $? -eq 3 ]
	results_are '.status == "refused"'
	gc-put --expect plan --have results --have stubs in >out
	results_are '.status == "done"'
}

@test "stubs for Archy YAML are checked in: --have, or what they are, tells that they are this run's" {
	target --job-time 20
	archy 2
	gc-put --dry-run archy.ndjson >plan
	gc-put --stubs --expect plan archy.ndjson >stubs
	jq -se 'all(.[]; .status == "done" and .target.version == "1.0")' stubs
	# Killed before it wrote results: a stub is known by what it is, but not one that somebody edited.
	publish 'Flow 2' theirs
	gc-put --expect plan archy.ndjson >out 2>err || [ $? -eq 3 ]
	done_at 'Flow 1' 2.0
	refused 'Flow 2' 'moved: created since: 2.0'
	gc-put --expect plan --have stubs archy.ndjson >out 2>err || [ $? -eq 3 ]
	refused 'Flow 2' 'moved: created since: 2.0'
	target --job-time 20
	archy 1
	gc-put --dry-run archy.ndjson >plan
	gc-put --stubs --expect plan archy.ndjson >stubs
	gc-put --expect plan --have stubs archy.ndjson >out
	done_at 'Flow 1' 2.0
}

# publish NAME MARK - as another client, whose spelling of the path no fault is for.
publish() {
	local id
	id=$(id_of "$1")
	login colleague
	post "/api/v2/flows/actions/checkOut?flow=$id" && [ "$STATUS" = 200 ]
	post "/api/v2/flows/$id/versions" "$(record "${1##* }" "$2" | jq -c .configuration)" && [ "$STATUS" = 200 ]
	post "/api/v2/flows/actions/publish?flow=$id" && [ "$STATUS" = 200 ]
	operation "$id"
}

@test "what is finished between the last look and the checkout is not overwritten, nor left locked" {
	local pid
	own 2
	edit b <flows.ndjson >in
	faults '503:path=*/checkout'
	gc-put -j 2 --retries 60 in >out 2>err &
	pid=$!
	while sum_of "$SIM_PORT" faults && [ "$COUNT" -lt 2 ]; do pause 0.02; done
	publish 'Flow 1' theirs
	faults ''
	status=0
	wait "$pid" || status=$?
	[ "$status" -eq 3 ]
	refused 'Flow 1' 'moved: 2.0 since 1.0, just before it was checked out; run this again'
	done_at 'Flow 2' 2.0
	state | jq -se 'map([.configuration.flowSequenceItemList[0], .lock]) | sort == [["b", null], ["theirs", null]]'
	run -3 --separate-stderr gc-put in
	[[ $stderr == *'Flow 1": update: moved: 2.0 by Rehearsal Author since 1.0; fetch it again'* ]]
}

# interrupt stubs|flows FAULT - both with --expect; one is killed once the fault has hit, and repeated.
interrupt() {
	local run=$1 fault=stall:after:$2
	target
	records 2 | gc-put --publish >out
	records 4 b >in
	gc-put --publish --dry-run in >plan
	: >have
	if [ "$run" = stubs ]; then
		cut "$fault" --stubs --expect plan --have have in
		cat out >>have
	fi
	gc-put --stubs --expect plan --have have in >out
	cat out >>have
	if [ "$run" = flows ]; then
		cut "$fault" --publish --expect plan --have have in
		cat out >>have
	fi
	gc-put --publish --expect plan --have have in >out
	state | jq -se 'length == 4 and
		all(.[]; .published and .lock == null and .configuration.flowSequenceItemList != ["a"])'
}

interrupt_stubs() { interrupt stubs "$1"; }
interrupt_flows() { interrupt flows "$1"; }

# bats test_tags=long
@test "killed at any write: the same command, with the results so far, ends as undisturbed" {
	side_by_side interrupt_stubs 'method=POST:path=/api/v2/flows' 'path=*/versions'
	side_by_side interrupt_flows 'path=*/checkout' 'path=*/versions' 'path=*/publish'
}
