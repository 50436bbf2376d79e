#!/usr/bin/env bats
# migrate: what was rehearsed and reviewed is what --apply writes, and nothing else.

load helper
load pipelines

@test "migrate --apply writes the rehearsal, byte for byte but for the ids of new flows, without the source" {
	two_orgs 12
	run -0 migrate --from dev --to test --publish migration
	[ "$(writes "$PORT_test")" -eq 0 ]
	(cd migration && sha256sum -c --quiet rehearsal.sha256)
	before=$(requests "$PORT_dev" '^')
	run -0 --separate-stderr migrate --apply migration
	[ "$(requests "$PORT_dev" '^')" -eq "$before" ]
	jq -r 'select(.from and .to) | "s/\(.to)/\(.from)/g"' migration/applied.map |
		grep -f <(gc-strip -q --for none --drop /configuration migration/ready.ndjson | jq -r .id) >back
	sed -f back migration/applied.ndjson >again
	same migration/ready.ndjson again
	jq -se 'length > 10 and all(.[]; .status == "done" or .status == "skipped")' migration/results.ndjson
	# the same command again, with a new token, finds all done
	n=$(writes "$PORT_test")
	gc-auth -p test --logout
	run -0 migrate --apply migration
	gc-auth -p test --logout
	run -0 migrate --apply migration
	[ "$(writes "$PORT_test")" -eq "$n" ]
}

# reviewed NAME - review.txt says that this flow is new in the target, and what one of its queues is there
reviewed() {
	local version there
	gc-list -p dev --name "$1" | gc-get -p dev >flow
	version=$(jq -r .base.version flow)
	grep -qxF "create  INBOUNDCALL \"$1\": new in the target, from dev $version" migration/review.txt
	gc-refs flow | jq -r 'select(.type == "queue" and .class == "object").name' | sed -n 1p >queue
	there=$(gc-list -p test queue | jq -r --arg name "$(<queue)" 'select(.name == $name).id')
	[ ! -s queue ] || grep -qF "    queue \"$(<queue)\": $there" migration/review.txt
}

@test "migrate: review.txt says for each new flow what happens, and what its references become" {
	two_orgs 6
	run -0 migrate --from dev --to test --publish migration
	reviewed "$(some_flow dev)"
	[ "$(grep -c '^create ' migration/review.txt)" -eq 6 ]
}

@test "migrate: a folder inside the source is refused, whose flows it would become part of" {
	org none --empty
	mkdir flows
	(cd flows && run -2 --separate-stderr migrate --from . --to none m &&
		[[ $stderr == "gc-migrate: m: is inside the source $PWD, "*"; name a folder elsewhere" ]])
	[ -z "$(ls -A flows)" ]
	mkdir flowsm
	run -2 --separate-stderr migrate --from flows --to none flowsm # only the name begins in the same way
	[[ $stderr != *'is inside'* ]]
}

@test "migrate: a review without control characters; if all flows are withheld, there is nothing to apply" {
	org none --empty
	printf '{"kind":"flow","id":"f1","name":"A\\u009b31m","type":"WORKFLOW","configuration":{"flowMetaData":{},"nextTrackingNumber":1,"manifest":{"queue":[{"id":"7c0a1b52-54f1-4a0e-8a3e-0f2a1b3c4d5e","name":"Q\\u0085"}]},"q":"7c0a1b52-54f1-4a0e-8a3e-0f2a1b3c4d5e"}}\n' |
		jq -c . >flows.ndjson
	run -1 --separate-stderr migrate --from flows.ndjson --to none migration
	grep -qxF 'withheld  WORKFLOW "A?31m", from '"$PWD/flows.ndjson" migration/review.txt
	grep -qF '    queue "Q?": missing' migration/review.txt
	[ "${stderr_lines[-1]}" = 'gc-migrate: there is nothing to apply' ]
	[[ $stderr != *'--apply migration'* ]]
}

@test "migrate -q: silent where all is well, and no more than what is wrong where it is not" {
	org dev --empty
	org test --empty
	run -0 --separate-stderr migrate -q --from dev --to test migration
	[ -z "$stderr" ]
	run -0 --separate-stderr migrate -q --apply migration
	[ -z "$stderr" ]
	run -2 --separate-stderr migrate -q --from dev --to test --select false none
	[ "$stderr" = 'gc-migrate: profile:dev: no flows found for --select' ]
}

