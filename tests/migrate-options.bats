#!/usr/bin/env bats
# migrate: which flows move, and what is decided about what they need.

load helper
load pipelines

@test "migrate --select is remembered; --with-needed adds what the flows refer to, and names it" {
	two_orgs 25
	gc-list -p dev | gc-get -p dev | gc-refs --format edges | grep -v '^\([^ ]*\) \1$' | sed -n 1p >edge
	decode() { printf '%b' "$(sed 's/%\(..\)/\\x\1/g' <<<"$1")"; }
	read -r needed needs <edge
	needed=$(decode "${needed#*/}") needs=$(decode "${needs#*/}")
	select=".name == $(jq -n --arg name "$needs" '$name')"
	run --separate-stderr migrate --from dev --to test --select "$select" migration
	[[ $stderr == *"not selected, but needed by others: "*"; to move them too, use another folder and --with-needed, or --select '"*"($select) or (.type == "*"$needed"* ]]
	run -2 --separate-stderr migrate --from dev --to test --select true migration
	[[ $stderr == *"use another folder for another selection" ]]
	run -2 --separate-stderr migrate --from dev --to test --with-needed new
	[[ $stderr == *"--with-needed adds to the flows of --select"* ]]
	run -0 --separate-stderr migrate --from dev --to test --select "$select" --with-needed whole
	[[ $stderr == *"gc-migrate: also moving "*"$needed"*": others need it"* ]]
	gc-select "$select" whole/source.ndjson | grep -q .
	gc-select ".name == $(jq -n --arg name "$needed" '$name')" whole/source.ndjson | grep -q .
	[ "$(wc -l <whole/source.ndjson)" -lt 15 ]
	run -0 migrate --apply whole
}

