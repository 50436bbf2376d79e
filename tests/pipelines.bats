#!/usr/bin/env bats
# The pipelines, each as a user runs it, on two rehearsal orgs.

load helper

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
requests() {
	curl -s "http://localhost:$1/sim/stats" |
		jq --arg re "$2" '[.paths | to_entries[] | select(.key | test($re)).value] | add // 0'
}
writes() { requests "$1" '^(POST /api(?!.*/(query|search)$)|PUT|PATCH|DELETE)'; }

tree() { (cd "$1" && find . \( -path ./.git -o -path ./.gc \) -prune -o -type f -print0 | sort -z | xargs -0 sha256sum); }

# decide FLOWS [options of test] - what is open is filled in, as a person would who looks it up:
# images, which no API lists, and what is called otherwise
decide() {
	gc-sim --org test --seed 5 --flows "$@" --dump-objects >there
	jq -c --slurpfile there there '. as $open | .to = first($there[] | select(.type == $open.type and
		(.name == $open.name, .name == $open.name + " (renamed)")).id)' migration/open.ndjson >decided
}

@test "each pipeline explains itself, and refuses what it does not know" {
	for p in export validate compare graph migrate restore backup demo; do
		run -0 "$TOP/pipelines/$p" --help
		[[ $output == "$p - "* ]]
		[ "$(wc -l <<<"$output")" -le 40 ]
		[ "$p" = demo ] || run -2 "$TOP/pipelines/$p" --no-such-option
	done
}

@test "export: every flow, and the same again touches nothing" {
	org dev --seed 5 --flows 30
	"$TOP/pipelines/export" -p dev flows
	[ "$(find flows -name '*.yaml' | wc -l)" -eq "$(gc-list -p dev | wc -l)" ]
	gc-load flows >loaded
	gc-list -p dev | gc-get -p dev | gc-strip | sort >got
	same <(sort loaded) got
	tree flows >before
	touch -d '2001-01-01' flows/manifest.json
	"$TOP/pipelines/export" -p dev flows
	tree flows >after
	same before after
	[ "$(date -r flows/manifest.json +%Y)" = 2001 ]
	[ ! -e flows/.gc ]
	[ ! -e flows.staging ] && [ ! -e flows.failed.ndjson ]
}

@test "export: a run that fails leaves the folder as it was" {
	org dev --seed 5 --flows 10
	"$TOP/pipelines/export" -p dev flows
	tree flows >before
	curl -s --data '500:path=/api/v2/flows' "http://localhost:$SIM_PORT/sim/faults" >/dev/null
	run "$TOP/pipelines/export" -p dev --retries 1 flows
	[ "$status" -eq 75 ]
	tree flows >after
	same before after
}

@test "export: a filter or a disk that fails in the middle leaves the folder as it was" {
	org dev --seed 5 --flows 10
	"$TOP/pipelines/export" -p dev flows
	tree flows >before
	mkdir bin
	printf '#!/bin/sh\nhead -3 "$1"\nexit 70\n' >bin/gc-strip
	chmod +x bin/gc-strip
	PATH=$PWD/bin:$PATH run -70 "$TOP/pipelines/export" -p dev flows
	tree flows >after
	same before after
	printf '#!/bin/sh\nexit 74\n' >bin/gc-save
	rm bin/gc-strip
	chmod +x bin/gc-save
	PATH=$PWD/bin:$PATH run -74 "$TOP/pipelines/export" -p dev flows
	tree flows >after
	same before after
}

@test "export: a flow that YAML cannot hold is named, the others are there, nothing is removed" {
	org dev --seed 5 --flows 10 --plant surrogate=1
	run -3 --separate-stderr "$TOP/pipelines/export" -p dev flows
	[[ $stderr == *"surrogate"* ]]
	[[ $stderr == *"incomplete"* ]]
	[ "$(find flows -name '*.yaml' | wc -l)" -eq 9 ]
}

@test "export: flows that cannot be had are named and kept, and nothing is removed" {
	org dev --seed 5 --flows 10
	"$TOP/pipelines/export" -p dev flows
	id=$(gc-list -p dev | sed -n 3p | jq -r .id)
	curl -s --data "403:path=/api/v2/flows/$id/latestconfiguration" \
		"http://localhost:$SIM_PORT/sim/faults" >/dev/null
	run -3 --separate-stderr "$TOP/pipelines/export" -p dev flows
	[[ $stderr == *"$id"*403* ]]
	[ "$(jq -r .id flows/.gc/failed.ndjson)" = "$id" ]
	[ "$(ls -A flows/.gc)" = failed.ndjson ]
	[[ $stderr == *"gc-get --profile dev flows/.gc/failed.ndjson | gc-strip | gc-save flows"* ]]
	[ "$(find flows -name '*.yaml' | wc -l)" -eq 10 ]
	curl -s -X POST --data '' "http://localhost:$SIM_PORT/sim/faults" >/dev/null
	gc-get -p dev flows/.gc/failed.ndjson | gc-strip | gc-save flows
	same <(gc-load flows | sort) <(gc-list -p dev | gc-get -p dev | gc-strip | sort)
}

# mtimes DIR - when its files and folders were changed
mtimes() { find "$1" \( -path "$1/.git" -o -path "$1/.gc" \) -prune -o -printf '%p %i %T@\n' | sort; }

