# gc-flowdiff-objects.bats - what differs between objects of two orgs, by place
load helper
load objects

# symbolic FILE - the records of a file with symbols for ids, on stdout
symbolic() {
	gc-refs "$1" >"$1.refs"
	gc-plan -q --symbolic "$1.refs" >"$1.map"
	gc-remap -q --unmapped keep "$1.map" "$1" || true
}
# there - the same records as another org has them: with other ids, dates and addresses
there() { sed -E 's/-4000-8000-000000000001/-4000-8000-0000000000bb/g; /"object"/s/"configuration":\{/&"dateModified":"2026-01-01","selfUri":"x",/'; }
# differs WANT... - the lines of the difference between the files a and b
differs() {
	symbolic a >sa
	symbolic b >sb
	run -1 gc-flowdiff sa sb
	printf '%s\n' "$@" >want
	echo "$output" >got
	same want got
}

@test "the same objects in two orgs: no difference but in what stays in its org" {
	{ sales_queue; support_queue; whisper; opening_hours; day; storm; front; main_flow; music; } >a
	object responseLibrary "$library" Greetings >>a
	there <a >b
	differs "Sales (queue): /configuration/mediaSettings/callback/site/id: \"$(id 99)\" → \"$(id 99 | there)\" (by hand)"
	sed -i 's/,"site":{[^}]*}//' a b
	symbolic a >sa
	symbolic b >sb
	run -0 gc-flowdiff sa sb
	[ -z "$output" ]
}

@test "--two-orgs: what differs in objects that only people create is by hand, too" {
	object user "$(id 95)" Jo '"title":"Agent"' >a
	object user "$(id 95)" Jo '"title":"Lead"' | there >b
	{ object user "$(id 96)" Al; object acdSkill "$skill" French '"x":"1"'; } >>a
	object acdSkill "$skill" French '"x":"2"' | there >>b
	differs 'Jo (user): /configuration/title: "Agent" → "Lead"' 'Al (user): object removed' \
		'French (acdSkill): /configuration/x: "1" → "2"'
	run -1 gc-flowdiff --two-orgs sa sb
	[ "${lines[0]}" = 'Jo (user): /configuration/title: "Agent" → "Lead" (by hand)' ]
	[ "${lines[1]}" = 'Al (user): object removed (by hand)' ]
	[ "${lines[2]}" = 'French (acdSkill): /configuration/x: "1" → "2"' ]
	run -1 gc-flowdiff --two-orgs --format ndjson sa sb
	[ "$(jq -c .by_hand <<<"$output")" = $'true\ntrue\nnull' ]
}