# bats test_tags=long
@test "migrate: review.txt says for each flow what happens, what its references become, and what differs" {
	two_orgs 15
	run -0 migrate --from dev --to test --publish migration
	name=$(some_flow dev)
	reviewed "$name"
	migrate --apply migration
	[ "$(grep -c '^create ' migration/review.txt)" -gt 10 ]
	edit dev "$name"
	run -0 migrate migration
	old=$(gc-list -p test --name "$name" | gc-get -p test | jq -r .base.version)
	grep -qF "update  INBOUNDCALL \"$name\": target $old → 2.0, from dev " migration/review.txt
	grep -A1000 -F "update  INBOUNDCALL \"$name\"" migration/review.txt | grep -q '^    \* .*edited_in_dev'
	[ "$(grep -c '^skip    ' migration/review.txt)" -gt 10 ]
	# nothing of a skipped flow differs
	awk '/^    / && skip { print; bad = 1 } /^[a-z]/ { skip = /^skip/ } END { exit bad }' migration/review.txt
}

@test "migrate --apply without a rehearsal, or after a change by hand or of an option: 2, and nothing is written" {
	two_orgs 6
	run -2 --separate-stderr migrate --apply --from dev --to test none
	[ "$stderr" = "gc-migrate: none: not rehearsed; run gc-migrate without --apply first, or with --now" ]
	[ ! -e none ]
	mkdir empty
	run -2 --separate-stderr migrate --apply empty
	[ "$stderr" = "gc-migrate: empty: not rehearsed; run gc-migrate without --apply first, or with --now" ]
	run -0 migrate --from dev --to test migration
	for file in ready.ndjson plan.ndjson map.ndjson decisions.tsv open.ndjson review.txt options.json; do
		cp "migration/$file" kept
		printf ' ' >>"migration/$file"
		run -2 --separate-stderr migrate --apply migration
		[ "$stderr" = "gc-migrate: migration/$file: changed after the rehearsal; rehearse again: gc-migrate migration" ]
		mv kept "migration/$file"
	done
	for damage in '/ready.ndjson/d' '/ready.ndjson/s/^.//' '$d'; do
		cp migration/rehearsal.sha256 kept
		sed "$damage" kept >migration/rehearsal.sha256
		run -2 --separate-stderr migrate --apply migration
		[ "$stderr" = "gc-migrate: migration/rehearsal.sha256: changed after the rehearsal; rehearse again: gc-migrate migration" ]
		mv kept migration/rehearsal.sha256
	done
	run -2 --separate-stderr migrate --apply --publish migration
	[ "$stderr" = "gc-migrate: migration: not rehearsed with --publish; rehearse again" ]
	cp migration/map.ndjson mine
	run -2 --separate-stderr migrate --apply --map mine migration
	[[ $stderr == "gc-migrate: "*"/mine: not what was rehearsed with --map; rehearse again" ]]
	run -2 --separate-stderr migrate --now --from dev --to test migration
	[ "$stderr" = "gc-migrate: --now goes with --apply" ]
	[ "$(writes "$PORT_test")" -eq 0 ]
	run -0 --separate-stderr migrate --apply --from dev --to test migration
	[ "$(writes "$PORT_test")" -gt 0 ]
}

# bats test_tags=long
@test "migrate: after a rehearsal that failed, --apply refuses; one that never began changes nothing" {
	two_orgs 6
	run -0 migrate --from dev --to test migration
	# refused before it begins: the folder is as it was, and can be applied
	tree migration >before
	run -2 migrate --select true migration
	run -2 migrate --map nothing migration
	run -2 migrate --nonsense migration
	run -2 migrate --with-needed migration
	run -2 migrate --from nowhere/ migration
	run -2 migrate --to nobody migration
	run -2 migrate --rate nonsense migration
	run -2 --separate-stderr migrate --select '' migration
	[ "${stderr_lines[-1]}" = 'gc-migrate: --select: the expression is empty' ]
	run -2 migrate --with-objects=nonsense migration
	tree migration >after
	same before after
	(cd migration && sha256sum -c --quiet rehearsal.sha256)
	# failed: each in another step
	kept=$(<"$XDG_CONFIG_HOME/gc-tools/profiles.yaml")
	echo nonsense >names
	for fail in sign-in rename decision; do
		cp -r migration "$fail"
		case $fail in
		sign-in) sed -i "s/localhost:$PORT_test\$/localhost:$PORT_dev/" "$XDG_CONFIG_HOME/gc-tools/profiles.yaml" ;;
		rename) set -- --rename names ;;
		decision)
			printf 'type\tname\tid\twhat\tcandidates\tdecision\nqueue\tX\tq-1\tmissing\t\tnobody\n' >mine
			set -- --map mine
			;;
		esac
		run -2 migrate "$@" "$fail"
		echo "$kept" >"$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
		set --
		run -2 --separate-stderr migrate --apply "$fail"
		[ "$stderr" = "gc-migrate: $fail: its last rehearsal did not finish; rehearse again: gc-migrate $fail" ]
	done
	[ "$(writes "$PORT_test")" -eq 0 ]
	run -0 migrate --apply migration
}