@test "backup: commits what changed; costs the listing, and touches nothing, where nothing did" {
	org dev --seed 5 --flows 12
	local backup=("$TOP/pipelines/backup" --profile=dev 'my history')
	"${backup[@]}"
	[ "$(git -C 'my history' log --oneline | wc -l)" -eq 1 ]
	[ -z "$(git -C 'my history' status --porcelain)" ]
	mtimes 'my history' >before
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats" >/dev/null
	"${backup[@]}"
	mtimes 'my history' >after
	same before after
	[ "$(git -C 'my history' log --oneline | wc -l)" -eq 1 ]
	[ "$(requests "$SIM_PORT" 'configuration')" -eq 0 ]
	[ "$(requests "$SIM_PORT" 'GET /api/v2/flows$')" -ge 1 ]
	# a flow is edited: one request more, and a commit of this flow
	gc-list -p dev | sed -n 3p | gc-get -p dev |
		sed 's/"uiMetaData":/"edited":1,&/' | gc-put -p dev --same-org >edited
	[ "$(jq -r .status edited)" = "done" ]
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats" >/dev/null
	"${backup[@]}"
	[ "$(requests "$SIM_PORT" 'configuration')" -eq 1 ]
	[ "$(git -C 'my history' show --format= --name-only | grep -c yaml)" -eq 1 ]
}

@test "backup: nothing is hidden by an ignore rule; git's own settings count, and its refusals" {
	org dev --seed 5 --flows 6
	git init -q history
	git -C history config user.name Ann
	printf '*.yaml\n' >history/.gitignore
	touch history/own.yaml
	"$TOP/pipelines/backup" -p dev history
	[ "$(git -C history ls-files | grep -c /)" -eq "$(gc-list -p dev | wc -l)" ]
	[ "$(git -C history status --porcelain --ignored | sort)" = $'!! .gc/\n!! own.yaml' ]
	[ "$(git -C history log -1 --format=%an,%ae)" = Ann,gc-tools@localhost ]
	printf '#!/bin/sh\nexit 1\n' >history/.git/hooks/pre-commit
	chmod +x history/.git/hooks/pre-commit
	gc-list -p dev | sed -n 3p | gc-get -p dev |
		sed 's/"uiMetaData":/"edited":1,&/' | gc-put -p dev --same-org >edited
	run -74 "$TOP/pipelines/backup" -p dev history
	[[ $output == *"git does not commit"* ]]
	rm history/.git/hooks/pre-commit
	"$TOP/pipelines/backup" -p dev history
	[ "$(git -C history log --oneline | wc -l)" -eq 2 ]
}

@test "backup: what a run that was killed had fetched is not fetched again; no two at a time" {
	org dev --seed 5 --flows 60 --latency 20
	setsid "$TOP/pipelines/backup" -p dev -j 1 history 3>&- &
	until grep -c . history/.git/gc-tools.ndjson.part | grep -qE '..'; do sleep 0.05; done
	run -75 --separate-stderr "$TOP/pipelines/backup" -p dev history
	[ "$stderr" = "backup: history: another run is at work (process $!); try again when it has ended" ]
	run -75 "$TOP/pipelines/export" -p dev history
	run -75 gc-save history </dev/null
	kill -KILL -- -$!
	run ! wait $!
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats" >/dev/null
	"$TOP/pipelines/backup" -p dev history
	[ "$(requests "$SIM_PORT" 'configuration')" -le 51 ]
	same <(gc-load history | sort) <(gc-list -p dev | gc-get -p dev | gc-strip | sort)
}

@test "export: stages inside its folder, and leaves alone what it did not make" {
	org dev --seed 5 --flows 4
	mkdir -p parent/flows.staging flows.staging
	echo mine | tee flows.staging/notes >parent/flows.staging/notes
	"$TOP/pipelines/export" -p dev flows
	[ "$(cat flows.staging/notes)" = mine ]
	tree flows >before
	# a .gc that somebody else made, in each form
	echo mine >flows/.gc
	run -65 --separate-stderr "$TOP/pipelines/export" -p dev flows
	[ "$stderr" = "export: flows/.gc: not made by gc-tools; move it away" ]
	rm flows/.gc
	ln -s ../parent flows/.gc
	run -65 "$TOP/pipelines/export" -p dev flows
	[ "$(ls -A parent)" = flows.staging ]
	rm flows/.gc
	mkdir flows/.gc
	echo mine >flows/.gc/notes
	run -65 --separate-stderr "$TOP/pipelines/export" -p dev flows
	[ "$stderr" = "export: flows/.gc/notes: not made by gc-tools; move it away" ]
	[ "$(cat flows/.gc/notes)" = mine ]
	rm -r flows/.gc
	tree flows | same before -
	# what a killed run left is not in the way
	mkdir -p flows/.gc/staging/tried
	echo 1 >flows/.gc/lock
	"$TOP/pipelines/export" -p dev flows
	[ ! -e flows/.gc ]
	tree flows | same before -
}

@test "export: the folder's parent need not be writable" {
	[ "$(id -u)" -ne 0 ] || skip "root may write everywhere"
	org dev --seed 5 --flows 4
	mkdir -p parent/flows
	chmod a-w parent
	"$TOP/pipelines/export" -p dev parent/flows
	chmod u+w parent
	[ -s parent/flows/manifest.json ]
}

