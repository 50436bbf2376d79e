#!/usr/bin/env bats
# migrate --with-objects: by-hand.tsv and review.txt have each flow and object that does not arrive.

load helper
load pipelines

people=(integration user group team location composerScript workbin responseAsset surveyForm skillGroup
	knowledgeBase grammar emailDomain emailRoute decisionTable dialogflowAgent audioConnectorBot image workitemSchema)

# orgs FLOWS [option ...] - dev with flows and all that they need; test as Genesys hands over a new org
orgs() {
	org dev --strict --seed 5 --flows "$1"
	org test --strict --seed 5 --flows "$1" --empty "${@:2}"
}

# row TYPE NAME - the rows of by-hand.tsv for it
row() { awk -F '\t' -v t="$1" -v n="$2" '$2 == t && $3 == n' migration/by-hand.tsv; }

# not_there FILE - type and name of the records of FILE that the target lacks after an --apply
not_there() {
	gc-list -q -p test flow objects | jq -c '[.type, .name]' | sort >there
	jq -c 'select(.system != true) | [.type, .name]' "$1" | sort | comm -23 - there
}

# bats test_tags=long
@test "migrate: what waits is in by-hand.tsv with what it waits for, and in review.txt" {
	orgs 12
	run -1 migrate --from dev --to test --with-objects migration
	gc-strip -q --for none --drop /configuration --drop /rows --drop /media migration/source.ndjson >heads
	run -1 migrate --apply migration
	not_there heads >missing
	[ "$(wc -l <missing)" -gt 10 ]
	jq -r '"\(.[0]) \(.[1] | tojson)"' missing | sort -u >want
	sed -nE 's/^(withheld|waiting|refused) +([A-Za-z]+ "([^"\\]|\\.)*").*/\2/p' migration/review.txt | sort -u >reviewed
	comm -23 want reviewed | tee not-reviewed
	[ ! -s not-reviewed ]
	jq -r '.[1]' missing | sort -u >want
	cut -f3 migration/by-hand.tsv | sort -u | comm -23 want - | tee not-by-hand
	[ ! -s not-by-hand ]
	# nor is a system flow changed
	jq -r 'select(.flow and .action == "skip" and (.reason | startswith("a system flow"))) | .flow | .type, .name' \
		migration/plan.ndjson >system
	[ ! -s system ] || row "$(sed -n 1p system)" "$(sed -n 2p system)" | grep -q 'left alone, since every org has its own'
	row dataAction "$(jq -r 'select(.[0] == "dataAction")[1]' missing | sed -n 1p)" | grep -q 'waits for integration ".*"; move it again'
}

# bats test_tags=long
@test "migrate: a data action with a masked key is by hand, and review.txt does not promise it" {
	orgs 12 "${people[@]/#/--keep=}"
	"$TOP/pipelines/gc-export" -p dev --with all --mask-headers copy
	grep -rlF '*** masked by gc-tools ***' copy/dataAction >masked
	[ -s masked ]
	jq -r --rawfile masked masked '($masked | split("\n")) as $m | .objects[] | select("copy/" + .filePath | IN($m[])).name' \
		copy/manifest.json | sort -u >names
	[ -s names ]
	run migrate --from copy --to test --with-objects migration
	awk -F '\t' '$2 == "dataAction" && /a key in its headers is masked/ { print $3 }' migration/by-hand.tsv |
		sort -u | comm -23 names - | tee not-by-hand
	[ ! -s not-by-hand ]
	jq -Rr '"dataAction \(tojson): created by this migration"' names >promises
	run -1 grep -Ff promises migration/review.txt
	grep -q '^withheld  dataAction ' migration/review.txt
}

# bats test_tags=long
@test "migrate: what could not be fetched is in by-hand.tsv and review.txt, with the reason" {
	orgs 6 "${people[@]/#/--keep=}"
	id=$(gc-list -p dev queue | jq -r .id | sed -n 3p)
	ask_sim "$PORT_dev" /sim/faults "403:path=/api/v2/routing/queues/$id"
	run -3 migrate --from dev --to test --with-objects migration
	name=$(jq -r .name migration/unfetched.ndjson)
	row queue "$name" | grep -q 'could not be fetched (.*); rehearse again'
	grep -qF "missing   queue $(jq -c .name migration/unfetched.ndjson): " migration/review.txt
}

