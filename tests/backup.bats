#!/usr/bin/env bats
# The backup pipeline, as a user or cron runs it.

load helper
load pipelines

# mtimes DIR - when the files and folders in it were changed
mtimes() { find "$1" -mindepth 1 \( -path "$1/.git" -o -path "$1/.gc" \) -prune -o -printf '%p %i %T@\n' | sort; }

# edit_flow - the third flow of dev gets another content
edit_flow() {
	gc-list -p dev | sed -n 3p | gc-get -p dev |
		sed 's/"uiMetaData":/"edited":1,&/' | gc-put -p dev --same-org >edited
}

@test "backup: commits what changed; costs the listing, and touches nothing, where nothing did" {
	org dev --seed 5 --flows 12
	local backup=("$TOP/pipelines/gc-backup" --profile=dev 'my history')
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

# bats test_tags=long
@test "backup: a commit names each flow, its versions and author; one change has the author and date of its version" {
	org dev --seed 5 --flows 5
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history log -1 --format=%s)" = '5 flows added' ]
	[ "$(git -C history log -1 --format=%b | grep -c '^added [A-Z]* ".*" [0-9]*\.0 (Rehearsal Author)$')" -eq 5 ]
	[ "$(git -C history log -1 --format=%an)" = gc-tools ]
	gc-list -p dev --flow-type inboundcall | sed -n 1p >one
	name=$(jq -r .name one)
	gc-get -p dev one >got
	old=$(jq -r .base.version got)
	sed 's/"nextTrackingNumber":/"edited":1,&/' got | gc-put -p dev --publish >put
	new=$(jq -r .target.version put)
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history log -1 --format=%s)" = "1 flow changed: $name $old → $new (Rehearsal Author)" ]
	[ "$(git -C history log -1 --format=%b)" = "changed INBOUNDCALL \"$name\" $old → $new (Rehearsal Author)" ]
	gc-list -p dev --flow-type inboundcall | sed -n 1p >one
	[ "$(git -C history log -1 --format='%an <%ae>')" = \
		"$(jq -r '.publishedVersion.createdBy | "\(.name) <\(.id)@invalid>"' one)" ]
	[ "$(date -d "$(jq -r .publishedVersion.datePublished one)" +%s)" -eq "$(git -C history log -1 --format=%at)" ]
	# a flow that is gone: one that nothing uses, so that the org lets it go
	gc-list -p dev --flow-type workflow | sed -n 1p >one
	curl -sf -X DELETE -H "Authorization: Bearer $(gc-auth -p dev --print-token)" \
		"http://localhost:$SIM_PORT/api/v2/flows/$(jq -r .id one)" >/dev/null
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history log -1 --format=%s)" = "1 flow removed: $(jq -r '"\(.name) \(.publishedVersion.id)"' one)" ]
	[ "$(git -C history log -1 --format=%an)" = gc-tools ]
}

# fresh NAME ID - make or change a flow of this JSON name in dev
fresh() {
	printf '{"kind":"flow","id":"%s","name":%s,"type":"WORKFLOW","configuration":{"description":"","name":"x","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{}}}\n' "$2" "$1" |
		gc-put -p dev >put
	[ "$(jq -r .status put)" = "done" ]
}

@test "backup: a commit's subject has at most 200 characters and no control characters; a version alone is a commit" {
	local long id
	org dev --empty
	"$TOP/pipelines/gc-backup" -p dev history
	long=$(printf 'é%.0s' {1..195})
	fresh "\"$long\"" f1
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history log -1 --format=%s)" = "1 flow added: ${long:0:185}…" ]
	[[ $(git -C history log -1 --format=%b) == *" \"$long\" 1.0 (Rehearsal Author)"* ]]
	fresh '"tab\tnew\nline\u0007 \u001b[31m\u009b"' f2
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history log -1 --format=%s)" = '1 flow added: tab new line   [31m  1.0 (Rehearsal Author)' ]
	run -1 grep '[[:cntrl:]]' <(git -C history log -1 --format=%B)
	# another content, and the old one again
	gc-list -p dev --select '.name | startswith("tab")' | gc-get -p dev >got
	sed 's/"manifest":/"x":1,&/' got | gc-put -p dev >put
	gc-put -p dev --force got >put
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history log -1 --format=%s)" = '1 flow changed: tab new line   [31m  1.0 → 3.0 (Rehearsal Author)' ]
	[ "$(git -C history show --format= --name-only)" = manifest.json ]
}