@test "export: no room on the disk is 74, whatever step meets it; a folder that it made is gone" {
	org dev --seed 5 --flows 10
	local blocks said
	for blocks in 0 1 4; do
		code=0
		said=$(ulimit -f $blocks && "$TOP/pipelines/export" -p dev flows 2>&1) || code=$?
		[ "$code" -eq 74 ] || { echo "ulimit -f $blocks: $code: $said"; return 1; }
		[ -n "$said" ]
		[ ! -e flows ]
	done
}

@test "export: --fallback json keeps a flow that YAML cannot hold" {
	org dev --seed 5 --flows 10 --plant surrogate=1
	"$TOP/pipelines/export" -p dev --fallback json flows
	[ "$(find flows -name '*.yaml' | wc -l)" -eq 9 ]
	same <(gc-load flows | sort) <(gc-list -p dev | gc-get -p dev | gc-strip | sort)
}

@test "backup: a flow that YAML cannot hold does not make it incomplete" {
	org dev --seed 5 --flows 6 --plant surrogate=1
	run -0 "$TOP/pipelines/backup" -p dev history
	[ "$(git -C history ls-files | grep -c '\.json$')" -eq 2 ]
	# so that a flow that is gone is removed
	mkdir -p history/WORKFLOW
	gc-list -p dev | sed -n 1p | gc-get -p dev | gc-strip |
		jq -c '.id = "11111111-1111-4111-8111-111111111111" | .name = "Gone" | .type = "WORKFLOW"' |
		gc-save history
	run -0 "$TOP/pipelines/backup" -p dev history
	[ ! -e history/WORKFLOW/Gone.yaml ]
	git -C history log -1 --format=%s | grep -v incomplete
}

@test "backup: temporary files and .gc are never committed; own rules of the repository stay" {
	org dev --seed 5 --flows 4
	git init -q history
	printf 'mine' >history/.git/info/exclude
	mkdir -p history/WORKFLOW
	touch history/WORKFLOW/.gc-tmp-1-1 history/.gc-tmp-99-2
	tail -f history/WORKFLOW/.gc-tmp-1-1 3>&- >/dev/null &
	python3 -c 'import fcntl, sys, time
f = open("history/.gc-tmp-99-2", "r+")
fcntl.lockf(f, fcntl.LOCK_EX)
print(flush=True)
time.sleep(600)' 3>&- >locked &
	until [ -s locked ]; do sleep 0.05; done
	"$TOP/pipelines/backup" -p dev history
	"$TOP/pipelines/backup" -p dev history
	kill %1 %2
	[ -e history/.gc-tmp-99-2 ]
	[ ! -e history/WORKFLOW/.gc-tmp-1-1 ]
	[ -z "$(git -C history ls-files | grep -F .gc)" ]
	[ -z "$(git -C history status --porcelain)" ]
	[ "$(cat history/.git/info/exclude)" = $'mine\n.gc/\n.gc-tmp-*' ]
}

# edit_flow - the third flow of dev gets another content
edit_flow() {
	gc-list -p dev | sed -n 3p | gc-get -p dev |
		sed 's/"uiMetaData":/"edited":1,&/' | gc-put -p dev --same-org >edited
}

@test "backup: what a killed git left is removed, and it is said; a git at work is not disturbed" {
	org dev --seed 5 --flows 4
	"$TOP/pipelines/backup" -p dev history
	edit_flow
	branch=$(git -C history symbolic-ref HEAD)
	touch history/.git/index.lock history/.git/HEAD.lock "history/.git/$branch.lock" \
		history/.git/packed-refs.lock
	run -0 --separate-stderr "$TOP/pipelines/backup" -p dev history
	[ "$(grep -c '\.lock: removed, an interrupted git left it$' <<<"$stderr")" -eq 4 ]
	[ "$(git -C history log --oneline | wc -l)" -eq 2 ]
	[ -z "$(find history/.git -name '*.lock')" ]
	# a process has the file open
	touch history/.git/index.lock
	tail -f history/.git/index.lock 3>&- >/dev/null &
	run -75 --separate-stderr "$TOP/pipelines/backup" -p dev history
	[[ $stderr == "backup: "*"/index.lock: git is at work in history (process $!); try again"* ]]
	[ -e history/.git/index.lock ]
	kill $!
	rm history/.git/index.lock
	# a git that waits in a hook has closed it
	printf '#!/bin/sh\ntouch waiting; until [ -e go ]; do sleep 0.05; done\n' \
		>history/.git/hooks/pre-commit
	chmod +x history/.git/hooks/pre-commit
	echo x >history/own
	git -C history add own
	git -C history -c user.name=A -c user.email=a@localhost commit -q -m own 3>&- &
	until [ -e history/waiting ]; do sleep 0.05; done
	touch history/.git/index.lock
	run -75 "$TOP/pipelines/backup" -p dev history
	touch history/go
	wait $!
	rm -f history/.git/hooks/pre-commit history/.git/index.lock history/go history/waiting
	run -0 "$TOP/pipelines/backup" -p dev history
	[ -z "$(git -C history status --porcelain)" ]
}