# bats test_tags=long
@test "migrate --apply: a flow deleted in the target after the rehearsal is reported as deleted" {
	two_orgs 8
	run -0 migrate --apply --now --publish --from dev --to test migration
	name=$(some_flow dev)
	edit dev "$name"
	run -0 migrate migration
	curl -sf -X DELETE -H "Authorization: Bearer $(gc-auth -p test --print-token)" \
		"http://localhost:$PORT_test/api/v2/flows/$(gc-list -p test --name "$name" | jq -r .id)" >/dev/null
	run -3 --separate-stderr migrate --apply migration
	[[ $stderr == *"$name"*': create: moved: deleted since 1.0; rehearse again: gc-migrate migration'* ]]
	[[ ${stderr_lines[-1]} == *'1 of them moved, rehearse again: gc-migrate migration' ]]
	run -0 migrate migration
	run -0 migrate --apply migration
	[ "$(gc-list -p test --name "$name" | wc -l)" -eq 1 ]
}

# bats test_tags=long
@test "migrate: each migration in a folder has a backup of its own; what waits for Architect is counted" {
	two_orgs 8
	run -0 --separate-stderr migrate --from dev --to test --publish migration
	bots=$(grep -c '"type":"[A-Z]*BOT"' migration/plan.ndjson)
	[ "$bots" -gt 0 ]
	[[ $stderr == *"gc-migrate: bots with the NLU domain of the source org: $bots; create them in Architect, then rehearse again"* ]]
	run -0 migrate --apply migration
	cp migration/backup.ndjson first
	run -0 migrate --apply migration
	same first migration/backup.ndjson
	name=$(some_flow dev)
	edit dev "$name"
	run -0 migrate migration
	run -0 --separate-stderr migrate --apply migration
	same first migration/backup.1.ndjson
	[ "$(jq -r 'select(.configuration).name' migration/backup.ndjson)" = "$name" ]
	gc-list -p test --name "$name" | gc-get -p test | grep -q edited_in_dev
	run -0 "$TOP/pipelines/gc-restore" -p test migration/backup.ndjson
	run -1 grep edited_in_dev <(gc-list -p test --name "$name" | gc-get -p test)
	# the older one after the newer one
	run -1 "$TOP/pipelines/gc-restore" -p test migration/backup.1.ndjson
	# the rehearsal can still be applied
	(cd migration && sha256sum -c --quiet rehearsal.sha256)
}

# bats test_tags=long
@test "migrate --apply refuses a flow that moved in the target, or appeared there, since the rehearsal" {
	two_orgs 12
	run -0 migrate --apply --now --publish --from dev --to test migration
	name=$(some_flow dev)
	edit dev "$name"
	run -0 migrate migration
	edit test "$name"
	run -3 --separate-stderr migrate --apply migration
	[[ $stderr == *"$name"*": moved: 2.0 by "*" since 1.0; rehearse again: gc-migrate migration"$'\n'* ]]
	[ "$(jq -r 'select(.status == "refused").flow.name' migration/results.ndjson)" = "$name" ]
	[ "$(tail -1 <<<"$stderr")" = "gc-migrate: 1 flow failed (see above); 1 of them moved, rehearse again: gc-migrate migration" ]
	# a new rehearsal shows the edit, and its --apply overwrites it
	run -0 migrate migration
	grep -qF "update  INBOUNDCALL \"$name\": target 2.0 → 3.0" migration/review.txt
	run -0 migrate --apply migration
	# one that somebody has created meanwhile
	org third --seed 5 --flows 12 --no-flows
	run -0 migrate --from dev --to third --publish other
	curl -s -u somebody:x -d grant_type=client_credentials "http://localhost:$PORT_third/oauth/token" |
		jq -r .access_token >token
	curl -sf -X POST -H "Authorization: Bearer $(cat token)" \
		-H 'Content-Type: application/json' -d "$(jq -nc --arg name "$name" '{name: $name, type: "inboundcall"}')" \
		"http://localhost:$PORT_third/api/v2/flows" >/dev/null
	run -3 migrate --apply other
	jq -se --arg name "$name" 'any(.[]; .flow.name == $name and .status == "refused") and
		all(.[]; .flow.name == $name or .status != "refused")' other/results.ndjson
}

