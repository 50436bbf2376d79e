# gc-get: every flow's configuration, byte for byte, in order, through every fault, or named.
load helper
load programs
load get

teardown() {
	stop_sims
}

@test "every flow with its configuration, in order, whatever -j" {
	org 60
	local j
	for j in 1 2 8 64; do
		get -j $j
		[ "$status" -eq 0 ] || bad "-j $j: status $status"
		[ ! -s err ] || bad "-j $j: not silent"
		same want out || bad "-j $j"
	done
	no_failures
}

# bats test_tags=long
@test "the corpus comes out byte for byte, less insignificant white space" {
	need_corpus
	need_tool python3
	start_sim --from "$CORPUS/json"
	gc-sim --from "$CORPUS/json" --dump | bare >flows
	get
	[ "$status" -eq 0 ]
	[ "$(wc -l <out)" -eq "$(find "$CORPUS/json" -name '*.json' | wc -l)" ]
	gc-sim --from "$CORPUS/json" --dump >want
	# Tokens are compared as text: white space goes outside strings only.
	python3 - <<-'PY'
		import re
		token = re.compile(rb'"(?:[^"\\]|\\.)*"|[^\s"]+')
		tight = lambda line: b"".join(token.findall(line))
		with open("want", "rb") as want, open("out", "rb") as out:
		    for a, b in zip(want, out, strict=True):
		        assert tight(a.split(b',"configuration":', 1)[1]) + b"\n" == b.split(b',"configuration":', 1)[1]
	PY
}

@test "order stays where answers overtake each other; --unordered does not wait" {
	org 40
	faults slow:percent=30:rate=20000 500:first=1:percent=20
	get
	[ "$status" -eq 0 ]
	same want out
	faults "slow:rate=$(($(sed -n 3p want | wc -c) / 3)):flow=$(field 3 id)"
	get --unordered -j 4
	[ "$status" -eq 0 ]
	sed -n 3p want >third
	tail -1 out | same third -
	sort want >sorted
	sort out | same sorted -
}

@test "each transient fault is tried again, to success, with nothing said" {
	org 16
	local kind specs=() n=0
	for kind in 500 502 503 504 599 408 429:retry-after=1 503:retry-after=1 reset reset:after torn chop \
		html truncated empty badgzip; do
		n=$((n + 1))
		specs+=("$kind:first=1:flow=$(field $n id)")
	done
	faults "${specs[@]}"
	get
	[ "$status" -eq 0 ]
	[ ! -s err ]
	same want out
	[ "$(stat '.faults | length')" -eq 16 ]
	[ "$(stat '.faults | all(.[]; . == 1)')" = true ]
}

@test "packed and slow answers are no faults; one that stalls is" {
	org 12
	faults gzip
	get
	[ "$status" -eq 0 ]
	same want out
	faults slow:rate=40000
	get
	[ "$status" -eq 0 ]
	same want out
	faults 'stall:first=1:percent=30:path=*configuration'
	get --timeout 1 -j 12
	[ "$status" -eq 0 ]
	same want out
}

@test "all faults at once" {
	org 40
	faults 500:first=1:percent=20 reset:every=9 torn:percent=5 html:percent=5 chop:percent=5 \
		429:times=1:retry-after=1 badgzip:percent=5 "token:every=30:path=*configuration"
	get
	[ "$status" -eq 0 ]
	same want out
}