# bats test_tags=long
@test "migrate: from a folder the ids say the same as from the profile, whatever its inventory has" {
	org dev --seed 5 --flows 4
	org test --seed 5 --flows 4 --empty
	"$TOP/pipelines/gc-export" -p dev --with acdSkill copy
	gc-list -q -p dev all >copy/inventory.ndjson
	# a user that only a text names
	user=$(gc-list -p dev user | jq -r .id | sed -n 1p)
	name=$(some_flow dev)
	gc-list -p dev --name "$name" | gc-get -p dev | sed 's/"nextTrackingNumber":/"note":"see '"$user"'",&/' >changed
	gc-put -p dev --force --publish changed >put || { cat put; return 1; }
	gc-list -p dev --name "$name" | gc-get -p dev | gc-strip -q | gc-save -q copy
	run -1 migrate --from dev --to test --with-objects=acdSkill profile
	run -1 migrate --from copy --to test --with-objects=acdSkill folder
	for side in profile folder; do
		jq -c '[.type, .from, .name, .status]' "$side/map.ndjson" | sort >"$side.map"
		cut -f2- "$side/by-hand.tsv" | sort >"$side.by-hand"
	done
	grep -q "$user" profile.map
	same profile.map folder.map
	same profile.by-hand folder.by-hand
}

# voicemail - a voicemail flow that needs nothing, and a workflow, as a backup would have them
voicemail() {
	printf '{"kind":"flow","org":"0a000000-0000-4000-8000-000000000001","id":"%s","name":"%s","type":"%s","configuration":{"name":"%s","type":"%s","flowMetaData":{},"nextTrackingNumber":1,"manifest":{%s},"flowSequenceItemList":[]}}\n' \
		00000001-0000-4000-8000-000000000001 Mailbox VOICEMAIL Mailbox voicemail '' \
		00000002-0000-4000-8000-000000000001 Steps WORKFLOW Steps workflow '' \
		00000003-0000-4000-8000-000000000001 Asks WORKFLOW Asks workflow \
		'"botFlow":[{"id":"00000004-0000-4000-8000-000000000001","name":"Helper"}]' >flows.ndjson
}

@test "migrate: with a voicemail flow, a rehearsal names the next command, and --apply does not advise to repeat itself" {
	org test --flows 1 --empty
	voicemail
	run -3 --separate-stderr migrate --from flows.ndjson --to test --with-objects migration
	[[ $stderr == *$'\ngc-migrate: 1 flow would fail (see above); nothing was written\n'* ]]
	[[ $stderr != *'may work later'* ]]
	[ "${stderr_lines[-1]}" = 'gc-migrate: to write the others, review migration/review.txt, then run: gc-migrate --apply migration' ]
	# types as in records, in what a row waits for, too
	row VOICEMAIL Mailbox | grep -q $'^0\tVOICEMAIL\tMailbox\tcreate it in Architect: the API cannot create voicemail flows$'
	row BOT Helper | grep -q 'move this flow, too, or create it'
	row WORKFLOW Asks | grep -q 'waits for BOT "Helper"; move it again when that is there'
	[ "$(cut -f2 migration/by-hand.tsv | sort -u | grep -cE 'Flow$|workflow')" -eq 0 ]
	run -3 --separate-stderr migrate --apply migration
	[ "${stderr_lines[-1]}" = 'gc-migrate: 1 flow failed (see above) and would fail again; see migration/by-hand.tsv; when that is mended, rehearse again: gc-migrate migration' ]
	[ "$(gc-list -q -p test --name Steps | wc -l)" -eq 1 ]
}

# bats test_tags=long
@test "migrate --apply: what fails then is in by-hand.tsv, too, and what waits for it; the next --apply finds it written" {
	org test --flows 1 --empty
	voicemail
	sed '1d; 3s/"botFlow":.*/"workflow":[{"id":"00000002-0000-4000-8000-000000000001","name":"Steps"}]},"flowSequenceItemList":[]}}/' \
		flows.ndjson >two.ndjson
	run -0 migrate --from two.ndjson --to test --with-objects migration
	[ "$(wc -l <migration/by-hand.tsv)" -eq 1 ]
	cp migration/by-hand.tsv planned
	# the target refuses to create any
	ask_sim "$PORT_test" /sim/faults '400:method=POST:path=/api/v2/flows'
	run -3 --separate-stderr migrate --apply migration
	row WORKFLOW Steps | grep -q $'^1\tWORKFLOW\tSteps\tcannot create the flow: 400 '
	[ "${stderr_lines[-1]}" = 'gc-migrate: 2 flows failed (see above) and would fail again; see migration/by-hand.tsv; when that is mended, rehearse again: gc-migrate migration' ]
	# only the first, only once: what refers to it has to wait
	ask_sim "$PORT_test" /sim/faults '400:method=POST:path=/api/v2/flows:times=1'
	run -3 --separate-stderr migrate --apply migration
	row WORKFLOW Asks | grep -qF 'not written: it refers to workflow "Steps", which could not be created'
	[ "${stderr_lines[-1]}" = 'gc-migrate: run the same command again to write the flows that were not written' ]
	# the list is no part of what was reviewed: a person may note on it what is done
	echo 'done' >>migration/by-hand.tsv
	ask_sim "$PORT_test" /sim/faults ''
	run -0 --separate-stderr migrate --apply migration
	same planned migration/by-hand.tsv
	[ "$(gc-list -q -p test --select '.system != true' | wc -l)" -eq 2 ]
}

