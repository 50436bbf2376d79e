#!/usr/bin/env bats
# What all pipelines share, on rehearsal orgs.

load helper
load pipelines

@test "each pipeline explains itself, and refuses what it does not know" {
	for p in gc-export gc-validate gc-compare gc-diff gc-graph gc-report gc-migrate gc-restore gc-backup gc-demo; do
		run -0 "$TOP/pipelines/$p" --help
		[[ $output == "$p - "* ]]
		[ "$(wc -l <<<"$output")" -le 40 ]
		run -2 "$TOP/pipelines/$p" --no-such-option
	done
}

@test "GC_OWNER: a program ends with the process that started it, and says what is wrong with it" {
	org dev --seed 5 --flows 5
	gc-list -p dev >flows
	for program in gc-auth gc-list gc-get gc-put; do
		# a process that has ended
		GC_OWNER=$(sh -c 'echo $$') run -75 --separate-stderr "$program" -p dev <flows
		[[ $stderr == "$program: process "*" has ended"* ]]
		GC_OWNER=x run -2 --separate-stderr "$program" -p dev <flows
		[ "$stderr" = "$program: GC_OWNER: \"x\" is not a process id; unset it" ]
		[ "$program" = gc-put ] || GC_OWNER=$$ run -0 "$program" -p dev <flows
	done
}

