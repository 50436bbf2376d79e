#!/usr/bin/env bats
# The export pipeline, as a user runs it.

load helper
load pipelines

@test "export: every flow, and the same again touches nothing" {
	org dev --seed 5 --flows 12
	"$TOP/pipelines/gc-export" -p dev flows
	[ "$(find flows -name '*.yaml' | wc -l)" -eq "$(gc-list -p dev | wc -l)" ]
	gc-load flows >loaded
	gc-list -p dev | gc-get -p dev | gc-strip | sort >got
	same <(sort loaded) got
	tree flows >before
	touch -d '2001-01-01' flows/manifest.json
	"$TOP/pipelines/gc-export" -p dev flows
	tree flows >after
	same before after
	[ "$(date -r flows/manifest.json +%Y)" = 2001 ]
	[ ! -e flows/.gc ]
	[ ! -e flows.staging ] && [ ! -e flows.failed.ndjson ]
}

# bats test_tags=long
@test "export: a run that fails leaves the folder as it was" {
	org dev --seed 5 --flows 10
	"$TOP/pipelines/gc-export" -p dev flows
	tree flows >before
	curl -s --data '500:path=/api/v2/flows' "http://localhost:$SIM_PORT/sim/faults" >/dev/null
	run "$TOP/pipelines/gc-export" -p dev --retries 1 flows
	[ "$status" -eq 75 ]
	tree flows >after
	same before after
}

# bats test_tags=long
@test "export: a filter or a disk that fails in the middle leaves the folder as it was" {
	org dev --seed 5 --flows 10
	"$TOP/pipelines/gc-export" -p dev flows
	tree flows >before
	mkdir bin
	printf '#!/bin/sh\nhead -3 "$1"\nexit 70\n' >bin/gc-strip
	chmod +x bin/gc-strip
	PATH=$PWD/bin:$PATH run -70 "$TOP/pipelines/gc-export" -p dev flows
	tree flows >after
	same before after
	printf '#!/bin/sh\nexit 74\n' >bin/gc-save
	rm bin/gc-strip
	chmod +x bin/gc-save
	PATH=$PWD/bin:$PATH run -74 "$TOP/pipelines/gc-export" -p dev flows
	tree flows >after
	same before after
}

@test "export: a flow that YAML cannot hold is named, the others are there, nothing is removed" {
	org dev --seed 5 --flows 10 --plant surrogate=1
	run -3 --separate-stderr "$TOP/pipelines/gc-export" -p dev flows
	[[ $stderr == *"surrogate"* ]]
	[[ $stderr == *"incomplete"* ]]
	[ "$(find flows -name '*.yaml' | wc -l)" -eq 9 ]
}

@test "export: flows that cannot be fetched are reported and kept, and nothing is removed" {
	org dev --seed 5 --flows 10
	"$TOP/pipelines/gc-export" -p dev flows
	id=$(gc-list -p dev | sed -n 3p | jq -r .id)
	curl -s --data "403:path=/api/v2/flows/$id/latestconfiguration" \
		"http://localhost:$SIM_PORT/sim/faults" >/dev/null
	run -3 --separate-stderr "$TOP/pipelines/gc-export" -p dev flows
	[[ $stderr == *"$id"*403* ]]
	[ "$(jq -r .id flows/.gc/failed.ndjson)" = "$id" ]
	[ "$(ls -A flows/.gc)" = failed.ndjson ]
	[[ $stderr == *"gc-get --profile dev flows/.gc/failed.ndjson | gc-strip | gc-save flows"* ]]
	[ "$(find flows -name '*.yaml' | wc -l)" -eq 10 ]
	curl -s -X POST --data '' "http://localhost:$SIM_PORT/sim/faults" >/dev/null
	gc-get -p dev flows/.gc/failed.ndjson | gc-strip | gc-save flows
	same <(gc-load flows | sort) <(gc-list -p dev | gc-get -p dev | gc-strip | sort)
}

