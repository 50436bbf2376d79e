# gc-plan-objects.bats - a plan over flows and objects: what is new, what waits, what is by hand.
load helper
load objects

# plan [OPTION...] - the map of the records in the file `in`, in `map`; STATUS is gc-plan's
plan() {
	STATUS=0
	gc-refs -q "${refs[@]}" in >refs
	gc-plan --target target "$@" refs >map 2>err || STATUS=$?
}
refs=()
# status TYPE NAME - the status of this object in the map
status() { jq -r --arg t "$1" --arg n "$2" 'select(.type == $t and .name == $n).status' map; }
# add_target KIND TYPE NAME [ID [MEMBERS]] - add a record to the file `target`
add_target() { printf '{"kind":"%s","org":"o2","type":"%s","name":"%s","id":"%s"%s}\n' "$1" "$2" "$3" "${4:-t-$3}" "${5+,$5}" >>target; }
empty() {
	: >target
	add_target object division Home d-home '"homeDivision":true'
	add_target object systemPrompt x
}

@test "an object of the input that the target lacks is new, and withholds nothing" {
	{ sales_queue; support_queue; whisper; music; opening_hours; day; } >in
	object responseLibrary "$library" Greetings >>in
	object acdWrapupCode "$code" Done >>in
	main_flow | sed 's/"manifest":{.*/"manifest":{"queue":[{"id":"'"$sales"'","name":"Sales"}]}}}/' >>in
	empty
	for o in group/Agents 'composerScript/My script'; do add_target object "${o%%/*}" "${o#*/}"; done
	plan
	for o in queue/Sales queue/Support userPrompt/Whisper inqueueCallFlow/Music inboundCallFlow/Main \
		schedule/Day scheduleGroup/Hours responseLibrary/Greetings acdWrapupCode/Done; do
		[ "$(status "${o%%/*}" "${o#*/}")" = new ]
	done
	[ "$(status group Agents)" = mapped ]
	[ "$(jq -r 'select(.status == "withheld" or .status == "missing")' map)" = '' ]
	[ "$STATUS" -eq 1 ]
	grep -q 'objects that others need and that are new in the target: 6; create them first (gc-put), then plan again' err
	grep -q 'flows that others need and that are new in the target: 2; create them first (gc-put --stubs), then plan again' err
}

@test "an object that the target has is mapped by type and name, where names repeat by division" {
	{ sales_queue; support_queue; } >in
	empty
	add_target object queue Sales q1 '"division":{"id":"d-home","name":"Home"}'
	add_target object queue Sales q2 '"division":{"id":"d-2","name":"Other"}'
	add_target object queue Support q3
	printf '%s\n' '{"kind":"object","org":"'"$org"'","type":"queue","id":"'"$sales"'","name":"Sales","division":{"id":"'"$home"'","name":"Home"}}' >source
	plan --source source
	[ "$(jq -r 'select(.name == "Sales").to' map)" = q1 ]
	[ "$(jq -r 'select(.name == "Support").to' map)" = q3 ]
}

@test "what waits for something by hand makes what refers to it wait, through others too" {
	{ lookup_action; main_flow; front; opening_hours; day; storm; music; } >in
	object queue "$sales" Sales >>in
	empty
	plan --by-hand by-hand
	[ "$(jq -r --arg i "$integration" 'select(.from == $i).status' map)" = missing ]
	[ "$(status dataAction Lookup)" = withheld ]
	[ "$(status inboundCallFlow Main)" = withheld ]
	[ "$(status ivrConfiguration Front)" = withheld ]
	# the emergency group is completed later, and the queue needs nothing
	[ "$(status emergencyGroup Storm)" = new ]
	[ "$(status queue Sales)" = new ]
	[ "$(status scheduleGroup Hours)" = new ]
	head -2 by-hand >got
	printf '%s\n' $'count\ttype\tname\twhat to do' \
		$'4\tintegration\t'"$integration"$'\tinstall the integration, enter its credentials and activate it' >want
	same want got
	# what does not go, with what it waits for
	grep '; move it again when' by-hand >got
	cat >want <<-END
	3	dataAction	Lookup	waits for integration "$integration"; move it again when that is there
	2	INBOUNDCALL	Main	waits for dataAction "Lookup"; move it again when that is there
	1	ivrConfiguration	Front	waits for INBOUNDCALL "Main"; move it again when that is there
	END
	same want got
}

