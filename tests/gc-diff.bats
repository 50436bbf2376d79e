#!/usr/bin/env bats
# gc-diff.bats - differences between folders, files, orgs and git revisions

load helper
load pipelines
load objects
load flowdiff
load programs

# repository - a backup in git with one flow changed since its only commit, in `repo`
repository() {
	need_tool git
	export GIT_CONFIG_GLOBAL=$PWD/gitconfig GIT_CONFIG_NOSYSTEM=1
	git config --global user.name tester
	git config --global user.email tester@example.com
	git config --global init.defaultBranch main
	gc-sim --seed 5 --flows 6 --dump >flows.ndjson
	gc-save repo flows.ndjson
	cd repo
	git init -q
	git add -A
	git commit -qm first
	changed=$(git ls-files -z | grep -zE '^WORKFLOW/.*yaml$' | head -zn 1 | tr -d '\0')
	sed -i '0,/defaultLanguage: .*/s//defaultLanguage: xx-YY/' "$changed"
	name=$(basename "$changed" .yaml)
	said="$name: default language \"en-US\" → \"xx-YY\""
}

# bats test_tags=long
@test "gc-diff: flows without a configuration are reported, the others are compared, and the answer is 3" {
	gc-sim --seed 5 --flows 4 --dump >a.ndjson
	local name
	name=$(jq -rs '.[0].name' a.ndjson)
	sed '1s/,"configuration":.*/}/' a.ndjson >b.ndjson
	run -3 --separate-stderr gc-diff a.ndjson b.ndjson
	[ -z "$output" ]
	[[ $stderr == "gc-flowdiff: "*"\"$name\" in B: no configuration to compare; fetch it with gc-get" ]]
	run -3 --separate-stderr gc-diff --format diff a.ndjson b.ndjson
	[ -z "$output" ]
	[[ $stderr == "gc-diff: b.ndjson: flows without a configuration cannot be compared as YAML; "* ]]
	sed '2s/"defaultLanguage":"[^"]*"/"defaultLanguage":"xx-YY"/' b.ndjson >c.ndjson
	run -1 --separate-stderr gc-diff a.ndjson c.ndjson
	[[ $output == *'→ "xx-YY"'* && $stderr == *"no configuration to compare"* ]]
}