@test "backup: killed within git at any point and run again, it ends as an undisturbed run" {
	org dev --seed 5 --flows 4
	mkdir bin
	local real step
	real=$(command -v git)
	for step in init add commit; do
		rm -rf history
		# git has done a part, holds its lock, and all is killed
		cat >bin/git <<-END
			#!/usr/bin/env bash
			for word; do
				case \$word in
				$step)
					"$real" "\$@"
					if [ $step = init ]; then rm -f history/.git/HEAD; else touch .git/index.lock; fi
					kill -KILL 0 ;;
				esac
			done
			exec "$real" "\$@"
		END
		chmod +x bin/git
		PATH=$PWD/bin:$PATH run -137 setsid -w "$TOP/pipelines/backup" -p dev history
		run -0 "$TOP/pipelines/backup" -p dev history
		[ -z "$(git -C history status --porcelain)" ]
		[ "$(git -C history ls-files | grep -c yaml)" -eq "$(gc-list -p dev | wc -l)" ]
	done
}

@test "validate: orphans and misses, a line each, and the manifest is flagged" {
	org dev --seed 5 --flows 20 --plant orphan=2
	"$TOP/pipelines/export" -p dev flows
	gc-load flows | gc-refs >refs
	gc-list -p dev --for refs flow >inventory
	run -1 --separate-stderr "$TOP/pipelines/validate" --source inventory flows
	[ "$(grep -c '^orphan	.*	queue	' broken_references.log)" -eq 2 ]
	[ "$(jq '[.flows[] | select(.broken)] | length' flows/manifest.json)" -ge 2 ]
	grep -v '"reason"' <(gc-load flows | gc-refs --check inventory) | jq -r .id >ids || true
	while read -r id; do grep -q "$id" broken_references.log; done <ids
	# another org, by name: what it lacks, and nothing that it has under another id
	grep -v '"type":"queue"' inventory >poor
	run -1 "$TOP/pipelines/validate" --target poor --log misses flows
	gc-load flows | gc-refs --check poor --by name | jq -r .id | sort >ids
	cut -f5 misses | sort >named
	same ids named
	[ "$(grep -c '^missing-in-target	.*	queue	' misses)" -ge 2 ]
}

@test "compare: a folder that was exported from the org that it is compared with" {
	org dev --seed 7 --flows 30
	"$TOP/pipelines/export" -p dev flows
	gc-load flows | gc-refs | grep -q '"class":"literal"'
	run -0 --separate-stderr "$TOP/pipelines/compare" profile:dev flows
	[ -z "$output" ]
	run -0 --separate-stderr "$TOP/pipelines/compare" flows profile:dev
	[ -z "$output" ]
}

# full PROGRAM - in bin: the program on a full disk, half of what it writes is there
full() {
	mkdir -p bin
	printf '#!/bin/sh\n%s\n' "$2" >"bin/$1"
	chmod +x "bin/$1"
}

@test "validate: on a full disk log and manifest stay whole, and the status is 74" {
	gc-sim --seed 5 --flows 8 --dump >flows.ndjson
	gc-save flows flows.ndjson
	: >none
	run -1 "$TOP/pipelines/validate" --target none --log log flows
	[ -s log ]
	rm none
	gc-sim --seed 5 --flows 8 --dump-objects >some
	{ tree flows && sha256sum log; } >before
	for program in cp mv jq cat; do
		case $program in
		cp) full cp 'head -c 20 "$2" >"$3"; echo cp: no space >&2; exit 1' ;;
		mv) full mv 'echo mv: no space >&2; exit 1' ;;
		*) full $program "echo '{\"flows\":['; echo $program: no space >&2; exit 1" ;;
		esac
		PATH=$PWD/bin:$PATH run -74 --separate-stderr "$TOP/pipelines/validate" --target some --log log flows
		[[ $stderr == *"$program: no space" ]]
		rm -r bin
		{ tree flows && sha256sum log; } >after
		[ ! -e log.new ]
		same before after
	done
	# what cannot be made is 74, too; what is no file is written to
	run -74 --separate-stderr "$TOP/pipelines/validate" --target some --log none/log flows
	: >none
	run -1 --separate-stderr "$TOP/pipelines/validate" --target none --log /dev/stdout flows
	[[ $output == missing-in-target* ]]
}

