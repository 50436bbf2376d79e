# put.bash - what the tests of gc-put share: targets, made records, and what is there afterwards.

teardown() { stop_sims; }

# two_orgs [gc-sim options for the target] - dev with flows, test with the same names and other
# ids; flows.ndjson holds dev's flows with their configurations. Settings point at test.
two_orgs() {
	start_sim --org dev --seed 3 --flows 12
	gc-list | gc-get | gc-strip >flows.ndjson
	start_sim --org test --seed 3 "$@"
}

# target [gc-sim options] - an org without flows, and a token of "admin" for api and post.
target() {
	start_sim --no-flows --flows 5 --job-time 20 "$@"
	login admin
}

# record N [MARK] [DESCRIPTION] - a flow that refers to nothing; MARK is in its configuration.
record() {
	printf '{"kind":"flow","id":"f%s","name":"Flow %s","type":"WORKFLOW","description":"%s","configuration":{"name":"Flow %s","type":"workflow","flowMetaData":{},"nextTrackingNumber":1,"manifest":{},"flowSequenceItemList":["%s"]}}\n' \
		"$1" "$1" "${3-d}" "$1" "${2-a}"
}

# records N [MARK] - that many.
records() {
	local i
	for ((i = 1; i <= $1; i++)); do record "$i" "${2-a}"; done
}

# state - the target's own flows, ids and version numbers apart: what a run must leave the same.
# A flow without a configuration has null there.
state() {
	gc-list --select '.system != true' >listed
	gc-get -q --failed empty listed >got 2>/dev/null || true
	cat got empty | jq -c '[.publishedVersion.id, .savedVersion.id, .checkedInVersion.id] as [$p, $s, $c] |
		{name, type, description, configuration, lock: (.lockedClient // .lockedUser),
		published: ($p != null and ([$s, $c] - [$p, null] == [])), checked_in: ($c != null and $s == null)}' | sort
}

# results_are JQ-EXPRESSION - it is true of all result records in `out` and there are some.
results_are() {
	jq -se "length > 0 and all(.[]; $1)" out >/dev/null || { cat out; return 1; }
}

# id_of NAME - of the target's flow.
id_of() {
	gc-list | jq -r --arg n "$1" 'select(.name == $n).id'
}

# writes - how many requests that write the newest sim has got
writes() { sum_of "$SIM_PORT" paths '' '^(GET|POST /oauth/token)' && echo "$COUNT"; }

# archy N [MARK] - archy.ndjson: the flows of `records` as gc-sim's YAML.
archy() {
	records "$@" | jq -c '. as $f | del(.configuration) + {archy: "workflow:
  name: \($f.name | tojson)
  description: \($f.description | tojson)
  division: \"Home\"
  resources: []
  configuration: |-
    \($f.configuration | tojson)\n"}' >archy.ndjson
}

# cut FAULT gc-put-ARGUMENT... - a run that is killed once this fault has hit, so that an answer is
# lost for good. False: it ended before that.
cut() {
	local pid
	faults "$1"
	gc-put -q "${@:2}" >out 2>err &
	pid=$!
	await '! alive "$pid" || { sum_of "$SIM_PORT" faults && [ "$COUNT" -gt 0 ]; }' || true
	kill -KILL "$pid" 2>/dev/null || true
	faults ''
	! wait "$pid"
}

# requests_of REGEX - how many requests with such a "METHOD path" the newest sim has got
requests_of() { sum_of "$SIM_PORT" paths "$1" && echo "$COUNT"; }

# empty N - make the flow of `record N` in the target, without a configuration.
empty() {
	login sim-client
	post /api/v2/flows "$(record "$1" | jq -c '{name, description, type: (.type | ascii_downcase)}')"
	[ "$STATUS" = 200 ]
}

# kept FILE - the flows in a backup, without the notes on what was written to them.
kept() { jq -c 'select(.backup != "written")' "$1"; }

# draft_on_published - `record 1` is published in the target, and has a newer version that is not;
# `before` is the state.
draft_on_published() {
	record 1 old | gc-put --publish >/dev/null
	record 1 draft | gc-put >/dev/null
	state >before
}