@test "backup: inventory.ndjson has what the flows refer to, by name, and changes only with that" {
	org dev --seed 5 --flows 5
	"$TOP/pipelines/gc-backup" -p dev history
	gc-load history | gc-refs >refs
	gc-list -q -p dev --for refs flow | jq -r '[.type, .id, .name] | @tsv' | sort >want
	jq -r '[.type, .id, .name] | @tsv' history/inventory.ndjson | sort >got
	same want got
	run -1 grep -e dateModified -e publishedVersion history/inventory.ndjson
	[ "$(git -C history ls-files inventory.ndjson)" = inventory.ndjson ]
}

@test "backup: from a hook of another repository, which git names in the environment, DIR is the one" {
	org dev --seed 5 --flows 3
	git init -q other
	GIT_DIR=$PWD/other/.git GIT_WORK_TREE=$PWD/other GIT_INDEX_FILE=$PWD/other/.git/index \
		run -0 "$TOP/pipelines/gc-backup" -q -p dev history
	[ "$(git -C history log --format=%s)" = '3 flows added' ]
	[ -z "$(git -C other rev-list --all)" ]
	[ -z "$(ls -A other | grep -v '^.git$')" ]
}

@test "backup: a version that is a draft is called so, since it has an id instead of a number" {
	flow() { printf '{"flows":[{"flowId":"f","flowName":"A","flowType":"VOICE","version":"%s","filePath":"a.yaml"}]}' "$1"; }
	said() {
		jq -rn --arg note '' --argjson old "$(flow "$1")" --argjson new "$(flow "$2")" '[] as $heads | ["a.yaml"] as $files |
			'"$(cat "$TOP/pipelines/backup/commit.jq")"' | .subject'
	}
	[ "$(said 1.0 saved_version_78200a66)" = '1 flow changed: A 1.0 → draft' ]
	[ "$(said saved_version_78200a66 2.0)" = '1 flow changed: A draft → 2.0' ]
}

@test "backup: a repository that git refuses, for example that of another user, is 74 and says so" {
	org dev --empty
	git init -q history
	echo '[core' >history/.git/config
	run -74 --separate-stderr "$TOP/pipelines/gc-backup" -q -p dev history
	[ "${stderr_lines[-1]}" = 'gc-backup: history: git cannot use this repository (see above)' ]
	[[ ${stderr_lines[0]} == 'fatal: '* && $stderr != *unbound* ]]
}

# bats test_tags=long
@test "backup: nothing is hidden by an ignore rule; git's own settings count, and its refusals" {
	org dev --seed 5 --flows 6
	git init -q history
	git -C history config user.name Ann
	printf '*.yaml\n' >history/.gitignore
	touch history/own.yaml
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history ls-files | grep -c /)" -eq "$(gc-list -p dev | wc -l)" ]
	[ "$(git -C history status --porcelain --ignored | sort)" = '!! own.yaml' ]
	[ "$(git -C history log -1 --format=%an,%ae)" = Ann,gc-tools@localhost ]
	printf '#!/bin/sh\nexit 1\n' >history/.git/hooks/pre-commit
	chmod +x history/.git/hooks/pre-commit
	gc-list -p dev | sed -n 3p | gc-get -p dev |
		sed 's/"uiMetaData":/"edited":1,&/' | gc-put -p dev --same-org >edited
	run -74 "$TOP/pipelines/gc-backup" -p dev history
	[[ $output == *"history: git commit failed; the next run tries again"* ]]
	rm history/.git/hooks/pre-commit
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history log --oneline | wc -l)" -eq 2 ]
}

