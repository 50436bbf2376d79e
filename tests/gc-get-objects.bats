# gc-get on objects: the definition as the server spells it, with all that belongs to it, and without
# what nobody must keep.
load helper
load programs
load sim
load get

teardown() {
	stop_sims
}

# objects TYPE... - these of an org into `flows` (get.bash: `get` reads them).
objects() { gc-list "$@" >flows; }

# of TYPE - the records of the type in `out`
of() { jq -c "select(.type == \"$1\")" out; }

# the_server TABLE PROMPT - a server with a table of 250 rows (/tables) and one prompt, which the
# Python statements `table` and `prompt` may change: path, query and the handler `self` are there.
the_server() {
	start_server "
from urllib.parse import urlparse, parse_qs
import json
class Handler(Answers):
    def log_message(self, *a): pass
    def json(self, value): self.answer(json.dumps(value).encode())
    def do_GET(self):
        url = urlparse(self.path)
        query = {k: v[0] for k, v in parse_qs(url.query).items()}
        path = url.path
        if path.endswith('/rows'):
            page = int(query['pageNumber'])
            rows = [{'key': str(i), 'v': i, 'selfUri': '/x'} for i in range(250)]
            total = len(rows)
            part = rows[100 * (page - 1):100 * page]
            ${1:-pass}
            self.json({'entities': part, 'total': total, 'pageSize': 100, 'pageNumber': page})
        elif '/datatables/' in path:
            self.json({'id': 't', 'schema': {'properties': {'key': {}, 'v': {}}}})
        else:
            ${2:-self.send_error(404)}
"
	export GENESYSCLOUD_REGION=localhost:$SERVER_PORT GENESYSCLOUD_ACCESS_TOKEN=token
}

@test "the configuration of each type is the server's answer, in the order of the input, whatever -j" {
	local j type path
	start_sim --seed 3 --flows 60
	objects objects
	gc-list --list-types | jq -r .type | sort >listable
	[ "$(jq -r .type flows | sort -u | wc -l)" -gt 25 ]
	for j in 1 8 64; do
		get -q -j $j
		[ "$status" -eq 0 ]
		[ ! -s err ]
		jq -r .id flows >want
		jq -r .id out | same want /dev/stdin
		[ $j -eq 1 ] || same first out
		mv out first
	done
	mv first out
	jq -se 'all(.[]; .configuration.name == .name or .type == "emailDomain" or .type == "responseAsset")' out
	login
	while read -r type path; do
		of "$type" | head -1 >one
		[ -s one ] || bad "no $type"
		api "/api/v2/$path/$(jq -r .id one)${path:+$(query_of "$type")}"
		[ "$STATUS" = 200 ]
		grep -qF "\"configuration\":$(<answer.json)" one || bad "$type differs"
	done <<-'END'
		queue routing/queues
		acdSkill routing/skills
		schedule architect/schedules
		scheduleGroup architect/schedulegroups
		emergencyGroup architect/emergencygroups
		ivrConfiguration architect/ivrs
		dataTable flows/datatables
		contactList outbound/contactlists
		dataAction integrations/actions
		response responsemanagement/responses
	END
	no_failures
}

query_of() {
	case $1 in
	dataTable) echo '?expand=schema' ;;
	dataAction) echo '?expand=contract&includeConfig=true' ;;
	response) echo '?expand=substitutionsSchema' ;;
	esac
}

@test "queues have their wrap-up codes, data tables their rows, data actions their templates" {
	start_sim --seed 3 --flows 60
	objects queue dataTable dataAction
	get -q
	[ "$status" -eq 0 ]
	of queue | jq -se 'all(.[]; .wrapupCodes | type == "array") and
		any(.[]; .wrapupCodes | length > 0 and all(keys_unsorted == ["id", "name"]))'
	of dataTable | jq -se 'length > 0 and all(.[]; .rows | length > 0 and all(has("key") and (has("selfUri") | not)))'
	# each row has the columns of the schema
	of dataTable | jq -se 'all(.[]; (.configuration.schema.properties | keys) as $c | all(.rows[]; keys - $c == []))'
	of dataAction | jq -se 'any(.[]; .templates.requestTemplate or .templates.successTemplate)'
	of dataAction | jq -se 'all(.[]; if .configuration.config.request.requestTemplateUri then .templates.requestTemplate | type == "string" else true end)'
}

