# gc-remap-objects.bats - objects for another org: ids at the table's places, and what withholds one.
load helper
load objects

# maps STATUS TYPE NAME FROM [TO [TO_NAME]] - add a record to the file `map`
maps() {
	printf '{"kind":"map","type":"%s","name":"%s","from":"%s","to":"%s","to_name":"%s","status":"%s"}\n' \
		"$2" "$3" "$4" "${5-}" "${6-}" "$1" >>map
}
to() { printf '%08d-0000-4000-8000-000000000002' "$1"; } # the target's id of id NUMBER

# everything - a map in which the target has all that the hand-made objects name
everything() {
	maps mapped organization '' "$org" 0b000000-0000-4000-8000-000000000001
	maps mapped division Home "$home" "$(to 10)" Home
	maps mapped queue Sales "$sales" "$(to 20)" Sales
	maps mapped queue Support "$support" "$(to 21)" Support
	maps mapped inqueueCallFlow Music "$inqueue" "$(to 30)" Music
	maps mapped inboundCallFlow Main "$main" "$(to 31)" Main
	maps mapped userPrompt Whisper "$prompt" "$(to 40)" Whisper
	maps mapped dataTable Blacklist "$table" "$(to 50)" Blacklist
	maps mapped integration Web "$integration" "$(to 60)" Web
	maps mapped dataAction Lookup "$action" "custom_-_$(to 61)" Lookup
	maps mapped group Agents "$group" "$(to 70)" Agents
	maps mapped composerScript 'My script' "$script" "$(to 71)" 'My script'
	maps mapped schedule Day "$schedule" "$(to 80)" Day
	maps mapped scheduleGroup Hours "$hours" "$(to 81)" Hours
	maps mapped responseLibrary Greetings "$library" "$(to 90)" Greetings
	maps mapped acdWrapupCode Done "$code" "$(to 92)" Done
}
but() { grep -vF "\"from\":\"$1\"" map >map.new && mv map.new map && shift && maps "$@"; } # ID STATUS … - another record

@test "ids at the table's places become the target's, the object's own too; all else stays" {
	everything
	sales_queue >in
	run -0 --separate-stderr gc-remap map in
	[ -z "$stderr" ]
	echo "$output" >out
	# Every id that the map has is another one; the rest of the record is as it was.
	sed -E "$(jq -r 'select(.to != "") | "s/\(.from)/\(.to)/g"' map)" in >want
	same want out
}

@test "--reverse gives the first bytes back" {
	everything
	{ sales_queue; support_queue; lookup_action; opening_hours; day; whisper; } >in
	gc-remap map in >there
	gc-remap --reverse map there >back
	same in back
}

@test "what a listing tells of an object is rewritten, too: an action's integration, a response's library" {
	everything
	echo '{"kind":"object","org":"'"$org"'","type":"dataAction","id":"'"$action"'","name":"Lookup","integrationId":"'"$integration"'","configuration":{"id":"'"$action"'"}}' >in
	echo '{"kind":"object","org":"'"$org"'","type":"response","id":"a","name":"Hello","parent":{"type":"responseLibrary","id":"'"$library"'","name":"Greetings"},"configuration":{"id":"a"}}' >>in
	gc-remap map in >out
	[ "$(jq -r '.integrationId // .parent.id' out)" = "$(to 60)"$'\n'"$(to 90)" ]
}

@test "ids elsewhere in an object stay" {
	everything
	object queue "$sales" Sales '"peerId":"'"$support"'","description":"see '"$support"'","x":{"queueFlow":{"id":"'"$inqueue"'"}}' >in
	gc-remap map in >out
	jq -c '.configuration | {peerId, description, x}' in >want
	jq -c '.configuration | {peerId, description, x}' out >got
	same want got
}

@test "a name changes next to its id, as in flows, and a category with its integration" {
	everything
	but "$inqueue" mapped inqueueCallFlow Music "$inqueue" "$(to 30)" 'Music 2'
	but "$sales" mapped queue Sales "$sales" "$(to 20)" 'Sales EU'
	but "$integration" mapped integration Web "$integration" "$(to 60)" 'Web EU'
	sales_queue >in
	gc-remap map in >out
	[ "$(jq -c '[.name, .configuration.name, .configuration.queueFlow.name]' out)" = '["Sales EU","Sales EU","Music 2"]' ]
	lookup_action >in
	gc-remap map in >out
	[ "$(jq -c '[.category, .configuration.category, .name]' out)" = '["Web EU","Web EU","Lookup"]' ]
}

@test "whole tokens in templates, URLs and headers change; ids in table cells stay, with a warning" {
	everything
	lookup_action >in
	gc-remap map in >out
	[ "$(jq -c '[.configuration.config.request[]]' out)" = '["/api/v2/queues/'"$(to 20)"'",{"X-Queue":"'"$(to 20)"'"}]' ]
	[ "$(jq -r .templates.requestTemplate out)" = '{"table":"'"$(to 50)"'"}' ]
	blacklist >in
	run -0 --separate-stderr gc-remap map in
	[ "$(jq -c .rows <<<"$output")" = "$(jq -c .rows in)" ]
	[ "$stderr" = "gc-remap: in:1: object $table \"Blacklist\": 2 texts have an id that is another one in the target; not changed, since it may be content" ]
}

