#!/usr/bin/env bats
# gc-put: worktypes and their statuses, which have ids of their own in every org.

load helper
load sim
load programs
load put

# org [gc-sim options] - an empty org with what a worktype needs that only people make.
org() {
	start_sim --empty --org target --strict "$@"
	login admin
	post /api/v2/taskmanagement/workitems/schemas '{"name":"Case data","jsonSchema":{}}'
	[ "$STATUS" = 200 ]
}

# status N NAME CATEGORY [MEMBERS] - one of the record's.
status() {
	printf '{"id":"s%s","name":"%s","category":"%s"%s}' "$1" "$2" "$3" "${4:+,$4}"
}

# worktype [STATUSES [MEMBERS]] - the records of a worktype and of what it refers to.
statuses() {
	status 1 Open Open '"description":"new","destinationStatuses":[{"id":"s2"},{"id":"s3"}],"defaultDestinationStatus":{"id":"s2"},"statusTransitionDelaySeconds":86500,"statusTransitionTime":"04:20:00"'
	printf ,
	status 2 Working InProgress '"destinationStatuses":[{"id":"s3"}]'
	printf ,
	status 3 Done Closed
}
record_of() {
	printf '{"kind":"object","type":"%s","id":"%s","name":"%s","configuration":{"id":"%s","name":"%s"%s}}\n' \
		"$1" "$2" "$3" "$2" "$3" "${4:+,$4}"
}
worktype() {
	record_of workbin bin Cases '"description":"d"'
	record_of acdSkill skill English
	record_of worktype type Case '"defaultWorkbin":{"id":"bin"},"schema":{"id":"'"$schema"'","version":7},"defaultSkills":[{"id":"skill"}],"statuses":['"${1-$(statuses)}"'],"defaultStatus":{"id":"s1"}'"${2:+,$2}"
}

# the_schema - the target's, in schema; ids of it are in records as gc-remap leaves them.
the_schema() {
	api /api/v2/taskmanagement/workitems/schemas
	schema=$(jq -r '.entities[0].id' answer.json)
}

