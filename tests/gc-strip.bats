load helper

# strip TEXT [options] - run gc-strip on one line of text, result in the file `got`.
strip() {
	local text=$1
	shift
	printf '%s\n' "$text" >in
	gc-strip "$@" in >got
}

# gives TEXT - the file `got` holds this line and nothing else.
gives() {
	printf '%s\n' "$1" >want
	same want got
}

# The corpus as flow records, with the metadata of a listing, in the file `records`.
corpus_records() {
	need_corpus
	local f n=0
	for f in "$CORPUS"/json/*.json; do
		n=$((n + 1))
		printf '{"kind":"flow","id":"%s","name":"n%s","type":"WORKFLOW","dateSaved":%s,' $n $n $n
		printf '"version":"3","division":{"id":"d","selfUri":"/d"},"configuration":'
		tr -d '\n' <"$f"
		printf '}\n'
	done >records
}

@test "restore removes every metadata member of a listing, and no other" {
	local keys=(selfUri publishedVersion savedVersion checkedInVersion debugVersion publishedBy
		lockedUser lockedClient currentOperation configurationVersion inputSchema outputSchema
		nluInfo dateCreated dateModified datePublished dateSaved dateCheckedIn
		lastUpdatedTimestamp version createdTimestamp updatedTimestamp)
	local kept='"id":"1","name":"n","type":"T","description":"d","active":true,"system":false,"deleted":false,"x":1'
	local key text="{\"kind\":\"flow\",$kept"
	for key in "${keys[@]}"; do text+=",\"$key\":{\"id\":[1,2]}"; done
	strip "$text}"
	gives "{\"kind\":\"flow\",$kept}"
}

# marked MEMBERS - a record of a listing, with version marks and these members.
marked() {
	printf '%s' '{"kind":"flow","org":"o","id":"1","publishedVersion":{"id":"9.0"},' \
		'"checkedInVersion":{"id":"10.0"},"selfUri":"/x",' "$1" ',"active":true}'
}

gives_no_base() { [ -s got ] && [[ $(<got) != *base* ]]; }

@test "restore: the version marks become the base, in front of the content" {
	local head='{"kind":"flow","org":"o","id":"1",' base
	base() { printf '"base":{"org":"o","version":"%s"},' "$1"; }
	strip "$(marked '"configurationVersion":"latest","configuration":{}')"
	gives "$head$(base 10.0)\"configuration\":{},\"active\":true}"
	strip "$(marked '"configurationVersion":"9.0","archy":"x"')"
	gives "$head$(base 9.0)\"archy\":\"x\",\"active\":true}"
	strip "$(marked '"savedVersion":{"id":"saved_version_1"},"configuration":{}')"
	gives "$head$(base saved_version_1)\"configuration\":{},\"active\":true}"
	strip "$(marked '"configuration":{}')" --keep /checkedInVersion/id
	gives "${head%,},\"checkedInVersion\":{\"id\":\"10.0\"},$(base 10.0)\"configuration\":{},\"active\":true}"
	gc-strip --keep /checkedInVersion/id got >again
	same got again
}

@test "restore: a base stays; without org, version or content there is none" {
	local kept='"base":{"org":"a","version":"1.0","x":[]},"configuration":{}'
	strip "$(marked "$kept")" && gives "{\"kind\":\"flow\",\"org\":\"o\",\"id\":\"1\",$kept,\"active\":true}"
	strip "$(marked '"x":1')" && gives_no_base
	strip "$(marked '"configuration":{}' | sed 's/"org":"o",//')" && gives_no_base
	strip '{"kind":"flow","org":"o","configuration":{}}' && gives '{"kind":"flow","org":"o","configuration":{}}'
	strip "$(marked '"configuration":{}')" --drop /configuration && gives_no_base
	strip "$(marked '"configuration":{}')" --drop '/base/v*' && gives_no_base
	strip "$(marked '"configuration":{}')" --drop /org && grep -q '"base":{"org":"o"' got
	strip "$(marked '"configuration":{}' | sed 's/flow/other/')" && gives_no_base
}

@test "none makes no base, and diff removes it: two orgs say the same" {
	strip "$(marked '"configuration":{}')" --for=none
	gives "$(marked '"configuration":{}')"
	strip "$(marked '"base":{"org":"a","version":"1.0"},"configuration":{}')" --for=diff
	gives '{"kind":"flow","org":"o","id":"1","configuration":{},"active":true}'
	strip "$(marked '"configuration":{}')" --for=diff
	gives '{"kind":"flow","org":"o","id":"1","configuration":{},"active":true}'
}

@test "restore leaves the body as it is, byte for byte" {
	local body='{ "version" : 1.50, "dateX":1e5,"selfUri":"\u00e9\/","uiMetaData":{},"uiMetaData":[ ] }'
	strip "{\"kind\":\"flow\",\"dateX\":1,\"configuration\":$body}"
	gives "{\"kind\":\"flow\",\"configuration\":$body}"
}

@test "a division loses its selfUri only" {
	strip '{"kind":"flow","division":{"id":"1","name":"Home","selfUri":"/x"}}'
	gives '{"kind":"flow","division":{"id":"1","name":"Home"}}'
}

@test "commas: first, middle, last, several, all" {
	strip '{"version":1, "kind":"flow"}' && gives '{"kind":"flow"}'
	strip '{"kind":"flow" , "version":1}' && gives '{"kind":"flow"}'
	strip '{"kind":"flow", "version":1, "a":2}' && gives '{"kind":"flow", "a":2}'
	strip '{"version":1,"dateA":2 ,"kind":"flow","dateB":3,"a":[],"dateC":4,"dateD":5 }' &&
		gives '{"kind":"flow","a":[] }'
	strip '{"kind":"flow","division":{ "selfUri" : 1 }}' && gives '{"kind":"flow","division":{ }}'
}

@test "diff removes what moves in the body, and nothing that looks like it" {
	local kept='"name":"n","actions":[{"version":"2.0"}],"manifest":{"botFlow":[{"version":"published"}]'
	strip "{\"kind\":\"flow\",\"uiMetaData\":1,\"outOfService\":2,\"configuration\":{\"uiMetaData\":{\"a\":[1]},\"nextTrackingNumber\":7,\"versionMetaData\":{},\"flowMetaData\":{},\"debugSettings\":{},\"botFlowSettings\":{\"nluDomainId\":\"i\",\"nluDomainVersionId\":\"v\"},$kept,\"nluDomain\":[{\"id\":\"i\",\"version\":\"v\"}]},\"x\":{\"nextTrackingNumber\":1,\"flowMetaData\":{},\"y\":[{\"uiMetaData\":{}},{\"outOfService\":true,\"z\":[[{\"outOfService\":1}]]}]}}}" --for=diff
	gives "{\"kind\":\"flow\",\"uiMetaData\":1,\"outOfService\":2,\"configuration\":{\"botFlowSettings\":{\"nluDomainId\":\"i\"},$kept,\"nluDomain\":[{\"id\":\"i\"}]},\"x\":{\"nextTrackingNumber\":1,\"flowMetaData\":{},\"y\":[{},{\"z\":[[{}]]}]}}}"
}

@test "other kinds, unknown keys and records without a kind pass untouched" {
	local other
	for other in '{"kind":"object","version":1,"dateX":2}' '{"version":1}' '{"kind":7,"version":1}' \
		'{"kind":"flows","version":1}' '{"kind":"flow","version":1,"kind":"x"}'; do
		strip "$other" --for=diff && gives "$other"
	done
	strip '{"version":1,"kind":"x","kind":"flow"}' && gives '{"kind":"x","kind":"flow"}'
	strip '{"version":1,"\u006bind":"fl\u006fw"}' && gives '{"\u006bind":"fl\u006fw"}'
}

@test "duplicate names all go, and names compare as the text they stand for" {
	strip '{"version":1,"kind":"flow","version":2,"vers\u0069on":3,"\u0076ersion":4,"Version":5}'
	gives '{"kind":"flow","Version":5}'
}

@test "--drop: names, escapes, wildcards, elements" {
	local r='{"kind":"flow","a/b":1,"c~d":2,"*":3,"list":[1,{"x":1},[2]],"":4,"0":5}'
	strip "$r" --drop=/a~1b && gives '{"kind":"flow","c~d":2,"*":3,"list":[1,{"x":1},[2]],"":4,"0":5}'
	strip "$r" --drop=/c~0d && gives '{"kind":"flow","a/b":1,"*":3,"list":[1,{"x":1},[2]],"":4,"0":5}'
	strip "$r" --drop=/~2 && gives '{"kind":"flow","a/b":1,"c~d":2,"list":[1,{"x":1},[2]],"":4,"0":5}'
	strip "$r" --drop=/ && gives '{"kind":"flow","a/b":1,"c~d":2,"*":3,"list":[1,{"x":1},[2]],"0":5}'
	strip "$r" --drop='/list/*' && gives '{"kind":"flow","a/b":1,"c~d":2,"*":3,"list":[],"":4,"0":5}'
	strip "$r" --drop='/list/*/*' && gives '{"kind":"flow","a/b":1,"c~d":2,"*":3,"list":[1,{},[]],"":4,"0":5}'
	strip "$r" --drop='/**/x' && gives '{"kind":"flow","a/b":1,"c~d":2,"*":3,"list":[1,{},[2]],"":4,"0":5}'
	strip "$r" --drop='/*' && gives '{"kind":"flow"}'
	strip "$r" --drop='/*i*t' && gives '{"kind":"flow","a/b":1,"c~d":2,"*":3,"":4,"0":5}'
}

