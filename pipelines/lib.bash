# lib.bash - what the pipelines share: options, signals, steps, complete files, the lock. What only gc-NAME reads is in
# pipelines/NAME/. All of it needs no more than bash 3.2 and the options that BSD's tools have, as on macOS.
# shellcheck shell=bash disable=SC2034 # the variables are the callers'

unset -v log # answer_to_file takes it from its caller, not from the environment
trap '' XFSZ # beyond ulimit -f, a write fails with an error instead of a signal, as in the programs

# The comment at the top of the script is its --help.
usage() { sed -n '2,/^[^#]/{s/^# \{0,1\}//p;}' "$0"; }
die() { # status, text…
	echo "${0##*/}: ${*:2}" >&2
	exit "$1"
}
say() { echo "${0##*/}: $*" >&2; }
note() { [ -n "${opt_quiet+set}" ] || say "$@"; } # what -q leaves out: nothing is wrong

# The programs of PATH, or else those next to this command: cron's PATH does not have them. They are
# in the folder of its link (BINDIR), in PREFIX/bin above PREFIX/share/gc-tools/pipelines, or in build/.
if ! command -v gc-list >/dev/null; then
	for folder in "$(dirname "$0")" "$(dirname "$(realpath "$0")")"/{../../../bin,../build}; do
		[ ! -x "$folder/gc-list" ] || { PATH=$PATH:$(cd "$folder" && pwd -P) && break; }
	done
fi

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
# Before bash 4.4 an empty array counts as a variable that is not set.
case $BASH_VERSION in [0-3].* | 4.[0-3].*) set +u ;; esac
set -E
trap 'fail_step "$?" "$BASH_COMMAND"' ERR

# take_options "profile= jobs= publish" "$@" - read the options into variables, --dry-run into opt_dry_run
# for example, and the rest into the array operands. An option NAME= takes a value: --NAME VALUE or --NAME=VALUE; NAME? takes one
# only as --NAME=VALUE. -p, -j, -o and -n are short for --profile, --jobs, --output and --dry-run.
# Every command has -q and -v, --quiet and --verbose, which its programs get, too: the array flags.
operands=() flags=()
take_options() {
	local known=${1//[$'\n\t']/ } name value
	known=" quiet verbose $known "
	shift
	for name in $known; do # what the environment has under these names is not an option
		name=${name%[=?]}
		name=${name%+}
		unset -v "opt_${name//-/_}"
	done
	while [ $# -gt 0 ]; do
		case $1 in
		-h | --help) usage; exit 0 ;;
		--) shift; operands+=("${@/#-/./-}"); return ;;
		--?*=*)
			name=${1%%=*}
			name=${name#--}
			if [[ $known == *" $name? "* ]]; then
				set_option "$name" "${1#*=}"
				shift
			else
				set -- "--$name" "${1#*=}" "${@:2}"
			fi
			continue
			;;
		-p) name=profile ;;
		-j) name="jobs" ;;
		-o) name=output ;;
		-n) name=dry-run ;;
		-q) name=quiet ;;
		-v) name=verbose ;;
		--?*) name=${1#--} ;;
		-?*) name='?' ;;
		*) operands+=("$1"); shift; continue ;;
		esac
		case $known in
		*" $name+= "*) # may be given more than once: a line each
			[ $# -gt 1 ] || die 2 "$1 needs a value"
			value=opt_${name//-/_}
			set_option "$name" "${!value+${!value}$'\n'}$2"
			shift
			;;
		*" $name= "*)
			[ $# -gt 1 ] || die 2 "$1 needs a value"
			set_option "$name" "$2"
			shift
			;;
		*" $name "* | *" $name? "*)
			set_option "$name" 1
			case $name in quiet | verbose) flags+=("--$name") ;; esac
			;;
		*) die 2 "unknown option $1 (see ${0##*/} --help)" ;;
		esac
		shift
	done
}

