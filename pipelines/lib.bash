# lib.bash - what the pipelines share: --help out of the header comment, options, whole files.
# shellcheck shell=bash disable=SC2034 # the variables are the callers'

trap '' XFSZ # beyond ulimit -f a write fails and is heard, as in the programs

# The comment at the top of the script is its --help.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; }
die() { # status, text…
	echo "$(basename "$0"): ${*:2}" >&2
	exit "$1"
}
say() { echo "$(basename "$0"): $*" >&2; }

# A step that fails where nothing looks at its status ends the pipeline. Status 1 is an answer (no,
# differences): a gc- program may give it, but not a cp, jq or redirection that failed.
# fail_step STATUS COMMAND - end with the step's status, or with 74 where that says nothing
fail_step() {
	case $1:$2 in
	2:jq* | 2:diff* | 2:cmp* | 2:sort*) exit 74 ;;
	1:gc-* | 1:step\ gc-* | 1:wait* | [23]:* | 6[59]:* | 7[0457]:* | 1[3-9]?:*) exit "$1" ;;
	*) exit 74 ;;
	esac
}
set -E
trap 'fail_step "$?" "$BASH_COMMAND"' ERR

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
		*.ndjson | -) cat -- "$f" || return 74 ;;
		*) gc-load -- "$f" || return ;;
		esac
	done
}

# A signal ends a pipeline and what it has started, at once and with one line. What outlives a
# pipeline all the same (kill -9) sends no further request: GC_OWNER, see gc-tools(7).
export GC_OWNER=$$
end_by() { # SIGNAL
	local children
	trap '' TERM INT HUP
	mapfile -t children <<<"$(jobs -pr)"
	kill "${children[@]}" 2>/dev/null || true
	wait
	say "ended by SIG$1; run it again to go on"
	exit $((128 + $(kill -l "$1")))
}
for signal in TERM INT HUP; do
	# shellcheck disable=SC2064 # the signal is known now
	trap "end_by $signal" "$signal"
done

# step PROGRAM… - run it, and hear signals meanwhile: bash runs a trap while it waits, but not while
# a program is in the foreground. One program and no function: a signal must reach what works. It
# has no standard input.
step() {
	"$@" &
	wait "$!"
}

# faults_are_74 - whatever else ends this script by set -e is a fault of this machine. Not for a
# script in which 1 is an answer.
faults_are_74() {
	set -E
	trap 'code=$?; case $code in 2 | 3 | 6? | 7? | 129 | 1[3-9]?) ;; *) code=74 ;; esac; exit "$code"' ERR
}

# io COMMAND… - one that moves or copies files; where it fails that is the end, with 74 and a line
io() {
	local why
	why=$("$@" 2>&1) || die 74 "$why"
}

# writable FILE - it can be made, or this is the end: a redirection that fails would end with 1
writable() { { : >"$1"; } 2>/dev/null || die 74 "$1: cannot write"; }

# to_file FILE STATUS PROGRAM… - its output into FILE, which appears whole when it has ended with 0
# or STATUS; that is left in $code, any other is the end. Of a program that is not ours any other
# status is 74. Its messages go into $log, if that is set, but for those of the end.
to_file() {
	local file=$1 fine=$2 messages=${log:+$log.new}
	shift 2
	code=0
	writable "$file.new"
	if [ -n "$messages" ]; then
		writable "$messages"
		step "$@" >"$file.new" 2>"$messages" || code=$?
	else
		step "$@" >"$file.new" || code=$?
	fi
	if [ "$code" -ne 0 ] && [ "$code" -ne "$fine" ]; then
		[ -z "$messages" ] || cat "$messages" >&2
		rm -f "$file.new" ${messages:+"$messages"}
		case $1 in gc-*) exit "$code" ;; *) exit 74 ;; esac
	fi
	[ -z "$messages" ] || io mv -f -- "$messages" "$log"
	io mv -f -- "$file.new" "$file"
}

# fetch LIST FILE STATUS [gc-get options] - the flows of LIST into FILE, as to_file does. What FILE
# holds and did not move since costs no request, nor does what an interrupted run had fetched.
fetch() {
	local list=$1 file=$2 fine=$3
	shift 3
	writable "$file.new"
	whole_lines "$file" "$file.have" "$file.part" >"$file.new" ||
		die 74 "$file.new: cannot write"
	io mv -f -- "$file.new" "$file.have"
	code=0
	writable "$file.part"
	step gc-get "$@" --have "$file.have" "$list" >"$file.part" || code=$?
	[ "$code" -eq 0 ] || [ "$code" -eq "$fine" ] || exit "$code"
	io mv -f -- "$file.part" "$file"
	rm -f "$file.have"
}

