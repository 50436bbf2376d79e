# portable.bats - the commands need no more than bash 3.2 and the options that BSD's tools have.
load helper
load pipelines
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
	none 'a length from the end' '\$\{[a-zA-Z_]+(\[[@*]\])?:[^}:]+: *-' "$@"
	none 'a backslash in what replaces a part (kept before 4.3)' '"[^"]*\$\{[a-zA-Z_0-9]+//?[^}/]*/[^}]*\\' "$@"
	none 'a fall-through in case' ';;&|;&' "$@"
	none 'what declare, read and shopt got later' 'declare -g|read -[a-z]*[iN]|read .*-t ?[0-9]*\.|globstar|lastpipe|inherit_errexit|BASHPID|EPOCH(SECONDS|REALTIME)|SRANDOM' "$@"
	none 'a case in $( ), which 3.2 ends at its first )' '\$\([^)]*\bcase\b' "$@"
	none 'zeros in {01..10}' '\{0[0-9]+\.\.' "$@"
	none 'letter case by expansion' '\$\{[a-zA-Z_]+(\[[^]]*\])?(,,?|\^\^?)\}' "$@"
	none '${x@Q}' '\$\{[a-zA-Z_]+@[A-Za-z]\}' "$@"
	none 'an index from the end' '\$\{[a-zA-Z_]+\[ *-[0-9]' "$@"
	none '|& and &>>' '\|&|&>>' "$@"
	none 'a descriptor in a variable' 'exec \{[a-z]+\}' "$@"
	none 'wait -n' '\bwait -[nfp]' "$@"
	none 'test -v' '\[\[? -v ' "$@"
	none 'printf of a time' 'printf .*%\(' "$@"
	# An empty array counts as not set before 4.4: lib.bash allows for that, and a script without it has none.
	for script; do
		! grep -qE '^set -[a-z]*u' "$script" || grep -q '/lib.bash"' "$script" || [[ $script == */packaging/deb ]] ||
			none 'an array without lib.bash' '"\$\{[a-zA-Z_]+\[@\]\}"' "$script"
	done
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

# bsd TOOL OPTSTRING - in bsd/: the tool with only the options that BSD's has, all before the operands
bsd() {
	cat >"bsd/$1" <<-END
		#!/bin/bash
		real=$(command -v "${3-$1}")
		OPTERR=0
		refuse() { echo "$1: \$1: \$args" >>"$PWD/refused"; exit 2; }
		args="\$*"
		while getopts ":$2" o; do
			case \$o in '?' | :) refuse "option -\$OPTARG" ;; esac
		done
		n=\$((OPTIND - 1))
		if [ \$n -eq 0 ] || [ "\${!n}" != -- ]; then
			for a in "\${@:OPTIND}"; do case \$a in -?*) refuse "option \$a after an operand" ;; esac; done
		fi
		exec "\$real" "\$@"
	END
	chmod +x "bsd/$1"
}

# bsd_tools - bsd/ has the tools of a BSD or of macOS, and git, jq and bash; neither flock nor sha256sum
bsd_tools() {
	local p
	mkdir bsd
	for p in bash sh git jq dot tsort shasum curl; do ln -s "$(command -v $p)" bsd/$p; done
	bsd awk F:f:v: "$(command -v original-awk || echo awk)"
	for p in basename dirname rmdir sleep uname printf true false; do bsd $p ''; done
	bsd realpath q
	bsd readlink n
	bsd cat u
	bsd chmod fhLRvHP
	bsd cmp lsx
	bsd comm 123i
	bsd cp HLPRafinpvX
	bsd cut b:c:d:f:ns
	bsd date jnRr:uv:f:
	bsd diff abBcdC:e:iI:lnNpqrsS:tTuU:wX:
	bsd du sk
	bsd env iu:
	bsd grep A:B:C:EFHILRU:ace:f:hilm:noqrsvwxZ
	bsd head c:n:
	bsd id ugnrpGP
	bsd ln Ffhinsv
	bsd ls 1AacdFfhiklnRrStu
	bsd mkdir m:pv
	bsd mktemp dqt:u
	bsd mv finv
	bsd ps axo:p:
	bsd rm Rdfirv
	bsd sed Ee:f:nl
	bsd sort bcCdfgik:mno:rst:uz
	bsd tail Fc:fn:r
	bsd tar C:cf:tvxz
	bsd tee ai
	bsd touch acmr:t:
	bsd tr Ccdsu
	bsd uniq cdf:is:u
	bsd wc clmw
	bsd xargs 0n:I:J:L:P:R:s:x
	cat >bsd/find <<-END
		#!/bin/bash
		for a; do
			case \$a in
			-[HLP] | -name | -type | -prune | -o | -a | -print | -print0 | -mmin | -path | -exec | -mindepth | -maxdepth | -newer | -empty | -perm) ;;
			-*) echo "find: \$*" >>"$PWD/refused"; exit 2 ;;
			esac
		done
		[ -e "\$1" ] || { echo "find: no folder first: \$*" >>"$PWD/refused"; exit 2; }
		exec $(command -v find) "\$@"
	END
	chmod +x bsd/find
}

# bats test_tags=long
@test "with the tools of a BSD, and without flock and sha256sum, all commands do their work" {
	need_tool shasum
	need_tool dot
	local PATH_WAS=$PATH command
	two_orgs 12
	bsd_tools
	# that these do refuse
	PATH=$PWD/bsd run -2 sed -i s/a/b/ test.port
	PATH=$PWD/bsd run -2 grep x -q
	PATH=$PWD/bsd run -2 find . -printf x
	[ "$(wc -l <refused)" -eq 3 ]
	: >refused
	commands() {
		gc-export -q -p dev flows
		gc-backup -q -p dev history
		gc-backup -q -p dev history
		gc-migrate -q --from dev --to test --publish migration
		gc-migrate -q --apply migration
		gc-migrate -q --from history --to test --select '.type == "INBOUNDCALL"' --with-needed again
		gc-migrate --from history --to test --select ".name != \"it's\"" other
		gc-migrate other
		gc-restore -p test migration/backup.ndjson
		gc-validate --source history/inventory.ndjson --format github flows
		gc-compare --names profile:dev flows
		gc-diff profile:dev history
		(cd history && gc-diff HEAD .)
		gc-graph flows
		gc-graph --around "$(jq -r '.flows[0].flowName' flows/manifest.json)" -o one.dot flows
		gc-report --source history/inventory.ndjson --changes history --csv tables flows
		gc-demo 10
		"$TOP/pipelines/completion/generate" made "$BUILD"/gc-* -- "$TOP"/pipelines/gc-*[a-z]
	}
	declare -f commands | sed '1,2d; $d; s/^ *//; s/;$//' >lines
	while IFS= read -r command; do
		status=0
		# BASH_COMPAT: as 3.2 did it, as far as this bash knows
		BASH_COMPAT=3.2 PATH=$PWD/bsd:$TOP/pipelines bash -euc "$command" >out 2>err </dev/null || status=$?
		[ $status -le 1 ] || bad "$command: $status: $(cat err)"
		[ ! -s refused ] || bad "$command: $(cat refused)"
		: >refused
	done <lines
	PATH=$PATH_WAS
	[ "$(jq -r .select other/options.json)" = ".name != \"it's\"" ]
	grep -qF 'flock is not installed' err || run -0 env PATH="$PWD/bsd:$TOP/pipelines" gc-export -p dev flows
	[ -d history/.git ] && [ -s migration/results.ndjson ] && [ -s flows.svg ] && [ -s one.dot ] && [ -s report.html ] && [ -s made/gc-tools.bash ]
	no_failures
}