@test "what cannot be compared is counted, side by side" {
	{ day; object queue "$sales" Sales | jq -c 'del(.configuration)'; } >a
	{ day; echo '{"kind":"session"}'; } >b
	run -0 --separate-stderr gc-flowdiff a b
	[ "$stderr" = "gc-flowdiff: a: skipped 1 object without a configuration; fetch it with gc-get
gc-flowdiff: b: skipped 1 record of other kinds than flow and object" ]
}

@test "a member, by its pointer; what one org says nothing about is no difference" {
	object queue "$sales" Sales '"description":"one","autoAnswerOnly":false,"routingRules":[],"x":{"n":1.0,"s":"A"}' >a
	object queue "$sales" Sales '"description":"two","callingPartyName":null,"acwSettings":{"y":""},"x":{"s":"\u0041","n":1}' | there >b
	differs 'Sales (queue): /configuration/description: "one" → "two"'
	object queue "$sales" Sales '"description":"one"' >b
	object queue "$sales" Sales '"scoringMethod":"PriorityOnly"' >a
	differs 'Sales (queue): /configuration/scoringMethod: removed "PriorityOnly"' 'Sales (queue): /configuration/description: added "one"'
}

@test "references: by what they name, in any order of a list" {
	object scheduleGroup "$hours" Hours '"openSchedules":['"$(ref "$schedule" Day)"','"$(ref "$(id 84)" Night)"']' >a
	object scheduleGroup "$hours" Hours '"openSchedules":['"$(ref "$(id 84)" Night)"','"$(ref "$schedule" Day)"']' | there >b
	symbolic a >sa
	symbolic b >sb
	run -0 gc-flowdiff sa sb
	object scheduleGroup "$hours" Hours '"openSchedules":['"$(ref "$(id 84)" Night)"','"$(ref "$(id 85)" Noon)"']' | there >b
	symbolic a >sa
	symbolic b >sb
	run -1 gc-flowdiff --format ndjson sa sb
	[ "$(jq -c '[.object.type, .old.id, .new.id]' <<<"$output")" = \
		$'["scheduleGroup","gc:schedule/Day",null]\n["scheduleGroup",null,"gc:schedule/Noon"]' ]
}

@test "rows by their key; a prompt's languages and texts, never its audio" {
	object dataTable "$table" T '' '"rows":[{"key":"1","v":"a"},{"key":"2","v":"b"},{"key":"3","v":"c"}]' | sed 's/Home",,/Home",/' >a
	object dataTable "$table" T '' '"rows":[{"key":"3","v":"c"},{"key":"2","v":"B"},{"key":"4","v":"d"}]' >b
	differs 'T (dataTable): row "1": /rows/0: removed {"key":"1","v":"a"}' \
		'T (dataTable): row "2": /rows/1/v: "b" → "B"' 'T (dataTable): row "4": /rows/2: added {"key":"4","v":"d"}'
	object userPrompt "$prompt" P '"resources":[{"id":"de-de","language":"de-de","ttsString":"Hallo","uploadStatus":"transcoded"}]' '"media":[{"language":"de-de","base64":"AAAA"}]' >a
	object userPrompt "$prompt" P '"resources":[{"id":"en-us","language":"en-us","ttsString":"Hi"},{"id":"de-de","language":"de-de","ttsString":"Guten Tag"}]' '"media":[{"language":"de-de","base64":"BBBB"}]' >b
	differs 'P (userPrompt): language "de-de": /configuration/resources/1/ttsString: "Hallo" → "Guten Tag"' \
		'P (userPrompt): language "en-us": /configuration/resources/0: added {"id":"en-us","language":"en-us","ttsString":"Hi"}'
}

@test "what a person sets in each org is a difference that says so" {
	{ front; storm; } >a
	{ front | sed 's/\["+4930123"\]/[]/'; storm | sed 's/"enabled":true/"enabled":false/'; } | there >b
	differs 'Front (ivrConfiguration): /configuration/dnis: ["+4930123"] → [] (by hand)' \
		'Storm (emergencyGroup): /configuration/enabled: true → false (by hand)'
	run -1 gc-flowdiff --format ndjson sa sb
	[ "$(jq -c '[.object.name, .by_hand]' <<<"$output")" = $'["Front",true]\n["Storm",true]' ]
}

@test "wrap-up codes, templates, a division" {
	object queue "$sales" Sales '' '"wrapupCodes":['"$(ref "$code" Done)"']' >a
	object queue "$sales" Sales '' '"wrapupCodes":['"$(ref "$code" Done)"','"$(ref "$(id 95)" Later)"']' >b
	differs 'Sales (queue): /wrapupCodes/1: added {"id":"gc:acdWrapupCode/Later","name":"Later","selfUri":"/api/v2/x/gc:acdWrapupCode/Later"}'
	lookup_action >a
	lookup_action | sed 's/rawResult/other/' >b
	differs 'Lookup (dataAction): /templates/successTemplate: "${rawResult}" → "${other}"'
	support_queue >a
	support_queue | sed 's/"Home"/"Europe"/g; s/'"$home"'/'"$(id 11)"'/g' >b
	symbolic a >sa
	symbolic b >sb
	run -1 gc-flowdiff --format ndjson sa sb
	[ "$(jq -c '[.at, .old.id, .new.id]' <<<"$output")" = '["/configuration/division","gc:division/Home","gc:division/Europe"]' ]
}

@test "objects that only one side has, next to flows; as a page" {
	{ main_flow; day; } >a
	{ main_flow; support_queue; } >b
	symbolic a >sa
	symbolic b >sb
	run -1 gc-flowdiff sa sb
	[ "$output" = $'Day (schedule): object removed\nSupport (queue): object added' ]
	run -1 gc-flowdiff --format html sa sb
	[[ $output == *'<ins>object added</ins>'* ]]
	run -1 gc-flowdiff --format ndjson sa sb
	[ "$(jq -c '[.object.name, .change, .text]' <<<"$output")" = $'["Day","removed","object removed"]\n["Support","added","object added"]' ]
	# an inventory record is none
	echo '{"kind":"object","type":"queue","id":"x","name":"X"}' >sa
	run -0 --separate-stderr gc-flowdiff sa sa
}