@test "migrate: a full disk is 74, and no step is torn" {
	two_orgs 4
	run -0 "$TOP/pipelines/migrate" --from dev --to test migration
	sha256sum migration/*.ndjson | grep -v -e unfetched -e withheld -e changes >before
	for program in mv jq tsort; do
		full $program "[ $program != jq ] || [ \$1 = -c ] || exec $(command -v jq) \"\$@\"
			echo half; echo $program: no space >&2; exit 2"
		if [ $program = tsort ]; then
			PATH=$PWD/bin:$PATH run -0 "$TOP/pipelines/migrate" --from dev --to test migration
		else
			PATH=$PWD/bin:$PATH run "$TOP/pipelines/migrate" --from dev --to test migration
			[ "$status" -eq 74 ] || { echo "$program: $status $output"; return 1; }
		fi
		sha256sum -c before
		rm -r bin
	done
}

@test "graph: DOT that Graphviz takes" {
	gc-sim --seed 5 --flows 8 --dump >flows.ndjson
	"$TOP/pipelines/graph" -o g.dot flows.ndjson
	head -1 g.dot | grep -q digraph
	command -v dot >/dev/null || skip "Graphviz is not installed"
	"$TOP/pipelines/graph" -o g.svg flows.ndjson
	grep -q '<svg' g.svg
}

@test "graph: a step that fails is told as such, and leaves the old file" {
	gc-sim --seed 5 --flows 8 --dump >flows.ndjson
	echo old >g.svg
	cp g.svg old
	mkdir bin
	# without Graphviz: 2, and what to do; nothing else is written instead
	for p in bash dirname realpath sed basename gc-refs gc-load cat cp mv rm mktemp tail; do
		ln -s "$(command -v $p)" bin/$p
	done
	PATH=$PWD/bin run -2 "$TOP/pipelines/graph" -o g.svg flows.ndjson
	[[ $output == "graph: g.svg: Graphviz is not installed; install it"*"-o g.dot" ]]
	[ ! -e g.dot ]
	PATH=$PWD/bin run -0 "$TOP/pipelines/graph" -o g.dot flows.ndjson
	PATH=$PWD/bin run -0 "$TOP/pipelines/graph" flows.ndjson
	[ "$output" = "graph: Graphviz is not installed: flows.dot is its input" ]
	same g.dot flows.dot
	run -2 "$TOP/pipelines/graph" -o g.png flows.ndjson
	# Graphviz that stops in the middle, with 0 as it does on a full disk
	printf '#!/bin/sh\necho "<svg>"\n' >bin/dot
	chmod +x bin/dot
	PATH=$PWD/bin:$PATH run -74 "$TOP/pipelines/graph" -o g.svg flows.ndjson
	[[ $output == *"did not write it to its end" ]]
	# files that are too large for a limit, as for a disk: only 1,024 bytes can be written
	trap '' XFSZ
	(ulimit -f 1 && exec "$TOP/pipelines/graph" -o g.svg flows.ndjson) 2>err && false
	[ $? -eq 74 ]
	(ulimit -f 1 && exec "$TOP/pipelines/graph" -o g.dot flows.ndjson) 2>err && false
	[ $? -eq 74 ]
	run -74 "$TOP/pipelines/graph" -o no/such/folder/g.dot flows.ndjson
	run -74 "$TOP/pipelines/graph" -o g.dot none.ndjson
	same old g.svg
	same flows.dot g.dot
	[ -z "$(find . -name '*.new*')" ]
}

@test "compare: a step that fails is no difference" {
	gc-sim --seed 5 --flows 8 --dump >a.ndjson
	mkdir bin none full
	run -74 "$TOP/pipelines/compare" a.ndjson none.ndjson
	TMPDIR=$PWD/none/here run -74 "$TOP/pipelines/compare" a.ndjson a.ndjson
	trap '' XFSZ
	for blocks in 1 100 400; do
		(ulimit -f $blocks && exec "$TOP/pipelines/compare" a.ndjson a.ndjson) >out 2>err && false
		[ $? -eq 74 ]
		[ ! -s out ] && [ -s err ]
	done
	sed 's/"nextAction":"/&x/' a.ndjson >b.ndjson
	"$TOP/pipelines/compare" a.ndjson b.ndjson >/dev/full 2>err && false
	[ $? -eq 74 ]
	# each program and tool that it runs, failing with the status of an answer
	for p in gc-strip gc-save gc-refs gc-plan jq sort cp; do
		rm -rf bin && mkdir bin
		printf '#!/bin/sh\necho "%s: it hurts" >&2\nexit 74\n' $p >bin/$p
		[[ $p == gc-* ]] || sed -i 's/74/1/' bin/$p
		chmod +x bin/$p
		echo '{"kind":"object","type":"queue","id":"q","name":"Q"}' >inventory
		PATH=$PWD/bin:$PATH run -74 "$TOP/pipelines/compare" --inventory-a inventory a.ndjson b.ndjson
		[[ $output == *"$p: it hurts"* ]]
	done
}

@test "validate: an id that was changed by hand in a body; what nobody can check is counted" {
	local id=11111111-1111-4111-8111-111111111111
	printf '{"kind":"flow","org":"o","id":"f","name":"F","type":"WORKFLOW","configuration":{"manifest":{"queue":[{"id":"q1","name":"Sales"}]},"a":{"lit":{"text":"Sales","type":"que","val":"%s"}},"b":{"id":"%s","name":"X"}}}\n' \
		$id ${id//1/2} >flows.ndjson
	echo '{"kind":"object","type":"queue","id":"q1","name":"Sales"}' >inventory
	run -1 --separate-stderr "$TOP/pipelines/validate" --source inventory flows.ndjson
	grep -q "^orphan	.*	queue	Sales	$id	not in inventory" broken_references.log
	[ "$(wc -l <broken_references.log)" -eq 1 ]
	[[ $stderr == *"1 ids of unknown type could not be checked"* ]]
}

@test "compare: no description is an empty one; a renamed division tells namesakes apart in both" {
	local side default=037f2416-0bfc-4172-afe1-18a8989cae7e
	for side in a b; do
		printf '{"kind":"flow","org":"%s","id":"%s-f","name":"F","type":"WORKFLOW"%s,"configuration":{"x":["%s-1","%s-2","%s"],"manifest":{"queue":[{"id":"%s-1","name":"Q"},{"id":"%s-2","name":"Q"}],"inqueueCallFlow":[{"id":"%s","name":"Default In-Queue Flow"}]}}}\n' \
			$side $side "$([ $side = a ] || echo ',"description":""')" $side $side $default $side $side \
			$default >$side.ndjson
		printf '{"kind":"object","org":"%s","type":"queue","id":"%s-%s","name":"Q","division":{"id":"%s-d%s","name":"%s"}}\n' \
			$side $side 1 $side 1 "$([ $side = a ] && echo Sales || echo Vertrieb)" \
			$side $side 2 $side 2 Home >$side.inventory
	done
	# the flow itself is listed in one of the orgs only
	printf '{"kind":"flow","org":"b","id":"%s","name":"Default In-Queue Flow","type":"INQUEUECALL"}\n' \
		$default >>b.inventory
	printf 'division\tSales\tVertrieb\n' >renames
	local compare=("$TOP/pipelines/compare" --inventory-a a.inventory --inventory-b b.inventory)
	run -0 "${compare[@]}" --rename renames a.ndjson b.ndjson
	[ -z "$output" ]
	run -1 "${compare[@]}" a.ndjson b.ndjson
}

@test "compare: a flow that YAML cannot hold is compared as JSON" {
	gc-sim --seed 5 --flows 6 --plant surrogate=1 --dump >a.ndjson
	run -0 --separate-stderr "$TOP/pipelines/compare" a.ndjson a.ndjson
	[ -z "$output" ]
	sed '/\\ud[89a-f]/s/"nextAction":"/&x/' a.ndjson >b.ndjson
	run ! cmp -s a.ndjson b.ndjson
	run -1 --separate-stderr "$TOP/pipelines/compare" --names a.ndjson b.ndjson
	[ "${#lines[@]}" -eq 1 ]
	[[ $output == *.json* ]]
	# YAML can hold it on the other side only
	sed 's/ud83d/u0041/g' a.ndjson >c.ndjson
	for pair in "a.ndjson c.ndjson" "c.ndjson a.ndjson"; do
		# shellcheck disable=SC2086
		run -1 --separate-stderr "$TOP/pipelines/compare" --names $pair
		[ "${#lines[@]}" -eq 1 ]
		[[ $output == "Files "*.json*" differ" ]]
	done
}

@test "compare: equal, different, and what differs" {
	gc-sim --org a --seed 5 --flows 6 --dump >a.ndjson
	gc-sim --org a --seed 5 --flows 6 --dump-objects | cat - a.ndjson >a.inventory
	gc-sim --org b --seed 5 --flows 6 --dump >b.flows
	gc-sim --org b --seed 5 --flows 6 --dump-objects | cat - b.flows >b.inventory
	gc-refs a.ndjson | gc-plan --source a.inventory --target b.inventory >map
	gc-remap map a.ndjson >b.ndjson
	run ! cmp a.ndjson b.ndjson
	run -0 "$TOP/pipelines/compare" --inventory-a a.inventory --inventory-b b.inventory \
		a.ndjson b.ndjson
	[ -z "$output" ]
	sed '2s/"nextAction":"/"nextAction":"x/' b.ndjson >c.ndjson
	run -1 "$TOP/pipelines/compare" --names --inventory-a a.inventory --inventory-b b.inventory \
		a.ndjson c.ndjson
	[ "$(wc -l <<<"$output")" -eq 1 ]
	# files that cannot be read are said before anything is fetched
	run -2 "$TOP/pipelines/compare" --map none profile:x profile:y
	[ "$output" = "compare: cannot read none" ]
}

@test "migrate: a rehearsal writes nothing; then all arrives, once; compare finds nothing" {
	two_orgs 25 --plant renamed=2
	run -1 "$TOP/pipelines/migrate" --from dev --to test migration
	[ "$(writes "$PORT_test")" -eq 0 ]
	decide 25 --plant renamed=2
	run -0 "$TOP/pipelines/migrate" --from dev --to test --map decided --publish --apply migration
	[[ ${lines[-1]} =~ ^'migrate: create: '[0-9]+', skip: '[0-9]+$ ]]
	[ "$(gc-list -p test | wc -l)" -eq "$(gc-list -p dev | wc -l)" ]
	run -0 --separate-stderr "$TOP/pipelines/compare" --map migration/map.ndjson profile:dev profile:test
	[ -z "$output" ]
	run -1 "$TOP/pipelines/compare" --names profile:dev profile:test
	"$TOP/pipelines/migrate" --from dev --to test --map decided --publish --apply migration
	[ "$(jq -r .status migration/results.ndjson | sort -u)" = skipped ]
}

@test "migrate: a flow that needs what the target lacks is withheld, and those that need it" {
	two_orgs 25 --plant missing=2
	run -1 --separate-stderr "$TOP/pipelines/migrate" --from dev --to test --publish --apply migration
	[ -s migration/withheld.ndjson ]
	[[ $stderr == *"migration/remap.log says why"* ]]
	# each cause is said once, each flow is in the log
	[ "$(grep -c 'missing in the target' <<<"$stderr")" -eq \
		"$(jq -c 'select(.status == "missing")' migration/open.ndjson | wc -l)" ]
	[ "$(jq -r .id migration/withheld.ndjson | sort)" = \
		"$(sed -n 's/.* flow \([^ ]*\) .*: withheld: .*/\1/p' migration/remap.log | sort -u)" ]
	[ "$(jq -r .status migration/results.ndjson | sort -u)" != failed ]
	# what was filled in is not lost, and settles it
	sed 's/"missing"/"ignored"/' migration/open.ndjson >decided
	cp decided migration/open.ndjson
	run -2 --separate-stderr "$TOP/pipelines/migrate" --from dev --to test migration
	[[ $stderr == *"open.ndjson is filled in"* ]]
	same decided migration/open.ndjson
	rm migration/open.ndjson
	[ "$(jq -r .status migration/results.ndjson | sort -u)" != failed ]
	# none of the withheld arrived, not even empty
	gc-refs migration/withheld.ndjson | jq -r '.flow.type + " " + .flow.name' | sort -u >withheld
	gc-list -p test | jq -r '.type + " " + .name' | sort >there
	[ -z "$(comm -12 withheld there)" ]
}

