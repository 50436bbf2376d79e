#!/usr/bin/env bats
# gc-put --backup and --restore: the target as it was.

load helper
load sim
load put

# kept_as FILE - which flows a backup has, and as what
kept_as() { kept "$1" | jq -r '.name + " " + .backup' | paste -sd,; }

@test "--backup and --restore: published and newer versions come back, what is new is named" {
	target
	records 3 old >in
	gc-put --publish in >/dev/null
	record 1 draft | gc-put >/dev/null
	record 4 >four
	empty 4
	state >before
	records 5 new >in
	gc-put -j 1 --publish --backup backup in >out
	results_are '.status == "done"'
	[ "$(kept_as backup)" = \
		"Flow 1 published,Flow 1 latest,Flow 2 published,Flow 3 published,Flow 4 empty,Flow 5 created" ]
	grep -v '"backup":"written"' backup >first
	records 5 newer >in
	gc-put --backup backup in >out
	grep -v '"backup":"written"' backup | same first -
	cp backup saved
	for try in 1 2; do
		run -1 --separate-stderr gc-restore backup
		[ "$(grep -c 'gc-put does not delete' <<<"$stderr")" -eq 2 ]
		[[ $stderr == *'"Flow 4": delete: was empty before'*'"Flow 5": delete: did not exist before'* ]]
		[ "$(jq -r 'select(.action == "delete") | .flow.name + " " + .status' <<<"$output" | paste -sd,)" = \
			"Flow 4 by hand,Flow 5 by hand" ]
		state | grep -v 'Flow [45]' >after
		grep -v 'Flow 4' before | same - after
	done
	# The second time there was nothing left to do.
	[ "$(jq -s '[.[] | select(.action != "delete")] | length == 4 and all(.[]; .status == "skipped")' <<<"$output")" = true ]
	same saved backup
}

# killed N - after N requests, then after four more each time, until the run ends before that.
killed() {
	local n=$1
	start_sim --no-flows --flows 5 --job-time 10
	draft_on_published
	while record 1 "new$n" | gc-put --publish --backup backup >/dev/null &&
		cut "stall:after:every=$n:path=/api/*" --restore backup; do
		gc-put -q --restore backup >out
		state | same before -
		n=$((n + 4))
	done
	[ "$n" -gt 8 ]
	state | same before -
}

# bats test_tags=long
@test "--restore: killed after any request and run again, the target is as it was" {
	side_by_side killed 2 3 4 5
}

# bats test_tags=long
@test "--restore: a published version that has to wait still goes before the newer one" {
	target
	records 2 old >in
	gc-put --publish in >/dev/null
	record 1 draft | gc-put >/dev/null
	state >before
	records 2 new >in
	gc-put --publish --backup backup in >out
	cp backup saved
	faults 'fail:times=1'
	gc-put --restore backup >out
	results_are '.status == "done"'
	state | same before -
	# Where nothing brings it any further, the newer one goes all the same, and nothing is locked.
	gc-put --publish in >out
	faults 'fail:path=*/publish'
	run -3 --separate-stderr gc-put -q --restore backup
	[ "$(grep -c 'Flow 1' <<<"$stderr")" -eq 1 ]
	state | jq -se '.[0] | .configuration.flowSequenceItemList == ["draft"] and .checked_in and .lock == null'
	faults ''
	gc-put --restore backup >out
	state | same before -
	same saved backup
}

# bats test_tags=long
@test "--restore: what was not published before, and is now, is named" {
	target
	record 1 old | gc-put >/dev/null
	record 2 old | gc-put --publish >/dev/null
	records 2 new >in
	gc-put --publish --backup backup in >out
	for try in 1 2; do
		run -1 --separate-stderr gc-restore backup
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
		[[ $stderr == *'flow '*'"Flow 1": '*'not published before'*'deactivate'* ]]
		[ "$(jq -r '.flow.name + " " + .status' <<<"$output" | paste -sd,)" = \
			"$([ $try = 1 ] && echo 'Flow 1 by hand,Flow 2 done' || echo 'Flow 1 by hand,Flow 2 skipped')" ]
		state | jq -se 'all(.[]; .configuration.flowSequenceItemList == ["old"] and .checked_in)'
	done
}

@test "--restore: what was empty or not there, and still is, is as it was" {
	target
	record 4 >four
	empty 4
	{ cat four && records 1 new; } >in
	gc-put --backup backup in >out
	# The org as it was: the same, made again.
	stop_sims
	target
	empty 4
	id=$(id_of "Flow 4")
	jq -c --arg id "$id" 'if .id then .id = $id else . end' backup >again
	for options in --dry-run ''; do
		# shellcheck disable=SC2086
		gc-put $options --restore again >out
		results_are '.status == "skipped"'
		[ "$(jq -r '.flow.name + ": " + .reason' out | sort | paste -sd,)" = "Flow 1: not there, as before,Flow 4: empty, as before" ]
	done
	[ "$(writes)" -eq 1 ]
}