# ready - the --select that the last migration printed moves all that is needed; review.txt has it, too
ready() {
	local said=${stderr##*, or --select }
	said=${said%%$'\n'*}
	grep -qxF "To move the needed flows of $1, too, use another folder and --with-needed, or --select $said" migration/review.txt
	eval "run -0 --separate-stderr migrate --from $1 --to test --select $said ready"
	[[ $stderr != *'not selected'* ]]
	[ "$(jq -r 'select(.action == "create").flow.name' ready/plan.ndjson | sort | xargs -d '\n')" = "$2" ]
}

# archy_chain - a folder of three flows, A -> B -> It's C, in Archy YAML
archy_chain() {
	local name next
	mkdir archy
	while IFS=: read -r name next; do
		{
			printf 'inboundCall:\n  name: "%s"\n  division: Home\n  startUpRef: "/inboundCall/tasks/task[t]"\n  tasks:\n    - task:\n        name: T\n        refId: t\n        actions:\n' "$name"
			[ -z "$next" ] || printf '          - transferToFlow:\n              name: Go\n              targetFlow:\n                name: "%s"\n' "$next"
			printf '          - disconnect:\n              name: End\n'
		} >"archy/$name.yaml"
	done <<<$'A:B\nB:It\'s C\nIt\'s C:'
}

@test "migrate: the --select that it prints adds all that is needed in turn; flows without ids are needed by name" {
	org test --empty
	archy_chain
	run -1 --separate-stderr migrate --from archy --to test --select '.name == "A"' migration
	ready "$PWD/archy" "A B It's C"
	# a rehearsal that is refused leaves no folder that it made
	run -2 migrate --from archy --to test --with-needed refused
	[ ! -e refused ]
}

# bats test_tags=long
@test "migrate --with-needed: flows without ids, of Archy YAML for example, are needed by name" {
	org test --empty
	archy_chain
	run -0 --separate-stderr migrate --from archy --to test --select '.name == "A"' --with-needed whole
	[ "$(grep -c '^gc-migrate: also moving INBOUNDCALL ' <<<"$stderr")" -eq 2 ]
	run -0 migrate --apply whole
	# what the target has is not needed, except with "all"
	run -0 --separate-stderr migrate --from archy --to test --select '.name == "A"' --with-needed again
	[[ $stderr != *'also moving'* ]]
	run -0 --separate-stderr migrate --from archy --to test --select '.name == "A"' --with-needed=all all
	[ "$(grep -c '^gc-migrate: also moving INBOUNDCALL ' <<<"$stderr")" -eq 2 ]
}

# bats test_tags=long
@test "migrate: the --select that it prints adds all that is needed in turn, from a profile, too" {
	two_orgs 25
	run -1 --separate-stderr migrate --from dev --to test --select '.name == "<draft>"' migration
	ready dev "<draft> Common - Sync Transcript Onboarding Speech"
	[ "$(wc -l <migration/source.ndjson)" -eq 1 ]
	# a needed flow that cannot be fetched is named all the same, and what it needs is not known
	id=$(gc-list -p dev --name 'Onboarding Speech' | jq -r .id)
	ask_sim "$PORT_dev" /sim/faults "404:path=/api/v2/flows/$id/*"
	run -1 --separate-stderr migrate --from dev --to test --select '.name == "<draft>"' unknown
	[[ $stderr == *"not selected, but needed by others: 1 flow;"*"Onboarding Speech"* ]]
	run -3 migrate --from dev --to test --select '.name == "<draft>"' --with-needed needed
}

# bats test_tags=long
@test "migrate --from a backup: an empty org is filled without the source, and the same org gets what it lost" {
	two_orgs 15
	"$TOP/pipelines/gc-backup" -p dev backup
	kill "$(sed -n 1p "$BATS_TEST_TMPDIR/sim.pids")" # the source org is gone
	run -0 --separate-stderr migrate --from backup --to test --publish migration
	run -0 --separate-stderr migrate --apply --from backup --to test migration
	[ "$(gc-list -p test | wc -l)" -eq "$(find backup -name '*.yaml' | wc -l)" ]
	"$TOP/pipelines/gc-compare" backup profile:test
	# objects that the repository ignores do not withhold a flow
	printf 'queue/*\n' >backup/.gc-ignore
	org none --seed 9 --flows 1 --no-flows
	run --separate-stderr migrate --from backup --to none ignoring
	grep -q '"status":"ignored"' ignoring/map.ndjson
	run -1 grep -c '"type":"queue".*"status":"missing"' ignoring/map.ndjson
	# from the records of a file, too
	org third --seed 5 --flows 15 --no-flows
	gc-load backup >all.ndjson
	run -0 migrate --from all.ndjson --to third records
	# a flow that the backed up org has lost
	"$TOP/pipelines/gc-backup" -p test own
	name=$(some_flow test)
	edit test "$name" # stays as it is
	lost=$(some_flow test workflow)
	curl -sf -X DELETE -H "Authorization: Bearer $(gc-auth -p test --print-token)" \
		"http://localhost:$PORT_test/api/v2/flows/$(gc-list -p test --name "$lost" | jq -r .id)" >/dev/null
	run -0 --separate-stderr migrate --from own --to test --publish again
	[[ $stderr == *"is a backup of this very org: only flows that are missing there are created"* ]]
	[ "$(jq -r 'select(.action == "create").flow.name' again/plan.ndjson)" = "$lost" ]
	run -0 --separate-stderr migrate --apply again
	[[ $stderr != *moved:* ]]
	[ "$(gc-list -p test --name "$lost" | wc -l)" -eq 1 ]
	gc-list -p test --name "$name" | gc-get -p test | grep -q '"edited_in_test":1'
}

# bats test_tags=long
@test "migrate --from an org's own backup: lost flows that refer to each other come back" {
	org own --seed 5 --flows 12
	gc-backup -q -p own backup
	gc-load backup | gc-refs | jq -r 'select(.type == "commonModuleFlow") | .flow.name, .name' >names
	[ "$(sort -u names | wc -l)" -ge 2 ]
	expr=".name | IN($(jq -R . names | paste -sd, -)) | not"
	gc-load backup | gc-select "$expr" | gc-save --format json left
	gc-list -p own all | gc-select ".kind == \"object\" or ($expr)" >left/inventory.ndjson
	stop_sims
	start_sim --org own --seed 5 --from left
	rm "$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	profile own
	# What the environment has is no option.
	opt_own_backup=1 run -0 --separate-stderr migrate --from backup --to own --publish back
	[[ $stderr != *as\ rehearsed* ]]
	grep -qx 'Flows that the target has stay as they are: the source is its own backup.' back/review.txt
	run -0 --separate-stderr migrate back
	[[ ${stderr_lines[0]} == "gc-migrate: as rehearsed before: --from '$PWD/backup' --to 'own' --publish" ]]
	run -0 --separate-stderr migrate --apply back
	[[ $stderr != *moved:* ]]
	[ "$(gc-list -p own | wc -l)" -eq "$(find backup -name '*.yaml' | wc -l)" ]
}

# bats test_tags=long
@test "migrate --create-only overwrites nothing; --strict-divisions: 1 if a division differs" {
	two_orgs 8
	run -0 migrate --apply --now --publish --from dev --to test migration
	name=$(some_flow dev)
	edit dev "$name"
	run -0 migrate --apply --now --create-only --publish --from dev --to test created
	[ "$(jq -r --arg name "$name" 'select(.flow.name == $name).action' created/results.ndjson)" = skip ]
	[ "$(gc-list -p test --name "$name" | jq -r .publishedVersion.id)" = 1.0 ]
	gc-list -p test --name "$name" >one
	division=$(gc-list -p test division | jq -r --arg d "$(jq -r .division.id one)" 'select(.id != $d).id' | sed -n 1p)
	curl -sf -X PUT -H "Authorization: Bearer $(gc-auth -p test --print-token)" \
		-H 'Content-Type: application/json' -d "$(jq -c --arg d "$division" '{name, description, division: {id: $d}}' one)" \
		"http://localhost:$PORT_test/api/v2/flows/$(jq -r .id one)" >/dev/null
	run -0 migrate --from dev --to test migration
	run -1 --separate-stderr migrate --from dev --to test --strict-divisions migration
	[[ $stderr == *"left in another division of the target: 1"* ]]
	# what stays as it is, is no difference
	grep -q "^update  INBOUNDCALL \"$name\"" migration/review.txt
	run -1 grep '^    \* .*division' migration/review.txt
}

@test "migrate: a mistyped --select or --from can be corrected in the same folder" {
	two_orgs 2
	run -2 --separate-stderr migrate --from dev --to test --select '.name ==' m
	[[ $stderr == *'gc-select: .name ==: syntax error'* ]]
	[ ! -e m ]
	mkdir empty
	run -2 migrate --from empty --to test m
	run -2 --separate-stderr migrate --from dev --to test --select '.nam == "x"' m
	[[ ${stderr_lines[-1]} == 'gc-migrate: profile:dev: no flows found for --select' ]]
	run -0 migrate --from dev --to test --select '.type == "WORKFLOW" or true' m
	run -2 --separate-stderr migrate --select .active m
	[[ $stderr == *'use another folder for another selection' ]]
	# also where a later rehearsal failed
	echo nonsense >names
	run -2 migrate --rename names m
	[ ! -e m/rehearsal.sha256 ]
	run -2 --separate-stderr migrate --select .active m
	[[ $stderr == *'use another folder for another selection' ]]
}

@test "migrate: a wrong profile, pace or folder is refused, and the folder stays as it was" {
	two_orgs 2
	run -2 --separate-stderr migrate --from dev --to nobody m
	[[ $stderr == 'gc-get: no profile "nobody"'* ]]
	gc-list -p dev | gc-get -p dev >flows.ndjson
	run -2 migrate --from flows.ndjson --to test --rate nonsense m
	[ ! -e m ]
	gc-save flows flows.ndjson
	tree flows >before
	run -2 --separate-stderr migrate --from flows --to test flows/
	[ "$stderr" = 'gc-migrate: flows: has flows that gc-save wrote; name a folder of its own for the migration' ]
	tree flows >after
	same before after
	run -0 migrate --from dev --to test m
	tree m >before
	for option in --rate=nonsense --jobs=257 --tokens=99 --to=nobody --from=nobody; do
		run -2 migrate $option m
		tree m >after
		same before after
	done
	run -0 migrate --apply m
}

@test "migrate: an image keeps its id, review.txt says so, and a refused publish is that flow's failure" {
	local id=0c000000-0000-4000-8000-00000000000a said
	org test --empty
	printf '{"kind":"flow","org":"o-9","id":"f-1","name":"Pictures","type":"WORKFLOW","configuration":{"name":"Pictures","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"flowSequenceItemList":[],"x":{"img":"%s"},"manifest":{"image":[{"id":"%s","name":"Logo"}]}}}\n' $id $id >flows.ndjson
	gc-list -p test flow >inventory
	run -0 --separate-stderr "$TOP/pipelines/gc-validate" --target inventory flows.ndjson
	said='gc-plan: image: the API has no listing of this type; ids that stay unchanged (status unlisted): 1'
	[ "$stderr" = "$said" ]
	run -1 "$TOP/pipelines/gc-validate" --strict --target inventory flows.ndjson
	run -0 --separate-stderr migrate --from flows.ndjson --to test --publish migration
	[ "$(grep -cxF "$said" <<<"$stderr")" -eq 1 ]
	grep -qxF '    image "Logo": the API has no listing of this type, stays as it is' migration/review.txt
	grep -q "\"img\":\"$id\"" migration/ready.ndjson
	run -3 migrate --apply migration
	jq -se 'any(.[]; .flow.name == "Pictures" and .status == "failed" and (.reason | contains("Logo")))' migration/results.ndjson
	# a folder of the name of a profile goes before it, and profile: before both
	mkdir test
	run -2 --separate-stderr migrate --from test --to test other
	[[ $stderr == *"gc-migrate: source: $PWD/test"$'\n'* ]]
	run -2 --separate-stderr migrate --from profile:test --to test own
	[ "${stderr_lines[-1]}" = 'gc-migrate: "test" and "test" are profiles of the same org' ]
}

# decided_by_hand - a rehearsal that leaves two objects open, and another with each decided: `filled`
decided_by_hand() {
	two_orgs 25 --plant renamed=2
	run -1 migrate --from dev --to test migration
	[ "$(sed 1d migration/decisions.tsv | wc -l)" -eq "$(wc -l <migration/open.ndjson)" ]
	gc-sim --org test --seed 5 --flows 25 --plant renamed=2 --dump-objects >there
	awk -F '\t' -v OFS='\t' 'NR > 1 { $NF = $2 " (renamed)" } 1' migration/decisions.tsv >filled
	cp filled migration/decisions.tsv
	run -2 migrate --apply migration
	run -0 migrate migration
	same <(cut -f 1-3,6 filled) <(cut -f 1-3,6 migration/decisions.tsv)
	grep -q 'decided: ".* (renamed)"' migration/decisions.tsv
	[ ! -s migration/withheld.ndjson ]
}

@test "migrate: decisions.tsv is filled in by hand, and read by the next rehearsal" {
	decided_by_hand
}

# bats test_tags=long
@test "migrate: decisions.tsv stays decided; --map wins over a row" {
	decided_by_hand
	# in the rehearsal and in the table
	other=$(jq -r 'select(.kind == "object" and .type == "dataAction").id' migration/target.inventory | sed -n 1p)
	id=$(sed -n 2p filled | cut -f 3)
	jq -c --arg id "$id" --arg to "$other" 'select(.from == $id) | .to = $to' migration/map.ndjson >mine
	run -0 migrate --map mine migration
	run -0 migrate migration
	[ "$(jq -r --arg id "$id" 'select(.from == $id).to' migration/map.ndjson)" = "$other" ]
	[ "$(wc -l <migration/decisions.tsv)" -le "$(wc -l <filled)" ]
	[ -z "$(cut -f 3 migration/decisions.tsv | sort | uniq -d)" ]
	run -0 migrate --apply migration
}

# bats test_tags=long
@test "migrate --strip-orphans takes out actions that use what the target lacks, and reports each" {
	two_orgs 25 --plant missing=2
	run -2 --separate-stderr migrate --from dev --to test --orphan-path failure refused
	[ "$stderr" = 'gc-migrate: --orphan-path goes with --strip-orphans' ]
	run -2 --separate-stderr migrate --from dev --to test --strip-orphans --orphan-terminal x refused
	[[ $stderr == 'gc-strip: --orphan-terminal: "x"'* ]]
	[ ! -e refused ]
	run -1 migrate --from dev --to test migration
	n=$(wc -l <migration/withheld.ndjson)
	[ "$n" -gt 0 ]
	run --separate-stderr migrate --from dev --to test --strip-orphans --orphan-path failure --orphan-terminal disconnect stripped
	[[ $stderr == *"actions taken out: "*"; see stripped/orphans.ndjson"* ]]
	jq -rs '[.[] | select(.change == "action")][0] | "    - taken out of task \(.action.task | tojson): " +
		"\(.action.name | tojson), \(.reason)"' stripped/orphans.ndjson >line
	grep -qxFf line stripped/review.txt
	[ "$(wc -l <stripped/withheld.ndjson)" -lt "$n" ] || [ -s stripped/orphans-withheld.ndjson ]
	run migrate --apply stripped
	jq -se 'all(.[]; .status == "done" or .status == "skipped")' stripped/results.ndjson
}

@test "migrate: --rate, --jobs and --tokens are remembered, and --apply may have others" {
	local real
	two_orgs 2
	real=$(command -v gc-put)
	mkdir bin
	printf '#!/bin/sh\necho "$*" >>"%s/args"\nexec "%s" "$@"\n' "$PWD" "$real" >bin/gc-put
	chmod +x bin/gc-put
	PATH=$PWD/bin:$PATH
	run -0 migrate --from dev --to test --rate 6000/m -j 256 migration
	: >args
	run -0 migrate --apply migration
	[ "$(grep -c -- '--rate 6000/m -j 256 ' args)" -eq 2 ]
	: >args
	run -0 --separate-stderr migrate migration
	[[ $stderr == *"as rehearsed before:"*" --jobs '256' --rate '6000/m'"* ]]
	grep -q -- '--rate 6000/m -j 256 ' args
	: >args
	run -0 migrate --apply --rate 5000/m migration
	[ "$(grep -c -- '--rate 5000/m -j 256 ' args)" -eq 2 ]
	# Without -j, each program works on as many as it does by itself.
	: >args
	run -0 migrate --from dev --to test other
	[ -s args ]
	! grep -q -- '-j' args || { cat args; return 1; }
}

# bats test_tags=long
@test "migrate --validate, --rate and --with-needed=all do what they say" {
	two_orgs 8
	run -0 migrate --apply --now --publish --validate --rate 600/m --from dev --to test migration
	[ "$(requests "$PORT_test" 'POST /api/v2/flows/validate/jobs$')" -eq \
		"$(jq -s 'map(select(.status == "done")) | length' migration/results.ndjson)" ]
	run -2 --separate-stderr migrate --rate nonsense migration
	[[ $stderr == *"gc-"*"nonsense"* ]]
	# all: also what the target has by now
	org third --seed 5 --flows 25
	org fourth --seed 5 --flows 25
	gc-list -p third | gc-get -p third | gc-refs --format edges | awk '$1 != $2' | sed -n 1p >edge
	needs=$(sed 's/.*\///; s/%20/ /g' edge)
	select=".name == $(jq -n --arg name "$needs" '$name')"
	run -0 migrate --from third --to fourth --select "$select" --with-needed none
	[ "$(wc -l <none/source.ndjson)" -eq 1 ]
	run -0 --separate-stderr migrate --from third --to fourth --select "$select" --with-needed=all all
	[[ $stderr == *"gc-migrate: also moving "* ]]
	[ "$(wc -l <all/source.ndjson)" -gt 1 ]
}