# pass NAME… - set the array passed to those of these options that were given, as program arguments
passed=()
pass() {
	local name value
	passed=()
	for name; do
		value=opt_${name//-/_}
		[ -z "${!value+given}" ] || passed+=("--$name" "${!value}")
	done
}

# in_quotes TEXT - print TEXT as one word of a shell, to paste. The replacement is in a variable, because bash before 4.3
# keeps backslashes that stand in it.
in_quotes() {
	local quote=\' escaped="'\\''"
	printf "'%s'" "${1//$quote/$escaped}"
}

set_option() { printf -v "opt_${1//-/_}" %s "$2"; } # NAME VALUE

# one_operand - exit 2 unless there is exactly one operand
one_operand() {
	[ ${#operands[@]} -gt 0 ] || { usage >&2; exit 2; }
	[ ${#operands[@]} -eq 1 ] || die 2 "too many operands, expected one: ${operands[*]}"
}

# A signal ends a pipeline and all that it started, at once and with one message. A program that
# outlives its pipeline (kill -9) sends no further request: see GC_OWNER in gc-tools(7). A pipeline
# that another one runs keeps the outer one's GC_OWNER, so that it ends with the outer one, and leaves
# the message to it: GC_PIPELINE is the process id of the outer one.
export GC_OWNER=${GC_OWNER:-$$}
outer=${GC_PIPELINE-}
export GC_PIPELINE=$$
again='run it again' # what to do after a signal
end_by() { # SIGNAL
	trap '' TERM INT HUP
	# shellcheck disable=SC2046 # process ids
	kill $(jobs -pr) 2>/dev/null || true
	wait
	[ "$outer" = "$PPID" ] || say "ended by SIG$1; $again"
	exit $((128 + $(kill -l "$1")))
}
for signal in TERM INT HUP; do
	# shellcheck disable=SC2064 # the signal is known now
	trap "end_by $signal" "$signal"
done

# need PROGRAM… - exit 2 unless all of them are in PATH
need() {
	local program ours=() others=()
	for program; do
		command -v "$program" >/dev/null && continue
		case $program in gc-*) ours+=("$program") ;; *) others+=("$program") ;; esac
	done
	[ ${#others[@]} -eq 0 ] || die 2 "not in PATH ($PATH): ${others[*]}${ours[*]:+ ${ours[*]}}; install the packages of" \
		"these programs"
	[ ${#ours[@]} -eq 0 ] || die 2 "not in PATH ($PATH): ${ours[*]}; build them (make) and add the folder" \
		"build/ to PATH, or install them (make install)"
}

# step PROGRAM… - run a program so that signals are handled meanwhile: bash runs a trap during `wait`,
# but not while a program is in the foreground. Not for functions: the signal must reach the program
# itself. The program has no standard input, unless the call redirects it.
step() {
	case $1 in gc-*) set -- "$1" "${flags[@]}" "${@:2}" ;; esac
	"$@" &
	wait "$!"
}

# faults_are_74 - any other status that ends this script by set -e becomes 74, a local fault. Not for
# a script that exits 1 as an answer.
faults_are_74() {
	set -E
	trap 'code=$?; case $code in 2 | 3 | 6? | 7? | 129 | 1[3-9]?) ;; *) code=74 ;; esac; exit "$code"' ERR
}

# io PROGRAM… - run a program that moves or copies files; if it fails, exit 74 with its message
io() {
	local why
	why=$(exec "$@" 2>&1) || die 74 "$why"
}

# tell PROGRAM… - run a program that writes the answer to standard output: if the reader has left, exit 141
tell() {
	local code=0
	step "$@" || code=$?
	case $code in 0) ;; 141) exit 141 ;; *) exit 74 ;; esac
}

# make_folder DIR - create DIR and the folders above it, unless it is there
make_folder() { [ -d "$1" ] || io mkdir -p -- "$1"; }

# real_folder DIR - print the path of DIR from the root, without links
real_folder() { CDPATH='' cd -- "$1" && pwd -P; }

# writable FILE - create FILE or exit 74; a redirection that fails would exit 1
writable() { { : >"$1"; } 2>/dev/null || die 74 "$1: cannot write"; }

# to_file FILE PROGRAM… - replace FILE by what the program prints. If the program fails, FILE stays as
# it was and the pipeline ends with the program's status; with 74 if it is not one of ours.
to_file() { answer_to_file 0 "$@"; }

# answer_to_file STATUS FILE PROGRAM… - as to_file, for a program that may exit STATUS (one or more:
# 1,3), too, as an answer: FILE is replaced then. Returns the status.
# If $log is set, the program's messages go to the file $log, unless the program fails.
answer_to_file() {
	local answer=$1 file=$2 new=$2.new messages=${log:+$log.new} status=0
	shift 2
	case $1 in gc-*) set -- "$1" "${flags[@]}" "${@:2}" ;; esac
	if is_scratch "$file"; then new=$file; fi
	if is_scratch "${log-}"; then messages=$log; fi
	writable "$new"
	# Not by step: its redirections would also be those of a trap that runs meanwhile.
	if [ -n "$messages" ]; then
		writable "$messages"
		"$@" >"$new" 2>"$messages" &
	else
		"$@" >"$new" &
	fi
	wait "$!" || status=$?
	if [[ ",0,$answer," != *",$status,"* ]]; then
		[ -z "$messages" ] || cat "$messages" >&2
		rm -f "$new" ${messages:+"$messages"}
		case $1 in gc-*) exit "$status" ;; *) exit 74 ;; esac
	fi
	[ "$messages" = "${log-}" ] || io mv -f -- "$messages" "$log"
	[ "$new" = "$file" ] || io mv -f -- "$new" "$file"
	return "$status"
}