@test "rows: all pages, proved against the total; a table that is not whole fails, and is named" {
	the_server
	echo '{"kind":"object","org":"o","type":"dataTable","id":"t","name":"T"}' >flows
	get
	[ "$status" -eq 0 ]
	[ ! -s err ]
	jq -e '(.rows | length) == 250 and [.rows[].v] == [range(250)] and (.rows | all(has("selfUri") | not))' out
	get --no-rows
	jq -e '.configuration.schema and (has("rows") | not)' out
	stop_sims
	the_server 'part = part[:50] if page == 2 else part'
	get --failed failed
	[ "$status" -eq 3 ]
	[ ! -s out ]
	grep -q '^gc-get: stdin:1: object t "T": rows: not proved complete: ' err
	jq -e '.error.message | startswith("rows: not proved complete")' failed
}

@test "--scripts: the file that an export gives, as text; without the option none is asked for" {
	local id
	start_sim --seed 3 --flows 20
	objects composerScript
	get -q
	jq -se 'length > 0 and all(.[]; .configuration.pages and (has("script") | not))' out
	sum_of "$SIM_PORT" paths 'export|published'
	[ "$COUNT" -eq 0 ]
	get -q --scripts
	[ "$status" -eq 0 ]
	jq -se 'all(.[]; (.script | fromjson) as $file | $file.id == .id and $file.organizationId == .org
		and $file.variables == .configuration.variables)' out
	run -1 grep -lE 'CANARY|X-Amz' out err
	sum_of "$SIM_PORT" paths '^POST .*/export$'
	[ "$COUNT" -eq "$(wc -l <flows)" ]
	mv out want
	# one that was never published; an address that has expired
	id=$(sed -n 1p flows | jq -r .id)
	faults "404:path=/api/v2/scripts/published/$id" '403:path=/storage/scripts/*:first=1'
	get -q --scripts -j 1
	[ "$status" -eq 0 ]
	same want out
	faults '403:path=/storage/scripts/*'
	get --scripts --failed failed
	[ "$status" -eq 75 ]
	[ "$(wc -l <failed)" -eq "$(wc -l <flows)" ]
	grep -q ': script: 403 ' err
	faults 'html:path=/storage/scripts/*'
	get --scripts
	[ "$status" -ne 0 ]
	grep -q ': script: the file is not a script' err
	faults
	# earlier content goes, saved files keep it, and ids in it are found and mapped
	get --have want
	jq -se 'all(.[]; has("script") | not)' out
	gc-save -q folder <want
	gc-load -q folder | jq -cS '[.id, .script]' | sort >loaded
	jq -cS '[.id, .script]' want | sort | same /dev/stdin loaded
	jq -c '{kind: "map", type: "organization", from: .org, to: "0b000000-0000-4000-8000-000000000009", status: "mapped"}' want | sed -n 1p >map
	gc-remap map want | jq -se 'all(.[]; (.script | fromjson).organizationId == "0b000000-0000-4000-8000-000000000009")'
}

@test "prompts: audio of each language, whose address gets no token" {
	start_sim --seed 3 --flows 60
	objects userPrompt
	get
	[ "$status" -eq 0 ]
	[ ! -s err ]
	# The sim refuses a token next to a signature. What comes is its bytes.
	login
	api "/api/v2/architect/prompts/$(jq -r 'select(.media != []).id' out | head -1)"
	curl -sf -o wav "$(jq -r '[.resources[] | select(.mediaUri)][0].mediaUri' answer.json)"
	jq -r 'select(.media != []).media[0].base64' out | head -1 | base64 -d | same wav /dev/stdin
	jq -se 'all(.[]; .media | all(.contentType == "audio/x-wav" and (.etag | length > 2)))' out
	jq -se 'all(.[]; [.configuration.resources[]? | select(.uploadStatus == "transcoded").language] ==
		[.media[].language])' out
	get --no-media
	jq -se 'all(.[]; .configuration.resources and (has("media") | not))' out
	sum_of "$SIM_PORT" paths '/storage/|/media/'
	local before=$COUNT
	get --no-media -j 2
	sum_of "$SIM_PORT" paths '/storage/|/media/'
	[ "$before" -eq "$COUNT" ]
}

# bats test_tags=long
@test "an address that has expired is asked for again, for the same audio" {
	start_sim --seed 3 --flows 60
	objects userPrompt
	get
	mv out want
	faults '403:path=/storage/*:every=3' '403:path=/media/*:every=3'
	get -j 1
	[ "$status" -eq 0 ]
	[ ! -s err ]
	same want out
	# one that never works is a failure of that prompt; it can be tried again
	faults '403:path=/storage/*' '403:path=/media/*'
	get --failed failed
	[ "$status" -eq 3 ]
	[ "$(wc -l <failed)" -eq "$(grep -vc '"media":\[\]' want)" ]
	grep -q ': audio [a-z-]*: 403 ' err
	faults
	gc-get failed >again
	grep -v '"media":\[\]' want | same /dev/stdin again
}

