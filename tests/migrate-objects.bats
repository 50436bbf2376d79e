#!/usr/bin/env bats
# The migrate pipeline with the objects around the flows, into an org that has nothing.

load helper
load pipelines
load objects

# What no program can create, and a person has created in test.
people=(integration user group team location composerScript responseAsset surveyForm skillGroup
	knowledgeBase grammar emailDomain emailRoute decisionTable dialogflowAgent audioConnectorBot image workitemSchema)

# empty_org FLOWS [option ...] - dev with flows and all that they need; test as Genesys hands over a new org
empty_org() {
	org dev --strict --seed 5 --flows "$1"
	org test --strict --seed 5 --flows "$1" --empty "${@:2}"
}

# move [option ...] - rehearse from dev to test
move() { "$TOP/pipelines/gc-migrate" --from dev --to test "$@"; }

# to_test [option ...] - migrate everything, or fail with what migrate says
to_test() {
	run "$TOP/pipelines/gc-migrate" "$@"
	[ "$status" -eq 0 ] || [ "$status" -eq 1 ] || [ "$status" -eq 3 ] || { echo "$output"; return 1; }
}

# has_all TYPE... - test has what dev has of these types, each once
has_all() {
	local side
	for side in dev test; do gc-list -q -p $side "$@" | jq -c '[.type, .name]' | sort >all.$side; done
	same all.dev all.test
}
created=(division acdSkill acdLanguage acdWrapupCode queue schedule scheduleGroup emergencyGroup ivrConfiguration
	userPrompt dataTable flowOutcome flowMilestone dataAction responseLibrary response contactList
	utilizationLabel workbin worktype)

# unexpected - what differs, but for what is marked as by hand and what by-hand.tsv names
unexpected() {
	run --separate-stderr "$TOP/pipelines/gc-diff" --with all --format ndjson --map migration/applied.map \
		profile:dev profile:test
	[ "$status" -le 1 ] || { echo "$stderr"; return 1; }
	printf '%s\n' "$output" >differences
	tail -n +2 migration/by-hand.tsv | cut -f2,3 | sort -u >named
	jq -r 'select(.by_hand | not) | [.flow // .object | .type, .name] + [.text] | @tsv' differences |
		awk -F '\t' 'NR == FNR { named[$1 FS $2]; next } !(($1 FS $2) in named)' named -
}

# bats test_tags=long
@test "migrate --with-objects: an empty org gets flows and all that they need, and compare finds no difference" {
	empty_org 300 "${people[@]/#/--keep=}"
	to_test --from dev --to test --with-objects --publish migration
	[ "$(writes "$PORT_test")" -eq 0 ]
	grep -q $'\temergencyGroup\t.*enabled was true' migration/by-hand.tsv
	grep -q $'\tivrConfiguration\t.*dnis was' migration/by-hand.tsv
	grep -q $'\tVOICEMAIL\t.*create it in Architect' migration/by-hand.tsv
	grep -q '^create *queue ' migration/review.txt
	to_test --apply migration
	has_all "${created[@]}"
	unexpected >other
	[ ! -s other ] || { cat other; return 1; }
	[ "$(jq -rs 'map(select(.by_hand | not) | .flow.type // .object.type) | unique | join(" ")' differences)" = 'INQUEUEEMAIL VOICEMAIL' ]
	# nothing is live that should not be
	curl -s "http://localhost:$PORT_test/sim/stats" | jq -e '.emergencyGroupsEnabled == 0 and .numbersAssigned == 0'
	# again: nothing is written, but flows that could not be published for an image are tried again
	curl -s -X DELETE "http://localhost:$PORT_test/sim/stats" >/dev/null
	to_test --apply migration
	[ "$(requests "$PORT_test" '^(POST|PUT|PATCH|DELETE) /api/v2/(?!flows/(actions/|[*])|.*/(query|search)$)')" -eq 0 ]
	[ "$(jq -r 'select(.status == "failed").reason' migration/results.ndjson | grep -vc '\.jpg\|\.png')" -eq 0 ]
	has_all "${created[@]}"
}