# each_missing PIPELINE... - each of these without each of the programs that it uses: 2, which one it is, where
# it was looked for, and what to do
each_missing() {
	local p program used files
	mkdir tools
	cp -R "$TOP/pipelines" . # a copy has no build/ next to it, where they would be found, too
	for program in bash env dirname basename realpath sed mkdir rm cat make git curl jq diff tsort sha256sum dot; do
		[ -z "$(command -v $program)" ] || ln -s "$(command -v $program)" tools/
	done
	for program in "$BUILD"/gc-*; do ln -s "$program" tools/; done
	for p; do
		# each program whose name stands in the script, other than in a comment
		files=("$TOP/pipelines/${p/gc-compare/gc-diff}")
		[ "$p" != gc-migrate ] || files+=("$TOP"/pipelines/migrate/*.bash)
		used=$(grep -hv '^[[:space:]]*#' "${files[@]}" | grep -ohE '\bgc-(auth|flowdiff|get|list|load|plan|put|refs|remap|save|select|strip|grep)\b' | sort -u)
		[ -n "$used" ]
		case $p in
		# a message names gc-save; the script does not run it
		gc-validate) cmd=(--target x f) used=${used/gc-save/} ;;
		# gc-save writes what diff compares, gc-flowdiff all other formats
		gc-compare) cmd=(a b) used=${used/gc-flowdiff/} ;;
		gc-diff) cmd=(a b) used=${used/gc-save/} ;;
		gc-migrate) cmd=(--from a --to b m) used=${used/gc-save/} ;; # a message, too
		*) cmd=(f) ;;
		esac
		for program in $used; do
			mv tools/$program away
			run -2 --separate-stderr env PATH="$PWD/tools" "pipelines/$p" "${cmd[@]}"
			[ "$stderr" = "$p: not in PATH ($PWD/tools): $program; build them (make) and add the folder build/ to PATH, or install them (make install)" ]
			mv away tools/$program
		done
	done
	rm tools/jq
	run -2 --separate-stderr env PATH="$PWD/tools" "pipelines/gc-migrate" --from a --to b m
	[ "$stderr" = "gc-migrate: not in PATH ($PWD/tools): jq; install the packages of these programs" ]
	run -2 env PATH="$PWD/tools" make -f "$TOP/pipelines/migrate.mk" plan
	[[ $output == *"jq is not in PATH"*"make install"* ]]
	rm tools/gc-sim
	run -2 env PATH="$PWD/tools" "pipelines/gc-demo"
	rm tools/realpath # as on an old macOS; without it, no command finds its own files
	for p in "$TOP"/pipelines/gc-*[!.1]; do
		p=pipelines/${p##*/}
		run -2 --separate-stderr env PATH="$PWD/tools" "$p" f
		[[ ${#stderr_lines[@]} -eq 1 && $stderr == *"$p"*"realpath: command not found" ]]
	done
	[ -z "$(find . -mindepth 1 -maxdepth 1 ! -name tools ! -name home ! -name pipelines \
		! -name 'separate-stderr-*')" ]
}

@test "a program that is missing: 2, which one, where it was looked for, and what to do" {
	each_missing gc-validate gc-restore
}

# bats test_tags=long
@test "each program that a pipeline uses is missed by its name" {
	each_missing gc-export gc-backup gc-validate gc-compare gc-diff gc-graph gc-report gc-migrate gc-restore
}

@test "cron's PATH: each command finds the programs next to it" {
	[ "$BUILD" -ef "$TOP/build" ] || skip "only build/ is next to the pipelines"
	local p
	org dev --seed 5 --flows 3
	cron() { run --separate-stderr env -i HOME="$HOME" PATH=/usr/bin:/bin "$@"; }
	cron "$TOP/pipelines/gc-backup" -q -p dev history
	[ "$status" -eq 0 ] && [ -z "$output$stderr" ]
	# As installed: the command is a link in a folder that PATH does not have.
	mkdir bin
	ln -s "$BUILD"/gc-* "$TOP"/pipelines/gc-* bin/
	cron bin/gc-export -p dev flows
	[ "$status" -eq 0 ]
	cron bin/gc-validate --target history/inventory.ndjson flows
	[ "$status" -le 1 ]
	for p in gc-compare gc-diff gc-graph gc-migrate gc-restore gc-demo; do
		cron "bin/$p" --help
		[ "$status" -eq 0 ] && [[ $output == *"usage: $p"* ]]
	done
}

@test "-q and -v of a command reach its programs" {
	org dev --seed 5 --flows 3
	run -0 --separate-stderr "$TOP/pipelines/gc-export" -p dev -v a
	[[ $stderr == *'gc-get: '*latestconfiguration* ]]
	run -0 --separate-stderr "$TOP/pipelines/gc-export" -p dev --quiet b
	[ -z "$stderr" ]
	run -2 --separate-stderr "$TOP/pipelines/gc-export" -q -p nobody c
	[[ $stderr == *'no profile "nobody"'* ]]
}

# bats test_tags=long
@test "what a signal ends is told once, by the pipeline that was called, with what to do" {
	local args pid code p
	org dev --seed 5 --flows 8
	printf '#!/bin/sh\n: >"%s/started"\nexec sleep 100\n' "$PWD" >sleeper
	chmod +x sleeper
	mkdir bin d
	cp sleeper bin/gc-get
	for args in 'gc-backup -p dev a|; run it again to continue' 'gc-export -p dev b|; run it again' \
		'gc-export -p dev --keep k c|; run it again to continue' 'gc-compare profile:dev d|; run it again'; do
		rm -f started
		p=${args%% *}
		# shellcheck disable=SC2086
		PATH=$PWD/bin:$PATH "$TOP/pipelines/"${args%|*} 2>err 3>&- 4>&- &
		pid=$!
		await '[ -e started ]' "$pid" || { cat err; return 1; }
		kill "$pid"
		code=0
		wait "$pid" || code=$?
		[ "$code" -eq 143 ]
		[ "$(cat err)" = "$p: ended by SIGTERM${args#*|}" ] || { cat err; return 1; }
	done
	# nothing is left: no lock, no folder that was made
	[ ! -e b ] && [ ! -e c ] && [ ! -e a/.gc ]
}

# nothing_goes_on SIGNAL COMMAND... - this process gets the signal after some requests, and then none
# of its programs is left, and no more requests arrive than were under way
nothing_goes_on() {
	local signal=$1 pid n enough before
	enough=$(($(requests "$SIM_PORT" '^') + 3 + RANDOM % 30))
	shift
	env --default-signal=INT,HUP "$@" >out 2>err 3>&- 4>&- &
	pid=$!
	await '[ "$(requests "$SIM_PORT" "^")" -ge "$enough" ] || ! alive "$pid"'
	kill -s "$signal" "$pid" || return 0
	wait "$pid" || true
	before=$(requests "$SIM_PORT" '^')
	for ((n = 0; n < 400; n++)); do
		started_by "$pid" || break
		sleep 0.05
	done
	run ! started_by "$pid"
	n=$(requests "$SIM_PORT" '^')
	[ "$n" -le $((before + 16)) ] || { echo "$signal $*: $before, $n"; return 1; }
}

# bats test_tags=long
@test "whatever ends compare, export or a make by migrate.mk, none of its programs goes on" {
	env --default-signal=INT true 2>/dev/null || skip "env has no --default-signal"
	[ -e /proc/self/environ ] || skip "no /proc"
	local signal
	org dev --seed 5 --flows 60 --latency 60
	for signal in TERM INT HUP KILL; do
		nothing_goes_on $signal "$TOP/pipelines/gc-compare" profile:dev profile:dev
		nothing_goes_on $signal "$TOP/pipelines/gc-export" -p dev flows
		nothing_goes_on $signal make -s -f "$TOP/pipelines/migrate.mk" FROM=dev TO=dev plan
		# what is there is whole
		[ ! -s migration/source.ndjson ] || [ "$(wc -l <migration/source.ndjson)" -eq 60 ]
		[ ! -e flows/manifest.json ] || [ "$(jq '.flows | length' flows/manifest.json)" -eq 60 ]
		rm -rf migration flows
	done
}

@test "gc-export, gc-backup and gc-migrate pass --tokens to gc-get and gc-put" {
	local name
	two_orgs 5
	mkdir bin
	for name in gc-get gc-put; do
		printf '#!/bin/sh\necho "%s $*" >>"%s/args"\nexec "%s/%s" "$@"\n' \
			$name "$PWD" "$BUILD" $name >bin/$name
		chmod +x bin/$name
	done
	PATH=$PWD/bin:$PATH
	"$TOP/pipelines/gc-export" -q -p dev --tokens 3 flows
	"$TOP/pipelines/gc-backup" -q -p dev --tokens 3 backup
	run migrate --from dev --to test --tokens 3 migration
	[ "$status" -le 3 ]
	run migrate --apply --tokens 3 migration
	[ "$(grep -c '^gc-get .*--tokens 3' args)" -ge 3 ]
	grep -q '^gc-put .*--tokens 3.*--dry-run' args
	run ! grep -v -e '--tokens 3' args
}

@test "gc-demo leaves a folder that it did not make" {
	mkdir demo
	echo mine >demo/file
	run -2 --separate-stderr "$TOP/pipelines/gc-demo" 2
	[ "$stderr" = 'gc-demo: ./demo: not made by gc-demo; call gc-demo in another folder' ]
	[ "$(cat demo/file)" = mine ]
}