@test "damaged audio is never accepted: torn and broken answers are tried again" {
	start_sim --seed 3 --flows 60
	objects userPrompt
	get
	mv out want
	faults 'torn:path=/storage/*:first=1' 'torn:path=/media/*:first=1'
	get --retries 3
	[ "$status" -eq 0 ]
	same want out
	faults 'html:path=/storage/*' 'html:path=/media/*'
	get
	[ "$status" -eq 3 ]
	grep -q ': audio [a-z-]*: ' err
	run -1 grep -q '"media":\[{' out
}

@test "an address is followed only if it is https, or on this machine as the API is" {
	local address
	for address in http://store.example/a ftp://localhost/a /api/v2/x 'https://a@b/'; do
		the_server '' "self.json({'resources': [{'language': 'en-us', 'mediaUri': '$address?CANARY'}]})"
		echo '{"kind":"object","org":"o","type":"userPrompt","id":"p","name":"P"}' >flows
		get -v --failed failed
		[ "$status" -eq 3 ] || bad "$address: status $status"
		grep -q 'object p "P": audio en-us: its address is not https' err || bad "$address"
		! grep CANARY err failed out || bad "$address is shown"
		stop_sims
	done
	no_failures
}

@test "audio of more than 25 MiB is refused, and so is none" {
	local size
	for size in 26214401 0; do
		the_server '' "self.answer(b'x' * $size) if path == '/a' else self.json({'resources': [{'language': 'en-us', 'mediaUri': 'http://localhost:%d/a' % server.server_port}]})"
		echo '{"kind":"object","org":"o","type":"userPrompt","id":"p","name":"P"}' >flows
		get
		[ "$status" -eq 3 ]
		grep -qE 'audio en-us: (the answer is too large|it is empty)' err
		stop_sims
	done
}

@test "no secret leaves the org: credentials, members, contacts and signed addresses" {
	start_sim --seed 3 --flows 60
	objects objects
	get -v --failed failed
	[ "$status" -eq 0 ]
	run -1 grep -l 'CANARY' out err failed
	run -1 grep -E '"(mediaUri|uploadUri|credentials|members|contacts)":|X-Amz' out
	# nor when things go wrong
	faults '500:path=/api/v2/*:every=5' '403:path=/storage/*:every=2' '404:path=/media/*:every=2'
	get -v --retries 1 --failed failed
	run -1 grep -l 'CANARY' out err failed
	# The sim has them, so there is something to find.
	login
	faults
	api "/api/v2/architect/prompts/$(jq -r 'select(.type == "userPrompt" and (.media // []) != []).id' out | head -1)"
	grep -q CANARY answer.json
}

@test "types without a definition pass, and are counted" {
	start_sim --seed 3 --flows 60
	gc-list emailRoute acdSkill >flows
	local routes
	routes=$(grep -c '"emailRoute"' flows)
	get
	[ "$status" -eq 0 ]
	[ "$(<err)" = "gc-get: passed through unchanged, nothing to fetch: $routes objects of type \"emailRoute\"" ]
	grep '"emailRoute"' flows >want
	grep '"emailRoute"' out | same want /dev/stdin
	get -q
	[ ! -s err ]
}

# bats test_tags=long
@test "through every fault each object is whole, or it is named and kept" {
	start_sim --seed 3 --flows 60
	objects queue dataTable userPrompt dataAction acdSkill
	get -q
	mv out want
	faults '503:percent=30:first=1' 'torn:percent=20:first=2' 'truncated:path=*/rows*:first=1' \
		'429:percent=5:first=1:retry-after=1' 'repeat:path=*/wrapupcodes:first=1'
	get -q -j 8
	[ "$status" -eq 0 ]
	same want out
	faults '404:path=/api/v2/routing/queues/*:percent=50' '403:path=*/rows*'
	get -q --failed failed
	[ "$status" -eq 3 ]
	[ $(($(wc -l <out) + $(wc -l <failed))) -eq "$(wc -l <want)" ]
	jq -se 'map(select(.type == "dataTable")) | length > 0 and all(.error.message | startswith("rows: "))' failed
	faults
	gc-get -q failed >again
	cat out again | sort >all
	sort want | same /dev/stdin all
}

