# helper.bash - what every bats file loads first.
# $BUILD is the folder of the programs under test; each test works in a folder of its own.

bats_require_minimum_version 1.5.0
# bats reads this once for each test: no process is started here.
TOP=${BATS_TEST_DIRNAME%/*}
BUILD=${BUILD:-$TOP/build}
FIXTURES=$TOP/tests/fixtures
PATH=$BUILD:$TOP/pipelines:$PATH
export LC_ALL=C.UTF-8 PATH BUILD TOP FIXTURES
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY all_proxy NO_PROXY no_proxy
unset "${!GENESYSCLOUD_@}" "${!PURECLOUD_@}" "${!GC_PROFILE@}" "${!GC_API@}" "${!GC_LOGIN@}" GC_OWNER
unset MAKEFLAGS MFLAGS MAKELEVEL # a make in a test is no part of the one that runs the tests

# bats traps each command to note its line before it runs: that takes longer than most commands do.
# Here the line is noted once a command has failed. A file with a setup() of its own calls this, too.
note_failures_only() {
	declare -F bats_debug_trap bats_error_trap >/dev/null || return 0
	trap - DEBUG
	trap 'bats_error_trap; bats_debug_trap "${BASH_SOURCE[0]}"' ERR
}
note_failures_only # for setup_file

# bats asks date(1), in two subshells, when each test begins.
if [ -n "${EPOCHREALTIME-}" ]; then
	get_mills_since_epoch() { printf '%s' $((${EPOCHREALTIME/[.,]/} / 1000)); }
fi

setup() {
	note_failures_only
	cd "$BATS_TEST_TMPDIR" || exit 1
	# Nothing of the caller's own settings, tokens or caches is read or written. These folders are not
	# there until a program or a test makes them.
	export HOME=$BATS_TEST_TMPDIR/home
	export XDG_CONFIG_HOME=$HOME/.config XDG_CACHE_HOME=$HOME/.cache
}

# The corpus of real flows, which is not part of the project: $GC_CORPUS or ../shared/corpus.
need_corpus() {
	CORPUS=${GC_CORPUS:-$TOP/../shared/corpus}
	[ -d "$CORPUS/json" ] || skip "no corpus: set GC_CORPUS"
}

need_tool() {
	command -v "$1" >/dev/null || skip "$1 is not installed"
}

# same FILE FILE - the same bytes, or the test fails showing where they part. Small files of text cost
# no process.
same() {
	local LC_ALL=C one other
	if [ -f "$1" ] && [ -f "$2" ] && ! IFS= read -rd '' -n 50000 one <"$1" &&
		! IFS= read -rd '' -n 50000 other <"$2" && [ "$one" = "$other" ]; then
		return
	fi
	cmp "$1" "$2" || { diff -u "$1" "$2" | head -40 | cut -c1-400; return 1; }
}

# json_string TEXT - the text as a JSON string, as jq(1) writes it, in REPLY
json_string() {
	local i c escapes=([8]='\b' [9]='\t' [10]='\n' [12]='\f' [13]='\r')
	REPLY=${1//\\/\\\\}
	REPLY=${REPLY//\"/\\\"}
	if [[ $REPLY == *[$'\001'-$'\037\177']* ]]; then
		for i in {1..31} 127; do
			printf -v c '\\x%02x' "$i"
			printf -v c '%b' "$c"
			[ -n "${escapes[i]-}" ] || printf -v "escapes[$i]" '\\u%04x' "$i"
			REPLY=${REPLY//"$c"/"${escapes[i]}"}
		done
	fi
	REPLY=\"$REPLY\"
}

# as_mortal COMMAND... - without root's privilege to ignore the permissions of files. A test that
# takes them away calls need_mortal first, which skips it if that is not possible.
as_mortal() {
	if [ "$(id -u)" -ne 0 ]; then "$@"; else setpriv --bounding-set=-all --inh-caps=-all -- "$@"; fi
}
need_mortal() {
	local closed=$BATS_TEST_TMPDIR/closed
	mkdir -m 0 "$closed"
	as_mortal true 2>/dev/null || skip "setpriv cannot take root's privileges away"
	! as_mortal ls "$closed" >/dev/null 2>&1 || skip "privileges remain"
	rmdir "$closed"
}

# start_sim [gc-sim options] - start a rehearsal org on a free port and point the settings at it. It
# refuses configurations that Architect could not open; start_lax_sim takes them, as a real org does.
# More than one may run; SIM_PORT is the newest's. stop_sims stops all (call it in teardown).
start_sim() { start_lax_sim --strict "$@"; }
start_lax_sim() {
	local file=$BATS_TEST_TMPDIR/port.$RANDOM$RANDOM
	gc-sim --port 0 --port-file "$file" "$@" 3>&- 4>&- >>"$BATS_TEST_TMPDIR/sim.log" 2>&1 &
	echo "$!" >>"$BATS_TEST_TMPDIR/sim.pids"
	await_port "$file"
	read -r SIM_PORT <"$file" || true
	export GENESYSCLOUD_REGION=localhost:$SIM_PORT
	export GENESYSCLOUD_OAUTHCLIENT_ID=${GENESYSCLOUD_OAUTHCLIENT_ID:-sim-client}
	export GENESYSCLOUD_OAUTHCLIENT_SECRET=${GENESYSCLOUD_OAUTHCLIENT_SECRET:-sim-secret}
}

# await_port FILE - until a server that was started has written its port
await_port() {
	local n=0
	while [ ! -s "$1" ]; do
		pause 0.02
		n=$((n + 1))
		[ $n -lt 6000 ] && alive "$!" || { cat "$BATS_TEST_TMPDIR/sim.log"; return 1; }
	done
}

# pause SECONDS - sleep(1) without a process of its own. A loop that waits for a condition must not
# take the processor from what it waits for.
pause() {
	# A socket that nobody writes to; a process substitution would change $!.
	[ -n "${PAUSE_FD-}" ] || exec {PAUSE_FD}<>/dev/udp/127.0.0.1/9
	read -rt "$1" -u "$PAUSE_FD" || true
}

# await CONDITION [PID] - wait until this command of the shell succeeds. The test fails, with the
# condition, after two minutes, or once the child that was to bring it about has ended.
await() {
	local end=$((SECONDS + 120))
	until eval "$1"; do
		if [ $# -gt 1 ] && ! alive "$2"; then
			! eval "$1" || return 0
			echo "process $2 ended before: $1"
			return 1
		fi
		[ $SECONDS -lt $end ] || { echo "not in two minutes: $1"; return 1; }
		pause 0.02
	done
}

# alive PID - whether a child runs. bash 5.2 now and then keeps SIGCHLD blocked after `read -t`: a
# child that has ended stays a zombie then, which kill -0 takes for one that runs.
alive() {
	local state
	kill -0 "$1" 2>/dev/null || return
	[ -r "/proc/$1/stat" ] || return 0
	read -r state <"/proc/$1/stat" || return
	state=${state##*) }
	[ "${state%% *}" != Z ]
}

# http PORT METHOD PATH [BODY [FIELD...]] - a request to gc-sim, with no process either: the status
# in STATUS (000: no answer), the head in HEAD, the body in REPLY; CURL is 0, or as curl(1) would end
# where not all came.
http() {
	local fd LC_ALL=C size
	exec {fd}<>"/dev/tcp/127.0.0.1/$1"
	printf '%s %s HTTP/1.0\r\nHost: localhost:%s\r\n' "$2" "$3" "$1" >&"$fd"
	[ $# -le 4 ] || printf '%s\r\n' "${@:5}" >&"$fd"
	[ $# -le 3 ] || printf 'Content-Length: %d\r\n' ${#4} >&"$fd"
	printf '\r\n%s' "${4-}" >&"$fd"
	# -N reads in blocks; without it, or with -t, bash reads a socket byte by byte.
	IFS= read -rN 20000000 -u "$fd" || true
	exec {fd}>&-
	HEAD=${REPLY%%$'\r\n\r\n'*}
	REPLY=${REPLY#*$'\r\n\r\n'}
	STATUS=000
	CURL=56
	[[ $HEAD =~ ^HTTP/1.[01]' '([0-9]{3})' ' ]] || return 0
	STATUS=${BASH_REMATCH[1]}
	CURL=0
	size='[Cc]ontent-[Ll]ength: ([0-9]+)'
	[[ ! $HEAD =~ $size ]] || [ "${BASH_REMATCH[1]}" -eq ${#REPLY} ] || CURL=18
}

# ask_sim PORT PATH [BODY] - GET, or POST the body; what gc-sim answers is in REPLY. False: not 2xx.
ask_sim() {
	local STATUS CURL HEAD
	if [ $# -gt 2 ]; then http "$1" POST "$2" "$3"; else http "$1" GET "$2"; fi
	[[ $STATUS == 2* ]]
}

# sum_of PORT MEMBER [REGEX [BUT]] - how many a sim counts in this member of /sim/stats, of the names
# that match REGEX and do not match BUT, in COUNT: "paths" has requests as "METHOD path".
sum_of() {
	local one='^,?"([^"]*)":([0-9]+)' rest
	ask_sim "$1" /sim/stats
	COUNT=0
	rest=${REPLY#*"\"$2\":{"}
	while [[ $rest =~ $one ]]; do
		rest=${rest#"${BASH_REMATCH[0]}"}
		local name=${BASH_REMATCH[1]} number=${BASH_REMATCH[2]}
		[[ $name =~ ${3-} ]] || continue
		[ -n "${4-}" ] && [[ $name =~ $4 ]] || COUNT=$((COUNT + number))
	done
}

# start_server PYTHON - a server that does what gc-sim would not, on SERVER_PORT; stop_sims stops it,
# too. PYTHON defines Handler, a subclass of Answers, whose answer(bytes) is a 200, and may wrap(). A
# subclass of Passing asks the newest sim instead; its change(code, bytes) gives what is answered.
start_server() {
	local file=$BATS_TEST_TMPDIR/port.$RANDOM$RANDOM
	need_tool python3
	python3 -S -c "
import http.server, os, sys
class Answers(http.server.BaseHTTPRequestHandler):
    def answer(self, body, code=200, type=None):
        self.send_response(code)
        if type: self.send_header('Content-Type', type)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
class Passing(Answers):
    def pass_on(self):
        import urllib.error, urllib.request
        n = int(self.headers.get('Content-Length') or 0)
        call = urllib.request.Request('http://localhost:${SIM_PORT-}' + self.path, self.rfile.read(n) if n else None,
            {k: v for k, v in self.headers.items() if k in ('Authorization', 'Content-Type')}, method=self.command)
        try: answer = urllib.request.urlopen(call)
        except urllib.error.HTTPError as e: answer = e
        code, body = self.change(answer.code, answer.read())
        self.answer(body, code, 'application/json')
    do_GET = do_POST = do_PUT = pass_on
wrap = lambda socket: socket
$1
server = http.server.HTTPServer(('127.0.0.1', 0), Handler)
server.socket = wrap(server.socket)
open(sys.argv[1] + '.new', 'w').write(str(server.server_port))
os.rename(sys.argv[1] + '.new', sys.argv[1])
server.serve_forever()" "$file" 3>&- 4>&- >>"$BATS_TEST_TMPDIR/sim.log" 2>&1 &
	echo "$!" >>"$BATS_TEST_TMPDIR/sim.pids"
	await_port "$file"
	read -r SERVER_PORT <"$file" || true
}

stop_sims() {
	local pid
	[ -s "$BATS_TEST_TMPDIR/sim.pids" ] || return 0
	while read -r pid; do
		kill "$pid" 2>/dev/null || true
		wait "$pid" 2>/dev/null || true
	done <"$BATS_TEST_TMPDIR/sim.pids"
	: >"$BATS_TEST_TMPDIR/sim.pids"
}

# side_by_side FUNCTION ARGUMENT... - the function for each of the arguments, all at the same time,
# for tests that wait more than they work. Each has a folder, settings and sims of its own; what
# one that fails said is shown.
side_by_side() {
	local function=$1 folders=() pids=() argument i failed=0
	shift
	for argument; do
		folders+=("$(mktemp -d "$BATS_TEST_TMPDIR/side.XXXXXX")")
		(
			BATS_TEST_TMPDIR=${folders[-1]}
			setup
			trap stop_sims EXIT
			"$function" "$argument"
		) >"${folders[-1]}.said" 2>&1 3>&- 4>&- &
		pids+=($!)
	done
	for i in "${!pids[@]}"; do
		wait "${pids[i]}" && continue
		failed=1
		echo "${*:i+1:1}:"
		cat "${folders[i]}.said"
	done
	return $failed
}