# bats test_tags=long
@test "migrate --with-objects: what waits for something by hand is listed, the rest arrives; then the rest of it" {
	empty_org 12
	run -1 "$TOP/pipelines/gc-migrate" --from dev --to test --with-objects migration
	head -1 migration/by-hand.tsv | grep -q $'^count\ttype\tname\twhat to do'
	grep -q $'\tintegration\t' migration/by-hand.tsv
	run -1 "$TOP/pipelines/gc-migrate" --apply migration
	has_all acdSkill schedule dataTable userPrompt
	[ "$(gc-list -p test dataAction | wc -l)" -eq 0 ]
	[ -s migration/withheld.ndjson ]
}

@test "migrate --with-objects=all is all; a type that does not exist: 2; a folder without objects is told" {
	empty_org 4
	run -2 --separate-stderr move --with-objects=queues migration
	[[ $stderr == *'gc-migrate: no such type "queues"; gc-list --list-types prints all' ]]
	run -2 --separate-stderr move --with-objects= migration
	[[ $stderr == *'gc-migrate: no type is given: '* ]]
	run move --with-objects=all all
	[ "$status" -eq 1 ]
	grep -q '^create *queue ' all/review.txt
	"$TOP/pipelines/gc-export" -p dev flows
	run --separate-stderr "$TOP/pipelines/gc-migrate" --from flows --to test --with-objects bare
	[[ $stderr == *"/flows: has no objects to move; export the org with --with"* ]]
	# records of other programs have blanks
	echo '{ "kind": "object", "type": "acdSkill", "id": "s1", "name": "Blank", "configuration": {"name": "Blank"}}' >blank.ndjson
	run -0 --separate-stderr "$TOP/pipelines/gc-migrate" --from blank.ndjson --to test --with-objects blank
	[[ $stderr == *'references of 1 object'* && $stderr != *'no objects to move'* ]]
	run -2 "$TOP/pipelines/gc-diff" --with queues flows flows
	run -2 "$TOP/pipelines/gc-export" -p dev --with queues flows
}

# bats test_tags=long
@test "migrate --from a backup --with-objects: the source org is gone" {
	empty_org 6 "${people[@]/#/--keep=}"
	"$TOP/pipelines/gc-export" -p dev --with all copy
	gc-list -q -p dev all >copy/inventory.ndjson
	to_test --from copy --to test --with-objects --publish --apply --now migration
	has_all "${created[@]}"
}

# kill_migration PID - kill -9, which `killed` counts if it still ran, and wait until nothing of it runs
kill_migration() {
	local i
	kill -KILL "$1" 2>/dev/null && killed=$((${killed-0} + 1))
	wait "$1" || true
	for ((i = 0; i < 600; i++)); do
		started_by "$1" || break
		pause 0.05
	done
	run ! started_by "$1"
}

# bats test_tags=long
@test "migrate --with-objects: killed (-9) while it writes, and run again: everything is there, once" {
	local n i pid
	empty_org 6 "${people[@]/#/--keep=}"
	to_test --from dev --to test --with-objects --publish migration
	for n in 15 90 200; do
		"$TOP/pipelines/gc-migrate" --apply migration >/dev/null 2>&1 3>&- 4>&- &
		pid=$!
		for ((i = 0; i < 6000; i++)); do
			alive "$pid" && [ "$(writes "$PORT_test")" -lt "$n" ] || break
			pause 0.02
		done
		kill_migration "$pid"
	done
	[ "$killed" -ge 2 ]
	to_test --apply migration
	has_all "${created[@]}"
	jq -se 'all(.[]; .status | IN("done", "skipped", "waiting", "refused"))' migration/results.ndjson
	# and there is nothing left to do
	curl -s -X DELETE "http://localhost:$PORT_test/sim/stats" >/dev/null
	to_test --apply migration
	[ "$(writes "$PORT_test")" -eq 0 ]
}