@test "hopeless flows are named, kept, and got later, and only those" {
	org 20
	faults "403:flow=$(field 3 id)" "404:flow=$(field 7 id)" "500:flow=$(field 11 id)" \
		"501:flow=$(field 12 id)" "html:flow=$(field 20 id)"
	get --retries 1 --failed failed
	[ "$status" -eq 3 ]
	sed '3d;7d;11d;12d;20d' want | same - out
	[ "$(wc -l <err)" -eq 5 ]
	grep -q "^gc-get: stdin:3: flow $(field 3 id) \"$(field 3 name)\": 403 " err
	grep -q "^gc-get: stdin:7: flow $(field 7 id) \"$(field 7 name)\": 404 not.found: .*contextId" err
	grep -q "^gc-get: stdin:11: flow $(field 11 id) .*: 500 .*gave up after 2 tries" err
	grep -q "^gc-get: stdin:12: flow $(field 12 id) .*: 501 " err
	grep -q "^gc-get: stdin:20: flow $(field 20 id) .*not whole JSON (text/html" err
	[ "$(wc -l <failed)" -eq 5 ]
	jq -se '[.[].error.status] == [403, 404, 500, 501, 200]' failed
	jq -se '.[1].error | .code == "not.found" and (.message | length) > 0 and (.contextId | length) == 36' failed
	jq -c 'del(.error)' failed >without
	sed -n '3p;7p;11p;12p;20p' flows | jq -c . | same - without

	# Once more while the fault is still there: the error is replaced, not doubled.
	status=0
	gc-get --retries 0 --failed failed <failed >again 2>err || status=$?
	[ "$status" -eq 3 ] || [ "$status" -eq 75 ]
	[ ! -s again ]
	[ "$(wc -l <failed)" -eq 5 ]
	[ "$(grep -o '"error"' failed | wc -l)" -eq 5 ]

	faults
	curl -sf -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	gc-get --failed failed failed >again
	sed -n '3p;7p;11p;12p;20p' want | same - again
	[ ! -s failed ]
	[ "$(stat '.requests')" -eq 5 ]
}

@test "a 4xx is not tried again; 500 as often as --retries says" {
	org 3
	faults 404:path=*configuration
	get
	[ "$status" -eq 3 ]
	[ "$(stat '.statuses."404"')" -eq 3 ]
	faults 500:path=*configuration
	get --retries 2
	[ "$status" -eq 75 ]
	[ "$(stat '.statuses."500"')" -eq 9 ]
}

@test "a Retry-After beyond all patience ends in 75 at once" {
	org 2
	faults 429:retry-after=3600
	get --failed failed
	[ "$status" -eq 75 ]
	grep -q 'wants a wait of 3600 s' err
	[ "$(wc -l <failed)" -eq 2 ]
}

@test "the login refused: one message, 77, all records kept" {
	org 30 --client-secret right
	get --failed failed -j 2
	[ "$status" -eq 77 ]
	[ ! -s out ]
	grep -q '^gc-get: stdin:1: .*login at http://localhost:.*401 invalid_client' err
	grep -q '^gc-get: stopped; 29 more flows were not requested' err
	[ "$(wc -l <err)" -eq 2 ]
	jq -c 'del(.error)' failed >kept
	jq -c . flows | same - kept
	[ "$(stat .requests)" -eq 1 ]
	export GENESYSCLOUD_OAUTHCLIENT_SECRET=right
	gc-get failed >out
	same want out
}

@test "a given token that is refused: 77; a token that is taken back is renewed" {
	org 10
	GENESYSCLOUD_ACCESS_TOKEN=nonsense get
	[ "$status" -eq 77 ]
	grep -q 'cannot be renewed' err
	run ! grep nonsense err
	faults "token:times=1:path=*configuration"
	get
	[ "$status" -eq 0 ]
	same want out
	faults 401
	get
	[ "$status" -eq 77 ]
}

@test "nobody answers: 75, and nothing is lost" {
	org 10
	stop_sims
	get --retries 1 --failed failed
	[ "$status" -eq 75 ]
	[ "$(wc -l <failed)" -eq 10 ]
	grep -q 'stopped' err
	start_sim --flows 20
	gc-get failed >out
	same want out
}

@test "not permitted at all is 77, a flow of many is 3" {
	org 4
	faults 403
	get
	[ "$status" -eq 77 ]
	faults "403:flow=$(field 2 id)"
	get
	[ "$status" -eq 3 ]
	sed 2d want | same - out
}

@test "tokens that end during the run, two programs, one cache" {
	org 60 --token-life 2 --latency 40
	gc-get -j 1 <flows >a 2>a.err &
	local first=$!
	gc-get -j 1 <flows >b 2>b.err
	wait $first
	same want a
	same want b
	[ ! -s a.err ]
	[ ! -s b.err ]
	# Each program alone would have logged in as often as both together.
	[ "$(stat .tokensIssued)" -ge 2 ]
	[ "$(stat .tokensIssued)" -le 4 ]
	[ "$(find "$XDG_CACHE_HOME/gc-tools" -type f -perm 600 | wc -l)" -eq 2 ]
	[ "$(find "$XDG_CACHE_HOME/gc-tools" -type f | wc -l)" -eq 2 ]
}

