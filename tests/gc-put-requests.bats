#!/usr/bin/env bats
# gc-put: in which order it asks, how often, and what it does not ask for.

load helper
load sim
load put

forget() { curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"; }

# asked - the requests of the last run in the order of their names, but for login and listings.
asked() {
	stats '[.paths | to_entries[] | select(.key | test("oauth|organizations/me|/divisions|GET /api/v2/flows$|tokens/me|/sim/") | not) |
		"\(.value) \(.key)"] | sort | join(", ")'
}

@test "what is saved has the flow's own name and description; a new one alone is no other version" {
	target
	jq -c '.name = "Flow 9" | .configuration.description = "old" | .configuration.n = "N"' <(record 1) | sed 's/"N"/1.50/' >in
	gc-put in >/dev/null
	id=$(id_of "Flow 9")
	login sim-client
	api "/api/v2/flows/$id/latestconfiguration"
	answer_has '.name == "Flow 9" and .description == "d"'
	grep -q '"n":1.50' answer.json
	# without a description the body's is kept
	jq -c 'del(.description) | .configuration.flowSequenceItemList = ["b"]' in >next
	gc-put next >/dev/null
	api "/api/v2/flows/$id/latestconfiguration"
	answer_has '.description == "old"'
	jq -c '.configuration.description = "other" | .configuration.name = "other" | del(.description)' next >again
	gc-put again >out
	results_are '.action == "skip"'
}

# recorder - a server that passes every request on to the sim and writes METHOD, path and body to
# the file `sent`. Settings point at it.
recorder() {
	start_server "
import http.client
http.server.HTTPServer = http.server.ThreadingHTTPServer
class Handler(Answers):
    protocol_version = 'HTTP/1.1'
    def any(self):
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        with open('sent', 'ab') as sent:
            sent.write(('%s %s ' % (self.command, self.path)).encode() + body + b'\\n')
        sim = http.client.HTTPConnection('127.0.0.1', $SIM_PORT)
        sim.request(self.command, self.path, body, dict(self.headers))
        answer = sim.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            if name.lower() not in ('content-length', 'transfer-encoding', 'connection'):
                self.send_header(name, value)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    do_GET = do_POST = do_PUT = any
    def log_message(self, *rest):
        pass"
	export GENESYSCLOUD_REGION=127.0.0.1:$SERVER_PORT
}

# bodies REGEX - what was sent to such a "METHOD path".
bodies() { sed -nE "s#^$1 ##p" sent; }

@test "create and edit send type, name, description and division, and nothing else" {
	target
	recorder
	jq -c '. + {division: {id: "home", name: "Home", selfUri: "/x"}, active: true, n: 1}' <(record 1) >in
	gc-put in >out
	results_are '.action == "create" and .status == "done"'
	bodies 'POST /api/v2/flows' >create
	jq -e '.type == "workflow" and .name == "Flow 1" and .description == "d" and
		(keys - ["division"] == ["description", "name", "type"]) and
		(.division | . == null or keys == ["id"])' create
	# The type is spelled as the vendor's client does; the flow has the record's new name afterwards.
	jq -c '.name = "FLOW 1" | .description = "new"' in >next
	: >sent
	gc-put next >out
	results_are '.action == "edit" and .status == "done"'
	bodies 'PUT /api/v2/flows/[^/ ]+' >edit
	jq -e '.type == "workflow" and .name == "FLOW 1" and .description == "new" and
		keys == ["description", "division", "name", "type"] and (.division | keys == ["id"])' edit
}

@test "a name that differs in case only is the same flow, and gets the record's name" {
	target
	record 1 >in
	gc-put in >/dev/null
	sed 's/Flow 1/FLOW 1/' in >upper
	gc-put --dry-run upper >out
	results_are '.action == "edit" and .status == "planned"'
	gc-put upper >out
	results_are '.action == "edit" and .status == "done"'
	[ "$(gc-list | jq -r 'select(.system != true).name')" = "FLOW 1" ]
	# one of the very name is preferred, and one that an import job would duplicate is seen
	gc-put upper >out
	results_are '.action == "skip"'
}

@test "a flow that is equal costs one request, and none if the results of the last run prove it" {
	target
	records 3 >in
	gc-put --publish in >results
	forget
	gc-put --publish in >out
	results_are '.action == "skip"'
	[ "$(asked)" = "3 GET /api/v2/flows/*/latestconfiguration" ] || { asked; return 1; }
	forget
	gc-put --publish --have results in >again
	cp again out
	results_are '.action == "skip" and .configurationHash != null and .version.published != null'
	[ -z "$(asked)" ] || { asked; return 1; }
	# what is left of a run that had nothing to do is as good
	gc-put --publish --have again in >out
	results_are '.action == "skip"'
	[ -z "$(asked)" ]
	# what changed here or there is looked at
	{ record 1 && record 2 b && record 3; } >changed
	login sim-client
	id=$(id_of "Flow 3")
	post "/api/v2/flows/actions/checkout?flow=$id"
	post "/api/v2/flows/$id/versions" "$(record 3 c | jq -c .configuration)"
	post "/api/v2/flows/actions/checkin?flow=$id"
	gc-put -j 1 --publish --have results changed >out
	[ "$(jq -r .action out | paste -sd,)" = skip,update,update ]
	run -2 --separate-stderr gc-put --have <(sed 's/"org":"[^"]*"/"org":"x"/' results) in
	[[ $stderr == *"a result of another org"* ]]
}