# bats test_tags=long
@test "backup: what a run that was killed had fetched is not fetched again; no two at a time" {
	org dev --seed 5 --flows 60 --latency 20
	setsid "$TOP/pipelines/gc-backup" -p dev -j 1 history 3>&- &
	await 'grep -c . history/.git/gc-tools.ndjson.part | grep -qE ".."' $!
	run -75 --separate-stderr "$TOP/pipelines/gc-backup" -p dev history
	[ "$stderr" = "gc-backup: history: another run is at work (process $!); try again when it has ended" ]
	run -75 "$TOP/pipelines/gc-export" -p dev history
	run -75 gc-save history </dev/null
	kill -KILL -- -$!
	wait $! || [ $? -gt 128 ]
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats" >/dev/null
	"$TOP/pipelines/gc-backup" -p dev history
	[ "$(requests "$SIM_PORT" 'configuration')" -le 51 ]
	same <(gc-load history | sort) <(gc-list -p dev | gc-get -p dev | gc-strip | sort)
}

# bats test_tags=long
@test "backup: kill -9 of it alone ends the export that it runs, too" {
	org dev --seed 5 --flows 60 --latency 300
	"$TOP/pipelines/gc-backup" -p dev -j 1 history 2>err 3>&- &
	await 'grep -q . history/.git/gc-tools.ndjson.part' $!
	kill -KILL $!
	wait $! || [ $? -gt 128 ]
	await 'flock -n history/.gc/lock true'
	[ "$(requests "$SIM_PORT" 'configuration')" -lt 60 ]
	[ ! -e history/manifest.json ]
	grep "^gc-get: process $!, which started this one, has ended; stopped, run it again$" err
	"$TOP/pipelines/gc-backup" -p dev history
	same <(gc-load history | sort) <(gc-list -p dev | gc-get -p dev | gc-strip | sort)
}

@test "backup: a flow that YAML cannot hold does not make it incomplete" {
	org dev --seed 5 --flows 6 --plant surrogate=1
	run -0 "$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history ls-files | grep -c '\.json$')" -eq 2 ]
	# so that a flow that is gone is removed
	mkdir -p history/WORKFLOW
	gc-list -p dev | sed -n 1p | gc-get -p dev | gc-strip |
		jq -c '.id = "11111111-1111-4111-8111-111111111111" | .name = "Gone" | .type = "WORKFLOW"' |
		gc-save history
	run -0 "$TOP/pipelines/gc-backup" -p dev history
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
	local holders=$!
	python3 -c 'import fcntl, sys, time
f = open("history/.gc-tmp-99-2", "r+")
fcntl.lockf(f, fcntl.LOCK_EX)
print(flush=True)
time.sleep(600)' 3>&- >locked &
	holders+=" $!"
	await '[ -s locked ]' $!
	"$TOP/pipelines/gc-backup" -p dev history
	"$TOP/pipelines/gc-backup" -p dev history
	# shellcheck disable=SC2086 # two
	kill $holders
	[ -e history/.gc-tmp-99-2 ]
	[ ! -e history/WORKFLOW/.gc-tmp-1-1 ]
	[ -z "$(git -C history ls-files | grep -F .gc)" ]
	[ -z "$(git -C history status --porcelain)" ]
	[ "$(cat history/.git/info/exclude)" = $'mine\n.gc/\n.gc-tmp-*' ]
}

