# sim.bash - what the tests of gc-sim share: asking it as a client would.

# login [ID [SECRET]] - ask for a token; the answer in token.json, TOKEN is the token.
login() {
	curl -s -u "${1:-id}:${2:-secret}" -d grant_type=client_credentials \
		"http://localhost:$SIM_PORT/oauth/token" >token.json
	TOKEN=$(jq -r .access_token token.json)
}

# api PATH [curl option...] - the body into answer.json, the head into head, the status into
# STATUS, and curl's own verdict into CURL.
api() {
	local path=$1
	shift
	CURL=0
	rm -f answer.json
	STATUS=$(curl -s -o answer.json -D head -w '%{http_code}' -H "Authorization: Bearer $TOKEN" \
		"$@" "http://localhost:$SIM_PORT$path") || CURL=$?
}

# post PATH [BODY] - as api.
post() {
	api "$1" -X POST --data-binary "${2-}"
}

# has JQ-EXPRESSION - it is true of the answer.
has() {
	jq -e "$1" answer.json >/dev/null || { cat answer.json; return 1; }
}

# faults SPEC... - these are in force, and no others.
faults() {
	printf '%s\n' "$@" | curl -s --fail --data-binary @- "http://localhost:$SIM_PORT/sim/faults" >specs
}

# advance MS - put the org's clock forward.
advance() {
	curl -s --fail --data-binary "$1" "http://localhost:$SIM_PORT/sim/clock"
}

stats() {
	curl -s "http://localhost:$SIM_PORT/sim/stats" | jq -r "$1"
}

# ready PATH - ask for a job until it is over; STATE is what became of it.
ready() {
	local n=0
	while :; do
		api "$1?expand=messages"
		[ "$STATUS" = 200 ] || return 1
		STATE=$(jq -r .status answer.json)
		case $STATE in Success | Failure) return ;; esac
		n=$((n + 1))
		[ $n -lt 3000 ]
		sleep 0.02
	done
}

# operation ID - ask for a flow until nothing is under way; STATE is what became of it.
operation() {
	local n=0
	while :; do
		api "/api/v2/flows/$1"
		[ "$STATUS" = 200 ] || return 1
		jq -e '.currentOperation.complete == false' answer.json >/dev/null || break
		n=$((n + 1))
		[ $n -lt 3000 ]
		sleep 0.02
	done
	STATE=$(jq -r .currentOperation.actionStatus answer.json)
}
