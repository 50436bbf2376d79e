# gc-refs-objects.bats - what objects refer to, by the table of definitions.
load helper
load objects

# refs FILE - the references but for the record itself and its division: class, type, id, name and count
refs() {
	gc-refs "${@:2}" "$1" >out
	jq -r 'select(.class != "own") | [.class, .type // "-", .id, .name // "-", .count] | join(" ")' out >got
}
# refs_are LINE... - these are the references, in whatever order the object has its members
refs_are() {
	printf '%s\n' "$@" | sort >want
	sort -o got got
	same want got
}
at() { jq -c "select(.id == \"$1\").at" out; }

@test "a queue: objects, bare ids, groups by their type, scripts, wrap-up codes" {
	sales_queue >in
	refs in
	refs_are "object userPrompt $prompt Whisper 1" "object inqueueCallFlow $inqueue Music 1" \
		"object group $group Agents 1" "object composerScript $script My script 1" \
		"platform composerScript $default_script Default Callback Script 1" \
		"object queue $support - 1" "object responseLibrary $library - 1" "object flow $main - 1" \
		"object acdWrapupCode $code Done 1"
	[ "$(at "$support")" = '["/configuration/directRouting/backupQueueId"]' ]
	[ "$(at "$library")" = '["/configuration/cannedResponseLibraries/libraryIds/0"]' ]
	[ "$(at "$script")" = '["/configuration/defaultScripts/CALL/id"]' ]
	[ "$(at "$code")" = '["/wrapupCodes/0/id"]' ]
	[ "$(jq -c .object out | sort -u)" = '{"id":"'"$sales"'","name":"Sales","type":"queue"}' ]
	run ! jq -e .flow out
}

@test "own: the object itself and its division, wherever the record repeats them" {
	support_queue >in
	gc-refs in >out
	[ "$(wc -l <out)" -eq 2 ]
	[ "$(jq -c 'select(.type == "queue") | [.class, .id, .at]' out)" = '["own","'"$support"'",["/id","/configuration/id"]]' ]
	[ "$(jq -c 'select(.type == "division") | [.class, .id, .name, .at]' out)" = \
		'["own","'"$home"'","Home",["/division/id","/configuration/division/id"]]' ]
}

@test "what the creation can do without is marked: late members, groups and scripts" {
	sales_queue >in
	gc-refs in >out
	[ "$(jq -r 'select(.late) | .type' out | sort | xargs)" = "acdWrapupCode composerScript composerScript flow inqueueCallFlow queue" ]
	[ "$(jq -r 'select(.optional) | .type' out | sort | xargs)" = "composerScript composerScript group" ]
}

@test "a bare id has the name that a record of the input or --source gives it, and a flow its type" {
	{ sales_queue; support_queue; main_flow; } >in
	refs in
	grep -qx "object queue $support Support 1" got
	grep -qx "object inboundCallFlow $main Main 1" got
	grep -qx "object responseLibrary $library - 1" got
	{ support_queue; main_flow; sales_queue; } >other
	refs other
	grep -qx "object queue $support Support 1" got
	sales_queue >in
	echo '{"kind":"object","type":"responseLibrary","id":"'"$library"'","name":"Greetings"}' >source
	echo '{"kind":"flow","type":"INBOUNDCALL","id":"'"$main"'","name":"Main"}' >>source
	refs in --source source
	grep -qx "object responseLibrary $library Greetings 1" got
	grep -qx "object inboundCallFlow $main Main 1" got
	grep -qx "object queue $support - 1" got
}

