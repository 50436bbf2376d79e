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
# array operands. NAME= has a value; -p, -j, -o and -n are --profile, --jobs, --output, --dry-run.
declare -A opt=()
operands=()
take_options() {
	local known=" $1 " name
	shift
	while [ $# -gt 0 ]; do
		case $1 in
		-h | --help) usage; exit 0 ;;
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

# to_file FILE MAX command… - its output into FILE, which appears when it has ended well, or with
# a status up to MAX; the status is left in $code
to_file() {
	local file=$1 max=$2
	shift 2
	code=0
	"$@" >"$file.new" || code=$?
	[ "$code" -le "$max" ] || { rm -f "$file.new"; exit "$code"; }
	mv "$file.new" "$file"
}
