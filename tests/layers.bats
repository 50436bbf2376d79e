# layers.bats - who may use whom: the layers of common/, and which program has which library.
load helper
load programs

setup() {
	cd "$TOP" || exit 1
}

# layer_of FILE - its layer in tests/layers; nothing: it has none.
layer_of() {
	local stem
	stem=$(basename "${1%.*}")
	awk -v stem="$stem" '/^[0-9]/ { for (i = 2; i <= NF; i++) if ($i == stem) print $1 }' tests/layers
}

# sources - every C file of the programs.
sources() { find common cmd -name '*.[ch]'; }

@test "every file of common/ has one layer" {
	local f layer
	for f in common/*.[ch]; do
		layer=$(layer_of "$f")
		[[ $layer =~ ^[0-9]$ ]] || bad "$f: layer '$layer' (see tests/layers)"
	done
	no_failures
}

@test "files of common/ include their own layer or lower ones, and nothing of cmd/" {
	local f used
	for f in common/*.[ch]; do
		for used in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$f"); do
			[ -e "common/$used" ] || { bad "$f includes $used, which is not in common/"; continue; }
			[ "$(layer_of "$used")" -le "$(layer_of "$f")" ] ||
				bad "$f (layer $(layer_of "$f")) includes $used (layer $(layer_of "$used"))"
		done
	done
	no_failures
}

@test "a program includes common/ and its own folder only" {
	local f used
	while read -r f; do
		for used in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$f"); do
			[ -e "common/$used" ] || [[ $used != */* && -e $(dirname "$f")/$used ]] ||
				bad "$f includes $used"
		done
	done < <(find cmd -name '*.[ch]')
	no_failures
}

# only_in HEADER PATTERN - the files that include a library's header match the pattern.
only_in() {
	local f
	while read -r f; do
		[[ $f =~ $2 ]] || bad "$f includes $1"
	done < <(sources | xargs grep -lE "^#include <$1>")
}

@test "each library is used in one place" {
	only_in 'curl/.*' '^common/http_transfer\.h$'
	only_in 'yaml\.h' '^common/yaml[a-z_]*\.[ch]$'
	only_in '(jq|jv)\.h' '^common/(jx[a-z_]*|select)\.[ch]$'
	only_in 'microhttpd\.h' '^cmd/gc-sim/'
	only_in 'zlib\.h' '^cmd/gc-sim/'
	only_in 'zip\.h' '^common/archive\.c$'
	no_failures
}

@test "a program is linked with its own libraries and no other" {
	need_tool objdump
	! sanitized || skip "sanitizers bring libraries of their own"
	local p allowed library
	for p in $(programs); do
		case $p in
		gc-auth | gc-list) allowed='libcurl libjq libyaml' ;;
		gc-get | gc-put) allowed='libcurl libjq libyaml libzip' ;;
		gc-toyaml | gc-save | gc-load) allowed='libyaml' ;;
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

@test "nothing in the tree names a place outside it" {
	local found
	found=$(git ls-files -co --exclude-standard 2>/dev/null | grep -v '^tests/layers.bats$' |
		xargs grep -nE '/(work|root|home)/[a-z]' -- || true)
	[ -z "$found" ] || { echo "$found"; return 1; }
}
