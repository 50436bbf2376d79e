#!/usr/bin/env bats
# The migration as make rules.

load helper
load pipelines

# bats test_tags=long
@test "migrate.mk: with flows withheld plan and apply do the others, say so, and fail" {
	two_orgs 25 --plant missing=2
	local make=(make -s -f "$TOP/pipelines/migrate.mk" FROM=dev TO=test)
	run -2 --separate-stderr "${make[@]}" plan
	said=$stderr
	n=$(wc -l <migration/withheld.ndjson)
	[ "$n" -gt 0 ]
	[[ $said == *"migrate.mk: $n of $(wc -l <migration/source.ndjson) flows are withheld; migration/map.ndjson shows"* ]]
	[ -s migration/dry-run.ndjson ]
	run -2 --separate-stderr "${make[@]}" plan
	[[ $stderr == *"flows are withheld"* ]]
	run -2 --separate-stderr "${make[@]}" apply
	[[ $stderr == *"migrate.mk: $n of "* ]]
	[ "$(wc -l <migration/results.ndjson)" -eq $(($(wc -l <migration/source.ndjson) - n)) ]
	jq -se 'all(.[]; .status == "done" or .status == "skipped")' migration/results.ndjson
}

# bats test_tags=long
@test "migrate.mk: what make -n shows is what runs, and nothing is made twice" {
	two_orgs 8
	run -0 make -n -f "$TOP/pipelines/migrate.mk" FROM=dev TO=test plan
	[[ $output == *"gc-plan --source"* ]]
	make -s -f "$TOP/pipelines/migrate.mk" FROM=dev TO=test plan 2>/dev/null
	run -0 make -q -f "$TOP/pipelines/migrate.mk" FROM=dev TO=test plan
	[ "$(writes "$PORT_test")" -eq 0 ]
}

@test "migrate.mk: apply creates, puts and publishes; the same again finds all equal" {
	two_orgs 30
	local make=(make -s -f "$TOP/pipelines/migrate.mk" FROM=dev TO=test)
	"${make[@]}" plan 2>log
	"${make[@]}" apply 2>>log || { cat log; return 1; }
	[ "$(gc-list -p test | wc -l)" -ge 25 ]
	run -0 jq -rs 'map(select(.status | IN("done", "skipped") | not)) | length' migration/results.ndjson
	[ "$output" -eq 0 ]
	[ "$(wc -l <migration/results.ndjson)" -eq "$(wc -l <migration/ready.ndjson)" ]
	"${make[@]}" apply 2>>log
	run -0 jq -rs 'map(.action) | unique | join(" ")' migration/results.ndjson
	[ "$output" = skip ]
}
