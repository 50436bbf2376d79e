# lib.bash - what the pipelines share: options, signals, steps, complete files, the lock.
# shellcheck shell=bash disable=SC2034 # the variables are the callers'

trap '' XFSZ # beyond ulimit -f, a write fails with an error instead of a signal, as in the programs

# The comment at the top of the script is its --help.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; }
die() { # status, text…
	echo "$(basename "$0"): ${*:2}" >&2
	exit "$1"
}
say() { echo "$(basename "$0"): $*" >&2; }

# A step that fails ends the pipeline if nothing checks its status. Status 1 is an answer (no,
# differences): a gc- program may give it, but a cp, jq or redirection that fails must not.
# fail_step STATUS COMMAND - exit with the step's status, or with 74 if that status has no meaning here
fail_step() {
	case $1:$2 in
	2:jq* | 2:diff* | 2:cmp* | 2:sort*) exit 74 ;;
	1:gc-* | 1:step\ gc-* | 1:wait* | [23]:* | 6[59]:* | 7[0457]:* | 1[3-9]?:*) exit "$1" ;;
	*) exit 74 ;;
	esac
}
set -E
trap 'fail_step "$?" "$BASH_COMMAND"' ERR

# take_options "profile= jobs= publish" "$@" - read the options into the table opt, and the rest into
# the array operands. An option NAME= takes a value: --NAME VALUE or --NAME=VALUE. -p, -j, -o and -n
# are short for --profile, --jobs, --output and --dry-run.
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

# pass NAME… - set the array passed to those of these options that were given, as program arguments
passed=()
pass() {
	local name
	passed=()
	for name; do
		[ -z "${opt[$name]+given}" ] || passed+=("--$name" "${opt[$name]}")
	done
}

# one_operand - exit 2 unless there is exactly one operand
one_operand() {
	[ ${#operands[@]} -gt 0 ] || { usage >&2; exit 2; }
	[ ${#operands[@]} -eq 1 ] || die 2 "too many operands, expected one: ${operands[*]}"
}

# flow_records OPERAND… - print the flow records of folders that gc-save wrote, and of .ndjson files
flow_records() {
	local f
	for f; do
		case $f in
		*.ndjson | -) cat -- "$f" || return 74 ;;
		*) gc-load -- "$f" || return ;;
		esac
	done
}

# A signal ends a pipeline and all that it started, at once and with one message. A program that
# outlives its pipeline (kill -9) sends no further request: see GC_OWNER in gc-tools(7). A pipeline
# that another one runs keeps the outer one's GC_OWNER, so that it ends with the outer one.
export GC_OWNER=${GC_OWNER:-$$}
end_by() { # SIGNAL
	local children
	trap '' TERM INT HUP
	mapfile -t children <<<"$(jobs -pr)"
	kill "${children[@]}" 2>/dev/null || true
	wait
	say "ended by SIG$1; run it again to continue"
	exit $((128 + $(kill -l "$1")))
}
for signal in TERM INT HUP; do
	# shellcheck disable=SC2064 # the signal is known now
	trap "end_by $signal" "$signal"
done

# step PROGRAM… - run a program so that signals are handled meanwhile: bash runs a trap during `wait`,
# but not while a program is in the foreground. Not for functions: the signal must reach the program
# itself. The program has no standard input.
step() {
	"$@" &
	wait "$!"
}

# faults_are_74 - any other status that ends this script by set -e becomes 74, a local fault. Not for
# a script that exits 1 as an answer.
faults_are_74() {
	set -E
	trap 'code=$?; case $code in 2 | 3 | 6? | 7? | 129 | 1[3-9]?) ;; *) code=74 ;; esac; exit "$code"' ERR
}

# io COMMAND… - run a command that moves or copies files; if it fails, exit 74 with its message
io() {
	local why
	why=$("$@" 2>&1) || die 74 "$why"
}

# writable FILE - create FILE or exit 74; a redirection that fails would exit 1
writable() { { : >"$1"; } 2>/dev/null || die 74 "$1: cannot write"; }

# to_file FILE STATUS PROGRAM… - write the program's output to FILE, which is replaced only if the
# program exits 0 or STATUS. That status is left in $code. Any other status ends the pipeline, as 74 if
# the program is not one of ours. If $log is set, the program's messages go there, unless it fails.
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

# fetch LIST FILE STATUS [gc-get options] - fetch the flows of LIST into FILE, as to_file does. Flows
# that FILE, or an interrupted run, already has are not requested again unless they changed.
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

# whole_lines FILE… - print those files that exist, without an unfinished last line
whole_lines() {
	local f
	for f; do
		[ -e "$f" ] || continue
		if [ -z "$(tail -c 1 "$f")" ]; then cat "$f"; else sed '$d' "$f"; fi || return
	done
}

# same_or_new NEW FILE - replace FILE by NEW, unless they are equal. If FILE is not a regular file, for
# example /dev/stdout, write to it.
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

# opened_by FILE… - print the processes that have one of these files open, as far as /proc shows them
opened_by() {
	local fd f
	for fd in /proc/[0-9]*/fd/*; do
		for f; do
			[[ ! $fd -ef $f ]] || { fd=${fd#/proc/} && echo "${fd%%/*}"; }
		done
	done
}

# lock DIR - take the lock of gc-save(1), or exit 75. Descriptor 9 is DIR/.gc/lock, which contains the
# process id. Programs of a killed run hold the lock until they end. A script that holds the lock can
# call a script that takes it: the descriptor is inherited. The array held has the arguments that pass
# the lock to gc-save. own_lock is set if this script took the lock itself.
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
		# Not equal: the run that held the lock has just ended and removed the file.
		[ ! /dev/fd/9 -ef "$file" ] || break
	done
	[ "$code" -ne 1 ] || busy "$1"
	[ -z "$own_lock" ] || echo $$ >"$file" || exit 74
	held=(--lock-fd 9)
}

# busy DIR - exit 75, with the process id of the run that holds the lock, or of a program it left
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

# unlock DIR - remove the lock if this script took it, unless programs of this run still hold it
unlock() {
	if [ -n "$own_lock" ]; then
		exec 9>&-
		flock -n "$1/.gc/lock" rm -f "$1/.gc/lock" || true
	fi
	rmdir "$1/.gc" 2>/dev/null || true
}

# own_gc DIR - exit 65 if DIR/.gc has anything that gc-tools did not make
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
		[ -e "$f" ] || [ -L "$f" ] || continue # the pattern matched nothing, or the file is gone
		die 65 "$f: not made by gc-tools; move it away"
	done
}

# file_option NAME - if the option was given, make its file name absolute; exit 2 if it is unreadable
file_option() {
	[ -n "${opt[$1]-}" ] || return 0
	[ -r "${opt[$1]}" ] || die 2 "${opt[$1]}: cannot read the file given by --$1"
	opt[$1]=$(realpath "${opt[$1]}")
}