@test "a cycle by late members waits for nothing but what is by hand" {
	# queue -> in-queue flow -> queue; queue -> backup queue -> queue
	object queue "$sales" Sales '"queueFlow":'"$(ref "$inqueue" Music)"',"directRouting":{"backupQueueId":"'"$support"'"}' >in
	object queue "$support" Support '"directRouting":{"backupQueueId":"'"$sales"'"}' >>in
	music >>in
	empty
	plan
	[ "$(status queue Sales)$(status queue Support)$(status inqueueCallFlow Music)" = newnewnew ]
	# the flow waits; the queue is created without it, and does not
	music | sed 's/"manifest":{/&"user":[{"id":"'"$(id 97)"'","name":"Jo"}],/' >flow
	grep -v INQUEUECALL in | cat - flow >in.new && mv in.new in
	plan
	[ "$(status inqueueCallFlow Music)" = withheld ]
	[ "$(status queue Sales)$(status queue Support)" = newnew ]
	# it waits for a late member that nobody brings
	grep -v '"INQUEUECALL"' in >in.new && mv in.new in
	plan
	[ "$(status queue Sales)" = withheld ]
	[ "$(status queue Support)" = new ]
}

@test "a queue is made without groups and scripts: they are by hand, and nothing waits" {
	object queue "$sales" Sales '"memberGroups":[{"id":"'"$group"'","name":"Agents","type":"GROUP"}],"defaultScripts":{"CALL":'"$(ref "$script" Pop)"'}' >in
	main_flow | sed 's/"manifest":{.*/"manifest":{"queue":[{"id":"'"$sales"'","name":"Sales"}]}}}/' >>in
	empty
	plan --by-hand by-hand
	[ "$(status queue Sales)$(status inboundCallFlow Main)" = newnew ]
	[ "$STATUS" -eq 1 ]
	printf '%s\n' $'count\ttype\tname\twhat to do' \
		$'1\tcomposerScript\tPop\texport the script in the source and import it' \
		$'1\tgroup\tAgents\tcreate the group and choose its members' >want
	same want by-hand
	# --format: not broken
	gc-plan --target target --format ndjson refs >broken || true
	[ ! -s broken ]
}

@test "--by-hand: the capacity of a new utilization label, which its definition does not tell" {
	object utilizationLabel "$(id 95)" Chats >in
	empty
	plan --by-hand by-hand
	[ "$(status utilizationLabel Chats)" = new ]
	[ "$STATUS" -eq 0 ]
	[[ $(tail -n +2 by-hand) == *$'\tutilizationLabel\tChats\tset its capacity in the utilization settings: '* ]]
	add_target object utilizationLabel Chats
	plan --by-hand by-hand
	[ "$(wc -l <by-hand)" -eq 1 ]
}

@test "a contact list is made without attempt limits: they are by hand, or mapped by name" {
	object contactList "$(id 97)" Leads '"attemptLimits":{"id":"'"$(id 96)"'","name":"Three a day"}' >in
	empty
	plan --by-hand by-hand
	[ "$(status contactList Leads)" = new ]
	[ "$STATUS" -eq 1 ]
	[ "$(tail -n +2 by-hand)" = $'1\tattemptLimit\tThree a day\tcreate the attempt limits' ]
	add_target object attemptLimit 'Three a day'
	plan --by-hand by-hand
	[ "$(status attemptLimit 'Three a day')" = mapped ]
	[ "$STATUS" -eq 0 ]
	[ "$(wc -l <by-hand)" -eq 1 ]
}