@test "a reference that the target lacks withholds the object" {
	everything
	but "$prompt" missing userPrompt Whisper "$prompt"
	{ sales_queue; support_queue; } >in
	run -1 --separate-stderr gc-remap --withheld withheld map in
	[ "$(jq -r .name <<<"$output")" = Support ]
	[[ ${stderr_lines[0]} == "gc-remap: in:1: object $sales \"Sales\": withheld: userPrompt \"Whisper\" $prompt is missing in the target" ]]
	[ "${stderr_lines[1]}" = 'gc-remap: 1 of 2 objects withheld' ]
	head -1 in >want
	same want withheld
	# --unmapped keep lets it pass
	run -1 --separate-stderr gc-remap --unmapped keep map in
	[ "${#lines[@]}" -eq 2 ]
	# nor does one that the map does not have
	grep -v Whisper map >map.new && mv map.new map
	run -1 --separate-stderr gc-remap map in
	[[ ${stderr_lines[0]} == *"userPrompt \"Whisper\" $prompt is not in the map" ]]
}

@test "an object is made without groups and scripts that the target lacks, with a warning" {
	everything
	but "$group" missing group Agents "$group"
	but "$script" missing composerScript 'My script' "$script"
	sales_queue >in
	run -0 --separate-stderr gc-remap map in
	[ "$(jq -c '.configuration.memberGroups[0].id' <<<"$output")" = "\"$group\"" ]
	[ "$stderr" = "gc-remap: in:1: object $sales \"Sales\": group \"Agents\" $group is missing in the target; gc-put leaves it out
gc-remap: in:1: object $sales \"Sales\": composerScript \"My script\" $script is missing in the target; gc-put leaves it out" ]
}

@test "late members may be new, and so may other objects, which gc-put creates in the same run" {
	everything
	but "$inqueue" new inqueueCallFlow Music "$inqueue"
	but "$support" withheld queue Support "$support"
	but "$prompt" new userPrompt Whisper "$prompt"
	but "$sales" new queue Sales "$sales"
	sales_queue >in
	run -0 --separate-stderr gc-remap map in
	[ -z "$stderr" ]
	[ "$(jq -c '[.id, .configuration.queueFlow.id, .configuration.directRouting.backupQueueId, .configuration.whisperPrompt.id]' <<<"$output")" = \
		"[\"$sales\",\"$inqueue\",\"$support\",\"$prompt\"]" ]
	# one that waits itself holds back what needs it from the start
	but "$prompt" withheld userPrompt Whisper "$prompt"
	run -1 gc-remap map in
	# and so do a flow that a call route needs, and an id in a template
	but "$main" new inboundCallFlow Main "$main"
	front >in
	run -1 --separate-stderr gc-remap map in
	[[ $stderr == *"inboundCallFlow \"Main\" $main is new in the target; create it first (gc-put --stubs), then plan again"* ]]
	lookup_action >in
	run -1 --separate-stderr gc-remap map in
	[[ $stderr == *"queue \"Sales\" $sales is new in the target; create it first (gc-put), then plan again"* ]]
}

@test "an object that cannot be created is withheld itself" {
	everything
	but "$support" missing queue Support "$support"
	support_queue >in
	run -1 --separate-stderr gc-remap map in
	[[ ${stderr_lines[0]} == *"withheld: queue \"Support\" $support is missing in the target" ]]
}

@test "an object that is not created in any case is not withheld" {
	maps missing group Agents "$group"
	maps missing user Boss "$(id 96)"
	object group "$group" Agents '"owners":[{"id":"'"$(id 96)"'","name":"Boss"}]' >in
	run -0 --separate-stderr gc-remap map in
	[ -z "$stderr" ]
	[ "$(jq -r .name <<<"$output")" = Agents ]
}

@test "a flow waits for a division that is new; an object does not" {
	everything
	but "$home" new division Home "$home"
	{ support_queue; music; } >in
	run -1 --separate-stderr gc-remap map in
	[ "$(jq -r .name <<<"$output")" = Support ]
	[[ ${stderr_lines[0]} == *"withheld: division \"Home\" $home is new in the target; create it first (gc-put), then plan again" ]]
}

@test "platform ids and the division * need no target" {
	object acdWrapupCode "$code" Done '"x":1' | sed "s/$home/*/g" >in
	object queue "$sales" Sales '"defaultScripts":{"CALL":'"$(ref "$default_script" Default)"'}' >>in
	everything
	run -0 --separate-stderr gc-remap map in
	[ -z "$stderr" ]
	[ "$(jq -c .division.id <<<"${lines[0]}")" = '"*"' ]
}

@test "--report: each change with its pointer, under the object" {
	everything
	support_queue >in
	gc-remap --report report map in >out
	[ "$(jq -c .object report | sort -u)" = '{"id":"'"$support"'","name":"Support","type":"queue"}' ]
	[ "$(jq -r .at report | xargs)" = "/org /id /division/id /division/selfUri /configuration/id /configuration/division/id /configuration/division/selfUri" ]
	[ "$(jq -r 'select(.at == "/division/selfUri") | .old + " " + .new' report)" = \
		"/api/v2/authorization/divisions/$home /api/v2/authorization/divisions/$(to 10)" ]
}

@test "an inventory record passes as it is" {
	everything
	echo '{"kind":"object","org":"'"$org"'","type":"queue","id":"'"$sales"'","name":"Sales"}' >in
	run -0 --separate-stderr gc-remap map in
	[ "$output" = "$(cat in)" ]
	[ "$stderr" = 'gc-remap: passed through unchanged, nothing to map: 1 object of type "queue"' ]
}