@test "an element's number: refused where an array is met, a member's name elsewhere" {
	local r='{"kind":"flow","configuration":{"c":[{"x":1},{"x":2},{"x":3}],"o":{"0":1,"1":2}}}' rule
	for rule in --drop=/configuration/c/1 --keep=/configuration/c/1 --drop-empty=/configuration/c/0/x \
		--drop=/configuration/c/0/x '--keep=/**/2' '--drop=/configuration/*/10'; do
		echo "$r" >in
		run -2 --separate-stderr gc-strip "$rule" --drop='/configuration/c/*' in
		[ "$stderr" = "gc-strip: in:1: \"${rule#*=}\" numbers an element of an array; use * for every element" ]
		[ -z "$output" ]
	done
	strip "$r" --drop=/configuration/o/0 && gives "${r/'"0":1,'/}"
	strip "$r" --drop=/configuration/c/00 && gives "$r"
	strip "$r" --drop='/configuration/o/*' --keep=/configuration/o/1 && gives "${r/'"0":1,'/}"
	# records of other kinds have no rules, wherever they say what they are
	r='{"list":[1],"kind":"object"}'
	strip "$r" --drop=/list/0 && gives "$r"
}

@test "--keep beats --drop, at any depth, and keeps its way" {
	local r='{"kind":"flow","dateA":1,"configuration":{"a":{"b":[{"x":1,"y":2},{"y":3}],"c":4},"d":5}}'
	strip "$r" --keep=/dateA && gives "$r"
	strip "$r" --drop=/configuration --keep='/**/x' --keep=/configuration/d &&
		gives '{"kind":"flow","configuration":{"a":{"b":[{"x":1}]},"d":5}}'
	strip "$r" --drop=/configuration --keep=/configuration/z && gives '{"kind":"flow"}'
	strip "$r" --drop='/**' --keep=/configuration/a/c &&
		gives '{"kind":"flow","configuration":{"a":{"c":4}}}'
	strip "$r" --drop='/**/y' --keep=/configuration/a &&
		gives '{"kind":"flow","configuration":{"a":{"b":[{"x":1,"y":2},{"y":3}],"c":4},"d":5}}'
}

