#!/usr/bin/env bats
# base: which version a flow came from, on its way through all programs and back.

load helper
load sim
load put

teardown() {
	stop_sims
}

# flows - an org's flows, stripped, in `flows`; one from a draft.
flows() {
	gc-sim --flows "${1-12}" --dump | gc-strip >flows
	sed -i '1s/\("base":{[^}]*"version":"\)[^"]*/\1saved_version_1/' flows
}

# bases FILE - id and base of its records.
bases() { jq -c '[.id, .base.org, .base.version, .base.textHash]' "$1" | sort; }

@test "gc-get: the version that was asked for, as the org lists it" {
	target
	records 2 | gc-put --publish >out
	records 2 b | gc-put >out
	org=$(jq -r .org out | sed 1q)
	gc-list --select '.system != true' >listed
	for how in '2.0' '1.0 --published' '1.0 --version 1' '2.0 --archy' '1.0 --archy --version published'; do
		# shellcheck disable=SC2086 # version, then options
		set -- $how
		gc-get "${@:2}" listed >out
		jq -se --arg o "$org" --arg v "$1" 'length == 2 and
			all(.[]; .base == {org: $o, version: $v, textHash: .base.textHash}) and
			(map(.base.textHash | select(test("^[0-9a-f]{16}$"))) | unique | length == 2)' out
		# Once more: it is replaced, and stands in the same place.
		gc-get "${@:2}" out | same out -
		gc-get "${@:2}" --have out listed | same out -
	done
	login sim-client
	post "/api/v2/flows/actions/checkout?flow=$(id_of 'Flow 1')"
	gc-list --name 'Flow 1' | gc-get | jq -se '.[0].base.version == .[0].savedVersion.id and (.[0].base.version | startswith("saved_"))'
	# Without an org or without marks nothing is known.
	jq -c 'del(.org)' listed | gc-get | jq -se 'all(.[]; has("base") | not)'
	jq -c 'del(.checkedInVersion, .publishedVersion)' listed | gc-get | jq -se 'all(.[]; has("base") | not)'
}

@test "saved and loaded: in the manifest, not in the files, and back in its place" {
	flows
	bases flows >want
	[ "$(grep -c saved_version_ want)" -gt 0 ]
	for format in yaml json i3; do
		gc-save --format $format d.$format flows
		jq -c '.flows[] | [.flowId, .org, .version, .textHash]' d.$format/manifest.json | sort | same want -
		run ! grep -rE '"base"|^base:' d.$format/*/
	done
	gc-load d.json | sort >got
	sort flows | same - got
	gc-load d.yaml >got
	bases got | same want -
	gc-load d.i3 | jq -c .base | sort >got
	jq -c .base flows | sort | same - got
	# The files are the same where only the version moved.
	cp -r d.yaml moved
	jq -c '.base.version = "99.0"' flows | gc-save -v moved 2>said
	run ! grep written said
	diff -r d.yaml moved >differs || [ $? -eq 1 ]
	[ "$(grep -c '^diff' differs)" -eq 1 ]
	gc-load moved | jq -se 'all(.[]; .base.version == "99.0")'
}

@test "Archy YAML: in the manifest and back" {
	target --job-time 20
	archy 2
	gc-put archy.ndjson >out
	gc-list --select '.system != true' | gc-get --archy | gc-strip >flows
	gc-save --format archy d flows
	gc-load d | jq -c '[.archy, .base]' | sort >got
	jq -c '[.archy, .base]' flows | sort | same - got
}

@test "a single file or folder: the nearest manifest above it that lists the file" {
	flows 4
	gc-save a/b/flows flows
	file=$(find a/b/flows -name '*.yaml' | sed 1q)
	bases flows >want
	gc-load "$file" >got
	[ "$(bases got | grep -Fxf want -c)" -eq 1 ]
	(cd "${file%/*}" && gc-load "./${file##*/}") | same got -
	(cd "${file%/*}" && gc-load .) >more
	[ "$(bases more | grep -Fxf want -c)" -eq "$(wc -l <more)" ]
	gc-load a | same <(gc-load a/b/flows) - # and not the manifest itself
	# Files of this name that are none do not matter, nor does one that lists other files.
	for other in '{}' '{"flows":[7]}' 'no JSON' '{"flows":[{"filePath":"x.yaml","org":"o","version":"1.0"}]}'; do
		echo "$other" >"${file%/*}/manifest.json"
		gc-load "$file" | same got -
	done
	mkdir other
	cp "$file" other/
	gc-load other | jq -se 'all(.[]; has("base") | not)'
	gc-load <"$file" | jq -se 'all(.[]; has("base") | not)'
	# A record's own base counts.
	echo 'base: {org: o, version: "7.0"}' >>"$file"
	gc-load "$file" | jq -e '.base.version == "7.0"'
}