@test "a dry run makes at most one request a flow, also of one that is locked" {
	target
	records 4 >in
	gc-put in >results
	login other
	for n in 1 2; do
		post "/api/v2/flows/actions/checkout?flow=$(id_of "Flow $n")"
		[ "$STATUS" = 200 ]
	done
	login admin
	{ record 1 b && record 2 && record 3 && record 4 b && record 5; } >next
	forget
	run -3 --separate-stderr gc-put --dry-run next
	printf '%s\n' "$output" >out
	jq -r '"\(.flow.name) \(.action) \(.status)"' out | sort >actions
	diff actions - <<-'END'
		Flow 1 update refused
		Flow 2 skip skipped
		Flow 3 skip skipped
		Flow 4 update planned
		Flow 5 create planned
	END
	[[ $stderr == *'"Flow 1": update: locked by '* ]]
	# The newest version of flows 1 and 2 is the other client's draft. That of flow 1 is another
	# one; with that of flow 2, the version before it has to be equal, too.
	[ "$(asked)" = "1 GET /api/v2/flows/*/versions/*/configuration, 4 GET /api/v2/flows/*/latestconfiguration" ] ||
		{ asked; return 1; }
	forget
	run -3 gc-put --dry-run --have results next
	# Nothing is asked about flows 3 and 4, which are as they were left.
	[ "$(asked)" = "1 GET /api/v2/flows/*/versions/*/configuration, 2 GET /api/v2/flows/*/latestconfiguration" ] ||
		{ asked; return 1; }
}

@test "a dry run works on 8 flows at a time, another run on 4 for each token, and in an order on 1" {
	target --latency 60
	records 20 >in
	gc-put in >results
	[ "$(stats .peakInFlight)" -eq 4 ]
	forget
	gc-put --dry-run in >out
	results_are '.action == "skip"'
	[ "$(stats .peakInFlight)" -eq 8 ]
	forget
	gc-put --tokens 3 in >out
	results_are '.action == "skip"'
	[ "$(stats .peakInFlight)" -eq 12 ]
	forget
	gc-put --tokens 4 --dry-run in >out
	[ "$(stats .peakInFlight)" -eq 16 ]
	forget
	gc-put --order /dev/null in >out
	results_are '.action == "skip"'
	[ "$(stats .peakInFlight)" -eq 1 ]
}

@test "a stub is not fetched to be compared" {
	target
	records 2 >in
	gc-put --stubs in >stubs
	forget
	gc-put --publish --have stubs in >out
	results_are '.action == "update" and .status == "done"'
	[ "$(requests_of latestconfiguration)" -eq 0 ]
	state | jq -se 'all(.[]; .published and .lock == null)'
}

@test "a flow is not published before what it refers to, whatever the order and -j" {
	target
	records 12 >in
	gc-put --stubs in >stubs
	# Flow 1 refers to Flow 2, and so on; Flow 12 to Flow 1: a circle. Flow 6 to none.
	jq -c --slurpfile s stubs '(.name | ltrimstr("Flow ") | tonumber) as $n |
		($s | map({(.flow.name): .flow.id}) | add) as $id | "Flow \($n % 12 + 1)" as $next |
		.id = $id[.name] |
		if $n != 6 then .configuration.manifest = {workflow: [{id: $id[$next], name: $next}]} else . end' in >all
	forget
	gc-put --publish -j 8 all >out
	results_are '.action == "update" and .status == "done"'
	[ "$(requests_of /actions/publish)" -eq 12 ]
	[ "$(jq -r .flow.name out | head -1)" = "Flow 6" ]
	state | jq -se 'all(.[]; .published)'
}

