#!/usr/bin/env bats
# The migrate pipeline, on two rehearsal orgs.

load helper
load pipelines

# bats test_tags=long
@test "migrate: a full disk is 74, and no step is torn" {
	two_orgs 4
	run -0 "$TOP/pipelines/gc-migrate" --from dev --to test migration
	sha256sum migration/*.ndjson | grep -v -e unfetched -e withheld -e changes >before
	for program in mv jq; do
		full $program "[ $program != jq ] || [ \$1 = -c ] || exec $(command -v jq) \"\$@\"
			echo half; echo $program: no space >&2; exit 2"
		PATH=$PWD/bin:$PATH run "$TOP/pipelines/gc-migrate" --from dev --to test migration
		[ "$status" -eq 74 ] || { echo "$program: $status $output"; return 1; }
		sha256sum -c before
		rm -r bin
	done
}

# bats test_tags=long
@test "migrate: a rehearsal writes nothing; then all arrives, once; compare finds nothing" {
	two_orgs 25 --plant renamed=2
	run -1 "$TOP/pipelines/gc-migrate" --from dev --to test migration
	[ "$(writes "$PORT_test")" -eq 0 ]
	decide 25 --plant renamed=2
	run -0 "$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish --apply --now migration
	grep -qE '^gc-migrate: create: [0-9]+, skip: [0-9]+, update: 1$' <<<"$output" # the voicemail flow is there
	[[ ${lines[-1]} == "gc-migrate: bots with the NLU domain of the source org: "*"; create them in Architect"* ]]
	[ "$(gc-list -p test | wc -l)" -eq "$(gc-list -p dev | wc -l)" ]
	run -0 --separate-stderr "$TOP/pipelines/gc-compare" --map migration/applied.map profile:dev profile:test
	[ -z "$output" ]
	run -1 "$TOP/pipelines/gc-compare" --names profile:dev profile:test
	"$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish --apply --now migration
	[ "$(jq -r .status migration/results.ndjson | sort -u)" = skipped ]
}

@test "migrate: a flow that needs what the target lacks is withheld, and those that need it" {
	two_orgs 25 --plant missing=2
	run -1 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to test --publish --apply --now migration
	[ -s migration/withheld.ndjson ]
	[[ $stderr == *"the reasons are in migration/review.txt"* ]]
	# each cause is reported once, each flow is in the log
	[ "$(grep -c 'missing in the target' <<<"$stderr")" -eq \
		"$(jq -c 'select(.status == "missing")' migration/open.ndjson | wc -l)" ]
	[ "$(jq -r .id migration/withheld.ndjson | sort)" = \
		"$(sed -n 's/.* flow \([^ ]*\) .*: withheld: .*/\1/p' migration/remap.log | sort -u)" ]
	[ "$(jq -r .status migration/results.ndjson | sort -u)" != failed ]
	# what was filled in is not lost, and settles it
	sed 's/"missing"/"ignored"/' migration/open.ndjson >decided
	cp decided migration/open.ndjson
	run -2 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to test migration
	[[ $stderr == *"open.ndjson: a rehearsal would overwrite your decisions"* ]]
	same decided migration/open.ndjson
	rm migration/open.ndjson
	[ "$(jq -r .status migration/results.ndjson | sort -u)" != failed ]
	# none of the withheld arrived, not even empty
	gc-refs migration/withheld.ndjson | jq -r '.flow.type + " " + .flow.name' | sort -u >withheld
	gc-list -p test | jq -r '.type + " " + .name' | sort >there
	[ -z "$(comm -12 withheld there)" ]
}