# bats test_tags=long
@test "migrate: the commands that it prints can be pasted, and messages name what was rehearsed" {
	two_orgs 6
	local all='.name != "it'"'"'s"'
	run -0 --separate-stderr migrate --from dev --to test --select "$all" 'my migration/'
	[[ $stderr == *"gc-migrate: review my migration/review.txt, then run: gc-migrate --apply my\\ migration" ]]
	run -2 --separate-stderr migrate --from dev --to test --select true 'my migration'
	[ "$stderr" = "gc-migrate: my migration: was rehearsed with --select '.name != \"it'\\''s\"'; use another folder for another selection" ]
	run -0 migrate --from dev --to test plain
	run -2 --separate-stderr migrate --from dev --to test --select "$all" plain
	[ "$stderr" = "gc-migrate: plain: was rehearsed without --select; use another folder for another selection" ]
	for path in backup/ ./flows old.ndjson; do
		run -2 --separate-stderr migrate --from "$path" --to test other
		[ "$stderr" = "gc-migrate: $path: not found; --from needs a folder, a file or a profile" ]
		[ ! -e other ]
	done
	# what goes for all flows is at the top
	grep -qxF 'Flows are checked in; callers continue to reach the versions that were published before.' plain/review.txt
	grep -qxF 'create: 6' plain/review.txt
	run -0 migrate --publish --create-only plain
	grep -qxF 'Flows are published.' plain/review.txt
	grep -qxF 'Flows that the target has stay as they are (--create-only).' plain/review.txt
	printf ' ' >>'my migration/review.txt'
	run -2 --separate-stderr migrate --apply 'my migration/'
	[[ $stderr == *"; rehearse again: gc-migrate my\\ migration" ]]
	eval "${stderr##*: }"
	eval "migrate --apply my\\ migration"
}

# bats test_tags=long
@test "migrate: a folder that was moved is rehearsed again without the files that options named" {
	two_orgs 6
	mkdir files
	printf 'queue\tnobody\tnothing\n' >files/rename
	printf 'type\tname\tdecision\n' >files/map
	echo '# none' >files/ignore
	run -0 migrate --from dev --to test --rename files/rename --map files/map --ignore-file files/ignore migration
	rm -r files
	mv migration moved
	run -0 --separate-stderr migrate moved
	[[ $stderr == *"/files/map: not found; using the copy in moved/decided"* ]]
	run -0 migrate --apply moved
	# the copy itself can be named
	run -0 migrate --map moved/decided moved
	[ -s moved/decided ]
}

# bats test_tags=long
@test "migrate --apply names the flows that refer to a flow that could not be created" {
	two_orgs 12
	gc-list -p dev | gc-get -p dev | gc-strip |
		sed -E '/"type":"COMMONMODULE"/s/"nextTrackingNumber":[0-9]+,//' >flows.ndjson
	run -3 "$TOP/pipelines/gc-migrate" --from flows.ndjson --to test migration
	run -3 --separate-stderr "$TOP/pipelines/gc-migrate" --apply migration
	[[ $stderr == *'gc-migrate: INQUEUESHORTMESSAGE "Field Service Message In-Queue": not written: it refers to commonModuleFlow "Common - Sync Transcript", which could not be created'* ]]
	[[ $stderr == *': the plan refuses it: '*'; rehearse again: gc-migrate migration'* ]]
	run -1 grep -e --stubs -e 'dry run' -e --force <<<"$stderr"
	[[ $stderr == *'gc-migrate: not written, because they refer to what could not be created: 1; see above'* ]]
	[[ ${stderr_lines[-1]} == *'failed (see above); 1 of them were refused in the rehearsal; rehearse again: gc-migrate migration' ||
		${stderr_lines[-1]} == *'failed (see above) and would fail again; see migration/results.ndjson; when that is mended, rehearse again: gc-migrate migration' ]]
	[[ $stderr == *'only a stub: 1'* ]]
	# Nothing is left of what the rehearsal refused.
	[ -z "$(gc-list -p test --select '.name == "Common - Sync Transcript"')" ]
}