@test "a bot that exists keeps its NLU domain; of a new one, and of a voicemail flow, the dry run says what cannot be done" {
	target
	bot() {
		printf '{"kind":"flow","id":"b","name":"Bot","type":"BOT","configuration":{"name":"Bot","type":"bot","flowMetaData":{"flowDocumentVersion":"1.0"},"nextTrackingNumber":11,"manifest":{"nluDomain":[{"id":"%s","name":"Bot"}]},"botFlowSettings":{"nluDomainId":"%s"},"flowSequenceItemList":["%s"]}}\n' "$1" "$1" "$2"
	}
	bot theirs a >in
	gc-put --dry-run in >out
	results_are '.action == "create" and (.reason | contains("NLU domain stays that of the source org"))'
	run -0 --separate-stderr gc-put in
	[[ $stderr == *'"Bot": created with the NLU domain of the source org'* ]]
	gc-put <(bot theirs a | sed 's/theirs/own/g; s/"a"/"x"/') >/dev/null
	id=$(id_of Bot)
	login sim-client
	jq -c '.configuration.botFlowSettings.nluDomainId = "ours"' in >ours
	post "/api/v2/flows/actions/checkout?flow=$id"
	post "/api/v2/flows/$id/versions" "$(jq -c '.configuration | .manifest.nluDomain[0].id = "ours"' ours)"
	post "/api/v2/flows/actions/checkin?flow=$id"
	operation "$id"
	gc-put <(bot theirs new) >out
	results_are '.action == "update" and .status == "done"'
	api "/api/v2/flows/$id/latestconfiguration"
	answer_has '.flowSequenceItemList == ["new"] and .botFlowSettings.nluDomainId == "ours" and .manifest.nluDomain[0].id == "ours"'
	gc-put --dry-run <(bot theirs new) >out
	results_are '.action == "skip"'
	record 1 | jq -c '.type = "VOICEMAIL" | .configuration.type = "voicemail"' >voicemail
	for options in --dry-run --stubs -q; do
		run -3 --separate-stderr gc-put $options voicemail
		[[ $stderr == *'"Flow 1": '*'the API cannot create voicemail flows; create it in Architect'* ]]
		jq -e '.status == "refused" and (has("temporary") | not)' <<<"$output" # nor will it work later
	done
	[ "$(requests_of 'POST /api/v2/flows$')" -eq 1 ]
}

@test "a flow that another creates after the listing is not created twice, and is backed up" {
	local pid
	target
	mkfifo pipe
	gc-put --backup backup <pipe >out 2>err 9>&- &
	pid=$!
	exec 9>pipe
	# The org is asked for once the listing is complete.
	await '[ "$(requests_of organizations/me)" -gt 0 ]' "$pid"
	record 1 other | gc-put --publish >/dev/null
	record 1 mine >&9
	exec 9>&-
	wait "$pid"
	[ ! -s err ]
	results_are '.action == "update" and .status == "done"'
	state | jq -se 'length == 1 and .[0].name == "Flow 1" and .[0].configuration.flowSequenceItemList == ["mine"]'
	[ "$(jq -r 'select(.backup != "written") | .backup' backup | paste -sd,)" = created,published ]
	jq -se 'any(.[]; .configuration.flowSequenceItemList == ["other"])' backup
}

# mapped FLOWS INVENTORY... - write the flows, with the ids of the target, to `ready`
mapped() {
	gc-refs "$1" >refs
	gc-plan -q --will-create --target <(cat "${@:2}") refs "$1" >map 2>/dev/null || [ $? -eq 1 ]
	gc-remap -q --unmapped keep map "$1" >ready 2>/dev/null || [ $? -eq 1 ]
}

# bats test_tags=long
@test "226 new flows, as gc-migrate writes them: 5 requests each; equal ones cost 1, or none with --have" {
	local n
	start_sim --org dev --seed 4 --flows 240
	gc-list --select '.system != true and .type != "VOICEMAIL"' | gc-get | gc-strip >flows.ndjson
	n=$(wc -l <flows.ndjson)
	[ "$n" -ge 226 ]
	start_sim --org test --seed 4 --flows 240 --no-flows --job-time 1
	gc-list -q --for <(gc-refs flows.ndjson) flow >inventory
	gc-sim --org test --seed 4 --flows 240 --dump-objects | grep '"type":"image"' >>inventory # somebody looked them up
	mapped flows.ndjson inventory
	forget
	gc-put -q --stubs ready >stubs
	mapped flows.ndjson inventory stubs
	gc-put -q --publish --have stubs ready >out
	results_are '.action == "update" and .status == "done" and .reason == "published"'
	[ "$(requests_of 'POST /api/v2/flows$')" -eq "$n" ]
	[ "$(requests_of 'POST /api/v2/flows/.*/versions')" -eq $((2 * n)) ]
	[ "$(requests_of /actions/publish)" -eq "$n" ]
	[ "$(requests_of 'POST')" -le $((4 * n + 1)) ] # and one for the token
	# All else is a look at an operation, and a few requests for the whole org.
	[ "$(requests_of latestconfiguration)" -eq 0 ]
	[ "$(requests_of 'GET')" -le $((2 * n + 20)) ]
	forget
	gc-put -q --publish ready >out
	results_are '.action == "skip"'
	[ "$(requests_of 'GET /api/v2/flows/')" -eq "$n" ]
	[ "$(requests_of 'POST')" -le 1 ]
	forget
	gc-put -q --publish --have out ready >again
	[ "$(requests_of 'GET /api/v2/flows/')" -eq 0 ]
	[ "$(jq -s 'map(select(.action == "skip")) | length' again)" -eq "$n" ]
}
