# sim.bash - what the tests of gc-sim share: asking it as a client would.

# login [ID [SECRET]] - ask for a token; the answer in token.json, TOKEN is the token.
login() {
	local basic
	case ${1:-id}:${2:-secret} in # most of them without a process
	id:secret) basic=aWQ6c2VjcmV0 ;;
	admin:secret) basic=YWRtaW46c2VjcmV0 ;;
	*) basic=$(printf %s "${1:-id}:${2:-secret}" | base64 -w 0) ;;
	esac
	http "$SIM_PORT" POST /oauth/token grant_type=client_credentials "Authorization: Basic $basic" \
		'Content-Type: application/x-www-form-urlencoded'
	printf %s "$REPLY" >token.json
	[[ $REPLY =~ \"access_token\":\"([^\"]*)\" ]] && TOKEN=${BASH_REMATCH[1]} || TOKEN=null
}

# api PATH [curl option...] - the body into answer.json, the head into head, the status into
# STATUS, and curl's own verdict into CURL. There are many of these: where the options are no more
# than method, fields and body, it costs no process. BY_CURL set: with curl always.
api() {
	local path=$1 method=GET fields=("Authorization: Bearer $TOKEN") body=()
	shift
	local options=("$@")
	while [ $# -gt 0 ]; do
		case $1 in
		-X) method=$2 ;;
		-H) fields+=("$2") ;;
		--data-binary)
			[[ $2 != @* ]] || break
			body=("$2")
			[ $method != GET ] || method=POST
			;;
		*) break ;;
		esac
		shift 2
	done
	if [ $# -eq 0 ] && [ -z "${BY_CURL-}" ]; then
		http "$SIM_PORT" "$method" "$path" "${body-}" "${fields[@]}"
		printf '%s\r\n' "$HEAD" >head
		printf %s "$REPLY" >answer.json
		return
	fi
	CURL=0
	rm -f answer.json
	STATUS=$(curl -s -o answer.json -D head -w '%{http_code}' -H "Authorization: Bearer $TOKEN" \
		"${options[@]}" "http://localhost:$SIM_PORT$path") || CURL=$?
}

# member NAME - the first member of this name with a string in answer.json, in REPLY; or empty
member() {
	local text="\"$1\":\"([^\"]*)\"" body
	read -rd '' body <answer.json || true
	REPLY=
	[[ ! $body =~ $text ]] || REPLY=${BASH_REMATCH[1]}
}

# post PATH [BODY] - as api.
post() {
	api "$1" -X POST --data-binary "${2-}"
}

# answer_has JQ-EXPRESSION - it is true of the answer.
answer_has() {
	jq -e "$1" answer.json >/dev/null || { cat answer.json; return 1; }
}

# faults SPEC... - these are in force, and no others.
faults() {
	printf -v REPLY '%s\n' "$@"
	ask_sim "$SIM_PORT" /sim/faults "$REPLY" && printf %s "$REPLY" >specs
}

# advance MS - put the org's clock forward.
advance() {
	ask_sim "$SIM_PORT" /sim/clock "$1"
}

stats() {
	ask_sim "$SIM_PORT" /sim/stats && jq -r "$@" <<<"$REPLY"
}

# ready PATH - ask for a job until it is over; STATE is what became of it.
ready() {
	local n=0
	while :; do
		api "$1?expand=messages"
		[ "$STATUS" = 200 ] || return 1
		member status
		STATE=$REPLY
		case $STATE in Success | Failure) return ;; esac
		n=$((n + 1))
		[ $n -lt 3000 ]
		pause 0.02
	done
}

# operation ID - ask for a flow until nothing is under way; STATE is what became of it.
operation() {
	local n=0
	while :; do
		api "/api/v2/flows/$1"
		[ "$STATUS" = 200 ] || return 1
		[[ $(<answer.json) == *'"complete":false'* ]] || break
		n=$((n + 1))
		[ $n -lt 3000 ]
		pause 0.02
	done
	STATE=$(jq -r .currentOperation.actionStatus answer.json)
}