# whole_lines FILE… - those that exist, without a last line that an interrupted run left unfinished
whole_lines() {
	local f
	for f; do
		[ -e "$f" ] || continue
		if [ -z "$(tail -c 1 "$f")" ]; then cat "$f"; else sed '$d' "$f"; fi || return
	done
}

# same_or_new NEW FILE - FILE becomes NEW, whole and in its place; an equal one is not touched, and
# what is no file, such as /dev/stdout, is written to
same_or_new() {
	local file why
	if [ -e "$2" ] && [ ! -f "$2" ]; then
		cat "$1" >"$2" || exit 74
		return
	fi
	if cmp -s "$1" "$2"; then return; fi
	file=$(realpath -m -- "$2") || exit 74
	if ! why=$({ cp -- "$1" "$file.new" && mv -f -- "$file.new" "$file"; } 2>&1); then
		rm -f "$file.new"
		die 74 "$why"
	fi
}

# opened_by FILE… - the processes that have one of these files open, as far as the system tells
opened_by() {
	local fd f
	for fd in /proc/[0-9]*/fd/*; do
		for f; do
			[[ ! $fd -ef $f ]] || { fd=${fd#/proc/} && echo "${fd%%/*}"; }
		done
	done
}

# lock DIR - one run at a time, by the lock of gc-save(1): descriptor 9 is DIR/.gc/lock, which holds
# the process id. Programs of a run that was killed hold the lock until they end, too. A script
# that holds DIR can call one that takes it: the descriptor is inherited. The words that pass it on
# to gc-save are in the array held; own_lock says whether this script took it.
held=() own_lock=
lock() {
	local file=$1/.gc/lock
	own_gc "$1"
	command -v flock >/dev/null || return 0
	[ /dev/fd/9 -ef "$file" ] || own_lock=1
	while true; do
		if [ -n "$own_lock" ]; then
			mkdir -p -- "$1/.gc" || exit 74
			exec 9<>"$file" || exit 74
		fi
		code=0
		flock -n 9 || code=$?
		# If not: the run that held it has ended just now, and removed the file.
		[ ! /dev/fd/9 -ef "$file" ] || break
	done
	[ "$code" -ne 1 ] || busy "$1"
	[ -z "$own_lock" ] || echo $$ >"$file" || exit 74
	held=(--lock-fd 9)
}

# busy DIR - another run is at work: the end, with the id of its process or of what is left of it
busy() {
	local pid='' all
	read -r pid <"$1/.gc/lock" || true
	exec 9>&-
	all=$(opened_by "$1/.gc/lock")
	if [ -n "$all" ] && [[ $'\n'$all$'\n' != *$'\n'$pid$'\n'* ]]; then
		pid=${all%%$'\n'*}
	fi
	die 75 "$1: another run is at work${pid:+ (process $pid)}; try again when it has ended"
}

# unlock DIR - at the end of a script that took the lock: nothing is left of it, unless programs of
# this run still hold it
unlock() {
	if [ -n "$own_lock" ]; then
		exec 9>&-
		flock -n "$1/.gc/lock" rm -f "$1/.gc/lock" || true
	fi
	rmdir "$1/.gc" 2>/dev/null || true
}

# own_gc DIR - DIR/.gc is gc-tools' own, or is not there
own_gc() {
	local f
	if [ -L "$1/.gc" ] || { [ -e "$1/.gc" ] && [ ! -d "$1/.gc" ]; }; then
		die 65 "$1/.gc: not made by gc-tools; move it away"
	fi
	for f in "$1"/.gc/* "$1"/.gc/.[!.]*; do
		case ${f##*/} in
		lock) [[ ! -L $f && -f $f && $(head -c 24 "$f") =~ ^[0-9]*$ ]] && continue ;;
		staging) [ -d "$f" ] && [ ! -L "$f" ] && continue ;;
		failed.ndjson | .gc-tmp-*) continue ;;
		esac
		[ -e "$f" ] || [ -L "$f" ] || continue # a pattern without a match, or gone by now
		die 65 "$f: not made by gc-tools; move it away"
	done
}

# file_option NAME - the file that was given, if one was, by its absolute path
file_option() {
	[ -n "${opt[$1]-}" ] || return 0
	[ -r "${opt[$1]}" ] || die 2 "cannot read ${opt[$1]}"
	opt[$1]=$(realpath "${opt[$1]}")
}