# bats test_tags=long
@test "backup: what a killed git left is removed, with a message; a git at work is not disturbed" {
	org dev --seed 5 --flows 4
	"$TOP/pipelines/gc-backup" -p dev history
	edit_flow
	branch=$(git -C history symbolic-ref HEAD)
	touch history/.git/index.lock history/.git/HEAD.lock "history/.git/$branch.lock" \
		history/.git/packed-refs.lock
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -p dev history
	[ "$(grep -c '\.lock: removed; an interrupted git left it$' <<<"$stderr")" -eq 4 ]
	[ "$(git -C history log --oneline | wc -l)" -eq 2 ]
	[ -z "$(find history/.git -name '*.lock')" ]
	# a process has the file open
	touch history/.git/index.lock
	tail -f history/.git/index.lock 3>&- >/dev/null &
	run -75 --separate-stderr "$TOP/pipelines/gc-backup" -p dev history
	[[ $stderr == "gc-backup: "*"/index.lock: git is at work in history (process $!); try again"* ]]
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
	await '[ -e history/waiting ]' $!
	touch history/.git/index.lock
	run -75 "$TOP/pipelines/gc-backup" -p dev history
	touch history/go
	wait $!
	rm -f history/.git/hooks/pre-commit history/.git/index.lock history/go history/waiting
	run -0 "$TOP/pipelines/gc-backup" -p dev history
	[ -z "$(git -C history status --porcelain)" ]
}

# bats test_tags=long
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
		PATH=$PWD/bin:$PATH run -137 setsid -w "$TOP/pipelines/gc-backup" -p dev history
		run -0 "$TOP/pipelines/gc-backup" -p dev history
		[ -z "$(git -C history status --porcelain)" ]
		[ "$(git -C history ls-files | grep -c yaml)" -eq "$(gc-list -p dev | wc -l)" ]
	done
}

@test "backup: wrong settings make no repository" {
	run -2 --separate-stderr "$TOP/pipelines/gc-backup" -p nobody history
	[[ $stderr == 'gc-auth: no profile "nobody"'* ]]
	[ ! -e history ]
}

@test "backup: a wrong type or format makes no repository, and asks the org nothing" {
	for option in --with=nope --format=xx --format=archy; do
		run -2 "$TOP/pipelines/gc-backup" -p dev $option history
		[[ $output == *nope* || $output == *'invalid format "xx" (yaml, json, i3)' || $output == *'gc-get --archy'* ]]
		[ ! -e history ]
		run -2 "$TOP/pipelines/gc-export" -p dev $option folder
		[[ $output == *nope* || $output == *'invalid format "xx" (yaml, json, i3)' || $output == *'gc-get --archy'* ]]
		[ ! -e folder ]
	done
}

# bats test_tags=long
@test "backup: a damaged manifest.json is named, and a commit that has it does not stop later ones" {
	org dev --seed 5 --flows 3
	"$TOP/pipelines/gc-backup" -q -p dev history
	echo '<<<<<<< HEAD' >>history/manifest.json
	run -65 "$TOP/pipelines/gc-backup" -q -p dev history
	[ "$output" = 'gc-export: history/manifest.json: not written by gc-save; move it away' ]
	git -C history -c user.name=x -c user.email=x@localhost commit -qam damaged
	git -C history checkout -q HEAD~1 manifest.json
	edit_flow
	"$TOP/pipelines/gc-backup" -q -p dev history
	[[ $(git -C history log -1 --format=%s) = '1 flow changed: '* ]]
	[ -z "$(git -C history status --porcelain)" ]
}

@test "backup -q: what may not be listed is reported once, and again when that changes" {
	org dev --seed 5 --flows 4 --deny routing:queue:view
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -q -p dev history
	[[ $stderr == 'gc-list: queue: needs the permission routing:queue:view: '* ]] && [ "${#stderr_lines[@]}" -eq 1 ]
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -q -p dev history
	[ -z "$output$stderr" ]
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -p dev history
	[[ $stderr == *'gc-list: queue: needs the permission'* ]]
	# the org that has it all now, and then another permission less
	stop_sims
	: >"$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	org dev --seed 5 --flows 4
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -q -p dev history
	[ -z "$output$stderr" ]
	stop_sims
	: >"$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	org dev --seed 5 --flows 4 --deny routing:queue:view
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -q -p dev history
	[ "${#stderr_lines[@]}" -eq 1 ]
}

@test "backup -q: silent where all is well, and only then" {
	org dev --seed 5 --flows 4
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -q -p dev history
	[ -z "$output$stderr" ]
	stop_sims
	run -75 --separate-stderr "$TOP/pipelines/gc-backup" -q -p dev history
	[ -n "$stderr" ]
}

