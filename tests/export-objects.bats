#!/usr/bin/env bats
# The export and backup pipelines with the objects around the flows.

load helper
load pipelines

# request METHOD PATH [BODY] - as somebody else who works in dev
request() {
	curl -sf -X "$1" -H "Authorization: Bearer $(gc-auth -p dev --print-token)" \
		-H 'Content-Type: application/json' ${3:+-d "$3"} "http://localhost:$SIM_PORT/api/v2/$2"
}

@test "export --with: every object of these types, and those alone; the folder remembers the types" {
	org dev --seed 5 --flows 12
	"$TOP/pipelines/gc-export" -p dev --with queue,dataTable,userPrompt flows
	gc-list -p dev queue dataTable userPrompt | gc-get -p dev | gc-strip | jq -cS . | sort >want
	[ -s want ]
	gc-load flows | gc-select '.kind == "object"' | jq -cS . | sort >got
	same want got
	[ "$(jq -r '.objects[].type' flows/manifest.json | sort -u | paste -sd,)" = dataTable,queue,userPrompt ]
	find flows -name '*.csv' | grep -q dataTable/
	find flows -name '*.wav' | grep -q userPrompt/
	# again, without the option: nothing changes
	tree flows >before
	run -0 --separate-stderr "$TOP/pipelines/gc-export" -p dev flows
	[[ $stderr == *"gc-export: flows: with the types of objects that it has: dataTable,queue,userPrompt"* ]]
	tree flows >after
	same before after
	# a variable that nobody has set is not "none"
	for empty in '' ,; do
		run -2 --separate-stderr "$TOP/pipelines/gc-export" -p dev --with "$empty" flows
		[[ $stderr == *"gc-export: no "*"; gc-list --list-types prints all" ]]
	done
	tree flows >after
	same before after
	# none: the objects and their files go, the flows stay
	"$TOP/pipelines/gc-export" -p dev --with none flows
	[ -z "$(find flows -name '*.csv' -o -name '*.wav' -o -path 'flows/queue*')" ]
	[ "$(find flows -name '*.yaml' | wc -l)" -eq "$(gc-list -p dev | wc -l)" ]
}

# bats test_tags=long
@test "export --with: an object that cannot be fetched is reported and kept, and nothing is removed" {
	org dev --seed 5 --flows 4
	"$TOP/pipelines/gc-export" -p dev --with acdSkill flows
	id=$(gc-list -p dev acdSkill | sed -n 1p | jq -r .id)
	curl -s --data "500:path=/api/v2/routing/skills/$id" "http://localhost:$SIM_PORT/sim/faults" >/dev/null
	tree flows >before
	run -3 --separate-stderr "$TOP/pipelines/gc-export" -p dev --with acdSkill --retries 0 flows
	[[ $stderr == *"1 object could not be fetched; retry with: gc-get"* ]]
	[ "$(jq -r .id flows/.gc/failed.ndjson)" = "$id" ]
	rm flows/.gc/failed.ndjson
	tree flows >after
	same before after
}
# bats test_tags=long
@test "backup --with all, and again without the option: nothing changed, so there is no second commit" {
	org dev --seed 5 --flows 4
	"$TOP/pipelines/gc-backup" -p dev --with all history
	"$TOP/pipelines/gc-backup" -p dev history
	git -C history show --format=%s --stat HEAD
	[ "$(git -C history log --oneline | wc -l)" -eq 1 ]
}

# bats test_tags=long
@test "backup --mask-headers: a later run without the option does not commit the keys either" {
	org dev --seed 2 --flows 1
	gc-list -p dev dataAction | gc-get -q -p dev >actions
	grep -q literal-key- actions
	"$TOP/pipelines/gc-backup" -p dev --with dataAction --mask-headers history
	grep -rqF '*** masked by gc-tools ***' history/dataAction
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -p dev history
	[[ $stderr == *"gc-export: history: with --mask-headers, as before; to have the keys, use a new folder"* ]]
	run -1 grep -r literal-key- history/dataAction
	[ "$(git -C history log --oneline | wc -l)" -eq 1 ]
}

# bats test_tags=long
@test "backup --no-rows --no-media: a later run without the options adds neither rows nor audio" {
	org dev --seed 5 --flows 4
	"$TOP/pipelines/gc-backup" -p dev --with dataTable,userPrompt --no-rows --no-media history
	find history/dataTable history/userPrompt -name '*.csv' -o -name '*.wav' | tee side
	[ ! -s side ]
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -p dev history
	[[ $stderr == *"gc-export: history: with --no-rows, as before; to have the rows, use a new folder"* ]]
	[[ $stderr == *"gc-export: history: with --no-media, as before; to have the audio, use a new folder"* ]]
	[ "$(git -C history log --oneline | wc -l)" -eq 1 ]
	# of a type that the folder did not have, nothing was left out
	"$TOP/pipelines/gc-export" -p dev --with acdSkill flows
	"$TOP/pipelines/gc-export" -p dev --with dataTable flows 2>err
	ls flows/dataTable/*.csv
	grep -qx "gc-export: flows: has the rows of data tables now, which .* (--no-rows leaves them out)" err
	"$TOP/pipelines/gc-export" -p dev flows 2>err
	run ! grep 'rows' err
	ls flows/dataTable/*.csv
}

# bats test_tags=long
@test "export, backup: literal keys in headers are one line, and a backup reports only new ones" {
	org dev --seed 2 --flows 1
	"$TOP/pipelines/gc-export" -p dev --with dataAction flows 2>err
	[ "$(grep -c 'literal\|mask-headers' err)" -eq 1 ]
	grep -q '^gc-get: literal keys in the headers of [0-9]* data action.*; --mask-headers replaces them$' err
	"$TOP/pipelines/gc-backup" -p dev --with dataAction history 2>err
	[ "$(grep -c 'literal\|mask-headers' err)" -eq 1 ]
	"$TOP/pipelines/gc-backup" -p dev history 2>err
	run ! grep 'literal\|mask-headers' err
}

@test "backup --with: a commit names each object that changed; nothing that did not is fetched again" {
	org dev --seed 5 --flows 4
	"$TOP/pipelines/gc-backup" -p dev --with queue,dataTable,userPrompt history
	[[ $(git -C history log -1 --format=%s) =~ ^[0-9]+' flows and '[0-9]+' objects added'$ ]]
	mapfile -t table < <(gc-list -p dev dataTable | sed -n 1p | jq -r '.id, .name')
	request POST "flows/datatables/${table[0]}/rows" '{"key":"a new one"}' >/dev/null
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats" >/dev/null
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history log -1 --format=%s)" = "1 object changed: ${table[1]}" ]
	[ "$(git -C history log -1 --format=%b)" = "changed dataTable \"${table[1]}\"" ]
	[ "$(git -C history show --format= --numstat | cut -f 1,2)" = "1	0" ] # a row is a line
	# unchanged audio is asked for, and not sent again
	[ "$(curl -s "http://localhost:$SIM_PORT/sim/stats" | jq '.statuses["304"]')" -eq \
		"$(jq '[.objects[] | select(.type == "userPrompt").files[]?] | length' history/manifest.json)" ]
	git -C history show --format= --name-only | grep -qx 'dataTable/.*\.csv'
	# nor is anything hidden by an ignore rule
	echo '*.csv' >history/.gitignore
	request POST "flows/datatables/${table[0]}/rows" '{"key":"another"}' >/dev/null
	"$TOP/pipelines/gc-backup" -p dev history
	git -C history show --format= --name-only | grep -qx 'dataTable/.*\.csv'
}
