# completion.bats - what the shells offer for the commands, from the commands' own option tables.
load helper
load programs

setup_file() {
	local top=${BATS_TEST_DIRNAME%/*} build
	build=${BUILD:-$top/build}
	cp -R "$top/pipelines/completion" "$BATS_FILE_TMPDIR/"
	PATH=$build:$PATH "$BATS_FILE_TMPDIR/completion/generate" "$BATS_FILE_TMPDIR/made" "$build"/gc-* -- \
		"$top"/pipelines/gc-{backup,compare,diff,export,graph,migrate,restore,validate}
}

# offers WORD... - what bash offers for the last word, one a line
offers() {
	bash --norc -c '. "$0"
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_gc_tools "$1"
		printf "%s\n" "${COMPREPLY[@]}"' "$BATS_FILE_TMPDIR/made/gc-tools.bash" "$@" | LC_ALL=C sort
}

@test "the table has every option of --help" {
	local p option
	cp "$BATS_FILE_TMPDIR/made/table" .
	for p in $(programs); do
		for option in $("$p" --help | sed -n 's/^  \(-., \)\{0,1\}--\([a-z0-9-]*\).*/\2/p'); do
			grep -q "^$p"$'\t[^\t]*\t'"$option"$'\t' table || bad "$p: no --$option"
		done
	done
	for option in profile jobs with push published format quiet verbose help; do
		grep -q "^gc-backup"$'\t[^\t]*\t'"$option"$'\t' table || bad "gc-backup: no --$option"
	done
	grep -q $'^gc-migrate\t\tapply\t\t' table || bad "--apply takes no value"
	grep -q $'^gc-backup\tp\tprofile\tPROFILE\t' table || bad "-p is short for --profile"
	no_failures
}

@test "bash: options, choices, profiles, types, and the names of flows in a folder" {
	[ "$(offers gc-refs --ch)" = --check ]
	[ "$(offers gc-refs --format '')" = $'dot\nedges\nflows\nmanifest\nndjson' ]
	[ "$(offers gc-refs --format = ma)" = manifest ]
	[ "$(offers gc-backup --pu)" = $'--published\n--push' ]
	mkdir -p "$XDG_CONFIG_HOME/gc-tools" flows
	(umask 077 && printf '%s: {region: x}\n' dev 'test org' >"$XDG_CONFIG_HOME/gc-tools/profiles.yaml")
	[ "$(offers gc-export -p '')" = $'dev\ntest\\ org' ]
	[ "$(offers gc-list que)" = queue ]
	[[ $(offers gc-backup --with use) == *userPrompt* ]]
	[ "$(offers gc-refs --where queu)" = queue/ ]
	printf '{"flows":[{"flowName":"Main IVR"},{"flowName":"Night"}]}' >flows/manifest.json
	[ "$(offers gc-list --name M)" = 'Main\ IVR' ]
	# an inventory; a name with a comma
	printf '{"kind":"%s","org":"o","type":"%s","id":"1","name":"%s","division":{"id":"2","name":"Holm"}}\n' \
		flow BOT 'Help Desk' object queue Hotline >inventory.ndjson
	[ "$(offers gc-graph --around H)" = 'Help\ Desk' ]
	printf '{"flows":[{"flowName": "Main IVR"},\n{"flowName":"Sales, EU","type":"x"}]}' >flows/manifest.json
	[ "$(offers gc-graph --around S)" = 'Sales\,\ EU' ]
	[ "$(offers gc-graph --around M)" = 'Main\ IVR' ]
	[ -z "$(offers gc-refs flows)" ] # bash itself offers files then
}

# bats test_tags=long
@test "bash: the tab key on a terminal" {
	need_tool script
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminals"
	local n=0
	mkfifo keys
	script -qec 'PS1=READY bash --norc --noprofile -i' /dev/null <keys >screen 2>&1 3>&- 4>&- &
	exec 8>keys
	printf '. %q\ngc-refs --strict --eac\t' "$BATS_FILE_TMPDIR/made/gc-tools.bash" >&8
	until grep -q 'gc-refs --strict --each' screen; do
		n=$((n + 1))
		[ $n -lt 400 ] || { cat -v screen; break; }
		pause 0.05
	done
	printf '\003\nexit\n' >&8
	exec 8>&-
	wait
	grep -q 'gc-refs --strict --each' screen
}

@test "zsh takes the file, and names the function for every command" {
	need_tool zsh
	zsh -n "$BATS_FILE_TMPDIR/made/_gc-tools"
	mkdir functions
	cp "$BATS_FILE_TMPDIR/made/_gc-tools" functions/
	# shellcheck disable=SC2016 # zsh's own
	run -0 zsh -fc 'fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u -D
		for c in gc-list gc-backup gc-sim; do print $_comps[$c]; done'
	[ "$output" = $'_gc-tools\n_gc-tools\n_gc-tools' ]
}

# What a person sees who presses the tab key, on a terminal of zsh's own.
# bats test_tags=long
@test "zsh completes options, choices and profiles" {
	need_tool zsh
	zsh -fc 'zmodload zsh/zpty' 2>/dev/null || skip "zsh has no zpty"
	mkdir functions
	cp "$BATS_FILE_TMPDIR/made/_gc-tools" functions/
	mkdir -p "$XDG_CONFIG_HOME/gc-tools"
	(umask 077 && echo 'rehearsal: {region: x}' >"$XDG_CONFIG_HOME/gc-tools/profiles.yaml")
	echo '{"flows":[{"flowName":"Night"}]}' >manifest.json
	cat >type.zsh <<-'END'
		zmodload zsh/zpty
		zpty -b z zsh -f -i
		screen=
		enter() { # TEXT WANTED - type the text, and read until the wanted text is on the screen
			local part n
			zpty -w -n z $1
			for n in {1..3000}; do
				if zpty -r -t z part; then screen+=$part; else sleep 0.02; fi
				[[ $screen != *$2* ]] || return 0
			done
			print -r -- "no \"$2\" on the screen: ${(V)screen}"
			exit 1
		}
		enter $'PS1=ready; fpath=($PWD/functions $fpath); autoload -U compinit; compinit -u -D; print in""it\n' init
		enter $'gc-refs --stri\t' '--strict'
		enter $'\C-ugc-export --profile reh\t' 'rehearsal'
		enter $'\C-ugc-refs --by=na\t' '--by=name'
		enter $'\C-ugc-graph --around Ni\t' 'Night'
		zpty -d z
	END
	run -0 timeout 100 zsh -f type.zsh </dev/null
}

@test "fish offers options, choices and profiles" {
	need_tool fish
	mkdir -p "$XDG_CONFIG_HOME/fish/completions" "$XDG_CONFIG_HOME/gc-tools"
	cp "$BATS_FILE_TMPDIR"/made/fish/*.fish "$XDG_CONFIG_HOME/fish/completions/"
	(umask 077 && echo 'dev: {region: x}' >"$XDG_CONFIG_HOME/gc-tools/profiles.yaml")
	fish -c 'complete -C "gc-refs --by "' | grep -q '^name'
	fish -c 'complete -C "gc-backup --pu"' | grep -q -- '^--push'
	fish -c 'complete -C "gc-export --profile "' | grep -q '^dev'
	# the names of flows, wherever there are some, and no message where there are none
	mkdir flows
	run -0 --separate-stderr fish -c 'complete -C "gc-graph --around "'
	[ -z "$stderr" ]
	echo '{"flows":[{"flowName":"Main IVR"},{"flowName":"Night"}]}' >manifest.json
	echo '{"kind":"flow","id":"1","name":"Help Desk","division":{"name":"Home"}}' >flows/inventory.ndjson
	run -0 --separate-stderr fish -c 'complete -C "gc-graph --around "'
	[ -z "$stderr" ]
	[ "$(grep -o '^[A-Z][a-zA-Z ]*' <<<"$output" | sort)" = $'Help Desk\nMain IVR\nNight' ]
}
