#!/usr/bin/env bats
# migrate: killed, or ended by a signal, and run again.

load helper
load pipelines

# bats test_tags=long
@test "migrate: killed at any point and run again, it ends as an undisturbed run" {
	two_orgs 15
	run "$TOP/pipelines/gc-migrate" --from dev --to test migration
	decide 15
	run -0 "$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish migration
	for t in 0.3 0.6 0.9 1.3 1.8; do
		timeout -s KILL "$t" "$TOP/pipelines/gc-migrate" --apply migration >/dev/null 2>&1 || true
	done
	run -0 "$TOP/pipelines/gc-migrate" --apply migration
	"$TOP/pipelines/gc-compare" profile:dev profile:test
	[ -z "$(gc-list -p test | jq -r '.type + " " + .name' | sort | uniq -d)" ]
}

# bats test_tags=long
@test "migrate: a signal ends it with all that it has started, and kill -9 lets nothing be sent" {
	env --default-signal=INT true 2>/dev/null || skip "env has no --default-signal"
	[ -e /proc/self/environ ] || skip "no /proc"
	org dev --seed 5 --flows 30
	org test --seed 5 --flows 30 --no-flows --latency 10
	run "$TOP/pipelines/gc-migrate" --from dev --to test migration
	decide 30
	signals=0
	ended TERM 5
	ended KILL 9
	ended INT 12
	ended KILL 14
	ended HUP 20
	ended TERM 20
	[ "$signals" -ge 4 ]
	"$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish --apply --now migration
	"$TOP/pipelines/gc-compare" profile:dev profile:test
}
