# contract.bats - what every program does, whatever else it does: gc-tools(7).
load helper
load programs

teardown() {
	stop_sims
}

@test "--help: on stdout, status 0, fits a screen, with usage and an example" {
	local p line lines
	for p in $(programs); do
		status=0
		"$p" --help >out 2>err || status=$?
		[ $status -eq 0 ] || bad "$p --help: status $status"
		[ ! -s err ] || bad "$p --help writes on stderr"
		mapfile -t lines <out
		[[ ${lines[0]} == "usage: $p"* ]] || bad "$p --help does not begin with its usage"
		[[ $(<out) == *$'\n''example: '* ]] || bad "$p --help has no example"
		[ ${#lines[@]} -le 50 ] || bad "$p --help: ${#lines[@]} lines"
		for line in "${lines[@]}"; do
			[ ${#line} -le 90 ] || bad "$p --help: ${#line} columns: $line"
		done
		"$p" -h >short
		cmp out short || bad "$p: -h is not --help"
	done
	no_failures
}

@test "--version: its name and the suite's version" {
	local p version
	version=$(sed -n 's/#define GC_VERSION "\([^"]*\)".*/\1/p' "$TOP/common/base/base.h")
	for p in $(programs); do
		[ "$("$p" --version 2>&1)" = "$p (gc-tools) $version" ] || bad "$p --version"
		[ "$("$p" -V 2>&1)" = "$p (gc-tools) $version" ] || bad "$p -V"
	done
	no_failures
}

@test "a usage error: status 2, one line that names it, and the usage; nothing on stdout" {
	local p option said
	for p in $(programs); do
		for option in --no-such-option -@ --progress=sometimes --progress; do
			status=0
			"$p" $option </dev/null >out 2>err || status=$?
			[ $status -eq 2 ] || bad "$p $option: status $status"
			[ ! -s out ] || bad "$p $option writes on stdout"
			mapfile -t said <err
			[[ ${said[0]-} == "$p: "*"${option%%=*}"* ]] || bad "$p $option: not named"
			[[ ${said[1]-} == "usage: $p"* ]] || bad "$p $option: no usage"
		done
	done
	no_failures
}

@test "--help and --version on a full disk and a closed stdout: status 74 and the cause" {
	[ -e /dev/full ] || skip "no /dev/full"
	local p option
	for p in $(programs); do
		for option in --help --version; do
			status=0
			"$p" $option 2>err >/dev/full || status=$?
			[ $status -eq 74 ] || bad "$p $option >/dev/full: status $status"
			[[ $(<err) == *'No space left'* ]] || bad "$p $option >/dev/full: no cause"
			status=0
			"$p" $option 2>err >&- || status=$?
			[ $status -eq 74 ] || bad "$p $option >&-: status $status"
		done
	done
	no_failures
}

# page NAME.SECTION - a man page as plain text, unwrapped, in the file `page`; false: there is none.
page() {
	local source=$TOP/cmd/$1
	[ -e "$source" ] || source=$TOP/cmd/${1%.*}/$1
	[ -e "$source" ] || source=$TOP/pipelines/$1
	[ -e "$source" ] && mandoc -Tutf8 -O width=500 "$source" | sed 's/.\x08//g' >page
}

# describes OPTION TEXT - whether a page has this option in a list of options, as page() leaves it.
describes() {
	local listed=$'\n +(-[^\n]*)?'"$1"'[^a-z-]'
	[[ $2 =~ $listed ]]
}

# squeezed TEXT - the text with its white space squeezed, in REPLY
squeezed() {
	local words
	read -rd '' -a words <<<"$1" || true
	REPLY=${words[*]}
}

@test "each man page's synopsis is the usage, and it describes each option of --help" {
	need_tool mandoc
	local p option usage synopsis text common help
	page gc-tools.7
	common=$(<page)
	for p in $(programs); do
		page "$p.1" || { bad "$p has no man page"; continue; }
		text=$(<page)$'\n'
		"$p" --help >out
		help=$(<out)
		squeezed "${help%%$'\n\n'*}"
		usage=$REPLY
		synopsis=${text#*SYNOPSIS}
		squeezed "${synopsis%%$'\n'[A-Z]*}"
		[ "$usage" = "usage: $REPLY" ] || bad "$p: $usage"$'\n'"    not: $REPLY"
		while [[ $help =~ $'\n  '(-., )?(--[a-z0-9-]+)(.*) ]]; do
			option=${BASH_REMATCH[2]} help=${BASH_REMATCH[3]}
			[[ $text =~ ${option}[^a-z-] ]] || bad "$p: $option is not in the man page"
			# Either the page describes it, or the page that it points to does.
			describes "$option" "$text" || describes "$option" "$common" ||
				bad "$p: nothing describes $option"
		done
		sections "$p" "$text"
	done
	no_failures
}

# sections NAME TEXT - what every page has.
sections() {
	local section
	for section in NAME SYNOPSIS DESCRIPTION OPTIONS 'EXIT STATUS' EXAMPLES 'SEE ALSO'; do
		[[ $'\n'$2 == *$'\n'"$section"* ]] || bad "$1: no $section in the man page"
	done
}

pipelines() { (cd "$TOP/pipelines" && printf '%s\n' gc-* | grep -v '\.1$'); }

@test "each pipeline's man page describes each option that it takes" {
	need_tool mandoc
	local p option text
	for p in $(pipelines); do
		page "$p.1" || { bad "$p has no man page"; continue; }
		text=$(<page)$'\n'
		for option in $(sed -n "/^take_options '/,/'.*'/p" "$TOP/pipelines/$p" | tr '\n' ' ' |
			cut -d"'" -f2 | tr -d '=?+'); do
			describes "--$option" "$text" || bad "$p: nothing describes --$option"
		done
		sections "$p" "$text"
		[[ $text == *gc-tools\(7\)* ]] || bad "$p: no pointer to the common options"
	done
	no_failures
}

@test "the overview names every program and every pipeline" {
	need_tool mandoc
	local p
	page gc-tools.7
	for p in $(programs) $(pipelines); do
		grep -qE "$p([^a-z]|\$)" page || bad "gc-tools(7) does not name $p"
	done
	no_failures
}

@test "records from a terminal that nobody typed: status 2, not a wait" {
	need_tool script
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminals"
	local p
	start_sim --seed 1 --flows 3
	for p in $(readers); do
		prepare "$p"
		timeout 20 script -qec "${cmd[*]} >out 2>err; echo \$? >code" /dev/null </dev/null >screen 2>&1
		[ "$(cat code)" = 2 ] || bad "$p <terminal: status $(cat code)"
		grep -q 'terminal' err || bad "$p <terminal: not said"
	done
	no_failures
}

@test "a file that is not there, and a folder: status 74, named" {
	local p file
	start_sim --seed 1 --flows 3
	for p in $(readers); do
		for file in no-such-file "$PWD"; do
			[ "$p" != gc-grep ] || [ "$file" = no-such-file ] || continue # it reads folders
			prepare "$p"
			cmd+=("$file")
			run_on /dev/null
			[ "$status" -eq 74 ] || bad "$p $file: status $status"
			grep -qF "$file" err || bad "$p $file: not named"
		done
	done
	no_failures
}

@test "files of the wrong kind: what reads or writes them is named" {
	local p
	start_sim --seed 1 --flows 3
	mkdir folder
	printf 'kind: flow\n' >flow.yaml
	for p in $(readers); do
		[ "$p" != gc-grep ] || continue # it reads both
		prepare "$p"
		"${cmd[@]}" folder >out 2>err </dev/null || true
		grep -q "^$p: folder: gc-load reads folders" err || bad "$p folder: $(cat err)"
		"${cmd[@]}" flow.yaml >out 2>err </dev/null || true
		grep -q "^$p: flow.yaml:1: .*gc-load reads other files" err || bad "$p YAML: $(cat err)"
	done
	# Nothing in it that the program works on: silence would look like success.
	echo '{"kind":"object","id":"x"}' >object
	for p in $(those gc-plan gc-refs); do
		prepare "$p"
		run_on object
		[ "$status" -eq 0 ] || bad "$p object: status $status"
		grep -qE "^$p: no (flow|ref) records among 1" err || bad "$p object: $(cat err)"
	done
	no_failures
}

@test "a stdin that is closed, or a folder: status 74 and the cause" {
	local p
	for p in $(offline_readers) $(those gc-grep gc-load); do
		prepare "$p"
		status=0
		"${cmd[@]}" <&- >out 2>err || status=$?
		[ "$status" -eq 74 ] || bad "$p <&-: status $status"
		grep -q "^$p: stdin: .*Bad file descriptor" err || bad "$p <&-: the cause is not reported"
		status=0
		"${cmd[@]}" <. >out 2>err || status=$?
		[ "$status" -eq 74 ] || bad "$p <.: status $status"
		grep -q "^$p: stdin: .*Is a directory" err || bad "$p <.: the cause is not reported"
	done
	no_failures
}

# non_blocking COMMAND... - with a non-blocking stdin and stdout: the one gives the bytes of the file
# `good` now and then, the other is read late.
non_blocking() {
	python3 -S - "$@" <<-'END'
		import os, subprocess, sys, threading, time
		text = open("good", "rb").read()
		read_in, write_in = os.pipe()
		read_out, write_out = os.pipe()
		os.set_blocking(read_in, False)
		os.set_blocking(write_out, False)
		child = subprocess.Popen(sys.argv[1:], stdin=read_in, stdout=write_out, stderr=open("err", "wb"))
		os.close(read_in)
		os.close(write_out)
		def feed():
		    for at in range(0, len(text), 1 + len(text) // 3):
		        time.sleep(0.05)
		        try:
		            os.write(write_in, text[at:at + 1 + len(text) // 3])
		        except BrokenPipeError:
		            break
		    os.close(write_in)
		threading.Thread(target=feed).start()
		with os.fdopen(read_out, "rb") as f:
		    open("out", "wb").write(f.read())
		sys.exit(child.wait())
	END
}

@test "programs wait for a stdin and a stdout that somebody made non-blocking" {
	need_tool python3
	local p
	start_sim --seed 1 --flows 3
	for p in $(readers) $(those gc-load); do
		prepare "$p"
		# A stream of YAML is one record a document.
		[ "$p" != gc-load ] || sed -i 's/^/--- /' good
		run_on good
		[ "$status" -eq 0 ] || bad "$p: status $status"
		cp out want
		[ "$p" != gc-save ] || rm -rf saved
		status=0
		non_blocking "${cmd[@]}" || status=$?
		[ "$status" -eq 0 ] || bad "$p, non-blocking: status $status"
		[ "$p" = gc-save ] || same want out || bad "$p, non-blocking: other output"
	done
	no_failures
}

@test "files, - and stdin are read alike, and -- ends the options" {
	local p
	start_sim --seed 1 --flows 3
	for p in $(readers); do
		prepare "$p"
		run_on good
		[ "$status" -eq 0 ] || bad "$p: status $status"
		mv out want
		[ -s want ] || bad "$p: no output"
		prepare "$p"
		head -1 good >first
		tail -1 good >second
		cmd+=(first -- -)
		run_on second
		same want out || bad "$p first -- - <second"
		prepare "$p"
		cp good ./-dash
		cmd+=(-- -dash)
		run_on /dev/null
		same want out || bad "$p -- -dash"
	done
	no_failures
}

@test "empty input is no records: status 0, and 1 of a search that finds nothing" {
	local p
	start_sim --seed 1 --flows 3
	for p in $(readers); do
		prepare "$p"
		run_on /dev/null
		[ "$status" -eq 0 ] || [ "$p$status" = gc-grep1 ] || bad "$p </dev/null: status $status"
		[ "$p" = gc-save ] || [ ! -s out ] || bad "$p </dev/null writes something"
	done
	no_failures
}

@test "a missing last newline, CRLF, a byte order mark, empty lines, blanks around: all the same" {
	local p how lines
	start_sim --seed 1 --flows 3
	for p in $(readers); do
		prepare "$p"
		mapfile -t lines <good
		[ ${#lines[@]} -eq 2 ]
		run_on good
		mv out want
		for how in torn crlf bom empty blank; do
			prepare "$p"
			case $how in
			torn) printf '%s\n%s' "${lines[@]}" >in ;;
			crlf) printf '%s\r\n' "${lines[@]}" >in ;;
			bom) printf '\357\273\277%s\n%s\n' "${lines[@]}" >in ;;
			empty) printf '\n\r\n%s\n' "${lines[@]}" >in ;;
			blank) printf ' \t%s\t \n' "${lines[@]}" >in ;;
			esac
			run_on in
			[ "$status" -eq 0 ] || bad "$p, $how: status $status"
			same want out || bad "$p, $how: other output"
		done
	done
	no_failures
}

@test "a file in UTF-16: status 65, what it is, and what helps" {
	need_tool iconv
	local p how said
	start_sim --seed 1 --flows 3
	for p in $(readers); do
		prepare "$p"
		for how in UTF-16 UTF-16LE UTF-16BE; do
			iconv -f UTF-8 -t $how good >in
			run_on in
			[ "$status" -eq 65 ] || bad "$p, $how: status $status"
			mapfile -t said <err
			[[ ${said[0]-} == "$p: stdin: it is UTF-16"*"iconv -f UTF-16 -t UTF-8"* ]] || bad "$p, $how: ${said[*]}"
			[ ${#said[@]} -eq 1 ] || bad "$p, $how: ${#said[@]} messages"
		done
	done
	# maps, inventories, renames and orders are files of the same people
	prepare gc-remap
	iconv -f UTF-8 -t UTF-16 map >in
	run -65 --separate-stderr gc-remap in good
	[[ $stderr == 'gc-remap: in: it is UTF-16'* ]]
	prepare gc-plan
	iconv -f UTF-8 -t UTF-16 inventory >in
	run -65 --separate-stderr gc-plan --target in good
	[[ $stderr == 'gc-plan: in: it is UTF-16'* ]]
	printf 'queue\tSales\tSales EU\n' | iconv -f UTF-8 -t UTF-16 >in
	run -65 --separate-stderr gc-plan --target inventory --rename in good
	[[ $stderr == 'gc-plan: in: it is UTF-16'* ]]
	# a byte order mark does not belong to the first type
	printf '\357\273\277queue\tSales\tSales EU' >marked
	jq -c '.name = "Sales EU"' inventory >renamed
	gc-plan --target renamed --rename marked good >out || bad "gc-plan --rename with a byte order mark"
	prepare gc-put
	run -65 --separate-stderr gc-put --dry-run --order in good
	[[ $stderr == 'gc-put: in: it is UTF-16'* ]]
	no_failures
}

# refuses WHAT LINE TEXT - `cmd` ends in 65 for a stream whose second line is this (for printf), and
# says where and TEXT. Without a process besides the program: there are many of them.
refuses() {
	local first said
	read -r first <good
	# shellcheck disable=SC2059 # bytes that no argument can hold
	{ printf '%s\n' "$first" && printf "$2"; } >in
	status=0
	"${cmd[@]}" <in >out 2>err || status=$?
	[ "$status" -eq 65 ] || bad "${cmd[0]}, $1: status $status"
	mapfile -t said <err
	[ ${#said[@]} -eq 1 ] || bad "${cmd[0]}, $1: ${#said[@]} messages"
	[[ ${said[0]-} == "${cmd[0]}: stdin:2: $3"* ]] || bad "${cmd[0]}, $1: the message does not say $3"
}

@test "a line that is not one JSON object: status 65, line and byte named" {
	local p torn
	start_sim --seed 1 --flows 3
	torn=$(flow_record 1)
	torn=${torn:0:100}
	[ ${#torn} -eq 100 ]
	for p in $(readers); do
		prepare "$p"
		refuses torn "${torn//\\/\\\\}" 'byte 101: the text ends too early'
		refuses array '[{"kind":"flow"}]\n' 'byte 1: not a JSON object'
		refuses string '"kind"\n' 'byte 1: not a JSON object'
		refuses two '{"kind":"flow"} {"kind":"flow"}\n' 'byte 17: something follows'
		refuses 'NUL in a string' '{"kind":"flow","a":"\0"}\n' 'byte 21: NUL byte'
		refuses 'NUL after' '{"kind":"flow"}\0\n' 'byte 16: NUL byte'
		refuses 'invalid UTF-8' '{"kind":"flow","a":"\xc3\x28"}\n' 'byte 21: invalid UTF-8'
		refuses 'a surrogate as UTF-8' '{"kind":"flow","a":"\xed\xa0\x80"}\n' 'byte 21: invalid UTF-8'
		refuses 'invalid UTF-8 in a name' '{"kind":"flow","\xff":1}\n' 'byte 17: invalid UTF-8'
		refuses NaN '{"kind":"flow","a":NaN}\n' 'byte 20: '
		refuses 'a late byte order mark' '\xef\xbb\xbf{"kind":"flow"}\n' 'byte 1: '
	done
	no_failures
}

@test "what came before a bad line is written" {
	local p
	start_sim --seed 1 --flows 3
	for p in $(filters); do
		prepare "$p"
		run_on good
		head -1 out >want
		{ head -1 good && echo '{'; } >in
		run_on in
		[ "$status" -eq 65 ] || bad "$p: status $status"
		same want out || bad "$p: other output"
	done
	no_failures
}

@test "filters pass other kinds and unknown members as they are" {
	local p
	start_sim --seed 1 --flows 3
	printf '%s\n' '{"kind":"object","org":"o","type":"did","id":"x","version":1.0}' \
		'{"kind":"nobody knows","a" : [ ],"a":"\/\ud800"}' '{}' '{"kind":null}' >others
	for p in $(filters); do
		prepare "$p"
		run_on others
		[ "$status" -eq 0 ] || bad "$p: status $status"
		same others out || bad "$p: other kinds are changed"
		sed 's/^{/{"unknown":[1.50,"\\u00e9",{}],/' good >in
		run_on in
		[ "$(grep -cF '"unknown":[1.50,"\u00e9",{}]' out)" -eq 2 ] ||
			bad "$p: an unknown member is changed"
	done
	no_failures
}

@test "duplicate names and lone surrogates harm nobody" {
	local p
	start_sim --seed 1 --flows 3
	for p in $(readers); do
		prepare "$p"
		sed 's/^{/{"x":1,"x":{"y":1,"y":[]},/' good >twice
		sed 's/^{/{"x":"\\ud800 \\udc00",/' good >lone
		run_on twice
		case $p in
		gc-save | gc-toyaml) [ "$status" -eq 3 ] || bad "$p, duplicate names: status $status" ;;
		*) [ "$status" -eq 0 ] || bad "$p, duplicate names: status $status" ;;
		esac
		prepare "$p"
		run_on lone
		case $p in
		gc-save | gc-select | gc-toyaml) [ "$status" -eq 3 ] || bad "$p, lone surrogate: status $status" ;;
		*) [ "$status" -eq 0 ] || bad "$p, lone surrogate: status $status" ;;
		esac
	done
	for p in $(filters); do
		prepare "$p"
		sed 's/^{/{"x":1,"x":{"y":1,"y":[]},/' good >twice
		sed 's/^{/{"x":"\\ud800 \\udc00",/' good >lone
		run_on twice
		[ "$(grep -cF '"x":1,"x":{"y":1,"y":[]}' out)" -eq 2 ] || bad "$p changes duplicate names"
		run_on lone
		[ "$(grep -cF '"x":"\ud800 \udc00"' out)" -eq 2 ] || bad "$p changes a lone surrogate"
	done
	no_failures
}

@test "a full disk: status 74 and the cause; a closed stdout: 74" {
	[ -e /dev/full ] || skip "no /dev/full"
	local p
	start_sim --seed 1 --flows 3
	for p in $(readers); do
		[ "$p" != gc-save ] || continue
		prepare "$p"
		status=0
		"${cmd[@]}" <good 2>err >/dev/full || status=$?
		[ $status -eq 74 ] || bad "$p >/dev/full: status $status"
		[ "$(cat err)" = "$p: write stdout: No space left on device" ] || bad "$p >/dev/full"
		status=0
		"${cmd[@]}" <good 2>err >&- || status=$?
		[ $status -eq 74 ] || bad "$p >&-: status $status"
		[[ $(cat err) == "$p: write stdout: "* ]] || bad "$p >&-: no cause"
	done
	no_failures
}

@test "a file that may grow no further (ulimit -f): status 74 and the cause, not the signal" {
	local p
	start_sim --seed 1 --flows 3
	for p in $(readers) $(those gc-auth gc-list gc-sim); do
		case $p in
		gc-auth | gc-list) cmd=("$p") ;;
		gc-sim) cmd=(gc-sim --flows 3 --dump) ;;
		*) prepare "$p" ;;
		esac
		[ "$p" != gc-put ] || cmd+=(--dry-run)
		[ -e good ] || flow_record 1 >good
		status=0
		err=$(ulimit -f 0 && "${cmd[@]}" <good 2>&1 >out) || status=$?
		[ $status -eq 74 ] || bad "$p, ulimit -f 0: status $status"
		[[ $err == *"$p: "*"File too large"* ]] || bad "$p, ulimit -f 0: $err"
	done
	no_failures
}

# many PROGRAM - some megabytes of records for it, each of which gives it something to write.
many() {
	local times=1000
	[ "$1" != gc-get ] || times=50 # each is a request
	yes "$(<good)" | head -n $((times * $(wc -l <good))) >in
	# gc-plan says each object once.
	[ "$1" != gc-plan ] || awk '{ sub(/11111111-/, sprintf("%08d-", NR)); print }' in >in.new
	# gc-put puts each flow once.
	[ "$1" != gc-put ] || awk '{ sub(/"id":"f/, sprintf("&%d-", NR)); sub(/"name":"Main /, sprintf("&%d-", NR)); print }' in >in.new
	[ ! -e in.new ] || mv in.new in
}

@test "a reader that left: status 141, silently, also where SIGPIPE is ignored" {
	local p signal
	start_sim --seed 1 --flows 3
	for p in $(readers); do
		[ "$p" != gc-save ] || continue
		prepare "$p"
		many "$p"
		for signal in - ''; do
			rm -f code
			{
				# shellcheck disable=SC2064 # now is right
				trap "$signal" PIPE
				status=0
				"${cmd[@]}" <in 2>err || status=$?
				echo $status >code
			} | head -c 1 >one
			[ "$(cat code)" = 141 ] || bad "$p, PIPE '$signal': status $(cat code)"
			[ ! -s err ] || bad "$p, PIPE '$signal': not silent"
		done
	done
	no_failures
}

@test "a record is passed on before the next one comes" {
	local p n
	start_sim --seed 1 --flows 3
	mkfifo pipe
	for p in $(filters) $(those gc-refs gc-toyaml); do
		prepare "$p"
		"${cmd[@]}" <pipe >out 2>err 3>&- &
		exec 4>pipe
		head -1 good >&4
		for ((n = 0; n < 1200; n++)); do
			[ ! -s out ] || break
			pause 0.1
		done
		[ -s out ] || bad "$p holds a record back"
		exec 4>&-
		wait $! || bad "$p: status $?"
	done
	no_failures
}