@test "a limit is used up and not overrun" {
	org 100 --limit 20/1
	local begin end
	begin=$(date +%s%N)
	get
	end=$(date +%s%N)
	[ "$status" -eq 0 ]
	same want out
	echo "$(((end - begin) / 1000000)) ms, $(stat .limited) refused"
	[ "$(stat .limited)" -le 1 ]
	# Five windows, the last of which needs no end: 4 s; twice that is left to a busy machine.
	[ $(((end - begin) / 1000000)) -lt 8000 ]
}

@test "--rate spaces the requests" {
	org 30
	local begin end
	begin=$(date +%s%N)
	get --rate 20/s
	end=$(date +%s%N)
	[ "$status" -eq 0 ]
	same want out
	[ $(((end - begin) / 1000000)) -ge 1400 ]
	run -2 gc-get --rate 5/fortnight flows
	[[ $output == *"5/fortnight"* ]]
}

@test "--published: what callers hear; a flow without it is a failure" {
	org 40
	get --published --failed failed
	[ "$status" -eq 3 ]
	jq -c 'select(.publishedVersion == null) | .id' flows >unpublished
	[ -s unpublished ]
	jq -c .id failed | same unpublished -
	grep -q 'it has no published version' err
	jq -se 'all(.[]; .configurationVersion == .publishedVersion.id)' out
	local id version
	id=$(head -1 out | jq -r .id)
	version=$(head -1 out | jq -r .publishedVersion.id)
	gc-auth --print-token >token
	curl -sf -H "Authorization: Bearer $(cat token)" \
		"http://localhost:$SIM_PORT/api/v2/flows/$id/versions/$version/configuration" >body
	head -1 out | sed 's/.*,"configuration"://; s/}$//' | tr -d '\n' | same body -
}

@test "--version alone is the program's" {
	run -0 gc-get --version
	[[ $output == "gc-get (gc-tools) "* ]]
}