@test "migrate: review.txt says where an update changes only ids" {
	org test --empty
	printf '{"kind":"flow","org":"o-9","id":"f-1","name":"F","type":"WORKFLOW","configuration":{"name":"F","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"flowSequenceItemList":[],"x":"i-1","manifest":{"image":[{"id":"i-1","name":"Logo"}]}}}\n' >flows.ndjson
	run -0 migrate --apply --now --from flows.ndjson --to test migration
	sed -i 's/i-1/i-2/g' flows.ndjson
	run -0 migrate migration
	grep -A2 '^update  WORKFLOW "F": target 1.0 → 2.0, from ' migration/review.txt | sed 1,2d >next
	[ "$(<next)" = '    * only ids differ; the names that they stand for are the same' ]
}

# wrap PROGRAM SCRIPT - in bin: PROGRAM is this script, in which "real" is the program itself
wrap() {
	mkdir -p bin
	printf '#!/usr/bin/env bash\nreal=%q\n%s\n' "$(command -v "$1")" "$2" >"bin/$1"
	chmod +x "bin/$1"
}

# bats test_tags=long
@test "migrate: review.txt says where it cannot show what differs in the target" {
	two_orgs 8
	run -0 migrate --apply --now --publish --from dev --to test migration
	name=$(some_flow dev)
	edit dev "$name"
	wrap gc-get '[[ " $* " == *" -p test "* ]] || exec "$real" "$@"
		"$real" "$@" | sed "s/\"version\":\"1.0\"/\"version\":\"0.9\"/"'
	PATH=$PWD/bin:$PATH run -0 migrate migration
	grep -A1000 -F "update  INBOUNDCALL \"$name\"" migration/review.txt >part
	grep -qxF '    ! it changed in the target during the rehearsal: rehearse again to see what differs' part
	run -1 grep -F '    * ' part
	rm migration/present.ndjson
	wrap gc-get '[[ " $* " == *" -p test "* ]] || exec "$real" "$@"
		exit 3'
	PATH=$PWD/bin:$PATH run -0 migrate migration
	grep -A1000 -F "update  INBOUNDCALL \"$name\"" migration/review.txt >part
	grep -qxF '    ! its configuration in the target could not be fetched: what differs is not shown' part
	run -1 grep -F '    * ' part
}

# bats test_tags=long
@test "migrate --apply, killed twice before it has all ids of new flows, knows those that no listing has" {
	org dev --seed 5 --flows 8
	org test --seed 5 --flows 8 --no-flows --fault lag:seconds=3600
	run -0 migrate --from dev --to test --publish migration
	wrap gc-put '"$real" "$@"; kill -9 "$GC_OWNER"'
	PATH=$PWD/bin:$PATH run migrate --apply migration
	[ "$status" -eq 137 ]
	n=$(writes "$PORT_test")
	[ "$n" -gt 5 ]
	wrap gc-put 'kill -9 "$GC_OWNER"'
	PATH=$PWD/bin:$PATH run migrate --apply migration
	[ "$status" -eq 137 ]
	run -0 migrate --apply migration
	jq -se 'length > 5 and all(.[]; .status == "done" or .action == "skip")' migration/results.ndjson
	[ "$(requests "$PORT_test" 'POST /api/v2/flows$')" -eq "$(jq -s 'map(select(.action == "create")) | length' migration/plan.ndjson)" ]
}

# bats test_tags=long
@test "migrate: neither the environment nor options that it has not written change what it does" {
	two_orgs 4
	log=mine run -0 migrate --from dev --to test migration
	[ ! -e mine ]
	[ ! -e migration/mine ]
	jq '.apply = "1" | .now = "1"' migration/options.json >options
	cp options migration/options.json
	run -0 --separate-stderr migrate migration
	[[ $stderr == *"gc-migrate: as rehearsed before: --from 'profile:dev' --to 'test'"$'\n'* ]]
	[ "$(writes "$PORT_test")" -eq 0 ]
}
