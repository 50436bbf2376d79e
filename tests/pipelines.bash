# pipelines.bash - what the tests of the pipelines share: rehearsal orgs, their profiles, and what
# they were asked.

teardown() {
	stop_sims
}

# profile NAME - a profile for the sim that was started last
profile() {
	mkdir -p "$XDG_CONFIG_HOME/gc-tools"
	printf '%s:\n  region: localhost:%s\n  client_id: a\n  client_secret: b\n' "$1" "$SIM_PORT" \
		>>"$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	chmod 600 "$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	declare -g "PORT_$1=$SIM_PORT"
}

# org NAME [gc-sim options] - an org and its profile
org() {
	start_sim --org "$@" --job-time 5
	profile "$1"
}

# two_orgs FLOWS [options of test] - dev with flows, test with the same names and no flows
two_orgs() {
	local flows=$1
	shift
	org dev --seed 5 --flows "$flows"
	org test --seed 5 --flows "$flows" --no-flows "$@"
}

# requests PORT REGEX - how many requests with such a "METHOD path" the sim got
requests() { sum_of "$1" paths "$2" && echo "$COUNT"; }
count_writes() { sum_of "$1" paths '^(POST /api|PUT|PATCH|DELETE)' '^POST .*/(query|search)$'; }
writes() { count_writes "$1" && echo "$COUNT"; }

tree() { (cd "$1" && find . \( -path ./.git -o -path ./.gc \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum); }

# decide FLOWS [options of test] - fill in what is undecided, as a person would who looks it up:
# images, which no API lists, and what is called otherwise
decide() {
	gc-sim --org test --seed 5 --flows "$@" --dump-objects >there
	jq -c --slurpfile there there '. as $open | .to = first($there[] | select(.type == $open.type and
		(.name == $open.name, .name == $open.name + " (renamed)")).id)' \
		<(jq -c 'select(.status | IN("missing", "ambiguous", "unlisted"))' migration/map.ndjson) >decided
}

migrate() { "$TOP/pipelines/gc-migrate" "$@"; }

# edit ORG NAME - somebody edits and publishes this flow in the org
edit() {
	gc-list -p "$1" --name "$2" | gc-get -p "$1" | sed "s/\"nextTrackingNumber\":/\"edited_in_$1\":1,&/" |
		gc-put -p "$1" --force --publish >edited
	[ "$(jq -r .status edited)" = "done" ]
}

# some_flow ORG [TYPE] - print the name of a flow
some_flow() { gc-list -p "$1" --flow-type "${2-inboundcall}" --select '.system != true' | sed -n 1p | jq -r .name; }

# full PROGRAM - in bin: the program on a full disk, half of what it writes is there
full() {
	mkdir -p bin
	printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
	chmod +x "bin/$1"
}

# started_by PID - a process that the pipeline of this id has started is there
started_by() { grep -qxz "GC_OWNER=$1" /proc/[0-9]*/environ 2>/dev/null; }

# ended SIGNAL N - a migration gets this signal once the target has got N writes more, and does not
# answer the last of them for 3 s: all of it ends then, and no more arrives there than what was under way.
# `signals` counts; one for which the migration had ended already does not.
ended() {
	local signal=$1 pid before after ended
	ask_sim "$PORT_test" /sim/faults "stall:seconds=3:method=POST:path=/api/v2/flows*:every=$2"
	env --default-signal=INT,HUP "$TOP/pipelines/gc-migrate" --from dev --to test --map decided \
		--publish --apply --now -j 4 migration 2>err &
	pid=$!
	await '! alive "$pid" || { sum_of "$PORT_test" faults && [ "$COUNT" -gt 0 ]; }'
	alive "$pid" || { wait "$pid" && ask_sim "$PORT_test" /sim/faults ''; return; }
	kill -s "$signal" "$pid"
	signals=$((signals + 1))
	ended=0
	wait "$pid" || ended=$?
	before=$(requests "$PORT_test" '^')
	[ "$signal" = KILL ] || run ! started_by "$pid"
	for ((i = 0; i < 200; i++)); do
		started_by "$pid" || break
		pause 0.05
	done
	run ! started_by "$pid"
	after=$(requests "$PORT_test" '^')
	[ "$after" -le $((before + 4)) ] || { echo "$signal: $before, $after"; return 1; }
	[ "$ended" -eq $((128 + $(kill -l "$signal"))) ] || { echo "$signal: $ended"; cat err; return 1; }
	[ "$signal" = KILL ] || [ "$(tail -1 err)" = "gc-migrate: ended by SIG$signal; run it again to continue" ]
	ask_sim "$PORT_test" /sim/faults ''
}