# is_scratch FILE - whether FILE is a new file in the temporary folder $work of this run: nobody would
# find half of it, so that it needs no other name until it is complete
work=''
is_scratch() { [ -n "$work" ] && [[ $1 = "$work"/* ]] && [ ! -e "$1" ]; }

# leave_out LIST WHAT VERSION... - flows of the listing without one of these versions have nothing to fetch, which
# is not a failure: drop them from LIST and count them. A listing may tell of no versions at all.
leave_out() {
	local list=$1 what=$2 without
	shift 2
	to_file "$list.kept" gc-select ".kind != \"flow\" or ([$(printf '.%sVersion.id,' "$@")null] | any(. != null))" "$list"
	without=$(($(wc -l <"$list") - $(wc -l <"$list.kept")))
	if [ "$without" -eq 0 ] || ! grep -qE '"(saved|checkedIn|published)Version":' "$list"; then
		rm -f -- "$list.kept"
		return
	fi
	io mv -f -- "$list.kept" "$list"
	note "$(number "$without" flow) $what left out"
}
leave_out_unsaved() { leave_out "$1" 'that nobody has saved yet' saved checkedIn published; }

# fetch LIST FILE [gc-get options] - fetch the flows of LIST into FILE. Flows that FILE, or an
# interrupted run, already has are not requested again unless they changed. Returns 3 if some flows
# could not be fetched; any other failure ends the pipeline.
fetch() {
	local list=$1 file=$2 status=0
	shift 2
	writable "$file.new"
	whole_lines "$file" "$file.have" "$file.part" >"$file.new" ||
		die 74 "$file.new: cannot write"
	io mv -f -- "$file.new" "$file.have"
	writable "$file.part"
	step gc-get "$@" --have "$file.have" "$list" >"$file.part" || status=$?
	[ "$status" -eq 0 ] || [ "$status" -eq 3 ] || exit "$status"
	io mv -f -- "$file.part" "$file"
	rm -f "$file.have"
	return "$status"
}

# fetch_like FLOWS LIST FILE [gc-get options] - as fetch, but flows that FLOWS has in Archy YAML, by type and
# name, are fetched in this form, too
fetch_like() {
	local like=$1 list=$2 file=$3 status=0
	local key='"\(.type | ascii_upcase) \(.name | ascii_downcase)"'
	shift 3
	to_file "$file.archy" sed '/"configuration":{/d; /"archy":"/!d' "$like"
	if [ ! -s "$file.archy" ]; then
		rm -f "$file.archy"
		fetch "$list" "$file" "$@"
		return
	fi
	heads "$file.like" "$file.archy"
	key="INDEX(\$like[]; $key)[$key]"
	to_file "$file.list" jq -c --slurpfile like "$file.like" "select($key | not)" "$list"
	fetch "$file.list" "$file" "$@" || status=$?
	to_file "$file.list" jq -c --slurpfile like "$file.like" "select($key)" "$list"
	answer_to_file 3 "$file.archy" gc-get --archy "$@" "$file.list" || status=$?
	cat "$file.archy" >>"$file" || exit 74
	rm -f "$file.like" "$file.list" "$file.archy"
	return "$status"
}

# flow_records FILE OPERAND… - write to FILE the flow records of folders that gc-save wrote, and of
# .ndjson files; load_options are gc-load's. Returns 3 if some files of folders cannot be read: the others are in FILE.
# gc-strip copies records: it names the file and the line of what is none, and ends a last line without a newline.
load_options=()
flow_records() {
	local file=$1 f status=0 loaded same_bytes=(gc-strip -q --for none)
	writable "$file"
	for f in "${@:2}"; do
		case $f in
		-) # in a background command, bash keeps standard input only if it is redirected there
			"${same_bytes[@]}" <&0 >>"$file" &
			wait "$!" || exit "$?"
			;;
		*.ndjson) step "${same_bytes[@]}" -- "$f" >>"$file" || exit "$?" ;;
		*)
			loaded=0
			step gc-load "${load_options[@]}" -- "$f" >>"$file" || loaded=$?
			case $loaded in 0 | 3) [ "$loaded" -eq 0 ] || status=3 ;; *) exit "$loaded" ;; esac
			;;
		esac
	done
	return "$status"
}

# types_with WITH - set the array types to what gc-list lists for --with=WITH: all, none or TYPE,…; exit 2
# for a type that does not exist, which would have no objects
types=()
types_with() {
	local type known
	case $1 in
	all) types=(objects) ;;
	none) types=() ;;
	*)
		IFS=, read -ra types <<<"$1"
		[ ${#types[@]} -ne 0 ] || die 2 'no type is given: all, none or types; gc-list --list-types prints all'
		known=$(known_types true)
		for type in "${types[@]}"; do
			[[ $'\n'$known$'\n' == *$'\n'"$type"$'\n'* ]] ||
				die 2 "no such type \"$type\"; gc-list --list-types prints all"
		done
		;;
	esac
}
# known_types JQ - print the types for which this expression is true
known_types() { gc-list --list-types | jq -r "select($1).type" || exit 74; }

# counted FILE - print how many flows and objects it has: "2 flows, 1 object"
object_line='^ *{ *"kind" *: *"object"' # other programs write blanks
counted() {
	local objects
	objects=$(grep -c "$object_line" "$1" || true)
	these $(($(wc -l <"$1") - objects)) "$objects"
}
these() { # FLOWS OBJECTS
	[ "$1" -eq 0 ] && [ "$2" -ne 0 ] || number "$1" flow
	[ "$1" -eq 0 ] || [ "$2" -eq 0 ] || printf ', '
	[ "$2" -eq 0 ] || number "$2" object
}
number() { printf '%d %s' "$1" "$2" && { [ "$1" -eq 1 ] || printf s; }; } # 1 flow: "1 flow"; 2 flow: "2 flows"

# one_of WORD… - print the jq expression that tells whether its input is one of them
one_of() { jq -nr '$ARGS.positional | map(tojson) | "IN(\(. + ["empty"] | join(",")))"' --args "$@"; }

# types_in FOLDER - print the types of the objects that this folder of gc-save has, as TYPE,…; or none
types_in() {
	[ -s "$1/manifest.json" ] || { echo none; return; }
	jq -r '[.objects[]?.type] | unique | join(",") | if . == "" then "none" else . end' "$1/manifest.json" 2>/dev/null ||
		die 65 "$1/manifest.json: not written by gc-save; move it away"
}

# known_format - exit 2 before anything is fetched if --format is not one of gc-save's for configurations
known_format() {
	case ${opt_format-yaml} in
	yaml | json | i3) ;;
	archy) die 2 "--format archy: exports are configurations; for Archy YAML: gc-list flow | gc-get --archy |" \
		"gc-save --format archy DIR" ;;
	*) die 2 "invalid format \"$opt_format\" (yaml, json, i3)" ;;
	esac
}

# heads FILE FLOWS - write to FILE the flow records of FLOWS without their bodies, which jq could not hold
heads() { to_file "$1" gc-strip -q --for none --drop /configuration --drop /archy --drop /rows --drop /media "$2"; }

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
	if is_special "$2"; then
		to_special "$1" "$2"
		return
	fi
	if cmp -s "$1" "$2"; then return; fi
	file=$(full_path "$2") || exit 74
	if ! why=$({ cp -- "$1" "$file.new" && mv -f -- "$file.new" "$file"; } 2>&1); then
		rm -f "$file.new"
		die 74 "$why"
	fi
}

# next_to FILE - print where to write what is to replace FILE: next to it, or to what it is a link to, so that
# mv replaces it at once. For what no file may replace, for example /dev/stdout, in the folder $work.
next_to() {
	if is_special "$1"; then
		printf '%s/new.%s\n' "$work" "${1##*/}"
	elif [ -L "$1" ]; then
		printf '%s.new.%s\n' "$(full_path "$1")" $$
	else
		printf '%s.new.%s\n' "$1" $$
	fi
}
# place NEW FILE - replace FILE by NEW, which next_to has named; or write it to a FILE that is special
place() {
	local file=$2
	if is_special "$2"; then
		to_special "$1" "$2"
	else
		[ ! -L "$2" ] || file=$(full_path "$2") || exit 74
		io mv -f -- "$1" "$file"
	fi
}
# is_special FILE - whether FILE exists, but is not a regular file; or is what the shell has open, which may be one
is_special() {
	case $1 in /dev/stdout | /dev/stderr | /dev/fd/*) return 0 ;; esac
	[ -e "$1" ] && [ ! -f "$1" ]
}
to_special() { # NEW FILE; standard output is not opened again, because that would overwrite what it has
	case $2 in /dev/stdout) cat -- "$1" ;; *) cat -- "$1" >"$2" ;; esac || exit 74
}

# full_path FILE - print the path of a file that exists, or could be created, from the root
full_path() {
	local folder
	[ ! -e "$1" ] || { realpath -- "$1"; return; }
	folder=$(realpath -- "$(dirname -- "$1")") && printf '%s/%s\n' "${folder%/}" "$(basename -- "$1")"
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

# lock DIR - take the lock of gc-save(1) for this folder, or exit 75. Descriptor 9 is DIR/.gc/lock,
# which contains the process id. Programs of a killed run hold the lock until they end. A script that
# holds the lock can call a script that takes it: the descriptor is inherited. The array held has the
# arguments that pass the lock to gc-save.
# unlock - remove the file, if this script took the lock; for the EXIT trap. What stays after a kill -9
# or without flock does not matter: cmd/gc-save/lock.h says why.
held=() locked=''
lock() {
	local folder file tries status=1
	own_gc "$1"
	if ! command -v flock >/dev/null; then
		say "flock is not installed (package util-linux); start no other run in $1"
		return
	fi
	[ -d /dev/fd ] || die 74 "/dev/fd is missing; is /proc mounted?"
	folder=$(real_folder "$1") || exit 74
	file=$folder/.gc/lock
	held=(--lock-fd 9)
	if [ /dev/fd/9 -ef "$file" ]; then # inherited
		flock -n 9 || busy "$1"
		return
	fi
	# A try is lost only if another run ends meanwhile, and removes the file or the folder.
	for ((tries = 0; tries < 100; tries++)); do
		make_folder "$folder/.gc"
		{ exec 9<>"$file"; } 2>/dev/null || continue
		status=0
		flock -n 9 || status=$?
		[ ! /dev/fd/9 -ef "$file" ] || break
		status=1
	done
	[ $tries -lt 100 ] || die 74 "$file: cannot write"
	[ "$status" -ne 1 ] || busy "$1"
	# Any other status: this file system has no locks.
	locked=$folder
	{ echo $$ >"$file"; } 2>/dev/null || die 74 "$file: cannot write"
}
unlock() {
	[ -n "$locked" ] || return 0
	wait # no program of this run uses the folder after this
	rm -f -- "$locked/.gc/lock"
	rmdir -- "$locked/.gc" 2>/dev/null || true
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

# own_gc DIR - exit 65 if DIR/.gc has anything that gc-tools did not make
own_gc() {
	local f text
	if [ -L "$1/.gc" ] || { [ -e "$1/.gc" ] && [ ! -d "$1/.gc" ]; }; then
		die 65 "$1/.gc: not made by gc-tools; move it away"
	fi
	for f in "$1"/.gc/* "$1"/.gc/.[!.]*; do
		case ${f##*/} in
		lock)
			text=''
			if [[ ! -L $f && -f $f ]]; then IFS= read -rd '' -n 24 text <"$f" || true; fi
			[[ ! -L $f && -f $f && ${text%$'\n'} =~ ^[0-9]*$ ]] && continue
			;;
		staging) [ -d "$f" ] && [ ! -L "$f" ] && continue ;;
		failed.ndjson | .gc-tmp-*) continue ;;
		esac
		[ -e "$f" ] || [ -L "$f" ] || continue # the pattern matched nothing, or the file is gone
		die 65 "$f: not made by gc-tools; move it away"
	done
}

# ignore_files FOLDER - set the array ignores to the files .gc-ignore of the folder and of the top of its
# git work tree
ignores=()
ignore_files() {
	local folder top
	folder=$(real_folder "$1") || exit 74
	top=$folder ignores=()
	until [ -e "$top/.git" ] || [ "$top" = / ]; do top=${top%/*} top=${top:-/}; done
	[ ! -f "$folder/.gc-ignore" ] || ignores+=("$folder/.gc-ignore")
	[ ! -e "$top/.git" ] || [ "$top" = "$folder" ] || [ ! -f "$top/.gc-ignore" ] ||
		ignores+=("$top/.gc-ignore")
}

# file_option NAME - if the option was given, make its file name absolute; exit 2 if it is unreadable,
# or if it is a pipe, which could be read only once
file_option() {
	local value=opt_${1//-/_}
	local file=${!value-}
	[ -n "$file" ] || return 0
	[ -r "$file" ] || die 2 "$file: cannot read the file given by --$1"
	[ -f "$file" ] || die 2 "$file: --$1 needs a regular file"
	set_option "$1" "$(realpath -- "$file")"
}