# there - the target's worktype, statuses by their names.
there() {
	gc-list -q worktype | gc-get -q | jq -cS '.configuration | (.statuses | map({key: .id, value: .name}) | from_entries) as $n |
		{name, skills: [.defaultSkills[].name], bin: .defaultWorkbin.name, first: $n[.defaultStatus.id], statuses: [.statuses[] |
		{name, category, description, statusTransitionTime, to: [.destinationStatuses[]? | $n[.id]], auto: $n[.defaultDestinationStatus.id // ""]}]}'
}

last() { jq -r 'select(.object.type == "worktype") | "\(.action) \(.status)"' out; }

@test "a worktype is created with its statuses, and a second run skips it" {
	org
	the_schema
	worktype >in
	gc-put -q in >out
	[ "$(last)" = 'create done' ]
	there >got
	jq -e '.skills == ["English"] and .bin == "Cases" and .first == "Open" and
		[.statuses[].name] == ["Open", "Working", "Done"] and .statuses[0].to == ["Working", "Done"] and
		.statuses[0].auto == "Working" and .statuses[0].statusTransitionTime == "04:20:00" and
		.statuses[1].to == ["Done"]' got
	gc-put -q in >out
	[ "$(last)" = 'skip skipped' ]
	[ "$(requests_of '^(POST|PATCH) .*/statuses')" -eq 5 ]
	[ "$(requests_of '^(POST|PATCH) .*/worktypes(/[*])?$')" -eq 2 ]
}

@test "killed at any request of a worktype and run again: the same, and nothing twice" {
	org
	the_schema
	worktype >in
	gc-put -q in >out
	there >want
	local path
	for path in POST:'*/workbins' POST:'*/worktypes' POST:'*/statuses' PATCH:'*/statuses/*' PATCH:'*/worktypes/*'; do
		stop_sims
		org
		the_schema
		worktype >in
		cut "stall:method=${path/:/:path=}:after:times=1" in || bad "$path: not killed"
		gc-put -q in >out || bad "$path: status $?"
		there >got
		diff want got || bad "$path: another state"
	done
	no_failures
}

@test "after lost answers no status and no worktype is there twice" {
	org
	the_schema
	worktype >in
	faults '502:method=POST:first=1:after' '502:method=POST:path=*/statuses:times=2:after'
	gc-put -q in >out
	faults
	[ "$(last)" = 'create done' ]
	there >got
	jq -e '[.statuses[].name] == ["Open", "Working", "Done"]' got
	gc-put -q in >out
	[ "$(last)" = 'skip skipped' ]
}

@test "what differs in a status is named, and changed with --update; the category never" {
	org
	the_schema
	worktype >in
	gc-put -q in >out
	sed 's/"description":"new"/"description":"other"/; s/{"id":"s2"},{"id":"s3"}/{"id":"s3"}/; s/"defaultStatus":{"id":"s1"}/"defaultStatus":{"id":"s2"}/' in >other
	run -1 gc-put -q other
	echo "$output" >out
	[ "$(last)" = 'differs skipped' ]
	[ "$(jq -c 'select(.object.type == "worktype").paths' out)" = '["/configuration/statuses/0/description","/configuration/statuses/0/destinationStatuses","/configuration/defaultStatus"]' ]
	gc-put -q --dry-run --update other >out
	[ "$(last)" = 'update planned' ]
	gc-put -q --update --backup before other >out
	[ "$(last)" = 'update done' ]
	there >got
	jq -e '.first == "Working" and .statuses[0].description == "other" and .statuses[0].to == ["Done"]' got
	gc-put -q --restore before >out
	there >got
	jq -e '.first == "Open" and .statuses[0].description == "new" and .statuses[0].to == ["Working", "Done"]' got
	sed 's/"category":"Closed"/"category":"Waiting"/' in >other
	run -1 --separate-stderr gc-put --update other
	[[ $stderr == *"the API cannot change a status's category"* ]]
}

@test "a status that the target lacks is added without --update; one that only it has stays" {
	org
	the_schema
	worktype >in
	gc-put -q in >out
	worktype "$(statuses),$(status 4 Parked Waiting '"destinationStatuses":[{"id":"s2"}]')" >more
	gc-put -q --dry-run more >out
	[ "$(last)" = 'complete planned' ]
	[ "$(jq -c 'select(.object.type == "worktype").paths' out)" = '["/configuration/statuses/3"]' ]
	gc-put -q more >out
	[ "$(last)" = 'complete done' ]
	there >got
	jq -e '.statuses[3].name == "Parked" and .statuses[3].to == ["Working"]' got
	gc-put -q in >out
	[ "$(last)" = 'skip skipped' ]
	there >got
	jq -e '.statuses | length == 4' got
}

@test "the default skills are changed; a schema that the target lacks is a person's" {
	org
	the_schema
	worktype >in
	gc-put -q in >out
	record_of acdSkill other French >more
	sed 's/"defaultSkills":\[{"id":"skill"}\]/"defaultSkills":[{"id":"skill"},{"id":"other"}]/' in >>more
	gc-put -q --update more >out
	there >got
	jq -e '.skills == ["English", "French"]' got
	schema=nowhere
	worktype | sed 's/"Case"/"Second"/g; s/"type"/"type2"/g' | sed 's/"type2":/"type":/' >in
	run -1 --separate-stderr gc-put in
	[[ $stderr == *'waits for workitemSchema "nowhere", which the target does not have'* ]]
}

@test "migrated by name: the schema, the workbin and the statuses are the target's own" {
	start_sim --org dev --seed 3 --flows 6
	gc-list workbin worktype workitemSchema acdSkill acdLanguage queue division | gc-get -q >source
	start_sim --org test --seed 3 --flows 6
	gc-list workbin worktype workitemSchema acdSkill acdLanguage queue division >inventory
	gc-strip source | gc-refs >refs
	gc-plan -q --target inventory refs >map || true
	jq -se 'map(select(.type == "workitemSchema")) | length == 1 and .[0].status == "mapped"' map
	grep -e '"type":"worktype"' source | gc-strip | gc-remap -q map >in
	gc-put -q in >out
	results_are '.action == "skip"'
}

@test "a member that only the target has: no call takes it away, and that is said each time" {
	org
	record_of workbin bin Cases '"description":"d"' >in
	gc-put -q in >out
	record_of workbin bin Cases >bare
	for option in --dry-run '' ''; do
		run -1 --separate-stderr gc-put --update $option bare
		[ "$(jq -r '"\(.action) \(.status) \(.paths)"' <<<"$output")" = 'differs skipped ["/configuration/description"]' ]
		[[ $stderr == *': differs: 1 difference; no call of the API takes a member of it away: do that by hand' ]]
	done
	[ "$(requests_of '^PATCH ')" -eq 0 ]
	record_of workbin bin Cases '"description":""' | gc-put -q --update >out
	[ "$(gc-put -q bare | jq -r .action)" = skip ]
}