@test "--by-hand: what no API can list is there, too" {
	echo '{"kind":"ref","org":"'"$org"'","flow":{"id":"f","name":"F","type":"INBOUNDSHORTMESSAGE"},"type":"image","id":"0a000000-0000-4000-8000-000000000009","name":"Logo.png","class":"object","source":"manifest","count":1,"at":[]}' >refs
	: >target
	gc-plan --target target --by-hand by-hand refs >map
	[ "$(tail -1 by-hand)" = $'1\timage\tLogo.png\tno API lists this type: create it, look up its id and give it with --map' ]
}

@test "--by-hand: the most needed first, then phone numbers and what was switched on" {
	{ front; storm; main_flow; opening_hours; day; lookup_action; sales_queue; } >in
	empty
	plan --by-hand by-hand
	grep -v '; move it again when' by-hand | cut -f1 | tail -n +2 | head -n -3 >counts
	sort -rn counts >want
	same want counts
	tail -3 by-hand >got
	cat >want <<-'END'
	1	emergencyGroup	Storm	switch it on where it is meant to be: it re-routes calls at once: enabled was true
	1	ivrConfiguration	Front	assign its phone numbers: dnis was ["+4930123"]
	END
	head -2 got >two
	same want two
	[[ $(tail -1 got) == *$'\tqueue\tSales\tset what does not move: mediaSettings/callback/site was '* ]]
}

@test "twins by letter case only are not created: named, and exit 3" {
	{ support_queue; day; } >in
	main_flow | sed 's/"manifest":{.*/"manifest":{"queue":[{"id":"'"$support"'","name":"Support"}]}}}/' >>in
	empty
	add_target object queue SUPPORT
	plan --by-hand by-hand
	[ "$STATUS" -eq 3 ]
	[ "$(jq -c 'select(.type == "queue") | [.status, .reason, .near[0].name]' map)" = \
		'["missing","the target has this name in other letter case","SUPPORT"]' ]
	[ "$(status inboundCallFlow Main)" = withheld ]
	grep -q 'objects whose name the target has in other letter case, and which are not created: 1' err
	grep -q $'^2\tqueue\tSupport\trename it here or there' by-hand
	# one with other white space is another name
	sed -i 's/SUPPORT/Sup port/' target
	plan
	[ "$(status queue Support)" = new ]
}

@test "the home division is the home division, whatever its name; others go by name" {
	{ support_queue; music; } >in
	object division "$(id 11)" Europe >>in
	: >target
	add_target object division Acme d-acme '"homeDivision":true'
	add_target object division Home d-other '"homeDivision":false'
	add_target object queue x
	printf '%s\n' '{"kind":"object","type":"division","id":"'"$home"'","name":"Home","homeDivision":true}' >source
	plan --source source
	[ "$(jq -c 'select(.from == "'"$home"'") | [.to, .to_name, .status]' map)" = '["d-acme","Acme","mapped"]' ]
	[ "$(status division Europe)" = new ]
	# without the mark, by name
	sed -i 's/,"homeDivision":true//' source
	plan --source source
	[ "$(jq -r 'select(.from == "'"$home"'").to' map)" = d-other ]
	# a decision comes first
	echo '{"kind":"map","type":"division","from":"'"$home"'","to":"d-9","status":"mapped"}' >decided
	sed -i 's/}$/,"homeDivision":true}/' source
	plan --source source --map decided
	[ "$(jq -r 'select(.from == "'"$home"'").to' map)" = d-9 ]
}

@test "objects of types that are not created: by hand if something needs them" {
	object group "$group" Agents '"owners":[{"id":"'"$(id 96)"'","name":"Boss"}],"contact":1' >in
	object user "$(id 97)" Jo >>in
	object queue "$sales" Sales '"memberGroups":[{"id":"'"$group"'","name":"Agents"}]' >>in
	empty
	plan --by-hand by-hand
	[ "$(status group Agents)" = missing ]
	[ "$(status user Jo)" = ignored ]
	# nor does what such an object names itself
	[ -z "$(status user Boss)" ] || [ "$(status user Boss)" = unknown ]
	[ "$(tail -n +2 by-hand)" = $'1\tgroup\tAgents\tcreate the group and choose its members' ]
}