@test "flows and objects in one stream, in order; a bad line loses nothing before it" {
	start_sim --seed 3 --flows 12
	{ gc-list && gc-list queue; } | shuf --random-source=<(yes) >flows
	get
	[ "$status" -eq 0 ]
	jq -r .id flows >want
	jq -r .id out | same want /dev/stdin
	jq -se 'all(.[]; .configuration)' out
	{ head -5 flows && echo '{'; } >bad.ndjson
	run -65 --separate-stderr gc-get bad.ndjson
	[ "$(jq -r .id <<<"$output")" = "$(head -5 want)" ]
}

# bats test_tags=long
@test "--have: what has not changed is not asked for; audio by its ETag" {
	start_sim --seed 3 --flows 60
	objects queue schedule userPrompt dataTable
	get -q
	mv out old
	jq -se 'any(.[]; .type == "queue" and .dateModified)' old
	ask_sim "$SIM_PORT" /sim/stats
	http "$SIM_PORT" DELETE /sim/stats
	get -q --have old
	[ "$status" -eq 0 ]
	same old out
	sum_of "$SIM_PORT" paths '^GET /api/v2/(routing/queues/[^/]*|architect/schedules/.*)$'
	[ "$COUNT" -eq 0 ]
	# no mark tells whether these have changed
	sum_of "$SIM_PORT" paths '/wrapupcodes'
	[ "$COUNT" -ge "$(grep -c '"type":"queue"' flows)" ]
	sum_of "$SIM_PORT" paths '/rows'
	[ "$COUNT" -gt 0 ]
	ask_sim "$SIM_PORT" /sim/stats
	jq -e '.statuses["304"] > 0' <<<"$REPLY"
	# An older mark, another org, another type: asked for.
	jq -c 'if .type == "schedule" then .version = 0 else .dateModified = "x" end' old >moved
	http "$SIM_PORT" DELETE /sim/stats
	get -q --have moved
	same old out
	sum_of "$SIM_PORT" paths '^GET /api/v2/(routing/queues/[^/]*|architect/schedules/[^/]*)$'
	[ "$COUNT" -ge "$(grep -cE '"type":"(queue|schedule)"' flows)" ]
	sed 's/"org":"/"org":"x/' old >other
	http "$SIM_PORT" DELETE /sim/stats
	get -q --have other
	same old out
	ask_sim "$SIM_PORT" /sim/stats
	jq -e '(.statuses["304"] // 0) == 0' <<<"$REPLY"
	# a change of the audio is seen: its ETag is another one
	jq -c 'if .media then .media |= map(.etag = "\"old\"" | .base64 = "AAAA") else . end' old >stale
	get -q --have stale
	same old out
}

@test "--have: a queue's wrap-up codes, which its marks say nothing of, are those of now" {
	local queue code
	start_sim --seed 3 --flows 20
	login admin
	gc-list queue | sed -n 1p >flows
	queue=$(jq -r .id flows)
	get -q
	mv out old
	code=$(gc-list acdWrapupCode | jq -r --slurpfile q old 'select(.id as $id |
		$q[0].wrapupCodes | all(.id != $id)).id' | sed -n 1p)
	post "/api/v2/routing/queues/$queue/wrapupcodes" "[{\"id\":\"$code\"}]"
	[ "$STATUS" = 200 ]
	gc-list queue | sed -n 1p | jq -c '[.version, .dateModified]' | same /dev/stdin <(jq -c '[.version, .dateModified]' old)
	http "$SIM_PORT" DELETE /sim/stats
	get -q --have old
	jq -e --arg code "$code" --slurpfile old old '.configuration == $old[0].configuration and
		(.wrapupCodes | map(.id)) - ($old[0].wrapupCodes | map(.id)) == [$code]' out
	sum_of "$SIM_PORT" paths '^GET /api/v2/routing/queues/[^/]*$'
	[ "$COUNT" -eq 0 ]
	mv out new
	code=$(jq -r '.wrapupCodes[0].id' new)
	api "/api/v2/routing/queues/$queue/wrapupcodes/$code" -X DELETE
	get -q --have new
	jq -e --arg code "$code" '.wrapupCodes | all(.id != $code)' out
}