# bats test_tags=long
@test "migrate: a folder is of two orgs; one run at a time; what it cannot read is reported first" {
	two_orgs 4
	org other --seed 5 --flows 4 --no-flows
	"$TOP/pipelines/gc-migrate" --from dev --to test migration || [ $? -eq 1 ]
	run -2 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to other --resume migration
	[[ $stderr == *'migration: its target org is "test"; use another folder for "other"'* ]]
	run -2 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to dev new
	[[ $stderr == *'"dev" and "dev" are profiles of the same org' ]]
	# a slip of the hand does not make the folder another's
	run -0 "$TOP/pipelines/gc-migrate" --from dev --to test new
	run -74 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to test sim.log
	run -2 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to test --map none migration
	[ "$stderr" = "gc-migrate: none: cannot read the file given by --map" ]
	run -2 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to test --map <(echo) migration
	[[ $stderr == "gc-migrate: /dev/fd/"*": --map needs a regular file" ]]
	mkdir migration/.gc
	flock migration/.gc/lock "$TOP/pipelines/gc-migrate" --from dev --to test migration 2>err && false
	[ $? -eq 75 ]
	grep -q 'another run' err
	# a program that ends badly is heard
	mkdir bin
	printf '#!/bin/sh\necho gc-remap: it hurts >&2; exit 74\n' >bin/gc-remap
	chmod +x bin/gc-remap
	PATH=$PWD/bin:$PATH run -74 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to test migration
	[ "${stderr_lines[-1]}" = "gc-remap: it hurts" ]
	grep -q 'kind":"flow"' migration/ready.ndjson
}

# bats test_tags=long
@test "migrate: a flow that cannot be fetched stops no other; called through a link, too" {
	org dev --seed 5 --flows 12
	gc-put -q -p dev <<<'{"kind":"flow","id":"x","name":"Not to be read","type":"WORKFLOW","configuration":{"name":"Not to be read","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{},"flowSequenceItemList":[]}}' >new
	ask_sim "$SIM_PORT" /sim/faults "404:path=/api/v2/flows/$(jq -r '.flow.id' new)/*"
	org test --seed 5 --flows 12 --no-flows
	ln -s "$TOP/pipelines/gc-migrate" moves
	run -3 --separate-stderr ./moves --from dev --to test --apply --now migration
	[[ $stderr == *'"Not to be read": 404 '*"could not be fetched: 1 flow; the reasons are in migration/unfetched.ndjson"* ]]
	[ "$(jq -r .name migration/unfetched.ndjson)" = "Not to be read" ]
	[ "$(gc-list -p test | wc -l)" -gt 8 ]
	# nor does it keep the others from being compared
	run -3 --separate-stderr "$TOP/pipelines/gc-compare" --map migration/applied.map profile:dev profile:test
	[ -z "$output" ]
	jq -se 'length > 8 and all(.[]; .status == "done" or .status == "skipped")' migration/results.ndjson
}

# bats test_tags=long
@test "migrate: what would fail, or did, is counted, and a dry run has written nothing" {
	two_orgs 12
	run "$TOP/pipelines/gc-migrate" --from dev --to test migration
	decide 12
	"$TOP/pipelines/gc-migrate" --from dev --to test --map decided --apply --now migration
	id=$(gc-list -p test --select '.system != true' | sed -n 1p | jq -r .id)
	curl -s -u somebody:x -d grant_type=client_credentials "http://localhost:$PORT_test/oauth/token" |
		jq -r .access_token >token
	curl -sf -X POST -H "Authorization: Bearer $(cat token)" \
		"http://localhost:$PORT_test/api/v2/flows/actions/checkout?flow=$id" >/dev/null
	# checked in, but not published: that one cannot be
	run -3 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish migration
	[[ $stderr == *$'\ngc-migrate: 1 flow would fail (see above); nothing was written\n'* ]]
	[[ $stderr == *$'\ngc-migrate: may work later: 1 of them; rehearse again: gc-migrate migration\n'* ]]
	[ "${stderr_lines[-1]}" = "gc-migrate: to write the others, review migration/review.txt, then run: gc-migrate --apply migration" ]
	run -3 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish \
		--apply --now migration
	[ "${stderr_lines[-1]}" = "gc-migrate: 1 flow failed (see above); run the same command again: it skips the others" ]
}