@test "gc-remap leaves it as it is, also where it rewrites the org" {
	flows 4
	org=$(jq -r .org flows | sed 1q)
	other=11111111-1111-4111-8111-111111111111
	printf '{"kind":"map","type":"organization","from":"%s","to":"%s","status":"mapped"}\n' "$org" "$other" >map
	gc-remap --unmapped keep --report report map flows >got 2>err || [ $? -eq 1 ]
	jq -se --arg o "$org" --arg t "$other" 'all(.[]; .org == $t and .base.org == $o)' got
	bases flows >want
	bases got | same want -
	run ! grep '"at":"/base' report
	gc-remap --unmapped keep --reverse map got >again 2>err || [ $? -eq 1 ]
	cmp flows again
}

@test "gc-save --base: after an import the next edit is not refused" {
	target
	records 3 | gc-put --publish >out
	gc-list --select '.system != true' | gc-get | gc-strip | gc-save d
	sed -i 's/- a$/- b/' d/WORKFLOW/Flow\ [12].yaml
	gc-load d | gc-put --publish >results
	jq -se 'map(.status) | sort == ["done", "done", "skipped"]' results
	sed -i 's/- b$/- c/' d/WORKFLOW/*.yaml
	run -3 gc-put --dry-run <(gc-load d)
	cp -r d before
	gc-save --base results d
	diff -r before d >differs || [ $? -eq 1 ]
	[ "$(grep -c '^diff' differs)" -eq 1 ]
	jq -e '[.flows[].version] == ["2.0", "2.0", "1.0"]' d/manifest.json
	gc-load d | gc-put --publish >results
	jq -se 'map(.status) | sort == ["done", "done", "skipped"]' results
}

@test "gc-save --base: only what was written or is equal, and only of the org that it came from" {
	flows 4
	gc-save d flows
	cp d/manifest.json before
	result() {
		jq -c --arg s "$1" --arg o "${2-}" '{kind: "result", org: (if $o == "" then .org else $o end),
			flow: {id, name, type}, status: $s, target: {version: "50.0"}}' flows
	}
	for status in planned refused failed; do
		result $status | gc-save --base - d
		same before d/manifest.json
	done
	jq -c '{kind: "result", org, flow: {id, name, type}, status: "done", target: {version: null}}' flows | gc-save --base - d
	same before d/manifest.json
	result "done" other >results
	run -0 --separate-stderr gc-save --base results d
	[[ $stderr == 'gc-save: results: skipped '*' results of another org than the flows came from' ]]
	same before d/manifest.json
	result "done" | jq -c '.flow.id = "none" | .flow.name = "none"' >results
	run -0 --separate-stderr gc-save --base results d
	[[ $stderr == 'gc-save: results: skipped '*' results of flows that d/manifest.json does not list' ]]
	same before d/manifest.json
	result skipped | jq -c '.left = true' | gc-save --base - d
	same before d/manifest.json
	result skipped | gc-save --base - d
	jq -e 'any(.flows[]; has("textHash")) | not' d/manifest.json
	jq -e 'all(.flows[]; .version == "50.0")' d/manifest.json
	run -2 gc-save --base results d flows
	run -2 gc-save --base results --prune d
	run -74 gc-save --base results none
	[ ! -e none ]
	# A folder of an older version has no bases; the flow's id tells that it is the same org.
	sed 's/"org":"[^"]*","version":"[^"]*","textHash":"[^"]*",//' before >d/manifest.json
	result "done" | gc-save --base - d
	jq -e 'all(.flows[]; .version == "50.0")' d/manifest.json
}