# bats test_tags=long
@test "literal keys in headers are reported, or replaced by --mask-headers" {
	start_sim --seed 3 --flows 60
	objects dataAction
	get
	mv out plain
	# in one line, which names each
	grep -v '"headers":{}' plain | grep -E '"(X-Api-Key|Authorization)":"[^$"]*"' >with_keys || true
	wc -l <with_keys >n
	[ "$(<n)" -gt 0 ]
	[ "$(wc -l <err)" -eq 1 ]
	grep -q "^gc-get: literal keys in the headers of $(<n) data actions*: .*; --mask-headers replaces them$" err
	jq -r .name with_keys | while IFS= read -r name; do grep -qF "\"$name\" (" err || { echo "$name"; return 1; }; done
	# only what is new or has changed since an earlier run
	get --have plain
	same plain out
	[ ! -s err ]
	get --mask-headers
	[ ! -s err ]
	[ "$(grep -c 'masked by gc-tools' out)" -eq "$(<n)" ]
	run -1 grep -q 'masked by gc-tools' plain
	jq -c 'del(.configuration.config.request.headers)' plain >want
	jq -c 'del(.configuration.config.request.headers)' out | same want /dev/stdin
	# what was masked is no use to a run that does not mask; what was not is masked
	mv out masked
	get -q --have masked
	same plain out
	get -q --mask-headers --have plain
	same masked out
}

@test "an object that was deleted meanwhile, without an id, or of no answer, is a failure with a name" {
	the_server '' "self.json({'state': 'deleted'}) if path.endswith('/gone') else self.json([1])"
	printf '%s\n' '{"kind":"object","org":"o","type":"acdSkill","id":"gone","name":"A"}' \
		'{"kind":"object","org":"o","type":"acdSkill","name":"B"}' \
		'{"kind":"object","org":"o","type":"acdSkill","id":"list","name":"C"}' >flows
	get --failed failed
	[ "$status" -eq 3 ]
	[ "$(<err)" = 'gc-get: stdin:1: object gone "A": it was deleted
gc-get: stdin:2: object "B": the record has no id
gc-get: stdin:3: object list "C": the answer is not a JSON object' ]
	[ "$(wc -l <failed)" -eq 3 ]
}

@test "an earlier definition is replaced, whatever it was" {
	start_sim --seed 3 --flows 60
	objects dataTable
	get -q
	mv out want
	jq -c '.rows = [1] | .configuration = {} | .media = [] | .error = {} | .templates = {}' want >flows
	get -q
	same want out
}

# bats test_tags=long
@test "2,000 prompts with audio, and tables of 5,000 rows, in flat memory" {
	! sanitized || skip "sanitizers use memory of their own"
	start_server "
import base64, json
audio = bytes(55000)
class Handler(Answers):
    protocol_version = 'HTTP/1.1'
    def log_message(self, *a): pass
    def do_GET(self):
        if self.path == '/a':
            self.answer(audio)
        elif '/rows' in self.path:
            page = int(self.path.split('pageNumber=')[1])
            rows = [{'key': '%d' % i, 'text': 'x' * 200} for i in range(100 * page - 100, min(100 * page, 5000))]
            self.answer(json.dumps({'entities': rows, 'total': 5000, 'pageSize': 100}).encode())
        elif '/datatables/' in self.path:
            self.answer(b'{\"schema\":{\"properties\":{\"key\":{}}}}')
        else:
            self.answer(b'{\"resources\":[{\"language\":\"en-us\",\"mediaUri\":\"http://localhost:%d/a\"}]}' % server.server_port)
import socketserver
class Threads(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True
    request_queue_size = 64
http.server.HTTPServer = Threads
"
	export GENESYSCLOUD_REGION=localhost:$SERVER_PORT GENESYSCLOUD_ACCESS_TOKEN=token
	for ((i = 0; i < 2000; i++)); do
		echo "{\"kind\":\"object\",\"org\":\"o\",\"type\":\"userPrompt\",\"id\":\"p$i\",\"name\":\"P\"}"
	done >prompts
	"$BUILD/peak" peak gc-get prompts >out
	[ "$(wc -l <out)" -eq 2000 ]
	[ "$(wc -c <out)" -gt 146000000 ]
	[ "$(cat peak)" -lt 65536 ]
	for ((i = 0; i < 40; i++)); do
		echo "{\"kind\":\"object\",\"org\":\"o\",\"type\":\"dataTable\",\"id\":\"t$i\",\"name\":\"T\"}"
	done >tables
	"$BUILD/peak" peak gc-get tables >out
	[ "$(wc -l <out)" -eq 40 ]
	jq -se 'all(.[]; .rows | length == 5000)' <(sed -n '1p;40p' out)
	[ "$(cat peak)" -lt 98304 ]
}
