# examples.bats - the examples of the man pages run as they are written.
#
# They may use: the settings of an org in the environment, the profiles dev and test, and the files
# flows.ndjson (its flows), yesterday.ndjson (the same flows, some of them older), refs.ndjson,
# inventory.ndjson (its objects), target.ndjson (those of test), map.ndjson, remapped.ndjson, a
# folder flows, Archy's options file prod.yaml, the renames prod.tsv, and what earlier examples of the page
# made; pipelines' pages run in one folder, in alphabetical order. A status of 1 (the answer is no) is fine.
load helper
load programs

setup_file() {
	need_tool mandoc
	need_tool jq
	export HOME=$BATS_FILE_TMPDIR/home
	export XDG_CONFIG_HOME=$HOME/.config XDG_CACHE_HOME=$HOME/.cache
	mkdir -p "$XDG_CONFIG_HOME/gc-tools" "$XDG_CACHE_HOME" "$BATS_FILE_TMPDIR/files"
	export BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
	# Of this seed no flow uses an image, whose id only a person can look up.
	start_sim --seed 6 --org test --flows 20
	local test_region=$GENESYSCLOUD_REGION
	start_sim --seed 6 --org dev --flows 20
	profile dev "$GENESYSCLOUD_REGION" >"$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	profile test "$test_region" >>"$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	echo "$GENESYSCLOUD_REGION" >"$BATS_FILE_TMPDIR/region"
	chmod 600 "$XDG_CONFIG_HOME/gc-tools/profiles.yaml"
	cd "$BATS_FILE_TMPDIR/files" || return 1
	gc-list | gc-get >flows.ndjson
	sed '3s/"name":"/&Old /; 5d' flows.ndjson >yesterday.ndjson
	gc-list all >inventory.ndjson
	gc-list all -p test >target.ndjson
	gc-refs flows.ndjson >refs.ndjson
	gc-plan --target target.ndjson refs.ndjson >map.ndjson || [ $? -eq 1 ]
	gc-remap map.ndjson flows.ndjson >remapped.ndjson || [ $? -eq 1 ]
	gc-save flows <flows.ndjson
	printf 'substitutions:\n  key: value\n' >prod.yaml
	printf 'queue\tDEV_*\tPROD_*\n' >prod.tsv
}

setup() {
	note_failures_only
	cp -R "$BATS_FILE_TMPDIR/files/." "$BATS_TEST_TMPDIR"
	cd "$BATS_TEST_TMPDIR" || exit 1
	export GENESYSCLOUD_OAUTHCLIENT_ID=sim-client GENESYSCLOUD_OAUTHCLIENT_SECRET=sim-secret
	GENESYSCLOUD_REGION=$(cat "$BATS_FILE_TMPDIR/region")
	export GENESYSCLOUD_REGION
}

teardown_file() {
	export BATS_TEST_TMPDIR=$BATS_FILE_TMPDIR
	stop_sims
}

profile() {
	printf '%s:\n  region: %s\n  client_id: sim-client\n  client_secret: sim-secret\n' "$1" "$2"
}

# examples NAME.SECTION - the commands after "$ " on the page's EXAMPLES, one file each, in order.
examples() {
	local source=$TOP/cmd/$1
	[ -e "$source" ] || source=$TOP/cmd/${1%.*}/$1
	[ -e "$source" ] || source=$TOP/pipelines/$1
	[ -e "$source" ] || return 1
	mandoc -Tutf8 -O width=500 "$source" | sed 's/.\x08//g' |
		awk '/^EXAMPLES/ { on = 1 } /^[A-Z]/ && !/^EXAMPLES/ { on = 0 }
			on && sub(/^ *\$ /, "") { n++; more = 1 }
			on && more { f = sprintf("example.%03d", n); print >f; more = /[\\|]$/ }'
}

# try NAME.SECTION - run them; what they leave running is ended.
try() {
	local code pid
	rm -f example.*
	examples "$1" || { bad "$1: there is no such page"; return 0; }
	[ -e example.001 ] || { bad "$1 has no examples"; return 0; }
	cat >run <<-'END'
		set -o pipefail
		for example in example.???; do
			. "./$example" >out 2>err </dev/null
			code=$?
			[ $code -le 1 ] || { printf 'status %s: ' $code; cat "$example"; exit 1; }
		done
	END
	setsid timeout 240 bash ./run >said 2>&1 3>&- &
	pid=$!
	code=0
	wait $pid || code=$?
	kill -- -$pid 2>/dev/null || true
	[ "$code" -eq 0 ] || bad "$1: $(cat said)"
}

# bats test_tags=long
@test "the examples of each program's page" {
	local p
	for p in $(programs); do try "$p.1"; done
	no_failures
}

# bats test_tags=long
@test "the examples of gc-tools(7)" {
	try gc-tools.7
	no_failures
}

# bats test_tags=long
@test "the examples of the pipelines' pages, in a backup with an edited flow" {
	local page
	need_tool git
	PATH=$TOP/pipelines:$PATH
	git init -q .
	git add flows
	git -c user.name=a -c user.email=a@localhost commit -qm flows
	find flows -name '*.yaml' | sed -n 1p | xargs -d '\n' sed -i '0,/^\( *text: \).*/s//\1edited/'
	for page in "$TOP"/pipelines/*.1; do try "${page##*/}"; done
	no_failures
	git diff flows | grep -q '^+.*edited' # by textconv, as the page has set it
}

@test "no example breaks at the end of a line of the page, where a shell would take it for two commands" {
	local page
	for page in "$TOP"/cmd/*.[17] "$TOP"/cmd/*/*.1 "$TOP"/pipelines/*.1; do
		# .Dl fills lines, and drops quotes; .Bd -literal does not.
		sed -n 's/\\(../x/g; /^\.Dl \$ .\{65,\}\|^\.Dl \$ .*"/p' "$page" >long
		[ ! -s long ] || bad "${page##*/}: use .Bd -literal: $(cat long)"
	done
	no_failures
}