# small_source - from.ndjson: two flows and eleven objects that refer to each other in circles
small_source() {
	opens() { jq -c '.configuration += {name, type: (.type | ascii_downcase), flowMetaData: {}, nextTrackingNumber: 10, initialPrompts: {}, flowSequenceItemList: []}'; }
	{
		object acdSkill "$skill" French
		object acdWrapupCode "$code" Done
		object responseLibrary "$library" Greetings
		object userPrompt "$prompt" Whisper
		object queue "$sales" Sales '"queueFlow":'"$(ref "$inqueue" Music)"',"whisperPrompt":'"$(ref "$prompt" Whisper)"',"directRouting":{"backupQueueId":"'"$support"'"}' \
			'"wrapupCodes":['"$(ref "$code" Done)"']'
		object queue "$support" Support '"directRouting":{"backupQueueId":"'"$sales"'"}'
		object schedule "$schedule" Day '"start":"2026-01-01T08:00:00.000","end":"2026-01-01T18:00:00.000"'
		opening_hours
		storm
		object ivrConfiguration "$ivr" Front '"openHoursFlow":'"$(ref "$main" Main)"',"closedHoursFlow":'"$(ref "$main" Main)"',"scheduleGroup":'"$(ref "$hours" Hours)"
		blacklist
		music | opens
		main_flow | jq -c 'del(.configuration.manifest.dataAction)' | opens
	} >from.ndjson
}

# new_test - test as it was before the first --apply: the same org, without anything
new_test() {
	sed -i '/^test:/,$d' "$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	org test --empty --flows 1
}

# bats test_tags=long
@test "migrate --with-objects: killed (-9) at ten random points and run again, it ends as if it had not been killed" {
	local round seed=$RANDOM all pid
	RANDOM=$seed
	small_source
	org twin --empty --flows 1
	"$TOP/pipelines/gc-migrate" --from from.ndjson --to twin --with-objects --publish --apply --now twin
	new_test
	run -0 "$TOP/pipelines/gc-migrate" --from from.ndjson --to test --with-objects --publish rehearsed
	cp -r rehearsed migration
	new_test # which has not been asked anything
	run -0 "$TOP/pipelines/gc-migrate" --apply migration
	all=$(requests "$PORT_test" '^')
	for round in 1 2 3 4 5 6 7 8 9 10; do
		new_test
		rm -rf migration
		cp -r rehearsed migration
		n=$((RANDOM % all + 1))
		echo "seed $seed, round $round: killed at request $n of $all" # shown if it fails
		ask_sim "$PORT_test" /sim/faults "stall:seconds=60:every=$n:times=1"
		"$TOP/pipelines/gc-migrate" --apply migration >/dev/null 2>&1 3>&- 4>&- &
		pid=$!
		await '! alive "$pid" || { sum_of "$PORT_test" faults && [ "$COUNT" -gt 0 ]; }'
		kill_migration "$pid"
		ask_sim "$PORT_test" /sim/faults ''
		run "$TOP/pipelines/gc-migrate" --apply migration
		[ "$status" -eq 0 ] || { echo "$output"; return 1; }
		# the twin was not killed; system flows are each org's own
		run --separate-stderr "$TOP/pipelines/gc-diff" --format ndjson --with "$(IFS=, && echo "${created[*]}")" profile:test profile:twin
		[ "$status" -le 1 ]
		[ -z "$(jq -c 'select(.flow.name // "" | startswith("Default ") | not)' <<<"$output")" ] || { echo "$output"; return 1; }
		[ -z "$(gc-list -q -p test all | jq -c '[.type, .name]' | sort | uniq -d)" ]
	done
	[ "$killed" -ge 8 ]
}
