# migrate-archy.bats - a folder of Archy YAML from git, brought into an org: rehearsed, reviewed, applied.
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines
load helper
load sim
load archy

teardown() { stop_sims; }

setup_file() { command -v jq >/dev/null || skip "jq is not installed"; }

# The module comes last by its name, and first by what needs it.
folder() {
	mkdir -p flows/calls
	archy_call '"{{env}} Main"' >flows/calls/main.yaml <<-'END'
		- callCommonModule: {name: x, commonModule: {"{{module}}": {ver_latestPublished: {}}}}
		- transferToAcd:
		    targetQueue: {lit: {name: DEV_Sales}} # as in dev
	END
	archy_module Audit >flows/z-audit.yaml
	printf 'clientSecret: xyzzy\nsubstitutions:\n  env: dev\n  module: Audit\n' >options.yaml
	printf 'queue\tDEV_*\tPROD_*\n' >rename.tsv
}

# org_of FILE - an org with these objects, as the profile test
org_of() {
	start_sim --from "$1"
	mkdir -p "$XDG_CONFIG_HOME/gc-tools"
	(umask 077; printf 'test:\n  region: localhost:%s\n  client_id: sim-client\n  client_secret: sim-secret\n' \
		"$SIM_PORT" >"$XDG_CONFIG_HOME/gc-tools/profiles.yaml")
	unset GENESYSCLOUD_REGION GENESYSCLOUD_OAUTHCLIENT_ID GENESYSCLOUD_OAUTHCLIENT_SECRET
}

@test "gc-migrate brings a folder of Archy YAML: filled, renamed, rehearsed, applied in order" {
	folder
	printf '%s\n' '{"kind":"object","org":"o-1","type":"division","id":"d-1","name":"Home"}' \
		'{"kind":"object","org":"o-1","type":"queue","id":"q-1","name":"PROD_Sales"}' >objects.ndjson
	org_of objects.ndjson
	run -3 gc-migrate --from flows --to test m
	[[ $output == *'calls/main.yaml:2: no value for {{env}}'*'placeholders without a value (see above); nothing was written' ]]
	# Two files of one flow: one of them would be lost.
	cp flows/z-audit.yaml flows/calls/again.yaml
	run -3 gc-migrate --from flows --to test --options options.yaml --set env=Prod m
	[[ $output == *'several flows of one type and name: COMMONMODULE "Audit": '*/again.yaml,\ */z-audit.yaml*'nothing was written' ]]
	rm flows/calls/again.yaml
	run -1 gc-migrate --from flows --to test --options options.yaml --set env=Prod m
	[[ $output == *'queue "DEV_Sales"'*missing* ]]
	run -0 gc-migrate --from flows --to test --options options.yaml --set env=Prod --rename rename.tsv m
	grep -q 'create  INBOUNDCALL "Prod Main"' m/review.txt
	grep -q 'Flows of Archy YAML are published' m/review.txt
	[ -z "$(grep -rl xyzzy m)" ]
	[ "$(gc-list -p test flow | jq -s 'map(select(.system != true)) | length')" -eq 0 ]
	run -0 gc-migrate --apply m
	[ "$(jq -r '.flow.name + " " + .action + " " + .status' m/results.ndjson | paste -sd,)" = \
		"Audit create done,Prod Main create done" ]
	gc-list -p test flow | gc-get -p test --archy | jq -c 'select(.name == "Prod Main")' | jq -j .archy >got
	sed 's/{{env}}/Prod/; s/{{module}}/Audit/; s/DEV_Sales}/PROD_Sales}/' flows/calls/main.yaml | diff - got
	# Again: nothing to do.
	run -0 gc-migrate m
	run -0 gc-migrate --apply m
	jq -se 'all(.[]; .action == "skip")' m/results.ndjson
	# The review of an edit: where each file is, what its names become, and what the YAML changes.
	sed -i 's/name: Start/name: Begin/' flows/calls/main.yaml
	run -0 gc-migrate m
	sed -n '/^$/,$p' m/review.txt >review
	diff review - <<-END

	update  INBOUNDCALL "Prod Main": target 1.0 → 2.0, from $PWD/flows/calls/main.yaml; the target's published version differs
	    commonModuleFlow "Audit": $(jq -r 'select(.name == "Audit").to' m/map.ndjson)
	    queue "DEV_Sales" → "PROD_Sales": q-1
	    * archy inbound call tasks task name "Start" → "Begin"
	skip    COMMONMODULE "Audit": target 1.0, from $PWD/flows/z-audit.yaml; equal and published
	END
	grep -q 'are published' m/review.txt
	run ! grep 'checked in' m/review.txt
	# The org's flows and the folder, compared by themselves: the same words.
	run -1 gc-diff profile:test m/ready.ndjson
	[ "$output" = 'Prod Main: archy inbound call tasks task name "Start" → "Begin"' ]
}