@test "a pattern that has no effect: one line for each, the status as without it, none with -q" {
	local none=' had no effect: no record has such a value, or another rule decides about it'
	echo '{"kind":"flow","name":"F","description":"x","configuration":{"a":{"b":1},"c":2}}' >in
	run -0 --separate-stderr gc-strip --drop /configuration/a/b --drop /confguration/c --keep /nmae \
		--drop-empty /description --keep /name in
	[ "${stderr_lines[0]}" = "gc-strip: --drop \"/confguration/c\"$none" ]
	[ "${stderr_lines[1]}" = "gc-strip: --drop-empty \"/description\"$none" ]
	[ "${stderr_lines[2]}" = "gc-strip: --keep \"/nmae\"$none" ]
	[ "${#stderr_lines[@]}" -eq 3 ]
	run -0 --separate-stderr gc-strip -q --drop /x in
	[ -z "$stderr" ]
	# one flow that has it is enough; built-in rules are not spoken of, nor any in an input that no rule is for
	echo '{"kind":"flow","x":1}' | cat in - in >more
	run -0 --separate-stderr gc-strip --for diff --drop /x more
	[ -z "$stderr" ]
	echo '{"kind":"object","x":1}' >in
	run -0 --separate-stderr gc-strip --drop /y in
	[ "$stderr" = 'gc-strip: passed through unchanged, no rules: 1 object' ]
	# inside what another rule removes, it has none
	run -0 --separate-stderr gc-strip --drop /x --drop /x/y - <<<'{"kind":"flow","x":{"y":1}}'
	[ "$stderr" = "gc-strip: --drop \"/x/y\"$none" ]
}