# bats test_tags=long
@test "migrate --apply: not permitted, or all temporary: by-hand.tsv has it, and the status says it" {
	org test --flows 1 --empty
	voicemail
	sed '1d; 3d' flows.ndjson >one.ndjson
	run -0 migrate --from one.ndjson --to test --with-objects migration
	ask_sim "$PORT_test" /sim/faults '403:method=POST:path=/api/v2/flows'
	run -77 --separate-stderr migrate --apply migration
	row WORKFLOW Steps | grep -q $'^0\tWORKFLOW\tSteps\tcannot create the flow: 403 '
	[ "${stderr_lines[-1]}" = 'gc-migrate: 1 flow failed (see above); when the role has the permissions, run the same command again' ]
	jq -e '.status == "failed"' migration/stubs.ndjson
	# not permitted to save what it has created
	ask_sim "$PORT_test" /sim/faults '403:method=POST:path=*/versions'
	run -77 --separate-stderr migrate --apply migration
	row WORKFLOW Steps | grep -q '403 '
	# what may pass
	mkdir bin
	printf '#!/bin/sh\necho %s\nexit 75\n' "$(jq '.organization | @sh "\({kind: "result", org: .id,
		flow: {id: null, name: "Steps", type: "WORKFLOW"}, action: "create", status: "failed", reason: "busy",
		temporary: true} | tojson)"' -r migration/target.session)" >bin/gc-put
	chmod +x bin/gc-put
	PATH=$PWD/bin:$PATH run -75 --separate-stderr migrate --apply migration
	row WORKFLOW Steps | grep -q 'busy$'
	[ "${stderr_lines[-1]}" = 'gc-migrate: 1 flow failed (see above); run the same command again' ]
	ask_sim "$PORT_test" /sim/faults ''
	run -0 --separate-stderr migrate --apply migration
	[ "$(wc -l <migration/by-hand.tsv)" -eq 1 ]
	[ "$(gc-list -q -p test --name Steps | wc -l)" -eq 1 ]
}

@test "migrate: two records of one flow, whatever their ids: one arrives, the other is refused and counted" {
	org test --flows 1 --empty
	voicemail
	{
		sed -n 2p flows.ndjson
		sed -n 2p flows.ndjson | sed 's/00000002-/00000005-/; s/"Steps"/"STEPS"/g'
		sed -n 2p flows.ndjson | sed 's/"Steps"/"Other"/g; s/00000002-/00000006-/'
	} >twins.ndjson
	run -3 --separate-stderr migrate --from twins.ndjson --to test --with-objects migration
	[[ $stderr == *'ready.ndjson:2: flow 00000005-0000-4000-8000-000000000001 "STEPS": create: a record before this one is of the same flow'* ]]
	[[ $stderr == *'--apply would: create: 2, refused: 1'* ]]
	grep -q '^refused .*"STEPS"' migration/review.txt
	run -3 --separate-stderr migrate --apply migration
	[[ $stderr == *'gc-migrate: create: 2, refused: 1'* ]]
	row WORKFLOW STEPS | grep -q 'a record before this one is of the same flow: applied.ndjson:1$'
	[ "$(gc-list -q -p test --select '.system != true' | jq -r .name | sort | paste -sd ' ')" = 'Other Steps' ]
	# one flow twice
	{ cat twins.ndjson && sed -n 1p twins.ndjson; } >again.ndjson
	run -3 --separate-stderr migrate --from again.ndjson --to test again
	[[ $stderr == *'--apply would: refused: 2, skip: 2'* ]]
}
