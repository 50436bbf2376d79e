#!/usr/bin/env bats
# gc-put: flows into an org, said first, and never twice.

load helper

teardown() {
	stop_sims
}

# two_orgs [gc-sim options for the target] - dev with flows, test with the same names and other
# ids; flows.ndjson holds dev's flows with their configurations. Settings point at test.
two_orgs() {
	start_sim --org dev --seed 3 --flows 12
	gc-list | gc-get | gc-strip >flows.ndjson
	start_sim --org test --seed 3 "$@"
}

# writes - how many requests that write the newest sim has got
writes() {
	curl -s "http://localhost:$SIM_PORT/sim/stats" |
		jq '[.paths | to_entries[] | select(.key | test("^(GET|POST /oauth/token)") | not).value] | add // 0'
}

@test "records of the very org are refused before anything is written" {
	start_sim --org dev --seed 3 --flows 4
	gc-list | gc-get >flows.ndjson
	run -2 --separate-stderr gc-put flows.ndjson
	[[ $stderr == *"come from this very org, \"dev\""* ]]
	[ -z "$output" ]
}

@test "options that exclude each other are a usage error" {
	run -2 gc-put --stubs --publish /dev/null
	run -2 gc-put --restore --publish /dev/null
	run -2 gc-put --validate --dry-run /dev/null
	run -2 gc-put --rate nonsense /dev/null
}

@test "a dry run names what would be done, and writes nothing" {
	two_orgs --flows 0
	gc-put --dry-run flows.ndjson >out
	[ "$(jq -r '.action + " " + .status' out | sort -u)" = "create planned" ]
	[ "$(wc -l <out)" -eq 12 ]
	[ "$(writes)" -eq 0 ]
}

@test "a record without a configuration is named, kept in --failed, and the others go on" {
	two_orgs --flows 0
	sed '1s/"configuration":/"other":/' flows.ndjson >in
	run -3 --separate-stderr gc-put --dry-run --failed failed in
	[[ $stderr == *"in:1: flow "*"nothing to put"* ]]
	[ "$(wc -l <<<"$output")" -eq 11 ]
	[ "$(jq -r .error.message failed)" = "nothing to put: neither a configuration nor Archy YAML (gc-get brings one)" ]
}
