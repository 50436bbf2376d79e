#!/usr/bin/env bats
# gc-sim: limits, latency, and everything that can be made to go wrong.

load helper
load sim

teardown() {
	stop_sims
}

# org FAULT... - a small org with a token; CONFIG is the path of a flow's configuration.
org() {
	start_sim --flows 40 "$@"
	login
	api '/api/v2/flows?pageSize=100'
	{ read -r FLOW && read -r NAME && read -r OTHER; } < <(jq -r '[.entities[] | select(.publishedVersion)] |
		.[0].id, .[0].name, .[1].id' answer.json)
	CONFIG=/api/v2/flows/$FLOW/latestconfiguration
	http "$SIM_PORT" DELETE /sim/stats
	api "$CONFIG"
	mv answer.json whole.json
}

@test "a limit admits N in a window, says how far it is, and 429 names the wait that is enough" {
	local i
	org --limit 5/60
	advance 60000
	for i in 1 2 3 4 5; do
		api "$CONFIG"
		[ "$STATUS" = 200 ]
		grep -qi "^inin-ratelimit-count: $i" head
		grep -qi '^inin-ratelimit-allowed: 5' head
		grep -qiE '^inin-ratelimit-reset: ([1-5]?[0-9]|60)' head
	done
	api "$CONFIG"
	[ "$STATUS" = 429 ]
	jq -e '.code == "too.many.requests.retry.after" and .status == 429' answer.json
	[ "$(stats .limited)" -eq 1 ]
	local limited=$TOKEN
	wait=$(sed -n 's/^[Rr]etry-[Aa]fter: \([0-9]*\).*/\1/p' head)
	[ "$wait" -ge 1 ]
	[ "$wait" -le 60 ]
	login # the limit is the token's
	api "$CONFIG"
	[ "$STATUS" = 200 ]
	TOKEN=$limited
	advance "${wait}000"
	api "$CONFIG"
	[ "$STATUS" = 200 ]
}

@test "a limit of the org is shared by its tokens; its 429 has no headers of a token's limit" {
	org --limit 10/60 --org-limit 4/60
	advance 60000
	http "$SIM_PORT" DELETE /sim/stats
	api "$CONFIG"
	login
	api "$CONFIG"
	api "$CONFIG"
	grep -qi '^inin-ratelimit-count: 2' head
	api "$CONFIG"
	[ "$STATUS" = 200 ]
	api "$CONFIG"
	[ "$STATUS" = 429 ]
	run ! grep -qi ratelimit head
	wait=$(sed -n 's/^[Rr]etry-[Aa]fter: \([0-9]*\).*/\1/p' head)
	[ "$wait" -ge 1 ]
	[ "$wait" -le 60 ]
	[ "$(stats -c '[.limited, .orgLimited, .tokens]')" = '[0,1,{"1":1,"2":4}]' ]
	# It has not counted for the token.
	advance "${wait}000"
	api "$CONFIG"
	[ "$STATUS" = 200 ]
	grep -qiE '^inin-ratelimit-count: [15]' head
	run -2 gc-sim --org-limit 5 --dump
}

@test "without a limit there are no limit headers" {
	org
	api "$CONFIG"
	run ! grep -qi ratelimit head
}

@test "64 requests that wait overlap" {
	local i start
	org --latency 300
	start=$(date +%s%N)
	curl -s -Z --parallel-immediate --parallel-max 64 -H "Authorization: Bearer $TOKEN" \
		"http://localhost:$SIM_PORT/api/v2/tokens/me?n=[1-64]" >/dev/null 2>&1
	[ $((($(date +%s%N) - start) / 1000000)) -lt 5000 ]
	[ "$(stats .peakInFlight)" -ge 48 ]
	[ "$(stats .inFlight)" -eq 0 ]
}

@test "a status, for the first requests of each URL, for one flow, for one path, or for all" {
	org
	faults 503:first=2
	for status in 503 503 200 200; do
		api "$CONFIG"
		[ "$STATUS" = "$status" ]
	done
	api "/api/v2/flows/$OTHER/latestconfiguration"
	[ "$STATUS" = 503 ]
	faults "403:flow=${NAME//:/%3A}" "404:flow=$OTHER"
	api "$CONFIG"
	[ "$STATUS" = 403 ]
	api "/api/v2/flows/$OTHER/latestconfiguration"
	[ "$STATUS" = 404 ]
	jq -e '.code == "not.found"' answer.json
	api /api/v2/flows
	[ "$STATUS" = 200 ]
	faults '500:path=*/latestconfiguration'
	for i in 1 2 3; do
		api "$CONFIG"
		[ "$STATUS" = 500 ]
	done
	api "/api/v2/flows/$FLOW"
	[ "$STATUS" = 200 ]
	faults 429:retry-after=7 
	api "$CONFIG"
	grep -qi '^retry-after: 7' head
	faults 408:times=1
	api "$CONFIG"
	[ "$STATUS" = 408 ]
	api "$CONFIG?other"
	[ "$STATUS" = 200 ]
}

@test "every=N and percent=N: counted, and the same for the same seed" {
	local i got=
	org --seed 4
	faults 502:every=3
	for i in 1 2 3 4 5 6; do
		api "$CONFIG"
		got+=$STATUS,
	done
	[ "$got" = 200,200,502,200,200,502, ]
	faults 502:percent=50
	for i in $(seq 40); do api "/api/v2/tokens/me?$i"; echo "$STATUS"; done >first
	[ "$(grep -c 502 first)" -gt 5 ]
	[ "$(grep -c 200 first)" -gt 5 ]
	faults 502:percent=50
	for i in $(seq 40); do api "/api/v2/tokens/me?$i"; echo "$STATUS"; done >second
	same first second
}

@test "a connection that is reset, that stalls, a body that is torn, chopped, slow" {
	BY_CURL=1 # it judges what is cut or coded
	org
	faults reset
	api "$CONFIG"
	[ "$CURL" -eq 56 ]
	faults stall:seconds=1
	api "$CONFIG"
	[ "$CURL" -eq 56 ]
	faults torn
	api "$CONFIG"
	[ "$CURL" -eq 18 ]
	[ "$(stat -c %s answer.json)" -eq $(($(stat -c %s whole.json) / 2)) ]
	faults chop
	api "$CONFIG"
	[ "$CURL" -eq 18 ]
	grep -qi '^transfer-encoding: chunked' head
	faults slow:rate=100000
	api "$CONFIG"
	same answer.json whole.json
}

@test "gzip unasked, gzip that is wrong, a page of HTML, half a JSON text, no body" {
	BY_CURL=1 # it judges what is cut or coded
	org
	faults gzip
	api "$CONFIG" -H 'Accept-Encoding: identity'
	grep -qi '^content-encoding: gzip' head
	gzip -dc <answer.json >plain
	same plain whole.json
	faults badgzip
	api "$CONFIG" --compressed
	[ "$CURL" -ne 0 ] || run ! cmp -s answer.json whole.json
	faults html
	api "$CONFIG"
	[ "$STATUS" = 200 ]
	grep -qi '^content-type: text/html' head
	grep -q '<html>' answer.json
	faults truncated
	api "$CONFIG"
	[ "$STATUS" = 200 ] && [ "$CURL" -eq 0 ]
	run ! jq -e . answer.json
	faults empty
	api "$CONFIG"
	[ "$STATUS" = 200 ]
	[ ! -s answer.json ]
}

# listing - the ids of all pages of 10, as a reader sees them who asks page after page.
listing() {
	local page
	for page in 1 2 3 4; do
		api "/api/v2/flows?pageSize=10&pageNumber=$page"
		jq -r '.entities[].id' answer.json
	done
}

@test "listings that repeat a page, drop items, move, or give a wrong total" {
	org
	listing >true
	[ "$(sort -u true | wc -l)" -eq 40 ]
	faults repeat:times=2
	listing >seen
	[ "$(wc -l <seen)" -eq 40 ]
	[ "$(sort -u seen | wc -l)" -eq 30 ]
	faults short:times=1
	listing >seen
	[ "$(wc -l <seen)" -eq 35 ]
	faults total:by=3
	listing >seen
	same seen true
	jq -e '.total == 43' answer.json
	faults move:times=1
	listing >seen
	[ "$(sort -u seen | wc -l)" -eq 39 ]
	faults
	listing >seen
	[ "$(sort -u seen | wc -l)" -eq 40 ]
	run ! cmp -s seen true
}

@test "a token that is lost is 401 until a new one is fetched" {
	org
	faults token:times=1
	api "$CONFIG"
	[ "$STATUS" = 401 ]
	api "$CONFIG"
	[ "$STATUS" = 401 ]
	login
	api "$CONFIG"
	[ "$STATUS" = 200 ]
}

@test "after: the request was carried out and says it was not" {
	BY_CURL=1 # it judges what is cut or coded
	org
	faults reset:after:method=DELETE
	api /api/v2/tokens/me -X DELETE
	[ "$CURL" -eq 56 ]
	api "$CONFIG"
	[ "$STATUS" = 401 ]
}

@test "faults that are none are refused, at the start and while it runs" {
	local spec
	for spec in nothing 200 503:first 503:first=x 503:first=0 reset:percent=101 slow:after \
		503:path= token:after ''; do
		run -2 gc-sim --port 0 --fault "$spec"
		[[ $output == *"$spec"* ]]
	done
	org
	faults 503:first=1 reset:every=100
	[ "$(curl -s -o answer.json -w '%{http_code}' --data-binary $'500\nrubbish' \
		"http://localhost:$SIM_PORT/sim/faults")" = 400 ]
	curl -s "http://localhost:$SIM_PORT/sim/faults" >now
	printf '503:first=1\nreset:every=100\n' | same - now
}

@test "stats count requests by path and status, tokens and hits; DELETE starts again" {
	org
	faults 500:times=2
	api "$CONFIG"
	api "$CONFIG"
	api "$CONFIG"
	[ "$(stats .requests)" -eq 4 ]
	[ "$(stats '.statuses."500"')" -eq 2 ]
	[ "$(stats '.paths."GET /api/v2/flows/*/latestconfiguration"')" -eq 4 ]
	[ "$(stats '.faults."500:times=2"')" -eq 2 ]
	[ "$(stats .tokensIssued)" -eq 1 ]
	[ "$(stats .bytes)" -gt 0 ]
	curl -s -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	[ "$(stats .requests)" -eq 0 ]
}

@test "SIGTERM ends it while answers are held and slow" {
	org
	faults stall:path=/api/v2/tokens/me slow:rate=1
	curl -s -m 100 -H "Authorization: Bearer $TOKEN" "http://localhost:$SIM_PORT/api/v2/tokens/me" &
	curl -s -m 100 -H "Authorization: Bearer $TOKEN" "http://localhost:$SIM_PORT$CONFIG" &
	await '[ "$(stats .inFlight)" -eq 2 ]'
	kill "$(cat sim.pids)"
	wait "$(cat sim.pids)"
	wait
}