@test "literals: ids in templates, URLs, headers and table cells" {
	{ lookup_action; blacklist; } >in
	refs in
	refs_are "object integration $integration - 1" "literal - $sales - 2" "literal dataTable $table Blacklist 1" \
		"literal - $sales - 2" "literal - $(id 98) - 1"
	[ "$(jq -c "select(.object.type == \"dataAction\" and .id == \"$sales\").at" out)" = \
		'["/configuration/config/request/requestUrlTemplate","/configuration/config/request/headers/X-Queue"]' ]
	[ "$(jq -c "select(.object.type == \"dataAction\" and .id == \"$table\").at" out)" = '["/templates/requestTemplate"]' ]
	[ "$(jq -c "select(.object.type == \"dataTable\" and .id == \"$sales\").at" out)" = '["/rows/0/queue","/rows/1/queue"]' ]
}

@test "other types: schedule groups, emergency groups, call routes, responses" {
	{ opening_hours; storm; front; } >in
	refs in
	refs_are "object schedule $schedule Day 1" "object inboundCallFlow $main Main 1" \
		"object ivrConfiguration $ivr Front 1" "object inboundCallFlow $main Main 1" \
		"object scheduleGroup $hours Hours 1"
	object response "$(id 93)" Hello '"libraries":['"$(ref "$library" Greetings)"']' >in
	refs in
	refs_are "object responseLibrary $library Greetings 1"
}

@test "what no other org gets is reported once, with the object itself" {
	{ front; storm; support_queue; } >in
	gc-refs in >out
	[ "$(jq -c 'select(.not_moved) | [.type, .class, .not_moved]' out)" = \
		$'["ivrConfiguration","own",{"/dnis":["+4930123"]}]\n["emergencyGroup","own",{"/enabled":true}]' ]
}

@test "built in: the default scripts and the default label" {
	object utilizationLabel "$(id 94)" 'System Default Label' >in
	object composerScript "$default_script" 'Default Inbound Script' >>in
	gc-refs in | jq -r 'select(.type != "division").class' >got
	refs_are platform platform
	flow "$main" Main INBOUNDCALL '"composerScript":[{"id":"'"$default_script"'","name":"Default"}]' >in
	gc-refs in | jq -r 'select(.type == "composerScript").class' >got
	refs_are platform
}

@test "an inventory record, without a definition, has no references" {
	echo '{"kind":"object","org":"o","type":"queue","id":"'"$sales"'","name":"Sales"}' >in
	run -0 --separate-stderr gc-refs in
	[ -z "$output" ]
	[[ $stderr == *'no flow records among 1, and no objects with a configuration'* ]]
}

@test "records of other kinds are counted; objects without a definition give names" {
	{ sales_queue; main_flow; echo '{"kind":"session"}'; } >in
	echo '{"kind":"object","type":"responseLibrary","id":"'"$library"'","name":"Greetings"}' >>in
	run -0 --separate-stderr gc-refs in
	[ "$stderr" = "gc-refs: skipped 1 record of other kinds than flow and object" ]
	[[ $output == *'"name":"Greetings"'* ]]
}

@test "--where: what breaks if this queue is deleted" {
	{ sales_queue; support_queue; music; main_flow; lookup_action; blacklist; } >in
	gc-refs --where "queue/$sales" in >out
	[ "$(jq -r '(.object // .flow).name + " " + .class' out | sort | uniq -c | xargs)" = \
		"2 Blacklist literal 2 Lookup literal 1 Main object 1 Music object" ]
	[ "$(gc-refs --where queue/Support in | jq -c '[.object.name, .at]')" = \
		'["Sales",["/configuration/directRouting/backupQueueId"]]' ]
	sales_queue >in
	run -1 gc-refs --where queue/Support in
	[[ $output == *'no reference to queue "Support" in 1 object'* ]]
	[[ $output == *'1 reference to a queue is a bare id without a known name; give --source'* ]]
}

@test "--check: by id and by name, flows of unknown type too" {
	{ sales_queue; support_queue; whisper; } >in
	for type in queue userPrompt acdWrapupCode division responseLibrary composerScript group; do
		echo '{"kind":"object","type":"'$type'","id":"x","name":"x"}'
	done >inventory
	{ cat in inventory; echo '{"kind":"flow","type":"INBOUNDCALL","id":"'"$main"'","name":"Main"}'; } >all
	run -1 --separate-stderr gc-refs --check all in
	[ "$(jq -r .type <<<"$output" | sort | xargs)" = "acdWrapupCode composerScript group inqueueCallFlow responseLibrary" ]
	run -1 --separate-stderr gc-refs --check all --by name in
	[ "$(jq -r 'select(.reason == "its name is not known; give --source").type' <<<"$output" | sort | xargs)" = responseLibrary ]
}

@test "--format edges: each reference whose both ends are in the input, and a flow's flows" {
	{ sales_queue; music; main_flow; storm; front; opening_hours; day; support_queue; lookup_action; } >in
	gc-refs --format edges in >got
	refs_are 'dataAction/Lookup inboundCallFlow/Main' 'emergencyGroup/Storm inboundCallFlow/Main' \
		'inboundCallFlow/Main emergencyGroup/Storm' 'inboundCallFlow/Main ivrConfiguration/Front' \
		'inboundCallFlow/Main queue/Sales' 'inqueueCallFlow/Music queue/Sales' \
		'ivrConfiguration/Front emergencyGroup/Storm' 'queue/Sales dataAction/Lookup' \
		'queue/Sales inboundCallFlow/Main' 'queue/Sales inqueueCallFlow/Music' \
		'queue/Support queue/Sales' 'schedule/Day scheduleGroup/Hours' 'scheduleGroup/Hours ivrConfiguration/Front'
}

@test "--format manifest and dot work on objects" {
	{ sales_queue; support_queue; } >in
	gc-refs --format manifest in >out
	[ "$(jq -c 'select(.objectName == "Sales") | [.objectId, .objectType, .references.queue]' out)" = \
		'["'"$sales"'","queue",[{"id":"'"$support"'","name":"Support"}]]' ]
	gc-refs --format dot in >out
	grep -qF "\"queue/$sales\" -> \"queue/$support\";" out
	grep -qF "\"queue/$support\" [label=\"Support\\nqueue\"];" out
}

@test "flows beside objects give the same references as alone" {
	main_flow >flows
	{ sales_queue; main_flow; blacklist; } >in
	gc-refs flows >want
	gc-refs in | jq -c 'select(.flow)' >got
	same want got
}
