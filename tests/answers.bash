# answers.bash - a server in front of the newest sim that answers some requests otherwise, for what no
# fault of gc-sim says. The programs ask it from then on; storage is asked directly.

# start_answers - without rules at first.
start_answers() {
	start_server "$(
		cat <<-'END'
			import fnmatch, json
			rules = []

			# The first rule that a request matches: code and body are the answer; with edit or through,
			# the sim is asked, and edit gets its answer and changes it, or gives another. skip: so many
			# requests before; times: so many at most.
			def on(method, path, code=None, body=None, edit=None, through=False, skip=0, times=-1):
			    rules.append(dict(locals()))

			def refusal(status, **more):
			    return json.dumps({'status': status, 'code': 'bad.request', 'message': 'not today', **more})

			# Deeper than the programs read an answer of known shape.
			deep = b'[' * 20000 + b']' * 20000

			# Edits: members go away, or are others.
			def drop(*names):
			    return lambda x: {k: v for k, v in x.items() if k not in names}
			def having(**members):
			    return lambda x: {**x, **members}
			# Edits of the elements of a listing.
			def each(edit):
			    return lambda x: {**x, 'entities': [edit(e) for e in x['entities']]}

			class Handler(Passing):
			    protocol_version = 'HTTP/1.0'
			    def rule(self):
			        for r in rules:
			            if r['method'] != self.command or not fnmatch.fnmatchcase(self.path, r['path']): continue
			            if r['skip'] > 0: r['skip'] -= 1
			            elif r['times'] != 0:
			                r['times'] -= 1
			                return r
			    def pass_on(self):
			        if self.path == '/rules':
			            rules.clear()
			            exec(self.rfile.read(int(self.headers['Content-Length'])).decode(), globals())
			            self.answer(b'')
			            return
			        self.mine = self.rule()
			        if self.mine and not self.mine['edit'] and not self.mine['through']:
			            self.rfile.read(int(self.headers.get('Content-Length') or 0))
			            code, body = self.change(200, b'')
			            self.answer(body, code, 'application/json')
			        else: Passing.pass_on(self)
			    def change(self, code, body):
			        if not self.mine: return code, body
			        r = self.mine
			        if r['edit']: body = json.dumps(r['edit'](json.loads(body or b'null'))).encode()
			        elif r['body'] is not None: body = r['body'] if type(r['body']) == bytes else r['body'].encode()
			        elif (r['code'] or 200) >= 300: body = refusal(r['code']).encode()
			        return r['code'] or code, body
			    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = pass_on
		END
	)"
}

# answers [RULE...] - these are in force, and no others: on("METHOD", "GLOB", ...), in Python.
answers() {
	[ "${ANSWERS-}" = "$BATS_TEST_TMPDIR $SIM_PORT" ] || start_answers
	ANSWERS="$BATS_TEST_TMPDIR $SIM_PORT"
	export GENESYSCLOUD_REGION=localhost:$SERVER_PORT
	printf -v REPLY '%s\n' "$@"
	ask_sim "$SERVER_PORT" /rules "$REPLY" || { tail -n 20 "$BATS_TEST_TMPDIR/sim.log"; return 1; }
}

# may_hurry - skip a test that cannot be hurried; not inside of `run`, where a skip ends nothing.
may_hurry() {
	[ -e "$BUILD/hurry.so" ] || skip "no $BUILD/hurry.so"
	case $BUILD in *-address*) skip "the sanitizers come first" ;; esac
}

# hurried COMMAND... - what only waits does not: tests/hurry.c
hurried() {
	may_hurry
	LD_PRELOAD=$BUILD/hurry.so "$@"
}

# ends STATUS TEXT COMMAND... - the command ends with this status, and says this on stderr.
ends() {
	local code=$1 text=$2
	shift 2
	[ "$1" != hurried ] || may_hurry
	run --separate-stderr "$@"
	[ "$status" -eq "$code" ] && [[ $stderr == *"$text"* ]] && return
	echo "wanted $code, \"$text\"; got $status: ${output:0:2000} $stderr"
	return 1
}

# For objects:

# org [OPTION...] - an empty target.
org() {
	start_sim --empty --org target --job-time 20 "$@"
	login admin
}

# object TYPE NAME [MEMBERS [REST]] - a record; MEMBERS of its configuration, REST of the record.
object() {
	printf '{"kind":"object","type":"%s","id":"%s","name":"%s","configuration":{"id":"%s","name":"%s"%s}%s}\n' \
		"$1" "$1-$2" "$2" "$1-$2" "$2" "${3:+,$3}" "${4:+,$4}"
}