@test "--backup: a torn last line goes; another org's file, and another org's restore, are refused" {
	target
	records 2 old >in
	gc-put --publish in >/dev/null
	record 1 draft | gc-put >/dev/null
	records 2 new >in
	gc-put -j 1 --backup whole in >out
	# Cut after the published version of the first, before the newer one.
	{ sed -n 1p whole && sed -n 2p whole | head -c 100; } >torn
	gc-put --restore whole >out
	records 2 newest >in
	gc-put -j 1 --backup torn in >out
	[ "$(kept_as torn)" = \
		"Flow 1 published,Flow 1 published,Flow 1 latest,Flow 2 published" ]
	[ "$(jq -r 'select(.configuration).configuration.flowSequenceItemList[0]' torn | paste -sd,)" = old,old,draft,old ]
	start_sim --no-flows --flows 5 --org other
	run -2 --separate-stderr gc-put --backup whole in
	[[ $stderr == *"another org"* ]]
	run -2 --separate-stderr gc-put --restore whole
	[[ $stderr == *"not a backup of \"other\""* ]]
	[ "$(writes)" -eq 0 ]
	run -74 gc-put --backup /dev/null in
	run -74 gc-put --backup none/backup in
}

@test "the backup is on disk before the first write to a flow" {
	target --fault 'stall:method=POST:path=*/actions/*' --fault 'stall:method=PUT'
	login admin
	records 1 >in
	gc-put --backup backup in >out &
	await 'sum_of "$SIM_PORT" faults && [ "$COUNT" -gt 0 ]' $!
	kill -KILL $!
	wait $! || [ $? -gt 128 ]
	[ "$(jq -r '.name + " " + .backup' backup)" = "Flow 1 created" ]
}

@test "--backup: a file that is not a backup is refused and left as it is" {
	target
	records 2 old >in
	gc-put --publish in >/dev/null
	gc-list --select '.system != true' | gc-get >got
	printf 'what nobody has a copy of' >text
	gc-get -q got | head -c 200 >cut
	records 2 new >in
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	for file in got text cut; do
		cp $file before
		run -2 --separate-stderr gc-put --backup $file in
		[[ $stderr == "gc-put: $file"*": this is not a backup; use another file"* ]]
		same before $file
	done
	[ "$(writes)" -eq 0 ]
}

# refused REGEX - --restore refuses that flow, in a dry run, too, and writes nothing
refused() {
	local options
	for options in --dry-run -q; do
		run -3 --separate-stderr gc-put $options --restore backup
		[[ $stderr =~ "$1"'": update: changed after the import that the backup was made for; look at it, or overwrite it with --force' ]]
		[ "$(jq -r 'select(.status == "refused").flow.name' <<<"$output")" = "$1" ]
	done
}

@test "--restore: what was changed after the migration is refused, but for --force" {
	target
	records 3 old >in
	gc-put --publish in >/dev/null
	state >before
	records 3 new >in
	gc-put --publish --backup backup in >/dev/null
	# a second run into the same backup is the migration's, too
	records 2 newer >in
	gc-put --publish --backup backup in >/dev/null
	record 2 edited | gc-put --publish >/dev/null
	refused "Flow 2"
	state | jq -se 'map(.configuration.flowSequenceItemList[0]) | sort == ["edited", "old", "old"]'
	gc-put --restore --force backup >out
	state | same before -
	# so is a description that was changed
	records 3 new >in
	gc-put --publish --backup backup in >/dev/null
	record 3 new "by hand" | gc-put --publish >/dev/null
	refused "Flow 3"
	gc-put --restore --force backup >out
	state | same before -
}

# bats test_tags=long
@test "--restore: an interrupted migration is undone, whether it was run again or not" {
	target
	records 3 old >in
	gc-put --publish in >/dev/null
	state >before
	records 3 new >in
	for fault in '/versions' '/checkout*' '/publish*'; do
		cut "stall:after:path=*$fault" --publish --backup backup in || return 1
		gc-put --restore backup >out
		state | same before -
		cut "stall:after:path=*$fault" --publish --backup backup in || return 1
		gc-put --publish --backup backup in >out
		gc-put --restore backup >out
		state | same before -
	done
}

# bats test_tags=long
@test "--restore: what an import job wrote is told from a later edit by its version" {
	target
	archy 2 old
	gc-put archy.ndjson >/dev/null
	state >before
	archy 2 new
	gc-put --backup backup archy.ndjson >/dev/null
	gc-put --dry-run --restore backup >out
	results_are '.status == "planned"'
	record 2 edited | gc-put --publish >/dev/null
	refused "Flow 2"
	gc-put --force --restore backup >out
	state | same before -
}
