# portable.bats - the commands need no more than bash 3.2 and the options that BSD's tools have.
load helper
load programs

# code FILE... - the scripts without their comments, as FILE:LINE:text
code() { grep -HnvE '^[[:space:]]*#' "$@"; }

# none WHAT REGEX FILE... - no script uses it
none() {
	local found
	found=$(code "${@:3}" | grep -E -- "$2") || return 0
	bad "$1: ${found//$TOP\//}"
}

@test "no feature of bash that came after 3.2" {
	local scripts
	scripts=$(grep -lE '^(#!.*bash|# shellcheck shell=bash)' "$TOP"/pipelines/gc-* "$TOP"/pipelines/*.bash "$TOP"/pipelines/*/*.bash "$TOP"/pipelines/completion/* "$TOP"/pipelines/packaging/deb)
	# shellcheck disable=SC2086 # no blanks in their names
	set -- $scripts
	[ $# -ge 10 ]
	none 'an associative array, a reference' '(declare|local|typeset) +-[a-zA-Z]*[An]' "$@"
	none 'mapfile' '\b(mapfile|readarray|coproc)\b' "$@"
	none 'letter case by expansion' '\$\{[a-zA-Z_]+(\[[^]]*\])?(,,?|\^\^?)\}' "$@"
	none '${x@Q}' '\$\{[a-zA-Z_]+@[A-Za-z]\}' "$@"
	none 'an index from the end' '\$\{[a-zA-Z_]+\[ *-[0-9]' "$@"
	none '|& and &>>' '\|&|&>>' "$@"
	none 'a descriptor in a variable' 'exec \{[a-z]+\}' "$@"
	none 'wait -n' '\bwait -[nfp]' "$@"
	none 'test -v' '\[\[? -v ' "$@"
	none 'printf of a time' 'printf .*%\(' "$@"
	no_failures
}

@test "no option that only the GNU tools have" {
	local scripts
	scripts=$(grep -lE '^(#!.*bash|# shellcheck shell=bash)' "$TOP"/pipelines/gc-* "$TOP"/pipelines/*.bash "$TOP"/pipelines/*/*.bash "$TOP"/pipelines/completion/*)
	# shellcheck disable=SC2086 # no blanks in their names
	set -- $scripts
	none 'sed' '\bsed (-[a-z]* )*(-[a-zA-Z]*[irsz]|--)' "$@"
	none 'grep -P' '\bgrep (-[a-z]* )*-[a-zA-Z]*[Pz]' "$@"
	none 'readlink -f' '\breadlink -[efm]' "$@"
	none 'find -printf' '\bfind .*-(printf|regextype|readable)' "$@"
	none 'date -d' '\bdate (-[a-z]* )*(-d|--date)' "$@"
	none 'stat -c' '\bstat (-c|--format)' "$@"
	none 'xargs -r -d' '\bxargs (-0 )?-[rd]' "$@"
	none 'head, tail of all but the last' '\b(head|tail) -[nc] ?-[0-9]' "$@"
	none 'tac, nproc, timeout' '(^|[|;(&] *)(tac|nproc|timeout|shuf|numfmt) ' "$@"
	none 'sort -V -z' '\bsort (-[a-z]* )*-[a-zA-Z]*[VzR]' "$@"
	none 'mktemp' '\bmktemp --' "$@"
	none 'ln, cp' '\b(ln|cp) (-[a-z]* )*(-[a-z]*[rT]\b|--[a-z])' "$@"
	no_failures
}
