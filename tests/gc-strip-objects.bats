# gc-strip on objects: what the server sets by itself goes, by type and path, and all else stays.
load helper

teardown() {
	stop_sims
}

# strip RECORD [option...] - what comes out of it, in $output
strip() { run -0 gc-strip -q "${@:2}" - <<<"$1"; }
gives() { [ "$output" = "$1" ] || { echo "$output"; return 1; }; }

@test "a queue, a schedule and a prompt lose what the server sets, at its places only" {
	strip '{"kind":"object","org":"o","type":"queue","id":"q","name":"Q","dateModified":"d","configuration":{"id":"q","name":"Q","memberCount":7,"createdBy":"u","queueFlow":{"id":"f","name":"F","selfUri":"/f"},"x":{"memberCount":7,"id":"x","selfUri":"/x"}},"wrapupCodes":[{"id":"w","name":"W"}]}'
	gives '{"kind":"object","org":"o","type":"queue","id":"q","name":"Q","configuration":{"name":"Q","queueFlow":{"id":"f","name":"F"},"x":{"memberCount":7,"id":"x","selfUri":"/x"}},"wrapupCodes":[{"id":"w","name":"W"}]}'
	strip '{"kind":"object","type":"schedule","id":"s","version":3,"configuration":{"version":3,"state":"active","start":1.50,"version":4}}'
	gives '{"kind":"object","type":"schedule","id":"s","configuration":{"start":1.50}}'
	strip '{"kind":"object","type":"userPrompt","id":"p","configuration":{"resources":[{"id":"en-us","selfUri":"/r","uploadStatus":"transcoded","ttsString":"a"}]},"media":[{"language":"en-us","etag":"\"1\"","base64":"AA=="}]}'
	gives '{"kind":"object","type":"userPrompt","id":"p","configuration":{"resources":[{"id":"en-us","ttsString":"a"}]},"media":[{"language":"en-us","base64":"AA=="}]}'
}

@test "an empty description means none: for a diff it goes" {
	local r='{"kind":"object","type":"acdWrapupCode","id":"w","configuration":{"name":"W","description":""}}'
	strip "$r"
	gives "$r"
	strip "$r" --for=diff
	gives '{"kind":"object","type":"acdWrapupCode","id":"w","configuration":{"name":"W"}}'
}

@test "an object without a configuration, and other kinds, stay as they are, and are counted" {
	printf '%s\n' '{"kind":"object","type":"queue","id":"q","version" : 1}' '{"kind":"ref","configuration":{"id":1}}' \
		'{"kind":"object","type":"queue","id":"q"}' '{"kind":"flow","version":1}' >in
	run -0 --separate-stderr gc-strip in
	[ "$output" = "$(sed 's/"flow","version":1/"flow"/' in)" ]
	[ "$stderr" = 'gc-strip: passed through unchanged, no rules: 2 objects of type "queue", 1 record of kind "ref"' ]
	run -0 --separate-stderr gc-strip -q in
	[ -z "$stderr" ]
}

@test "--keep and --drop are for objects too" {
	local r='{"kind":"object","type":"dataTable","id":"t","configuration":{"id":"t","schema":{"properties":{}}},"rows":[{"key":"a","id":"1"}]}'
	strip "$r" --drop /rows --keep /configuration/id
	gives '{"kind":"object","type":"dataTable","id":"t","configuration":{"id":"t","schema":{"properties":{}}}}'
	strip "$r" --for=none
	gives "$r"
	strip "$r" --for=none --drop '/rows/*/id'
	gives '{"kind":"object","type":"dataTable","id":"t","configuration":{"id":"t","schema":{"properties":{}}},"rows":[{"key":"a"}]}'
	run -2 gc-strip --drop /rows/0 - <<<"$r"
	# of two types, each shows whether a pattern has an effect
	run -0 --separate-stderr gc-strip --drop /rows --drop /nowhere - <<<"$r"
	[ "$stderr" = 'gc-strip: --drop "/nowhere" had no effect: no record has such a value, or another rule decides about it' ]
}

@test "--list-rules names the type of each rule for objects" {
	gc-strip --list-rules <&- >rules
	grep -qx 'drop /configuration/dateModified object' rules
	grep -qx 'drop /configuration/memberCount queue' rules
	grep -qx 'drop /configuration/queueFlow/selfUri queue' rules
	grep -qx 'drop /configuration/resources/\*/mediaUri userPrompt' rules
	run -1 grep -q 'description' rules
	gc-strip --list-rules --for diff | grep -qx 'drop-empty /configuration/description object'
	[ -z "$(gc-strip --list-rules --for none)" ]
	# By the printed rules of one type, given one by one, its objects come out the same.
	local what pattern type options=()
	while read -r what pattern type; do
		case $type in object | queue) options+=("--$what=$pattern") ;; esac
	done <rules
	echo '{"kind":"object","type":"queue","version":1,"configuration":{"id":1,"memberCount":2,"a":{"id":3}}}' >in
	gc-strip in >one
	gc-strip -q --for=none "${options[@]}" in >two
	same one two
	[ "$(cat one)" = '{"kind":"object","type":"queue","configuration":{"a":{"id":3}}}' ]
}

@test "every object of an org, stripped twice, is as it was stripped once" {
	start_sim --seed 4 --flows 60
	gc-list objects 2>/dev/null | gc-get -q >objects.ndjson
	[ "$(grep -c '"configuration":' objects.ndjson)" -gt 100 ]
	local for
	for for in restore diff; do
		gc-strip -q --for $for objects.ndjson >once
		gc-strip -q --for $for once >twice
		same once twice
		[ "$(wc -l <once)" -eq "$(wc -l <objects.ndjson)" ]
		jq -se 'all(.[]; .configuration // {} | (has("id") or has("selfUri") or has("dateModified")) | not)' once
	done
}
