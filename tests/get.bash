# shellcheck shell=bash disable=SC2034 # what is set here is read by the tests
# get.bash - what the tests of gc-get share: an org, its flows, and what goes wrong.

# org N [gc-sim options] - an org; `flows` are N records of it, `want` what gc-get makes of them.
org() {
	local n=$1
	shift
	start_sim --flows $((n + 10)) "$@"
	gc-sim --flows $((n + 10)) --dump | grep '"configuration":' | sed -n "1,${n}p" >want
	bare <want >flows
	[ "$(wc -l <flows)" -eq "$n" ]
}

# bare - flow records without their configuration.
bare() { gc-strip --for=none --drop /configuration --drop /configurationVersion --drop /base; }

# faults [SPEC...] - these and no others.
faults() {
	printf -v REPLY '%s\n' "$@"
	ask_sim "$SIM_PORT" /sim/faults "$REPLY"
}

# stat EXPRESSION - of /sim/stats.
stat() { ask_sim "$SIM_PORT" /sim/stats && jq "$@" <<<"$REPLY"; }

# field NUMBER NAME - of that flow.
field() { sed -n "$1p" flows | jq -r ".$2"; }

# get [option...] - on `flows`: stdout in `out`, stderr in `err`, the status in $status.
get() {
	status=0
	gc-get "$@" <flows >out 2>err || status=$?
}