@test "migrate: a folder is of two orgs; one run at a time; what it cannot read is said first" {
	two_orgs 4
	org other --seed 5 --flows 4 --no-flows
	"$TOP/pipelines/migrate" --from dev --to test migration || [ $? -eq 1 ]
	run -2 --separate-stderr "$TOP/pipelines/migrate" --from dev --to other --resume migration
	[[ $stderr == *"in migration the target is test: take another folder for other"* ]]
	run -2 --separate-stderr "$TOP/pipelines/migrate" --from dev --to dev new
	[[ $stderr == *"both profiles are of one org" ]]
	# a slip of the hand does not make the folder another's
	run -0 "$TOP/pipelines/migrate" --from dev --to test new
	run -74 --separate-stderr "$TOP/pipelines/migrate" --from dev --to test sim.log
	run -2 --separate-stderr "$TOP/pipelines/migrate" --from dev --to test --map none migration
	[ "$stderr" = "migrate: cannot read none" ]
	flock migration/.gc/lock "$TOP/pipelines/migrate" --from dev --to test migration 2>err && false
	[ $? -eq 75 ]
	grep -q 'another run' err
	# a program that ends badly is heard
	mkdir bin
	printf '#!/bin/sh\necho gc-remap: it hurts >&2; exit 74\n' >bin/gc-remap
	chmod +x bin/gc-remap
	PATH=$PWD/bin:$PATH run -74 --separate-stderr "$TOP/pipelines/migrate" --from dev --to test migration
	[ "${stderr_lines[-1]}" = "gc-remap: it hurts" ]
	grep -q 'kind":"flow"' migration/ready.ndjson
}

