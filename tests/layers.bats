# layers.bats - who may use whom: the layers of common/, and which program has which library.
load helper
load programs

setup() {
	note_failures_only
	cd "$TOP" || exit 1
}

# rooms - each room of tests/layers and its layer.
rooms() { awk '/^[0-9]/ { for (i = 2; i <= NF; i++) print $i, $1 }' tests/layers; }

# rooms_of PROGRAM - the same of the rooms of a program.
rooms_of() { awk -v p="$1" '$1 == p { for (i = 3; i <= NF; i++) print $i, $2 }' tests/layers; }

# layered - from "ROOM LAYER" lines and "FILE FILE" lines: the latter that go to the same layer or up.
layered() {
	awk '
		NF == 2 && $1 !~ /\// && $2 ~ /^[0-9]+$/ { layer[$1] = $2; next }
		{ split($1, from, "/"); split($2, to, "/") }
		to[1] in layer && from[1] in layer && from[1] != to[1] && layer[to[1]] >= layer[from[1]]'
}

# own_includes PROGRAM - each file of a program and each header of the program that it includes.
own_includes() {
	local f used
	while read -r f used; do
		[ ! -e "cmd/$1/$used" ] || echo "${f#cmd/"$1"/} $used"
	done < <(includes $(find "cmd/$1" -name '*.[ch]'))
}

