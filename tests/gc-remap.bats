# gc-remap.bats - flows for another org: what changes, what does not, what stops a flow.
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines
load helper

A1=0a000000-0000-4000-8000-000000000001 B1=0b000000-0000-4000-8000-000000000001
A2=0a000000-0000-4000-8000-000000000002 B2=0b000000-0000-4000-8000-000000000002
A3=0a000000-0000-4000-8000-000000000003 B3=0b000000-0000-4000-8000-000000000003
NODE=0c000000-0000-4000-8000-000000000001

# maps STATUS TYPE NAME FROM [TO [TO_NAME]] - add a record to the file `map`.
maps() {
	printf '{"kind":"map","type":"%s","name":"%s","from":"%s","to":"%s","to_name":"%s","status":"%s"}\n' \
		"$2" "$3" "$4" "${5-}" "${6-}" "$1" >>map
}

# flow MEMBERS - a flow record of these members.
flow() { printf '{"kind":"flow","id":"f-1","name":"Main",%s}\n' "$1"; }

# manifest ENTRIES - a flow record that refers to these, such as '"queue":[{"id":"x"}]'.
manifest() { flow "\"configuration\":{\"manifest\":{$1}}"; }

# The corpus as flow records in the file `flows`, and a map of all of its objects in `map`: each
# UUID becomes one that begins with "0b"; $1: what is added to the names there.
corpus() {
	need_corpus
	need_tool jq
	local f n=0
	for f in "$CORPUS"/json/*.json; do
		n=$((n + 1))
		printf '{"kind":"flow","id":"f-%s","configuration":' $n
		tr -d '\n' <"$f"
		printf '}\n'
	done >flows
	jq -c --arg mark "$1" '.configuration.manifest | to_entries[] | .key as $type | .value[] |
		select([$type] | inside(["language", "systemPrompt", "ttsEngine", "ttsVoice"]) | not) |
		{kind: "map", type: $type, name: (.name // ""), from: .id,
			to: (.id | sub("[0-9a-f]{2}(?<rest>[0-9a-f]{6}-[0-9a-f-]{27})$"; "0b\(.rest)")),
			to_name: ((.name // "") + $mark), status: "mapped"}' flows | sort -u >map
	# An id that has had two names has one: the first.
	jq -sc 'unique_by([.type, .from])[]' map >map.new
	mv map.new map
	[ "$(wc -l <map)" -gt 50 ]
}

# One flow as two orgs have it; both names of its action and the integration's differ, too.
# presence ACTION NAME CATEGORY QUEUE FLOW DIVISION ORG
presence() {
	local uri=/api/v2/integrations/actions/$1/schemas/successschema.json
	cat <<-END | tr -d '\n\t'
	{"kind":"flow","org":"$7","id":"$5","name":"Set presence","type":"WORKFLOW",
	"division":{"id":"$6","name":"Home","selfUri":"/api/v2/authorization/divisions/$6"},
	"configuration":{"nextTrackingNumber":12,"initialSequence":"$NODE","name":"Set presence",
	"uiMetaData":{"actionServiceActions":[{"id":"$1","name":"$2","category":"$3",
	"contract":{"output":{"successSchemaUri":"$uri"}}}],"task":[{"id":"$NODE"}]},
	"manifest":{"language":[{"id":"en-US"}],"userPrompt":[],
	"dataAction":[{"name":"$2","id":"$1","context":[{"id":"$NODE","name":"Call it"}]}],
	"queue":[{"id":"$4","name":"Sales"}]},
	"errorHandling":{"queue":{"text":"Sales","config":{"lit":{"pos":1,"val":"$4","text":"Sales"}}}},
	"flowSequenceItemList":[{"id":"$NODE","actionList":[{"trackingId":1,"actionName":"$2",
	"actionId":"$1","category":{"id":"$3","name":"$3"},"name":"$2",
	"inputs":[{"value":{"config":{"lit":{"text":"$4"}},"text":"\"$1|$4\""}}]}]}]}}
	END
	echo
}

presence_map() {
	printf '{"kind":"map","type":"organization","from":"org-a","to":"org-b","status":"mapped"}\n' >map
	maps mapped workflow 'Set presence' "$A2" "$B2" 'Set presence'
	maps mapped division Home "$A3" "$B3" Home
	maps mapped queue Sales "$A1" "$B1" Sales
	printf '{"kind":"map","type":"dataAction","name":"Update","from":"custom_-_%s","to":"custom_-_%s","to_name":"Update - Exported @ 14:25","category":"Zoom","to_category":"Zoom 2","status":"mapped"}\n' \
		"$A1" "$B1" >>map
}

@test "the flow of one org becomes, byte for byte, the other org's" {
	presence "custom_-_$A1" Update Zoom "$A1" "$A2" "$A3" org-a >source
	presence "custom_-_$B1" 'Update - Exported @ 14:25' 'Zoom 2' "$B1" "$B2" "$B3" org-b |
		# The node is called like the action, and that is its author's affair.
		sed 's/"name":"Update - Exported @ 14:25","inputs"/"name":"Update","inputs"/' >target
	presence_map
	gc-remap map source >got
	same target got
	gc-remap --reverse map got >back
	same source back
}

@test "--report says where, old and new, in the order of the flow" {
	flow '"a/b":{"queueName":"Sales","queueId":"'$A1'"},"list":["x '$A1' y"],"queue":"'$A2'"' >in
	maps mapped queue Sales $A1 $B1 Verkauf
	gc-remap --report report map in >got
	cat >want <<-END
	{"kind":"change","flow":{"id":"f-1","name":"Main"},"at":"/a~1b/queueName","old":"Sales","new":"Verkauf"}
	{"kind":"change","flow":{"id":"f-1","name":"Main"},"at":"/a~1b/queueId","old":"$A1","new":"$B1"}
	{"kind":"change","flow":{"id":"f-1","name":"Main"},"at":"/list/0","old":"x $A1 y","new":"x $B1 y"}
	END
	same want report
	printf '{"kind":"object","id":"%s"}\n' $A1 >in
	gc-remap --report report map in >got
	same in got
	[ ! -s report ]
}

# changed ID - a flow in which somebody changed a queue's id in the body, and not in the manifest.
changed() {
	flow '"configuration":{"manifest":{"queue":[{"id":"'$A1'","name":"Sales"}]},"a":{"config":{"lit":'"$1"'}}}'
}

@test "an id in the body that the manifest lacks: withheld where its place tells what it is" {
	local literal='{"text":"Sales","type":"que","val":"'$A2'"}'
	maps mapped queue Sales $A1 $B1 Sales
	changed "$literal" >in
	# the map has no record of it, or an open one; in whatever order the members are
	run -1 --separate-stderr gc-remap map in
	[ -z "$output" ]
	[ "${stderr_lines[0]}" = "gc-remap: in:1: flow f-1 \"Main\": withheld: queue $A2 is not in the map" ]
	changed '{"val":"'$A2'","type":"que","text":"Sales"}' >turned
	run -1 gc-remap map turned
	changed '{"items":[{"config":{"lit":'"$literal"'}}],"type":"que_coll"}' >items
	run -1 gc-remap map items
	cp map other
	echo '{"kind":"map","type":"queue","name":"Sales","from":"'$A2'","status":"missing"}' >>map
	run -1 --separate-stderr gc-remap map in
	[[ ${stderr_lines[0]} == *" queue \"Sales\" $A2 is missing in the target" ]]
	mv other map
	flow '"configuration":{"manifest":{},"x":{"queueId":"'$A2'"},"responseLibrary":{"id":"'$A3'"}}' >keys
	run -1 --separate-stderr gc-remap map keys
	[ "${#stderr_lines[@]}" -eq 3 ]
	# gc-plan says so, too
	printf '{"kind":"object","org":"b","type":"queue","id":"%s","name":"%s"}\n' $B1 Sales $B2 Else >target
	sed -i 's/"text":"Sales"/"text":"Night"/' in
	gc-refs in >refs
	run -1 --separate-stderr gc-plan --target target refs
	[ "$(jq -r 'select(.from == "'$A2'").status' <<<"$output")" = missing ]
}

# in_action TYPE ACTION KEY - a flow of this type with an action whose KEY is an id without a record
in_action() {
	jq -c --arg a "$2" --arg k "$3" --arg id "$A2" --arg t "$1" \
		'.type = $t | .configuration.actionList[0] += {__type: $a, ($k): $id}' <<<"$flow"
}

# bats test_tags=long
@test "an id whose type only key and action tell: gc-refs and gc-remap judge it alike" {
	local flow type action key want
	flow=$(flow '"configuration":{"manifest":{},"actionList":[{}]}')
	maps mapped queue Sales $A1 $B1 Sales
	while read -r type action key want; do
		in_action "$type" "$action" "$key" >in
		[ "$(gc-refs in | jq -r 'select(.id == "'$A2'") | .type // "-"')" = "$want" ]
		if [ "$want" = - ]; then
			gc-remap map in | same in -
		else
			run -1 --separate-stderr gc-remap map in
			[ "${stderr_lines[0]}" = "gc-remap: in:1: flow f-1 \"Main\": withheld: $want $A2 is not in the map" ]
		fi
	done <<-END
		INBOUNDCALL TransferFlowAction flowId inboundCallFlow
		INBOUNDCHAT TransferFlowAction flowId -
		WORKFLOW CallBotFlowAction flowId botFlow
		WORKFLOW CallDigitalBotFlowAction flowId digitalBotFlow
		WORKFLOW CallCommonModuleAction flowId commonModuleFlow
		WORKFLOW OtherAction flowId -
		WORKFLOW CallDialogflowBotAction botId dialogflowAgent
		WORKFLOW CallAudioConnectorAction integrationId audioConnectorBot
		INBOUNDCALL TransferAction inQueueFlowId inqueueCallFlow
		INBOUNDCHAT TransferAction inQueueFlowId -
		WORKFLOW TransferAction queueId queue
	END
}

@test "an id in the body that is no reference for sure stops no flow" {
	local other
	maps mapped queue Sales $A1 $B1 Sales
	echo '{"kind":"map","type":"queue","name":"Night","from":"'$A2'","status":"missing"}' >>map
	for other in '{"text":"x '$A1' y","type":"str"}' '{"text":"Q","type":"squ","val":"'$A3'"}' \
		'{"text":"x","type":"que"},"ref":{"val":"'$A3'","type":"que"}'; do
		changed "$other" >in
		run -0 --separate-stderr gc-remap map in
		[ -z "$stderr" ]
	done
	flow '"lockedUser":{"id":"'$A2'"},"configuration":{"manifest":{},"nextAction":"'$A2'","uiMetaData":{"queues":[{"id":"'$A2'"}],"lit":{"type":"que","val":"'$A3'"},"queueId":"'$A3'"}}' >in
	run -0 --separate-stderr gc-remap map in
	[ -z "$stderr" ]
}

@test "an open id in a text of the body withholds the flow, also in a longer text and in its other form" {
	local text
	maps mapped queue Sales $A1 $B1 Sales
	echo '{"kind":"map","type":"queue","name":"Night","from":"'$A2'","status":"missing"}' >>map
	echo '{"kind":"map","type":"dataAction","name":"Get","from":"custom_-_'$A3'","status":"missing"}' >>map
	for text in $A2 "a|$A2|b" "{\\\"id\\\":\\\"$A2\\\"}" "x\\n$A2" "\\u0020$A2"; do
		changed '{"text":"'"$text"'","type":"str"}' >in
		run -1 --separate-stderr gc-remap map in
		[ "${stderr_lines[0]}" = "gc-remap: in:1: flow f-1 \"Main\": withheld: queue \"Night\" $A2 is missing in the target" ]
	done
	changed '{"text":"'$A3'","type":"str"}' >in
	run -1 --separate-stderr gc-remap map in
	[ "${stderr_lines[0]}" = "gc-remap: in:1: flow f-1 \"Main\": withheld: dataAction \"Get\" $A3 is missing in the target" ]
	# not what a setting switches off, nor the model of a bot
	changed '{"text":"'$A2'","type":"str"},"outOfService":true' >in
	run -0 gc-remap map in
	flow '"configuration":{"manifest":{},"nlu":{"rawNlu":"{\"id\":\"'$A2'\"}"},"archNlu":{"x":"'$A2'"}}' >in
	sed -i 's/"rawNlu":"{"id":"\([^"]*\)"}"/"rawNlu":"{\\"id\\":\\"\1\\"}"/' in
	run -0 gc-remap map in
}

@test "an id in a value that is out of service stops no flow, and is rewritten where the map knows it" {
	local off='{"outOfService":true,"config":{"lit":{"val":"'$A2'","text":"Old","type":"que"}}}'
	maps mapped queue Sales $A1 $B1 Sales
	flow '"configuration":{"manifest":{},"a":{"b":'"$off"'},"c":[{"d":{},"outOfService":true,"e":{"queueId":"'$A2'","datatableId":"'$A3'"}}]}' >in
	run -0 --separate-stderr gc-remap map in
	[ -z "$stderr" ]
	flow '"configuration":{"manifest":{},"a":{"b":'"$off"'},"c":'"${off/true/false}"'}' >in
	run -1 --separate-stderr gc-remap map in
	[[ ${stderr_lines[0]} == *"queue $A2 is not in the map" ]]
	flow '"configuration":{"manifest":{},"a":'"$off"',"b":[true,{"outOfService":[true]},'"${off/true/\"x\"}"']}' >in
	run -1 gc-remap map in
	maps mapped queue Old $A2 $B1 Old
	flow '"configuration":{"manifest":{},"a":'"$off"'}' >in
	gc-remap map in | jq -e '.configuration.a.config.lit.val == "'$B1'"'
}

@test "names and ids spelled with escapes are what they spell: an unmapped flow is withheld, a mapped one mapped" {
	local plain word
	plain=$(manifest '"queue":[{"id":"q-1","name":"Sales"}]')
	for word in configuration manifest queue id name; do
		printf '%s\n' "${plain//\"$word\":/\"\\u00$(printf %x "'${word:0:1}")${word:1}\":}"
	done >in
	printf '%s\n' "${plain/q-1/\\u0071-1}" >>in
	: >map
	run -1 --separate-stderr gc-remap map in
	[ -z "$output" ]
	[ "${#stderr_lines[@]}" -eq 7 ]
	[ "$(grep -c 'queue "Sales" q-1 is not in the map' <<<"$stderr")" -eq 6 ]
	maps mapped queue Sales q-1 q-2 Vertrieb
	gc-remap map in | jq -c .configuration >got
	printf '%s\n' '{"manifest":{"queue":[{"id":"q-2","name":"Vertrieb"}]}}'{,,,,,} >want
	same want got
}

@test "missing, ambiguous, new, or not in the map: withheld, named, exit 1" {
	maps missing queue Gone gone-1
	maps ambiguous queue Both both-1
	maps new workflow Later later-1
	maps mapped queue Here here-1 here-2 Here
	manifest '"queue":[{"id":"gone-1","name":"Gone"},{"name":"Both","id":"both-1"},{"id":"here-1"}],"workflow":[{"id":"later-1"}],"user":[{"id":"who-1","name":"Who"}]' >in
	manifest '"queue":[{"id":"here-1"}]' >>in
	run -1 --separate-stderr gc-remap --withheld left map in
	[ "$output" = "$(manifest '"queue":[{"id":"here-2"}]')" ]
	[ ${#stderr_lines[@]} -eq 5 ]
	local at='gc-remap: in:1: flow f-1 "Main": withheld:'
	[ "${stderr_lines[0]}" = "$at queue \"Gone\" gone-1 is missing in the target" ]
	[ "${stderr_lines[1]}" = "$at queue \"Both\" both-1 is ambiguous in the target; choose one in the map" ]
	[[ ${stderr_lines[2]} == "$at workflow \"Later\" later-1 is new in the target; "* ]]
	[ "${stderr_lines[3]}" = "$at user \"Who\" who-1 is not in the map" ]
	[[ ${stderr_lines[4]} == "gc-remap: 1 of 2 flows withheld" ]]
	head -1 in >want
	same want left
}

@test "the map's reason is reported, too" {
	local record='{"kind":"map","type":"queue","name":"Gone","from":"gone-1","to":null'
	echo "$record,\"status\":\"missing\",\"reason\":\"type not in inventory\"}" >map
	echo '{"kind":"map","type":"workflow","name":"Later","from":"later-1","status":"new","reason":"withheld itself"}' >>map
	manifest '"queue":[{"id":"gone-1","name":"Gone"}],"workflow":[{"id":"later-1"}]' >in
	run -1 --separate-stderr gc-remap map in
	[[ ${stderr_lines[0]} == *' "Gone" gone-1 is missing in the target (type not in inventory)' ]]
	[[ ${stderr_lines[1]} == *' "Later" later-1 is new in the target (withheld itself)' ]]
}

@test "--unmapped=keep lets it through, what is mapped mapped, exit still 1" {
	maps missing queue Gone gone-1
	maps mapped queue Here here-1 here-2 Here
	manifest '"queue":[{"id":"gone-1"},{"id":"here-1"}]' >in
	run -1 --separate-stderr gc-remap --unmapped=keep --withheld left map in
	[ "$output" = "$(manifest '"queue":[{"id":"gone-1"},{"id":"here-2"}]')" ]
	[ "${stderr_lines[0]}" = 'gc-remap: in:1: flow f-1 "Main": not mapped: queue "Gone" gone-1 is missing in the target' ]
	[ -e left ]
	[ ! -s left ]
}

@test "what stops no flow: other classes, ignored, same, unknown, its own id, a cache" {
	maps ignored queue Old old-1 old-2
	maps same queue Same same-1 same-1 Same
	maps unknown '' '' lit-1
	maps platform ttsVoice Jill voice-1
	maps new workflow Main f-1
	maps missing flowOutcome Won won-1
	flow '"division":{"id":"d"},"configuration":{"uiMetaData":{"flowOutcomes":[{"id":"won-1"}]},"manifest":{"queue":[{"id":"old-1"},{"id":"same-1"}],"workflow":[{"id":"f-1"}],"language":[{"id":"en-US"}],"ttsVoice":[{"id":"voice-1"}],"systemPrompt":[{"id":"__x__"}],"nluDomain":[{"id":"n","version":"v"}],"bridgeAction":[{"id":"b"}]},"x":"lit-1"}' >in
	gc-remap map in >got
	same in got
}

@test "a division that the target lacks stops the flow" {
	maps missing division Sales div-1
	flow '"division":{"name":"Sales","id":"div-1"}' >in
	run -1 gc-remap map in
	[ "${lines[0]}" = 'gc-remap: in:1: flow f-1 "Main": withheld: division "Sales" div-1 is missing in the target' ]
}

@test "the manifest of an embedded common module counts; one in a cache does not" {
	maps mapped queue Here here-1 here-2 Here
	flow '"configuration":{"commonModules":[{"model":{"manifest":{"queue":[{"id":"x-1"}]}}}],"manifest":{}}' >in
	run -1 gc-remap map in
	[[ ${lines[0]} == *'queue x-1 is not in the map' ]]
	flow '"configuration":{"uiMetaData":{"manifest":{"queue":[{"id":"x-1"}]}},"x":[{"y":{"manifest":{"queue":[{"id":"x-1"}]}}}],"manifest":{"queue":{"z":{"id":"x"}},"user":[["x"],"y",{"name":"z"},{"id":7},{"id":""}]}}' >in
	gc-remap map in >got
	same in got
}

@test "flows of other tools, without a manifest: keys tell what is needed, once each" {
	maps mapped queue Here here-1 here-2 Here
	maps missing prompt Gone gone-1
	flow '"nodes":[{"properties":{"references":[{"queueId":"here-1"},{"queueId":"x-1"},{"userId":"x-2"},{"userId":"x-2"},{"type":"prompt","id":"gone-1"}]}}]' >in
	run -1 gc-remap map in
	[ ${#lines[@]} -eq 4 ]
	[[ ${lines[0]} == *'queue x-1 is not in the map' ]]
	[[ ${lines[1]} == *'user x-2 is not in the map' ]]
	[[ ${lines[2]} == *'prompt "Gone" gone-1 is missing in the target' ]]
	gc-remap --unmapped=keep -q map in >got 2>/dev/null || [ $? -eq 1 ]
	sed 's/here-1/here-2/' in >want
	same want got
}

@test "a name in an expression is left, and said" {
	maps mapped userPrompt Hello $A1 $B1 Hallo
	flow '"q":{"text":"ToAudio(Prompt.Hello)","config":{"ToAudio":{"operands":[{"ref":{"val":"'$A1'","text":"Prompt.Hello"}}]}}}' >in
	gc-remap map in >got 2>err
	flow '"q":{"text":"ToAudio(Prompt.Hello)","config":{"ToAudio":{"operands":[{"ref":{"val":"'$B1'","text":"Prompt.Hallo"}}]}}}' >want
	same want got
	[ "$(cat err)" = 'gc-remap: in:1: flow f-1 "Main": /q/text: the name "Hello" in an expression was not changed' ]
	gc-remap -q map in >got 2>err
	[ ! -s err ]
}

@test "names that stay keep their spelling, names that change get the shortest" {
	maps mapped queue Sales $A1 $B1 Sales
	maps mapped queue 'A/B' $A2 $B2 'A\"\\B é'
	flow '"a":{"id":"'$A1'","name":"S\u0061les"},"b":{"id":"'$A2'","name":"A\/B"}' >in
	gc-remap map in >got
	flow '"a":{"id":"'$B1'","name":"S\u0061les"},"b":{"id":"'$B2'","name":"A\"\\B é"}' >want
	same want got
}

@test "an edited map: a target counts whatever the status, unless ignored; null is none" {
	maps missing queue Q $A1 $B1
	maps ambiguous queue Q $A2 $B2
	printf '{"kind":"map","type":"queue","from":"%s","to":null,"to_name":null,"status":"missing"}\n' $A3 >>map
	manifest '"queue":[{"id":"'$A1'"},{"id":"'$A2'"}]' >in
	gc-remap map in >got
	manifest '"queue":[{"id":"'$B1'"},{"id":"'$B2'"}]' >want
	same want got
	manifest '"queue":[{"id":"'$A3'"}]' >in
	run -1 gc-remap map in
}

@test "a map that cannot be meant: status 65, file and line named, nothing written" {
	flow '"a":1' >in
	local text
	while IFS='|' read -r text want; do
		printf '\n%s\n' "$text" >map
		run -65 gc-remap map in
		[ ${#lines[@]} -eq 1 ]
		[[ ${lines[0]} == "gc-remap: map$want" ]] || { echo "$output"; return 1; }
	done <<-'END'
	{"kind":"map","from":"a","status":"mapped"}|:2: status "mapped", but no "to"
	{"kind":"map","to":"a","status":"mapped"}|:2: a map record without "from"
	{"kind":"map","from":"a","to":"b","status":"maped"}|:2: "maped" is not a status of a map record
	{"kind":"map","from":"a","to":"b"}|:2: "" is not a status of a map record
	{"kind":"flow","id":"a"}|: holds no map records
	{"kind":"map"|:2: byte 14: the text ends too early
	END
	: >map
	maps mapped queue Q x y
	maps unknown '' '' x
	maps mapped user U x z
	run -65 gc-remap map in
	[ "$output" = 'gc-remap: map: lines 1 and 3: "x" is mapped to two ids' ]
	run -74 gc-remap nowhere in
}

@test "an empty map, and one of what needs no change, pass flows as they are" {
	: >map
	flow '"a":"x"' >in
	gc-remap map in >got
	same in got
	gc-remap - in <map >got
	same in got
}

@test "--reverse refuses what has no way back" {
	flow '"a":"x"' >in
	maps mapped queue A $A1 $B1 A
	maps mapped queue B $A2 $B1 A
	run -65 gc-remap --reverse map in
	[ "$output" = "gc-remap: map: lines 1 and 2: \"$B1\" is mapped to two ids" ]
	gc-remap map in >got
	: >map
	maps mapped queue A $A1 gc:queue/A
	run -65 gc-remap --reverse map in
	[ "$output" = 'gc-remap: map:1: "gc:queue/A" cannot be reversed' ]
}

@test "usage: a map, and not the same stdin twice" {
	run -2 gc-remap
	run -2 gc-remap - </dev/null
	[[ ${lines[0]} == *'cannot both come from stdin'* ]]
	: >map
	run -2 gc-remap - map - </dev/null
	run -2 gc-remap --unmapped=drop map map
}

@test "a report or a list of flows that cannot be written: status 74" {
	[ -e /dev/full ] || skip "no /dev/full"
	maps mapped queue Q $A1 $B1 Q
	flow "\"a\":\"$A1\"" >in
	run -74 gc-remap --report /dev/full map in
	[[ $output == *'/dev/full: write: No space left'* ]]
	run -74 gc-remap --report no/such/dir map in
	manifest '"queue":[{"id":"x"}]' >in
	run -74 gc-remap --withheld /dev/full map in
}

@test "a report appears whole or not at all" {
	maps mapped queue Q $A1 $B1 Q
	{ flow "\"a\":\"$A1\"" && echo '{'; } >in
	echo before >report
	run -65 gc-remap --report report --withheld left map in
	[ "$(cat report)" = before ]
	[ "$(echo *)" = 'in map report' ]
}

# bats test_tags=long
@test "real flows: there and back again is the first bytes" {
	local mark
	for mark in '' ' - neu "2" ä'; do
		corpus "$mark"
		gc-remap -q map flows >there
		run -1 cmp -s flows there
		gc-remap -q --reverse map there >back
		same flows back
	done
}

# bats test_tags=long
@test "real flows: the report is the difference" {
	corpus ' - other'
	gc-remap -q --report report map flows >there
	# Independent of any rule: put the report's new texts where it says, and it is what came out.
	jq -c --slurpfile report report '. as $flow | reduce ($report[] | select(.flow.id == $flow.id)) as $c (.;
		($c.at | ltrimstr("/") | split("/") |
			map(gsub("~1"; "/") | gsub("~0"; "~"))) as $keys |
		(reduce $keys[] as $k ({v: $flow, path: []};
			(if .v | type == "array" then $k | tonumber else $k end) as $k |
			{v: .v[$k], path: (.path + [$k])})) as $found |
		if $found.v == $c.old then setpath($found.path; $c.new) else error($c.at) end)' \
		flows >want
	jq -c . there >have
	same want have
	[ "$(wc -l <report)" -gt 500 ]
}

# bats test_tags=long
@test "real flows: ids change as a jq program changes them" {
	corpus ''
	gc-remap -q map flows >there
	jq -c --slurpfile map map '
		($map | map({key: .from, value: .to}) | from_entries) as $to |
		def mapped: $to[.] // ($to["custom_-_" + .] // . | ltrimstr("custom_-_")) //.;
		def token: if startswith("custom_-_") then $to[.] // . else $to[.] //
			(($to["custom_-_" + .] // .) | ltrimstr("custom_-_")) end;
		walk(if type != "string" then . elif $to[.] then $to[.]
			elif test("[0-9a-f]{8}-[0-9a-f]{4}-") then
				gsub("(?<![A-Za-z0-9_-])(?<id>(custom_-_)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![A-Za-z0-9_-])"; .id | token)
			else . end)' flows >want
	jq -c . there >have
	same want have
}

# looks_up NAME - the corpus's flows, each with an expression that looks up this queue.
looks_up() {
	local config piece
	config="{\"FindQueue\":{\"pos\":1,\"operands\":[{\"lit\":{\"pos\":11,\"text\":\"$1\",\"type\":\"str\"}}],\"type\":\"que\"}}"
	piece="\"lookup\":{\"text\":\"FindQueue(\\\"$1\\\")\",\"config\":$config},"
	sed "s/\"configuration\":{/&${piece//\\/\\\\}/" flows
}

# bats test_tags=long
@test "real flows: a look-up that is renamed changes no other byte" {
	corpus ''
	looks_up Night >in
	looks_up 'Späte Nacht' >want
	rm map
	named mapped queue Night 'Späte Nacht'
	gc-remap --unmapped keep -q map in >have || [ $? -eq 1 ]
	same want have
	gc-remap --unmapped keep -q --reverse map have >back || [ $? -eq 1 ]
	same in back
}

@test "made flows of an org: there and back again" {
	gc-sim --dump --flows 40 --org A >flows
	gc-sim --dump --flows 40 --org B >others
	need_tool jq
	jq -c '.configuration.manifest // {} | to_entries[] | .key as $type | .value[] | {type: $type} + .' flows >a
	jq -c '.configuration.manifest // {} | to_entries[] | .key as $type | .value[] | {type: $type} + .' others >b
	paste -d '\n' a b | jq -nc '[inputs] | range(0; length; 2) as $i |
		{kind: "map", type: .[$i].type, name: (.[$i].name // ""), from: .[$i].id, to: .[$i + 1].id,
			to_name: ((.[$i + 1].name // "") + "!"), status: "mapped"}' | sort -u |
		jq -sc 'unique_by(.from) | unique_by(.to)[]' >map
	gc-remap -q --unmapped=keep map flows >there 2>/dev/null || [ $? -eq 1 ]
	gc-remap -q --unmapped=keep --reverse map there >back 2>/dev/null || [ $? -eq 1 ]
	same flows back
}

# named STATUS TYPE NAME [TO_NAME] - a record of what is looked up by name.
named() {
	jq -nc --arg status "$1" --arg type "$2" --arg name "$3" --arg to "${4-}" \
		'{kind: "map", type: $type, name: $name, to_name: (if $to == "" then null else $to end), status: $status}' >>map
}

# call FUNCTION NAME POS - a compiled look-up.
call() {
	jq -nc --arg f "$1" --arg name "$2" --argjson pos "$3" '{($f): {pos: ($pos - ($f | length) - 1),
		operands: [{lit: {pos: $pos, text: $name, type: "str"}}], type: "x"}}'
}

# source TEXT CONFIG - an expression.
source_of() { jq -nc --arg text "$1" --argjson config "$2" '{text: $text, config: $config}'; }

@test "a looked-up name that the map lacks withholds the flow; ignored, it does not" {
	flow "\"configuration\":{\"a\":$(source_of 'FindQueue("Night")' "$(call FindQueue Night 11)"),\"b\":$(source_of 'FindQueue("Night")' "$(call FindQueue Night 11)")}" >in
	named missing queue Night
	named missing acdSkill Night
	run -1 --separate-stderr gc-remap map in
	[ -z "$output" ]
	[ "${stderr_lines[0]}" = 'gc-remap: in:1: flow f-1 "Main": withheld: queue "Night", looked up by name, is missing in the target' ]
	[ "${#stderr_lines[@]}" -eq 2 ]
	run -1 --separate-stderr gc-remap --unmapped keep map in
	[ "$output" = "$(cat in)" ]
	sed -i 's/"missing"/"ignored"/' map
	run -0 --separate-stderr gc-remap map in
	[ "$output" = "$(cat in)" ]
	[ -z "$stderr" ]
	# An action, and a source that was never compiled.
	rm map
	named missing queue Night
	for body in '"x":{"__type":"FindQueueAction","findName":{"text":"Night","config":{"lit":{"pos":1,"text":"Night"}}}}' \
		'"x":{"findName":{"text":"Night","config":{"lit":{"pos":1,"text":"Night"}}},"__type":"Find\u0051ueueAction"}' \
		'"x":{"text":"FindQueue ( \"Night\" )"}' '"x":{"text":"\n\u0046indQueue\n(\"Night\")"}'; do
		flow "\"configuration\":{$body}" >in
		run -1 --separate-stderr gc-remap map in
		[[ $stderr == *'queue "Night", looked up by name, is missing'* ]]
	done
	# Nothing of the kind: another type, a computed name, prose in a literal, the editor's cache.
	for body in "\"a\":$(source_of 'FindSkill("Night")' "$(call FindSkill Night 11)")" \
		'"a":{"text":"FindQueue(Flow.x)","config":{"FindQueue":{"operands":[{"ref":{"text":"Night"}}]}}}' \
		'"a":{"text":"\"FindQueue(\\\"Night\\\")\"","config":{"lit":{"text":"FindQueue(\"Night\")"}}}' \
		"\"uiMetaData\":{\"a\":$(source_of 'FindQueue("Night")' "$(call FindQueue Night 11)")}"; do
		flow "\"configuration\":{$body}" >in
		run -0 --separate-stderr gc-remap map in
		[ "$output" = "$(cat in)" ]
	done
}

@test "a looked-up name changes in the whole expression, and its positions with it" {
	local text='If(FindQueue("Sales").id == "x", FindQueue("Sales"), FindSkill("Sales")).name'
	local config
	config=$(jq -nc --arg text "$text" --argjson q "$(call FindQueue Sales 14)" --argjson r "$(call FindQueue Sales 44)" \
		--argjson s "$(call FindSkill Sales 65)" \
		'{".": {pos: 74, text: $text, operands: [{lit: {pos: 75, text: "name"}}, {If: {pos: 1, operands: [
			{"==": {pos: 27, operands: [{".": {pos: 22, operands: [{lit: {pos: 23, text: "id"}}, $q]}}, {lit: {pos: 29, text: "x"}}]}}, $r, $s]}}]}}')
	flow "\"configuration\":{\"a\":$(source_of "$text" "$config")}" >in
	named mapped queue Sales 'Sa"l\es €U'
	run -0 --separate-stderr gc-remap --report changes map in
	[ -z "$stderr" ]
	echo "$output" >out
	jq -r '.configuration.a | .text, .config["."].text, ([.. | .pos? // empty] | @json)' out >got
	diff got - <<-'END'
		If(FindQueue("Sa\"l\\es €U").id == "x", FindQueue("Sa\"l\\es €U"), FindSkill("Sales")).name
		If(FindQueue("Sa\"l\\es €U").id == "x", FindQueue("Sa\"l\\es €U"), FindSkill("Sales")).name
		[88,89,1,34,29,30,4,14,36,41,51,69,79]
	END
	[ "$(jq -r '[.. | .lit? | .text? // empty] | join("|")' out)" = 'name|id|Sa"l\es €U|x|Sa"l\es €U|Sales' ]
	# Every change is in the report, in order, and makes the new flow of the old one.
	[ "$(jq -c 'select(.at | endswith("pos")) | .old | type' changes | sort -u)" = '"number"' ]
	jq -c --slurpfile changes changes 'reduce $changes[] as $c (.; ($c.at[1:] | split("/") |
		map(tonumber? // .)) as $p | if getpath($p) == $c.old then setpath($p; $c.new) else error end)' in >got
	diff got <(jq -c . out)
	gc-remap --reverse map out | diff - in
}

@test "a setting of an action changes, bare or as a string" {
	local setting
	named mapped userPrompt Hi 'Hello "you"'
	for setting in Hi '"Hi"'; do
		flow "\"configuration\":{\"x\":{\"findResult\":$(source_of Hi '{"lit":{"pos":1,"text":"Hi"}}'),\"findName\":$(source_of "$setting" '{"lit":{"pos":1,"text":"Hi"}}'),\"__type\":\"FindUserPromptAction\"}}" >in
		gc-remap map in >out
		[ "$(jq -r '.configuration.x.findName.config.lit.text, .configuration.x.findResult.text' out | xargs -d '\n')" = 'Hello "you" Hi' ]
		gc-remap --reverse map out | diff - in
	done
	[ "$(jq -r .configuration.x.findName.text out)" = '"Hello \"you\""' ]
}

@test "what is not sure to be right is left in the flow, and warned about" {
	local body
	named mapped queue Sales 'Sales EU'
	for body in "$(source_of 'FindQueue("Sales")' "$(call FindQueue Sales 12)")" \
		"$(source_of 'FindQueue("Sal\es")' "$(call FindQueue Sales 11)")" \
		"$(source_of 'FindQueue("Sales") ' "$(call FindQueue Sales 11 | jq -c '.FindQueue.text = "FindQueue(Sales)"')")" \
		"$(source_of 'FindQueue("Sales")' "$(call FindQueue Sales 11 | jq -c '.FindQueue.pos = 13')")" \
		"$(source_of 'FindQueue("Sales")' "$(call FindQueue Sales 11 | jq -c '.FindQueue.pos = 1.5')")" \
		"$(source_of 'FindQueue("Sales")+FindQueue("Sales")' "$(call FindQueue Sales 11)")" \
		"{\"config\":$(call FindQueue Sales 11)}" "$(call FindQueue Sales 11)" \
		'{"text":"FindQueue(\"Sales\")"}' \
		'{"__type":"FindQueueAction","findName":{"text":" Sales","config":{"lit":{"pos":1,"text":"Sales"}}}}'; do
		flow "\"configuration\":{\"a\":$body}" >in
		run -0 --separate-stderr gc-remap --report changes map in
		[ "$output" = "$(cat in)" ]
		[[ $stderr == 'gc-remap: in:1: flow f-1 "Main": /configuration/a/'*': queue "Sales" is looked up by name and was not changed; change it to "Sales EU" by hand' ]]
		[ ! -s changes ]
	done
}

@test "a look-up follows the object of its name, unless several could be meant" {
	flow "\"configuration\":{\"a\":$(source_of 'FindQueue("Sales")' "$(call FindQueue Sales 11)")}" >in
	maps mapped queue Sales $A1 $B1 'Sales EU'
	run -0 --separate-stderr gc-remap map in
	[ "$(jq -r .configuration.a.text <<<"$output")" = 'FindQueue("Sales EU")' ]
	maps mapped queue Sales $A2 $B2 'Sales US'
	run -0 --separate-stderr gc-remap map in
	[ "$output" = "$(cat in)" ]
	[[ $stderr == *"several objects could be meant"* ]]
	named mapped queue Sales Verkauf
	run -0 --separate-stderr gc-remap map in
	[ "$(jq -r .configuration.a.text <<<"$output")" = 'FindQueue("Verkauf")' ]
}