# bats test_tags=long
@test "migrate: a division that differs is reported in plan and results, and no error" {
	two_orgs 8
	run "$TOP/pipelines/gc-migrate" --from dev --to test migration
	decide 8
	"$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish --apply --now migration
	gc-list -p test --select '.system != true' | sed -n 1p >one
	division=$(gc-list -p test division | jq -r --arg d "$(jq -r .division.id one)" 'select(.id != $d).id' | sed -n 1p)
	curl -sf -X PUT -H "Authorization: Bearer $(gc-auth -p test --print-token)" \
		-H 'Content-Type: application/json' -d "$(jq -c --arg d "$division" '{name, description, division: {id: $d}}' one)" \
		"http://localhost:$PORT_test/api/v2/flows/$(jq -r .id one)" >/dev/null
	for apply in '' '--apply --now'; do
		# shellcheck disable=SC2086
		run -0 --separate-stderr "$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish \
			$apply migration
		[[ $stderr == *"gc-migrate: left in another division of the target: 1; see migration/"* ]]
		[[ $stderr == *"; gc-put does not move flows: do that in Architect"* ]]
	done
	for file in plan results; do
		jq -se --slurpfile one one '[.[] | select(.division)] | length == 1 and
			.[0].division.record == $one[0].division.name' migration/$file.ndjson
	done
}

# bats test_tags=long
@test "migrate: a renamed queue that an expression looks up by name is looked up by its new name" {
	local old new lookup
	mkdir target
	gc-sim --org test --seed 5 --flows 8 --no-flows --dump-objects >objects
	old=$(jq -r 'select(.type == "queue").name' objects | sort | uniq -u | sed -n 1p)
	new="$old EU"
	jq -c --arg old "$old" --arg new "$new" 'if .type == "queue" and .name == $old then .name = $new
		else . end' objects >target/inventory.ndjson
	org dev --seed 5 --flows 8
	org test --from target
	gc-list -p dev --select '.system != true' | sed -n 1p >one
	lookup='"lookup":{"text":"FindQueue(\\"'$old'\\")","config":{"FindQueue":{"pos":1,"operands":[{"lit":{"pos":11,"text":"'$old'","type":"str"}}],"type":"que"}}},'
	gc-get -p dev one | sed "s|\"configuration\":{|&$lookup|" | gc-put -p dev --same-org --publish >put
	[ "$(jq -r .status put)" = "done" ]
	printf 'queue\t%s\t%s\n' "$old" "$new" >renames
	run "$TOP/pipelines/gc-migrate" --from dev --to test --rename renames migration
	jq -se --arg old "$old" --arg new "$new" 'map(select(.type == "queue" and .name == $old)) |
		length > 0 and all(.to_name == $new)' migration/map.ndjson
	decide 8
	run -0 "$TOP/pipelines/gc-migrate" --from dev --to test --rename renames --map decided --publish \
		--apply --now migration
	gc-list -p test --name "$(jq -r .name one)" | gc-get -p test >there
	grep -qF "\"text\":\"FindQueue(\\\"$new\\\")\"" there
	grep -qF "\"pos\":11,\"text\":\"$new\"" there
	run -1 grep -F "FindQueue(\\\"$old\\\")" there
	run -0 --separate-stderr "$TOP/pipelines/gc-compare" --map migration/applied.map profile:dev profile:test
	[ -z "$output" ]
}

# bats test_tags=long
@test "migrate: new flows that no listing has yet are filled and published all the same" {
	org dev --seed 5 --flows 10
	org test --seed 5 --flows 10 --no-flows --fault lag:seconds=3600
	run "$TOP/pipelines/gc-migrate" --from dev --to test migration
	decide 10
	run -0 "$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish --apply --now migration
	jq -se 'length > 5 and all(.[]; .status == "done" or .action == "skip")' migration/results.ndjson
	[ "$(gc-list -p test | jq -c 'select(.system != true)' | wc -l)" -eq 0 ]
}
