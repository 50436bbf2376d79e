# examples-ci.bats - the files of pipelines/examples: each is run, or read by the program that it is for.
load helper
load programs
load pipelines

EXAMPLES=$TOP/pipelines/examples

# commands FILE - the commands that a CI file runs in a checkout, up to the last one of its kind
check_and_backup() { # a checkout with an inventory, as gc-backup made it
	org dev --seed 5 --flows 4
	export GC_PROFILE=dev
	unset "${!GENESYSCLOUD_@}"
	git init -q --bare origin.git
	git init -q checkout
	git -C checkout remote add origin "$PWD/origin.git"
}

@test "crontab: each line is a command that runs as it stands, and says nothing" {
	local line command n=0
	check_and_backup
	while read -r line; do
		case $line in '#'* | *=* | '') continue ;; esac
		command=$(cut -d' ' -f6- <<<"$line")
		command=${command//\/usr\/bin\//$TOP/pipelines/}
		command=${command// -p prod/ -p dev}
		command=${command//\/srv\/genesys\/*/checkout}
		run -0 --separate-stderr sh -c "$command"
		[ -z "$output$stderr" ]
		n=$((n + 1))
	done <"$EXAMPLES/crontab"
	[ $n -eq 2 ]
	[ "$(git -C origin.git rev-list --all --count)" -ge 1 ]
}

@test "the systemd units are valid" {
	need_tool systemd-analyze
	mkdir units
	cp "$EXAMPLES"/gc-backup@.* units/
	sed -i "s|/usr/bin/gc-backup|$TOP/pipelines/gc-backup|" units/gc-backup@.service
	cp units/gc-backup@.service units/gc-backup@prod.service
	cp units/gc-backup@.timer units/gc-backup@prod.timer
	run systemd-analyze verify "$PWD/units/gc-backup@prod.service" "$PWD/units/gc-backup@prod.timer"
	[[ $output != *gc-backup@prod* ]] || { echo "$output"; false; }
}

# bats test_tags=long
@test "the CI files: YAML, and commands that work in a checkout" {
	local file command
	check_and_backup
	"$TOP/pipelines/gc-backup" -q --push checkout
	cd checkout
	export RUNNER_TEMP=$PWD/.. CI_COMMIT_REF_NAME=master
	for file in github-backup.yml github-check.yml gitlab-ci.yml; do
		python3 -c 'import sys, yaml; yaml.safe_load(open(sys.argv[1]))' "$EXAMPLES/$file" || bad "$file: not YAML"
	done
	grep -ohE "(gc-load|gc-validate|gc-backup) [^']*" "$EXAMPLES"/github-*.yml "$EXAMPLES/gitlab-ci.yml" "$EXAMPLES/Jenkinsfile" |
		grep -v '^gc-tools' | LC_ALL=C sort -u >../commands
	[ "$(wc -l <../commands)" -ge 4 ]
	# Inventories first: the checks read them.
	while IFS= read -r command; do
		status=0
		bash -euo pipefail -c "$command" >../out 2>../err || status=$?
		[ $status -le 1 ] || bad "$command: $status $(cat ../err)"
	done < <(grep '^gc-load' ../commands; grep -v '^gc-load' ../commands)
	no_failures
}

# bats test_tags=long
@test "promote.mk: dev to test, and test to prod" {
	two_orgs 4
	org prod --seed 5 --flows 4 --no-flows
	export PATH=$TOP/pipelines:$PATH
	for step in test apply-test prod apply-prod; do
		run -0 make -s -f "$EXAMPLES/promote.mk" $step
	done
	same <(gc-list -p dev | jq -r '.type + .name' | sort) <(gc-list -p prod | jq -r '.type + .name' | sort)
	run ! make -s -f "$EXAMPLES/promote.mk" test FLOWS='.type == "WORKFLOW"'
	[[ $output == *'use another folder for another selection'* ]]
	run -0 make -s -f "$EXAMPLES/promote.mk" test FLOWS='.type == "WORKFLOW"' INTO=some
	run -0 make -s -f "$EXAMPLES/promote.mk" apply-test INTO=some
	[ -s some/results.ndjson ]
}

@test "promote.mk: a rehearsal of each step with the right orgs, and its application" {
	cd "$BATS_TEST_TMPDIR"
	run -0 make -n -f "$EXAMPLES/promote.mk" test FLOWS=.active
	[ "$output" = "gc-migrate --from dev --to test --publish --select '.active' test.migration" ]
	run -0 make -n -f "$EXAMPLES/promote.mk" prod
	[[ $output == *'--from test --to prod '* ]]
	run -0 make -n -f "$EXAMPLES/promote.mk" apply-prod
	[ "$output" = 'gc-migrate --apply prod.migration' ]
}

# bats test_tags=long
@test "many cores and many orgs: GNU parallel, as in gc-tools(7)" {
	need_tool parallel
	check_and_backup
	gc-list flow | gc-get >flows.ndjson
	gc-refs flows.ndjson >want
	# The order stays (-k), and records stay whole.
	parallel --pipe -k --block 50k gc-refs <flows.ndjson >out 2>/dev/null
	same want out
	parallel gc-backup -q -p {} backup/{} ::: $(gc-auth --profiles) 2>/dev/null
	[ -s backup/dev/manifest.json ]
}

# bats test_tags=long
@test "many records and jq, as in gc-tools(7)" {
	need_tool mandoc
	check_and_backup
	gc-list flow | gc-get >flows.ndjson
	gc-refs flows.ndjson >refs.ndjson
	mandoc -Tascii -O width=500 "$TOP/cmd/gc-tools.7" | sed 's/.\x08//g' |
		awk '/^AT SCALE/ { on = 1 } /^ENVIRONMENT/ { on = 0 } on && /\$ (jq|gc-list)/ { more = 1 } on && more && !/^ *$/ { sub(/^ *\$ /, "\n"); print } /^ *$/ { more = 0 }' >commands
	[ "$(grep -cE '^(jq|gc-list) ' commands)" -eq 3 ]
	bash -euo pipefail commands >out
	awk -v RS= '{ f = "command." NR; print >f }' commands
	bash command.1 | awk '{ print $1 }' >counts
	[ "$(sed -n 1p counts)" -ge "$(sed -n '$p' counts)" ] && [ "$(wc -l <counts)" -le 10 ]
	bash command.2 | sort >got
	jq -r 'select(.type == "dataAction").flow.name' refs.ndjson | sort -u | comm -13 - <(jq -r .flow.name refs.ndjson | sort -u) | same - got
	[ -s got ]
	bash command.3 >got
	[ "$(wc -l <got)" -eq "$(jq -s 'map(select(.publishedVersion.datePublished // "" | . >= "2024")) | length' flows.ndjson)" ]
	[ -s got ]
}