@test "a flow that an object names without its type" {
	object queue "$sales" Sales '"mediaSettings":{"callback":{"liveVoiceFlow":{"id":"'"$main"'","name":"Main"}}}' >in
	empty
	add_target flow INBOUNDCALL Main f-main
	gc-refs in >refs
	printf '%s\n' '{"kind":"flow","type":"INBOUNDCALL","id":"'"$main"'","name":"Main"}' >source
	run -0 gc-plan -q --target target --source source refs
	[ "$(jq -c "select(.from == \"$main\") | [.type, .to]" <<<"$output")" = '["inboundCallFlow","f-main"]' ]
	# or the input has it
	main_flow >>in
	plan
	[ "$(jq -c "select(.from == \"$main\") | [.type, .to]" map)" = '["inboundCallFlow","f-main"]' ]
	[ "$(jq -r "select(.from == \"$main\").from" map | wc -l)" -eq 1 ]
}

@test "--symbolic: objects by type and name, the home division as home" {
	{ sales_queue; support_queue; } >in
	gc-refs in >refs
	printf '%s\n' '{"kind":"object","type":"division","id":"'"$home"'","name":"Home","homeDivision":true}' >source
	gc-plan -q --symbolic --source source refs >map || true
	[ "$(jq -r "select(.from == \"$sales\").to" map)" = gc:queue/Sales ]
	[ "$(jq -r "select(.from == \"$support\").to" map)" = gc:queue/Support ]
	[ "$(jq -r "select(.from == \"$home\").to" map)" = gc:division/@home ]
	gc-remap map in >out
	[ "$(jq -c '[.id, .division.id, .division.name]' out | head -1)" = '["gc:queue/Sales","gc:division/@home","@home"]' ]
	run ! grep -q "$sales\|$support" out
}

@test "the default scripts and the default label are in every org" {
	object queue "$sales" Sales '"defaultScripts":{"CALL":'"$(ref "$default_script" Default)"'}' >in
	object utilizationLabel "$(id 94)" 'System Default Label' >>in
	empty
	plan
	[ "$(status composerScript Default)" = platform ]
	[ "$(status utilizationLabel 'System Default Label')" = platform ]
	[ "$STATUS" -eq 0 ]
}

@test "object records in the input count without references, inventory records do not" {
	empty
	day >in
	echo '{"kind":"object","type":"queue","id":"'"$sales"'","name":"Sales"}' >>in
	gc-plan -q --target target in >map
	[ "$(jq -c '[.type, .name, .status]' map)" = '["schedule","Day","new"]' ]
}

@test "records of other kinds are counted" {
	empty
	{ day; echo '{"kind":"session"}'; } >in
	gc-refs -q in >refs
	run -0 --separate-stderr gc-plan --target target in refs
	[[ $stderr == *'gc-plan: skipped 1 record of other kinds than ref, flow and object'* ]]
}

@test "what gc-put has just created is there, whether or not the listing has it" {
	{ support_queue; music; } >in
	empty
	printf '%s\n' '{"kind":"result","object":{"id":"q-new","name":"Support","type":"queue"},"action":"create","status":"done"}' \
		'{"kind":"result","flow":{"id":"f-new","name":"Music","type":"INQUEUECALL"},"action":"stub","status":"done"}' \
		'{"kind":"result","object":{"id":"q-no","name":"Sales","type":"queue"},"action":"create","status":"failed"}' >>target
	plan
	[ "$(jq -r 'select(.type == "queue" and .name == "Support").to' map)" = q-new ]
	[ "$(jq -r 'select(.type == "inqueueCallFlow").to' map)" = f-new ]
	[ "$(status queue Sales)" = missing ]
	# a listing that has it, with its division, says more
	add_target object queue Support q-new '"division":{"id":"d-home","name":"Home"}'
	add_target object queue Support q-old '"division":{"id":"d-2","name":"Other"}'
	printf '%s\n' '{"kind":"object","type":"queue","id":"'"$support"'","name":"Support","division":{"name":"Home"}}' >source
	plan --source source
	[ "$(jq -r 'select(.type == "queue" and .name == "Support").to' map)" = q-new ]
}

@test "a data action with a masked key is by hand, and what needs it is withheld" {
	lookup_action | sed 's|"X-Queue":"[^"]*"|"X-Api-Key":"*** masked by gc-tools ***"|' >in
	main_flow | sed 's/"queue":.*"dataAction"/"dataAction"/' >>in
	printf '{"kind":"object","org":"t","type":"%s","id":"%s","name":"%s","category":"%s"}\n' integration i "$integration" '' \
		division d Home '' dataAction custom_-_x Other Web >target
	gc-refs in >refs
	run -1 --separate-stderr gc-plan -q --target target --map <(printf '{"kind":"map","type":"integration","from":"%s","to":"i","status":"mapped"}\n{"kind":"map","type":"division","from":"%s","to":"d","status":"mapped"}\n' "$integration" "$home") --by-hand table refs
	echo "$output" >map
	jq -se 'any(.[]; .type == "dataAction" and .status == "missing" and .reason == "a key in its headers is masked")' map
	jq -se 'any(.[]; .type == "inboundCallFlow" and .status == "withheld")' map
	grep -qF $'2\tdataAction\tLookup\ta key in its headers is masked: put the real one into its record' table
}

@test "what is named or looked up by its name, and new with the input, is not missing; nor twice in the map" {
	empty
	support_queue >in
	cat >>in <<-'END'
		{"kind":"flow","org":"o1","id":"f-1","name":"Finder","type":"WORKFLOW","configuration":{"name":"Finder","type":"workflow","manifest":{},"flowSequenceItemList":[{"x":{"text":"FindQueue(\"Support\")"}}]}}
		{"kind":"flow","org":"o1","id":"f-2","name":"Audit","type":"COMMONMODULE","configuration":{"name":"Audit","type":"commonmodule","manifest":{}}}
		{"kind":"flow","name":"Named","type":"INBOUNDCALL","file":"named.yaml","archy":"inboundCall:\n  name: Named\n  x:\n    - transferToAcd: {targetQueue: {lit: {name: Support}}}\n    - callCommonModule: {commonModule: {Audit: {}}}\n"}
	END
	plan
	[ "$(jq -r 'select(.type == "queue") | "\(.name) \(.from) \(.status)"' map)" = "Support $support new" ]
	[ "$(jq -r 'select(.type == "commonModuleFlow") | "\(.name) \(.from) \(.status)"' map)" = 'Audit f-2 new' ]
	gc-remap map in >out
	[ "$(wc -l <out)" -eq "$(wc -l <in)" ]
	# two of the name are not one: an import could not tell them apart
	support_queue | sed "s/$support/another/g" >>in
	plan
	[ "$(jq -r 'select(.type == "queue" and .from == null).status' map)" = missing ]
	sed -i '$d' in
	# what waits itself holds back all that name it
	sed -i '1s/"configuration":{/&"whisperPrompt":{"id":"p-1","name":"Nobody"},/' in
	plan
	[ "$(status queue Support | sort -u)" = withheld ]
	[ "$(status workflow Finder)" = withheld ]
	[ "$(status inboundCallFlow Named)" = withheld ]
	run -1 --separate-stderr gc-remap map in
	[ "$(jq -r .name <<<"$output")" = Audit ]
	[ "$(gc-plan --target target --format tsv refs 2>/dev/null | wc -l)" -ge 3 ]
}