# calls PROGRAM - each object file of a program and each other one of it that it is linked with.
calls() {
	local sources
	sources=$(cd "cmd/$1" && find . -name '*.c' -printf '%P\n' | sort)
	(cd "$BUILD/cmd/$1" && nm -A ${sources//.c/.o}) | awk '
		{ split($1, at, ":"); sub(/\.o$/, "", at[1]) }
		$(NF - 1) ~ /^[TDRBC]$/ { of[$NF] = at[1] }
		$(NF - 1) == "U" { from[++n] = at[1]; name[n] = $NF }
		END { for (i = 1; i <= n; i++) if (name[i] in of) print from[i], of[name[i]] }' | sort -u
}

# includes FILE... - each file of these and each header of the project that it includes.
includes() { sed -sn '/^#include "/{s/^#include "\(.*\)"$/\1/;F;p}' "$@" | paste - -; }

# sources - every C file of the programs.
sources() { find common cmd -name '*.[ch]'; }

@test "common/ holds rooms, each of one layer" {
	[ -z "$(find common -maxdepth 1 -type f)" ]
	rooms | cut -d' ' -f1 | sort >"$BATS_TEST_TMPDIR/known"
	find common -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort |
		diff "$BATS_TEST_TMPDIR/known" -
}

@test "tests/unit has the rooms of common/, and folders of programs" {
	local folder
	for folder in tests/unit/*/; do
		folder=$(basename "$folder")
		[ -d "common/$folder" ] || [ -d "cmd/$folder" ] || bad "tests/unit/$folder"
	done
	no_failures
}

@test "a file of common/ includes its own room and rooms of lower layers, and nothing of cmd/" {
	local found
	found=$({ rooms && includes common/*/*.[ch]; } | awk '
		NF == 2 && $1 !~ /\// { layer[$1] = $2; next }
		{ split($1, file, "/"); split($2, used, "/") }
		file[2] != used[1] && !(used[1] in layer && layer[used[1]] < layer[file[2]]) { print }')
	[ -z "$found" ] || { echo "$found"; return 1; }
}

@test "a program includes common/ and its own folder only" {
	local f used program
	while read -r f used; do
		program=${f#cmd/} program=${program%%/*}
		[ -e "common/$used" ] || [[ $used != ../* && -e cmd/$program/$used ]] ||
			bad "$f includes $used"
	done < <(includes $(find cmd -name '*.[ch]'))
	no_failures
}

@test "a program's folders are rooms, each of one layer" {
	local program
	for program in gc-put gc-sim; do
		rooms_of "$program" | cut -d' ' -f1 | sort >"$BATS_TEST_TMPDIR/known"
		find "cmd/$program" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort |
			diff "$BATS_TEST_TMPDIR/known" - || bad "$program"
	done
	no_failures
}

@test "a room of a program includes rooms of lower layers, and is linked with no others" {
	need_tool nm
	local program
	for program in gc-put gc-sim; do
		{
			rooms_of "$program"
			own_includes "$program"
			calls "$program"
		} | layered >"$BATS_TEST_TMPDIR/wrong"
		[ ! -s "$BATS_TEST_TMPDIR/wrong" ] || bad "$program: $(cat "$BATS_TEST_TMPDIR/wrong")"
	done
	no_failures
}

# tsort names the files of a circle.
@test "no headers of a program, nor of common/, include each other in a circle" {
	local folder
	for folder in cmd/*/ common/; do
		includes $(find "$folder" -name '*.h') | sed "s|^$folder||" | tsort >/dev/null \
			2>"$BATS_TEST_TMPDIR/circle" || bad "$folder: $(tr '\n' ' ' <"$BATS_TEST_TMPDIR/circle")"
	done
	no_failures
}

# What calls what, as the linker sees it: there a table of functions counts for the file that has it.
@test "no files of a program call each other in a circle" {
	need_tool nm
	local program
	for program in $(programs); do
		[ -d "cmd/$program" ] || continue
		calls "$program" | tsort >/dev/null 2>"$BATS_TEST_TMPDIR/circle" ||
			bad "$program: $(tr '\n' ' ' <"$BATS_TEST_TMPDIR/circle")"
	done
	no_failures
}

# A chain is a way to bring one record; what chains share has no chain's name.
@test "no chain of gc-put knows another one" {
	local f used
	while read -r f used; do
		[[ $used != *_chain.h || $(basename "$f" .c) = "$(basename "$used" .h)" ||
			$(basename "$f") =~ ^(rounds|circles|put_flow|object_run)\.c$ ]] || bad "$f includes $used"
	done < <(includes $(find cmd/gc-put -name '*.[ch]'))
	no_failures
}

@test "a file of gc-put has a header of its own, or is the program's main" {
	local f
	for f in cmd/gc-put/*.c cmd/gc-put/*/*.c; do
		[ "$f" = cmd/gc-put/main.c ] || [ -e "${f%.c}.h" ] || bad "$f"
	done
	no_failures
}

# functions FILE... - the name of each function that is defined in these, and its file.
functions() {
	awk '/^[a-z_0-9]+\(/ && last ~ /^[a-z]/ && last !~ /;/ { name = $0; sub(/\(.*/, "", name); at = name }
		/^\{$/ && at != "" { print at, FILENAME; at = "" }
		/;$/ { at = "" }
		{ last = $0 }' "$@"
}

# vec_*.h and the two headers of the reader's core are alternatives of each other.
@test "a function, a type and a file of the programs have a name that no other has" {
	local own
	own=$(sources | grep -vE '/(vec_[a-z0-9]+|json_blocks|json_grammar)\.h$')
	{
		functions $own | grep -v '^main ' | sort -u | cut -d' ' -f1 | uniq -d
		grep -hoE '^(struct|enum|union) [a-z_0-9]+ \{' $own | sort | uniq -d
		grep -v '/main\.c$' <<<"$own" | sed 's|.*/||' | sort | uniq -d
	} >"$BATS_TEST_TMPDIR/twice"
	[ ! -s "$BATS_TEST_TMPDIR/twice" ] || { cat "$BATS_TEST_TMPDIR/twice"; return 1; }
}

# only_in HEADER PATTERN - the files that include a library's header match the pattern.
only_in() {
	local f
	while read -r f; do
		[[ $f =~ $2 ]] || bad "$f includes $1"
	done < <(sources | xargs grep -lE "^#include <$1>")
}

@test "each library is used in one place" {
	only_in 'curl/.*' '^common/http/libcurl\.h$'
	only_in 'yaml\.h' '^common/(yaml/yaml|settings/yaml_profile)[a-z_]*\.[ch]$'
	only_in '(jq|jv)\.h' '^common/(json/jx[a-z_]*|record/select)\.[ch]$'
	only_in 'microhttpd\.h' '^cmd/gc-sim/'
	only_in 'zlib\.h' '^cmd/gc-sim/'
	only_in 'zip\.h' '^common/files/libzip\.h$'
	no_failures
}

@test "a program is linked with its own libraries and no other" {
	need_tool objdump
	! sanitized || skip "sanitizers bring libraries of their own"
	local p allowed library
	for p in $(programs); do
		case $p in
		# libcurl and libzip are loaded when they are needed: common/base/library.h.
		gc-auth | gc-list | gc-get | gc-put) allowed='libjq libyaml' ;;
		gc-select) allowed=libjq ;;
		gc-toyaml | gc-save | gc-load | gc-grep | gc-refs | gc-remap | gc-flowdiff) allowed='libyaml' ;;
		gc-sim) allowed='libmicrohttpd libyaml libz' ;;
		*) allowed='' ;;
		esac
		# What the program itself asks for; the libraries' own needs are theirs.
		for library in $(objdump -p "$BUILD/$p" | sed -n 's/^ *NEEDED *\(lib[a-z]*\).*/\1/p'); do
			[[ " libc libm libpthread $allowed " == *" $library "* ]] || bad "$p needs $library"
		done
	done
	no_failures
}

@test "libcurl and libzip are loaded by programs that need them, and only then" {
	need_tool ldd
	! sanitized || skip "sanitizers bring libraries of their own"
	local p
	for p in gc-auth gc-list gc-get gc-put; do
		! LD_DEBUG=files "$BUILD/$p" -V 2>&1 | grep -E 'file=lib(curl|zip|ssl)' || bad "$p -V"
	done
	LD_DEBUG=files "$BUILD/gc-get" </dev/null 2>&1 | grep -E 'file=lib(curl|zip|ssl)' && bad "gc-get with no records"
	GENESYSCLOUD_REGION=localhost:1 GENESYSCLOUD_OAUTHCLIENT_ID=a GENESYSCLOUD_OAUTHCLIENT_SECRET=b \
		LD_DEBUG=files "$BUILD/gc-list" --retries 0 2>&1 | grep -q 'file=libcurl' || bad "a request without libcurl"
	no_failures
}

@test "nothing in the tree names a place outside it" {
	local found
	found=$(git ls-files -co --exclude-standard 2>/dev/null | grep -v '^tests/layers.bats$' |
		xargs grep -nE '/(work|root|home)/[a-z]' -- || true)
	[ -z "$found" ] || { echo "$found"; return 1; }
}