# bats test_tags=long
@test "backup --push: to the upstream or else origin, also when nothing is new; a failure is 75 and one line" {
	org dev --seed 5 --flows 4
	local backup=("$TOP/pipelines/gc-backup" -q -p dev --push history)
	run -2 --separate-stderr "${backup[@]}"
	[[ $stderr == *'--push needs the remote origin; git -C history remote add origin URL' ]]
	[ "$(git -C history rev-list --all --count)" -eq 0 ]
	git -C history remote add origin "$PWD/far.git"
	run -75 --separate-stderr "${backup[@]}"
	[ "$(wc -l <<<"$stderr")" -eq 1 ]
	[[ $stderr == "gc-backup: history: push to origin failed ("*"); the commit stays, and the next run pushes it" ]]
	[ "$(git -C history rev-list --all --count)" -eq 1 ]
	git init -q --bare far.git
	run -0 --separate-stderr "${backup[@]}"
	[ -z "$stderr" ]
	[ "$(git -C far.git rev-list --all --count)" -eq 1 ]
	git -C history branch -q --show-current >branch
	[ "$(git -C far.git rev-parse "$(<branch)")" = "$(git -C history rev-parse HEAD)" ]
	# The upstream goes before origin.
	git init -q --bare other.git
	git -C history remote add other "$PWD/other.git"
	git -C history push -q -u other "HEAD:refs/heads/nightly"
	edit_flow
	run -0 "${backup[@]}"
	[ "$(git -C other.git rev-parse nightly)" = "$(git -C history rev-parse HEAD)" ]
	[ "$(git -C far.git rev-list --all --count)" -eq 1 ]
	git -C history checkout -q --detach
	run -2 --separate-stderr "${backup[@]}"
	[[ $stderr == *'HEAD is detached; --push needs a branch' ]]
}

@test "backup --published and --format: what callers hear, as JSON; what was never published is no failure" {
	org dev --seed 5 --flows 8
	echo '{"kind":"flow","id":"f","name":"Draft only","type":"WORKFLOW","configuration":{"name":"Draft only","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{}}}' |
		gc-put -p dev >put
	local drafts
	drafts=$(gc-list -p dev flow | jq -s 'map(select(.publishedVersion.id == null)) | length')
	[ "$drafts" -ge 1 ]
	run -0 --separate-stderr "$TOP/pipelines/gc-backup" -p dev --published --format json history
	[[ $stderr == *"gc-export: $drafts flow"*' without a published version left out'* ]]
	[ "$(find history -name '*.yaml' | wc -l)" -eq 0 ]
	[ "$(jq '.flows | length' history/manifest.json)" -eq "$(($(gc-list -p dev flow | wc -l) - drafts))" ]
	[ ! -e history/.gc/failed.ndjson ]
}

# bats test_tags=long
@test "backup: a signal ends it at once, whatever a hook of git does" {
	need_tool git
	org dev --seed 5 --flows 2
	git init -q history
	mkdir -p history/.git/hooks
	# the hook ends by itself after a while, should the test fail
	printf '#!/bin/sh\n: >"%s/hooked"\nfor i in $(seq 300); do [ ! -e "%s/go" ] || exit 0; sleep 0.1; done\n: >"%s/waited"\n' \
		"$PWD" "$PWD" "$PWD" >history/.git/hooks/pre-commit
	chmod +x history/.git/hooks/pre-commit
	env --default-signal=INT "$TOP/pipelines/gc-backup" -p dev history 2>err 3>&- 4>&- &
	pid=$!
	await '[ -e hooked ]' "$pid"
	kill -TERM "$pid"
	ended=0
	wait "$pid" || ended=$?
	[ "$ended" -eq 143 ]
	[ ! -e waited ]
	: >go
	[[ $(tail -1 err) == 'gc-backup: ended by SIGTERM; run it again to continue' ]]
	run -0 "$TOP/pipelines/gc-backup" -p dev history
	[ "$(git -C history log --oneline | wc -l)" -eq 1 ]
}