# bats test_tags=long
@test "gc-diff: two orgs that say the same are equal; folders, files and records are read alike" {
	for side in a b; do
		# no API lists presence definitions
		gc-sim --org $side --seed 5 --flows 6 --dump | grep -v PRESENCE_DEFINITION_ID >$side.ndjson
		gc-sim --org $side --seed 5 --flows 6 --dump-objects | cat - $side.ndjson >$side.inventory
		gc-save $side $side.ndjson
	done
	for pair in "a.ndjson b.ndjson" "a b.ndjson" "a b"; do
		# shellcheck disable=SC2086
		run -0 --separate-stderr gc-diff --inventory-a a.inventory --inventory-b b.inventory $pair
		[ -z "$output" ]
	done
	run -0 gc-diff --inventory-a a.inventory --inventory-b b.inventory - b <a.ndjson
	sed '2s/"defaultLanguage":"en-US"/"defaultLanguage":"xx-YY"/' a.ndjson >c.ndjson
	run -1 --separate-stderr gc-diff a c.ndjson
	[[ $output == *': default language "en-US" → "xx-YY"' ]] && [ "${#lines[@]}" -eq 1 ]
	run -1 gc-diff --names a c.ndjson
	[[ $output == */* ]] && [ "${#lines[@]}" -eq 1 ]
	run -1 gc-diff --format ndjson a c.ndjson
	jq -e '.what == "default language"' <<<"$output"
	run -1 gc-diff --format html a c.ndjson
	[[ $output == '<!DOCTYPE html>'* ]]
	run -1 gc-diff --format diff a c.ndjson
	[[ $output == *'-  defaultLanguage: en-US'* ]]
	run -2 gc-diff --format xml a b
	run -2 gc-diff a
}

@test "gc-diff: an org and the folder that was exported from it" {
	org dev --seed 7 --flows 20
	gc-list -p dev | gc-get -p dev | gc-save flows
	run -0 --separate-stderr gc-diff profile:dev flows
	[ -z "$output" ]
}

@test "gc-diff: git revisions, whole and of a path, also from a folder of the repository" {
	repository
	run -1 --separate-stderr gc-diff HEAD .
	[ "$output" = "$said" ]
	run -1 gc-diff "HEAD:$changed" "$changed"
	[ "$output" = "$said" ]
	run -1 gc-diff HEAD:WORKFLOW WORKFLOW
	[ "$output" = "$said" ]
	git commit -qam second
	run -1 gc-diff HEAD~1 HEAD
	[ "$output" = "$said" ]
	run -0 gc-diff HEAD .
	cd WORKFLOW
	run -1 gc-diff HEAD~1 HEAD
	[ "$output" = "$said" ]
	run -1 gc-diff HEAD~1:./ .
	[ "$output" = "$said" ]
	run -2 --separate-stderr gc-diff HEAD:none .
	[ "$stderr" = 'gc-diff: HEAD:none: no such file or folder in this revision' ]
	for missing in none HEAD~9 none:x ''; do
		run -2 --separate-stderr gc-diff "$missing" HEAD
		[ "$stderr" = "gc-diff: $missing: no file, folder or git revision has this name here; an org is profile:NAME" ]
	done
	run -2 --separate-stderr gc-diff - - </dev/null
	[ "$stderr" = 'gc-diff: standard input can be A or B, not both' ]
	# an existing file comes before a revision of this name
	cp "$name.yaml" main
	mv main main.yaml
	run -0 gc-diff main.yaml HEAD:./"$name.yaml"
	cd "$BATS_TEST_TMPDIR"
	run -2 gc-diff HEAD HEAD
}

@test "gc-diff: git difftool, for all files at once and one by one; files that came and went" {
	repository
	run -1 --separate-stderr git difftool -d -y -x gc-diff
	[ "$output" = "$said" ]
	run -1 --separate-stderr git difftool -d --no-symlinks -y -x gc-diff
	[ "$output" = "$said" ]
	run -0 --separate-stderr git difftool -y -x gc-diff -- "$changed"
	[ "$output" = "$said" ]
	git config --global diff.guitool none
	git config --global diff.tool gc-diff
	git config --global difftool.gc-diff.cmd 'gc-diff "$LOCAL" "$REMOTE"'
	run -0 --separate-stderr git difftool -d
	[ "$output" = "$said" ]
	git checkout -q -- "$changed"
	git rm -q --cached -- "$changed"
	git commit -qm removed
	git add -A
	run -1 --separate-stderr git difftool -d -y -x gc-diff --cached
	[ "$output" = "$name: flow added" ]
	run -0 --separate-stderr git difftool -y -x gc-diff --cached
	[ "$output" = "$name: flow added" ]
	run -1 --separate-stderr git difftool -d -y -x gc-diff HEAD~1 HEAD
	[ "$output" = "$name: flow removed" ]
}

@test "gc-diff: data tables and prompts in git, whose rows and audio are in files of their own" {
	repository
	git checkout -q -- .
	load object_files
	{ table t1 Numbers '[{"key":"a","Sum":1.50}]' && prompt p1 Hello en-us UklGRg==; } | gc-save -q .
	git add -A
	git commit -qm objects
	git config --global diff.tool lines
	git config --global difftool.lines.cmd 'gc-diff --format diff "$LOCAL" "$REMOTE"'
	sed -i 's/^a,.*/b,,,,/' dataTable/Numbers.csv
	run -1 --separate-stderr gc-diff --format diff HEAD .
	[[ $output == *$'\n-a,,,1.50,\n+b,,,,'* ]] && [ -z "$stderr" ]
	# git does not hand out the CSV with the table, nor the audio with the prompt
	sed -i 's/displayOrder: 4/displayOrder: 5/' dataTable/Numbers.yaml
	sed -i 's/resources: .*/resources: [{"id": "en-us"}]/' userPrompt/Hello.yaml
	run -0 --separate-stderr git difftool -d
	[[ $output == *'+        displayOrder: 5'*'+  - id: en-us'* && $output != *b,,,* ]] && [ -z "$stderr" ]
	run -0 --separate-stderr git difftool -y -- dataTable/Numbers.yaml
	[[ $output == *'+        displayOrder: 5'* ]] && [ -z "$stderr" ]
	run -1 --separate-stderr gc-diff --format diff HEAD:dataTable/Numbers.yaml dataTable/Numbers.yaml
	[[ $output == *'+        displayOrder: 5'* ]] && [ -z "$stderr" ]
}

@test "gc-diff: the textconv recipe of the man page" {
	need_tool mandoc
	repository
	local recipe
	mandoc -Tascii "$TOP/pipelines/gc-diff.1" | sed 's/.\x08//g' >page
	recipe=$(grep -E '^ *\$ git config diff.architect.textconv' page)
	[ -n "$recipe" ]
	rm page
	eval "${recipe#*\$ }"
	git config diff.architect.cachetextconv true
	echo '*.yaml diff=architect' >.gitattributes
	# a cache that Architect writes again at every save is no difference
	git checkout -q -- "$changed"
	sed -i 's/nextTrackingNumber: .*/nextTrackingNumber: 99/' "$changed"
	run -0 git diff -- "$changed"
	[[ $output != *nextTrackingNumber* ]]
	sed -i '0,/defaultLanguage: .*/s//defaultLanguage: xx-YY/' "$changed"
	run -0 git diff -- "$changed"
	[[ $output == *$'\n-  defaultLanguage: en-US\n+  defaultLanguage: xx-YY'* ]]
	[[ $output != *nextTrackingNumber* ]]
}

@test "gc-diff: its man page describes each option of --help" {
	need_tool mandoc
	mandoc -Tascii -O width=500 "$TOP/pipelines/gc-diff.1" | sed 's/.\x08//g' >page
	gc-diff --help | sed -n 's/^# *//; s/^  *\(--[a-z-]*\).*/\1/p' >options
	[ "$(wc -l <options)" -ge 5 ]
	while read -r option; do
		grep -qE "^ *(--[a-z-]+ FILE, )?$option\b" page || bad "$option"
	done <options
	no_failures
}

# bats test_tags=long
@test "gc-diff: a step that fails is no difference, whatever the format" {
	gc-sim --seed 5 --flows 3 --dump >a.ndjson
	mkdir bin
	for p in gc-strip gc-refs gc-plan gc-remap gc-flowdiff; do
		rm -f bin/*
		printf '#!/bin/sh\necho "%s: it hurts" >&2\nexit 74\n' $p >bin/$p
		chmod +x bin/$p
		for options in "--format text" "--format html" --names; do
			# shellcheck disable=SC2086
			PATH=$PWD/bin:$PATH run -74 gc-diff $options a.ndjson a.ndjson
			[[ $output == *"$p: it hurts"* ]]
		done
	done
	rm bin/*
	[ -e /dev/full ] || return 0
	sed 's/"nextAction":"/&x/' a.ndjson >b.ndjson
	for options in "--format text" "--format ndjson" --names; do
		code=0
		# shellcheck disable=SC2086
		gc-diff $options a.ndjson b.ndjson >/dev/full 2>err || code=$?
		[ "$code" -eq 74 ]
	done
}

@test "gc-diff, gc-validate: a reader that left: status 141, silently" {
	gc-sim --seed 5 --flows 90 --dump >a.ndjson
	sed 's/"name":"/&A new name of /; s/"nextAction":"/&x/g' a.ndjson >b.ndjson
	gc-sim --seed 6 --flows 1 --no-flows --dump-objects >inventory
	local command code
	trap - PIPE # bats may ignore it
	for command in "gc-diff --format diff a.ndjson b.ndjson" "gc-diff --format ndjson a.ndjson b.ndjson" \
		"gc-validate --target inventory --format ndjson a.ndjson"; do
		exec 8> >(exit 0)
		wait $! # nobody reads any more, before anything is written
		code=0
		# shellcheck disable=SC2086
		"$TOP/pipelines/"$command >&8 2>err || code=$?
		exec 8>&-
		[ "$code" -eq 141 ] || { echo "$command: $code"; return 1; }
		run ! grep -i pipe err
	done
}

@test "gc-diff: a table's numbers are compared by all their digits, its rows by key" {
	table() { # ROWS
		echo '{"kind":"object","type":"dataTable","id":"t","name":"Codes","configuration":{"id":"t","name":"Codes","schema":{"properties":{"key":{"type":"string"},"n":{"type":"integer"}}}},"rows":['"$1"']}'
	}
	table '{"key":"a","n":9007199254740993},{"key":"b","n":1}' >a.ndjson
	table '{"key":"b","n":1},{"key":"a","n":9007199254740992}' >b.ndjson
	run -1 --separate-stderr gc-diff a.ndjson b.ndjson
	[ "${#lines[@]}" -eq 1 ]
	[[ $output == *9007199254740993*9007199254740992* ]]
	table '{"key":"b","n":1},{"key":"a","n":9007199254740993}' >b.ndjson
	run -0 gc-diff a.ndjson b.ndjson
	run -0 gc-diff --format diff a.ndjson b.ndjson
}

@test "gc-diff: what each org sets for itself is marked, counted, and no failure on its own" {
	{ front; storm; } >a.ndjson
	{ front | sed 's/\["+4930123"\]/[]/'; storm | sed 's/"enabled":true/"enabled":false/'; } >b.ndjson
	for format in text ndjson html diff; do
		run -0 --separate-stderr gc-diff --format "$format" a.ndjson b.ndjson
		[ "$stderr" = 'gc-diff: 2 differences, 2 of them by hand' ]
		[ "$(grep -c 'by.hand' <<<"$output")" -ge 2 ]
	done
	run -0 gc-diff --names a.ndjson b.ndjson
	[[ $output == *'ivrConfiguration/Front (by hand)'* ]]
	run -0 "$TOP/pipelines/gc-compare" --with all a.ndjson b.ndjson
	[[ $output == *'# by hand: emergencyGroup/Storm: /configuration/enabled: true → false'* ]]
	# what only people create: between two orgs
	object user "$(id 95)" Jo '"title":"Agent"' >a.ndjson
	sed 's/Agent/Lead/' a.ndjson >c.ndjson
	sed "s/$org/0b000000-0000-4000-8000-000000000001/" c.ndjson >b.ndjson
	for format in text ndjson html diff; do
		run -0 --separate-stderr gc-diff --format "$format" a.ndjson b.ndjson
		[ "$stderr" = 'gc-diff: 1 difference, 1 of them by hand' ]
		run -1 --separate-stderr gc-diff --format "$format" a.ndjson c.ndjson
		[ -z "$stderr" ]
	done
	# another difference is one
	front | sed 's/\["+4930123"\]/[]/; s/"dnis"/"didPoolName":"x","dnis"/' >c.ndjson
	front >d.ndjson
	for format in text ndjson html diff; do
		run -1 --separate-stderr gc-diff --format "$format" d.ndjson c.ndjson
		[ "$stderr" = 'gc-diff: 2 differences, 1 of them by hand' ]
	done
	run -1 --separate-stderr gc-diff --names d.ndjson c.ndjson
	[ "$output" = 'ivrConfiguration/Front' ]
}

@test "--names: a line for each flow, whatever is in its name" {
	printf '{"kind":"flow","org":"o","id":"f1","name":"a\\nb\\u001b[2J\\u007f\\u009b\\u00e9","type":"WORKFLOW","configuration":{"defaultLanguage":"en-US"}}\n' >a.ndjson
	sed 's/en-US/xx-YY/' a.ndjson >b.ndjson
	run -1 --separate-stderr gc-diff --names a.ndjson b.ndjson
	[ "$output" = 'WORKFLOW/a\nb\u001b[2J\u007f\u009bé' ]
}