@test "gc-migrate brings flows that refer to each other: rehearsed first, in the order of their need" {
	mkdir -p flows
	archy_call A >flows/a.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: B}}'
	archy_call B >flows/b.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: C}}'
	archy_call C >flows/c.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: A}}'
	archy_call First >flows/z.yaml <<-'END'
		- transferToFlow: {name: x, targetFlow: {name: B}}
		- setFoo: {name: x, foo: {lit: {name: Bar}}}
	END
	printf '%s\n' '{"kind":"object","org":"o-1","type":"division","id":"d-1","name":"Home"}' >objects.ndjson
	org_of objects.ndjson
	run -0 gc-migrate --from flows --to test m
	[ "$(jq -r '.flow.name + " " + .action + " " + .status' m/plan.ndjson | sort | paste -sd,)" = \
		"A create planned,B create planned,C create planned,First create planned" ]
	grep -q 'create  INBOUNDCALL "A".*as a stub first' m/review.txt
	grep -q '^    name "Bar": named in a place that gc-tools does not know, stays as it is' m/review.txt
	[ "$(gc-list -p test flow | jq -s 'map(select(.system != true)) | length')" -eq 0 ]
	run -0 gc-migrate --apply m
	[[ $output == *'create: 4' ]]
	jq -r '.flow.name + " " + .action + " " + .status' m/results.ndjson >got
	[ "$(head -n 3 got | paste -sd,)" = "A stub done,C create done,B create done" ]
	[ "$(tail -n 2 got | sort | paste -sd,)" = "A update done,First create done" ]
	[ "$(gc-list -p test flow --published | jq -s 'map(select(.system != true)) | length')" -eq 4 ]
	run -0 gc-migrate m
	run -0 gc-migrate --apply m
	jq -se 'all(.[]; .action == "skip")' m/results.ndjson
}

@test "gc-migrate --literal: {{key}} reaches the org as it is; an expression brings it through" {
	mkdir -p flows
	archy_call '"{{p}} A"' >flows/a.yaml <<-'END'
		- transferToFlow: {name: x, targetFlow: {name: "{{p}} B"}}
		- playAudio: {name: y, audio: {tts: "say {{lit}} and {{lit 2}}"}}
	END
	archy_call '"{{p}} B"' >flows/b.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: "{{p}} A"}}'
	printf '%s\n' '{"kind":"object","org":"o-1","type":"division","id":"d-1","name":"Home"}' >objects.ndjson
	org_of objects.ndjson
	run -3 gc-migrate --from flows --to test --set p=Q --literal lit m
	[[ $output == *'no value for {{lit 2}}'* ]]
	run -0 gc-migrate --from flows --to test --set p=Q --literal lit --literal 'lit 2' m
	[[ $output == *'--apply would: create: 2'* ]]
	run -3 gc-migrate --apply m
	[[ $output == *"The pre-processor substitution key 'lit' was found"*'flows/a.yaml'* ]]
	[[ $output != *'has no value'* ]]
	# what gc-remap(1) advises
	sed -i "s/{tts: \"say .*\"}}/{exp: 'ToAudioTTS(\"say {\" + \"{lit}}\")'}}/" flows/a.yaml
	grep -qF '"say {" + "{lit}}"' flows/a.yaml
	run -0 gc-migrate --from flows --to test --set p=Q m
	run -0 gc-migrate --apply m
	gc-list -p test flow | gc-get -p test --archy | jq -r 'select(.name == "Q A").archy' | grep -qF '"say {" + "{lit}}"'
}

@test "gc-migrate: a record that gc-put refuses as such is told, and the status is 3" {
	mkdir -p flows
	printf 'workflow:\n  name: "nul\\0"\n  division: Home\n' >flows/nul.yaml
	printf 'workflow:\n  name: Good\n  division: Home\n' >flows/good.yaml
	printf '%s\n' '{"kind":"object","org":"o-1","type":"division","id":"d-1","name":"Home"}' >objects.ndjson
	org_of objects.ndjson
	run -3 gc-migrate --from flows --to test m
	[[ $output == *'its name has a NUL character'*'would: create: 1'*'some records are refused (see above)'* ]]
	run ! grep 'checked in' m/review.txt
	run -3 gc-migrate --apply m
	[[ $output == *'create: 1'*'some records are refused (see above)'* ]]
}

