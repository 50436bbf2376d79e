# --tokens: several tokens of one client, each paced by itself, never more than asked for.
load helper
load programs
load sim
load get
load put

teardown() {
	stop_sims
}

# cached [N] - the file of a token; the first has no number.
cached() { find "$XDG_CACHE_HOME/gc-tools" -name "token-????????????????${1:+-$1}.json"; }

# revoke N - make the org forget a cached token
revoke() {
	http "$SIM_PORT" DELETE /api/v2/tokens/me '' \
		"Authorization: Bearer $(jq -r .access_token "$(cached "${1#1}")")"
	[ "$STATUS" = 200 ]
}

@test "each token up to its limit, in their order, and none is refused" {
	org 160 --limit 40/60
	get --tokens 4
	[ "$status" -eq 0 ]
	[ ! -s err ]
	same want out
	[ "$(stat -c .tokens)" = '{"1":40,"2":40,"3":40,"4":40}' ]
	[ "$(stat .limited)" -eq 0 ]
	[ "$(stat .tokensIssued)" -eq 4 ]
	# They are cached: the next run uses them again.
	ask_sim "$SIM_PORT" /sim/clock 60000
	get --tokens 4
	[ "$status" -eq 0 ]
	same want out
	[ "$(stat -c .tokens)" = '{"1":80,"2":80,"3":80,"4":80}' ]
	[ "$(stat .tokensIssued)" -eq 4 ]
	[ "$(find "$XDG_CACHE_HOME/gc-tools" -name '*.json' -perm 600 | wc -l)" -eq 4 ]
	gc-auth --logout
	[ -z "$(find "$XDG_CACHE_HOME/gc-tools" -name '*.json')" ]
}

@test "no login more than the work needs" {
	org 40 --limit 40/60
	get --tokens 10
	[ "$status" -eq 0 ]
	[ "$(stat .tokensIssued)" -eq 1 ]
	org 41 --limit 40/60
	get --tokens 10 -j 64
	[ "$status" -eq 0 ]
	same want out
	[ "$(stat .tokensIssued)" -eq 2 ]
}

# timed_get VARIABLE - get with five tokens; how many milliseconds that took
timed_get() {
	local begin
	begin=$(date +%s%N)
	get --tokens 5
	[ "$status" -eq 0 ]
	printf -v "$1" %s $((($(date +%s%N) - begin) / 1000000))
}

# bats test_tags=long
@test "N tokens use 95 % of N times the limit" {
	local free ms
	org 600
	timed_get free
	org 600 --limit 20/1
	timed_get ms
	same want out
	echo "$ms ms, without a limit $free ms, $(stat .limited) refused"
	[ "$(stat .limited)" -le 5 ]
	# Six windows of 100 requests, the last of which needs no end; half as much again, and what this
	# machine needs without a limit, is left to a busy one: tests/unit/http/pace_set.c measures with a
	# clock of its own.
	[ "$ms" -lt $((7500 + 3 * free)) ]
}

@test "a 401 renews the token that got it, and no other" {
	org 60 --limit 20/60
	get --tokens 3
	[ "$status" -eq 0 ]
	cp "$(cached)" first
	cp "$(cached 3)" third
	ask_sim "$SIM_PORT" /sim/clock 60000
	revoke 2
	get --tokens 3
	[ "$status" -eq 0 ]
	same want out
	[ "$(stat .tokensIssued)" -eq 4 ]
	# Token 4 has replaced the second one.
	[ "$(stat -c '.tokens | keys')" = '["1","3","4"]' ]
	cmp first "$(cached)"
	cmp third "$(cached 3)"
}

@test "all tokens are refused at the same time" {
	org 60 --limit 20/60
	get --tokens 3
	ask_sim "$SIM_PORT" /sim/clock 60000
	revoke 1
	revoke 2
	revoke 3
	get --tokens 3
	[ "$status" -eq 0 ]
	same want out
	[ "$(stat .tokensIssued)" -eq 6 ]
	[ "$(stat -c .tokens)" = '{"4":20,"5":20,"6":20}' ]
}

@test "a login that fails costs that token, not the run" {
	org 60 --limit 20/1
	gc-auth >session
	faults 403:path=/oauth/token
	get --tokens 3
	[ "$status" -eq 0 ]
	same want out
	grep -q '^gc-get: login at http://localhost:[0-9]*: 403 .*; continuing with 2 tokens$' err
	grep -q '; continuing with 1 token$' err
	[ "$(wc -l <err)" -eq 2 ]
	[ "$(stat -c '.tokens | keys')" = '["1"]' ]
}

@test "programs of the same user share all tokens" {
	org 100 --limit 40/60
	head -50 flows >a
	tail -50 flows >b
	gc-get --tokens 3 a >a.out 2>a.err &
	local first=$!
	gc-get --tokens 3 b >b.out 2>b.err
	wait $first
	cat a.out b.out | same want -
	[ "$(stat .tokensIssued)" -le 3 ]
}

@test "a limit of the org slows all tokens together" {
	org 120 --limit 40/60 --org-limit 40/1
	get --tokens 4 -j 8
	[ "$status" -eq 0 ]
	[ ! -s err ]
	same want out
	echo "$(stat .orgLimited) refused by the org"
	[ "$(stat .limited)" -eq 0 ]
	# A window at least twice, each time no more than what was under way.
	[ "$(stat .orgLimited)" -gt 0 ]
	[ "$(stat .orgLimited)" -le $((8 * 4)) ]
}

@test "gc-put: whichever token checks a flow out, another may save it" {
	target --limit 30/60
	records 12 >in
	gc-put --tokens 10 -j 8 in >out 2>err || { cat err; return 1; }
	[ "$(jq -r .status out | sort -u)" = done ]
	[ "$(stat .limited)" -eq 0 ]
	[ "$(stat .tokensIssued)" -ge 2 ]
	[ "$(stat .tokensIssued)" -le 10 ]
	# The requests of all but the newest tokens are their limit.
	[ "$(stat '[.tokens[]] | max')" -eq 30 ]
}

@test "an access token that was given is one token" {
	org 3
	gc-auth --print-token >token
	run -2 --separate-stderr env GENESYSCLOUD_ACCESS_TOKEN="$(cat token)" gc-get --tokens 2 flows
	[ "${stderr_lines[0]}" = 'gc-get: --tokens 2: only one access token is given; set a client id and a client secret instead' ]
	run -2 --separate-stderr env GENESYSCLOUD_ACCESS_TOKEN="$(cat token)" gc-put --tokens 2 flows
	GENESYSCLOUD_ACCESS_TOKEN=$(cat token) gc-get --tokens 1 flows >out
	same want out
	run -2 gc-get --tokens 0 flows
	run -2 gc-get --tokens 11 flows
}