@test "--version: 1 is 1.0; latest and published are words for what the program knows" {
	org 3
	local word want
	for word in 1:--version=1.0 latest: published:--published; do
		want=${word#*:}
		get ${want:+"$want"}
		mv out want.out
		get --version "${word%%:*}"
		[ "$status" -eq 0 ] || bad "--version ${word%%:*}: status $status"
		cmp -s want.out out || bad "--version ${word%%:*} is not what '$want' gives"
	done
	no_failures
	run -2 gc-get --published --version latest flows
	run -2 gc-get --version '' flows
	gc-get --archy --version latest flows >out
	gc-get --archy flows | cmp - out
}

@test "--version: just that one" {
	org 20
	get --version 1.0
	[ "$status" -eq 0 ]
	jq -se 'all(.[]; .configurationVersion == "1.0") and length == 20' out
	get --version 99.0
	[ "$status" -eq 3 ]
	[ ! -s out ]
	run -2 gc-get --published --version 1.0 flows
}

@test "an old configuration is replaced, and nothing else of the record is touched" {
	org 5
	sed 's/^{"kind":"flow"/{ "kind" : "flow", "x":[1.50, "\\u00e9"],"configuration":{"old":1},"error":{}/' flows >old
	gc-get <old >out
	[ "$(grep -c '"old"' out)" -eq 0 ]
	[ "$(grep -o '"configuration"' out | wc -l)" -eq 5 ]
	sed 's/^{"kind":"flow"/{"kind" : "flow","x":[1.50, "\\u00e9"]/' want | same - out
	# Fed back, its own output is what it was.
	gc-get <want >out
	same want out
}

@test "other kinds pass, in their places; a record without an id is a failure" {
	org 3
	{
		echo '{"kind":"object","id":"q"}'
		sed -n 1p flows
		echo '{"a" : 1}'
		echo '{"kind":"flow","name":"nameless"}'
		sed -n 2p flows
	} >in
	status=0
	gc-get --failed failed <in >out 2>err || status=$?
	[ "$status" -eq 3 ]
	{
		echo '{"kind":"object","id":"q"}'
		sed -n 1p want
		echo '{"a" : 1}'
		sed -n 2p want
	} | same - out
	grep -q '^gc-get: stdin:4: flow "nameless": the record has no id' err
	jq -e '.error.message == "the record has no id"' failed
}

@test "ids are escaped in the path" {
	org 1
	echo '{"kind":"flow","id":"../../tokens/me?x=#"}' >flows
	get
	[ "$status" -eq 3 ]
	[ "$(stat '.paths | keys | map(select(test("tokens"))) | length')" -eq 0 ]
	printf '{"kind":"flow","id":"%s"}\n' .. . '%2e%2e' >flows
	get
	[ "$status" -eq 3 ]
	[ "$(grep -c " 404 architect.flow.not.found: " err)" -eq 3 ]
	[ "$(stat '.paths["GET /api/v2/flows/*/latestconfiguration"]')" -eq 3 ]
}

@test "records flow on while the input is still open" {
	org 3
	mkfifo pipe
	gc-get <pipe >out 2>err &
	local pid=$!
	exec 5>pipe
	sed -n 1p flows >&5
	await '[ "$(wc -l <out)" -eq 1 ]' "$pid"
	sed -n 1p want | same - out
	sed -n 2,3p flows >&5
	exec 5>&-
	wait $pid
	same want out
}

@test "a line that is no record: 65, and what came before it is got" {
	org 10
	{ cat flows && echo '{"kind":"flow"' && cat flows; } >in
	status=0
	gc-get <in >out 2>err || status=$?
	[ "$status" -eq 65 ]
	same want out
	grep -q '^gc-get: stdin:11: byte 15: ' err
}

@test "a full disk, a closed stdout, a reader that left" {
	org 20
	status=0
	gc-get <flows 2>err >/dev/full || status=$?
	[ "$status" -eq 74 ]
	grep -q 'No space left' err
	status=0
	gc-get <flows 2>err >&- || status=$?
	[ "$status" -eq 74 ]
	{
		status=0
		gc-get <flows 2>err || status=$?
		echo "$status" >code
	} | head -c 1 >one
	# The output is small enough to fit into the pipe of a reader that is still there.
	[ "$(cat code)" = 141 ] || [ "$(cat code)" = 0 ]
	[ ! -s err ]
}

@test "a reader that leaves early ends the run, silently, with 141" {
	org 400
	{
		status=0
		gc-get <flows 2>err --rate 200/s || status=$?
		echo "$status" >code
	} | head -1 >one
	[ "$(cat code)" = 141 ]
	[ ! -s err ]
	sed -n 1p want | same - one
	[ "$(stat '.paths | to_entries | map(select(.key | test("latest"))) | map(.value) | add')" -lt 200 ]
}

@test "--failed: a folder that does not exist is reported before any request" {
	org 2
	get --failed no/such/folder
	[ "$status" -eq 74 ]
	grep -q 'no/such/folder: No such file' err
	[ "$(stat .requests)" -eq 0 ]
	get --failed /dev/null
	[ "$status" -eq 0 ]
	[ -c /dev/null ]
}

@test "an interrupted run leaves no torn file and nothing beside it" {
	org 50 --latency 200
	echo old >failed
	gc-get --failed failed <flows >out 2>err &
	local pid=$!
	await '[ "$(stat .inFlight)" -gt 0 ]' "$pid"
	kill -9 $pid
	wait $pid || true
	[ "$(cat failed)" = old ]
	[ "$(find . -maxdepth 1 -name 'failed*' | wc -l)" -eq 1 ]
}

@test "no secret in the output, messages, files or the list of processes" {
	export GENESYSCLOUD_OAUTHCLIENT_SECRET=Sesam-0ffne-Dich
	org 30 --latency 50
	faults "404:flow=$(field 3 id)" 500:first=1:percent=30 reset:every=7
	gc-get -v -j 2 --progress=json --failed failed <flows >out 2>err &
	local pid=$! n=0
	while alive $pid && [ $n -lt 20 ]; do
		tr '\0' ' ' <"/proc/$pid/cmdline" >>cmdlines || true
		pause 0.05
		n=$((n + 1))
	done
	wait $pid || [ $? -eq 3 ]
	grep -q gc-get cmdlines
	gc-auth --print-token >token
	find . -type f ! -name token ! -path '*/gc-tools/token-*.json' -print0 >files
	run ! xargs -0 grep -lF Sesam-0ffne-Dich <files
	run ! xargs -0 grep -lFf token <files
	# The cache holds the token, for its owner only, and not the secret.
	grep -qFf token "$XDG_CACHE_HOME"/gc-tools/token-*.json
	run ! grep -rF Sesam "$XDG_CACHE_HOME"
	[ "$(find "$XDG_CACHE_HOME/gc-tools" -name 'token-*' ! -perm 600 | wc -l)" -eq 0 ]
	[ "$(find "$XDG_CACHE_HOME/gc-tools" -type d -perm 700 | wc -l)" -eq 1 ]
}

@test "progress tells how many flows of how many" {
	org 20 --latency 5
	gc-get --progress=json <flows >out 2>err
	tail -1 err >last
	jq -e '.kind == "progress" and .program == "gc-get" and .done == 20 and .total == 20' last
	cat flows | gc-get --progress=json >out 2>err
	tail -1 err >last
	jq -e '.done == 20 and (has("total") | not)' last
}

@test "--have: what has not moved costs no request" {
	org 30
	gc-get <flows >have
	curl -sf -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	get --have have --progress=json
	[ "$status" -eq 0 ]
	same want out
	[ "$(stat .requests)" -eq 0 ]
	jq -se '.[-1].note | startswith("30 unchanged, 0 failed")' err

	# In FILE: one flow as it was before, one without its marks, one not at all, one with another
	# version, one of another org, and a stranger; and the order is another one.
	sed -e '2s/"checkedInVersion":{"id":"/&0/; 2s/"configuration":{/&"old":1,/' \
		-e '4s/"\(publishedVersion\|savedVersion\|checkedInVersion\)"/"x"/g' -e '6d' \
		-e '8s/"configurationVersion":"latest"/"configurationVersion":"1.0"/' \
		-e '10s/"org":"/&x/; 10s/"configuration":{/&"old":1,/' have | sort >partly
	echo '{"kind":"flow","id":"stranger","configuration":{}}' >>partly
	get --have partly
	[ "$status" -eq 0 ]
	same want out
	[ "$(stat .requests)" -eq 5 ]

	# The record is the input's, the configuration FILE's.
	sed '1s/"name":"[^"]*"/"name":"renamed"/' flows >renamed
	gc-get --have have <renamed >out
	head -1 out | jq -e '.name == "renamed"'
	[ "$(head -1 out | sed 's/.*"configuration"://')" = "$(head -1 want | sed 's/.*"configuration"://')" ]
	[ "$(stat .requests)" -eq 5 ]
}

@test "--have: input without marks is requested; a bad FILE is reported first" {
	org 3
	gc-get <flows >have
	gc-strip <flows >bare
	curl -sf -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	gc-get --have have <bare >out
	[ "$(stat .requests)" -eq 3 ]
	head -c 1000 have >torn
	get --have torn
	[ "$status" -eq 65 ]
	grep -q '^gc-get: torn:1: byte ' err
	get --have missing
	[ "$status" -eq 74 ]
	get --have /dev/null
	[ "$status" -eq 74 ]
	: >empty
	get --have empty
	[ "$status" -eq 0 ]
	same want out
}

@test "--have with --published" {
	org 20
	gc-get --published <flows >have 2>/dev/null || [ $? -eq 3 ]
	curl -sf -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	gc-get --published --have have <flows >out 2>/dev/null || [ $? -eq 3 ]
	same have out
	[ "$(stat .requests)" -eq 0 ]
}

@test "a flow that was never saved is a failure that says so" {
	org 1
	gc-sim --flows 11 --dump | head -1 | bare |
		jq -c 'del(.publishedVersion, .savedVersion, .checkedInVersion)' >flows
	faults "404:flow=$(field 1 id)"
	get
	[ "$status" -eq 3 ]
	grep -q 'was it ever saved?' err
}

# bats test_tags=long
@test "5,000 flows in less than 64 MB" {
	! sanitized || skip "sanitizers use memory of their own"
	org 250
	local i
	for ((i = 0; i < 20; i++)); do cat flows; done >many
	"$BUILD/peak" peak gc-get <many | cksum >out
	for ((i = 0; i < 20; i++)); do cat want; done | cksum | same - out
	echo "$(($(cat peak) / 1024)) MiB"
	[ "$(cat peak)" -lt 65536 ]
}

# bats test_tags=long
@test "a configuration of 24 MB, 1,000,000 levels deep, in at most four times as much" {
	! sanitized || skip "sanitizers use memory of their own"
	mkdir org
	{
		printf '{"name":"Big","type":"inboundcall","manifest":{},"deep":'
		yes '[' | head -1000000 | tr -d '\n'
		yes ']' | head -1000000 | tr -d '\n'
		printf ',"long":"'
		yes 'Lorem ipsum dolor sit amet, ' | head -450000 | tr -d '\n'
		printf '","many":['
		yes '{"id":"a","text":"Hello there","n":[1,2.5,true,null]},' | head -225000 | tr -d '\n'
		printf '1]}'
	} >org/big.json
	[ "$(wc -c <org/big.json)" -gt 24000000 ]
	start_sim --from org
	gc-sim --from org --dump | bare >flows
	"$BUILD/peak" peak gc-get flows >out
	before=$(LC_ALL=C grep -obaF -m 1 '"configuration":' out)
	tail -c +$((${before%%:*} + 17)) out | head -c -2 | cmp - org/big.json
	echo "$(($(cat peak) / 1024)) MiB"
	[ "$(cat peak)" -lt 96000 ]
}

# bats test_tags=long
@test "--version: several, and all: a record for each, and what a flow lacks is its failure" {
	start_sim --seed 5 --flows 30
	gc-list >flows
	gc-list --versions flows >versions
	run -0 --separate-stderr gc-get --version all flows
	printf '%s\n' "$output" >out
	same <(jq -r '.flow.id + " " + .version' versions) <(jq -r '.id + " " + .configurationVersion' out)
	# each is what it is alone, and each goes on from its own version
	for version in $(jq -r .configurationVersion out | sort -u); do
		same <(jq -c "select(.configurationVersion == \"$version\")" out) \
			<(gc-get -q --version "$version" flows | jq -c .)
	done
	jq -se 'all(.[]; .base.version == .configurationVersion)' out
	# a flow that has both, and one that has only one of them
	both=$(jq -rs 'group_by(.flow.id)[] | select(any(.version == "1.0") and any(.version == "2.0")) | .[0].flow.id' versions | head -1)
	one=$(jq -rs 'group_by(.flow.id)[] | select(all(.version == "1.0")) | .[0].flow.id' versions | head -1)
	[ -n "$both" ] && [ -n "$one" ]
	grep -hE "\"id\":\"($both|$one)\"," flows >two
	echo '{"kind":"other"}' >>two
	run -3 --separate-stderr gc-get --version 2,1.0 --failed failed two
	[ "$(jq -r 'select(.kind == "flow") | .id + " " + .configurationVersion' <<<"$output" | sort)" = \
		"$(printf '%s\n' "$both 1.0" "$both 2.0" "$one 1.0" | sort)" ]
	[ "$(jq -r "select(.id == \"$both\").configurationVersion" <<<"$output" | tr '\n' ' ')" = '2.0 1.0 ' ]
	[[ $stderr == *"$one"*404* ]]
	[ "$(jq -r .id failed)" = "$one" ]
	# both fail, and the record is kept once
	run -3 gc-get -q --version 98,latest,99 --failed failed two
	[ "$(wc -l <failed)" -eq 2 ]
	run -0 --separate-stderr gc-get --version latest,latest -j 1 two
	[ "$stderr" = 'gc-get: passed through unchanged, nothing to fetch: 1 record of kind "other"' ]
	[ "$(jq -r 'select(.kind == "flow").id' <<<"$output" | uniq -c | awk '{ print $1 }' | sort -u)" = 2 ]
	for bad in 1, ,1 1,,2 1,all; do
		run -2 gc-get --version "$bad" two
	done
	run -2 gc-get --archy --version 1,2 two
	run -2 gc-get --archy --version all two
}

@test "--version all: a flow without versions, and one that is not there" {
	start_sim --seed 5 --flows 10 --plant unsaved=1
	gc-list >flows
	jq -c 'select((.publishedVersion or .savedVersion or .checkedInVersion) | not)' flows >never
	[ -s never ]
	run -3 --separate-stderr gc-get --version all never
	[ -z "$output" ] && [[ $stderr == *'it has no version'* ]]
	echo '{"kind":"flow","id":"gone","name":"Gone"}' >gone
	run -3 --separate-stderr gc-get --version all --failed failed gone
	[[ $stderr == *'flow gone "Gone": its versions: 404'* ]] && [ "$(jq -r .id failed)" = gone ]
	run -3 --separate-stderr gc-get --version all <(echo '{"kind":"flow","name":"No id"}')
	[[ $stderr == *'the record has no id'* ]]
}
