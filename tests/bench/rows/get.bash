# gc-get at 20 ms latency, in flows per second, next to one curl that gets the same configurations
# one after the other over one connection; and how much of a limit it uses. Wanted: 5 times curl
# with -j 8, and 95 % of a limit with next to nothing refused, with one token and with four.

count=200
sim=
export HOME=$work XDG_CACHE_HOME=$work/cache
export GENESYSCLOUD_OAUTHCLIENT_ID=a GENESYSCLOUD_OAUTHCLIENT_SECRET=b
trap '[ -z "$sim" ] || kill "$sim"' EXIT

# serve [gc-sim option...] - the org, in place of the one before
serve() {
	[ -z "$sim" ] || kill "$sim"
	rm -f port
	gc-sim -q --port 0 --port-file port --flows "$count" --latency 20 "$@" &
	sim=$!
	while [ ! -s port ]; do sleep 0.05; done
	port=$(cat port)
	export GENESYSCLOUD_REGION=localhost:$port
}

# Milliseconds that a command takes.
took() {
	local begin=${EPOCHREALTIME/./}
	"$@" >/dev/null
	echo $(((${EPOCHREALTIME/./} - begin) / 1000))
}

serve
gc-sim --flows "$count" --dump | gc-strip --for=none --drop /configuration >flows
{
	printf 'header = "Authorization: Bearer %s"\n' "$(gc-auth --print-token)"
	jq -r --arg host "http://localhost:$port" \
		'"url = \"\($host)/api/v2/flows/\(.id)/latestconfiguration?deleted=true\"\noutput = \"/dev/null\""' flows
} >urls
curl_ms=$(took curl -sfK urls)
for jobs in 1 8 32; do
	ms=$(took gc-get -j "$jobs" flows)
	figure 'export, 20 ms' "gc-get -j $jobs" $((count * 1000 / ms)) flows/s curl $((count * 1000 / curl_ms)) \
		"$(awk "BEGIN { printf \"%.1f\", $curl_ms / $ms }")" -
done

requests=50 seconds=2 windows=12
for tokens in 1 4; do
	serve --limit $requests/$seconds
	some=$((requests * windows * tokens))
	while [ "$(wc -l <flows)" -lt $some ]; do cp flows more && cat more >>flows; done
	sed -n "1,${some}p" flows >some
	ms=$(took gc-get --tokens $tokens some)
	# The last window needs no waiting for its end. That the first one begins for one token after the
	# other costs once what several windows share.
	wanted=$((seconds * 1000 * (windows - 1)))
	figure 'export, limited' "gc-get --tokens $tokens" $((some * 1000 / ms)) flows/s 'the limit' \
		$((requests * tokens / seconds)) "$(awk "BEGIN { printf \"%.3f\", $wanted / $ms }")" -
	limited=$(curl -sf "http://localhost:$port/sim/stats" | jq .limited)
	figure 'export, limited' "gc-get --tokens $tokens" "$limited" refused - - - -
done