# bats test_tags=long
@test "export: stages inside its folder, and leaves alone what it did not make" {
	org dev --seed 5 --flows 4
	mkdir -p parent/flows.staging flows.staging
	echo mine | tee flows.staging/notes >parent/flows.staging/notes
	"$TOP/pipelines/gc-export" -p dev flows
	[ "$(cat flows.staging/notes)" = mine ]
	tree flows >before
	# a .gc that somebody else made, in each form
	echo mine >flows/.gc
	run -65 --separate-stderr "$TOP/pipelines/gc-export" -p dev flows
	[ "$stderr" = "gc-export: flows/.gc: not made by gc-tools; move it away" ]
	rm flows/.gc
	ln -s ../parent flows/.gc
	run -65 "$TOP/pipelines/gc-export" -p dev flows
	[ "$(ls -A parent)" = flows.staging ]
	rm flows/.gc
	mkdir flows/.gc
	echo mine >flows/.gc/notes
	run -65 --separate-stderr "$TOP/pipelines/gc-export" -p dev flows
	[ "$stderr" = "gc-export: flows/.gc/notes: not made by gc-tools; move it away" ]
	[ "$(cat flows/.gc/notes)" = mine ]
	rm -r flows/.gc
	tree flows | same before -
	# what a killed run left is not in the way
	mkdir -p flows/.gc/staging/tried
	echo 1 >flows/.gc/lock
	"$TOP/pipelines/gc-export" -p dev flows
	[ ! -e flows/.gc ]
	tree flows | same before -
}

@test "export: the folder's parent need not be writable" {
	[ "$(id -u)" -ne 0 ] || skip "root may write everywhere"
	org dev --seed 5 --flows 4
	mkdir -p parent/flows
	chmod a-w parent
	"$TOP/pipelines/gc-export" -p dev parent/flows
	chmod u+w parent
	[ -s parent/flows/manifest.json ]
}

@test "export: no room on the disk is 74, whatever step meets it; a folder that it made is gone" {
	org dev --seed 5 --flows 10
	local blocks said
	for blocks in 0 1 4; do
		code=0
		said=$(ulimit -f $blocks && "$TOP/pipelines/gc-export" -p dev flows 2>&1) || code=$?
		[ "$code" -eq 74 ] || { echo "ulimit -f $blocks: $code: $said"; return 1; }
		[ -n "$said" ]
		[ ! -e flows ]
	done
}

# bats test_tags=long
@test "export: --fallback json keeps a flow that YAML cannot hold" {
	org dev --seed 5 --flows 10 --plant surrogate=1
	"$TOP/pipelines/gc-export" -p dev --fallback json flows
	[ "$(find flows -name '*.yaml' | wc -l)" -eq 9 ]
	same <(gc-load flows | sort) <(gc-list -p dev | gc-get -p dev | gc-strip | sort)
}

@test "a flow that was created and never saved has nothing to fetch: left out and counted, no failure" {
	org dev --seed 5 --flows 8 --plant unsaved=2
	org test --seed 5 --flows 8 --no-flows
	run -0 --separate-stderr "$TOP/pipelines/gc-export" -p dev flows
	[[ $stderr == *'gc-export: 2 flows that nobody has saved yet left out'* ]]
	[ "$(jq '.flows | length' flows/manifest.json)" -eq "$(($(gc-list -p dev flow | wc -l) - 2))" ]
	[ ! -e flows/.gc/failed.ndjson ]
	run -0 --separate-stderr "$TOP/pipelines/gc-compare" profile:dev flows
	[ "$output|$stderr" = '|gc-compare: 2 flows that nobody has saved yet left out' ]
	run --separate-stderr migrate --from dev --to test moved
	[[ $stderr == *'gc-migrate: 2 flows that nobody has saved yet left out'* && $stderr != *'not fetched'* ]]
	[ "$status" -le 1 ]
}

@test "export, backup: the folder of another org is refused, and stays as it was" {
	org dev --seed 5 --flows 4
	org test --seed 5 --flows 4
	"$TOP/pipelines/gc-export" -q -p dev flows
	"$TOP/pipelines/gc-backup" -q -p dev history
	tree flows >before
	run -2 --separate-stderr "$TOP/pipelines/gc-export" -p test flows
	[ "$stderr" = 'gc-export: flows: has the flows of another org than "test"; wrong profile? for this org, use another folder' ]
	tree flows | same before -
	run -2 "$TOP/pipelines/gc-backup" -p test history
	[ "$(git -C history log --format=%s)" = '4 flows added' ]
	# flows without an org, for example of Archy YAML, and a folder of both are no other org's
	gc-load flows | gc-strip -q --for none --drop /org --drop /base | gc-save none
	run -0 "$TOP/pipelines/gc-export" -q -p test none
}
