# lib.bash - what the pipelines share: --help out of the header comment, options, whole files.
# shellcheck shell=bash disable=SC2034 # the variables are the callers'

# The comment at the top of the script is its --help.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; }
die() { # status, text
	echo "$(basename "$0"): $2" >&2
	exit "$1"
}
say() { echo "$(basename "$0"): $*" >&2; }

# take_options "profile= jobs= publish" "$@" - the options into the table opt, the rest into the
# array operands. NAME= has a value, as in --NAME VALUE or --NAME=VALUE; -p, -j, -o and -n are
# --profile, --jobs, --output and --dry-run.
declare -A opt=()
operands=()
take_options() {
	local known=" $1 " name
	shift
	while [ $# -gt 0 ]; do
		case $1 in
		-h | --help) usage; exit 0 ;;
		--) shift; operands+=("${@/#-/./-}"); return ;;
		--?*=*) set -- "${1%%=*}" "${1#*=}" "${@:2}"; continue ;;
		-p) name=profile ;;
		-j) name="jobs" ;;
		-o) name=output ;;
		-n) name=dry-run ;;
		--?*) name=${1#--} ;;
		-?*) name='?' ;;
		*) operands+=("$1"); shift; continue ;;
		esac
		case $known in
		*" $name= "*)
			[ $# -gt 1 ] || die 2 "$1 needs a value"
			opt[$name]=$2
			shift
			;;
		*" $name "*) opt[$name]=1 ;;
		*) die 2 "unknown option $1 (see $(basename "$0") --help)" ;;
		esac
		shift
	done
}

# pass NAME… - the options that were given among these, as words for a program, in the array passed
passed=()
pass() {
	local name
	passed=()
	for name; do
		[ -z "${opt[$name]+given}" ] || passed+=("--$name" "${opt[$name]}")
	done
}

# one_operand - there is one operand, or this is the end
one_operand() {
	[ ${#operands[@]} -gt 0 ] || { usage >&2; exit 2; }
	[ ${#operands[@]} -eq 1 ] || die 2 "one operand, please: ${operands[*]}"
}

# flow_records OPERAND… - the flow records of folders that gc-save wrote and of .ndjson files
flow_records() {
	local f
	for f; do
		case $f in
		*.ndjson | -) cat -- "$f" ;;
		*) gc-load -- "$f" ;;
		esac
	done
}

# to_file FILE STATUS command… - its output into FILE, which appears when it has ended with 0 or
# STATUS; that is left in $code, any other is the end. Its messages go into $log, if that is set,
# but for those of the end.
to_file() {
	local file=$1 fine=$2 said
	shift 2
	code=0
	if [ -n "${log-}" ]; then
		said=$("$@" 2>&1 >"$file.new") || code=$?
	else
		"$@" >"$file.new" || code=$?
	fi
	if [ "$code" -ne 0 ] && [ "$code" -ne "$fine" ]; then
		[ -z "${said-}" ] || echo "$said" >&2
		rm -f "$file.new"
		exit "$code"
	fi
	[ -z "${log-}" ] || printf '%s' "${said:+$said$'\n'}" >"$log"
	mv "$file.new" "$file"
}

# fetch LIST FILE STATUS [gc-get options] - the flows of LIST into FILE, as to_file does. What FILE
# holds and did not move since costs no request, nor does what a run that was cut had fetched.
fetch() {
	local list=$1 file=$2 fine=$3 f
	shift 3
	for f in "$file" "$file.have" "$file.part"; do
		[ ! -e "$f" ] || whole_lines "$f"
	done >"$file.new"
	mv "$file.new" "$file.have"
	code=0
	gc-get "$@" --have "$file.have" "$list" >"$file.part" || code=$?
	[ "$code" -eq 0 ] || [ "$code" -eq "$fine" ] || exit "$code"
	mv "$file.part" "$file"
	rm "$file.have"
}

# whole_lines FILE - without the last line, if a cut left it unfinished
whole_lines() {
	if [ -z "$(tail -c 1 "$1")" ]; then cat "$1"; else sed '$d' "$1"; fi
}

# lock DIR - one run at a time; programs of a run that was killed hold it until they end, too
lock() {
	exec 9<"$1"
	! command -v flock >/dev/null || flock -n 9 ||
		die 75 "another run, or what is left of one, is at work in $1: try again when it has ended"
}

# file_option NAME - the file that was given, if one was, by its absolute path
file_option() {
	[ -n "${opt[$1]-}" ] || return 0
	[ -r "${opt[$1]}" ] || die 2 "cannot read ${opt[$1]}"
	opt[$1]=$(realpath "${opt[$1]}")
}