@test "gc-migrate: a configuration that needs a new flow of Archy YAML is written by the same --apply" {
	local module=11111111-1111-4111-8111-111111111111
	printf '%s\n' '{"kind":"object","org":"o-1","type":"division","id":"d-1","name":"Home"}' >objects.ndjson
	org_of objects.ndjson
	cat >src.ndjson <<-END
		{"kind":"flow","org":"s","id":"22222222-2222-4222-8222-222222222222","name":"Conf","type":"WORKFLOW","configuration":{"name":"Conf","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{"commonModuleFlow":[{"id":"$module","name":"Audit"}]},"flowSequenceItemList":[{"x":"$module"}]}}
		{"kind":"flow","org":"s","id":"$module","name":"Audit","type":"COMMONMODULE","archy":"commonModule:\n  name: Audit\n  division: Home\n  startUpTaskActions: []\n"}
		{"kind":"flow","org":"s","id":"33333333-3333-4333-8333-333333333333","name":"Free","type":"COMMONMODULE","archy":"commonModule:\n  name: Free\n  division: Home\n  startUpTaskActions: []\n"}
	END
	run -0 gc-migrate --from src.ndjson --to test m
	run -0 gc-migrate --apply m
	[[ $output == *'create: 3' ]]
	[ "$(jq -r 'select(.action == "stub").flow.name' m/stubs.ndjson | sort | paste -sd,)" = Audit,Conf ]
	[ -z "$(find m -name 'applied.archy' -o -name 'applied.needed')" ]
	gc-list -p test flow | gc-get -p test | jq -se --arg id "$(gc-list -p test flow | jq -r 'select(.name == "Audit").id')" \
		'map(select(.name == "Conf")) | length == 1 and .[0].configuration.flowSequenceItemList[0].x == $id'
}

@test "gc-migrate: Archy YAML that names a new configuration and a new queue is written by the same --apply" {
	printf '%s\n' '{"kind":"object","org":"o-1","type":"division","id":"d-1","name":"Home","homeDivision":true}' >objects.ndjson
	org_of objects.ndjson
	cat >src.ndjson <<-'END'
		{"kind":"flow","name":"Named","type":"INBOUNDCALL","archy":"inboundCall:\n  name: Named\n  division: Home\n  x:\n    - callCommonModule: {commonModule: {Audit: {}}}\n    - transferToAcd: {targetQueue: {lit: {name: Sales}}}\n"}
		{"kind":"flow","org":"s","id":"22222222-2222-4222-8222-222222222222","name":"Audit","type":"COMMONMODULE","configuration":{"name":"Audit","type":"commonmodule","flowMetaData":{},"nextTrackingNumber":1,"manifest":{}}}
		{"kind":"object","org":"s","type":"queue","id":"33333333-3333-4333-8333-333333333333","name":"Sales","configuration":{"id":"33333333-3333-4333-8333-333333333333","name":"Sales"}}
	END
	run -0 gc-migrate --from src.ndjson --to test --with-objects m
	grep -A 2 '^create *INBOUNDCALL "Named"' m/review.txt | tail -n 2 | same - <(cat <<-'END'
		    commonModuleFlow "Audit": created by this migration
		    queue "Sales": created by this migration
	END
	)
	run -0 gc-migrate --apply m
	[[ $output == *'create: 3' ]]
	[ "$(gc-list -p test flow --name Named | jq -r .publishedVersion.id)" = 1.0 ]
}

@test "gc-migrate renames flows that refer to each other, whichever comes first; a withheld one tells its file" {
	mkdir -p flows
	archy_call DEV_A >flows/a.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: DEV_B}}'
	archy_call DEV_B >flows/b.yaml <<<'- transferToFlow: {name: x, targetFlow: {name: DEV_A}}'
	archy_call DEV_C >flows/c.yaml <<<'- transferToAcd: {name: x, targetQueue: {lit: {name: DEV_Sales}}}'
	printf 'inboundCallFlow\tDEV_*\tPROD_*\nqueue\tDEV_*\tPROD_*\n' >rename.tsv
	printf '%s\n' '{"kind":"object","org":"o-1","type":"division","id":"d-1","name":"Home"}' \
		'{"kind":"object","org":"o-1","type":"queue","id":"q-1","name":"Other"}' >objects.ndjson
	org_of objects.ndjson
	run -1 gc-migrate --from flows --to test --rename rename.tsv m
	grep -q '^withheld  INBOUNDCALL "DEV_C", from .*/c.yaml$' m/review.txt
	grep -q '^    queue "DEV_Sales": missing, looked for as "PROD_Sales"$' m/review.txt
	run -1 gc-migrate --apply m
	[ "$(gc-list -p test flow | jq -r 'select(.system != true).name' | sort | paste -sd,)" = PROD_A,PROD_B ]
	gc-list -p test flow | gc-get -p test --archy | jq -r 'select(.name == "PROD_B").archy' | grep -q 'targetFlow: {name: PROD_A}'
}