@test "migrate: a flow that cannot be fetched stops no other; called through a link, too" {
	org dev --seed 5 --flows 12
	curl -sf -H "Authorization: Bearer $(gc-auth -p dev --print-token)" \
		-H 'Content-Type: application/json' -d '{"name":"Never saved","type":"WORKFLOW"}' \
		"http://localhost:$SIM_PORT/api/v2/flows" >/dev/null
	org test --seed 5 --flows 12 --no-flows
	ln -s "$TOP/pipelines/migrate" moves
	run -3 --separate-stderr ./moves --from dev --to test --apply migration
	[[ $stderr == *'"Never saved": 404 '*"could not be fetched: 1: migration/unfetched.ndjson says why"* ]]
	[ "$(jq -r .name migration/unfetched.ndjson)" = "Never saved" ]
	[ "$(gc-list -p test | wc -l)" -gt 8 ]
	# nor does it keep the others from being compared
	run -3 --separate-stderr "$TOP/pipelines/compare" --map migration/map.ndjson profile:dev profile:test
	[ -z "$output" ]
	jq -se 'length > 8 and all(.[]; .status == "done" or .status == "skipped")' migration/results.ndjson
}

@test "migrate: killed at any point and run again, it ends as an undisturbed run" {
	two_orgs 15
	run "$TOP/pipelines/migrate" --from dev --to test migration
	decide 15
	for t in 0.3 0.6 0.9 1.3 1.8; do
		timeout -s KILL "$t" "$TOP/pipelines/migrate" --from dev --to test --map decided --publish \
			--apply migration >/dev/null 2>&1 || true
	done
	"$TOP/pipelines/migrate" --from dev --to test --map decided --publish --apply migration
	"$TOP/pipelines/compare" profile:dev profile:test
	[ -z "$(gc-list -p test | jq -r '.type + " " + .name' | sort | uniq -d)" ]
}

# ended SIGNAL WRITES - a migration gets this signal once the target has got so many writes: all of it
# ends then, and no more arrives there than what was under way
ended() {
	local signal=$1 pid before after ended
	env --default-signal=INT,HUP "$TOP/pipelines/migrate" --from dev --to test --map decided \
		--publish --apply -j 4 migration 2>err &
	pid=$!
	until [ "$(writes "$PORT_test")" -ge "$2" ]; do
		kill -0 "$pid" || { cat err; return 1; }
	done
	kill -s "$signal" "$pid"
	ended=0
	wait "$pid" || ended=$?
	before=$(requests "$PORT_test" '^')
	[ "$signal" = KILL ] || run ! started_by "$pid"
	for ((i = 0; i < 200; i++)); do
		started_by "$pid" || break
		sleep 0.05
	done
	run ! started_by "$pid"
	after=$(requests "$PORT_test" '^')
	[ "$after" -le $((before + 4)) ] || { echo "$signal: $before, $after"; return 1; }
	[ "$ended" -eq $((128 + $(kill -l "$signal"))) ] || { echo "$signal: $ended"; cat err; return 1; }
	[ "$signal" = KILL ] || [ "$(tail -1 err)" = "migrate: ended by SIG$signal; run it again to go on" ]
}
# started_by PID - a process that the pipeline of this id has started is there
started_by() { grep -qxz "GC_OWNER=$1" /proc/[0-9]*/environ 2>/dev/null; }