@test "--for=none removes only what --drop names" {
	local r='{"kind":"flow","dateA":1,"version":2}'
	strip "$r" --for=none && gives "$r"
	strip "$r" --for=none --drop=/version && gives '{"kind":"flow","dateA":1}'
}

@test "a pattern that is none is a usage error that says why" {
	local bad
	for bad in '' 'version' '/a~' '/a~3' '~1'; do
		run -2 gc-strip --drop="$bad" </dev/null
		[[ ${lines[0]} == "gc-strip: --drop \"$bad\": "* ]]
		run -2 gc-strip --keep="$bad" </dev/null
		[[ ${lines[0]} == "gc-strip: --keep \"$bad\": "* ]]
	done
}

@test "no description and an empty one are the same for a comparison, and nothing else is" {
	printf '%s\n' '{"kind":"flow","description":"","name":"","configuration":{"description":"","name":"","x":{"description":""}}}' >in
	run -0 gc-strip --for=diff in
	[ "$output" = '{"kind":"flow","name":"","configuration":{"name":"","x":{"description":""}}}' ]
	run -0 gc-strip in
	[ "$output" = "$(cat in)" ]
	run -0 gc-strip --for=diff --keep /description --drop-empty '/**/name' in
	[ "$output" = '{"kind":"flow","description":"","configuration":{"x":{"description":""}}}' ]
	printf '%s\n' '{"kind":"flow","description":" ","configuration":{"description":null}}' >in
	run -0 gc-strip --for=diff in
	[ "$output" = "$(cat in)" ]
	run -2 gc-strip --drop-empty x in
}

@test "--list-rules prints what is in force, and reads nothing" {
	gc-strip --list-rules --for=diff --drop=/x --keep=/y <&- >rules
	grep -qx 'drop /date\*' rules
	grep -qx 'drop /configuration/\*\*/uiMetaData' rules
	[ "$(tail -2 rules)" = $'drop /x\nkeep /y' ]
	# The printed rules are the rules: given back one by one they do the same.
	local what pattern options=()
	while read -r what pattern; do options+=("--$what=$pattern"); done <rules
	printf '%s\n' '{"kind":"flow","dateA":1,"x":1,"y":1,"configuration":{"y":{"uiMetaData":1}}}' >in
	gc-strip --for=diff --drop=/x --keep=/y in >one
	gc-strip --for=none "${options[@]}" in >two
	same one two
	[ "$(cat one)" = '{"kind":"flow","y":1,"configuration":{"y":{}}}' ]
}

# bats test_tags=long
@test "real flows: restore keeps each body's bytes" {
	corpus_records
	gc-strip records >got
	sed 's/,"dateSaved":[0-9]*,"version":"3"//; s/,"selfUri":"\/d"}/}/' records >want
	same want got
}

# bats test_tags=long
@test "real flows: diff removes what a jq program removes" {
	need_tool jq
	corpus_records
	gc-strip --for=diff records >got
	# jq 1.6 gives up at 128 nested objects, so it judges what it can read.
	local line n=0
	while IFS= read -r line <&3 && IFS= read -r stripped <&4; do
		printf '%s\n' "$line" >one
		jq -c 'del(.dateSaved, .version, .division.selfUri) | .configuration |= (
			del(.. | objects | .uiMetaData, .outOfService) |
			del(.nextTrackingNumber, .versionMetaData, .flowMetaData, .debugSettings,
				.botFlowSettings?.nluDomainVersionId?, .manifest.nluDomain[]?.version) |
			if .botFlowSettings == null then del(.botFlowSettings) else . end |
			if .description == "" then del(.description) else . end)' one \
			>want 2>/dev/null || continue
		printf '%s\n' "$stripped" | jq -c . >have
		same want have
		n=$((n + 1))
	done 3<records 4<got
	[ $n -gt 30 ]
}

# bats test_tags=long
@test "real flows: stripping twice is stripping once" {
	corpus_records
	local how
	for how in --for=restore --for=diff "--drop=/configuration/**/id" "--drop=/**/* --keep=/**/name"; do
		# shellcheck disable=SC2086 # words on purpose
		gc-strip $how records >once
		# shellcheck disable=SC2086
		gc-strip $how once >twice
		same once twice
	done
}