@test "migrate: a signal ends it with all that it has started, and kill -9 lets nothing be sent" {
	env --default-signal=INT true 2>/dev/null || skip "env has no --default-signal"
	[ -e /proc/self/environ ] || skip "no /proc"
	org dev --seed 5 --flows 30
	org test --seed 5 --flows 30 --no-flows --latency 10
	run "$TOP/pipelines/migrate" --from dev --to test migration
	decide 30
	ended TERM 5
	ended KILL 14
	ended INT 26
	ended KILL 40
	ended HUP 60
	ended TERM 80
	"$TOP/pipelines/migrate" --from dev --to test --map decided --publish --apply migration
	"$TOP/pipelines/compare" profile:dev profile:test
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

@test "migrate.mk: with flows withheld plan and apply do the others, say so, and fail" {
	two_orgs 25 --plant missing=2
	local make=(make -s -f "$TOP/pipelines/migrate.mk" FROM=dev TO=test)
	run -2 --separate-stderr "${make[@]}" plan
	said=$stderr
	n=$(wc -l <migration/withheld.ndjson)
	[ "$n" -gt 0 ]
	[[ $said == *"migrate.mk: $n of $(wc -l <migration/source.ndjson) flows are withheld; migration/map.ndjson says"* ]]
	[ -s migration/dry-run.ndjson ]
	run -2 --separate-stderr "${make[@]}" plan
	[[ $stderr == *"flows are withheld"* ]]
	run -2 --separate-stderr "${make[@]}" apply
	[[ $stderr == *"migrate.mk: $n of "* ]]
	[ "$(wc -l <migration/results.ndjson)" -eq $(($(wc -l <migration/source.ndjson) - n)) ]
	jq -se 'all(.[]; .status == "done" or .status == "skipped")' migration/results.ndjson
}

@test "migrate: what would fail, or did, is counted, and a dry run has written nothing" {
	two_orgs 12
	run "$TOP/pipelines/migrate" --from dev --to test migration
	decide 12
	"$TOP/pipelines/migrate" --from dev --to test --map decided --apply migration
	id=$(gc-list -p test --select '.system != true' | sed -n 1p | jq -r .id)
	curl -s -u somebody:x -d grant_type=client_credentials "http://localhost:$PORT_test/oauth/token" |
		jq -r .access_token >token
	curl -sf -X POST -H "Authorization: Bearer $(cat token)" \
		"http://localhost:$PORT_test/api/v2/flows/actions/checkout?flow=$id" >/dev/null
	# checked in, but not published: that one cannot be
	run -3 --separate-stderr "$TOP/pipelines/migrate" --from dev --to test --map decided --publish migration
	[ "${stderr_lines[-1]}" = "migrate: 1 flow would fail (see above); nothing was written" ]
	run -3 --separate-stderr "$TOP/pipelines/migrate" --from dev --to test --map decided --publish \
		--apply migration
	[ "${stderr_lines[-1]}" = "migrate: 1 flow failed (see above); run it again, all others are skipped then" ]
}

@test "migrate: a division that differs is reported in plan and results, and no error" {
	two_orgs 8
	run "$TOP/pipelines/migrate" --from dev --to test migration
	decide 8
	"$TOP/pipelines/migrate" --from dev --to test --map decided --publish --apply migration
	gc-list -p test --select '.system != true' | sed -n 1p >one
	division=$(gc-list -p test division | jq -r --arg d "$(jq -r .division.id one)" 'select(.id != $d).id' | sed -n 1p)
	curl -sf -X PUT -H "Authorization: Bearer $(gc-auth -p test --print-token)" \
		-H 'Content-Type: application/json' -d "$(jq -c --arg d "$division" '{name, description, division: {id: $d}}' one)" \
		"http://localhost:$PORT_test/api/v2/flows/$(jq -r .id one)" >/dev/null
	for apply in '' --apply; do
		# shellcheck disable=SC2086
		run -0 --separate-stderr "$TOP/pipelines/migrate" --from dev --to test --map decided --publish \
			$apply migration
		[[ $stderr == *"migrate: in another division of the target, and left there: 1: migration/"* ]]
		[[ $stderr == *"; gc-put does not move flows: do that in Architect"* ]]
	done
	for file in plan results; do
		jq -se --slurpfile one one '[.[] | select(.division)] | length == 1 and
			.[0].division.record == $one[0].division.name' migration/$file.ndjson
	done
}

@test "restore: the target is as it was, and what is new is named" {
	two_orgs 12
	gc-list -p test | gc-get -p test | gc-strip --for diff | sort >before
	run "$TOP/pipelines/migrate" --from dev --to test migration
	decide 12
	"$TOP/pipelines/migrate" --from dev --to test --map decided --publish --apply migration
	run -1 --separate-stderr "$TOP/pipelines/restore" -p test migration/backup.ndjson
	[[ $stderr == *"did not exist before"* ]]
	gc-list -p test | gc-get -p test | gc-strip --for diff | sort >after
	[ -z "$(comm -23 before after)" ]
}

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
